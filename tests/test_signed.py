from __future__ import annotations

from made_networks import graph_of

from kgraph.network import signed_network, signs
from kgraph.network.signed import friendly

MIXED = graph_of(
    ("a", "backs", "b", 2), ("b", "attacks", "a", 1), ("a", "alignedWith", "c", 1), ("b", "rivalOf", "c", 1),
    ("c", "leads", "d", 9), ("a", "meets", "d", 1), ("d", "attacks", "a", 1), ("a", "attacks", "a", 1),
)  # fmt: skip


def test_the_signed_network_has_cooperation_less_conflict() -> None:
    signed = signed_network(graph_of(("a", "backs", "b", 2), ("a", "attacks", "b", 5), ("a", "rivalOf", "b", 1)))
    assert list(signed.edges(data=True)) == [("a", "b", {"weight": -4, "positive": 2, "negative": 6})]
    assert signed.nodes["a"]["label"] == "A"


def test_the_signed_network_keeps_both_directions_and_actors_without_sign() -> None:
    signed = signed_network(MIXED)
    assert {(one, other): data["weight"] for one, other, data in signed.edges(data=True)} == {
        ("a", "b"): 2, ("b", "a"): -1, ("a", "c"): 1, ("b", "c"): -1, ("a", "d"): 1, ("d", "a"): -1,
    }  # fmt: skip
    assert set(signed) == set("abcd")


def test_signs_by_the_greater_number_of_claims() -> None:
    assert list(signs(MIXED).edges(data="sign")) == [("a", "b", 1), ("a", "c", 1), ("b", "c", -1)]
    assert signs(graph_of(("a", "backs", "b", 7), ("b", "attacks", "a", 2))).edges["a", "b"]["weight"] == 5


def test_friendly_is_all_but_conflict_and_rivalry() -> None:
    assert list(friendly(MIXED).edges(keys=True)) == [
        ("a", "b", "backs"), ("a", "c", "alignedWith"), ("a", "d", "meets"), ("c", "d", "leads"),
    ]  # fmt: skip
    assert set(friendly(graph_of(("a", "attacks", "b", 1)))) == {"a", "b"}
