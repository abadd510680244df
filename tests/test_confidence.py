"""Confidence: what it is told from, that it makes sense, and that it keeps what it promises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gold_score import Scorer, read_claims, read_gold
from parses import views

from kgraph.evaluation.figures import reliability
from kgraph.model import Document
from kgraph.ontology import load
from kgraph.reading import Reader
from kgraph.reading.confidence import LEAST, MOST, AdditiveConfidence, read_weights, traits
from kgraph.reading.extractors import Finding, View, verbs

BACKED = "Iran/NNP/nsubj/backed backed=back/VBD/ROOT Hamas/NNP/dobj/backed ."


def reading(*sentences: str) -> tuple[Finding, View]:
    """The first verb finding of the last of the sentences."""
    view = list(views(*sentences))[-1]
    return next(iter(verbs.extract(view))), view


def sure(*sentences: str) -> float:
    return AdditiveConfidence()("verb", *reading(*sentences))


def test_traits_of_two_names_beside_their_verb() -> None:
    found = traits("verb", *reading(BACKED))
    assert {name: value for name, value in found.items() if value} == {
        "base": 1.0,
        "extractor-verb": 1.0,
        "name-known": 2.0,
        "word-gap": 2.0,
    }


@pytest.mark.parametrize(
    ("sentences", "trait"),
    [
        pytest.param((BACKED, "It/PRP/nsubj/backed backed=back/VBD/ROOT Iraq/NNP/dobj/backed ."), "pronoun", id="it"),
        pytest.param(
            ("Zorbia/NNP/nsubj/backed/ORG backed=back/VBD/ROOT Iraq/NNP/dobj/backed .",), "name-new", id="unknown name"
        ),
        pytest.param(
            ("Iranian/JJ/amod/jets jets=jet/NNS/nsubj/attacked attacked=attack/VBD/ROOT Iraq/NNP/dobj/attacked .",),
            "owner",
            id="jets for their owner",
        ),
        pytest.param(
            ("Iran/NNP/nsubj/met and/CC/cc/Iran Iraq/NNP/conj/Iran met=meet/VBD/ROOT Syria/NNP/dobj/met .",),
            "listed",
            id="a list",
        ),
        pytest.param(
            ("Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/back back/VB/xcomp/wants Hamas/NNP/dobj/back .",),
            "subordinate",
            id="a verb under another",
        ),
        pytest.param(
            ("Iran/NNP/dep/backed backed=back/VBD/ROOT Iraq/NNP/dobj/backed Syria/NNP/nsubj/backed .",),
            "unusual-parse",
            id="a word without a place",
        ),
    ],
)
def test_traits_of_less_plain_sentences(sentences: tuple[str, ...], trait: str) -> None:
    view = list(views(*sentences))[-1]
    assert any(traits("verb", finding, view).get(trait) for finding in verbs.extract(view))


def test_a_name_beats_a_pronoun() -> None:
    assert sure(BACKED) > sure(BACKED, "It/PRP/nsubj/backed backed=back/VBD/ROOT Iraq/NNP/dobj/backed .")


def test_a_near_argument_beats_a_far_one() -> None:
    between = " ".join(["long=long/JJ/amod/days"] * 12)
    near = "It/PRP/nsubj/backed backed=back/VBD/ROOT Hamas/NNP/dobj/backed ."
    far = (
        f"It/PRP/nsubj/backed after=after/IN/prep/backed {between} days=day/NNS/pobj/after "
        "backed=back/VBD/ROOT Hamas/NNP/dobj/backed ."
    )
    assert sure(BACKED, near) > sure(BACKED, far)


def test_an_actor_beats_the_owner_of_a_thing() -> None:
    owner = "Iranian/JJ/amod/jets jets=jet/NNS/nsubj/attacked attacked=attack/VBD/ROOT Iraq/NNP/dobj/attacked ."
    plain = "Iran/NNP/nsubj/attacked attacked=attack/VBD/ROOT Iraq/NNP/dobj/attacked ."
    assert sure(plain) > sure(owner)


def test_weights_point_where_they_should() -> None:
    weights = read_weights()
    assert weights["name-known"] > weights["pronoun"]
    assert weights["name-known"] > weights["description-own"]
    assert all(weights[name] < 0 for name in ("owner", "word-gap"))


def test_an_extractors_own_figure_stands() -> None:
    finding, view = reading(BACKED)
    assert AdditiveConfidence()("verb", replace(finding, confidence=0.37), view) == 0.37


def test_an_unknown_extractor_and_no_weights_change_nothing() -> None:
    finding, view = reading(BACKED)
    assert AdditiveConfidence({})("strange", finding, view) == 0.5


def test_it_stays_within_bounds_and_on_two_decimals() -> None:
    model = AdditiveConfidence({"base": 1.0})
    assert model.of({"base": 1000.0}) == MOST
    assert model.of({"base": -1000.0}) == LEAST
    assert model.of({"base": 0.1}) == 0.52


def test_the_same_words_give_the_same_figure() -> None:
    assert sure(BACKED) == sure(BACKED)


@pytest.mark.model
def test_it_keeps_what_it_promises() -> None:
    """Made sentences are plainer than news, so more may be right than is promised, but not less."""
    ontology = load()
    scorer = Scorer(read_gold(), ontology)
    claims = read_claims(scorer.gold, ontology)
    verdicts = [
        (claim.confidence, any(scorer.fits("relation", claim, gold) for gold in text.claims))
        for text in scorer.gold
        for claim in claims.get(text.document.id, ())
    ]
    bins = list(reliability(verdicts))
    surplus = [each.kept.right - each.promised * each.kept.total for each in bins]
    assert sum(map(abs, surplus)) / len(verdicts) <= 0.20
    assert -sum(each for each in surplus if each < 0) / len(verdicts) <= 0.03
    right = [confidence for confidence, is_right in verdicts if is_right]
    wrong = [confidence for confidence, is_right in verdicts if not is_right]
    order = sum((a > b) + (a == b) / 2 for a in right for b in wrong) / (len(right) * len(wrong))
    assert order >= 0.68
    assert len(set(right + wrong)) > 20


@pytest.mark.model
def test_the_model_can_be_replaced() -> None:
    reader = Reader(load())
    reader.confidence = lambda extractor, finding, view: 0.25
    (read,) = reader.read([Document("a.txt", "Iran backed Hezbollah.")])
    assert [claim.confidence for claim in read.claims] == [0.25]
