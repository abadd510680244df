"""How every command ends: cleanly on kgraph's errors, on the system's, on Ctrl-C and on a closed pipe."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from kgraph.errors import KGraphError
from kgraph.terminal import visible


class Commands(click.Group):
    """A group whose commands tell an error in one line and leave no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # an encoding without arrows shows a question mark for one
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KGraphError as error:
            raise _OneLineError(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            _drop_output()  # whoever read has had enough
            ctx.exit(0)
        except OSError as error:  # a full disk, a folder that may not be read
            _drop_output()
            what = error.strerror or str(error)
            raise _OneLineError(f"{error.filename}: {what}" if error.filename else what) from error


class _OneLineError(click.ClickException):
    """One of kgraph's own errors, as a line on standard error."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"Error: {visible(self.message)}", file=file or sys.stderr)


def _drop_output() -> None:
    """Send nowhere what standard output cannot take: it must not raise again when Python flushes at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
