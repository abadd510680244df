"""SHACL: what breaks a shape, and how it is said of the ontology's entries. pySHACL stays behind this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Literal, Node

from kgraph import vocab


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation: the entry, what is wrong with it, and the value that is to blame, if any."""

    entry: str
    message: str
    value: str | None

    def __str__(self) -> str:
        return f"{vocab.shorten(self.entry)}: {self.message}"


def violations(triples: Iterable[ox.Triple], shapes: Path) -> Iterator[Violation]:
    """The violations of the shapes, in no order."""
    for report, result in results(triples, shapes):
        yield _violation(report, result)


def results(triples: Iterable[ox.Triple], shapes: Path) -> Iterator[tuple[Graph, Node]]:
    """The results of a validation in no order, each with the report that it stands in."""
    # Oxigraph parses Turtle ten times faster than rdflib. Two traps of pySHACL are kept out: `ont_graph` drops the
    # individuals that a shape points to, `focus_nodes` silences the shapes within `sh:or` and `sh:qualifiedValueShape`.
    data = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    rules = Graph().parse(str(shapes), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield report, result


def _violation(report: Graph, result: Node) -> Violation:
    value = report.value(result, SH.value)
    if report.value(result, SH.sourceConstraintComponent) == SH.ClosedConstraintComponent:
        path = report.value(result, SH.resultPath)
        message = f"{vocab.shorten(str(path))} is no property of such an entry"
    else:
        message = str(report.value(result, SH.resultMessage))
        if value is not None:
            message += f", not {_shown(value)}"
    blamed = str(value) if isinstance(value, URIRef) else None
    return Violation(str(report.value(result, SH.focusNode)), message, blamed)


def _shown(value: Node) -> str:
    if isinstance(value, Literal):
        return f'"{value}"' + (f"@{value.language}" if value.language else "")
    return vocab.shorten(str(value))
