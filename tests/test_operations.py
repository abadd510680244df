"""The log, settings from the environment, completion in the shell, and the help in the docs."""

from __future__ import annotations

import json
import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import fails, run
from conftest import BACKING, FakeReader, make_ontology
from readme import ROOT, script

import kgraph
from kgraph.cli.logs import start_logging

help_page = script("help_page")

pytestmark = pytest.mark.usefixtures("plain_pages")


@pytest.fixture(autouse=True)
def silent_again() -> Iterator[None]:
    """The log as it was."""
    log = logging.getLogger("kgraph")
    before = log.handlers[:], log.level, log.propagate
    yield
    log.handlers[:], log.level, log.propagate = before


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the commands ask the reader and the ontology for."""
    asked: dict[str, Any] = {}

    def reader(ontology: object, **options: Any) -> FakeReader:
        asked.update(options)
        return FakeReader()

    def ontology(folders: list[Path]) -> object:
        asked["ontology"] = [folder.name for folder in folders[1:]]
        return make_ontology()

    monkeypatch.setitem(kgraph.__dict__, "Reader", reader)
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", ontology)
    return asked


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(BACKING.document.text)
    return path


def test_the_environment_sets_what_the_command_line_does_not(
    asked: dict[str, Any], text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (text.parent / "kgraph.toml").write_text('model = "of the file"\nprocesses = 4\nontology = ["file"]\n')
    monkeypatch.setenv("KGRAPH_MODEL", "of the environment")
    monkeypatch.setenv("KGRAPH_ONTOLOGY", "one:two")
    monkeypatch.setenv("KGRAPH_MIN_CONFIDENCE", "0.9")
    assert run("extract", text).stdout == ""
    assert asked == {"model": "of the environment", "processes": 4, "ontology": ["one", "two"]}
    assert run("extract", text, "--model", "of the line", "--min-confidence", "0").stdout
    assert asked["model"] == "of the line"


def test_a_wrong_value_in_the_environment_is_told(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_MIN_CONFIDENCE", "much")
    result = run("extract", text)
    assert result.exit_code == 2
    assert "'much' is not a valid float" in result.stderr


def test_the_settings_file_of_the_environment(
    asked: dict[str, Any], text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_CONFIG", "no-such.toml")
    fails(run("extract", text), "no-such.toml")


def test_nothing_is_logged_unasked(asked: dict[str, Any], text: Path) -> None:
    assert run("build", text, "-o", "out").stderr == ""


def test_verbose_logs_documents_and_steps(asked: dict[str, Any], text: Path) -> None:
    lines = run("-v", "build", text, "-o", "out").stderr.splitlines()
    assert re.fullmatch(r"\S+Z info kgraph\.builder: read a\.txt: 2 sentences, 2 claims", lines[0])
    assert re.search(r"the graph follows: 1 documents, \d\.\d\d s$", lines[1])
    assert len(lines) == 2
    assert "debug kgraph.files: wrote " in run("-vv", "files", "out").stderr


def test_the_log_as_json_lines(asked: dict[str, Any], text: Path) -> None:
    first, *_ = run("-v", "--log-format", "json", "build", text, "-o", "out").stderr.splitlines()
    record = json.loads(first)
    assert record.pop("time").endswith("Z")
    assert record == {"level": "info", "logger": "kgraph.builder", "message": "read a.txt: 2 sentences, 2 claims"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_cannot_forge_a_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(0, form)
    try:
        raise ValueError("of two\nlines")
    except ValueError:
        logging.getLogger("kgraph.test").exception("read %s", "a\n2026-01-01 error \x1b[31mforged")
    output = capsys.readouterr().err
    assert len(output.splitlines()) == 1
    assert "\x1b" not in output
    assert "ValueError: of two" in output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_in_the_shell(shell: str) -> None:
    assert "_KGRAPH_COMPLETE" in run("completion", shell).stdout


def test_bash_takes_the_completion() -> None:
    subprocess.run(["bash", "-n"], input=run("completion", "bash").stdout, text=True, check=True)


def test_the_docs_show_the_help_of_today() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert help_page.filled(page) == page, "run `python scripts/help_page.py`"


def test_the_docs_tell_every_variable() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    shown = {name for _, text in help_page.helps() for name in re.findall(r"KGRAPH_[A-Z_]+", text)}
    assert shown == set(re.findall(r"KGRAPH_[A-Z_]+", page))
