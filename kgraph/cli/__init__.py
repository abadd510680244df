"""The command line: one thin function a command. Heavy libraries are imported where a command needs them."""

from __future__ import annotations

import click

import kgraph
from kgraph.cli.asking import actors, explain, query, view
from kgraph.cli.completion import completion
from kgraph.cli.evaluation import evaluate
from kgraph.cli.exchange import diff, export, import_
from kgraph.cli.group import Commands
from kgraph.cli.logs import logging_options, start_logging
from kgraph.cli.ontology import check, extractors, relations
from kgraph.cli.pushing import push
from kgraph.cli.reading import build, extract, files, remove
from kgraph.cli.seeing import network, path
from kgraph.cli.serving import serve
from kgraph.cli.telling import picture, report, timeline

__all__ = ["main"]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="See `kgraph COMMAND --help` for each command's options.",
)
@click.version_option(kgraph.__version__, prog_name="kgraph")
@logging_options
def main(verbose: int, form: str) -> None:
    """Read political news into a graph of who does what to whom.

    \b
    Example:
      kgraph build articles/ -o out
      kgraph query out who-backs-whom
      kgraph query out claims-about --set actor="Mustafa al-Kadhimi"
      kgraph network out --by betweenness
      kgraph report out -o report.html
      kgraph view out
      kgraph serve out
    """
    start_logging(verbose, form)


for _command in (
    *(build, remove, files, extract, query, view, serve, actors, explain),
    *(network, path, timeline, report, picture),
    *(export, import_, diff, push),
    *(evaluate, check, relations, extractors, completion),
):
    main.add_command(_command)
