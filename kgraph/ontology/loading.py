"""Turtle folder → records. Oxigraph parses; whatever is wrong is told with the name of its entry."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import OntologyError
from kgraph.ontology import patterns
from kgraph.ontology.records import (
    ActorEntry,
    Branch,
    Cues,
    FactualityCue,
    Frame,
    FrameKind,
    NationalPart,
    Ontology,
    Relation,
    Stance,
    Term,
)

RDF_TYPE = vocab.PREFIXES["rdf"] + "type"
LABEL = vocab.PREFIXES["rdfs"] + "label"
SUBCLASS = vocab.PREFIXES["rdfs"] + "subClassOf"
SUBPROPERTY = vocab.PREFIXES["rdfs"] + "subPropertyOf"
SKOS = vocab.PREFIXES["skos"]
OWL = vocab.PREFIXES["owl"]

PATTERN_PARSERS: dict[FrameKind, Callable[[str], patterns.Pattern]] = {
    FrameKind.VERB: patterns.verb_pattern,
    FrameKind.NOUN: patterns.noun_pattern,
    FrameKind.ROLE: patterns.role_pattern,
    FrameKind.ADJECTIVE: patterns.adjective_pattern,
}


class Entries:
    """The triples of some Turtle files by subject and predicate, in the order of the files."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._by_type: dict[str, list[str]] = defaultdict(list)
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The hash of all statements in their order."""
        return self._hash.hexdigest()

    def add_file(self, path: Path) -> None:
        """Parse one Turtle file; raises OntologyError with the file's name and line."""
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                self.add(path, quad)
        except (SyntaxError, ValueError, OSError) as error:
            raise OntologyError(f"{path.name}: {error}") from error

    def add(self, path: Path, quad: ox.Quad) -> None:
        """Take in one triple of a file; raises OntologyError if it has a blank node."""
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
            raise OntologyError(f"{path.name}: blank nodes have no place in the ontology")
        value = str(quad.object.value) if isinstance(quad.object, ox.NamedNode | ox.Literal) else str(quad.object)
        subject, predicate = quad.subject.value, quad.predicate.value
        if value not in self._values[subject][predicate]:
            self._values[subject][predicate].append(value)
            self._hash.update("\x1f".join((subject, predicate, value, "")).encode())
            if predicate == RDF_TYPE:
                self._by_type[value].append(subject)

    def subjects(self) -> list[str]:
        """Every subject, in the order of the files."""
        return list(self._values)

    def of_type(self, iri: str) -> list[str]:
        """The subjects of that class."""
        return self._by_type.get(iri, [])

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Every value of a property."""
        values = self._values.get(subject)
        return tuple(values[predicate]) if values is not None and predicate in values else ()

    def maybe(self, subject: str, predicate: str) -> str | None:
        """The first value of a property, if any."""
        values = self.all(subject, predicate)
        return values[0] if values else None

    def one(self, subject: str, predicate: str) -> str:
        """The one value of a property that an entry must have; raises OntologyError naming the entry."""
        values = self.all(subject, predicate)
        if len(values) != 1:
            raise OntologyError(f"{subject} needs exactly one {vocab.local_name(predicate)}, it has {len(values)}")
        return values[0]


def kg(name: str) -> str:
    """The IRI of a term of kgraph's own vocabulary."""
    return vocab.KG + name


