"""Texts that are copies of each other: which are, and that facts count them once whatever the history."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run
from conftest import BACKING, FakeReader
from made_files import TEXT
from made_readings import told
from random_readings import random_reading
from test_upkeep import apply, at_once, default_graph, lines

import kgraph
from kgraph.documents.likeness import alike, likeness_keys, oldest_first
from kgraph.graph.store import GraphStore
from kgraph.model import Document, Reading
from kgraph.ontology import Ontology
from kgraph.reading.copies import read_once, retold

WORDS = [f"word{number}" for number in range(400)]
LONG = " ".join(WORDS)
KEYS = ["0:90854d8901a39ede", "1:510b837864624ecd"]
COUNTS = "SELECT ?n ?c { ?f a kg:Fact ; rdf:predicate kg:attacks ; kg:documentCount ?n ; kg:claimCount ?c }"


def are_alike(one: str, other: str) -> bool:
    return len(alike({"one": likeness_keys(one), "other": likeness_keys(other)})) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (TEXT, TEXT, True),
        (TEXT, TEXT.upper().replace("\n", "\r\n\r\n").replace(".", " "), True),
        (LONG, f"BAGHDAD (Wire) - {LONG} More to follow.", True),
        (LONG, " ".join(WORDS[:370]), True),
        (LONG, " ".join(WORDS[:180]), False),
        (LONG, " ".join(reversed(WORDS)), False),
        ("Iran attacked Iraq.", "Iran attacked Iraq!", True),
        ("Iran attacked Iraq.", "Iraq attacked Iran.", False),
        ("Iran attacked a base in Iraq on Monday.", "Iran attacked a base in Iraq on Sunday.", False),
        (" ".join(WORDS[:49]), " ".join(WORDS[:49]).upper(), True),
        (" ".join(WORDS[:49]), " ".join(WORDS[:48]), False),
        ("🔥🔥", "💧💧", False),
        ("...", "...", True),
    ],
)
def test_which_texts_are_alike(one: str, other: str, same: bool) -> None:
    assert are_alike(one, other) is same


def test_keys_are_always_the_same() -> None:
    """They stand in stores that later versions open."""
    assert likeness_keys(TEXT)[:2] == KEYS


def test_groups_and_their_order() -> None:
    keys = {"c": ["1"], "a": ["1", "2"], "b": ["2"], "d": ["3"], "e": []}
    assert alike(keys) == [["a", "b", "c"], ["d"], ["e"]]
    assert oldest_first([["a", "b", "c"]], {"a": None, "b": "2021-01-01", "c": "2020-01-01"}.get) == [["c", "b", "a"]]


@pytest.mark.parametrize("seed", range(8))
def test_any_history_of_copies_gives_what_all_documents_at_once_give(seed: int) -> None:
    rng = random.Random(seed)
    texts = [random_reading(rng, "a.txt") for _ in range(4)]
    store = GraphStore()
    held: dict[str, Reading] = {}
    for step in range(12):
        readings = {f"{rng.randrange(9)}.txt": rng.choice(texts) for _ in range(rng.randint(0, 4))}
        new = {doc: retold(each, _document(rng, each, doc)) for doc, each in readings.items()}
        rest = sorted(held.keys() - new.keys())
        removed = tuple(rng.sample(rest, min(len(rest), rng.choice((0, 0, 1, 2)))))
        totals = apply(store, *new.values(), removed=removed)
        held = {doc: each for doc, each in (held | new).items() if doc not in removed}
        whole = at_once(list(held.values()))
        assert lines(store) == lines(whole), step
        assert default_graph(store) == default_graph(whole)
        assert totals == whole.counts()


def _document(rng: random.Random, reading: Reading, doc: str) -> Document:
    """Another document of the same text."""
    date = rng.choice((None, "2020-01-01", "2020-03-05"))
    return replace(reading.document, id=doc, date=date, source=rng.choice((None, "Wire", "Daily")))


def test_facts_count_a_text_once() -> None:
    store = GraphStore()
    first = told("a.txt", "Iran attacked Iraq.")
    copy = retold(first, Document("b.txt", first.document.text, date="2020-01-01", source="Wire"))
    other = told("c.txt", "Iran attacked Iraq.", "Iraq attacked Chad.")
    apply(store, first)
    apply(store, copy)
    assert store.query(COUNTS).csv() == "n,c\r\n1,2\r\n"
    links = "SELECT ?a ?b { ?x kg:copyOf ?y . ?x dcterms:identifier ?a . ?y dcterms:identifier ?b }"
    assert store.query(links).csv() == "a,b\r\na.txt,b.txt\r\n"
    apply(store, other)
    assert "2,3\r\n" in store.query(COUNTS).csv()
    apply(store, removed=("b.txt",))
    assert "2,2\r\n" in store.query(COUNTS).csv()
    assert store.query(links).csv() == "a,b\r\n"


def test_near_copies_are_kept_with_their_own_claims_and_counted_once() -> None:
    store = GraphStore()
    sentences = [f"Name{n} Surname{n} attacked Iran." for n in range(40)]
    apply(store, told("a.txt", *sentences), told("b.txt", *sentences, "Iran attacked Iraq."))
    counts = store.query(COUNTS).csv().split("\r\n")[1:-1]
    assert sorted(set(counts)) == ["1,1", "1,2"]
    assert counts.count("1,2") == 40


class Counting(FakeReader):
    """Notes what it is asked to read."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            self.asked.append(document.id)
            yield from super().read([document])


def test_a_text_is_read_once_and_told_of_each() -> None:
    reader = Counting()
    text, date = BACKING.document.text, BACKING.document.date
    documents = [
        BACKING.document,
        Document("x.txt", "Other."),
        Document("copy.txt", text, date=date, source="Wire"),
        Document("later.txt", text, date="2021-01-01"),
        Document("20200625.txt", text),
    ]
    readings = list(read_once(reader.read, documents))
    assert reader.asked == ["a.txt", "x.txt", "later.txt"]
    assert [reading.document for reading in readings] == documents
    for copy in (readings[2], readings[4]):
        assert [(c.relation, c.subject.start, c.cue) for c in copy.claims] == [
            (c.relation, c.subject.start, c.cue) for c in BACKING.claims
        ]
        docs = {copy.document.id}
        assert {each.doc for each in (*copy.sentences, *copy.mentions, *copy.claims)} == docs
        assert {end.doc for claim in copy.claims for end in (claim.subject, claim.object)} == docs
        assert not {claim.id for claim in copy.claims} & {claim.id for claim in BACKING.claims}


def test_build_says_how_many_are_copies_and_the_query_lists_them(
    tmp_path: Path, ontology: Ontology, monkeypatch: pytest.MonkeyPatch, plain_pages: None
) -> None:
    monkeypatch.setattr(kgraph, "Reader", lambda *_, **__: FakeReader(), raising=False)
    for name in ("a.txt", "copy.txt"):
        (tmp_path / name).write_text(BACKING.document.text)
    result = run("build", tmp_path / "a.txt", tmp_path / "copy.txt", "-o", tmp_path / "out")
    assert "  copies     1 with the text of another, counted once in facts" in result.stdout
    assert (
        run("query", tmp_path / "out", "copies", "--format", "csv")
        .stdout.splitlines()[1]
        .startswith("copy.txt,,,a.txt")
    )
    result = run("remove", tmp_path / "out", "a.txt")
    assert result.exit_code == 0
    assert "copies" not in result.stdout
