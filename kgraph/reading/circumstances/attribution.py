"""Whose word it is: a reporting verb's subject, who stands behind "according to", or who speaks a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.reading.actors.determiners import DEFINITE
from kgraph.reading.circumstances.speakers import Speakers
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.phrases import UTTERANCES, behind, parted, possessors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from spacy.tokens import Span, Token

_REPORTED = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "oprd"})
_BLAMED = frozenset({"of", "for", "with", "as"})  # "accused of supporting"
_BLAMING = frozenset({"blame", "denounce", "criticise", "criticize", "condemn", "suspect", "sanction", "sue"})
_REACH = 16  # words from a phrase to the source behind it
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What reaches a newspaper are rumours of somebody's deed, not his word.
# Behind these stands what it is about or where it was heard: "reports on Chad", "sources in Lima".
_ELSEWHERE = frozenset({"of", "on", "about", "against", "in"})
_HEARSAY = frozenset({"source", "report", "rumor", "rumour", "news", "allegation", "claim"})
_OUTLETS = frozenset(
    """newspaper paper daily weekly magazine agency channel network broadcaster outlet site website station
    journal""".split()
)


class AttributionReader:
    """Finds the actor to whom a sentence attributes what it says."""

    def __init__(self, reporting_verbs: Collection[str], reporting_phrases: Collection[str]) -> None:
        self._verbs = frozenset(reporting_verbs)
        phrases = sorted(map(re.escape, reporting_phrases), key=len, reverse=True)
        self._plain = [phrase.lower() for phrase in reporting_phrases]
        self._phrases = re.compile(rf"\b(?:{'|'.join(phrases)})\b" if phrases else r"(?!)", re.IGNORECASE)
        # "in the words of X" is also "in X's words"
        parts = (re.fullmatch(r"(in|by|from|on) the (\w+) of", phrase) for phrase in reporting_phrases)
        self._own = frozenset((part[1], part[2]) for part in parts if part)

    def __call__(self, anchor: Token, span: Span, arguments: Arguments, told: Speakers | None = None) -> Actor | None:
        """The source of what the anchor expresses, or None where it is the author's own word."""
        told = told or Speakers(self.speaker)
        source, reported = self._reporter(anchor, arguments, told)
        if source is None or source.type == "Media":
            cited = self._by_phrase(anchor, span, arguments, told)
            source = cited or source
        if source is None and not reported:
            source = told.quoted(anchor)
        return source

    def _reporter(self, anchor: Token, arguments: Arguments, told: Speakers) -> tuple[Actor | None, bool]:
        """Who reports it, and whether anybody does."""
        below = anchor
        for head in (anchor, *anchor.ancestors):
            verb = _aside(head, self.reports) or (self._governor(below, head) if head.i != anchor.i else None)
            if verb is not None:
                return self.agent(verb, arguments, told), True
            if head.pos_ == "NOUN" and _is_content(below) and self._utters(head):
                source = _author(head, arguments)  # "Peru's claim that"
                if source is not None:
                    return source, True
            below = head
        return None, False

    def _governor(self, below: Token, head: Token) -> Token | None:
        """The reporting verb that governs a clause, itself or by "accused of" and "said in a statement that"."""
        if self.reports(head) and below.dep_ in _REPORTED and not (parted(below, head) or _is_open_question(below)):
            return head
        above: Token = head.head
        if head.pos_ == "ADP" and below.dep_ == "pcomp" and head.lower_ in _BLAMED and above.pos_ == "VERB":
            return above if above.lemma_.lower() in self._verbs | _BLAMING else None
        if head.pos_ == "NOUN" and head.dep_ == "pobj" and below.dep_ in {"acl", "relcl"} and self.reports(above.head):
            return above.head if _is_content(below) else None
        return None

    def _utters(self, noun: Token) -> bool:
        return noun.lemma_.lower() in self._verbs | UTTERANCES

    def reports(self, token: Token) -> bool:
        """Whether a word is a verb of reporting."""
        if token.pos_ != "VERB" or token.lemma_.lower() not in self._verbs:
            return False
        return token.tag_ != "VBG" or token.lower_ not in {"considering", "assuming", "supposing", "judging"}

    def agent(self, verb: Token, arguments: Arguments, told: Speakers) -> Actor | None:
        """Who reports by a verb: its first agent that is an actor, or the outlet that "the newspaper" is."""
        agents = clause_of(verb).agents
        for token in agents:
            mention = arguments.covering(token)
            named = mention is not None and mention.kind is MentionKind.NAME
            national = mention is not None and bool(mention.noun)  # "the Danish newspaper", named before
            if _is_the_outlet(token) and (not named or (national and told.outlet is not None)):
                return told.outlet
            if told.last is not None and told.last.type == "Media" and _goes_on(token, verb):
                return told.last
            if not named and (token.lemma_.lower() == "source" or (token.lower_ == "they" and verb.tag_ == "VBP")):
                return None  # "Iraqi sources say", "as they say"
        found = next((candidate.actor for candidate in arguments.actors(agents)), None)
        if found is None and any(token.lower_ in {"he", "she", "it", "they"} for token in agents):
            return told.last
        return found

    def _by_phrase(self, anchor: Token, span: Span, arguments: Arguments, told: Speakers) -> Actor | None:
        text = span.text
        lower = text.lower()
        for found in self._phrases.finditer(text) if any(phrase in lower for phrase in self._plain) else ():
            start = span.start_char + found.start()
            first = next((t for t in span if t.idx >= start), None)
            if first is not None and _holds_for(first, anchor, span):
                source = _behind_phrase(span, span.start_char + found.end(), arguments, told)
                if source is not None:
                    return source
        for token in span:
            if token.dep_ == "poss" and token.head.dep_ == "pobj":
                words = token.head.head.lower_, token.head.lemma_.lower()
                if words in self._own or (words[0], token.head.lower_) in self._own:
                    source = next((c.actor for c in arguments.actors([token])), None)
                    if source is not None and _holds_for(token.head.head, anchor, span):
                        return source
        return None

    def speaker(self, span: Span, arguments: Arguments, told: Speakers | None = None) -> Actor | None:
        """Who speaks in a sentence: the subject of its first reporting verb."""
        told = told or Speakers(self.speaker)
        for token in span:
            if self.reports(token) and not told.quotes(token):
                source = self.agent(token, arguments, told)
                if source is not None:
                    return source
        return None


