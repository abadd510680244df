"""What is listed in place of being raised, what is left out, and how the commands tell of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from commands import fails, run
from conftest import FakeReader
from made_files import FIRST, PAGE, TEXT, make_pdf

import kgraph
from kgraph.cli import main
from kgraph.documents import Options, collect_documents
from kgraph.documents.language import other_language
from kgraph.errors import InputError

GERMAN = (
    "Die Bundesregierung hat am Dienstag neue Sanktionen gegen Russland verkündet. Der Außenminister sagte in Berlin, "
    "die Maßnahmen richteten sich gegen Banken und Energiekonzerne, die den Krieg in der Ukraine mitfinanzieren. Die "
    "Opposition im Bundestag forderte weitere Schritte."
)
CHINESE = "中国外交部发言人星期二表示，北京反对美国对伊朗实施单方面制裁，并呼吁各方保持克制。" * 8
NAMES = (
    "Qais al-Khazali, Hadi al-Amiri, Abu Mahdi al-Muhandis, Faleh al-Fayyadh, Nouri al-Maliki, Haider al-Abadi, "
    "Muqtada al-Sadr, Ammar al-Hakim, Barham Salih, Mohammed al-Halbousi, Adil Abdul-Mahdi, Mustafa al-Kadhimi. "
)
ARABIC = "أعلن رئيس الوزراء العراقي مصطفى الكاظمي يوم الخميس أن قوات الأمن اعتقلت أربعة عشر عنصرا. "
HUNGARIAN_NAMES = "Ferenc Gyurcsány met Viktor Orbán and Péter Magyar in Budapest; Donald Tusk went to Kraków. "


def test_problem_of_one_document_is_listed_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text('{"id": "c1", "text": "x"}\nno JSON\n{"id": "c2"}\n{"id": "c3", "text": "y"}')
    collected = collect_documents([tmp_path, tmp_path / "nowhere.txt"])
    assert [document.id for document in collected.documents] == ["b.txt", "c1", "c3"]
    words = ("binary file", "line 2: this is not JSON", "line 3: 'text' is missing", "no such file")
    for part, problem in zip(words, collected.problems, strict=True):
        assert part in problem


def test_nothing_but_problems(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\0")
    with pytest.raises(InputError, match=r"a\.txt: this is a binary file.* \(and 1 more\)"):
        collect_documents([tmp_path])


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (GERMAN, "de"),
        (CHINESE, "wuu"),  # Wu Chinese: its kinds are hardly told from each other
        (TEXT, None),
        (GERMAN[:150], None),
        (NAMES * 5, None),
        (HUNGARIAN_NAMES * 5, None),
        ("🔥" * 500, None),
        (f"{TEXT} He said: “{GERMAN[:80]}”", None),
        (TEXT.upper(), None),
        (TEXT + ARABIC * 9, None),
        (ARABIC * 9, "ar"),
    ],
)
def test_other_languages_are_told_only_where_that_is_sure(text: str, other: str | None) -> None:
    assert other_language(text, "en") == other


def test_documents_in_other_languages_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN)
    (tmp_path / "b.txt").write_text(TEXT)
    collected = collect_documents([tmp_path], Options(language="en"))
    assert ([document.id for document in collected.documents], collected.other_languages) == (
        ["b.txt"],
        {"a.txt": "de"},
    )
    assert len(collect_documents([tmp_path]).documents) == 2


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (TEXT.encode(), "stdin"),
        (b'\n{"id": "x", "text": "y"}', "x"),
        (PAGE.encode(), "stdin.html"),
        (make_pdf(["Iran."]), "stdin.pdf"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, id_: str) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [document.id for document in collect_documents(["-"]).documents] == [id_]


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch, plain_pages: None) -> None:
    monkeypatch.setattr(kgraph, "Reader", lambda *_, **__: FakeReader(), raising=False)


def test_build_tells_what_it_did_not_read(tmp_path: Path, fake_reader: None) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_bytes(b"\0")
    (texts / "b.txt").write_text(TEXT)
    (texts / "c.txt").write_text(GERMAN)
    (texts / "d.txt").symlink_to(tmp_path / "e.txt")
    (tmp_path / "e.txt").write_text(FIRST)
    result = run("build", texts, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "Read 1 document (1 new, 0 again)" in result.stdout
    assert "Not read, for 1 reason:\n" in result.stderr
    assert "a.txt: this is a binary file" in result.stderr
    assert "Left out 1 in another language (de 1), such as c.txt; --language any reads them" in result.stderr
    assert "d.txt leads out of its folder" in result.stderr
    (texts / "a.txt").unlink()
    result = run("build", texts, "-o", tmp_path / "out", "--language", "any")
    assert result.exit_code == 0
    assert "Read 2 documents (1 new, 1 again)" in result.stdout


def test_extract_reads_standard_input(fake_reader: None) -> None:
    record = {"id": "a.txt", "text": "x"}
    result = CliRunner().invoke(main, ["extract", "-"], input=json.dumps(record) + "\nno JSON\n")
    assert result.exit_code == 3
    assert {json.loads(line)["doc"] for line in result.stdout.splitlines()} == {"a.txt"}
    assert "standard input, line 2: this is not JSON" in result.stderr


def test_many_problems_are_counted(tmp_path: Path, fake_reader: None) -> None:
    lines = ['{"id": "a", "text": "x"}', *["no JSON"] * 30]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    result = run("extract", tmp_path / "a.jsonl")
    assert "Not read, for 30 reasons:" in result.stderr
    assert result.stderr.rstrip().endswith("… and 10 more")


def test_problem_cannot_steer_the_terminal(tmp_path: Path, fake_reader: None) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y", "date": "\\u001b[31m"}')
    assert "\x1b" not in run("extract", tmp_path / "a.jsonl").stderr


def test_only_a_bad_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    fails(run("build", tmp_path / "a.txt", "-o", tmp_path / "out"), "binary file")
    fails(run("extract", tmp_path / "a.txt", "--date", "June"), "not an ISO 8601 date")
