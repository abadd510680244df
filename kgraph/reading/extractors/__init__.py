"""Extractors: each reads one kind of expression. A new one is a module of its own and a line in `registry.HOUSE`."""

from kgraph.reading.extractors.contract import Extractor, Finding, FunctionExtractor, View, cue_span
from kgraph.reading.extractors.registry import GROUP, HOUSE, LLM, Listed, known, load

__all__ = [
    "GROUP",
    "HOUSE",
    "LLM",
    "Extractor",
    "Finding",
    "FunctionExtractor",
    "Listed",
    "View",
    "cue_span",
    "known",
    "load",
]
