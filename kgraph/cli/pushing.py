"""The command that brings a server up to date: push."""

from __future__ import annotations

from pathlib import Path

import click

import kgraph
from kgraph.cli.options import PATH
from kgraph.cli.summary import counted
from kgraph.terminal import progress_bar


@click.command()
@click.argument("out", type=PATH)
@click.argument("url")
@click.option("--update-url", metavar="URL", help="Where the server takes updates, if that does not follow from URL.")
@click.option("--graphs-url", metavar="URL", help="Where it speaks the graph store protocol, if it does.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def push(out: Path, url: str, update_url: str | None, graphs_url: str | None, quiet: bool) -> None:
    """Bring the SPARQL 1.1 server at URL up to date with the graph in OUT.

    URL is the server's query service, such as http://localhost:7878/query. User and password come from the environment
    variables KGRAPH_USER and KGRAPH_PASSWORD. Only what differs is sent, and documents that OUT does not hold are taken
    out. If it fails half-way, run it again.
    """
    from kgraph.graph.pushing import push as push_graph

    source = kgraph.open_graph(out)
    target = kgraph.GraphStore.on_server(url, writable=True, update_url=update_url, graphs_url=graphs_url)
    with progress_bar(quiet) as bar:
        task = bar.add_task("Comparing", total=None)
        summary = push_graph(source, target, lambda done, total: bar.update(task, completed=done, total=total))
    if quiet:
        return
    what = f"{summary.added} new, {summary.replaced} again, {summary.removed} taken out"
    click.echo(f"Pushed {counted(summary.added + summary.replaced + summary.removed)} ({what}) to {url}")
    click.echo(f"  alone      {summary.unchanged} that had not changed")
    click.echo(f"  triples    {summary.triples_added} put in, {summary.triples_removed} taken out")
