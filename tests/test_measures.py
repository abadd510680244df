"""The measures, compared with values worked out by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from kgraph.network import Pair, Triad, balance, centrality, communities, network, signs, top_pairs

BRANCH = {"backs": "coop", "meets": "coop", "attacks": "conf", "leads": "tie", "alignedWith": "tie", "rivalOf": "tie"}


def graph_of(*edges: tuple[str, str, str, int]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for subject, relation, object_, weight in edges:
        for node in (subject, object_):
            graph.add_node(node, label=node.upper(), type="State")
        graph.add_edge(subject, object_, relation, weight=weight, branch=BRANCH[relation])
    return graph


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


def test_signs_by_the_greater_number_of_claims() -> None:
    graph = graph_of(
        ("a", "backs", "b", 2), ("b", "attacks", "a", 1), ("a", "alignedWith", "c", 1), ("b", "rivalOf", "c", 1),
        ("c", "leads", "d", 9), ("a", "meets", "d", 1), ("d", "attacks", "a", 1), ("a", "attacks", "a", 1),
    )  # fmt: skip
    assert list(signs(graph).edges(data="sign")) == [("a", "b", 1), ("a", "c", 1), ("b", "c", -1)]


@pytest.mark.parametrize(
    ("relations", "kind", "share"),
    [
        (("backs", "backs", "backs"), "+++", 1.0),
        (("backs", "backs", "attacks"), "++-", 0.0),
        (("backs", "attacks", "attacks"), "+--", 1.0),
        (("attacks", "rivalOf", "attacks"), "---", 0.0),
    ],
)
def test_balance_of_one_triad(relations: tuple[str, str, str], kind: str, share: float) -> None:
    one, two, three = relations
    found = balance(graph_of(("a", one, "b", 1), ("c", two, "a", 1), ("b", three, "c", 1)))
    assert found.kinds == {"+++": 0, "++-": 0, "+--": 0, "---": 0} | {kind: 1}
    assert found.share == share
    assert [triad.actors for triad in found.unbalanced] == ([] if share else [("a", "b", "c")])


def test_balance_of_four_actors() -> None:
    # Two camps, a–b and c–d, that fight each other: four triads +--. When a befriends c, abc and acd become ++-.
    camps = [("a", "backs", "b", 1), ("c", "backs", "d", 1), *((x, "attacks", y, 1) for x in "ab" for y in "cd")]
    assert balance(graph_of(*camps)).kinds == {"+++": 0, "++-": 0, "+--": 4, "---": 0}
    friends = balance(graph_of(*camps, ("c", "backs", "a", 2)))
    assert friends.kinds == {"+++": 0, "++-": 2, "+--": 2, "---": 0}
    assert friends.share == 0.5
    assert friends.unbalanced == (Triad(("a", "b", "c"), (1, 1, -1)), Triad(("a", "c", "d"), (1, -1, 1)))


def test_balance_without_triads_has_no_share() -> None:
    assert balance(STAR).share is None


def test_communities_are_joined_by_cooperation_and_not_by_conflict() -> None:
    graph = graph_of(
        *((x, "backs", y, 2) for x, y in ("ab", "bc", "ca", "de")), ("a", "attacks", "d", 50), ("d", "leads", "e", 1)
    )
    assert communities(graph) == [["a", "b", "c"], ["d", "e"]]
    assert communities(graph, seed=3) == communities(graph, seed=3)


def test_an_empty_network_has_no_measures() -> None:
    empty = network([])
    assert centrality(empty) == []
    assert top_pairs(empty) == []
    assert communities(empty) == []
    assert balance(empty).share is None
