from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator

import networkx as nx
import pytest
from made_networks import graph_of, random_graph

from kgraph.errors import MissingPackageError, UnknownNameError
from kgraph.network import communities, network, signed_modularity

TRIANGLES = [(x, "backs", y, 2) for x, y in ("ab", "bc", "ca", "de", "ef", "fd")]


def test_communities_are_joined_by_cooperation_and_not_by_conflict() -> None:
    graph = graph_of(
        *((x, "backs", y, 2) for x, y in ("ab", "bc", "ca", "de")), ("a", "attacks", "d", 50), ("d", "leads", "e", 1)
    )
    assert communities(graph) == [["a", "b", "c"], ["d", "e"]]
    assert communities(graph, seed=3) == communities(graph, seed=3)


def test_conflict_parts_in_the_signed_variant() -> None:
    # Everybody cooperates, so the friendly network is one group; the enmity of c and d is what shows the two.
    graph = graph_of(*TRIANGLES, ("a", "meets", "d", 1), ("b", "meets", "e", 1), ("c", "attacks", "f", 9))
    assert communities(graph, method="signed") == [["a", "b", "c"], ["d", "e", "f"]]


def test_signed_modularity_without_conflict_is_modularity() -> None:
    # Two triangles and a bridge of weight 2: Q = 12/14 - 2·(14/28)².
    graph = graph_of(*TRIANGLES, ("a", "backs", "d", 2))
    assert signed_modularity(graph, [["a", "b", "c"], ["d", "e", "f"]]) == pytest.approx(12 / 14 - 1 / 2)


def test_signed_modularity_of_two_enemies_and_their_friends() -> None:
    # a–b and c–d are friends, a and c enemies: 2w+ = 4, 2w- = 2. The friends are all within, as is no enmity:
    # Q = (4 - (2² + 2²)/4 + (1² + 1²)/2) / 6.
    graph = graph_of(("a", "backs", "b", 1), ("c", "backs", "d", 1), ("a", "attacks", "c", 1))
    assert signed_modularity(graph, [["a", "b"], ["c", "d"]]) == pytest.approx((4 - 2 + 1) / 6)
    assert signed_modularity(graph, [["a", "b", "c", "d"]]) == pytest.approx((4 - 2 - 4 + 2) / 6)
    assert signed_modularity(network([]), []) is None


def partitions(actors: list[str]) -> Iterator[list[list[str]]]:
    if not actors:
        yield []
        return
    for rest in partitions(actors[1:]):
        yield [[actors[0]], *rest]
        for number, group in enumerate(rest):
            yield [*rest[:number], [actors[0], *group], *rest[number + 1 :]]


@pytest.mark.parametrize("seed", range(20))
def test_no_partition_into_linked_groups_is_better_than_the_signed_communities(seed: int) -> None:
    graph = random_graph(7, 12 + seed % 12, seed=seed)
    links = nx.Graph(graph.edges())
    found = signed_modularity(graph, communities(graph, method="signed"))
    best = max(
        signed_modularity(graph, groups) or 0
        for groups in partitions(sorted(graph))
        if all(len(group) == 1 or nx.is_connected(links.subgraph(group)) for group in groups)
    )
    assert found is not None
    assert found > best - 1e-9


def test_everybody_is_in_one_group_whatever_the_method() -> None:
    graph = random_graph(60, 120, seed=2)
    for method in ("louvain", "signed"):
        groups = communities(graph, method=method)
        assert sorted(itertools.chain.from_iterable(groups)) == sorted(graph)
        assert groups == communities(graph, method=method)


def test_only_enemies_stand_alone() -> None:
    assert communities(graph_of(("a", "attacks", "b", 1)), method="signed") == [["a"], ["b"]]


def test_a_higher_resolution_gives_smaller_groups() -> None:
    graph = graph_of(*TRIANGLES, ("a", "backs", "d", 2))
    for method in ("louvain", "signed"):
        assert len(communities(graph, method=method, resolution=4)) > len(communities(graph, method=method))


def test_leiden_says_what_it_needs_if_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "leidenalg", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'kgraph\[leiden\]'"):
        communities(graph_of(*TRIANGLES), method="leiden")


def test_leiden_if_it_is_installed() -> None:
    pytest.importorskip("leidenalg")
    graph = graph_of(*TRIANGLES, ("a", "meets", "d", 1))
    assert communities(graph, method="leiden") == [["a", "b", "c"], ["d", "e", "f"]]


def test_an_unknown_method_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="leiden, louvain, signed"):
        communities(network([]), method="walktrap")


def test_the_backend_is_passed_on() -> None:
    with pytest.raises(ImportError, match="nonesuch"):
        communities(graph_of(("a", "backs", "b", 1)), backend="nonesuch")


def test_no_actors_no_groups() -> None:
    assert communities(network([])) == []
    assert communities(network([]), method="signed") == []
