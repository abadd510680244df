"""Descriptions and pronouns: who "the prime minister", "the group" and "he" are in this document.

A small sieve in the tradition of Raghunathan et al. 2010 and Lee et al. 2013: sure rules before unsure ones, each over the whole
document. What no rule settles stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.candidates import Candidate, entry_actor
from kgraph.reading.gazetteer import Form
from kgraph.reading.nounphrases import STATES, NounPhrases
from kgraph.vocab import actor_iri

if TYPE_CHECKING:
    from spacy.tokens import Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
REACH = 4  # sentences back that a pronoun may reach


class Resolver(Protocol):
    """Settles descriptions and pronouns among a document's candidates; plug another one into the Reader."""

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle in place what can be settled; `candidates` come in the order of the text."""
        ...


@dataclass(slots=True)
class Context:
    """What the sieve knows of a document: its candidates in order with their sentences, its main state, its roles."""

    candidates: list[Candidate]
    sentence: dict[int, int]
    today: date | None
    state: ActorEntry | None = None
    roles: list[tuple[str, str | None, Actor]] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)

    def sentence_of(self, candidate: Candidate) -> int:
        """The number of the candidate's sentence in the document."""
        return self.sentence[id(candidate)]


class Sieve:
    """The resolver that comes with kgraph."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._ontology = ontology
        self._phrases = phrases
        self._persons = {e.iri: e for e in ontology.actors.values() if e.type == "Person"}

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle descriptions by apposition, office, national part and type, then pronouns by agreement and place."""
        context = Context(candidates, _sentences(candidates), today)
        context.state = self._main_state(candidates)
        context.gender = {iri: e.gender for iri, e in self._persons.items() if e.gender}
        context.roles = list(_roles(candidates))
        for candidate in candidates:
            if candidate.actor is None and candidate.kind is MentionKind.DESCRIPTION:
                self._describe(candidate, context)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and candidate.kind is not MentionKind.NAME:
                self._refer(candidate, index, context)

    def _main_state(self, candidates: Iterable[Candidate]) -> ActorEntry | None:
        """The state that the document names most, its adjectives and parts included."""
        count: Counter[str] = Counter()
        for candidate in candidates:
            state = candidate.state or (candidate.entries[0].actor if candidate.actor and candidate.entries else None)
            if state is not None and state.type == "State":
                count[state.iri] += 1
            elif state is not None and state.state:
                count[state.state] += 1
        best = count.most_common(1)
        return self._ontology.actors.get(best[0][0]) if best else None

    def _describe(self, candidate: Candidate, context: Context) -> None:
        apposed = next((c for c in candidate.antecedents if c.actor is not None), None)
        if apposed is not None and apposed.actor is not None:
            candidate.settle(apposed.actor, f"in apposition to {apposed.surface}")
            return
        if candidate.type == "Person" and not candidate.plural:
            self._office(candidate, context)
        elif candidate.specific:
            _collective(candidate)
        elif _is_definite(candidate) or candidate.plural:
            self._national(candidate, context)

    def _office(self, candidate: Candidate, context: Context) -> None:
        """A person by office: the one whom the document gives that title, the holder at its date, else the office itself."""
        if not (_is_definite(candidate) or candidate.state is not None):
            return
        state = candidate.state.iri if candidate.state else None
        title = candidate.noun.split()[-1]
        fitting: dict[str, Actor] = {}
        for noun, of, actor in context.roles:
            same = noun == candidate.noun or (noun.split()[-1] == title and " " not in candidate.noun)
            if same and (state is None or of is None or of == state):
                fitting[actor.id] = actor
        if len(fitting) == 1:
            actor = next(iter(fitting.values()))
            candidate.settle(actor, f"the document calls {actor.label} {candidate.noun}")
            return
        if fitting:
            return
        holder = self._holder(candidate.noun, state or (context.state.iri if context.state else None), context.today)
        if holder is not None:
            candidate.settle(entry_actor(holder), f"{candidate.noun} at the document's date")
        elif candidate.state is not None and candidate.state.type in STATES and _is_office(candidate.noun):
            label = f"{candidate.noun.title()} of {candidate.state.label}"
            candidate.settle(Actor(actor_iri(label), label, "Office"), "an office whose holder the text leaves unnamed")

    def _holder(self, office: str, of: str | None, today: date | None) -> ActorEntry | None:
        if of is None or today is None:
            return None
        day = today.isoformat()
        for term in self._ontology.terms:
            if term.of == of and term.office == office and term.start <= day and (term.end is None or day <= term.end):
                return self._ontology.actors.get(term.holder)
        return None

    def _national(self, candidate: Candidate, context: Context) -> None:
        """"the government", "police", "protesters" without a state: those of the state that the document is about."""
        part = self._phrases.part_noun(candidate.noun)
        if part is not None and context.state is not None:
            actor = self._phrases.part_actor(context.state, part)
            candidate.settle(actor, f"{candidate.noun} of {context.state.label}, which the document is about")
        elif candidate.type == "Collective" and candidate.plural:
            where = f" ({context.state.label})" if context.state else ""
            label = candidate.surface.lower() + where
            candidate.settle(Actor(actor_iri(label), label, "Collective"), "a group without a name")

    def _refer(self, candidate: Candidate, index: int, context: Context) -> None:
        """A pronoun or a bare description: the likeliest actor before it that agrees."""
        word = candidate.token.lower_
        if candidate.kind is MentionKind.DESCRIPTION and not _is_definite(candidate):
            return
        best: tuple[float, Candidate] | None = None
        here = context.sentence_of(candidate)
        for other in reversed(context.candidates[:index]):
            distance = here - context.sentence_of(other)
            if distance > REACH:
                break
            if other.actor is None or not self._agrees(candidate, other, word, context):
                continue
            if distance == 0 and _same_clause_arguments(candidate, other):
                continue
            score = _salience(other, distance)
            if best is None or score > best[0]:
                best = (score, other)
        if best is not None and best[1].actor is not None:
            candidate.settle(best[1].actor, f"'{candidate.surface}' refers back to {best[1].surface}")
            if candidate.type != "Person" or word in MASCULINE | FEMININE:
                self._learn_gender(candidate, word, context)

    def _learn_gender(self, candidate: Candidate, word: str, context: Context) -> None:
        assert candidate.actor is not None
        if word in MASCULINE:
            context.gender.setdefault(candidate.actor.id, "male")
        elif word in FEMININE:
            context.gender.setdefault(candidate.actor.id, "female")

    def _agrees(self, candidate: Candidate, other: Candidate, word: str, context: Context) -> bool:
        assert other.actor is not None
        kind = other.actor.type
        person = kind in {"Person", "Office"}
        if other.form is Form.ADJECTIVE and other.token.dep_ in {"amod", "compound", "nmod"}:
            return False
        if word in MASCULINE or word in FEMININE:
            gender = context.gender.get(other.actor.id)
            return person and gender != ("female" if word in MASCULINE else "male")
        if word in NEUTER:
            return not person and not other.plural and kind not in {"Collective", "Community", "Actor"}
        if word in PLURAL:
            return other.plural or kind in {"Collective", "Community", "ArmedGroup"} or other.form is Form.PEOPLE
        if candidate.kind is MentionKind.DESCRIPTION:
            return self._describes(candidate, kind)
        return False

    def _describes(self, candidate: Candidate, kind: str) -> bool:
        """Whether a bare description ("the group", "the country") can mean an actor of that class."""
        noun = candidate.noun.split()[-1]
        classes = {
            "country": {"State"},
            "state": {"State"},
            "group": {"ArmedGroup", "Party", "Organisation"},
            "militia": {"ArmedGroup"},
            "movement": {"ArmedGroup", "Party"},
            "faction": {"ArmedGroup", "Party"},
            "party": {"Party"},
            "organisation": {"Organisation", "InternationalOrganisation", "ArmedGroup"},
            "organization": {"Organisation", "InternationalOrganisation", "ArmedGroup"},
            "alliance": {"InternationalOrganisation", "Party"},
            "bloc": {"InternationalOrganisation", "Party"},
            "company": {"Company"},
        }
        return kind in classes.get(noun, set())


