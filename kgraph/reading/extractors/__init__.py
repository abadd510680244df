"""Extractors: each reads one kind of expression. A new one is a module of its own and a line in this table."""

from kgraph.reading.extractors import adjectives, nouns, roles, verbs
from kgraph.reading.extractors.contract import Extractor, Finding, View

EXTRACTORS = (verbs, nouns, roles, adjectives)

__all__ = ["EXTRACTORS", "Extractor", "Finding", "View"]
