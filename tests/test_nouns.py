"""Event nouns: who acts and who is acted upon."""

from __future__ import annotations

import pytest
from parses import told, views

from kgraph.reading.extractors import nouns
from kgraph.reading.extractors.contract import Finding


def read(*sentences: str) -> list[Finding]:
    return [finding for view in views(*sentences) for finding in nouns.extract(view)]


FAILED = "failed=fail/VBD/ROOT ."

CONSTRUCTIONS = [
    pytest.param(
        "Hamas/NNP/nsubj/fled fled=flee/VBD/ROOT with/IN/prep/fled the/DT/det/support support/NN/pobj/with "
        "of/IN/prep/support Iran/NNP/pobj/of .",
        ["Iran backs Hamas"],
        id="with the support of",
    ),
    pytest.param(
        f"The/DT/det/attack Israeli/JJ/amod/attack attack/NN/nsubj/failed on/IN/prep/attack Syria/NNP/pobj/on {FAILED}",
        ["Israel attacks Syria"],
        id="adjective",
    ),
    pytest.param(
        "Israel/NNP/poss/attack 's/POS/case/Israel attack/NN/nsubj/failed against/IN/prep/attack "
        f"Syria/NNP/pobj/against {FAILED}",
        ["Israel attacks Syria"],
        id="possessive",
    ),
    pytest.param(
        f"A/DT/det/attack NATO/NNP/compound/attack attack/NN/nsubj/failed on/IN/prep/attack Syria/NNP/pobj/on {FAILED}",
        ["NATO attacks Syria"],
        id="compound",
    ),
    pytest.param(
        "The/DT/det/attack attack/NN/nsubj/failed by/IN/prep/attack Israel/NNP/pobj/by on/IN/prep/attack "
        f"Syria/NNP/pobj/on {FAILED}",
        ["Israel attacks Syria"],
        id="by",
    ),
    pytest.param(
        "The/DT/det/attack attack/NN/nsubj/failed of/IN/prep/attack Israel/NNP/pobj/of on/IN/prep/attack "
        f"Syria/NNP/pobj/on {FAILED}",
        ["Israel attacks Syria"],
        id="of",
    ),
    pytest.param(
        "The/DT/det/attack attack/NN/nsubj/failed from/IN/prep/attack Israel/NNP/pobj/from on/IN/prep/attack "
        f"Syria/NNP/pobj/on {FAILED}",
        ["Israel attacks Syria"],
        id="from",
    ),
    pytest.param(
        "Israel/NNP/nsubj/launched launched=launch/VBD/ROOT a/DT/det/attack attack/NN/dobj/launched "
        "on/IN/prep/attack Syria/NNP/pobj/on .",
        ["Israel attacks Syria"],
        id="support verb",
    ),
    pytest.param(
        "Syria/NNP/nsubj/came came=come/VBD/ROOT under/IN/prep/came attack/NN/pobj/under from/IN/prep/came "
        "Israel/NNP/pobj/from .",
        ["Israel attacks Syria"],
        id="came under",
    ),
    pytest.param(
        "Iran/NNP/nsubj/received received=receive/VBD/ROOT support/NN/dobj/received from/IN/prep/received "
        "Russia/NNP/pobj/from .",
        ["Russia backs Iran"],
        id="received",
    ),
    pytest.param(
        "Russia/NNP/nsubj/gave gave=give/VBD/ROOT Iran/NNP/dative/gave support/NN/dobj/gave .",
        ["Russia backs Iran"],
        id="gave",
    ),
    pytest.param(
        "Air/NN/compound/strikes strikes=strike/NNS/nsubj/failed by/IN/prep/strikes Israel/NNP/pobj/by "
        f"on/IN/prep/strikes Syria/NNP/pobj/on {FAILED}",
        ["Israel attacks Syria"],
        id="modifier",
    ),
    pytest.param(
        "Strikes=strike/NNS/nsubj/failed by/IN/prep/Strikes Israel/NNP/pobj/by on/IN/prep/Strikes "
        f"Syria/NNP/pobj/on {FAILED}",
        [],
        id="modifier missing",
    ),
    pytest.param(
        f"The/DT/det/attack attack/NN/nsubj/failed on/IN/prep/attack Syria/NNP/pobj/on {FAILED}",
        [],
        id="nobody's attack",
    ),
    pytest.param(
        f"The/DT/det/attack Israeli/JJ/amod/attack attack/NN/nsubj/failed {FAILED}", [], id="attack on nobody"
    ),
    pytest.param(
        "The/DT/det/killing killing/NN/nsubj/failed of/IN/prep/killing Soleimani/NNP/pobj/of by/IN/prep/killing "
        f"Israel/NNP/pobj/by {FAILED}",
        ["Israel kills Qasem Soleimani"],
        id="killing of by",
    ),
    pytest.param(
        "Soleimani/NNP/poss/killing 's/POS/case/Soleimani killing/NN/nsubj/failed by/IN/prep/killing "
        f"Israel/NNP/pobj/by {FAILED}",
        ["Israel kills Qasem Soleimani"],
        id="whose killing by",
    ),
    pytest.param(
        "Israel/NNP/poss/killing 's/POS/case/Israel killing/NN/nsubj/failed of/IN/prep/killing "
        f"Soleimani/NNP/pobj/of {FAILED}",
        ["Israel kills Qasem Soleimani"],
        id="whose killing of",
    ),
    pytest.param(
        "The/DT/det/killing Israeli/JJ/amod/killing killing/NN/nsubj/failed of/IN/prep/killing "
        f"Soleimani/NNP/pobj/of {FAILED}",
        ["Israel kills Qasem Soleimani"],
        id="the Israeli killing of",
    ),
    pytest.param(
        "Talks=talk/NNS/nsubj/failed between/IN/prep/Talks Iran/NNP/pobj/between and/CC/cc/Iran "
        f"Iraq/NNP/conj/Iran {FAILED}",
        ["Iran meets Iraq"],
        id="between",
    ),
    pytest.param(
        "Iran/NNP/nsubj/held held=hold/VBD/ROOT talks=talk/NNS/dobj/held with/IN/prep/talks Iraq/NNP/pobj/with .",
        ["Iran meets Iraq"],
        id="held talks with",
    ),
    pytest.param(
        "Iran/NNP/nsubj/held and/CC/cc/Iran Iraq/NNP/conj/Iran held=hold/VBD/ROOT talks=talk/NNS/dobj/held .",
        ["Iran meets Iraq"],
        id="both held talks",
    ),
    pytest.param(
        f"Iran/NNP/compound/Iraq +-/HYPH/punct/Iraq +Iraq/NNP/compound/talks talks=talk/NNS/nsubj/failed {FAILED}",
        ["Iran meets Iraq"],
        id="Iran-Iraq talks",
    ),
    pytest.param(
        "During/IN/prep/left a/DT/det/visit visit/NN/pobj/During to/IN/prep/visit Egypt/NNP/pobj/to , "
        "Merkel/NNP/nsubj/left left=leave/VBD/ROOT .",
        ["Angela Merkel visits Egypt"],
        id="framing event",
    ),
    pytest.param(
        "After/IN/prep/left an/DT/det/attack attack/NN/pobj/After on/IN/prep/attack Egypt/NNP/pobj/on , "
        "Merkel/NNP/nsubj/left left=leave/VBD/ROOT .",
        [],
        id="an attack frames nobody",
    ),
    pytest.param(
        "Iran/NNP/nsubj/expressed expressed=express/VBD/ROOT criticism/NN/dobj/expressed of/IN/prep/criticism "
        "Israel/NNP/pobj/of .",
        ["Iran opposes Israel"],
        id="criticism of",
    ),
    pytest.param(
        "After/IN/prep/left Merkel/NNP/poss/visit 's/POS/case/Merkel visit/NN/pobj/After to/IN/prep/visit Egypt/NNP/pobj/to "
        "and/CC/cc/visit talks=talk/NNS/conj/visit with/IN/prep/talks Iran/NNP/pobj/with , he/PRP/nsubj/left "
        "left=leave/VBD/ROOT .",
        ["Angela Merkel visits Egypt", "Angela Merkel meets Iran"],
        id="events of one owner",
    ),
    pytest.param(
        "The/DT/det/attack attack/NN/nsubj/was on/IN/prep/attack Egypt/NNP/pobj/on was=be/VBD/ROOT the/DT/det/work "
        "work/NN/attr/was of/IN/prep/work Iran/NNP/pobj/of .",
        ["Iran attacks Egypt"],
        id="the work of",
    ),
    pytest.param(
        "Responsibility=responsibility/NN/nsubjpass/claimed for/IN/prep/Responsibility the/DT/det/attack "
        "attack/NN/pobj/for on/IN/prep/attack Egypt/NNP/pobj/on was=be/VBD/auxpass/claimed claimed=claim/VBN/ROOT "
        "by/IN/agent/claimed Hamas/NNP/pobj/by .",
        ["Hamas attacks Egypt"],
        id="responsibility was claimed by",
    ),
    pytest.param(
        "Merkel/NNP/nsubj/made made=make/VBD/ROOT anti/JJ/amod/attacks +-/HYPH/amod/attacks +Iran/NNP/amod/attacks "
        "attacks=attack/NNS/dobj/made .",
        ["Angela Merkel attacks Iran"],
        id="anti-Iran",
    ),
    pytest.param(
        "Faced=face/VBN/advcl/left with/IN/prep/Faced attacks=attack/NNS/pobj/with by/IN/prep/attacks Iran/NNP/pobj/by , "
        "Merkel/NNP/nsubj/left left=leave/VBD/ROOT .",
        ["Iran attacks Angela Merkel"],
        id="faced with",
    ),
    pytest.param(
        "Criticism=criticism/NN/nsubj/came of/IN/prep/Criticism Egypt/NNP/pobj/of came=come/VBD/ROOT from/IN/prep/came "
        "Iran/NNP/pobj/from .",
        ["Iran opposes Egypt"],
        id="came from",
    ),
    pytest.param(
        "The/DT/det/talks talks=talk/NNS/nsubj/brought brought=bring/VBD/ROOT together/RB/advmod/brought "
        "Iran/NNP/dobj/brought and/CC/cc/Iran Egypt/NNP/conj/Iran .",
        ["Iran meets Egypt"],
        id="brought together",
    ),
    pytest.param(
        "An/DT/det/attack attack/NN/nsubj/failed on/IN/prep/attack Egypt/NNP/pobj/on launched=launch/VBN/acl/Egypt "
        "by/IN/agent/launched Iran/NNP/pobj/by failed=fail/VBD/ROOT .",
        ["Iran attacks Egypt"],
        id="launched by, hung on the name",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CONSTRUCTIONS)
def test_noun_frames(sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


def test_the_cue_holds_a_near_support_verb() -> None:
    (finding,) = read(
        "Israel/NNP/nsubj/launched launched=launch/VBD/ROOT one/CD/nummod/attack attack/NN/dobj/launched "
        "on/IN/prep/attack Syria/NNP/pobj/on ."
    )
    text = finding.anchor.doc.text
    assert text[finding.cue[0] : finding.cue[1]] == "launched one attack"
    assert finding.anchor.text == "attack"


def test_an_event_noun_inside_a_name_is_none() -> None:
    sentence = (
        "The/DT/det/Attack/ORG Iranian/NNP/compound/Attack/ORG Attack/NNP/nsubj/failed/ORG "
        f"on/IN/prep/Attack Syria/NNP/pobj/on {FAILED}"
    )
    assert read(sentence) == []
