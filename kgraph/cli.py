"""The command line: one thin function a command."""

from __future__ import annotations

import io
import json
import os
import shlex
import sys
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import kgraph
from kgraph.config import Config, load_config
from kgraph.errors import KGraphError, QueryError
from kgraph.terminal import print_table, progress_bar, visible, write

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary
    from kgraph.evaluation import Evaluation
    from kgraph.graph.answers import Answer
    from kgraph.ontology import Ontology
    from kgraph.reading import Reader
    from kgraph.reading.curation import Curation

PROBLEMS_FOUND = 1
PATH = click.Path(path_type=Path, readable=False)
"""Any path: whether it can be read is for the library to say, in one line."""

Function = TypeVar("Function", bound=Callable[..., Any])


class _OneLineError(click.ClickException):
    """One of kgraph's own errors, as a line on standard error."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"Error: {visible(self.message)}", file=file or sys.stderr)


class _Commands(click.Group):
    """A group whose commands end cleanly on kgraph's errors, on the system's, on Ctrl-C and on a closed pipe."""

    def invoke(self, ctx: click.Context) -> Any:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # an encoding without arrows shows a question mark for one
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
            _drop_output()  # whoever read has had enough
            ctx.exit(0)
        except OSError as error:  # a full disk, a folder that may not be read
            _drop_output()
            what = error.strerror or str(error)
            raise _OneLineError(f"{error.filename}: {what}" if error.filename else what) from error


def _drop_output() -> None:
    """Send nowhere what standard output cannot take: it must not raise again when Python flushes at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The names in a list with commas."""
    if value is None:
        return None
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise click.BadParameter("give at least one name; `kgraph extractors` lists them")
    return names


def _reading_options(function: Function) -> Function:
    """The options of the commands that read documents."""
    options = (
        click.option("--model", metavar="NAME", help="Installed spaCy pipeline to read with."),
        click.option(
            "--ontology",
            "ontologies",
            metavar="FOLDER",
            multiple=True,
            type=PATH,
            help="Further ontology folder, laid over the one that comes with kgraph. May be repeated.",
        ),
        click.option("--processes", type=click.IntRange(min=1), help="Processes to read with."),
        click.option("--min-confidence", type=click.FloatRange(0, 1), help="Drop claims of less confidence than this."),
        click.option(
            "--extractors",
            metavar="NAME,...",
            callback=_names,
            help="Extractors to read with; `kgraph extractors` lists them.",
        ),
        click.option(
            "--curation",
            "curation_path",
            metavar="FILE",
            type=PATH,
            help="File of what you have decided about names: which are one actor, which are not.",
        ),
        click.option("--no-cache", is_flag=True, help="Ask a language model anew, without its answers kept on disk."),
        click.option(
            "--config",
            "config_path",
            metavar="FILE",
            type=PATH,
            help="Settings file; by default the nearest kgraph.toml in this folder or above.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", required=True, type=PATH, help="Folder to build, or to add to.")
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
    extractors: tuple[str, ...] | None,
    curation_path: Path | None,
    no_cache: bool,
    config_path: Path | None,
    fresh: bool,
    quiet: bool,
) -> None:
    """Read documents into the folder OUT.

    PATH is a text, Markdown or JSONL file, or a folder of these. OUT then holds the store for `kgraph query`, and
    graph.trig, claims.jsonl, graph.html and report.md. Building into it again adds documents, or replaces those of
    the same name.
    """
    settings = _settings(config_path, model, ontologies, processes, min_confidence, extractors, curation_path, no_cache)
    documents = kgraph.read_documents(paths)
    curation = _curation(settings)
    ontology = _ontology(settings)
    reader = _reader(ontology, settings, curation)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Reading", total=len(documents))
        summary = kgraph.build(
            documents,
            out,
            reader,
            ontology,
            lambda done, _: bar.update(task, completed=done),
            min_confidence=settings.min_confidence,
            fresh=fresh,
            curation=curation,
        )
    if not quiet:
        _print_summary(summary, out)
        if settings.extractors is not None:
            _print_tally(reader)


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
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
    extractors: tuple[str, ...] | None,
    curation_path: Path | None,
    no_cache: bool,
    config_path: Path | None,
) -> None:
    """Print the claims of documents, a JSON object a line, once all are read and spellings have met across them."""
    from kgraph.builder import confident, records
    from kgraph.reading.identity import Census

    settings = _settings(config_path, model, ontologies, processes, min_confidence, extractors, curation_path, no_cache)
    curation = _curation(settings)
    documents = kgraph.read_documents(paths)
    ontology = _ontology(settings)
    reader = _reader(ontology, settings, curation)
    readings = confident(reader.read(documents), settings.min_confidence)
    for record in records(readings, Census(ontology, curation), mentions):
        write(json.dumps(record, ensure_ascii=False) + "\n")


@main.command()
@click.argument("gold_dir", metavar="GOLD_DIR", type=PATH)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
@click.option("--predictions", metavar="FILE", type=PATH, help="Measure these, as `kgraph extract` prints them.")
@click.option("--misses", is_flag=True, help="List what was not found, what is not in the gold, and what was confused.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@_reading_options
def evaluate(
    gold_dir: Path,
    paths: tuple[Path, ...],
    predictions: Path | None,
    misses: bool,
    as_json: bool,
    model: str | None,
    ontologies: tuple[Path, ...],
    processes: int | None,
    min_confidence: float | None,
    extractors: tuple[str, ...] | None,
    curation_path: Path | None,
    no_cache: bool,
    config_path: Path | None,
) -> None:
    """Measure how well kgraph reads the annotated documents of GOLD_DIR.

    The texts are GOLD_DIR/texts/STEM.txt, or stand among PATH. docs/evaluation.md describes the gold and the figures.
    """
    from kgraph import evaluation
    from kgraph.reading.identity import Census

    if predictions is not None and paths:
        raise click.UsageError("Give either PATH or --predictions.")
    settings = _settings(config_path, model, ontologies, processes, min_confidence, extractors, curation_path, no_cache)
    ontology = _ontology(settings)
    gold = evaluation.read_gold(gold_dir, ontology)
    if predictions is not None:
        found = evaluation.read_predictions(predictions)
    else:
        documents = evaluation.gold_texts(gold, gold_dir, kgraph.read_documents(paths))
        curation = _curation(settings)
        reader = _reader(ontology, settings, curation)
        found = evaluation.predict(reader.read(documents), Census(ontology, curation))
    _print_evaluation(evaluation.evaluate(gold, evaluation.sure(found, settings.min_confidence)), misses, as_json)


@main.command()
@click.argument("out", type=PATH, required=False)
@click.argument("text", metavar="[NAME | SPARQL]", required=False)
@click.option("--file", "file", type=PATH, help="File that holds the query.")
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
@click.argument("out", type=PATH)
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
@click.argument("out", type=PATH)
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="Form of the output."
)
@click.option("--type", "type_name", metavar="TYPE", help="Only actors of this type, or of one below it.")
@click.option("--unlinked", is_flag=True, help="Only actors that the ontology does not know.")
def actors(out: Path, name: str | None, form: str, type_name: str | None, unlinked: bool) -> None:
    """List the actors of the graph in OUT, or explain the one that is called NAME.

    NAME is an IRI or any name or spelling. The explanation says which words stand for the actor, how often, and why.
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
        for heading, line in actor.lines():
            click.echo(f"{heading + ':':<12}{visible(line)}")
    most = REASONS_SHOWN if form == "table" else None
    _print_records(USE_COLUMNS, [use.cells(most) for use in actor.uses], actor.to_json(), form)


