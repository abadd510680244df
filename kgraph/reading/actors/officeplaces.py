"""Where an office is held and whether it is told of before: the state of a seat, several states, a province."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.candidates import PLACE, STATES, Candidate
from kgraph.reading.actors.context import PAST, Context, Role
from kgraph.reading.actors.determiners import is_indefinite
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.officewords import FIELDS
from kgraph.reading.predicates.phrases import conjuncts

NEAR = 5  # sentences back that the holder of another state's office, if it is a bare title, may stand
# Who governs from a seat.
_GOVERNING = frozenset({"president", "premier", "minister", "chancellor", "king", "emir", "sultan", "leader", "ruler"})


def seat(candidate: Candidate, beside: Iterable[Candidate]) -> ActorEntry | None:
    """The state in a town of which the words put somebody: "the emir in Kandahar", "the president in Kyiv"."""
    places = [o.i for p in candidate.token.children if p.dep_ == "prep" and p.lower_ == "in" for o in p.children]
    if candidate.noun.split()[-1] not in _GOVERNING or not places:
        return None
    towns = (c for c in beside if c.head in places and c.form in {Form.CAPITAL, Form.SEAT, Form.PLACE})
    return next((c.entries[0].actor for c in towns if c.entries[0].actor.type == "State"), None)


def states_of(candidate: Candidate, beside: Iterable[Candidate]) -> list[tuple[Candidate, ActorEntry]]:
    """The states of a plural's holders: of "leaders of Chad and Niger", "the Chadian and Nigerien presidents"."""
    own = [c for c in candidate.token.children if c.dep_ in {"poss", "amod", "compound", "nmod"}]
    own += [o for p in candidate.token.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    heads = {each.i for word in own for each in conjuncts(word)}
    states = [c for c in beside if c.head in heads and not c.noun and len({e.actor.iri for e in c.entries}) == 1]
    named = [(c, c.entries[0].actor) for c in sorted(states, key=lambda c: c.start)]
    return [(c, entry) for c, entry in named if entry.type == "State" and not c.is_place]


def region(candidate: Candidate, index: int, context: Context) -> str | None:
    """The one town or region in which a sentence says that its governor acts: "In Sindh the chief minister refused"."""
    if candidate.state is not None or has_place(candidate):
        return None
    regions = {
        other.actor.label if other.actor is not None and not other.is_place else other.surface
        for distance, other in context.before(index, 0)
        if other.token.dep_ == "pobj"
        and other.token.head.lower_ == "in"
        and (other.is_place or other.type == PLACE or (other.actor is not None and other.actor.type == "Territory"))
    }
    return regions.pop() if len(regions) == 1 else None


def is_state_last(state: ActorEntry | None, index: int, context: Context, *, else_plain: bool) -> bool:
    """Whether of all states that one is named last, in the same sentence or that before.

    Where none is named there, with `else_plain`, whether it is the one that the document is plainly about.
    """
    named = (
        c.state.iri if c.state else c.actor.id if c.actor and c.actor.type in STATES else None
        for _, c in context.before(index, 1)
    )
    last = next((iri for iri in named if iri is not None), None)
    return state is not None and (last == state.iri or (last is None and else_plain and context.plain))


def is_introduced(candidate: Candidate, index: int, context: Context) -> bool:
    """Whether "a minister" just before is whom "the minister" means, and nobody knows who that is."""
    noun = candidate.noun.split()[-1]
    same = (
        c for _, c in context.before(index, NEAR) if c.kind is MentionKind.DESCRIPTION and c.noun.split()[-1] == noun
    )
    last = next(same, None)
    return last is not None and last.actor is None and is_indefinite(last)


def last_of(roles: list[Role], index: int, reach: int, context: Context) -> Actor | None:
    """Of those who bear a title the one named last before."""
    bearers = {role.actor.id for role in roles}
    before = (c.actor for _, c in context.before(index, reach)) if bearers else ()
    return next((actor for actor in before if actor is not None and actor.id in bearers), None)


def is_past(candidate: Candidate) -> bool:
    """Whether the words say that the office is held no more: "the former president"."""
    words = {c.lower_ for c in candidate.token.children if c.i < candidate.head} | set(candidate.noun.split())
    return bool(PAST & words)


def has_place(candidate: Candidate) -> bool:
    """Whether the words behind an office say of what or where it is; a field such as defence is no place."""
    places = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in {"of", "in", "at"})
    return any(o.lemma_.lower() not in FIELDS and o.dep_ != "pcomp" for c in places for o in c.children)
