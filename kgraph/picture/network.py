"""The network as a picture: the actors most written about, how they stand to each other, and who stands together."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import networkx as nx

from kgraph.network import communities
from kgraph.picture.figure import BRANCH_COLORS, BRANCH_LABELS, BRANCH_LINES, drawn
from kgraph.picture.places import Point, Size, places
from kgraph.report.texts import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOP = 25
COMMUNITY_COLORS = ("#56b4e9", "#e69f00", "#cc79a7", "#f0e442", "#b3a2d9", "#9ccc8f")
"""Okabe and Ito's light colours, which dark letters stand out from; further communities are white."""
LABEL_SIZE = 8.0
LABEL_WIDTH = 20
LETTER_WIDTH = 0.58
CANVAS = (560.0, 400.0)
MARGIN = 20.0
LEAST_WIDTH = 280.0
POINTS = 72.0
LEGEND_INCHES = 0.6


def network_picture(
    graph: nx.MultiDiGraph[str], form: str = "svg", *, top: int = TOP, about: Iterable[str] = ()
) -> bytes:
    """The network as SVG, PNG or PDF: the `top` actors of most claims, or those around the actors `about`, by IRI.

    An actor's area is its number of claims in the whole network, its colour its community (of `communities` with the
    method "signed"); an arrow's width is the number of claims, its colour and line the branch. The same network gives
    the same bytes. Raises UnknownNameError and MissingPackageError.
    """
    claims: dict[str, int] = dict(graph.degree(weight="weight"))
    kept = graph.subgraph(chosen(graph, top, about))
    if not kept:
        return drawn(_nothing, form, (4, 1))
    labels = {actor: _label(graph.nodes[actor]["label"]) for actor in kept}
    most = max(claims.values())
    radii = {actor: 4 + 14 * math.sqrt(claims[actor] / most) for actor in kept}
    undirected: nx.Graph[str] = nx.Graph()
    undirected.add_nodes_from(sorted(kept))
    undirected.add_edges_from(sorted({(min(edge), max(edge)) for edge in kept.edges() if edge[0] != edge[1]}))
    found = places(undirected, {actor: _box(labels[actor], radii[actor]) for actor in kept}, CANVAS)
    colors = _colors(graph)

    def draw(axes: Axes) -> None:
        _arrows(axes, kept, found, radii)
        for actor in sorted(kept, key=lambda each: (-claims[each], each)):
            _actor(axes, found[actor], radii[actor], labels[actor], colors.get(actor, "white"))
        _frame(axes, found, {data["branch"] or "tie" for _, _, data in kept.edges(data=True)})

    return drawn(draw, form, _size(found))


def chosen(graph: nx.MultiDiGraph[str], top: int = TOP, about: Iterable[str] = ()) -> list[str]:
    """The actors of a picture: those of most claims, or some and the neighbours that they have most claims with.

    Whoever has no edge to another of them is left out.
    """
    asked = list(dict.fromkeys(about))
    counts: dict[str, int] = dict.fromkeys(graph, 0)
    for subject, object_, data in graph.edges(data=True):
        if subject != object_ and (not asked or subject in asked or object_ in asked):
            counts[subject] += data["weight"]
            counts[object_] += data["weight"]
    ranked = sorted((actor for actor in graph if counts[actor]), key=lambda actor: (-counts[actor], actor))
    first = list(dict.fromkeys([*(actor for actor in asked if actor in graph), *ranked]))[:top]
    part = graph.subgraph(first)
    return [actor for actor in first if actor in asked or set(nx.all_neighbors(part, actor)) - {actor}]


def _label(text: str) -> str:
    return "\n".join(textwrap.wrap(plain(text), LABEL_WIDTH, max_lines=3, placeholder=" …")) or "?"


def _box(label: str, radius: float) -> Size:
    """The room that an actor takes with its label below it, in points."""
    lines = label.split("\n")
    width = LETTER_WIDTH * LABEL_SIZE * max(map(len, lines))
    return max(width, 2 * radius), 2 * (radius + 2 + 1.2 * LABEL_SIZE * len(lines))


