"""A seal on the files of a finished store, by which damage is found when the store is opened.

RocksDB's data files never change once they are written, and Oxigraph reads them without looking at the checksums of
their blocks, so that a few damaged bytes can give wrong answers, or none for ever. The seal has the size, the time and
the checksum of each. A file that still has its size and time is taken as it is, so that opening costs next to nothing;
any other, as in a folder that was copied, has to have its checksum.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kgraph.errors import StoreError

NAME = "kgraph-seal.json"
_CHUNK = 1 << 20

Seal = Mapping[str, tuple[int, int, int]]
"""By file name: the size in bytes, the time of the last change in nanoseconds, the CRC-32."""


def put_seal(folder: Path, last: Path | None = None) -> None:
    """Seal the files of a store that is closed; those that the last store has too need not be read again."""
    known = _read(last) if last is not None else {}
    seal = {}
    for path in sorted(folder.glob("*.sst")):
        stat = path.stat()
        before = known.get(path.name)
        same = before is not None and tuple(before[:2]) == (stat.st_size, stat.st_mtime_ns)
        seal[path.name] = (stat.st_size, stat.st_mtime_ns, before[2] if before and same else _checksum(path))
    (folder / NAME).write_text(json.dumps(seal), encoding="utf-8")


def check_seal(folder: Path) -> None:
    """Raise StoreError if a file of the store is not as it was sealed. A store without a seal passes."""
    for name, (size, time, checksum) in _read(folder).items():
        path = folder / name
        # A file that is gone is told by RocksDB, unless it has been replaced by whoever wrote to the store itself.
        with suppress(FileNotFoundError):
            stat = path.stat()
            if (stat.st_size, stat.st_mtime_ns) == (size, time):
                continue
            if stat.st_size != size or _checksum(path) != checksum:
                raise StoreError(
                    f"{path}: the file is damaged, so the store cannot be read; build it anew with --fresh"
                )


def _read(folder: Path) -> Seal:
    try:
        values = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {name: (int(size), int(time), int(checksum)) for name, (size, time, checksum) in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
