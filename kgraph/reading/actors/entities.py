"""spaCy's named entities, mended: titles and articles cut off, persons taken for bodies, two names run into one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.keys import ARTICLES, name_key, word_key
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import PLACE, STATES, UNKNOWN, Candidate
from kgraph.reading.actors.context import PAST
from kgraph.reading.actors.gazetteer import Form, Gazetteer
from kgraph.reading.actors.nameless import Nameless
from kgraph.reading.nlp import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_MAX_NAME = 4  # words in a person's name
_CONTENT = frozenset({"NOUN", "ADJ", "VERB"})
_FIELD = frozenset({"for", "of", "on"})  # between a body and what it is for
_WATERS = frozenset({"sea", "ocean", "gulf", "bay", "strait", "straits", "channel", "delta"})
_CENTERS = frozenset({"center", "centre"})
_NAMED_GROUPS = frozenset({"group", "network", "faction", "clan", "gang", "cartel", "militia", "brigade"})
ENTITY_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
    "NORP": "Community",
}


_OCCASION = frozenset({"on", "in", "at", "during", "near", "after", "before"})


class Entities:
    """Finds the pipeline's entities that say more than the ontology's names in them."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer, nameless: Nameless) -> None:
        self._gazetteer = gazetteer
        self._honorifics = ontology.cues.honorifics
        self._nameless = nameless
        persons = (actor for actor in ontology.actors.values() if actor.type == "Person")
        keys = (name_key(name) for person in persons for name in (person.label, *person.names))
        self._given = frozenset(key[0] for key in keys if len(key) > 1)

    def find(self, passage: Passage, known: list[Candidate]) -> Iterator[Candidate]:
        """spaCy's entities, mended, where the ontology has no better match."""
        doc = passage.doc
        for span in doc.ents:
            type_name = ENTITY_TYPES.get(span.label_)
            if type_name is None:
                continue
            first = self._given_names(doc, span.start, known) if span.label_ == "PERSON" else span.start
            for start, end in self._trimmed(doc, first, span.end, known):
                if span.label_ == "ORG":
                    end = self._whole_field(doc, start, end, known)
                over = [c for c in known if c.start < end and start < c.end]
                if self._nameless(doc, start, end) or _is_list(doc, over):
                    continue
                thing = self._nameless.is_thing(doc, start, end)
                if all(self._entity_wins(c, start, end, PLACE if thing else span.label_) for c in over):
                    personal = not thing and span.label_ == "ORG" and self._is_personal(doc, start, end)
                    kind = PLACE if thing else "Person" if personal else type_name
                    if not over and span.label_ == "PERSON" and _is_named_group(doc, start, end):
                        kind, end = "ArmedGroup", end + 1
                    elif kind == "Person" and not over and _is_before_things(doc, start, end):
                        kind = UNKNOWN
                    yield Candidate(passage, start, end, head_of(doc[start:end]), MentionKind.NAME, type=kind)

    def _whole_field(self, doc: Doc, start: int, end: int, known: list[Candidate]) -> int:
        """Where a body's name ends that tells two fields: "Institute for Peace" goes on "and Security Studies"."""
        fields = [i for i in range(start + 1, end - 1) if doc[i].lower_ in _FIELD]
        body = any(self._nameless.is_body(doc, i) or doc[i - 1].lower_ in _CENTERS for i in fields)
        if end + 1 >= len(doc) or doc[end].lower_ != "and" or not body:
            return end
        stop = end + 1
        while stop < len(doc) and doc[stop].text[:1].isupper() and not doc[stop].ent_type_:
            stop += 1
        taken = any(c.start < stop and end < c.end for c in known) or self._nameless.is_body(doc, stop)
        titled = word_key(doc[stop - 1].text) in self._honorifics  # "the Committee for Peace and Minister"
        return end if stop == end + 1 or taken or titled else stop

    def _are_two_persons(self, doc: Doc, start: int, end: int) -> bool:
        """Whether two surnames were taken for one name, of which the ontology knows one: "Lula and Adu"."""
        if end - start != 3 or doc[start + 1].lower_ != "and" or doc[end - 1].dep_ != "conj":
            return False
        entries = (e for t in (doc[start], doc[end - 1]) for e in self._gazetteer.get(name_key(t.text), t.text))
        return any(entry.actor.type == "Person" for entry in entries)

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
        if known.passage.doc[end - 1].lower_ in _WATERS and end > known.end:  # "the South China Sea" is not China
            return True
        if known.is_place and any(t.lower_ == "or" for t in known.passage.doc[start:end]):
            return False  # two towns
        if known.is_place:
            return label in {"PERSON", "ORG", PLACE}
        if label == PLACE:  # "Hamid Karzai Airport" is not he
            return known.type == "Person"
        if known.noun:  # a national part
            return label == "ORG" and end > known.end
        if label == "PERSON":
            return known.form is not Form.ADJECTIVE and (known.type != "Person" or known.end - known.start == 1)
        if label == "ORG" and self._is_with_its_state(known, start, end):
            return False
        if label == "ORG" and (self._is_of_another_state(known, start) or self._is_its_own_body(known, end)):
            return True
        if label == "ORG":
            one_state = known.type in STATES or known.form is not Form.NAME
            return one_state and known.end - known.start <= 3
        return False

    def _is_with_its_state(self, known: Candidate, start: int, end: int) -> bool:
        """ "Russian Wagner": a known name behind the adjective of its own state."""
        doc = known.passage.doc
        before = self._gazetteer.get(name_key(doc[start].text), doc[start].text)
        states = {e.actor.iri for e in before if e.form is Form.ADJECTIVE}
        return start + 1 == known.start and end == known.end and any(e.actor.state in states for e in known.entries)

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
        if self._are_two_persons(doc, start, end):
            yield start, start + 1
            yield end - 1, end
            return
        leader = self._leader_behind(doc, start, end)
        if leader is not None:  # "Resistance Front of Ahmad Massoud"
            yield from self._trimmed(doc, leader, end, known)
            end = leader - 1
        while start < end and self._is_trimmings(doc, start, end):
            start += 1
        start = start if start >= end or self._nameless.is_body(doc, end) else self._nameless.titles(doc, start, end)
        end = self._without_occasion(doc, start, _without_tail(doc, start, end))
        while start < end and not (doc[end - 1].text[:1].isalnum() or doc[end - 1].text[:1] in "@#"):
            end -= 1
        if start >= 2 and word_key(doc[start - 2].text) in ARTICLES and doc[start - 1].text in {"-", "–"}:
            start -= 2
        if start < end and any(token.text[:1].isupper() or token.text[:1] in "@#" for token in doc[start:end]):
            yield start, end

    def _without_occasion(self, doc: Doc, start: int, end: int) -> int:
        """The end of a known name without when or where it was: "Chisinau on Independence Day"."""
        for i in range(start + 1, end):
            if doc[i].lower_ in _OCCASION and self._gazetteer.have(name_key(doc[start:i].text)):
                return i
        return end

    def _leader_behind(self, doc: Doc, start: int, end: int) -> int | None:
        """Where in a body's name "of" is followed by the full name of a person, who is no part of it."""
        for i in range(start + 1, end - 2):
            if doc[i].lower_ == "of" and word_key(doc[i + 1].text) in self._given and self._nameless.is_body(doc, i):
                return i + 1
        return None

    def _is_trimmings(self, doc: Doc, i: int, end: int) -> bool:
        token = doc[i]
        key = word_key(token.text)
        if key in ARTICLES and i + 1 < end:
            return False
        handle = token.text[:1] in "@#" and len(token.text) > 1
        if token.tag_ == "IN":  # "Behind Hemedti stands"
            return True
        lower = key == "the" or token.text[:1].islower() or not (token.text[:1].isalnum() or handle)
        title = key in self._honorifics and i + 1 < end and doc[i + 1].text not in {"of", "for"}
        return lower or (title and not self._nameless.is_body(doc, end))


