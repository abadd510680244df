"""The installed command from end to end: the seeds, the README's own examples, and every kind of bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from readme import README, ROOT, blocks, commands

from kgraph import vocab
from kgraph.files import OWN_FILES

pytestmark = [pytest.mark.slow, pytest.mark.model]

KGRAPH = Path(sysconfig.get_path("scripts")) / "kgraph"
SEEDS = ROOT / "seeds"
LIMIT = 60
"""Seconds within which the seeds must be built."""

ASK = commands(next(block for block in blocks(README, "sh") if "explain" in block))
QUERIES = [arguments for arguments in ASK if arguments[0] == "query" and "--list" not in arguments]

NEW = "Kenya accused Uganda of arming the rebels. Uganda attacked Kenya."


@dataclass(frozen=True)
class Built:
    """The folder that was built from the seeds, in how many seconds, and what the command printed."""

    out: Path
    seconds: float
    stdout: str
    stderr: str

    def claims(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def run(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command away from the checkout, so that no settings file of its own is found."""
    return subprocess.run(
        [str(KGRAPH), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("end-to-end")
    begin = time.monotonic()
    done = run("build", SEEDS, "-o", folder / "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return Built(folder / "out", time.monotonic() - begin, done.stdout, done.stderr)


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A copy of the built folder that a test may change."""
    return Path(shutil.copytree(built.out, tmp_path / "copy"))


def graphs(out: Path) -> dict[str, set[ox.Quad]]:
    """The quads of each named graph of a folder."""
    found: dict[str, set[ox.Quad]] = {}
    for quad in ox.parse(path=str(out / "graph.trig"), format=ox.RdfFormat.TRIG):
        found.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad)
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -------------------------------------------------------------------- building


def test_seeds_are_built_in_time(built: Built) -> None:
    assert built.seconds < LIMIT
    assert {path.name for path in built.out.iterdir()} == OWN_FILES
    assert [path.name for path in built.out.parent.iterdir()] == ["out"]
    assert "Read 5 documents (5 new, 0 again)" in built.stdout
    assert built.stderr == ""
    assert len(built.claims()) >= 100
    for name in ("graph.trig", "graph.html", "report.md"):
        assert (built.out / name).stat().st_size > 1000


def test_rebuilding_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    assert run("build", SEEDS, "-o", tmp_path / "again", "-q", cwd=tmp_path).returncode == 0
    for name in ("claims.jsonl", "graph.trig", "report.md", "graph.html"):
        assert (tmp_path / "again" / name).read_bytes() == (built.out / name).read_bytes(), name


def test_a_further_document_touches_only_its_own_graph_and_the_facts(copy: Path, tmp_path: Path) -> None:
    before = graphs(copy)
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    done = run("build", "new.txt", "-o", copy, cwd=tmp_path)
    assert "Read 1 document (1 new, 0 again)" in done.stdout
    after = graphs(copy)
    seeds = {vocab.document_iri(path.name) for path in SEEDS.iterdir()}
    assert seeds <= before.keys()
    assert {name: after[name] for name in seeds} == {name: before[name] for name in seeds}
    assert after.keys() - before.keys() == {vocab.document_iri("new.txt")}
    added = after[vocab.GRAPH_FACTS] - before[vocab.GRAPH_FACTS]
    assert (vocab.ACTOR + "Kenya", vocab.KG + "accuses", vocab.ACTOR + "Uganda") in {
        (quad.subject.value, quad.predicate.value, quad.object.value) for quad in added
    }
    assert not before[vocab.GRAPH_FACTS] - after[vocab.GRAPH_FACTS]


def test_building_anew_drops_what_was_there(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    assert run("build", "new.txt", "-o", copy, "--fresh", "-q", cwd=tmp_path).returncode == 0
    claims = [json.loads(line) for line in (copy / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {claim["doc"] for claim in claims} == {"new.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [str(KGRAPH), "build", str(SEEDS), "-o", "deep/out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
        # A shell's background jobs, and so these tests if they are one, are born deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and not list(tmp_path.glob("deep/.out.*.new")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.communicate() == ("", "Interrupted.\n")
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ extracting


def test_extract_prints_the_claims_of_the_build_and_nothing_else(built: Built, tmp_path: Path) -> None:
    done = run("extract", SEEDS, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (built.out / "claims.jsonl").read_text(encoding="utf-8")


def test_offsets_of_claims_count_code_points_of_the_file(built: Built) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8") for path in SEEDS.iterdir()}
    for claim in built.claims():
        text = texts[claim["doc"]]
        assert text[claim["start"] : claim["end"]] == claim["sentence"]
        for part in ("subject", "cue", "object"):
            span = claim[part]
            assert text[span["start"] : span["end"]] == span["surface"]


def test_extract_prints_mentions(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    done = run("extract", "new.txt", "--mentions", cwd=tmp_path)
    mentions = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"Kenya", "Uganda"} <= {mention["label"] for mention in mentions}
    for mention in mentions:
        assert NEW[mention["start"] : mention["end"]] == mention["surface"]


def test_markdown_and_jsonl_are_read(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(f"# Rebels\n\n- {NEW}\n", encoding="utf-8")
    record = {"id": "wire-7", "text": NEW, "title": "Rebels", "date": "2020-06-25", "source": "https://example.org/7"}
    (tmp_path / "wire.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = run("extract", "note.md", "wire.jsonl", cwd=tmp_path)
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {"note.md", "wire-7"}


# -------------------------------------------------------------------- exchange


def test_exported_rdf_makes_the_same_folder(built: Built, tmp_path: Path) -> None:
    assert run("export", built.out, "--format", "trig", "-o", "graph.trig", cwd=tmp_path).returncode == 0
    done = run("import", "copy", "graph.trig", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Imported 5 documents (5 new, 0 again)" in done.stdout
    for name in ("graph.trig", "claims.jsonl", "report.md", "graph.html"):
        assert (tmp_path / "copy" / name).read_bytes() == (built.out / name).read_bytes(), name
    assert run("diff", built.out, "copy", cwd=tmp_path).returncode == 0


def test_exported_claims_make_an_equal_graph(built: Built, tmp_path: Path) -> None:
    done = run("export", built.out, "--format", "jsonl", "-o", "claims.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert run("import", "copy", "claims.jsonl", "-q", cwd=tmp_path).returncode == 0
    assert (tmp_path / "copy" / "claims.jsonl").read_bytes() == (built.out / "claims.jsonl").read_bytes()
    assert run("diff", built.out, "copy", cwd=tmp_path).returncode == 0
    assert run("check", "--claims", "copy", cwd=tmp_path).returncode == 0
    # With the texts at hand, their documents are those of the build.
    assert run("import", "copy", "claims.jsonl", "--texts", SEEDS, "-q", cwd=tmp_path).returncode == 0
    sums = "SELECT ?id ?sum { ?d dcterms:identifier ?id ; kg:sha256 ?sum } ORDER BY ?id"
    assert run("query", "copy", sums, cwd=tmp_path).stdout == run("query", built.out, sums, cwd=tmp_path).stdout


def test_importing_its_own_claims_changes_nothing(copy: Path, tmp_path: Path) -> None:
    before = (copy / "graph.trig").read_bytes()
    assert run("import", copy, copy / "claims.jsonl", "-q", cwd=tmp_path).returncode == 0
    assert (copy / "graph.trig").read_bytes() == before


# ---------------------------------------------------------- the README's words


def test_readme_has_its_queries() -> None:
    assert len(QUERIES) == 6


@pytest.mark.parametrize("arguments", QUERIES, ids=lambda arguments: arguments[2].split("\n")[0][:30])
def test_query_of_the_readme_gives_rows(built: Built, tmp_path: Path, arguments: list[str]) -> None:
    here = [str(built.out) if argument == "out" else argument for argument in arguments]
    done = run(*here, "--format", "csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) >= 1
    assert run(*here, cwd=tmp_path).returncode == 0


def test_queries_show_the_evidence(built: Built, tmp_path: Path) -> None:
    done = run("query", built.out, "who-backs-whom", "--format", "csv", cwd=tmp_path)
    sentences = {claim["sentence"] for claim in built.claims()}
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert {row["sentence"] for row in rows} <= sentences


def test_every_other_command_of_the_readme_runs(built: Built, tmp_path: Path) -> None:
    claim = built.claims()[0]
    names = {"out": str(built.out), "3f2a": str(claim["id"])}
    others = [arguments for arguments in ASK if arguments not in QUERIES]
    assert {arguments[0] for arguments in others} == {"query", "actors", "explain"}
    for arguments in others:
        done = run(*(names.get(argument, argument) for argument in arguments), cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


def test_explain_shows_sentence_rule_and_cue(built: Built, tmp_path: Path) -> None:
    claim = built.claims()[0]
    done = run("explain", built.out, claim["id"], cwd=tmp_path)
    shown = dict(line.split(":", 1) for line in done.stdout.splitlines())
    assert claim["rule"] in shown["rule"]
    assert " ".join(claim["cue"]["surface"].split()) in shown["cue"]
    bare = shown["sentence"]
    for mark in ("[subject ", "[object ", "[cue ", "]"):
        assert mark in bare
        bare = bare.replace(mark, "")
    assert bare.split() == claim["sentence"].replace("]", "").split()


def test_python_of_the_readme_prints_claims(tmp_path: Path) -> None:
    (example,) = blocks(README, "python")
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 2


# ------------------------------------------------------------------- bad input


def fails(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


UNREADABLE_FILES = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (b"\x7fELF\x00\x01", "binary"),
    "page.pdf": (b"%PDF-1.4", "not a PDF file that can be read"),
    "sheet.xls": (b"x", "reads"),
    "without-text.jsonl": (b'{"id": "a"}\n', "line 1"),
}
PARTLY_READABLE_FILES = {
    "broken.jsonl": (b'{"id": "a", "text": "Iran backed Iraq."}\n{"id": "b", \n', "line 2"),
    "same-id.jsonl": (b'{"id": "c", "text": "One."}\n{"id": "c", "text": "Two."}\n', "line 2"),
}


@pytest.mark.parametrize("name", UNREADABLE_FILES)
def test_bad_file(tmp_path: Path, name: str) -> None:
    data, words = UNREADABLE_FILES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = tree(tmp_path)
    fails(run("build", name, "-o", "deep/out", cwd=tmp_path), words, name)
    fails(run("extract", name, cwd=tmp_path), words, name)
    assert tree(tmp_path) == before
    assert not (tmp_path / "deep").exists()


def test_bad_files_beside_good_ones(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "utf-16.txt").write_bytes("Iran backed Iraq.".encode("utf-16"))
    bad = UNREADABLE_FILES | PARTLY_READABLE_FILES
    for name, (data, _) in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    done = run("extract", "good.txt", "utf-16.txt", *bad, cwd=tmp_path)
    assert done.returncode == 3
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {"good.txt", "utf-16.txt", "a"}
    first, *problems = done.stderr.splitlines()
    assert first == f"Not read, for {len(bad)} reasons:"
    for (name, (_, words)), problem in zip(bad.items(), problems, strict=True):
        assert name in problem
        assert words in problem


def test_folder_without_texts(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    fails(run("build", "texts", "-o", "out", cwd=tmp_path), "texts", "holds no")


BAD_QUERIES = {
    "unknown query": (("nobody",), "no named query 'nobody'"),
    "malformed": (("SELECT ?s WHERE { ?s",), "malformed SPARQL"),
    "update": (("INSERT DATA { <a:b> <a:b> <a:b> }",), "queries only read"),
    "missing parameter": (("claims-about",), "--set actor="),
    "unknown parameter": (("central", "--set", "x=y"), "no parameter 'x'"),
    "no query": ((), "--list"),
    "missing file": (("--file", "none.rq"), "none.rq"),
}


@pytest.mark.parametrize("name", BAD_QUERIES)
def test_bad_query(built: Built, tmp_path: Path, name: str) -> None:
    arguments, words = BAD_QUERIES[name]
    fails(run("query", built.out, *arguments, cwd=tmp_path), words)


def test_unknown_claim(built: Built, tmp_path: Path) -> None:
    fails(run("explain", built.out, "zz", cwd=tmp_path), "'zz'")


def test_folder_that_is_in_use(copy: Path, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    before = tree(tmp_path)
    descriptor = os.open(copy, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        fails(run("build", "new.txt", "-o", copy, cwd=tmp_path), "another process")
        # Whoever only asks is not kept out.
        assert run("query", copy, "central", cwd=tmp_path).returncode == 0
    finally:
        os.close(descriptor)
    assert tree(tmp_path) == before


def test_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all", encoding="utf-8")
    before = tree(tmp_path)
    fails(run("build", "new.txt", "-o", "mine", cwd=tmp_path), "mine", "something else")
    fails(run("build", "new.txt", "-o", "new.txt", cwd=tmp_path), "new.txt", "file")
    fails(run("build", "new.txt", "-o", "new.txt/out", cwd=tmp_path), "new.txt")
    for command in (("query", "mine", "central"), ("view", "mine", "--no-browser"), ("explain", "mine", "ab")):
        fails(run(*command, cwd=tmp_path), "mine")
    assert tree(tmp_path) == before


def test_unknown_model_and_ontology(tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    fails(run("extract", "new.txt", "--model", "en_core_none", cwd=tmp_path), "en_core_none")
    fails(run("extract", "new.txt", "--ontology", "none", cwd=tmp_path), "none")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_behind_standard_output(built: Built, tmp_path: Path) -> None:
    for form in ("table", "csv", "json"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [str(KGRAPH), "query", str(built.out), "central", "--format", form],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                cwd=tmp_path,
            )
        assert (done.returncode, done.stderr) == (2, "Error: No space left on device\n")


def test_terminal_without_arrows(built: Built, tmp_path: Path) -> None:
    claim = built.claims()[0]
    done = run("explain", built.out, claim["id"], cwd=tmp_path, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"?{claim['relation']}?" in done.stdout
