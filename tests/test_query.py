"""The named queries, parameters, answers in their forms, and what is said of bad queries."""

from __future__ import annotations

import csv
import io
import json
import socket
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import BACKING, RAIDS, make_ontology

from kgraph import vocab
from kgraph.errors import QueryError
from kgraph.graph.answers import Rows, Triples, Truth, short
from kgraph.graph.engines.protocol import Dataset
from kgraph.graph.query import named_queries
from kgraph.graph.store import GraphStore
from kgraph.model import Actor

PARAMETERS = {
    "actor": "Mustafa al-Kadhimi",
    "a": "Iran",
    "b": "Kataib Hezbollah",
    "one": "Iran",
    "other": "Mustafa al-Kadhimi",
    "relation": "attacks",
}


@pytest.fixture(scope="module")
def graph() -> GraphStore:
    store = GraphStore()
    first, *others = BACKING.claims
    attributed = (replace(first, attributed_to=Actor(vocab.ACTOR + "Reuters", "Reuters", "Media")), *others)
    store.put_readings([replace(BACKING, claims=attributed), RAIDS])
    store.put_ontology(make_ontology())
    store.put_facts(store.claims())
    return store


def rows(graph: GraphStore, text: str, **parameters: str) -> list[dict[str, object]]:
    answer = graph.query(text, parameters)
    assert isinstance(answer, Rows)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_there_are_at_least_ten_and_each_says_what_it_is_for() -> None:
    assert len(named_queries()) >= 10
    for query in named_queries().values():
        assert query.title
        assert query.about
        assert all(query.parameters.values())


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_named_query_answers_with_rows(graph: GraphStore, name: str) -> None:
    parameters = {each: PARAMETERS[each] for each in named_queries()[name].parameters}
    answer = graph.query(name, parameters)
    assert isinstance(answer, Rows)
    assert answer.terms or name == "contested"  # which has a test of its own in test_provenance.py
    assert not set(answer.columns) & set(parameters)
    assert not any(all(term is None for term in row) for row in answer.terms)


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_named_query_declares_its_prefixes(name: str) -> None:
    parsed = ox.Store().query(named_queries()[name].text)
    assert list(parsed) == []


def test_who_backs_whom_brings_the_sentence(graph: GraphStore) -> None:
    found = rows(graph, "who-backs-whom")
    assert [(row["sponsor"], row["backed"], row["document"]) for row in found] == [
        ("Iran", "Kataib Hezbollah", "a.txt"),
        ("Iran", "Kataib Hezbollah", "b.txt"),
    ]
    assert found[0]["sentence"] == "Iran backed Kata'ib Hezbollah."


def test_attacks_include_kinds_of_attack_and_no_denied_ones(graph: GraphStore) -> None:
    found = rows(graph, "who-attacks-whom")
    assert {(row["attacker"], row["relation"]) for row in found} == {
        ("Mustafa al-Kadhimi", "attacks"),
        ("Kataib Hezbollah", "kills"),
    }


@pytest.mark.parametrize("spelling", ["Mustafa al-Kadhimi", "mustafa AL KADHIMI", "al-Kazimi"])
def test_claims_about_takes_any_spelling(graph: GraphStore, spelling: str) -> None:
    found = rows(graph, "claims-about", actor=spelling)
    assert {row["words"] for row in found} == {"Mustafa al-Kadhimi", "al-Kazimi"}
    assert len(found) == 2


def test_between_knows_adjectives_and_goes_one_way(graph: GraphStore) -> None:
    found = rows(graph, "between", a="iranian", b="Kataib Hezbollah")
    assert [(row["branch"], row["relation"]) for row in found] == [("cooperation", "backs")] * 2
    assert rows(graph, "between", a="Kataib Hezbollah", b="Tehran") == []


def test_central_counts_each_claim_once_for_each_end(graph: GraphStore) -> None:
    found = {row["actor"]: (row["acts"], row["acted_upon"], row["claims"]) for row in rows(graph, "central")}
    assert found["Kataib Hezbollah"] == (1, 3, 4)
    assert found["Iran"] == (3, 0, 3)


def test_pairs_take_both_directions_together(graph: GraphStore) -> None:
    found = {(row["one"], row["other"]): tuple(row.values())[2:] for row in rows(graph, "pairs")}
    assert found["Kataib Hezbollah", "Mustafa al-Kadhimi"] == (0, 2, 0, 2)
    assert found["Iran", "Kataib Hezbollah"] == (2, 0, 0, 2)


