from __future__ import annotations

import networkx as nx
import pytest
from made_networks import graph_of

from kgraph.errors import UnknownNameError
from kgraph.network import ego_network, influence_paths, reach


def sure(*edges: tuple[str, str, float]) -> nx.MultiDiGraph[str]:
    """A network of single claims of so much confidence."""
    graph = graph_of(*((subject, "backs", object_, 1) for subject, object_, _ in edges))
    for subject, object_, confidence in edges:
        graph.edges[subject, object_, "backs"]["confidence"] = confidence
    return graph


# a → c in one step of 0.3; over b in two of 0.9 and 0.8; over d in two of 0.5.
DIAMOND = sure(("a", "c", 0.3), ("a", "b", 0.9), ("b", "c", 0.8), ("a", "d", 0.5), ("d", "c", 0.5))


def test_the_strongest_path_has_the_greatest_product() -> None:
    found = influence_paths(DIAMOND, "a", "c")
    assert [path.actors for path in found] == [("a", "b", "c"), ("a", "c"), ("a", "d", "c")]
    assert [path.strength for path in found] == pytest.approx([0.72, 0.3, 0.25])


def test_the_shortest_path_has_the_fewest_steps_and_then_the_greatest_product() -> None:
    found = influence_paths(DIAMOND, "a", "c", order="shortest")
    assert [path.actors for path in found] == [("a", "c"), ("a", "b", "c"), ("a", "d", "c")]
    assert len(influence_paths(DIAMOND, "a", "c", limit=1)) == 1


def test_sure_claims_cost_nothing_and_impossible_ones_almost_everything() -> None:
    graph = sure(("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", 0.0))
    assert [path.actors for path in influence_paths(graph, "a", "c")] == [("a", "b", "c"), ("a", "c")]
    assert influence_paths(graph, "a", "c", order="shortest")[0].actors == ("a", "c")


def test_no_path() -> None:
    assert influence_paths(DIAMOND, "c", "a") == []
    assert influence_paths(DIAMOND, "a", "a") == []


def test_steps_may_run_backwards_on_demand() -> None:
    (path, *_) = influence_paths(DIAMOND, "b", "d", directed=False)
    assert path.actors == ("b", "a", "d")
    assert [(step.source, step.target, step.backwards) for step in path.steps] == [("b", "a", True), ("a", "d", False)]


def test_a_step_names_its_relations_and_claims() -> None:
    graph = graph_of(("a", "meets", "b", 1), ("a", "attacks", "b", 2), ("b", "backs", "a", 9))
    graph.edges["a", "b", "meets"]["confidence"] = 0.7
    ((step,),) = [path.steps for path in influence_paths(graph, "a", "b")]
    assert step.relations == (("attacks", 2), ("meets", 1))
    assert step.confidence == 0.7
    assert step.claims == ("aattacksb0", "aattacksb1", "ameetsb0")


def test_unknown_actors_and_orders_are_told() -> None:
    with pytest.raises(UnknownNameError, match="unknown actor 'x'"):
        influence_paths(DIAMOND, "a", "x")
    with pytest.raises(UnknownNameError, match="shortest, strongest"):
        influence_paths(DIAMOND, "a", "c", order="widest")


def test_reach_decays_with_every_step() -> None:
    chain = graph_of(*((x, "backs", y, 1) for x, y in ("ab", "bc", "cd", "de", "ad")))
    found = reach(chain, "a")
    assert [(each.actor, each.steps, each.left) for each in found] == [
        ("b", 1, 0.5), ("d", 1, 0.5), ("c", 2, 0.25), ("e", 2, 0.25),
    ]  # fmt: skip
    assert [each.actor for each in reach(chain, "a", steps=1, decay=0.9)] == ["b", "d"]
    assert [each.actor for each in reach(chain, "e", directed=False, steps=1)] == ["d"]
    assert reach(chain, "e") == []


def test_the_ego_network_has_all_edges_among_the_neighbours() -> None:
    graph = graph_of(*((x, "backs", y, 1) for x, y in ("ab", "ca", "bc", "cd", "de")))
    assert set(ego_network(graph, "a").edges()) == {("a", "b"), ("c", "a"), ("b", "c")}
    assert set(ego_network(graph, "a", radius=2)) == set("abcd")
    with pytest.raises(UnknownNameError, match="unknown actor"):
        ego_network(graph, "x")
