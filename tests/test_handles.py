"""Handles: whose they are, and when nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parses import linked, passages, small_ontology, surface

import kgraph
from kgraph.reading.actors.handles import Handles

HANDLES = Handles(kgraph.load_ontology())


@pytest.mark.parametrize(
    ("handle", "label"),
    [
        ("@EmmanuelMacron", "Emmanuel Macron"),
        ("#emmanuel_macron", "Emmanuel Macron"),
        ("@EMacron", "Emmanuel Macron"),
        ("@MAKadhimi", "Mustafa al-Kadhimi"),
        ("@MKadhimi", "Mustafa al-Kadhimi"),
    ],
)
def test_whose_handle_it_is(handle: str, label: str) -> None:
    found = HANDLES.find(handle)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("handle", ["EmmanuelMacron", "@Macron", "@", "@reader_of_news", "@XLi"])
def test_what_is_nobodys_handle(handle: str) -> None:
    assert HANDLES.find(handle) is None


def test_a_handle_that_two_may_have_is_nobodys() -> None:
    ontology = small_ontology()
    merkel = next(actor for actor in ontology.actors.values() if actor.label == "Angela Merkel")
    anton = replace(merkel, iri=f"{merkel.iri}_2", label="Anton Merkel", names=())
    assert Handles(ontology).find("@AMerkel") == merkel
    both = replace(ontology, actors={**ontology.actors, anton.iri: anton})
    assert Handles(both).find("@AMerkel") is None


def test_a_handle_in_a_text_is_the_person() -> None:
    found = surface(linked(*passages("@AMerkel/NNP/nsubj/left/PERSON left=leave/VBD/ROOT .")), "@AMerkel")
    assert found.actor is not None
    assert (found.actor.label, found.rule) == ("Angela Merkel", "name of Angela Merkel in the ontology")
