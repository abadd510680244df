"""Patterns that mean two relations, where nothing tells which of them a sentence means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations, product

from kgraph import vocab
from kgraph.ontology.loading import Entries, kg
from kgraph.ontology.records import FrameKind

_SLOT = re.compile(r"\b[XY]\b")
_TYPES = {"X": "xType", "Y": "yType"}

# What one use of a pattern means: the frame, its relation, and the classes of actor in the order of the slots.
_Sense = tuple[str, str, tuple[frozenset[str], ...]]


def overlaps(entries: Entries, checked: Collection[str]) -> Iterator[str]:
    """Each pair of frames, one of them among `checked`, that share a pattern and its types but not the relation."""
    senses: dict[tuple[FrameKind, str], set[_Sense]] = defaultdict(set)
    for kind in FrameKind:
        for iri in entries.of_type(kg(kind)):
            for text in entries.all(iri, kg("pattern")):
                sense = _sense(entries, iri, text)
                for spelling in _spellings(text):
                    senses[kind, spelling].add(sense)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (_, spelling), found in senses.items():
        for (one, meant, types), (other, also_meant, other_types) in combinations(sorted(found, key=str), 2):
            if meant != also_meant and types == other_types and (one in checked or other in checked):
                shared[one, other].append(spelling)
    for (one, other), spellings in shared.items():
        relations = " and ".join(vocab.local_name(entries.maybe(iri, kg("relation")) or "") for iri in (one, other))
        yield f"{vocab.shorten(one)} and {vocab.shorten(other)} share '{spellings[0]}' for {relations}"


def _sense(entries: Entries, iri: str, text: str) -> _Sense:
    types = tuple(frozenset(entries.all(iri, kg(_TYPES[slot]))) for slot in _SLOT.findall(text))
    return iri, entries.maybe(iri, kg("relation")) or "", types


def _spellings(text: str) -> Iterator[str]:
    """The pattern without alternatives, once for each choice among them, its slots unnamed."""
    for words in product(*(token.split("|") for token in _SLOT.sub("…", text).split())):
        yield " ".join(words)
