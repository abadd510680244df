"""What the commands that write a folder print at their end."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.terminal import visible

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary
    from kgraph.curation.records import Judgement

LOST_SHOWN = 10


def print_summary(summary: BuildSummary, out: Path, verb: str = "Read") -> None:
    """Print what a build did and what the folder holds now, and what to do next."""
    alone = f"; left {summary.unchanged} alone that had not changed" if summary.unchanged else ""
    read = f"{summary.added} new, {summary.replaced} again"
    click.echo(f"{verb} {counted(summary.added + summary.replaced)} ({read}) into {out}{alone}")
    for reason, number in summary.reasons.items():
        click.echo(f"  again      {number} for {reason}")
    if summary.rejudged:
        click.echo(f"  judged     {counted(summary.rejudged)} anew, without reading")
    print_contents(summary, out)
    _print_lost(summary.lost)
    if summary.outdated and verb == "Read":
        click.echo(
            f"Note: {counted(summary.outdated)} in {out} "
            f"{'was' if summary.outdated == 1 else 'were'} read with another ontology, model or settings than these; "
            "build them again to have all read alike"
        )
    folder = shlex.quote(str(out))
    click.echo(f"Next: kgraph query {folder} central, kgraph view {folder}")


def print_contents(summary: BuildSummary, out: Path) -> None:
    """Print what the folder holds now."""
    asserted = summary.claims - summary.negated - summary.possible
    click.echo(f"  documents  {summary.documents} with {summary.sentences} sentences")
    if summary.copies:
        command = f"kgraph query {shlex.quote(str(out))} copies"
        click.echo(
            f"  copies     {summary.copies} with the text of another, counted once in facts; `{command}` lists them"
        )
    click.echo(f"  actors     {summary.actors} in {summary.mentions} mentions")
    click.echo(
        f"  claims     {summary.claims}: {asserted} asserted, {summary.negated} negated, {summary.possible} possible"
    )
    if summary.verdicts:
        wrong = summary.verdicts.get("wrong", 0)
        others = ", ".join(f"{summary.verdicts.get(name, 0)} {name}" for name in ("right", "corrected"))
        click.echo(f"  verdicts   {sum(summary.verdicts.values())} claims: {others}, {wrong} wrong and left out")
    click.echo(f"  facts      {summary.facts}")
    if not summary.files:
        command = f"kgraph files {shlex.quote(str(out))}"
        click.echo(f"  files      not written; `{command}` writes page, report, claims and TriG")


def _print_lost(lost: Sequence[Judgement]) -> None:
    """Tell the verdicts whose claim is not there."""
    if not lost:
        return
    what = "1 verdict has" if len(lost) == 1 else f"{len(lost)} verdicts have"
    click.echo(f"Note: {what} no claim in the graph; the text, its actors or what is read from it have changed:")
    for judgement in lost[:LOST_SHOWN]:
        click.echo(f"  {visible(f'{judgement.document}: {judgement.says} in “{judgement.sentence}”')}")
    if len(lost) > LOST_SHOWN:
        click.echo(f"  and {len(lost) - LOST_SHOWN} more")


def counted(documents: int) -> str:
    """A number of documents in words."""
    return f"{documents} {'document' if documents == 1 else 'documents'}"
