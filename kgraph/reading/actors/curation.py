"""Curation: what a user has decided about names, in a small TOML file, and how a document's mentions follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kgraph.config import read_toml
from kgraph.errors import ConfigError
from kgraph.model import Actor, MentionKind
from kgraph.ontology.keys import Key, name_key, without_articles
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.actors.candidates import PLACE, UNKNOWN, Candidate, entry_actor, new_actor

MERGE = "merge"
KEEP_APART = "keep-apart"
_KEYS = {MERGE: ("names", "into", "note"), KEEP_APART: ("names", "note")}


@dataclass(frozen=True, slots=True)
class Merge:
    """Names that all mean the actor `into`."""

    names: tuple[str, ...]
    into: str
    note: str = ""

    def rule(self, name: str) -> str:
        """Why an actor of that name is the one that it is merged into, in words."""
        return f"merged by curation: {name} is {self.into}{_bracketed(self.note)}"


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Names of which no two mean the same actor."""

    names: tuple[str, ...]
    note: str = ""

    @property
    def keys(self) -> frozenset[Key]:
        """The keys of the names."""
        return frozenset(map(name_key, self.names))


@dataclass(frozen=True, slots=True)
class Curation:
    """All that a user has decided about names."""

    merges: tuple[Merge, ...] = ()
    apart: tuple[KeepApart, ...] = ()


def load_curation(path: Path) -> Curation:
    """What a curation file says; raises ConfigError if it is malformed or contradicts itself."""
    values = read_toml(path)
    for name in values:
        if name not in _KEYS:
            raise ConfigError(f"{path}: unknown key '{name}'; there are: [[{MERGE}]], [[{KEEP_APART}]]")
    curation = Curation(
        tuple(
            Merge(_names(table, 1, where), _text(table, "into", where), _text(table, "note", where))
            for table, where in _tables(values, MERGE, path)
        ),
        tuple(
            KeepApart(_names(table, 2, where), _text(table, "note", where))
            for table, where in _tables(values, KEEP_APART, path)
        ),
    )
    _check_merges(curation, path)
    _check_apart(curation, path)
    return curation


class Curator:
    """Makes the mentions of a document follow what a user has decided."""

    def __init__(self, curation: Curation, ontology: Ontology) -> None:
        self._merges = {name_key(name): merge for merge in curation.merges for name in merge.names}
        self._apart: dict[Key, list[tuple[str, KeepApart]]] = defaultdict(list)
        for apart in curation.apart:
            for name in apart.names:
                self._apart[name_key(name)].append((name, apart))
        named = {name_key(merge.into) for merge in curation.merges} | self._apart.keys()
        self._known = _entries(ontology, named) if named else {}

    def __call__(self, candidates: Sequence[Candidate]) -> None:
        """Settle the candidates of one document as the user wants it; those that are so already stay."""
        if self._apart:
            self._split(candidates)
        for candidate in candidates if self._merges else ():
            self._merge(candidate)

    def merge_of(self, name: str) -> Merge | None:
        """The merge that a name is part of, unless it is the name that is merged into."""
        key = name_key(name)
        merge = self._merges.get(key)
        return None if merge is None or name_key(merge.into) == key else merge

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two names may not mean the same actor."""
        left, right = name_key(a), name_key(b)
        return left != right and any(right in apart.keys for _, apart in self._apart.get(left, ()))

    def actor(self, name: str, type_: str) -> Actor:
        """The actor of a name that the user has written: the ontology's if it knows it, else a new one of that type."""
        entry = self._known.get(name_key(name))
        return entry_actor(entry) if entry else new_actor(name, UNKNOWN if type_ == PLACE else type_)

    def _merge(self, candidate: Candidate) -> None:
        old = candidate.actor
        name = candidate.surface
        merge = self.merge_of(name) if candidate.kind is MentionKind.NAME else None
        if merge is None and old is not None:
            name = old.label
            merge = self.merge_of(name)
        if merge is None:
            return
        actor = self.actor(merge.into, old.type if old else candidate.type)
        if old is None or old.id != actor.id:
            candidate.settle(actor, "; ".join(part for part in (merge.rule(name), candidate.rule) if part))

    def _split(self, candidates: Sequence[Candidate]) -> None:
        """Give the names that were linked to an actor they must not mean one of their own."""
        for candidate in candidates:
            actor, surface = candidate.actor, candidate.surface
            if actor is None or candidate.kind is not MentionKind.NAME or not self.are_apart(surface, actor.label):
                continue
            key, other = name_key(surface), name_key(actor.label)
            name, apart = next(pair for pair in self._apart[key] if other in pair[1].keys)
            rule = f"kept apart by curation: {name} is not {actor.label}{_bracketed(apart.note)}"
            own = self.actor(name, actor.type)
            for each in _meant(candidates, actor, key):
                each.settle(own, rule)


