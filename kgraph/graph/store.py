"""The store: documents' graphs, the ontology and the facts in Oxigraph, on disk or in memory."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.answers import Answer
from kgraph.graph.facts import facts_quads, identity_quads
from kgraph.graph.locks import lock, unlock
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.query import Dataset, ask, change
from kgraph.graph.rdf import quads_reading, reading_quads
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_LEDGER, GRAPH_ONTOLOGY, KG, RDF, SKOS
from kgraph.model import Actor, Claim, Document, Identities, Identity, Reading

if TYPE_CHECKING:
    from kgraph.ontology import Ontology

BATCH_QUADS = 200_000
MANY_QUADS = 20_000
LONGEST_MESSAGE = 150
_DEFAULT = ox.DefaultGraph()
_NOT_SHOWN = (_DEFAULT, GRAPH_LEDGER)


@dataclass(slots=True)
class Change:
    """Quads of named graphs that a store is to lose, and those that it is to get."""

    removed: set[ox.Quad] = field(default_factory=set)
    added: set[ox.Quad] = field(default_factory=set)

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Have the new quads in the place of the old ones."""
        before, after = set(old), set(new)
        self.removed |= before - after
        self.added |= after - before


class GraphStore:
    """Every triple stands in its named graph and, once, in the default graph.

    The default graph is the union that queries see. Oxigraph can also compute a union while it answers, but that one
    gives a triple as often as graphs hold it, so that counts come out wrong.
    """

    def __init__(self, store: ox.Store | None = None, lock: int | None = None) -> None:
        """Wrap an Oxigraph store, by default a new one in memory; the lock on its folder goes when it is closed."""
        self._store = store if store is not None else ox.Store()
        self._unlock = weakref.finalize(self, unlock, lock)

    @classmethod
    def open(cls, folder: Path) -> GraphStore:
        """Open a store folder for writing, or make it; raises StoreError if another process has it."""
        with store_errors(folder):
            folder.mkdir(exist_ok=True)
            descriptor = lock(folder)
            try:
                return cls(ox.Store(str(folder)), descriptor)
            except BaseException:
                unlock(descriptor)
                raise

    @classmethod
    def read_only(cls, folder: Path) -> GraphStore:
        """Open a store folder for queries; many processes may do so at once."""
        with store_errors(folder):
            try:
                descriptor = lock(folder, shared=True)
            except BlockingIOError:
                descriptor = None  # a server that takes updates has it, and can be asked beside
            try:
                return cls(ox.Store.read_only(str(folder)), descriptor)
            except BaseException:
                unlock(descriptor)
                raise

    def close(self) -> None:
        """Give the folder back; the store can be used no more."""
        del self._store
        self._unlock()

    def flush(self) -> None:
        """See that all is on disk."""
        self._store.flush()

    def backup(self, folder: Path) -> None:
        """Copy the store into a folder that does not exist yet."""
        self._store.backup(str(folder))

    def optimize(self) -> None:
        """Compact the store after loading, which makes queries faster."""
        self._store.optimize()

    # ---------------------------------------------------------------- writing

    def put_readings(self, readings: Iterable[Reading]) -> None:
        """Write each reading into its document's graph, in place of what stood there."""
        batch: dict[ox.NamedNode, list[ox.Quad]] = {}
        size = 0
        for reading in readings:
            quads = reading_quads(reading)
            batch[ox.NamedNode(vocab.document_iri(reading.document.id))] = quads
            size += len(quads)
            if size >= BATCH_QUADS:
                self._put_graphs(batch)
                batch, size = {}, 0
        self._put_graphs(batch)

    def put_ontology(self, ontology: Ontology, further: Iterable[str] = ()) -> None:
        """Write the ontology's graph, with the actors that occur in the documents and further ones, by IRI."""
        actors = self._actors(KG.refersTo, KG.attributedTo).union(further)
        self._put_graphs({GRAPH_ONTOLOGY: ontology_quads(ontology, sorted(actors))})

    def put_facts(self, claims: Iterable[Claim], identities: Identities | None = None) -> None:
        """Write the facts' graph: what the claims of all documents give, with the actors of the whole graph, and which
        actors are one."""
        actors = sorted(self._actors(KG.refersTo, KG.attributedTo))
        facts = facts_quads(claims, self._documents())
        self._put_graphs({GRAPH_FACTS: [*facts, *identity_quads(actors, identities or {})]})

    def _documents(self) -> dict[str, Document]:
        """The documents by id, without their texts."""
        found: dict[str, dict[str, str]] = {}
        for field_, predicate in (("id", DCTERMS.identifier), ("date", DCTERMS.date), ("source", DCTERMS.source)):
            for quad in self._store.quads_for_pattern(None, predicate, None, _DEFAULT):
                if isinstance(quad.object, ox.Literal):
                    found.setdefault(str(quad.subject), {})[field_] = quad.object.value
        return {each["id"]: Document(text="", **each) for each in found.values()}

    def put_inferred(self, quads: Iterable[ox.Quad]) -> None:
        """Write the graph of inferred edges, in place of what stood there; only queries that name it see it."""
        self._store.remove_graph(GRAPH_INFERRED)
        self._store.bulk_extend(quads)

    def _actors(self, *predicates: ox.NamedNode) -> set[str]:
        """The IRIs of the actors that the documents name with one of these properties."""
        return {
            quad.object.value
            for predicate in predicates
            for quad in self._store.quads_for_pattern(None, predicate, None, _DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        }

    def _put_graphs(self, graphs: Mapping[ox.NamedNode, list[ox.Quad]]) -> None:
        """Make each graph hold just those quads, touching only what differs."""
        change = Change()
        for graph, quads in graphs.items():
            change.replace(self.lookup(None, None, None, graph), quads)
        self.change(change)

    def change(self, change: Change) -> None:
        """Take out and put in quads of named graphs, and bring the default graph after them.

        Not one transaction: whoever needs all or nothing changes a copy of the store.
        """
        put = self._store.bulk_extend if len(change.added) > MANY_QUADS else self._store.extend
        for quad in change.removed:
            self._store.remove(quad)
        put(change.added)
        put(_in_default_graph(quad) for quad in change.added if quad.graph_name != GRAPH_LEDGER)
        for quad in change.removed:
            holders = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(holder.graph_name in _NOT_SHOWN for holder in holders):
                self._store.remove(_in_default_graph(quad))

    # ---------------------------------------------------------------- reading

    def lookup(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object_: ox.NamedNode | ox.Literal | None,
        graph: ox.NamedNode | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; where nothing is named, all do. Without a graph, those of the default graph come too."""
        return self._store.quads_for_pattern(subject, predicate, object_, graph)

    def literal(self, subject: ox.NamedNode, predicate: ox.NamedNode, graph: ox.NamedNode) -> str:
        """The one literal that a property has in a graph, as a text; empty if there is none."""
        found = self.lookup(subject, predicate, None, graph)
        return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), "")

    def __contains__(self, quad: ox.Quad) -> bool:
        return quad in self._store

    def quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs, in the store's order; the ledger is none of them."""
        return (quad for quad in self._store if quad.graph_name not in _NOT_SHOWN)

    def documents(self) -> list[str]:
        """The ids of the documents, sorted."""
        found = self._store.quads_for_pattern(None, DCTERMS.identifier, None, _DEFAULT)
        return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

    def reading(self, doc: str) -> Reading:
        """What was read from one document, its actors as it names them; raises StoreError if the store lacks it."""
        graph = ox.NamedNode(vocab.document_iri(doc))
        quads = list(self._store.quads_for_pattern(None, None, None, graph))
        if not quads:
            raise StoreError(f"the graph holds no document '{doc}'; `kgraph query OUT documents` lists them")
        return quads_reading(quads)

    def readings(self) -> Iterator[Reading]:
        """What was read from each document, sorted by id."""
        return map(self.reading, self.documents())

    def claims(self) -> Iterator[Claim]:
        """Every claim, sorted by document and offsets, with the actors of the whole graph."""
        identities = self.identities()
        return (claim.identified(identities) for reading in self.readings() for claim in reading.claims)

    def identities(self) -> dict[str, Identity]:
        """Which actor of the whole graph each actor is that a document names, by its IRI."""
        facts = {
            predicate: {
                quad.subject.value: quad.object.value
                for quad in self._store.quads_for_pattern(None, predicate, None, GRAPH_FACTS)
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
            }
            for predicate in (KG.canonicalActor, SKOS.prefLabel, RDF.type, KG.rule)
        }
        labels, types, rules = facts[SKOS.prefLabel], facts[RDF.type], facts[KG.rule]
        return {
            iri: Identity(iri, Actor(actor, labels[actor], vocab.local_name(types[actor])), rules.get(iri, ""))
            for iri, actor in facts[KG.canonicalActor].items()
            if actor in labels
        }

    def counts(self) -> dict[str, int]:
        """How many documents, sentences, mentions, claims and facts there are, and how many actors they speak of."""
        kinds = {
            "documents": KG.Document,
            "sentences": KG.Sentence,
            "mentions": KG.Mention,
            "claims": KG.Claim,
            "facts": KG.Fact,
        }
        counts = {
            name: sum(1 for _ in self._store.quads_for_pattern(None, RDF.type, kind, _DEFAULT))
            for name, kind in kinds.items()
        }
        identities = self.identities()
        named = self._actors(KG.refersTo)
        return {**counts, "actors": len({identities[iri].canonical.id if iri in identities else iri for iri in named})}

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins so; raises StoreError if there is none, or more than one."""
        found = sorted(
            (quad.subject.value, holder)
            for quad in self._store.quads_for_pattern(None, RDF.type, KG.Claim, None)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(holder := quad.graph_name, ox.NamedNode)
            if quad.subject.value.startswith(vocab.claim_iri(prefix))
        )
        if not found or not prefix:
            raise StoreError(f"no claim's id begins with '{prefix}'; claims.jsonl lists them")
        if len(found) > 1:
            ids = ", ".join(vocab.local_name(iri) for iri, _ in found[:5])
            raise StoreError(f"{len(found)} claims' ids begin with '{prefix}' ({ids}); give more of the id")
        iri, graph = found[0]
        reading = quads_reading(self._store.quads_for_pattern(None, None, None, graph))
        claim = next(claim for claim in reading.claims if vocab.claim_iri(claim.id) == iri)
        return claim.identified(self.identities())

    def query(
        self,
        text: str,
        parameters: Mapping[str, str] | None = None,
        *,
        dataset: Dataset | None = None,
        most: int | None = None,
    ) -> Answer:
        """The answer to a named query or to SPARQL text; raises QueryError, also if it has more than `most` rows."""
        return ask(self._store, text, parameters or {}, dataset, most)

    def update(self, text: str) -> None:
        """Apply a SPARQL update to the quads as they are stored; raises QueryError.

        It is for those who know the store: a triple that is put into a named graph is not put into the default graph.
        """
        change(self._store, text)

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: ox.NamedNode | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that have these ends, of one named graph or of the union of all, in the store's order."""
        return self._store.quads_for_pattern(subject, predicate, object_, graph or _DEFAULT)

    def snapshot(self, path: Path) -> None:
        """Write all named graphs as TriG; the same quads give the same bytes."""
        ox.serialize(self.sorted_quads(), str(path), format=ox.RdfFormat.TRIG, prefixes=vocab.PREFIXES)

    def sorted_quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs in one order; only one graph at a time takes memory."""
        for graph in sorted(set(self._store.named_graphs()) - {GRAPH_LEDGER}, key=str):
            yield from sorted(self._store.quads_for_pattern(None, None, None, graph), key=_sort_key)


def _in_default_graph(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _sort_key(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """By subject, the type first."""
    return str(quad.subject), quad.predicate != RDF.type, str(quad.predicate), str(quad.object)


@contextmanager
def store_errors(folder: Path) -> Iterator[None]:
    """Have what goes wrong in a store, or on the disk below it, told as a StoreError that names the folder."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _told(folder, error) from error


def permission_error(folder: Path) -> StoreError:
    """That the folder may not be read or written."""
    return StoreError(f"{folder}: permission denied; have its owner give you access, or name another folder")


def _told(folder: Path, error: Exception) -> StoreError:
    what = " ".join(str(error).split())
    if re.search("permission denied", what, re.IGNORECASE):
        return permission_error(folder)
    if isinstance(error, BlockingIOError) or re.search(r"\block (file|hold)", what, re.IGNORECASE):
        return StoreError(f"{folder}: another process is using the store; wait until it has ended, or stop it")
    if re.search("no space left|file too large|quota exceeded", what, re.IGNORECASE):
        what = what.rpartition(": ")[2]
        return StoreError(f"{folder}: no room to write ({what}); nothing is lost, so make room and run it again")
    what = what if len(what) <= LONGEST_MESSAGE else what[:LONGEST_MESSAGE] + "…"
    return StoreError(f"{folder}: the store is damaged and cannot be read ({what}); build it anew with --fresh")
