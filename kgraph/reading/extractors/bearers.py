"""Who bears a title or role, by his name beside it or by what is said of him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.pronouns import REFLEXIVE
from kgraph.reading.extractors.contract import View
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.phrases import RELATIVES, contrasted

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = frozenset({"be", "become", "remain", "stay", "serve", "act", "look", "seem", "appear"})
_ENVOYS = frozenset({"envoy", "representative", "negotiator", "adviser", "advisor", "coordinator", "mediator"})
_CHARGED_WITH = frozenset({"for", "to", "on"})


def title_of(view: View, words: list[Token], others: list[Candidate], persons: bool = True) -> Candidate | None:
    """Whose name follows the title: "Prime Minister X", "President of Egypt X", and of any class "its ally X"."""
    doc = words[0].doc
    own = view.arguments.covering(words[-1])
    if own is not None and own.kind is MentionKind.NAME:  # "King Abdullah", all of it a name
        return own if own.start == words[0].i and own.end > words[-1].i + 1 and own not in others else None
    ends = [words[-1].i + 1] + [c.end for c in others if c.start > words[-1].i] + _charge(view, words[-1])
    for i in ends:
        while i < len(doc) and (doc[i].is_quote or (doc[i].text == "," and i > words[-1].i + 1)):
            i += 1
        candidate = view.arguments.covering(doc[i]) if i < len(doc) else None
        if candidate is None or candidate.start != i or candidate.actor is None:
            continue
        if candidate.kind is MentionKind.PRONOUN and candidate.token.lower_ not in REFLEXIVE:
            continue  # "whose leader they met", but "the king himself"
        if any(candidate is c or candidate.actor == c.actor for c in others):
            continue
        if candidate.kind is MentionKind.DESCRIPTION and any(c.end == i and c.start > words[-1].i for c in others):
            continue  # "the envoy of the UN Secretary General"
        if not persons or view.ontology.is_a(candidate.actor.type, "Person") or candidate.actor.type == "Actor":
            return candidate
    return None


def _charge(view: View, role: Token) -> list[int]:
    """Where that ends with which an envoy is charged: "the envoy for Yemen NAME"."""
    if role.lemma_.lower() not in _ENVOYS:
        return []
    after = role.doc[role.i + 1 : role.i + 3]
    if len(after) < 2 or after[0].lower_ not in _CHARGED_WITH:
        return []
    field = view.arguments.covering(after[1])
    return [field.end] if field is not None else []


def _before_as(view: View, clause: Clause, as_: Token) -> list[Candidate]:
    """Whom "as" speaks of: the argument named last before it ("appointed X as", "worked with X as", "X served as")."""
    fronted = [t for t in clause.patients if t.lower_ in RELATIVES and not clause.passive]
    if fronted:  # "whom a court indicted as the head of"
        return view.arguments.actors(fronted)
    tokens = [*clause.agents, *clause.patients, *(o for group in clause.obliques.values() for o in group)]
    tokens = sorted((t for t in tokens if t.i < as_.i), key=lambda t: -t.i)
    return next((found for t in tokens if (found := view.arguments.actors([t]))), [])


def predicated(view: View, token: Token) -> tuple[list[Candidate], Token]:
    """ "X is a …", "X served as …", "they elected X …": whom a predicate noun is said of."""
    head = token.head
    if token.dep_ == "conj" and head.dep_ in {"attr", "oprd"}:
        return predicated(view, head)
    if token.dep_ == "attr" and head.lemma_.lower() in COPULAS:
        return view.arguments.actors(clause_of(head).agents), token if contrasted(token) else head
    if token.dep_ == "oprd":
        clause = clause_of(head)
        return view.arguments.actors(clause.patients or clause.agents), head
    if token.dep_ == "pobj" and head.lower_ == "as":
        verb = head.head.head if head.head.dep_ == "dobj" else head.head  # "did a good job as chief"
        if verb.pos_ in {"VERB", "AUX"}:
            return _before_as(view, clause_of(verb), head), verb
    return [], token
