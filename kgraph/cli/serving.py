"""The command that serves a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import PATH
from kgraph.errors import ServeError

NEEDED = ("starlette", "uvicorn", "anyio", "jinja2", "markdown_it")


@click.command()
@click.argument("out", type=PATH)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds that an answer may take.",
)
@click.option(
    "--max-rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(min=1),
    help="Rows or triples that an answer may have.",
)
@click.option("--writable", is_flag=True, help="Let clients change the graph by SPARQL updates.")
@click.option(
    "--cors",
    metavar="ORIGIN",
    multiple=True,
    help="Web site whose pages may ask, such as https://example.org. May be repeated.",
)
def serve(
    out: Path, host: str, port: int, timeout: float, max_rows: int, writable: bool, cors: tuple[str, ...]
) -> None:
    """Serve the graph in OUT: SPARQL at /sparql, a query page, and a page for each actor, claim and document.

    Only this machine can reach it, unless --host says otherwise. Ctrl-C ends it.
    """
    try:
        from kgraph.serve.server import run
        from kgraph.serve.settings import Settings
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in NEEDED:
            raise
        raise ServeError(f"{library} is not installed; run `pip install 'kgraph[serve]'`") from error

    settings = Settings(out, host, port, timeout, max_rows, writable, cors)
    if not settings.is_local:
        change = "read and change" if writable else "read"
        click.echo(f"Warning: whoever can reach {host} can {change} the graph; there is no password.", err=True)
    run(settings, lambda url: click.echo(f"Serving {out} at {url} (Ctrl-C ends it)"))
