"""The actors of a graph: who they are, under which words they stand in the texts, and why those words mean them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgraph import vocab
from kgraph.errors import StoreError, UnknownNameError
from kgraph.graph.known import links_of, rows
from kgraph.graph.store import GraphStore
from kgraph.model import Actor, MentionKind
from kgraph.ontology.keys import Key, name_key

COLUMNS = ("actor", "type", "mentions", "claims", "documents", "known", "wikidata", "spellings")
USE_COLUMNS = ("times", "words", "kind", "why")
REASONS_SHOWN = 3
DOCUMENTS_SHOWN = 20

_WORDS = """
SELECT ?who ?kind ?words (COUNT(*) AS ?times) WHERE {
  ?mention kg:refersTo/kg:canonicalActor ?who ; kg:mentionKind ?kind ; nif:anchorOf ?words .
} GROUP BY ?who ?kind ?words
"""
_DOCUMENTS = """
SELECT ?who (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?mention kg:refersTo/kg:canonicalActor ?who ; nif:referenceContext ?document .
} GROUP BY ?who
"""
_CLAIMS = """
SELECT ?who (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim a kg:Claim ; (rdf:subject|rdf:object)/kg:canonicalActor ?who .
} GROUP BY ?who
"""
_KNOWN = f"SELECT DISTINCT ?who WHERE {{ GRAPH <{vocab.GRAPH_ONTOLOGY}> {{ ?who skos:prefLabel ?label }} }}"
_NAMES = """
SELECT DISTINCT ?who ?name WHERE {
  ?named kg:canonicalActor ?who ;
    skos:prefLabel|skos:altLabel|kg:shortName|kg:adjective|kg:people|kg:capital|kg:seat ?name .
}
"""
_TYPES = "SELECT ?type ?above WHERE { ?type a owl:Class . OPTIONAL { ?type rdfs:subClassOf ?above } }"
# In these, $who is an actor of the graph.
_WHY = """
SELECT ?words ?kind ?rule ?identity (COUNT(*) AS ?times) WHERE {
  ?named kg:canonicalActor $who .
  ?mention kg:refersTo ?named ; kg:mentionKind ?kind ; nif:anchorOf ?words .
  OPTIONAL { ?mention kg:rule ?rule }
  OPTIONAL { ?named kg:rule ?identity }
} GROUP BY ?words ?kind ?rule ?identity
"""
_WHERE = """
SELECT ?document (COUNT(?mention) AS ?times) WHERE {
  ?mention kg:refersTo/kg:canonicalActor $who ; nif:referenceContext/dcterms:identifier ?document .
} GROUP BY ?document ORDER BY DESC(?times) ?document
"""
_TERMS = """
SELECT ?office ?body ?from ?until WHERE {
  ?term kg:holder $who ; kg:office ?office ; kg:of/skos:prefLabel ?body ; kg:from ?from .
  OPTIONAL { ?term kg:until ?until }
} ORDER BY ?from ?office ?body
"""
_TIES = """
SELECT ?tie ?body WHERE {
  VALUES (?property ?tie) { (kg:ofState "state") (kg:parentBody "body") }
  $who ?property ?above . ?above skos:prefLabel ?body .
} ORDER BY DESC(?tie) ?body
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as the list shows it; `names` are the named spellings in the texts, the most frequent first."""

    actor: Actor
    mentions: int
    claims: int
    documents: int
    known: bool
    wikidata: tuple[str, ...]
    names: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The line as plain data."""
        return {
            **self.actor.to_json(),
            "mentions": self.mentions,
            "claims": self.claims,
            "documents": self.documents,
            "known": self.known,
            "wikidata": list(self.wikidata),
            "spellings": list(self.names),
        }

    def cells(self) -> tuple[str, ...]:
        """The line in columns, as `COLUMNS` calls them."""
        counts = (str(self.mentions), str(self.claims), str(self.documents))
        links = " ".join(map(vocab.shorten, self.wikidata))
        return self.actor.label, self.actor.type, *counts, "yes" if self.known else "no", links, " | ".join(self.names)


@dataclass(frozen=True, slots=True)
class Use:
    """Words that stand for an actor, how often they do, and the reasons with how often each holds."""

    times: int
    words: str
    kind: str
    reasons: tuple[tuple[str, int], ...]

    def to_json(self) -> dict[str, Any]:
        """The line as plain data."""
        return {"words": self.words, "kind": self.kind, "times": self.times, "why": dict(self.reasons)}

    def cells(self, most: int | None = None) -> tuple[str, ...]:
        """The line in columns, as `USE_COLUMNS` calls them, with so many of the reasons."""
        why = [f"{rule or 'not said'} ({times})" for rule, times in self.reasons[:most]]
        left = len(self.reasons) - len(why)
        return str(self.times), self.words, self.kind, " | ".join([*why, *([f"{left} more"] if left else [])])


@dataclass(frozen=True, slots=True)
class Explained:
    """All that a graph holds of one actor."""

    listed: Listed
    uses: tuple[Use, ...]
    documents: Mapping[str, int]
    terms: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """The whole as plain data."""
        uses = [use.to_json() for use in self.uses]
        ties = [{"tie": tie, "to": body} for tie, body in self.ties]
        more = {"uses": uses, "in": dict(self.documents), "terms": list(self.terms), "ties": ties}
        return {**self.listed.to_json(), **more}

    def lines(self) -> list[tuple[str, str]]:
        """What stands above the table of its spellings, each line with its heading."""
        actor = self.listed.actor
        known = "known to the ontology" if self.listed.known else "not known to the ontology"
        left = len(self.documents) - DOCUMENTS_SHOWN
        return [
            ("actor", f"{actor.label} ({actor.type}), {known}"),
            ("iri", vocab.shorten(actor.id)),
            *(("wikidata", link) for link in self.listed.wikidata),
            *self.ties,
            *(("office", term) for term in self.terms),
            ("mentions", f"{self.listed.mentions}, and {self.listed.claims} claims"),
            *(("document", f"{doc} ({times})") for doc, times in list(self.documents.items())[:DOCUMENTS_SHOWN]),
            *([("document", f"{left} more")] if left > 0 else []),
        ]


