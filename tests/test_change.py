from __future__ import annotations

import pytest
from made_networks import graph_of

from kgraph.network import change, network
from kgraph.network.measures.change import Turn

BEFORE = graph_of(
    ("a", "backs", "b", 2), ("a", "attacks", "c", 1), ("a", "meets", "d", 3), ("c", "backs", "d", 1),
    ("a", "leads", "e", 1),
)  # fmt: skip
AFTER = graph_of(
    ("b", "attacks", "a", 1), ("a", "meets", "c", 2), ("a", "meets", "d", 1), ("b", "backs", "c", 2),
    ("a", "leads", "e", 1),
)  # fmt: skip


def test_pairs_by_how_they_have_changed() -> None:
    assert [(pair.one + pair.other, pair.turn, pair.before, pair.after) for pair in change(BEFORE, AFTER).pairs] == [
        ("ab", Turn.TO_CONFLICT, 2, -1),
        ("ac", Turn.TO_COOPERATION, -1, 2),
        ("bc", Turn.NEW, None, 2),
        ("cd", Turn.GONE, 1, None),
        ("ad", Turn.COLDER, 3, 1),
    ]


def test_actors_by_how_much_their_share_has_changed() -> None:
    found = change(BEFORE, AFTER)
    shares = {each.actor: (each.before, each.after) for each in found.actors}
    assert shares["a"] == pytest.approx((7 / 8, 5 / 7))
    assert shares["d"] == pytest.approx((4 / 8, 1 / 7))
    # d loses 20/56, c gains 18/56 (from 2 of 8 to 4 of 7).
    assert [each.actor for each in found.actors][:2] == ["d", "c"]


def test_similarity_is_the_share_of_pairs_in_both() -> None:
    # ac, ad and ae are in both; ab, ba, bc and cd in one.
    assert change(BEFORE, AFTER).similarity == pytest.approx(3 / 7)
    assert change(BEFORE, BEFORE).similarity == 1
    assert change(BEFORE, BEFORE).pairs == ()


def test_nothing_before_or_after() -> None:
    empty = network([])
    assert change(empty, empty).similarity is None
    assert {pair.turn for pair in change(empty, AFTER).pairs} == {Turn.NEW}
    assert {pair.turn for pair in change(BEFORE, empty).pairs} == {Turn.GONE}
