"""The course of time as a picture: how much cooperation and conflict the texts tell of, month after month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgraph.picture.figure import BRANCH_COLORS, BRANCH_LABELS, drawn
from kgraph.report.texts import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 48
"""So many bars can be read; if there are more months than that, each bar is a year."""


def timeline_picture(months: Mapping[str, Mapping[str, int]], form: str = "svg", *, title: str = "") -> bytes:
    """Bars as SVG, PNG or PDF, from the counts that `kgraph.network.timeline.months` gives.

    Cooperation and standing ties stand above the line, conflict below it. Months without claims are left out, and years
    stand beside months where texts give no month. The same counts give the same bytes. Raises UnknownNameError and
    MissingPackageError.
    """
    counts = months if len(months) <= MOST else _by_year(months)
    width = max(4.0, 1.2 + 0.28 * len(counts))
    return drawn(lambda axes: _bars(axes, counts, title), form, (width, 3.0))


def _by_year(months: Mapping[str, Mapping[str, int]]) -> dict[str, Counter[str]]:
    years: dict[str, Counter[str]] = {}
    for month, counts in months.items():
        years.setdefault(month[:4], Counter()).update(counts)
    return years


def _bars(axes: Axes, counts: Mapping[str, Mapping[str, int]], title: str) -> None:
    from matplotlib.ticker import MaxNLocator

    times = list(counts)
    below = [0] * len(times)
    for branch in ("coop", "tie", "conf"):
        values = [counts[time].get(branch, 0) for time in times]
        heights = [-value for value in values] if branch == "conf" else values
        axes.bar(
            times,
            heights,
            bottom=None if branch == "conf" else below,
            width=0.75,
            color=BRANCH_COLORS[branch],
            edgecolor="white",
            linewidth=0.4,
            label=BRANCH_LABELS[branch],
        )
        if branch != "conf":
            below = [one + other for one, other in zip(below, values, strict=True)]
    axes.axhline(0, color="#222222", linewidth=0.8)
    axes.set_ylabel("claims")
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="x", labelrotation=90, labelsize=8, length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.legend(frameon=False, fontsize=8, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    if title:
        axes.set_title(plain(title), fontsize=9, loc="right", parse_math=False)
