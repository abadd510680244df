"""What the commands that write a folder print at their end."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary


def print_summary(summary: BuildSummary, out: Path, verb: str = "Read") -> None:
    """Print what a build did and what the folder holds now, and what to do next."""
    alone = f"; left {summary.unchanged} alone that had not changed" if summary.unchanged else ""
    read = f"{summary.added} new, {summary.replaced} again"
    click.echo(f"{verb} {counted(summary.added + summary.replaced)} ({read}) into {out}{alone}")
    for reason, number in summary.reasons.items():
        click.echo(f"  again      {number} for {reason}")
    print_contents(summary, out)
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
    click.echo(f"  facts      {summary.facts}")
    if not summary.files:
        command = f"kgraph files {shlex.quote(str(out))}"
        click.echo(f"  files      not written; `{command}` writes page, report, claims and TriG")


def counted(documents: int) -> str:
    """A number of documents in words."""
    return f"{documents} {'document' if documents == 1 else 'documents'}"