def test_denied_attributed_timeline_and_plover(graph: GraphStore) -> None:
    assert [(row["subject"], row["object"]) for row in rows(graph, "denied")] == [("Iran", "Iraq")]
    assert [(row["speaker"], row["relation"]) for row in rows(graph, "attributed")] == [("Reuters", "backs")]
    assert {row["when"] for row in rows(graph, "timeline")} == {"2020-06-25"}
    events = {(row["event"], row["source"]): row["claims"] for row in rows(graph, "plover")}
    assert events == {("ASSAULT", "Kataib Hezbollah"): 1, ("ASSAULT", "Mustafa al-Kadhimi"): 1, ("SUPPORT", "Iran"): 2}


@pytest.mark.parametrize(
    "hostile",
    [
        '" } UNION { ?claim ?p ?o } #',
        '"; DROP ALL; #',
        "Iran\\",
        "Iran'\n}",
        "?claim",
        "<https://w3id.org/kgraph/actor/Iran>",
        "\\u0022",
        "",
    ],
)
def test_hostile_parameters_are_only_strings(graph: GraphStore, hostile: str) -> None:
    before = len(list(graph.quads()))
    found = rows(graph, "claims-about", actor=hostile)
    # Spaces and punctuation do not matter to a name, so that some of these are just a way to write Iran.
    assert len(found) in (0, 3 if hostile.strip("\\'\n}") == "Iran" else 0)
    assert len(list(graph.quads())) == before


def test_parameters_of_the_users_own_query(graph: GraphStore) -> None:
    assert rows(graph, "SELECT ?a ?label { ?a skos:prefLabel ?label FILTER(?label = $label) }", label="Iran") == [
        {"a": vocab.ACTOR + "Iran"}
    ]
    with pytest.raises(QueryError, match="cannot be answered"):
        graph.query("SELECT ?a { ?a a kg:State }", {"label": "Iran"})
    with pytest.raises(QueryError, match="no parameter's name"):
        graph.query("SELECT ?a { ?a a kg:State }", {"la bel": "Iran"})
    with pytest.raises(QueryError, match="not UTF-8"):
        graph.query("claims-about", {"actor": "\udcff"})


