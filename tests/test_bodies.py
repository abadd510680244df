"""State bodies by their name at home."""

from __future__ import annotations

import pytest
from parses import small_ontology

from kgraph.reading.actors.bodies import Bodies, Missions
from kgraph.vocab import ACTOR


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    return Bodies(small_ontology())


@pytest.mark.parametrize(
    ("name", "state", "label"),
    [
        ("Council of Representatives", "Iraq", "Council of Representatives of Iraq"),
        ("the Council of Representatives", "Iraq", "Council of Representatives of Iraq"),
        ("Iraqi Council of Representatives", "Iraq", "Council of Representatives of Iraq"),
        ("Baghdad-based Council of Representatives", "Iraq", "Council of Representatives of Iraq"),
        ("Representatives", "Iraq", None),
        ("Council of Representatives", "Egypt", None),
        ("Senate", "Egypt", "Senate of Egypt"),
        ("Upper House", "Egypt", "Senate of Egypt"),
        ("House", "Egypt", "Egyptian House"),
        ("Egyptian", "Egypt", None),
        ("Abdel Fattah al-Sisi", "Egypt", None),
        ("Defense Forces", "Israel", "Israel Defense Forces"),
    ],
)
def test_a_body_of_the_state(bodies: Bodies, name: str, state: str, label: str | None) -> None:
    body = bodies.at_home(name, ACTOR + state)
    assert (body.label if body else None) == label


def test_a_name_of_two_bodies_is_none_of_them(bodies: Bodies) -> None:
    iraq = ACTOR + "Iraq"
    bodies._found[iraq, ("assembly",)] = {ACTOR + "Hamas", ACTOR + "Fatah"}
    assert bodies.at_home("Assembly", iraq) is None


def test_the_mission_of_an_organisation_in_a_state() -> None:
    missions = Missions(small_ontology())
    mission = missions.get(ACTOR + "United_Nations", ACTOR + "Syria")
    assert mission is not None
    assert mission.label == "United Nations Support Mission in Syria"
    assert missions.get(ACTOR + "United_Nations", ACTOR + "Iran") is None
    assert missions.get(ACTOR + "NATO", ACTOR + "Syria") is None


def test_a_body_by_the_end_of_its_name(bodies: Bodies) -> None:
    found = bodies.by_tail("mobilization forces", ACTOR + "Iraq")
    assert found is not None
    assert found.label == "Popular Mobilization Forces"
    assert bodies.by_tail("forces", ACTOR + "Iraq") is None
    assert bodies.by_tail("mobilization forces", ACTOR + "Egypt") is None
