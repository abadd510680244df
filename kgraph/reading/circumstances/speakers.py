"""Who speaks in a document, sentence by sentence: quotations over several sentences, "he added", "the newspaper"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from kgraph.model import Actor, MentionKind
from kgraph.reading.predicates.arguments import Arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OPENING, _CLOSING = "“«„", "”»"
_MARKS = frozenset(_OPENING + _CLOSING + '"')
QUOTED = 6  # sentences for which a quotation may stay open


class SpeakerOf(Protocol):
    """Finds who speaks in a sentence, with what was heard before."""

    def __call__(self, span: Span, arguments: Arguments, told: Speakers) -> Actor | None:
        """The speaker, or None."""
        ...


class Speakers:
    """Who has spoken in a document so far, sentence by sentence, and what stands in quotation marks."""

    def __init__(self, speaker_of: SpeakerOf) -> None:
        self._speaker_of = speaker_of
        self.outlet: Actor | None = None
        self.last: Actor | None = None
        self._open: Actor | None = None
        self._is_open = False
        self._age = 0
        self.spans: list[tuple[int, int]] = []
        self._speaker: Actor | None = None
        self._doc: Doc | None = None
        self._paired = True

    def hear(self, span: Span, arguments: Arguments) -> None:
        """Take in the next sentence; a quotation goes on into another paragraph if that opens with a mark."""
        if span.doc is not self._doc and span[0].text[:1] not in {*_OPENING, '"'}:
            self._is_open = False
        if span.doc is not self._doc:
            self._doc, self._paired = span.doc, span.doc.text.count('"') % 2 == 0
        inside = self._is_open
        self.spans = list(self._quotations(span))
        self._speaker = self._speaker_of(span, arguments, self)
        if inside and self._speaker is None:
            self._speaker = self._open
        self._speaker = self._speaker or self._in_brackets(span, arguments)
        if self._speaker is None and self.spans:
            self._speaker = self._after(span, arguments) if self._is_open else self._before(span)
        self._age = self._age + 1 if inside and self._is_open else 0
        if self._age > QUOTED:
            self._is_open = False
        self._open = self._speaker if self._is_open else None
        self.last = self._speaker
        for token in span:
            mention = arguments.covering(token)
            if mention is None or mention.kind is not MentionKind.NAME or mention.noun:  # "the Danish newspaper"
                continue
            if mention.actor is not None and mention.actor.type == "Media":
                self.outlet = mention.actor

    def quoted(self, anchor: Token) -> Actor | None:
        """The speaker of the sentence if the anchor stands in its quotation marks."""
        return self._speaker if self.quotes(anchor) else None

    def quotes(self, token: Token) -> bool:
        """Whether a word of the sentence heard last stands in quotation marks."""
        return any(start <= token.idx < end for start, end in self.spans)

    def _quotations(self, span: Span) -> Iterator[tuple[int, int]]:
        """The stretches of a sentence between quotation marks, which may be open before it and stay open behind it."""
        start = span.start_char if self._is_open else None
        for token in span if self._is_open or not _MARKS.isdisjoint(span.text) else ():
            for offset, mark in enumerate(token.text):
                if mark == '"' and not self._paired:
                    continue
                opens = mark in _OPENING or (mark == '"' and start is None)
                if opens and start is None:
                    start = token.idx + offset
                elif start is not None and (mark in _CLOSING or mark == '"'):
                    yield start, token.idx
                    start = None
        self._is_open = start is not None
        if start is not None:
            yield start, span.end_char

    def _before(self, span: Span) -> Actor | None:
        """Who spoke in the sentence before, if all of this one is quoted too."""
        whole = self.spans[0][0] <= span.start_char + 1 and self.spans[0][1] >= span.end_char - 2
        return self.last if whole else None

    def _after(self, span: Span, arguments: Arguments) -> Actor | None:
        """Who is named as the speaker where the quotation that begins here ends: "… . … ," she said."""
        position = span.end
        for _ in range(QUOTED):
            if position >= len(span.doc):
                break
            following = span.doc[position].sent
            if any(t.text in {*_CLOSING, '"'} for t in following):
                return self._speaker_of(following, arguments, self)
            position = following.end
        return None

    def _in_brackets(self, span: Span, arguments: Arguments) -> Actor | None:
        """The one named in brackets right behind a quotation."""
        for _, end in self.spans:
            after = [t for t in span if t.idx >= end][1:]
            if after and after[0].text in {"(", "—", "–"}:
                return next((c.actor for t in after if (c := arguments.covering(t)) is not None and c.actor), None)
        return None
