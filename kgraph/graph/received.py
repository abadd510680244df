"""RDF that comes from outside: the documents' graphs in a file, checked, as readings."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import InputError
from kgraph.graph.engines.embedded import EmbeddedEngine
from kgraph.graph.formats import read_rdf
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.rdf import quads_reading
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_ONTOLOGY, KG, NIF, PROV, RDF, SKOS
from kgraph.graph.validation import claim_problems
from kgraph.model import MentionKind, Reading
from kgraph.ontology import Ontology

Problem = tuple[str, str]
"""The IRI of a node, and what is wrong with it."""

UNDONE = "nothing was imported"
LONGEST_NUMBER = 12

_SPANS = (KG.Sentence, KG.Mention, KG.Cue)
# What a record is made of, beyond what the shapes ask of claims: (class, property, how it is called).
_NEEDED = (
    (KG.Document, DCTERMS.identifier, "a document needs an identifier"),
    (KG.Document, NIF.isString, "a document needs its text, nif:isString"),
    (KG.Mention, KG.refersTo, "a mention needs the actor that it refers to"),
    (KG.Mention, KG.mentionKind, "a mention needs its kind"),
    *((kind, NIF.beginIndex, "a span needs its begin") for kind in _SPANS),
    *((kind, NIF.endIndex, "a span needs its end") for kind in _SPANS),
    *((kind, NIF.anchorOf, "a span needs its text, nif:anchorOf") for kind in _SPANS),
)
# What a claim leads to, which must stand in the same graph.
_LINKS = (
    (KG.sentence, KG.Sentence, "its sentence"),
    (KG.subjectMention, KG.Mention, "the mention of its subject"),
    (KG.objectMention, KG.Mention, "the mention of its object"),
    (KG.cue, KG.Cue, "its cue"),
)


def received_readings(path: Path, ontology: Ontology) -> list[Reading]:
    """The readings of all documents in a file of RDF; facts and ontologies in it are passed over.

    Raises InputError, which names the line that is no RDF, or the node that is not as the shapes or kgraph's records
    have it.
    """
    graphs = _documents_graphs(list(read_rdf(path)), path, ontology)
    problems = [problem for quads in graphs.values() for problem in _Checked(quads, ontology).problems()]
    if not problems:
        problems = claim_problems(_store([quad for quads in graphs.values() for quad in quads], ontology))
    if problems:
        node, message = min(problems)
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(f"{path}: {node}: {message}{more}; {UNDONE}")
    return [quads_reading(quads) for quads in graphs.values()]


def _documents_graphs(quads: Sequence[ox.Quad], path: Path, ontology: Ontology) -> Mapping[str, list[ox.Quad]]:
    """The quads that belong to each document, by its IRI; raises InputError if there are none."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""].append(quad)
    for derived in (GRAPH_FACTS, GRAPH_ONTOLOGY):
        graphs.pop(derived.value, None)
    united = graphs.pop("", [])
    found = {name: graph for name, graph in graphs.items() if _of_type(graph, KG.Document)}
    for name, graph in graphs.items():
        claims = _of_type(graph, KG.Claim)
        if claims and name not in found:
            raise InputError(f"{path}: {min(claims)}: its graph <{name}> has no kg:Document; {UNDONE}")
    for name, graph in _split(united, path, ontology).items():
        if name in found:
            raise InputError(f"{path}: {name}: the document has a named graph, and stands outside it too")
        found[name] = graph
    if not found:
        raise InputError(f"{path}: there is no kg:Document in it; docs/exchange.md shows what can be imported")
    return found


def _split(quads: Sequence[ox.Quad], path: Path, ontology: Ontology) -> dict[str, list[ox.Quad]]:
    """The triples of a union of graphs, by the document that each node belongs to, with the actors that it names."""
    by_subject: dict[str, list[ox.Quad]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        by_subject[str(quad.subject)].append(quad)
        if quad.predicate in (NIF.referenceContext, PROV.wasDerivedFrom):
            owners[str(quad.object)].add(str(quad.subject))
    found: dict[str, list[ox.Quad]] = {}
    for name in sorted(_of_type(quads, KG.Document)):
        document = str(ox.NamedNode(name))
        own = [quad for node in sorted({document} | owners[document]) for quad in by_subject[node]]
        named = {str(quad.object) for quad in own if quad.predicate in (KG.refersTo, KG.attributedTo)}
        own += [quad for node in sorted(named) for quad in _actor(by_subject[node], ontology)]
        for predicates in ((PROV.wasGeneratedBy,), (PROV.used, PROV.wasAssociatedWith)):
            nodes = {str(quad.object) for quad in own if quad.predicate in predicates} - {document}
            own += [quad for node in sorted(nodes) for quad in by_subject[node]]
        found[name] = own
    lost = _of_type(quads, KG.Claim).difference(*(_of_type(own, KG.Claim) for own in found.values()))
    if lost:
        raise InputError(f"{path}: {min(lost)}: a claim needs exactly one document that it was read from; {UNDONE}")
    return found


def _actor(quads: Iterable[ox.Quad], ontology: Ontology) -> Iterator[ox.Quad]:
    """An actor's label and, of the types that the documents give it, the one that says most."""
    types = [quad for quad in quads if quad.predicate == RDF.type]
    yield from (quad for quad in quads if quad.predicate == SKOS.prefLabel)
    yield from sorted(types, key=lambda quad: (-_depth(str(quad.object), ontology), str(quad.object)))[:1]


def _depth(iri: str, ontology: Ontology) -> int:
    """How many classes lie above one."""
    name = vocab.local_name(iri.strip("<>"))
    return sum(ontology.is_a(name, above) for above in ontology.types)


def _of_type(quads: Iterable[ox.Quad], kind: ox.NamedNode) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate == RDF.type and quad.object == kind and isinstance(quad.subject, ox.NamedNode)
    }


