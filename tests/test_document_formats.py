"""Each form in which texts come: what is its text, its title, its date, and how it may be broken."""

from __future__ import annotations

import datetime
import importlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import FIRST, PAGE, SECOND, TEXT, THIRD, TITLE, bare_docx, make_docx, make_pdf

from kgraph.documents import read_documents
from kgraph.documents.formats import MODULES
from kgraph.documents.formats.pdf import unbroken
from kgraph.errors import InputError
from kgraph.model import Document

MADE = datetime.datetime(2020, 6, 26, 8, 0)


def read(path: Path, data: bytes | str, **options: str) -> list[Document]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_documents([path], **options)


def test_page_gives_the_article_alone(tmp_path: Path) -> None:
    (document,) = read(tmp_path / "a.html", PAGE)
    assert (document.title, document.date, document.source) == (TITLE, "2020-06-26", "The Example")
    assert document.text.endswith(TEXT)
    for words in ("Home", "Subscribe", "Cookies", "var x"):
        assert words not in document.text


def test_page_in_an_encoding_that_it_names(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Baghdad", "Łódź")
    assert read(tmp_path / "a.htm", page.encode("iso-8859-2"))[0].title == "Raid in Łódź"


def test_page_without_an_article(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article is found"):
        read(tmp_path / "a.html", "<html><body></body></html>")


def test_pdf(tmp_path: Path) -> None:
    data = make_pdf(["Iran backed Kataib Hezbollah.", "Iraq did not."], ["A second page."], title=TITLE)
    text = "Iran backed Kataib Hezbollah.\nIraq did not.\n\nA second page."
    assert read(tmp_path / "a.pdf", data) == [Document("a.pdf", text, TITLE, "2020-06-26")]


def test_lines_that_the_width_of_the_page_broke(tmp_path: Path) -> None:
    page = "The government of Mustafa al-Kadhimi ordered the arrests, and the sol-\ndiers went to the base of\nKataib.\nIraq"
    assert unbroken(page) == (
        "The government of Mustafa al-Kadhimi ordered the arrests, and the soldiers went to the base of\nKataib.\nIraq"
    )
    assert unbroken("") == ""


def test_docx(tmp_path: Path) -> None:
    data = make_docx(FIRST, SECOND, "", THIRD, title=TITLE, created=MADE)
    text = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert read(tmp_path / "a.docx", data) == [Document("a.docx", text, TITLE, "2020-06-26")]


def test_docx_without_properties_has_no_title(tmp_path: Path) -> None:
    text = f"Iran backed Iraq.\n\n{FIRST}"
    assert read(tmp_path / "a.docx", bare_docx(FIRST.encode())) == [Document("a.docx", text)]


def test_day_a_file_was_made_gives_way_to_the_date_that_its_text_gives(tmp_path: Path) -> None:
    data = make_docx(f"25 June 2020. {FIRST}", created=datetime.datetime(2024, 1, 1))
    assert read(tmp_path / "a.docx", data)[0].date is None


def test_markdown_front_matter_and_heading(tmp_path: Path) -> None:
    text = "---\ntitle: 'On backing'\nlayout: post\ndate: 2020-06-25\nsource: The Example\n---\nIran backed them.\n"
    assert read(tmp_path / "a.md", text) == [Document("a.md", text, "On backing", "2020-06-25", "The Example")]
    assert read(tmp_path / "b.md", "# On backing #\n\nIran.")[0].title == "On backing"
    assert read(tmp_path / "c.md", "---\ndate: June\n---\nIran.")[0] == Document("c.md", "---\ndate: June\n---\nIran.")


def test_csv_columns_are_found_by_name(tmp_path: Path) -> None:
    table = 'Headline;Body;Published\nOne;"Iran; again\nbacked them.";2020-06-25\n;Iraq did not.;\n'
    assert read(tmp_path / "a.csv", table) == [
        Document("a.csv:1", "Iran; again\nbacked them.", "One", "2020-06-25"),
        Document("a.csv:2", "Iraq did not."),
    ]


def test_column_that_is_named(tmp_path: Path) -> None:
    assert read(tmp_path / "a.tsv", "id\ttext\tlead\nx\ty\tIran.\n", text_column="lead") == [Document("x", "Iran.")]
    with pytest.raises(InputError, match="no column named 'story'; name one with --text-column; there are: id, lead"):
        read(tmp_path / "b.csv", "id,lead\nx,y\n", text_column="story")
    with pytest.raises(InputError, match="no column for the text"):
        read(tmp_path / "c.csv", "id,lead\nx,y\n")
    assert read(tmp_path / "d.jsonl", '{"id": "x", "lead": "Iran."}', text_column="lead") == [Document("x", "Iran.")]


def test_field_of_a_table_may_be_long(tmp_path: Path) -> None:
    text = "Iran backed them. " * 20_000
    assert read(tmp_path / "a.csv", f'text\n"{text}"\n')[0].text == text


def test_row_with_too_many_fields(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 1: there are 2 fields for 1 columns"):
        read(tmp_path / "a.csv", "text\nIran, again\n")


def test_parquet(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"article": ["Iran.", "Iraq."], "id": [7, None], "date": [MADE, None], "n": [1, 2]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    assert read_documents([tmp_path / "a.parquet"]) == [
        Document("7", "Iran.", date="2020-06-26"),
        Document("a.parquet:2", "Iraq."),
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Iran’s café\r\n", "utf-8-sig"),
        ("Iran’s café\r\n", "utf-16"),
        ("Iran’s café\r\n", "utf-32"),
        ("Le président français a été reçu à Téhéran par le ministre des Affaires étrangères.", "cp1252"),
        ("Президент России встретился с министром иностранных дел Ирана в Москве.", "cp1251"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(tmp_path / "a.txt", text.encode(encoding))[0].text == text


def test_date_for_those_without_one(tmp_path: Path) -> None:
    records = '{"id": "a", "text": "x", "date": "2019-01-02"}\n{"id": "b", "text": "y"}'
    dates = [document.date for document in read(tmp_path / "r.jsonl", records, date="2020-06-25")]
    assert dates == ["2019-01-02", "2020-06-25"]
    with pytest.raises(InputError, match="'date' is 'June'"):
        read(tmp_path / "r.jsonl", records, date="June")


BROKEN: dict[str, bytes] = {
    ".html": b"\x00\x01",
    ".pdf": b"%PDF-1.7 \x00\x01\x02 startxref 9999",
    ".docx": b"PK\x03\x04 broken",
    ".csv": b"text\n\x00",
    ".parquet": b"PAR1 nothing PAR1",
}


@pytest.mark.parametrize("suffix", BROKEN)
def test_broken_file_is_named_in_one_line(tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"a{suffix}"
    with pytest.raises(InputError) as caught:
        read(path, BROKEN[suffix])
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("library", "name", "extra", "make"),
    [
        ("trafilatura", "a.html", "html", lambda: PAGE.encode()),
        ("pypdf", "a.pdf", "pdf", lambda: make_pdf(["Iran."])),
        ("docx", "a.docx", "docx", lambda: b"PK"),
        ("pyarrow", "a.parquet", "parquet", lambda: b"PAR1"),
        ("backports", "a.txt.zst", "zst", lambda: b"\x28\xb5\x2f\xfd"),
    ],
)
def test_missing_library_names_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str, make: Callable[[], bytes]
) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] == library] or [library]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"is not installed; run `pip install 'kgraph\[{extra}\]'`"):
        read(tmp_path / name, make())


def test_every_form_has_its_module() -> None:
    for name in set(MODULES.values()):
        assert callable(importlib.import_module(f"kgraph.documents.formats.{name}").read)


def test_external_entities_of_a_docx_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    import zipfile

    whole = make_docx("Iran backed them.")
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                head, _, body = part.decode().partition("?>")
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
                part = f"{head}?>{entity}{body.replace('Iran backed', 'Iran &e; backed')}".encode()
            new.writestr(info, part)
    assert "secret" not in read(tmp_path / "a.docx", data.getvalue())[0].text
