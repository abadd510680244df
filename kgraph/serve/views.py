"""The pages of actors, claims and documents, as tasks of the server's processes: HTML or RDF of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from kgraph.actors import terms_of, uses_of
from kgraph.explain import explanation, marks
from kgraph.graph.answers import Triples
from kgraph.graph.known import rows
from kgraph.graph.query import named_queries
from kgraph.graph.resources import (
    Evidence,
    actor_claims,
    actor_names,
    describe_actor,
    describe_claim,
    describe_document,
    find_actor,
    find_reading,
    load_claims,
)
from kgraph.graph.store import GraphStore
from kgraph.model import Claim
from kgraph.serve.links import actor_page
from kgraph.serve.negotiation import GRAPHS, HTML, best
from kgraph.serve.render import render
from kgraph.serve.tasks import Job, NotAcceptableError, Reply, opened, written
from kgraph.vocab import PREFIXES, claim_iri, document_iri, local_name

CLAIMS_ON_A_PAGE = 50
ACTORS_SHOWN = 200

# The count comes first: with the labels in the same group, Oxigraph takes minutes where this takes a second.
_ACTORS = f"""
SELECT ?who ?type ?label ?claims ?find WHERE {{
  {{
    SELECT ?who (COUNT(?claim) AS ?claims) WHERE {{
      ?named kg:canonicalActor ?who . ?claim rdf:subject|rdf:object ?named ; a kg:Claim .
    }} GROUP BY ?who
  }}
  ?who skos:prefLabel ?label ; a ?type .
  FILTER(CONTAINS(LCASE(?label), LCASE(?find)))
}} ORDER BY DESC(?claims) ?label LIMIT {ACTORS_SHOWN}
"""
_RELATIONS = "SELECT ?relation ?label WHERE { ?relation a kg:Relation ; rdfs:label ?label }"


def actor(job: Job, iris: Sequence[str], accept: str | None, number: int) -> Reply | None:
    """The page of the first of these IRIs that is an actor's, with one page of its claims; None without one."""
    with opened(job) as graph:
        found = next(((iri, actor) for iri in iris if (actor := find_actor(graph, iri))), None)
        if found is None:
            return None
        iri, known = found
        if known.id != iri:
            return Reply(b"", "text/plain", 303, {"Location": actor_page(known.id)})
        out, into = actor_claims(graph, iri)
        parts = [_part(claims, number) for claims in (out, into)]
        more = max(len(out), len(into)) > number * CLAIMS_ON_A_PAGE

        def page() -> str:
            return render(
                "actor.html",
                actor=known,
                names=actor_names(graph, iri),
                uses=uses_of(graph, iri),
                terms=terms_of(graph, iri),
                counts=(len(out), len(into)),
                lists=[load_claims(graph, part) for part in parts],
                number=number,
                more=more,
                relations=_relations(graph),
                pieces=pieces,
            )

        headers = {"Link": f'<{actor_page(iri)}{"&" if "?" in actor_page(iri) else "?"}page={number + 1}>; rel="next"'}
        reply = _either(accept, page, lambda: describe_actor(graph, iri, [*parts[0], *parts[1]]))
        return Reply(reply.body, reply.media_type, headers=headers) if more else reply


def claim(job: Job, iris: Sequence[str], accept: str | None, _: int) -> Reply | None:
    """The page of the first of these IRIs that is a claim's; None without one."""
    with opened(job) as graph:
        found = load_claims(graph, iris)
        if not found:
            return None
        evidence = found[0]

        def page() -> str:
            lines = explanation(evidence.claim)
            relations = _relations(graph)
            return render("claim.html", evidence=evidence, lines=lines, relations=relations, pieces=pieces)

        return _either(accept, page, lambda: describe_claim(graph, claim_iri(evidence.claim.id)))


def document(job: Job, iris: Sequence[str], accept: str | None, _: int) -> Reply | None:
    """The page of the first of these IRIs that is a document's; None without one."""
    with opened(job) as graph:
        reading = next((reading for iri in iris if (reading := find_reading(graph, iri))), None)
        if reading is None:
            return None

        def page() -> str:
            sentences = [
                (sentence, [Evidence(claim, reading.document) for claim in claims])
                for sentence, claims in groupby(reading.claims, key=lambda claim: claim.sentence)
            ]
            values = {"relations": _relations(graph), "pieces": pieces, "count": len(reading.claims)}
            return render("document.html", document=reading.document, sentences=sentences, **values)

        return _either(accept, page, lambda: describe_document(graph, document_iri(reading.document.id)))


def actors(job: Job, find: str) -> Reply:
    """The page that lists the actors with the most claims whose labels hold a text."""
    with opened(job) as graph:
        found = rows(graph, _ACTORS, {"find": find})
    return Reply(render("actors.html", rows=found, find=find, most=ACTORS_SHOWN).encode(), HTML)


def documents(job: Job) -> Reply:
    """The page that lists the documents."""
    with opened(job) as graph:
        found = rows(graph, "documents", most=job.max_rows)
    return Reply(render("documents.html", rows=found).encode(), HTML)


def query_page() -> str:
    """The page to ask the graph on, with the named queries in it."""
    queries = [
        {
            "name": query.name,
            "title": query.title,
            "about": query.about,
            "text": "\n".join(line for line in query.text.splitlines() if not line.startswith("# ")) + "\n",
            "parameters": dict(query.parameters),
        }
        for query in named_queries().values()
    ]
    return render("query.html", data={"queries": queries, "prefixes": PREFIXES}, queries=queries)


def pieces(claim: Claim) -> list[tuple[str, str]]:
    """The claim's sentence in pieces, each with the parts that its words play, "subject cue" for instance."""
    text, spans = claim.sentence.text, marks(claim)
    cuts = sorted({0, len(text), *(place for _, start, end in spans for place in (start, end))})
    return [
        (text[start:end], " ".join(role for role, first, last in spans if first <= start and end <= last))
        for start, end in pairwise(cuts)
    ]


def _either(accept: str | None, page: Callable[[], str], triples: Callable[[], Triples]) -> Reply:
    chosen = best(accept, (HTML, *GRAPHS))
    if chosen is None:
        raise NotAcceptableError(f"this comes as {', '.join((HTML, *GRAPHS))}")
    return Reply(page().encode(), HTML) if chosen == HTML else written(triples(), chosen)


def _part(claims: Sequence[str], number: int) -> Sequence[str]:
    return claims[(number - 1) * CLAIMS_ON_A_PAGE : number * CLAIMS_ON_A_PAGE]


def _relations(graph: GraphStore) -> dict[str, str]:
    """The relations' labels by their local names."""
    return {local_name(iri): label for iri, label in rows(graph, _RELATIONS)}
