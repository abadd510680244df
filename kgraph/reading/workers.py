"""Reading in several processes at once, each with a reader of its own.

spaCy's own `n_process` leaves tracebacks of its workers behind when it is interrupted, and can wait for them for ever.
Besides, it only parses; here a worker does all that a document needs, and documents come back in their order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import chain, islice

from kgraph.errors import ModelError
from kgraph.model import Document, Reading

CHARACTERS = 20_000
"""Of text that a worker gets at a time, about a second's work; an interrupt waits until each has ended what it has."""
MOST = 500
"""Documents that it gets at a time, however short."""

AHEAD = 2
"""Portions for each worker that may wait to be fetched, so that memory stays small where the rest is slower."""

WORTH_IT = 10
"""Portions from which on it takes longer to read them in one process than to start more."""

Read = Callable[[Iterable[Document]], Iterator[Reading]]

_reads: list[Read] = []
"""In a worker, how it reads."""


def read_on_all_cores(read: Read, documents: Iterable[Document]) -> Iterator[Reading]:
    """What `read` gives for the documents, in their order, on all cores if there are enough of them."""
    stream = iter(documents)
    first = list(islice(portions(stream), WORTH_IT))
    given = chain(chain.from_iterable(first), stream)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return read(given) if cores == 1 or len(first) < WORTH_IT else read_in_workers(read, given, cores)


def read_in_workers(read: Read, documents: Iterable[Document], processes: int) -> Iterator[Reading]:
    """What `read` gives for the documents, in their order; raises ModelError if a worker dies."""
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(read,))
    waiting: deque[Future[list[Reading]]] = deque()
    try:
        for portion in portions(documents):
            waiting.append(pool.submit(_read, portion))
            if len(waiting) > AHEAD * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenExecutor as error:
        raise ModelError("a process that reads was killed, perhaps for lack of memory; try fewer processes") from error
    finally:
        pool.shutdown(cancel_futures=True)


def portions(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in their order, as many together as make a worker's portion."""
    portion: list[Document] = []
    size = 0
    for document in documents:
        portion.append(document)
        size += len(document.text)
        if size >= CHARACTERS or len(portion) == MOST:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _start(read: Read) -> None:
    """Begin a worker. A terminal sends Ctrl-C to all processes; the first one decides what becomes of the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    _reads.append(read)


def _end_with_the_first() -> None:
    """End a worker whose first process was killed; it would wait for more documents for ever, with all its memory."""
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _read(portion: list[Document]) -> list[Reading]:
    return list(_reads[0](portion))
