"""The grammar of the lexicon's patterns: each form, and each refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.errors import OntologyError
from kgraph.ontology.patterns import Pattern, adjective_pattern, noun_pattern, role_pattern, verb_pattern

Parse = Callable[[str], Pattern]


def words(*alternatives: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.split("|")) for each in alternatives)


def pattern(text: str, slots: str, head: str, **rest: object) -> Pattern:
    return Pattern(text, slots[0], slots[1], head, **rest)  # type: ignore[arg-type]


VERBS = [
    pattern("X accuse Y", "XY", "accuse"),
    pattern("X criticise|criticize Y", "XY", "criticise|criticize"),
    pattern("X withdraw from Y", "XY", "withdraw", prepositions=frozenset({"from"})),
    pattern("X crack down on Y", "XY", "crack", words=words("down"), prepositions=frozenset({"on"})),
    pattern(
        "X impose sanction|embargo on|against Y",
        "XY",
        "impose",
        words=words("sanction|embargo"),
        prepositions=frozenset({"on", "against"}),
    ),
    pattern("X shoot down Y", "XY", "shoot", words=words("down")),
    pattern("X call Y ally", "XY", "call", tail=words("ally")),
    pattern("X put Y under pressure", "XY", "put", tail=words("under", "pressure")),
    pattern("Y fall to X", "YX", "fall", prepositions=frozenset({"to"})),
    pattern("X and Y meet", "XY", "meet", reciprocal=True),
    pattern("X and Y sign treaty|pact", "XY", "sign", words=words("treaty|pact"), reciprocal=True),
    pattern("X demand that Y", "XY", "demand", clause=True),
    pattern("X express hope that Y", "XY", "express", words=words("hope"), clause=True),
]

NOUNS = [
    pattern("X attack on|against Y", "XY", "attack", prepositions=frozenset({"on", "against"})),
    pattern("Y defeat by X", "YX", "defeat", prepositions=frozenset({"by"})),
    pattern("X air strike on Y", "XY", "strike", modifiers=("air",), prepositions=frozenset({"on"})),
    pattern(
        "assassination of Y by X",
        "YX",
        "assassination",
        prepositions=frozenset({"by"}),
        first_prepositions=frozenset({"of"}),
    ),
    pattern(
        "no-confidence vote by X against Y",
        "XY",
        "vote",
        modifiers=("no-confidence",),
        prepositions=frozenset({"against"}),
        first_prepositions=frozenset({"by"}),
    ),
    pattern("talk between X and Y", "XY", "talk", reciprocal=True),
    pattern("peace talk between|of X and Y", "XY", "talk", modifiers=("peace",), reciprocal=True),
]

ROLES = [
    pattern("X leader of Y", "XY", "leader", prepositions=frozenset({"of"})),
    pattern("X ambassador to|in Y", "XY", "ambassador", prepositions=frozenset({"to", "in"})),
    pattern("Y leader X", "YX", "leader", prenominal=True),
    pattern("X proxy Y", "XY", "proxy", prenominal=True),
    pattern("X prime minister of Y", "XY", "minister", modifiers=("prime",), prepositions=frozenset({"of"})),
    pattern("Y prime minister X", "YX", "minister", modifiers=("prime",), prenominal=True),
    pattern("X chief of staff of Y", "XY", "chief", modifiers=("of", "staff"), prepositions=frozenset({"of"})),
    pattern("Y chief of staff X", "YX", "chief", modifiers=("of", "staff"), prenominal=True),
    pattern("X under secretary of Y", "XY", "secretary", modifiers=("under",), prepositions=frozenset({"of"})),
]

ADJECTIVES = [
    pattern("X loyal to Y", "XY", "loyal", prepositions=frozenset({"to"})),
    pattern(
        "X fiercely critical of|towards Y",
        "XY",
        "critical",
        modifiers=("fiercely",),
        prepositions=frozenset({"of", "towards"}),
    ),
    pattern("pro-Y X", "YX", "pro", affix="prefix"),
    pattern("Anti-Y X", "YX", "anti", affix="prefix"),
    pattern("X-backed Y", "XY", "backed", affix="suffix"),
    pattern("Y-based X", "YX", "based", affix="suffix"),
]

FORMS = [
    *((verb_pattern, each) for each in VERBS),
    *((noun_pattern, each) for each in NOUNS),
    *((role_pattern, each) for each in ROLES),
    *((adjective_pattern, each) for each in ADJECTIVES),
]

REFUSALS = {
    verb_pattern: {
        "needs the form 'X verb … Y'": [
            "accuse Y",
            "X accuse",
            "X Y",
            "X accuse X",
            "X accuse Y Y",
            "Iran accuse Y",
            "the X accuse Y",
            "X and Y",
            "X that Y",
            "X accuse X|Y",
        ],
    },
    noun_pattern: {
        "needs one X and one Y": [
            "attack",
            "X attack",
            "attack on Y",
            "X attack on X",
            "X attack on Y by X",
            "X's attack on Y",
        ],
        "has words behind its last slot": ["X attack on Y today", "killing of Y by X in", "X attack Y on"],
        "needs a noun, and a preposition before Y": ["X attack Y", "X on Y", "X Y", "X attack on|hit Y"],
        "needs a noun, and a preposition before X": ["talk X and Y", "between X and Y", "attack X on Y"],
        "needs one preposition between the slots": ["killing of X Y", "killing of X and of Y", "killing of X but Y"],
    },
    role_pattern: {
        "needs the form 'X role of Y' or 'Y role X'": [
            "leader of Y",
            "leader",
            "X Y",
            "X of Y",
            "X leader of X",
            "X leader Y of Y",
            "X leader of Y now",
        ],
    },
    adjective_pattern: {
        "needs the form 'X loyal to Y', 'pro-Y X' or 'X-backed Y'": [
            "loyal",
            "X loyal Y",
            "X to Y",
            "X loyal to X",
            "X loyal X to Y",
            "loyal to Y",
            "pro-Y",
            "pro-Y Y",
            "pro Y X",
            "-Y X",
            "X- Y",
            "X-backed X",
            "pro-Z X",
        ],
    },
}
EMPTY = ["", "  ", "X |accuse Y", "X accuse| Y", "X accuse a||b Y", "X accuse on | Y"]


@pytest.mark.parametrize(("parse", "wanted"), FORMS, ids=[wanted.text for _, wanted in FORMS])
def test_a_form_is_taken_apart(parse: Parse, wanted: Pattern) -> None:
    assert parse(wanted.text) == wanted


@pytest.mark.parametrize(
    ("parse", "text", "reason"),
    [
        pytest.param(parse, text, reason, id=f"{parse.__name__} {text}")
        for parse, reasons in REFUSALS.items()
        for reason, texts in reasons.items()
        for text in texts
    ],
)
def test_a_malformed_pattern_is_refused_with_its_text(parse: Parse, text: str, reason: str) -> None:
    with pytest.raises(OntologyError) as caught:
        parse(text)
    assert str(caught.value) == f"pattern '{text}' {reason}"


@pytest.mark.parametrize("parse", [verb_pattern, noun_pattern, role_pattern, adjective_pattern])
@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_place_is_refused(parse: Parse, text: str) -> None:
    with pytest.raises(OntologyError, match="is empty, or has an empty place beside a '\\|'"):
        parse(text)
