"""Which actors of several documents are one, and how a graph follows it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from conftest import FakeReader, make_ontology
from made_readings import told

import kgraph
from kgraph.builder import build
from kgraph.curation.records import Curation, KeepApart, Merge
from kgraph.graph.answers import Rows
from kgraph.graph.folder import open_graph
from kgraph.model import Document, Identity, Reading
from kgraph.ontology import Ontology
from kgraph.reading.actors.identity import Census
from kgraph.vocab import GRAPH_FACTS, actor_iri, document_iri

OFTEN = told("a.txt", "Raham Yaqoub attacked Iran.", "Raham Yaqoub attacked Iraq.")
ONCE = told("b.txt", "Iran attacked Reham Yaqoub.")
APART = Curation(apart=(KeepApart(("Raham Yaqoub", "Reham Yaqoub")),))


def identities(*readings: Reading, curation: Curation | None = None) -> dict[str, Identity]:
    """The identities by the name in the documents."""
    census = Census(make_ontology(), curation)
    for reading in readings:
        census.add(reading)
    found = census.identities()
    names = {mention.actor.id: mention.actor.label for reading in readings for mention in reading.mentions}
    return {names[iri]: identity for iri, identity in found.items()}


def merged(*readings: Reading, curation: Curation | None = None) -> dict[str, str]:
    """The canonical name of each that has another than its own."""
    found = identities(*readings, curation=curation)
    return {name: each.canonical.label for name, each in found.items() if each.canonical.label != name}


def one_each(*names: str, **types: str) -> list[Reading]:
    """A document for each name, in which it stands once."""
    return [told(f"{number}.txt", f"{name} attacked Iran.", **types) for number, name in enumerate(names)]


def test_spellings_meet_under_the_most_frequent_one() -> None:
    found = identities(OFTEN, ONCE)
    assert found["Reham Yaqoub"].canonical.label == "Raham Yaqoub"
    assert found["Reham Yaqoub"].rule == (
        "Reham Yaqoub is a spelling of Raham Yaqoub in other documents, 2 mentions against 1"
    )
    assert found["Raham Yaqoub"].rule == ""
    assert found["Iran"].canonical.id == actor_iri("Iran")


def test_the_longest_then_the_alphabet_decide_between_equals() -> None:
    assert merged(*one_each("Raham Yaqoub", "Raham Yaqoob", "Reham Yaqoub")) == {
        "Raham Yaqoub": "Raham Yaqoob",
        "Reham Yaqoub": "Raham Yaqoob",
    }
    assert merged(*one_each("Hassan Rouhani", "Hasan Rouhani")) == {"Hasan Rouhani": "Hassan Rouhani"}


def test_the_order_of_the_documents_does_not_matter() -> None:
    readings = [OFTEN, ONCE, *one_each("Raham Yaqoob", "Hassan Rouhani", "Hasan Rouhani")]
    expected = merged(*readings)
    assert all(merged(*order) == expected for order in permutations(readings))


@pytest.mark.parametrize(
    "names",
    [
        ("Hussein", "Husein"),
        ("Yaqoub", "Raham Yaqoub"),
        ("al-Yaqoub", "al-Yaqub"),
        ("US", "USA"),
        ("Saddam Hussein", "Fuad Hussein"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("leader of militias", "leaders of militias"),
    ],
)
def test_other_names_do_not(names: tuple[str, str]) -> None:
    assert merged(*one_each(*names)) == {}


@pytest.mark.parametrize(
    ("types", "meet"),
    [
        (("Person", "Person"), True),
        (("Person", "Actor"), True),
        (("Person", "Organisation"), True),
        (("Person", "ArmedGroup"), False),
    ],
)
def test_only_actors_of_one_type_meet(types: tuple[str, str], meet: bool) -> None:
    found = identities(*one_each("Raham Yaqoub", "Reham Yaqoub", Raham=types[0], Reham=types[1]))
    assert (found["Reham Yaqoub"].canonical.label == "Raham Yaqoub") is meet
    if meet:
        assert {each.canonical.type for name, each in found.items() if name != "Iran"} == {"Person"}


def test_bodies_meet_in_near_spellings_only() -> None:
    def bodies(*names: str) -> dict[str, str]:
        return merged(*(told(f"{n}.txt", f"{name} attacked Iran.", type_="Party") for n, name in enumerate(names)))

    assert bodies("Islamic Daawa Union", "Islamic Dawa Union") == {"Islamic Dawa Union": "Islamic Daawa Union"}
    assert bodies("Council of Ministers", "Council of Monasteries") == {}
    assert bodies("Rally of Chad", "Rally of Chaad") == {}  # Chad is a name in the ontology


def test_a_name_that_fits_two_others_stays_with_neither() -> None:
    long, other = "Mohammad Ali Jafari", "Mohammad Reza Jafari"
    assert merged(*one_each(long, "Mohammad Jafari")) == {"Mohammad Jafari": long}
    assert merged(*one_each(long, "Mohammad Jafari", other)) == {}


def test_names_that_one_document_tells_apart_stay_apart() -> None:
    both = told("both.txt", "Raham Yaqoub attacked Reham Yaqoub.")
    assert merged(both) == {}
    assert merged(both, *one_each("Rahem Yaqoub")) == {}


def test_a_forbidden_merge_also_stops_the_chain() -> None:
    assert merged(OFTEN, ONCE, curation=APART) == {}
    third = told("c.txt", "Raham Yaqoob attacked Iran.")
    assert set(merged(OFTEN, ONCE, third)) == {"Reham Yaqoub", "Raham Yaqoob"}
    assert merged(OFTEN, ONCE, third, curation=APART) == {}


def test_a_forced_merge_takes_known_and_unknown_actors() -> None:
    curation = Curation(merges=(Merge(("Ms. Y", "Raham Yaqoub", "Iraq"), "Kataib Hezbollah", "so it is"),))
    found = identities(OFTEN, ONCE, *one_each("Ms. Y"), curation=curation)
    for name in ("Ms. Y", "Raham Yaqoub", "Iraq"):
        assert found[name].canonical.id == actor_iri("Kataib Hezbollah")
        assert found[name].canonical.type == "ArmedGroup"
        assert found[name].rule == f"merged by curation: {name} is Kataib Hezbollah (so it is)"
    assert found["Reham Yaqoub"].canonical.label == "Reham Yaqoub"


def test_what_a_user_merges_into_draws_its_spellings() -> None:
    curation = Curation(merges=(Merge(("Dr. Rahma",), "Rahaam Yaqoub"),))
    found = merged(OFTEN, *one_each("Dr. Rahma"), curation=curation)
    assert found == {"Dr. Rahma": "Rahaam Yaqoub", "Raham Yaqoub": "Rahaam Yaqoub"}


def test_a_known_type_and_the_ontologys_label_win() -> None:
    unsure = told("c.txt", "Raham Yaqoub attacked Iran.", "Raham Yaqoub attacked Iraq.", type_="Actor")
    found = identities(unsure, told("d.txt", "Raham Yaqoub attacked Iraq."))
    assert found["Raham Yaqoub"].canonical.type == "Person"


# ---------------------------------------------------------------- in a graph

THIRD = told("c.txt", "Reham Yaqoub attacked Iran.", "Reham Yaqoub attacked Iraq.", "Iran attacked Reham Yaqoub.")
FILES = ("graph.trig", "claims.jsonl")


def make(out: Path, *readings: Reading, curation: Curation | None = None) -> dict[str, bytes]:
    build([each.document for each in readings], out, FakeReader(*readings), make_ontology(), curation=curation)
    return {name: (out / name).read_bytes() for name in FILES}


def labels(out: Path, query: str) -> list[tuple[object, ...]]:
    answer = open_graph(out).query(query)
    assert isinstance(answer, Rows)
    return answer.rows


@pytest.mark.usefixtures("plain_pages")
class TestGraph:
    def test_facts_claims_and_queries_follow(self, tmp_path: Path) -> None:
        make(tmp_path / "out", OFTEN, ONCE)
        graph = open_graph(tmp_path / "out")
        assert graph.query("ASK { actor:Iran kg:attacks actor:Raham_Yaqoub }").csv() == "true\r\n"
        assert graph.query("ASK { actor:Iran kg:attacks actor:Reham_Yaqoub }").csv() == "false\r\n"
        assert {claim.subject.actor.label for claim in graph.claims()} == {"Raham Yaqoub", "Iran"}
        assert graph.counts()["actors"] == 3
        assert labels(tmp_path / "out", "central")[0] == ("Raham Yaqoub", 2, 1, 3)
        about = graph.query("claims-about", {"actor": "reham yaqoub"})
        assert isinstance(about, Rows)
        assert len(about.rows) == 3

    def test_claims_keep_their_ids_and_say_why(self, tmp_path: Path) -> None:
        make(tmp_path / "out", OFTEN, ONCE)
        (claim,) = ONCE.claims
        told_again = open_graph(tmp_path / "out").claim(claim.id)
        assert told_again.id == claim.id
        assert told_again.object.rule == (
            "named in the test; Reham Yaqoub is a spelling of Raham Yaqoub in other documents, 2 mentions against 1"
        )

    def test_a_further_document_touches_its_own_graph_and_the_facts(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        make(out, OFTEN, ONCE)
        before = {str(quad) for quad in open_graph(out).quads()}
        make(out, THIRD)
        after = {str(quad) for quad in open_graph(out).quads()}
        changed = {line.rsplit(" ", 1)[-1].rstrip(">)") for line in before ^ after}
        graphs = {document_iri("c.txt"), GRAPH_FACTS}
        assert all(any(graph in line for graph in graphs) for line in before ^ after), changed
        assert {claim.object.actor.label for claim in open_graph(out).claims()} == {"Iran", "Iraq", "Reham Yaqoub"}

    def test_one_by_one_gives_the_same_bytes_as_all_at_once(self, tmp_path: Path) -> None:
        whole = make(tmp_path / "whole", OFTEN, ONCE, THIRD)
        for number, order in enumerate(((OFTEN, ONCE, THIRD), (THIRD, ONCE, OFTEN))):
            for reading in order:
                files = make(tmp_path / str(number), reading)
            assert files == whole

    def test_curation_reaches_documents_that_were_read_before(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        plain = make(out, OFTEN, ONCE)
        make(out, ONCE, curation=APART)
        assert ("Raham Yaqoub", 2, 0, 2) in labels(out, "central")
        make(out, ONCE, curation=Curation(merges=(Merge(("Raham Yaqoub",), "Kataib Hezbollah"),)))
        assert ("Kataib Hezbollah", 2, 0, 2) in labels(out, "central")
        assert make(out, ONCE) == plain

    def test_names_that_are_one_actor_make_no_fact(self, tmp_path: Path) -> None:
        both = told("both.txt", "Raham Yaqoub attacked Reham Yaqoub.")
        make(tmp_path / "out", both, curation=Curation(merges=(Merge(("Reham Yaqoub",), "Raham Yaqoub"),)))
        assert open_graph(tmp_path / "out").counts()["facts"] == 0


# ---------------------------------------------------------------- with the pipeline

DOCUMENTS = [
    Document("a.txt", "Raham Sabouri, a lawyer from Basra, met Emmanuel Macron. Raham Sabouri praised France."),
    Document("b.txt", "Reham Sabouri fled to Turkey on Monday. The court accused Reham Sabouri of treason."),
]


@pytest.fixture(scope="module")
def whole_ontology() -> Ontology:
    return kgraph.load_ontology()


@pytest.mark.model
def test_two_documents_name_one_woman(tmp_path: Path, whole_ontology: Ontology) -> None:
    kgraph.build(DOCUMENTS, tmp_path / "out", kgraph.Reader(whole_ontology), whole_ontology)
    found = labels(
        tmp_path / "out",
        'SELECT DISTINCT ?actor ?words { ?m kg:refersTo/kg:canonicalActor ?who ; kg:mentionKind "name" ; '
        'nif:anchorOf ?words . ?who skos:prefLabel ?actor FILTER(CONTAINS(?words, "Sabouri")) } ORDER BY ?words',
    )
    assert found == [("Raham Sabouri", "Raham Sabouri"), ("Raham Sabouri", "Reham Sabouri")]


@pytest.mark.model
def test_a_user_decides_otherwise(tmp_path: Path, whole_ontology: Ontology) -> None:
    merge = Merge(("Reham Sabouri", "Emmanuel Macron"), "Riham al-Saburi", "for the test")
    for curation, expected in (
        (Curation(apart=(KeepApart(("Raham Sabouri", "Reham Sabouri")),)), {"Raham Sabouri", "Reham Sabouri"}),
        (Curation(merges=(merge,)), {"Raham Sabouri", "Riham al-Saburi"}),
    ):
        census = Census(whole_ontology, curation)
        reader = kgraph.Reader(whole_ontology, curation=curation)
        mentions = [m for reading in reader.read(DOCUMENTS) if not census.add(reading) for m in reading.mentions]
        named = {m.actor.label for m in mentions if "Sabouri" in m.surface}
        assert named == expected
    assert [m.rule for m in mentions if m.surface == "Emmanuel Macron"] == [
        "merged by curation: Emmanuel Macron is Riham al-Saburi (for the test); name of Emmanuel Macron in the ontology"
    ]
