"""A claim explained."""

from __future__ import annotations

from dataclasses import replace

from conftest import BACKING

from kgraph.explain import explanation, marked_sentence
from kgraph.model import Cue, Factuality


def test_words_are_marked() -> None:
    assert marked_sentence(BACKING.claims[0]) == "[subject Iran] [cue backed] [object Kata'ib Hezbollah]."
    assert marked_sentence(BACKING.claims[1]) == "[subject Tehran] [cue did not attack] [object Iraq]."


def test_nested_and_touching_words_are_marked() -> None:
    claim = BACKING.claims[0]
    assert marked_sentence(replace(claim, cue=Cue(0, 11, "Iran backed"))) == (
        "[cue [subject Iran] backed] [object Kata'ib Hezbollah]."
    )
    assert marked_sentence(replace(claim, cue=Cue(4, 11, " backed"))) == (
        "[subject Iran][cue backed] [object Kata'ib Hezbollah]."
    )
    assert marked_sentence(replace(claim, cue=Cue(0, 4, "Iran"))).count("[") == 3


def test_words_outside_the_sentence_are_left_out() -> None:
    claim = BACKING.claims[0]
    assert "cue" not in marked_sentence(replace(claim, cue=Cue(500, 505, "other")))


def test_every_part_is_told() -> None:
    lines = dict(explanation(replace(BACKING.claims[0], factuality=Factuality.POSSIBLE, time="2020")))
    assert lines["says"] == "Iran –backs→ Kataib Hezbollah"
    assert lines["rule"] == "lex:backs.v: X backs Y (extractor: verb)"
    assert lines["subject"] == "“Iran” is Iran (State, name): 'Iran' is a name in the test"
    assert lines["factuality"] == "possible"
    assert lines["said by"] == "the text itself"
    assert lines["time"] == "2020"
    assert lines["document"] == "a.txt, characters 0 to 30"
