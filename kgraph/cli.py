"""The command line: one thin function a command."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import kgraph
from kgraph.config import Config, load_config
from kgraph.errors import KGraphError, QueryError
from kgraph.terminal import print_table, progress_bar, visible, write

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary
    from kgraph.graph.answers import Answer
    from kgraph.ontology import Ontology
    from kgraph.reading import Reader

PROBLEMS_FOUND = 1

Function = TypeVar("Function", bound=Callable[..., Any])


class _OneLineError(click.ClickException):
    """One of kgraph's own errors, as a line on standard error."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"Error: {visible(self.message)}", file=file or sys.stderr)


class _Commands(click.Group):
    """A group whose commands end cleanly on kgraph's errors, on Ctrl-C and on a closed pipe."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KGraphError as error:
            raise _OneLineError(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            # Whoever read has had enough. What is still buffered must not raise again when Python flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="See `kgraph COMMAND --help` for each command's options.",
)
@click.version_option(kgraph.__version__, prog_name="kgraph")
def main() -> None:
    """Read political news into a graph of who does what to whom.

    \b
    Example:
      kgraph build articles/ -o out
      kgraph query out who-backs-whom
      kgraph query out claims-about --set actor="Mustafa al-Kadhimi"
      kgraph view out
    """


def _reading_options(function: Function) -> Function:
    """The options of the commands that read documents."""
    options = (
        click.option("--model", metavar="NAME", help="Installed spaCy pipeline to read with."),
        click.option(
            "--ontology",
            "ontologies",
            metavar="FOLDER",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Further ontology folder, laid over the one that comes with kgraph. May be repeated.",
        ),
        click.option("--processes", type=click.IntRange(min=1), help="Processes to read with."),
        click.option("--min-confidence", type=click.FloatRange(0, 1), help="Drop claims of less confidence than this."),
        click.option(
            "--config",
            "config_path",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Settings file; by default the nearest kgraph.toml in this folder or above.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to build, or to add to.")
@_reading_options
@click.option("--fresh", is_flag=True, help="Start anew: drop the documents that the folder holds already.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def build(
    paths: tuple[Path, ...],
    out: Path,
    model: str | None,
    ontologies: tuple[Path, ...],
    processes: int | None,
    min_confidence: float | None,
    config_path: Path | None,
    fresh: bool,
    quiet: bool,
) -> None:
    """Read documents into the folder OUT.

    PATH is a text, Markdown or JSONL file, or a folder of these. OUT then holds the store for `kgraph query`, and
    graph.trig, claims.jsonl, graph.html and report.md. Building into it again adds documents, or replaces those of
    the same name.
    """
    settings = _settings(config_path, model, ontologies, processes, min_confidence)
    documents = kgraph.read_documents(paths)
    ontology = _ontology(settings)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Reading", total=len(documents))
        summary = kgraph.build(
            documents,
            out,
            _reader(ontology, settings),
            ontology,
            lambda done, _: bar.update(task, completed=done),
            min_confidence=settings.min_confidence,
            fresh=fresh,
        )
    if not quiet:
        _print_summary(summary, out)


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="Form of the output.")
@click.option("--mentions", is_flag=True, help="Print the mentions of actors in place of the claims.")
@_reading_options
def extract(
    paths: tuple[Path, ...],
    form: str,
    mentions: bool,
    model: str | None,
    ontologies: tuple[Path, ...],
    processes: int | None,
    min_confidence: float | None,
    config_path: Path | None,
) -> None:
    """Print the claims of documents, a JSON object a line, as they are read."""
    from kgraph.builder import confident
    from kgraph.graph.rdf import in_order
    from kgraph.model import mention_json

    settings = _settings(config_path, model, ontologies, processes, min_confidence)
    documents = kgraph.read_documents(paths)
    reader = _reader(_ontology(settings), settings)
    for reading in map(in_order, confident(reader.read(documents), settings.min_confidence)):
        records = map(mention_json, reading.mentions) if mentions else (claim.to_json() for claim in reading.claims)
        write("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


@main.command()
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.argument("text", metavar="[NAME | SPARQL]", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="File that holds the query.")
@click.option(
    "--set", "pairs", metavar="NAME=VALUE", multiple=True, help="Value for a parameter of the query. May be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="Form of the output."
)
@click.option("--list", "list_them", is_flag=True, help="List the named queries.")
def query(
    out: Path | None, text: str | None, file: Path | None, pairs: tuple[str, ...], form: str, list_them: bool
) -> None:
    """Ask the graph in OUT, by the name of a query or in SPARQL.

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


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Only print where the page is.")
def view(out: Path, no_browser: bool) -> None:
    """Open the page of the graph in OUT."""
    from kgraph.builder import PAGE
    from kgraph.errors import StoreError

    page = (out / PAGE).resolve()
    kgraph.open_graph(out)
    if not page.is_file():
        raise StoreError(f"{page}: the page is missing; build the folder again")
    click.echo(str(page))
    if not no_browser:
        webbrowser.open(page.as_uri())


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("claim_id")
def explain(out: Path, claim_id: str) -> None:
    """Show why the graph in OUT holds a claim. The beginning of its id is enough."""
    from kgraph.explain import explanation

    for heading, line in explanation(kgraph.open_graph(out).claim(claim_id)):
        click.echo(f"{heading + ':':<12}{visible(line)}")


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--claims", metavar="OUT", type=click.Path(path_type=Path), help="Check the claims of the graph in OUT.")
def check(folder: Path | None, claims: Path | None) -> None:
    """Check an ontology FOLDER, by default the one that comes with kgraph, and name the wrong entries."""
    from kgraph import ontology

    problems: list[str] = []
    if folder is not None or claims is None:
        checked = folder or ontology.default_folder()
        problems += ontology.check(checked)
        for warning in ontology.warnings(checked):
            click.echo(f"Warning: {visible(warning)}", err=True)
    if claims is not None:
        from kgraph.graph.validation import validate_claims

        problems += validate_claims(kgraph.open_graph(claims))
    for problem in problems:
        click.echo(visible(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        sys.exit(PROBLEMS_FOUND)
    click.echo("No problems.", err=True)


@main.command()
@click.option(
    "--ontology",
    "ontologies",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Further ontology folder.",
)
def relations(ontologies: tuple[Path, ...]) -> None:
    """List the relations between actors."""
    ontology = _ontology(Config(ontology=ontologies))
    rows = [
        (relation.name, str(relation.branch), relation.parent or "", relation.inverse_label, relation.definition)
        for relation in ontology.relations.values()
    ]
    print_table(("relation", "branch", "kind of", "inverse", "definition"), rows)


def _settings(
    path: Path | None,
    model: str | None,
    ontologies: tuple[Path, ...],
    processes: int | None,
    min_confidence: float | None,
) -> Config:
    """What the settings file says, with the command's options over it."""
    config = load_config(path)
    return Config(
        model=model or config.model,
        ontology=ontologies or config.ontology,
        processes=config.processes if processes is None else processes,
        min_confidence=config.min_confidence if min_confidence is None else min_confidence,
    )


def _ontology(settings: Config) -> Ontology:
    from kgraph.ontology import default_folder

    return kgraph.load_ontology([default_folder(), *settings.ontology])


def _reader(ontology: Ontology, settings: Config) -> Reader:
    if settings.model is None:
        return kgraph.Reader(ontology, processes=settings.processes)
    return kgraph.Reader(ontology, model=settings.model, processes=settings.processes)


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


def _print_queries() -> None:
    from kgraph.graph.query import named_queries

    rows = [(each.name, " ".join(each.parameters), each.about) for each in named_queries().values()]
    print_table(("query", "parameters", "about"), rows)


def _print_summary(summary: BuildSummary, out: Path) -> None:
    asserted = summary.claims - summary.negated - summary.possible
    click.echo(
        f"Read {summary.added + summary.replaced} documents ({summary.added} new, {summary.replaced} again) into {out}"
    )
    click.echo(f"  documents  {summary.documents} with {summary.sentences} sentences")
    click.echo(f"  actors     {summary.actors} in {summary.mentions} mentions")
    click.echo(
        f"  claims     {summary.claims}: {asserted} asserted, {summary.negated} negated, {summary.possible} possible"
    )
    click.echo(f"  facts      {summary.facts}")
    click.echo(f"Next: kgraph query {out} central, kgraph view {out}")
