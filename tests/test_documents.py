"""Files to documents, and every way in which a file can be wrong."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from kgraph.documents import read_documents
from kgraph.errors import InputError
from kgraph.model import Document


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_text_stays_as_it_came_in(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Iran\r\nbacked\r them.\n\n")
    assert read_documents([path]) == [Document("a.txt", "Iran\r\nbacked\r them.\n\n")]


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_documents([write(tmp_path / "a.txt", b"\xef\xbb\xbfIran")])[0].text == "Iran"


def test_folder_is_searched_recursively_and_in_order(tmp_path: Path) -> None:
    for name in ("z/b.md", "a.txt", "z/a.markdown", "notes.xml", ".git/x.txt", "UPPER.TXT"):
        write(tmp_path / name, name)
    write(tmp_path / "r.jsonl", '{"id": "r1", "text": "One."}\n')
    assert [document.id for document in read_documents([tmp_path])] == [
        "UPPER.TXT",
        "a.txt",
        "r1",
        "a.markdown",
        "b.md",
    ]


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Iran")
    assert len(read_documents([path, tmp_path, str(path)])) == 1


def test_jsonl_fields(tmp_path: Path) -> None:
    records = [
        {"id": "x", "text": "One\u2028line.", "title": "T", "date": "2020-06-25T10:00:00Z", "source": "S", "more": 1},
        {"id": 17, "text": "Two.", "title": None, "date": ""},
    ]
    text = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    assert read_documents([write(tmp_path / "r.jsonl", text)]) == [
        Document("x", "One\u2028line.", "T", "2020-06-25", "S"),
        Document("17", "Two."),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t", "is empty"),
        ("a.txt", b"PK\x03\x04\0\0", "binary file (a NUL byte at offset 4)"),
        ("a.txt", "Iran’s café – déjà vu, “naïve”".encode() + b" \xe9 ", "damaged UTF-8 (byte 0xe9 at offset 43)"),
        ("a.txt", b"\xef\xbb\xbfcaf\xe9 ", "it is not UTF-8 at byte 6"),
        ("a.txt", b"\xff\xfeI\0r", "by its mark this is UTF-16, but"),
        ("a.txt", b"\xff\xfeI\0\0\0", "a NUL character at offset 1"),
        ("a.xls", b"x", "save it as one of these"),
        ("r.jsonl", b'{"id": "a", "text": "x"}\n{"id": "b",', "line 2: this is not JSON"),
        ("r.jsonl", b"[" * 100_000, "line 1: this is not JSON"),
        ("r.jsonl", b"[1]", "not a JSON object"),
        ("r.jsonl", b'{"text": "x"}', "'id' is missing"),
        ("r.jsonl", b'\n{"id": "a"}', "line 2: 'text' is missing"),
        ("r.jsonl", b'{"id": true, "text": "x"}', "'id' must be a string"),
        ("r.jsonl", b'{"id": "a", "text": "  "}', "'text' must be a string that is not empty"),
        ("r.jsonl", b'{"id": "a", "text": "x", "title": 3}', "'title' must be a string"),
        ("r.jsonl", b'{"id": "a", "text": "x", "date": "June"}', "not an ISO 8601 date"),
        ("r.jsonl", b'{"id": "a", "text": "x\\ud800"}', "half a surrogate pair"),
        ("r.jsonl", b'{"id": "a", "text": "x\\u0000"}', "NUL"),
        ("r.jsonl", b'{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}', "line 2: the id 'a' is taken by"),
    ],
)
def test_bad_file_is_named_in_one_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = write(tmp_path / name, data)
    with pytest.raises(InputError) as caught:
        read_documents([path])
    message = str(caught.value)
    assert words in message
    assert message.startswith(str(path))
    assert "\n" not in message


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_documents([tmp_path / "nowhere.txt"])


def test_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no"):
        read_documents([tmp_path])


def test_same_name_in_two_folders(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.txt", "One.")
    write(tmp_path / "y" / "a.txt", "Two.")
    with pytest.raises(InputError, match=r"the id 'a\.txt' is taken by"):
        read_documents([tmp_path])


def test_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", "Iran backed them.")
    write(tmp_path / "locked" / "b.txt", "Iran backed them.")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match=r"locked: cannot be read \(Permission denied\)"):
        read_documents([tmp_path])
