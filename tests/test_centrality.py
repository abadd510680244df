"""The measures, compared with values worked out by hand."""

from __future__ import annotations

import pytest
from made_networks import graph_of

from kgraph.network import MEASURES, ActorMeasures, Pair, centrality, network, ranked, top_pairs
from kgraph.network.measures.centrality import betweenness, core_numbers, hits, pagerank, reverse_pagerank

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


def test_reverse_pagerank_is_pagerank_with_the_edges_turned_round() -> None:
    assert reverse_pagerank(graph_of(("a", "backs", "b", 1))) == pytest.approx({"a": 1.85 / 2.85, "b": 1 / 2.85})


def test_strength_by_branch() -> None:
    rows = {row.actor: row for row in centrality(STAR)}
    assert (rows["a"].coop_out, rows["a"].conf_out, rows["a"].tie_out) == (2, 1, 0)
    assert (rows["b"].coop_in, rows["b"].conf_in, rows["b"].tie_out, rows["b"].tie_in) == (3, 1, 1, 0)


def test_hubs_and_authorities() -> None:
    # a acts upon c and d, b upon c: authorities c : d = φ : 1, hubs a : b = φ : 1, with φ the golden ratio.
    hubs, authorities = hits(graph_of(("a", "backs", "c", 1), ("a", "backs", "d", 1), ("b", "backs", "c", 1)))
    golden = (1 + 5**0.5) / 2
    assert hubs == pytest.approx({"a": golden / (golden + 1), "b": 1 / (golden + 1), "c": 0, "d": 0})
    assert authorities == pytest.approx({"c": golden / (golden + 1), "d": 1 / (golden + 1), "a": 0, "b": 0})


def test_hubs_of_equally_strong_parts_share() -> None:
    hubs, authorities = hits(graph_of(("a", "backs", "b", 2), ("c", "backs", "d", 2)))
    assert hubs == pytest.approx({"a": 0.5, "b": 0, "c": 0.5, "d": 0})
    assert authorities == pytest.approx({"a": 0, "b": 0.5, "c": 0, "d": 0.5})


def test_cores() -> None:
    # A triangle with a tail: whichever way the edges run, and however many they are.
    graph = graph_of(
        ("a", "backs", "b", 1), ("b", "attacks", "a", 5), ("c", "backs", "b", 1), ("a", "leads", "c", 1),
        ("c", "meets", "d", 1), ("d", "meets", "d", 1),
    )  # fmt: skip
    assert core_numbers(graph) == {"a": 2, "b": 2, "c": 2, "d": 1}


def test_every_measure_ranks_and_says_how_it_is_read() -> None:
    fields = set(ActorMeasures.__dataclass_fields__) - {"actor", "label", "type"}
    assert set(MEASURES) == fields
    rows = centrality(STAR)
    for name, measure in MEASURES.items():
        assert measure.label
        assert measure.reading
        values = [round(getattr(row, name), 9) for row in ranked(rows, name)]
        assert values == sorted(values, reverse=True)


def test_the_backend_is_passed_on() -> None:
    for measure in (pagerank, reverse_pagerank, betweenness, core_numbers, centrality):
        with pytest.raises(ImportError, match="nonesuch"):
            measure(STAR, backend="nonesuch")


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
