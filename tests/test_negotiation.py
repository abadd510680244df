"""Which media type an Accept header gets."""

from __future__ import annotations

import pytest

from kgraph.serve.negotiation import GRAPHS, HTML, JSON_LD, ROWS, TURTLE, best

JSON, XML, CSV, TSV = ROWS
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/*", CSV),
        ("text/csv;q=0.1, application/sparql-results+xml", XML),
        ("text/csv; q=0.5, text/tab-separated-values; header=present; q=0.7", TSV),
        ("application/json", JSON),
        ("application/xml", XML),
        ("application/sparql-results+json;q=0, */*", XML),
        ("text/turtle, text/csv;q=0.01", CSV),
        ("text/turtle", None),
        ("application/sparql-results+json;q=0", None),
        ("nonsense", None),
        ("text/csv;q=nonsense", CSV),
    ],
)
def test_rows(accept: str | None, expected: str | None) -> None:
    assert best(accept, tuple(ROWS)) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, HTML),
        (BROWSER, HTML),
        ("text/turtle", TURTLE),
        ("application/ld+json, text/html;q=0.5", JSON_LD),
        ("application/json", JSON_LD),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.5, text/html;q=0.5", HTML),
        ("image/png", None),
    ],
)
def test_pages(accept: str | None, expected: str | None) -> None:
    assert best(accept, (HTML, *GRAPHS)) == expected


def test_what_rdf_clients_send() -> None:
    """The headers of rdflib's store and of SPARQLWrapper."""
    assert best("application/sparql-results+xml, application/rdf+xml", tuple(ROWS)) == XML
    assert best("application/sparql-results+json,application/json,text/javascript", tuple(ROWS)) == JSON
