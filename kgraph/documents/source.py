"""Paths to files: folders, patterns, standard input, packed files and archives."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgraph.documents.file import LARGEST, File
from kgraph.documents.formats import MODULES
from kgraph.documents.unpacking import OPENERS, ZIP, members, unpack
from kgraph.errors import InputError

STDIN = "-"
SUFFIXES = frozenset(MODULES) - {""}
"""The ends of names by which files are known; each may be followed by one of a packed file."""

_MAGIC = re.compile(
    rb"[\xef\xbb\xbf\s]{0,100}(?:(?P<jsonl>\{)|(?P<html><!doctype html|<html))|(?P<pdf>%PDF-)", re.IGNORECASE
)


def files(paths: Iterable[str | Path], outside: list[str]) -> Iterator[File | InputError]:
    """The files that the paths lead to, each once, or why one cannot be read.

    `outside` gets the symbolic links that lead out of a folder; they are not followed.
    """
    for path in _paths(paths, outside):
        if isinstance(path, InputError):
            yield path
            continue
        try:
            file = _stdin() if str(path) == STDIN else _open(path)
            yield from _inside(file)
        except InputError as error:
            yield error
        except OSError as error:
            yield _unreadable(error)


def _inside(file: File) -> Iterator[File | InputError]:
    if file.suffix != ZIP:
        yield _known(unpack(file))
        return
    for member in members(file):
        if isinstance(member, InputError):
            yield member
        elif _is_hidden(member.where.removeprefix(file.where + ", ")):
            continue
        elif member.suffix in SUFFIXES:
            yield member
        elif member.suffix == ZIP or member.suffix in OPENERS:
            yield InputError(f"{member.where}: this is packed once more; unpack it first")


def _paths(paths: Iterable[str | Path], outside: list[str]) -> Iterator[Path | InputError]:
    """The paths of files, those of a folder in their order."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        try:
            expanded = list(_expanded(path, outside))
        except OSError as error:
            expanded = [_unreadable(error)]
        for file in expanded:
            if isinstance(file, InputError):
                yield file
                continue
            resolved = _resolved(file)
            if resolved not in seen:
                seen.add(resolved)
                yield file


def _expanded(path: Path, outside: list[str]) -> Iterator[Path | InputError]:
    if path.is_dir():
        yield from _below(path, outside)
    elif glob.has_magic(str(path)) and not path.exists():
        yield from _matching(path, outside)
    else:
        yield path


def _matching(pattern: Path, outside: list[str]) -> Iterator[Path | InputError]:
    """What a pattern matches: files, and the files of folders."""
    first = next(at for at, part in enumerate(pattern.parts) if glob.has_magic(part))
    folder = Path(*pattern.parts[:first])
    root, found = _resolved(folder), sorted(folder.glob(str(Path(*pattern.parts[first:]))))
    if not found:
        yield InputError(f"{pattern}: no file matches; check the pattern")
    for path in found:
        if not _resolved(path).is_relative_to(root):
            outside.append(str(path))
        elif path.is_dir():
            yield from _below(path, outside, empty=True)
        else:
            yield path


def _below(folder: Path, outside: list[str], empty: bool = False) -> Iterator[Path | InputError]:
    """The files of a folder and of those in it, but for hidden ones and for links that lead out of it."""
    problems: list[OSError] = []
    root, found = _resolved(folder), []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in [*folders, *names] if not name.startswith(".")):
            if path.is_symlink() and not _resolved(path).is_relative_to(root):
                outside.append(str(path))
            elif _suffix(path) in SUFFIXES | {ZIP} and path.is_file():
                found.append(path)
    yield from map(_unreadable, problems)
    if not found and not problems and not empty:
        yield InputError(f"{folder}: the folder holds no {_known_names()} file; name another folder or a file")
    yield from sorted(found)


def _resolved(path: Path) -> Path:
    """Where a path leads; unlike Path.resolve, this raises nothing for links that lead in a circle."""
    return Path(os.path.realpath(path))


def _suffix(path: Path) -> str:
    """The end of a name that tells the format, without that of a packed file."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in OPENERS else suffix


def _open(path: Path) -> File:
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder; check the path")
    if not path.is_file():
        raise InputError(f"{path}: this is no regular file; name a file or a folder")
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{path!r}: the file's name is not UTF-8; rename the file") from error
    suffix = path.suffix.lower()
    if suffix != ZIP and _suffix(path) not in MODULES:
        raise InputError(f"{path}: kgraph reads {_known_names()} files; save it as one of these")
    if path.stat().st_size > LARGEST:
        raise InputError(f"{path}: the file has more than {LARGEST} bytes; divide it")
    return File(path.name, str(path), path.read_bytes())


def _stdin() -> File:
    """Standard input; what it holds tells whether it is JSON Lines, HTML, PDF or plain text."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"standard input: there are more than {LARGEST} bytes; divide them")
    found = _MAGIC.match(data)
    suffix = f".{found.lastgroup}" if found else ""
    return File(f"stdin{suffix}", "standard input", data)


def _known(file: File) -> File:
    """The file, if its name tells a format; raises InputError."""
    if file.suffix not in MODULES:
        raise InputError(f"{file.where}: kgraph reads {_known_names()} files; save it as one of these")
    return file


def _unreadable(error: OSError) -> InputError:
    return InputError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions")


def _is_hidden(name: str) -> bool:
    """Whether a member of an archive is hidden, or is what macOS puts beside the files."""
    return any(part.startswith((".", "__MACOSX")) for part in Path(name).parts)


def _known_names() -> str:
    return ", ".join(sorted(SUFFIXES))
