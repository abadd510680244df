"""A push to be killed, in small steps. Run as `python push_for_killing.py OUT URL`."""

from __future__ import annotations

import sys

import kgraph
from kgraph.graph import pushing
from kgraph.graph.engines import remote


def main(out: str, url: str) -> None:
    """Push, a graph a step and few triples a request."""
    pushing.STEP_QUADS = 1
    remote.BATCH = 20
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pushing.push(kgraph.open_graph(out), kgraph.GraphStore.on_server(url, writable=True))
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
