"""One name: by the ontology, by a spelling of it, by a fuller name in the document, or as a new actor."""

from __future__ import annotations

import pytest
from parses import linked, meanings, passages, surface

from kgraph.reading.actors.candidates import Candidate

KADHIMI = (
    "Mustafa/NNP/compound/Kazimi/PERSON al/NNP/compound/Kazimi/PERSON +-/HYPH/punct/Kazimi/PERSON "
    "+Kazimi/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
)
BARZANI = "Aram/NNP/compound/Barzani/PERSON Barzani/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
NISSAN = "Nissan/NNP/compound/Barzani/PERSON Barzani/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
IRAQ = "Iraq/NNP/nsubj/left left=leave/VBD/ROOT ."


def left(name: str, entity: str = "", tag: str = "NNP") -> str:
    """A sentence of one name of one word."""
    return f"{name}/{tag}/nsubj/left/{entity} left=leave/VBD/ROOT ."


def link(*paragraphs: str) -> list[Candidate]:
    return linked(*passages(*paragraphs))


def meaning(text: str, *paragraphs: str) -> str | None:
    return meanings(link(*paragraphs))[text]


@pytest.mark.parametrize(
    ("name", "label"),
    [("Iran", "Iran"), ("Tehran", "Iran"), ("Iranians", "Iran"), ("Kremlin", "Russia"), ("Merkel", "Angela Merkel")],
)
def test_a_name_of_the_ontology_is_its_actor(name: str, label: str) -> None:
    assert meaning(name, left(name)) == label


def test_the_rule_says_why() -> None:
    assert surface(link(left("Tehran")), "Tehran").rule == "capital of Iran in the ontology"
    assert surface(link(left("Barzani", "PERSON")), "Barzani").rule == "named in this document only"


def test_a_counted_people_is_not_its_state() -> None:
    sentence = "Thirteen=thirteen/CD/nummod/Iraqis Iraqis/NNPS/nsubj/died died=die/VBD/ROOT ."
    assert meaning("Iraqis", sentence) == "Iraqis (people)"


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("The/DT/det/Turk Turk/NNP/nsubj/left", "Turkey"),
        ("A/DT/det/Turk Turk/NNP/nsubj/left", "Turks (people)"),
        ("Turk/NNP/nsubj/left/PERSON", "Turk"),
    ],
)
def test_one_of_a_people(words: str, label: str | None) -> None:
    assert meaning("Turk", f"{words} left=leave/VBD/ROOT .") == label


def test_some_of_a_people_are_not_its_state() -> None:
    assert meaning("Turks", "Young/JJ/amod/Turks Turks/NNPS/nsubj/left left=leave/VBD/ROOT .") == "young Turks"
    assert meaning("Turks", "All/JJ/amod/Turks Turks/NNPS/nsubj/left left=leave/VBD/ROOT .") == "Turkey"


def test_two_states_in_one_adjective() -> None:
    pact = "the/DT/det/pact Russo/NNP/npadvmod/Turkish/NORP +-/HYPH/punct/Turkish +Turkish/JJ/amod/pact pact/NN/ROOT"
    assert meanings(link(pact)) == {"Russo": "Russia", "Turkish": "Turkey"}


def test_another_spelling_of_a_known_name() -> None:
    candidate = surface(link(KADHIMI), "Mustafa al-Kazimi")
    assert candidate.actor is not None
    assert (candidate.actor.label, candidate.rule) == ("Mustafa al-Kadhimi", "spelling of Mustafa al-Kadhimi")


def test_another_name_is_another_actor() -> None:
    sentence = "Barham/NNP/compound/Ahmad/PERSON Ahmad/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    assert meaning("Barham Ahmad", sentence) == "Barham Ahmad"