def default_folder() -> Path:
    """The ontology that comes with kgraph: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_ontology"
    return packaged if packaged.is_dir() else package.parent / "ontology"


def load(folders: Sequence[Path] | None = None) -> Ontology:
    """The ontology of the given folders laid over one another, by default the one that comes with kgraph.

    Raises OntologyError, which names the wrong file or entry.
    """
    entries = read_folders(folders)
    types = _types(entries)
    actors = {entry.iri: entry for entry in _actors(entries, types)}
    return Ontology(
        relations={relation.name: relation for relation in _relations(entries)},
        types=types,
        actors=actors,
        terms=tuple(_terms(entries)),
        parts={part.iri: part for part in _parts(entries)},
        frames=tuple(_frames(entries)),
        cues=_cues(entries),
        places={
            name: entries.one(iri, kg("ofState"))
            for iri in entries.of_type(kg("Places"))
            for name in entries.all(iri, kg("name"))
        },
        sha256=entries.sha256,
    )


def read_folders(folders: Sequence[Path] | None = None) -> Entries:
    """The raw entries of every Turtle file below the folders, shapes left out.

    Those of the last folder come first: where two folders give one word two meanings, the first in order is taken.
    """
    entries = Entries()
    for folder in reversed(folders or [default_folder()]):
        for path in turtle_files(folder):
            entries.add_file(path)
    return entries


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files of an ontology folder in order, shapes left out; raises OntologyError if it is not there."""
    if not folder.is_dir():
        raise OntologyError(f"no ontology folder at {folder}")
    return [path for path in sorted(folder.rglob("*.ttl")) if path.parent.name != "shapes"]


def _types(entries: Entries) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for iri in entries.of_type(OWL + "Class"):
        parent = entries.maybe(iri, SUBCLASS)
        found[vocab.local_name(iri)] = vocab.local_name(parent) if parent else None
    return found


def _relations(entries: Entries) -> Iterable[Relation]:
    branches = {kg(branch.value): branch for branch in Branch}
    for iri in entries.of_type(kg("Relation")):
        parents = entries.all(iri, SUBPROPERTY)
        branch = [branches[p] for p in parents if p in branches]
        if len(branch) != 1:
            raise OntologyError(f"{iri} needs exactly one branch among its rdfs:subPropertyOf")
        parent = next((vocab.local_name(p) for p in parents if p not in branches), None)
        yield Relation(
            name=vocab.local_name(iri),
            label=entries.one(iri, LABEL),
            inverse_label=entries.one(iri, kg("inverseLabel")),
            branch=branch[0],
            parent=parent,
            symmetric=OWL + "SymmetricProperty" in entries.all(iri, RDF_TYPE),
            definition=entries.one(iri, SKOS + "definition"),
            matches=entries.all(iri, SKOS + "closeMatch"),
            x_types=_names(entries, iri, "xType"),
            y_types=_names(entries, iri, "yType"),
        )


def _actors(entries: Entries, types: dict[str, str | None]) -> Iterable[ActorEntry]:
    for type_name in types:
        for iri in entries.of_type(kg(type_name)):
            yield ActorEntry(
                iri=iri,
                label=entries.one(iri, SKOS + "prefLabel"),
                type=type_name,
                names=entries.all(iri, SKOS + "altLabel"),
                short_names=entries.all(iri, kg("shortName")),
                adjectives=entries.all(iri, kg("adjective")),
                combining_forms=entries.all(iri, kg("combiningForm")),
                people=entries.all(iri, kg("people")),
                capitals=entries.all(iri, kg("capital")),
                seats=entries.all(iri, kg("seat")),
                gender=entries.maybe(iri, kg("gender")),
                state=entries.maybe(iri, kg("ofState")),
                parent_body=entries.maybe(iri, kg("parentBody")),
                part=entries.maybe(iri, kg("part")),
                same_as=entries.all(iri, OWL + "sameAs"),
            )


def _terms(entries: Entries) -> Iterable[Term]:
    for iri in entries.of_type(kg("Term")):
        yield Term(
            iri=iri,
            holder=entries.one(iri, kg("holder")),
            office=entries.one(iri, kg("office")),
            of=entries.one(iri, kg("of")),
            start=entries.one(iri, kg("from")),
            end=entries.maybe(iri, kg("until")),
        )


def _parts(entries: Entries) -> Iterable[NationalPart]:
    for iri in entries.of_type(kg("NationalPart")):
        yield NationalPart(
            iri=iri,
            nouns=entries.all(iri, kg("noun")),
            label_pattern=entries.one(iri, kg("labelPattern")),
            type=vocab.local_name(entries.one(iri, kg("partType"))),
        )


