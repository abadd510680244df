"""A reader's verdicts on claims: applied, kept, changed and taken back, without reading anything again."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from commands import fails, run
from conftest import BACKING, RAIDS, SCRIPT, FakeReader, make_ontology, make_reading
from random_readings import random_reading

import kgraph
from kgraph.builder import BuildSummary, build, remove
from kgraph.claims import judged
from kgraph.curation.judging import Judge
from kgraph.curation.loading import load_curation
from kgraph.curation.records import Curation, Judgement, Merge
from kgraph.curation.writing import put_judgement
from kgraph.errors import ConfigError, StoreError
from kgraph.exchange import import_files
from kgraph.graph.store import GraphStore
from kgraph.graph.upkeep import Upkeep
from kgraph.graph.validation import claim_problems
from kgraph.graph.verdicts import claim_as_read, outdated_documents, reading_as_read
from kgraph.model import Claim, Document, Reading, Verdict
from kgraph.reading.actors.identity import Census

pytestmark = pytest.mark.usefixtures("plain_pages")

RAID, KILLING, SUPPORT = RAIDS.claims
DOCUMENTS = [BACKING.document, RAIDS.document]


def curation(*judgements: Judgement, merges: Iterable[Merge] = ()) -> Curation:
    return Curation(merges=tuple(merges), judgements=judgements)


def make(out: Path, given: Curation | None = None, *readings: Reading, **options: object) -> BuildSummary:
    reader = Asked(*(readings or (BACKING, RAIDS)))
    documents = [reading.document for reading in readings or (BACKING, RAIDS)]
    summary = build(documents, out, reader, make_ontology(), curation=given, **options)  # type: ignore[arg-type]
    Asked.last = reader.asked
    return summary


class Asked(FakeReader):
    """A reader that notes what it is asked to read."""

    last: list[str] = []  # noqa: RUF012

    def __init__(self, *readings: Reading) -> None:
        super().__init__(*readings)
        self.asked: list[str] = []

    def read(self, documents: Iterable[Document]) -> Iterable[Reading]:  # type: ignore[override]
        for document in documents:
            self.asked.append(document.id)
            yield self.known[document.id]


def said(out: Path) -> list[str]:
    """What the graph's claims say, with the verdicts."""
    return [
        f"{claim.subject.actor.label} {claim.relation} {claim.object.actor.label} {claim.confidence:g}"
        + (f" {claim.verdict}" if claim.verdict else "")
        for claim in kgraph.open_graph(out).claims()
    ]


def quads(out: Path) -> list[str]:
    """All that a folder's store holds, the ledger included."""
    return sorted(map(str, kgraph.open_graph(out).lookup(None, None, None, None)))


# ---------------------------------------------------------------- applied


