"""A hand-made ontology and readings made by hand, so that the tests of the graph need no model."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from types import SimpleNamespace

import hypothesis
import pytest

from kgraph import vocab
from kgraph.model import Actor, Claim, Cue, Document, Factuality, Mention, MentionKind, Reading, Sentence
from kgraph.ontology import ActorEntry, Branch, Ontology, Relation
from kgraph.ontology.records import Cues

pytest_plugins = ["browsing", "true_readings"]

# The same examples in every run, on machines of any speed.
hypothesis.settings.register_profile("gate", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("gate")

SCRIPT = "<script>alert(1)</script>"

ACTORS = {
    "Iran": Actor(vocab.ACTOR + "Iran", "Iran", "State"),
    "Tehran": Actor(vocab.ACTOR + "Iran", "Iran", "State"),
    "Iraq": Actor(vocab.ACTOR + "Iraq", "Iraq", "State"),
    "Mustafa al-Kadhimi": Actor(vocab.ACTOR + "Mustafa_al-Kadhimi", "Mustafa al-Kadhimi", "Person"),
    "al-Kazimi": Actor(vocab.ACTOR + "Mustafa_al-Kadhimi", "Mustafa al-Kadhimi", "Person"),
    "Kata'ib Hezbollah": Actor(vocab.ACTOR + "Kataib_Hezbollah", "Kataib Hezbollah", "ArmedGroup"),
    SCRIPT: Actor(vocab.actor_iri(SCRIPT), SCRIPT, "Body"),
}

ClaimWords = tuple[str, str, str, str]
"""Subject, cue, relation, object: words as they stand in the text, but for the relation."""


def make_reading(text: str, *claims: ClaimWords, doc: str = "a.txt", **fields: str) -> Reading:
    """A reading whose sentences end in full stops and whose mentions are all the known names in the text."""
    document = Document(doc, text, **fields)
    sentences = tuple(
        Sentence(doc, found.start(), found.end(), found.group()) for found in re.finditer(r"[^\s.][^.]*\.", text)
    )
    mentions = tuple(
        Mention(doc, found.start(), found.end(), name, actor, MentionKind.NAME, f"'{name}' is a name in the test")
        for name, actor in ACTORS.items()
        for found in re.finditer(re.escape(name), text)
    )
    return Reading(document, sentences, mentions, tuple(_claim(words, sentences, mentions) for words in claims))


def _claim(words: ClaimWords, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Claim:
    """The claim, in the first sentence that holds all its words."""
    subject, cue, relation, object_ = words
    sentence = next(each for each in sentences if all(part in each.text for part in (subject, cue, object_)))
    inside = [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end]
    start = sentence.start + sentence.text.index(cue)
    return Claim(
        sentence=sentence,
        subject=next(each for each in inside if each.surface == subject),
        relation=relation,
        object=next(each for each in inside if each.surface == object_),
        cue=Cue(start, start + len(cue), cue),
        factuality=Factuality.NEGATED if "not" in cue.split() else Factuality.ASSERTED,
        confidence=0.83,
        extractor="verb",
        rule=f"lex:{relation}.v: X {relation} Y",
    )


BACKING = make_reading(
    "Iran backed Kata'ib Hezbollah. Tehran did not attack Iraq.",
    ("Iran", "backed", "backs", "Kata'ib Hezbollah"),
    ("Tehran", "did not attack", "attacks", "Iraq"),
    doc="a.txt",
    date="2020-06-25",
    title="On backing",
)
RAIDS = make_reading(
    "Mustafa al-Kadhimi raided Kata'ib Hezbollah. Kata'ib Hezbollah killed al-Kazimi. Iran backed Kata'ib Hezbollah.",
    ("Mustafa al-Kadhimi", "raided", "attacks", "Kata'ib Hezbollah"),
    ("Kata'ib Hezbollah", "killed", "kills", "al-Kazimi"),
    ("Iran", "backed", "backs", "Kata'ib Hezbollah"),
    doc="b.txt",
    source="https://example.org/b?x=1&y=2",
)


class FakeReader:
    """Hands out the readings made by hand, and an empty one for any other document."""

    def __init__(self, *readings: Reading, fail_at: str | None = None) -> None:
        self.known = {reading.document.id: reading for reading in readings or (BACKING, RAIDS)}
        self.fail_at = fail_at
        self.extractors = ()

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if document.id == self.fail_at:
                raise RuntimeError("the reader broke")
            yield self.known.get(document.id, Reading(document, (), (), ()))


def make_ontology() -> Ontology:
    """Five relations, three classes and two actors."""
    support, consult, assault = (("https://w3id.org/kgraph/plover/" + n,) for n in ("SUPPORT", "CONSULT", "ASSAULT"))
    relations = (
        Relation("backs", "backs", "is backed by", Branch.COOP, None, False, "X backs Y.", support),
        Relation("meets", "meets", "is met by", Branch.COOP, None, True, "X meets Y.", consult),
        Relation("attacks", "attacks", "is attacked by", Branch.CONF, None, False, "X attacks Y.", assault),
        Relation("kills", "kills", "is killed by", Branch.CONF, "attacks", False, "X kills Y.", assault),
        Relation("leads", "leads", "is led by", Branch.TIE, None, False, "X leads Y."),
    )
    actors = (
        ActorEntry(vocab.ACTOR + "Iran", "Iran", "State", adjectives=("Iranian",), capitals=("Tehran",)),
        ActorEntry(vocab.ACTOR + "Iraq", "Iraq", "State", people=("Iraqis",)),
        ActorEntry(vocab.ACTOR + "Kataib_Hezbollah", "Kataib Hezbollah", "ArmedGroup", state=vocab.ACTOR + "Iraq"),
        ActorEntry(vocab.ACTOR + "Chad", "Chad", "State"),
    )
    return Ontology(
        relations={relation.name: relation for relation in relations},
        types={"Actor": None, "State": "Actor", "Person": "Actor", "ArmedGroup": "Actor"},
        actors={entry.iri: entry for entry in actors},
        terms=(),
        parts={},
        frames=(),
        cues=Cues(),
    )


@pytest.fixture
def ontology() -> Ontology:
    return make_ontology()


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page and a report that say how many claims they show, in place of the real ones."""
    replace_pages(monkeypatch)


def replace_pages(patch: pytest.MonkeyPatch) -> None:
    page = SimpleNamespace(render_page=lambda claims, *_, **__: f"<p>{len(claims)} claims</p>\n")
    report = SimpleNamespace(render=lambda claims, *_: f"{len(claims)} claims\n")
    patch.setitem(sys.modules, "kgraph.view", page)
    patch.setitem(sys.modules, "kgraph.report", report)
