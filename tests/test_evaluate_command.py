"""`kgraph evaluate` on the gold made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import FakeReader, make_ontology, make_reading
from made_gold import PREDICTIONS, text, write_gold, write_lines

import kgraph
from kgraph.cli import main
from kgraph.model import Reading


def readings() -> list[Reading]:
    return [
        make_reading(text("a"), ("Iran", "backed", "backs", "Kata'ib Hezbollah"), doc="a.txt"),
        make_reading(text("b"), ("Mustafa al-Kadhimi", "leads", "leads", "Iraq"), doc="b.txt"),
    ]


@pytest.fixture(autouse=True)
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kgraph.__dict__, "Reader", lambda ontology, **options: FakeReader(*readings()))
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *(str(argument) for argument in arguments)])


def test_it_reads_the_texts_and_prints_tables(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    rows = [line.replace("│", " ").split() for line in result.stdout.splitlines()]
    assert ["claims,", "relation", "1.000", "0.250", "0.400", "2", "8", "2"] in rows
    assert ["verb", "1.000", "2", "2"] in rows
    assert "NOT FOUND" not in result.stdout


def test_misses_are_listed_on_one_line_each(folder: Path) -> None:
    lines = run(folder, "--misses").stdout.splitlines()
    assert "NOT FOUND (6)" in lines
    assert "NOT IN THE GOLD (0)" in lines
    assert sum(line.startswith("a:") for line in lines) == 4


def test_predictions_take_the_place_of_reading(folder: Path, tmp_path: Path) -> None:
    write_lines(tmp_path / "claims.jsonl", PREDICTIONS)
    result = run(folder, "--predictions", tmp_path / "claims.jsonl", "--json", "--misses")
    figures = json.loads(result.stdout)
    assert figures["claims"]["relation"]["met"] == 3
    assert len(figures["not_found"]) == 5
    least = run(folder, "--predictions", tmp_path / "claims.jsonl", "--json", "--min-confidence", "0.7")
    assert json.loads(least.stdout)["claims"]["relation"]["predicted"] == 2


def test_texts_from_elsewhere(folder: Path, tmp_path: Path) -> None:
    (folder / "texts" / "a.txt").rename(tmp_path / "a.txt")
    result = run(folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "the text of 'a' is not there" in result.stderr
    assert run(folder, tmp_path / "a.txt").exit_code == 0


def test_bad_input_gets_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{\n")
    (folder / "actors.jsonl").unlink()
    for arguments, words in (
        ((tmp_path / "none",), "no such folder"),
        ((folder,), "actors.jsonl: there is no such file"),
        ((tmp_path,), "holds no STEM.gold.jsonl"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert words in result.stderr
    assert run(folder, folder, "--predictions", tmp_path / "broken.jsonl").exit_code == 2


def test_broken_predictions_get_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{\n")
    result = run(folder, "--predictions", tmp_path / "broken.jsonl")
    assert result.exit_code == 2
    assert "broken.jsonl, line 1: this is not JSON" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_hostile_text_cannot_steer_the_terminal(folder: Path, tmp_path: Path) -> None:
    hostile = {**PREDICTIONS[0], "relation": "\x1b[31m", "extractor": "\x07[bold]x[/bold]"}
    write_lines(tmp_path / "claims.jsonl", [hostile])
    result = run(folder, "--predictions", tmp_path / "claims.jsonl", "--misses")
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "[bold]x[/bold]" in result.stdout