@pytest.mark.parametrize(
    ("name", "parameters", "error", "words"),
    [
        ("nobody", {}, QueryError, "no named query 'nobody'; there are: alliances"),
        ("who backs whom?", {}, QueryError, "no named query 'who backs whom?'; there are: alliances"),
        ("with whom does Iran meet", {}, QueryError, "no named query 'with whom does Iran meet'"),
        ("x " * 50, {}, QueryError, "x x…'; there are: alliances"),
        ("", {}, QueryError, "no named query ''; there are: alliances"),
        ("DESCRIBE kg", {}, QueryError, "malformed SPARQL"),
        ("SELEC * { ?s ?p ?o }", {}, QueryError, "malformed SPARQL"),
        ("between", {"a": "Iran"}, QueryError, "needs --set b=…"),
        ("between", {}, QueryError, "needs --set a=… --set b=…"),
        ("claims-about", {"actor": "x", "other": "y"}, QueryError, "no parameter 'other'; its parameters: actor"),
        ("central", {"actor": "x"}, QueryError, "its parameters: none"),
        ("SELECT * { ?s ?p }", {}, QueryError, "malformed SPARQL: error at 1:19"),
        ("SELECT * {\n ?s nope:x ?o }", {}, QueryError, "malformed SPARQL"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", {}, QueryError, "SERVICE asks another server"),
        ("SELECT * { '#' ?p ?o . service silent ?s { } }", {}, QueryError, "SERVICE asks another server"),
        ("INSERT DATA { kg:a kg:b kg:c }", {}, QueryError, "queries only read"),
        ("# all\nPREFIX x: <a:b#>\ndelete where { ?s ?p ?o }", {}, QueryError, "queries only read"),
        ("DROP ALL", {}, QueryError, "queries only read"),
        ("LOAD <http://example.org/>", {}, QueryError, "queries only read"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", {}, QueryError, "malformed SPARQL"),
    ],
)
def test_bad_queries_are_told_in_one_line(
    graph: GraphStore, name: str, parameters: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        graph.query(name, parameters)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SERVICE <{}> {{ ?a ?b ?c }}",
        "SERVICE SILENT<{}>{{ ?a ?b ?c }}",
        "SERVICE#\n<{}>#\r{{ ?a ?b ?c }}",
        "SERVICEx:y{{ ?a ?b ?c }}",
        "?s ?p 1SERVICE <{}> {{ ?a ?b ?c }}",
        "BIND(IRI('{}') AS ?e) SERVICE ?e {{ ?a ?b ?c }}",
        "#\r SERVICE <{}> {{ ?a ?b ?c }}",
        "?s kg:claimCount ?n FILTER(?n<2&&?n=#>'''\n 1) SERVICE <{}> {{ ?a ?b ?c }} #'''\n",
        "FILTER EXISTS {{ SERVICE <{}> {{ ?a ?b ?c }} }}",
    ],
)
def test_no_query_reaches_the_network(graph: GraphStore, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(QueryError, match="SERVICE asks another server"):
            graph.query(f"PREFIX x: <{address}> SELECT * {{ {text.format(address)} }}")
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "text", ["?service ?p ?o", "?s kg:service ?o", "?s ?p 'SERVICE'", "?s <urn:SERVICE> ?o", "?s ?p ?o # SERVICE"]
)
def test_a_service_is_a_word_like_others_elsewhere(graph: GraphStore, text: str) -> None:
    assert isinstance(graph.query(f"SELECT * {{ {text}\n }}"), Rows)


def test_rows_as_csv_json_and_values(graph: GraphStore) -> None:
    answer = graph.query(
        'SELECT ?a ?n ?d ?t ?l ?u { VALUES (?n ?d ?t ?l ?u) { (1 0.5 true "a,\\"b\\""@en UNDEF) } ?a a kg:Person }'
    )
    assert isinstance(answer, Rows)
    iri = vocab.ACTOR + "Mustafa_al-Kadhimi"
    assert answer.rows == [(iri, 1, 0.5, True, 'a,"b"', None)]
    assert list(csv.reader(io.StringIO(answer.csv()))) == [list("andtlu"), [iri, "1", "0.5", "true", 'a,"b"', ""]]
    data = json.loads(answer.json())
    assert data["head"]["vars"] == list("andtlu")
    (binding,) = data["results"]["bindings"]
    assert binding["a"] == {"type": "uri", "value": iri}
    assert binding["n"] == {"type": "literal", "value": "1", "datatype": vocab.PREFIXES["xsd"] + "integer"}
    assert binding["l"] == {"type": "literal", "value": 'a,"b"', "xml:lang": "en"}
    assert "u" not in binding


def test_blank_nodes_in_answers(graph: GraphStore) -> None:
    answer = graph.query("SELECT (BNODE() AS ?b) {}")
    assert json.loads(answer.json())["results"]["bindings"][0]["b"]["type"] == "bnode"


def test_ask_and_construct(graph: GraphStore) -> None:
    assert graph.query("ASK { actor:Iran kg:backs ?who }") == Truth(True)
    assert json.loads(Truth(False).json()) == {"head": {}, "boolean": False}
    assert Truth(True).csv() == "true\r\n"
    answer = graph.query("CONSTRUCT { ?a kg:backs ?b } WHERE { ?a kg:backs ?b }")
    assert isinstance(answer, Triples)
    assert "actor:Iran kg:backs actor:Kataib_Hezbollah" in answer.turtle()
    assert answer.csv() == f"<{vocab.ACTOR}Iran> <{vocab.KG}backs> <{vocab.ACTOR}Kataib_Hezbollah> .\n"
    assert json.loads(answer.json())[0]["@id"] == vocab.ACTOR + "Iran"


def test_short_names_for_the_eye() -> None:
    assert short(ox.NamedNode(vocab.KG + "backs")) == "kg:backs"
    assert short(ox.NamedNode("https://example.org/x")) == "https://example.org/x"
    assert short(ox.Literal("1")) == "1"
    assert short(None) == ""


def test_no_triple_counts_twice(graph: GraphStore) -> None:
    assert rows(graph, "SELECT (COUNT(?a) AS ?n) { ?a skos:prefLabel 'Iran' }") == [{"n": 1}]


def test_an_answer_may_have_a_size(graph: GraphStore) -> None:
    for text, what in (("SELECT * { ?s ?p ?o . ?a ?b ?c }", "rows"), ("CONSTRUCT WHERE { ?s ?p ?o }", "triples")):
        with pytest.raises(QueryError, match=f"more than 100 {what}; ask for less"):
            graph.query(text, most=100)
    two = graph.query("SELECT * { VALUES ?x { 1 2 } }", most=2)
    assert isinstance(two, Rows)
    assert len(two.terms) == 2
    assert graph.query("ASK { ?s ?p ?o }", most=1) == Truth(True)


def test_a_dataset_of_the_callers_own(graph: GraphStore) -> None:
    one, other = vocab.document_iri("a.txt"), vocab.document_iri("b.txt")
    count = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a kg:Claim }"

    def counted(text: str, dataset: Dataset) -> int:
        answer = graph.query(text, dataset=dataset)
        assert isinstance(answer, Rows)
        (((number,)),) = answer.rows
        assert isinstance(number, int)
        return number

    assert counted(count, Dataset(default=(one,))) == 2
    assert counted(count, Dataset(default=(one, other))) == 5
    assert counted(count, Dataset(named=(one,))) == 0
    assert counted(count.replace("{ ?c a kg:Claim }", "{ GRAPH ?g { ?c a kg:Claim } }"), Dataset(named=(one,))) == 2
    with pytest.raises(QueryError, match="named by an IRI"):
        graph.query(count, dataset=Dataset(default=("no iri",)))


