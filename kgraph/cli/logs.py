"""What the library logs, on standard error: as lines to read, or as JSON objects for a program."""

from __future__ import annotations

import datetime
import json
import logging
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from kgraph.terminal import visible

LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)
FORMS = ("text", "json")

Function = TypeVar("Function", bound=Callable[..., Any])


def logging_options(command: Function) -> Function:
    """The options of `kgraph` itself that say what is logged, and how."""
    command = click.option(
        "--log-format",
        "form",
        type=click.Choice(FORMS),
        default="text",
        envvar="KGRAPH_LOG_FORMAT",
        show_envvar=True,
        help="Form of the log: lines to read, or a JSON object a line.",
    )(command)
    return click.option(
        "-v", "--verbose", count=True, help="Log on standard error what is done; twice, in detail. Before the command."
    )(command)


def start_logging(verbosity: int, form: str) -> None:
    """Have kgraph's log go to standard error, from warnings on, or more of it the higher the verbosity."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines() if form == "json" else _Lines())
    log = logging.getLogger("kgraph")
    log.handlers[:] = [handler]
    log.setLevel(LEVELS[min(verbosity, len(LEVELS) - 1)])
    log.propagate = False


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """The record on one line, made safe for a terminal."""
        line = f"{_when(record)} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        return visible(f"{line} {_trace(self, record)}").rstrip()


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """The record as a JSON object."""
        data = {
            "time": _when(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            data["exception"] = _trace(self, record)
        return json.dumps(data, ensure_ascii=False)


def _when(record: logging.LogRecord) -> str:
    """When it was logged, in UTC, as ISO 8601 to the millisecond."""
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return formatter.formatException(record.exc_info) if record.exc_info else ""
