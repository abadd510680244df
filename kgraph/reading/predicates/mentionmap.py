"""The settled mentions of a passage by their words: at a word, right before it, in one list with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.predicates.phrases import conjuncts, joined

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LED = frozenset(
    """led spearheaded claimed ordered orchestrated perpetrated organised organized held controlled ruled run
    administered""".split()
)


class MentionMap:
    """Where the mentions of a passage stand."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._at: dict[int, Candidate] = {}
        self._inner_at: dict[int, Candidate] = {}
        for candidate in candidates:
            for i in range(candidate.start, candidate.end):
                if i not in self._inner_at or candidate.end - candidate.start < _length(self._inner_at[i]):
                    self._inner_at[i] = candidate
                if i not in self._at or candidate.end - candidate.start > _length(self._at[i]):
                    self._at[i] = candidate

    def covering(self, token: Token) -> Candidate | None:
        """The mention that a token is part of, settled or not."""
        return self._at.get(token.i)

    def any_in(self, span: Span) -> bool:
        """Whether anything in a sentence is a settled mention: where nothing is, nobody does anything."""
        mentions = (self._at.get(i) for i in range(span.start, span.end))
        return any(mention is not None and mention.actor is not None for mention in mentions)

    def heads(self, token: Token) -> bool:
        """Whether a token is the head word of a settled mention."""
        mention = self._at.get(token.i)
        return mention is not None and mention.actor is not None and mention.head == token.i

    def innermost(self, token: Token) -> Candidate | None:
        """The smallest mention that a token is part of: the state in "pro-Iranian militias"."""
        return self._inner_at.get(token.i)

    def listed(self, token: Token) -> list[Token]:
        """The word with what is coordinated with it, also where the parser hung that on another word of the name."""
        found = [each for t in conjuncts(token) for each in (t, *joined(t))]
        if token.tag_ == "NN":  # "met the president, Adu, and the mayor"
            found.extend(t for c in token.children if c.dep_ == "appos" for t in conjuncts(c) if t.i != c.i)
        name = self._at.get(token.i)
        if name is not None and name.kind is MentionKind.NAME:
            words = (name.passage.doc[i] for i in range(name.start, name.end) if i != token.i)
            found.extend(t for word in words for t in conjuncts(word) if t.i >= name.end)
        for bearer in name.antecedents if name is not None and name.kind is MentionKind.DESCRIPTION else ():
            # "the leader of the front Adu and the mayor"
            if bearer.start > token.i and bearer.passage.doc is token.doc:
                found.extend(t for t in conjuncts(bearer.token) if t.i >= bearer.end)
        return found

    def hung_before(self, token: Token) -> list[Candidate]:
        """Names coordinated before a name on which the parser hung them: "William Ruto and Emmerson Mnangagwa met"."""
        found: list[Candidate] = []
        name = self._at.get(token.i)
        while name is not None:
            start = self._with_owner(name, token)
            name = self._at.get(start - 2) if start >= 2 and token.doc[start - 1].lower_ in {"and", ","} else None
            if name is None or name.actor is None or name.kind is not MentionKind.NAME or name.is_place:
                break
            if _is_headline_list(name, token):
                found.insert(0, name)
                break
            shared = name.form is Form.ADJECTIVE and token.doc[name.end + 1].tag_ == "JJ"  # "Chadian and Malian forces"
            if not shared and (name.token.dep_ != "nmod" or token not in name.token.ancestors):
                break
            found.insert(0, name)
        return found

    def _with_owner(self, name: Candidate, token: Token) -> int:
        """Where a name begins with the state whose it is: "Chad's Adu"."""
        behind_owner = name.start >= 2 and token.doc[name.start - 1].tag_ == "POS"
        owner = self._at.get(name.start - 2) if behind_owner else None
        return owner.start if owner is not None and owner.actor is not None else name.start

    def modifiers(self, noun: Token, labels: Collection[str] = ("amod", "compound", "nmod")) -> list[Candidate]:
        """The settled names and state adjectives directly before a noun."""
        found: list[Candidate] = []
        for i in range(noun.left_edge.i, noun.i):
            candidate = self._at.get(i)
            if candidate is None or candidate.actor is None or candidate.is_place or candidate in found:
                continue
            if i != candidate.head or _is_prefixed(candidate):
                continue
            above = noun.doc[i]
            while above.i != noun.i and (above.dep_ in labels or above.dep_ == "conj" or _is_leading(above)):
                above = above.head
            if above.i == noun.i:
                found.append(candidate)
        return [c for c in found if c.owner] or found  # "Sudanese rebel positions" are the rebels'

    def opposed(self, noun: Token) -> list[Candidate]:
        """Whom an event is against by its own words: "anti-Russian protests"."""
        before = (self._at.get(token.i) for token in noun.lefts if token.dep_ in {"amod", "compound", "nmod"})
        named = {id(c): c for c in before if c is not None and c.actor is not None}
        return [c for c in named.values() if _prefix(c) == "anti"]


def _is_prefixed(candidate: Candidate) -> bool:
    """Whether a name stands in "pro-Iranian" or "anti-Iranian": what that is said of is not Iran's."""
    return _prefix(candidate) in {"pro", "anti"}


def _prefix(candidate: Candidate) -> str:
    """What stands before a name with a hyphen: "anti" of "anti-Iranian"."""
    before = candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]
    return before[0].lower_ if len(before) == 2 and before[1].text in {"-", "–"} else ""


def _is_headline_list(first: Candidate, second: Token) -> bool:
    """Whether only a comma joins two names that open a headline: "Chad, Niger sign pact"."""
    verb, doc = second.head, second.doc
    several = second.dep_ == "nsubj" and verb.tag_ in {"VB", "VBP"} and second.tag_ == "NNP"
    return several and bool(doc[first.start].is_sent_start) and doc[first.end].text == "," and verb.i > second.i


def _length(candidate: Candidate) -> int:
    return candidate.end - candidate.start


def _is_leading(name: Token) -> bool:
    """Whether a name stands in "Chadian-led", "Houthi-held": a Chadian-led strike is a Chadian one."""
    return name.dep_ in {"npadvmod", "nmod", "compound"} and name.head.dep_ == "amod" and name.head.lower_ in _LED
