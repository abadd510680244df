"""The split of a signed network into two sides that leaves the least weight at odds with its signs.

A pair is at odds if friends stand on different sides, or enemies on the same one. Blocks, which are the parts that no
single actor holds together, are solved one by one: which side they call the first does not matter to the others.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

EXACT_PAIRS = 200
"""Blocks of more pairs are not tried exactly."""
SOLVER_NODES = 200
"""How many subproblems the solver may look at before it gives up; a limit of time would make results depend on it."""
STARTS = 20
STIRS = 400
"""From how many first guesses the search begins where the solver does not come to an end, and how often it stirs the
best of them."""
SEARCHED_PAIRS = 400_000
"""How many pairs all stirs together may look at, so that large networks take seconds."""

Pair = tuple[str, str]
Weights = Mapping[Pair, int]
"""The weight of each pair of actors, positive for friends and negative for enemies."""


@dataclass(frozen=True, slots=True)
class Split:
    """On which of two sides each actor stands, and whether no split can be better."""

    side: dict[str, bool]
    exact: bool


def split(weights: Weights) -> Split:
    """The best split of a signed network; the same network gives the same one."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(weights))
    relative: dict[str, dict[str, bool]] = defaultdict(dict)
    exact = True
    for block in nx.biconnected_component_edges(graph):
        signed = {pair: weights[pair] for edge in block for pair in (edge, edge[::-1]) if pair in weights}
        found = _split_block(dict(sorted(signed.items())))
        exact = exact and found.exact
        first = min(found.side)
        for actor, side in found.side.items():
            relative[first][actor] = relative[actor][first] = side != found.side[first]
    return Split(_put_together(graph, relative), exact)


def _split_block(weights: Weights) -> Split:
    if len(weights) == 1:
        ((one, other), weight), *_ = weights.items()
        return Split({one: False, other: weight < 0}, exact=True)
    searched = _search(weights)
    if _at_odds(weights, searched) == 0:
        return Split(searched, exact=True)
    solved = _solve(weights) if len(weights) <= EXACT_PAIRS else None
    return Split(searched, exact=False) if solved is None else Split(solved, exact=True)


def _put_together(graph: nx.Graph[str], relative: Mapping[str, Mapping[str, bool]]) -> dict[str, bool]:
    """The side of each actor, from whether it is that of another in its block."""
    side: dict[str, bool] = {}
    for start in sorted(graph):
        if start in side:
            continue
        side[start] = False
        waiting = deque([start])
        while waiting:
            actor = waiting.popleft()
            for other, differs in relative[actor].items():
                if other not in side:
                    side[other] = side[actor] != differs
                    waiting.append(other)
    return side


def _at_odds(weights: Weights, side: Mapping[str, bool]) -> int:
    return sum(abs(weight) for (one, other), weight in weights.items() if (side[one] == side[other]) != (weight > 0))


def _solve(weights: Weights) -> dict[str, bool] | None:
    """The best split by integer programming, or None if the solver does not prove it within its limit.

    Each actor has a variable for its side and each pair one for being at odds, as in Aref, Mason & Wilson 2020,
    doi:10.1002/net.21907, with their inequalities of triangles: of one that is not balanced, a pair is at odds.
    """
    actors = sorted({actor for pair in weights for actor in pair})
    number = {actor: index for index, actor in enumerate(actors)}
    pair_number = {pair: len(actors) + index for index, pair in enumerate(weights)}
    rows = [*_pair_rows(weights, number, pair_number), *_triangle_rows(weights, pair_number)]
    size = len(actors) + len(weights)
    cells = [(row, column, value) for row, (_, terms) in enumerate(rows) for column, value in terms]
    row_numbers, columns, values = zip(*cells, strict=True)
    matrix = coo_array((values, (row_numbers, columns)), shape=(len(rows), size)).tocsr()
    upper = np.ones(size)
    upper[max(range(len(actors)), key=lambda index: _degree(weights, actors[index]))] = 0  # sides have no names
    outcome = milp(
        c=np.concatenate([np.zeros(len(actors)), [abs(weight) for weight in weights.values()]]),
        integrality=np.concatenate([np.ones(len(actors)), np.zeros(len(weights))]),
        bounds=Bounds(np.zeros(size), upper),
        constraints=LinearConstraint(matrix, lb=[least for least, _ in rows]),
        options={"node_limit": SOLVER_NODES, "mip_rel_gap": 0},
    )
    if outcome.status != 0:
        return None
    return {actor: bool(outcome.x[number[actor]] > 0.5) for actor in actors}


