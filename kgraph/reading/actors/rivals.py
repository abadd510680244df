"""What a pronoun may mean instead of an actor: the bridge that somebody crossed, the elections that they won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.records import FrameKind, Ontology
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.pronouns import FEMININE, MASCULINE, NEUTER, PLURAL, around, beside
from kgraph.reading.predicates.arguments import MEMBERS, TRANSPARENT
from kgraph.reading.predicates.phrases import UTTERANCES, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NEAR = 40  # words back that a thing stays in mind
_LIGHT = frozenset(
    """be have do make take get give come go put set cost cause include cover show need help mean follow begin start
    end continue appear look sound become remain stay fall rise run work stand serve keep let""".split()
)
_VAGUE = frozenset(
    """day week month year decade hour minute time moment morning evening night way case end beginning part number lot
    fact one hand rest most some example instance addition response order return place reason purpose sake behalf
    percent front side east west north south""".split()
)
_UNSAID = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_TEXTS = UTTERANCES | {"agreement", "document", "text", "treaty", "deal", "constitution", "article", "communique"}
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative"})


class Rivals:
    """Finds the thing, or the person or group left open, that a pronoun means as likely as an actor."""

    def __init__(self, ontology: Ontology) -> None:
        self._nouns = ontology.cues.actor_nouns
        verbs = (f for f in ontology.frames if f.kind is FrameKind.VERB)
        self._reports = ontology.cues.reporting_verbs
        self._acts = {h for f in verbs for p in f.patterns for h in p.head.split("|")} | self._reports
        self._acts -= _LIGHT

    def best(self, candidate: Candidate, index: int, context: Context) -> float:
        """How salient the most salient rival of a pronoun is."""
        token = candidate.token
        own = {t.i for t in (*around(token), *beside(token), *_above(token))}
        near = {i: c for c in context.near(index, _NEAR) for i in range(c.start, c.end)}
        here = token.sent.start
        scores = [
            salience(other, 0 if other.i >= here else 1)
            for other in self._before(token)
            if other.i not in own and self._is_rival(token, other, near)
        ]
        return max(scores, default=-99.0)

    def _before(self, token: Token) -> Iterator[Token]:
        start = token.sent.start
        before = token.doc[start - 1].sent.start if start > 0 else 0
        near = token.doc[max(before, token.i - _NEAR) : token.i]
        yield from (t for t in near if t.pos_ in {"NOUN", "PROPN"} or _is_those_who(t))

    def _is_rival(self, pronoun: Token, other: Token, near: dict[int, Candidate]) -> bool:
        mention = near.get(other.i)
        if other.dep_ not in _PLACES or other.ent_type_ in _UNSAID or other.lemma_.lower() in _VAGUE:
            return False
        if mention is not None and (mention.actor is not None or mention.kind is MentionKind.PRONOUN):
            return False
        if any(t.i in near and near[t.i].actor is not None for t in _same(other)):
            return False
        if other.lower_ == "those":
            return pronoun.lower_ in PLURAL
        word, plural = pronoun.lower_, other.tag_ in {"NNS", "NNPS"}
        types = self._nouns.get(other.lemma_.lower(), frozenset[str]())
        if word in MASCULINE | FEMININE:
            return mention is not None and "Person" in types and not plural
        if (word in NEUTER and plural) or (word in PLURAL and not plural):
            return False
        if word in NEUTER and "Person" in types:
            return False
        return bool(types) or not self._acts_itself(pronoun, other)

    def _acts_itself(self, pronoun: Token, thing: Token) -> bool:
        """Whether only an actor can stand where the pronoun does: who sends, demands, has an army."""
        if pronoun.dep_ == "nsubj":
            speaks = pronoun.head.lemma_.lower() in self._reports and thing.lemma_.lower() in _TEXTS
            return pronoun.head.lemma_.lower() in self._acts and not speaks
        return pronoun.dep_ == "poss" and pronoun.head.lemma_.lower() in self._nouns


def _is_those_who(token: Token) -> bool:
    return token.lower_ == "those" and any(c.dep_ == "relcl" for c in token.children)


def _same(noun: Token) -> Iterator[Token]:
    """What stands for the same as a noun: who it is said of or beside, whose men they are."""
    if noun.dep_ in {"nsubj", "attr"} and noun.head.lemma_.lower() == "be":
        yield from (c for c in noun.head.children if c.dep_ in {"nsubj", "attr"} and c.i != noun.i)
    yield from (c for c in noun.children if c.dep_ == "appos")
    if noun.dep_ == "appos":
        yield noun.head
    if noun.lemma_.lower() in MEMBERS | TRANSPARENT:
        yield from behind(noun, {"of"})


def _above(token: Token) -> Iterator[Token]:
    """The nouns on whose infinitives and participles a pronoun hangs: "steps to strengthen them" are not "them"."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return
        yield ancestor


def salience(token: Token, distance: float) -> float:
    """Near, subject, and not buried in another phrase: what a pronoun likely means."""
    score = -1.5 * distance
    if token.dep_ == "appos" and token.head.pos_ == "NOUN":  # "the former president Adu"
        token = token.head
    label = token.dep_
    if label in {"nsubj", "nsubjpass"}:
        score += 2 if token.head.dep_ in {"ROOT", "conj"} else 1.2
    elif label in {"dobj", "dative"}:
        score += 0.8
    elif label in {"poss", "compound", "amod"}:
        score -= 0.3
    return score
