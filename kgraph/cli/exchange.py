"""The commands that exchange graphs with others and compare them: export, import and diff."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

import kgraph
from kgraph.cli.filters import filter_options, origin_options, period_option, selection_of, tell_undated
from kgraph.cli.options import (
    GRAPH,
    PATH,
    config_option,
    curation_option,
    further_ontology_option,
    load_curation,
    load_ontology,
)
from kgraph.cli.summary import print_summary
from kgraph.config import Config, load_config
from kgraph.terminal import print_table, progress_bar, write

if TYPE_CHECKING:
    from kgraph.exchange import Difference
    from kgraph.exchange.diff import Side

STDOUT = "-"
DIFFERENT = 1

# Spelt out, so that the help needs no heavy library; a test compares them with what the library knows.
FORMATS = (
    "turtle",
    "trig",
    "nquads",
    "ntriples",
    "jsonld",
    "jsonl",
    "csv",
    "neo4j",
    "cypher",
    "graphml",
    "gexf",
)
TABLES = ("nodes", "edges")


@click.command()
@click.argument("out", type=GRAPH)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "-o", "--output", "target", type=PATH, default=Path(STDOUT), help="File, or folder for two; - is standard output."
)
@click.option("--table", type=click.Choice(TABLES), help="With csv and neo4j, write this one of the two tables.")
@click.option("--spreadsheet", is_flag=True, help="With csv, keep spreadsheets from seeing formulas in the texts.")
@origin_options
@period_option
@filter_options
def export(
    out: Path | str, form: str, target: Path, table: str | None, spreadsheet: bool, period: str | None, **filters: Any
) -> None:
    """Write the graph in OUT, or a part of it, in a format of others.

    \b
    turtle ntriples           RDF, the union of the named graphs
    trig nquads jsonld        RDF with a named graph for each document
    jsonl                     claims, as kgraph extract prints them
    csv neo4j                 nodes.csv and edges.csv, for programs and for neo4j-admin
    cypher                    a script that merges actors and edges by their ids
    graphml gexf              the network, for Gephi, yEd, Cytoscape and networkx

    docs/exchange.md has the columns and an example for each.
    """
    if form in ("csv", "neo4j") and table is None and str(target) == STDOUT:
        raise click.UsageError(f"{form} makes two files: name a folder with -o, or choose one with --table.")
    if table is not None and form not in ("csv", "neo4j"):
        raise click.UsageError("--table goes with csv and neo4j.")
    if spreadsheet and form != "csv":
        raise click.UsageError("--spreadsheet goes with csv.")
    graph = kgraph.open_graph(out)
    where: IO[bytes] | Path = sys.stdout.buffer if str(target) == STDOUT else target
    selection = selection_of(period=period, **filters)
    for path in kgraph.export_graph(graph, form, where, selection, table=table, spreadsheet=spreadsheet):
        click.echo(f"Wrote {path}", err=True)


@click.command("import")
@click.argument("out", type=PATH)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option(
    "--texts", metavar="PATH", multiple=True, type=PATH, help="Documents that the claims are from. May be repeated."
)
@click.option("--fresh", is_flag=True, help="Start anew: drop the documents that the folder holds already.")
@further_ontology_option
@curation_option
@config_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def import_(
    out: Path,
    files: tuple[Path, ...],
    texts: tuple[Path, ...],
    fresh: bool,
    ontologies: tuple[Path, ...],
    curation_path: Path | None,
    config_path: Path | None,
    quiet: bool,
) -> None:
    """Put claims and documents' graphs into the folder OUT, new or built before.

    FILE is claims as JSON Lines (.jsonl), or RDF (.trig .nq .ttl .nt .jsonld) whose documents' graphs meet the shapes
    in ontology/shapes. A document's graph replaces the document of the same id; claims are added to their document.
    If anything is wrong, nothing is written. OUT is then as `kgraph build` leaves it.
    """
    config = load_config(config_path)
    settings = Config(ontology=ontologies or config.ontology, curation=curation_path or config.curation)
    documents = kgraph.read_documents(texts) if texts else []
    curation = load_curation(settings)
    ontology = load_ontology(settings.ontology)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Checking", total=len(files))
        summary = kgraph.import_files(
            files,
            out,
            ontology,
            lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total),
            texts=documents,
            fresh=fresh,
            curation=curation,
        )
    if not quiet:
        print_summary(summary, out, "Imported")


@click.command()
@click.argument("a", type=GRAPH)
@click.argument("b", type=GRAPH, required=False)
@click.option("--document", "documents", metavar="ID", multiple=True, help="Compare two documents of A: give it twice.")
@click.option("--source", "sources", metavar="NAME", multiple=True, help="Compare two sources of A: give it twice.")
@click.option(
    "--period",
    "periods",
    metavar="PERIOD",
    multiple=True,
    help="Compare two periods of A: give it twice, such as ../2020-12 and 2021-01/..",
)
@filter_options
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
def diff(
    a: Path | str,
    b: Path | str | None,
    documents: tuple[str, ...],
    sources: tuple[str, ...],
    periods: tuple[str, ...],
    form: str | None,
    **filters: Any,
) -> None:
    """Tell which actors and edges two graphs do not share, or two documents, sources or periods of one.

    \b
    kgraph diff out-2020 out-2021
    kgraph diff out --document a.txt --document b.txt
    kgraph diff out --source bbc.com --source presstv.ir
    kgraph diff out --period ../2020-12 --period 2021-01/..

    Edges are those of the facts. The exit code is 0 if both have the same edges with the same number of claims, and 1
    if they differ.
    """
    pairs = {"document": documents, "source": sources, "period": periods}
    given = {name: values for name, values in pairs.items() if values}
    if b is not None and given:
        raise click.UsageError("Give either a second graph, or two documents, sources or periods of one.")
    if b is None and (len(given) != 1 or any(len(values) != 2 for values in given.values())):
        raise click.UsageError("Give a second graph, or --document, --source or --period twice.")
    graph = kgraph.open_graph(a)
    other = graph if b is None else kgraph.open_graph(b)
    left, right = (selection_of(**_side(given, number), **filters) for number in (0, 1))
    found = kgraph.diff_graphs(graph, other, left, right)
    if periods:
        tell_undated(graph)
    names = [str(a), str(b)] if b else [f"{name} {value}" for name, values in given.items() for value in values]
    _print_difference(found, names, form)
    if not found.equal:
        sys.exit(DIFFERENT)


def _side(pairs: dict[str, tuple[str, ...]], number: int) -> dict[str, Any]:
    """What selects one of the two sides."""
    return {
        {"document": "documents", "source": "sources"}.get(name, name): (
            values[number] if name == "period" else (values[number],)
        )
        for name, values in pairs.items()
    }


def _print_difference(found: Difference, names: list[str], form: str | None) -> None:
    if form == "json":
        write(json.dumps({"a": names[0], "b": names[1], **found.to_json()}, ensure_ascii=False) + "\n")
    elif form == "csv":
        from kgraph.exchange.diff import COLUMNS
        from kgraph.graph.answers import as_csv

        write(as_csv(COLUMNS, found.rows()))
    else:
        _print_tables(found, names)


def _print_tables(found: Difference, names: list[str]) -> None:
    from kgraph.exchange.diff import Side

    def where(side: Side) -> str:
        return {Side.A: "only A", Side.B: "only B", Side.BOTH: "both"}[side]

    print_table(("side", "is"), [("A", names[0]), ("B", names[1])])
    if found.actors:
        actors = [
            (where(each.side), each.actor.label, each.actor.type, str(each.a), str(each.b)) for each in found.actors
        ]
        print_table(("in", "actor", "type", "claims in A", "claims in B"), actors)
    if found.edges:
        edges = [
            (where(each.side), each.subject.label, each.relation, each.object.label, str(each.a), str(each.b))
            for each in found.edges
        ]
        print_table(("in", "subject", "relation", "object", "claims in A", "claims in B"), edges)
    counts = {side: sum(each.side is side for each in found.edges) for side in Side}
    click.echo(
        f"Edges: {found.shared} the same, {counts[Side.A]} only in A, {counts[Side.B]} only in B, "
        f"{counts[Side.BOTH]} with another number of claims."
    )
