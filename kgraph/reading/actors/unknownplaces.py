"""Places that the ontology does not know, in a text that is plainly about one state: they lie in that state."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.candidates import PLACE, Candidate, entry_actor
from kgraph.reading.actors.gazetteer import Entry, Form

_WHERE = frozenset("in at near from to into around outside inside towards toward through of between on".split())
_TAKING = frozenset(
    """take capture seize enter leave reach shell bomb storm besiege liberate retake recapture lose hold control occupy
    overrun raid attack evacuate quit bombard strike""".split()
)


def settle_unknown_places(names: Iterable[Candidate], home: ActorEntry) -> None:
    """Settle as places of the main state the names for which the document speaks of them as one does of places."""
    unknown = [c for c in names if c.type == PLACE and c.actor is None and not c.entries and c.token.ent_type_ == "GPE"]
    located = {c.surface for c in unknown if _is_located(c)}
    for candidate in unknown:
        if candidate.surface in located:
            candidate.entries = (Entry(home, Form.PLACE, upper=False),)
            candidate.settle(entry_actor(home), f"a place unknown to the ontology; the document is about {home.label}")


def _is_located(name: Candidate) -> bool:
    """Whether something happens in, at or near the name, or it is taken or left as towns are."""
    token = name.token
    if token.dep_ == "pobj":
        return bool(token.head.lower_ in _WHERE)
    return token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in _TAKING
