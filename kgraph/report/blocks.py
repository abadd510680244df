"""What a report is made of, whichever the format: headings, paragraphs, tables and lists, with quotes as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence and where it stands: who says so, in which document, from which source, of which date."""

    text: str
    origin: str


Line = tuple["str | Strong | Quote", ...]
"""Words in a row. Texts are as they are; a writer escapes them for its format."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the names of its columns."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | int]]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what stands below it."""

    line: Line
    below: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with numbers if `numbered`."""

    items: Sequence[Item]
    numbered: bool = False


Block = Heading | Paragraph | Table | Listing


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its title."""

    title: str
    blocks: tuple[Block, ...]
