"""Where a SPARQL server takes what, told by the address of its query service."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kgraph.errors import StoreError

USER, PASSWORD = "KGRAPH_USER", "KGRAPH_PASSWORD"
"""The environment variables that hold the user and the password for a server."""
# What stands at the end of the query service's path in some products, and in its place for updates and graphs.
_LAYOUTS = {
    "/query": ("/update", "/store"),
    "/sparql-auth": ("/sparql-auth", "/sparql-graph-crud-auth"),
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The URLs for queries, for updates and, by the graph store protocol, for whole graphs, if there is one."""

    query: str
    update: str
    graphs: str | None


def is_url(text: str) -> bool:
    """Whether this is the address of a server, and no path."""
    return text.lower().startswith(("http://", "https://"))


def addresses(url: str, update: str | None = None, graphs: str | None = None) -> Addresses:
    """The addresses that follow from that of a server or of its query service, but for those that are given.

    An address without a path is taken for an Oxigraph server's. Raises StoreError if one cannot be an address, or holds
    a user or a password.
    """
    for each in (url, update, graphs):
        if each is not None:
            _check(each)
    if urlsplit(url).path in ("", "/"):
        url = url.rstrip("/") + "/query"
    for end, (for_updates, for_graphs) in _LAYOUTS.items():
        if url.endswith(end):
            start = url.removesuffix(end)
            return Addresses(url, update or start + for_updates, graphs or start + for_graphs)
    return Addresses(url, update or url, graphs)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(f"{url}: this is no address ({error})") from error
    if "@" in parts.netloc:
        raise StoreError(f"{parts.hostname}: give user and password in {USER} and {PASSWORD}, not in the address")
    if not is_url(url) or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise StoreError(f"{url}: this is no address of a server; write it like http://localhost:7878/query")
