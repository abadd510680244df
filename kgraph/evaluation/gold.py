"""The gold: documents cut into units, the claims of each unit, the spellings of actors, and how relations are akin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import InputError
from kgraph.evaluation.names import ActorNames
from kgraph.jsonlines import Record, read_object, read_records
from kgraph.model import Factuality
from kgraph.ontology import Branch, Ontology

GOLD, UNITS = ".gold.jsonl", ".units.jsonl"
ACTORS, RELATIONS = "actors.jsonl", "relations.json"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document, roughly a sentence; offsets are code points. `text` may be empty."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim that a unit makes.

    `subjects` and `objects` hold every accepted name, the best first; `relations` the relation and others as right.
    """

    unit: int
    subjects: tuple[str, ...]
    relations: tuple[str, ...]
    objects: tuple[str, ...]
    factuality: Factuality
    attributed_to: str | None
    time: str | None
    cue: str
    either_way: bool

    @property
    def relation(self) -> str:
        """The relation that fits best."""
        return self.relations[0]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document; `stem` is its file name without the ending."""

    stem: str
    units: tuple[Unit, ...]
    claims: tuple[GoldClaim, ...]

    def unit_at(self, start: int, end: int) -> int | None:
        """The number of the unit that shares most with a stretch of the text."""
        best, most = None, 0
        for unit in self.units:
            shared = min(end, unit.end) - max(start, unit.start)
            if shared > most:
                best, most = unit.number, shared
        return best


@dataclass(frozen=True, slots=True)
class Kinship:
    """The branch and the parent of relations, and those that hold both ways."""

    branches: Mapping[str, str]
    parents: Mapping[str, str]
    symmetric: frozenset[str]

    @classmethod
    def of(cls, ontology: Ontology) -> Kinship:
        """That of an ontology's relations."""
        relations = ontology.relations.values()
        return cls(
            branches={relation.name: relation.branch.value for relation in relations},
            parents={relation.name: relation.parent for relation in relations if relation.parent is not None},
            symmetric=frozenset(relation.name for relation in relations if relation.symmetric),
        )

    def akin(self, a: str, b: str) -> bool:
        """Whether two relations are the same, or one is the other's parent."""
        return a == b or self.parents.get(a) == b or self.parents.get(b) == a


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything that claims are compared with."""

    documents: tuple[GoldDocument, ...]
    names: ActorNames
    relations: Kinship

    def document(self, name: str) -> GoldDocument | None:
        """The gold of the document of that file name or id, if there is one."""
        last = name.replace("\\", "/").rsplit("/", 1)[-1]
        for each in self.documents:
            if last == each.stem or last.startswith(each.stem + ".") or last.split(".")[0] == each.stem:
                return each
        return None


def read_gold(folder: Path, ontology: Ontology) -> Gold:
    """The gold of a folder, with the ontology's relations if it brings none; raises InputError naming file and line."""
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name the one that holds the gold")
    paths = sorted(folder.glob("*" + GOLD))
    if not paths:
        raise InputError(f"{folder}: the folder holds no STEM{GOLD} file; docs/evaluation.md describes the gold")
    names = ActorNames((r.text("name"), r.texts("aliases")) for r in read_records(folder / ACTORS))
    relations = _kinship(folder / RELATIONS, ontology)
    return Gold(tuple(_document(path, relations) for path in paths), names, relations)


def _kinship(path: Path, ontology: Ontology) -> Kinship:
    if not path.exists():
        return Kinship.of(ontology)
    record = read_object(path)
    branches, parents = record.part("branch"), record.part("parent")
    kinship = Kinship(
        branches={name: branches.text(name) for name in branches.values},
        parents={name: parents.text(name) for name in parents.values},
        symmetric=frozenset(record.texts("symmetric")),
    )
    known = [branch.value for branch in Branch]
    for name, branch in kinship.branches.items():
        if branch not in known:
            raise branches.error(f"'{name}' has the unknown branch '{branch}'; there are: {', '.join(known)}")
    return kinship


def _document(path: Path, relations: Kinship) -> GoldDocument:
    stem = path.name.removesuffix(GOLD)
    units = tuple(
        Unit(r.integer("unit"), r.integer("start"), r.integer("end"), r.maybe_text("text") or "")
        for r in read_records(path.with_name(stem + UNITS))
    )
    numbers = {unit.number for unit in units}
    return GoldDocument(stem, units, tuple(_claim(record, numbers, relations) for record in read_records(path)))


def _claim(record: Record, units: set[int], relations: Kinship) -> GoldClaim:
    unit = record.integer("unit")
    if unit not in units:
        raise record.error(f"there is no unit {unit}")
    accepted = (record.text("p"), *record.texts("p_also"))
    for relation in accepted:
        if relation not in relations.branches:
            known = ", ".join(sorted(relations.branches))
            raise record.error(f"unknown relation '{relation}'; there are: {known}")
    factuality = record.maybe_text("fact") or Factuality.ASSERTED.value
    if factuality not in list(Factuality):
        raise record.error(f"unknown factuality '{factuality}'; there are: {', '.join(Factuality)}")
    return GoldClaim(
        unit=unit,
        subjects=record.some_texts("s"),
        relations=accepted,
        objects=record.some_texts("o"),
        factuality=Factuality(factuality),
        attributed_to=record.maybe_text("by"),
        time=record.maybe_text("when"),
        cue=record.maybe_text("cue") or "",
        either_way=bool(record.values.get("either_way")),
    )