def _colors(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """The colours of the actors in the largest communities."""
    groups = [group for group in communities(graph, method="signed") if len(group) > 1]
    return {actor: color for color, group in zip(COMMUNITY_COLORS, groups, strict=False) for actor in group}


def _arrows(axes: Axes, graph: nx.MultiDiGraph[str], place: Mapping[str, Point], radii: Mapping[str, float]) -> None:
    """One arrow for each ordered pair and branch; those of a pair are bent apart."""
    from matplotlib.patches import FancyArrowPatch

    weights: dict[tuple[str, str], dict[str, int]] = {}
    for subject, object_, data in graph.edges(data=True):
        if subject != object_:
            by_branch = weights.setdefault((subject, object_), {})
            branch = data["branch"] or "tie"
            by_branch[branch] = by_branch.get(branch, 0) + data["weight"]
    for (subject, object_), by_branch in sorted(weights.items()):
        for number, (branch, weight) in enumerate(sorted(by_branch.items())):
            axes.add_patch(
                FancyArrowPatch(
                    place[subject],
                    place[object_],
                    connectionstyle=f"arc3,rad={0.07 + 0.11 * number:.2f}",
                    arrowstyle="-|>,head_length=4,head_width=2",
                    shrinkA=radii[subject],
                    shrinkB=radii[object_],
                    linewidth=0.7 + (0.25 if branch == "tie" else 0.6) * math.log2(weight),
                    linestyle=BRANCH_LINES[branch],
                    color=BRANCH_COLORS[branch],
                    alpha=0.85,
                    zorder=1 if branch == "tie" else 2,
                )
            )


def _actor(axes: Axes, place: Point, radius: float, label: str, color: str) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle(place, radius, facecolor=color, edgecolor="#222222", linewidth=0.8, zorder=3))
    axes.text(
        place[0],
        place[1] - radius - 2,
        label,
        fontsize=LABEL_SIZE,
        ha="center",
        va="top",
        linespacing=1.05,
        color="#111111",
        parse_math=False,  # a dollar sign in a name is no formula
        bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.5},
        zorder=4,
    )


def _frame(axes: Axes, place: Mapping[str, Point], branches: set[str]) -> None:
    """Limits in points, so that radii are points too, and the legend of the branches that are drawn."""
    from matplotlib.lines import Line2D

    (left, right), (bottom, top) = _limits(place)
    axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    axes.axis("off")
    lines = [
        Line2D([], [], color=BRANCH_COLORS[branch], linestyle=BRANCH_LINES[branch], linewidth=1.4, label=label)
        for branch, label in BRANCH_LABELS.items()
        if branch in branches
    ]
    axes.legend(
        handles=lines,
        title="area: number of claims · colour: who stands together",
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        ncols=3,
        frameon=False,
        fontsize=LABEL_SIZE,
        title_fontsize=LABEL_SIZE,
    )


def _limits(place: Mapping[str, Point]) -> tuple[tuple[float, float], tuple[float, float]]:
    """What must be in view: the actors with room for their labels, and for the legend."""
    xs, ys = zip(*place.values(), strict=True)
    middle = (min(xs) + max(xs)) / 2
    half = max(max(xs) - middle + MARGIN + LETTER_WIDTH * LABEL_SIZE * LABEL_WIDTH / 2, LEAST_WIDTH / 2)
    return (middle - half, middle + half), (min(ys) - MARGIN - 5 * LABEL_SIZE, max(ys) + 2 * MARGIN)


def _size(place: Mapping[str, Point]) -> tuple[float, float]:
    """The figure in inches, at which a unit of the axes is a point."""
    (left, right), (bottom, top) = _limits(place)
    return (right - left) / POINTS, (top - bottom) / POINTS + LEGEND_INCHES


def _nothing(axes: Axes) -> None:
    axes.axis("off")
    axes.text(0.5, 0.5, "No claims", ha="center", va="center")
