"""Evaluation against figures that were computed by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import BACKING, make_ontology
from made_gold import GOLD, PREDICTIONS, units, write_gold, write_lines

from kgraph.evaluation import (
    Evaluation,
    RelationScore,
    Score,
    Share,
    evaluate,
    predict,
    read_gold,
    read_predictions,
    report,
    sure,
)
from kgraph.evaluation.figures import reliability
from kgraph.evaluation.matching import one_to_one
from kgraph.reading.actors.identity import Census


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    write_lines(tmp_path / "claims.jsonl", PREDICTIONS)
    gold = read_gold(write_gold(tmp_path / "gold"), make_ontology())
    return evaluate(gold, read_predictions(tmp_path / "claims.jsonl"))


def test_each_level_asks_for_more(evaluation: Evaluation) -> None:
    assert evaluation.claims == {
        "pair": Score(5, 8, 6),
        "directed": Score(4, 8, 6),
        "branch": Score(3, 8, 6),
        "relation": Score(3, 8, 6),
    }
    score = evaluation.claims["relation"]
    assert (score.precision, score.recall) == (0.5, 0.375)
    assert score.f1 == pytest.approx(2 * 0.5 * 0.375 / 0.875)


def test_interactions_and_ties_are_matched_among_themselves(evaluation: Evaluation) -> None:
    assert evaluation.groups == {"interaction": Score(3, 7, 5), "tie": Score(0, 1, 1)}


def test_an_edge_said_twice_in_a_document_counts_once(evaluation: Evaluation) -> None:
    assert evaluation.graph == {"directed": Score(4, 7, 6), "branch": Score(3, 7, 6), "relation": Score(3, 7, 6)}


def test_circumstances_are_judged_on_what_was_met(evaluation: Evaluation) -> None:
    assert evaluation.factuality == {"asserted": Share(2, 2), "negated": Share(0, 1), "possible": Share(0, 0)}
    assert evaluation.factuality_share == Share(2, 3)
    assert evaluation.time == Share(1, 1)
    assert evaluation.attribution == Share(1, 2)


def test_nodes_per_actor(evaluation: Evaluation) -> None:
    assert evaluation.nodes_per_actor == 6 / 5  # "Iran" and "Tehran" are two nodes of five actors


def test_per_relation_and_extractor(evaluation: Evaluation) -> None:
    assert evaluation.relations == {
        "attacks": RelationScore(met=1, gold=3, right=0, predicted=1),  # met by "kills"
        "backs": RelationScore(met=1, gold=3, right=1, predicted=2),
        "leads": RelationScore(met=0, gold=1, right=0, predicted=1),
        "meets": RelationScore(met=1, gold=1, right=1, predicted=1),
        "kills": RelationScore(met=0, gold=0, right=1, predicted=1),
    }
    assert (evaluation.relations["backs"].precision, evaluation.relations["kills"].recall) == (0.5, 0.0)
    assert evaluation.extractors == {
        "noun": Share(1, 1),
        "role": Share(0, 1),
        "title": Share(0, 1),
        "verb": Share(2, 3),
    }


def test_what_is_wrong_is_listed(evaluation: Evaluation) -> None:
    assert [(each.document, each.claim.unit) for each in evaluation.missed] == [
        ("a", 4),
        ("a", 5),
        ("b", 1),
        ("b", 2),
        ("b", 3),
    ]
    assert [(each.document, each.unit, each.prediction.extractor) for each in evaluation.extra] == [
        ("a", 4, "verb"),
        ("b", 1, "role"),
        ("b", 2, "title"),
    ]
    assert evaluation.confused == {("leads", "backs"): 1}
    lines = list(report.misses(evaluation))
    assert "a:4 Iraq –attacks→ Chad [possible] “” | Iraq may attack Chad." in lines
    assert "a:4 Chad –attacks→ Iraq | Iraq may attack Chad." in lines
    assert "leads → backs: 1" in lines


def test_what_confidence_promised_and_kept(evaluation: Evaluation) -> None:
    kept = {each.low: each.kept for each in evaluation.reliability}
    assert kept == {
        0.2: Share(0, 1),
        0.3: Share(0, 1),
        0.5: Share(0, 1),
        0.6: Share(1, 1),
        0.8: Share(1, 1),
        0.9: Share(1, 1),
    }
    (bin_,) = reliability([(0.3, True), (0.38, False)])
    assert (bin_.low, bin_.high, round(bin_.promised, 4), bin_.kept) == (0.3, 0.4, 0.34, Share(1, 2))
    assert [each.low for each in reliability([(1.0, True), (0.0, True)])] == [0.0, 0.9]


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    perfect = [
        {
            "doc": f"{stem}.txt",
            "start": units(stem)[claim["unit"] - 1]["start"],
            "end": units(stem)[claim["unit"] - 1]["end"],
            "subject": {"label": claim["s"][-1]},
            "relation": claim["p"],
            "object": {"label": claim["o"][0]},
            "factuality": claim.get("fact", "asserted"),
            "attributed_to": claim.get("by"),
            "time": claim.get("when"),
        }
        for stem, claims in GOLD.items()
        for claim in claims
    ]
    write_lines(tmp_path / "claims.jsonl", perfect)
    gold = read_gold(write_gold(tmp_path / "gold"), make_ontology())
    found = evaluate(gold, read_predictions(tmp_path / "claims.jsonl"))
    assert {score.f1 for score in (*found.claims.values(), *found.graph.values(), *found.groups.values())} == {1.0}
    assert (found.factuality_share.value, found.time.value, found.attribution.value) == (1.0, 1.0, 1.0)
    assert (found.missed, found.extra, found.reliability) == ((), (), ())


def test_no_predictions_give_zeros(tmp_path: Path) -> None:
    found = evaluate(read_gold(write_gold(tmp_path / "gold"), make_ontology()), [])
    assert found.claims["pair"] == Score(0, 8, 0)
    assert (found.claims["pair"].precision, found.claims["pair"].f1) == (0.0, 0.0)
    assert found.nodes_per_actor is None
    assert found.time.value is None
    assert list(report.tables(found))
    assert json.dumps(report.figures(found, with_misses=True))


def test_a_matching_is_as_large_as_it_can_be() -> None:
    assert sorted(one_to_one([[0, 1], [0], [1, 2]])) == [(0, 1), (1, 0), (2, 2)]
    assert one_to_one([[], [0], [0]]) == [(1, 0)]


def test_readings_become_predictions_with_the_actors_of_all_of_them() -> None:
    first, second = predict([BACKING], Census(make_ontology()))
    assert (first.subject, first.relation, first.object) == ("Iran", "backs", "Kataib Hezbollah")
    assert (second.doc, second.factuality, second.extractor) == ("a.txt", "negated", "verb")
    assert list(sure([first], 0.83)) == [first]
    assert list(sure([first], 0.84)) == []


def test_json_has_every_figure(evaluation: Evaluation) -> None:
    plain = json.loads(json.dumps(report.figures(evaluation)))
    assert plain["claims"]["relation"] == {
        "precision": 0.5,
        "recall": 0.375,
        "f1": 0.4286,
        "met": 3,
        "gold": 8,
        "predicted": 6,
    }
    assert plain["factuality"] == {"share": 0.6667, "right": 2, "total": 3}
    assert "not_found" not in plain
    with_misses = report.figures(evaluation, with_misses=True)
    assert {"not_found", "not_in_gold", "confused"} <= with_misses.keys()
