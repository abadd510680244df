"""Reading gold, predictions and texts, and what is said when they are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import make_ontology
from made_gold import ACTORS, GOLD, PREDICTIONS, text, units, write_gold, write_lines

from kgraph.errors import InputError
from kgraph.evaluation import gold_texts, read_gold, read_predictions
from kgraph.evaluation.names import ActorNames, label_key
from kgraph.model import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("The Gambia", "gambia"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Kata’ib  Hizb-Allah", "kataib hizb allah"),
        ("Iran's", "iran"),
        ("U.S.", "us"),
    ],
)
def test_label_keys(label: str, key: str) -> None:
    assert label_key(label) == key


def test_a_label_stands_for_actors_by_its_spelling_or_by_the_last_name_in_it() -> None:
    names = ActorNames([("Iran", ["Tehran"]), ("Mullahs", ["Tehran"]), ("Army of Iran", []), ("Iraq", ["IQ"])])
    assert names.of("tehran") == {"Iran", "Mullahs"}
    assert names.of("the old Army of Iran") == {"Army of Iran"}
    assert names.of("Iran and Iraq") == {"Iraq"}
    assert names.of("an IQ test") == {"an IQ test"}
    assert names.keys("Tehran") == {"iran", "mullahs", "tehran"}


def test_relations_come_from_the_ontology_or_from_the_gold(folder: Path) -> None:
    assert read_gold(folder, make_ontology()).relations.akin("kills", "attacks")
    own = {"branch": {"backs": "coop", "attacks": "conf", "meets": "coop", "leads": "tie"}, "parent": {}}
    (folder / "relations.json").write_text(json.dumps(own | {"symmetric": ["meets"]}))
    relations = read_gold(folder, make_ontology()).relations
    assert not relations.akin("kills", "attacks")
    assert relations.symmetric == {"meets"}


def test_documents_are_known_by_their_stem(folder: Path) -> None:
    gold = read_gold(folder, make_ontology())
    for name in ("a", "a.txt", "articles/a.txt", "a.2.txt"):
        found = gold.document(name)
        assert found is not None
        assert found.stem == "a"
    assert gold.document("ab.txt") is None


def test_a_stretch_belongs_to_the_unit_with_which_it_shares_most(folder: Path) -> None:
    document = read_gold(folder, make_ontology()).documents[0]
    second = units("a")[1]
    assert document.unit_at(second["start"] - 3, second["end"]) == 2
    assert document.unit_at(10_000, 10_001) is None


def test_texts_are_those_given_or_those_stored(folder: Path) -> None:
    gold = read_gold(folder, make_ontology())
    (folder / "texts" / "a.txt").unlink()
    documents = gold_texts(gold, folder, [Document("a.md", text("a")), Document("z.txt", "Other.")])
    assert [document.id for document in documents] == ["a.md", "b.txt"]
    with pytest.raises(InputError, match="the text of 'a' is not there"):
        gold_texts(gold, folder)
    with pytest.raises(InputError, match=r"unit 2 of a.units.jsonl does not stand at its offsets"):
        gold_texts(gold, folder, [Document("a.txt", text("a").replace("did not", "did nod"))])


def _claim(**changes: Any) -> dict[str, Any]:
    return {**GOLD["a"][0], **changes}


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (_claim(unit=9), "there is no unit 9"),
        (_claim(unit="1"), "'unit' must be a whole number"),
        (_claim(p="loves"), "unknown relation 'loves'; there are: attacks, backs"),
        (_claim(p_also=["loves"]), "unknown relation 'loves'"),
        (_claim(p=None), "'p' is missing"),
        (_claim(s=[]), "'s' must name at least one"),
        (_claim(o="Iran"), "'o' must be a list of strings"),
        (_claim(fact="sure"), "unknown factuality 'sure'; there are: asserted, negated, possible"),
        (_claim(by=3), "'by' must be a string"),
        (["a"], "this is not a JSON object"),
    ],
)
def test_a_wrong_claim_is_told_with_its_line(folder: Path, claim: object, problem: str) -> None:
    write_lines(folder / "a.gold.jsonl", [GOLD["a"][0], claim])
    with pytest.raises(InputError, match=rf"a\.gold\.jsonl, line 2: .*{problem}"):
        read_gold(folder, make_ontology())


def test_missing_and_broken_files_are_named(folder: Path, tmp_path: Path) -> None:
    ontology = make_ontology()
    with pytest.raises(InputError, match="no such folder"):
        read_gold(tmp_path / "none", ontology)
    with pytest.raises(InputError, match=r"holds no STEM.gold.jsonl file"):
        read_gold(folder / "texts", ontology)
    (folder / "relations.json").write_text('{"branch": {"backs": "good"}, "parent": {}}')
    with pytest.raises(InputError, match=r"relations.json, 'branch': 'backs' has the unknown branch 'good'"):
        read_gold(folder, ontology)
    (folder / "relations.json").write_text("{")
    with pytest.raises(InputError, match=r"relations.json: this is not JSON"):
        read_gold(folder, ontology)
    (folder / "relations.json").unlink()
    (folder / "a.units.jsonl").write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"a.units.jsonl: this is not UTF-8"):
        read_gold(folder, ontology)
    (folder / "a.units.jsonl").unlink()
    with pytest.raises(InputError, match=r"a.units.jsonl: there is no such file"):
        read_gold(folder, ontology)
    (folder / "actors.jsonl").write_text('{"aliases": []}\n')
    with pytest.raises(InputError, match=r"actors.jsonl, line 1: 'name' is missing"):
        read_gold(folder, ontology)
    write_lines(folder / "actors.jsonl", ACTORS)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"subject": "Iran"}, "'subject' must be an object"),
        ({"object": {"id": "Iran"}}, "line 1, 'object': 'label' is missing"),
        ({"start": None}, "'start' must be a whole number"),
        ({"relation": ""}, "'relation' is missing"),
        ({"confidence": 80}, "'confidence' must be a number from 0 to 1"),
        ({"attributed_to": 1}, "'attributed_to' must be a string"),
    ],
)
def test_a_wrong_prediction_is_told_with_its_line(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    write_lines(tmp_path / "claims.jsonl", [{**PREDICTIONS[0], **changes}])
    with pytest.raises(InputError, match=problem):
        read_predictions(tmp_path / "claims.jsonl")
