"""Files written whole or not at all, so that an error leaves what stood there before."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from kgraph.errors import StoreError


@contextmanager
def new_files(paths: Sequence[Path]) -> Iterator[list[IO[bytes]]]:
    """Files to write in; they take their places together once all is written. Raises StoreError."""
    written: dict[Path, Path] = {}
    try:
        with ExitStack() as stack:
            yield [_open(stack, path, written) for path in paths]
        for new, path in written.items():
            new.replace(path)
    except OSError as error:
        _remove(written)
        named = Path(error.filename or paths[0])
        why = error.strerror or error
        raise StoreError(f"{written.get(named, named)}: cannot be written ({why}); name another file") from error
    except BaseException:
        _remove(written)
        raise


def _open(stack: ExitStack, path: Path, written: dict[Path, Path]) -> IO[bytes]:
    """A new file beside the place where it is to go; a device or a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        return stack.enter_context(path.open("wb"))
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    written[new] = path
    file = stack.enter_context(new.open("xb"))
    if path.exists():
        new.chmod(path.stat().st_mode)
    return file


def _remove(written: Iterable[Path]) -> None:
    for new in written:
        with suppress(OSError):
            new.unlink()
