"""The folder of a graph: what documents change, what goes wrong, and that nothing is lost then."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from build_for_killing import Corpus, corpus
from commands import fails, run
from conftest import make_ontology

import kgraph
from kgraph import builder
from kgraph.builder import BuildSummary, build, remove
from kgraph.curation.records import Curation, KeepApart
from kgraph.errors import StoreError
from kgraph.files import FILES, OWN_FILES, write_files
from kgraph.graph import seal
from kgraph.graph.folder import MARKER, OutFolder, open_graph, store_folder
from kgraph.graph.locks import is_free
from kgraph.graph.store import GraphStore
from kgraph.model import Document

pytestmark = pytest.mark.usefixtures("plain_pages")

DOCUMENTS = [reading.document for reading in corpus(0)]


def make(out: Path, documents: list[Document] | None = None, **options: object) -> BuildSummary:
    return build(DOCUMENTS if documents is None else documents, out, Corpus(0), make_ontology(), **options)  # type: ignore[arg-type]


def files(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES if (out / name).exists()}


# ------------------------------------------------------------- in and out


def test_any_order_and_any_number_of_builds_give_the_same_bytes(tmp_path: Path) -> None:
    make(tmp_path / "once")
    expected = files(tmp_path / "once")
    assert set(expected) == set(FILES)
    for seed in range(3):
        rng = random.Random(seed)
        documents = rng.sample(DOCUMENTS, len(DOCUMENTS))
        out = tmp_path / str(seed)
        while documents:
            number = rng.randint(1, 3)
            make(out, documents[:number])
            documents = documents[number:]
        assert files(out) == expected


def test_a_removed_document_leaves_nothing_behind(tmp_path: Path) -> None:
    make(tmp_path / "few", DOCUMENTS[:4])
    make(tmp_path / "all")
    summary = remove([document.id for document in DOCUMENTS[4:]], tmp_path / "all", make_ontology())
    assert (summary.removed, summary.documents) == (2, 4)
    assert files(tmp_path / "all") == files(tmp_path / "few")


def test_removing_what_is_not_there_removes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out)
    before = files(out)
    with pytest.raises(StoreError, match=r"no document 'none\.txt'"):
        remove([DOCUMENTS[0].id, "none.txt"], out, make_ontology())
    with pytest.raises(StoreError, match="another ontology, curation"):
        remove([DOCUMENTS[0].id], out, replace(make_ontology(), sha256="other"))
    with pytest.raises(StoreError, match="no kgraph folder"):
        remove(["a"], tmp_path, make_ontology())
    assert files(out) == before
    assert len(open_graph(out).documents()) == len(DOCUMENTS)


def test_only_what_has_changed_is_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked: list[str] = []

    class Asked(Corpus):
        def read(self, documents: object) -> object:  # type: ignore[override]
            documents = list(documents)  # type: ignore[call-overload]
            asked.extend(document.id for document in documents)
            return super().read(documents)

    def again(version: int = 0, **options: object) -> BuildSummary:
        asked.clear()
        ontology = replace(make_ontology(), sha256=str(options.pop("ontology", "")))
        documents = [reading.document for reading in corpus(version)][: int(str(options.pop("number", 6)))]
        return build(documents, out, Asked(version), ontology, **options)  # type: ignore[arg-type]

    ids = [document.id for document in DOCUMENTS]
    assert again().added == 6
    before = files(out)
    assert (again().unchanged, asked) == (6, [])
    assert files(out) == before
    assert (again(1, number=2).reasons, asked) == ({"another text": 2}, ids[:2])
    summary = again(1, number=1, ontology="other")
    assert (summary.reasons, summary.outdated, asked) == ({"another ontology": 1}, 5, ids[:1])
    curation = Curation(apart=(KeepApart(("a b", "c d")),))
    assert again(number=1, ontology="other", curation=curation).reasons == {"another text": 1}
    assert again(number=1, curation=curation).reasons == {"another ontology": 1}
    assert again(number=1).reasons == {"another curation": 1}
    assert (again(number=1, again=True).reasons, asked) == ({"being asked to": 1}, ids[:1])
    assert again(number=1, min_confidence=0.1).reasons == {"another limit of confidence": 1}


def test_an_error_keeps_the_steps_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(builder, "STEP_SPANS", 1)

    class Broken(Corpus):
        def read(self, documents: object) -> object:  # type: ignore[override]
            for number, reading in enumerate(super().read(documents)):  # type: ignore[arg-type]
                if number == 2:
                    raise RuntimeError("the reader broke")
                yield reading

    with pytest.raises(RuntimeError, match="broke"):
        build(DOCUMENTS, out, Broken(0), make_ontology())
    assert open_graph(out).documents() == ["0.txt", "1.txt"]
    with pytest.raises(RuntimeError, match="broke"):
        build(DOCUMENTS[3:], out, Broken(0), make_ontology(), fresh=True)
    assert open_graph(out).documents() == ["0.txt", "1.txt"]
    make(tmp_path / "once")
    summary = make(out)
    assert (summary.added, summary.unchanged) == (4, 2)
    assert files(out) == files(tmp_path / "once")


def test_a_store_is_put_in_order_after_many_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[int] = []
    monkeypatch.setattr(builder, "MANY", 4)
    monkeypatch.setattr(GraphStore, "optimize", lambda store: called.append(len(store.documents())))
    make(tmp_path / "out", DOCUMENTS[:4])
    make(tmp_path / "out")
    assert called == [4]


# ------------------------------------------------------------------- files


def test_files_of_a_large_graph_are_written_when_much_changes_or_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(builder, "SMALL", 0)
    monkeypatch.setattr(builder, "LARGE_PART", 0.4)
    assert make(out, DOCUMENTS[:5]).files
    assert not make(out).files
    assert files(out) == {}
    assert {path.name for path in out.iterdir()} == OWN_FILES - set(FILES)
    write_files(out, make_ontology())
    make(tmp_path / "once", files=True)
    assert files(out) == files(tmp_path / "once")
    assert make(out).files
    assert not make(tmp_path / "never", files=False).files
    assert files(tmp_path / "never") == {}


# ------------------------------------------------------------- what goes wrong


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands with the stand-ins for reader and ontology."""
    monkeypatch.setitem(kgraph.__dict__, "Reader", lambda ontology, **options: Corpus(0))
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())


