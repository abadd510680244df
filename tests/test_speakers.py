"""The first person in quotations: the speaker, and the state or body for which he speaks."""

from __future__ import annotations

import pytest
from parses import passages, resolved, surface

WANT = "want=want/VBP/ccomp/said peace/NN/dobj/want"


def meaning(word: str, speaker: str, *, quoted: bool = True, before: str = "") -> str | None:
    mark = '"' if quoted else "-"
    quote = f"{mark} {word}/PRP/nsubj/want {WANT} {mark} {speaker} said=say/VBD/ROOT ."
    found = surface(resolved(*passages(*([before] if before else []), quote)), word).actor
    return found.label if found else None


MERKEL = "Merkel/NNP/nsubj/said"
KUWAITI = "the/DT/det/minister Kuwaiti/JJ/amod/minister foreign/JJ/amod/minister minister/NN/nsubj/said"


@pytest.mark.parametrize(
    ("word", "speaker", "expected"),
    [
        ("I", MERKEL, "Angela Merkel"),
        ("we", MERKEL, "Germany"),
        ("we", "Hamas/NNP/nsubj/said", "Hamas"),
        ("I", "Hamas/NNP/nsubj/said", None),
        ("we", "Soleimani/NNP/nsubj/said", None),
        ("we", KUWAITI, "Kuwait"),
        ("we", "nobody/NN/nsubj/said", None),
    ],
    ids=["I", "an office holder's we", "a group's we", "no I of a group", "no office", "an office", "unknown"],
)
def test_the_first_person_is_the_speaker(word: str, speaker: str, expected: str | None) -> None:
    assert meaning(word, speaker) == expected


def test_outside_quotations_it_is_the_author() -> None:
    assert meaning("we", MERKEL, quoted=False) is None


def test_the_speaker_of_the_paragraph_speaks_on() -> None:
    first = '" I/PRP/nsubj/left left=leave/VBD/ccomp/said , " Merkel/NNP/nsubj/said said=say/VBD/ROOT .'
    rest = '" we/PRP/nsubj/stay stay=stay/VBP/ROOT . "'
    found = surface(resolved(*passages((first, rest))), "we").actor
    assert found is not None
    assert found.label == "Germany"
