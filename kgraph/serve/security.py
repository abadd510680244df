"""What every response says to the browser, and which requests are turned away before anything looks at them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgraph.serve.settings import LONGEST_BODY

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NETWORK_POLICY = (
    "sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'none'"
)
"""For the network page, which brings a stricter policy of its own: its scripts can reach nothing of this server.

It may save its picture, and open the pages of documents beside it.
"""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What every response has, unless what answers has said otherwise."""

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class SecurityHeaders:
    """Adds the headers that keep a browser from running, framing or guessing at anything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class LocalNames:
    """Turns away requests to another name than this machine's own.

    A web page whose name suddenly leads to 127.0.0.1 could otherwise read the graph as if it were its own server.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app = app
        self.names = _LOCAL_NAMES | {host, f"[{host}]"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "http" and _name(Headers(scope=scope).get("host", "")) not in self.names:
            refusal = PlainTextResponse("this server goes by the name of localhost only\n", 400)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


class BodyLimit:
    """Answers 413 to a body that is too long, by its Content-Length or as soon as so much has come."""

    def __init__(self, app: ASGIApp, most: int = LONGEST_BODY) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self.most:
            await PlainTextResponse(self._line(), 413, {"Connection": "close"})(scope, receive, send)
            return
        come = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > self.most:
                raise HTTPException(413, self._line().strip())
            return message

        await self.app(scope, counted, send)

    def _line(self) -> str:
        return f"the request's body is longer than {self.most:,} bytes\n"


def _name(host: str) -> str:
    """The host of a Host header, without the port."""
    end = host.find("]") + 1 if host.startswith("[") else host.find(":")
    return (host[:end] if end > 0 else host).lower()
