"""Packed files: gzip, bzip2, xz and Zstandard for one file, zip for many. What unfolds to too much is refused.

What the libraries raise for broken files is no closed list (zipfile raises ValueError for some), so all is caught.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from kgraph.documents.file import File, allowance
from kgraph.errors import InputError

ZIP = ".zip"
MEMBERS = 100_000
"""Files that a zip archive may hold."""


def _open_zstd(data: io.BytesIO) -> io.BufferedIOBase:
    from backports import zstd

    return zstd.ZstdFile(data)


OPENERS: dict[str, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    ".gz": lambda data: gzip.GzipFile(fileobj=data),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _open_zstd,
}
"""What opens each kind of packed file; its name without this end tells what is in it."""


def unpack(file: File) -> File:
    """The file inside a packed one, or the file itself if it is not packed; raises InputError."""
    opener = OPENERS.get(file.suffix)
    if opener is None:
        return file
    limit = allowance(len(file.data))
    try:
        data = opener(io.BytesIO(file.data)).read(limit + 1)
    except ModuleNotFoundError as error:
        raise InputError(
            f"{file.where}: {error.name} is not installed; run `pip install 'kgraph[zst]'` to read .zst files"
        ) from error
    except Exception as error:
        raise _broken(file, error) from error
    if len(data) > limit:
        raise InputError(
            f"{file.where}: {len(file.data)} bytes unfold to more than {limit}; unpack it yourself if you trust it"
        )
    return File(PurePosixPath(file.name).stem, file.where, data)


def members(file: File) -> Iterator[File | InputError]:
    """The files in a zip archive, or why one of them is not read; raises InputError for the archive as a whole."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except Exception as error:
        raise _broken(file, error) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        # zipfile reads no more of a member than its head says, so that these sums hold.
        total, limit = sum(info.file_size for info in infos), allowance(len(file.data))
        if len(infos) > MEMBERS or total > limit:
            raise InputError(
                f"{file.where}: {len(file.data)} bytes would unfold to {len(infos)} files with {total} bytes; "
                f"{MEMBERS} with {limit} are the most; unpack it yourself if you trust it"
            )
        for info in infos:
            yield _member(file, archive, info)


def _member(file: File, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> File | InputError:
    where = f"{file.where}, {info.filename}"
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or not path.name or ".." in path.parts or ":" in path.parts[0]:
        return InputError(f"{where}: the name leads out of the archive; it is not read")
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputError(f"{where}: this is a symbolic link; it is not followed")
    try:
        return File(path.name, where, archive.read(info))
    except Exception as error:
        return _broken(File(path.name, where, b""), error)


def _broken(file: File, error: Exception) -> InputError:
    return InputError(f"{file.where}: it cannot be unpacked ({' '.join(str(error).split()) or type(error).__name__})")
