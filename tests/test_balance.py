"""Structural balance, compared with values worked out by hand and with all splits of small networks."""

from __future__ import annotations

import itertools
import random

import pytest
from made_networks import graph_of

from kgraph.network import Triad, balance, frustration, network
from kgraph.network.measures import switching
from kgraph.network.measures.switching import Split, Weights, split

CAMPS = [("a", "backs", "b", 1), ("c", "backs", "d", 1), *((x, "attacks", y, 1) for x in "ab" for y in "cd")]
"""Two camps, a–b and c–d, that fight each other."""


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
    # Two camps make four triads +--. When a befriends c, abc and acd become ++-.
    assert balance(graph_of(*CAMPS)).kinds == {"+++": 0, "++-": 0, "+--": 4, "---": 0}
    friends = balance(graph_of(*CAMPS, ("c", "backs", "a", 2)))
    assert friends.kinds == {"+++": 0, "++-": 2, "+--": 2, "---": 0}
    assert friends.share == 0.5
    assert friends.unbalanced == (Triad(("a", "b", "c"), (1, 1, -1)), Triad(("a", "c", "d"), (1, -1, 1)))


def test_balance_without_triads_has_no_share() -> None:
    assert balance(graph_of(("a", "backs", "b", 2), ("b", "attacks", "c", 1))).share is None


def at_odds(weights: Weights, side: dict[str, bool]) -> int:
    return sum(abs(weight) for (one, other), weight in weights.items() if (side[one] == side[other]) != (weight > 0))


def best(weights: Weights) -> int:
    """The least that any split leaves at odds."""
    actors = sorted({actor for pair in weights for actor in pair})
    sides = itertools.product((False, True), repeat=len(actors) - 1)
    return min(at_odds(weights, dict(zip(actors, (False, *rest), strict=True))) for rest in sides)


def random_weights(actors: int, pairs: int, seed: int) -> dict[tuple[str, str], int]:
    chance = random.Random(seed)
    found = {}
    for _ in range(pairs):
        one, other = sorted(chance.sample(range(actors), 2))
        found[f"n{one}", f"n{other}"] = chance.choice((-1, 1)) * chance.randint(1, 3)
    return found


def test_two_camps_are_not_frustrated() -> None:
    found = frustration(graph_of(*CAMPS))
    assert (found.count, found.total, found.index, found.exact, found.pairs) == (0, 6, 1.0, True, ())
    assert [(camps.one, camps.other) for camps in found.camps] == [(("a", "b"), ("c", "d"))]


def test_a_friendship_across_camps_is_the_pair_at_odds() -> None:
    found = frustration(graph_of(*CAMPS, ("c", "backs", "a", 2)))
    assert (found.count, found.pairs) == (1, (("a", "c"),))
    assert found.index == pytest.approx(1 - 2 / 6)


def test_three_enemies_cannot_make_two_camps() -> None:
    found = frustration(graph_of(("a", "attacks", "b", 1), ("b", "attacks", "c", 1), ("a", "rivalOf", "c", 1)))
    assert (found.count, found.total) == (1, 3)
    assert found.index == pytest.approx(1 / 3)


def test_weights_decide_which_pair_is_at_odds() -> None:
    found = frustration(
        graph_of(("a", "attacks", "b", 5), ("b", "attacks", "c", 4), ("a", "rivalOf", "c", 2)), weighted=True
    )
    assert (found.count, found.total, found.pairs) == (2, 11, (("a", "c"),))


def test_parts_of_the_network_have_camps_of_their_own() -> None:
    found = frustration(graph_of(("x", "backs", "y", 1), *CAMPS, ("p", "attacks", "q", 1)))
    assert [(camps.one, camps.other) for camps in found.camps] == [
        (("a", "b"), ("c", "d")), (("p",), ("q",)), (("x", "y"), ()),
    ]  # fmt: skip


def test_only_pairs_in_circles_can_contradict_a_split() -> None:
    tail = [("x", "attacks", "a", 1), ("y", "backs", "x", 1)]
    assert frustration(graph_of(*CAMPS, *tail)).circled == set("abcd")
    assert frustration(graph_of(*tail)).circled == set()


def test_nobody_friend_or_enemy() -> None:
    found = frustration(network([]))
    assert (found.count, found.index, found.camps, found.exact) == (0, None, (), True)


@pytest.mark.parametrize("seed", range(40))
def test_exact_splits_are_the_best_of_all(seed: int) -> None:
    weights = random_weights(actors=4 + seed % 7, pairs=6 + seed % 17, seed=seed)
    found = split(weights)
    assert found.exact
    assert at_odds(weights, found.side) == best(weights)


def test_the_search_comes_near_where_it_is_too_much_for_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = random_weights(actors=60, pairs=150, seed=5)
    exact = split(weights)
    assert exact.exact
    monkeypatch.setattr(switching, "EXACT_PAIRS", 0)
    searched = split(weights)
    assert not searched.exact
    assert at_odds(weights, exact.side) <= at_odds(weights, searched.side) <= 1.05 * at_odds(weights, exact.side)
    assert split(weights) == searched


def test_a_network_in_balance_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switching, "EXACT_PAIRS", 0)
    side = {f"n{number}": number % 3 == 0 for number in range(40)}
    weights = {
        (one, other): 1 if side[one] == side[other] else -1 for one, other in itertools.combinations(sorted(side), 2)
    }
    assert split(weights) == Split(split(weights).side, exact=True)
    assert at_odds(weights, split(weights).side) == 0
