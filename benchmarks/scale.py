"""What more processes bring, and how much memory many documents take, in one run.

    python benchmarks/scale.py [--words 1000000] [--documents 100 1000 10000]

The seeds are repeated, each time with other states in the place of Iraq, Iran and the United States, so that nothing is
read twice. Printed are words per second: of the bare spaCy pipeline in one process and in two, and of the whole reading
in one and in two. Then the peak memory of a build's reading for so many documents of one paragraph each.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from kgraph import Document, Reader, load_ontology
from kgraph.ontology import Ontology
from kgraph.reading.nlp import BATCH, load_pipeline, split_passages

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
REPLACED = (("Iraqi", "Iraq"), ("Iranian", "Iran"), ("American", "the United States"))


def corpus(ontology: Ontology) -> Iterator[Document]:
    """The seeds without end, each time with other states."""
    states = [entry for entry in ontology.actors.values() if entry.type == "State" and entry.adjectives]
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number, text in enumerate(cycle(texts)):
        for offset, (adjective, name) in enumerate(REPLACED):
            state = states[(7 * number + 31 * offset) % len(states)]
            text = text.replace(adjective, state.adjectives[0]).replace(name, state.label)
        yield Document(f"{number}.txt", text)


def of_words(documents: Iterable[Document], words: int) -> list[Document]:
    """The first documents, about so many words together."""
    taken: list[Document] = []
    for document in documents:
        taken.append(document)
        words -= len(document.text.split())
        if words <= 0:
            return taken
    return taken


def paragraphs(documents: Iterable[Document]) -> Iterator[Document]:
    """Each paragraph as a document of its own."""
    for document in documents:
        for start, text in split_passages(document.text):
            yield Document(f"{document.id}#{start}", text)


def rate(run: Callable[[], object], words: int) -> float:
    """Words per second."""
    start = time.perf_counter()
    run()
    return words / (time.perf_counter() - start)


def peak(count: int) -> int:
    """The peak memory, in MB, of a process that reads so many short documents one after the other."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read_short, (count,))


def _read_short(count: int) -> int:
    ontology = load_ontology()
    for _ in Reader(ontology).read(islice(paragraphs(corpus(ontology)), count)):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 1000, 10_000])
    asked = parser.parse_args()
    ontology = load_ontology()
    documents = of_words(corpus(ontology), asked.words)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{os.cpu_count()} cores, {len(documents)} documents, {words:,} words")
    nlp = load_pipeline()
    texts = [text for document in documents for _, text in split_passages(document.text)]
    bare = rate(lambda: sum(1 for _ in nlp.pipe(texts, batch_size=BATCH)), words)
    both = rate(lambda: sum(1 for _ in nlp.pipe(texts, batch_size=BATCH, n_process=2)), words)
    alone, doubled = Reader(ontology), Reader(ontology, processes=2)
    one = rate(lambda: sum(1 for _ in alone.read(documents)), words)
    two = rate(lambda: sum(1 for _ in doubled.read(documents)), words)
    print(f"pipeline alone: {bare:,.0f} words/s, in two processes {both / bare:.2f} x as many")
    print(f"whole reading:  {one:,.0f} words/s, {bare / one:.2f} x the pipeline's time; two {two / one:.2f} x as many")
    for count in asked.documents:
        print(f"{count:,} short documents: {peak(count)} MB at most")


if __name__ == "__main__":
    main()