def _frames(entries: Entries) -> Iterable[Frame]:
    for kind in FrameKind:
        for iri in entries.of_type(kg(kind.value)):
            try:
                parsed = tuple(PATTERN_PARSERS[kind](text) for text in entries.all(iri, kg("pattern")))
            except OntologyError as error:
                raise OntologyError(f"{iri}: {error}") from error
            yield Frame(
                iri=iri,
                kind=kind,
                relation=vocab.local_name(entries.one(iri, kg("relation"))),
                patterns=parsed,
                x_types=_names(entries, iri, "xType"),
                y_types=_names(entries, iri, "yType"),
                examples=entries.all(iri, kg("example")),
                ergative=entries.maybe(iri, kg("ergative")) == "true",
                implies_home=entries.maybe(iri, kg("impliesHome")) == "true",
                implies_state=entries.maybe(iri, kg("impliesState")) == "true",
            )


def _cues(entries: Entries) -> Cues:
    lemma = kg("lemma")
    return Cues(
        support_verbs={
            word: entries.maybe(iri, kg("passive")) == "true"
            for iri in entries.of_type(kg("SupportVerb"))
            for word in entries.all(iri, lemma)
        },
        reporting_verbs=frozenset(_words(entries, "ReportingVerb")),
        reporting_phrases=tuple(_words(entries, "ReportingPhrase")),
        factuality=tuple(
            FactualityCue(word, vocab.local_name(entries.one(iri, kg("effect"))), entries.all(iri, kg("pos")))
            for iri in entries.of_type(kg("FactualityCue"))
            for word in entries.all(iri, lemma)
        ),
        stances=tuple(_stances(entries)),
        boilerplate=tuple(r for iri in entries.of_type(kg("Boilerplate")) for r in entries.all(iri, kg("regex"))),
        actor_nouns=_actor_nouns(entries),
        honorifics=frozenset(_words(entries, "Honorific")),
        common_words=frozenset(_words(entries, "CommonWord")),
        thing_nouns=frozenset(_words(entries, "ThingNoun")),
        place_nouns=frozenset(_words(entries, "PlaceNoun")),
    )


def _words(entries: Entries, kind: str) -> Iterable[str]:
    """The lemmas of all cues of a kind."""
    return (word for iri in entries.of_type(kg(kind)) for word in entries.all(iri, kg("lemma")))


def _names(entries: Entries, iri: str, predicate: str) -> tuple[str, ...]:
    """The local names of the terms that a property of kgraph's own points to."""
    return tuple(vocab.local_name(value) for value in entries.all(iri, kg(predicate)))


def _stances(entries: Entries) -> Iterable[Stance]:
    for iri in entries.of_type(kg("StanceVerb")):
        yield Stance(
            iri=iri,
            relation=vocab.local_name(entries.one(iri, kg("relation"))),
            lemmas=entries.all(iri, kg("lemma")),
            branches=frozenset(map(Branch, _names(entries, iri, "over"))),
            keeps=entries.one(iri, kg("keeps")) == "true",
            announced=frozenset(map(Branch, _names(entries, iri, "announced"))),
            announced_not=frozenset(map(Branch, _names(entries, iri, "announcedNot"))),
            withheld=frozenset(_names(entries, iri, "withheld")),
            negated=frozenset(entries.all(iri, kg("negated"))),
            of_others="true" in entries.all(iri, kg("ofOthers")),
            examples=entries.all(iri, kg("example")),
        )


def _actor_nouns(entries: Entries) -> dict[str, frozenset[str]]:
    types: dict[str, set[str]] = defaultdict(set)
    for iri in entries.of_type(kg("ActorNouns")):
        for word in entries.all(iri, kg("lemma")):
            types[word].add(vocab.local_name(entries.one(iri, kg("actorType"))))
    return {word: frozenset(found) for word, found in types.items()}
