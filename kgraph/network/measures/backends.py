"""networkx's backends, passed through: what computes is chosen by the caller, else by networkx's own settings."""

from __future__ import annotations

from typing import Any


def on(backend: str | None) -> dict[str, Any]:
    """The argument that has a function of networkx computed by a backend; none if none is named."""
    return {} if backend is None else {"backend": backend}
