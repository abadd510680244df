"""The level of a network: actors as they were read, or states with all that acts for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgraph.graph.inference import INTERACTIONS, home, state_behind
from kgraph.model import Actor, Claim, Identity
from kgraph.ontology import Ontology

LEVELS = ("actor", "state", "officials")
"""Actors as read; states with their bodies; states with their bodies and with those who hold office in them."""
STATE = "State"
RULE = "acts for its state abroad"

When = Callable[[Claim], str | None]
"""The time of a claim as an ISO 8601 date or interval, if it is known."""


def state_of(actor: str, ontology: Ontology) -> str | None:
    """The IRI of the state that an actor is, or belongs to in whatever way; None if the ontology knows none."""
    found = home(actor, ontology)
    entry = ontology.actors.get(found)
    return found if entry is not None and entry.type == STATE else None


def rolled_up(claims: Iterable[Claim], ontology: Ontology, when: When | None = None) -> Iterator[Claim]:
    """The claims with states in the place of their bodies, where these act abroad or are acted upon from there.

    As `kgraph.graph.inference` has it: so for cooperation and conflict, not for ties nor among those of one state; and
    parties, armed groups and persons do not act for their state. With `when`, persons do who hold an office of the
    state or of a body of it at the time of the claim, or at any time if the claim has none. The claims keep their ids.
    """
    for claim in claims:
        ends = claim.subject.actor, claim.object.actor
        abroad = ontology.branch_of(claim.relation) in INTERACTIONS and home(ends[0].id, ontology) != home(
            ends[1].id, ontology
        )
        states = {end.id: state for end in ends if abroad and (state := _state(end, claim, ontology, when))}
        yield claim.identified(states) if states else claim


def _state(actor: Actor, claim: Claim, ontology: Ontology, when: When | None) -> Identity | None:
    """The state that an actor acts for."""
    state = state_behind(actor.id, ontology)
    if state is None and when is not None:
        state = _state_served(actor.id, (when(claim) or "").partition("/")[0], ontology)
    entry = ontology.actors.get(state) if state else None
    return Identity(actor.id, Actor(entry.iri, entry.label, entry.type), RULE) if entry else None


def _state_served(person: str, time: str, ontology: Ontology) -> str | None:
    """The state in which a person holds an office at a time, the latest one if there are several."""
    terms = sorted(ontology.terms_of.get(person, ()), key=lambda term: (term.start, term.iri), reverse=True)
    for term in terms:
        # A month or a year lies in a term that has a day of it.
        began = term.start[: len(time)] <= time
        lasts = term.end is None or time <= term.end[: len(time)]
        if not time or (began and lasts):
            body = ontology.actors.get(term.of)
            return term.of if body is not None and body.type == STATE else state_behind(term.of, ontology)
    return None