def test_right_wrong_and_another_relation(tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = make(
        out,
        curation(
            Judgement.of(RAID, "right", note="seen in the report"),
            Judgement.of(KILLING, "wrong"),
            Judgement.of(SUPPORT, "attacks", swap=True),
        ),
    )
    assert said(out) == [
        "Iran backs Kataib Hezbollah 0.83",
        "Iran attacks Iraq 0.83",
        "Mustafa al-Kadhimi attacks Kataib Hezbollah 1 right",
        "Kataib Hezbollah attacks Iran 1 corrected",
    ]
    assert (summary.claims, summary.verdicts) == (4, {"right": 1, "wrong": 1, "corrected": 1})
    assert summary.lost == ()
    right, corrected = list(kgraph.open_graph(out).claims())[2:]
    assert right.rule == "lex:attacks.v: X attacks Y; judged right by curation (seen in the report)"
    assert corrected.rule == ("lex:backs.v: X backs Y; corrected by curation: read as Iran –backs→ Kataib Hezbollah")
    graph = kgraph.open_graph(out)
    assert not claim_problems(graph)
    assert graph.query("ASK { ?claim kg:verdict kg:corrected ; rdf:predicate kg:attacks }").value  # type: ignore[union-attr]
    assert not graph.query("ASK { ?claim rdf:predicate kg:kills }").value  # type: ignore[union-attr]


def test_the_shapes_know_no_other_verdict() -> None:
    for verdict, fits in ((Verdict.RIGHT, True), (Verdict.CORRECTED, True), (Verdict.WRONG, False)):
        store = GraphStore()
        store.put_readings([replace(RAIDS, claims=(replace(RAID, verdict=verdict),))])
        store.put_ontology(make_ontology())
        assert (not claim_problems(store)) == fits


def test_the_relation_that_was_read_is_right() -> None:
    assert Judgement.of(RAID, "attacks").verdict is Verdict.RIGHT
    assert Judgement.of(RAID, "attacks", swap=True).verdict is Verdict.CORRECTED
    assert Judgement.of(RAID, "kills").verdict is Verdict.CORRECTED


def test_what_a_reader_has_judged_passes_the_limit_of_confidence(tmp_path: Path) -> None:
    given = curation(Judgement.of(RAID, "right"), Judgement.of(KILLING, "wrong"))
    summary = make(tmp_path / "out", given, min_confidence=0.9)
    assert said(tmp_path / "out") == ["Mustafa al-Kadhimi attacks Kataib Hezbollah 1 right"]
    assert summary.verdicts == {"right": 1, "wrong": 1}
    assert make(tmp_path / "out", curation(Judgement.of(RAID, "right")), min_confidence=0.9).claims == 1
    assert make(tmp_path / "out", min_confidence=0.9).claims == 0


def test_a_claim_that_is_put_right_stands_for_one_that_says_the_same(tmp_path: Path) -> None:
    other = replace(RAID, relation="kills", confidence=0.4)
    reading = replace(RAIDS, claims=(RAID, other))
    given = curation(Judgement.of(RAID, "kills"))
    make(tmp_path / "out", given, reading)
    assert said(tmp_path / "out") == ["Mustafa al-Kadhimi kills Kataib Hezbollah 1 corrected"]
    make(tmp_path / "out", None, reading)
    assert sorted(said(tmp_path / "out")) == [
        "Mustafa al-Kadhimi attacks Kataib Hezbollah 0.83",
        "Mustafa al-Kadhimi kills Kataib Hezbollah 0.4",
    ]


def test_an_unknown_relation(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"in b\.txt is 'loves', which is no relation .* or one of: attacks, backs"):
        make(tmp_path / "out", curation(Judgement.of(RAID, "loves")))
    assert not (tmp_path / "out").exists()


def test_extraction_honours_verdicts_too() -> None:
    judge = Judge(curation(Judgement.of(RAID, "wrong")), make_ontology())
    assert [claim.relation for claim in judged(RAIDS, judge).claims] == ["kills", "backs"]


# ---------------------------------------------------------------- changed and taken back


def test_a_change_takes_effect_without_reading(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out)
    assert Asked.last == ["a.txt", "b.txt"]
    plain = quads(out)
    for given in (
        curation(Judgement.of(KILLING, "wrong"), Judgement.of(SUPPORT, "attacks")),
        curation(Judgement.of(KILLING, "attacks"), Judgement.of(BACKING.claims[0], "wrong")),
        curation(Judgement.of(KILLING, "right")),
    ):
        summary = make(out, given)
        assert (Asked.last, summary.unchanged) == ([], 2)
        assert summary.rejudged
        make(tmp_path / "fresh", given, fresh=True)
        assert quads(out) == quads(tmp_path / "fresh")
        assert make(out, given).rejudged == 0
    assert make(out).rejudged == 1
    assert (Asked.last, quads(out)) == ([], plain)


def test_documents_that_are_not_given_follow_too(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out)
    summary = make(out, curation(Judgement.of(KILLING, "wrong")), BACKING)
    assert (summary.rejudged, summary.claims, summary.unchanged) == (1, 4, 1)


@pytest.mark.parametrize("seed", range(15))
def test_any_history_of_verdicts_gives_what_the_last_ones_give(seed: int) -> None:
    rng = random.Random(seed)
    ontology = make_ontology()
    store, held = GraphStore(), {}
    for _ in range(8):
        given = _random_curation(rng, held.values())
        readings = {doc: random_reading(rng, doc) for doc in (f"{rng.randrange(6)}.txt" for _ in range(2))}
        held |= readings
        judge = Judge(given, ontology)
        anew = [doc for doc in outdated_documents(store, judge) if doc not in readings]
        again = [reading_as_read(store, doc) for doc in anew]
        Upkeep(store, ontology, Census(ontology, given), "rules", judge).apply([*readings.values(), *again])
        whole = GraphStore()
        upkeep = Upkeep(whole, ontology, Census(ontology, given), "rules", judge)
        upkeep.put(held.values())
        upkeep.derive()
        assert sorted(map(str, store.lookup(None, None, None, None))) == sorted(
            map(str, whole.lookup(None, None, None, None))
        )


def _random_curation(rng: random.Random, readings: Iterable[Reading]) -> Curation:
    claims = [claim for reading in readings for claim in reading.claims if rng.random() < 0.4]
    answers = ("right", "wrong", "kills", "attacks")
    return curation(*{(j := Judgement.of(c, rng.choice(answers))).claim: j for c in claims}.values())


def test_a_removed_document_takes_its_verdicts_along(tmp_path: Path) -> None:
    given = curation(Judgement.of(KILLING, "wrong"), Judgement.of(BACKING.claims[0], "wrong"))
    make(tmp_path / "out", given)
    summary = remove(["b.txt"], tmp_path / "out", make_ontology(), curation=given)
    assert summary.verdicts == {"wrong": 1}
    make(tmp_path / "one", given, BACKING)
    assert quads(tmp_path / "out") == quads(tmp_path / "one")


def test_imported_claims_leave_verdicts_as_they_are(tmp_path: Path) -> None:
    out, given = tmp_path / "out", curation(Judgement.of(KILLING, "wrong"), Judgement.of(SUPPORT, "right"))
    make(out, given)
    lines = (out / "claims.jsonl").read_text()
    assert '"verdict": "right"' in lines
    assert '"verdict": null' in lines
    import_files([out / "claims.jsonl"], out, make_ontology(), curation=given)
    make(tmp_path / "new", given, BACKING, RAIDS)
    assert said(out) == said(tmp_path / "new")
    import_files([out / "graph.trig"], tmp_path / "copy", make_ontology())
    assert said(tmp_path / "copy") == said(out)


# ---------------------------------------------------------------- when the claim is another


def test_a_verdict_outlives_other_places_of_the_same_words(tmp_path: Path) -> None:
    moved = make_reading(
        "Now  this.  " + RAIDS.document.text.replace("al-Kadhimi raided", "al-Kadhimi\nraided"),
        ("Mustafa al-Kadhimi", "raided", "attacks", "Kata'ib Hezbollah"),
        doc="b.txt",
    )
    assert moved.claims[0].id != RAID.id
    summary = make(tmp_path / "out", curation(Judgement.of(RAID, "wrong")), moved)
    assert (summary.claims, summary.verdicts, summary.lost) == (0, {"wrong": 1}, ())


def test_a_verdict_outlives_a_merge_of_its_actors(tmp_path: Path) -> None:
    merge = Merge(("Mustafa al-Kadhimi",), "Iran")
    given = curation(Judgement.of(KILLING, "wrong"), merges=[merge])
    assert make(tmp_path / "out", given).verdicts == {"wrong": 1}
    merged = replace(KILLING, object=replace(KILLING.object, actor=SUPPORT.subject.actor))
    assert make(tmp_path / "read", given, replace(RAIDS, claims=(merged,))).verdicts == {"wrong": 1}


@pytest.mark.parametrize(
    "changed",
    [
        replace(KILLING, relation="attacks"),
        replace(KILLING, object=RAIDS.mentions[0]),
        replace(KILLING, sentence=replace(KILLING.sentence, text="Kata'ib Hezbollah killed al-Kazimi?")),
    ],
    ids=("relation", "actor", "words"),
)
def test_a_verdict_whose_claim_is_no_more_is_reported(tmp_path: Path, changed: Claim) -> None:
    given = Judgement.of(KILLING, "wrong"), Judgement.of(RAID, "right")
    reading = replace(RAIDS, claims=(RAID, changed))
    summary = make(tmp_path / "out", curation(*given), reading)
    assert (summary.claims, summary.lost) == (2, given[:1])
    assert make(tmp_path / "out", curation(*given), reading).lost == given[:1]
    assert make(tmp_path / "other", curation(*given), BACKING).lost == given


# ---------------------------------------------------------------- the file and the command


FILE = """# What we have decided. Édité à la main.

[[keep-apart]]   # two men
names = ["Abbas Kadhim", "Mustafa al-Kadhimi"]

[[judge]]
document = "b.txt"  # the second
sentence = '''
Kata'ib Hezbollah killed
al-Kazimi.'''
subject = "Kataib Hezbollah"
relation = "kills"
object = "Mustafa al-Kadhimi"
verdict = "right"
note = "was it?"
"""


def test_the_file_keeps_what_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    assert load_curation(path).judgements == (Judgement.of(KILLING, "right", note="was it?"),)
    assert not put_judgement(path, Judgement.of(RAID, "kills", swap=True, note="two\nlines"))
    assert path.read_text().startswith(FILE)
    assert put_judgement(path, Judgement.of(KILLING, "wrong"))
    assert load_curation(path).judgements == (
        Judgement.of(KILLING, "wrong"),
        Judgement.of(RAID, "kills", swap=True, note="two lines"),
    )
    assert path.read_text().startswith(FILE.replace('"right"\nnote = "was it?"', '"wrong"'))
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "text", ["", "judge = []\n", "judge = [\n  # none yet\n]\r\n", "[[merge]]\nnames=['A']\ninto='B'"]
)
def test_the_first_verdict_in_a_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "curation.toml"
    if text:
        path.write_text(text)
    for answer in ("wrong", "right"):
        put_judgement(path, Judgement.of(RAID, answer))
        put_judgement(path, Judgement.of(SUPPORT, answer))
        assert load_curation(path).judgements == (Judgement.of(RAID, answer), Judgement.of(SUPPORT, answer))


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    words = f"""{SCRIPT}"""
    reading = make_reading(
        f"Iran backed {words}.", ("Iran", "backed", "backs", words), doc='"]]\n[[x]]\n\x1b[31m\\u0000.txt'
    )
    judgement = Judgement.of(reading.claims[0], "wrong", note='"""\n[[merge]]\u2028\x07')
    put_judgement(tmp_path / "c.toml", judgement)
    assert load_curation(tmp_path / "c.toml").judgements == (judgement,)


