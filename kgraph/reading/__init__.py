"""Reading: documents in, mentions and claims out. spaCy stays behind this wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.reading.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> object:
    # Loaded when it is asked for: the rooms of names beside it are used without spaCy.
    if name != "Reader":
        raise AttributeError(f"module 'kgraph.reading' has no attribute '{name}'")
    from kgraph.reading.reader import Reader

    return Reader
