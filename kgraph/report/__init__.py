"""The claims as a report that one can send on: who is central, who stands with and against whom, what is contested,
what is denied, and when; with the sentences as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgraph.model import Claim, Document
from kgraph.ontology import Ontology
from kgraph.report.blocks import Report
from kgraph.report.contents import contents
from kgraph.report.html import page
from kgraph.report.markdown import escape, markdown

__all__ = ["Report", "contents", "escape", "markdown", "page", "render", "render_html"]


def render(claims: Iterable[Claim], ontology: Ontology, documents: Mapping[str, Document] | None = None) -> str:
    """The report as Markdown; the documents by id give sources and dates. The same claims in any order give the same
    text."""
    return markdown(contents(claims, ontology, documents))


def render_html(claims: Iterable[Claim], ontology: Ontology, documents: Mapping[str, Document] | None = None) -> str:
    """The same as one web page that loads nothing and runs nothing."""
    return page(contents(claims, ontology, documents))
