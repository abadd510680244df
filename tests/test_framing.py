"""Whose an event is by the words around it, on parses made by hand."""

from __future__ import annotations

import pytest
from parses import passage, word
from spacy.tokens import Token

from kgraph.reading.predicates.framing import (
    accountable,
    aims,
    driven,
    first_listed,
    framed,
    hung_behind,
    shared_owners,
    subjects_conditional,
    undertaking,
)

SIGN = (
    "Oslo/NNP/nsubj/wrote +,/,/punct as/IN/prep/Oslo a/DT/det/sign sign/NN/pobj/as of/IN/prep/sign "
    "support/NN/pobj/of +,/,/punct wrote=write/VBD/ROOT ."
)
MESSAGE = "Oslo/NNP/nsubj/sent sent=send/VBD/ROOT a/DT/det/message message/NN/dobj/sent of/IN/prep/message support/NN/pobj/of ."
LISTED = (
    "Oslo/NNP/poss/visit 's/POS/case/Oslo visit/NN/nsubj/failed to/IN/prep/visit Paris/NNP/pobj/to and/CC/cc/Paris "
    "talks=talk/NNS/conj/Paris failed=fail/VBD/ROOT ."
)
RAID = (
    "Oslo/NNP/nsubj/took took=take/VBD/ROOT towns=town/NNS/dobj/took in/IN/prep/took {}/DT/det/raid raid/NN/pobj/in ."
)
BLAME = (
    "Oslo/NNP/nsubj/blamed blamed=blame/VBD/ROOT Paris/NNP/dobj/blamed for/IN/prep/blamed "
    "a/DT/det/raid raid/NN/pobj/for ."
)
HELD = "Oslo/NNP/nsubj/held held=arrest/VBD/ROOT Paris/NNP/dobj/held in/IN/prep/held {}/DT/det/raid raid/NN/pobj/in ."
PART = (
    "Oslo/NNP/nsubj/denied denied=deny/VBD/ROOT a/DT/det/part part/NN/dobj/denied in/IN/prep/part the/DT/det/raid "
    "raid/NN/pobj/in ."
)


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(("sentence", "owner"), [(SIGN, "Oslo"), (MESSAGE, "Oslo")])
def test_what_an_event_is_a_sign_or_the_message_of_is_the_subjects(sentence: str, owner: str) -> None:
    assert texts(framed(word(passage(sentence), "support"))) == [owner]


def test_events_of_a_list_share_their_owner_although_the_second_hangs_on_a_name() -> None:
    talks = word(passage(LISTED), "talks")
    assert first_listed(talks).text == "visit"
    assert texts(shared_owners(talks)) == ["Oslo"]


@pytest.mark.parametrize(("article", "doers"), [("a", ["Oslo"]), ("the", [])])
def test_an_act_not_yet_spoken_of_is_the_subjects_own(article: str, doers: list[str]) -> None:
    assert texts(undertaking(word(passage(RAID.format(article)), "raid"))) == doers


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        (BLAME, ["Paris"]),
        (PART, ["Oslo"]),
        pytest.param(HELD.format("the"), ["Paris"], id="held in the raid"),
        pytest.param(HELD.format("a"), [], id="held in a raid, which may be that of the police"),
    ],
)
def test_whoever_is_held_to_account_for_an_act_did_it(sentence: str, doers: list[str]) -> None:
    assert texts(accountable(word(passage(sentence), "raid"))) == doers


def test_what_follows_an_object_belongs_to_it() -> None:
    sentence = "Oslo/NNP/nsubj/saw saw=see/VBD/ROOT the/DT/det/raid raid/NN/dobj/saw by/IN/prep/saw Paris/NNP/pobj/by ."
    assert texts(hung_behind(word(passage(sentence), "raid"))) == ["by"]


def test_whom_an_act_makes_do_something() -> None:
    sentence = "The/DT/det/raid raid/NN/nsubj/forced forced=force/VBD/ROOT Paris/NNP/dobj/forced out/RP/prt/forced ."
    assert texts(driven(word(passage(sentence), "raid"))) == ["Paris"]


def test_whose_aim_an_event_is() -> None:
    sentence = "The/DT/det/raid raid/NN/nsubj/is is=be/VBZ/ROOT the/DT/det/aim aim/NN/attr/is of/IN/prep/aim Oslo/NNP/pobj/of ."
    assert texts(aims(word(passage(sentence), "raid"))) == ["Oslo"]


def test_for_whom_a_threat_is_meant() -> None:
    sentence = (
        "The/DT/det/threat threat/NN/nsubj/stands to/TO/aux/march march/VB/acl/threat unless/IN/mark/pays "
        "Paris/NNP/nsubj/pays pays=pay/VBZ/advcl/march stands=stand/VBZ/ROOT ."
    )
    assert texts(subjects_conditional(word(passage(sentence), "threat"))) == ["Paris"]
