"""Templates to HTML. Every text is escaped; no template marks any as safe but the report, which a parser has made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from kgraph import vocab
from kgraph.serve import links

HERE = Path(__file__).parent


def render(template: str, **values: object) -> str:
    """A page of the server."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        page_of=links.page_of, actor_page=links.actor_page, outside=links.outside, claim_iri=vocab.claim_iri
    )
    environment.globals.update(document_iri=vocab.document_iri, shorten=vocab.shorten)
    return environment
