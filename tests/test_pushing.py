"""A server is brought up to date with a folder: only what differs is sent, and what fails half-way can be run again."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from build_for_killing import Corpus, corpus
from commands import run
from conftest import BACKING, RAIDS, make_ontology
from servers import free_port, oxigraph

import kgraph
from kgraph.errors import StoreError
from kgraph.graph import pushing
from kgraph.graph.engines import remote
from kgraph.graph.pushing import push
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import GRAPH_LEDGER, LEDGER

MOMENTS = 8


def build(out: Path, version: int, infer: bool = False) -> Path:
    documents = [reading.document for reading in corpus(version)]
    kgraph.build(documents, out, Corpus(version), make_ontology(), infer=infer, files=False)
    return out


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with oxigraph(tmp_path / "server") as (url, _):
        yield url


def on(url: str) -> GraphStore:
    return GraphStore.on_server(url, writable=True)


def check_same(out: Path, url: str) -> None:
    """The server holds the named graphs of the folder, and the union of them, and says so."""
    here, there = kgraph.open_graph(out), on(url)
    assert sorted(map(str, there.quads())) == sorted(map(str, here.quads()))
    assert sorted(map(str, there.match())) == sorted(map(str, here.match()))
    assert len(list(there.lookup(None, LEDGER.digest, None, GRAPH_LEDGER))) == len(here.graphs())


def test_only_what_differs_is_sent(tmp_path: Path, server: str) -> None:
    out = build(tmp_path / "out", 0, infer=True)
    first = push(kgraph.open_graph(out), on(server))
    assert (first.added, first.replaced, first.removed, first.unchanged) == (6, 0, 0, 0)
    check_same(out, server)
    again = push(kgraph.open_graph(out), on(server))
    assert (again.added, again.replaced, again.removed, again.unchanged) == (0, 0, 0, 6)
    assert (again.triples_added, again.triples_removed) == (0, 0)
    kgraph.build([corpus(1)[2].document], out, Corpus(1), make_ontology())
    kgraph.remove(["4.txt"], out, make_ontology())
    changed = push(kgraph.open_graph(out), on(server))
    assert (changed.added, changed.replaced, changed.removed, changed.unchanged) == (0, 1, 1, 4)
    assert changed.triples_added < first.triples_added / 2
    check_same(out, server)


def test_claims_of_a_cluster_reach_a_server(tmp_path: Path, server: str) -> None:
    """What docs/scale.md says of Spark: its claims in parts, put together, imported, pushed and asked."""
    lines = [json.dumps(claim.to_json()) + "\n" for reading in (BACKING, RAIDS) for claim in reading.claims]
    (tmp_path / "claims.jsonl").write_text("".join(lines[1::2] + lines[::2]))
    out = str(tmp_path / "out")
    for arguments in (["import", out, str(tmp_path / "claims.jsonl")], ["push", out, server]):
        result = run(*arguments)
        assert result.exit_code == 0, result.output
    asked = run("query", server, "facts", "--format", "csv")
    assert asked.stdout == run("query", out, "facts", "--format", "csv").stdout
    assert "Iran,backs,Kataib Hezbollah" in asked.stdout


def test_what_others_keep_there_is_left_alone(tmp_path: Path, server: str) -> None:
    httpx.post(
        f"{server}/update", data={"update": "INSERT DATA { <urn:a> <urn:b> 1 GRAPH <urn:g> { <urn:a> <urn:b> 2 } }"}
    )
    out = build(tmp_path / "out", 0)
    push(kgraph.open_graph(out), on(server))
    check_same(out, server)
    found = httpx.post(
        f"{server}/query", data={"query": "SELECT ?o { { <urn:a> ?p ?o } UNION { GRAPH ?g { <urn:a> ?p ?o } } }"}
    )
    assert sorted(row["o"]["value"] for row in found.json()["results"]["bindings"]) == ["1", "2"]


def test_killed_at_random_moments(tmp_path: Path, server: str) -> None:
    out = build(tmp_path / "out", 0)
    begin = time.monotonic()
    push_in_process(out, server, None)
    seconds = time.monotonic() - begin
    rng = random.Random(3)
    killed = 0
    for version in range(1, MOMENTS + 1):
        build(out, version % 3)
        killed += push_in_process(out, server, rng.uniform(0, seconds / 2))
    assert killed >= MOMENTS // 2
    build(out, 0)
    push_in_process(out, server, None)
    check_same(out, server)


def test_cut_off_at_any_request_and_followed_by_another_graph(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "BATCH", 25)
    monkeypatch.setattr(remote, "MANY", 60)
    folders = [build(tmp_path / str(version), version, infer=version == 1) for version in range(3)]
    rng = random.Random(7)
    send, load = remote.RemoteEngine._update, remote.RemoteEngine._load
    left = 0

    def update(engine: remote.RemoteEngine, text: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoreError("cut off")
        send(engine, text)

    def loading(engine: remote.RemoteEngine, *arguments: Any) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoreError("cut off")
        return load(engine, *arguments)

    monkeypatch.setattr(remote.RemoteEngine, "_update", update)
    monkeypatch.setattr(remote.RemoteEngine, "_load", loading)
    for _ in range(12):
        monkeypatch.setattr(pushing, "STEP_QUADS", rng.choice((1, 400, 50_000)))
        for _ in range(rng.randint(1, 2)):
            left, cut = rng.randrange(30), rng.choice(folders)
            with contextlib.suppress(StoreError):
                push(kgraph.open_graph(cut), on(server))
        left, last = 10_000, rng.choice((cut, *folders))
        push(kgraph.open_graph(last), on(server))
        check_same(last, server)


def push_in_process(out: Path, url: str, kill_after: float | None) -> bool:
    """Push in a process of its own, and kill it so many seconds after it has begun; whether that came in time."""
    command = [sys.executable, str(Path(__file__).with_name("push_for_killing.py")), str(out), url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    output, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL or output == "done\n"
    return process.returncode == -signal.SIGKILL


def test_server_goes_away_in_mid_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "BATCH", 20)
    out = build(tmp_path / "out", 0)
    port = free_port()
    with oxigraph(tmp_path / "server", port) as (url, process):
        send, sent = remote.RemoteEngine._update, []

        def dying(engine: remote.RemoteEngine, text: str) -> None:
            sent.append(text)
            if len(sent) == 10:
                process.kill()
                process.wait()
            send(engine, text)

        with monkeypatch.context() as patch:
            patch.setattr(remote.RemoteEngine, "_update", dying)
            with pytest.raises(StoreError, match=r"update: (no server answers there|the server broke off)"):
                push(kgraph.open_graph(out), on(url))
        result = run("push", str(out), url)
        assert result.exit_code == 2
        assert "no server answers there; check the address" in result.stderr
    with oxigraph(tmp_path / "server", port) as (url, _):
        assert 0 < len(list(on(url).quads())) < len(list(kgraph.open_graph(out).quads()))
        assert run("push", str(out), url).exit_code == 0
        check_same(out, url)
