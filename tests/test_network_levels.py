from __future__ import annotations

from dataclasses import replace

import pytest
from made_states import KENYA, UGANDA, claim, make_states

from kgraph import vocab
from kgraph.network import network
from kgraph.network.levels import RULE, rolled_up, state_of
from kgraph.ontology import Ontology, Term


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


def served(ontology: Ontology, time: str | None, *said: str) -> str:
    """Who is subject at the level of officials, if the claim has that time."""
    (rolled,) = rolled_up([claim(*said)], ontology, lambda _: time)
    return rolled.subject.actor.label


@pytest.mark.parametrize(
    ("time", "label"),
    [
        ("2020-05-31", "Amina"),
        ("2020-06-01", "Kenya"),
        ("2020-06", "Kenya"),
        ("2020", "Kenya"),
        ("2021-03-02/2021-03-09", "Kenya"),
        ("2021-04", "Kenya"),
        ("2021-05", "Amina"),
        (None, "Kenya"),
    ],
)
def test_officials_act_for_their_state_while_they_are_in_office(
    ontology: Ontology, time: str | None, label: str
) -> None:
    amina = vocab.actor_iri("Amina")
    terms = (Term("t", amina, "commander", vocab.actor_iri("Kenya Army"), "2020-06-01", "2021-04-30"),)
    office = replace(ontology, terms=terms)
    assert served(office, time, "Amina", "meets", "Uganda") == label
    assert served(office, time, "Amina", "meets", "Kenya Rangers") == "Amina"
    assert served(office, time, "Amina", "leads", "Uganda") == "Amina"
    assert ends(office, "Amina", "meets", "Uganda") == ("Amina", "Uganda")


def test_of_several_offices_the_latest_counts_and_one_elsewhere_counts_for_nobody(ontology: Ontology) -> None:
    amina = vocab.actor_iri("Amina")
    terms = (
        Term("t1", amina, "president", KENYA, "2010-01-01", "2015-01-01"),
        Term("t2", amina, "leader", vocab.actor_iri("Lake Militia"), "2019-01-01", None),
    )
    office = replace(ontology, terms=terms)
    assert served(office, "2012", "Amina", "meets", "Uganda") == "Kenya"
    assert served(office, "2020", "Amina", "meets", "Uganda") == "Amina"
    assert served(office, None, "Amina", "meets", "Uganda") == "Amina"


def test_the_state_that_an_actor_belongs_to(ontology: Ontology) -> None:
    assert state_of(KENYA, ontology) == KENYA
    assert state_of(vocab.actor_iri("Lake Militia"), ontology) == UGANDA
    assert state_of(vocab.actor_iri("Ugandan media"), ontology) == UGANDA
    assert state_of(vocab.actor_iri("Nobody known"), ontology) is None
