"""The commands network, path, timeline and report: what they print where, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import fails, run
from conftest import BACKING, RAIDS, FakeReader, make_ontology, make_reading, replace_pages
from made_claims import HOSTILE, actor, make_claim

from kgraph.builder import build
from kgraph.cli import filters, seeing
from kgraph.graph.folder import open_graph
from kgraph.graph.known import documents_of, ontology_of
from kgraph.model import Document, Factuality, Reading
from kgraph.network import MEASURES, network
from kgraph.network.levels import LEVELS
from kgraph.network.measures.brokerage import GROUPINGS
from kgraph.network.measures.communities import METHODS
from kgraph.network.tables import TABLES
from kgraph.network.timeline import months, timeline
from kgraph.picture import network_picture, timeline_picture
from kgraph.report import render, render_html

LATER = make_reading("Iran met Iraq.", ("Iran", "met", "meets", "Iraq"), doc="c.txt", date="2021-02-01", source="TASS")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seen") / "out"
    with pytest.MonkeyPatch.context() as patch:
        replace_pages(patch)
        readings = (BACKING, RAIDS, LATER)
        build([reading.document for reading in readings], folder, FakeReader(*readings), make_ontology())
    return folder


def test_choices_are_those_of_the_library() -> None:
    assert filters.LEVELS == LEVELS
    assert seeing.GROUPINGS == GROUPINGS
    assert seeing.METHODS == METHODS
    assert set(seeing.MEASURES) == set(MEASURES)
    assert set(seeing.TABLES) == set(TABLES)


def test_network_ranks_by_a_measure_and_says_how_large_it_is(out: Path) -> None:
    result = run("network", out, "--by", "conf_out", "--top", 1)
    assert result.exit_code == 0
    assert "conflict out" in result.stdout
    assert "Kataib Hezbollah" in result.stdout
    assert "Iran" not in result.stdout
    assert "4 actors, 4 edges, 5 claims" in result.stderr
    assert "3 more rows" in result.stderr


def test_network_as_csv_has_every_measure(out: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("network", out, "--csv", "--branch", "coop").stdout)))
    assert {row["label"]: (row["coop_out"], row["coop_in"]) for row in rows} == {
        "Iran": ("3", "0"), "Kataib Hezbollah": ("0", "2"), "Iraq": ("0", "1"),
    }  # fmt: skip
    assert set(MEASURES) < set(rows[0])


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_printed(out: Path, table: str) -> None:
    assert run("network", out, "--table", table, "--groups", "type").exit_code == 0


def test_two_periods_show_what_has_changed(out: Path) -> None:
    result = run("network", out, "--period", "2020", "--period", "2021", "--csv")
    assert [row[:5] for row in csv.reader(io.StringIO(result.stdout))][1:] == [
        ["new", "Iran", "Iraq", "", "1"],
        ["gone", "Iran", "Kataib Hezbollah", "1", ""],
    ]
    assert run("network", out, *(["--period", "2020"] * 3)).exit_code == 2


def test_a_path_shows_its_steps_with_their_sentences(out: Path) -> None:
    result = run("path", out, "Tehran", "al-Kazimi")
    assert result.exit_code == 0
    assert result.stdout.startswith("1. Iran → Kataib Hezbollah → Mustafa al-Kadhimi (strength 0.69)\n")
    assert "   Iran → Kataib Hezbollah: backs 2\n" in result.stdout
    assert "“Kata'ib Hezbollah killed al-Kazimi.” (b.txt, example.org)" in result.stdout


def test_a_path_as_json(out: Path) -> None:
    (path,) = json.loads(run("path", out, "Iran", "al-Kazimi", "--json").stdout)["paths"]
    assert [each["label"] for each in path["actors"]] == ["Iran", "Kataib Hezbollah", "Mustafa al-Kadhimi"]
    assert path["strength"] == pytest.approx(0.83**2)
    assert path["steps"][0]["relations"] == {"backs": 2}


def test_no_path_ends_with_1_and_says_what_to_try(out: Path) -> None:
    result = run("path", out, "Iraq", "Iran")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("no path leads from Iraq to Iran; --either-way")
    assert len(result.stderr.splitlines()) == 1
    back = run("path", out, "Iraq", "Iran", "--either-way", "--shortest")
    assert back.exit_code == 0
    assert back.stdout.startswith("1. Iraq → (back) Iran")
    nothing = run("path", out, "Iraq", "Iran", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)) == (1, {"paths": []})


def test_unknown_actors_and_those_filtered_out_are_told_apart(out: Path) -> None:
    fails(run("path", out, "Iran", "Atlantis"), "no actor called 'Atlantis'")
    fails(run("path", out, "Iran", "Iraq", "--branch", "conf"), "'Iran' is in no claim that the options leave")
    fails(run("timeline", out, "Atlantis"), "no actor called 'Atlantis'")
    fails(run("network", out, "--relation", "helps"), "unknown relation 'helps'")
    fails(run("network", out, "--period", "soon"), "'soon' is no period")
    fails(run("report", out.parent / "missing"), "no such folder")


def test_the_timeline_of_two_actors(out: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("timeline", out, "Tehran", "Iraq", "--format", "csv").stdout)))
    assert [(row["when"], row["relation"], row["factuality"], row["said by"]) for row in rows] == [
        ("2020-06-25", "attacks", "negated", "a.txt"), ("2021-02-01", "meets", "asserted", "TASS"),
    ]  # fmt: skip
    assert json.loads(run("timeline", out, "Iraq", "--format", "json").stdout)[0]["sentence"] == rows[0]["sentence"]


def test_the_timeline_says_how_many_claims_have_no_time(out: Path) -> None:
    result = run("timeline", out)
    assert "2021-02-01" in result.stdout
    assert "3 more claims have no time" in result.stderr


def test_the_report_is_the_one_of_the_library(out: Path, tmp_path: Path) -> None:
    graph = open_graph(out)
    made = list(graph.claims()), ontology_of(graph), documents_of(graph)
    assert run("report", out).stdout == render(*made)
    for name, text in (("r.md", render(*made)), ("r.html", render_html(*made))):
        result = run("report", out, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_a_report_on_a_part(out: Path) -> None:
    text = run("report", out, "--source", "TASS").stdout
    assert "1 claim about 2 actors in 1 sentence of 1 document." in text
    assert "“Iran met Iraq.” (c.txt, TASS, 2021-02-01)" in text


def test_a_report_elsewhere_or_of_another_kind_fails_in_one_line(out: Path, tmp_path: Path) -> None:
    fails(run("report", out, "-o", tmp_path / "r.pdf"), ".html or .md")
    fails(run("report", out, "-o", tmp_path / "missing" / "r.md"), "cannot be written")


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_pictures_are_those_of_the_library(out: Path, tmp_path: Path, form: str) -> None:
    pytest.importorskip("matplotlib")
    graph = open_graph(out)
    iran = actor("Iran").id
    assert run("picture", out, "-o", tmp_path / f"n.{form}", "--about", "Tehran", "--top", 3).exit_code == 0
    assert (tmp_path / f"n.{form}").read_bytes() == network_picture(network(graph), form, top=3, about=[iran])
    result = run("picture", out, "-o", tmp_path / f"t.{form}", "--of", "timeline", "--about", "Tehran")
    assert (result.exit_code, result.stdout) == (0, "")
    asserted = [claim for claim in graph.claims() if claim.factuality is Factuality.ASSERTED]
    counts = months(timeline(asserted, documents_of(graph), iran).events, ontology_of(graph))
    assert (tmp_path / f"t.{form}").read_bytes() == timeline_picture(counts, form, title="Tehran")


def test_a_picture_of_another_kind_or_about_nobody_fails_in_one_line(out: Path, tmp_path: Path) -> None:
    fails(run("picture", out, "-o", tmp_path / "n.bmp"), "unknown format of pictures 'bmp'", "pdf, png, svg")
    fails(run("picture", out, "-o", tmp_path / "n.svg", "--about", "Atlantis"), "no actor called")
    assert run("picture", out, "-o", tmp_path / "n.svg", "--of", "timeline", *(["--about", "Iran"] * 3)).exit_code == 2


def test_hostile_texts_do_not_steer_the_terminal(tmp_path: Path, plain_pages: None) -> None:
    text = f"{HOSTILE[0]} \x1b[31m \u202e"
    claims = (make_claim(actor(text), "attacks", actor("Iraq"), words=text, doc="a.txt"),)
    ends = tuple(each for claim in claims for each in (claim.subject, claim.object))
    reading = Reading(Document("a.txt", claims[0].sentence.text), (claims[0].sentence,), ends, claims)
    build([reading.document], tmp_path / "out", FakeReader(reading), make_ontology())
    for arguments in (["network"], ["path"], ["timeline"]):
        ends_ = [actor(text).id, "Iraq"] if arguments == ["path"] else []
        result = run(*arguments, tmp_path / "out", *ends_)
        assert result.exit_code == 0, result.output
        assert "\x1b[31m" not in result.stdout
        assert "\u202e" not in result.stdout
