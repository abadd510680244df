"""A gold of two documents made by hand, with claims of which some are right, for the tests of evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TEXTS = {
    "a": (
        "Iran backed Kata'ib Hezbollah.",
        "Tehran did not attack Iraq.",
        "Chad met Iran in May 2020, Reuters said.",
        "Iraq may attack Chad.",
        "Iran backed Kata'ib Hezbollah.",
    ),
    "b": ("Mustafa al-Kadhimi leads Iraq.", "Iran backed Kata'ib Hezbollah.", "Iran attacked Chad."),
}
ACTORS = (
    {"name": "Iran", "aliases": ["Tehran"]},
    {"name": "Kataib Hezbollah", "aliases": ["Kata'ib Hezbollah", "KH"]},
    {"name": "Mustafa al-Kadhimi", "aliases": ["al-Kazimi"]},
    {"name": "Iraq"},
    {"name": "Chad", "aliases": []},
    {"name": "Reuters"},
)
GOLD = {
    "a": (
        {"unit": 1, "s": ["Iran"], "p": "backs", "o": ["Kataib Hezbollah"], "by": "Reuters", "cue": "backed"},
        {"unit": 2, "s": ["Iran"], "p": "attacks", "o": ["Iraq"], "fact": "negated"},
        {"unit": 3, "s": ["Chad"], "p": "meets", "o": ["Iran"], "by": "Reuters", "when": "2020-05"},
        {"unit": 4, "s": ["Iraq"], "p": "attacks", "o": ["Chad"], "fact": "possible"},
        {"unit": 5, "s": ["Iran"], "p": "backs", "o": ["Kataib Hezbollah"]},
    ),
    "b": (
        {"unit": 1, "s": ["Mustafa al-Kadhimi"], "p": "leads", "o": ["Government of Iraq", "Iraq"]},
        {"unit": 2, "s": ["Iran"], "p": "backs", "o": ["Kataib Hezbollah"]},
        {"unit": 3, "s": ["Iran"], "p": "attacks", "o": ["Chad"]},
    ),
}


def text(stem: str) -> str:
    return " ".join(TEXTS[stem])


def units(stem: str) -> list[dict[str, Any]]:
    found, start = [], 0
    for number, sentence in enumerate(TEXTS[stem], start=1):
        found.append({"unit": number, "start": start, "end": start + len(sentence), "text": sentence})
        start += len(sentence) + 1
    return found


def write_lines(path: Path, records: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def write_gold(folder: Path) -> Path:
    """The gold as files, with its texts."""
    (folder / "texts").mkdir(parents=True)
    for stem in TEXTS:
        write_lines(folder / f"{stem}.units.jsonl", units(stem))
        write_lines(folder / f"{stem}.gold.jsonl", GOLD[stem])
        (folder / "texts" / f"{stem}.txt").write_text(text(stem), encoding="utf-8")
    write_lines(folder / "actors.jsonl", ACTORS)
    return folder


def predicted(doc: str, unit: int, claim: str, extractor: str, confidence: float, **more: Any) -> dict[str, Any]:
    """A claim as `kgraph extract` prints it; `claim` is "subject | relation | object"."""
    where = next(each for each in units(doc[0]) if each["unit"] == unit)
    subject, relation, object_ = claim.split(" | ")
    return {
        "doc": doc,
        "start": where["start"],
        "end": where["end"],
        "subject": {"id": subject, "label": subject},
        "relation": relation,
        "object": {"id": object_, "label": object_},
        "factuality": "asserted",
        "attributed_to": None,
        "time": None,
        "confidence": confidence,
        "extractor": extractor,
        **more,
    }


REUTERS = {"id": "Reuters", "label": "Reuters", "type": "Media"}
PREDICTIONS = (
    predicted("a.txt", 1, "Iran | backs | Kata'ib Hezbollah", "verb", 0.9),
    predicted("a.txt", 1, "Iran | backs | Kata'ib Hezbollah", "noun", 0.1),  # the same again
    predicted("a.txt", 2, "Iran | kills | Iraq", "verb", 0.6),  # a kind of attack; its factuality is wrong
    predicted("a.txt", 3, "Iran | meets | Chad", "noun", 0.8, time="2020-05-03", attributed_to=REUTERS),
    predicted("a.txt", 4, "Chad | attacks | Iraq", "verb", 0.3),  # the wrong way round
    predicted("b", 1, "al-Kazimi | backs | Iraq", "role", 0.55),  # the wrong branch
    predicted("b", 2, "Iraq | leads | Tehran", "title", 0.2),  # nothing is right
    {**predicted("b", 1, "Iran | backs | Iraq", "verb", 0.9), "doc": "c.txt"},  # of a document without gold
)
