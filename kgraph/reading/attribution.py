"""Whose word it is: the subject of the reporting verb above a predicate, or who stands behind "according to"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.reading.arguments import Arguments
from kgraph.reading.clauses import clause_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Span, Token

_REPORTED = frozenset({"ccomp", "xcomp", "pcomp", "advcl", "parataxis", "oprd"})


class AttributionReader:
    """Finds the actor to whom a sentence attributes what it says."""

    def __init__(self, reporting_verbs: Collection[str], reporting_phrases: Collection[str]) -> None:
        self._verbs = frozenset(reporting_verbs)
        self._phrases = tuple(re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE) for phrase in reporting_phrases)

    def __call__(self, anchor: Token, span: Span, arguments: Arguments) -> Actor | None:
        """The source of what the anchor expresses, or None where it is the author's own word."""
        source = self._reporter(anchor, arguments)
        return source or self._by_phrase(span, arguments)

    def _reporter(self, anchor: Token, arguments: Arguments) -> Actor | None:
        below = anchor
        for head in anchor.ancestors:
            if self._reports(head) and below.dep_ in _REPORTED and not _is_open_question(below):
                return _agent(head, arguments)
            if head.pos_ == "ADP" and self._reports(head.head) and below.dep_ == "pcomp":
                source = _agent(head.head, arguments)
                if source is not None:
                    return source
            below = head
        return None

    def _reports(self, token: Token) -> bool:
        return token.pos_ == "VERB" and token.lemma_.lower() in self._verbs

    def _by_phrase(self, span: Span, arguments: Arguments) -> Actor | None:
        for phrase in self._phrases:
            found = phrase.search(span.text)
            following = [t for t in span if t.idx >= span.start_char + found.end()][:6] if found else []
            for token in following:
                if token.text == "," or token.pos_ == "VERB":  # "according to reports, Iran": not Iran's word
                    break
                candidate = arguments.covering(token)
                if candidate is not None and candidate.actor is not None:
                    return candidate.actor
        return None

    def speaker(self, span: Span, arguments: Arguments) -> Actor | None:
        """Who speaks in a sentence: the subject of its first reporting verb."""
        for token in span:
            if self._reports(token):
                source = _agent(token, arguments)
                if source is not None:
                    return source
        return None


def _is_open_question(clause: Token) -> bool:
    """Whether a clause is what somebody asks himself and nobody says: "is considering whether to lend"."""
    return any(child.lower_ == "whether" for child in clause.children)


def _agent(verb: Token, arguments: Arguments) -> Actor | None:
    """The first actor among a verb's agents."""
    return next((candidate.actor for candidate in arguments.actors(clause_of(verb).agents)), None)