def _store(quads: Sequence[ox.Quad], ontology: Ontology) -> GraphStore:
    """A store with the quads and the relations that claims may have, for the shapes."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in [*quads, *ontology_quads(ontology, ())]
    )
    return GraphStore(EmbeddedEngine(store))


class _Checked:
    """What a document's graph lacks that records need, beyond what the shapes ask of its claims."""

    def __init__(self, quads: Iterable[ox.Quad], ontology: Ontology) -> None:
        self.ontology = ontology
        self.quads = list(quads)
        self.values: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        self.strange: list[Problem] = []
        for quad in self.quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                self.values[quad.subject.value, quad.predicate.value].append(quad.object)
            else:
                node = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
                self.strange.append((node, "only IRIs and literals have a place here, no blank nodes"))

    def problems(self) -> list[Problem]:
        """The problems in order; those that others would follow from stand alone."""
        return self.strange or list(self._lacks()) or [*self._spans(), *self._mentions(), *self._claims()]

    def _lacks(self) -> Iterator[Problem]:
        documents = sorted(_of_type(self.quads, KG.Document))
        for node in documents[1:]:
            yield node, f"its graph is that of another document, {documents[0]}"
        for node in documents:
            if not all(self._all(node, DCTERMS.identifier)):
                yield node, "the identifier of a document must not be empty"
            if not all(map(_is_date, self._all(node, DCTERMS.date))):
                yield node, "the date of a document must be like 2020-06-25"
        for kind, predicate, message in _NEEDED:
            yield from ((node, message) for node in _of_type(self.quads, kind) if not self._all(node, predicate))
        for node in _of_type(self.quads, KG.Claim):
            for predicate, kind, what in _LINKS:
                for target in self._all(node, predicate):
                    if kind.value not in self._all(target, RDF.type):
                        yield node, f"{what}, {target}, does not stand in the graph of its document"
        for quad in self.quads:
            if quad.predicate in (KG.refersTo, KG.attributedTo):
                yield from self._actor(quad.object.value if isinstance(quad.object, ox.NamedNode) else str(quad.object))

    def _actor(self, node: str) -> Iterator[Problem]:
        if not self._all(node, SKOS.prefLabel):
            yield node, "an actor needs a skos:prefLabel"
        type_ = vocab.local_name(min(self._all(node, RDF.type), default=""))
        if type_ not in self.ontology.types:
            yield node, f"an actor needs a type of the ontology, not '{type_}'"

    def _spans(self) -> Iterator[Problem]:
        """Spans whose offsets are no numbers, or which are not in the text where they say."""
        (document,) = _of_type(self.quads, KG.Document)
        text = min(self._all(document, NIF.isString))
        for node in {node for kind in _SPANS for node in _of_type(self.quads, kind)}:
            begin, end = (min(self._all(node, each)) for each in (NIF.beginIndex, NIF.endIndex))
            if not (begin.isdecimal() and end.isdecimal()) or max(len(begin), len(end)) > LONGEST_NUMBER:
                yield node, "the offsets of a span must be whole numbers"
            elif int(begin) >= int(end):
                yield node, "a span must end after it begins"
            elif text[int(begin) : int(end)] != min(self._all(node, NIF.anchorOf)):
                yield node, f"its text is not what stands in its document from {begin} to {end}"

    def _mentions(self) -> Iterator[Problem]:
        kinds = {kind.value for kind in MentionKind}
        for node in _of_type(self.quads, KG.Mention):
            if min(self._all(node, KG.mentionKind)) not in kinds:
                yield node, f"the kind of a mention must be one of {', '.join(sorted(kinds))}"

    def _claims(self) -> Iterator[Problem]:
        """Claims of another document, or about others than their mentions refer to."""
        (document,) = _of_type(self.quads, KG.Document)
        for node in _of_type(self.quads, KG.Claim):
            if set(self._all(node, PROV.wasDerivedFrom)) - {document}:
                yield node, f"it stands in the graph of {document}, and was read from another document"
            for role, end in ((KG.subjectMention, RDF.subject), (KG.objectMention, RDF.object)):
                for mention in self._all(node, role):
                    ends = self._all(node, end)  # that there is one, and one only, the shapes ask
                    if len(ends) == 1 and ends != self._all(mention, KG.refersTo):
                        yield node, f"its {vocab.local_name(end.value)} is not the actor that its mention refers to"

    def _all(self, node: str, predicate: ox.NamedNode) -> list[str]:
        return [value.value for value in self.values.get((node, predicate.value), ())]


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
