"""Every example of the lexicon is read, and of each kind of frame so many give the claim that they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import pytest

from kgraph import ontology
from kgraph.model import Document, Mention, Reading
from kgraph.reading import Reader

pytestmark = [pytest.mark.model, pytest.mark.slow]

# The share of examples whose claim is found, a point below the last measurement; the few stances are all found.
FLOORS = {
    "VerbFrame": 0.956,
    "NounFrame": 0.969,
    "RoleFrame": 0.845,
    "AdjectiveFrame": 0.887,
    "StanceVerb": 1.0,
    "all": 0.933,
}

_SLOT = re.compile(r"\[([XY]) ([^\]]+)\]")


@dataclass(frozen=True)
class Example:
    """A sentence of the lexicon without its marks, and where its X and Y stand."""

    kind: str
    entry: str
    relation: str
    text: str
    slots: dict[str, tuple[int, int]]

    def is_found(self, reading: Reading) -> bool:
        return any(
            claim.relation == self.relation and self.over("X", claim.subject) and self.over("Y", claim.object)
            for claim in reading.claims
        )

    def over(self, slot: str, mention: Mention) -> bool:
        start, end = self.slots[slot]
        return mention.start < end and start < mention.end


def unmarked(kind: str, entry: str, relation: str, marked: str) -> Example:
    text, slots, last = "", {}, 0
    for match in _SLOT.finditer(marked):
        text += marked[last : match.start()]
        slots[match[1]] = (len(text), len(text) + len(match[2]))
        text += match[2]
        last = match.end()
    return Example(kind, entry, relation, text + marked[last:], slots)


def examples(loaded: ontology.Ontology) -> list[Example]:
    frames = [(frame.kind.value, frame) for frame in loaded.frames]
    stances = [("StanceVerb", stance) for stance in loaded.cues.stances]
    return [
        unmarked(kind, entry.iri.rsplit("/", 1)[-1], entry.relation, marked)
        for kind, entry in [*frames, *stances]
        for marked in entry.examples
    ]


def test_the_examples_give_their_claims() -> None:
    loaded = ontology.load()
    wanted = examples(loaded)
    documents = [Document(str(number), example.text) for number, example in enumerate(wanted)]
    found: dict[str, list[bool]] = defaultdict(list)
    misses = []
    for example, reading in zip(wanted, Reader(loaded).read(documents), strict=True):
        found[example.kind].append(example.is_found(reading))
        if not found[example.kind][-1]:
            read = ", ".join(f"{c.subject.surface} {c.relation} {c.object.surface}" for c in reading.claims)
            misses.append(f"{example.entry} ({example.relation}): {example.text} → {read or 'nothing'}")
    shares = {kind: sum(hits) / len(hits) for kind, hits in found.items()}
    shares["all"] = sum(map(sum, found.values())) / len(wanted)
    low = {kind: round(share, 4) for kind, share in shares.items() if share < FLOORS[kind]}
    assert not low, f"{low}; {len(misses)} misses:\n" + "\n".join(misses)
