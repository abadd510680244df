"""A reader's verdicts applied to what was read from a document."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from kgraph.curation.records import Curation, Judgement, bracketed, one_line
from kgraph.errors import ConfigError
from kgraph.model import Claim, Reading, Verdict
from kgraph.ontology.keys import name_key
from kgraph.ontology.records import Ontology

CERTAIN = 1.0
"""The confidence of a claim that a reader has found right or has put right."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading after the verdicts.

    `aside` holds the claims as they were read that stand in it no longer; `became` gives for the id of each claim that
    a verdict has made the id of the one that was read; `met` has the verdicts that found a claim, with the number of
    claims that they found.
    """

    reading: Reading
    aside: tuple[Claim, ...] = ()
    became: Mapping[str, str] = field(default_factory=dict)
    met: Mapping[Judgement, int] = field(default_factory=dict)

    def counts(self) -> Counter[str]:
        """How many claims there were of each verdict."""
        counts: Counter[str] = Counter()
        for judgement, number in self.met.items():
            counts[judgement.verdict.value] += number
        return counts


class Judge:
    """Applies verdicts to readings; raises ConfigError if one of them gives a relation that the ontology lacks."""

    def __init__(self, curation: Curation | None, ontology: Ontology) -> None:
        curation = curation or Curation()
        self._into = {name_key(name): name_key(merge.into) for merge in curation.merges for name in merge.names}
        self._names = curation.names_sha256
        self._by_doc: dict[str, dict[_Key, Judgement]] = defaultdict(dict)
        for judgement in curation.judgements:
            if judgement.verdict is Verdict.CORRECTED and judgement.answer not in ontology.relations:
                known = ", ".join(sorted(ontology.relations))
                raise ConfigError(
                    f"the verdict on '{judgement.says}' in {judgement.document} is '{judgement.answer}', which is no "
                    f"relation of the ontology; write right, wrong, or one of: {known}"
                )
            key = self._key(judgement.sentence, judgement.subject, judgement.relation, judgement.object)
            self._by_doc[judgement.document][key] = judgement

    @property
    def documents(self) -> list[str]:
        """The ids of the documents on which there are verdicts, sorted."""
        return sorted(self._by_doc)

    def rules(self, doc: str) -> str:
        """What tells the verdicts on a document, and what they hang on, from others; empty if there are none."""
        if doc not in self._by_doc:
            return ""
        parts = [self._names, *(asdict(each) for each in self._by_doc[doc].values())]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]

    def of(self, claim: Claim) -> Judgement | None:
        """The verdict on a claim as it was read."""
        found = self._by_doc.get(claim.doc)
        if found is None:
            return None
        ends = claim.subject.actor.label, claim.relation, claim.object.actor.label
        return found.get(self._key(claim.sentence.text, *ends))

    def __call__(self, reading: Reading) -> Judged:
        """The reading as the verdicts will have it."""
        if reading.document.id not in self._by_doc:
            return Judged(reading)
        claims: dict[str, Claim] = {}
        changed: dict[str, tuple[Claim, str]] = {}
        met: Counter[Judgement] = Counter()
        for claim in reading.claims:
            judgement = self.of(claim)
            if judgement is None:
                claims[claim.id] = claim
                continue
            met[judgement] += 1
            if judgement.verdict is not Verdict.WRONG:
                new = _changed(claim, judgement)
                changed[new.id] = new, claim.id
        # One that a reader has put right stands for another that says the same of the same words.
        claims |= {new.id: new for new, _ in changed.values()}
        kept = set(claims.values())
        return Judged(
            replace(reading, claims=tuple(claims.values())),
            tuple(claim for claim in reading.claims if claim not in kept),
            {new.id: old for new, old in changed.values()},
            met,
        )

    def lost(self, met: Iterable[tuple[str, ...]]) -> tuple[Judgement, ...]:
        """The verdicts that found no claim, given what tells the claims of those that did."""
        found = set(met)
        every = (judgement for doc in self.documents for judgement in self._by_doc[doc].values())
        return tuple(judgement for judgement in every if judgement.claim not in found)

    def _key(self, sentence: str, subject: str, relation: str, object_: str) -> _Key:
        """The words and names of a claim, however they are set; a name that is merged counts as the one it is."""
        return one_line(sentence), self._name(subject), relation, self._name(object_)

    def _name(self, label: str) -> str:
        key = name_key(label)
        return " ".join(self._into.get(key, key)) or one_line(label)


def _changed(claim: Claim, judgement: Judgement) -> Claim:
    """The claim as a reader will have it, found right or put right."""
    if judgement.verdict is Verdict.RIGHT:
        rule = _rule(claim, f"judged right by curation{bracketed(judgement.note)}")
        return replace(claim, confidence=CERTAIN, verdict=Verdict.RIGHT, rule=rule)
    ends = (claim.object, claim.subject) if judgement.swap else (claim.subject, claim.object)
    return replace(
        claim,
        subject=ends[0],
        relation=judgement.answer,
        object=ends[1],
        confidence=CERTAIN,
        verdict=Verdict.CORRECTED,
        rule=_rule(claim, f"corrected by curation: read as {judgement.says}{bracketed(judgement.note)}"),
    )


def _rule(claim: Claim, words: str) -> str:
    return "; ".join(part for part in (claim.rule, words) if part)
