"""Figures of matplotlib that come out the same every time, and the colours that they share."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kgraph.errors import MissingPackageError, UnknownNameError
from kgraph.ontology import Branch

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("svg", "png", "pdf")
DPI = 200

BRANCH_COLORS = {Branch.COOP.value: "#009e73", Branch.CONF.value: "#cc3311", Branch.TIE.value: "#7d8a9b"}
"""As on the page; nobody needs to tell red from green, since line styles say the same."""
BRANCH_LINES: dict[str, tuple[float, tuple[float, ...]]] = {
    Branch.COOP.value: (0, ()),
    Branch.CONF.value: (0, (5, 1.5)),
    Branch.TIE.value: (0, (1, 1.5)),
}
"""Where a dash begins, and how long dashes and gaps are; none is a solid line."""
BRANCH_LABELS = {branch.value: branch.label for branch in Branch}

# No metadata that changes, ids that follow from the content, and letters as letters, so that SVG can be searched.
_SETTINGS: Any = {"svg.hashsalt": "kgraph", "svg.fonttype": "none", "font.family": "sans-serif", "pdf.fonttype": 42}
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def drawn(draw: Callable[[Axes], object], form: str, size: tuple[float, float]) -> bytes:
    """What is drawn on the axes of a figure of so many inches, in one of `FORMATS`; the same drawing, the same bytes.

    Raises UnknownNameError for another format, and MissingPackageError.
    """
    if form not in FORMATS:
        raise UnknownNameError("format of pictures", form, list(FORMATS))
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackageError(
            "pictures need matplotlib, which is not installed: pip install 'kgraph[plot]'"
        ) from error
    output = io.BytesIO()
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A letter that the font lacks is shown as a box.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.add_subplot())
        figure.savefig(output, format=form, dpi=DPI, metadata=_METADATA[form])
    return output.getvalue()
