"""Importing: what was exported makes an equal graph, claims find their document, and an error leaves all as it was."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ACTORS, BACKING, RAIDS, FakeReader, make_ontology, make_reading, replace_pages
from made_graphs import reading_of

from kgraph import vocab
from kgraph.builder import build
from kgraph.curation.records import Curation, Merge
from kgraph.errors import InputError, StoreError
from kgraph.exchange import diff_graphs, export_graph, import_files
from kgraph.exchange.texts import UNKNOWN
from kgraph.files import FILES, OWN_FILES
from kgraph.graph.folder import open_graph
from kgraph.graph.validation import validate_claims
from kgraph.model import Claim, Document
from kgraph.ontology import Ontology

pytestmark = pytest.mark.usefixtures("plain_pages")

SUFFIXES = {
    "trig": ".trig",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "turtle": ".ttl",
    "ntriples": ".nt",
    "jsonl": ".jsonl",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        replace_pages(patch)
        out = tmp_path_factory.mktemp("original") / "built"
        build([BACKING.document, RAIDS.document], out, FakeReader(), make_ontology())
        return out


@pytest.fixture
def built(original: Path, tmp_path: Path) -> Path:
    """A copy of the folder that a test may change; building it anew each time would take longer than the tests."""
    return Path(shutil.copytree(original, tmp_path / "built"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def exported(folder: Path, form: str) -> Path:
    path = folder.parent / f"exported{SUFFIXES[form]}"
    export_graph(open_graph(folder), form, path)
    return path


def jsonl(folder: Path, *claims: Claim, name: str = "claims.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(claim.to_json()) + "\n" for claim in claims), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def quads(folder: Path) -> set[object]:
    return set(open_graph(folder).quads())


def texts(folder: Path) -> dict[str, str]:
    return {reading.document.id: reading.document.text for reading in open_graph(folder).readings()}


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld", "turtle", "ntriples"])
def test_rdf_makes_the_same_folder(built: Path, out: Path, ontology: Ontology, form: str) -> None:
    summary = import_files([exported(built, form)], out, ontology)
    assert (summary.added, summary.replaced, summary.claims) == (2, 0, 5)
    assert files(out) == files(built)
    assert {path.name for path in out.iterdir()} == OWN_FILES


def test_claims_make_an_equal_graph(built: Path, out: Path, ontology: Ontology) -> None:
    path = exported(built, "jsonl")
    assert path.read_bytes() == (built / "claims.jsonl").read_bytes()
    import_files([path], out, ontology)
    assert diff_graphs(open_graph(built), open_graph(out)).equal
    assert exported(out, "jsonl").read_bytes() == (built / "claims.jsonl").read_bytes()
    assert validate_claims(open_graph(out)) == []


def test_importing_what_is_there_changes_nothing(built: Path, ontology: Ontology) -> None:
    before = files(built)
    for form in ("jsonl", "trig"):
        summary = import_files([exported(built, form)], built, ontology)
        assert (summary.added, summary.replaced) == (0, 2)
        assert files(built) == before


def test_claims_find_the_actor_that_their_document_names(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    """By a curation that makes another actor of Iran, the claims' actor is not the one in the document."""
    curation = Curation(merges=(Merge(names=("Iran",), into="Persia"),))
    build([BACKING.document], out, FakeReader(), ontology, curation=curation)
    claims = list(open_graph(out).claims())
    assert {claim.subject.actor.label for claim in claims} == {"Persia"}
    before = quads(out)
    import_files([jsonl(tmp_path, *claims)], out, ontology, curation=curation)
    assert quads(out) == before


def test_claims_are_added_to_the_document_that_is_there(built: Path, ontology: Ontology) -> None:
    more = make_reading(BACKING.document.text, ("Tehran", "attack", "meets", "Iraq"), doc="a.txt")
    before = open_graph(built).reading("a.txt").mentions
    summary = import_files([jsonl(built.parent, *more.claims)], built, ontology)
    assert (summary.claims, summary.replaced) == (6, 1)
    reading = open_graph(built).reading("a.txt")
    assert reading.document == BACKING.document
    assert reading.mentions == before
    assert {claim.relation for claim in reading.claims} == {"backs", "attacks", "meets"}