@main.command()
@click.argument("out", type=PATH)
@click.argument("claim_id")
def explain(out: Path, claim_id: str) -> None:
    """Show why the graph in OUT holds a claim. The beginning of its id is enough."""
    from kgraph.explain import explanation

    for heading, line in explanation(kgraph.open_graph(out).claim(claim_id)):
        click.echo(f"{heading + ':':<12}{visible(line)}")


@main.command()
@click.argument("folder", required=False, type=PATH)
@click.option("--claims", metavar="OUT", type=PATH, help="Check the claims of the graph in OUT.")
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
    type=PATH,
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


@main.command()
def extractors() -> None:
    """List the extractors, those of other packages included.

    Choose some with --extractors, or in kgraph.toml. Those that are on read by default.
    """
    from kgraph.reading.extractors import known

    rows = [
        (each.name, each.origin, "on" if each.default else "off", each.problem or each.describe) for each in known()
    ]
    print_table(("extractor", "from", "default", "description"), rows)


def _settings(
    path: Path | None,
    model: str | None,
    ontologies: tuple[Path, ...],
    processes: int | None,
    min_confidence: float | None,
    extractors: tuple[str, ...] | None,
    curation_path: Path | None,
    no_cache: bool,
) -> Config:
    """What the settings file says, with the command's options over it."""
    config = load_config(path)
    return Config(
        model=model or config.model,
        ontology=ontologies or config.ontology,
        processes=config.processes if processes is None else processes,
        min_confidence=config.min_confidence if min_confidence is None else min_confidence,
        extractors=extractors or config.extractors,
        llm=replace(config.llm, cache=False) if config.llm and no_cache else config.llm,
        curation=curation_path or config.curation,
    )


