"""Scores claims against `tests/gold/sentences.jsonl`.

`python tests/gold_score.py` prints the figures, with `--misses` what is missing or too much, and with `--raise-floor`
lifts `tests/gold/floor.json` to today's figures less 0.01 (it never lowers one).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from anyascii import anyascii

from kgraph.model import Claim, Document
from kgraph.ontology import Ontology, Relation, load

FOLDER = Path(__file__).parent / "gold"
SENTENCES = FOLDER / "sentences.jsonl"
FLOOR = FOLDER / "floor.json"
LEVELS = ("pair", "directed", "branch", "relation")
SLACK = 0.01

Claims = Mapping[str, Collection[Claim]]
"""The claims read, by the id of their text."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that a text makes; a set holds everything that counts as right."""

    subjects: frozenset[str]
    relation: str
    relations: frozenset[str]
    objects: frozenset[str]
    factualities: frozenset[str]
    sources: frozenset[str | None]
    times: frozenset[str | None]
    construction: str
    optional: bool

    def __str__(self) -> str:
        return f"{min(self.subjects)} | {self.relation} | {min(self.objects)}"


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with every claim that it makes."""

    document: Document
    construction: str
    claims: tuple[GoldClaim, ...]


def read_gold(path: Path = SENTENCES) -> tuple[GoldText, ...]:
    """The annotated texts."""
    return tuple(_text(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def name(label: str) -> str:
    """A label as it is compared: no case, accents, punctuation or leading "the"."""
    words = re.sub(r"[^0-9a-z]+", " ", anyascii(label).casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _text(record: dict[str, Any]) -> GoldText:
    claims = tuple(_claim(claim, record["construction"]) for claim in record["claims"])
    document = Document(record["id"], record["text"], date=record.get("date"))
    return GoldText(document, record["construction"], claims)


def _claim(record: dict[str, Any], construction: str) -> GoldClaim:
    sources = {record["by"], *record.get("by_also", ())}
    if record["by"] is None:
        sources.add(None)
    return GoldClaim(
        subjects=frozenset(map(name, record["s"])),
        relation=record["p"],
        relations=frozenset((record["p"], *record["p_also"])),
        objects=frozenset(map(name, record["o"])),
        factualities=frozenset((record["fact"], *record.get("fact_also", ()))),
        sources=frozenset(source and name(source) for source in sources),
        times=frozenset((record["when"], *record.get("when_also", ()))),
        construction=record.get("construction", construction),
        optional=record.get("optional", False),
    )


class Scorer:
    """Holds the gold and the relations, and compares claims with them."""

    def __init__(self, gold: Iterable[GoldText], ontology: Ontology) -> None:
        self.gold = tuple(gold)
        self.relations: Mapping[str, Relation] = ontology.relations

    def figures(self, claims: Claims) -> dict[str, float]:
        """Precision, recall and F1 at each level, and how many found claims have the right factuality, source, time."""
        figures: dict[str, float] = {}
        for level in LEVELS:
            figures |= {f"{level}_{key}": value for key, value in self._level(level, claims).items()}
        found = [(claim, gold) for text in self.gold for claim, gold in self._found(text, claims)]
        figures["factuality"] = _share(c.factuality.value in g.factualities for c, g in found)
        figures["attribution"] = _share(
            _source(c) in g.sources for c, g in found if _source(c) is not None or None not in g.sources
        )
        figures["time"] = _share(c.time in g.times for c, g in found if c.time is not None or None not in g.times)
        return {key: round(value, 4) for key, value in figures.items()}

    def constructions(self, claims: Claims) -> dict[str, set[str]]:
        """The constructions from which each relation was found under its own name."""
        found: dict[str, set[str]] = {relation: set() for relation in self.relations}
        for text in self.gold:
            for claim, gold in self._found(text, claims):
                if claim.relation == gold.relation:
                    found[gold.relation].add(gold.construction)
        return found

    def misses(self, claims: Claims) -> Iterable[str]:
        """One line for each claim that is missing (-) or too much (+)."""
        for text in self.gold:
            read = claims.get(text.document.id, ())
            missing = [g for g in text.claims if not g.optional and not any(self.fits("relation", c, g) for c in read)]
            extra = [c for c in read if not any(self.fits("relation", c, g) for g in text.claims)]
            if missing or extra:
                yield f"{text.document.id} [{text.construction}] {text.document.text}"
                yield from (f"  - {gold} [{gold.construction}]" for gold in missing)
                yield from (f"  + {c.subject.actor.label} | {c.relation} | {c.object.actor.label}" for c in extra)

    def fits(self, level: str, claim: Claim, gold: GoldClaim) -> bool:
        """Whether a claim is right at a level: its pair, also the direction, also the branch, also the relation."""
        subject, object_ = name(claim.subject.actor.label), name(claim.object.actor.label)
        straight = subject in gold.subjects and object_ in gold.objects
        turned = object_ in gold.subjects and subject in gold.objects
        either_way = level == "pair" or self.relations[gold.relation].symmetric
        if not (straight or (turned and either_way)):
            return False
        if level == "branch":
            return any(self.relations[claim.relation].branch == self.relations[r].branch for r in gold.relations)
        return level != "relation" or any(self._akin(claim.relation, relation) for relation in gold.relations)

    def _akin(self, a: str, b: str) -> bool:
        return a == b or self.relations[a].parent == b or self.relations[b].parent == a

    def _level(self, level: str, claims: Claims) -> dict[str, float]:
        right = read = found = wanted = 0
        for text in self.gold:
            distinct = {self._key(level, claim): claim for claim in claims.get(text.document.id, ())}.values()
            required = [gold for gold in text.claims if not gold.optional]
            optional = [gold for gold in text.claims if gold.optional]
            for claim in distinct:
                if any(self.fits(level, claim, gold) for gold in required):
                    right += 1
                    read += 1
                elif not any(self.fits(level, claim, gold) for gold in optional):
                    read += 1
            wanted += len(required)
            found += sum(any(self.fits(level, claim, gold) for claim in distinct) for gold in required)
        precision, recall = right / max(read, 1), found / max(wanted, 1)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return {"precision": precision, "recall": recall, "f1": f1}

    def _key(self, level: str, claim: Claim) -> Hashable:
        """What two claims must share to count as one at a level."""
        ends = (name(claim.subject.actor.label), name(claim.object.actor.label))
        if level == "pair":
            return frozenset(ends)
        if level == "directed":
            return ends
        return ends, self.relations[claim.relation].branch if level == "branch" else claim.relation

    def _found(self, text: GoldText, claims: Claims) -> Iterable[tuple[Claim, GoldClaim]]:
        """Each required claim that was found, with the best claim for it: one of the very relation before its kin."""
        for gold in text.claims:
            fitting = [c for c in claims.get(text.document.id, ()) if self.fits("relation", c, gold)]
            if fitting and not gold.optional:
                yield min(fitting, key=lambda c: c.relation != gold.relation), gold


def _source(claim: Claim) -> str | None:
    return name(claim.attributed_to.label) if claim.attributed_to else None


def _share(verdicts: Iterable[bool]) -> float:
    all_verdicts = list(verdicts)
    return sum(all_verdicts) / len(all_verdicts) if all_verdicts else 0.0


def read_claims(gold: Iterable[GoldText], ontology: Ontology) -> Claims:
    """The claims that kgraph reads in the texts, with the default pipeline."""
    from kgraph.reading import Reader

    claims: dict[str, Collection[Claim]] = defaultdict(tuple)
    for reading in Reader(ontology).read(text.document for text in gold):
        claims[reading.document.id] = reading.claims
    return claims


def counts(scorer: Scorer, claims: Claims) -> dict[str, int]:
    """How many relations were found at all, and how many from three constructions or more."""
    found = scorer.constructions(claims).values()
    return {"relations_found": sum(map(bool, found)), "relations_found_thrice": sum(len(each) >= 3 for each in found)}


def false_alarms(scorer: Scorer, claims: Claims) -> list[str]:
    """The texts without any claim in which one was read."""
    return [text.document.text for text in scorer.gold if not text.claims and claims.get(text.document.id)]


def read_floor() -> dict[str, float]:
    """The figures under which no change may fall."""
    floor: dict[str, float] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return floor


@click.command()
@click.option("--misses", is_flag=True, help="Print what is missing and what is too much.")
@click.option("--raise-floor", is_flag=True, help="Lift the floor to today's figures less 0.01.")
def main(misses: bool, raise_floor: bool) -> None:
    """Print how well kgraph reads the gold sentences."""
    ontology = load()
    scorer = Scorer(read_gold(), ontology)
    claims = read_claims(scorer.gold, ontology)
    figures, found = scorer.figures(claims), counts(scorer, claims)
    if misses:
        click.echo("\n".join(scorer.misses(claims)))
    click.echo(json.dumps(figures | found | {"false_alarms": len(false_alarms(scorer, claims))}, indent=1))
    if raise_floor:
        floor = read_floor() if FLOOR.is_file() else {}
        for key, value in figures.items():
            floor[key] = max(floor.get(key, 0.0), round(value - SLACK, 4))
        floor |= {key: max(floor.get(key, 0), value) for key, value in found.items()}
        floor["false_alarms"] = min(floor.get("false_alarms", len(scorer.gold)), len(false_alarms(scorer, claims)))
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
