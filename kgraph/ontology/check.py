"""Validation of an ontology folder: every entry that is wrong by name, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import OntologyError
from kgraph.ontology.keys import Key, name_key
from kgraph.ontology.loading import (
    OWL,
    PATTERN_PARSERS,
    RDF_TYPE,
    SKOS,
    SUBCLASS,
    Entries,
    default_folder,
    kg,
    turtle_files,
)
from kgraph.ontology.overlaps import overlaps
from kgraph.ontology.patterns import Pattern
from kgraph.ontology.records import FrameKind

SHAPES = Path("shapes") / "ontology.ttl"

_CUES = (
    "SupportVerb",
    "ReportingVerb",
    "ReportingPhrase",
    "FactualityCue",
    "StanceVerb",
    "ActorNouns",
    "Honorific",
    "CommonWord",
    "ThingNoun",
    "PlaceNoun",
    "Boilerplate",
)
_KINDS = frozenset(
    [
        *(kg(name) for name in ("Relation", "Term", "Places", "NationalPart", *FrameKind, *_CUES)),
        *(OWL + name for name in ("Class", "ObjectProperty", "SymmetricProperty")),
    ]
)
_ENTRY_SPACES = (vocab.ACTOR, vocab.TERM, vocab.PART, vocab.PLACE, vocab.LEX)
_SLOT = re.compile(r"\[([XY]) [^\[\]]+\]")


@dataclass(slots=True)
class Source:
    """The triples to check, and those of the ontology that they are laid over, if any.

    `files` holds the entries of the checked folder and the files in which each stands, `problems` what cannot be taken
    in; `readable` is false if a file is no Turtle.
    """

    entries: Entries = field(default_factory=Entries)
    triples: list[ox.Triple] = field(default_factory=list)
    files: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    problems: list[str] = field(default_factory=list)
    readable: bool = True

    def of_type(self, name: str) -> list[str]:
        """The checked entries of a class of kgraph's own vocabulary."""
        return [iri for iri in self.entries.of_type(kg(name)) if iri in self.files]


def check(folder: Path | None = None) -> list[str]:
    """What is wrong with an ontology folder, by default the one that comes with kgraph, sorted; empty if nothing is.

    A folder that defines kg:Actor is an ontology of its own; any other is checked as it is read, laid over the one that
    comes with kgraph. If a file is no Turtle, only the files are judged: the rest cannot be told from what is missing.
    """
    source = read(folder or default_folder())
    if not source.readable:
        return sorted(source.problems)
    missing = _missing(source)
    problems = [
        *source.problems,
        *(problem for rule in _RULES for problem in rule(source)),
        *(f"{vocab.shorten(entry)}: points to {vocab.shorten(iri)}, which is not there" for entry, iri in missing),
        *_broken_shapes(source, folder or default_folder(), missing),
    ]
    return sorted(set(problems))


def warnings(folder: Path | None = None) -> list[str]:
    """What is doubtful in an ontology folder: one pattern that means two relations, with no type to tell them apart."""
    source = read(folder or default_folder())
    return sorted(overlaps(source.entries, frozenset(source.files)))


def read(folder: Path) -> Source:
    """The triples of a folder, and of the ontology below it if it is not one of its own."""
    source = Source()
    _take_in(source, folder, source.files)
    if kg("Actor") not in source.files and folder.resolve() != default_folder().resolve():
        _take_in(source, default_folder(), defaultdict(list))
    return source


def _take_in(source: Source, folder: Path, files: dict[str, list[str]]) -> None:
    for path in turtle_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                _take_in_triple(source, path, quad)
                if name not in files[_subject(quad)]:
                    files[_subject(quad)].append(name)
        except (SyntaxError, ValueError, OSError) as error:
            source.problems.append(f"{name}: {error}")
            source.readable = False
    files.pop("", None)


def _take_in_triple(source: Source, path: Path, quad: ox.Quad) -> None:
    try:
        source.entries.add(path, quad)
        source.triples.append(quad.triple)
    except OntologyError as error:
        source.problems.append(str(error))


def _subject(statement: ox.Quad | ox.Triple) -> str:
    """The subject's IRI, empty for a blank node."""
    return statement.subject.value if isinstance(statement.subject, ox.NamedNode) else ""


def _in_two_files(source: Source) -> Iterator[str]:
    for iri, names in source.files.items():
        if len(names) > 1:
            yield f"{vocab.shorten(iri)}: stands in more than one file: {', '.join(names)}"


def _without_known_type(source: Source) -> Iterator[str]:
    known = _KINDS.union(source.entries.of_type(OWL + "Class"))
    for iri in source.files:
        types = source.entries.all(iri, RDF_TYPE)
        if not types:
            yield f"{vocab.shorten(iri)}: has no type"
        for unknown in (each for each in types if each not in known):
            yield f"{vocab.shorten(iri)}: {vocab.shorten(unknown)} is no known type"


