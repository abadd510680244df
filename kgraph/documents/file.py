"""One file as the formats get it: its bytes, unpacked, with the words for where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

FREE = 10_000_000
"""Bytes to which anything may unfold."""
RATIO = 100
"""How many times its own size a larger file may unfold to. Prose packs to a third, JSON Lines to a tenth."""
LARGEST = 2_000_000_000
"""Bytes that one file may have, unfolded."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's name, which its document gets, the words for where it stands, and its bytes."""

    name: str
    where: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of the name that tells the format, in lower case."""
        return PurePath(self.name).suffix.lower()


def allowance(size: int) -> int:
    """The bytes or characters that a file of so many bytes may unfold to."""
    return min(max(FREE, RATIO * size), LARGEST)
