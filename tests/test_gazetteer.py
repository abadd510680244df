"""The index of names: forms, acronyms, doubled letters, names shared by two actors."""

from __future__ import annotations

import pytest
from parses import small_ontology

from kgraph.ontology.keys import name_key
from kgraph.reading.actors.gazetteer import Form, Gazetteer, squeeze


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(small_ontology())


def get(gazetteer: Gazetteer, surface: str) -> list[tuple[str, Form]]:
    return [(entry.actor.label, entry.form) for entry in gazetteer.get(name_key(surface), surface)]


@pytest.mark.parametrize(
    ("surface", "label", "form"),
    [
        ("Iran", "Iran", Form.NAME),
        ("Islamic Republic of Iran", "Iran", Form.NAME),
        ("the United States", "United States", Form.NAME),
        ("Iranian", "Iran", Form.ADJECTIVE),
        ("Iranians", "Iran", Form.PEOPLE),
        ("Tehran", "Iran", Form.CAPITAL),
        ("Isfahan", "Iran", Form.PLACE),
        ("Kremlin", "Russia", Form.SEAT),
        ("Merkel", "Angela Merkel", Form.SHORT),
        ("Kata'ib Hezbollah", "Kataib Hezbollah", Form.NAME),
        ("KATAIB HEZBOLLAH", "Kataib Hezbollah", Form.NAME),
        ("Kata’ib-Hezbollah", "Kataib Hezbollah", Form.NAME),
        ("Ángela Merkel", "Angela Merkel", Form.NAME),
        ("AlKadhimi", "Mustafa al-Kadhimi", Form.SHORT),
        ("G7+", "Group of Seven", Form.NAME),
        ("Qassem Soleimani", "Qasem Soleimani", Form.NAME),
    ],
)
def test_a_name_in_its_form(gazetteer: Gazetteer, surface: str, label: str, form: Form) -> None:
    assert (label, form) in get(gazetteer, surface)


@pytest.mark.parametrize("surface", ["Persia", "", "Iranian Hamas", "Hezbollah"])
def test_unknown_names(gazetteer: Gazetteer, surface: str) -> None:
    assert get(gazetteer, surface) == []


def test_acronyms_count_in_capitals_only(gazetteer: Gazetteer) -> None:
    assert get(gazetteer, "US") == get(gazetteer, "U.S.") != []
    assert get(gazetteer, "us") == get(gazetteer, "Us") == []
    assert get(gazetteer, "Un") == []


def test_a_long_name_in_capitals_is_no_acronym(gazetteer: Gazetteer) -> None:
    assert get(gazetteer, "HAMAS") == get(gazetteer, "Hamas")


def test_a_name_of_two_actors_gives_both(gazetteer: Gazetteer) -> None:
    labels = {label for label, _ in get(gazetteer, "Congolese")}
    assert labels == {"Republic of the Congo", "Democratic Republic of the Congo"}


def test_an_actor_stands_once_under_a_key(gazetteer: Gazetteer) -> None:
    assert get(gazetteer, "American") == [("United States", Form.ADJECTIVE)]


def test_the_longest_name_that_begins_with_a_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest("islamic") == 4
    assert gazetteer.longest("iran") == 1
    assert gazetteer.longest("persia") == 0


def test_every_label_of_the_ontology_has_a_key(gazetteer: Gazetteer) -> None:
    assert {name_key(actor.label) for actor in small_ontology().actors.values()} <= set(gazetteer.keys())


@pytest.mark.parametrize(
    ("word", "squeezed"), [("qassem", "qasem"), ("aaa", "aaa"), ("hizbullah", "hizbulah"), ("mississippi", "misisipi")]
)
def test_doubled_letters_are_written_once_in_longer_words(word: str, squeezed: str) -> None:
    assert squeeze(word) == squeezed
