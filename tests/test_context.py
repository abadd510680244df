"""What is known of a document: its main state, its sentences, the titles that it gives, who was named how often."""

from __future__ import annotations

from datetime import date

import pytest
from parses import known, linked, passage, passages, small_ontology, surface

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context, context_of, main_state, title_before

LEFT = "left=leave/VBD/ROOT ."


def left(name: str) -> str:
    return f"{name}/NNP/nsubj/left {LEFT}"


def context(*paragraphs: str | tuple[str, ...]) -> Context:
    return context_of(linked(*passages(*paragraphs)), small_ontology().actors, date(2020, 6, 25))


def state_of(*paragraphs: str) -> str | None:
    state = main_state(linked(*passages(*paragraphs)), small_ontology().actors)
    return state.label if state else None


@pytest.mark.parametrize(
    ("paragraphs", "state"),
    [
        pytest.param([left("Iran"), left("Iraq"), left("Iran")], "Iran", id="named most"),
        pytest.param([left("Iran"), left("Iraq"), left("Baghdad")], "Iraq", id="capitals count"),
        pytest.param(
            [left("Iran"), left("Iraq"), f"Iraqi/JJ/amod/army army/NN/nsubj/left {LEFT}"], "Iraq", id="parts count"
        ),
        pytest.param([left("Merkel")], "Germany", id="persons count for their state"),
        pytest.param([left("Hamas")], None, id="nobody's group does not"),
        pytest.param([left("Iran"), left("Iraq")], "Iran", id="the first of two"),
        pytest.param([f"He/PRP/nsubj/left {LEFT}"], None, id="none"),
    ],
)
def test_the_state_that_a_document_is_about(paragraphs: list[str], state: str | None) -> None:
    assert state_of(*paragraphs) == state


def titled(words: str) -> Candidate:
    return surface(linked(passage(f"{words} Aram/NNP/nsubj/left/PERSON {LEFT}")), "Aram")


@pytest.mark.parametrize(
    ("words", "title", "start"),
    [
        ("President/NNP/compound/Aram", "president", 0),
        ("Iraqi/JJ/amod/Aram/NORP President/NNP/compound/Aram", "president", 1),
        ("Prime/NNP/compound/Aram Minister/NNP/compound/Aram", "prime minister", 0),
        ("Deputy/NNP/compound/Aram Foreign/NNP/compound/Aram Minister/NNP/compound/Aram", "foreign minister", 1),
        ("Iran/NNP/compound/Aram/GPE commander/NN/compound/Aram", "commander", 1),
        ("yesterday/RB/advmod/left", "", 1),
    ],
)
def test_the_title_before_a_name(words: str, title: str, start: int) -> None:
    assert title_before(titled(words)) == (title, start)


def roles(*paragraphs: str) -> list[tuple[str, str | None, str]]:
    names = {iri: entry.label for iri, entry in small_ontology().actors.items()}
    return [(role.noun, names.get(role.state or ""), role.actor.label) for role in context(*paragraphs).roles]


def test_a_title_with_its_state() -> None:
    sentence = f"Iraqi/JJ/amod/President President/NNP/compound/Aram Aram/NNP/nsubj/left/PERSON {LEFT}"
    assert roles(sentence) == [("president", "Iraq", "Aram")]


def test_a_title_without_state_is_of_the_persons_own() -> None:
    sentence = f"Chancellor/NNP/compound/Merkel Merkel/NNP/nsubj/left/PERSON {LEFT}"
    assert roles(sentence) == [("chancellor", "Germany", "Angela Merkel")]


def test_of_a_stranger_the_state_stays_open() -> None:
    assert roles(f"President/NNP/compound/Aram Aram/NNP/nsubj/left/PERSON {LEFT}") == [("president", None, "Aram")]


@pytest.mark.parametrize("past", ["Former", "Ex", "Late", "Then"])
def test_former_holders_hold_no_title(past: str) -> None:
    sentence = f"{past}/JJ/amod/President President/NNP/compound/Aram Aram/NNP/nsubj/left/PERSON {LEFT}"
    assert roles(sentence) == []


def test_an_apposition_gives_a_title_too() -> None:
    sentence = (
        "Aram/NNP/nsubj/left/PERSON ,/,/punct/Aram the/DT/det/leader Kuwaiti/JJ/amod/leader/NORP "
        "leader/NN/appos/Aram , "
        "left=leave/VBD/ROOT ."
    )
    assert roles(sentence) == [("leader", "Kuwait", "Aram")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Aram/NNP/nsubj/became/PERSON became=become/VBD/ROOT president/NN/attr/became .", True),
        ("Aram/NNP/nsubj/served/PERSON served=serve/VBD/ROOT as/IN/prep/served president/NN/pobj/as .", True),
        (
            "Iran/NNP/nsubj/named named=name/VBD/ROOT Aram/NNP/dobj/named/PERSON as/IN/prep/named president/NN/pobj/as .",
            True,
        ),
        ("Aram/NNP/nsubj/is/PERSON is=be/VBZ/ROOT not/RB/neg/is president/NN/attr/is .", False),
        ("Aram/NNP/nsubj/saw/PERSON saw=see/VBD/ROOT president/NN/attr/saw .", False),
    ],
)
def test_a_predicate_gives_a_title(sentence: str, found: bool) -> None:
    assert roles(sentence) == ([("president", None, "Aram")] if found else [])


def test_sentences_without_a_mention_count() -> None:
    read = context((left("Iran"), f"All/DT/nsubj/left {LEFT}", left("Iraq")))
    assert [(distance, c.surface) for distance, c in read.before(1, 9)] == [(2, "Iran")]


def test_what_stands_before_a_mention_with_its_distance_in_sentences() -> None:
    read = context((left("Iran"), left("Iraq")), left("Syria"), left("Egypt"))
    last = len(read.candidates) - 1
    assert [(distance, c.surface) for distance, c in read.before(last, 2)] == [(1, "Syria"), (2, "Iraq")]
    assert [c.surface for _, c in read.before(last, 9)] == ["Syria", "Iraq", "Iran"]
    assert list(read.before(0, 9)) == []


def test_what_stands_beside_a_mention_is_of_its_passage() -> None:
    read = context((left("Iran"), left("Iraq"), left("Syria")), left("Egypt"))
    assert [c.surface for c in read.beside(1)] == ["Iran", "Syria"]
    assert list(read.beside(3)) == []


def test_actors_are_counted_and_their_gender_known() -> None:
    read = context(left("Iran"), left("Tehran"), left("Merkel"))
    assert read.count[known("Iran").id] == 2
    assert read.gender_of(known("Angela Merkel").id) == "female"
    assert read.gender_of(known("Iran").id) is None
