"""RDF in files: a graph in each of its serialisations, and files in these back to quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import InputError, UnknownNameError
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import GRAPH_FACTS, GRAPH_ONTOLOGY

QUAD_FORMATS = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""The serialisations that keep the named graphs apart, by name."""
TRIPLE_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
"""The serialisations that hold the union of the named graphs, by name."""
FORMATS = QUAD_FORMATS | TRIPLE_FORMATS
SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""The serialisation of a file, by the end of its name."""

# Only these write prefixes; the others would not use them.
_WITH_PREFIXES = (ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE)
_SHARED_GRAPHS = (GRAPH_FACTS, GRAPH_ONTOLOGY)


def write_rdf(graph: GraphStore, form: str, output: IO[bytes]) -> None:
    """Write the graph in one of `FORMATS`; the same quads give the same bytes. Raises UnknownNameError."""
    if form not in FORMATS:
        raise UnknownNameError("format", form, list(FORMATS))
    quads = graph.sorted_quads()
    statements: Iterable[ox.Quad] | Iterable[ox.Triple] = _union(quads) if form in TRIPLE_FORMATS else quads
    rdf_format = FORMATS[form]
    prefixes = vocab.PREFIXES if rdf_format in _WITH_PREFIXES else None
    ox.serialize(statements, output, format=rdf_format, prefixes=prefixes)
    if rdf_format == ox.RdfFormat.JSON_LD:
        output.write(b"\n")


def read_rdf(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file in the serialisation that the end of its name tells; raises InputError naming the line."""
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise InputError(f"{path}: what kind of RDF this is, its name must tell: {', '.join(sorted(SUFFIXES))}")
    try:
        yield from ox.parse(path=str(path), format=form)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except SyntaxError as error:
        where = f"{path}, line {error.lineno}" if error.lineno else str(path)
        raise InputError(f"{where}: this is not {form.name} ({error.msg})") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def is_iri(text: str) -> bool:
    """Whether the text is an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _union(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Each triple once. What a document owns stands in its graph alone, so only the others are remembered."""
    seen: set[ox.Triple] = set()
    for quad in quads:
        triple = quad.triple
        if not _is_owned(quad):
            if triple in seen:
                continue
            seen.add(triple)
        yield triple


def _is_owned(quad: ox.Quad) -> bool:
    """Whether the subject is a document, a span of its text or one of its claims."""
    graph, node = quad.graph_name, quad.subject
    if graph in _SHARED_GRAPHS or not (isinstance(graph, ox.NamedNode) and isinstance(node, ox.NamedNode)):
        return False
    return node.value.startswith((graph.value, vocab.CLAIM))
