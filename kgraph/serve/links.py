"""Where the server shows what an IRI stands for, and which IRIs a path of the server may stand for."""

from __future__ import annotations

from urllib.parse import quote, unquote

from kgraph import vocab

ROOMS = {"actor": vocab.ACTOR, "claim": vocab.CLAIM, "document": vocab.DOCUMENT}
"""The first part of a path, with the namespace of what it shows."""

_KEPT = "%!$&'()*+,;=:@/-._~"


def page_of(iri: str) -> str | None:
    """The path of the page about an actor, claim or document of kgraph's own namespaces; None for another IRI."""
    for room, namespace in ROOMS.items():
        if iri.startswith(namespace):
            tail, hash_, fragment = iri.removeprefix(namespace).partition("#")
            return f"/{room}/{quote(tail, safe=_KEPT)}{hash_}{quote(fragment, safe=_KEPT)}"
    return None


def actor_page(iri: str) -> str:
    """The path of the page about an actor, whatever its IRI."""
    own = page_of(iri)
    return own if own is not None and own.startswith("/actor/") else f"/actor?iri={quote(iri, safe='')}"


def outside(link: str | None) -> str | None:
    """A link into the web; None if it leads elsewhere, for instance into a script."""
    return link if link is not None and link.lower().startswith(("https://", "http://")) else None


def candidates(room: str, tail: str) -> list[str]:
    """The IRIs that a path's last part may mean, as it came and as kgraph would have written it."""
    plain = unquote(tail)
    return list(dict.fromkeys(ROOMS[room] + each for each in (tail, quote(plain, safe="-._~"), plain)))
