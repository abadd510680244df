"""Queries at the command line that would take for ever, or give too much."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from commands import fails, run
from conftest import BACKING, RAIDS, FakeReader, make_ontology

import kgraph
from kgraph.cli.waiting import wait_for

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


@pytest.fixture
def out(tmp_path: Path, plain_pages: None) -> Path:
    kgraph.build([BACKING.document, RAIDS.document], tmp_path / "out", FakeReader(), make_ontology())
    return tmp_path / "out"


def test_what_a_call_gives_or_raises() -> None:
    assert wait_for(lambda: threading.current_thread().daemon, None) is True
    with pytest.raises(ZeroDivisionError):
        wait_for(lambda: 1 / 0, 5)


def test_a_query_that_would_run_for_ever_is_stopped(out: Path) -> None:
    command = [sys.executable, "-m", "kgraph", "query", str(out), ENDLESS, "--timeout", "0.5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("Error: the query was stopped after 0.5 seconds; ask for less, or give a longer --timeout\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_ends_a_query_that_would_run_for_ever(out: Path) -> None:
    # By a shell that does not wait for it, a process could inherit that Ctrl-C is ignored.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"from kgraph.cli import main; main(['query', {str(out)!r}, {ENDLESS!r}])"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    try:
        time.sleep(4)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, errors) == (130, "Interrupted.\n")


def test_a_huge_answer_is_refused(out: Path) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    fails(run("query", out, everything, "--max-rows", 10), "the answer has more than 10 rows; ask for less")
    fails(run("query", out, "CONSTRUCT WHERE { ?s ?p ?o }", "--max-rows", 10), "more than 10 triples")
    assert run("query", out, everything, "--format", "csv").exit_code == 0


def test_an_error_in_the_midst_of_the_rows_is_told(out: Path) -> None:
    fails(run("query", out, "SELECT * { ?s ?p "), "malformed SPARQL")
    fails(run("query", out, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE asks another server")
