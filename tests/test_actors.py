"""The list of a graph's actors, and one of them explained."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import BACKING, RAIDS, SCRIPT, FakeReader, make_ontology
from made_readings import told

from kgraph.actors import explained_actor, listed_actors
from kgraph.builder import build
from kgraph.cli import main
from kgraph.errors import StoreError, UnknownNameError
from kgraph.graph.folder import open_graph
from kgraph.graph.store import GraphStore
from kgraph.model import Actor
from kgraph.ontology import ActorEntry, Ontology, Term
from kgraph.reading.actors.identity import Census
from kgraph.vocab import ACTOR, actor_iri

READINGS = (
    BACKING,
    RAIDS,
    told("c.txt", "Raham Yaqoub attacked Iran.", "Iran attacked Raham Yaqoub."),
    told("d.txt", f"Reham Yaqoub attacked {SCRIPT}."),
)


def world() -> Ontology:
    """The ontology made by hand, in which one man has an office and one group a body above it."""
    known = make_ontology()
    man = ActorEntry(ACTOR + "Mustafa_al-Kadhimi", "Mustafa al-Kadhimi", "Person", state=ACTOR + "Iraq")
    wikidata = "http://www.wikidata.org/entity/Q796"
    iraq = replace(known.actors[ACTOR + "Iraq"], same_as=(wikidata,))
    term = Term(ACTOR + "t", man.iri, "prime minister", iraq.iri, "2020-05-07", "2022-10-27")
    return replace(known, actors={**known.actors, man.iri: man, iraq.iri: iraq}, terms=(term,))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("actors") / "out"
    build([each.document for each in READINGS], folder, FakeReader(*READINGS), world())
    return folder


@pytest.fixture(scope="module")
def graph(out: Path) -> GraphStore:
    return open_graph(out)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["actors", *map(str, arguments)])


def test_all_are_listed_once(graph: GraphStore) -> None:
    found = {each.actor.label: each for each in listed_actors(graph)}
    assert list(found)[:2] == ["Iran", "Kataib Hezbollah"]
    woman = found["Raham Yaqoub"]
    assert (woman.mentions, woman.claims, woman.documents, woman.known) == (3, 3, 2, False)
    assert woman.names == ("Raham Yaqoub", "Reham Yaqoub")
    assert "Reham Yaqoub" not in found
    assert found["Iraq"].wikidata == ("http://www.wikidata.org/entity/Q796",)
    assert found["Iran"].names == ("Iran", "Tehran")


def test_some_are_listed_by_type_and_link(graph: GraphStore) -> None:
    def labels(type_name: str | None = None, unlinked: bool = False) -> set[str]:
        return {each.actor.label for each in listed_actors(graph, type_name, unlinked)}

    assert labels("State") == {"Iran", "Iraq"}
    assert labels("Actor") >= {"Iran", "Raham Yaqoub"}
    assert labels(unlinked=True) == {"Raham Yaqoub", SCRIPT}
    assert labels("Person", unlinked=True) == {"Raham Yaqoub"}
    with pytest.raises(UnknownNameError, match="unknown type 'Nation'; there are: Actor"):
        labels("Nation")


@pytest.mark.parametrize("name", ["Reham Yaqoub", "raham  YAQOUB", "actor:Reham_Yaqoub", actor_iri("Raham Yaqoub")])
def test_one_is_found_by_any_name(graph: GraphStore, name: str) -> None:
    assert explained_actor(graph, name).listed.actor == Actor(actor_iri("Raham Yaqoub"), "Raham Yaqoub", "Person")


def test_one_is_explained(graph: GraphStore) -> None:
    woman = explained_actor(graph, "Raham Yaqoub")
    assert [(use.times, use.words, use.kind) for use in woman.uses] == [
        (2, "Raham Yaqoub", "name"),
        (1, "Reham Yaqoub", "name"),
    ]
    assert woman.uses[0].reasons == (("named in the test", 2),)
    assert woman.uses[1].reasons == (
        ("named in the test; Reham Yaqoub is a spelling of Raham Yaqoub in other documents, 2 mentions against 1", 1),
    )
    assert woman.documents == {"c.txt": 2, "d.txt": 1}
    man = explained_actor(graph, "al-Kazimi")
    assert man.terms == ("prime minister of Iraq from 2020-05-07 until 2022-10-27",)
    assert man.ties == (("state", "Iraq"),)


def test_an_unknown_name_and_one_of_two(graph: GraphStore) -> None:
    for name in ("Nobody", "", "...", "actor:Iran>"):
        with pytest.raises(StoreError, match="no actor called"):
            explained_actor(graph, name)
    store, census = GraphStore(), Census(world())
    for label in ("Ali Hassan", "Omar Hassan"):
        told_of = told(f"{label}.txt", "Hassan attacked Iran.")
        named = replace(told_of.mentions[0], actor=Actor(actor_iri(label), label, "Person"))
        reading = replace(told_of, mentions=(named,), claims=())
        store.put_readings([reading])
        census.add(reading)
    store.put_facts([], census.identities())
    with pytest.raises(StoreError, match=r"2 actors are called 'Hassan': Ali Hassan \(actor:Ali_Hassan\), Omar Hassan"):
        explained_actor(store, "Hassan")


def test_the_table(out: Path) -> None:
    shown = run(out).stdout
    assert "Raham Yaqoub | Reham Yaqoub" in shown
    assert "wd:Q796" in shown
    shown = run(out, "al-Kazimi").stdout
    assert "office:     prime minister of Iraq" in shown
    assert "'al-Kazimi' is a name in the test (1)" in shown


def test_csv_and_json(out: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(run(out, "--format", "csv").stdout)))
    assert {line["actor"]: line["mentions"] for line in lines}["Raham Yaqoub"] == "3"
    assert [each["label"] for each in json.loads(run(out, "--unlinked", "--format", "json").stdout)] == [
        "Raham Yaqoub",
        SCRIPT,
    ]
    one = json.loads(run(out, "Reham Yaqoub", "--format", "json").stdout)
    assert one["uses"][0] == {
        "words": "Raham Yaqoub",
        "kind": "name",
        "times": 2,
        "why": {"named in the test": 2},
    }
    assert one["in"] == {"c.txt": 2, "d.txt": 1}
    assert run(out, "Reham Yaqoub", "--format", "csv").stdout_bytes.startswith(b"times,words,kind,why\r\n2,Raham")


def test_errors_take_one_line(out: Path, tmp_path: Path) -> None:
    for arguments in ((out, "Nobody"), (out, "--type", "Nation"), (tmp_path,)):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert run(out, "Iran", "--unlinked").exit_code == 2
