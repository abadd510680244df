"""Who was asked and does not comply, read with the real pipeline."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.reading import Reader

pytestmark = pytest.mark.model

SAID = [
    ("Washington asked Ruto to wait, and Ruto did not.", "William Ruto opposes United States"),
    ("Washington asked Ruto to wait, but he refused.", "William Ruto opposes United States"),
    ("Kenya urged Uganda to withdraw. Uganda refused.", "Uganda opposes Kenya"),
]

NOT_SAID = [
    ("Washington asked Ruto to wait, and Kagame did not.", "Paul Kagame opposes United States"),
    ("Washington asked Ruto to wait, and Ruto did.", "William Ruto opposes United States"),
    ("Kenya praised Uganda. Uganda did not.", "Uganda opposes Kenya"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_who_does_not_do_what_is_asked_opposes(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_nobody_opposes_who_was_not_asked(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)
