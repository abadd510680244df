"""Runs the notebooks from top to bottom and keeps what they show: python scripts/notebooks.py [NAME...]."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
SECONDS = 300
"""What one cell may take."""

# The names in a table's style, and where an object stands in memory.
_CHANCE = re.compile(r"(?<=\bT_)[0-9a-f]{5}(?=[_\"# ])|(?<= at 0x)[0-9a-f]+")


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with what its cells show today, the same each time; raises CellExecutionError where one fails."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=SECONDS, resources={"metadata": {"path": str(path.parent)}}, record_timing=False
    ).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            data.update({kind: _CHANCE.sub("0", data[kind]) for kind in ("text/html", "text/plain") if kind in data})
    return notebook


def main(names: list[str]) -> None:
    """Run the notebooks whose names begin so, by default all."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not names or path.name.startswith(tuple(names)):
            nbformat.write(run(path), path)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
