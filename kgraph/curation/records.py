"""What a reader has decided: names that are one actor, names that are not, and verdicts on claims."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from kgraph.model import Claim, Verdict
from kgraph.ontology.keys import Key, name_key


@dataclass(frozen=True, slots=True)
class Merge:
    """Names that all mean the actor `into`."""

    names: tuple[str, ...]
    into: str
    note: str = ""

    def rule(self, name: str) -> str:
        """Why an actor of that name is the one that it is merged into, in words."""
        return f"merged by curation: {name} is {self.into}{bracketed(self.note)}"


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Names of which no two mean the same actor."""

    names: tuple[str, ...]
    note: str = ""

    @property
    def keys(self) -> frozenset[Key]:
        """The keys of the names."""
        return frozenset(map(name_key, self.names))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reader's verdict on the claim that was read from a sentence of a document.

    The claim is told by the words of its sentence and by what it was read to say, its actors as the document names
    them: an id would not outlive the next version of the text, the ontology or kgraph. `answer` is "right", "wrong" or
    the relation that the claim should have; with `swap` its subject and object change places.
    """

    document: str
    sentence: str
    subject: str
    relation: str
    object: str
    answer: str
    swap: bool = False
    note: str = ""

    @classmethod
    def of(cls, claim: Claim, answer: str, swap: bool = False, note: str = "") -> Judgement:
        """The verdict on a claim as it was read."""
        return cls(
            claim.doc,
            one_line(claim.sentence.text),
            one_line(claim.subject.actor.label),
            claim.relation,
            one_line(claim.object.actor.label),
            answer,
            swap,
            one_line(note),
        )

    @property
    def claim(self) -> tuple[str, ...]:
        """What tells the claim from others."""
        return self.document, self.sentence, self.subject, self.relation, self.object

    @property
    def says(self) -> str:
        """What the claim was read to say."""
        return f"{self.subject} –{self.relation}→ {self.object}"

    @property
    def verdict(self) -> Verdict:
        """The kind of the answer; to give the relation that was read anyway is to say that the claim is right."""
        if self.answer in (Verdict.RIGHT, Verdict.WRONG):
            return Verdict(self.answer)
        return Verdict.RIGHT if self.answer == self.relation and not self.swap else Verdict.CORRECTED


@dataclass(frozen=True, slots=True)
class Curation:
    """All that a reader has decided about names and claims."""

    merges: tuple[Merge, ...] = ()
    apart: tuple[KeepApart, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def names_sha256(self) -> str:
        """The SHA-256 of what is decided about names, which decides how documents are read; empty if that is nothing.

        Verdicts have no part in it, since they are applied to what has been read.
        """
        if not self.merges and not self.apart:
            return ""
        names = {"merges": [asdict(each) for each in self.merges], "apart": [asdict(each) for each in self.apart]}
        return hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()


def one_line(text: str) -> str:
    """The text with each stretch of white space as one space."""
    return " ".join(text.split())


def bracketed(note: str) -> str:
    """A note as it is put behind a reason."""
    return f" ({note})" if note else ""
