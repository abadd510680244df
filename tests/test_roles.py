"""Roles and titles: before a name, in apposition, as a predicate, possessive, of a deputy."""

from __future__ import annotations

import pytest
from parses import told, views

from kgraph.reading.extractors import roles
from kgraph.reading.extractors.contract import Finding

LEFT = "left=leave/VBD/ROOT ."
MERKEL_LEADS = ["Angela Merkel leads Germany"]


def read(*sentences: str) -> list[Finding]:
    return [finding for view in views(*sentences) for finding in roles.extract(view)]


def test_patrons_in_a_capital_are_that_state() -> None:
    sentence = (
        "Hamas/NNP/poss/patrons 's/POS/case/Hamas patrons=patron/NNS/nsubj/left in/IN/prep/patrons "
        "{}/NNP/pobj/in left=leave/VBD/ROOT ."
    )
    assert told(read(sentence.format("Cairo"))) == ["Egypt backs Hamas"]
    assert read(sentence.format("Egypt")) == []


def test_of_which_somebody_is_a_member() -> None:
    sentence = (
        "Hamas/NNP/nsubj/left of/IN/prep/is which/WDT/pobj/of Merkel/NNP/nsubj/is is=be/VBZ/relcl/Hamas a/DT/det/member "
        f"member/NN/attr/is {LEFT}"
    )
    assert told(read(sentence)) == ["Angela Merkel memberOf Hamas"]


