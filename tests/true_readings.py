"""Whole texts read with the real pipeline, for the tests that ask what is understood."""

from __future__ import annotations

import pytest

from kgraph.model import Document, Reading
from kgraph.ontology import load
from kgraph.reading import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load())


def read(reader: Reader, text: str, **fields: str) -> Reading:
    """What is read of one document with that text."""
    (reading,) = reader.read([Document("a.txt", text, **fields)])
    return reading


def claims(reader: Reader, text: str, **fields: str) -> list[str]:
    """The claims in words: subject, relation, object."""
    return [f"{c.subject.actor.label} {c.relation} {c.object.actor.label}" for c in read(reader, text, **fields).claims]
