"""Building a folder: whole or not at all, the same bytes again, one document beside the others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BACKING, RAIDS, FakeReader

from kgraph.builder import BuildSummary, build, check_folder
from kgraph.errors import StoreError
from kgraph.files import OWN_FILES
from kgraph.graph.folder import MARKER, open_graph, store_folder
from kgraph.graph.store import GraphStore
from kgraph.model import Document
from kgraph.ontology import Ontology

pytestmark = pytest.mark.usefixtures("plain_pages")

BOTH = [RAIDS.document, BACKING.document]


def files(out: Path) -> dict[str, bytes]:
    """The files of a folder that show the graph."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != MARKER}


def make(out: Path, ontology: Ontology, documents: list[Document] = BOTH, **options: bool) -> BuildSummary:
    return build(documents, out, FakeReader(), ontology, **options)


def test_folder_holds_store_and_files(tmp_path: Path, ontology: Ontology) -> None:
    summary = make(tmp_path / "deep" / "out", ontology)
    out = tmp_path / "deep" / "out"
    assert {path.name for path in out.iterdir()} == OWN_FILES
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert summary == BuildSummary(
        out=out.resolve(),
        added=2,
        replaced=0,
        documents=2,
        sentences=5,
        mentions=10,
        actors=4,
        claims=5,
        negated=1,
        possible=0,
        facts=3,
    )
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert claims == [claim.to_json() for claim in open_graph(out).claims()]
    assert [claim["doc"] for claim in claims] == ["a.txt"] * 2 + ["b.txt"] * 3
    assert (out / "report.md").read_text() == "5 claims\n"


