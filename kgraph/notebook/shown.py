"""A page and a picture inside a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

HEIGHT = 650
"""Pixels."""


@dataclass(frozen=True, slots=True)
class Page:
    """A self-contained web page; a notebook shows it in a frame."""

    html: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return where it is."""
        return _saved(self.html, path)

    def _repr_html_(self) -> str:
        # The frame may run the page's script, and has nothing in common with the notebook around it.
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="allow-scripts allow-downloads" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<page of {len(self.html):,} characters; .save(path) writes it to a file>"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG."""

    svg: str

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file, and return where it is."""
        return _saved(self.svg, path)

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return "<picture; .save(path) writes it to a file>"


def _saved(text: str, path: str | Path) -> Path:
    path = Path(path)
    path.write_text(text, encoding="utf-8")
    return path.resolve()
