"""Graphs in memory from readings made by hand, hostile ones among them."""

from __future__ import annotations

from conftest import make_ontology
from made_claims import HOSTILE, actor, make_claim

from kgraph.graph.store import GraphStore
from kgraph.model import Claim, Document, Identities, Reading

STRANGE = [
    *HOSTILE,
    'it\'s a "quote", a \\ and a \\u0027 and a \\\\u0027',
    "two\nlines\r\nand\ta tab",
    "bell \x07 escape \x1b delete \x7f next line \x85",
    "'; MATCH (n) DETACH DELETE n; // ${x} $y `z`",
    '=HYPERLINK("https://example.org")',
    "+1, -1 and @SUM(A1)",
    "Ελλάδα, 日本, עברית, 😀 e\u0301",
]
"""Texts that some format or program might take for something else than text."""


def graph_of(*readings: Reading, identities: Identities | None = None) -> GraphStore:
    """A graph in memory that holds the readings, with the ontology made by hand."""
    store = GraphStore()
    store.put_readings(readings)
    claims = [claim.identified(identities or {}) for reading in store.readings() for claim in reading.claims]
    store.put_facts(claims, identities)
    store.put_ontology(make_ontology())
    return store


def reading_of(*claims: Claim, **fields: str) -> Reading:
    """A reading of claims of one document, whose text is what they quote, with blanks between."""
    text = ""
    for claim in sorted(claims, key=lambda claim: claim.sentence.start):
        text = text.ljust(claim.sentence.start)[: claim.sentence.start] + claim.sentence.text
    return Reading(Document(claims[0].doc, text, **fields), (), (), claims)


def strange_graph() -> GraphStore:
    """Every strange text as the label and in the sentence of a claim, and as the name and source of its document."""
    return graph_of(
        *(
            reading_of(
                make_claim(actor(text), "attacks", actor("Iraq"), words=text, before=text, after=text, doc=text),
                source=text,
                title=text,
            )
            for text in STRANGE
        )
    )
