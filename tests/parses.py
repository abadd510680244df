"""Parses made by hand, so that the tests of grammar need no model, and what reading makes of them.

A sentence is written as one line of `word=lemma/TAG/dep/head/ENTITY`, words apart by spaces:

    Iran/NNP/nsubj/backs backs=back/VBZ/ROOT Hamas/NNP/dobj/backs/ORG .

The lemma may be left out where it is the word itself, in lower case but for names. The head is a word of the sentence,
or its number from 1 where that word stands twice; the root has none. Neighbours of one ENTITY are one entity. A word
without marks is punctuation. `+` before a word, and any usual punctuation, stands without a space before it; ␣ is a
second space, which to spaCy is a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from kgraph.model import Actor
from kgraph.ontology import Ontology, load
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.coreference import Sieve
from kgraph.reading.actors.gazetteer import Gazetteer
from kgraph.reading.actors.linking import Linker
from kgraph.reading.actors.mentions import MentionFinder
from kgraph.reading.extractors.contract import Finding, View
from kgraph.reading.nlp import Passage
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.lexicon import Lexicon
from kgraph.vocab import ACTOR, actor_iri

ONTOLOGY = Path(__file__).parent / "data" / "ontology"
VOCAB = spacy.blank("en").vocab

POS = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "EX": "PRON",
    "HYPH": "PUNCT",
    "IN": "ADP",
    "MD": "AUX",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PDT": "DET",
    "POS": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "RP": "ADP",
    "TO": "PART",
    "WDT": "PRON",
    "WP": "PRON",
    "WP$": "DET",
    "WRB": "SCONJ",
}
_AUXILIARIES = frozenset({"aux", "auxpass"})
_GLUED = frozenset({".", ",", ";", ":", "?", "!", ")", "'s", "’s", "n't", "-"})
_PLURAL = frozenset({"NNS", "NNPS"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "their", "we", "us", "our", "these", "those"})


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a sentence as it is written in a test."""

    word: str
    lemma: str
    tag: str
    label: str
    head: str
    entity: str
    glued: bool

    @property
    def pos(self) -> str:
        if self.label in _AUXILIARIES or self.lemma == "be":
            return "AUX"
        if self.tag[:2] in {"VB", "JJ", "RB"}:
            return {"VB": "VERB", "JJ": "ADJ", "RB": "ADV"}[self.tag[:2]]
        if self.label == "mark":
            return "SCONJ"
        if self.tag == "DT" and self.label != "det":
            return "PRON"
        return POS.get(self.tag, "PUNCT")

    @property
    def morph(self) -> str:
        if self.tag in _PLURAL or self.word.lower() in _PLURAL_PRONOUNS:
            return "Number=Plur"
        return "Number=Sing" if self.pos in {"NOUN", "PROPN", "PRON"} else ""


def _row(written: str) -> Row:
    glued = written.startswith("+")
    written = written.removeprefix("+")
    if "/" not in written:
        return Row(written, written, written, "punct", "", "", glued or written in _GLUED)
    word, tag, label, head, entity = [*written.split("/"), "", ""][:5]
    word, _, lemma = word.replace("␣", " ").partition("=")
    lemma = lemma or (word if tag.startswith("NNP") else word.lower())
    return Row(word, lemma, tag, label, head, entity, glued or word in _GLUED)


def _heads(rows: list[Row]) -> list[int]:
    """The heads of one sentence, counted from its first word."""
    words = [row.word for row in rows]
    root = next(i for i, row in enumerate(rows) if row.label == "ROOT")
    heads = []
    for i, row in enumerate(rows):
        if row.label == "ROOT" or not row.head:
            heads.append(i if row.label == "ROOT" else root)
        elif row.head.isdigit() and row.head not in words:
            heads.append(int(row.head) - 1)
        else:
            assert words.count(row.head) == 1, f"'{row.head}' is not exactly one word of {words}"
            heads.append(words.index(row.head))
    return heads


