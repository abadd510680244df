"""Finding: which words of a passage may stand for an actor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.keys import ARTICLES, name_key, word_key
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import PLACE, STATES, UNKNOWN, Candidate
from kgraph.reading.actors.gazetteer import Entry, Form, Gazetteer
from kgraph.reading.actors.nameless import Nameless
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.nlp import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LOWER_CASE = 3  # names of so many words are known without capitals too: "the international criminal court"
_MAX_NAME = 4  # words in a person's name
_CONTENT = frozenset({"NOUN", "ADJ", "VERB"})
_HYPHENS = frozenset({"-", "–", "—", "’", "'", "."})
_NER_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
    "NORP": "Community",
}
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
        persons = (actor for actor in ontology.actors.values() if actor.type == "Person")
        self._given = frozenset(
            name_key(name)[0] for person in persons for name in (person.label, *person.names) if len(name_key(name)) > 1
        )
        self.phrases = NounPhrases(ontology)

    def find(self, passage: Passage) -> list[Candidate]:
        """The candidates of a passage in the order of its words; no two overlap."""
        doc = passage.doc
        taken = [False] * len(doc)
        known = [self._candidate(passage, s, e, entries) for s, e, entries in self._known(doc)]
        known = self.phrases.add_parts(passage, known)
        entities = list(self._entities(passage, known))
        found = [c for c in known if not any(e.start <= c.start and c.end <= e.end for e in entities)] + entities
        for candidate in found:
            _take(taken, candidate)
        runs = list(self._capitalised(passage, taken))
        for candidate in runs:
            _take(taken, candidate)
        found = _joined(found + runs)
        found.extend(self.phrases.descriptions(passage, found, taken))
        found.extend(self._pronouns(passage, taken))
        return sorted(found, key=lambda c: (c.start, c.end))

    def _candidate(self, passage: Passage, start: int, end: int, entries: list[Entry]) -> Candidate:
        head = _head(passage.doc[start:end])
        types = {entry.actor.type for entry in entries}
        if self._is_tail(passage.doc, start, end, types):
            return Candidate(passage, start - 1, end, head, MentionKind.NAME, type="Organisation")
        return Candidate(
            passage,
            start,
            end,
            head,
            MentionKind.NAME,
            type=types.pop() if len(types) == 1 else UNKNOWN,
            entries=tuple(entries),
        )

    def _known(self, doc: Doc) -> Iterator[tuple[int, int, list[Entry]]]:
        """The longest runs of words that the ontology has as a name."""
        words = [_words(token) for token in doc]
        i = 0
        while i < len(doc):
            may = words[i] and (_may_begin(doc, i) or self._gazetteer.longest(words[i][0]) >= LOWER_CASE)
            match = self._longest_at(doc, words, i) if may else None
            match = self._combined_at(doc, i) or match or self._one_of_a_people(doc, i)
            if match is None:
                i += 1
                continue
            yield i, match[0], match[1]
            i = match[0]

    def _combined_at(self, doc: Doc, i: int) -> tuple[int, list[Entry]] | None:
        """The first half of "Franco-German", where the second is a state's adjective too."""
        first = self._gazetteer.combining(doc[i].text)
        if first is None or i + 2 >= len(doc) or doc[i + 1].text not in {"-", "–"} or doc[i + 1].whitespace_:
            return None
        second = self._gazetteer.get(name_key(doc[i + 2].text), doc[i + 2].text)
        return (i + 1, [first]) if any(e.form is Form.ADJECTIVE for e in second) else None

    def _one_of_a_people(self, doc: Doc, i: int) -> tuple[int, list[Entry]] | None:
        """ "the Turk", who is not called so: his state, as a people's name is."""
        entries = self._gazetteer.singular(doc[i].text) if i > 0 and doc[i - 1].tag_ == "DT" else []
        alone = i + 1 >= len(doc) or not doc[i + 1].text[:1].isupper()
        return (i + 1, entries) if entries and alone else None

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
            entries = self._gazetteer.get(key, doc[start : j + 1].text)
            capital = any(t.text[:1].isupper() or t.text[:1] in "@#" for t in doc[start : j + 1])
            if entries and (capital or len(key) >= LOWER_CASE):
                best = (j + 1, entries)
        return best

    def _entities(self, passage: Passage, known: list[Candidate]) -> Iterator[Candidate]:
        """spaCy's entities, mended, where the ontology has no better match."""
        doc = passage.doc
        for span in doc.ents:
            type_name = _NER_TYPES.get(span.label_)
            if type_name is None:
                continue
            first = self._given_names(doc, span.start, known) if span.label_ == "PERSON" else span.start
            for start, end in self._trimmed(doc, first, span.end, known):
                over = [c for c in known if c.start < end and start < c.end]
                if self._nameless(doc, start, end):
                    continue
                thing = self._nameless.is_thing(doc, start, end)
                if all(self._entity_wins(c, start, end, PLACE if thing else span.label_) for c in over):
                    personal = not thing and span.label_ == "ORG" and self._is_personal(doc, start, end)
                    kind = PLACE if thing else "Person" if personal else type_name
                    yield Candidate(passage, start, end, _head(doc[start:end]), MentionKind.NAME, type=kind)

    def _is_personal(self, doc: Doc, start: int, end: int) -> bool:
        """Whether an organisation's name is a person's: by his given name, his title before it, or "who" behind it."""
        words = [t for t in doc[start:end] if t.text[:1].isalpha()]
        named = all(t.text[:1].isupper() and not self._nameless.is_common(t.lower_) for t in words)
        if not 2 <= len(words) <= _MAX_NAME or not named or self._nameless.is_body(doc, end):
            return False
        titled = start > 0 and word_key(doc[start - 1].text) in self._honorifics and doc[start - 1].text[:1].isupper()
        who = any(t.lower_ == "who" for t in doc[end : end + 2])
        return titled or who or word_key(doc[start].text) in self._given

    def _given_names(self, doc: Doc, start: int, known: list[Candidate]) -> int:
        """Where a person's name begins, if the entity left out the given names before it."""
        taken = {i for c in known for i in range(c.start, c.end)}
        while start > doc[start].sent.start:
            left = doc[start - 1]
            given = left.pos_ == "PROPN" and left.dep_ == "compound" and left.head.i >= start and not left.ent_type_
            if not given or not left.text[:1].isupper() or start - 1 in taken or self._nameless(doc, start - 1, start):
                break
            start -= 1
        return start

    def _entity_wins(self, known: Candidate, start: int, end: int, label: str) -> bool:
        """Whether an entity that holds a known name says more than the name alone."""
        inside = start <= known.start and known.end <= end and (start, end) != (known.start, known.end)
        if not inside:
            return False
        if known.is_place:
            return label in {"PERSON", "ORG", PLACE}
        if label == PLACE:  # "Hamid Karzai Airport" is not he
            return known.type == "Person"
        if known.noun:  # a national part
            return label == "ORG" and end > known.end
        if label == "PERSON":
            return known.form is not Form.ADJECTIVE and (known.type != "Person" or known.end - known.start == 1)
        if label == "ORG" and (self._is_of_another_state(known, start) or self._is_its_own_body(known, end)):
            return True
        if label == "ORG":
            one_state = known.type in STATES or known.form is not Form.NAME
            return one_state and known.end - known.start <= 3
        return False

    def _is_tail(self, doc: Doc, start: int, end: int, types: set[str]) -> bool:
        """Whether a body's known name ends a longer one, of another body: "National" before "Security Council"."""
        if start == 0 or end - start == 1 or types & {"Person", *STATES}:
            return False
        before = doc[start - 1]
        joined = before.tag_ in {"NNP", "NNPS"} and before.dep_ == "compound" and start <= before.head.i < end
        known = word_key(before.text) in self._honorifics or self._gazetteer.get(name_key(before.text), before.text)
        return joined and before.text[:1].isupper() and not before.is_sent_start and not known

    def _is_of_another_state(self, known: Candidate, start: int) -> bool:
        """ "Egyptian Islamic Jihad", where the ontology knows an Islamic Jihad of elsewhere: another body."""
        doc = known.passage.doc
        states = {e.actor.state for e in known.entries if e.actor.type != "Person"}
        affixed = start > 0 and doc[start - 1].text in {"-", "–"}  # "pro-Egyptian"
        alone = start + 1 == known.start and not affixed
        before = self._gazetteer.get(name_key(doc[start].text), doc[start].text) if alone else []
        return (
            None not in states
            and bool(states)
            and any(e.form is Form.ADJECTIVE and e.actor.type == "State" and e.actor.iri not in states for e in before)
        )

    def _is_its_own_body(self, known: Candidate, end: int) -> bool:
        """ "NATO Training Mission", "Fatah Central Committee": a body with a name of its own."""
        doc = known.passage.doc
        return (
            known.end < end - 1
            and known.type != "Person"
            and doc[known.end].tag_ == "NNP"
            and self._nameless.is_body(doc, end)
        )

    def _trimmed(self, doc: Doc, start: int, end: int, known: list[Candidate]) -> Iterator[tuple[int, int]]:
        """What is left of an entity without articles, titles and possessive marks; the Arabic article joined."""
        cut = next((i for i in range(start, end) if doc[i].tag_ == "POS" or doc[i].text in {"'s", "’s"}), end)
        if cut + 1 < end and any(
            c.end == cut for c in known
        ):  # "Iraq's Memory Foundation" is two, "People's Front" one
            yield from self._trimmed(doc, cut + 1, end, known)
            end = cut
        end = cut if cut + 1 >= end else end
        while start < end and self._is_trimmings(doc, start, end):
            start += 1
        start = start if start >= end or self._nameless.is_body(doc, end) else self._nameless.titles(doc, start, end)
        end = _without_tail(doc, start, end)
        while start < end and not (doc[end - 1].text[:1].isalnum() or doc[end - 1].text[:1] in "@#"):
            end -= 1
        if start >= 2 and word_key(doc[start - 2].text) in ARTICLES and doc[start - 1].text in {"-", "–"}:
            start -= 2
        if start < end and any(token.text[:1].isupper() or token.text[:1] in "@#" for token in doc[start:end]):
            yield start, end

    def _is_trimmings(self, doc: Doc, i: int, end: int) -> bool:
        token = doc[i]
        key = word_key(token.text)
        if key in ARTICLES and i + 1 < end:
            return False
        handle = token.text[:1] in "@#" and len(token.text) > 1
        lower = key == "the" or token.text[:1].islower() or not (token.text[:1].isalnum() or handle)
        title = key in self._honorifics and i + 1 < end and doc[i + 1].text not in {"of", "for"}
        return lower or (title and not self._nameless.is_body(doc, end))

    def _capitalised(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        """Runs of capitalised proper nouns that neither the ontology nor spaCy's entities took."""
        doc = passage.doc
        i = 0
        while i < len(doc):
            j = i
            while j < len(doc) and not taken[j] and self._in_run(doc, i, j):
                j += 1
            while j > i and doc[j - 1].pos_ != "PROPN":
                j -= 1
            if j > i:
                yield from self._run(passage, i, j)
            i = max(j, i + 1)

    def _in_run(self, doc: Doc, start: int, j: int) -> bool:
        token = doc[j]
        if token.pos_ == "PROPN" and (token.text[:1].isupper() or word_key(token.text) in ARTICLES):
            return not token.ent_type_ or token.ent_type_ in _NER_TYPES
        return j > start and token.text in {"-", "–"} and doc[j - 1].pos_ == "PROPN" and not doc[j - 1].whitespace_

    def _run(self, passage: Passage, start: int, end: int) -> Iterator[Candidate]:
        doc = passage.doc
        titled = False
        body = self._nameless.is_body(doc, end)
        while start < end and word_key(doc[start].text) in self._honorifics and not (body and end - start > 1):
            titled = True
            start += 1
        name = self._nameless.titles(doc, start, end)
        start, titled = name, titled or name > start
        if start == end or (end - start == 1 and doc[start].is_sent_start and not titled):
            return
        if not any(len(token.text) > 1 for token in doc[start:end]) or self._nameless(doc, start, end):
            return
        type_name = PLACE if self._nameless.is_thing(doc, start, end) else "Person" if titled else UNKNOWN
        yield Candidate(passage, start, end, _head(doc[start:end]), MentionKind.NAME, type=type_name)

    def _pronouns(self, passage: Passage, taken: list[bool]) -> Iterator[Candidate]:
        for token in passage.doc:
            pronoun = token.lower_ in PRONOUNS and token.pos_ == "PRON" and token.text != "US"
            if not taken[token.i] and (pronoun or _is_of_several(token)):
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


def _is_of_several(token: Token) -> bool:
    """Whether a word stands alone for actors named before: "both", "neither", "the two", "the former"."""
    if token.lower_ not in _OF_SEVERAL or token.dep_ not in _ARGUMENTS:
        return False
    if any(c.dep_ in {"prep", "amod", "relcl"} for c in token.children):
        return False
    return token.lower_ in {"both", "neither"} or any(c.lower_ == "the" for c in token.children)


def _take(taken: list[bool], candidate: Candidate) -> None:
    for i in range(candidate.start, candidate.end):
        taken[i] = True


def _without_tail(doc: Doc, start: int, end: int) -> int:
    """The end of an entity without what no longer belongs to its name: "Home Guard on the west coast"."""
    for i in range(start + 1, end):
        if doc[i].lower_ == "against":
            return i
        if doc[i].pos_ == "ADP" and any(t.text[:1].islower() and t.pos_ in _CONTENT for t in doc[i + 1 : end]):
            return i
    while end > start + 1 and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"} and doc[end - 1].text.islower():
        end -= 1
    return end


def _words(token: Token) -> tuple[str, ...]:
    if token.tag_ == "POS" or token.is_space:
        return ()
    return name_key(token.text.lstrip("@#"))


def _may_begin(doc: Doc, i: int) -> bool:
    """A name begins with a capital, a handle, or an article before a capital ("al-Sisi")."""
    text = doc[i].text
    if text[:1].isupper() or (text[:1] in "@#" and len(text) > 1):
        return True
    if text[:1].isdigit():
        return False
    return word_key(text) in ARTICLES and any(t.text[:1].isupper() for t in doc[i + 1 : i + 3])


def _head(span: Span) -> int:
    """The token of a name on which the sentence hangs, the last if the parser is in doubt."""
    root = span.root
    return int(root.i if root.text[:1].isalnum() or root.text[:1] in "@#" else span.end - 1)
