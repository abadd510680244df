from __future__ import annotations

import pytest
from conftest import BACKING, RAIDS
from made_graphs import graph_of

from kgraph.errors import QueryError, UnknownNameError
from kgraph.graph.selection import Period, Selected, Selection, undated
from kgraph.graph.store import GraphStore

NAMES = ("relations", "branches", "factualities", "documents", "sources")


def chosen(graph: GraphStore, **asked: object) -> list[tuple[str, str]]:
    """The document and relation of each claim that is selected."""
    asked = {name: frozenset([value]) if name in NAMES else value for name, value in asked.items()}
    return [(claim.doc, claim.relation) for claim in Selected.of(graph, Selection(**asked)).claims(graph)]


@pytest.fixture(scope="module")
def graph() -> GraphStore:
    return graph_of(BACKING, RAIDS)


def test_nothing_asked_selects_all(graph: GraphStore) -> None:
    assert len(chosen(graph)) == 5
    assert Selection().is_all
    assert not Selection(min_confidence=0.1).is_all


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"relations": "backs"}, [("a.txt", "backs"), ("b.txt", "backs")]),
        ({"branches": "conf"}, [("a.txt", "attacks"), ("b.txt", "attacks"), ("b.txt", "kills")]),
        ({"factualities": "negated"}, [("a.txt", "attacks")]),
        ({"documents": "a.txt", "branches": "coop"}, [("a.txt", "backs")]),
        ({"sources": "https://example.org/b?x=1&y=2", "relations": "kills"}, [("b.txt", "kills")]),
        ({"sources": "example.org", "relations": "kills"}, [("b.txt", "kills")]),
        ({"min_confidence": 0.84}, []),
        ({"period": Period.parse("2020-06"), "relations": "backs"}, [("a.txt", "backs")]),
        ({"period": Period.parse("2021/..")}, []),
    ],
)
def test_each_thing_that_can_be_asked(
    graph: GraphStore, asked: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert chosen(graph, **asked) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("relations", "unknown relation 'x'; there are: attacks, backs, kills, leads, meets"),
        ("branches", "unknown branch 'x'; there are: conf, coop, tie"),
        ("factualities", "unknown factuality 'x'; there are: asserted, negated, possible"),
        ("documents", "unknown document 'x'; there are: a.txt, b.txt"),
        ("sources", "unknown source 'x'; there are: example.org, https://example.org/b"),
    ],
)
def test_unknown_names_are_told(graph: GraphStore, name: str, words: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        chosen(graph, **{name: "x"})
    assert str(caught.value).startswith(words)


def test_long_lists_of_known_names_are_cut() -> None:
    message = str(UnknownNameError("document", "x", [f"{number:03}.txt" for number in range(100)]))
    assert message.endswith("039.txt, and 60 more")
    assert str(UnknownNameError("source", "x", [])).endswith("there are: none")


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ("2021", ["2021", "2021-01", "2021-12-31", "2021/2025"], ["2020-12-31", "2022", "2020/2021"]),
        ("2021-02", ["2021-02", "2021-02-28"], ["2021", "2021-03-01", "2021-01-31"]),
        ("2020-06/2020-09", ["2020-06", "2020-09-30", "2020-07-15"], ["2020-05-31", "2020-10-01", "2020"]),
        ("../2020-12", ["1990", "2020-12-31", "2020"], ["2021", "2021-01-01"]),
        ("2021-01/..", ["2021", "2021-01-01", "2030"], ["2020-12-31", "2020"]),
        ("2020-06-25", ["2020-06-25"], ["2020-06-24", "2020-06", "2020-06-26"]),
    ],
)
def test_a_time_lies_in_the_period_of_its_beginning(period: str, inside: list[str], outside: list[str]) -> None:
    parsed = Period.parse(period)
    assert [when for when in inside if not parsed.holds(when)] == []
    assert [when for when in outside if parsed.holds(when)] == []
    assert not any(map(parsed.holds, (None, "", "-", "../2020", "last summer")))


@pytest.mark.parametrize("text", ["", "x", "2021-13", "2021-02-30", "../..", "2021/", "21", "2021-1", "2021/2022/2023"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="is no period; write 2021"):
        Period.parse(text)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(QueryError, match="ends before it begins"):
        Period.parse("2021-06/2021-05")
    assert Period.parse("2021-06/2021").holds("2021-07")


def test_claims_without_a_date_are_counted(graph: GraphStore) -> None:
    assert undated(graph) == len(RAIDS.claims)
