"""The measures, compared with values worked out by hand."""

from __future__ import annotations

import pytest
from made_networks import graph_of

from kgraph.network import Pair, centrality, network, top_pairs

# a → b (2 + 1 claims), b → c (1), d → b (1): a star around b.
STAR = graph_of(("a", "backs", "b", 2), ("a", "attacks", "b", 1), ("b", "leads", "c", 1), ("d", "meets", "b", 1))


def test_degree_and_strength() -> None:
    rows = {row.actor: row for row in centrality(STAR)}
    assert (rows["b"].degree, rows["b"].weighted_in, rows["b"].weighted_out, rows["b"].claims) == (3, 4, 1, 5)
    assert (rows["a"].degree, rows["a"].weighted_in, rows["a"].weighted_out, rows["a"].claims) == (1, 0, 3, 3)
    assert (rows["c"].degree, rows["c"].weighted_in, rows["c"].weighted_out, rows["c"].claims) == (1, 1, 0, 1)
    assert (rows["a"].label, rows["a"].type) == ("A", "State")


def test_betweenness_of_the_middle_of_a_star_is_one() -> None:
    assert {row.actor: row.betweenness for row in centrality(STAR)} == {"a": 0, "b": 1, "c": 0, "d": 0}


def test_betweenness_on_a_path() -> None:
    # Of the three pairs that a middle actor of a–b–c–d may lie between, it lies between two.
    path = graph_of(("a", "meets", "b", 1), ("b", "meets", "c", 5), ("d", "meets", "c", 1))
    assert {row.actor: row.betweenness for row in centrality(path)} == pytest.approx(
        {"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}
    )


def test_pagerank_of_two_who_only_look_at_each_other_is_equal() -> None:
    rows = centrality(graph_of(("a", "meets", "b", 1), ("b", "meets", "a", 7)))
    assert [row.pagerank for row in rows] == pytest.approx([0.5, 0.5])


def test_pagerank_of_one_edge() -> None:
    # With damping d and the dangling node b spread evenly: a = (1 - d)/2 + d·b/2, b = 1 - a, so a = 1/(2 + d).
    rows = {row.actor: row.pagerank for row in centrality(graph_of(("a", "backs", "b", 1)))}
    assert rows == pytest.approx({"a": 1 / 2.85, "b": 1.85 / 2.85}, abs=1e-5)


def test_pagerank_follows_the_weights() -> None:
    rows = {row.actor: row.pagerank for row in centrality(graph_of(("a", "backs", "b", 3), ("a", "backs", "c", 1)))}
    assert rows["b"] > rows["c"] > rows["a"]


def test_loops_count_once() -> None:
    (row,) = centrality(graph_of(("a", "attacks", "a", 2)))
    assert (row.claims, row.degree, row.weighted_in, row.weighted_out) == (2, 0, 2, 2)


def test_centrality_is_sorted_by_claims_then_pagerank_then_label() -> None:
    assert [row.actor for row in centrality(STAR)] == ["b", "a", "c", "d"]
    twins = graph_of(("d", "meets", "c", 1), ("b", "meets", "a", 1))
    assert [row.actor for row in centrality(twins)] == ["a", "c", "b", "d"]


def test_top_pairs() -> None:
    assert top_pairs(STAR, 2) == [
        Pair("a", "A", "b", "B", 3, (("backs", 2), ("attacks", 1))),
        Pair("b", "B", "c", "C", 1, (("leads", 1),)),
    ]
    assert [pair.subject for pair in top_pairs(STAR, None)] == ["a", "b", "d"]


def test_an_empty_network_has_no_measures() -> None:
    empty = network([])
    assert centrality(empty) == []
    assert top_pairs(empty) == []
