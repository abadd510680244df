"""Pronouns and bare descriptions: who "he", "they" and "the group" refer back to.

A small sieve in the tradition of Raghunathan et al. 2010 and Lee et al. 2013: sure rules before unsure ones, each over
the whole document. What no rule settles stays unresolved.
"""

from __future__ import annotations

from datetime import date
from math import log2
from typing import TYPE_CHECKING, Protocol

from kgraph.model import MentionKind
from kgraph.ontology.records import Ontology
from kgraph.reading.candidates import STATES, Candidate
from kgraph.reading.clauses import conjuncts
from kgraph.reading.context import Context, context_of
from kgraph.reading.descriptions import Descriptions, can_refer_to
from kgraph.reading.gazetteer import Form
from kgraph.reading.nounphrases import NounPhrases

if TYPE_CHECKING:
    from spacy.tokens import Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
REACH = 4  # sentences back that a pronoun may reach


class Resolver(Protocol):
    """Settles descriptions and pronouns among a document's candidates; plug another one into the Reader."""

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle in place what can be settled; `candidates` come in the order of the text."""
        ...


class Sieve:
    """The resolver that comes with kgraph."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._actors = ontology.actors
        self._descriptions = Descriptions(ontology, phrases)

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle descriptions by their words, then pronouns by agreement and place, then what hangs on a pronoun."""
        context = context_of(candidates, self._actors, today)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and candidate.kind is MentionKind.DESCRIPTION:
                self._descriptions.settle(candidate, index, context)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and candidate.kind is not MentionKind.NAME:
                _refer(candidate, index, context)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and candidate.kind is MentionKind.DESCRIPTION:
                self._descriptions.settle_by_owner(candidate, candidates[max(0, index - 4) : index + 5], context.state)


def _refer(candidate: Candidate, index: int, context: Context) -> None:
    """The likeliest actor before a pronoun or bare description that agrees with it."""
    token, word = candidate.token, candidate.token.lower_
    if word == "it" and _is_empty(token):
        return
    others = _other_arguments(candidate, index, context)
    best: tuple[float, Candidate] | None = None
    for distance, other in context.before(index, REACH):
        if other.actor is None or not _agrees(candidate, other, word, context):
            continue
        if other.actor.id in others:
            continue
        score = _salience(other, distance) + 0.5 * log2(1 + context.count[other.actor.id])
        if (
            context.state is not None
            and other.actor.id == context.state.iri
            and candidate.noun in {"country", "nation"}
        ):
            score += 2
        if distance == 0 and token.dep_ == "poss" and _is_clause_subject(other, token):
            score += 1.5
        if distance == 0 and token.dep_ == "poss" and token.head.dep_ == "conj" and other.head == token.head.head.i:
            score += 2  # "the general and his comrade"
        if best is None or score > best[0]:
            best = (score, other)
    if word in PLURAL or _is_pair(candidate):
        group = _group(candidate, index, context)
        if group:
            first = group[0].actor
            assert first is not None
            candidate.settle(first, f"'{candidate.surface}' refers back to {' and '.join(c.surface for c in group)}")
            candidate.antecedents = group
            return
    if best is None:
        return
    antecedent = best[1]
    assert antecedent.actor is not None
    candidate.settle(antecedent.actor, f"'{candidate.surface}' refers back to {antecedent.surface}")
    candidate.antecedents = [antecedent]
    if word in MASCULINE | FEMININE:
        context.gender.setdefault(antecedent.actor.id, "male" if word in MASCULINE else "female")


def _is_pair(candidate: Candidate) -> bool:
    """Whether a description means two actors named before: "the two leaders", "both sides"."""
    if candidate.kind is not MentionKind.DESCRIPTION or not candidate.plural:
        return False
    return any(t.lower_ in {"two", "both"} for t in candidate.passage.doc[max(0, candidate.start - 2) : candidate.head])


def _group(candidate: Candidate, index: int, context: Context) -> list[Candidate]:
    """The two or more actors, coordinated or named side by side just before, that a plural means together."""
    before = list(context.before(index, 1))
    for wanted in (0, 1):
        near = [c for distance, c in reversed(before) if distance == wanted]
        members = [c for c in near if c.actor is not None and c.kind is not MentionKind.DESCRIPTION]
        for first in members:
            heads = {t.i for t in conjuncts(first.token)}
            group = [c for c in members if c.passage is first.passage and c.head in heads and c.actor is not None]
            if len({c.actor.id for c in group if c.actor}) > 1 and _can_be(candidate, group):
                return group
        if _is_pair(candidate):
            pair = {c.actor.id: c for c in reversed(members) if c.actor is not None and _can_be(candidate, [c])}
            if len(pair) == 2:
                return sorted(pair.values(), key=lambda c: c.position)
    return []


def _can_be(candidate: Candidate, group: list[Candidate]) -> bool:
    """Whether the members are what the plural says: persons for leaders, states for countries."""
    types = {c.actor.type for c in group if c.actor is not None}
    noun = candidate.noun.split()[-1] if candidate.noun else ""
    if noun in {"country", "state", "nation", "government", "capital", "neighbour", "neighbor"}:
        return types <= STATES
    if candidate.type == "Person" and noun:
        return types <= {"Person", "Office"}
    return True


def _agrees(candidate: Candidate, other: Candidate, word: str, context: Context) -> bool:
    assert other.actor is not None
    if other.is_place:
        return False
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
    return candidate.kind is MentionKind.DESCRIPTION and can_refer_to(candidate, kind)


def _other_arguments(pronoun: Candidate, index: int, context: Context) -> frozenset[str]:
    """The actors of the other arguments of its verb, which a personal pronoun is not: "he received X"."""
    token: Token = pronoun.token
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")) or verb.pos_ not in {"VERB", "AUX"}:
        return frozenset()
    heads = {c.i for c in verb.children if c.i != token.i}
    heads |= {o.i for p in verb.children if p.dep_ in {"prep", "agent"} for o in p.children if o.i != token.i}
    return frozenset(c.actor.id for c in context.beside(index) if c.head in heads and c.actor is not None)


def _is_clause_subject(other: Candidate, possessive: Token) -> bool:
    """Whether a mention is the subject of the clause that a possessive stands in: "Turkey sees Egypt as its enemy"."""
    verb = next((a for a in possessive.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and other.token.head.i == verb.i and other.token.dep_ in {"nsubj", "nsubjpass"}


def _is_empty(it: Token) -> bool:
    """Whether "it" stands for nothing: "it is true that", "it seems that", "it was he who"."""
    verb = it.head
    if it.dep_ == "expl":
        return True
    clauses = any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl", "relcl"} for c in verb.children)
    if verb.lemma_ in {"seem", "appear", "happen", "follow"}:
        return clauses
    return bool(
        verb.lemma_ == "be"
        and it.dep_ == "nsubj"
        and any(c.dep_ in {"acomp", "attr"} for c in verb.children)
        and clauses
    )


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
