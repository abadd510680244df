"""Stances on one's own acts: refusals, threats and promises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parses import small_ontology, told, views

from kgraph.ontology.records import Ontology
from kgraph.reading.extractors import nouns, verbs
from kgraph.reading.extractors.contract import Finding
from kgraph.reading.predicates.stances import StanceReader

REFUSED = "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/back back/VB/xcomp/refused Hamas/NNP/dobj/back ."


def stances(sentence: str, ontology: Ontology | None = None) -> list[Finding]:
    reader = StanceReader(ontology or small_ontology())
    return [
        finding
        for view in views(sentence)
        for extract in (verbs.extract, nouns.extract)
        for finding in reader(extract(view), view.arguments)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Iran/NNP/nsubj/backs backs=back/VBZ/ROOT Hamas/NNP/dobj/backs .", ["Iran backs Hamas"], id="none"
        ),
        pytest.param(REFUSED, ["Iran opposes Hamas"], id="refused to help"),
        pytest.param(
            "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/attack attack/VB/xcomp/refused "
            "Hamas/NNP/dobj/attack .",
            ["Iran attacks Hamas"],
            id="refused to harm is no opposition",
        ),
        pytest.param(
            "Iran/NNP/nsubj/is is=be/VBZ/ROOT unwilling/JJ/acomp/is to/TO/aux/back back/VB/xcomp/unwilling "
            "Hamas/NNP/dobj/back .",
            ["Iran opposes Hamas"],
            id="unwilling",
        ),
        pytest.param(
            "Iran/NNP/nsubj/threatened threatened=threaten/VBD/ROOT to/TO/aux/attack attack/VB/xcomp/threatened "
            "Hamas/NNP/dobj/attack .",
            ["Iran attacks Hamas", "Iran threatens Hamas"],
            id="threatened",
        ),
        pytest.param(
            "Iran/NNP/nsubj/promised promised=promise/VBD/ROOT to/TO/aux/back back/VB/xcomp/promised "
            "Hamas/NNP/dobj/back .",
            ["Iran backs Hamas", "Iran agreesWith Hamas"],
            id="promised",
        ),
        pytest.param(
            "Iran/NNP/nsubj/promised promised=promise/VBD/ROOT to/TO/aux/attack attack/VB/xcomp/promised "
            "Hamas/NNP/dobj/attack .",
            ["Iran attacks Hamas"],
            id="promised harm",
        ),
        pytest.param(
            "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/aid aid/VB/xcomp/refused and/CC/cc/aid "
            "back/VB/conj/aid "
            "Hamas/NNP/dobj/back .",
            ["Iran opposes Hamas", "Iran opposes Hamas"],
            id="coordinated acts",
        ),
        pytest.param(
            "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/give give/VB/xcomp/refused support/NN/dobj/give "
            "for/IN/prep/support Hamas/NNP/pobj/for .",
            ["Iran opposes Hamas"],
            id="an event noun with its support verb",
        ),
        pytest.param(
            "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT for/IN/mark/back Iraq/NNP/nsubj/back to/TO/aux/back "
            "back/VB/xcomp/refused Hamas/NNP/dobj/back .",
            ["Iraq backs Hamas"],
            id="somebody else's act",
        ),
        pytest.param(
            "Iran/NNP/nsubj/threatened threatened=threaten/VBD/ROOT Iraq/NNP/dobj/threatened to/TO/aux/attack "
            "attack/VB/xcomp/threatened Hamas/NNP/dobj/attack .",
            ["Iran attacks Hamas"],
            id="with an object",
        ),
        pytest.param(
            "Iran/NNP/nsubj/said said=say/VBD/ROOT Iran/NNP/nsubj/back would/MD/aux/back back/VB/ccomp/said Hamas/NNP/dobj/back .",
            ["Iran backs Hamas", "Iran agreesWith Hamas"],
            id="said that it would",
        ),
        pytest.param(
            "Iran/NNP/nsubj/said said=say/VBD/ROOT Iran/NNP/nsubj/back would/MD/aux/back not/RB/neg/back "
            "back/VB/ccomp/said Hamas/NNP/dobj/back .",
            ["Iran backs Hamas", "Iran opposes Hamas"],
            id="said that it would not",
        ),
        pytest.param(
            "Iran/NNP/nsubj/said said=say/VBD/ROOT Iran/NNP/nsubj/attack would/MD/aux/attack attack/VB/ccomp/said "
            "Hamas/NNP/dobj/attack .",
            ["Iran attacks Hamas", "Iran threatens Hamas"],
            id="said that it would harm",
        ),
        pytest.param(
            "Iran/NNP/nsubj/said said=say/VBD/ROOT Iraq/NNP/nsubj/attack would/MD/aux/attack attack/VB/ccomp/said "
            "Hamas/NNP/dobj/attack .",
            ["Iraq attacks Hamas"],
            id="said that another would",
        ),
        pytest.param(
            "Iran/NNP/nsubj/alleged alleged=allege/VBD/ROOT Iraq/NNP/nsubj/attacks attacks=attack/VBZ/ccomp/alleged "
            "Hamas/NNP/dobj/attacks .",
            ["Iraq attacks Hamas", "Iran accuses Iraq"],
            id="alleged that another did",
        ),
        pytest.param(
            "Iran/NNP/poss/refusal 's/POS/case/Iran refusal/NN/nsubj/failed to/TO/aux/back back/VB/acl/refusal "
            "Hamas/NNP/dobj/back failed=fail/VBD/ROOT .",
            ["Iran opposes Hamas"],
            id="his refusal to",
        ),
        pytest.param(
            "Hamas/NNP/nsubj/said said=say/VBD/ROOT Iraq/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said "
            "Hamas/NNP/dobj/attacked .",
            ["Iraq attacks Hamas", "Hamas accuses Iraq"],
            id="said what another did to him",
        ),
        pytest.param(
            "Iran/NNP/nsubj/said said=say/VBD/ROOT Iraq/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said "
            "Hamas/NNP/dobj/attacked .",
            ["Iraq attacks Hamas"],
            id="said what others did to one another",
        ),
        pytest.param(
            "Iran/NNP/nsubj/aid will/MD/aux/aid not/RB/neg/aid aid/VB/ROOT Hamas/NNP/dobj/aid .",
            ["Iran opposes Hamas"],
            id="will not do what is withheld",
        ),
        pytest.param(
            "Iran/NNP/nsubj/aided would/MD/aux/aided not/RB/neg/aided have/VB/aux/aided aided=aid/VBN/ROOT "
            "Hamas/NNP/dobj/aided .",
            ["Iran aids Hamas"],
            id="would not have done",
        ),
        pytest.param(
            "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/back back/VB/xcomp/refused Hamas/NNP/dobj/back "
            "but/CC/cc/refused kept=keep/VBD/conj/refused its/PRP$/poss/silence silence/NN/dobj/refused .",
            ["Iran opposes Hamas"],
            id="an object behind the infinitive",
        ),
        pytest.param(
            "Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/back back/VB/xcomp/wants Hamas/NNP/dobj/back .",
            ["Iran backs Hamas"],
            id="no stance verb",
        ),
    ],
)
def test_stances(sentence: str, expected: list[str]) -> None:
    assert told(stances(sentence)) == expected


def test_the_stance_takes_anchor_cue_and_rule() -> None:
    (finding,) = stances(REFUSED)
    text = finding.anchor.doc.text
    assert text[finding.cue[0] : finding.cue[1]] == "refused to back"
    assert finding.anchor.text == "refused"
    assert finding.rule == "back.v: X back Y, under refuse"


def test_the_anchor_of_an_adjective_is_the_adjective() -> None:
    (finding,) = stances(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT unwilling/JJ/acomp/is to/TO/aux/back back/VB/xcomp/unwilling "
        "Hamas/NNP/dobj/back ."
    )
    assert finding.anchor.text == "unwilling"


def test_an_ontology_without_stances_has_acts_alone() -> None:
    sentence = (
        "Hamas/NNP/nsubj/said said=say/VBD/ROOT Iraq/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said "
        "Hamas/NNP/dobj/attacked ."
    )
    without = replace(small_ontology(), cues=replace(small_ontology().cues, stances=()))
    assert [f.relation for f in stances(sentence)] == ["attacks", "accuses"]
    assert [f.relation for f in stances(sentence, without)] == ["attacks"]
