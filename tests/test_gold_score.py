"""The scorer of the gold sentences, on claims made by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from conftest import make_ontology
from gold_score import GoldClaim, GoldText, Scorer, name

from kgraph import vocab
from kgraph.model import Actor, Claim, Cue, Document, Factuality, Mention, Sentence

TEXT = Document("a", "Iran attacked Iraq.")


def made(
    subject: str,
    relation: str,
    object_: str,
    fact: Factuality = Factuality.ASSERTED,
    by: str | None = None,
    time: str | None = None,
) -> Claim:
    ends = [Mention("a", 0, 1, label, _actor(label)) for label in (subject, object_)]
    sentence = Sentence("a", 0, len(TEXT.text), TEXT.text)
    return Claim(sentence, ends[0], relation, ends[1], Cue(0, 1, "I"), fact, _actor(by) if by else None, time)


def _actor(label: str) -> Actor:
    return Actor(vocab.actor_iri(label), label, "State")


def wanted(subject: str, relation: str, object_: str, optional: bool = False) -> GoldClaim:
    return GoldClaim(
        frozenset({name(subject)}),
        relation,
        frozenset({relation}),
        frozenset({name(object_)}),
        frozenset({"asserted"}),
        frozenset({None}),
        frozenset({None}),
        "active",
        optional,
    )


def figures(gold: Iterable[GoldClaim], claims: list[Claim]) -> dict[str, float]:
    text = GoldText(TEXT, "active", tuple(gold))
    return Scorer([text], make_ontology()).figures({"a": claims})


def test_names_are_compared_without_case_accents_and_article() -> None:
    assert name("The Gambia") == name("gambia")
    assert name("Recep Tayyip Erdoğan") == name("Recep Tayyip Erdogan")
    assert name("Kim Jong-un") == name("Kim Jong Un")


@pytest.mark.parametrize(
    ("claim", "levels"),
    [
        (("Iran", "attacks", "Iraq"), "pair directed branch relation"),
        (("Iran", "kills", "Iraq"), "pair directed branch relation"),
        (("Iran", "backs", "Iraq"), "pair directed"),
        (("Iraq", "attacks", "Iran"), "pair"),
        (("Iran", "attacks", "Chad"), ""),
    ],
)
def test_a_claim_is_right_up_to_a_level(claim: tuple[str, str, str], levels: str) -> None:
    result = figures([wanted("Iran", "attacks", "Iraq")], [made(*claim)])
    assert [
        level for level in ("pair", "directed", "branch", "relation") if result[f"{level}_f1"] == 1
    ] == levels.split()


def test_a_symmetric_relation_may_be_turned_round() -> None:
    assert figures([wanted("Iran", "meets", "Iraq")], [made("Iraq", "meets", "Iran")])["relation_f1"] == 1


def test_precision_and_recall_count_what_is_too_much_and_what_is_missing() -> None:
    gold = [wanted("Iran", "attacks", "Iraq"), wanted("Iran", "backs", "Chad")]
    result = figures(
        gold, [made("Iran", "attacks", "Iraq"), made("Chad", "backs", "Iraq"), made("Iraq", "leads", "Chad")]
    )
    assert (result["relation_precision"], result["relation_recall"]) == (0.3333, 0.5)


def test_an_optional_claim_neither_helps_nor_harms() -> None:
    gold = [wanted("Iran", "attacks", "Iraq"), wanted("Iran", "backs", "Chad", optional=True)]
    for extra in ([], [made("Iran", "backs", "Chad")]):
        result = figures(gold, [made("Iran", "attacks", "Iraq"), *extra])
        assert (result["relation_precision"], result["relation_recall"]) == (1, 1)


def test_factuality_source_and_time_are_judged_on_found_claims_only() -> None:
    gold = [wanted("Iran", "attacks", "Iraq"), wanted("Iran", "backs", "Chad")]
    result = figures(gold, [made("Iran", "attacks", "Iraq", Factuality.NEGATED, "Chad", "2020")])
    assert (result["factuality"], result["attribution"], result["time"]) == (0, 0, 0)
    assert figures(gold, [made("Iran", "attacks", "Iraq")])["factuality"] == 1
