"""The commands that ask a built graph: query, view, actors and explain."""

from __future__ import annotations

import json
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

import kgraph
from kgraph.cli.options import GRAPH, PATH, format_option
from kgraph.errors import QueryError, StoreError
from kgraph.terminal import print_table, visible, write

if TYPE_CHECKING:
    from kgraph.graph.answers import Answer


@click.command()
@click.argument("out", type=GRAPH, required=False)
@click.argument("text", metavar="[NAME | SPARQL]", required=False)
@click.option("--file", "file", type=PATH, help="File that holds the query.")
@click.option(
    "--set", "pairs", metavar="NAME=VALUE", multiple=True, help="Value for a parameter of the query. May be repeated."
)
@format_option
@click.option("--list", "list_them", is_flag=True, help="List the named queries.")
def query(
    out: Path | str | None, text: str | None, file: Path | None, pairs: tuple[str, ...], form: str, list_them: bool
) -> None:
    """Ask the graph in OUT, by the name of a query or in SPARQL. OUT is a folder, or the URL of a SPARQL server.

    Prefixes such as kg:, actor:, rdf: and skos: need no declaration. CONSTRUCT queries print Turtle, with
    `--format csv` N-Triples, with `--format json` JSON-LD.
    """
    if list_them:
        _print_queries()
        return
    if out is None:
        raise click.UsageError("Missing argument 'OUT'.")
    sparql = _query_text(text, file)
    parameters = dict(_pair(pair) for pair in pairs)
    _print_answer(kgraph.open_graph(out).query(sparql, parameters), form)


@click.command()
@click.argument("out", type=PATH)
@click.option("--no-browser", is_flag=True, help="Only print where the page is.")
def view(out: Path, no_browser: bool) -> None:
    """Open the page of the graph in OUT."""
    from kgraph.files import PAGE
    from kgraph.graph.folder import read_marker

    page = (out / PAGE).resolve()
    kgraph.open_graph(out)
    if not page.is_file():
        raise StoreError(f"{page}: the page is missing; `kgraph files {out}` writes it")
    marker = read_marker(out)
    if marker.files != marker.store:
        click.echo(f"The page shows an earlier state of the graph; `kgraph files {out}` writes it anew.", err=True)
    click.echo(str(page))
    if not no_browser:
        webbrowser.open(page.as_uri())


@click.command()
@click.argument("out", type=GRAPH)
@click.argument("name", required=False)
@format_option
@click.option("--type", "type_name", metavar="TYPE", help="Only actors of this type, or of one below it.")
@click.option("--unlinked", is_flag=True, help="Only actors that the ontology does not know.")
def actors(out: Path | str, name: str | None, form: str, type_name: str | None, unlinked: bool) -> None:
    """List the actors of the graph in OUT, or explain the one that is called NAME.

    OUT is a folder, or the URL of a SPARQL server. NAME is an IRI or any name or spelling. The explanation says which
    words stand for the actor, how often, and why.
    """
    from kgraph.actors import COLUMNS, REASONS_SHOWN, USE_COLUMNS, explained_actor, listed_actors

    if name is not None and (type_name is not None or unlinked):
        raise click.UsageError("NAME goes with neither --type nor --unlinked.")
    graph = kgraph.open_graph(out)
    if name is None:
        found = listed_actors(graph, type_name, unlinked)
        _print_records(COLUMNS, [each.cells() for each in found], [each.to_json() for each in found], form)
        return
    actor = explained_actor(graph, name)
    if form == "table":
        _print_lines(actor.lines())
    most = REASONS_SHOWN if form == "table" else None
    _print_records(USE_COLUMNS, [use.cells(most) for use in actor.uses], actor.to_json(), form)


@click.command()
@click.argument("out", type=GRAPH)
@click.argument("claim_id")
def explain(out: Path | str, claim_id: str) -> None:
    """Show why the graph in OUT, a folder or the URL of a SPARQL server, holds a claim.

    The beginning of its id is enough.
    """
    from kgraph.explain import explanation

    _print_lines(explanation(kgraph.open_graph(out).claim(claim_id)))


def _query_text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise QueryError("give a query's name, its SPARQL text, or --file; `kgraph query --list` lists the names")
    if file is None:
        return text or ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: the query file cannot be read ({error})") from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"--set {text}: write it as NAME=VALUE")
    return name, value


def _print_queries() -> None:
    from kgraph.graph.query import named_queries

    rows = [(each.name, " ".join(each.parameters), each.about) for each in named_queries().values()]
    print_table(("query", "parameters", "about"), rows)


def _print_answer(answer: Answer, form: str) -> None:
    from kgraph.graph.answers import Rows, Triples, short

    if form == "csv":
        write(answer.csv())
    elif form == "json":
        write(answer.json())
    elif isinstance(answer, Rows):
        print_table(answer.columns, [[short(term) for term in row] for row in answer.terms])
        if not answer.terms:
            click.echo("no rows", err=True)
    elif isinstance(answer, Triples):
        write(answer.turtle())
    else:
        click.echo("yes" if answer.value else "no")


def _print_lines(lines: Iterable[tuple[str, str]]) -> None:
    for heading, line in lines:
        click.echo(f"{heading + ':':<12}{visible(line)}")


def _print_records(columns: Sequence[str], rows: list[tuple[str, ...]], data: object, form: str) -> None:
    """Lines of text as a table or as CSV, or in their place the data behind them as JSON."""
    if form == "json":
        write(json.dumps(data, ensure_ascii=False) + "\n")
    elif form == "csv":
        from kgraph.graph.answers import as_csv

        write(as_csv(columns, rows))
    else:
        print_table(columns, rows)
