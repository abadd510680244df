"""To whom one reacts by words that do not name him: "condemned the move", ", which Chad denounced"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.ontology.records import Branch
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors.contract import Finding, View, findings, told_before
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.matching import Match, consume
from kgraph.reading.predicates.phrases import possessors

if TYPE_CHECKING:
    from spacy.tokens import Token

ANSWERS = frozenset({"opposes", "agreesWith", "endorses", "concedesTo"})
SAID = frozenset({"accuses", "demandsOf", "threatens"})  # what is answered by "rejected the demand"
REACTIONS = frozenset({"accuses", "opposes", "endorses"})
# What one calls a deed that was told before: "condemned the move", "a decision that Chad welcomed".
DEEDS = frozenset(
    """act action announcement annexation decision declaration deed gesture incident initiative judgment judgement
    law measure move order plan policy project proposal ruling sentence step verdict""".split()
)
_DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those", "such"})
_REFERRING = frozenset({"it", "this", "that", "which"})
_SAID_BY = frozenset({"of", "from", "by"})
_RAISED = frozenset({"express", "voice", "raise"})  # "expressed concern" needs no further word
_BARE = frozenset({"protest", "object"})
_WITHOUT = _RAISED | _BARE
_APPOSED = frozenset({"appos", "npadvmod", "dobj"})


def answering(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """Whose words somebody answers who "rejected the accusation": who did that to him in the sentence before."""
    for use in uses if view.before else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.frame.relation not in ANSWERS or not use.pattern.words or not use.pattern.prepositions & _SAID_BY:
            continue
        noun = consume(clause, match)
        if noun is None or not any(c.lower_ in _DEMONSTRATIVE for c in noun.children) or possessors(noun):
            continue
        firsts = view.arguments.actors(match.firsts)
        own = {_side(view, c) for c in firsts}
        told = (f.subject for f in view.before if f.relation in SAID and _side(view, f.object) in own)
        sayer = next((c for c in told if c.actor is not None and _side(view, c) not in own), None)
        if sayer is not None and sayer.actor is not None:
            return list(findings(view, use, firsts, told_before(view, noun, sayer.actor), clause.verb, match.cue))
    return []


def reacting(view: View, clause: Clause, matches: Iterable[Match], uses: list[Use]) -> list[Finding]:
    """What is said of a deed, said of who did it in the clause above or in the sentence before."""
    for match in (*matches, *_without_object(clause, uses)):
        if (
            match.use.frame.relation not in REACTIONS
            or match.use.pattern.clause
            or not all(_is_deed(view, t) for t in match.lasts)
        ):
            continue
        firsts = view.arguments.actors(match.firsts)
        own = {c.actor.id for c in firsts if c.actor is not None}
        doers = _doers(view, clause, match.lasts, own) if own else []
        found = list(findings(view, match.use, firsts, doers, clause.verb, match.cue))
        if found:
            return found
    return []


def _without_object(clause: Clause, uses: list[Use]) -> Iterator[Match]:
    """The reactions that need no object: "and Beijing protested", "and Paris expressed concern"."""
    if clause.lemma not in _WITHOUT or clause.passive or clause.recipients:
        return
    for use in uses:
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.pattern.tail or not use.pattern.prepositions or use.pattern.prepositions & clause.obliques.keys():
            continue
        if clause.lemma in _BARE and not use.pattern.words and not clause.patients:
            yield match
        elif clause.lemma in _RAISED and use.pattern.words:
            noun = consume(clause, match)
            if noun is not None and all(c.dep_ in {"amod", "det", "cc", "conj"} for c in noun.children):
                yield match


def _is_deed(view: View, word: Token) -> bool:
    """Whether a word goes back to a deed told before: "it", "the move", ", a step", and no part of a name."""
    if word.lower_ in _REFERRING:
        return bool(word.pos_ == "PRON")
    lemma = word.lemma_.lower()
    acts = (use.frame.relation not in SAID for use in view.lexicon.nouns(lemma))
    if word.pos_ != "NOUN" or not (lemma in DEEDS or any(acts)):
        return False
    told = {c.dep_: c for c in word.children if c.i < word.i and c.dep_ != "punct"}
    plain = told.keys() <= {"det", "amod"} and not any(c.dep_ in {"prep", "poss"} for c in word.children)
    apposed = word.dep_ in _APPOSED and word.left_edge.i > 0 and word.doc[word.left_edge.i - 1].text == ","
    return plain and "det" in told and (told["det"].lower_ in _DEMONSTRATIVE or apposed)


def _doers(view: View, clause: Clause, deeds: list[Token], own: set[str]) -> list[Candidate]:
    """Who acts in the clause above or before; else, of a deed that is named with "the", in the sentence before."""
    for verb in _clauses_before(clause.verb):
        before = clause_of(verb)
        if any(t.lower_ in _REFERRING for t in before.patients):
            continue  # "Chad welcomed it and Niger rejected it": both react
        found = view.arguments.actors(before.agents)
        found = [c for c in found if c.actor is not None and c.actor.id not in own]
        if found:
            return found
    if any(t.lower_ == "which" or t.dep_ in {"appos", "npadvmod"} for t in deeds):
        return []
    branches = view.ontology.branch_of
    kinds = _relations(view, deeds)  # "the raid" is one of which the sentence before told, not any deed
    told = (f for f in view.before if (f.relation in kinds if kinds else branches(f.relation) is not Branch.TIE))
    acted = [f.subject for f in told]
    if kinds and not acted:
        return []
    named = {c.actor.id: c.actor for c in acted or view.topic if c.actor is not None and c.actor.id not in own}
    if len(named) != 1:
        return []
    return told_before(view, deeds[0] if deeds else clause.verb, next(iter(named.values())))


def _relations(view: View, deeds: list[Token]) -> set[str]:
    """The relations that deeds are named by, if all are named by event nouns: "the raid", but not "the move"."""
    nouns = [t.lemma_.lower() for t in deeds]
    if any(noun in DEEDS or noun in _REFERRING for noun in nouns):
        return set()
    return {use.frame.relation for noun in nouns for use in view.lexicon.nouns(noun)}


def _clauses_before(verb: Token) -> Iterator[Token]:
    """The clauses of the sentence in which the deed may have been told: those above and those before the verb."""
    yield from (c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i)
    node = verb
    while node.dep_ != "ROOT":
        if node.dep_ in {"ccomp", "xcomp", "pcomp"} or (node.dep_ == "acl" and node.tag_ != "VBN"):
            return  # what is said, or part of another deed: "a bid to condemn the visit"
        node = node.head
        if node.pos_ in {"VERB", "AUX"} and node.i < verb.i:
            yield node


def _side(view: View, candidate: Candidate) -> str | None:
    """The state that somebody is of, by its IRI, or himself if he is of none."""
    if candidate.actor is None or candidate.state is not None:
        return candidate.state.iri if candidate.state is not None else None
    entry = view.ontology.actors.get(candidate.actor.id)
    return (entry.state if entry is not None else None) or candidate.actor.id
