"""Offices: their words without their holder's, and who came before and after in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from parses import known, linked, passages, small_ontology, surface

from kgraph.ontology import Term
from kgraph.reading.actors.context import context_of
from kgraph.reading.actors.offices import Offices
from kgraph.reading.actors.officewords import office_words

TODAY = date(2020, 6, 25)


def term(holder: str, start: str, end: str | None, office: str = "president", of: str = "Iraq") -> Term:
    return Term(f"term:{holder}-{start}", known(holder).id, office, known(of).id, start, end)


def offices(*terms: Term) -> Offices:
    return Offices(replace(small_ontology(), terms=terms))


@pytest.mark.parametrize(
    ("noun", "office"),
    [
        ("new finance minister", "finance minister"),
        ("old chairman", "chairman"),
        ("deputy foreign minister", "deputy foreign minister"),
        ("former president", "former president"),
        ("new", "new"),
    ],
)
def test_what_is_said_of_the_holder_is_no_part_of_the_office(noun: str, office: str) -> None:
    assert office_words(noun) == office


def test_who_came_before_and_after() -> None:
    found = offices(
        term("Qasem Soleimani", "2010-01-01", "2015-01-01"),
        term("Joe Biden", "2019-01-01", None),
        term("Angela Merkel", "2015-01-01", "2019-01-01"),
        term("Abdel Fattah al-Sisi", "2018-01-01", "2018-12-31", of="Egypt"),
    )
    merkel, biden = known("Angela Merkel"), known("Joe Biden")
    assert found.neighbour(biden, "predecessor", TODAY) == merkel
    assert found.neighbour(merkel, "successor", TODAY) == biden
    assert found.neighbour(biden, "successor", TODAY) is None
    assert found.neighbour(known("Iran"), "predecessor", TODAY) is None


def test_of_several_offices_the_one_held_at_the_date_counts() -> None:
    found = offices(
        term("Qasem Soleimani", "2010-01-01", "2015-01-01", "minister"),
        term("Joe Biden", "2015-01-01", "2018-01-01", "minister"),
        term("Angela Merkel", "2015-01-01", "2019-01-01"),
        term("Joe Biden", "2019-01-01", None),
    )
    assert found.neighbour(known("Joe Biden"), "predecessor", TODAY) == known("Angela Merkel")
    assert found.neighbour(known("Joe Biden"), "predecessor", date(2016, 1, 1)) == known("Qasem Soleimani")


def test_a_government_of_its_own() -> None:
    found = offices(term("Joe Biden", "2015-01-01", None, of="Iraq"))
    assert found.led_government(known("Joe Biden")) is None


@pytest.mark.parametrize(("named", "expected"), [("Merkel", "Angela Merkel"), ("Biden", "Joe Biden"), ("", None)])
def test_the_leader_of_a_state_is_whom_of_its_heads_the_document_names(named: str, expected: str | None) -> None:
    heads = offices(term("Joe Biden", "2019-01-01", None), term("Angela Merkel", "2019-01-01", None, "prime minister"))
    sentence = "The/DT/det/leader Iraqi/JJ/amod/leader leader/NN/nsubj/left left=leave/VBD/ROOT ."
    first = [f"{named}/NNP/nsubj/left left=leave/VBD/ROOT ."] if named else []
    candidates = linked(*passages(*first, sentence))
    leader = surface(candidates, "leader")
    context = context_of(candidates, small_ontology().actors, TODAY)
    heads.settle(leader, candidates.index(leader), context)
    if leader.actor is None:
        heads.settle_itself(leader, candidates.index(leader), context)
    assert leader.actor is not None
    assert leader.actor.label == (expected or "Leader of Iraq")


def test_a_regional_office_is_that_of_the_region_where_it_acts() -> None:
    there = "In/IN/prep/left Goma/NNP/pobj/In/GPE"
    sentence = f"{there} the/DT/det/governor governor/NN/nsubj/left left=leave/VBD/ROOT ."
    heads, candidates = offices(), linked(*passages(sentence))
    governor = surface(candidates, "governor")
    heads.settle_itself(governor, candidates.index(governor), context_of(candidates, small_ontology().actors, TODAY))
    assert governor.actor is not None
    assert governor.actor.label == "Governor of Goma"