GOOD = {
    "document": "a",
    "sentence": "b",
    "subject": "c",
    "relation": "backs",
    "object": "d",
    "verdict": "right",
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"verdict": None}, "[[judge]] number 1: 'verdict' must be a text"),
        ({"sentence": "3"}, "'sentence' must be a text; `kgraph judge` writes it for you"),
        ({"subject": '"  "'}, "'subject' must be a text"),
        (
            {"id": '"x"'},
            "unknown key 'id'; there are: document, sentence, subject, relation, object, verdict, swap, note",
        ),
        ({"swap": "1"}, "'swap' must be true or false"),
        ({"swap": "true"}, "'swap' goes with a relation as the verdict, not with 'right'"),
        ({"note": "1"}, "'note' must be a text"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, changes: dict[str, str | None], words: str) -> None:
    table = {key: f'"{value}"' for key, value in GOOD.items()} | changes
    path = tmp_path / "curation.toml"
    path.write_text("[[judge]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items() if value))
    with pytest.raises(ConfigError) as caught:
        load_curation(path)
    assert words in str(caught.value)
    with pytest.raises(ConfigError):
        put_judgement(path, Judgement.of(RAID, "right"))


def test_two_verdicts_on_one_claim_are_told(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    put_judgement(path, Judgement.of(RAID, "right"))
    path.write_text(path.read_text() * 2)
    with pytest.raises(ConfigError, match=r"number 2 is on the same claim as \[\[judge\]\] number 1; take one"):
        load_curation(path)


def test_the_command(tmp_path: Path) -> None:
    out, path = tmp_path / "out", tmp_path / "curation.toml"
    make(out)
    result = run("judge", out, KILLING.id[:8], "wrong", "--curation", path, "--note", "no such thing")
    assert result.exit_code == 0
    assert "b.txt: Kataib Hezbollah –kills→ Mustafa al-Kadhimi is wrong. Written to" in result.stdout
    assert "without reading the document again" in result.stdout
    assert load_curation(path).judgements == (Judgement.of(KILLING, "wrong", note="no such thing"),)
    make(out, load_curation(path))
    result = run("judge", out, KILLING.id[:8], "attacks", "--swap", "--curation", path)
    assert "is attacks, the other way round." in result.stdout
    assert "in place of an earlier verdict" in result.stdout
    make(out, load_curation(path))
    (corrected,) = (claim for claim in kgraph.open_graph(out).claims() if claim.verdict)
    assert corrected.id != KILLING.id
    assert claim_as_read(kgraph.open_graph(out), corrected.id).id == KILLING.id
    assert run("judge", out, corrected.id, "right", "--curation", path).exit_code == 0
    assert load_curation(path).judgements == (Judgement.of(KILLING, "right"),)
    assert "verdict:    corrected" in run("explain", out, corrected.id).stdout


def test_what_the_command_cannot_do_is_told_in_one_line(tmp_path: Path) -> None:
    out, path = tmp_path / "out", tmp_path / "curation.toml"
    make(out)
    arguments = "judge", out, RAID.id
    fails(run("judge", out, "0123456789", "wrong", "--curation", path), "no claim's id begins with '0123456789'")
    fails(run("judge", out, "", "wrong", "--curation", path), "no claim's id begins with ''")
    fails(run(*arguments, "loves", "--curation", path), "unknown verdict 'loves'; there are: attacks, backs", "wrong")
    fails(run(*arguments, "wrong"), "no curation file; name it with --curation FILE")
    fails(run("judge", tmp_path / "none", RAID.id, "wrong", "--curation", path), "no such folder")
    fails(run(*arguments, "wrong", "--curation", tmp_path / "none" / "c.toml"), "cannot be written")
    assert not path.exists()
    path.write_text("[[judge]\n")
    fails(run(*arguments, "wrong", "--curation", path), "this is not TOML")
    assert path.read_text() == "[[judge]\n"
    assert "--swap goes with a relation" in run(*arguments, "right", "--swap", "--curation", path).stderr


def test_a_full_disk_leaves_the_file_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, path = tmp_path / "out", tmp_path / "curation.toml"
    make(out)
    path.write_text(FILE)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("judge", out, RAID.id, "wrong", "--curation", path)
    fails(result, "curation.toml: cannot be written (No space left on device)")
    assert path.read_text() == FILE
    assert {each.name for each in tmp_path.iterdir()} == {"out", "curation.toml"}


def test_an_id_of_which_too_little_is_given() -> None:
    store = GraphStore()
    many = [replace(RAID, cue=replace(RAID.cue, end=RAID.cue.end + number)) for number in range(17)]
    Upkeep(store, make_ontology(), Census(make_ontology()), "").apply([replace(RAIDS, claims=tuple(many))])
    first = [claim.id[0] for claim in many]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(StoreError, match=f"claims' ids begin with '{twice}'"):
        claim_as_read(store, twice)
