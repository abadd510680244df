"""Passages: what a line is, what is joined, what is left out, and that offsets stay exact."""

from __future__ import annotations

import pytest
import spacy
from parses import passage

from kgraph.errors import ModelError
from kgraph.model import Document
from kgraph.reading.nlp import load_pipeline, parse, split_passages


def texts(text: str) -> list[str]:
    return [each for _, each in split_passages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \t\n\r\n \u00a0", [], id="whitespace"),
        pytest.param("One.\nTwo.", ["One.", "Two."], id="lines"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="CRLF"),
        pytest.param("One.\rTwo.", ["One.", "Two."], id="old Mac"),
        pytest.param("  One.\t\n\n\tTwo.  ", ["One.", "Two."], id="indented"),
        pytest.param("Iran went\nto war.", ["Iran went to war."], id="wrapped"),
        pytest.param("Iran went\r\nto war.", ["Iran went  to war."], id="wrapped with CRLF"),
        pytest.param("Iran,\nthat is, Tehran.", ["Iran, that is, Tehran."], id="wrapped behind a comma"),
        pytest.param("Iran went\nTo war.", ["Iran went", "To war."], id="a capital begins a passage"),
        pytest.param("It is so.\nand so.", ["It is so.", "and so."], id="a full stop ends one"),
        pytest.param("a heading\n\nand text", ["a heading", "and text"], id="an empty line ends one"),
        pytest.param("# Iran\n\nText.", ["Iran", "Text."], id="Markdown heading"),
        pytest.param("> # Iran", ["# Iran"], id="Markdown quotation"),
        pytest.param("**Iran** and `Iraq`.", ["Iran   and  Iraq ."], id="Markdown marks"),
        pytest.param("See [Iran](http://a.b/c) left.", ["See  Iran                left."], id="Markdown link"),
        pytest.param("He [left] (at last).", ["He [left] (at last)."], id="other brackets"),
        pytest.param("#Iran and C# and a > b", ["#Iran and C# and a > b"], id="hashtags and signs"),
    ],
)
def test_what_a_passage_is(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("GAZA CITY, Gaza Strip (AP) -- Israel attacked.", "Israel attacked."),
        ("BAGHDAD (Reuters) - Iran left.", "Iran left."),
        ("WASHINGTON — Iran left.", "Iran left."),
        ("TEHRAN, Iran – Iran left.", "Iran left."),
        ("MOSCOW: Iran left.", "Iran left."),
        ("Dakar, March 3, APS - Iran left.", "Iran left."),
        ("Dakar, Senegal - Iran left.", "Dakar, Senegal - Iran left."),
        ("Iran -- a state -- left.", "Iran -- a state -- left."),
        ("NATO attacked Serbia.", "NATO attacked Serbia."),
        ("US-backed forces left.", "US-backed forces left."),
        ("BAGHDAD (AP)", "BAGHDAD (AP)"),
    ],
)
def test_datelines_are_left_out(line: str, rest: str) -> None:
    assert texts(line) == [rest]


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\n\r\n  Two 🚀 three.\n\tFour e\u0301.",
        "\ufeffBAGHDAD (AP) — 🇮🇷 Iran left.\nIran, he said,\r\nis gone.",
        "a\u2028b\u2029c\u0085d",
        "\x0bIran\x0c left.\n\u3000Two.",
    ],
)
def test_a_passage_stands_at_its_offset(text: str) -> None:
    for start, found in split_passages(text):
        there = text[start : start + len(found)]
        assert all(a == b or a == " " for a, b in zip(found, there, strict=True))
        assert len(found) == len(there)
        assert found == found.strip()


def test_sentences_have_offsets_into_the_document() -> None:
    paragraph = passage(
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT .", "Iraq/NNP/nsubj/left left=leave/VBD/ROOT .", start=40
    )
    document = Document("a.txt", " " * 40 + paragraph.doc.text)
    records = [record for _, record in paragraph.sentences(document)]
    assert [(s.doc, s.start, s.end, s.text) for s in records] == [
        ("a.txt", 40, 50, "Iran left."),
        ("a.txt", 51, 61, "Iraq left."),
    ]


def test_documents_come_back_whole_and_in_order() -> None:
    documents = [Document("a", "One.\nTwo."), Document("b", ""), Document("c", "Three.")]
    read = [(document.id, passages) for document, passages in parse(spacy.blank("en"), documents)]
    assert [(name, [p.doc.text for p in passages]) for name, passages in read] == [
        ("a", ["One.", "Two."]),
        ("b", []),
        ("c", ["Three."]),
    ]
    assert [(p.index, p.start) for p in read[0][1]] == [(0, 0), (1, 5)]


def test_no_documents_give_nothing() -> None:
    assert list(parse(spacy.blank("en"), [])) == []


def test_a_missing_pipeline_is_told() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline 'xx_no_such' is installed; install it with pip"):
        load_pipeline("xx_no_such")


def test_an_unfit_pipeline_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy, "load", lambda name: spacy.blank("en"))
    with pytest.raises(ModelError, match="lacks: tagger, parser, ner, lemmatizer"):
        load_pipeline("blank")


@pytest.mark.model
def test_the_pinned_pipeline_loads() -> None:
    assert {"tagger", "parser", "ner", "lemmatizer"} <= set(load_pipeline().pipe_names)


MARKED = """# News

**Iran** backs [Hezbollah](https://example.org/a). ![A picture](x.png)
> The `army` __left__.
"""


def test_markup_is_blanked_in_its_place() -> None:
    found = {text: start for start, text in split_passages(MARKED)}
    assert [text.split() for text in found] == [
        ["News"],
        ["Iran", "backs", "Hezbollah", ".", "A", "picture"],
        ["The", "army", "left", "."],
    ]
    for text, start in found.items():
        for word in text.split():
            assert MARKED[start + text.index(word) :].startswith(word)


def test_long_passage_is_cut_behind_a_sentence_else_at_a_blank() -> None:
    sentence = "Iran attacked “Iraq.” "
    pieces = list(split_passages(sentence * 300))
    assert [start for start, _ in pieces] == [0, 2992, 5984]
    assert {text[-22:] for _, text in pieces[:-1]} == {sentence}
    assert "".join(text for _, text in pieces) == (sentence * 300).strip()
    assert [len(text) for text in texts("Iraqis, " * 1000)] == [3000, 3000, 1999]


def test_what_has_no_blanks_for_long_is_no_word() -> None:
    assert texts(f"Iran {'x' * 299} attacked.") == [f"Iran {'x' * 299} attacked."]
    assert texts(f"Iran {'x' * 300} attacked.") == [f"Iran {' ' * 300} attacked."]
    assert texts("(" * 10_000) == []
