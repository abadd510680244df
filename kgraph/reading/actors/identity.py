"""Identity across documents: which actors, under the names that documents give them, are one in the whole graph.

A document settles its own names (`linking`) and calls an actor that the ontology does not know by a name of its own, so
that one document's "Raham Yaqoub" is another's "Reham Yaqoub". Here such spellings meet. All is computed from the
readings together and depends on nothing else, so that documents give the same graph in whatever order they are added.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from kgraph.curation.records import Curation
from kgraph.model import Actor, Identity, Reading
from kgraph.ontology.keys import Key, name_key, without_articles
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import UNKNOWN, entry_actor
from kgraph.reading.actors.curator import Curator
from kgraph.reading.actors.names import CLOSE, folded, likeness, same_name, same_word, signatures

PERSON = "Person"
# What the entity recogniser calls a name that nothing else tells of; it says so of many persons.
GUESSED = frozenset({UNKNOWN, "Organisation"})
_LONG = 3


@dataclass(frozen=True, slots=True)
class _Sighting:
    """An actor as documents name it, and where; `chosen` if a user has decided for that name."""

    actor: Actor
    mentions: int
    docs: frozenset[str]
    chosen: bool = False

    @property
    def key(self) -> Key:
        return name_key(self.actor.label)


class Census:
    """Counts who occurs in the readings, and says which of them are one actor."""

    def __init__(self, ontology: Ontology, curation: Curation | None = None) -> None:
        self._ontology = ontology
        self._curation = curation or Curation()
        self._curator = Curator(self._curation, ontology)
        self._counts: dict[str, Counter[Actor]] = defaultdict(Counter)
        self._docs: dict[str, set[str]] = defaultdict(set)

    def add(self, reading: Reading) -> None:
        """Count the actors of one more document."""
        for mention in reading.mentions:
            self._counts[mention.actor.id][mention.actor] += 1
            self._docs[mention.actor.id].add(reading.document.id)
        for claim in reading.claims:
            if claim.attributed_to is not None:
                self._counts[claim.attributed_to.id][claim.attributed_to] += 0
                self._docs[claim.attributed_to.id].add(reading.document.id)

    def add_counts(self, mentions: Mapping[Actor, int], docs: Iterable[str]) -> None:
        """Count one actor as documents name it, by what it is called there, where that has been counted before."""
        for actor, number in mentions.items():
            self._counts[actor.id][actor] += number
            self._docs[actor.id].update(docs)

    def clear(self) -> None:
        """Forget what has been counted."""
        self._counts.clear()
        self._docs.clear()

    def actor(self, mentions: Mapping[Actor, int]) -> Actor:
        """An actor as the ontology has it, else as most of its mentions do, a known type before an unknown one."""
        best = min(mentions, key=lambda a: (a.type == UNKNOWN, -mentions[a], a.label, a.type))
        entry = self._ontology.actors.get(best.id)
        return entry_actor(entry) if entry else best

    def signatures(self, actor: Actor) -> frozenset[str]:
        """What a spelling of this name shares with it in one at least; empty for what is never taken for a spelling."""
        sighting = _Sighting(actor, 0, frozenset())
        if actor.id in self._ontology.actors or not _is_full_name(sighting):
            return frozenset()
        return frozenset("|".join(pair) for pair in signatures(sighting.key))

    def alike(self, a: Actor, b: Actor) -> bool:
        """Whether two actors could be one in two spellings, as long as no document names both."""
        return _fit(_Sighting(a, 0, frozenset()), _Sighting(b, 0, frozenset()), self._own)

    def merges(self) -> Iterator[tuple[str, Actor]]:
        """The names that a user has merged into another, each with the actor that this is if it is known by no type."""
        for merge in self._curation.merges:
            for name in (*merge.names, merge.into):
                yield name, self._curator.actor(merge.into, UNKNOWN)

    def identities(self) -> dict[str, Identity]:
        """Which actor each one is, by its IRI: itself, the one a user has merged it into, or its commonest spelling."""
        seen = {iri: self._sighting(iri) for iri in sorted(self._counts)}
        merged = self._merged(seen)
        rest = self._with_targets(seen, merged)
        spelt = self._spelt([each for each in rest.values() if each.actor.id not in self._ontology.actors])
        found = {iri: Identity(iri, each.actor) for iri, each in rest.items()} | spelt
        for iri, identity in merged.items():
            found[iri] = replace(identity, canonical=found[identity.canonical.id].canonical)
        return {iri: found[iri] for iri in seen}

    def _sighting(self, iri: str) -> _Sighting:
        counts = self._counts[iri]
        return _Sighting(self.actor(counts), counts.total(), frozenset(self._docs[iri]))

    def _merged(self, seen: dict[str, _Sighting]) -> dict[str, Identity]:
        """The actors that a user has merged into another. Documents read before that still have them."""
        found: dict[str, Identity] = {}
        for iri, each in seen.items():
            merge = self._curator.merge_of(each.actor.label)
            if merge is not None:
                target = self._curator.actor(merge.into, each.actor.type)
                if target.id != iri:
                    found[iri] = Identity(iri, target, merge.rule(each.actor.label))
        return found

    def _with_targets(self, seen: dict[str, _Sighting], merged: dict[str, Identity]) -> dict[str, _Sighting]:
        """The actors that are left when those have gone into theirs, with what these have got by it."""
        rest = {iri: each for iri, each in seen.items() if iri not in merged}
        for iri, identity in merged.items():
            target = identity.canonical
            old = rest.get(target.id, _Sighting(target, 0, frozenset()))
            gone = seen[iri]
            rest[target.id] = _Sighting(old.actor, old.mentions + gone.mentions, old.docs | gone.docs, chosen=True)
        return rest

    def _spelt(self, unknown: list[_Sighting]) -> dict[str, Identity]:
        """The identities of those that are a spelling of another."""
        found: dict[str, Identity] = {}
        for group in _groups(unknown, self._pairs(unknown)):
            best = min(group, key=_rank)
            known = Counter({each.actor.type: 0 for each in group})
            for each in group:
                known[each.actor.type] += each.mentions
            type_ = min(known, key=lambda t: (t == UNKNOWN, t in GUESSED, -known[t], t))
            canonical = replace(best.actor, type=type_)
            for each in group:
                found[each.actor.id] = Identity(each.actor.id, canonical, _reason(each, best))
        return found

    def _pairs(self, unknown: list[_Sighting]) -> Iterator[tuple[_Sighting, _Sighting]]:
        """Every two that fit each other."""
        alike: dict[tuple[str, str], list[_Sighting]] = defaultdict(list)
        for each in unknown:
            if _is_full_name(each):
                for signature in signatures(each.key):
                    alike[signature].append(each)
        for bucket in alike.values():
            for a, b in combinations(bucket, 2):
                if _fit(a, b, self._own) and not self._curator.are_apart(a.actor.label, b.actor.label):
                    yield a, b

    @cached_property
    def _own(self) -> frozenset[str]:
        """The words that are names of states, peoples and bodies: Niger is no spelling of Nigeria."""
        return frozenset(
            word
            for entry in self._ontology.actors.values()
            if entry.type != PERSON
            for name in (entry.label, *entry.names, *entry.adjectives, *entry.people, *entry.capitals)
            if len(key := name_key(name)) == 1
            for word in key
        )


def _fit(a: _Sighting, b: _Sighting, own: frozenset[str]) -> bool:
    """Whether two actors are one in two spellings.

    A document that names both has told them apart, with more at hand than is here.
    """
    types = {a.actor.type, b.actor.type}
    if a.docs & b.docs or (len(types) > 1 and not types & GUESSED):
        return False
    left, right = without_articles(a.key), without_articles(b.key)
    if (set(left) ^ set(right)) & own:
        return False
    if PERSON in types:
        return same_name(a.key, b.key)
    return len(left) == len(right) and all(_close(x, y) for x, y in zip(left, right, strict=True))


def _close(a: str, b: str) -> bool:
    """Whether two words are spellings of one; names of bodies hold words of English, which differ by less."""
    return same_word(a, b) and likeness(folded(a), folded(b)) >= CLOSE


def _is_full_name(sighting: _Sighting) -> bool:
    """Whether it has two words or more, all of them capitalised but the small ones: a name, and no description."""
    words = re.split(r"[\s\-–—_/()]+", sighting.actor.label)
    described = any(len(word) > _LONG and word[0].islower() for word in words)
    return not described and len(without_articles(sighting.key)) > 1


def _groups(sightings: list[_Sighting], pairs: Iterable[tuple[_Sighting, _Sighting]]) -> list[list[_Sighting]]:
    """Those that all fit each other. One that fits two that do not is left out: it may be either, or neither."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a.actor.id].add(b.actor.id)
        near[b.actor.id].add(a.actor.id)
    sure = {iri for iri, others in near.items() if all(b in near[a] for a, b in combinations(sorted(others), 2))}
    by_iri = {each.actor.id: each for each in sightings}
    groups: list[list[_Sighting]] = []
    done: set[str] = set()
    for iri in by_iri:
        if iri in sure and iri not in done:
            group = {iri} | (near[iri] & sure)
            done |= group
            groups.append([by_iri[each] for each in sorted(group)])
    return [group for group in groups if len(group) > 1]


def _rank(sighting: _Sighting) -> tuple[bool, int, int, str, str]:
    """The first of a group gives it its name: a user's choice, else the most mentions, the longest, the alphabet."""
    label = sighting.actor.label
    return not sighting.chosen, -sighting.mentions, -len(label), label, sighting.actor.id


def _reason(sighting: _Sighting, best: _Sighting) -> str:
    if sighting is best:
        return ""
    counts = f"{best.mentions} {'mention' if best.mentions == 1 else 'mentions'} against {sighting.mentions}"
    return f"{sighting.actor.label} is a spelling of {best.actor.label} in other documents, {counts}"
