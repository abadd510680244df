"""Running the commands in tests."""

from __future__ import annotations

from click.testing import CliRunner, Result

from kgraph.cli import main


def run(*arguments: object) -> Result:
    """What a command prints, and its exit code."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def fails(result: Result, *words: str) -> None:
    """One line on standard error, nothing on standard output, exit code 2."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1
    for word in words:
        assert word in result.stderr