def _curation(settings: Config) -> Curation | None:
    from kgraph.reading.curation import load_curation

    return None if settings.curation is None else load_curation(settings.curation)


def _ontology(settings: Config) -> Ontology:
    from kgraph.ontology import default_folder

    return kgraph.load_ontology([default_folder(), *settings.ontology])


def _reader(ontology: Ontology, settings: Config, curation: Curation | None) -> Reader:
    options: dict[str, Any] = {"processes": settings.processes}
    if settings.model is not None:
        options["model"] = settings.model
    if settings.extractors is not None:
        from kgraph.reading.extractors import load

        options["extractors"] = load(settings.extractors, settings.llm)
    if curation is not None:
        options["curation"] = curation
    return kgraph.Reader(ontology, **options)


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


def _print_records(columns: Sequence[str], rows: list[tuple[str, ...]], data: object, form: str) -> None:
    """Lines of text as a table or as CSV, or in their place the data behind them as JSON."""
    if form == "json":
        write(json.dumps(data, ensure_ascii=False) + "\n")
    elif form == "csv":
        from kgraph.actors import as_csv

        write(as_csv(columns, rows))
    else:
        print_table(columns, rows)


def _print_queries() -> None:
    from kgraph.graph.query import named_queries

    rows = [(each.name, " ".join(each.parameters), each.about) for each in named_queries().values()]
    print_table(("query", "parameters", "about"), rows)


def _print_summary(summary: BuildSummary, out: Path) -> None:
    asserted = summary.claims - summary.negated - summary.possible
    read = summary.added + summary.replaced
    documents = "document" if read == 1 else "documents"
    click.echo(f"Read {read} {documents} ({summary.added} new, {summary.replaced} again) into {out}")
    click.echo(f"  documents  {summary.documents} with {summary.sentences} sentences")
    click.echo(f"  actors     {summary.actors} in {summary.mentions} mentions")
    click.echo(
        f"  claims     {summary.claims}: {asserted} asserted, {summary.negated} negated, {summary.possible} possible"
    )
    click.echo(f"  facts      {summary.facts}")
    folder = shlex.quote(str(out))
    click.echo(f"Next: kgraph query {folder} central, kgraph view {folder}")


def _print_tally(reader: Reader) -> None:
    """What a language model was asked, and what came of it."""
    from kgraph.reading.extractors.llm import LlmExtractor

    for extractor in reader.extractors:
        if isinstance(extractor, LlmExtractor):
            counts = ", ".join(f"{count} {what}" for what, count in sorted(extractor.tally.items()))
            click.echo(f"  llm        {counts or 'nothing asked'}")


def _print_evaluation(evaluation: Evaluation, misses: bool, as_json: bool) -> None:
    from kgraph.evaluation import report

    if as_json:
        write(json.dumps(report.figures(evaluation, misses), ensure_ascii=False, indent=1) + "\n")
        return
    for table in report.tables(evaluation):
        print_table(table.columns, table.rows)
    for line in report.misses(evaluation) if misses else ():
        click.echo(visible(line))
