"""Titles whose state the document does not say: terms of office, governments named after a head, nationals."""

from __future__ import annotations

import pytest
from parses import told, views

from kgraph.reading.extractors import titles
from kgraph.reading.extractors.contract import Finding

LEFT = "left=leave/VBD/ROOT ."
GERMANY = f"Germany/NNP/nsubj/left {LEFT}"
CHANCELLOR = f"Chancellor/NNP/compound/Merkel Merkel/NNP/nsubj/left {LEFT}"


def read(*sentences: str) -> list[Finding]:
    return [finding for view in views(*sentences) for finding in titles.extract(view)]


def test_a_title_alone_is_of_the_state_where_the_term_was() -> None:
    (finding,) = read(GERMANY, CHANCELLOR)
    assert told([finding]) == ["Angela Merkel leads Germany"]
    assert finding.object.surface == "Chancellor"
    assert finding.object.rule == "Angela Merkel was chancellor of Germany from 2005-11-22"


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([CHANCELLOR], id="the document does not name the state"),
        pytest.param([GERMANY, CHANCELLOR.replace("Chancellor", "President")], id="another office"),
        pytest.param([f"Iraq/NNP/nsubj/left {LEFT}", CHANCELLOR], id="another state"),
        pytest.param([GERMANY, f"German/JJ/amod/Chancellor {CHANCELLOR}"], id="the title has its state"),
    ],
)
def test_otherwise_it_is_nothing(sentences: list[str]) -> None:
    assert read(*sentences) == []


def test_a_government_named_after_its_head() -> None:
    sentence = (
        "The/DT/det/government Merkel/NNP/compound/government German/JJ/amod/government government/NN/nsubj/left "
        f"{LEFT}"
    )
    assert told(read(sentence)) == ["Angela Merkel leads Government of Germany"]


def test_the_body_behind_a_name() -> None:
    of_hamas = "Merkel/NNP/nsubj/left of/IN/prep/Merkel"
    assert told(read(f"{of_hamas} Hamas/NNP/pobj/of {LEFT}")) == ["Angela Merkel memberOf Hamas"]
    assert told(read(f"{of_hamas} Germany/NNP/pobj/of {LEFT}")) == ["Angela Merkel leads Germany"]
    assert read(f"{of_hamas} Iraq/NNP/pobj/of {LEFT}") == []


def test_forces_in_a_state() -> None:
    forces = "The/DT/det/troops {}/JJ/amod/troops troops=troop/NNS/nsubj/left in/IN/prep/troops Iraq/NNP/pobj/in"
    assert told(read(f"{forces.format('American')} {LEFT}")) == ["United States Armed Forces operatesIn Iraq"]
    assert read(f"{forces.format('Iraqi')} {LEFT}") == []


def test_a_state_named_after_its_head() -> None:
    of_merkel = "Merkel/NNP/poss/Germany 's/POS/case/Merkel"
    assert told(read(f"{of_merkel} Germany/NNP/nsubj/left {LEFT}")) == ["Angela Merkel leads Germany"]
    assert read(f"{of_merkel.replace('/Germany', '/town')} German/JJ/amod/town town/NN/nsubj/left {LEFT}") == []


def test_the_national_of_a_state_before_a_name() -> None:
    sentence = f"the/DT/det/Doe American/JJ/amod/Doe Jane/NNP/compound/Doe/PERSON Doe/NNP/nsubj/left/PERSON {LEFT}"
    assert told(read(sentence)) == ["Jane Doe memberOf United States"]
    assert read(sentence.replace("the/DT", "an/DT")) == []
