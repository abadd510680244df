"""Finding: which words of a passage may stand for an actor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.keys import ARTICLES, name_key, word_key
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import PLACE, STATES, UNKNOWN, Candidate, entry_actor
from kgraph.reading.actors.entities import ENTITY_TYPES, Entities, head_of
from kgraph.reading.actors.gazetteer import Entry, Form, Gazetteer
from kgraph.reading.actors.nameless import Nameless
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.whereabouts import is_back
from kgraph.reading.nlp import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUFFIX = 3  # letters of which a possessive has fewer
_SURNAME = 4  # letters of a surname that is believed at the start of a sentence
LOWER_CASE = 3  # names of so many words are known without capitals too: "the international criminal court"
_HYPHENS = frozenset({"-", "–", "—", "’", "'", "."})
PRONOUNS = frozenset(
    """he him his himself she her hers herself it its itself they them their theirs themselves i me my mine
    myself we us our ours ourselves""".split()
)

_OF_SEVERAL = frozenset({"both", "neither", "two", "three", "former", "latter"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent"})


class MentionFinder:
    """Finds candidates: names known to the ontology, named entities, capitalised runs, noun phrases and pronouns."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._honorifics = ontology.cues.honorifics
        self._nameless = Nameless(ontology)
        self._entities = Entities(ontology, gazetteer, self._nameless)
        self.phrases = NounPhrases(ontology)

    def find(self, passage: Passage) -> list[Candidate]:
        """The candidates of a passage in the order of its words; no two overlap."""
        doc = passage.doc
        taken = [False] * len(doc)
        known = [self._candidate(passage, s, e, entries) for s, e, entries in self._known(doc)]
        known = self.phrases.add_parts(passage, known)
        entities = list(self._entities.find(passage, known))
        found = [c for c in known if not any(e.start <= c.start and c.end <= e.end for e in entities)] + entities
        for candidate in found:
            _take(taken, candidate)
        runs = [*self._capitalised(passage, taken), *self._shorthands(passage, taken), *self._misread(passage, taken)]
        for candidate in runs:
            _take(taken, candidate)
        found = _joined(found + runs)
        found.extend(self.phrases.descriptions(passage, found, taken))
        found.extend(self._pronouns(passage, taken))
        return sorted(found, key=lambda c: (c.start, c.end))

    def _candidate(self, passage: Passage, start: int, end: int, entries: list[Entry]) -> Candidate:
        head = head_of(passage.doc[start:end])
        types = {entry.actor.type for entry in entries}
        if self._is_tail(passage.doc, start, end, types):
            return Candidate(passage, start - 1, end, head, MentionKind.NAME, type="Organisation")
        kind = types.pop() if len(types) == 1 else UNKNOWN
        found = Candidate(passage, start, end, head, MentionKind.NAME, type=kind, entries=tuple(entries))
        found.inside = self._state_inside(found)
        return found

    def _state_inside(self, body: Candidate) -> Candidate | None:
        """The state with whose name that of its own part begins: "Pakistan" in "Pakistan Air Force"."""
        entry = body.entries[0].actor
        first = body.passage.doc[body.start]
        if len(body.entries) != 1 or entry.part is None or body.end - body.start < 2:
            return None
        states = [e for e in self._gazetteer.get(name_key(first.text), first.text) if e.actor.iri == entry.state]
        if not states or states[0].actor.type not in STATES:
            return None
        state = Candidate(body.passage, body.start, body.start + 1, body.start, MentionKind.NAME, entries=(states[0],))
        state.settle(entry_actor(states[0].actor), f"{states[0].form} of {states[0].actor.label} inside a name")
        return state

    def _known(self, doc: Doc) -> Iterator[tuple[int, int, list[Entry]]]:
        """The longest runs of words that the ontology has as a name."""
        words = [_words(token) for token in doc]
        i = 0
        while i < len(doc):
            text = doc[i].text
            may = words[i] and (_may_begin(doc, i, text) or self._gazetteer.longest(words[i][0]) >= LOWER_CASE)
            match = self._longest_at(doc, words, i) if may else None
            match = self._combined_at(doc, i, text) or match or self._one_of_a_people(doc, i, text)
            if match is None:
                i += 1
                continue
            yield i, match[0], match[1]
            i = match[0]

    def _combined_at(self, doc: Doc, i: int, text: str) -> tuple[int, list[Entry]] | None:
        """The first half of "Franco-German", where the second is a state's adjective too."""
        first = self._gazetteer.combining(text)
        if first is None or i + 2 >= len(doc) or doc[i + 1].text not in {"-", "–"} or doc[i + 1].whitespace_:
            return None
        second = self._gazetteer.get(name_key(doc[i + 2].text), doc[i + 2].text)
        return (i + 1, [first]) if any(e.form is Form.ADJECTIVE for e in second) else None

    def _one_of_a_people(self, doc: Doc, i: int, text: str) -> tuple[int, list[Entry]] | None:
        """ "the Turk", who is not called so: his state, as a people's name is."""
        entries = self._gazetteer.singular(text)
        if not entries or i == 0 or doc[i - 1].tag_ != "DT":
            return None
        alone = i + 1 >= len(doc) or not doc[i + 1].text[:1].isupper()
        return (i + 1, entries) if alone else None

    def _longest_at(self, doc: Doc, words: list[tuple[str, ...]], start: int) -> tuple[int, list[Entry]] | None:
        tag = "#" if start > 0 and doc[start - 1].text == "#" else ""  # which the tokenizer cuts off, but not "@"
        handle = self._gazetteer.handle(tag + doc[start].text)
        if handle is not None:
            return start + 1, [handle]
        limit = self._gazetteer.longest(words[start][0])
        key: tuple[str, ...] = ()
        best: tuple[int, list[Entry]] | None = None
        for j in range(start, len(doc)):
            if not words[j]:
                if doc[j].text in _HYPHENS or doc[j].tag_ == "POS" or (doc[j].is_space and j > start):
                    continue
                break
            key += words[j]
            if len(key) > limit:
                break
            if not self._gazetteer.have(key):
                continue
            entries = self._gazetteer.get(key, doc[start : j + 1].text)
            capital = any(t.text[:1].isupper() or t.text[:1] in "@#" for t in doc[start : j + 1])
            if entries and (capital or len(key) >= LOWER_CASE):
                best = (j + 1, entries)
        return best

    def _is_tail(self, doc: Doc, start: int, end: int, types: set[str]) -> bool:
        """Whether a body's known name ends a longer one, of another body: "National" before "Security Council"."""
        if start == 0 or end - start == 1 or types & {"Person", *STATES}:
            return False
        before = doc[start - 1]
        joined = before.tag_ in {"NNP", "NNPS"} and before.dep_ == "compound" and start <= before.head.i < end
        known = word_key(before.text) in self._honorifics or self._gazetteer.get(name_key(before.text), before.text)
        return joined and before.text[:1].isupper() and not before.is_sent_start and not known

    def _capitalised(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        """Runs of capitalised proper nouns that neither the ontology nor spaCy's entities took."""
        doc = passage.doc
        i = 0
        while i < len(doc):
            j = i
            while j < len(doc) and not taken[j] and _in_run(doc, i, j):
                j += 1
            while j > i and doc[j - 1].pos_ != "PROPN":
                j -= 1
            if j > i:
                yield from self._run(passage, i, j)
            i = max(j, i + 1)

    def _shorthands(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        """Adjectives with a capital that stand alone, as a word of a fuller name does: "the Transitional"."""
        doc = passage.doc
        for i in range(1, len(doc)):
            token = doc[i]
            alone = i + 1 >= len(doc) or doc[i + 1].pos_ not in {"NOUN", "PROPN", "ADJ"}
            if taken[i] or not alone or token.pos_ not in {"ADJ", "NOUN", "PROPN"} or not token.text.istitle():
                continue
            if doc[i - 1].lower_ == "the" and not self._nameless.is_noun(token.lower_):
                yield Candidate(passage, i, i + 1, i, MentionKind.NAME, tentative=True)

    def _misread(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        """Words that begin a sentence and may be surnames taken for plurals, if the document has them in full."""
        doc = passage.doc
        for i in (sentence.start for sentence in doc.sents):
            if taken[i] or not _may_be_misread(doc[i]) or word_key(doc[i].text) in self._honorifics:
                continue
            if not self._nameless(doc, i, i + 1):
                yield Candidate(passage, i, i + 1, i, MentionKind.NAME, tentative=True)

    def _run(self, passage: Passage, start: int, end: int) -> Iterator[Candidate]:
        doc = passage.doc
        titled = False
        body = self._nameless.is_body(doc, end)
        while start < end and word_key(doc[start].text) in self._honorifics and not (body and end - start > 1):
            titled = True
            start += 1
        name = self._nameless.titles(doc, start, end)
        start, titled = name, titled or name > start
        if start == end:
            return
        if not any(len(token.text) > 1 for token in doc[start:end]) or self._nameless(doc, start, end):
            return
        type_name = PLACE if self._nameless.is_thing(doc, start, end) else "Person" if titled else UNKNOWN
        candidate = Candidate(passage, start, end, head_of(doc[start:end]), MentionKind.NAME, type=type_name)
        candidate.tentative = end - start == 1 and bool(doc[start].is_sent_start) and not titled
        if not candidate.tentative or _may_be_surname(doc[start]):
            yield candidate

    def _pronouns(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        for token in passage.doc:
            pronoun = token.lower_ in PRONOUNS and token.pos_ == "PRON" and token.text != "US"
            if not taken[token.i] and (pronoun or _is_of_several(token) or is_back(token)):
                yield Candidate(passage, token.i, token.i + 1, token.i, MentionKind.PRONOUN)


def _joined(found: list[Candidate]) -> list[Candidate]:
    """The candidates with given names joined to the surname behind them, so that Hunter and Biden are no two."""
    surnames = {c.start: c for c in found if c.form is Form.SHORT and c.type == "Person"}
    result = []
    gone: set[int] = set()
    for candidate in found:
        surname = surnames.get(candidate.end)
        if surname is None or candidate.entries or candidate.type not in {"Person", UNKNOWN}:
            result.append(candidate)
            continue
        gone.add(id(surname))
        full = Candidate(candidate.passage, candidate.start, surname.end, surname.head, MentionKind.NAME, type="Person")
        result.append(full)
    return [c for c in result if id(c) not in gone]


def _may_be_surname(token: Token) -> bool:
    """Whether a word that begins a sentence stands where a name can, not only with a capital like any first word."""
    return token.tag_ == "NNP" and token.dep_ in {"nsubj", "nsubjpass", "poss"} and len(token.text) >= _SURNAME


def _may_be_misread(token: Token) -> bool:
    """Whether a word may be a surname taken for a plural: "Morales, hiding in Lima, said"."""
    if token.tag_ != "NNS" or token.i + 1 >= len(token.doc) or token.nbor().text != ",":
        return False
    return token.dep_ in {"nsubj", "nsubjpass"} and token.text.istitle() and len(token.text) >= _SURNAME


def _is_of_several(token: Token) -> bool:
    """Whether a word stands alone for actors named before: "both", "neither", "the two", "the former"."""
    if token.lower_ not in _OF_SEVERAL or not (token.dep_ in _ARGUMENTS or token.dep_ == "poss"):
        return False
    if any(c.dep_ in {"prep", "amod", "relcl"} for c in token.children):
        return False
    return token.lower_ in {"both", "neither"} or any(c.lower_ == "the" for c in token.children)


def _in_run(doc: Doc, start: int, j: int) -> bool:
    token = doc[j]
    if token.pos_ == "PROPN" and (token.text[:1].isupper() or word_key(token.text) in ARTICLES):
        return not token.ent_type_ or token.ent_type_ in ENTITY_TYPES
    return j > start and token.text in {"-", "–"} and doc[j - 1].pos_ == "PROPN" and not doc[j - 1].whitespace_


def _take(taken: list[bool], candidate: Candidate) -> None:
    for i in range(candidate.start, candidate.end):
        taken[i] = True


def _words(token: Token) -> tuple[str, ...]:
    text = token.text
    return () if len(text) < _SUFFIX and token.tag_ == "POS" else _key(text)


@lru_cache(maxsize=65536)
def _key(text: str) -> tuple[str, ...]:
    return () if text.isspace() else name_key(text.lstrip("@#"))


def _may_begin(doc: Doc, i: int, text: str) -> bool:
    """A name begins with a capital, a handle, or an article before a capital ("al-Sisi")."""
    if text[:1].isupper() or (text[:1] in "@#" and len(text) > 1):
        return True
    if text[:1].isdigit():
        return False
    return word_key(text) in ARTICLES and any(t.text[:1].isupper() for t in doc[i + 1 : i + 3])
