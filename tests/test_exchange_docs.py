"""The page on exchange: every call of kgraph and every piece of Python on it, in order, on a small graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import FakeReader, make_ontology, make_reading, replace_pages
from readme import ROOT, blocks, commands

import kgraph
from kgraph.builder import build
from kgraph.cli import main
from kgraph.exchange.claims import read_claims

PAGE = ROOT / "docs" / "exchange.md"
SEEDS = sorted(path.name for path in (ROOT / "seeds").iterdir())
OLD = make_reading(
    "Iran backed Kata'ib Hezbollah. Iran attacked Iraq.",
    ("Iran", "backed", "backs", "Kata'ib Hezbollah"),
    ("Iran", "attacked", "attacks", "Iraq"),
    doc=SEEDS[0],
    date="2020-06-25",
)
NEW = make_reading("Iran met Iraq.", ("Iran", "met", "meets", "Iraq"), doc=SEEDS[1], date="2021-02-01")
EQUAL = {"other", "from-claims"}
"""The folders that are copies of the graph."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `out` has been built and all calls on the page have been made."""
    folder = tmp_path_factory.mktemp("page")
    with pytest.MonkeyPatch.context() as patch:
        replace_pages(patch)
        patch.setitem(kgraph.__dict__, "load_ontology", lambda folders=(): make_ontology())
        patch.chdir(folder)
        build([OLD.document, NEW.document], "out", FakeReader(OLD, NEW), make_ontology())
        for arguments in (each for block in blocks(PAGE, "sh") for each in commands(block)):
            to_file = arguments.index(">") if ">" in arguments else None
            done = CliRunner().invoke(main, arguments[:to_file])
            differs = arguments[0] == "diff" and not EQUAL & set(arguments)
            assert done.exit_code == (1 if differs else 0), (arguments, done.output)
    return folder


def test_calls_make_what_the_page_says(folder: Path) -> None:
    made = {
        str(path.relative_to(folder)) for path in folder.rglob("*.*") if "out" not in path.relative_to(folder).parts
    }
    assert {
        "tables/nodes.csv",
        "tables/edges.csv",
        "network.gexf",
        "graph.trig",
        "conflict.graphml",
        "graph.cypher",
    } <= made
    assert {"neo4j/nodes.csv", "neo4j/edges.csv", "for-excel/edges.csv", "claims.jsonl"} <= made
    assert (folder / "other" / "graph.trig").read_bytes() == (folder / "out" / "graph.trig").read_bytes()


@pytest.mark.parametrize("number", range(len(blocks(PAGE, "python"))))
def test_pieces_of_python_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    replace_pages(monkeypatch)
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders=(): make_ontology())
    monkeypatch.chdir(folder)
    exec(blocks(PAGE, "python")[number], {})
    assert capsys.readouterr().out


def test_the_claim_on_the_page_is_whole(tmp_path: Path) -> None:
    (block,) = blocks(PAGE, "json")
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(json.loads(block)) + "\n", encoding="utf-8")
    ((claim, _),) = read_claims(path, make_ontology())
    assert (claim.subject.actor.label, claim.relation, claim.object.actor.label) == ("Iran", "backs", "Iraq")
    for part in (claim.subject, claim.cue, claim.object):
        assert claim.sentence.text[part.start : part.end] == part.surface
