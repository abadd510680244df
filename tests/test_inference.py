"""What follows from facts stands apart from them, says from what it follows, and is there only when it was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import BACKING, RAIDS, FakeReader, make_ontology
from made_states import ENTRIES, KENYA, UGANDA, claim, entry, make_states
from pyoxigraph import Literal, NamedNode, Quad

import kgraph
from kgraph import vocab
from kgraph.builder import build
from kgraph.cli import main
from kgraph.graph.answers import Rows
from kgraph.graph.facts import fact_iri, facts_quads
from kgraph.graph.inference import inferred_quads, state_behind
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import GRAPH_FACTS, GRAPH_INFERRED, KG, OWL, PROV, RDF, RDFS
from kgraph.model import Factuality
from kgraph.ontology import Ontology


@pytest.fixture
def ontology() -> Ontology:
    return make_states()


def edges(quads: list[Quad]) -> set[tuple[str, str, str]]:
    """The plain edges as local names."""
    nodes = {quad.subject for quad in quads if quad.object == KG.InferredEdge}
    ends = [
        tuple(
            vocab.local_name(next(q.object.value for q in quads if q.subject == node and q.predicate == each))
            for each in (RDF.subject, RDF.predicate, RDF.object)
        )
        for node in nodes
    ]
    plain = {
        (vocab.local_name(q.subject.value), vocab.local_name(q.predicate.value), vocab.local_name(q.object.value))
        for q in quads
        if q.subject.value.startswith(vocab.ACTOR)
    }
    assert len(ends) == len(plain)
    assert plain == set(ends)
    return plain


def inverse(quads: list[Quad]) -> set[str]:
    return {quad.predicate.value for quad in quads if quad.predicate.value.startswith(vocab.INVERSE)}


def test_a_relation_holds_of_the_broader_ones(ontology: Ontology) -> None:
    quads = inferred_quads([claim("Amina", "kills", "Lake Militia")], ontology)
    assert {e for e in edges(quads) if e[0] == "Amina"} == {
        ("Amina", "attacks", "Lake_Militia"),
        ("Amina", "conf", "Lake_Militia"),
    }
    assert {quad.graph_name for quad in quads} == {GRAPH_INFERRED}


def test_a_symmetric_relation_holds_the_other_way_round(ontology: Ontology) -> None:
    assert edges(inferred_quads([claim("Kenya", "meets", "Uganda")], ontology)) == {
        ("Uganda", "meets", "Kenya"),
        ("Kenya", "coop", "Uganda"),
        ("Uganda", "coop", "Kenya"),
    }


def test_what_is_narrower_than_a_symmetric_relation_turns_round_with_it_and_not_before(ontology: Ontology) -> None:
    assert edges(inferred_quads([claim("Kenya", "visits", "Uganda")], ontology)) == {
        ("Uganda", "visits", "Kenya"),  # the inverse, "is visited by"
        ("Kenya", "consults", "Uganda"),
        ("Uganda", "consults", "Kenya"),
        ("Kenya", "coop", "Uganda"),
        ("Uganda", "coop", "Kenya"),
    }


def test_an_inverse_says_what_it_is_the_inverse_of(ontology: Ontology) -> None:
    quads = inferred_quads([claim("Kenya", "backs", "Uganda")], ontology)
    backed = NamedNode(vocab.INVERSE + "backs")
    assert Quad(NamedNode(UGANDA), backed, NamedNode(KENYA), GRAPH_INFERRED) in quads
    assert Quad(backed, OWL.inverseOf, NamedNode(vocab.KG + "backs"), GRAPH_INFERRED) in quads
    assert Quad(backed, RDFS.label, Literal("is backed by"), GRAPH_INFERRED) in quads
    assert inverse(inferred_quads([claim("Kenya", "meets", "Uganda")], ontology)) == set()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Kenya Army", KENYA),
        ("Kenya Rangers", KENYA),  # by the army that they belong to
        ("Ugandan police", UGANDA),  # by its pattern
        ("Ugandan media", None),
        ("Lake Militia", None),
        ("Amina", None),
        ("Kenya", None),
        ("Atlantis", None),
    ],
)
def test_the_state_behind_its_apparatus_and_nobody_else(ontology: Ontology, name: str, state: str | None) -> None:
    assert state_behind(vocab.actor_iri(name), ontology) == state


def test_bodies_in_a_ring_end(ontology: Ontology) -> None:
    one = entry("One", "ArmedGroup", parent_body=vocab.ACTOR + "Two")
    two = entry("Two", "ArmedGroup", parent_body=vocab.ACTOR + "One")
    ring = replace(ontology, actors={each.iri: each for each in (one, two)})
    assert state_behind(one.iri, ring) is None


def test_what_a_body_does_abroad_its_state_does(ontology: Ontology) -> None:
    quads = inferred_quads([claim("Kenya Army", "attacks", "Ugandan police")], ontology)
    attacks = {edge for edge in edges(quads) if edge[1] == "attacks" and edge[0].startswith("Kenya")}
    assert attacks == {
        ("Kenya", "attacks", "Uganda"),
        ("Kenya_Army", "attacks", "Uganda"),
        ("Kenya", "attacks", "Ugandan_police"),
    }


@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [
        ("Amina", "leads", "Kenya Army"),  # whoever leads the army does not lead the state
        ("Amina", "attacks", "Kenya Army"),  # among those of one state
        ("Lake Militia", "attacks", "Ugandan police"),
        ("Kenya Army", "attacks", "Kenya"),
        ("Lake Militia", "attacks", "Amina"),
    ],
)
def test_what_is_no_act_of_a_state(ontology: Ontology, subject: str, relation: str, object_: str) -> None:
    ends = {vocab.local_name(vocab.actor_iri(name)) for name in (subject, object_)}
    assert {
        end for s, _, o in edges(inferred_quads([claim(subject, relation, object_)], ontology)) for end in (s, o)
    } == ends


def test_denied_and_supposed_claims_give_nothing(ontology: Ontology) -> None:
    for factuality in (Factuality.NEGATED, Factuality.POSSIBLE):
        assert inferred_quads([claim("Kenya", "meets", "Uganda", factuality=factuality)], ontology) == []
    assert inferred_quads([claim("Kenya", "meets", "Kenya")], ontology) == []


def test_a_relation_that_the_ontology_does_not_know_gives_nothing(ontology: Ontology) -> None:
    assert inferred_quads([claim("Kenya Army", "teases", "Uganda")], ontology) == []


def test_each_edge_says_how_often_from_what_and_why(ontology: Ontology) -> None:
    claims = [
        claim("Kenya Army", "kills", "Uganda", doc="a"),
        claim("Kenya Army", "kills", "Uganda", doc="b"),
        claim("Kenya Rangers", "attacks", "Uganda", doc="a"),
    ]
    quads = inferred_quads(claims, ontology)
    node = NamedNode(vocab.INFERRED + vocab.local_name(fact_iri(KENYA, vocab.KG + "attacks", UGANDA)))
    found = {(quad.predicate, quad.object.value) for quad in quads if quad.subject == node}
    army, rangers = vocab.ACTOR + "Kenya_Army", vocab.ACTOR + "Kenya_Rangers"
    assert found == {
        (RDF.type, KG.InferredEdge.value),
        (RDF.subject, KENYA),
        (RDF.predicate, vocab.KG + "attacks"),
        (RDF.object, UGANDA),
        (KG.claimCount, "3"),
        (KG.rule, "part of a state"),
        (KG.rule, "broader relation"),
        (PROV.wasDerivedFrom, fact_iri(army, "kills", UGANDA)),
        (PROV.wasDerivedFrom, fact_iri(rangers, "attacks", UGANDA)),
    }


def test_no_inferred_edge_is_a_fact_and_all_follow_from_facts(ontology: Ontology) -> None:
    claims = [
        claim("Kenya Army", "kills", "Uganda"),
        claim("Kenya", "attacks", "Uganda"),
        claim("Uganda", "meets", "Kenya"),
    ]
    facts, inferred = facts_quads(claims), inferred_quads(claims, ontology)
    plain = {(quad.subject, quad.predicate, quad.object) for quad in facts}
    assert not plain & {(quad.subject, quad.predicate, quad.object) for quad in inferred}
    nodes = {quad.subject for quad in facts if quad.object == KG.Fact}
    assert nodes >= {quad.object for quad in inferred if quad.predicate == PROV.wasDerivedFrom} > set()
    assert ("Kenya", "attacks", "Uganda") not in edges(inferred)
    assert inferred == inferred_quads(claims[::-1], ontology)


# ------------------------------------------------------------- in store and folder

EDGES = "{ ?edge a kg:InferredEdge }"
ASKED = f"SELECT ?edge {{ GRAPH <{vocab.GRAPH_INFERRED}> {EDGES} }}"


def count(graph: GraphStore, text: str) -> int:
    answer = graph.query(text)
    assert isinstance(answer, Rows)
    return len(answer.terms)


def test_queries_see_it_only_by_its_name(ontology: Ontology) -> None:
    claims = [claim("Kenya", "kills", "Uganda")]
    store = GraphStore()
    store.put_inferred(inferred_quads(claims, ontology))
    assert count(store, ASKED) == 4
    assert count(store, f"SELECT ?edge {EDGES}") == 0
    assert count(store, "SELECT * { ?s ?p ?o }") == 0
    store.put_inferred([])
    assert count(store, ASKED) == 0
    assert list(store.quads()) == []


def test_a_build_writes_it_only_when_asked(tmp_path: Path, plain_pages: None) -> None:
    documents, ontology = [RAIDS.document, BACKING.document], make_ontology()
    facts: list[set[Quad]] = []
    for name, infer in (("plain", False), ("with", True), ("with", False)):
        build(documents, tmp_path / name, FakeReader(), ontology, infer=infer)
        graph = kgraph.open_graph(tmp_path / name)
        inferred = {quad for quad in graph.quads() if quad.graph_name == GRAPH_INFERRED}
        assert bool(inferred) is infer
        facts.append({quad for quad in graph.quads() if quad.graph_name == GRAPH_FACTS})
        assert (vocab.GRAPH_INFERRED in (tmp_path / name / "graph.trig").read_text(encoding="utf-8")) is infer
        graph.close()
    assert facts[0] == facts[1] == facts[2] != set()
    assert (tmp_path / "plain" / "graph.trig").read_bytes() == (tmp_path / "with" / "graph.trig").read_bytes()


def test_the_command_says_where_it_stands(tmp_path: Path, plain_pages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kgraph.__dict__, "Reader", lambda ontology, **options: FakeReader())
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())
    (tmp_path / "a.txt").write_text(BACKING.document.text, encoding="utf-8")
    command = ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(main, [*command, "--infer"])
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith(f"What follows from the facts stands in GRAPH <{vocab.GRAPH_INFERRED}>\n")
    assert count(kgraph.open_graph(tmp_path / "out"), ASKED) > 0
    assert vocab.GRAPH_INFERRED not in CliRunner().invoke(main, command).stdout


# ------------------------------------------------- the named queries say the same


def rows(graph: GraphStore, text: str, **parameters: str) -> list[dict[str, object]]:
    answer = graph.query(text, parameters)
    assert isinstance(answer, Rows)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.fixture
def graph(ontology: Ontology) -> GraphStore:
    store = GraphStore()
    texts = {
        "a": [
            claim("Kenya Army", "attacks", "Ugandan police", doc="a"),
            claim("Amina", "leads", "Kenya Army", doc="a"),
        ],
        "b": [
            claim("Kenya", "attacks", "Uganda", doc="b"),
            claim("Lake Militia", "attacks", "Ugandan police", doc="b"),
        ],
        "c": [claim("Amina", "visits", "Uganda", doc="c"), claim("Kenya Rangers", "kills", "Uganda", doc="c")],
    }
    store.put_readings(
        replace(
            BACKING,
            document=replace(BACKING.document, id=doc, date=None),
            sentences=(),
            mentions=tuple(
                replace(m, actor=replace(m.actor, type=_type(m.actor.label)))
                for c in claims
                for m in (c.subject, c.object)
            ),
            claims=tuple(claims),
        )
        for doc, claims in texts.items()
    )
    store.put_ontology(ontology)
    store.put_facts(store.claims())
    return store


def _type(label: str) -> str:
    return next((each.type for each in ENTRIES if each.label == label), "Agency")


def test_states_are_told_with_what_was_read(graph: GraphStore) -> None:
    found = {(row["subject"], row["relation"], row["object"]): row for row in rows(graph, "states")}
    attack = found["Kenya", "attacks", "Uganda"]
    assert (attack["read"], attack["rolled_up"]) == (1, 1)
    assert set(str(attack["as_read"]).split(", ")) == {"Kenya → Uganda", "Kenya Army → Ugandan police"}
    assert (found["Kenya", "kills", "Uganda"]["read"], found["Kenya", "kills", "Uganda"]["rolled_up"]) == (0, 1)
    assert (found["Lake Militia", "attacks", "Ugandan police"]["rolled_up"]) == 0
    assert {relation for _, relation, _ in found} == {"attacks", "kills", "visits"}


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("attacks", {("Kenya", "Uganda", 1, 1), ("Kenya Army", "Ugandan police", 1, 1), ("Lake Militia", "Ugandan police", 1, 1), ("Kenya Rangers", "Uganda", 1, 0)}),
        ("Consults", {("Amina", "Uganda", 1, 0), ("Uganda", "Amina", 1, 0)}),
        ("visits", {("Amina", "Uganda", 1, 1)}),
        ("cooperation", {("Amina", "Uganda", 1, 0), ("Uganda", "Amina", 1, 0)}),
        ("tie", {("Amina", "Kenya Army", 1, 0)}),
        ("nothing", set()),
    ],
)  # fmt: skip
def test_rollup_takes_narrower_relations_and_both_ways_round(
    graph: GraphStore, relation: str, expected: set[tuple[object, ...]]
) -> None:
    found = rows(graph, "rollup", relation=relation)
    assert {(row["subject"], row["object"], row["claims"], row["read"]) for row in found} == expected
    assert len(found) == len(expected)


def test_rollup_says_from_what(graph: GraphStore) -> None:
    found = {row["subject"]: row["from"] for row in rows(graph, "rollup", relation="consults")}
    assert found == {"Amina": "visits", "Uganda": "visits (the other way round)"}
