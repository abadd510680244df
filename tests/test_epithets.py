"""Persons called by what they are: "the general" after a name, and when it is nobody whom the text has named."""

from __future__ import annotations

from datetime import date

import pytest
from parses import passages, resolved, surface

TODAY = date(2021, 6, 25)
LEFT = "left=leave/VBD/ROOT ."


def subject(name: str) -> str:
    return f"{name}/NNP/nsubj/left {LEFT}"


def noun(word: str, *before: str, article: str = "The") -> str:
    words = " ".join(f"{each}/JJ/amod/{word}" for each in before)
    return f"{article}/DT/det/{word} {words} {word}/NN/nsubj/left {LEFT}"


def meaning(text: str, *sentences: str) -> str | None:
    found = surface(resolved(*passages(sentences), today=TODAY), text).actor
    return found.label if found else None


RAHIMI = "Ali/NNP/compound/Rahimi/PERSON Rahimi/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
SOLEIMANI_MET_RAHIMI = (
    "Soleimani/NNP/nsubj/met met=meet/VBD/ROOT Ali/NNP/compound/Rahimi/PERSON Rahimi/NNP/dobj/met/PERSON ."
)
TWO_SUBJECTS = (
    "Soleimani/NNP/nsubj/left left=leave/VBD/ROOT and/CC/cc/left Biden/NNP/nsubj/stayed stayed=stay/VBD/conj/left ."
)


def test_the_person_in_focus_is_called_by_a_rank() -> None:
    assert meaning("general", RAHIMI, noun("general")) == "Ali Rahimi"


def test_the_subject_stands_out() -> None:
    assert meaning("general", SOLEIMANI_MET_RAHIMI, noun("general")) == "Qasem Soleimani"


def test_of_two_alike_none_is_meant() -> None:
    assert meaning("general", TWO_SUBJECTS, noun("general")) is None


def test_a_state_tells_whose_man_it_is() -> None:
    assert meaning("envoy", SOLEIMANI_MET_RAHIMI, noun("envoy", "Iranian")) == "Qasem Soleimani"
    assert meaning("envoy", SOLEIMANI_MET_RAHIMI, noun("envoy", "Kuwaiti")) == "Envoy of Kuwait"


def test_who_holds_another_office_is_not_meant() -> None:
    assert meaning("ambassador", subject("Merkel"), noun("ambassador", "German")) == "Ambassador of Germany"
    assert meaning("general", subject("Merkel"), noun("general")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        noun("general", article="A"),
        noun("general", "same"),
        noun("ally"),
        f"The/DT/det/General General/NNP/nsubj/left {LEFT}",
        "The/DT/det/general general/NN/nsubj/left who/WP/nsubj/fled fled=flee/VBD/relcl/general left=leave/VBD/ROOT .",
        "Biden/NNP/nsubj/is is=be/VBZ/ROOT the/DT/det/general general/NN/attr/is .",
    ],
)
def test_what_does_not_refer_back(sentence: str) -> None:
    text = (
        "General"
        if "General" in sentence
        else "ally"
        if "ally" in sentence
        else "same general"
        if "same" in sentence
        else "general"
    )
    assert meaning(text, RAHIMI, sentence) != "Ali Rahimi"


def test_in_one_sentence_the_noun_is_another_person() -> None:
    said = "Ali/NNP/compound/Rahimi/PERSON Rahimi/NNP/nsubj/said/PERSON said=say/VBD/ROOT that/IN/mark/left"
    assert meaning("general", f"{said} the/DT/det/general general/NN/nsubj/left left=leave/VBD/ccomp/said .") is None


def test_a_bare_title_is_that_of_its_holder_named_last() -> None:
    first = f"Iraqi/JJ/amod/army army/NN/nsubj/left {LEFT}"
    assert (
        meaning(
            "president", first, f"al/NNP/compound/Sisi -/HYPH/punct/Sisi Sisi/NNP/nsubj/left {LEFT}", noun("president")
        )
        == "Abdel Fattah al-Sisi"
    )


def test_a_former_holder_is_not_who_holds_it_now() -> None:
    assert meaning("president", subject("Egypt"), noun("president")) == "Abdel Fattah al-Sisi"
    assert meaning("former president", subject("Egypt"), noun("president", "former")) is None


def test_one_of_a_nation_is_the_person_of_it_just_named() -> None:
    iranian = f"The/DT/det/Iranian Iranian/NNP/nsubj/left {LEFT}"
    assert meaning("Iranian", subject("Soleimani"), iranian) == "Qasem Soleimani"
    assert meaning("Iranian", subject("Merkel"), iranian) == "Iran"
    assert meaning("Iranian", subject("Soleimani"), RAHIMI, iranian) == "Iran"


def test_of_a_list_none_stands_out() -> None:
    both = f"Soleimani/NNP/nsubj/left and/CC/cc/Soleimani Biden/NNP/conj/Soleimani {LEFT}"
    assert meaning("general", both, noun("general")) is None


def test_an_adjective_may_stand_for_a_noun() -> None:
    assert meaning("general", RAHIMI, f"The/DT/det/general general/JJ/nsubj/left {LEFT}") == "Ali Rahimi"


def test_who_leads_no_state_may_be_called_by_a_rank() -> None:
    own = f"His/PRP$/poss/army army/NN/nsubj/left {LEFT}"
    assert meaning("general", RAHIMI, own, noun("general")) == "Ali Rahimi"


def test_who_was_introduced_by_the_same_noun_is_that_one() -> None:
    stranger = noun("general", article="A")
    assert meaning("general", stranger, RAHIMI, noun("general")) is None
