"""Acronyms and other names that the document explains: "Popular Mobilization Forces (PMF)", "known as Abu Omar"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from kgraph.model import Actor
from kgraph.ontology.keys import Key, name_key
from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.candidates import STATES, UNKNOWN, Candidate, entry_actor
from kgraph.reading.actors.newnames import is_full, settle_new

# Between a name and another one of the same.
_ALIAS = frozenset(
    {"alias", "aka", "a.k.a.", "known as", "better known as", "also known as", "nicknamed", "nom de guerre"}
)


def settle_acronyms(names: list[Candidate], known: Mapping[str, ActorEntry]) -> None:
    """Settle the names that the document explains, by a bracket, by "known as", or by their letters."""
    meaning: dict[str, Actor] = {}
    for before, after in pairwise(names):
        doc = before.passage.doc
        between = doc[before.end : after.start].text.lower().strip(", ") if before.passage is after.passage else ""
        if between in _ALIAS and before.actor is not None and not after.entries:
            meaning[after.surface] = before.actor
        if before.passage is not after.passage or after.start != before.end + 1 or doc[before.end].text != "(":
            continue
        short, long = after.surface, before
        initials = _first_letters(name_key(before.surface))
        if not short.isupper() or len(short) < 2 or short[0].casefold() not in initials:
            continue
        own = known.get(after.actor.id) if after.actor is not None and after.entries else None
        if own is not None and long.state is not None and not long.entries and own.state == long.state.iri:
            long.settle(entry_actor(own), f"{short}, as the text says")  # "Ukraine's Security Service (SBU)"
        actor = long.actor
        if actor is None:
            settle_new(long)
            actor = long.actor
        if actor is not None and (after.actor is None or not after.entries):
            meaning[short] = actor
    _add_initials(names, meaning)
    for candidate in names:
        if candidate.surface in meaning and not candidate.entries:
            actor = meaning[candidate.surface]
            candidate.settle(actor, f"another name of {actor.label}, given in this document")


def _add_initials(names: list[Candidate], meaning: dict[str, Actor]) -> None:
    """What unexplained capitals mean: the one body of the document whose name begins its words with them."""
    bodies: dict[str, dict[str, Actor]] = defaultdict(dict)
    for candidate in names:
        if (
            candidate.actor is not None
            and candidate.actor.type not in {"Person", UNKNOWN, *STATES}
            and is_full(candidate)
        ):
            bodies[_first_letters(name_key(candidate.surface))][candidate.actor.id] = candidate.actor
    for candidate in names:
        short = candidate.surface
        meant = bodies.get(short.casefold(), {}) if short.isupper() and len(short) > 1 else {}
        if candidate.actor is None and not candidate.entries and len(meant) == 1:
            meaning.setdefault(short, next(iter(meant.values())))


def _first_letters(key: Key) -> str:
    return "".join(word[0] for word in key if word not in {"of", "the", "and", "for"})