def test_answers_in_xml_and_tsv(graph: GraphStore) -> None:
    rows = graph.query("SELECT ?x ?y { VALUES (?x ?y) { (kg:backs UNDEF) ('a\\tb & <c>'@en 1) } }")
    assert isinstance(rows, Rows)
    assert '<literal xml:lang="en">a\tb &amp; &lt;c&gt;</literal>' in rows.xml()
    assert rows.tsv().splitlines() == ["?x\t?y", "<https://w3id.org/kgraph/ns#backs>\t", '"a\\tb & <c>"@en\t1']
    yes = graph.query("ASK {}")
    assert isinstance(yes, Truth)
    assert "<boolean>true</boolean>" in yes.xml()
    assert yes.tsv().strip() == "true"
    triples = graph.query("CONSTRUCT WHERE { actor:Iran kg:backs ?x }")
    assert isinstance(triples, Triples)
    assert "<rdf:RDF" in triples.xml()


def test_updates_change_the_store() -> None:
    store = GraphStore()
    store.update("INSERT DATA { actor:Iran kg:backs actor:Iraq }")
    assert store.query("ASK { actor:Iran kg:backs actor:Iraq }") == Truth(True)
    with pytest.raises(QueryError, match="malformed SPARQL update"):
        store.update("INSERT DATA { actor:Iran kg:backs }")
    store.update("DELETE WHERE { ?s ?p ?o } ; INSERT DATA { <urn:LOAD> <urn:b> 'LOAD', 'download: x' }")
    assert store.query("ASK { actor:Iran ?p ?o }") == Truth(False)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <{}>",
        "LOAD<{}>",
        "load SILENT # words\n <{}> INTO GRAPH <urn:g>",
        "PREFIX f: <{}> LOAD f:",
        "PREFIX : <{}> LOAD:",
        "BASE <{}> LOAD <>",
        "INSERT DATA {{}} ; LOAD <{}>",
        "INSERT {{ <urn:a> <urn:b> ?o }} WHERE {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    ],
)
def test_no_update_reaches_the_network_or_a_file(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n")
    store = GraphStore()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        for address in (f"http://127.0.0.1:{server.getsockname()[1]}/a.nt", file.as_uri()):
            with pytest.raises(QueryError, match=r"LOAD reads other|SERVICE asks another"):
                store.update(text.format(address))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert list(store.match()) == []


def test_paths_and_common_name_who_stands_between(graph: GraphStore) -> None:
    (path,) = rows(graph, "paths", one="Tehran", other="al-Kazimi")
    assert path == {
        "to_one": "→ backs (2)",
        "middle": "Kataib Hezbollah",
        "to_other": path["to_other"],
        "claims": 4,
    }
    assert set(str(path["to_other"]).split(", ")) == {"← attacks (1)", "→ kills (1)"}
    assert rows(graph, "common", one="Tehran", other="al-Kazimi") == [
        {"third": "Kataib Hezbollah", "to_one": "friend", "to_other": "enemy", "one_claims": 2, "other_claims": 2}
    ]
    assert rows(graph, "common", one="Iran", other="Kataib Hezbollah") == []
