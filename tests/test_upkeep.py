"""What is kept in step document by document is what is derived from all documents at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKING, RAIDS, make_ontology
from made_readings import told
from random_readings import random_reading

from kgraph.graph.store import Change, GraphStore
from kgraph.graph.upkeep import Upkeep
from kgraph.model import Document, Reading
from kgraph.ontology import Ontology
from kgraph.reading.actors.curation import Curation, KeepApart, Merge
from kgraph.reading.actors.identity import Census

CURATIONS = (
    None,
    Curation(apart=(KeepApart(("Raham Yaqoub", "Reham Yaqoub")),)),
    Curation(merges=(Merge(("Ms. Y", "Hasan Rouhani", "Iraq"), "Raham Yaqoob"), Merge(("Chad",), "Kataib Hezbollah"))),
)


def apply(
    store: GraphStore,
    *readings: Reading,
    removed: tuple[str, ...] = (),
    curation: Curation | None = None,
    ontology: Ontology | None = None,
) -> dict[str, int]:
    ontology = ontology or make_ontology()
    upkeep = Upkeep(store, ontology, Census(ontology, curation), f"{curation}{ontology.sha256}")
    totals = upkeep.apply(readings, removed)
    return {key: totals[key] for key in ("documents", "sentences", "mentions", "claims", "actors", "facts")}


def at_once(readings: list[Reading], curation: Curation | None = None) -> GraphStore:
    """The store by the plain way: all facts from all claims."""
    store, ontology = GraphStore(), make_ontology()
    census = Census(ontology, curation)
    store.put_readings(readings)
    for reading in store.readings():
        census.add(reading)
    identities = census.identities()
    store.put_facts([c.identified(identities) for r in store.readings() for c in r.claims], identities)
    store.put_ontology(ontology, {identity.canonical.id for identity in identities.values()})
    return store


def lines(store: GraphStore) -> list[str]:
    return sorted(map(str, store.quads()))


def default_graph(store: GraphStore) -> list[str]:
    return sorted(str(quad) for quad in store.match())


@pytest.mark.parametrize("curation", CURATIONS, ids=("plain", "apart", "merged"))
@pytest.mark.parametrize("seed", range(12))
def test_any_history_gives_what_all_documents_at_once_give(seed: int, curation: Curation | None) -> None:
    rng = random.Random(seed)
    store = GraphStore()
    held: dict[str, Reading] = {}
    for step in range(12):
        readings = [random_reading(rng, f"{rng.randrange(9)}.txt") for _ in range(rng.randint(0, 3))]
        readings = list({reading.document.id: reading for reading in readings}.values())
        rest = sorted(held.keys() - {reading.document.id for reading in readings})
        removed = tuple(rng.sample(rest, min(len(rest), rng.choice((0, 0, 1, 2)))))
        totals = apply(store, *readings, removed=removed, curation=curation)
        held |= {reading.document.id: reading for reading in readings}
        held = {doc: reading for doc, reading in held.items() if doc not in removed}
        whole = at_once(list(held.values()), curation)
        assert lines(store) == lines(whole), step
        assert default_graph(store) == default_graph(whole)
        assert totals == whole.counts()
    apply(store, removed=tuple(held), curation=curation)
    assert store.documents() == []
    assert lines(store) == lines(at_once([], curation))


def test_another_curation_settles_all_names_anew() -> None:
    readings = [random_reading(random.Random(seed), f"{seed}.txt") for seed in range(20)]
    store = GraphStore()
    for curation in (*CURATIONS, *CURATIONS[::-1]):
        apply(store, *readings[:1], curation=curation)
        apply(store, *readings[1:], curation=curation)
        assert lines(store) == lines(at_once(readings, curation))
        apply(store, curation=CURATIONS[1])
        assert lines(store) == lines(at_once(readings, CURATIONS[1]))


def test_another_ontology_replaces_the_graph_of_the_ontology() -> None:
    store, ontology = GraphStore(), make_ontology()
    apply(store, BACKING, RAIDS)
    fewer = replace(ontology, relations={"backs": ontology.relations["backs"]}, sha256="other")
    apply(store, ontology=fewer)
    assert not any("is attacked by" in line for line in lines(store))
    apply(store)
    assert lines(store) == lines(at_once([BACKING, RAIDS]))


def test_the_order_of_documents_does_not_show(tmp_path: Path) -> None:
    readings = [random_reading(random.Random(seed), f"{seed}.txt") for seed in range(12)]
    files = []
    for seed in range(3):
        store = GraphStore()
        for reading in random.Random(seed).sample(readings, len(readings)):
            apply(store, reading)
        store.snapshot(tmp_path / f"{seed}.trig")
        files.append((tmp_path / f"{seed}.trig").read_bytes())
    assert files[0] == files[1] == files[2]


def test_ledger_is_not_shown(tmp_path: Path) -> None:
    store = GraphStore()
    apply(store, BACKING, RAIDS)
    store.snapshot(tmp_path / "graph.trig")
    assert "ledger" not in (tmp_path / "graph.trig").read_text()
    assert store.query("SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?p), 'ledger')) }").csv() == "s\r\n"


def test_denials_wait_for_the_first_assertion() -> None:
    store = GraphStore()
    denied = replace(BACKING, claims=BACKING.claims[1:])
    apply(store, denied)
    asserting = told("c.txt", "Iran attacked Iraq.")
    counts = "SELECT ?a ?n { ?f a kg:Fact ; rdf:predicate kg:attacks ; kg:claimCount ?a ; kg:negatedCount ?n }"
    assert store.query(counts).csv() == "a,n\r\n"
    apply(store, asserting)
    assert store.query(counts).csv() == "a,n\r\n1,1\r\n"
    apply(store, removed=("c.txt",))
    assert store.query(counts).csv() == "a,n\r\n"
    apply(store, Reading(Document("a.txt", "Nothing."), (), (), ()), asserting)
    assert store.query(counts).csv() == "a,n\r\n1,0\r\n"


def test_the_cost_follows_the_change_and_not_the_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in quads that are looked at and changed, when one document comes to few and to many."""
    first, last = (
        ("Bakor", "Sutim", "Lefan", "Ganop", "Rivut", "Zomed"),
        ("Hadril", "Monfer", "Katpun", "Velgos", "Wirzab"),
    )
    names = [f"{a} {b}" for a in first for b in last]
    readings = [told(f"{n}.txt", f"{name} attacked Iran.", "Iran attacked Iraq.") for n, name in enumerate(names)]
    further = told("further.txt", "Tosfed Qualim attacked Iran.", "Iran attacked Iraq.")
    costs = []
    for number in (3, 30):
        store = GraphStore()
        apply(store, *readings[:number])
        looked_at = 0
        match, change = GraphStore.lookup, GraphStore.change

        def counted(self: GraphStore, *pattern: Any) -> Iterator[Any]:
            nonlocal looked_at
            for quad in match(self, *pattern):  # noqa: B023 — the same in every round
                looked_at += 1
                yield quad

        def changed(self: GraphStore, difference: Change) -> None:
            nonlocal looked_at
            looked_at += len(difference.added) + len(difference.removed)
            change(self, difference)  # noqa: B023

        with monkeypatch.context() as patch:
            patch.setattr(GraphStore, "lookup", counted)
            patch.setattr(GraphStore, "change", changed)
            apply(store, further)
        costs.append(looked_at)
        assert lines(store) == lines(at_once([*readings[:number], further]))
    assert costs[1] <= costs[0] + 10, costs
