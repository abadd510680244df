from __future__ import annotations

from dataclasses import replace

from conftest import ACTORS, BACKING, RAIDS
from made_claims import make_claim
from made_graphs import graph_of, reading_of

from kgraph.exchange import Side, diff_graphs
from kgraph.exchange.diff import COLUMNS
from kgraph.graph.selection import Period, Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Actor

IRAN, IRAQ, KH = ACTORS["Iran"], ACTORS["Iraq"], ACTORS["Kata'ib Hezbollah"]
A, B, BOTH = Side.A, Side.B, Side.BOTH

Edge = tuple[Side, str, str, str, int, int]


def edges(a: GraphStore, b: GraphStore, *selections: Selection) -> list[Edge]:
    found = diff_graphs(a, b, *selections).edges
    return [(each.side, each.subject.label, each.relation, each.object.label, each.a, each.b) for each in found]


def test_a_graph_is_equal_to_itself() -> None:
    found = diff_graphs(graph_of(BACKING, RAIDS), graph_of(RAIDS, BACKING))
    assert found.equal
    assert (found.actors, found.edges, found.shared) == ((), (), 3)
    assert diff_graphs(GraphStore(), GraphStore()).equal


def test_what_is_not_shared_is_told_by_side() -> None:
    a, b = graph_of(BACKING, RAIDS), graph_of(BACKING, reading_of(make_claim(IRAQ, "meets", IRAN)))
    b = graph_of(BACKING, reading_of(make_claim(IRAQ, "meets", IRAN, doc="c.txt")))
    kadhimi = "Mustafa al-Kadhimi"
    assert edges(a, b) == [
        (A, "Kataib Hezbollah", "kills", kadhimi, 1, 0),
        (A, kadhimi, "attacks", "Kataib Hezbollah", 1, 0),
        (B, "Iraq", "meets", "Iran", 0, 1),
        (BOTH, "Iran", "backs", "Kataib Hezbollah", 2, 1),
    ]
    found = diff_graphs(a, b)
    assert [(each.side, each.actor.label, each.a, each.b) for each in found.actors] == [
        (A, kadhimi, 2, 0),
        (B, "Iraq", 0, 1),
    ]
    assert (found.shared, found.equal) == (0, False)


def test_another_number_of_claims_is_a_difference() -> None:
    twice = reading_of(make_claim(IRAN, "backs", KH), make_claim(IRAN, "backs", KH, start=100))
    found = diff_graphs(graph_of(reading_of(make_claim(IRAN, "backs", KH))), graph_of(twice))
    assert not found.equal
    assert found.actors == ()
    assert [(each.side, each.a, each.b) for each in found.edges] == [(BOTH, 1, 2)]


def test_what_is_only_denied_is_no_difference_unless_asked_for() -> None:
    a, b = graph_of(BACKING), graph_of(replace(BACKING, claims=BACKING.claims[:1]))
    assert edges(a, b) == []
    denied = Selection(factualities=frozenset({"negated"}))
    assert edges(a, b, denied, denied) == [(A, "Iran", "attacks", "Iraq", 1, 0)]


def test_two_documents_of_one_graph() -> None:
    graph = graph_of(BACKING, RAIDS)
    found = edges(graph, graph, *(Selection(documents=frozenset({doc})) for doc in ("a.txt", "b.txt")))
    assert [(side, relation) for side, _, relation, *_ in found] == [(B, "kills"), (B, "attacks")]


def test_two_periods_of_one_graph() -> None:
    graph = graph_of(BACKING, reading_of(make_claim(IRAN, "meets", IRAQ, doc="c.txt"), date="2021-03-01"), RAIDS)
    dated = replace(make_claim(IRAN, "meets", IRAQ, doc="d.txt"), time="2021-02")
    graph = graph_of(BACKING, RAIDS, reading_of(dated))
    halves = (Selection(period=Period.parse("../2020-12")), Selection(period=Period.parse("2021-01/..")))
    assert edges(graph, graph, *halves) == [
        (A, "Iran", "backs", "Kataib Hezbollah", 1, 0),
        (B, "Iran", "meets", "Iraq", 0, 1),
    ]


def test_most_claims_come_first() -> None:
    many = [make_claim(IRAN, "meets", IRAQ, start=100 * number) for number in range(3)]
    graph = graph_of(reading_of(make_claim(IRAN, "backs", IRAQ, start=1000), *many))
    assert [(relation, a) for _, _, relation, _, a, _ in edges(graph, GraphStore())] == [("meets", 3), ("backs", 1)]


def test_rows_and_json_say_the_same() -> None:
    found = diff_graphs(graph_of(BACKING), graph_of(RAIDS))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.rows()]
    data = found.to_json()
    assert (data["equal"], data["shared_edges"]) == (False, 1)
    assert [row["subject_id"] for row in rows if row["what"] == "actor"] == [each["id"] for each in data["actors"]]
    edge_rows = [row for row in rows if row["what"] == "edge"]
    assert [
        (row["in"], row["subject"], row["relation"], row["object_id"], int(row["a"]), int(row["b"]))
        for row in edge_rows
    ] == [
        (each["in"], each["subject"]["label"], each["relation"], each["object"]["id"], each["a"], each["b"])
        for each in data["edges"]
    ]


def test_actors_are_one_by_their_iri() -> None:
    other = Actor(IRAN.id, "Islamic Republic of Iran", "State")
    a, b = (graph_of(reading_of(make_claim(iran, "meets", IRAQ))) for iran in (IRAN, other))
    assert diff_graphs(a, b).equal
