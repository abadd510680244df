"""The notebooks are kept with what they show, and show it again today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from readme import ROOT, script

notebooks = script("notebooks")
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LARGEST = 400_000
"""Bytes of a notebook with its outputs."""

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def outputs(notebook: nbformat.NotebookNode) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def shown(notebook: nbformat.NotebookNode) -> list[tuple[str, ...]]:
    """What each output says in words, and in which forms it is there. The pixels of a picture may differ."""
    return [
        (output.get("text", ""), output.get("data", {}).get("text/plain", ""), *sorted(output.get("data", {})))
        for output in outputs(notebook)
    ]


def test_they_are_there() -> None:
    assert [path.stem[:2] for path in PATHS] == ["01", "02", "03", "04", "05"]


@each_notebook
def test_it_is_small(path: Path) -> None:
    assert path.stat().st_size < LARGEST


@each_notebook
@pytest.mark.slow
@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's libraries
def test_it_shows_today_what_is_kept(path: Path) -> None:
    today = notebooks.run(path)
    kinds = {kind for output in outputs(today) for kind in output.get("data", {})}
    assert "text/html" in kinds  # tables
    assert kinds & {"image/png", "image/svg+xml"}
    assert not [output for output in outputs(today) if output.output_type == "error" or output.get("name") == "stderr"]
    assert shown(today) == shown(nbformat.read(path, as_version=4))
