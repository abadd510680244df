"""A report as one web page that loads nothing and runs nothing."""

from __future__ import annotations

import html
from collections.abc import Iterator

from kgraph.report.blocks import Block, Heading, Line, Listing, Paragraph, Quote, Report, Strong, Table
from kgraph.report.texts import inner, plain

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; } h2 { font-size: 1.3rem; margin-top: 2.2rem; border-bottom: 1px solid #8886; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: .25rem .7rem; text-align: left; border-bottom: 1px solid #8884; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
li { margin: .5rem 0; } blockquote { margin: .2rem 0 .2rem 1rem; } cite { opacity: .75; font-style: normal; }
@media print { body { max-width: none; } li, tr { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(report: Report) -> str:
    """The report as HTML, in which nothing that comes from a text is markup."""
    title = _text(report.title)
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>"
    )
    body = "\n".join(line for block in report.blocks for line in _block(block))
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n'
    return f"{head}<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h2>{_text(block.text)}</h2>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_line(block.line)}</p>"
    elif isinstance(block, Table):
        yield f"<table>\n<tr>{''.join(f'<th>{_text(column)}</th>' for column in block.columns)}</tr>"
        for row in block.rows:
            yield f"<tr>{''.join(map(_cell, row))}</tr>"
        yield "</table>"
    else:
        yield from _listing(block)


def _listing(listing: Listing) -> Iterator[str]:
    tag = "ol" if listing.numbered else "ul"
    yield f"<{tag}>"
    for item in listing.items:
        below = "".join(f"<blockquote>{_quote(quote)}</blockquote>" for quote in item.below)
        yield f"<li>{_line(item.line)}{below}</li>"
    yield f"</{tag}>"


def _cell(value: str | int) -> str:
    return f'<td class="number">{value}</td>' if isinstance(value, int) else f"<td>{_text(value)}</td>"


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line)


def _part(part: str | Strong | Quote) -> str:
    if isinstance(part, Strong):
        return f"<strong>{_text(part.text)}</strong>"
    return _quote(part) if isinstance(part, Quote) else html.escape(inner(part))


def _quote(quote: Quote) -> str:
    return f"“{_text(quote.text)}” <cite>({_text(quote.origin)})</cite>"


def _text(text: str) -> str:
    return html.escape(plain(text))
