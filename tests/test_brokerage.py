"""The five roles of Gould and Fernandez, counted by hand."""

from __future__ import annotations

import pytest
from made_networks import graph_of

from kgraph.errors import UnknownNameError
from kgraph.network import Brokerage, brokerage, groups_by

CHAIN = (("a", "backs", "b", 3), ("b", "meets", "c", 1))


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("xxx", "coordinator"),
        ("xyx", "itinerant"),
        ("xyy", "gatekeeper"),
        ("xxy", "representative"),
        ("xyz", "liaison"),
    ],
)
def test_each_role(groups: str, role: str) -> None:
    (found,) = brokerage(graph_of(*CHAIN), dict(zip("abc", groups, strict=True)))
    assert (found.actor, found.label, found.total, getattr(found, role)) == ("b", "B", 1, 1)


def test_who_is_linked_directly_needs_no_broker() -> None:
    assert brokerage(graph_of(*CHAIN, ("a", "leads", "c", 1)), {}) == []
    # The other way round there is no link from a to c.
    assert len(brokerage(graph_of(*CHAIN, ("c", "leads", "a", 1)), {})) == 3


def test_conflict_and_loops_mediate_nothing() -> None:
    assert brokerage(graph_of(("a", "attacks", "b", 1), ("b", "meets", "c", 1), ("b", "meets", "b", 1)), {}) == []
    # Nor does conflict close what cooperation leaves open.
    assert len(brokerage(graph_of(*CHAIN, ("a", "attacks", "c", 1)), {})) == 1


def test_a_hub_between_two_groups() -> None:
    # a1, a2 → m → a3, b1, with m in A: two pairs within A and two from A to B.
    graph = graph_of(
        ("a1", "backs", "m", 1), ("a2", "backs", "m", 1), ("m", "backs", "a3", 1), ("m", "backs", "b1", 1),
        ("b1", "backs", "m", 1),
    )  # fmt: skip
    groups = {"a1": "A", "a2": "A", "a3": "A", "m": "A", "b1": "B"}
    # b1 → m → a3 comes from outside; b1 → m → b1 is no pair.
    assert brokerage(graph, groups) == [Brokerage("m", "M", 2, 0, 1, 2, 0)]


def test_actors_without_a_group_are_groups_of_their_own() -> None:
    (found,) = brokerage(graph_of(*CHAIN), {"a": "x"})
    assert found.liaison == 1


def test_groups_by_state_class_and_community() -> None:
    graph = graph_of(*((x, "backs", y, 1) for x, y in ("ab", "bc", "ca", "de", "ef", "fd")), ("a", "attacks", "d", 9))
    graph.nodes["a"]["state"] = "s"
    assert groups_by(graph, "type") == dict.fromkeys("abcdef", "State")
    assert groups_by(graph, "community") == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "d"}
    assert groups_by(graph, "state") == {"a": "s"}
    with pytest.raises(UnknownNameError, match="community, state, type"):
        groups_by(graph, "party")
