"""What a relative pronoun refers to, also where the parser hung its clause on another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.phrases import conjuncts
from kgraph.reading.predicates.subjects import PASSIVE_SUBJECTS, SUBJECTS, cleft

if TYPE_CHECKING:
    from spacy.tokens import Token


def antecedent(relative: Token) -> Token | None:
    """The noun that a relative pronoun refers to, by grammar."""
    split = cleft(relative)
    if split is not None:
        return split
    for ancestor in relative.ancestors:
        if ancestor.dep_ == "relcl":
            head: Token = ancestor.head
            return head
    return None


def all_meant(relative: Token, noun: Token) -> list[Token]:
    """The list that a plural verb goes on about: "Chad and Niger, which are at war"."""
    verb = relative.head
    finite = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    if relative.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or "NNS" in noun.tag_ or "NNPS" in noun.tag_:
        return [noun]
    if not any(t.tag_ == "VBP" for t in finite):
        return [noun]
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
        first = first.head
    return [t for t in conjuncts(first) if t.i < relative.i]


def goes_on_before_comma(relative: Token, noun: Token) -> bool:
    """Whether the parser hung ", which" on the sentence, and not on the word before it: "pointed at Chad, which"."""
    return relative.i > 1 and relative.nbor(-1).text == "," and noun.dep_ == "ROOT" and relative.lower_ == "which"


def is_hung_too_high(relative: Token, noun: Token, near: Token, plural: bool) -> bool:
    """Whether "that" is of the name right before it, and not of the noun above: "the decline in protests that forced".

    `plural` is whether the name's last word is a plural, with which the verb of the clause has to agree.
    """
    if not noun.is_ancestor(near):
        return False
    verb = relative.head
    bare = verb.tag_ in {"VBP", "VB"} and all(c.dep_ != "aux" for c in verb.children)
    return not (verb.tag_ == "VBZ" if plural else bare)
