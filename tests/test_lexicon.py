"""Looking up frames: by lemma, in both spellings of English, by affix; and how specific a pattern is."""

from __future__ import annotations

import pytest
from parses import lexicon, parse

from kgraph.ontology.patterns import adjective_pattern, noun_pattern, role_pattern, verb_pattern
from kgraph.ontology.records import Frame, FrameKind
from kgraph.reading.predicates.lexicon import Use, lemmas, spellings


def texts(uses: list[Use]) -> list[str]:
    return [use.pattern.text for use in uses]


def test_each_kind_has_its_own_shelf() -> None:
    words = lexicon()
    assert texts(words.verbs("back")) == ["X back Y"]
    assert texts(words.nouns("attack")) == ["X attack on|against Y"]
    assert texts(words.roles("ally")) == ["X ally of Y", "Y ally X"]
    assert texts(words.adjectives("close")) == ["X loyal|close to Y"]
    assert words.verbs("ally") == words.nouns("back") == words.roles("loyal") == words.adjectives("ally") == []


def test_a_frame_hangs_on_its_head_and_not_on_its_modifiers() -> None:
    words = lexicon()
    assert texts(words.nouns("strike")) == ["X air strike on Y"]
    assert words.nouns("air") == []
    assert texts(words.roles("minister")) == ["X prime minister of Y", "Y prime minister X"]
    assert texts(words.roles("chief")) == ["X chief of staff of Y", "Y chief of staff X"]


def test_both_alternatives_of_a_head_are_found() -> None:
    words = lexicon()
    assert texts(words.nouns("killing")) == texts(words.nouns("assassination"))
    assert texts(words.verbs("condemn")) == texts(words.verbs("criticise"))


def test_hyphenated_adjectives_are_found_by_their_affix() -> None:
    words = lexicon()
    assert texts(words.prefixed("pro")) == ["pro-Y X"]
    assert texts(words.suffixed("backed")) == ["X-backed Y"]
    assert words.adjectives("backed") == words.prefixed("backed") == words.suffixed("pro") == []


@pytest.mark.parametrize(
    ("word", "both"),
    [
        ("criticise", {"criticise", "criticize"}),
        ("organize", {"organise", "organize"}),
        ("normalisation", {"normalisation", "normalization"}),
        ("labour", {"labour", "labor"}),
        ("defence", {"defence", "defense"}),
        ("paralyse", {"paralyse", "paralyze"}),
        ("organizer", {"organiser", "organizer"}),
        ("attack", {"attack"}),
    ],
)
def test_both_spellings_of_english(word: str, both: set[str]) -> None:
    assert set(spellings(word)) == both
    assert spellings(word)[0] == word


def test_the_american_spelling_finds_the_frame() -> None:
    assert texts(lexicon().verbs("criticize")) == texts(lexicon().verbs("criticise")) != []


@pytest.mark.parametrize(
    ("token", "forms"),
    [
        ("backed=back/VBD/ROOT", ["back", "backe"]),
        ("waged=wag/VBD/ROOT", ["wag", "wage"]),
        ("waging=wag/VBG/ROOT", ["wag", "wage"]),
        ("accused=accuse/VBN/ROOT", ["accuse"]),
        ("wiretapped=wiretappe/VBN/ROOT", ["wiretappe", "wiretap"]),
        ("agreed=agree/VBD/ROOT", ["agree"]),
        ("Visits=visit/VBZ/ROOT", ["visit"]),
        ("hit/VB/ROOT", ["hit"]),
    ],
)
def test_the_base_forms_of_a_verb(token: str, forms: list[str]) -> None:
    assert lemmas(parse(token)[0]) == forms


def use(text: str, **types: tuple[str, ...]) -> Use:
    parsers = {"V": verb_pattern, "N": noun_pattern, "R": role_pattern, "A": adjective_pattern}
    parsed = parsers[text[0]](text[2:])
    return Use(Frame("https://w3id.org/kgraph/lexicon/x.v", FrameKind.VERB, "backs", (parsed,), **types), parsed)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("V X attack Y", "V X attack on Y"),
        ("V X attack Y", "V X attack base in Y"),
        ("V X attack on Y", "V X call Y ally"),
        ("V X demand Y", "V X demand that Y"),
        ("N X strike on Y", "N X air strike on Y"),
        ("R X minister of Y", "R X prime minister of Y"),
        ("A X close to Y", "A X most close to Y"),
    ],
)
def test_the_more_a_pattern_asks_for_the_more_specific_it_is(less: str, more: str) -> None:
    assert use(less).specificity < use(more).specificity


def test_a_class_of_actor_makes_a_frame_more_specific() -> None:
    assert use("V X lead Y").specificity < use("V X lead Y", x_types=("Person",)).specificity


def test_the_rule_names_frame_and_pattern() -> None:
    assert use("V X back Y").rule == "x.v: X back Y"
