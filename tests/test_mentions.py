"""Finding candidates: names of the ontology, entities, capitalised runs, pronouns; no two of them overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from parses import found, passage, surface

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import PLACE, Candidate
from kgraph.reading.actors.gazetteer import Form


def names(sentence: str) -> list[str]:
    return [c.surface for c in found(passage(sentence)) if c.kind is MentionKind.NAME]


def one(sentence: str, text: str) -> Candidate:
    return surface(found(passage(sentence)), text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Saudi/NNP/compound/Arabia Arabia/NNP/nsubj/met met=meet/VBD/ROOT Kata'ib/NNP/compound/Hezbollah "
            "Hezbollah/NNP/dobj/met .",
            ["Saudi Arabia", "Kata'ib Hezbollah"],
            id="longest match",
        ),
        pytest.param(
            "Kata’ib/NNP/compound/Hezbollah +-/HYPH/punct/Hezbollah +Hezbollah/NNP/ROOT",
            ["Kata’ib-Hezbollah"],
            id="apostrophe and hyphen",
        ),
        pytest.param(
            "al/NNP/compound/Sisi +-/HYPH/punct/Sisi +Sisi/NNP/nsubj/left left=leave/VBD/ROOT .",
            ["al-Sisi"],
            id="Arabic article in lower case",
        ),
        pytest.param(
            "the/DT/det/US US/NNP/nsubj/left left=leave/VBD/ROOT us=we/PRP/dobj/left .", ["US"], id="US and us"
        ),
        pytest.param("An/DT/det/iran iran/NN/nsubj/left left=leave/VBD/ROOT .", [], id="a name needs a capital"),
        pytest.param(
            "#Iran/NNP/nsubj/met met=meet/VBD/ROOT @Hamas/NNP/dobj/met .",
            ["#Iran", "@Hamas"],
            id="handles and hashtags",
        ),
        pytest.param(
            "Iran/NNP/poss/army 's/POS/case/Iran army/NN/nsubj/left left=leave/VBD/ROOT .",
            ["Iran's army"],
            id="part of a state",
        ),
        pytest.param(
            "Saudi/NNP/compound/Arabia ␣/_SP/dep/Saudi +Arabia/NNP/ROOT", ["Saudi  Arabia"], id="over two spaces"
        ),
        pytest.param(
            "Iraq/NNP/poss/Foundation/ORG 's/POS/case/Iraq/ORG Memory/NNP/compound/Foundation/ORG "
            "Foundation/NNP/nsubj/left/ORG left=leave/VBD/ROOT .",
            ["Iraq", "Memory Foundation"],
            id="owner and owned are two",
        ),
        pytest.param(
            "The/DT/det/Front/ORG People/NNPS/poss/Front/ORG 's/POS/case/People/ORG Front/NNP/nsubj/left/ORG "
            "left=leave/VBD/ROOT .",
            ["People's Front"],
            id="a possessive inside a name",
        ),
        pytest.param(
            "Free/NNP/compound/Front/ORG Syria/NNP/compound/Front/ORG Front/NNP/nsubj/left/ORG left=leave/VBD/ROOT .",
            ["Free Syria Front"],
            id="an organisation named after a state",
        ),
        pytest.param(
            "The/DT/det/Nations Free/NNP/compound/Nations United/NNP/compound/Nations Nations/NNP/nsubj/left "
            "left=leave/VBD/ROOT .",
            ["Free United Nations"],
            id="a longer name is another body's",
        ),
        pytest.param(
            "The/DT/det/Nations Iranian/NNP/compound/Nations United/NNP/compound/Nations Nations/NNP/nsubj/left "
            "left=leave/VBD/ROOT .",
            ["Iranian", "United Nations"],
            id="but not behind a state's adjective",
        ),
        pytest.param(
            "Israel/NNP/compound/Katz/PERSON Katz/NNP/nsubj/left/PERSON left=leave/VBD/ROOT .",
            ["Israel Katz"],
            id="a man named like a state",
        ),
        pytest.param(
            "Mr./NNP/compound/Smith/PERSON Smith/NNP/nsubj/left/PERSON left=leave/VBD/ROOT .",
            ["Smith"],
            id="honorific left out of an entity",
        ),
        pytest.param(
            "the/DT/det/Sun/ORG Sun/NNP/nsubj/fell/ORG fell=fall/VBD/ROOT “/``/punct/fell",
            ["Sun"],
            id="article left out",
        ),
        pytest.param(
            "Al/NNP/compound/Obeidi +-/HYPH/punct/Obeidi +Obeidi/NNP/nsubj/left/PERSON left=leave/VBD/ROOT .",
            ["Al-Obeidi"],
            id="article joined to an entity",
        ),
        pytest.param(
            "They/PRP/nsubj/came came=come/VBD/ROOT on/IN/prep/came Monday/NNP/pobj/on/DATE .",
            [],
            id="dates are no names",
        ),
        pytest.param(
            "Home/NNP/compound/Guard/ORG Guard/NNP/nsubj/left/ORG on/IN/prep/Guard/ORG the/DT/det/coast/ORG "
            "coast/NN/pobj/on/ORG left=leave/VBD/ROOT .",
            ["Home Guard"],
            id="a place behind an entity left out",
        ),
        pytest.param(
            "Aram/NNP/compound/Barzani Barzani/NNP/nsubj/left/PERSON left=leave/VBD/ROOT .",
            ["Aram Barzani"],
            id="a given name joined to an entity",
        ),
        pytest.param(
            "Special/NNP/compound/Army Task/NNP/compound/Army Army/NNP/nsubj/left left=leave/VBD/ROOT .",
            ["Special Task Army"],
            id="a body has no honorific",
        ),
        pytest.param(
            "We/PRP/nsubj/met met=meet/VBD/ROOT Max/NNP/compound/Merkel Merkel/NNP/dobj/met .",
            ["Max Merkel"],
            id="a given name joined to a surname that the ontology knows",
        ),
        pytest.param(
            "NATO/NNP/compound/Army/ORG Response/NNP/compound/Army/ORG Army/NNP/nsubj/left/ORG left=leave/VBD/ROOT .",
            ["NATO Response Army"],
            id="a body called after another",
        ),
        pytest.param(
            "We/PRP/nsubj/met met=meet/VBD/ROOT Aram/NNP/compound/Barzani Barzani/NNP/dobj/met .",
            ["Aram Barzani"],
            id="capitalised run",
        ),
        pytest.param(
            "We/PRP/nsubj/met met=meet/VBD/ROOT Bar/NNP/compound/Lev +-/HYPH/punct/Lev +Lev/NNP/dobj/met .",
            ["Bar-Lev"],
            id="capitalised run with a hyphen",
        ),
        pytest.param(
            "Aso/NNP/nsubj/left left=leave/VBD/ROOT .", [], id="one short capital at the start of a sentence is no name"
        ),
        pytest.param(
            "President/NNP/compound/Barzani Barzani/NNP/nsubj/left left=leave/VBD/ROOT .",
            ["Barzani"],
            id="unless a title stands before it",
        ),
        pytest.param("We/PRP/nsubj/chose chose=choose/VBD/ROOT B/NNP/dobj/chose .", [], id="a letter is no name"),
        pytest.param("We/PRP/nsubj/met met=meet/VBD/ROOT President/NNP/dobj/met .", [], id="a title is no name"),
    ],
)
def test_names(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


def test_a_longer_name_has_no_entries() -> None:
    longer = "Free/NNP/compound/Nations United/NNP/compound/Nations Nations/NNP/nsubj/left left=leave/VBD/ROOT ."
    assert one("The/DT/det/Nations " + longer, "Free United Nations").entries == ()
    assert one(longer, "United Nations").entries != ()  # at the start of a sentence a capital says nothing


def test_what_the_ontology_knows_comes_with_its_entries() -> None:
    sentence = "Merkel/NNP/nsubj/met met=meet/VBD/ROOT Iranians/NNPS/dobj/met ."
    merkel, iranians = one(sentence, "Merkel"), one(sentence, "Iranians")
    assert (merkel.form, merkel.type) == (Form.SHORT, "Person")
    assert (iranians.form, iranians.type) == (Form.PEOPLE, "State")
    assert merkel.actor is None


def test_entities_and_titled_runs_have_a_class() -> None:
    assert one("We/PRP/nsubj/met met=meet/VBD/ROOT Aram/NNP/dobj/met/PERSON .", "Aram").type == "Person"
    assert one("We/PRP/nsubj/met met=meet/VBD/ROOT Halabja/NNP/dobj/met/GPE .", "Halabja").type == "Place"
    assert one("General/NNP/compound/Aram Aram/NNP/ROOT", "Aram").type == "Person"
    assert one("We/PRP/nsubj/met met=meet/VBD/ROOT Aram/NNP/dobj/met .", "Aram").type == "Actor"


def test_pronouns_are_found_but_for_who_and_you() -> None:
    sentence = (
        "He=he/PRP/nsubj/told told=tell/VBD/ROOT them=they/PRP/dative/told and/CC/cc/them you/PRP/conj/them "
        "who/WP/nsubj/left left=leave/VBD/relcl/you its/PRP$/poss/army army/NN/dobj/left ."
    )
    pronouns = [c.surface for c in found(passage(sentence)) if c.kind is MentionKind.PRONOUN]
    assert pronouns == ["He", "them", "its"]


def test_candidates_come_in_order_and_never_overlap() -> None:
    sentence = (
        "The/DT/det/minister Iraqi/JJ/amod/minister/NORP foreign/JJ/amod/minister minister/NN/nsubj/met "
        "Fuad/NNP/compound/Hussein/PERSON Hussein/NNP/appos/minister/PERSON met=meet/VBD/ROOT his/PRP$/poss/envoy "
        "Turkish/JJ/amod/envoy/NORP envoy/NN/dobj/met in/IN/prep/met Saudi/NNP/compound/Arabia/GPE "
        "Arabia/NNP/pobj/in/GPE ."
    )
    candidates = found(passage(sentence))
    ends = [(c.start, c.end) for c in candidates]
    assert ends == sorted(ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


def test_the_head_of_a_name_is_the_word_on_which_the_sentence_hangs() -> None:
    assert one("Saudi/NNP/compound/Arabia Arabia/NNP/nsubj/left left=leave/VBD/ROOT .", "Saudi Arabia").head == 1
    assert one("Al/NNP/compound/- -/HYPH/nsubj/left +Sisi/NNP/compound/- left=leave/VBD/ROOT .", "Al-Sisi").head == 2


def test_nothing_is_found_in_nothing() -> None:
    assert found(passage("fled=flee/VBD/ROOT .")) == []


def test_a_body_and_its_leader_are_two() -> None:
    sentence = (
        "The/DT/det/Group/ORG Resistance/NNP/compound/Group/ORG Group/NNP/nsubj/left/ORG of/IN/prep/Group/ORG "
        "Ali/NNP/compound/Barzani/ORG Barzani/NNP/pobj/of/ORG left=leave/VBD/ROOT ."
    )
    assert names(sentence) == ["Resistance Group", "Ali Barzani"]
    assert one(sentence, "Ali Barzani").type == "Person"


def test_a_body_that_is_named_like_a_person_is_one() -> None:
    assert (
        one("Omar/NNP/compound/Massoud/ORG Massoud/NNP/nsubj/left/ORG left=leave/VBD/ROOT .", "Omar Massoud").type
        == "Person"
    )
    who = "Aram/NNP/compound/Massoud/ORG Massoud/NNP/nsubj/left/ORG who/WP/nsubj/fled fled=flee/VBD/relcl/Massoud left=leave/VBD/ROOT ."
    assert one(who, "Aram Massoud").type == "Person"
    assert (
        one("Aram/NNP/compound/Massoud/ORG Massoud/NNP/nsubj/left/ORG left=leave/VBD/ROOT .", "Aram Massoud").type
        == "Organisation"
    )


def test_a_name_before_the_noun_for_a_group_is_that_groups() -> None:
    sentence = (
        "The/DT/det/faction Aram/NNP/compound/Barzani/PERSON Barzani/NNP/compound/faction/PERSON faction/NN/nsubj/left "
        "left=leave/VBD/ROOT ."
    )
    assert names(sentence) == ["Aram Barzani faction"]


def test_a_known_name_behind_its_states_adjective_stays_itself() -> None:
    sentence = "The/DT/det/Forces Iraqi/JJ/amod/Forces/ORG Popular/NNP/compound/Forces/ORG Mobilization/NNP/compound/Forces/ORG Forces/NNP/nsubj/left/ORG left=leave/VBD/ROOT ."
    assert names(sentence) == ["Iraqi", "Popular Mobilization Forces"]


def test_a_state_that_a_water_is_named_after_is_not_meant() -> None:
    sentence = (
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT the/DT/det/Sea/LOC North/NNP/compound/Sea/LOC Iraq/NNP/compound/Sea/LOC "
        "Sea/NNP/dobj/left/LOC ."
    )
    assert one(sentence, "North Iraq Sea").type == PLACE
    assert "Iraq" not in names(sentence)


def test_a_centre_with_two_fields_is_one_name() -> None:
    centre = (
        "The/DT/det/Center Horn/NNP/compound/Center/ORG Center/NNP/nsubj/left/ORG for/IN/prep/Center/ORG "
        "Peace/NNP/pobj/for/ORG and/CC/cc/Peace "
    )
    assert names(centre + "Law/NNP/conj/Peace left=leave/VBD/ROOT .") == ["Horn Center for Peace and Law"]
    for other in ("Iran/NNP/conj/Peace", "Minister/NNP/conj/Peace", "rivals=rival/NNS/conj/Peace"):
        assert names(centre + f"{other} left=leave/VBD/ROOT .")[0] == "Horn Center for Peace"
