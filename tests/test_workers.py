"""Parsing in several processes: in order, deaf to Ctrl-C, and with a word when one of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import ModelError
from kgraph.model import Document
from kgraph.reading.nlp import parse
from kgraph.reading.workers import AHEAD, BATCH, parse_in_workers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

TEXTS = [f"Text {number}." for number in range(BATCH * AHEAD * 4)]


class Dying:
    """A tokenizer that ends its process at one word."""

    def __init__(self, nlp: Language) -> None:
        self.tokenizer = nlp.tokenizer

    def __call__(self, text: str) -> Doc:
        if text == "die":
            os._exit(1)
        return self.tokenizer(text)


def test_texts_come_back_in_order() -> None:
    assert [doc.text for doc in parse_in_workers(spacy.blank("en"), iter(TEXTS), 2)] == TEXTS
    assert list(parse_in_workers(spacy.blank("en"), [], 2)) == []


def test_documents_are_the_same_as_from_one_process() -> None:
    documents = [Document("a", "One.\nTwo."), Document("b", ""), Document("c", "Three.")]

    def read(processes: int) -> list[tuple[str, list[tuple[int, int, str]]]]:
        parsed = parse(spacy.blank("en"), documents, processes)
        return [(document.id, [(p.index, p.start, p.doc.text) for p in passages]) for document, passages in parsed]

    assert read(2) == read(1)


def test_a_worker_leaves_interrupts_to_the_first_process() -> None:
    docs = parse_in_workers(spacy.blank("en"), TEXTS, 1)
    first = next(docs)
    for worker in multiprocessing.active_children():
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGINT)
    assert [first.text, *(doc.text for doc in docs)] == TEXTS


def test_workers_end_when_the_reading_does() -> None:
    docs = parse_in_workers(spacy.blank("en"), TEXTS * 10, 2)
    next(docs)
    docs.close()
    assert multiprocessing.active_children() == []


def test_a_killed_worker_is_told() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = Dying(nlp)
    with pytest.raises(ModelError, match="try fewer processes"):
        list(parse_in_workers(nlp, [*TEXTS, "die"], 2))
