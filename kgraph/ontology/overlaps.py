"""Patterns that mean two relations at once, so that a sentence cannot tell which is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from kgraph import vocab
from kgraph.errors import OntologyError
from kgraph.ontology.loading import PATTERN_PARSERS, Entries, kg
from kgraph.ontology.patterns import Pattern
from kgraph.ontology.records import FrameKind


@dataclass(frozen=True, slots=True)
class _Sense:
    """What one spelling of a pattern means: by which frame, and for which classes of actor in the order of the slots."""

    frame: str
    relation: str
    types: tuple[frozenset[str], ...]


def overlaps(entries: Entries, checked: Collection[str]) -> Iterator[str]:
    """Each pair of frames that share a pattern, mean different relations and take the same classes of actor."""
    senses: dict[tuple[FrameKind, Pattern], list[_Sense]] = defaultdict(list)
    for kind in FrameKind:
        for iri in entries.of_type(kg(kind)):
            for text in entries.all(iri, kg("pattern")):
                with suppress(OntologyError):
                    pattern = PATTERN_PARSERS[kind](text)
                    for spelling in _spellings(pattern):
                        senses[kind, spelling].append(_sense(entries, iri, pattern))
    for (_, spelling), found in senses.items():
        first, *others = found
        ...
