"""Locks on folders, which end with the process that holds them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgraph.errors import StoreError

if sys.platform != "win32":
    import fcntl

_held: set[int] = set()


def _forget() -> None:
    """Let go of the locks of the process that this one was forked from, or they would outlive it."""
    while _held:
        os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def lock(folder: Path, shared: bool = False) -> int | None:
    """Lock a folder, alone or shared with others that share it, until the descriptor that comes back is closed.

    Raises BlockingIOError if another has it. On Windows nothing is locked, and None comes back.
    """
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(descriptor), folder.stat()):
            raise BlockingIOError  # another has been put in its place meanwhile
    except BaseException:
        os.close(descriptor)
        raise
    _held.add(descriptor)
    return descriptor


def unlock(descriptor: int | None) -> None:
    """Give a lock back."""
    if descriptor in _held:
        _held.remove(descriptor)
        os.close(descriptor)


def is_free(folder: Path) -> bool:
    """Whether nobody has locked the folder."""
    try:
        unlock(lock(folder))
    except OSError:
        return False
    return True


@contextmanager
def locked(folder: Path, message: str) -> Iterator[None]:
    """Lock a folder for as long as the context lasts; raises StoreError with the message if another has it."""
    try:
        descriptor = lock(folder)
    except (BlockingIOError, FileNotFoundError) as error:
        raise StoreError(message) from error
    try:
        yield
    finally:
        unlock(descriptor)
