"""The commands that read documents: build and extract."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

import kgraph
from kgraph import vocab
from kgraph.cli.options import PATH, load_curation, load_ontology, make_reader, reading_options
from kgraph.config import Config
from kgraph.terminal import progress_bar, write

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary
    from kgraph.reading import Reader


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", required=True, type=PATH, help="Folder to build, or to add to.")
@reading_options
@click.option("--fresh", is_flag=True, help="Start anew: drop the documents that the folder holds already.")
@click.option(
    "--infer", is_flag=True, help="Write what follows from the facts by the ontology, into a graph of its own."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def build(paths: tuple[Path, ...], out: Path, settings: Config, fresh: bool, infer: bool, quiet: bool) -> None:
    """Read documents into the folder OUT.

    PATH is a text, Markdown or JSONL file, or a folder of these. OUT then holds the store for `kgraph query`, and
    graph.trig, claims.jsonl, graph.html and report.md. Building into it again adds documents, or replaces those of
    the same name.
    """
    from kgraph.builder import check_folder

    documents = kgraph.read_documents(paths)
    check_folder(out)
    curation = load_curation(settings)
    ontology = load_ontology(settings.ontology)
    reader = make_reader(ontology, settings, curation)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Reading", total=len(documents))
        summary = kgraph.build(
            documents,
            out,
            reader,
            ontology,
            lambda done, total: bar.update(task, completed=done, description="Reading" if done < total else "Writing"),
            min_confidence=settings.min_confidence,
            fresh=fresh,
            curation=curation,
            infer=infer,
        )
    if not quiet:
        _print_summary(summary, out)
        if infer:
            click.echo(f"What follows from the facts stands in GRAPH <{vocab.GRAPH_INFERRED}>")
        if settings.extractors is not None:
            _print_tally(reader)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="Form of the output.")
@click.option("--mentions", is_flag=True, help="Print the mentions of actors in place of the claims.")
@reading_options
def extract(paths: tuple[Path, ...], form: str, mentions: bool, settings: Config) -> None:
    """Print the claims of documents, a JSON object a line, once all are read and spellings have met across them."""
    from kgraph.builder import confident, records
    from kgraph.reading.identity import Census

    curation = load_curation(settings)
    documents = kgraph.read_documents(paths)
    ontology = load_ontology(settings.ontology)
    reader = make_reader(ontology, settings, curation)
    readings = confident(reader.read(documents), settings.min_confidence)
    for record in records(readings, Census(ontology, curation), mentions):
        write(json.dumps(record, ensure_ascii=False) + "\n")


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
