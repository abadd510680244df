"""The commands export, import and diff: what they print where, how they end, and what they say when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from commands import run
from conftest import BACKING, RAIDS, FakeReader, make_ontology, make_reading, replace_pages

import kgraph
from kgraph.builder import build
from kgraph.cli import exchange as command
from kgraph.cli import filters
from kgraph.exchange import FORMATS
from kgraph.exchange.tables import TABLES
from kgraph.graph.folder import open_graph
from kgraph.model import Factuality
from kgraph.ontology import Branch

LATER = make_reading("Iran met Iraq.", ("Iran", "met", "meets", "Iraq"), doc="c.txt", date="2021-02-01", source="TASS")


@pytest.fixture(autouse=True)
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    replace_pages(monkeypatch)
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        replace_pages(patch)
        out = tmp_path_factory.mktemp("original") / "built"
        readings = (BACKING, RAIDS, LATER)
        build([reading.document for reading in readings], out, FakeReader(*readings), make_ontology())
        return out


@pytest.fixture
def out(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "out"))


def fails(result: Result, *words: str) -> None:
    """One line of error at the end of standard error, nothing on standard output, exit code 2."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1
    assert result.stderr.splitlines()[-1] == errors[0]
    for word in words:
        assert word in errors[0]


def test_choices_are_those_of_the_library() -> None:
    assert set(command.FORMATS) == set(FORMATS)
    assert command.TABLES == TABLES
    assert tuple(branch.value for branch in Branch) == filters.BRANCHES
    assert tuple(value.value for value in Factuality) == filters.FACTUALITIES


# ---------------------------------------------------------------------- export


@pytest.mark.parametrize("form", FORMATS)
def test_export_prints_or_writes(out: Path, tmp_path: Path, form: str) -> None:
    table = ("--table", "edges") if FORMATS[form].tables else ()
    printed = run("export", out, "--format", form, *table)
    assert (printed.exit_code, printed.stderr) == (0, "")
    path = tmp_path / "file"
    written = run("export", out, "--format", form, "-o", path, *table)
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"Wrote {path}\n")
    assert path.read_bytes() == printed.stdout_bytes != b""
    assert run("export", out, "--format", form, "-o", "-", *table).stdout_bytes == printed.stdout_bytes


def test_export_is_the_graph_that_was_built(out: Path) -> None:
    assert run("export", out, "--format", "trig").stdout_bytes == (out / "graph.trig").read_bytes()
    assert run("export", out, "--format", "jsonl").stdout_bytes == (out / "claims.jsonl").read_bytes()


def test_export_of_two_tables_makes_a_folder(out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    result = run("export", out, "--format", "csv", "-o", folder)
    assert result.stderr == f"Wrote {folder}/nodes.csv\nWrote {folder}/edges.csv\n"
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv"]


@pytest.mark.parametrize(
    ("options", "relations"),
    [
        ([], ["backs", "meets", "kills", "attacks"]),
        (["--branch", "conf"], ["kills", "attacks"]),
        (["--relation", "backs", "--relation", "meets"], ["backs", "meets"]),
        (["--factuality", "negated"], ["attacks"]),
        (["--document", "b.txt", "--branch", "coop"], ["backs"]),
        (["--source", "TASS"], ["meets"]),
        (["--period", "2021"], ["meets"]),
        (["--min-confidence", "0.9"], []),
    ],
)
def test_export_of_a_part(out: Path, options: list[str], relations: list[str]) -> None:
    result = run("export", out, "--format", "csv", "--table", "edges", *options)
    rows = csv.DictReader(io.StringIO(result.stdout, newline=""))
    assert [row["relation"] for row in rows] == relations


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "xlsx"], "'xlsx' is not one of 'turtle', 'trig'"),
        (["--format", "csv"], "csv makes two files: name a folder with -o, or choose one with --table"),
        (["--format", "gexf", "--table", "nodes"], "--table goes with csv and neo4j"),
        (["--format", "neo4j", "--table", "nodes", "--spreadsheet"], "--spreadsheet goes with csv"),
        (["--format", "gexf", "--relation", "likes"], "unknown relation 'likes'; there are: attacks"),
        (["--format", "gexf", "--document", "z.txt"], "unknown document 'z.txt'; there are: a.txt, b.txt, c.txt"),
        (["--format", "gexf", "--period", "soon"], "'soon' is no period"),
        (["--format", "gexf", "--branch", "war"], "'war' is not one of 'coop', 'conf', 'tie'"),
        (["--format", "gexf", "-o", "/nowhere/at/all"], "/nowhere/at/all: cannot be written (No such file"),
        (["--format", "gexf", "-o", "/"], "/: this is a folder; name a file"),
        pytest.param(
            ["--format", "turtle", "-o", "/dev/full"],
            "/dev/full: cannot be written (No space left on device)",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full"),
        ),
    ],
)
def test_export_tells_what_is_wrong(out: Path, options: list[str], words: str) -> None:
    fails(run("export", out, *options), words)


