"""What the words around a description's noun say of it: whether it is known, whose it is, how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.candidates import Candidate, new_actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
_INDEFINITE = frozenset({"a", "an", "another"})
# How many, how good, how new: such words do not make one group another.
_LOOSE = frozenset(
    """few many several some more most other others various numerous fellow same last next first new old young local
    all any such certain rival opposing ordinary simple
    innocent angry hungry peaceful unarmed masked furious desperate""".split()
)
_SAME = {"demonstrator": "protesters", "protestor": "protesters", "guerilla": "guerrillas"}


def is_definite(candidate: Candidate) -> bool:
    """Whether the phrase has a definite article or demonstrative."""
    return any(t.lower_ in DEFINITE for t in _determiners(candidate))


def is_indefinite(candidate: Candidate) -> bool:
    """Whether the phrase has an indefinite article."""
    return any(t.lower_ in _INDEFINITE for t in _determiners(candidate))


def _determiners(candidate: Candidate) -> Iterator[Token]:
    """The articles of a noun; where the parser gave it none, the word directly before its own words."""
    own = [c for c in candidate.token.children if c.dep_ == "det" and c.i < candidate.head]
    before = candidate.passage.doc[max(0, candidate.start - 1) : candidate.start]
    yield from own or (t for t in before if t.dep_ == "det")


def has_owner(candidate: Candidate) -> bool:
    """Whether the noun says whose it is: "his soldiers", "forces of the general", "TTP fighters"."""
    return any(
        c.dep_ == "poss"
        or (c.dep_ == "prep" and c.lower_ == "of")
        or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        for c in candidate.token.children
    )


def uncounted(candidate: Candidate) -> str:
    """The words without a number before them: twelve generals are generals."""
    doc, start = candidate.passage.doc, candidate.start
    while start < candidate.head and (doc[start].pos_ == "NUM" or doc[start].dep_ == "nummod"):
        start += 1
    return " ".join(doc[start : candidate.end].text.split())


def told_by_words(candidate: Candidate) -> None:
    """Settle an actor made specific by its words: "pro-Iranian militias", "Kurdish fighters", "a Saudi dissident"."""
    text = uncounted(candidate)
    state = candidate.state
    if state is not None and not any(a in text for a in (*state.adjectives, state.label)):
        text = f"{state.adjective} {text}"
    kind = "Collective" if candidate.plural and candidate.type == "Person" else candidate.type
    candidate.settle(new_actor(text, kind), "without a name, told by its words")
    candidate.generic = True


def collective(candidate: Candidate) -> str:
    """How a crowd without a name is called: without mood, one word for those who mean the same."""
    doc = candidate.passage.doc
    words = [
        t.lower_
        for t in doc[candidate.start : candidate.head]
        if t.lower_ not in _LOOSE and t.dep_ != "npadvmod" and t.ent_type_ != "DATE"
    ]
    return " ".join([*words, _SAME.get(candidate.noun.split()[-1], candidate.token.lower_)])
