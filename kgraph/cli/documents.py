"""How the commands that read documents take them in, and how they tell what could not be read."""

from __future__ import annotations

import functools
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.terminal import visible

if TYPE_CHECKING:
    from kgraph.documents import Collected

PARTLY = 3
"""The exit code of a command that has done its work, but could not read all documents."""
SHOWN = 20
"""Problems that are listed; of more, the rest is counted."""


def source_options(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that say which documents are meant; the command gets these as `collect`, a function.

    Calling it reads the files. What could not be read is told at the end, and so is what was left out.
    """

    @functools.wraps(command)
    def with_documents(
        *, paths: tuple[Path, ...], text_column: str | None, date: str | None, language: str, **others: Any
    ) -> None:
        from kgraph.documents import Options, collect_documents

        found: list[Collected] = []

        def collect() -> Collected:
            options = Options(text_column, date, None if language == "any" else language)
            found.append(collect_documents(paths, options))
            return found[0]

        command(collect=collect, **others)
        for collected in found:
            if not others.get("quiet"):
                _print_left_out(collected)
            if collected.problems:
                _print_problems(collected.problems)
                sys.exit(PARTLY)

    decorated: Callable[..., None] = with_documents
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


_OPTIONS = (
    click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    click.option(
        "--text-column", metavar="NAME", help="Column or field that holds the text, in tables and JSON Lines."
    ),
    click.option("--date", metavar="DATE", help="Date, like 2020-06-25, of the documents that have none of their own."),
    click.option(
        "--language",
        type=click.Choice(["en", "any"]),
        default="en",
        show_default=True,
        help="Language of the documents to read; surely other ones are left out, unless any may be read.",
    ),
)


def _print_left_out(collected: Collected) -> None:
    """Say which documents and links were passed over."""
    if collected.other_languages:
        languages = Counter(collected.other_languages.values()).most_common()
        names = ", ".join(f"{name} {number}" for name, number in languages)
        first = visible(next(iter(collected.other_languages)))
        click.echo(
            f"Left out {len(collected.other_languages)} in another language ({names}), such as {first}; "
            "--language any reads them",
            err=True,
        )
    for link in _some(collected.outside):
        click.echo(f"Not followed: {visible(link)} leads out of its folder; name what it leads to", err=True)


def _print_problems(problems: list[str]) -> None:
    click.echo(f"Not read, for {len(problems)} {'reason' if len(problems) == 1 else 'reasons'}:", err=True)
    for problem in _some(problems):
        click.echo(f"  {visible(problem)}", err=True)


def _some(lines: list[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return [*lines[:SHOWN], f"… and {rest} more"] if rest > 0 else lines
