"""Who says "I" and "we" in a quotation: its speaker, and the state or body for which he speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import Candidate, entry_actor
from kgraph.reading.actors.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

ONE = frozenset({"i", "me", "my", "mine", "myself"})
MANY = frozenset({"we", "us", "our", "ours", "ourselves"})
_PERSONS = frozenset({"Person", "Office"})
_BODIES = frozenset({"ArmedGroup", "Party", "Organisation", "InternationalOrganisation"})
_OPEN, _CLOSED = frozenset("“«"), frozenset("”»")


class FirstPerson:
    """Settles the first person inside quotations."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._terms_of = ontology.terms_of
        self._reports = ontology.cues.reporting_verbs

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle "I" as the speaker, "we" as the speaker's body or, if he holds an office, his state."""
        word = candidate.token.lower_
        if word not in ONE | MANY or not is_quoted(candidate.token):
            return
        speaker = self._speaker(candidate, index, context)
        if speaker is None or speaker.actor is None:
            return
        meant = self._meant(speaker, speaker.actor, word, index, context)
        if meant is not None:
            candidate.settle(meant, f"'{candidate.surface}' in what {speaker.surface} says")

    def _meant(self, speaker: Candidate, actor: Actor, word: str, index: int, context: Context) -> Actor | None:
        person = actor.type in _PERSONS
        if word in ONE:
            return actor if person else None
        if not person:
            return actor
        body = self._body_of(speaker, actor, index, context)
        if body is not None:
            return body
        if speaker.state is not None and actor.type == "Office":
            return entry_actor(speaker.state)
        entry = self._actors.get(actor.id)
        holds = actor.id in self._terms_of or any(role.actor.id == actor.id and role.state for role in context.roles)
        state = self._actors.get(entry.state or "") if entry is not None and holds else None
        return entry_actor(state) if state is not None else None

    def _body_of(self, speaker: Candidate, actor: Actor, index: int, context: Context) -> Actor | None:
        """The group for which a person speaks: "the movement's spokesman", or the leader of a party at that date."""
        owners = {c.i for c in speaker.token.children if c.dep_ == "poss"}
        near = (c.actor for c in context.beside(index) if c.head in owners)
        owner = next((a for a in near if a is not None and a.type in _BODIES), None)
        if owner is not None:
            return owner
        day = context.today.isoformat() if context.today is not None else None
        terms = [t for t in self._terms_of.get(actor.id, ()) if day is None or (t.start <= day <= (t.end or day))]
        led = [self._actors[t.of] for t in terms if t.of in self._actors]
        groups = [body for body in led if body.type in _BODIES]
        return entry_actor(groups[0]) if len(led) == len(groups) == 1 else None

    def _speaker(self, candidate: Candidate, index: int, context: Context) -> Candidate | None:
        """The subject of the verb of saying that governs the pronoun, else of the nearest one in its paragraph."""
        at = {c.head: c for c in context.beside(index) if c.actor is not None}
        for verb in self._verbs(candidate.token):
            found = next((at[c.i] for c in verb.children if c.dep_ == "nsubj" and c.i in at), None)
            if found is not None:
                return found
        return None

    def _verbs(self, token: Token) -> Iterator[Token]:
        yield from (a for a in token.ancestors if self._says(a))
        others = [t for t in token.doc if self._says(t) and not is_quoted(t)]
        yield from sorted(others, key=lambda t: abs(t.i - token.i))[:1]

    def _says(self, token: Token) -> bool:
        return token.pos_ == "VERB" and token.lemma_.lower() in self._reports


def is_quoted(token: Token) -> bool:
    """Whether a word stands inside quotation marks of its paragraph."""
    marks = [t.text for t in token.doc[: token.i] if t.is_quote]
    plain = sum(mark in {'"', "''", "``"} for mark in marks)
    opened = sum(mark in _OPEN for mark in marks) - sum(mark in _CLOSED for mark in marks)
    return plain % 2 == 1 or opened > 0
