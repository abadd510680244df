"""Adverbs that go back to the state in which somebody was last said to be: "There he met", "Where he was received"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.gazetteer import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 5  # sentences back
_PLACED = frozenset({"to", "in", "at", "into", "from"})
_STATES = frozenset({Form.NAME, Form.CAPITAL, Form.SEAT})


def is_back(token: Token) -> bool:
    """Whether a word with which a sentence opens says where: not so in "There is", nor in a question."""
    if token.lower_ not in {"there", "where"} or token.dep_ != "advmod" or not token.is_sent_start:
        return False
    return token.sent[-1].text != "?"


def where(index: int, context: Context) -> Candidate | None:
    """The state last named as the place where one was or went."""
    for distance, other in context.before(index, _REACH):
        state = other.form in _STATES and other.actor is not None and other.actor.type == "State"
        placed = other.token.dep_ == "pobj" and other.token.head.lower_ in _PLACED
        if distance > 0 and state and (placed or (other.token.dep_ == "dobj" and other.token.head.lemma_ == "visit")):
            return other
    return None
