"""The ontology: what exists and which words say it, read from Turtle."""

from kgraph.ontology.check import check, warnings
from kgraph.ontology.loading import default_folder, load
from kgraph.ontology.records import ActorEntry, Branch, Frame, FrameKind, Ontology, Relation, Term

__all__ = [
    "ActorEntry",
    "Branch",
    "Frame",
    "FrameKind",
    "Ontology",
    "Relation",
    "Term",
    "check",
    "default_folder",
    "load",
    "warnings",
]
