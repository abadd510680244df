"""The commands that tell what a graph holds: timeline, report and picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import kgraph
from kgraph.cli.filters import filter_options, level_option, origin_options, period_option
from kgraph.cli.options import PATH, format_option
from kgraph.cli.part import Part
from kgraph.errors import QueryError
from kgraph.terminal import print_table, write

if TYPE_CHECKING:
    from kgraph.network.timeline import Event

STDOUT = Path("-")
SENTENCE_SHOWN = 160
PICTURES = ("network", "timeline")
COLUMNS = ("when", "subject", "relation", "object", "factuality", "said by", "sentence", "document", "claim")


@click.command()
@click.argument("out", type=PATH)
@click.argument("a", required=False)
@click.argument("b", required=False)
@format_option
@period_option
@origin_options
@filter_options
def timeline(out: Path, a: str | None, b: str | None, form: str, period: str | None, **filters: Any) -> None:
    """Show the claims in OUT in the order of time: all, those about actor A, or those between A and B.

    A and B are IRIs or any names or spellings. A claim's time is the one that its text gives, else its document's date.
    """
    from kgraph.network.timeline import timeline

    part = Part(kgraph.open_graph(out), filters)
    ends = [part.actor(name) for name in (a, b) if name is not None]
    found = timeline(part.claims(period), part.documents, *ends)
    rows = [_row(event, part, SENTENCE_SHOWN if form == "table" else None) for event in found.events]
    if form == "json":
        write(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False) + "\n")
    elif form == "csv":
        from kgraph.graph.answers import as_csv

        write(as_csv(COLUMNS, rows))
    else:
        print_table(COLUMNS, rows)
    if found.undated:
        click.echo(f"{found.undated} more claims have no time, nor have their documents a date", err=True)


@click.command()
@click.argument("out", type=PATH)
@click.option(
    "-o", "--output", "target", type=PATH, default=STDOUT, help="File .html or .md; - is standard output, as Markdown."
)
@period_option
@origin_options
@filter_options
def report(out: Path, target: Path, period: str | None, **filters: Any) -> None:
    """Write a report on OUT, or on a part of it, that a reader can send on, with sentences as evidence."""
    from kgraph.exchange.files import new_files
    from kgraph.report import render, render_html

    makers: dict[str, Callable[..., str]] = {".html": render_html, ".htm": render_html, ".md": render, "": render}
    maker = makers.get(target.suffix.lower())
    if maker is None:
        raise QueryError(f"{target}: a report is .html or .md")
    part = Part(kgraph.open_graph(out), filters)
    text = maker(part.claims(period), part.ontology, part.documents)
    if target == STDOUT:
        write(text)
        return
    with new_files([target]) as (file,):
        file.write(text.encode())
    click.echo(f"Wrote {target}", err=True)


@click.command()
@click.argument("out", type=PATH)
@click.option("-o", "--output", "target", type=PATH, required=True, help="File .svg, .png or .pdf.")
@click.option(
    "--of", "what", type=click.Choice(PICTURES), default="network", show_default=True, help="What the picture shows."
)
@click.option("--about", metavar="NAME", multiple=True, help="This actor and those around it. May be repeated.")
@click.option("--top", type=click.IntRange(min=2), default=25, show_default=True, help="With network: so many actors.")
@level_option
@period_option
@origin_options
@filter_options
def picture(
    out: Path,
    target: Path,
    what: str,
    about: tuple[str, ...],
    top: int,
    level: str,
    period: str | None,
    **filters: Any,
) -> None:
    """Draw the network of OUT, or its course of time, for a paper.

    \b
    kgraph picture out -o network.svg
    kgraph picture out -o kadhimi.png --about "Mustafa al-Kadhimi" --top 15
    kgraph picture out -o time.pdf --of timeline --about Iran --about "United States"

    NAME is an IRI or any name or spelling. A timeline is about one actor, or what is between two. Needs matplotlib:
    pip install 'kgraph[plot]'.
    """
    from kgraph.exchange.files import new_files
    from kgraph.network.timeline import months, timeline
    from kgraph.picture import network_picture, timeline_picture

    form = target.suffix.lower().removeprefix(".")
    part = Part(kgraph.open_graph(out), filters)
    if what == "network":
        drawn = part.network(period, level)
        image = network_picture(drawn, form, top=top, about=[part.actor_in(drawn, name) for name in about])
    else:
        if len(about) > 2:
            raise click.UsageError("A timeline is about one actor or two.")
        events = timeline(part.asserted(period), part.documents, *map(part.actor, about)).events
        image = timeline_picture(months(events, part.ontology), form, title=" – ".join(about))
    with new_files([target]) as (file,):
        file.write(image)
    click.echo(f"Wrote {target}", err=True)


def _row(event: Event, part: Part, length: int | None) -> list[str]:
    """The event in the columns of the table; its sentence is cut to some length, if one is given."""
    from kgraph.report.evidence import excerpt, speaker

    claim = event.claim
    return [
        event.when,
        claim.subject.actor.label,
        part.ontology.label_of(claim.relation),
        claim.object.actor.label,
        claim.factuality.value,
        speaker(claim, part.documents),
        excerpt(claim, length) if length is not None else claim.sentence.text,
        claim.doc,
        claim.id,
    ]
