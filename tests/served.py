"""A built folder to serve, and servers over it: in the test's own process, or as a process of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from conftest import BACKING, RAIDS, SCRIPT, FakeReader, make_ontology, make_reading
from starlette.testclient import TestClient

import kgraph
from kgraph import vocab
from kgraph.model import Actor
from kgraph.serve.app import make_app
from kgraph.serve.settings import Settings

HOSTILE = make_reading(
    f"Iran backed {SCRIPT}. Iran backed Iraq <img src=x onerror='window.ran = 1'>.",
    ("Iran", "backed", "backs", SCRIPT),
    ("Iran", "backed Iraq <img", "backs", "Iraq"),
    doc='../<img src=x onerror="window.ran = 2">/a b.txt',
    title="</title><script>window.ran = 3</script>",
    source="javascript:window.ran=4",
)
SAID = replace(
    BACKING,
    claims=(
        replace(BACKING.claims[0], attributed_to=Actor(vocab.ACTOR + "Reuters", "Reuters", "Media"), time="2020-06"),
        *BACKING.claims[1:],
    ),
)
READINGS = (SAID, RAIDS, HOSTILE)

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
"""Every triple with every other, five times over."""


def build_folder(out: Path) -> Path:
    """The readings made by hand as a built folder."""
    documents = [reading.document for reading in READINGS]
    kgraph.build(documents, out, FakeReader(*READINGS), make_ontology())
    return out


def copy_folder(built: Path, out: Path) -> Path:
    """A copy of a built folder, for a test that changes it."""
    return Path(shutil.copytree(built, out))


@contextmanager
def client(out: Path, base_url: str = "http://127.0.0.1:8000", **settings: object) -> Iterator[TestClient]:
    """A client of the application, without a server in between."""
    app = make_app(Settings(out, **settings))  # type: ignore[arg-type]
    with TestClient(app, base_url=base_url, follow_redirects=False) as found:
        yield found


@contextmanager
def server(out: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The URL and the process of `kgraph serve` on a free port; ended at the end, if it still runs."""
    command = [sys.executable, "-m", "kgraph", "serve", str(out), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Serving "), line + process.communicate(timeout=10)[1]
        yield line.split(" at ")[1].split()[0].rstrip("/"), process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
