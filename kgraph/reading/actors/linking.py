"""One name: which actor each named mention of a document stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kgraph.model import MentionKind
from kgraph.ontology.keys import Key, name_key, without_articles
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.actors.acronyms import settle_acronyms
from kgraph.reading.actors.anchors import Anchors
from kgraph.reading.actors.bodies import Bodies
from kgraph.reading.actors.candidates import PLACE, STATES, UNKNOWN, Candidate, entry_actor, new_actor
from kgraph.reading.actors.context import local_states, main_state
from kgraph.reading.actors.gazetteer import Form, Gazetteer
from kgraph.reading.actors.nameless import BODY_WORDS
from kgraph.reading.actors.names import (
    CLOSE,
    THRESHOLD,
    folded,
    likeness,
    same_name,
    same_word,
    signatures,
    skeleton,
)
from kgraph.reading.actors.newnames import is_full, settle_new
from kgraph.reading.actors.nounphrases import NounPhrases

PERSONAL = frozenset({"Person", UNKNOWN, PLACE, "Organisation", "Community"})
MIN_SHORT = 4
_RULING = frozenset({"president", "prime minister", "king", "emir", "sultan", "chancellor", "supreme leader"})
_TITLE = 3  # words between a body and the name of who speaks or acts for it
_AT = frozenset({"at", "in", "near"})
_ALL = frozenset({"all", "most", "many", "both", "other", "fellow", "former", "late", "more", "pro", "anti"})
_QUANTITIES = frozenset("ten hundred thousand million dozen score crowd group number majority some most".split())
_KIN = frozenset("son daughter brother sister wife husband father mother nephew niece cousin uncle grandson".split())


class Linker:
    """Settles names: by the ontology, by a known spelling, by a fuller name in the same document, or as a new actor."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer, phrases: NounPhrases) -> None:
        self._gazetteer = gazetteer
        self._actors = ontology.actors
        self._bodies = Bodies(ontology)
        self._phrases = phrases
        self._names: dict[tuple[str, str], list[tuple[Key, ActorEntry]]] = defaultdict(list)
        self._surnames: dict[str, list[tuple[Key, ActorEntry]]] = defaultdict(list)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._place_nouns = ontology.cues.place_nouns
        self._rulers = {term.holder for term in ontology.terms if term.office in _RULING}
        for entry in ontology.actors.values():
            for name in (entry.label, *entry.names, *entry.capitals):
                key = name_key(name)
                if len(without_articles(key)) > 1:
                    for signature in signatures(key):
                        self._names[signature].append((key, entry))
                    if entry.type == "Person":
                        self._surnames[skeleton(key[-1])].append((key, entry))
                        for word in key:
                            self._bearers[folded(word)].add(entry.iri)

    def link(self, candidates: list[Candidate]) -> None:
        """Settle every named candidate of one document for which that can be done; the others stay open."""
        names = [c for c in candidates if c.kind is MentionKind.NAME and c.actor is None]
        full = [c for c in names if is_full(c)]
        for candidate in names:
            self._settle_known(candidate)
        state = main_state(candidates, self._actors)
        local = local_states(candidates, state, self._actors)
        behind = {(c.passage.index, c.start): c for c in names}
        anchors = Anchors()
        present = {c.actor.id for c in candidates if c.actor}
        for candidate in full:
            if candidate.actor is None and state is not None:
                named = self._state_behind(candidate, behind) or _opening(candidate, behind)
                self._settle_body(candidate, named or local.get(candidate.passage.index, state))
            if candidate.actor is None:
                self._settle_full(candidate, anchors, state, present)
            if candidate.actor is not None and candidate.form not in {Form.ADJECTIVE, Form.PLACE}:
                anchors.add(name_key(candidate.surface), candidate.actor)
        present = {c.actor.id for c in names if c.actor}
        for candidate in names:
            if candidate.actor is None or candidate.form is Form.SHORT:
                self._settle_short(candidate, anchors, present)
            if candidate.actor is None and state is not None:
                self._settle_body(candidate, local.get(candidate.passage.index, state))
        for index, candidate in enumerate(names):
            if state is not None:
                self._settle_community(candidate, names, state)
            if candidate.actor is None and candidate.surface.lower() in BODY_WORDS:
                _settle_last(candidate, anchors, names[:index])
        settle_acronyms([c for c in candidates if c.kind is MentionKind.NAME], self._actors)
        for candidate in names:
            if candidate.actor is None and not candidate.tentative:
                settle_new(candidate)

    def _settle_known(self, candidate: Candidate) -> None:
        actors = {entry.actor.iri: entry for entry in candidate.entries}
        if len(actors) == 1:
            entry = next(iter(actors.values()))
            people = next(iter(entry.actor.people), entry.actor.label)
            if entry.form is Form.PEOPLE and _is_counted(candidate):
                candidate.settle(new_actor(f"{people} (people)", "Collective"), f"some {people}")  # not their state
                return
            if entry.form is Form.PEOPLE and (kind := _kind_of_people(candidate)):
                candidate.settle(new_actor(f"{kind} {people}", "Collective"), f"{people} of a kind")
                return
            where = "in" if entry.form is Form.PLACE else "of"
            rule = f"{entry.form} {where} {entry.actor.label} in the ontology"
            candidate.settle(entry_actor(entry.actor), rule)

    def _settle_body(self, candidate: Candidate, state: ActorEntry) -> None:
        """A state body named as at home: "the House of Representatives" of the state that the document is about."""
        if candidate.type not in {"Organisation", UNKNOWN}:
            return
        state = self._state_of_its(candidate, state)
        body = self._bodies.at_home(candidate.surface, state.iri)
        part = self._phrases.part_noun(candidate.surface.lower())
        if body is not None:
            candidate.settle(entry_actor(body), f"{candidate.surface} of {state.label}, which the document is about")
        elif part is not None and not candidate.entries:
            actor = self._phrases.part_actor(state, part)
            candidate.settle(actor, f"{candidate.surface} of {state.label}, which the document is about")

    def _state_of_its(self, body: Candidate, home: ActorEntry) -> ActorEntry:
        """The state that is a sentence's subject before "its Foreign Ministry", else the one given."""
        doc = body.passage.doc
        if body.start == 0 or doc[body.start - 1].lower_ != "its":
            return home
        before = (t for t in doc[body.token.sent.start : body.start - 1] if t.dep_ == "nsubj")
        entries = [e.actor for t in before for e in self._gazetteer.get(name_key(t.text), t.text)]
        return next((entry for entry in reversed(entries) if entry.type in STATES), home)

    def _settle_community(self, candidate: Candidate, named: Iterable[Candidate], home: ActorEntry) -> None:
        """ "The Serbs", in a text about Kosovo that speaks of the Kosovo Serbs, are those."""
        people = candidate.actor
        if people is None or people.type != "Community" or candidate.form is Form.ADJECTIVE:
            return
        labels = {f"{word} {people.label}" for word in (home.label, *home.adjectives)}
        fuller = {other.actor.id: other.actor for other in named if other.actor and other.actor.label in labels}
        if len(fuller) == 1:
            actor = next(iter(fuller.values()))
            candidate.settle(actor, f"the {candidate.surface} of {home.label}, named in this document")

    def _state_behind(self, body: Candidate, behind: Mapping[tuple[int, int], Candidate]) -> ActorEntry | None:
        """The state of the known person whose name follows a body's: "Foreign Ministry spokesman NAME"."""
        doc, i = body.passage.doc, body.end
        while i < len(doc) and i < body.end + _TITLE and doc[i].pos_ in {"NOUN", "ADJ"}:
            i += 1
        person = behind.get((body.passage.index, i))
        entry = self._actors.get(person.actor.id) if person is not None and person.actor is not None else None
        return self._actors.get(entry.state or "") if entry is not None and entry.type == "Person" else None

    def _settle_full(self, candidate: Candidate, anchors: Anchors, state: ActorEntry | None, present: set[str]) -> None:
        """A full name that is not in the ontology as it stands: a spelling of one that is, or of one met before."""
        if candidate.type not in PERSONAL or candidate.entries:
            return
        key = name_key(candidate.surface)
        alike = (pair for signature in sorted(signatures(key)) for pair in self._names.get(signature, ()))
        near = {
            entry.iri: entry
            for known, entry in alike
            if _is_spelling(key, known, entry)
            and (_at_home(entry, state) or not self._is_anothers(key, known, entry))
            and (entry.state in present or _shares_a_word(key, known))
        }
        if len(near) == 1:
            entry = next(iter(near.values()))
            candidate.settle(entry_actor(entry), f"spelling of {entry.label}")
            return
        longer = {e.iri: e for known, e in self._surnames.get(skeleton(key[-1]), ()) if _is_part_of(key, known)}
        there = [entry for entry in longer.values() if entry.state in present]
        if not near and len(there) == 1:
            candidate.settle(entry_actor(there[0]), f"{there[0].label}, without all his names")
            return
        actor = anchors.same(key)
        if actor is not None:
            candidate.settle(actor, f"spelling of {actor.label}, named in this document")
        elif (whole := anchors.ending(key)) is not None:
            candidate.settle(whole, f"short for {whole.label}, named in full in this document")
        elif candidate.type in {"Person", UNKNOWN, "Organisation"}:
            settle_new(candidate)

    def _is_anothers(self, key: Key, known: Key, entry: ActorEntry) -> bool:
        """Whether a surname that is not written like the known one is written like that of other persons."""
        last = folded(key[-1])
        bearers = self._bearers.get(last, set())
        return entry.type == "Person" and last != folded(known[-1]) and bool(bearers) and entry.iri not in bearers

    def _settle_short(self, candidate: Candidate, anchors: Anchors, present: set[str]) -> None:
        """A name of one word: part of a fuller name in the document, else a short name of the ontology."""
        words = without_articles(name_key(candidate.surface))
        if (candidate.type not in PERSONAL and len(candidate.entries) < 2) or len(words) != 1:
            return
        kin = _is_of_kin(candidate)
        if kin:  # "his son Omar" is whom the document has by that name, or a person whom it brings in
            candidate.entries, candidate.actor = (), None
        own = self._of_own_state(candidate, words[0]) if not kin else None
        if own is not None:
            candidate.settle(entry_actor(own), f"the {candidate.surface} of the state named before him")
            return
        place = self._is_at_place(candidate)
        matches = anchors.short(words[0], exactly=place or candidate.tentative) or anchors.inside(words[0])
        if len(matches) == 1:
            actor = matches[0]
            if candidate.actor is None or candidate.actor.id != actor.id:
                candidate.settle(actor, f"short for {actor.label}, named in full in this document")
            return
        if not matches and candidate.form is Form.SHORT and (there := self._namesake(candidate, words[0], present)):
            candidate.settle(entry_actor(there), f"the only {candidate.surface} whose state the document names")
        if matches or candidate.actor is not None or candidate.tentative or kin:
            return
        options = {e.actor.iri: e.actor for e in candidate.entries}
        here = [entry for entry in options.values() if entry.iri in present or entry.state in present]
        if len(here) == 1:
            candidate.settle(entry_actor(here[0]), f"the only {candidate.surface} whose name or state the document has")
        elif not options and not place and candidate.type in {"Person", UNKNOWN, PLACE} and len(words[0]) > MIN_SHORT:
            self._settle_by_state(candidate, words[0], present)

    def _of_own_state(self, candidate: Candidate, word: str) -> ActorEntry | None:
        """ "Mali's General Toure", "Malaysia's Anwar": the one person of that state who bears the name."""
        doc, i = candidate.passage.doc, candidate.start - 1
        while i > 0 and doc[i].pos_ in {"NOUN", "PROPN"} and doc[i].dep_ in {"compound", "nmod"}:
            i -= 1
        if i < 1 or doc[i].tag_ != "POS" or candidate.entries or candidate.type == PLACE:
            return None
        states = {e.actor.iri for e in self._gazetteer.get(name_key(doc[i - 1].text), doc[i - 1].text)}
        found = {
            entry.iri: entry
            for iri in self._bearers.get(folded(word), ())
            if (entry := self._actors[iri]).state in states and word in _ends(name_key(entry.label))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _namesake(self, candidate: Candidate, word: str, present: set[str]) -> ActorEntry | None:
        """Who of a state that the document names bears the surname of somebody known whose state it does not name."""
        known = self._actors.get(candidate.actor.id) if candidate.actor is not None else None
        if known is None or known.type != "Person" or known.state in present:
            return None
        bearers = (self._actors[iri] for iri in self._bearers.get(folded(word), ()))
        there = [e for e in bearers if e.state in present and folded(name_key(e.label)[-1]) == folded(word)]
        return there[0] if len(there) == 1 else None

    def _is_at_place(self, candidate: Candidate) -> bool:
        """Whether the words beside a name make it a place: "at Reno", "the Rhine bridge"."""
        doc, start, end = candidate.passage.doc, candidate.start, candidate.end
        before = doc[start - 1].lower_ if start > 0 else ""
        after = doc[end].lower_ if end < len(doc) else ""
        return before in _AT or after in self._place_nouns

    def _settle_by_state(self, candidate: Candidate, word: str, present: set[str]) -> None:
        """An unexplained surname or given name: the one person who bears it and whose state the document names."""
        found = {
            entry.iri: entry
            for key, entry in self._surnames.get(skeleton(word), ())
            if entry.state in present
            and entry.short_names
            and same_word(key[-1], word)
            and likeness(key[-1], word) >= CLOSE
        }
        if not found and name_key(candidate.surface)[0] == word:  # as some who rule are called: "Anwar"
            bearers = (self._actors[iri] for iri in self._bearers.get(folded(word), set()) & self._rulers)
            found = {e.iri: e for e in bearers if e.state in present and name_key(e.label)[0] == word}
        if len(found) == 1:
            entry = next(iter(found.values()))
            candidate.settle(entry_actor(entry), f"short for {entry.label}, whose state the document names")


def _settle_last(candidate: Candidate, anchors: Anchors, before: Sequence[Candidate]) -> None:
    """ "The Council", of several the one named last."""
    called = {actor.id for actor in anchors.short(name_key(candidate.surface)[0], exactly=True)}
    called -= {c.actor.id for c in before if c.actor is not None and c.tentative}  # which goes by another word
    named = (c for c in reversed(before) if c.actor is not None and c.actor.id in called and is_full(c))
    last = next(named, None)
    if last is not None and last.actor is not None:
        candidate.settle(last.actor, f"the {candidate.surface} named last")


def _opening(body: Candidate, names: Mapping[tuple[int, int], Candidate]) -> ActorEntry | None:
    """The state with which a sentence opens as the place of what it tells: "In Lima, the Ministry of Health said"."""
    start = body.token.sent.start
    place = names.get((body.passage.index, start + 1)) if body.passage.doc[start].lower_ == "in" else None
    states = [e.actor for e in place.entries if e.actor.type == "State"] if place is not None else []
    return states[0] if len(states) == 1 else None


def _is_spelling(key: Key, known: Key, entry: ActorEntry) -> bool:
    """Whether a name is a spelling of an ontology's name; of bodies and places every word must agree."""
    if entry.type == "Person":
        return same_name(key, known)
    left, right = without_articles(key), without_articles(known)
    return len(left) == len(right) and all(
        same_word(a, b) and likeness(a, b) >= THRESHOLD for a, b in zip(left, right, strict=True)
    )


def _shares_a_word(key: Key, known: Key) -> bool:
    """Whether two spellings have a word in common: if none, a person is far more likely to be another."""
    return not set(key).isdisjoint(known)


def _is_part_of(key: Key, known: Key) -> bool:
    """Whether a name leaves out some of a person's given names: "Enrique Reina" of "Eduardo Enrique Reina"."""
    return key[-1] == known[-1] and len(without_articles(key)) > 1 and set(key) < set(known)


def _ends(key: Key) -> tuple[str, str]:
    """The given name and the surname."""
    words = without_articles(key)
    return words[0], words[-1]


def _at_home(entry: ActorEntry, state: ActorEntry | None) -> bool:
    return state is not None and entry.state == state.iri


def _is_counted(candidate: Candidate) -> bool:
    """Whether a people's name means some of them: "thirteen Iraqis", "thousands of Iraqis", "many Iraqis"."""
    token = candidate.token
    if token.tag_ in {"NN", "NNP"} and not token.lower_.endswith("s"):  # a Turk is not Turkey, the Turk may be
        return candidate.start > 0 and candidate.passage.doc[candidate.start - 1].lower_ != "the"
    if any(c.dep_ == "nummod" or c.lower_ in {"many", "some", "several", "few", "two"} for c in token.children):
        return True
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return above is not None and (above.pos_ == "NUM" or above.lemma_.lower() in _QUANTITIES)


def _kind_of_people(candidate: Candidate) -> str:
    """The adjective that makes some of a people of it: "young" Iranians are not Iran."""
    doc, start = candidate.passage.doc, candidate.start
    left = doc[start - 1] if start > 0 else None
    if left is None or left.head.i != candidate.head or left.dep_ not in {"amod", "compound"} or left.ent_type_:
        return ""
    return "" if left.lower_ in _ALL or not left.text[:1].isalpha() else left.lower_


def _is_of_kin(candidate: Candidate) -> bool:
    """Whether a name stands behind a word for somebody's relative, as a given name does: "her brother Omar"."""
    before = [t.lower_ for t in candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]]
    return len(before) > 1 and before[1] in _KIN and candidate.passage.doc[candidate.start - 2].tag_ in {"PRP$", "POS"}
