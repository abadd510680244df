"""The running server: its socket, and how it ends."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn

from kgraph.errors import ServeError
from kgraph.graph.folder import open_graph
from kgraph.serve.app import make_app
from kgraph.serve.settings import Settings

MOST_REQUESTS = 200
"""Requests that may be under way at once; further ones are told to come again."""

GRACE = 2
"""Seconds that the requests under way get at the end."""


def run(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `started` is told the server's URL. Raises StoreError and ServeError."""
    open_graph(settings.out).close()
    with _socket(settings.host, settings.port) as listening:
        url = _url(settings.host, listening.getsockname()[1])
        app = make_app(settings)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                lifespan="on",
                limit_concurrency=MOST_REQUESTS,
                timeout_graceful_shutdown=GRACE,
            )
        )
        # Before Python 3.12 it warns of worker processes that have ended while the server does.
        logging.getLogger("asyncio").setLevel(logging.ERROR)
        app.state.started = lambda: started(url)
        with _signals(server), suppress(SystemExit):  # which uvicorn raises if the store cannot be opened
            server.run(sockets=[listening])
        if app.state.failure is not None:
            raise app.state.failure


@contextmanager
def _signals(server: uvicorn.Server) -> Iterator[None]:
    """Let the signals that end a process end the server; uvicorn raises them again when it has ended, for nothing."""

    def stop(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
