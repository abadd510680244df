"""A build that is killed at any moment leaves a graph of whole documents, and the next run finishes the job."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from build_for_killing import DOCUMENTS, corpus
from click.testing import CliRunner
from test_upkeep import at_once, lines

from kgraph import __version__
from kgraph.cli import main
from kgraph.files import OWN_FILES
from kgraph.graph.folder import open_graph
from kgraph.graph.rdf import in_order
from kgraph.graph.store import GraphStore
from kgraph.model import Provenance, Reading

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")]

MOMENTS = 20
FILES = ("graph.trig", "claims.jsonl", "graph.html", "report.md")


def start(out: Path, version: int) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("build_for_killing.py")
    process = subprocess.Popen([sys.executable, str(script), str(out), str(version)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(out: Path, version: int) -> float:
    """Seconds that a whole build takes."""
    process = start(out, version)
    begin = time.monotonic()
    assert process.communicate()[0] == "done\n"
    assert process.returncode == 0
    return time.monotonic() - begin


def check(out: Path, known: dict[str, list[Reading]]) -> int:
    """How many documents the graph holds; each is whole, and all that is derived from them is in step."""
    store = open_graph(out)
    readings = list(store.readings())
    for reading in readings:
        assert reading in known[reading.document.id]
    assert lines(store) == lines(at_once(readings))
    return len(readings)


def stamped(version: int) -> list[Reading]:
    """What a build by `build_for_killing` writes."""
    provenance = Provenance(__version__, "a_model", "3.8")
    return [in_order(replace(reading, provenance=provenance)) for reading in corpus(version)]


def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    out = tmp_path / "out"
    versions = [stamped(version) for version in range(MOMENTS + 1)]
    known = {
        reading.document.id: [version[number] for version in versions] for number, reading in enumerate(versions[0])
    }
    seconds = finish(tmp_path / "whole", 0)
    rng = random.Random(5)
    killed, partly = 0, 0
    for version in range(MOMENTS):
        process = start(out, version)
        time.sleep(rng.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()  # type: ignore[union-attr]
        if out.exists():
            number = check(out, known)
            titles = {reading.document.title for reading in open_graph(out).readings()}
            partly += number < DOCUMENTS or len(titles) > 1
        (out if out.exists() else tmp_path).joinpath("notes.md").write_text("mine")
    assert killed >= MOMENTS // 2
    assert partly >= MOMENTS // 4
    finish(out, MOMENTS)
    assert check(out, known) == DOCUMENTS
    finish(tmp_path / "other", MOMENTS)
    for name in FILES:
        assert (out / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert {path.name for path in out.iterdir()} == OWN_FILES | {"notes.md"}
    assert len(list((out / "store").iterdir())) == 1
    assert not list(tmp_path.glob(".*"))


def test_killed_while_the_files_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finish(out, 0)
    marker = (out / "kgraph.json").read_text()
    finish(out, 1)
    expected = {name: (out / name).read_bytes() for name in FILES}
    # As if the last build had been killed before its files were there.
    store = (out / "kgraph.json").read_text().split('"files"')[0]
    (out / "kgraph.json").write_text(store + '"files"' + marker.split('"files"')[1])
    (out / "report.md").write_text("of an earlier graph")
    told = CliRunner().invoke(main, ["view", str(out), "--no-browser"])
    assert "shows an earlier state of the graph" in told.stderr
    finish(out, 1)
    assert {name: (out / name).read_bytes() for name in FILES} == expected
    assert CliRunner().invoke(main, ["view", str(out), "--no-browser"]).stderr == ""


def test_a_graph_can_be_asked_while_it_is_built_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    known = {reading.document.id: [reading, other] for reading, other in zip(stamped(0), stamped(1), strict=True)}
    finish(out, 0)
    early: GraphStore = open_graph(out)
    process = start(out, 1)
    asked = 0
    while process.poll() is None:
        assert check(out, known) == DOCUMENTS
        asked += 1
    process.stdout.close()  # type: ignore[union-attr]
    assert process.returncode == 0
    assert asked >= 2
    assert {reading.document.title for reading in early.readings()} == {"version 0"}
    assert {reading.document.title for reading in open_graph(out).readings()} == {"version 1"}
