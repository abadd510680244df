"""How long reading takes beside the spaCy pipeline alone, as ratios of one run.

    python benchmarks/reading.py [--words 100000]

The seeds are repeated to about that many words, once as many documents and once as one long document. Printed are the
pipeline's own words per second, and the time of each further stage as a multiple of the pipeline's.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kgraph import Document, Reader, load_ontology

T = TypeVar("T")
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def corpus(words: int, single: bool) -> list[Document]:
    """The seeds over and over, as documents of their own or joined into one."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(texts[len(parts) % len(texts)])
    if single:
        return [Document("one.txt", "\n\n".join(parts))]
    return [Document(f"{i}.txt", part) for i, part in enumerate(parts)]


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What a call gives, and the seconds that it takes."""
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000)
    words = parser.parse_args().words
    reader = Reader(load_ontology())
    list(reader.read(corpus(1000, False)))  # what is built on first use is built
    for single in (False, True):
        documents = corpus(words, single)
        count = sum(len(document.text.split()) for document in documents)
        parsed, alone = timed(lambda documents=documents: list(reader.parse(documents)))
        settled, actors = timed(lambda parsed=parsed: [reader.settle(*each) for each in parsed])
        _, claims = timed(lambda settled=settled: [reader.claims(each) for each in settled])
        print(f"{len(documents)} document(s), {count} words: pipeline {count / alone:.0f} words/s")
        print(f"  actors {actors / alone:.2f} x the pipeline, claims {claims / alone:.2f} x", end="; ")
        print(f"the whole reading {(alone + actors + claims) / alone:.2f} x")


if __name__ == "__main__":
    main()
