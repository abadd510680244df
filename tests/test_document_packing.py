"""Packed files and archives, and those that are made to do harm."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import re
import stat
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from backports import zstd
from made_files import FIRST, PAGE, bare_docx, make_docx, make_pdf, make_zip

from kgraph.documents import collect_documents, file, read_documents
from kgraph.errors import InputError
from kgraph.model import Document

TEXT = "Iran backed them.\n"
PACKED = {
    "gz": gzip.compress(TEXT.encode()),
    "bz2": bz2.compress(TEXT.encode()),
    "xz": lzma.compress(TEXT.encode()),
    "zst": zstd.compress(TEXT.encode()),
}


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a small bomb already passes."""
    monkeypatch.setattr(file, "FREE", 50_000)


@pytest.mark.parametrize("suffix", PACKED)
def test_packed_file(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.txt.{suffix}").write_bytes(PACKED[suffix])
    assert read_documents([tmp_path]) == [Document("a.txt", TEXT)]


@pytest.mark.parametrize("suffix", PACKED)
def test_packed_file_that_is_cut_off_or_no_such_file(tmp_path: Path, suffix: str) -> None:
    for data in (PACKED[suffix][:-4], b"no such file"):
        path = tmp_path / f"a.txt.{suffix}"
        path.write_bytes(data)
        with pytest.raises(InputError, match=r"a\.txt.*(cannot be unpacked|is empty)"):
            read_documents([path])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd.compress])
def test_bomb_is_not_unfolded(tmp_path: Path, pack: object, little: None) -> None:
    suffix = {gzip: "gz", bz2: "bz2", lzma: "xz"}.get(__import__(pack.__module__), "zst")  # type: ignore[attr-defined]
    path = tmp_path / f"a.txt.{suffix}"
    path.write_bytes(pack(b"a" * 5_000_000))  # type: ignore[operator]
    with pytest.raises(InputError, match=r"bytes unfold to more than \d+"):
        read_documents([path])


def test_zip_archive(tmp_path: Path) -> None:
    members = {"x/a.txt": TEXT, "b.html": PAGE, ".hidden.txt": "x", "__MACOSX/a.txt": "x", "c.png": "x", "x/": ""}
    (tmp_path / "news.zip").write_bytes(make_zip(members))
    assert [document.id for document in read_documents([tmp_path])] == ["a.txt", "b.html"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_name_that_leads_out_of_the_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / "news.zip").write_bytes(make_zip({name: "x", "b.txt": TEXT}))
    collected = collect_documents([tmp_path / "news.zip"])
    assert [document.id for document in collected.documents] == ["b.txt"]
    assert "leads out of the archive" in collected.problems[0]


