"""Parsing in several processes at once.

spaCy's own `n_process` leaves tracebacks of its workers behind when it is interrupted, and can wait for them for ever.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from kgraph.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
"""Texts that a worker gets at a time; an interrupt waits until each has ended those that it has."""

AHEAD = 2
"""Batches for each worker that may wait to be fetched, so that memory stays small where the rest is slower."""

_pipelines: list[Language] = []
"""In a worker, its pipeline."""


def parse_in_workers(nlp: Language, texts: Iterable[str], processes: int) -> Iterator[Doc]:
    """The parsed texts, in order; raises ModelError if a worker dies."""
    from spacy.tokens import Doc

    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(nlp,))
    try:
        for result in _in_order(pool, texts, AHEAD * processes):
            yield from (Doc(nlp.vocab).from_bytes(data) for data in result)
    except BrokenExecutor as error:
        raise ModelError("a process that parses was killed, perhaps for lack of memory; try fewer processes") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, texts: Iterable[str], most: int) -> Iterator[list[bytes]]:
    waiting: deque[Future[list[bytes]]] = deque()
    stream = iter(texts)
    while batch := list(islice(stream, BATCH)):
        waiting.append(pool.submit(_parse, batch))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start(nlp: Language) -> None:
    """Begin a worker. A terminal sends Ctrl-C to all processes; the first one decides what becomes of the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pipelines.append(nlp)


def _parse(texts: list[str]) -> list[bytes]:
    return [doc.to_bytes(exclude=["tensor"]) for doc in _pipelines[0].pipe(texts, batch_size=BATCH)]
