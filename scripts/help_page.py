"""Writes the commands into docs/commands.md, as `--help` shows them: python scripts/help_page.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from kgraph.cli import main as kgraph

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
WIDTH = 100
_BLOCK = re.compile(r"(<!-- commands -->\n).*?(<!-- end of commands -->)", re.DOTALL)


def helps(command: click.Command = kgraph, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Every command with its help."""
    name = command.name if parent else "kgraph"
    context = click.Context(
        command, parent, name, max_content_width=WIDTH, terminal_width=WIDTH, **command.context_settings
    )
    yield context.command_path, context.get_help()
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from helps(each, context)


def filled(page: str) -> str:
    """The page with the commands of today."""
    sections = "\n".join(f"## {path}\n\n```text\n{text}\n```\n" for path, text in helps())
    return _BLOCK.sub(lambda found: f"{found[1]}\n{sections}\n{found[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
