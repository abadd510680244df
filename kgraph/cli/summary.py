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
    asserted = summary.claims - summary.negated - summary.possible
    read = summary.added + summary.replaced
    documents = "document" if read == 1 else "documents"
    click.echo(f"{verb} {read} {documents} ({summary.added} new, {summary.replaced} again) into {out}")
    click.echo(f"  documents  {summary.documents} with {summary.sentences} sentences")
    click.echo(f"  actors     {summary.actors} in {summary.mentions} mentions")
    click.echo(
        f"  claims     {summary.claims}: {asserted} asserted, {summary.negated} negated, {summary.possible} possible"
    )
    click.echo(f"  facts      {summary.facts}")
    folder = shlex.quote(str(out))
    click.echo(f"Next: kgraph query {folder} central, kgraph view {folder}")
