"""The page on networks: its calls and its Python run on a small graph, and its table of measures is that of the code."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import FakeReader, make_ontology, make_reading, replace_pages
from readme import ROOT, blocks, commands, script

from kgraph.builder import build
from kgraph.cli import main
from kgraph.network import MEASURES

pytest.importorskip("matplotlib")

PAGE = ROOT / "docs" / "networks.md"
IMAGES = ROOT / "docs" / "images"
EARLIER = make_reading(
    "Iran backed Iraq. Mustafa al-Kadhimi met Iran.",
    ("Iran", "backed", "backs", "Iraq"),
    ("Mustafa al-Kadhimi", "met", "meets", "Iran"),
    doc="a.txt",
    date="2020-06-25",
)
LATER = make_reading(
    "Iran attacked Mustafa al-Kadhimi. Iran met Iraq.",
    ("Iran", "attacked", "attacks", "Mustafa al-Kadhimi"),
    ("Iran", "met", "meets", "Iraq"),
    doc="b.txt",
    date="2021-02-01",
)

examples = script("examples")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    with pytest.MonkeyPatch.context() as patch:
        replace_pages(patch)
        readings = (EARLIER, LATER)
        build([reading.document for reading in readings], folder / "out", FakeReader(*readings), make_ontology())
    return folder


def test_calls_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names = {"Kazimi": "Mustafa al-Kadhimi", "United States": "Iraq"}
    for arguments in (each for block in blocks(PAGE, "sh") for each in commands(block)):
        result = CliRunner().invoke(main, [names.get(argument, argument) for argument in arguments])
        assert result.exit_code == 0, (arguments, result.output)
    assert (folder / "report.html").is_file()
    assert (folder / "network.svg").is_file()


def test_the_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    (code,) = blocks(PAGE, "python")
    exec(code, {})
    assert "Iran" in capsys.readouterr().out


def test_the_table_of_measures_is_that_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert examples.with_measures(page) == page
    table = page[page.index("| `--by` | is called") :].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \| ", table, re.MULTILINE) == list(MEASURES)


def test_examples_are_written_anew(folder: Path) -> None:
    page = "Before\n\n```text\n$ kgraph path out Tehran Iraq --limit 1\nsomething old\n```\nafter\n"
    assert examples.with_examples(page, str(folder / "out")) == (
        "Before\n\n```text\n$ kgraph path out Tehran Iraq --limit 1\n"
        "1. Iran → Iraq (strength 0.83)\n"
        "   Iran → Iraq: backs 1, meets 1\n"
        "      “Iran met Iraq.” (b.txt, 2021-02-01) "
        f"[{LATER.claims[1].id}]\n```\nafter\n"
    )
    with pytest.raises(SystemExit, match="no actor called"):
        examples.with_examples(page.replace("Tehran", "Atlantis"), str(folder / "out"))


@pytest.mark.parametrize("name", ["network.svg", "timeline.svg"])
def test_the_pictures_load_nothing(name: str) -> None:
    elements = list(ElementTree.parse(IMAGES / name).iter())
    references = [value for each in elements for key, value in each.attrib.items() if key.endswith("href")]
    assert all(value.startswith("#") for value in references)
    assert not [each for each in elements if each.tag.endswith(("script", "image"))]
