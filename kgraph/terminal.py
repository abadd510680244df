"""What the commands show on a terminal: tables, the progress bar, and text made safe to show."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

WIDTH_WITHOUT_TERMINAL = 200
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""The characters that turn the direction of what follows."""


def print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table on standard output; every cell is text, and no markup."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for column in columns:
        table.add_column(Text(visible(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    _console().print(table)


def progress_bar(quiet: bool) -> Progress:
    """A progress bar on standard error, which shows nothing if `quiet` or if that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
    )


def write(text: str) -> None:
    """Write text to standard output at once and as it stands: UTF-8, and CSV's line ends kept."""
    click.echo(text.encode(), nl=False)


def visible(text: str) -> str:
    """The text on one line, without the characters that would steer a terminal or turn the direction of writing."""
    line = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(character) else character for character in line)


def _steers(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in ("Cc", "Cs")


def _console() -> Console:
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=WIDTH_WITHOUT_TERMINAL)
