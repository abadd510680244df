"""The level of a network: actors as they were read, or states with all that acts for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.graph.inference import INTERACTIONS, home, state_behind
from kgraph.model import Actor, Claim, Identity
from kgraph.ontology import Ontology

LEVELS = ("actor", "state")
STATE = "State"
RULE = "acts for its state abroad"


def state_of(actor: str, ontology: Ontology) -> str | None:
    """The IRI of the state that an actor is, or belongs to in whatever way; None if the ontology knows none."""
    found = home(actor, ontology)
    entry = ontology.actors.get(found)
    return found if entry is not None and entry.type == STATE else None


def rolled_up(claims: Iterable[Claim], ontology: Ontology) -> Iterator[Claim]:
    """The claims with states in the place of their bodies, where these act abroad or are acted upon from there.

    As `kgraph.graph.inference` has it: so for cooperation and conflict, not for ties nor among those of one state; and
    parties, armed groups and persons do not act for their state. The claims keep their ids.
    """
    for claim in claims:
        ends = claim.subject.actor, claim.object.actor
        abroad = ontology.branch_of(claim.relation) in INTERACTIONS and home(ends[0].id, ontology) != home(
            ends[1].id, ontology
        )
        states = {end.id: state for end in ends if abroad and (state := _state(end, ontology))}
        yield claim.identified(states) if states else claim


def _state(actor: Actor, ontology: Ontology) -> Identity | None:
    """The state that a body acts for."""
    state = state_behind(actor.id, ontology)
    entry = ontology.actors.get(state) if state else None
    return Identity(actor.id, Actor(entry.iri, entry.label, entry.type), RULE) if entry else None
