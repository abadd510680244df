"""Where each actor stands on the page: computed once, so that the page opens at rest and always looks the same.

A unit is a pixel of the page as it opens, so that there is room for the names of those who are then in view.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

import networkx as nx
import numpy as np

Point = tuple[float, float]
Place = dict[str, Point]
Box = tuple[float, float]

SEED = 7
SPACING = 44.0
"""How far apart actors are on average, before their names are given room."""

CHARACTER = 6.4
ONE_LINE = 18
"""Names of more characters are written in two lines."""
LINE = 14.0
APART_ROUNDS = 200

ROOM = 24.0
"""Between actors that are not in view at first."""
SQUARE = 64.0
"""At least the room that any symbol needs."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(graph: nx.MultiDiGraph[str], ranking: list[str], first: int) -> dict[str, tuple[int, int]]:
    """Whole coordinates of every actor; `ranking` lists them all, the `first` of them are in view at first.

    These are laid out by forces and their names given room; the others stand at the nearest free places around the
    actor they have most to do with, so that nobody moves when one of them comes into view.
    """
    simple = _simple(graph, ranking)
    strength = dict(simple.degree(weight="weight"))
    most = max(25, *strength.values()) if strength else 25
    boxes = {node: _box(graph.nodes[node]["label"], strength[node] / most) for node in ranking[:first]}
    rank = {node: number for number, node in enumerate(ranking)}
    core = simple.subgraph(ranking[:first])
    parts = [sorted(part, key=rank.__getitem__) for part in nx.connected_components(core)]
    parts.sort(key=lambda part: (-len(part), rank[part[0]]))
    place = _below_each_other([_part(core, part, boxes) for part in parts], boxes)
    _fill(simple, ranking, place, boxes)
    return {node: (round(x), round(y)) for node, (x, y) in place.items()}


def _simple(graph: nx.MultiDiGraph[str], ranking: list[str]) -> nx.Graph[str]:
    """The actors with one edge for each pair; `weight` counts its claims."""
    weights: Counter[tuple[str, str]] = Counter()
    for subject, object_, data in graph.edges(data=True):
        if subject != object_:
            weights[min(subject, object_), max(subject, object_)] += data["weight"]
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(ranking)
    simple.add_edges_from((*pair, {"weight": weight}) for pair, weight in sorted(weights.items()))
    return simple


def _part(core: nx.Graph[str], nodes: list[str], boxes: Mapping[str, Box]) -> Place:
    """The places of one connected part."""
    return _apart(_spread(_forces(core, nodes)), boxes)


def _forces(core: nx.Graph[str], nodes: list[str]) -> Place:
    """Kamada & Kawai's layout (1989, doi:10.1016/0020-0190(89)90102-6), by distances in the network, and from there
    Fruchterman & Reingold's (1991, doi:10.1002/spe.4380211102), strong pairs nearer to each other."""
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    for one, other, data in sorted(core.subgraph(nodes).edges(data=True), key=lambda edge: edge[:2]):
        strength = math.log2(data["weight"])
        graph.add_edge(one, other, weight=1 + strength, length=1 / (1 + 0.3 * strength))
    start = nx.kamada_kawai_layout(graph, weight="length")
    found = nx.spring_layout(graph, pos=start, seed=SEED, iterations=100, k=1.6 / math.sqrt(len(nodes)))
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _spread(place: Place) -> Place:
    """The same directions from the middle, but distances by rank, so that the crowd in the middle gets its room."""
    middle_x, middle_y = (sum(values) / len(place) for values in zip(*place.values(), strict=True))
    moved = {node: (x - middle_x, y - middle_y) for node, (x, y) in place.items()}
    # Rounded, since the last digits of a float are no reason for another order.
    order = sorted(moved, key=lambda node: round(math.hypot(*moved[node]), 6))
    spread: Place = {}
    for number, node in enumerate(order):
        x, y = moved[node]
        radius = SPACING * math.sqrt(number)
        angle = math.atan2(y, x)
        spread[node] = (radius * math.cos(angle), radius * math.sin(angle))
    return spread


