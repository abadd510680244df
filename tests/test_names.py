"""The measure of likeness of names, on pairs of names from fifteen languages: `tests/gold/name_pairs.tsv`.

The pairs are hard on purpose: half are far-off spellings of one name, half are names of two people that nearly agree.
A false merge makes one actor of two and poisons the graph, a missed pair only leaves two nodes for one, so merges are
counted apart and weigh more.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from kgraph.ontology.keys import name_key
from kgraph.reading.actors import names

PAIRS = Path(__file__).parent / "gold" / "name_pairs.tsv"

# Measured; lower them when the measure gets better. Precision .905 and recall .79 at the thresholds in names.py.
MOST_FALSE_MERGES = 12
MOST_MISSED = 30
MERGE_WEIGHS = 3

NEVER = {
    ("Abbas Kadhim", "Mustafa al-Kadhimi"),
    ("Saddam Hussein", "Fuad Hussein"),
    ("Xi Jinping", "Xi Zhongxun"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Ali Khamenei", "Ruhollah Khomeini"),
    ("Hezbollah", "Kataib Hezbollah"),
    ("Democratic Republic of the Congo", "Republic of the Congo"),
    ("North Korea", "South Korea"),
    ("Mohammad Sadiq", "Mohammad Kazem Sadegh"),
    ("Vladimir Putin", "Vladimir Potanin"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    left: str
    right: str
    same: bool
    language: str

    def __str__(self) -> str:
        return f"{self.left} / {self.right} ({self.language})"

    def merged(self) -> bool:
        """What the measure says; names of one word are compared as a surname is with the one before it."""
        left, right = name_key(self.left), name_key(self.right)
        if len(left) == len(right) == 1:
            return names.same_word(left[0], right[0])
        return names.same_name(left, right)


def _read() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [Pair(row["left"], row["right"], row["verdict"] == "same", row["language"]) for row in rows]


ALL = _read()


def errors() -> tuple[list[Pair], list[Pair]]:
    """The pairs merged though they are two names, and those kept apart though they are one."""
    wrong = [pair for pair in ALL if pair.merged() != pair.same]
    return [pair for pair in wrong if not pair.same], [pair for pair in wrong if pair.same]


def test_the_pairs_are_many_mixed_and_unique() -> None:
    verdicts = Counter(pair.same for pair in ALL)
    assert len(ALL) >= 240
    assert abs(verdicts[True] - verdicts[False]) <= len(ALL) * 0.05
    assert len({frozenset((pair.left, pair.right)) for pair in ALL}) == len(ALL)
    assert len({pair.language for pair in ALL}) >= 10


def test_false_merges_stay_few() -> None:
    false_merges, _ = errors()
    assert len(false_merges) <= MOST_FALSE_MERGES, "\n".join(map(str, false_merges))


def test_missed_spellings_stay_few() -> None:
    _, missed = errors()
    assert len(missed) <= MOST_MISSED, "\n".join(map(str, missed))


def test_the_measure_looks_both_ways() -> None:
    turned = [Pair(pair.right, pair.left, pair.same, pair.language) for pair in ALL]
    assert [pair.merged() for pair in turned] == [pair.merged() for pair in ALL]


def test_names_that_must_never_merge() -> None:
    assert not [str(pair) for pair in ALL if (pair.left, pair.right) in NEVER and pair.merged()]
    assert {(pair.left, pair.right) for pair in ALL} >= NEVER


def test_the_threshold_is_about_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lower threshold merges more and finds little more; a higher one costs more spellings than it saves merges."""
    costs = {}
    for threshold in (names.THRESHOLD, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95):
        monkeypatch.setattr(names, "THRESHOLD", threshold)
        false_merges, missed = errors()
        costs[threshold] = MERGE_WEIGHS * len(false_merges) + len(missed)
    assert next(iter(costs.values())) <= 1.05 * min(costs.values()), costs
