"""Reading on the workers of a Dask cluster."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kgraph.errors import EngineError
from kgraph.model import Document, Reading
from kgraph.reading.workers import AHEAD, portions

if TYPE_CHECKING:
    from kgraph.reading import Reader

CONNECT_SECONDS = 30

_one_at_a_time = threading.Lock()


class DaskReader:
    """Reads like its reader, but on a Dask cluster; documents come back in their order, and the readings are the same.

    `scheduler` is the cluster's address, such as tcp://10.0.0.5:8786. Each worker gets the reader once; the same
    version of kgraph has to be installed there.
    """

    def __init__(self, reader: Reader, scheduler: str) -> None:
        self._reader = reader
        self._scheduler = scheduler
        self.model, self.extractors = reader.model, reader.extractors

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The reading of each document, in order; raises EngineError if the cluster is not there or fails."""
        client = self._client()
        try:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                raise EngineError(f"the Dask cluster at {self._scheduler} has no workers; start one with `dask worker`")
            reader = client.scatter(self._reader, broadcast=True)
            waiting: deque[Any] = deque()
            for portion in portions(documents):
                waiting.append(client.submit(_read, reader, portion, pure=False))
                if len(waiting) > AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except (OSError, RuntimeError) as error:
            raise EngineError(f"the Dask cluster at {self._scheduler} failed: {_line(error)}") from error
        finally:
            client.close()

    def _client(self) -> Any:
        try:
            import distributed
        except ImportError as error:
            raise EngineError("the engine dask is not installed; run `pip install 'kgraph[dask]'`") from error
        try:
            client: Any = distributed.Client
            return client(self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(f"no Dask scheduler answers at {self._scheduler} ({_line(error)})") from error


def _read(reader: Reader, portion: list[Document]) -> list[Reading]:
    with _one_at_a_time:  # a worker may have several threads, but it has one reader
        return list(reader.read(portion))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:150]
