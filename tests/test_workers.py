"""Reading in several processes: in order, deaf to Ctrl-C, and with a word when one of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kgraph.errors import InputError, ModelError
from kgraph.model import Document, Reading
from kgraph.reading.workers import AHEAD, CHARACTERS, MOST, WORTH_IT, portions, read_in_workers, read_on_all_cores

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

DOCUMENTS = [Document(str(number), "x" * CHARACTERS) for number in range(AHEAD * 8)]


def read(documents: Iterable[Document]) -> Iterator[Reading]:
    """Empty readings; two words have it end its process, or fail."""
    for document in documents:
        if document.text == "die":
            os._exit(1)
        if document.text == "fail":
            raise InputError("it failed")
        yield Reading(document, (), (), ())


def ids(readings: Iterable[Reading]) -> list[str]:
    return [reading.document.id for reading in readings]


def test_readings_come_back_in_order() -> None:
    assert ids(read_in_workers(read, iter(DOCUMENTS), 2)) == [document.id for document in DOCUMENTS]
    assert ids(read_in_workers(read, [], 2)) == []


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="needs to know the cores")
@pytest.mark.parametrize(("cores", "count", "workers"), [(3, WORTH_IT, 3), (3, WORTH_IT - 1, 0), (1, WORTH_IT, 0)])
def test_all_cores_read_what_is_long_enough(
    cores: int, count: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    readings = read_on_all_cores(read, DOCUMENTS[:count])
    first = next(readings)
    assert len(multiprocessing.active_children()) == workers
    assert ids([first, *readings]) == [document.id for document in DOCUMENTS[:count]]


def test_documents_are_handed_out_by_their_length() -> None:
    long, short = Document("long", "x" * CHARACTERS), Document("short", "x")
    assert [len(portion) for portion in portions([short, long, long, short])] == [2, 1, 1]
    assert [len(portion) for portion in portions([short] * (MOST + 1))] == [MOST, 1]


def test_no_more_is_taken_than_memory_should_hold() -> None:
    taken = 0

    def documents() -> Iterator[Document]:
        nonlocal taken
        for document in DOCUMENTS:
            taken += 1
            yield document

    readings = read_in_workers(read, documents(), 1)
    next(readings)
    assert taken <= AHEAD + 2
    readings.close()


def test_a_worker_leaves_interrupts_to_the_first_process() -> None:
    readings = read_in_workers(read, DOCUMENTS, 1)
    first = next(readings)
    for worker in multiprocessing.active_children():
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGINT)
    assert ids([first, *readings]) == [document.id for document in DOCUMENTS]


def test_workers_end_when_the_reading_does() -> None:
    readings = read_in_workers(read, DOCUMENTS, 2)
    next(readings)
    readings.close()
    assert multiprocessing.active_children() == []


def test_workers_end_when_the_first_process_is_killed() -> None:
    code = (
        "import multiprocessing, os, signal\n"
        "from test_workers import DOCUMENTS, read\n"
        "from kgraph.reading.workers import read_in_workers\n"
        "readings = read_in_workers(read, DOCUMENTS, 3)\n"
        "next(readings)\n"
        "print(*(worker.pid for worker in multiprocessing.active_children()), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # The workers hold the same pipe, so that its end is only reached when they have ended.
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, stdout=subprocess.PIPE, timeout=30, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 3


def test_a_killed_worker_is_told() -> None:
    with pytest.raises(ModelError, match="try fewer processes"):
        list(read_in_workers(read, [*DOCUMENTS, Document("d", "die")], 2))


def test_an_error_in_a_worker_is_the_same_here() -> None:
    with pytest.raises(InputError, match="it failed"):
        list(read_in_workers(read, [Document("d", "fail")], 2))