def _sentences(candidates: Iterable[Candidate]) -> dict[int, int]:
    """The running number of each candidate's sentence in the document."""
    starts: dict[tuple[int, int], int] = {}
    found: dict[int, int] = {}
    for candidate in candidates:
        key = (candidate.passage.index, candidate.token.sent.start)
        found[id(candidate)] = starts.setdefault(key, len(starts))
    return found


def _roles(candidates: Iterable[Candidate]) -> Iterable[tuple[str, str | None, Actor]]:
    """The titles that the document gives to its persons: (noun, IRI of the state, person)."""
    for candidate in candidates:
        if candidate.kind is MentionKind.NAME and candidate.actor is not None and candidate.actor.type == "Person":
            words, i = [], candidate.start - 1
            doc = candidate.passage.doc
            while i >= 0 and doc[i].pos_ in {"NOUN", "PROPN"} and doc[i].ent_type_ not in {"GPE", "NORP"}:
                words.insert(0, doc[i].lower_)
                i -= 1
            if words:
                yield " ".join(words[-2:]) if words[-1] == "minister" else words[-1], None, candidate.actor
        elif candidate.kind is MentionKind.DESCRIPTION:
            for other in candidate.antecedents:
                if other.actor is not None and other.actor.type == "Person":
                    yield candidate.noun, candidate.state.iri if candidate.state else None, other.actor


def _is_definite(candidate: Candidate) -> bool:
    before = candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]
    return any(t.lower_ in DEFINITE for t in before)


def _is_office(noun: str) -> bool:
    return noun.split()[-1] in {
        "minister", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "ambassador", "envoy", "governor",
        "speaker", "spokesman", "spokeswoman", "spokesperson", "prince", "secretary", "leader", "chief",
    }  # fmt: skip


def _collective(candidate: Candidate) -> None:
    """A group made specific by its words: "pro-Iranian militias", "Kurdish fighters"."""
    doc = candidate.passage.doc
    state = candidate.state
    text = doc[candidate.start : candidate.end].text
    if state is not None and candidate.start > 0 and not any(a in text for a in (*state.adjectives, state.label)):
        adjective = state.adjectives[0] if state.adjectives else state.label
        text = f"{adjective} {text}"
    label = " ".join(text.split())
    candidate.settle(Actor(actor_iri(label), label, candidate.type), "a group without a name, told by its words")


def _same_clause_arguments(pronoun: Candidate, other: Candidate) -> bool:
    """ "he attacked him": a personal pronoun is not another argument of its own verb."""
    token: Token = pronoun.token
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return False
    return bool(token.head.i == other.token.head.i and token.head.pos_ in {"VERB", "AUX"})


def _salience(other: Candidate, distance: int) -> float:
    """Near, subject, and not buried in another phrase: what a pronoun likely means."""
    score = -1.5 * distance
    label = other.token.dep_
    if label in {"nsubj", "nsubjpass"}:
        score += 2
    elif label in {"dobj", "dative"}:
        score += 0.8
    elif label in {"poss", "compound", "amod"}:
        score -= 0.3
    if other.kind is MentionKind.PRONOUN:
        score += 0.5
    return score
