"""Adjectives: "pro-Iranian militias", "the US-backed forces", "a party loyal to the president"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors.contract import Finding, View, findings
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.phrases import add_oblique, behind, conjuncts, possessors

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "adjective"
BROKERING = frozenset({"consults"})  # what is said of talks is said of those who hold them


def extract(view: View) -> Iterator[Finding]:
    """The relations that the sentence's adjectives express."""
    for token in view.span:
        if token.text in {"-", "–"}:
            yield from _hyphenated(view, token)
        elif token.pos_ in {"ADJ", "VERB", "NOUN", "ADV"}:
            yield from _governing(view, token)


def _hyphenated(view: View, hyphen: Token) -> Iterator[Finding]:
    doc = hyphen.doc
    if hyphen.i == 0 or hyphen.i + 1 >= len(doc):
        return
    left, right = doc[hyphen.i - 1], doc[hyphen.i + 1]
    for use in view.lexicon.prefixed(left.lower_):
        other = view.arguments.innermost(right)
        if other is not None and other.start < right.i:  # the Anti-Piracy Group is a name
            continue
        yield from _of_noun(view, use, other, right, [left, right], stance=True)
    for use in [*view.lexicon.suffixed(right.lower_), *view.lexicon.suffixed(right.lemma_.lower())][:1]:
        other = view.arguments.innermost(left)
        yield from _of_noun(view, use, other, right, [left, right])


def _of_noun(
    view: View, use: Use, other: Candidate | None, inner: Token, cue: list[Token], stance: bool = False
) -> Iterator[Finding]:
    if other is None or other.actor is None:
        return
    noun = _modified(inner)
    if noun is None and inner.dep_ in {"acomp", "attr"}:  # "his party is pro-Russian"
        yield from findings(view, use, [other], _said_of(view, inner.head), inner, cue)
    if noun is None:
        return
    # of coordinated nouns those that have words of their own before them stand apart: "X-backed men and Y-funded clubs"
    nouns = [noun, *(c for c in conjuncts(noun) if c.i > noun.i and not list(c.lefts))]
    denoted = [
        c for n in nouns if (c := view.arguments.covering(n)) is not None and c.actor is not None and c is not other
    ]
    if stance and not denoted and not view.lexicon.nouns(noun.lemma_.lower()):
        denoted = _holders(view, noun)
    if not denoted and use.frame.relation in BROKERING:
        denoted = _parties(view, noun)
    yield from findings(view, use, [other], denoted, noun, cue)


def _holders(view: View, stance: Token) -> list[Candidate]:
    """Whose a thing is that is for or against somebody: "Hungary's pro-Russian course", "took an anti-French line"."""
    verb = stance.head
    takes = stance.dep_ == "dobj" and verb.lemma_.lower() in view.ontology.cues.support_verbs
    return view.arguments.owners(stance) or (view.arguments.actors(clause_of(verb).agents) if takes else [])


def _parties(view: View, noun: Token) -> list[Candidate]:
    """Between whom talks or a truce are, or in which state: "the Qatari-brokered truce between X and Y"."""
    named = view.arguments.behind(noun, {"between", "among", "with", "for"})
    return named or view.arguments.states(behind(noun, {"in"}))


def _modified(token: Token) -> Token | None:
    """The noun that a hyphenated adjective stands before."""
    for following in token.doc[token.i + 1 : token.i + 6]:
        if following.pos_ in {"NOUN", "PROPN"} and following.dep_ not in {"compound", "nmod", "npadvmod"}:
            return following
        if following.pos_ not in {"ADJ", "NOUN", "PROPN"} and not following.is_punct:
            return None
    return None


def _governing(view: View, adjective: Token) -> Iterator[Finding]:
    """ "loyal to Y": the adjective's noun or subject is X."""
    lemma = adjective.lower_ if adjective.pos_ == "VERB" else adjective.lemma_.lower()  # "closed to" is not "close to"
    uses = view.lexicon.adjectives(lemma) or view.lexicon.adjectives(adjective.lower_)
    if not uses:
        return
    obliques: dict[str, list[Token]] = {}
    # of a predicate the parser may hang the preposition on the copula: "is active in Mali", "is at war with Chad"
    governor = adjective.head.head if adjective.dep_ == "pobj" else adjective.head
    beside = governor.children if adjective.dep_ == "acomp" or governor.pos_ == "AUX" else ()
    for child in (*adjective.children, *beside):
        if child.dep_ == "prep" and child.i > adjective.i:
            add_oblique(obliques, child)
    obliques.setdefault("of", possessors(adjective))  # "at their head" is at the head of them
    for use in uses:
        if use.modifiers and adjective.head.lower_ not in use.modifiers[0]:
            continue
        objects = [t for p in sorted(use.pattern.prepositions) for t in obliques.get(p, [])]
        lasts = view.arguments.actors(objects, owners=True)
        if lasts:
            yield from findings(view, use, _bearers(view, adjective), lasts, adjective, [adjective])
            return


def _bearers(view: View, adjective: Token) -> list[Candidate]:
    head = adjective.head
    if adjective.dep_ == "conj" and head.pos_ in {"ADJ", "VERB"}:
        return _bearers(view, head)
    if adjective.dep_ == "pobj":  # "at odds with": said of what the preposition hangs on
        return _said_of(view, head.head)
    if adjective.pos_ == "VERB":
        clause = clause_of(adjective)
        found = view.arguments.actors(clause.patients or clause.agents)
        if found or adjective.dep_ != "acomp":
            return found
    return _said_of(view, head)


def _said_of(view: View, head: Token) -> list[Candidate]:
    if head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return view.arguments.actors([head])
    clause = clause_of(head)
    return view.arguments.actors(clause.agents or clause.patients) if head.pos_ in {"VERB", "AUX"} else []
