from __future__ import annotations

import pytest
from made_states import KENYA, UGANDA, claim, make_states

from kgraph import vocab
from kgraph.network import network
from kgraph.network.levels import RULE, rolled_up, state_of
from kgraph.ontology import Ontology


@pytest.fixture
def ontology() -> Ontology:
    return make_states()


def ends(ontology: Ontology, *said: str) -> tuple[str, str]:
    """Who is subject and who object at the level of states."""
    (rolled,) = rolled_up([claim(*said)], ontology)
    return rolled.subject.actor.label, rolled.object.actor.label


def test_bodies_act_for_their_state_abroad(ontology: Ontology) -> None:
    assert ends(ontology, "Kenya Army", "attacks", "Lake Militia") == ("Kenya", "Lake Militia")
    assert ends(ontology, "Ugandan police", "meets", "Kenya Rangers") == ("Uganda", "Kenya")


def test_ties_and_what_is_at_home_stay_as_read(ontology: Ontology) -> None:
    assert ends(ontology, "Amina", "leads", "Kenya Army") == ("Amina", "Kenya Army")
    assert ends(ontology, "Kenya Army", "attacks", "Kenya Rangers") == ("Kenya Army", "Kenya Rangers")


def test_persons_groups_and_media_do_not_act_for_their_state(ontology: Ontology) -> None:
    assert ends(ontology, "Amina", "meets", "Ugandan media") == ("Amina", "Ugandan media")


def test_the_claim_stays_the_same_claim_and_says_why(ontology: Ontology) -> None:
    said = claim("Kenya Army", "attacks", "Uganda")
    (rolled,) = rolled_up([said], ontology)
    assert rolled.id == said.id
    assert rolled.subject.rule.endswith(RULE)
    assert rolled.sentence == said.sentence


def test_the_network_of_states_adds_up_what_their_bodies_do(ontology: Ontology) -> None:
    claims = [
        claim("Kenya Army", "attacks", "Uganda"),
        claim("Kenya", "attacks", "Ugandan police", start=90),
        claim("Kenya", "attacks", "Uganda", start=200),
    ]
    assert network(claims, ontology).number_of_edges() == 3
    graph = network(claims, ontology, level="state")
    assert [(*edge[:3], edge[3]["weight"]) for edge in graph.edges(keys=True, data=True)] == [
        (KENYA, UGANDA, "attacks", 3)
    ]


def test_the_state_that_an_actor_belongs_to(ontology: Ontology) -> None:
    assert state_of(KENYA, ontology) == KENYA
    assert state_of(vocab.actor_iri("Lake Militia"), ontology) == UGANDA
    assert state_of(vocab.actor_iri("Ugandan media"), ontology) == UGANDA
    assert state_of(vocab.actor_iri("Nobody known"), ontology) is None