def listed_actors(graph: GraphStore, type_name: str | None = None, unlinked: bool = False) -> list[Listed]:
    """The actors of a graph, those with the most mentions first, of one type or unknown to the ontology on demand."""
    types = None if type_name is None else _kinds_of(graph, type_name)
    return [
        each for each in _all(graph) if (types is None or each.actor.type in types) and not (unlinked and each.known)
    ]


def explained_actor(graph: GraphStore, name: str) -> Explained:
    """One actor, by its IRI or any of its names; raises StoreError if there is none, or more than one."""
    listed = _find(graph, _all(graph), name)
    who = listed.actor.id
    return Explained(
        listed=listed,
        uses=uses_of(graph, who),
        documents=dict(_rows(graph, _WHERE, who)),
        terms=terms_of(graph, who),
        ties=tuple((tie, body) for tie, body in _rows(graph, _TIES, who)),
    )


def find_actor(graph: GraphStore, name: str) -> Actor:
    """The actor of an IRI, or of any of its names; raises StoreError if there is none, or more than one."""
    return _find(graph, _all(graph), name).actor


def uses_of(graph: GraphStore, who: str) -> tuple[Use, ...]:
    """The words that stand for an actor of the graph, by its IRI: names first, and the most frequent before others."""
    return _uses(_rows(graph, _WHY, who))


def terms_of(graph: GraphStore, who: str) -> tuple[str, ...]:
    """The offices that an actor of the graph holds or has held, by its IRI, in words."""
    return tuple(
        f"{office} of {body} from {start}" + (f" until {until}" if until else "")
        for office, body, start, until in _rows(graph, _TERMS, who)
    )


def _uses(rows: Iterable[tuple[Any, ...]]) -> tuple[Use, ...]:
    """The words of an actor, names first and the most frequent before others."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for words, kind, rule, identity, times in rows:
        words = words.casefold() if kind == MentionKind.PRONOUN else words
        counts[kind, _line(words)]["; ".join(part for part in (rule, identity) if part)] += times
    uses = [
        Use(rules.total(), words, kind, tuple(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))))
        for (kind, words), rules in counts.items()
    ]
    kinds = list(MentionKind)
    return tuple(sorted(uses, key=lambda use: (kinds.index(MentionKind(use.kind)), -use.times, use.words)))


def _all(graph: GraphStore) -> list[Listed]:
    actors = {identity.canonical.id: identity.canonical for identity in graph.identities().values()}
    claims, documents = dict(_rows(graph, _CLAIMS)), dict(_rows(graph, _DOCUMENTS))
    known = {who for (who,) in _rows(graph, _KNOWN)}
    links = links_of(graph)
    mentions: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for who, kind, words, times in _rows(graph, _WORDS):
        mentions[who] += times
        if kind == MentionKind.NAME:
            names[who][_line(words)] += times
    found = [
        Listed(
            actor=actor,
            mentions=mentions[iri],
            claims=claims.get(iri, 0),
            documents=documents.get(iri, 0),
            known=iri in known,
            wikidata=tuple(links.get(iri, ())),
            names=tuple(sorted(names[iri], key=lambda words: (-names[iri][words], words))),
        )
        for iri, actor in actors.items()
    ]
    return sorted(found, key=lambda each: (-each.mentions, -each.claims, each.actor.label, each.actor.id))


def _find(graph: GraphStore, actors: Sequence[Listed], name: str) -> Listed:
    """The actor of an IRI, else of a label, else of a name in the ontology or the texts."""
    iri = vocab.ACTOR + name.removeprefix("actor:") if name.startswith("actor:") else name
    identity = graph.identities().get(iri)
    if identity is not None:
        return next(each for each in actors if each.actor.id == identity.canonical.id)
    key = name_key(name)
    names: dict[str, set[Key]] = defaultdict(set)
    for who, each in _rows(graph, _NAMES):
        names[who].add(name_key(each))
    found = [each for each in actors if name_key(each.actor.label) == key] or [
        each for each in actors if key in names[each.actor.id] or key in map(name_key, each.names)
    ]
    if not found or not key:
        raise StoreError(f"the graph has no actor called '{name}'; `kgraph actors OUT` lists them")
    if len(found) > 1:
        labels = ", ".join(f"{each.actor.label} ({vocab.shorten(each.actor.id)})" for each in found[:5])
        raise StoreError(f"{len(found)} actors are called '{name}': {labels}; give the IRI of one")
    return found[0]


def _kinds_of(graph: GraphStore, type_name: str) -> set[str]:
    """A type and those below it; raises UnknownNameError."""
    below: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    for kind, above in _rows(graph, _TYPES):
        known.add(vocab.local_name(kind))
        below[vocab.local_name(above or "")].add(vocab.local_name(kind))
    if type_name not in known:
        raise UnknownNameError("type", type_name, list(known))
    found, waiting = set(), {type_name}
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting |= below[kind] - found
    return found


def _rows(graph: GraphStore, text: str, who: str = "") -> list[tuple[Any, ...]]:
    # The IRI stands in the graph, so it holds nothing that would end it.
    return rows(graph, text.replace("$who", f"<{who}>"))


def _line(words: str) -> str:
    return " ".join(words.split())
