"""The running server: its socket, and how it ends."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from kgraph.errors import ServeError
from kgraph.graph.store import STORE, GraphStore, open_graph
from kgraph.serve.app import make_app
from kgraph.serve.settings import Settings

MOST_REQUESTS = 200
"""Requests that may be under way at once; further ones are told to come again."""

GRACE = 2
"""Seconds that the requests under way get at the end."""


def run(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `started` is told the server's URL. Raises StoreError and ServeError before it begins."""
    open_graph(settings.out).close()
    if settings.writable:
        GraphStore.open(settings.out / STORE).close()
    with _socket(settings.host, settings.port) as listening:
        config = uvicorn.Config(
            make_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="on",
            limit_concurrency=MOST_REQUESTS,
            timeout_graceful_shutdown=GRACE,
        )
        started(_url(settings.host, listening.getsockname()[1]))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    """A listening socket; raises ServeError."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServeError(f"port {port} of {host} is in use; name another with --port") from error
        if error.errno == errno.EACCES:
            raise ServeError(
                f"port {port} needs the administrator's rights; name one above 1023 with --port"
            ) from error
        why = error.strerror or str(error)
        raise ServeError(f"{host} is no address of this machine ({why}); name another with --host") from error


def _url(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