def _meant(candidates: Iterable[Candidate], actor: Actor, key: Key) -> list[Candidate]:
    """The mentions of an actor that go with one of its names: all, if the document has no other full name of it."""
    mentions = [c for c in candidates if c.actor is not None and c.actor.id == actor.id]
    names = {id(c): name_key(c.surface) for c in mentions if c.kind is MentionKind.NAME}
    full = {name for name in names.values() if len(without_articles(name)) > 1}
    return mentions if full == {key} else [c for c in mentions if names.get(id(c)) == key]


def _entries(ontology: Ontology, keys: Iterable[Key]) -> dict[Key, ActorEntry]:
    """The ontology's actors that bear these names: as their label, else as a name that no other actor has."""
    labels: dict[Key, ActorEntry] = {}
    names: dict[Key, dict[str, ActorEntry]] = {key: {} for key in keys}
    for entry in ontology.actors.values():
        for name in (entry.label, *entry.names):
            if (key := name_key(name)) in names:
                names[key][entry.iri] = entry
        labels.setdefault(name_key(entry.label), entry)
    alone = {key: next(iter(found.values())) for key, found in names.items() if len(found) == 1}
    return alone | {key: labels[key] for key in names if key in labels}


def _tables(values: dict[str, Any], kind: str, path: Path) -> list[tuple[dict[str, Any], str]]:
    """The tables of one kind, each with the words that say in an error where it stands."""
    tables = values.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: write '{kind}' as a table in double brackets, [[{kind}]]")
    found = [(table, f"{path}: [[{kind}]] number {number}") for number, table in enumerate(tables, start=1)]
    for table, where in found:
        for name in table:
            if name not in _KEYS[kind]:
                raise ConfigError(f"{where}: unknown key '{name}'; there are: {', '.join(_KEYS[kind])}")
    return found


def _names(table: dict[str, Any], least: int, where: str) -> tuple[str, ...]:
    names = table.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) and name_key(name) for name in names):
        raise ConfigError(f"{where}: 'names' must be a list of names")
    if len({name_key(name) for name in names}) < least:
        raise ConfigError(f"{where}: 'names' needs {least} different names or more")
    return tuple(map(_one_line, names))


def _text(table: dict[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{where}: '{key}' must be a text")
    if key == "into" and not name_key(value):
        raise ConfigError(f"{where}: 'into' must be the name of the actor that the names mean")
    return _one_line(value)


def _check_merges(curation: Curation, path: Path) -> None:
    """No name leads two ways, and none leads on to a further one."""
    into: dict[Key, str] = {}
    for merge in curation.merges:
        for key, name in {name_key(name): name for name in merge.names}.items():
            if key in into:
                raise ConfigError(f"{path}: '{name}' is in two merges, into '{into[key]}' and into '{merge.into}'")
            into[key] = merge.into
    for merge in curation.merges:
        further = into.get(name_key(merge.into), merge.into)
        if name_key(further) != name_key(merge.into):
            raise ConfigError(f"{path}: '{merge.into}' is merged into '{further}'; name that as 'into' of both merges")


def _check_apart(curation: Curation, path: Path) -> None:
    """No merge, nor several into one actor, bring together what is to be kept apart."""
    groups: dict[Key, dict[Key, str]] = defaultdict(dict)
    for merge in curation.merges:
        for name in (*merge.names, merge.into):
            groups[name_key(merge.into)].setdefault(name_key(name), name)
    for group in groups.values():
        for (left, a), (right, b) in combinations(group.items(), 2):
            if any({left, right} <= apart.keys for apart in curation.apart):
                raise ConfigError(f"{path}: '{a}' and '{b}' are merged and kept apart; take one of the two out")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _bracketed(note: str) -> str:
    return f" ({note})" if note else ""