def _is_the_outlet(noun: Token) -> bool:
    """Whether a noun goes back to an outlet named before: "the newspaper", not "some channels"."""
    definite = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in noun.children)
    return noun.lemma_.lower() in _OUTLETS and noun.tag_ == "NN" and definite


def _goes_on(token: Token, verb: Token) -> bool:
    """Whether whoever spoke last goes on: "it added"; translators call a newspaper "she"."""
    return token.lower_ in {"it", "she"} and verb.lemma_ in {"add", "continue"}


def _is_content(clause: Token) -> bool:
    """Whether a clause on a noun is what the noun says: "the claim that …", whatever the parser calls it."""
    objects = [c for c in clause.children if c.dep_ == "dobj"]  # "that" is none of two
    marked = any(c.dep_ == "mark" for c in clause.children) or (len(objects) > 1 and objects[0].lower_ == "that")
    return clause.dep_ in {"acl", "ccomp"} or (clause.dep_ == "relcl" and marked)


def _aside(word: Token, reports: Callable[[Token], bool]) -> Token | None:
    """A reporting verb thrown in beside a predicate: "India, Pakistan said, had attacked", "as Egypt said"."""
    for child in word.children:
        subjects = (
            [c for c in child.children if c.dep_ in {"nsubj", "mark"}] if child.dep_ in {"parataxis", "advcl"} else []
        )
        bare = subjects and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in child.children)
        if bare and reports(child) and (child.dep_ == "parataxis" or subjects[0].lower_ == "as"):
            return child
    return None


def _holds_for(phrase: Token, anchor: Token, span: Span) -> bool:
    """Whether a phrase such as "according to" is said of the anchor: of the whole sentence if it is set apart."""
    part = [t.i for t in span if t.text == ";"]
    if any(min(phrase.i, anchor.i) < i < max(phrase.i, anchor.i) for i in part):
        return False
    before = phrase.nbor(-1) if phrase.i > span.start else None
    if before is None or before.is_punct or before.lower_ in {"that", "and", "but"}:
        return True
    return any(phrase.head.i == t.i for t in (anchor, *anchor.ancestors)) or anchor.i in {t.i for t in phrase.ancestors}


def _behind_phrase(span: Span, end: int, arguments: Arguments, told: Speakers) -> Actor | None:
    """The source behind a phrase: the actor, or whose "information obtained by" it is; none behind mere reports."""
    following = [t for t in span if t.idx >= end][:_REACH]
    hearsay = False
    retold = bool(following) and following[0].lower_ == "what"  # "according to what was reported by the army"
    for token in following[retold:]:
        if token.tag_ in _FINITE and retold:
            retold = False
            continue
        if (token.is_punct and not token.is_quote) or token.tag_ in _FINITE or token.tag_ in {"WDT", "WP"}:
            break
        mention = arguments.covering(token)
        if _is_the_outlet(token) and (mention is None or mention.kind is not MentionKind.NAME):
            return told.outlet
        if mention is not None and mention.actor is not None:
            return mention.actor
        if (token.tag_ == "NNS" or token.lower_ == "source") and token.lemma_.lower() in _HEARSAY:
            hearsay = True
        if hearsay and token.lower_ in _ELSEWHERE:
            break
    return None


def _author(noun: Token, arguments: Arguments) -> Actor | None:
    """Whose utterance a noun is."""
    for group in (possessors(noun), behind(noun, {"by", "of", "from"})):
        found = arguments.actors(group)
        if found:
            return found[0].actor
    return None


def _is_open_question(clause: Token) -> bool:
    """Whether a clause is what somebody asks himself and nobody says: "is considering whether to lend"."""
    return any(child.lower_ == "whether" for child in clause.children)
