from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import pytest

from kgraph.errors import StoreError
from kgraph.exchange.files import new_files


def test_files_appear_together_at_the_end(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    with new_files(paths) as files:
        for number, file in enumerate(files):
            file.write(b"%d" % number)
        assert not any(path.exists() for path in paths)
    assert [path.read_bytes() for path in paths] == [b"0", b"1"]
    assert sorted(tmp_path.iterdir()) == paths


def _break(file: IO[bytes]) -> None:
    file.write(b"new")
    raise RuntimeError("it broke")


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="broke"), new_files([path]) as files:
        _break(files[0])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(StoreError, match=r"a: cannot be written \(No space left on device\)"), new_files([path]):
        raise OSError(28, "No space left on device", None)
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match=r"nowhere/a: cannot be written \(No such file or directory\)"):
        new_files([tmp_path / "nowhere" / "a"]).__enter__()
    with pytest.raises(StoreError, match=r"file/a: cannot be written \(Not a directory\)"):
        new_files([tmp_path / "file" / "a"]).__enter__()


def test_devices_are_written_to_and_not_replaced() -> None:
    with new_files([Path(os.devnull)]) as files:
        files[0].write(b"gone")
    assert not Path(os.devnull).is_file()


def test_a_files_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with new_files([path]) as files:
        files[0].write(b"new")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == b"new"
