"""The store: documents' graphs, the ontology and the facts, in an engine that keeps quads and answers SPARQL."""

from __future__ import annotations

import re
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.answers import Answer, Rows
from kgraph.graph.engines.embedded import EmbeddedEngine
from kgraph.graph.engines.protocol import Dataset, Engine, GraphName
from kgraph.graph.facts import facts_quads, identity_quads
from kgraph.graph.locks import lock, unlock
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.query import ask, change
from kgraph.graph.rdf import quads_reading, reading_quads
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_LEDGER, GRAPH_ONTOLOGY, KG, RDF, SKOS
from kgraph.model import Actor, Claim, Document, Identities, Identity, Reading

if TYPE_CHECKING:
    import rdflib

    from kgraph.ontology import Ontology


BATCH_QUADS = 200_000
LONGEST_MESSAGE = 150
_DEFAULT = ox.DefaultGraph()
_NOT_SHOWN = (_DEFAULT, GRAPH_LEDGER)
_NOT_IN_UNION = (GRAPH_LEDGER, GRAPH_INFERRED)
_CLAIMS = """
SELECT ?claim ?document ?beginning WHERE {
  ?claim a kg:Claim ; prov:wasDerivedFrom ?document .
  FILTER(STRSTARTS(STR(?claim), ?beginning))
} ORDER BY ?claim
"""


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

    The default graph is the union that queries see, all but the ledger and what is inferred. Engines can also compute a
    union while they answer, but that one gives a triple as often as graphs hold it, so that counts come out wrong.
    """

    def __init__(self, engine: Engine | None = None, lock: int | None = None) -> None:
        """Work on an engine, by default Oxigraph in memory; the lock on its folder goes when the store is closed."""
        self._engine: Engine = engine if engine is not None else EmbeddedEngine()
        self._unlock = weakref.finalize(self, unlock, lock)

    @classmethod
    def open(cls, folder: Path) -> GraphStore:
        """Open a store folder for writing, or make it; raises StoreError if another process has it."""
        with store_errors(folder):
            folder.mkdir(exist_ok=True)
            descriptor = lock(folder)
            try:
                return cls(EmbeddedEngine(ox.Store(str(folder))), descriptor)
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
                return cls(EmbeddedEngine(ox.Store.read_only(str(folder))), descriptor)
            except BaseException:
                unlock(descriptor)
                raise

    @classmethod
    def in_rdflib(cls, dataset: rdflib.Dataset | None = None) -> GraphStore:
        """A store in rdflib's memory, by default a new one; a dataset's default graph becomes the union of the others.

        It suits small scripts: rdflib answers queries many times slower than Oxigraph.
        """
        from kgraph.graph.engines.rdflib_memory import RdflibEngine

        store = cls(RdflibEngine(dataset))
        store.change(Change(added=set(store.lookup(None, None, None, None)) - set(store.match())))
        return store

    @classmethod
    def on_server(
        cls, url: str, *, writable: bool = False, update_url: str | None = None, graphs_url: str | None = None
    ) -> GraphStore:
        """A store on a SPARQL 1.1 server, by the URL of its query service, and of those for updates and whole graphs
        where these do not follow from it. User and password come from KGRAPH_USER and KGRAPH_PASSWORD.

        For reading it has to hold a graph already. Raises StoreError, as does whatever is done with it then.
        """
        from kgraph.graph.engines.addresses import addresses
        from kgraph.graph.engines.remote import RemoteEngine

        engine = RemoteEngine(addresses(url, update_url, graphs_url), writable)
        if not writable:
            engine.find()
        return cls(engine)

    def close(self) -> None:
        """Give the folder or the connection back; the store can be used no more."""
        self._engine.close()
        self._unlock()

    def flush(self) -> None:
        """See that all is on disk."""
        self._engine.flush()

    def backup(self, folder: Path) -> None:
        """Copy the store into a folder that does not exist yet; raises StoreError unless it is itself in one."""
        self._engine.backup(str(folder))

    def optimize(self) -> None:
        """Compact the store after loading, which makes queries faster."""
        self._engine.optimize()

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
            for quad in self._engine.quads(None, predicate, None, _DEFAULT):
                if isinstance(quad.object, ox.Literal):
                    found.setdefault(str(quad.subject), {})[field_] = quad.object.value
        return {each["id"]: Document(text="", **each) for each in found.values()}

    def put_inferred(self, quads: Iterable[ox.Quad]) -> None:
        """Write the graph of inferred edges, in place of what stood there; only queries that name it see it."""
        change = Change()
        change.replace(self.lookup(None, None, None, GRAPH_INFERRED), quads)
        self.change(change)

    def _actors(self, *predicates: ox.NamedNode) -> set[str]:
        """The IRIs of the actors that the documents name with one of these properties."""
        return {
            quad.object.value
            for predicate in predicates
            for quad in self._engine.quads(None, predicate, None, _DEFAULT)
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

        Not one transaction: whoever needs all or nothing changes a copy of the store, or puts in and takes out again
        what a change may have left half done.
        """
        added = [_shown(quad) for quad in change.added if quad.graph_name not in _NOT_IN_UNION]
        removed = change.removed - change.added
        self._engine.change([*self._gone(removed, added), *removed], [*change.added, *added])

    def _gone(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> list[ox.Quad]:
        """What the default graph is to lose with these quads of named graphs: what no other of them holds, or gets."""
        losing: dict[ox.Quad, set[GraphName]] = defaultdict(set)
        for quad in removed:
            if quad.graph_name not in _NOT_IN_UNION:
                losing[_shown(quad)].add(quad.graph_name)
        for quad in added if losing else ():
            losing.pop(quad, None)
        by_graphs: dict[frozenset[GraphName], list[ox.Triple]] = defaultdict(list)
        for quad, graphs in losing.items():
            by_graphs[frozenset(graphs)].append(quad.triple)
        held: set[ox.Triple] = set()
        for losers, triples in by_graphs.items():
            held |= self._engine.held(triples, {*losers, *_NOT_IN_UNION})
        return [quad for quad in losing if quad.triple not in held]

    # ---------------------------------------------------------------- reading

    def lookup(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object_: ox.NamedNode | ox.Literal | None,
        graph: ox.NamedNode | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; where nothing is named, all do. Without a graph, those of the default graph come too."""
        return self._engine.quads(subject, predicate, object_, graph)

    def literal(self, subject: ox.NamedNode, predicate: ox.NamedNode, graph: ox.NamedNode) -> str:
        """The one literal that a property has in a graph, as a text; empty if there is none."""
        found = self.lookup(subject, predicate, None, graph)
        return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), "")

    def __contains__(self, quad: ox.Quad) -> bool:
        return any(self._engine.quads(quad.subject, quad.predicate, quad.object, quad.graph_name))

    def quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs, in the store's order; the ledger is none of them."""
        return (quad for quad in self._engine.quads(None, None, None, None) if quad.graph_name not in _NOT_SHOWN)

    def documents(self) -> list[str]:
        """The ids of the documents, sorted."""
        found = self._engine.quads(None, DCTERMS.identifier, None, _DEFAULT)
        return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

    def reading(self, doc: str) -> Reading:
        """What was read from one document, its actors as it names them; raises StoreError if the store lacks it."""
        graph = ox.NamedNode(vocab.document_iri(doc))
        quads = list(self._engine.quads(None, None, None, graph))
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
                for quad in self._engine.quads(None, predicate, None, GRAPH_FACTS)
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
            name: sum(1 for _ in self._engine.quads(None, RDF.type, kind, _DEFAULT)) for name, kind in kinds.items()
        }
        identities = self.identities()
        named = self._actors(KG.refersTo)
        return {**counts, "actors": len({identities[iri].canonical.id if iri in identities else iri for iri in named})}

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins so; raises StoreError if there is none, or more than one."""
        answer = self.query(_CLAIMS, {"beginning": vocab.claim_iri(prefix)}) if prefix else Rows((), ())
        assert isinstance(answer, Rows)
        found = answer.rows
        if not found:
            raise StoreError(f"no claim's id begins with '{prefix}'; claims.jsonl lists them")
        if len(found) > 1:
            ids = ", ".join(vocab.local_name(str(iri)) for iri, _ in found[:5])
            raise StoreError(f"{len(found)} claims' ids begin with '{prefix}' ({ids}); give more of the id")
        iri, document = found[0]
        reading = quads_reading(self._engine.quads(None, None, None, ox.NamedNode(str(document))))
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
        return ask(self._engine, text, parameters or {}, dataset, most)

    def update(self, text: str) -> None:
        """Apply a SPARQL update to the quads as they are stored; raises QueryError.

        It is for those who know the store: a triple that is put into a named graph is not put into the default graph.
        """
        change(self._engine, text)

    def match(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object_: ox.NamedNode | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that have these ends, of one named graph or of the union of all, in the store's order."""
        return self._engine.quads(subject, predicate, object_, graph or _DEFAULT)

    def snapshot(self, path: Path) -> None:
        """Write all named graphs as TriG; the same quads give the same bytes."""
        ox.serialize(self.sorted_quads(), str(path), format=ox.RdfFormat.TRIG, prefixes=vocab.PREFIXES)

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, sorted; the ledger is none of them."""
        return sorted(set(self._engine.named_graphs()) - {GRAPH_LEDGER}, key=str)

    def rdflib(self) -> rdflib.Dataset:
        """The store as rdflib sees it, live; the union of all graphs is the default graph.

        Whoever changes it there has to know the store, as with `update`.
        """
        return self._engine.view()

    def sorted_quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs in one order; only one graph at a time takes memory."""
        for graph in self.graphs():
            yield from sorted(self._engine.quads(None, None, None, graph), key=_sort_key)


def _shown(quad: ox.Quad) -> ox.Quad:
    """The quad as the default graph has it."""
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