def test_what_an_archive_should_not_hold(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    members = {link: "/etc/passwd", "in.zip": make_zip({"c.txt": TEXT}), "d.txt.gz": PACKED["gz"], "b.txt": TEXT}
    (tmp_path / "news.zip").write_bytes(make_zip(members))
    collected = collect_documents([tmp_path / "news.zip"])
    assert [document.id for document in collected.documents] == ["b.txt"]
    for words, problem in zip(
        ("symbolic link", "packed once more", "packed once more"), collected.problems, strict=True
    ):
        assert words in problem


def test_archive_that_unfolds_to_too_much(tmp_path: Path, little: None) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(make_zip({f"{number}.txt": "a" * 1_000_000 for number in range(5)}))
    with pytest.raises(InputError, match="would unfold to 5 files with 5000000 bytes"):
        read_documents([path])


def test_archive_that_lies_about_its_sizes(tmp_path: Path, little: None) -> None:
    data = bytearray(make_zip({"a.txt": "a" * 1_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = (1000).to_bytes(4, "little")
    path = tmp_path / "news.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match="cannot be unpacked"):
        read_documents([path])


def test_archive_that_asks_for_a_password(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path = tmp_path / "news.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.txt: it cannot be unpacked"):
        read_documents([path])


def test_docx_that_unfolds_to_too_much(tmp_path: Path, little: None) -> None:
    data = io.BytesIO(make_docx("Iran."))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", "a" * 10_000_000)
    path = tmp_path / "a.docx"
    path.write_bytes(data.getvalue())
    with pytest.raises(InputError, match="would unfold to"):
        read_documents([path])


def test_parquet_that_unfolds_to_too_much(tmp_path: Path, little: None) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"id": list(map(str, range(5000))), "text": ["Iran. " * 1000] * 5000})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet", compression="zstd")
    with pytest.raises(InputError, match="far more text than the file has bytes"):
        read_documents([tmp_path / "a.parquet"])


BOMB = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY e0 "lol">{BOMB}<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entity", ["&e9;", "&secret;"])
def test_entities_are_not_resolved(tmp_path: Path, entity: str) -> None:
    page = f'<?xml version="1.0"?>{DOCTYPE}{PAGE.replace("<!DOCTYPE html>", "").replace(FIRST, FIRST + entity)}'
    (tmp_path / "a.xhtml").write_text(page)
    with zipfile.ZipFile(io.BytesIO(bare_docx(entity.encode()))) as whole:
        parts: dict[str | zipfile.ZipInfo, bytes | str] = {name: whole.read(name) for name in whole.namelist()}
        parts["word/document.xml"] = DOCTYPE.encode() + whole.read("word/document.xml")
    (tmp_path / "a.docx").write_bytes(make_zip(parts))
    for path in tmp_path.iterdir():
        with contextlib.suppress(InputError):
            (document,) = read_documents([path])
            assert len(document.text) < 1000
            assert "lol" not in document.text
            assert "root:" not in document.text


def test_tags_within_tags_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("<article>", "<article>" + "<div>" * 100_000))
    deep = "</w:t></w:r></w:p>" + "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p><w:r><w:t>"
    (tmp_path / "b.docx").write_bytes(bare_docx(deep.encode()))
    begin = time.process_time()
    collected = collect_documents([tmp_path])
    assert len(collected.documents) + len(collected.problems) == 2
    assert time.process_time() - begin < 20


def test_pdf_file_that_unfolds_to_too_much(tmp_path: Path) -> None:
    stream = zlib.compress(b"(Iran backed Iraq.) Tj T* " * 5_000_000)
    data = make_pdf(["Iran."]).replace(b"/Length ", b"/Filter /FlateDecode /Length ")
    (tmp_path / "a.pdf").write_bytes(re.sub(rb"(?s)(stream\n).*?(\nendstream)", lambda m: m[1] + stream + m[2], data))
    with pytest.raises(InputError, match=r"a\.pdf"):
        read_documents([tmp_path])


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
    (inside / "a.txt").write_text(TEXT)
    (outside / "secret.txt").write_text("A secret.")
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "same.txt").symlink_to(inside / "a.txt")
    for paths in ([inside], [f"{inside}/*"], [f"{inside}/**/*.txt"]):
        collected = collect_documents(paths)
        assert [document.id for document in collected.documents] == ["a.txt"]
        assert str(inside / "b.txt") in collected.outside
    assert [document.id for document in read_documents([inside / "b.txt"])] == ["b.txt"]


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").symlink_to("c.txt")
    (tmp_path / "c.txt").symlink_to("b.txt")
    (tmp_path / "folder").symlink_to(tmp_path)
    assert [document.id for document in read_documents([tmp_path])] == ["a.txt"]
    for name in ("b.txt", "x" * 5000):
        with pytest.raises(InputError, match=r"no such file|cannot be read"):
            read_documents([tmp_path / name])


def test_patterns(tmp_path: Path) -> None:
    for name in ("x/a.txt", "x/b.md", "y/c.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [each.id for each in read_documents([tmp_path / "*" / "*.txt"])] == ["a.txt", "c.txt"]
    assert [each.id for each in read_documents([f"{tmp_path}/**/*.txt"])] == ["d.txt", "a.txt", "c.txt"]
    with pytest.raises(InputError, match="no file matches"):
        read_documents([tmp_path / "*.html"])


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT)
    assert [each.id for each in read_documents([tmp_path / "a[1].txt"])] == ["a[1].txt"]
