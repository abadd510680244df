"""The options that say which claims of a graph are meant, and the selection that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kgraph.graph.selection import Selection
    from kgraph.graph.store import GraphStore

# Spelt out, so that the help needs no heavy library; a test compares them with what the library knows.
BRANCHES = ("coop", "conf", "tie")
FACTUALITIES = ("asserted", "negated", "possible")
LEVELS = ("actor", "state", "officials")


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which claims, whichever document they are from."""
    for option in (
        click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out claims of less."),
        click.option(
            "--factuality",
            "factualities",
            type=click.Choice(FACTUALITIES),
            multiple=True,
            help="Only claims of this factuality. Without it, edges are those that are asserted. May be repeated.",
        ),
        click.option(
            "--branch",
            "branches",
            type=click.Choice(BRANCHES),
            multiple=True,
            help="Only this branch. May be repeated.",
        ),
        click.option(
            "--relation", "relations", metavar="NAME", multiple=True, help="Only this relation. May be repeated."
        ),
    ):
        command = option(command)
    return command


def origin_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say from which documents claims are."""
    for option in (
        click.option("--source", "sources", metavar="NAME", multiple=True, help="Only this source's. May be repeated."),
        click.option(
            "--document", "documents", metavar="ID", multiple=True, help="Only this document. May be repeated."
        ),
    ):
        command = option(command)
    return command


period_option = click.option(
    "--period", metavar="PERIOD", help="Only claims of this time, such as 2021, 2020-06/2020-09, 2021-01/.."
)
level_option = click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="actor",
    show_default=True,
    help="Actors as read, states with their bodies where these act abroad, or these and those who hold office in them.",
)


def selection_of(period: str | None = None, min_confidence: float = 0, **names: Iterable[str]) -> Selection:
    """What the options ask for; raises QueryError for a period that is none."""
    from kgraph.graph.selection import Period, Selection

    return Selection(
        period=Period.parse(period) if period is not None else None,
        min_confidence=min_confidence,
        **{name: frozenset(values) for name, values in names.items()},
    )


def tell_undated(graph: GraphStore) -> None:
    """Say on standard error how many claims are in no period, if there are any."""
    from kgraph.graph.selection import undated

    count = undated(graph)
    if count:
        click.echo(f"{count} claims have no time, nor have their documents a date; they are in no period.", err=True)