def test_two_spellings_in_one_document_are_one_actor() -> None:
    other = "Aram/NNP/compound/Barzany/PERSON Barzany/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    found = meanings(link(BARZANI, other))
    assert found == {"Aram Barzani": "Aram Barzani", "Aram Barzany": "Aram Barzani"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_surname_is_short_for_the_full_name_wherever_that_stands(order: int) -> None:
    assert meaning("Barzani", *[BARZANI, left("Barzani", "PERSON")][::order]) == "Aram Barzani"


def test_a_given_name_is_short_for_the_full_name_too() -> None:
    assert meaning("Aram", BARZANI, left("Aram", "PERSON")) == "Aram Barzani"


def test_a_surname_of_two_persons_of_the_document_is_neither() -> None:
    assert meaning("Barzani", BARZANI, NISSAN, left("Barzani", "PERSON")) == "Barzani"


def test_a_short_name_of_the_ontology_yields_to_a_full_name_of_the_document() -> None:
    other = "Max/NNP/compound/Merkel/PERSON Merkel/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    assert meaning("Merkel", other, left("Merkel", "PERSON")) == "Max Merkel"


def test_an_unexplained_surname_is_the_person_whose_state_is_there() -> None:
    assert meaning("Kadhimi", IRAQ, left("Kadhimi", "PERSON")) == "Mustafa al-Kadhimi"
    assert meaning("Kadhimi", left("Egypt"), left("Kadhimi", "PERSON")) == "Kadhimi"


def test_a_surname_written_like_that_of_others_is_a_spelling_at_home_only() -> None:
    saleh = "Barham/NNP/compound/Saleh/PERSON Saleh/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    assert meaning("Barham Saleh", IRAQ, saleh) == "Barham Salih"
    assert meaning("Barham Saleh", left("Egypt"), saleh) == "Barham Saleh"


@pytest.mark.parametrize(
    "sentence",
    [
        "We/PRP/nsubj/met met=meet/VBD/ROOT at/IN/prep/met {}/NNP/pobj/at/PERSON .",
        "The/DT/det/field {}/NNP/compound/field/PERSON field/NN/nsubj/closed closed=close/VBD/ROOT .",
    ],
)
def test_a_place_is_no_person_of_a_similar_name(sentence: str) -> None:
    assert meaning("Kadhymi", IRAQ, KADHIMI, sentence.format("Kadhymi")) != "Mustafa al-Kadhimi"
    assert meaning("Kadhymi", IRAQ, KADHIMI, left("Kadhymi", "PERSON")) == "Mustafa al-Kadhimi"


def test_a_bare_name_is_that_of_the_person_of_the_state_before_it() -> None:
    sentence = (
        "{}/NNP/poss/Barham 's/POS/case/{} President/NNP/compound/Barham Barham/NNP/nsubj/left left=leave/VBD/ROOT ."
    )
    assert meaning("Barham", sentence.format("Iraq", "Iraq")) == "Barham Salih"
    assert meaning("Barham", sentence.format("Egypt", "Egypt")) == "Barham"


def test_the_council_alone_is_no_actor() -> None:
    assert meaning("Council", "We/PRP/nsubj/met met=meet/VBD/ROOT the/DT/det/Council Council/NNP/dobj/met .") is None


def test_a_short_name_of_two_persons_is_the_one_whose_state_is_there() -> None:
    assert meaning("Rahimi", left("Iran"), left("Rahimi")) == "Ali Rahimi"
    assert meaning("Rahimi", left("Egypt"), left("Rahimi")) == "Omar Rahimi"
    assert meaning("Rahimi", left("Iran"), left("Egypt"), left("Rahimi")) is None


def test_a_name_of_two_actors_is_the_one_whose_capital_is_there() -> None:
    soldiers = "We/PRP/nsubj/like like/VBP/ROOT the/DT/det/Congolese Congolese/NNPS/dobj/like ."
    assert meaning("Congolese", left("Kinshasa"), soldiers) == "Democratic Republic of the Congo"
    assert meaning("Congolese", left("Iran"), soldiers) is None


def test_a_plain_place_and_a_plain_adjective_are_no_actors() -> None:
    assert meaning("Halabja", left("Halabja", "GPE")) is None
    assert meaning("Halabjan", "The/DT/det/man Halabjan/JJ/amod/man/NORP man/NN/ROOT .") is None


def test_a_city_is_its_state_and_is_short_for_nothing() -> None:
    candidate = surface(link(left("Isfahan", "GPE")), "Isfahan")
    assert candidate.is_place
    assert candidate.actor is not None
    assert candidate.actor.label == "Iran"
    assert candidate.rule == "place in Iran in the ontology"


def test_a_handle_loses_its_sign() -> None:
    candidate = surface(link("We/PRP/nsubj/met met=meet/VBD/ROOT @AramB/NNP/dobj/met/PERSON ."), "@AramB")
    assert candidate.actor is not None
    assert candidate.actor.label == "AramB"


def test_a_body_is_that_of_the_state_that_the_document_is_about() -> None:
    house = "the/DT/det/House Upper/NNP/compound/House/ORG House/NNP/nsubj/left/ORG left=leave/VBD/ROOT ."
    assert meaning("Upper House", left("Egypt"), left("Cairo"), house) == "Senate of Egypt"
    assert meaning("Upper House", IRAQ, house) == "Upper House"


def test_a_part_named_in_capitals_is_that_of_the_state() -> None:
    parliament = "We/PRP/nsubj/met met=meet/VBD/ROOT Parliament/NNP/dobj/met/ORG ."
    assert meaning("Parliament", IRAQ, parliament) == "Council of Representatives of Iraq"
    assert meaning("Parliament", left("Iran"), parliament) == "Parliament of Iran"


FRONT = (
    "The/DT/det/Front/ORG Kurdish/NNP/compound/Front/ORG Unity/NNP/compound/Front/ORG Front/NNP/nsubj/left/ORG {} "
    "left=leave/VBD/ROOT ."
)


def test_a_body_is_called_by_its_last_noun() -> None:
    assert (
        meaning(
            "Front", FRONT.format(""), "We/PRP/nsubj/met met=meet/VBD/ROOT the/DT/det/Front Front/NNP/dobj/met/ORG ."
        )
        == "Kurdish Unity Front"
    )


@pytest.mark.parametrize("order", [1, -1])
def test_an_acronym_in_brackets_is_a_name_of_what_stands_before(order: int) -> None:
    full = FRONT.format("(/-LRB-/punct/Front +KUF/NNP/appos/Front/ORG )/-RRB-/punct/Front")
    found = meanings(link(*[full, left("KUF", "ORG")][::order]))
    assert found["KUF"] == "Kurdish Unity Front"


@pytest.mark.parametrize("inside", ["XYZ", "kuf", "K", "2020"])
def test_other_brackets_are_no_acronym(inside: str) -> None:
    full = FRONT.format(f"(/-LRB-/punct/Front +{inside}/NNP/appos/Front/ORG )/-RRB-/punct/Front")
    assert meanings(link(full)).get(inside) != "Kurdish Unity Front"


def test_an_acronym_that_the_ontology_knows_stays_with_it() -> None:
    full = FRONT.format("(/-LRB-/punct/Front +UN/NNP/appos/Front )/-RRB-/punct/Front")
    assert meaning("UN", full) == "United Nations"


def test_names_settled_before_stay_settled() -> None:
    assert meaning("Iraqi army", "Iraqi/JJ/amod/army army/NN/nsubj/left left=leave/VBD/ROOT .") == "Iraq Armed Forces"


def test_a_first_word_is_a_name_only_if_the_document_has_it_in_full() -> None:
    assert meaning("Barzani", BARZANI, left("Barzani")) == "Aram Barzani"
    assert meaning("Barzani", left("Barzani")) is None
