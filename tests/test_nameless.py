"""Capitals that name nobody: titles, fragments, months, things."""

from __future__ import annotations

import pytest
from parses import found, passage

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import PLACE


def names(sentence: str) -> list[str]:
    return [c.surface for c in found(passage(sentence)) if c.kind is MentionKind.NAME and c.type != PLACE]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("October/NNP/nsubj/left", id="a month"),
        pytest.param("Assistant/NNP/compound/Secretary/ORG Secretary/NNP/nsubj/left/ORG", id="a rank"),
        pytest.param(
            "Near/NNP/compound/Affairs/ORG Eastern/NNP/compound/Affairs/ORG Affairs/NNPS/nsubj/left/ORG",
            id="a part of a title",
        ),
        pytest.param("Gilgel/NNP/compound/Dam/ORG Dam/NNP/nsubj/left/ORG", id="a thing"),
        pytest.param("Treaty/NNP/nsubj/left/ORG of/IN/prep/Treaty/ORG Sevres/NNP/pobj/of/ORG", id="a text"),
    ],
)
def test_words_that_only_have_a_capital_are_no_names(name: str) -> None:
    assert names(f"Then/RB/advmod/left {name} left=leave/VBD/ROOT .") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Council/NNP/nsubj/left", "Council", id="a body that the document may have in full"),
        pytest.param(
            "National/NNP/compound/Army/ORG Army/NNP/nsubj/left/ORG", "National Army", id="a body of common words"
        ),
        pytest.param(
            "Security/NNP/compound/Melo/PERSON Minister/NNP/compound/Melo/PERSON Melo/NNP/nsubj/left/PERSON",
            "Melo",
            id="a person behind his title",
        ),
    ],
)
def test_what_is_left_is_a_name(name: str, expected: str) -> None:
    assert names(f"Then/RB/advmod/left {name} left=leave/VBD/ROOT .") == [expected]
