"""The commands that bring documents in and out: build, remove, files and extract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

import kgraph
from kgraph import vocab
from kgraph.cli.options import (
    PATH,
    files_option,
    keeping_options,
    load_curation,
    load_ontology,
    make_reader,
    reading_options,
)
from kgraph.cli.summary import counted, print_contents, print_summary
from kgraph.config import Config
from kgraph.terminal import progress_bar, write

if TYPE_CHECKING:
    from kgraph.clusters.dask import DaskReader
    from kgraph.reading import Reader


quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", required=True, type=PATH, help="Folder to build, or to add to.")
@reading_options
@click.option("--fresh", is_flag=True, help="Start anew: drop the documents that the folder holds already.")
@click.option("--again", is_flag=True, help="Read documents again even if nothing has changed.")
@click.option(
    "--infer", is_flag=True, help="Write what follows from the facts by the ontology, into a graph of its own."
)
@click.option("--engine", type=click.Choice(["here", "dask"]), default="here", help="Read here, or on a Dask cluster.")
@click.option("--scheduler", metavar="ADDRESS", help="Address of the Dask cluster, such as tcp://10.0.0.5:8786.")
@files_option
@quiet_option
def build(
    paths: tuple[Path, ...],
    out: Path,
    settings: Config,
    fresh: bool,
    again: bool,
    infer: bool,
    engine: str,
    scheduler: str | None,
    files: bool | None,
    quiet: bool,
) -> None:
    """Read documents into the folder OUT.

    PATH is a text, Markdown or JSONL file, or a folder of these. OUT then holds the store for `kgraph query`, and
    graph.trig, claims.jsonl, graph.html and report.md. Building into it again adds documents. Those that it holds are
    read again only if they have changed, or the ontology, the model or the settings have.
    """
    from kgraph.builder import check_folder

    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together.")
    documents = kgraph.read_documents(paths)
    check_folder(out, fresh)
    curation = load_curation(settings)
    ontology = load_ontology(settings.ontology)
    reader = make_reader(ontology, settings, curation)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Reading", total=len(documents))
        summary = kgraph.build(
            documents,
            out,
            _on_cluster(reader, scheduler) if scheduler else reader,
            ontology,
            lambda done, total: bar.update(task, completed=done, description="Reading" if done < total else "Writing"),
            min_confidence=settings.min_confidence,
            fresh=fresh,
            again=again,
            curation=curation,
            infer=infer,
            files=files,
        )
    if not quiet:
        print_summary(summary, out)
        if infer:
            click.echo(f"What follows from the facts stands in GRAPH <{vocab.GRAPH_INFERRED}>")
        if settings.extractors is not None:
            _print_tally(reader)


@click.command()
@click.argument("out", type=PATH)
@click.argument("docs", metavar="DOC...", nargs=-1, required=True)
@keeping_options
@files_option
@quiet_option
def remove(out: Path, docs: tuple[str, ...], settings: Config, files: bool | None, quiet: bool) -> None:
    """Take documents out of the folder OUT, with all that only they say.

    DOC is a document's name, as `kgraph query OUT documents` lists it. Name the ontology and the curation that OUT was
    built with.
    """
    from kgraph.builder import remove as remove_documents

    summary = remove_documents(
        docs, out, load_ontology(settings.ontology), curation=load_curation(settings), files=files
    )
    if not quiet:
        click.echo(f"Removed {counted(summary.removed)} from {out}")
        print_contents(summary, out)


@click.command()
@click.argument("out", type=PATH)
@keeping_options
def files(out: Path, settings: Config) -> None:
    """Write graph.trig, claims.jsonl, graph.html and report.md into the folder OUT.

    `kgraph build` does so itself while the graph is small or much of it is new.
    """
    from kgraph.files import FILES, write_files

    write_files(out, load_ontology(settings.ontology))
    click.echo(f"Wrote {', '.join(FILES)} into {out}")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="Form of the output.")
@click.option("--mentions", is_flag=True, help="Print the mentions of actors in place of the claims.")
@reading_options
def extract(paths: tuple[Path, ...], form: str, mentions: bool, settings: Config) -> None:
    """Print the claims of documents, a JSON object a line, once all are read and spellings have met across them."""
    from kgraph.builder import confident, records
    from kgraph.reading.actors.identity import Census

    curation = load_curation(settings)
    documents = kgraph.read_documents(paths)
    ontology = load_ontology(settings.ontology)
    reader = make_reader(ontology, settings, curation)
    readings = confident(reader.read(documents), settings.min_confidence)
    for record in records(readings, Census(ontology, curation), mentions):
        write(json.dumps(record, ensure_ascii=False) + "\n")


def _on_cluster(reader: Reader, scheduler: str) -> DaskReader:
    from kgraph.clusters.dask import DaskReader

    return DaskReader(reader, scheduler)


def _print_tally(reader: Reader) -> None:
    """What a language model was asked, and what came of it."""
    from kgraph.reading.extractors.llm import LlmExtractor

    for extractor in reader.extractors:
        if isinstance(extractor, LlmExtractor):
            counts = ", ".join(f"{count} {what}" for what, count in sorted(extractor.tally.items()))
            click.echo(f"  llm        {counts or 'nothing asked'}")