def _is_list(doc: Doc, known: list[Candidate]) -> bool:
    """Whether an entity is several known names with commas between them: "Mali, Burkina Faso"."""
    return any(doc[a.end].text == "," and a.end + 1 == b.start for a in known for b in known if a.end < b.start)


def _is_named_group(doc: Doc, start: int, end: int) -> bool:
    """Whether a name and the noun behind it name a group: "the Haqqani network"."""
    if end >= len(doc) or doc[end].lower_ not in _NAMED_GROUPS or doc[end].tag_ != "NN" or start == 0:
        return False
    return doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end and doc[start - 1].lower_ == "the"


def _is_before_things(doc: Doc, start: int, end: int) -> bool:
    """Whether one word between "the" and a noun need not be a person's name: "the Sahel states"."""
    alone = end - start == 1 and start > 0 and end < len(doc) and doc[start - 1].lower_ == "the"
    return alone and doc[start].dep_ == "compound" and doc[end].pos_ == "NOUN" and doc[start].head.i >= end


def _without_tail(doc: Doc, start: int, end: int) -> int:
    """The end of an entity without what no longer belongs to its name: "Home Guard on the west coast"."""
    for i in range(start + 1, end):
        if doc[i].lower_ == "against":
            return i
        if doc[i].pos_ == "ADP" and any(t.text[:1].islower() and t.pos_ in _CONTENT for t in doc[i + 1 : end]):
            return i
    while (
        end > start + 1
        and doc[end - 1].text.islower()
        and (doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"} or doc[end - 1].lower_ in PAST)
    ):
        end -= 1
    return end


def head_of(span: Span) -> int:
    """The token of a name on which the sentence hangs, the last if the parser is in doubt."""
    root = span.root
    return int(root.i if root.text[:1].isalnum() or root.text[:1] in "@#" else span.end - 1)