def test_unknown_documents_have_the_text_that_is_quoted(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    path = jsonl(tmp_path, *RAIDS.claims[1:])
    import_files([path], out, ontology)
    quoted = RAIDS.document.text.replace(". ", f".{UNKNOWN}") + UNKNOWN
    hidden = len(RAIDS.claims[0].sentence.text)
    assert texts(out) == {"b.txt": UNKNOWN * hidden + quoted[hidden:]}
    import_files([jsonl(tmp_path, RAIDS.claims[0])], out, ontology)
    assert texts(out) == {"b.txt": quoted}
    assert open_graph(out).counts()["claims"] == 3


def test_texts_can_be_given(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    path = jsonl(tmp_path, *RAIDS.claims)
    import_files([path], out, ontology)
    import_files([path], out, ontology, texts=[RAIDS.document, BACKING.document])
    reading = open_graph(out).reading("b.txt")
    assert reading.document == RAIDS.document
    assert open_graph(out).documents() == ["b.txt"]
    assert len(reading.claims) == 3


def test_claims_of_another_text_are_told(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    path = jsonl(tmp_path, *RAIDS.claims)
    with pytest.raises(InputError, match=r"claims\.jsonl, line 1: 'sentence' is not what stands in 'b\.txt'"):
        import_files([path], out, ontology, texts=[Document("b.txt", "Another text.")])
    assert not out.exists()


def test_claims_and_their_document_can_come_together(built: Path, out: Path, ontology: Ontology) -> None:
    more = make_reading(BACKING.document.text, ("Tehran", "attack", "meets", "Iraq"), doc="a.txt")
    given = [exported(built, "trig"), jsonl(built.parent, *more.claims)]
    for order in (given, given[::-1]):
        import_files(order, out, ontology, fresh=True)
        assert texts(out) == texts(built)
        assert open_graph(out).counts()["claims"] == 6


def test_fresh_drops_what_was_there(built: Path, tmp_path: Path, ontology: Ontology) -> None:
    path = jsonl(tmp_path, BACKING.claims[0])
    import_files([path], built, ontology, fresh=True)
    assert texts(built) == {"a.txt": BACKING.claims[0].sentence.text + UNKNOWN}
    assert open_graph(built).counts()["claims"] == 1


def test_a_documents_graph_replaces_the_document(built: Path, tmp_path: Path, ontology: Ontology) -> None:
    other = make_reading("Iraq met Iran.", ("Iraq", "met", "meets", "Iran"), doc="a.txt")
    build([other.document], tmp_path / "other", FakeReader(other), ontology)
    path = exported(tmp_path / "other", "trig")
    summary = import_files([path], built, ontology)
    assert (summary.added, summary.replaced, summary.documents) == (0, 1, 2)
    assert texts(built)["a.txt"] == "Iraq met Iran."
    assert validate_claims(open_graph(built)) == []


def test_a_document_comes_from_one_file(built: Path, out: Path, ontology: Ontology) -> None:
    given = [exported(built, "trig"), exported(built, "nquads")]
    with pytest.raises(InputError, match=r"exported\.nq: the document 'a\.txt' is in .*exported\.trig already"):
        import_files(given, out, ontology)
    import_files([given[0], given[0]], out, ontology)


def test_empty_files_make_an_empty_graph(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    summary = import_files([jsonl(tmp_path)], out, ontology)
    assert (summary.documents, summary.claims) == (0, 0)
    assert (out / "claims.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.jsonl", '{"doc": "a.txt"}\n', "bad.jsonl, line 1: 'sentence' is missing"),
        ("bad.ttl", "<a> <b>", "bad.ttl, line 1: this is not Turtle"),
        ("bad.ttl", "", "bad.ttl: there is no kg:Document in it"),
        ("bad.csv", "a,b\n", "bad.csv: what it holds, its name must tell: .jsonl, .jsonld, .nq, .nt, .trig, .ttl"),
    ],
)
@pytest.mark.parametrize("first", [False, True])
def test_an_error_leaves_all_as_it_was(
    built: Path, ontology: Ontology, name: str, content: str, message: str, first: bool
) -> None:
    bad = built.parent / name
    bad.write_text(content, encoding="utf-8")
    good = jsonl(built.parent, *reading_of(RAIDS.claims[0]).claims)
    before, listed = files(built), sorted(built.parent.iterdir())
    with pytest.raises(InputError, match=re.escape(message)):
        import_files([bad, good] if first else [good, bad], built, ontology)
    assert files(built) == before
    assert sorted(built.parent.iterdir()) == listed


def test_a_claim_that_its_document_gainsays_leaves_all_as_it_was(built: Path, ontology: Ontology) -> None:
    other = make_reading("Iraq met Iran.", ("Iraq", "met", "meets", "Iran"), doc="a.txt")
    before = files(built)
    with pytest.raises(InputError, match=r"line 1: 'sentence' is not what stands in 'a\.txt' from character 0"):
        import_files([jsonl(built.parent, *other.claims)], built, ontology)
    assert files(built) == before
    assert open_graph(built).counts()["claims"] == 5


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, ontology: Ontology) -> None:
    path = jsonl(tmp_path, *BACKING.claims)
    with pytest.raises(StoreError, match="the folder holds something else"):
        import_files([path], tmp_path, ontology)
    with pytest.raises(StoreError, match="this is a file"):
        import_files([path], path, ontology)


def test_progress_is_told(built: Path, out: Path, ontology: Ontology) -> None:
    told: list[tuple[str, int, int]] = []
    import_files([exported(built, "trig")], out, ontology, lambda *stage: told.append(stage))
    assert told == [("Checking", 0, 1), ("Writing", 1, 2), ("Writing", 2, 2)]


def test_two_actors_that_a_document_names_alike_stay_two(tmp_path: Path, out: Path, ontology: Ontology) -> None:
    """A claim whose mention is there already, but of another actor."""
    import_files([jsonl(tmp_path, *BACKING.claims)], out, ontology)
    iraq = replace(BACKING.claims[0].subject, actor=ACTORS["Iraq"])
    import_files([jsonl(tmp_path, replace(BACKING.claims[0], subject=iraq))], out, ontology)
    subjects: Iterable[Claim] = open_graph(out).claims()
    assert {claim.subject.actor.label for claim in subjects if claim.relation == "backs"} == {"Iran", "Iraq"}
    assert vocab.ACTOR + "Iraq" in {mention.actor.id for mention in open_graph(out).reading("a.txt").mentions}


def test_nothing_is_written_into_the_store_that_is_read(built: Path, ontology: Ontology) -> None:
    graph = open_graph(built)
    import_files([jsonl(built.parent, BACKING.claims[0])], built, ontology)
    assert graph.counts()["claims"] == 5