def test_export_of_what_is_no_graph(tmp_path: Path) -> None:
    fails(
        run("export", tmp_path / "nowhere", "--format", "gexf"), "there is no such folder; make it with `kgraph build"
    )
    fails(run("export", tmp_path, "--format", "gexf"), "this is no kgraph folder")


# ---------------------------------------------------------------------- import


def test_import_says_what_came_in(out: Path, tmp_path: Path) -> None:
    run("export", out, "--format", "jsonl", "-o", tmp_path / "claims.jsonl")
    result = run("import", tmp_path / "new", tmp_path / "claims.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Imported 3 documents (3 new, 0 again)" in result.stdout
    assert "claims     6: 5 asserted, 1 negated, 0 possible" in result.stdout
    assert (tmp_path / "new" / "claims.jsonl").read_bytes() == (out / "claims.jsonl").read_bytes()
    again = run("import", tmp_path / "new", out / "graph.trig", "-q")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")
    assert (tmp_path / "new" / "graph.trig").read_bytes() == (out / "graph.trig").read_bytes()


def test_import_with_texts(out: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "c.txt").write_text(LATER.document.text)
    result = run("import", tmp_path / "new", out / "claims.jsonl", "--texts", texts)
    assert result.exit_code == 0
    assert open_graph(tmp_path / "new").reading("c.txt").document.text == LATER.document.text
    (texts / "c.txt").write_text("Nothing of the kind.")
    fails(run("import", tmp_path / "new", out / "claims.jsonl", "--texts", texts), "line 6: 'sentence' is not what")


def test_import_takes_settings(out: Path, tmp_path: Path) -> None:
    curation = tmp_path / "curation.toml"
    curation.write_text('[[merge]]\nnames = ["Iran"]\ninto = "Persia"\n')
    result = run("import", tmp_path / "new", out / "graph.trig", "--curation", curation, "--fresh")
    assert result.exit_code == 0, result.stderr
    labels = {claim.subject.actor.label for claim in open_graph(tmp_path / "new").claims()}
    assert "Persia" in labels
    assert "Iran" not in labels


def test_import_tells_what_is_wrong(out: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    bad = tmp_path / "bad.jsonl"
    bad.write_text((out / "claims.jsonl").read_text() + '{"doc": "a.txt", \n')
    fails(run("import", out, bad), f"{bad}, line 7: this is not JSON")
    bad = tmp_path / "bad.trig"
    bad.write_text((out / "graph.trig").read_text() + "\n<x>")
    fails(run("import", out, bad), f"{bad}, line", "this is not TriG")
    bad.write_text((out / "graph.trig").read_text().replace("kg:confidence 0.83", "kg:confidence 8.3"))
    fails(run("import", out, bad), "exactly one confidence", "nothing was imported")
    fails(run("import", out, tmp_path / "nothing.jsonl"), "there is no such file")
    fails(run("import", out, tmp_path), "what it holds, its name must tell")
    fails(run("import", out), "Missing argument 'FILE...'")
    fails(run("import", tmp_path, bad), "the folder holds something else")
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


# ------------------------------------------------------------------------ diff


@pytest.fixture
def other(tmp_path: Path, out: Path) -> Path:
    """A graph with the second document of the first one, and nothing else."""
    run("export", out, "--format", "trig", "--document", "b.txt", "-o", tmp_path / "part.trig")
    assert run("import", tmp_path / "other", tmp_path / "part.trig", "-q").exit_code == 0
    return tmp_path / "other"


def test_diff_of_a_graph_with_itself(out: Path) -> None:
    result = run("diff", out, out)
    assert result.exit_code == 0
    assert "Edges: 4 the same, 0 only in A, 0 only in B, 0 with another number of claims." in result.stdout
    data = json.loads(run("diff", out, out, "--json").stdout)
    assert data == {"a": str(out), "b": str(out), "equal": True, "shared_edges": 4, "actors": [], "edges": []}
    header = b"what,in,subject_id,subject,relation,object_id,object,a,b\r\n"
    assert run("diff", out, out, "--csv").stdout_bytes == header


def test_diff_of_two_graphs(out: Path, other: Path) -> None:
    result = run("diff", out, other)
    assert (result.exit_code, result.stderr) == (1, "")
    for words in ("only A │ Iraq  │ State │ 1", "only A │ Iran    │ meets", "both   │ Iran    │ backs"):
        assert words in result.stdout
    assert "Edges: 2 the same, 1 only in A, 0 only in B, 1 with another number of claims." in result.stdout
    assert run("diff", out, other, "--branch", "conf").exit_code == 0
    assert run("diff", out, other, "--relation", "meets", "--json").exit_code == 1


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--document", "a.txt", "--document", "b.txt"], [("b", "kills"), ("b", "attacks")]),
        (["--source", "example.org", "--source", "TASS", "--branch", "coop"], [("a", "backs"), ("b", "meets")]),
        (["--period", "../2020-12", "--period", "2021-01/.."], [("a", "backs"), ("b", "meets")]),
    ],
)
def test_diff_of_parts(out: Path, options: list[str], found: list[tuple[str, str]]) -> None:
    result = run("diff", out, *options, "--csv")
    assert result.exit_code == 1
    rows = csv.DictReader(io.StringIO(result.stdout, newline=""))
    assert [(row["in"], row["relation"]) for row in rows if row["what"] == "edge"] == found
    data = json.loads(run("diff", out, *options, "--json").stdout)
    assert [(edge["in"], edge["relation"]) for edge in data["edges"]] == found
    assert data["a"] == f"{options[0][2:]} {options[1]}"


