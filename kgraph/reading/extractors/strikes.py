"""Strikes: for whom those work who "went on strike", and who gave in that they "called the strike off"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.extractors.contract import Finding, View, findings
from kgraph.reading.predicates.clauses import Clause
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.matching import PROTEST, Match, consume
from kgraph.reading.predicates.phrases import behind
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

YIELDING = "concedesTo"
EMPLOYERS = frozenset("Company Organisation Media Agency Ministry Government".split())
_ONCE = frozenset({"after", "once", "when", "following"})
_PROTESTS = frozenset({"strike", "protest", "blockade", "walkout", "sit-in", "boycott"})
_STRIKES = frozenset({"strike", "walk", "walkout", "stoppage", "tool", "work"})


def given_up(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """Who met strikers halfway, that they "called off the strike after a deal with Y", "after Y agreed to pay"."""
    for use in uses:
        if use.frame.relation != YIELDING or not use.pattern.words or "against" not in use.pattern.prepositions:
            continue
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        noun = consume(clause, match)
        if noun is not None and noun.lemma_.lower() in _PROTESTS:
            later = [t for t in clause.verb.subtree if t.dep_ in {"prep", "advcl"} and t.i > clause.verb.i]
            later = [c for c in later if c.lower_ in _ONCE or any(m.lower_ in _ONCE for m in c.children)]
            firsts, other = view.arguments.actors(match.firsts), [o for c in later for o in _dealt_with(c)]
            return list(findings(view, use, firsts, view.arguments.actors(other), clause.verb, match.cue))
    return []


def _dealt_with(later: Token) -> list[Token]:
    """With whom or by whom something came about, by the phrase or clause that tells it."""
    if later.dep_ == "advcl":
        return subjects(later) + behind(later, {"with", "by"})
    told = [c for c in later.children if c.dep_ in {"pobj", "pcomp"}]
    things = told + [o for c in told for o in c.children if o.dep_ == "dobj"]
    return [o for t in things for o in behind(t, {"with", "by"})]


def employed(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """For whom those work who go on strike: "workers at the port of Y walked out", "Y employees went on strike"."""
    striking = [u for u in uses if u.frame.relation == PROTEST and _is_strike(u)]
    for use in sorted(striking, key=lambda u: -u.specificity):
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.pattern.first != "X" or consume(clause, match) is None:
            continue
        behind_them = (behind(t, {"at", "of", "for"}) for t in match.firsts)
        named = view.arguments.actors([o for group in behind_them for o in group], owners=True)
        named += [c for t in match.firsts for c in view.arguments.modifiers(t)]
        employers = [c for c in named if c.actor is not None and c.actor.type in EMPLOYERS]
        firsts = view.arguments.actors(match.firsts)
        return list(findings(view, use, firsts, employers, clause.verb, match.cue))
    return []


def _is_strike(use: Use) -> bool:
    """Whether a pattern is of stopping work, not of marching or shouting."""
    words = {*use.pattern.head.split("|"), *(w for group in use.pattern.words for w in group)}
    return not words.isdisjoint(_STRIKES)
