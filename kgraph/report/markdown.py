"""A report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.report.blocks import Block, Heading, Line, Listing, Paragraph, Quote, Report, Strong, Table
from kgraph.report.texts import inner, plain

_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~!$])")


def markdown(report: Report) -> str:
    """The report as Markdown, in which nothing that comes from a text is markup."""
    parts = [f"# {escape(report.title)}", *("\n".join(_block(block)) for block in report.blocks)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text on one line, with all that Markdown or HTML would read as markup made harmless."""
    return _escaped(plain(text))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {escape(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.line)
    elif isinstance(block, Table):
        yield f"| {' | '.join(block.columns)} |"
        yield f"|{'---|' * len(block.columns)}"
        for row in block.rows:
            yield f"| {' | '.join(escape(str(cell)) for cell in row)} |"
    else:
        yield from _listing(block)


def _listing(listing: Listing) -> Iterator[str]:
    for number, item in enumerate(listing.items, start=1):
        sign = f"{number}." if listing.numbered else "-"
        # Two blanks at the end break the line.
        lines = [_line(item.line), *map(_quote, item.below)]
        yield f"{sign} " + f"  \n{' ' * (len(sign) + 1)}".join(lines)


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line)


def _part(part: str | Strong | Quote) -> str:
    if isinstance(part, Strong):
        return f"**{escape(part.text)}**"
    return _quote(part) if isinstance(part, Quote) else _escaped(inner(part))


def _quote(quote: Quote) -> str:
    return f"“{escape(quote.text)}” ({escape(quote.origin)})"


def _escaped(line: str) -> str:
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", line)
