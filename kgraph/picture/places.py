"""Where actors stand in a picture, in points, so that no two labels lie on each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations

import networkx as nx

Point = tuple[float, float]
Size = tuple[float, float]

ROUNDS = 400
GAP = 6.0


def places(graph: nx.Graph[str], sizes: Mapping[str, Size], canvas: Size) -> dict[str, Point]:
    """The middle of each actor's box, whose width and height are given, on a canvas that grows if they need room.

    Distances follow the steps between actors (Kamada & Kawai 1989, doi:10.1016/0020-0190(89)90102-6); then boxes that
    overlap are pushed apart. The same network gives the same places.
    """
    if len(graph) == 1:
        return dict.fromkeys(graph, (canvas[0] / 2, canvas[1] / 2))
    found = nx.kamada_kawai_layout(graph, dist=_distances(graph, sizes), pos=nx.circular_layout(graph))
    # Rounded, since the last digits of an optimum differ from machine to machine.
    fitted = _fitted({node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in found.items()}, canvas)
    return _apart(fitted, sizes)


def _distances(graph: nx.Graph[str], sizes: Mapping[str, Size]) -> dict[str, dict[str, float]]:
    """The steps between each two actors, more between large ones, which have many arrows; those without a path lie a
    little farther than the farthest others."""
    steps: dict[str, dict[str, int]] = dict(nx.all_pairs_shortest_path_length(graph))
    far = 1 + max(distance for row in steps.values() for distance in row.values())
    tallest = max(height for _, height in sizes.values())
    extra = {node: (sizes[node][1] / tallest) ** 2 for node in graph}
    return {
        one: {other: steps[one].get(other, far) + (extra[one] + extra[other] if other != one else 0) for other in graph}
        for one in graph
    }


def _fitted(place: Mapping[str, Point], canvas: Size) -> dict[str, Point]:
    """The places stretched over the canvas."""
    ends = [(min(values), max(values)) for values in zip(*place.values(), strict=True)]
    scales = [size / (high - low) if high > low else 0 for size, (low, high) in zip(canvas, ends, strict=True)]
    return {node: ((x - ends[0][0]) * scales[0], (y - ends[1][0]) * scales[1]) for node, (x, y) in place.items()}


def _apart(place: Mapping[str, Point], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """The places with each two boxes that overlap moved apart, along the way that is the shorter."""
    moved = {node: place[node] for node in sorted(place)}
    for _ in range(ROUNDS):
        still = True
        for one, other in combinations(moved, 2):
            (x1, y1), (x2, y2) = moved[one], moved[other]
            over_x = (sizes[one][0] + sizes[other][0]) / 2 + GAP - abs(x2 - x1)
            over_y = (sizes[one][1] + sizes[other][1]) / 2 + GAP - abs(y2 - y1)
            if min(over_x, over_y) <= 0.01:
                continue
            still = False
            if over_x < over_y:
                push = math.copysign(over_x / 2, x2 - x1)
                moved[one], moved[other] = (x1 - push, y1), (x2 + push, y2)
            else:
                push = math.copysign(over_y / 2, y2 - y1)
                moved[one], moved[other] = (x1, y1 - push), (x2, y2 + push)
        if still:
            break
    return moved
