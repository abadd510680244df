"""Descriptions and pronouns: who "the prime minister", "the group" and "he" are in this document.

A small sieve in the tradition of Raghunathan et al. 2010 and Lee et al. 2013: sure rules before unsure ones, each over the whole
document. What no rule settles stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import log2
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
RELATIVE_GROUPS = frozenset(
    "supporter follower loyalist ally enemy opponent critic rival voter friend backer sympathiser aide adviser relative".split()
)
_BODIES = frozenset({"Government", "Parliament", "Court", "Ministry", "Agency", "ArmedForces", "Media"})
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
    count: Counter[str] = field(default_factory=Counter)

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
        context.roles = list(_roles(candidates, self._persons))
        context.count = Counter(c.actor.id for c in candidates if c.actor is not None)
        for candidate in candidates:
            if candidate.actor is None and candidate.kind is MentionKind.DESCRIPTION:
                self._describe(candidate, context)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and candidate.kind is not MentionKind.NAME:
                self._refer(candidate, index, context)
            if candidate.actor is None and candidate.kind is MentionKind.DESCRIPTION and candidate.plural:
                _following(candidate, candidates[max(0, index - 3) : index + 4])

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
        of_state = state or (context.state.iri if context.state else None)
        for noun, of, actor in context.roles:
            if not _ranks(noun) & _ranks(candidate.noun) and _ranks(noun) | _ranks(candidate.noun):
                continue
            same = noun == candidate.noun or (noun.split()[-1] == title and " " not in candidate.noun)
            if same and (of is None or of == of_state):
                fitting[actor.id] = actor
        if len(fitting) > 1:
            fitting = _last_named(fitting, candidate, context)
        if len(fitting) == 1:
            actor = next(iter(fitting.values()))
            candidate.settle(actor, f"the document calls {actor.label} {candidate.noun}")
            return
        holder = self._holder(candidate.noun, of_state, context.today)
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
        if _has_owner(candidate):
            return
        part = self._phrases.part_noun(candidate.noun)
        if part is not None and part.type in _BODIES and context.state is not None:
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
            score = _salience(other, distance) + 0.5 * log2(1 + context.count[other.actor.id])
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


def _roles(candidates: list[Candidate], persons: dict[str, ActorEntry]) -> Iterable[tuple[str, str | None, Actor]]:
    """The titles that the document gives to its persons: (noun, IRI of the state, person)."""
    for candidate in candidates:
        if candidate.kind is MentionKind.NAME and candidate.actor is not None and candidate.actor.type == "Person":
            words, i = [], candidate.start - 1
            doc = candidate.passage.doc
            while i >= 0 and doc[i].pos_ in {"NOUN", "PROPN"} and doc[i].ent_type_ not in {"GPE", "NORP"}:
                words.insert(0, doc[i].lower_)
                i -= 1
            if words and not set(doc[max(0, i - 2) : candidate.start].text.lower().split()) & {"former", "ex", "late", "then"}:
                noun = " ".join(words[-2:]) if words[-1] == "minister" else words[-1]
                yield noun, _state_before(candidate, candidates, i) or _entry_state(persons, candidate.actor), candidate.actor
        elif candidate.kind is MentionKind.DESCRIPTION:
            for other in candidate.antecedents:
                if other.actor is not None and other.actor.type == "Person":
                    yield candidate.noun, candidate.state.iri if candidate.state else None, other.actor


def _state_before(candidate: Candidate, candidates: list[Candidate], i: int) -> str | None:
    """The state named directly before a title: "Iraqi" in "Iraqi Prime Minister X"."""
    for other in candidates:
        if other.passage is candidate.passage and other.end == i + 1 and other.actor is not None and other.actor.type in STATES:
            return other.actor.id
    return None


def _entry_state(persons: dict[str, ActorEntry], actor: Actor) -> str | None:
    entry = persons.get(actor.id)
    return entry.state if entry else None


def _is_definite(candidate: Candidate) -> bool:
    before = candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]
    return any(t.lower_ in DEFINITE for t in before)


def _last_named(fitting: dict[str, Actor], candidate: Candidate, context: Context) -> dict[str, Actor]:
    """Of several who bear a title, the one named last before its bare use."""
    for other in reversed(context.candidates[: context.candidates.index(candidate)]):
        if other.actor is not None and other.actor.id in fitting:
            return {other.actor.id: other.actor}
    return fitting


def _has_owner(candidate: Candidate) -> bool:
    """Whether the noun says whose it is: "his soldiers", "forces of the general", "TTP fighters"."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        for c in candidate.token.children
    )


def _ranks(noun: str) -> set[str]:
    """The words that make one office another: a deputy is not the minister."""
    return set(noun.replace("-", " ").split()) & {"deputy", "vice", "assistant", "former", "acting"}


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


def _following(candidate: Candidate, near: list[Candidate]) -> None:
    """ "his supporters", "allies of the general": a group told by whose it is."""
    noun = candidate.noun.split()[-1]
    if noun not in RELATIVE_GROUPS:
        return
    owners = [c for c in candidate.token.children if c.dep_ == "poss"]
    owners += [o for p in candidate.token.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    for other in near:
        if other.actor is not None and other.passage is candidate.passage and any(other.head == o.i for o in owners):
            label = f"{candidate.token.lower_} of {other.actor.label}"
            candidate.settle(Actor(actor_iri(label), label, "Collective"), f"the {candidate.token.lower_} of {other.surface}")
            return


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
        score += 2 if other.token.head.dep_ in {"ROOT", "conj"} else 1.2
    elif label in {"dobj", "dative"}:
        score += 0.8
    elif label in {"poss", "compound", "amod"}:
        score -= 0.3
    if other.kind is MentionKind.PRONOUN:
        score += 0.5
    return score
