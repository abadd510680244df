"""Upkeep: documents come and go, and all that is derived from them follows, at a cost in proportion to what changes.

What one document gives is its digest. Facts are sums over documents, so that a change adds the new digests' tallies and
takes the old ones' away. Which actors are one is settled again only for the actors of changed documents and for those
whose names are spelt alike; where that moves an actor, the documents that name it are counted anew. The result is the
same as if all had been derived from all documents at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kgraph import vocab
from kgraph.curation.judging import Judge
from kgraph.graph.copies import Copies
from kgraph.graph.digest import Digest, digest
from kgraph.graph.facts import Tallies, copy_quads, count, discount, identity_quads, months_of
from kgraph.graph.ledger import Ledger, Seen, actor_quads, whole_quads
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.rdf import in_order, reading_quads
from kgraph.graph.settling import Settling
from kgraph.graph.store import BATCH_QUADS, Change, GraphStore
from kgraph.graph.tallying import put_months, put_tallies
from kgraph.graph.terms import GRAPH_INFERRED, GRAPH_LEDGER, GRAPH_ONTOLOGY, KG, LEDGER, RDF, SKOS
from kgraph.graph.verdicts import verdict_quads
from kgraph.model import Reading
from kgraph.ontology import Ontology
from kgraph.reading.actors.identity import Census


class Upkeep:
    """Brings documents into one store, and keeps in step what is derived from them.

    `rules` names all that decides about identities beside the documents: the ontology, the curation, the version. Where
    it is not what the store was last kept by, all identities are settled anew. `judge` applies a reader's verdicts to
    what comes in, by default none.
    """

    def __init__(
        self, store: GraphStore, ontology: Ontology, census: Census, rules: str, judge: Judge | None = None
    ) -> None:
        self._store = store
        self._judge = judge or Judge(None, ontology)
        self._ontology = ontology
        self._census = census
        self._rules = rules
        self._ledger = Ledger(store)
        self._new: dict[str, Digest] = {}

    def apply(self, readings: Iterable[Reading] = (), removed: Iterable[str] = ()) -> Counter[str]:
        """Put the readings in place of what the store holds of their documents, and take the documents of the removed
        ids out. Returns what the store holds now: the numbers of documents, sentences, mentions, claims, actors, facts.
        """
        graphs: dict[str, list[Quad]] = {vocab.document_iri(doc): [] for doc in removed}
        verdicts: dict[str, list[Quad]] = {}
        for reading in readings:
            iri = vocab.document_iri(reading.document.id)
            graphs[iri], verdicts[iri] = self._quads(reading)
        change = Change()
        # What followed from the facts as they were may no longer follow.
        change.replace(self._store.lookup(None, None, None, GRAPH_INFERRED), ())
        old: dict[str, Digest] = {}
        new: dict[str, Digest] = {}
        for iri, quads in graphs.items():
            before = list(self._store.lookup(None, None, None, NamedNode(iri)))
            change.replace(before, quads)
            kept = self._store.lookup(NamedNode(iri), LEDGER.verdicts, None, GRAPH_LEDGER)
            change.replace(kept, verdicts.get(iri, ()))
            old |= {iri: digest(before)} if before else {}
            new |= {iri: digest(quads)} if quads else {}
        totals, tallies = self._derive(change, old, new)
        totals["facts"] += put_tallies(self._store, tallies, change)
        self._put_totals(totals, change)
        return totals

    def put(self, readings: Iterable[Reading]) -> None:
        """Put the readings of documents, each of another one, into a store that began empty; `derive` makes the rest.

        The result is that of `apply`. It costs less, since all is derived once, and memory for what facts count.
        """
        change = Change()
        for reading in readings:
            quads, verdicts = self._quads(reading)
            self._new[vocab.document_iri(reading.document.id)] = digest(quads)
            change.added.update(quads, verdicts)
            change = self._applied(change, BATCH_QUADS)
        self._store.change(change)

    def derive(self) -> Counter[str]:
        """Derive everything from the documents that have been put; returns what `apply` does."""
        change = Change()
        totals, tallies = self._derive(change, {}, self._new)
        for edge, tally in tallies.items():
            totals["facts"] += put_tallies(self._store, {edge: tally}, change)
            change = self._applied(change, BATCH_QUADS)
        self._put_totals(totals, change)
        return totals

    def _applied(self, change: Change, least: int) -> Change:
        """A new change if the one given has grown so large; it has then been made."""
        if len(change.added) < least:
            return change
        self._store.change(change)
        return Change()

    def _quads(self, reading: Reading) -> tuple[list[Quad], list[Quad]]:
        """What a document's graph is to hold, after the verdicts, and what the ledger keeps of these."""
        judged = self._judge(in_order(reading))
        return reading_quads(judged.reading), verdict_quads(judged, self._judge.rules(reading.document.id))

    def _put_totals(self, totals: Counter[str], change: Change) -> None:
        """Make the change, with what the ledger says of the whole."""
        before = self._store.lookup(GRAPH_LEDGER, None, None, GRAPH_LEDGER)
        change.replace(before, whole_quads(totals, self._rules))
        self._store.change(change)

    def _derive(
        self, change: Change, old: Mapping[str, Digest], new: Mapping[str, Digest]
    ) -> tuple[Counter[str], Tallies]:
        """Bring identities, ontology and ledger after the documents; returns the totals, and what becomes of facts."""
        anew = self._ledger.rules != self._rules
        settling = Settling(self._store, self._census, *self._seen(old, new, anew), old, new)
        changed = set(settling.after)
        settling.settle()
        for iri in changed:
            quads = self._store.lookup(NamedNode(iri), None, None, GRAPH_LEDGER)
            change.replace(quads, actor_quads(iri, settling.after[iri], self._census))
        identities = settling.identities
        change.replace(settling.quads_before(), identity_quads(identities, identities))
        totals = self._ledger.totals()
        for digests, add in ((old, totals.subtract), (new, totals.update)):
            for each in digests.values():
                add(each.totals())
        totals["actors"] += settling.growth()
        copies = Copies(self._store, old, new)
        copies.touch(sorted(self._claiming(settling.moved()) - old.keys() - new.keys()))
        links_before, links = copies.quads_before(), copy_quads(after := copies.after())
        totals["copies"] += len(links) - len(links_before)
        change.replace(links_before, links)
        change.replace(*copies.key_quads())
        self._put_ontology(change, settling, anew)
        tallies = self._tallies(old, new, settling, copies.before(), after)
        put_months(self._store, months_of(tallies), change)
        return totals, tallies

    def _seen(
        self, old: Mapping[str, Digest], new: Mapping[str, Digest], anew: bool
    ) -> tuple[dict[str, Seen], dict[str, Seen]]:
        """How the actors of the changed documents are named before and after, or all actors if all is to be settled."""
        named = {iri for digests in (old, new) for each in digests.values() for iri in each.actors}
        before = {iri: self._ledger.seen(iri) for iri in sorted(named.union(self._ledger.actors() if anew else ()))}
        after = {iri: seen.copy() for iri, seen in before.items()}
        for sign, digests in ((-1, old), (1, new)):
            for each in digests.values():
                for iri, actor in each.actors.items():
                    after[iri].add(actor, each.mentions[iri], sign)
        return before, after

    def _tallies(
        self,
        old: Mapping[str, Digest],
        new: Mapping[str, Digest],
        settling: Settling,
        before: list[list[str]],
        after: list[list[str]],
    ) -> Tallies:
        """What changes in the counts of claims, by the groups of documents of one text that the change touches: through
        the changed documents, where an actor is another now, and where a group gains or loses a document."""
        others = {iri for group in before for iri in group} - old.keys() - new.keys()
        same = {iri: digest(self._store.lookup(None, None, None, NamedNode(iri))) for iri in sorted(others)}
        tallies: Tallies = {}
        for group in before:
            digests = [old[iri] if iri in old else same[iri] for iri in group]
            discount(tallies, (said for each in digests for said in each.said(settling.canonical_before)))
        for group in after:
            digests = [new[iri] if iri in new else same[iri] for iri in group]
            count(tallies, (said for each in digests for said in each.said(settling.canonical_after)))
        return tallies

    def _claiming(self, actors: Iterable[str]) -> set[str]:
        """The documents with claims of which one of the actors is subject, object or speaker."""
        return {
            quad.graph_name.value
            for iri in actors
            for predicate in (RDF.subject, RDF.object, KG.attributedTo)
            for quad in self._store.lookup(None, predicate, NamedNode(iri), None)
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(vocab.DOCUMENT)
        }

    def _put_ontology(self, change: Change, settling: Settling, anew: bool) -> None:
        """Have the ontology's graph hold the actors that occur, and those that they belong to."""
        known = self._ontology.actors.keys() | self._ontology.national_bodies.keys()
        here = {identity.canonical.id for identity in settling.identities.values()} | settling.identities.keys()
        were = {iri for iri, seen in settling.before.items() if seen.counts()}
        were |= set(map(settling.canonical_before, were))
        if anew or any(iri in known for iri in were - here):
            others = (iri for iri in known if iri not in settling.after and self._ledger.seen(iri).counts())
            quads = ontology_quads(self._ontology, sorted(here.union(others)))
            change.replace(self._store.lookup(None, None, None, GRAPH_ONTOLOGY), quads)
            return
        appeared = sorted(
            iri
            for iri in here & known
            if not any(self._store.lookup(NamedNode(iri), KG.ofState, None, GRAPH_ONTOLOGY))
            and not any(self._store.lookup(NamedNode(iri), SKOS.prefLabel, None, GRAPH_ONTOLOGY))
        )
        if appeared:
            change.added.update(quad for quad in ontology_quads(self._ontology, appeared) if quad not in self._store)
