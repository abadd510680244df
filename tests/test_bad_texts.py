"""Bad texts are read in time that is linear in their length, whatever stands in them, and offsets stay inside."""

from __future__ import annotations

import functools
import os
import time
from pathlib import Path

import pytest
from fuzzing import Fuzzing, check_offsets, first_inputs
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_bad_texts import BAD_TEXTS, PROSE
from made_files import PAGE, TEXT, make_docx, make_pdf, make_zip

import kgraph
from kgraph.documents import collect_documents, read_documents
from kgraph.documents.formats import MODULES
from kgraph.documents.likeness import likeness_keys
from kgraph.documents.unpacking import OPENERS
from kgraph.errors import InputError
from kgraph.model import Document
from kgraph.reading.nlp import LONGEST, split_passages

each_bad_text = pytest.mark.parametrize("kind", BAD_TEXTS)
SIZES = (0, 1_000_000, 5_000_000)

WHOLE = {
    ".html": PAGE.encode(),
    ".pdf": make_pdf(["Iran backed them."], ["Iraq did not."], title="On backing"),
    ".docx": make_docx("Iran backed them.", title="On backing"),
    ".csv": b"id,text,date\n1,Iran.,2020-06-25\n",
    ".tsv": b"id\ttext\n1\tIran.\n",
    ".jsonl": b'{"id": "a", "text": "Iran.", "date": "2020-06-25"}\n',
    ".md": b"---\ntitle: On backing\n---\n# Iran\n",
    ".zip": make_zip({"a.txt": "Iran.", "x/b.html": PAGE}),
    ".txt": TEXT.encode(),
}


def check_pieces(text: str) -> None:
    """Every passage stands in the text at its offset, but for what has been blanked, and none is too long."""
    end = 0
    for start, piece in split_passages(text):
        assert start >= end
        end = start + len(piece)
        assert end <= len(text)
        assert 0 < len(piece) <= LONGEST
        was = text[start:end]
        assert piece == was or all(is_ in (" ", was_) for is_, was_ in zip(piece, was, strict=True))


@each_bad_text
@pytest.mark.parametrize("size", SIZES)
def test_bad_text_is_cut_into_passages(kind: str, size: int) -> None:
    check_pieces(BAD_TEXTS[kind](size))


@each_bad_text
def test_bad_text_of_a_file_is_taken_in(tmp_path: Path, kind: str) -> None:
    text = BAD_TEXTS[kind](1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    begin = time.process_time()
    assert read_documents([path]) == [Document("a.txt", text)]
    collect_documents([path])
    assert likeness_keys(text)
    assert time.process_time() - begin < 20


def test_text_that_is_too_long_is_refused(tmp_path: Path) -> None:
    for size, name in ((2_000_000, "a.txt"), (5_000_000, "b.txt")):
        (tmp_path / name).write_text(BAD_TEXTS["one line"](size))
    collected = collect_documents([tmp_path])
    assert [document.id for document in collected.documents] == ["a.txt"]
    assert "b.txt: the text has 5,000,000 characters; 2,000,000 are the most; divide it" in collected.problems[0]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=5000))
@example("a" * 400 + " b")
@example(f"{PROSE * 40}\n**{PROSE}**")
@example("[" * 50 + "](" * 50)
def test_any_text_is_cut_into_passages(text: str) -> None:
    check_pieces(text)


def broken(data: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with a stretch of them replaced by others."""

    def put(at: int, length: int, others: bytes) -> bytes:
        return data[:at] + others + data[at + length :]

    size = len(data)
    return st.builds(put, st.integers(0, size), st.integers(0, size), st.binary(max_size=20))


@pytest.mark.parametrize("suffix", [*sorted(MODULES), *OPENERS, ".zip"])
def test_any_bytes_give_documents_or_reasons(tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"a{'.txt' if suffix in OPENERS else ''}{suffix}"

    told: list[str] = []

    @settings(max_examples=int(os.environ.get("KGRAPH_FUZZ", "60")), suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(st.binary(max_size=300), broken(WHOLE.get(suffix, WHOLE[".txt"]))))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            collected = collect_documents([path])
        except InputError as error:
            told.append(str(error))
            return
        for document in collected.documents:
            assert document.text.strip()
            for value in (document.id, document.text, document.title or "", document.source or ""):
                assert "\0" not in value
                value.encode()

    check()
    assert all(words.startswith(str(path)) and "\n" not in words for words in told)
    assert capfd.readouterr() == ("", "")


@functools.cache
def reader() -> kgraph.Reader:
    return kgraph.Reader(kgraph.load_ontology())


@pytest.mark.model
@pytest.mark.slow
@each_bad_text
def test_bad_text_is_read_in_linear_time(kind: str) -> None:
    """Four times the text takes about four times as long; the square of it would be sixteen times."""
    seconds = []
    for size in (4_000, 16_000):
        begin = time.process_time()
        (reading,) = reader().read([Document("a.txt", BAD_TEXTS[kind](size))])
        seconds.append(time.process_time() - begin)
        check_offsets(reading)
    assert seconds[1] < 8 * seconds[0] + 1


@pytest.mark.model
@pytest.mark.slow
@settings(max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["Iran", "attacked", "Kata'ib Hezbollah", "he said", "“", "”", ".", "\n", "on Monday", "**"]
            ),
            st.text(alphabet=st.characters(codec="utf-8"), max_size=8),
        ),
        max_size=30,
    )
)
def test_any_text_is_read_with_offsets_inside(words: list[str]) -> None:
    (reading,) = reader().read([Document("a.txt", " ".join(words) or " ")])
    check_offsets(reading)


@pytest.mark.model
@pytest.mark.slow
def test_what_fuzzing_begins_with(tmp_path: Path) -> None:
    """Each form of file, on the way to claims and back; `scripts/fuzz.py` goes on from there."""
    check = Fuzzing(tmp_path)
    for data in [b"", *first_inputs()[::5]]:
        check(data)
    assert check.counts["documents"] >= 40
    assert check.counts["claims"] >= 100
