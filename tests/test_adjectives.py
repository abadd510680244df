"""Adjectives: with a hyphen, with a preposition."""

from __future__ import annotations

import pytest
from parses import told, views

from kgraph.reading.extractors import adjectives
from kgraph.reading.extractors.contract import Finding

LEFT = "left=leave/VBD/ROOT ."


def read(*sentences: str) -> list[Finding]:
    return [finding for view in views(*sentences) for finding in adjectives.extract(view)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "The/DT/det/rebels pro/JJ/amod/rebels +-/HYPH/amod/rebels +Iranian/JJ/amod/rebels "
            f"rebels=rebel/NNS/nsubj/left {LEFT}",
            ["pro-Iranian rebels alignedWith Iran"],
            id="pro-Iranian",
        ),
        pytest.param(
            "The/DT/det/rebels anti/JJ/amod/rebels +-/HYPH/amod/rebels +Iranian/JJ/amod/rebels "
            f"rebels=rebel/NNS/nsubj/left {LEFT}",
            ["anti-Iranian rebels opposes Iran"],
            id="anti-Iranian",
        ),
        pytest.param(
            "The/DT/det/rebels US/NNP/npadvmod/backed +-/HYPH/punct/backed +backed=back/VBN/amod/rebels "
            f"rebels=rebel/NNS/nsubj/left {LEFT}",
            ["United States backs US-backed rebels"],
            id="US-backed",
        ),
        pytest.param(
            "The/DT/det/Hamas Iran/NNP/npadvmod/backed +-/HYPH/punct/backed +backed=back/VBN/amod/Hamas "
            f"Hamas/NNP/nsubj/left {LEFT}",
            ["Iran backs Hamas"],
            id="a name behind it",
        ),
        pytest.param(
            f"The/DT/det/word pro/JJ/amod/word +-/HYPH/amod/word +Iranian/JJ/amod/word word/NN/nsubj/left {LEFT}",
            [],
            id="no actor",
        ),
        pytest.param(
            f"A/DT/det/man well/RB/advmod/known +-/HYPH/punct/known +known=know/VBN/amod/man man/NN/nsubj/left {LEFT}",
            [],
            id="another hyphen",
        ),
        pytest.param(
            "Biden/NNP/nsubj/is is=be/VBZ/ROOT loyal/JJ/acomp/is to/IN/prep/loyal Hamas/NNP/pobj/to .",
            ["Joe Biden alignedWith Hamas"],
            id="is loyal to",
        ),
        pytest.param(
            f"Hamas/NNP/nsubj/left ,/,/punct/Hamas loyal/JJ/amod/Hamas to/IN/prep/loyal Iran/NNP/pobj/to , {LEFT}",
            ["Hamas alignedWith Iran"],
            id="behind its noun",
        ),
        pytest.param(
            "Biden/NNP/nsubj/is is=be/VBZ/ROOT old/JJ/acomp/is and/CC/cc/old loyal/JJ/conj/old to/IN/prep/loyal "
            "Hamas/NNP/pobj/to .",
            ["Joe Biden alignedWith Hamas"],
            id="coordinated",
        ),
        pytest.param(
            "Biden/NNP/nsubj/is is=be/VBZ/ROOT at/IN/prep/is odds=odds/NNS/pobj/at with/IN/prep/odds "
            "Egypt/NNP/pobj/with .",
            ["Joe Biden opposes Egypt"],
            id="at odds with",
        ),
        pytest.param(
            "Biden/NNP/nsubj/has has=have/VBZ/ROOT odds=odds/NNS/dobj/has with/IN/prep/odds Egypt/NNP/pobj/with .",
            [],
            id="odds without at",
        ),
        pytest.param("Biden/NNP/nsubj/is is=be/VBZ/ROOT loyal/JJ/acomp/is .", [], id="loyal to nobody"),
        pytest.param(
            "Biden/NNP/nsubj/is is=be/VBZ/ROOT loyal/JJ/acomp/is to/IN/prep/loyal Iran/NNP/pobj/to "
            "and/CC/cc/Iran Egypt/NNP/conj/Iran .",
            ["Joe Biden alignedWith Iran", "Joe Biden alignedWith Egypt"],
            id="to several",
        ),
    ],
)
def test_adjective_frames(sentence: str, expected: list[str]) -> None:
    assert told(read(sentence)) == expected


def test_the_cue_is_both_halves() -> None:
    (finding,) = read(
        "The/DT/det/rebels US/NNP/npadvmod/backed +-/HYPH/punct/backed +backed=back/VBN/amod/rebels "
        f"rebels=rebel/NNS/nsubj/left {LEFT}"
    )
    assert finding.anchor.doc.text[finding.cue[0] : finding.cue[1]] == "US-backed"
    assert finding.subject.surface == "US"


def test_a_hyphen_at_the_end_is_nothing() -> None:
    assert read("Iran/NNP/nsubj/left left=leave/VBD/ROOT -/HYPH/punct/left") == []