def parse(*sentences: str) -> Doc:
    """The sentences as spaCy would hand them over."""
    rows: list[Row] = []
    heads: list[int] = []
    for sentence in sentences:
        own = [_row(written) for written in sentence.split()]
        heads.extend(len(rows) + head for head in _heads(own))
        rows.extend(own)
    after = [*rows[1:], None]
    entities = [row.entity for row in rows]
    return Doc(
        VOCAB,
        words=[row.word for row in rows],
        spaces=[following is not None and not following.glued for following in after],
        tags=[row.tag for row in rows],
        pos=[row.pos for row in rows],
        morphs=[row.morph for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=heads,
        deps=[row.label for row in rows],
        ents=[
            f"{'I' if i and entities[i - 1] == label else 'B'}-{label}" if label else "O"
            for i, label in enumerate(entities)
        ],
    )


def passage(*sentences: str, index: int = 0, start: int = 0) -> Passage:
    """A paragraph of the sentences that begins at `start` in its document."""
    return Passage(index, start, parse(*sentences))


def word(doc: Doc | Passage, text: str) -> Token:
    """The first token of that text."""
    tokens = doc.doc if isinstance(doc, Passage) else doc
    return next(token for token in tokens if token.text == text)


@lru_cache(maxsize=1)
def small_ontology() -> Ontology:
    """The ontology of `tests/data/ontology`."""
    return load([ONTOLOGY])


@lru_cache(maxsize=1)
def _parts() -> tuple[MentionFinder, Linker, Sieve, Lexicon]:
    ontology = small_ontology()
    gazetteer = Gazetteer(ontology)
    finder = MentionFinder(ontology, gazetteer)
    return (
        finder,
        Linker(ontology, gazetteer, finder.phrases),
        Sieve(ontology, finder.phrases),
        Lexicon(ontology),
    )


def lexicon() -> Lexicon:
    """The frames of the small ontology."""
    return _parts()[3]


def passages(*paragraphs: str | tuple[str, ...]) -> list[Passage]:
    """A document's paragraphs, each of one sentence or of several."""
    return [
        passage(*([each] if isinstance(each, str) else each), index=i, start=1000 * i)
        for i, each in enumerate(paragraphs)
    ]


def found(*paragraphs: Passage) -> list[Candidate]:
    """The candidates of a document, none of them settled but the parts of states."""
    return [candidate for each in paragraphs for candidate in _parts()[0].find(each)]


def linked(*paragraphs: Passage) -> list[Candidate]:
    """The candidates of a document with its names settled."""
    candidates = found(*paragraphs)
    _parts()[1].link(candidates)
    return candidates


def resolved(*paragraphs: Passage, today: date | None = None) -> list[Candidate]:
    """The candidates of a document with names, descriptions and pronouns settled."""
    candidates = linked(*paragraphs)
    _parts()[2](candidates, today)
    return candidates


def meanings(candidates: Iterable[Candidate]) -> dict[str, str | None]:
    """What each surface stands for, by the actor's label; of a surface met twice the last."""
    return {c.surface: c.actor.label if c.actor else None for c in candidates}


def surface(candidates: Iterable[Candidate], text: str) -> Candidate:
    """The last candidate with that surface."""
    return [c for c in candidates if c.surface == text][-1]


def known(label: str, type_name: str = "Actor") -> Actor:
    """The ontology's actor of that label, or another one of that class."""
    entry = small_ontology().actors.get(ACTOR + label.replace(" ", "_"))
    return Actor(entry.iri, entry.label, entry.type) if entry else Actor(actor_iri(label), label, type_name)


def arguments(paragraph: Passage, candidates: Iterable[Candidate] | None = None) -> Arguments:
    """The mentions of a paragraph by their words, resolved unless they are given."""
    nouns = small_ontology().cues.actor_nouns
    people = frozenset(noun for noun, types in nouns.items() if "Person" in types)
    return Arguments(resolved(paragraph) if candidates is None else candidates, lexicon(), people)


def views(*sentences: str, today: date | None = None) -> Iterator[View]:
    """Each sentence of one paragraph as an extractor sees it."""
    paragraph = passage(*sentences)
    candidates = resolved(paragraph, today=today)
    own = arguments(paragraph, candidates)
    present = {c.actor.id for c in candidates if c.actor}
    for span in paragraph.doc.sents:
        yield View(span, own, lexicon(), small_ontology(), present)


def told(findings: Iterable[Finding]) -> list[str]:
    """The findings as "Iran backs Hamas"."""
    return [f"{_label(f.subject)} {f.relation} {_label(f.object)}" for f in findings]


def _label(candidate: Candidate) -> str:
    assert candidate.actor is not None
    return candidate.actor.label
