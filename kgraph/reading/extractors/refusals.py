"""Who was asked and does not comply: "Washington asked him to wait, and he did not"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.reading.extractors.contract import Finding, View, cue_span, told_before
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.lexicon import lemmas
from kgraph.reading.predicates.matching import match_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.reading.actors.candidates import Candidate

_DEMANDS, _OPPOSES = "demandsOf", "opposes"
_REFUSING = frozenset({"refuse", "decline"})
_RULE = "does not do what is demanded"


def refusing(view: View, verb: Token) -> Iterator[Finding]:
    """The opposition of whoever leaves undone what somebody demands of him in the clause or the sentence before."""
    clause = clause_of(verb) if _is_bare_refusal(verb) else None
    if clause is None or clause.patients or clause.complements:
        return
    for agent in view.arguments.actors(clause.agents):
        for asking in _asking(view, clause, agent.actor):
            if asking.actor != agent.actor:
                yield Finding(agent, _OPPOSES, asking, verb, cue_span([verb]), _RULE, refused=True)


def _is_bare_refusal(verb: Token) -> bool:
    """Whether a verb says no without saying to what: "he did not", "they refused"."""
    lemma = verb.lemma_.lower()
    return lemma in _REFUSING or (lemma == "do" and any(c.dep_ == "neg" for c in verb.children))


def _asking(view: View, clause: Clause, asked: Actor | None) -> list[Candidate]:
    """Who demands something of an actor in the clause before, else in the sentence before."""
    before: Token = clause.verb.head
    if clause.verb.dep_ == "conj" and before.pos_ == "VERB" and before.i < clause.verb.i:
        demanding = clause_of(before)
        for use in (use for lemma in lemmas(before) for use in view.lexicon.verbs(lemma)):
            match = match_in(demanding, use) if use.frame.relation == _DEMANDS else None
            if match is not None and any(c.actor == asked for c in view.arguments.actors(match.lasts)):
                return view.arguments.actors(match.firsts)
    told = {f.subject.actor for f in view.before if f.relation == _DEMANDS and f.object.actor == asked}
    return [c for actor in told if actor is not None for c in told_before(view, clause.verb, actor)]
