"""The commands: what they print where, how they end, and what they say when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest
from commands import fails, run
from conftest import BACKING, RAIDS, SCRIPT, FakeReader, make_ontology, make_reading

import kgraph

pytestmark = pytest.mark.usefixtures("plain_pages")


@pytest.fixture(autouse=True)
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader and the ontology made by hand, in place of the real ones."""
    hostile = make_reading(
        f"Iran backed {SCRIPT}. \x1b]0;title\x07 [bold]Iran[/bold] \u202eturned.",
        ("Iran", "backed", "backs", SCRIPT),
        doc="h.txt",
    )
    monkeypatch.setitem(kgraph.__dict__, "Reader", lambda ontology, **options: FakeReader(BACKING, RAIDS, hostile))
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for reading in (BACKING, RAIDS):
        (folder / reading.document.id).write_text(reading.document.text)
    return folder


@pytest.fixture
def out(tmp_path: Path, texts: Path) -> Path:
    assert run("build", texts, "-o", tmp_path / "out", "--quiet").exit_code == 0
    return tmp_path / "out"


def test_build_prints_a_summary(tmp_path: Path, texts: Path) -> None:
    result = run("build", texts, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "Read 2 documents (2 new, 0 again)" in result.stdout
    assert "claims     5: 4 asserted, 1 negated, 0 possible" in result.stdout
    assert result.stderr == ""
    assert "1 new, 1 again" in run("build", _more(texts), texts / "a.txt", "-o", tmp_path / "out").stdout


def _more(texts: Path) -> Path:
    path = texts.parent / "c.txt"
    path.write_text("Nothing happened.")
    return path


def test_quiet_commands_print_nothing(tmp_path: Path, texts: Path) -> None:
    out, copy = tmp_path / "out", tmp_path / "copy"
    for arguments in (
        ("build", texts, "-o", out),
        ("import", copy, out / "graph.trig"),
        ("remove", copy, "a.txt"),
    ):
        result = run(*arguments, "-q")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_build_takes_settings_from_file_and_options(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def reader(ontology: object, **options: object) -> FakeReader:
        asked.append(options)
        return FakeReader()

    monkeypatch.setitem(kgraph.__dict__, "Reader", reader)
    settings = tmp_path / "kgraph.toml"
    settings.write_text('model = "mine"\nprocesses = 2\nmin_confidence = 0.9\n')
    result = run("build", texts, "-o", tmp_path / "out", "--config", settings)
    assert "claims     0:" in result.stdout
    run("build", texts, "-o", tmp_path / "out", "--config", settings, "--model", "other", "--processes", "1")
    monkeypatch.chdir(tmp_path)
    run("extract", texts)
    assert asked == [
        {"model": "mine", "processes": 2},
        {"model": "other", "processes": 1},
        {"model": "mine", "processes": 2},
    ]


def test_extract_prints_claims_and_nothing_else(texts: Path) -> None:
    result = run("extract", texts, "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["doc"] for record in records] == ["a.txt"] * 2 + ["b.txt"] * 3
    assert records[0]["subject"]["label"] == "Iran"
    assert result.stderr == ""


def test_extract_prints_mentions(texts: Path) -> None:
    records = [json.loads(line) for line in run("extract", texts, "--mentions").stdout.splitlines()]
    assert len(records) == 10
    assert set(records[0]) >= {"doc", "start", "end", "surface", "id", "label", "type", "kind"}


def test_extract_agrees_with_the_built_claims(texts: Path, out: Path) -> None:
    assert run("extract", texts).stdout == (out / "claims.jsonl").read_text()


def test_query_prints_tables_csv_and_json(out: Path) -> None:
    assert "Kataib Hezbollah" in run("query", out, "who-backs-whom").stdout
    assert run("query", out, "SELECT ?x { VALUES ?x { 1 } }", "--format", "csv").stdout_bytes == b"x\r\n1\r\n"
    answer = json.loads(run("query", out, "central", "--format", "json").stdout)
    assert answer["head"]["vars"] == ["actor", "acts", "acted_upon", "claims"]
    assert run("query", out, "ASK { actor:Iran kg:backs ?x }").stdout == "yes\n"
    assert "actor:Iran kg:backs" in run("query", out, "CONSTRUCT { ?a kg:backs ?b } WHERE { ?a kg:backs ?b }").stdout
    about = run("query", out, "claims-about", "--set", "actor=mustafa al-kadhimi", "--format", "csv")
    assert len(about.stdout.splitlines()) == 3


def test_query_from_a_file(tmp_path: Path, out: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?x { VALUES ?x { 1 } }")
    assert run("query", out, "--file", tmp_path / "q.rq", "--format", "csv").stdout.split() == ["x", "1"]
    fails(run("query", out, "--file", tmp_path / "none.rq"), "cannot be read")


def test_query_without_rows_says_so(out: Path) -> None:
    result = run("query", out, "SELECT ?x { ?x a kg:Nothing }")
    assert result.exit_code == 0
    assert "no rows" in result.stderr


def test_query_lists_the_names(out: Path) -> None:
    for arguments in (("query", "--list"), ("query", out, "--list")):
        assert "claims-about" in run(*arguments).stdout


def test_text_of_documents_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "h.txt"
    path.write_text("x")
    run("build", path, "-o", tmp_path / "out")
    query = "SELECT ?text ('[red]x[/red]' AS ?markup) { ?d a kg:Document ; nif:isString ?text }"
    shown = run("query", tmp_path / "out", query).stdout
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "[bold]Iran[/bold]" in shown
    assert "[red]x[/red]" in shown


def test_view_prints_and_opens_the_page(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert run("view", out, "--no-browser").stdout == f"{out.resolve() / 'graph.html'}\n"
    assert opened == []
    run("view", out)
    assert opened == [(out.resolve() / "graph.html").as_uri()]
    (out / "graph.html").unlink()
    fails(run("view", out), "page is missing")


def test_explain_shows_why(out: Path) -> None:
    claim = json.loads((out / "claims.jsonl").read_text().splitlines()[0])
    result = run("explain", out, claim["id"][:10])
    assert "[subject Iran] [cue backed] [object Kata'ib Hezbollah]" in result.stdout
    assert "lex:backs.v: X backs Y" in result.stdout
    assert "'Iran' is a name in the test" in result.stdout
    fails(run("explain", out, "zz"), "no claim's id begins with 'zz'")


def test_check_names_the_wrong_entries(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgraph import ontology

    monkeypatch.setattr(ontology, "check", lambda folder: [f"{folder.name}: actor:X has no label"])
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path.name}: actor:X has no label\n"
    assert "1 problem" in result.stderr
    monkeypatch.setattr(ontology, "check", lambda folder: [])
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "No problems.\n")
    assert run("check", "--claims", out).exit_code == 0


def test_relations_are_listed() -> None:
    result = run("relations")
    for relation in make_ontology().relations.values():
        assert relation.definition in result.stdout


def test_bad_input_gets_one_line_and_leaves_nothing(tmp_path: Path, texts: Path) -> None:
    empty, binary, lines = texts / "empty.txt", texts / "binary.txt", texts / "lines.jsonl"
    empty.write_text("")
    binary.write_bytes(b"\0")
    lines.write_text('{"id": 1')
    for path, words in ((empty, "empty"), (binary, "binary"), (lines, "line 1"), (texts / "nowhere", "no such file")):
        for command in (("build", path, "-o", tmp_path / "out"), ("extract", path)):
            fails(run(*command), words, str(path))
    assert not (tmp_path / "out").exists()


def test_errors_about_folders_and_queries(tmp_path: Path, texts: Path, out: Path) -> None:
    fails(run("build", texts, "-o", texts), "holds something else")
    fails(run("query", tmp_path / "none", "central"), "no such folder")
    fails(run("query", texts, "central"), "no kgraph folder")
    fails(run("query", out, "nobody"), "no named query 'nobody'", "central")
    fails(run("query", out, "SELECT * {\n ?s }"), "malformed SPARQL")
    fails(run("query", out), "kgraph query --list")
    fails(run("query", out, "central", "--file", "q.rq"), "kgraph query --list")
    fails(run("query", out, "claims-about", "--set", "actor"), "NAME=VALUE")
    fails(run("view", texts), "no kgraph folder")
    fails(run("extract", texts, "--config", tmp_path / "none.toml"), "cannot be read")


def test_a_bad_folder_is_told_before_the_model_is_loaded(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*args: object, **options: object) -> None:
        raise AssertionError("loaded")

    for name in ("Reader", "load_ontology"):
        monkeypatch.setitem(kgraph.__dict__, name, unwanted)
    fails(run("build", texts, "-o", texts), "holds something else")


def test_usage_errors(texts: Path) -> None:
    for arguments in (("build", texts), ("build",), ("query",), ("nonsense",), ("extract", texts, "--processes", "0")):
        assert run(*arguments).exit_code == 2


def test_interrupt_ends_with_130(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeReader, "read", interrupted)
    result = run("build", texts, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert not (tmp_path / "out").exists()


def test_version_and_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kgraph", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"kgraph, version {kgraph.__version__}\n"


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="needs pipes that break")
def test_closed_pipe_ends_quietly() -> None:
    code = (
        "import click, kgraph.cli as cli, kgraph.terminal as terminal\n"
        "@cli.main.command()\n"
        "def chatter():\n"
        "    for _ in range(100_000): terminal.write('x' * 100)\n"
        "cli.main(['chatter'])\n"
    )
    reader, writer = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    os.read(reader, 10)
    os.close(reader)
    _, stderr = process.communicate()
    assert (process.returncode, stderr) == (0, b"")
