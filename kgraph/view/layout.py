"""Where each actor stands on the page: computed once, so that the page opens at rest and always looks the same."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import networkx as nx

Point = tuple[float, float]
Place = dict[str, Point]

SEED = 7
FORCE_LIMIT = 400
"""So many actors of a connected part are laid out by forces, whose time grows with the square; the others join them."""

SPACING = 80.0
STRETCH = 1.2
"""Screens are wider than high."""

CLOSEST = 55.0
APART_ROUNDS = 8

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(graph: nx.MultiDiGraph[str], ranking: list[str]) -> dict[str, tuple[int, int]]:
    """Whole coordinates of every actor; `ranking` lists them all, the best-connected first."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(ranking)
    for subject, object_, data in graph.edges(data=True):
        if subject != object_:
            weight = simple.get_edge_data(subject, object_, {"weight": 0})["weight"] + data["weight"]
            simple.add_edge(subject, object_, weight=weight)
    rank = {node: number for number, node in enumerate(ranking)}
    parts = [sorted(part, key=rank.__getitem__) for part in nx.connected_components(simple)]
    parts.sort(key=lambda part: (-len(part), rank[part[0]]))
    place = _below_each_other([_part(simple, part) for part in parts])
    return {node: (round(x), round(y)) for node, (x, y) in place.items()}


def _part(simple: nx.Graph[str], ranking: list[str]) -> Place:
    """The places of one connected part."""
    core = ranking[:FORCE_LIMIT]
    place = _apart(_spread(_forces(simple, core)))
    taken: Counter[str] = Counter()
    rank = {node: number for number, node in enumerate(ranking)}
    placed = core
    while placed:
        near = {other for node in placed for other in simple[node] if other not in place}
        placed = sorted(near, key=rank.__getitem__)
        anchors = {node: [other for other in simple[node] if other in place] for node in placed}
        for node in placed:
            anchor = max(sorted(anchors[node]), key=lambda other: simple.edges[node, other]["weight"])
            place[node] = _around(place[anchor], taken[anchor])
            taken[anchor] += 1
    return place


def _forces(simple: nx.Graph[str], nodes: list[str]) -> Place:
    """Fruchterman & Reingold's layout (1991, doi:10.1002/spe.4380211102), strong pairs nearer to each other."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    for one, other, data in sorted(simple.subgraph(nodes).edges(data=True), key=lambda edge: edge[:2]):
        graph.add_edge(one, other, weight=1 + math.log2(data["weight"]))
    found = nx.spring_layout(graph, seed=SEED, iterations=150, k=2.5 / math.sqrt(len(nodes)))
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
        spread[node] = (STRETCH * radius * math.cos(angle), radius * math.sin(angle))
    return spread


def _apart(place: Place) -> Place:
    """The same places, but those too close to each other pushed apart, so that labels have room."""
    moved = dict(place)
    for _ in range(APART_ROUNDS):
        for one, other in combinations(moved, 2):
            dx, dy = (moved[other][0] - moved[one][0]) / STRETCH, moved[other][1] - moved[one][1]
            distance = math.hypot(dx, dy)
            if distance < CLOSEST:
                # Two at the very same place are moved along the horizontal.
                ux, uy = (dx / distance, dy / distance) if distance > 1 else (1.0, 0.0)
                push = (CLOSEST - distance) / 2
                moved[one] = moved[one][0] - STRETCH * push * ux, moved[one][1] - push * uy
                moved[other] = moved[other][0] + STRETCH * push * ux, moved[other][1] + push * uy
    return moved


def _around(anchor: Point, number: int) -> Point:
    """The next free place on a spiral around an actor."""
    radius = SPACING * (0.5 + 0.15 * math.sqrt(number))
    return anchor[0] + radius * math.cos(number * GOLDEN_ANGLE), anchor[1] + radius * math.sin(number * GOLDEN_ANGLE)


def _below_each_other(parts: list[Place]) -> Place:
    """The largest part on top, the others in rows below it that are as wide."""
    placed: Place = {}
    width = x = row_top = row_bottom = 0.0
    for part in parts:
        left, right = (choose(point[0] for point in part.values()) for choose in (min, max))
        top, bottom = (choose(point[1] for point in part.values()) for choose in (min, max))
        if x and x + right - left > width:
            x, row_top = 0.0, row_bottom
        placed.update({node: (x + px - left, row_top + py - top) for node, (px, py) in part.items()})
        row_bottom = max(row_bottom, row_top + bottom - top + 1.5 * SPACING)
        x += right - left + 2 * SPACING
        width = max(width, x, 8 * SPACING)
        if part is parts[0]:
            x, row_top = 0.0, row_bottom
    return placed