Row = tuple[float, list[tuple[int, float]]]
"""The least value of a sum, and its terms as number of the variable and factor."""


def _pair_rows(weights: Weights, number: Mapping[str, int], pair_number: Mapping[Pair, int]) -> Iterator[Row]:
    """Friends are at odds if their sides differ, enemies if they do not."""
    for pair, weight in weights.items():
        one, other, odds = number[pair[0]], number[pair[1]], pair_number[pair]
        if weight > 0:
            yield 0, [(odds, 1), (one, -1), (other, 1)]
            yield 0, [(odds, 1), (one, 1), (other, -1)]
        else:
            yield 1, [(odds, 1), (one, 1), (other, 1)]
            yield -1, [(odds, 1), (one, -1), (other, -1)]


def _triangle_rows(weights: Weights, pair_number: Mapping[Pair, int]) -> Iterator[Row]:
    """Of a triangle whose signs multiply to minus, at least one pair is at odds."""
    for triangle in triangles(weights):
        if sum(weights[pair] < 0 for pair in triangle) % 2:
            yield 1, [(pair_number[pair], 1) for pair in triangle]


def triangles(weights: Weights) -> Iterator[tuple[Pair, Pair, Pair]]:
    """Each three pairs that make a triangle, once."""
    later: dict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in weights:
        later[min(pair)][max(pair)] = pair
    for first in sorted(later):
        for second, pair in sorted(later[first].items()):
            for third in sorted(later[second].keys() & later[first].keys()):
                yield pair, later[first][third], later[second][third]


def _degree(weights: Weights, actor: str) -> int:
    return sum(actor in pair for pair in weights)


def _search(weights: Weights) -> dict[str, bool]:
    """The best split that a search by switching single actors leads to; no actor of it could move and help.

    It begins with splits that satisfy all signs of a random tree, then stirs some actors of the best so far again and
    again (iterated local search: Lourenço, Martin & Stützle 2003, doi:10.1007/0-306-48056-5_11).
    """
    links: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), weight in weights.items():
        links[one][other] = links[other][one] = weight
    chance = random.Random(0)
    actors = sorted(links)
    best: dict[str, bool] = {}
    least = sum(map(abs, weights.values())) + 1
    for round_ in range(STARTS + min(STIRS, SEARCHED_PAIRS // len(weights))):
        if least == 0:
            break
        if round_ < STARTS:
            side = _along_a_tree(links, chance)
        else:
            stirred = set(chance.sample(actors, chance.randint(1, max(1, len(actors) // 5))))
            side = {actor: its_side != (actor in stirred) for actor, its_side in best.items()}
        _switch(links, side)
        count = _at_odds(weights, side)
        if count <= least:
            best, least = side, count
    return best


def _along_a_tree(links: Mapping[str, Mapping[str, int]], chance: random.Random) -> dict[str, bool]:
    side: dict[str, bool] = {}
    start = chance.choice(sorted(links))
    waiting: list[tuple[str, bool]] = [(start, False)]
    while waiting:
        actor, its_side = waiting.pop(chance.randrange(len(waiting)))
        if actor not in side:
            side[actor] = its_side
            waiting += [
                (other, its_side != (weight < 0)) for other, weight in links[actor].items() if other not in side
            ]
    return side


def _switch(links: Mapping[str, Mapping[str, int]], side: dict[str, bool]) -> None:
    """Switch actors one after the other, wherever it takes weight from what is at odds, until none is left."""
    waiting = dict.fromkeys(links)
    while waiting:
        actor = next(iter(waiting))
        del waiting[actor]
        own = side[actor]
        gain = sum(weight if side[other] != own else -weight for other, weight in links[actor].items())
        if gain > 0:
            side[actor] = not own
            waiting.update(dict.fromkeys(links[actor]))
