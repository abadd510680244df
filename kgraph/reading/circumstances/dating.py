"""Which date a claim has: that of its document, those that its text has told, and the one that is a predicate's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kgraph.model import Document, MentionKind
from kgraph.ontology.records import Term
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import PAST
from kgraph.reading.actors.determiners import DEFINITE
from kgraph.reading.circumstances.periods import Clock, first_day
from kgraph.reading.circumstances.time import When, dates

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

HEAD = 600  # characters in which a document's own date stands
REACH = 4  # sentences for which a date holds that relative ones are counted from
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
# "this evening, August 26": the day of writing.
_DAY_OF_WRITING = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening)),?\s+([^.;]{4,40})", re.IGNORECASE)
# Into clauses of their own a date of another clause does not reach.
_CLAUSES = frozenset({"relcl", "ccomp", "csubj", "parataxis"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_APART = frozenset(
    {"after", "before", "since", "although", "though", "because", "if", "when", "until", "once", "while"}
)
_POSTS = frozenset({"post", "office", "position", "role", "job", "title", "seat", "as"})
_TIMES = frozenset(
    "end beginning start middle half month hour spring summer autumn fall winter day week night morning eve".split()
)
_FRAME = re.compile(
    r"[\W\d]*(?:(?:in|on|at|by|since|during|then|early|late|the|end|of|beginning|but|and)\W+)*", re.IGNORECASE
)
_FAR = 50


def document_date(document: Document) -> date | None:
    """The document's date: the one given, else the first full date of its first lines, else that in its file's name."""
    if document.date:
        return date.fromisoformat(document.date[:10])
    for when in dates(document.text[:HEAD], None):
        if len(when.value) == 10:
            return date.fromisoformat(when.value)
    named = _IN_NAME.search(document.id)
    try:
        return date(*map(int, named.groups())) if named else None
    except ValueError:
        return None


def undated(text: str, named: Iterable[Candidate], terms: Mapping[str, tuple[Term, ...]]) -> Clock:
    """The clock of a document without a date: a bare month is of the year in which most of those it names held office.

    A day that the text elsewhere gives with its year has that year.
    """
    dated = (line for line in text.splitlines() if _YEAR.search(line))
    days: dict[tuple[int, int | None], int] = {
        (int(w.value[5:7]), int(w.value[8:])): int(w.value[:4])
        for line in dated
        for w in dates(line, None)
        if len(w.value) == 10
    }
    held = list(_held(named, terms))
    clock = Clock(days=days, year_of=cache(lambda month, day: _year_of_office(held, month, day)))
    for written in _DAY_OF_WRITING.finditer(text):
        for when in dates(written.group(1), None, clock)[:1]:
            if len(when.value) == 10:
                return replace(clock, today=date.fromisoformat(when.value))
    return clock


def _held(named: Iterable[Candidate], terms: Mapping[str, tuple[Term, ...]]) -> Iterator[list[Term]]:
    """The terms of those who are named with their office, each time that they are, unless it was theirs before."""
    for candidate in named:
        if candidate.kind is MentionKind.NAME and candidate.actor is not None and candidate.actor.id in terms:
            words = {t.lower_ for t in candidate.passage.doc[max(0, candidate.start - 3) : candidate.end]}
            if not words & PAST:
                yield [t for t in terms[candidate.actor.id] if t.office.split()[-1] in words]


def _year_of_office(held: list[list[Term]], month: int, day: int | None) -> int | None:
    """The only year in which at that time all, or more than in any other year, were in office."""
    years = {int(t.start[:4]) + i for terms in held for t in terms for i in range(_length(t) + 1)}
    counts = {
        year: sum(any(_covers(t, f"{year}-{month:02}-{day or 15:02}") for t in terms) for terms in held)
        for year in years
    }
    best = max(counts.values(), default=0)
    likely = [year for year, count in counts.items() if count == best]
    return likely[0] if best and len(likely) == 1 else None


def _length(term: Term) -> int:
    return int(term.end[:4]) - int(term.start[:4]) if term.end else 1


def _covers(term: Term, day: str) -> bool:
    return term.start <= day and (term.end is None or day <= term.end)


class Timeline:
    """The dates of a document's sentences, read in their order: some are counted from those before."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._age = self._count = 0
        self._events: dict[tuple[str, frozenset[str]], tuple[int, str]] = {}

    def __call__(self, text: str) -> list[When]:
        """The dates of the next sentence."""
        clock = self._clock
        found = dates(text, clock.today, clock)
        self._age, self._count = self._age + 1, self._count + 1
        told = [w.value for w in found if not w.edge]
        past = [value for value in told if clock.today is None or first_day(value) <= clock.today]
        if past:
            self._clock, self._age = replace(clock, told=past[-1], last=past[-1]), 0
        elif self._age > REACH:
            self._clock = replace(clock, told=None)
        return found

    def of_event(self, relation: str, ends: frozenset[str], anchor: Token, own: str | None) -> str | None:
        """A claim's own date, or that of the event told before to which it goes back: "their meeting", "the raid"."""
        if own is not None:
            self._events[relation, ends] = self._count, own
            return own
        known = self._events.get((relation, ends))
        again = anchor.pos_ == "NOUN" and any(c.dep_ == "poss" or c.lower_ in DEFINITE for c in anchor.children)
        return known[1] if known and again and self._count - known[0] <= REACH else None