def test_progress_is_told(tmp_path: Path, ontology: Ontology) -> None:
    told: list[tuple[int, int]] = []
    build(BOTH, tmp_path / "out", FakeReader(), ontology, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_building_again_gives_the_same_bytes(tmp_path: Path, ontology: Ontology) -> None:
    make(tmp_path / "one", ontology)
    before = files(tmp_path / "one")
    make(tmp_path / "one", ontology)
    make(tmp_path / "two", ontology, BOTH[::-1])
    for document in BOTH:
        make(tmp_path / "three", ontology, [document])
    for name in ("one", "two", "three"):
        assert files(tmp_path / name) == before


def test_documents_are_added_and_replaced(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    assert make(out, ontology, BOTH[:1]).added == 1
    untouched = open_graph(out).reading(BOTH[0].id)
    summary = make(out, ontology, BOTH[1:])
    assert (summary.added, summary.replaced, summary.documents) == (1, 0, 2)
    assert open_graph(out).reading(BOTH[0].id) == untouched
    summary = make(out, ontology)
    assert (summary.added, summary.replaced, summary.unchanged, summary.documents) == (0, 0, 2, 2)
    other = replace(BOTH[0], text="Something else.")
    summary = make(out, ontology, [other, BOTH[1]])
    assert (summary.added, summary.replaced, summary.unchanged, summary.documents) == (0, 1, 1, 2)
    assert summary.reasons == {"another text": 1}


def test_fresh_drops_the_earlier_documents(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology)
    assert make(out, ontology, BOTH[:1], fresh=True).documents == 1
    assert open_graph(out).documents() == [BOTH[0].id]


def test_claims_of_little_confidence_are_dropped(tmp_path: Path, ontology: Ontology) -> None:
    summary = build(BOTH, tmp_path / "out", FakeReader(), ontology, min_confidence=0.9)
    assert (summary.claims, summary.documents) == (0, 2)


@pytest.mark.parametrize("fresh", [False, True])
def test_error_in_the_middle_leaves_all_as_it_was(tmp_path: Path, ontology: Ontology, fresh: bool) -> None:
    out = tmp_path / "out"
    make(out, ontology, BOTH[:1])
    before = files(out)
    with pytest.raises(RuntimeError, match="broke"):
        build(BOTH, out, FakeReader(fail_at=BOTH[1].id), ontology, fresh=fresh)
    assert files(out) == before
    assert open_graph(out).documents() == [BOTH[0].id]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    make(out, ontology)


def test_error_in_a_first_build_leaves_nothing(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(RuntimeError, match="broke"):
        build(BOTH, tmp_path / "deep" / "out", FakeReader(fail_at=BOTH[1].id), ontology)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("no space left")])
def test_error_in_the_last_step_leaves_all_as_it_was(
    tmp_path: Path, ontology: Ontology, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    out = tmp_path / "out"
    make(out, ontology, BOTH[:1])
    before, marker = files(out), (out / MARKER).read_bytes()
    put = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == MARKER:
            raise error
        return put(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(StoreError if isinstance(error, OSError) else KeyboardInterrupt):
            make(out, ontology)
    assert (files(out), (out / MARKER).read_bytes()) == (before, marker)
    assert {path.name for path in out.iterdir()} == OWN_FILES
    assert open_graph(out).documents() == [BOTH[0].id]
    assert make(out, ontology).added == 1


def test_what_killed_builds_leave_is_cleared_away(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology, BOTH[:1])
    shutil.copytree(store_folder(out), out / "store" / "99")
    (tmp_path / ".out.12345678.new" / "store").mkdir(parents=True)
    assert make(out, ontology, BOTH[1:]).documents == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert list((out / "store").iterdir()) == [store_folder(out)]


def test_what_the_user_put_into_the_folder_stays(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology)
    (out / "notes.md").write_text("mine")
    (out / "sub").mkdir()
    (out / "sub" / "more.md").write_text("mine too")
    make(out, ontology, fresh=True)
    assert (out / "notes.md").read_text() == "mine"
    assert (out / "sub" / "more.md").read_text() == "mine too"


def test_foreign_folder_and_file_are_refused(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / "photo.jpg").write_text("x")
    with pytest.raises(StoreError, match="holds something else"):
        make(tmp_path, ontology)
    with pytest.raises(StoreError, match="this is a file"):
        make(tmp_path / "photo.jpg", ontology)
    with pytest.raises(StoreError, match="cannot be written"):
        make(tmp_path / "photo.jpg" / "out", ontology)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_check_finds_what_a_build_would(tmp_path: Path, ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign, out = tmp_path / "photo.jpg", tmp_path / "out"
    foreign.write_text("x")
    for bad, words in ((tmp_path, "something else"), (foreign, "is a file"), (foreign / "out", "Not a directory")):
        with pytest.raises(StoreError, match=words):
            check_folder(bad)
    check_folder(tmp_path / "deep" / "out")
    make(out, ontology)
    before = files(out)
    check_folder(out)
    holder = GraphStore.open(store_folder(out))
    with pytest.raises(StoreError, match="another process is using the store"):
        check_folder(out)
    holder.close()
    assert files(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"photo.jpg", "out"}
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match="cannot be written"):
        check_folder(tmp_path / "deep" / "out")


def test_empty_folder_is_taken(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out", ontology)
    assert {path.name for path in (tmp_path / "out").iterdir()} == OWN_FILES


def test_folder_in_use_is_told(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology)
    code = (
        "import pathlib, sys, kgraph\n"
        f"store = kgraph.GraphStore.open(pathlib.Path({str(store_folder(out))!r}))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        for fresh in (False, True):
            with pytest.raises(StoreError, match="another process is using the store"):
                make(out, ontology, fresh=fresh)
        assert holder.stdin is not None
        holder.stdin.close()
    make(out, ontology)


def test_second_build_at_the_same_time_is_refused(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology)

    class Meddler(FakeReader):
        def read(self, documents: object) -> Iterator[object]:
            with pytest.raises(StoreError, match="another process is using the folder"):
                make(out, ontology)
            assert open_graph(out).documents() == ["a.txt", "b.txt"]
            yield from super().read(documents)

    build(BOTH, out, Meddler(), ontology)


def test_folder_that_appears_meanwhile_is_kept(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"

    class Meddler(FakeReader):
        def read(self, documents: object) -> Iterator[object]:
            make(out, ontology, BOTH[:1])
            yield from super().read(documents)

    with pytest.raises(StoreError, match="another process has built it meanwhile"):
        build(BOTH, out, Meddler(), ontology)
    assert open_graph(out).documents() == [BOTH[0].id]


def test_other_documents_quads_stay(tmp_path: Path, ontology: Ontology) -> None:
    out = tmp_path / "out"
    make(out, ontology)
    before = {str(quad) for quad in open_graph(out).quads()}
    changed = replace(RAIDS, claims=RAIDS.claims[:1], document=replace(RAIDS.document, title="Changed"))
    build([changed.document], out, FakeReader(changed), ontology)
    after = {str(quad) for quad in open_graph(out).quads()}
    assert all("b.txt>" in line or "graph/facts>" in line for line in before ^ after)
    assert before ^ after


def test_store_folder_is_a_plain_oxigraph_store(tmp_path: Path, ontology: Ontology) -> None:
    make(tmp_path / "out", ontology)
    GraphStore.open(store_folder(tmp_path / "out")).close()
