"""Pronouns and bare descriptions: who "he", "they" and "the group" refer back to.

A small sieve in the tradition of Raghunathan et al. 2010 and Lee et al. 2013: sure rules before unsure ones, each over
the whole document. What no rule settles stays unresolved.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kgraph.model import MentionKind
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.antecedents import Antecedents
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context, context_of
from kgraph.reading.actors.deeds import DEED, doer
from kgraph.reading.actors.descriptions import Descriptions
from kgraph.reading.actors.epithets import Epithets, is_epithet
from kgraph.reading.actors.firstperson import FirstPerson
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.nounwords import LAND
from kgraph.reading.actors.owned import Owned

# What has no name of its own by its words, and only refers back.
_REFERRING = frozenset({DEED, LAND})


class Resolver(Protocol):
    """Settles descriptions and pronouns among a document's candidates; plug another one into the Reader."""

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle in place what can be settled; `candidates` come in the order of the text."""
        ...


class Sieve:
    """The resolver that comes with kgraph."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._actors = ontology.actors
        self._descriptions = Descriptions(ontology, phrases)
        self._antecedents = Antecedents(ontology)
        self._owned = Owned(ontology, phrases)
        self._epithets = Epithets(ontology)
        self._reports = ontology.cues.reporting_verbs
        self._first_person = FirstPerson(ontology)

    def __call__(self, candidates: list[Candidate], today: date | None) -> None:
        """Settle descriptions by their words, then in the order of the text by whose they are and what they mean."""
        context = context_of(candidates, self._actors, today)
        for index, candidate in enumerate(candidates):
            if candidate.actor is None and _tells_who(candidate):
                self._descriptions.settle(candidate, index, context)
            elif candidate.actor is None and candidate.kind is MentionKind.NAME:
                self._descriptions.settle_realm(candidate, index, context)
        for index, candidate in enumerate(candidates):
            self._by_owner(candidate, index, context)
            self._refer(candidate, index, context)
        for index, candidate in enumerate(candidates):
            self._by_owner(candidate, index, context)  # whose owner stands behind it: "a critic of him"
            if candidate.actor is None and candidate.kind is MentionKind.PRONOUN:
                self._first_person.settle(candidate, index, context)  # who may be named behind the quotation
            if candidate.actor is None and _tells_who(candidate):
                self._descriptions.settle_as_crowd(candidate, index, context)

    def _refer(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle what refers back to those named before it."""
        if candidate.type == DEED:
            found = doer(candidate, index, context, self._reports)
            if found is not None and found.actor is not None:
                candidate.settle(found.actor, f"'{candidate.surface}' is what {found.surface} did")
            return
        if candidate.form in {Form.ADJECTIVE, Form.PEOPLE}:
            self._epithets.settle_national(candidate, index, context)
        if candidate.actor is None and candidate.kind is not MentionKind.NAME:
            self._antecedents.refer(candidate, index, context)
        if candidate.actor is None and is_epithet(candidate):
            self._epithets.settle(candidate, index, context)
        if candidate.actor is None and is_epithet(candidate):
            self._descriptions.settle_office(candidate, index, context)

    def _by_owner(self, candidate: Candidate, index: int, context: Context) -> None:
        if candidate.actor is None and _tells_who(candidate):
            near = context.candidates[max(0, index - 4) : index + 5]
            self._owned.settle(candidate, near, context)


def _tells_who(candidate: Candidate) -> bool:
    """Whether it is a description that may tell by its own words who is meant."""
    return candidate.kind is MentionKind.DESCRIPTION and candidate.type not in _REFERRING