def jsonl(path: Path, documents: list[Document]) -> Path:
    records = ({name: getattr(d, name) for name in ("id", "text", "title", "date", "source")} for d in documents)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@pytest.mark.usefixtures("command")
def test_commands_bring_documents_in_and_out(tmp_path: Path) -> None:
    out, texts = tmp_path / "out", jsonl(tmp_path / "texts.jsonl", DOCUMENTS)
    first = jsonl(tmp_path / "first.jsonl", DOCUMENTS[:1])
    assert "Read 1 document (1 new, 0 again)" in run("build", first, "-o", out).stdout
    result = run("build", texts, "-o", out, "--no-files")
    assert "Read 5 documents (5 new, 0 again)" in result.stdout
    assert "left 1 alone that had not changed" in result.stdout
    assert f"kgraph files {out}" in result.stdout
    fails(run("view", out), "kgraph files")
    assert "Wrote graph.trig" in run("files", out).stdout
    assert set(files(out)) == set(FILES)
    result = run("remove", out, "0.txt", "1.txt")
    assert "Removed 2 documents" in result.stdout
    assert "documents  4" in result.stdout
    assert open_graph(out).documents() == ["2.txt", "3.txt", "4.txt", "5.txt"]
    fails(run("remove", out, "0.txt"), "no document '0.txt'")
    fails(run("files", tmp_path), "no kgraph folder")
    changed = jsonl(tmp_path / "changed.jsonl", [replace(DOCUMENTS[2], source="elsewhere")])
    assert "again      1 for another title, date or source" in run("build", changed, "-o", out).stdout


