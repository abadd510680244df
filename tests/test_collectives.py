"""Groups without a name: whose side they are on, where they are, how many they are."""

from __future__ import annotations

import pytest
from parses import passages, resolved, surface

IRAQ = "Iraq/NNP/nsubj/left left=leave/VBD/ROOT ."


def label(text: str, *paragraphs: str) -> str | None:
    actor = surface(resolved(*passages(*paragraphs)), text).actor
    return actor.label if actor else None


LOYAL = "Groups=group/NNS/nsubj/left loyal/JJ/amod/Groups to/IN/prep/loyal {}/NNP/pobj/to left=leave/VBD/ROOT ."


def test_a_group_on_the_side_of_a_state() -> None:
    assert label("Groups", LOYAL.format("Tehran"), IRAQ, IRAQ) == "pro-Iranian groups (Iraq)"
    assert label("Groups", LOYAL.format("Tehran")) == "pro-Iranian groups"


def test_a_group_on_the_side_of_somebody_else() -> None:
    assert label("Groups", LOYAL.format("Hamas"), IRAQ) == "groups loyal to Hamas"


def test_an_affix_tells_the_side_too() -> None:
    sentence = (
        "Pro/JJ/amod/militias +-/HYPH/punct/militias +Iranian/JJ/amod/militias militias=militia/NNS/nsubj/left "
        "left=leave/VBD/ROOT ."
    )
    assert label("Pro-Iranian militias", sentence, IRAQ, IRAQ, IRAQ) == "pro-Iranian militias (Iraq)"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Supporters=supporter/NNS", "supporters in Isfahan"),
        ("Fighters=fighter/NNS", "fighters in Isfahan"),
        ("Soldiers=soldier/NNS", "Iran Armed Forces"),
    ],
)
def test_a_group_of_a_town(noun: str, expected: str | None) -> None:
    word = noun.split("=")[0]
    sentence = f"{noun}/nsubj/left in/IN/prep/{word} Isfahan/NNP/pobj/in left=leave/VBD/ROOT ."
    assert label(word, sentence) == expected


def test_a_number_is_no_part_of_what_a_group_is_called_by_its_place() -> None:
    sentence = (
        "Sixty=sixty/CD/nummod/fighters fighters=fighter/NNS/nsubj/left in/IN/prep/fighters Isfahan/NNP/pobj/in "
        "left=leave/VBD/ROOT ."
    )
    assert label("Sixty fighters", sentence) == "fighters in Isfahan"


def test_an_organisations_people_keep_their_words() -> None:
    sentence = "UN/NNP/compound/supporters supporters=supporter/NNS/nsubj/left left=leave/VBD/ROOT ."
    assert label("supporters", sentence) == "UN supporters"
    sentence = "Supporters=supporter/NNS/nsubj/left of/IN/prep/Supporters Hamas/NNP/pobj/of left=leave/VBD/ROOT ."
    assert label("Supporters", sentence) == "supporters of Hamas"
