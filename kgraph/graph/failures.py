"""What goes wrong in a store, or on the disk below it, told in one line that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgraph.errors import StoreError

LONGEST_MESSAGE = 150


@contextmanager
def store_errors(folder: Path) -> Iterator[None]:
    """Have what goes wrong in a store, or on the disk below it, told as a StoreError that names the folder."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _told(folder, error) from error


def permission_error(folder: Path) -> StoreError:
    """That the folder may not be read or written."""
    return StoreError(f"{folder}: permission denied; have its owner give you access, or name another folder")


def _told(folder: Path, error: Exception) -> StoreError:
    what = " ".join(str(error).split())
    if re.search("permission denied", what, re.IGNORECASE):
        return permission_error(folder)
    if isinstance(error, BlockingIOError) or re.search(r"\block (file|hold)", what, re.IGNORECASE):
        return StoreError(f"{folder}: another process is using the store; wait until it has ended, or stop it")
    if re.search("no space left|file too large|quota exceeded", what, re.IGNORECASE):
        what = what.rpartition(": ")[2]
        return StoreError(f"{folder}: no room to write ({what}); nothing is lost, so make room and run it again")
    what = what if len(what) <= LONGEST_MESSAGE else what[:LONGEST_MESSAGE] + "…"
    return StoreError(f"{folder}: the store is damaged and cannot be read ({what}); build it anew with --fresh")