def test_diff_tells_of_undated_claims(out: Path) -> None:
    result = run("diff", out, "--period", "2020", "--period", "2021", "--json")
    assert result.stderr == "3 claims have no time, nor have their documents a date; they are in no period.\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Give a second graph, or --document, --source or --period twice."),
        (["--document", "a.txt"], "or --document, --source or --period twice."),
        (["--period", "2020", "--period", "2021", "--source", "x"], "or --document, --source or --period twice."),
        (["OTHER", "--document", "a.txt"], "Give either a second graph, or two documents"),
        (["--document", "a.txt", "--document", "z.txt"], "unknown document 'z.txt'"),
        (["--source", "BBC", "--source", "TASS"], "unknown source 'BBC'; there are: TASS, example.org"),
        (["--period", "soon", "--period", "2021"], "'soon' is no period"),
        (["nowhere"], "nowhere: there is no such folder"),
    ],
)
def test_diff_tells_what_is_wrong(out: Path, options: list[str], words: str) -> None:
    fails(run("diff", out, *options), words)


def test_diff_shows_no_steering_characters(tmp_path: Path) -> None:
    name = "\x1b]0;title\x07 [bold]\u202e"
    reading = make_reading("Iran met Iraq.", ("Iran", "met", "meets", "Iraq"), doc=name)
    build([reading.document, LATER.document], tmp_path / "out", FakeReader(reading, LATER), make_ontology())
    shown = run("diff", tmp_path / "out", "--document", name, "--document", "c.txt").stdout
    assert not set("\x1b\x07\u202e") & set(shown)
    assert "[bold]" in shown


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_export_into_a_folder_without_permission(out: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    fails(run("export", out, "--format", "gexf", "-o", closed / "x"), "closed/x: cannot be written (Permission denied)")