def _apart(place: Place, boxes: Mapping[str, Box]) -> Place:
    """The same places, but those whose boxes would cover each other pushed apart, the shorter way."""
    nodes = list(place)
    points = np.array([place[node] for node in nodes])
    halves = np.array([boxes[node] for node in nodes])
    needed = halves[:, None] + halves[None, :]
    for _ in range(APART_ROUNDS):
        covering = (np.abs(points[:, None] - points[None, :]) < needed - 0.5).all(axis=2)
        pairs = np.argwhere(np.triu(covering, 1))
        if not len(pairs):
            break
        for one, other in pairs:
            between = points[other] - points[one]
            lacking = needed[one, other] - np.abs(between)
            if lacking.min() <= 0:  # one of the two has been moved since
                continue
            axis = int(np.argmin(lacking))
            push = lacking[axis] / 2 * (1 if between[axis] >= 0 else -1)
            points[one, axis] -= push
            points[other, axis] += push
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _box(label: str, share: float) -> Box:
    """Half the width and half the height of an actor's symbol and its name below it.

    `share` is the actor's claims, as a part of those of the strongest; picture.js draws the symbols.
    """
    radius = 5 + 23 * math.sqrt(share)
    lines = 1 if len(label) <= ONE_LINE else 2
    characters = min(len(label) / lines + 2 * (lines - 1), ONE_LINE + 2)
    return max(CHARACTER * characters / 2, radius) + 4, radius + lines * LINE / 2 + 2


def _fill(simple: nx.Graph[str], ranking: list[str], place: Place, boxes: Mapping[str, Box]) -> None:
    """Give a place to all who have none yet: those next to somebody placed first, then the next to these, and so on."""
    free = _Places(place, boxes)
    tried: Counter[str] = Counter()
    rank = {node: number for number, node in enumerate(ranking)}
    placed = list(place)
    while len(place) < len(ranking):
        near = {other for node in placed for other in simple[node] if other not in place}
        # A part of the network of which nobody is in view begins below all others.
        placed = sorted(near, key=rank.__getitem__) or [next(node for node in ranking if node not in place)]
        anchors = {node: [other for other in simple[node] if other in place] for node in placed}
        for node in placed:
            anchor = max(sorted(anchors[node]), key=lambda other: simple.edges[node, other]["weight"], default=None)
            origin = place[anchor] if anchor is not None else free.below()
            spiral = anchor if anchor is not None else node
            point = _around(origin, tried[spiral])
            while not free.take(point):
                # Longer steps the longer it takes, since the middle of a spiral may be crowded far out.
                tried[spiral] += 1 + tried[spiral] // 32
                point = _around(origin, tried[spiral])
            tried[spiral] += 1
            place[node] = point


class _Places:
    """Which places are taken, by squares of the plane, so that neighbours are found at once."""

    def __init__(self, place: Place, boxes: Mapping[str, Box]) -> None:
        self._taken: dict[tuple[int, int], list[tuple[Point, float]]] = defaultdict(list)
        self._lowest = 0.0
        for node, point in place.items():
            self._put(point, boxes[node][1] + ROOM / 2)

    def take(self, point: Point) -> bool:
        """Take the place, if there is room."""
        column, row = self._square(point)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                if any(math.dist(point, other) < room for other, room in self._taken.get((x, y), ())):
                    return False
        self._put(point, ROOM)
        return True

    def below(self) -> Point:
        """A point below all places taken."""
        return 0.0, self._lowest + 2 * SQUARE

    def _put(self, point: Point, room: float) -> None:
        self._taken[self._square(point)].append((point, room))
        self._lowest = max(self._lowest, point[1])

    @staticmethod
    def _square(point: Point) -> tuple[int, int]:
        return math.floor(point[0] / SQUARE), math.floor(point[1] / SQUARE)


def _around(anchor: Point, number: int) -> Point:
    """The place of that number on a spiral around a point."""
    radius = ROOM * (1.5 + 0.5 * math.sqrt(number))
    return anchor[0] + radius * math.cos(number * GOLDEN_ANGLE), anchor[1] + radius * math.sin(number * GOLDEN_ANGLE)


def _below_each_other(parts: list[Place], boxes: Mapping[str, Box]) -> Place:
    """The largest part on top, the others in rows below it that are as wide."""
    placed: Place = {}
    width = x = row_top = row_bottom = 0.0
    for part in parts:
        left = min(point[0] - boxes[node][0] for node, point in part.items())
        right = max(point[0] + boxes[node][0] for node, point in part.items())
        top, bottom = (choose(point[1] for point in part.values()) for choose in (min, max))
        if x and x + right - left > width:
            x, row_top = 0.0, row_bottom
        placed.update({node: (x + px - left, row_top + py - top) for node, (px, py) in part.items()})
        row_bottom = max(row_bottom, row_top + bottom - top + 3 * LINE)
        x += right - left + LINE
        width = max(width, x, 8 * SPACING)
        if part is parts[0]:
            x, row_top = 0.0, row_bottom
    return placed
