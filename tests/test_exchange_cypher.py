"""The Cypher script: its literals are read back by a lexer that knows the language's escapes and nothing else."""

from __future__ import annotations

import re

import pytest
from conftest import BACKING, RAIDS
from made_graphs import STRANGE, graph_of, strange_graph

from kgraph import vocab
from kgraph.exchange import edges_of
from kgraph.exchange.cypher import literal, statements
from kgraph.graph.store import GraphStore

ESCAPES = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
STRING = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
VALUE = r"(?:''|-?[\d.e+-]+|null)"
"""A number or null, or a text of which the words are taken out."""
MERGE_NODE = re.compile(rf"MERGE \(a:Actor \{{id: ''\}}\) SET (a\.\w+ = {VALUE}, )+a:`\w+`;")
MERGE_EDGE = re.compile(
    rf"MATCH \(a:Actor \{{id: ''\}}\), \(b:Actor \{{id: ''\}}\) "
    rf"MERGE \(a\)-\[r:`\w+` \{{id: ''\}}\]->\(b\) SET r\.\w+ = {VALUE}(, r\.\w+ = {VALUE})*;"
)


def resolved(text: str, pairs: bool) -> str:
    """What older parsers make of `\\uXXXX` before they read; `pairs` if they leave alone what an escaped backslash
    stands before."""
    pattern = r"\\\\|\\u([0-9A-Fa-f]{4})" if pairs else r"\\u([0-9A-Fa-f]{4})"
    return re.sub(pattern, lambda found: chr(int(found[1], 16)) if found[1] else found[0], text)


def words(quoted: str) -> str:
    """The text that a literal stands for; fails if it is not one whole literal."""
    found = STRING.fullmatch(quoted)
    assert found is not None, quoted

    def character(escape: re.Match[str]) -> str:
        return chr(int(escape[2], 16)) if escape[2] else ESCAPES[escape[1]]

    return re.sub(r"\\(u([0-9A-Fa-f]{4})|.)", character, found[1], flags=re.DOTALL)


TEXTS = [
    *STRANGE,
    "",
    "'",
    "\\",
    "\\'",
    "\\u0027",
    "\\\\u0027",
    "\\\\\\u0027",
    "\x00",
    "\u2028",
    "\\u",
    "u0027",
    "\\U0001",
]


@pytest.mark.parametrize("text", TEXTS)
def test_literals_stand_for_their_text_in_every_version(text: str) -> None:
    quoted = literal(text)
    assert words(quoted) == text
    for pairs in (True, False):
        assert words(resolved(quoted, pairs)) == text
    assert len(quoted.splitlines()) == 1
    assert quoted.isprintable() or not text.isprintable()


@pytest.mark.parametrize(("number", "written"), [(3, "3"), (0.83, "0.83"), (1e-07, "1e-07")])
def test_numbers_are_numbers(number: float, written: str) -> None:
    assert literal(number) == written


def test_every_statement_has_its_form() -> None:
    for graph in (graph_of(BACKING, RAIDS), strange_graph()):
        edges = edges_of(graph)
        first, *rest = statements(edges)
        assert first.startswith("CREATE CONSTRAINT kgraph_actor_id IF NOT EXISTS")
        assert len(rest) == len(edges.actors) + len(edges.edges)
        for statement in rest:
            assert len(statement.splitlines()) == 1
            bare = STRING.sub("''", statement)
            form = MERGE_NODE if bare.startswith("MERGE") else MERGE_EDGE
            assert form.fullmatch(bare), statement


def test_statements_say_what_the_graph_holds() -> None:
    edges = edges_of(strange_graph())
    script = list(statements(edges))
    for text in STRANGE:
        (node,) = (
            each for each in script if each.startswith(f"MERGE (a:Actor {{id: {literal(vocab.actor_iri(text))}}})")
        )
        assert text in [words(found[0]) for found in STRING.finditer(node)]
    sentences = {edge.evidence.sentence.text for edge in edges.edges}
    found = {words(each[0]) for statement in script for each in STRING.finditer(statement)}
    assert sentences <= found


def test_actors_come_before_the_edges_that_need_them() -> None:
    kinds = [statement.split()[0] for statement in statements(edges_of(graph_of(BACKING, RAIDS)))]
    assert kinds == ["CREATE", "MERGE", "MERGE", "MERGE", "MATCH", "MATCH", "MATCH"]


def test_empty_graph_gives_the_constraint_alone() -> None:
    assert len(list(statements(edges_of(GraphStore())))) == 1
