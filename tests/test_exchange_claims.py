"""Claims from JSON Lines: what was written comes back, and a wrong line is told with its number and its field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ACTORS, BACKING, RAIDS, make_ontology
from made_claims import actor, make_claim
from made_graphs import graph_of, strange_graph

from kgraph.errors import InputError
from kgraph.exchange.claims import LONGEST_TEXT, read_claims
from kgraph.graph.store import GraphStore
from kgraph.model import Claim, MentionKind

RECORD = BACKING.claims[0].to_json()
SENTENCE = RECORD["sentence"]


def read(path: Path) -> list[Claim]:
    return [claim for claim, _ in read_claims(path, make_ontology())]


def write(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "claims.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("graph", [graph_of(BACKING, RAIDS), strange_graph()], ids=["plain", "strange"])
def test_claims_come_back(tmp_path: Path, graph: GraphStore) -> None:
    claims = [claim.to_json() for claim in graph.claims()]
    assert [claim.to_json() for claim in read(write(tmp_path, *claims))] == claims


def test_all_that_a_claim_may_say_comes_back(tmp_path: Path) -> None:
    claim = make_claim(ACTORS["Iran"], "backs", ACTORS["Iraq"], by=actor("Oman"), confidence=1)
    record = claim.to_json()
    record["subject"] |= {"kind": "pronoun"}
    (found,) = read(write(tmp_path, record))
    assert found.to_json() == record
    assert (found.subject.kind, found.object.kind) == (MentionKind.PRONOUN, MentionKind.NAME)


def test_what_can_follow_need_not_be_there(tmp_path: Path) -> None:
    few = {name: value for name, value in RECORD.items() if name not in ("id", "time", "rule", "extractor")}
    few["subject"] = {name: value for name, value in few["subject"].items() if name != "kind"}
    del few["attributed_to"]
    (found,) = read(write(tmp_path, few))
    assert (found.id, found.subject.kind) == (RECORD["id"], MentionKind.NAME)


def test_each_claim_knows_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, RECORD, RECORD)
    path.write_text(path.read_text().replace("\n", "\n\n"), encoding="utf-8")
    assert [where for _, where in read_claims(path, make_ontology())] == [f"{path}, line 1", f"{path}, line 3"]


def changed(*path: str, to: object = None) -> dict[str, Any]:
    """The record with one value set, or taken out."""
    record = json.loads(json.dumps(RECORD))
    part = record
    for name in path[:-1]:
        part = part[name]
    if to is None:
        del part[path[-1]]
    else:
        part[path[-1]] = to
    return record


WRONG = [
    (changed("doc"), "line 2: 'doc' is missing"),
    (changed("sentence"), "line 2: 'sentence' is missing"),
    (changed("start", to="0"), "line 2: 'start' must be a whole number"),
    (changed("start", to=-1), "line 2: 'start' and 'end' must lie in order"),
    (changed("end", to=LONGEST_TEXT + 1), "between 0 and 10,000,000"),
    (changed("end", to=7), f"'sentence' has {len(SENTENCE)} characters, and 7 stand from 0 to 7"),
    (changed("cue"), "line 2: 'cue' must be an object"),
    (changed("cue", "surface", to="hit"), "line 2, 'cue': 'surface' has 3 characters, and 6 stand"),
    (changed("subject", to="Iran"), "line 2: 'subject' must be an object"),
    (changed("subject", "id"), "line 2, 'subject': 'id' is missing"),
    (changed("subject", "id", to="Iran"), "line 2, 'subject': 'id' is 'Iran', which is no IRI"),
    (changed("subject", "id", to="https://example.org/a b"), "which is no IRI"),
    (changed("subject", "type", to="Banana"), "'type' is 'Banana'; there are: Actor, ArmedGroup, Person, State"),
    (changed("subject", "kind", to="nickname"), "'kind' is 'nickname'; there are: description, name, pronoun"),
    (changed("subject", "label", to="a\ud800b"), "'label' holds a NUL or half a surrogate pair"),
    (changed("object", "id", to=RECORD["subject"]["id"]), "line 2: 'subject' and 'object' are one actor"),
    (changed("relation", to="likes"), "line 2: 'relation' is 'likes'; there are: attacks, backs"),
    (changed("factuality", to="sure"), "line 2: 'factuality' is 'sure'; there are: asserted, negated, possible"),
    (changed("factuality"), "line 2: 'factuality' is missing"),
    (changed("confidence"), "line 2: 'confidence' must be a number from 0 to 1"),
    (changed("confidence", to=1.01), "line 2: 'confidence' must be a number from 0 to 1"),
    (changed("confidence", to=True), "line 2: 'confidence' must be a number from 0 to 1"),
    (changed("confidence", to=float("nan")), "line 2: 'confidence' must be a number from 0 to 1"),
    (changed("attributed_to", to="Oman"), "line 2: 'attributed_to' must be an object"),
    (changed("time", to=2020), "line 2: 'time' must be a string"),
]


@pytest.mark.parametrize(("record", "message"), WRONG, ids=[message for _, message in WRONG])
def test_wrong_lines_are_told(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    path = write(tmp_path, RECORD, record)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}, line 2")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"doc": ', "line 2: this is not JSON"),
        ("[1]", "line 2: this is not a JSON object"),
        ("[" * 100_000, "line 2: this is not JSON"),
    ],
)
def test_broken_json_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, RECORD)
    path.write_text(path.read_text() + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        read(path)


def test_bad_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "nothing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"doc": "caf\xe9"}')
    with pytest.raises(InputError, match="not UTF-8"):
        read(tmp_path / "latin.jsonl")
