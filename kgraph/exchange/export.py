"""A graph, or a part of it, written out in the formats of others."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from kgraph.errors import StoreError, UnknownNameError
from kgraph.exchange import cypher, tables
from kgraph.exchange.edges import Edges, edges_of
from kgraph.exchange.files import new_files
from kgraph.graph import formats as rdf
from kgraph.graph.parts import part_of
from kgraph.graph.selection import Selected, Selection
from kgraph.graph.store import GraphStore


@dataclass(frozen=True)
class Source:
    """What is written out; the edges are gathered once for all files."""

    graph: GraphStore
    selection: Selection
    spreadsheet: bool = False

    @cached_property
    def edges(self) -> Edges:
        """The edges that the selected claims draw."""
        return edges_of(self.graph, self.selection)

    @cached_property
    def part(self) -> GraphStore:
        """The graph itself, or the part of it that is selected."""
        if self.selection.is_all:
            return self.graph
        selected = Selected.of(self.graph, self.selection)
        return part_of(self.graph, selected.documents, selected.test())


Writer = Callable[[Source, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: what it is, and who writes it. One of two files has a writer for each table."""

    about: str
    writer: Writer | None = None
    tables: Mapping[str, Writer] = field(default_factory=dict)


def _rdf(name: str) -> Writer:
    return lambda source, output: rdf.write_rdf(source.part, name, output)


def _text(make: Callable[[Source], str]) -> Writer:
    return lambda source, output: _write(output, make(source))


def _csv(table: str) -> Writer:
    return _text(lambda source: tables.csv_table(source.edges, table, source.spreadsheet))


def _neo4j(table: str) -> Writer:
    return _text(lambda source: tables.neo4j_table(source.edges, table))


def _graphml(source: Source) -> str:
    from kgraph.network.formats import graphml

    return graphml(source.edges.node_rows(), source.edges.edge_rows())


def _gexf(source: Source) -> str:
    from kgraph.network.formats import gexf

    return gexf(source.edges.node_rows(), source.edges.edge_rows())


def _cypher(source: Source, output: IO[bytes]) -> None:
    for statement in cypher.statements(source.edges):
        _write(output, statement + "\n")


def _jsonl(source: Source, output: IO[bytes]) -> None:
    """Claims between two names of one actor are left out: they are about nobody else, and no import takes them."""
    for claim in Selected.of(source.graph, source.selection).claims(source.graph):
        if claim.subject.actor.id != claim.object.actor.id:
            _write(output, json.dumps(claim.to_json(), ensure_ascii=False) + "\n")


FORMATS: Mapping[str, Format] = {
    "turtle": Format("RDF, the union of the named graphs", _rdf("turtle")),
    "trig": Format("RDF with the named graphs", _rdf("trig")),
    "nquads": Format("RDF with the named graphs, a statement a line", _rdf("nquads")),
    "ntriples": Format("RDF, the union of the named graphs, a statement a line", _rdf("ntriples")),
    "jsonld": Format("RDF with the named graphs, as JSON", _rdf("jsonld")),
    "jsonl": Format("claims, a JSON object a line", _jsonl),
    "csv": Format("tables of actors and edges", tables={name: _csv(name) for name in tables.TABLES}),
    "neo4j": Format("tables for neo4j-admin's import", tables={name: _neo4j(name) for name in tables.TABLES}),
    "cypher": Format("statements that merge actors and edges", _cypher),
    "graphml": Format("network, for Gephi, yEd and Cytoscape", _text(_graphml)),
    "gexf": Format("network, for Gephi", _text(_gexf)),
}
"""The formats by name."""


def export_graph(
    graph: GraphStore,
    form: str,
    target: str | Path | IO[bytes],
    selection: Selection | None = None,
    *,
    table: str | None = None,
    spreadsheet: bool = False,
) -> list[Path]:
    """Write the graph to a path or a binary stream in one of `FORMATS`, and say which files that made.

    The selection says which claims; RDF then has their documents and the facts that they give. "csv" and "neo4j" make a
    folder with nodes.csv and edges.csv unless `table` picks one of these. `spreadsheet` keeps spreadsheets from seeing
    formulas in "csv". The same graph gives the same bytes. Raises UnknownNameError and StoreError.
    """
    writers = _writers(form, table)
    source = Source(graph, selection or Selection(), spreadsheet)
    if not isinstance(target, str | Path):
        if len(writers) > 1:
            raise StoreError(f"{form} makes two files; choose one of them: {', '.join(writers)}")
        next(iter(writers.values()))(source, target)
        return []
    paths = _paths(Path(target), list(writers))
    with new_files(paths) as files:
        for writer, file in zip(writers.values(), files, strict=True):
            writer(source, file)
    return paths


def _writers(form: str, table: str | None) -> dict[str, Writer]:
    """The writers of a format's files; raises UnknownNameError."""
    if form not in FORMATS:
        raise UnknownNameError("format", form, list(FORMATS))
    known = FORMATS[form]
    if known.writer is not None:
        if table is not None:
            raise StoreError(f"{form} has no tables; those have: csv, neo4j")
        return {form: known.writer}
    if table is None:
        return dict(known.tables)
    if table not in known.tables:
        raise UnknownNameError("table", table, list(known.tables))
    return {table: known.tables[table]}


def _paths(target: Path, names: list[str]) -> list[Path]:
    if len(names) == 1:
        if target.is_dir():
            raise StoreError(f"{target}: this is a folder; name a file")
        return [target]
    try:
        target.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StoreError(f"{target}: this is a file, and two are to be written; name a folder") from error
    except OSError as error:
        raise StoreError(f"{target}: cannot be made ({error.strerror}); name another folder") from error
    return [target / f"{name}.csv" for name in names]


def _write(output: IO[bytes], text: str) -> None:
    output.write(text.encode())
