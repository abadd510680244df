"""The store: documents' graphs, the ontology and the facts in Oxigraph, on disk or in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.answers import Answer
from kgraph.graph.facts import facts_quads, identity_quads
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.query import ask
from kgraph.graph.rdf import quads_reading, reading_quads
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, KG, RDF, SKOS
from kgraph.model import Actor, Claim, Identities, Identity, Reading

if TYPE_CHECKING:
    from kgraph.ontology import Ontology

MARKER = "kgraph.json"
STORE = "store"
FORMAT = {"format": 2}
BATCH_QUADS = 200_000
_DEFAULT = ox.DefaultGraph()


class GraphStore:
    """Every triple stands in its named graph and, once, in the default graph.

    The default graph is the union that queries see. Oxigraph can also compute a union while it answers, but that one
    gives a triple as often as graphs hold it, so that counts come out wrong.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        """Wrap an Oxigraph store, by default a new one in memory."""
        self._store = store if store is not None else ox.Store()

    @classmethod
    def open(cls, folder: Path) -> GraphStore:
        """Open a store folder for writing, or make it; raises StoreError if another process has it."""
        try:
            return cls(ox.Store(str(folder)))
        except (OSError, RuntimeError) as error:
            raise _open_error(folder, error) from error

    @classmethod
    def read_only(cls, folder: Path) -> GraphStore:
        """Open a store folder for queries; many processes may do so at once."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise _open_error(folder, error) from error

    def close(self) -> None:
        """Give the folder back; the store can be used no more."""
        del self._store

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
        self._put_graphs({GRAPH_FACTS: [*facts_quads(claims), *identity_quads(actors, identities or {})]})

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
        """Make each graph hold just those quads, touching only what differs, and bring the default graph after it."""
        added: list[ox.Quad] = []
        removed: list[ox.Quad] = []
        for graph, quads in graphs.items():
            old = set(self._store.quads_for_pattern(None, None, None, graph))
            added.extend(quad for quad in quads if quad not in old)
            removed.extend(old.difference(quads))
        for quad in removed:
            self._store.remove(quad)
        self._store.bulk_extend(added)
        self._store.bulk_extend(map(_in_default_graph, added))
        for quad in removed:
            holders = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(holder.graph_name == _DEFAULT for holder in holders):
                self._store.remove(_in_default_graph(quad))

    # ---------------------------------------------------------------- reading

    def quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs, in the store's order."""
        return (quad for quad in self._store if quad.graph_name != _DEFAULT)

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

    def query(self, text: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """The answer to a named query or to SPARQL text; raises QueryError."""
        return ask(self._store, text, parameters or {})

    def snapshot(self, path: Path) -> None:
        """Write all named graphs as TriG; the same quads give the same bytes."""
        ox.serialize(self._sorted_quads(), str(path), format=ox.RdfFormat.TRIG, prefixes=vocab.PREFIXES)

    def _sorted_quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs in one order; only one graph at a time takes memory."""
        for graph in sorted(self._store.named_graphs(), key=str):
            yield from sorted(self._store.quads_for_pattern(None, None, None, graph), key=_sort_key)


def open_graph(out: str | Path) -> GraphStore:
    """The graph that `kgraph build` wrote into a folder, for reading; raises StoreError."""
    out = Path(out)
    if not out.exists():
        raise StoreError(f"{out}: there is no such folder; make it with `kgraph build PATH -o {out}`")
    check_marker(out)
    return GraphStore.read_only(out / STORE)


def check_marker(out: Path) -> None:
    """Raise StoreError unless this version of kgraph, or one with the same format, has written the folder."""
    try:
        marker = json.loads((out / MARKER).read_text(encoding="utf-8"))
    except PermissionError as error:
        raise _permission_error(out) from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{out}: this is no kgraph folder; name one that `kgraph build` has written") from error
    if marker != FORMAT:
        raise StoreError(f"{out}: another version of kgraph has written this folder; build into a new one")


def write_marker(out: Path) -> None:
    """Mark a folder as kgraph's own."""
    (out / MARKER).write_text(json.dumps(FORMAT) + "\n", encoding="utf-8")


def _in_default_graph(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _sort_key(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """By subject, the type first."""
    return str(quad.subject), quad.predicate != RDF.type, str(quad.predicate), str(quad.object)


def _open_error(folder: Path, error: Exception) -> StoreError:
    if "permission denied" in str(error).lower():
        return _permission_error(folder)
    if re.search(r"\block (file|hold)", str(error), re.IGNORECASE):
        return StoreError(f"{folder}: another process is using the store; wait until it has ended, or stop it")
    return StoreError(f"{folder}: the store cannot be opened ({error}); remove the folder and build it anew")


def _permission_error(folder: Path) -> StoreError:
    return StoreError(f"{folder}: permission denied; have its owner give you access, or name another folder")
