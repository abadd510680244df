"""From replies and errors to HTTP responses, and what requests find in the application."""

from __future__ import annotations

import logging
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kgraph.errors import KGraphError, QueryError
from kgraph.serve.negotiation import HTML, best
from kgraph.serve.render import render
from kgraph.serve.security import HEADERS
from kgraph.serve.settings import Settings
from kgraph.serve.tasks import NotAcceptableError, Reply
from kgraph.serve.workers import Workers
from kgraph.terminal import visible

_LINES = {
    "Not Found": "there is nothing here; there are /query, /actors, /documents, /graph, /report and /sparql",
    "Method Not Allowed": "this can only be read",
}
"""What to say in place of Starlette's own words."""

_LOG = logging.getLogger("kgraph.serve")


def settings_of(request: Request) -> Settings:
    """What the server was told when it started."""
    return cast(Settings, request.app.state.settings)


def workers_of(request: Request) -> Workers:
    """The processes that answer."""
    return cast(Workers, request.app.state.workers)


def response(reply: Reply) -> Response:
    """A reply as an HTTP response; what it looks like hangs on the Accept header."""
    headers = {"Vary": "Accept", **reply.headers}
    if reply.status == 204:
        return Response(status_code=204, headers=headers)
    return Response(reply.body, reply.status, headers, media_type=reply.media_type)


async def told(request: Request, error: Exception) -> Response:
    """An error in one line, as text, or as a page for who prefers one."""
    headers = None
    if isinstance(error, HTTPException):
        status, headers = error.status_code, error.headers
        line = _LINES.get(error.detail, error.detail)
        if status == 405 and request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    elif isinstance(error, QueryError):
        status, line = 400, str(error)
    elif isinstance(error, NotAcceptableError):
        status, line = 406, str(error)
    elif isinstance(error, KGraphError):  # too slow, or the store is in use or gone
        status, line = 503, str(error)
    else:
        _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        status, line = 500, "something went wrong; the server's own output says what"
    return _error(request, status, visible(line), dict(headers or {}))


def _error(request: Request, status: int, line: str, headers: dict[str, str]) -> Response:
    headers = {**HEADERS, **headers, "Vary": "Accept"}  # an error of our own passes no middleware
    if best(request.headers.get("accept"), ("text/plain", HTML)) == HTML:
        return Response(render("error.html", status=status, line=line), status, headers, media_type=HTML)
    return Response(line + "\n", status, headers, media_type="text/plain")