CONSTRUCTIONS = [
    pytest.param(
        f"German/JJ/amod/Chancellor Chancellor/NNP/compound/Merkel Merkel/NNP/nsubj/left {LEFT}",
        MERKEL_LEADS,
        id="title",
    ),
    pytest.param(
        f"Germany/NNP/poss/Merkel 's/POS/case/Germany chancellor/NN/compound/Merkel Merkel/NNP/nsubj/left {LEFT}",
        MERKEL_LEADS,
        id="possessive before a title",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/left ,/,/punct/Merkel the/DT/det/chancellor chancellor/NN/appos/Merkel "
        "of/IN/prep/chancellor "
        f"Germany/NNP/pobj/of , {LEFT}",
        MERKEL_LEADS,
        id="apposition behind",
    ),
    pytest.param(
        "The/DT/det/chancellor chancellor/NN/nsubj/left of/IN/prep/chancellor Germany/NNP/pobj/of "
        ",/,/punct/chancellor "
        f"Merkel/NNP/appos/chancellor , {LEFT}",
        MERKEL_LEADS,
        id="apposition before",
    ),
    pytest.param(
        f"Chancellor/NNP/nmod/Merkel of/IN/prep/Chancellor Germany/NNP/pobj/of Merkel/NNP/nsubj/left {LEFT}",
        MERKEL_LEADS,
        id="title with of",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/is is=be/VBZ/ROOT the/DT/det/chancellor German/JJ/amod/chancellor chancellor/NN/attr/is .",
        MERKEL_LEADS,
        id="predicate with adjective",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/became became=become/VBD/ROOT chancellor/NN/attr/became of/IN/prep/chancellor "
        "Germany/NNP/pobj/of .",
        MERKEL_LEADS,
        id="predicate with of",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/is is=be/VBZ/ROOT Germany/NNP/poss/chancellor 's/POS/case/Germany chancellor/NN/attr/is .",
        MERKEL_LEADS,
        id="predicate with possessive",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/is is=be/VBZ/ROOT a/DT/det/woman woman/NN/attr/is and/CC/cc/woman "
        "chancellor/NN/conj/woman of/IN/prep/chancellor Germany/NNP/pobj/of .",
        MERKEL_LEADS,
        id="coordinated predicate",
    ),
    pytest.param(
        "Germany/NNP/poss/chancellor 's/POS/case/Germany chancellor/NN/nsubj/is is=be/VBZ/ROOT Merkel/NNP/attr/is .",
        MERKEL_LEADS,
        id="the role is the subject",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/served served=serve/VBD/ROOT as/IN/prep/served chancellor/NN/pobj/as "
        "of/IN/prep/chancellor Germany/NNP/pobj/of .",
        MERKEL_LEADS,
        id="served as",
    ),
    pytest.param(
        "They/PRP/nsubj/elected elected=elect/VBD/ROOT Merkel/NNP/dobj/elected chancellor/NN/oprd/elected "
        "of/IN/prep/chancellor "
        "Germany/NNP/pobj/of .",
        MERKEL_LEADS,
        id="elected",
    ),
    pytest.param(
        "Deputy/JJ/amod/Chancellor German/JJ/amod/Chancellor Chancellor/NNP/compound/Merkel "
        f"Merkel/NNP/nsubj/left {LEFT}",
        ["Angela Merkel memberOf Germany"],
        id="a deputy does not lead",
    ),
    pytest.param(
        "Iraqi/JJ/amod/Minister Prime/NNP/compound/Minister Minister/NNP/compound/Kadhimi "
        "Mustafa/NNP/compound/Kadhimi "
        f"al/NNP/compound/Kadhimi +-/HYPH/punct/Kadhimi +Kadhimi/NNP/nsubj/left {LEFT}",
        ["Mustafa al-Kadhimi leads Iraq"],
        id="two words",
    ),
    pytest.param(
        f"Iraqi/JJ/amod/Minister Minister/NNP/compound/Merkel Merkel/NNP/nsubj/left {LEFT}", [], id="one of two words"
    ),
    pytest.param(
        "Merkel/NNP/nsubj/left ,/,/punct/Merkel chief/NN/appos/Merkel of/IN/prep/chief staff/NN/pobj/4 "
        "of/IN/prep/chief "
        f"NATO/NNP/pobj/6 , {LEFT}",
        ["Angela Merkel memberOf NATO"],
        id="words behind the head",
    ),
    pytest.param(
        "Biden/NNP/nsubj/is is=be/VBZ/ROOT an/DT/det/ally ally/NN/attr/is of/IN/prep/ally Egypt/NNP/pobj/of .",
        ["Joe Biden alignedWith Egypt"],
        id="ally of",
    ),
    pytest.param(
        "Biden/NNP/nsubj/is is=be/VBZ/ROOT an/DT/det/ally Egyptian/JJ/amod/ally ally/NN/attr/is .",
        ["Joe Biden alignedWith Egypt"],
        id="Egyptian ally",
    ),
    pytest.param(
        "Iran/NNP/nsubj/were and/CC/cc/Iran Iraq/NNP/conj/Iran were=be/VBD/ROOT allies=ally/NNS/attr/were .",
        ["Iran alignedWith Iraq"],
        id="allies of each other",
    ),
    pytest.param(
        "Biden/NNP/nsubj/is is=be/VBZ/ROOT a/DT/det/member member/NN/attr/is of/IN/prep/member Hamas/NNP/pobj/of "
        "and/CC/cc/Hamas "
        "Fatah/NNP/conj/Hamas .",
        ["Joe Biden memberOf Hamas", "Joe Biden memberOf Fatah"],
        id="member of several",
    ),
    pytest.param("The/DT/det/chancellor chancellor/NN/nsubj/left left=leave/VBD/ROOT .", [], id="of nothing"),
    pytest.param(
        "Merkel/NNP/nsubj/met met=meet/VBD/ROOT a/DT/det/chancellor chancellor/NN/dobj/met .", [], id="somebody else's"
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CONSTRUCTIONS)
def test_role_frames(sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


def test_the_cue_is_the_roles_words() -> None:
    (finding,) = read(
        f"Iraqi/JJ/amod/Minister Prime/NNP/compound/Minister Minister/NNP/compound/Merkel Merkel/NNP/nsubj/left {LEFT}"
    )
    assert finding.anchor.doc.text[finding.cue[0] : finding.cue[1]] == "Prime Minister"


def test_a_predicates_factuality_hangs_on_its_verb() -> None:
    (finding,) = read(
        "Merkel/NNP/nsubj/is is=be/VBZ/ROOT the/DT/det/chancellor German/JJ/amod/chancellor chancellor/NN/attr/is ."
    )
    assert finding.anchor.text == "is"
