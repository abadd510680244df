"""What the server's processes do: each task takes its job's store and gives back a reply."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import KGraphError, StoreError
from kgraph.graph.answers import Answer, Triples
from kgraph.graph.description import service_description
from kgraph.graph.engines.protocol import Dataset
from kgraph.graph.folder import open_graph, store_folder
from kgraph.graph.store import GraphStore
from kgraph.serve.negotiation import GRAPHS, ROWS, best

if sys.platform != "win32":
    import resource

MOST_MEMORY = 4 * 2**30
"""Bytes of data that one process may hold."""

SPARE_TIME = 5
"""Seconds over the time limit after which a process ends itself, should the server have died without ending it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where the store is, and the limits of a task."""

    out: Path
    writable: bool
    timeout: float
    max_rows: int
    memory: int = MOST_MEMORY


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the client."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class NotAcceptableError(KGraphError):
    """The client takes none of the forms that the answer has."""


def ready(job: Job) -> Reply:
    """An empty reply, once the store is open."""
    with opened(job):
        return Reply(b"", "text/plain")


def answer(job: Job, text: str, parameters: Mapping[str, str], dataset: Dataset | None, accept: str | None) -> Reply:
    """The answer to a query in the form that the client likes best; raises QueryError and NotAcceptableError."""
    with opened(job) as graph:
        found = graph.query(text, parameters, dataset=dataset, most=job.max_rows)
    return written(found, accept)


def description(job: Job, endpoint: str, accept: str | None) -> Reply:
    """The service description of the endpoint at a URL; raises NotAcceptableError."""
    return written(service_description(endpoint, job.writable), accept)


def update(job: Job, text: str) -> Reply:
    """An empty reply, once the update is made; raises QueryError."""
    with opened(job) as graph:
        graph.update(text)
    return Reply(b"", "text/plain", 204)


def written(found: Answer, accept: str | None) -> Reply:
    """An answer in the form that the client likes best; raises NotAcceptableError."""
    forms = GRAPHS if isinstance(found, Triples) else ROWS
    media_type = best(accept, tuple(forms))
    if media_type is None:
        raise NotAcceptableError(f"the answer comes as {', '.join(forms)}")
    write: Callable[[], str] = getattr(found, forms[media_type])
    return Reply(write().encode(), media_type)


_open: dict[str, tuple[object, GraphStore]] = {}
"""The store that this process has open, with what showed that it was the current one."""


@contextmanager
def opened(job: Job) -> Iterator[GraphStore]:
    """The store, opened anew if a build has replaced it; raises StoreError. The task has to be done in time."""
    _limit_memory(job.memory)
    with _alarm(job.timeout + SPARE_TIME):
        try:
            yield _graph(job)
        except OSError as error:
            _open.clear()  # a build may have replaced the files meanwhile
            raise StoreError(f"the store cannot be read ({error.strerror or error}); try again") from error


def _graph(job: Job) -> GraphStore:
    stamp = _stamp(job)
    known, graph = _open.get("graph", (None, None))
    if graph is None or known != stamp:
        _open.clear()
        graph = GraphStore.open(store_folder(job.out)) if job.writable else open_graph(job.out)
        # Opening for writing changes the stamp; if another build has changed it, the next task has to see that.
        _open["graph"] = (_stamp(job) if job.writable else stamp, graph)
    return graph


def _stamp(job: Job) -> object:
    """What differs when another store stands there, or another process has opened this one for writing."""
    try:
        store = store_folder(job.out)
        folder, current = store.stat(), (store / "CURRENT").stat()
    except (FileNotFoundError, StoreError) as error:
        raise StoreError(f"{job.out}: the graph is not there any more; build it again") from error
    return folder.st_dev, folder.st_ino, current.st_ino, current.st_mtime_ns


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End this process if it takes longer: the signal's default action works in the midst of a query, too."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory(most: int) -> None:
    """Let this process hold so many bytes of data; one more ends it, or raises MemoryError."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
