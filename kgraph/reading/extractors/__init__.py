"""Extractors: each reads one kind of expression. A new one is a module of its own and a line in `registry.HOUSE`."""

from kgraph.reading.extractors.contract import Extractor, Finding, FunctionExtractor, View, cue_span
from kgraph.reading.extractors.registry import GROUP, HOUSE, Listed, known, load

__all__ = [
    "GROUP",
    "HOUSE",
    "Extractor",
    "Finding",
    "FunctionExtractor",
    "Listed",
    "View",
    "cue_span",
    "known",
    "load",
]
