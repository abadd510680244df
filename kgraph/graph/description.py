"""The description of a SPARQL endpoint in the W3C's service description vocabulary."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kgraph.graph.answers import Triples
from kgraph.graph.terms import GRAPH_FACTS, GRAPH_ONTOLOGY, RDF

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def service_description(endpoint: str, writable: bool) -> Triples:
    """What an endpoint, by its URL, understands and answers."""
    service = NamedNode(endpoint)
    dataset, default = NamedNode(endpoint + "#dataset"), NamedNode(endpoint + "#default-graph")
    languages = ("SPARQL11Query", "SPARQL11Update") if writable else ("SPARQL11Query",)
    triples = [
        Triple(service, RDF.type, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        *(Triple(service, _sd("supportedLanguage"), _sd(language)) for language in languages),
        *(Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name)) for name in (*_RESULTS, *_GRAPHS)),
        # Its default graph holds every triple of the named ones, once.
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, RDF.type, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, RDF.type, _sd("Graph")),
    ]
    for name, graph in (("facts", GRAPH_FACTS), ("ontology", GRAPH_ONTOLOGY)):
        node = NamedNode(f"{endpoint}#{name}")
        triples.append(Triple(dataset, _sd("namedGraph"), node))
        triples.append(Triple(node, RDF.type, _sd("NamedGraph")))
        triples.append(Triple(node, _sd("name"), graph))
        triples.append(Triple(node, _DESCRIPTION, Literal(f"the {name}; each document has a graph of its own besides")))
    return Triples(tuple(triples))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


_DESCRIPTION = NamedNode("http://purl.org/dc/terms/description")
