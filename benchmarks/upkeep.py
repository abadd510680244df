"""What it costs to add one document to a large graph, against adding it to an empty one, in one run.

    python benchmarks/upkeep.py [--documents N] [--claims N] [--times N] [--out FOLDER]

Documents are made up, of known and unknown actors that occur as unevenly as in news, and are put into the store by
`kgraph.build` itself, with a reader that hands them out. So the times hold all that a build does but the reading, which
costs the same in both cases. With --out the large graph is kept, or taken as it is there.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import kgraph
from kgraph.model import Actor, Claim, Cue, Document, Factuality, Mention, Reading, Sentence
from kgraph.ontology import Ontology
from kgraph.vocab import actor_iri

LIMIT = 2.0
"""Times what it costs in an empty graph."""
SYLLABLES = "ra ham ya qub sa do ri me lin ko va tan ber gu zan ti mo no fe lu ash ir dal pek os wen chu ban".split()
VERBS = {"backs": "backed", "attacks": "attacked", "accuses": "accused", "meets": "met", "opposes": "opposed"}


class Maker:
    """Makes documents up; a number makes the same document every time."""

    def __init__(self, ontology: Ontology, claims: int) -> None:
        rng = random.Random(0)
        known = [Actor(entry.iri, entry.label, entry.type) for entry in ontology.actors.values()]
        rng.shuffle(known)
        self._known = known
        self._relations = [name for name in VERBS if name in ontology.relations]
        self._claims = claims

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The reading of each document, which was made with its text."""
        return (self.reading(int(document.id)) for document in documents)

    def documents(self, numbers: Iterable[int]) -> Iterator[Document]:
        """The documents of the numbers."""
        return (self.reading(number).document for number in numbers)

    def reading(self, number: int) -> Reading:
        """A document of one sentence a claim."""
        rng = random.Random(number)
        doc = str(number)
        parts: list[str] = []
        spans: list[Sentence] = []
        mentions: list[Mention] = []
        claims: list[Claim] = []
        start = 0
        for _ in range(self._claims):
            subject, object_ = self._actor(rng), self._actor(rng)
            relation = rng.choice(self._relations)
            text = f"{subject.label} {VERBS[relation]} {object_.label}."
            spans.append(Sentence(doc, start, start + len(text), text))
            cue = Cue(
                start + len(subject.label) + 1, start + len(subject.label) + 1 + len(VERBS[relation]), VERBS[relation]
            )
            ends = (
                Mention(doc, start, start + len(subject.label), subject.label, subject),
                Mention(doc, cue.end + 1, cue.end + 1 + len(object_.label), object_.label, object_),
            )
            mentions += ends
            if subject != object_:
                factuality = rng.choices(list(Factuality), (8, 1, 1))[0]
                speaker = self._actor(rng) if rng.random() < 0.2 else None
                claims.append(
                    Claim(
                        spans[-1],
                        ends[0],
                        relation,
                        ends[1],
                        cue,
                        factuality,
                        speaker,
                        confidence=0.8,
                        extractor="verb",
                    )
                )
            parts.append(text)
            start += len(text) + 1
        date = f"20{rng.randrange(10, 24)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        document = Document(doc, " ".join(parts), date=date, source=f"paper {rng.randrange(200)}")
        return Reading(document, tuple(spans), tuple(mentions), tuple(claims))

    def _actor(self, rng: random.Random) -> Actor:
        """A known actor, a few of them most often, or an unknown person, of whom there are many."""
        rank = int(rng.paretovariate(0.7)) - 1
        if rng.random() < 0.75:
            return self._known[rank % len(self._known)]
        person = random.Random(rank if rng.random() < 0.5 else rng.randrange(50_000))
        words = ("".join(person.choices(SYLLABLES, k=person.randint(2, 3))).capitalize() for _ in range(2))
        label = " ".join(words)
        return Actor(actor_iri(label), label, "Person")


def main() -> int:
    """Build the large graph, add to both, and print the times; 1 if the limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--claims", type=int, default=25, help="claims of a document")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    logging.disable()
    ontology = kgraph.load_ontology()
    maker = Maker(ontology, arguments.claims)
    with tempfile.TemporaryDirectory() as folder:
        large = arguments.out or Path(folder) / "large"
        if not large.exists():
            begin = time.perf_counter()
            documents = list(maker.documents(range(arguments.documents)))
            summary = kgraph.build(documents, large, maker, ontology, _told, files=False)
            print(
                f"\n{summary.documents} documents, {summary.claims} claims, {summary.actors} actors, "
                f"{summary.facts} facts built in {time.perf_counter() - begin:.0f} s, {_size(large) / 1e6:.0f} MB"
            )
        times: dict[str, list[float]] = {"empty": [], "large": []}
        first = 10**9 + time.time_ns() // 1000  # a number that the large graph does not hold from an earlier run
        for number in range(arguments.times):
            document = list(maker.documents([first + number]))
            for name, out in (("empty", Path(folder) / f"empty-{number}"), ("large", large)):
                begin = time.perf_counter()
                summary = kgraph.build(document, out, maker, ontology, files=False)
                times[name].append(time.perf_counter() - begin)
                assert summary.added == 1
    empty, full = (statistics.median(times[name]) for name in ("empty", "large"))
    for name, seconds in times.items():
        print(f"one document more, {name}: {' '.join(f'{each:.2f}' for each in seconds)} s")
    print(f"medians {empty:.2f} s and {full:.2f} s, ratio {full / empty:.2f} (limit {LIMIT:g})")
    return full / empty >= LIMIT


def _told(done: int, total: int) -> None:
    if done % 100 == 0:
        print(f"\r{done} of {total}", end="", flush=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