@pytest.mark.usefixtures("command")
@pytest.mark.parametrize("what", ["kgraph.json", "MANIFEST-*", "CURRENT", "*.sst", "all"])
def test_a_damaged_store_is_told_and_built_anew(tmp_path: Path, what: str) -> None:
    out, texts = tmp_path / "out", jsonl(tmp_path / "texts.jsonl", DOCUMENTS)
    make(out)
    whole = files(out)
    (out / "notes.md").write_text("mine")
    if what == "kgraph.json":
        (out / MARKER).write_text("{")
        fails(run("query", out, "documents"), "no kgraph folder")
        return
    store = store_folder(out)
    for path in list(store.glob("*" if what == "all" else what)):
        data = path.read_bytes()[: path.stat().st_size // 2]
        path.write_bytes(data if path.suffix == ".sst" else b"damaged" + data)
    for arguments in (("query", out, "documents"), ("build", texts, "-o", out), ("remove", out, "0.txt")):
        fails(run(*arguments), "damaged", "--fresh", str(store))
    assert files(out) == whole
    assert run("build", texts, "-o", out, "--fresh", "-q").exit_code == 0
    assert files(out) == whole
    assert (out / "notes.md").read_text() == "mine"


def test_a_few_damaged_bytes_in_any_file_are_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out)
    for path in sorted(store_folder(out).glob("*.sst")):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] + b"damaged" + data[len(data) // 2 + 7 :])
        with pytest.raises(StoreError, match=f"{path.name}: the file is damaged"):
            open_graph(out)
        with pytest.raises(StoreError, match="--fresh"):
            make(out, DOCUMENTS[:1])
        path.write_bytes(data)
        assert len(open_graph(out).documents()) == len(DOCUMENTS)  # at another time, but the same bytes


def test_the_seal_reads_only_new_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    make(out, DOCUMENTS[:5])
    before = {path.name for path in store_folder(out).glob("*.sst")}
    read: list[str] = []
    checksum = seal._checksum
    monkeypatch.setattr(seal, "_checksum", lambda path: read.append(path.name) or checksum(path))
    make(out)
    assert read
    assert not before & set(read)


@pytest.mark.usefixtures("command")
def test_a_folder_of_another_version_is_left_alone(tmp_path: Path) -> None:
    out, texts = tmp_path / "out", jsonl(tmp_path / "texts.jsonl", DOCUMENTS)
    make(out)
    (out / MARKER).write_text('{"format": 2}')
    for arguments in (("query", out, "documents"), ("build", texts, "-o", out), ("build", texts, "-o", out, "--fresh")):
        fails(run(*arguments), "another version of kgraph")


@pytest.mark.usefixtures("command")
def test_a_folder_that_another_process_builds_is_left_alone(tmp_path: Path) -> None:
    out, texts = tmp_path / "out", jsonl(tmp_path / "texts.jsonl", DOCUMENTS)
    make(out)
    with OutFolder(out).locked():
        for arguments in (("build", texts, "-o", out), ("remove", out, "0.txt"), ("files", out)):
            fails(run(*arguments), "another process is using the folder")
        assert run("query", out, "documents").exit_code == 0
    writer = GraphStore.open(store_folder(out))
    fails(run("build", texts, "-o", out, "--fresh"), "another process is using the store")
    writer.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_lock_ends_with_its_process_not_with_its_children(tmp_path: Path) -> None:
    """As when a build with several processes is killed: those that parse can live on for a while."""
    code = (
        "import os, pathlib, signal, sys, time\n"
        "from kgraph.graph.locks import lock\n"
        f"lock(pathlib.Path({str(tmp_path)!r}))\n"
        "child = os.fork()\n"
        "if child:\n"
        "    print(child, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.close(1)\n"
        "time.sleep(60)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(done.stdout)
    try:
        os.kill(child, 0)
        assert is_free(tmp_path)
    finally:
        os.kill(child, signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits on the size of files")
@pytest.mark.parametrize("blocks", [1, 8, 100])
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, blocks: int) -> None:
    """A limit on the size of files fails the same calls as a full disk."""
    out = tmp_path / "out"
    make(out)
    before, marker = files(out), (out / MARKER).read_bytes()
    script = Path(__file__).with_name("build_for_killing.py")
    code = (
        "import resource, runpy, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({blocks} * 1024, {blocks} * 1024))\n"
        f"sys.argv = ['build', {str(out)!r}, '1']\n"
        f"sys.path.insert(0, {str(script.parent)!r})\n"
        f"runpy.run_path({str(script)!r}, run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "StoreError" in done.stderr.splitlines()[-1]
    assert "no room to write (File too large); nothing is lost" in done.stderr
    assert (files(out), (out / MARKER).read_bytes()) == (before, marker)
    assert {path.name for path in out.iterdir()} == OWN_FILES
    assert len(open_graph(out).documents()) == len(DOCUMENTS)
    assert make(out).unchanged == len(DOCUMENTS)
    assert list((out / "store").iterdir()) == [store_folder(out)]