def _wrong_patterns(source: Source) -> Iterator[str]:
    for kind in FrameKind:
        for iri in source.of_type(kind):
            for text in source.entries.all(iri, kg("pattern")):
                problem = _problem(PATTERN_PARSERS[kind], text)
                if problem:
                    yield f"{vocab.shorten(iri)}: {problem}"


def _problem(parse: Callable[[str], Pattern], text: str) -> str | None:
    try:
        parse(text)
    except OntologyError as error:
        return str(error)
    return None


def _wrong_examples(source: Source) -> Iterator[str]:
    for kind in (*FrameKind, "StanceVerb"):
        for iri in source.of_type(kind):
            for example in source.entries.all(iri, kg("example")):
                slots = Counter(_SLOT.findall(example))
                if slots != {"X": 1, "Y": 1} or len(re.findall(r"[\[\]]", example)) != 4:
                    yield f"{vocab.shorten(iri)}: the example needs exactly one [X …] and one [Y …]: {example}"


def _wrong_regexes(source: Source) -> Iterator[str]:
    for iri in source.of_type("Boilerplate"):
        for regex in source.entries.all(iri, kg("regex")):
            try:
                re.compile(regex)
            except re.error as error:
                yield f"{vocab.shorten(iri)}: the regular expression '{regex}' is malformed: {error}"


def _shared_names(source: Source) -> Iterator[str]:
    named: dict[Key, dict[str, str]] = defaultdict(dict)
    for iri in _actors(source):
        for name in (*source.entries.all(iri, SKOS + "prefLabel"), *source.entries.all(iri, SKOS + "altLabel")):
            key = name_key(name)
            if key:
                named[key].setdefault(iri, name)
            elif iri in source.files:
                yield f"{vocab.shorten(iri)}: the name '{name}' has no letter or digit to know it by"
    for holders in named.values():
        if len(holders) > 1 and not holders.keys().isdisjoint(source.files):
            names = " and ".join(f"{vocab.shorten(iri)} ('{name}')" for iri, name in sorted(holders.items()))
            yield f"{names} share a name; one that two may bear is a kg:shortName"


def _shared_places(source: Source) -> Iterator[str]:
    """A place lies in one state, and bears no actor's name: the actor would never be found under it."""
    taken = {
        name_key(name): iri
        for iri in _actors(source)
        for name in (*source.entries.all(iri, SKOS + "prefLabel"), *source.entries.all(iri, SKOS + "altLabel"))
    }
    for iri in source.entries.of_type(kg("Places")):
        for name in source.entries.all(iri, kg("name")):
            other = taken.setdefault(name_key(name), iri)
            if other != iri and not source.files.keys().isdisjoint({iri, other}):
                yield f"{vocab.shorten(iri)}: the place '{name}' is also a name of {vocab.shorten(other)}"


def _shared_wikidata(source: Source) -> Iterator[str]:
    entities: dict[str, list[str]] = defaultdict(list)
    for iri in _actors(source):
        for entity in source.entries.all(iri, OWL + "sameAs"):
            entities[entity].append(iri)
    for entity, iris in entities.items():
        if len(iris) > 1 and not source.files.keys().isdisjoint(iris):
            yield f"{' and '.join(map(vocab.shorten, sorted(iris)))} are both {vocab.shorten(entity)}"


def _actors(source: Source) -> Iterator[str]:
    for type_iri in source.entries.of_type(OWL + "Class"):
        yield from source.entries.of_type(type_iri)


def _missing(source: Source) -> set[tuple[str, str]]:
    """Each entry with an IRI that it points to and that is no entry."""
    known = set(source.entries.subjects())
    return {
        (_subject(triple), triple.object.value)
        for triple in source.triples
        if isinstance(triple.object, ox.NamedNode)
        and _subject(triple) in source.files
        and triple.object.value.startswith(_ENTRY_SPACES)
        and triple.object.value not in known
    }


def _broken_shapes(source: Source, folder: Path, missing: set[tuple[str, str]]) -> Iterator[str]:
    from kgraph.ontology.shacl import violations

    shapes = folder / SHAPES
    if not shapes.is_file():
        shapes = default_folder() / SHAPES
    for violation in violations(_judged(source), shapes):
        if violation.entry in source.files and (violation.entry, violation.value) not in missing:
            yield str(violation)


def _judged(source: Source) -> Iterator[ox.Triple]:
    """The triples of the checked entries, and the types of what they point to: enough to judge an overlay fast."""
    mine = [triple for triple in source.triples if _subject(triple) in source.files]
    near = {triple.object.value for triple in mine if isinstance(triple.object, ox.NamedNode)}
    yield from mine
    for triple in source.triples:
        if _subject(triple) not in source.files:
            is_type = triple.predicate.value == RDF_TYPE and _subject(triple) in near
            if is_type or triple.predicate.value == SUBCLASS:
                yield triple


_RULES = (
    _in_two_files,
    _without_known_type,
    _wrong_patterns,
    _wrong_examples,
    _wrong_regexes,
    _shared_names,
    _shared_places,
    _shared_wikidata,
)