def belonging(found: list[When], anchor: Token, span: Span, cue: tuple[int, int], standing: bool = False) -> str | None:
    """The date of the predicate at an anchor: the one that hangs nearest to it in the parse, if it reaches there.

    What a noun says of a `standing` tie, such as an office, has only a date of its own: "president since 2019".
    """
    if not found:
        return None
    best = min((_distance(when, anchor, span, cue, standing), when.start, when.value) for when in found)
    return best[2] if best[0] < _FAR else None


def _distance(when: When, anchor: Token, span: Span, cue: tuple[int, int], standing: bool) -> int:
    """How far a date is from a predicate: steps in the parse, many where a clause stands between."""
    return min((_steps(place, when, anchor, span, cue, standing) for place in _places(when, span)), default=_FAR)


def _steps(place: Token, when: When, anchor: Token, span: Span, cue: tuple[int, int], standing: bool) -> int:
    """How far a date that hangs on the sentence by one of its words is from a predicate."""
    above_date, above_anchor = [place, *place.ancestors], [anchor, *anchor.ancestors]
    known = {token.i: steps for steps, token in enumerate(above_anchor)}
    down = next((i for i, token in enumerate(above_date) if token.i in known), None)
    if down is None:
        return _FAR
    up = known[above_date[down].i]
    between = above_anchor[1 : up + 1]
    if standing and up and anchor.pos_ in _NOMINAL and not any(t.lemma_.lower() in _POSTS for t in between):
        return _FAR if not any(cue[0] <= t.idx < cue[1] for t in between) else down + up
    if _opens(above_anchor[:up], when, span):
        return 1
    if down and any(_shuts(t, when, anchor, span) for t in above_anchor[:up]):
        return _FAR
    if any(t.dep_ in _CLAUSES for t in above_date[:down]) and not _FRAME.fullmatch(span.text[: when.start]):
        return _FAR
    if any(_is_of_somebody(t) for t in above_date[: max(0, down - 1)]):
        return _FAR
    if any(t.dep_ == "prep" and t.lower_ in _APART for t in above_date[1:down]):
        return _FAR  # "after the coup of May": the date of what came before
    if down > 1 and (place.lower_ == "of" or place.dep_ in {"poss", "compound", "amod", "nummod", "nmod"}):
        return _FAR  # "the memorandum of 2019": the date of a thing
    return down + up + 2 * sum(t.dep_ == "conj" for t in (*above_date[:down], *above_anchor[:up])) + 6 * when.echo


def _opens(above: list[Token], when: When, span: Span) -> bool:
    """Whether the predicate's clause is what happened at the date: "in May, when they met"."""
    end = span.start_char + when.end
    for token in above:
        if token.dep_ in {"advcl", "relcl"}:
            first = token.left_edge
            return first.lower_ in {"when", "where"} and 0 <= first.idx - end <= 2
    return False


def _is_of_somebody(token: Token) -> bool:
    """Whether a date below a word tells of a participant, not of the act: "the cabinet, elected in 2018, accused"."""
    return token.dep_ == "acl" or (token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "PROPN")


def _shuts(token: Token, when: When, anchor: Token, span: Span) -> bool:
    """Whether a word between the predicate and the date's clause keeps the date out."""
    if token.head.lemma_ == "be" and any(c.lower_ == "it" for c in token.head.children):  # "it was in May that"
        return False
    if token.dep_ == "ccomp":  # "said on Monday that it had attacked", but not "said it had attacked on Monday"
        return when.start + span.start_char < anchor.idx and token.head.i < token.i
    if token.dep_ == "advcl":
        return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _APART for c in token.children)
    return token.dep_ == "relcl" or (token.dep_ == "acl" and token.i == anchor.i)


def _places(when: When, span: Span) -> Iterator[Token]:
    """The words by which a date hangs on the rest of the sentence: the preposition before it, or its topmost ones."""
    start, end = span.start_char + when.start, span.start_char + when.end
    words = [t for t in span if start <= t.idx < end]
    if words and words[0].i > span.start:
        before = words[0].nbor(-1)
        if before.pos_ == "ADP" and before.lower_ != "of":  # even where the parser took "3 March Chad" for a name
            yield before
            return
    for place in words:
        if place.head.i == place.i or not start <= place.head.idx < end:
            while place.head.i != place.i:
                inside = place.lower_ == "of" and place.head.lemma_.lower() in _TIMES
                if place.dep_ != "pobj" and not inside:
                    break
                place = place.head
            yield place
