"""The folder of a graph: its marker, its stores, and who may write to it.

A store that readers see is never written to. Each step works in a new one, made of hard links to the last one's files,
which costs next to nothing; it is the graph from the moment on that the marker names it, in one rename. So whenever a
process ends, the folder holds a whole graph, the one before the step or the one after it, and readers are never in the
way.
"""

from __future__ import annotations

import glob
import json
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kgraph.errors import StoreError
from kgraph.graph.engines.addresses import is_url
from kgraph.graph.locks import is_free, lock, locked, unlock
from kgraph.graph.seal import check_seal, put_seal
from kgraph.graph.store import GraphStore, permission_error, store_errors

MARKER = "kgraph.json"
STORE = "store"
FORMAT = 3
_TRIES = 10

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number of the store that is the graph, and of the one that the files beside it show; 0 for none."""

    store: int = 0
    files: int = 0


def open_graph(out: str | Path) -> GraphStore:
    """The graph that `kgraph build` wrote into a folder, also while it is built on, or that a SPARQL server at a URL
    holds, for reading; raises StoreError."""
    if is_url(str(out)):
        return GraphStore.on_server(str(out))
    out = Path(out)
    if not out.exists():
        raise StoreError(f"{out}: there is no such folder; make it with `kgraph build PATH -o {out}`")
    for _ in range(_TRIES):
        folder = store_folder(out)
        try:
            return _opened(folder)
        except StoreError:
            if store_folder(out) == folder:
                raise
    raise StoreError(f"{out}: the graph changes too fast to be opened; try again")


def _opened(folder: Path) -> GraphStore:
    with store_errors(folder):
        check_seal(folder)
    return GraphStore.read_only(folder)


def store_folder(out: Path) -> Path:
    """The folder of the store that is the graph; raises StoreError if the folder holds none."""
    return out / STORE / str(read_marker(out).store)


def read_marker(out: Path) -> Marker:
    """What the marker of a folder says; raises StoreError unless a kgraph with the same format has written it."""
    try:
        marker = json.loads((out / MARKER).read_text(encoding="utf-8"))
        form = marker["format"]
    except PermissionError as error:
        raise permission_error(out) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{out}: this is no kgraph folder; name one that `kgraph build` has written") from error
    if form != FORMAT or not all(isinstance(marker.get(key), int) for key in ("store", "files")):
        raise StoreError(f"{out}: another version of kgraph has written this folder; build into a new one")
    return Marker(marker["store"], marker["files"])


def write_marker(out: Path, marker: Marker) -> None:
    """Make a store the graph, in one step."""
    text = json.dumps({"format": FORMAT, "store": marker.store, "files": marker.files}) + "\n"
    write_whole(out / MARKER, lambda path: path.write_text(text, encoding="utf-8"))


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Have a file written under another name that then takes its place, so that it is never there in part."""
    new = path.with_name(f".{path.name}.new")
    try:
        write(new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


class OutFolder:
    """A folder that is to be written, by one process at a time.

    Raises StoreError if it holds something else. A folder that is not there yet appears with its first store.
    """

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out).resolve()
        self.marker = self._found()
        self._home = self.out if self.marker.store else self._beside()

    def _found(self) -> Marker:
        if not self.out.exists():
            return Marker()
        if not self.out.is_dir():
            raise StoreError(f"{self.out}: this is a file; name a folder")
        try:
            names = {entry.name for entry in self.out.iterdir()}
        except PermissionError as error:
            raise permission_error(self.out) from error
        if not names:
            return Marker()
        if MARKER not in names:
            raise StoreError(f"{self.out}: the folder holds something else; name a new or empty folder")
        return read_marker(self.out)

    def _beside(self) -> Path:
        return self.out.parent / f".{self.out.name}.{secrets.token_hex(4)}.new"

    def check(self, fresh: bool = False) -> None:
        """Raise StoreError if the folder could not be written now."""
        if self.marker.store:
            with self.locked():
                if not fresh:
                    self.open().close()
        nearest = next(folder for folder in (self.out, *self.out.parents) if folder.exists())
        if not os.access(nearest, os.W_OK | os.X_OK):
            raise _not_writable(self.out, "Permission denied" if nearest.is_dir() else "Not a directory")

    def open(self) -> GraphStore:
        """The graph as it is, for reading."""
        return _opened(self.out / STORE / str(self.marker.store))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process from writing to the folder, and clear away what killed ones have left."""
        if self._home == self.out:
            with locked(self.out, f"{self.out}: another process is using the folder; wait until it has ended"):
                self.marker = read_marker(self.out)
                self._check_unused()
                self._clear()
                yield
            return
        made = [folder for folder in self.out.parents if not folder.exists()]
        try:
            self._home.mkdir(parents=True)
        except OSError as error:
            raise _not_writable(self.out, error.strerror) from error
        with locked(self._home, f"{self._home}: another process is using the folder"):
            try:
                self._clear()
                yield
            finally:
                if not self.marker.store:
                    shutil.rmtree(self._home, ignore_errors=True)
                    for folder in made:
                        with suppress(OSError):
                            folder.rmdir()

    def _check_unused(self) -> None:
        """Raise StoreError if another process writes to the store itself."""
        folder = self.out / STORE / str(self.marker.store)
        if folder.is_dir():
            with store_errors(folder):
                unlock(lock(folder, shared=True))

    @contextmanager
    def next_store(self, empty: bool = False) -> Iterator[GraphStore]:
        """A store with all that the graph holds, or an empty one, to be changed; at the end it is the graph.

        If an error comes between, the graph stays what it was. Only for who has the folder locked.
        """
        stores = self._home / STORE
        number = self.marker.store + 1
        folder = stores / str(number)
        with store_errors(self.out):
            stores.mkdir(exist_ok=True)
        try:
            with store_errors(self.out):
                if self.marker.store and not empty:
                    last = self.open()
                    last.backup(folder)
                    last.close()
            store = GraphStore.open(folder)
            try:
                yield store
                with store_errors(self.out):
                    store.flush()
            finally:
                store.close()
            with store_errors(self.out):
                put_seal(folder, stores / str(self.marker.store))
            self._publish(replace(self.marker, store=number))
        except BaseException:
            if self.marker.store != number:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    def mark_files(self) -> None:
        """Note that the files beside the store show it as it is."""
        self._publish(replace(self.marker, files=self.marker.store))

    def _publish(self, marker: Marker) -> None:
        with store_errors(self.out):
            write_marker(self._home, marker)
        if self._home != self.out:
            if self.out.exists() and any(self.out.iterdir()):
                raise StoreError(f"{self.out}: another process has built it meanwhile; build again to add to it")
            try:
                self._home.rename(self.out)
            except OSError as error:
                raise StoreError(f"{self.out}: the folder cannot be made ({error.strerror}); name another") from error
            self._home = self.out
        self.marker = marker
        _LOG.debug("store %d is the graph in %s", marker.store, self.out)
        self._clear()

    def _clear(self) -> None:
        """Remove stores that are the graph no longer, or never were, unless a reader still has them open."""
        for folder in (self._home / STORE).glob("*"):
            if folder.name != str(self.marker.store) and is_free(folder):
                shutil.rmtree(folder, ignore_errors=True)
        for folder in self.out.parent.glob(f".{glob.escape(self.out.name)}.*.new"):
            if folder != self._home and is_free(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _not_writable(out: Path, why: str | None) -> StoreError:
    return StoreError(f"{out}: cannot be written ({why}); name another folder")
