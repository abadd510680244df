"""SHACL over the claims and facts of a graph, and over how they were read: which are malformed, and how."""

from __future__ import annotations

from pathlib import Path

from rdflib import SH, Graph
from rdflib.term import Node

from kgraph.graph.answers import Triples
from kgraph.graph.store import GraphStore
from kgraph.ontology import default_folder
from kgraph.ontology.shacl import results

SHAPES = Path("shapes") / "claims.ttl"

# The document's text is left out: no shape speaks of it, and rdflib would be long at it.
_CHECKED = """
CONSTRUCT { ?s ?p ?o } WHERE {
  VALUES ?type {
    kg:Claim kg:Sentence kg:Mention kg:Cue kg:Relation kg:Fact kg:SourceCount prov:Activity prov:SoftwareAgent
  }
  ?s a ?type ; ?p ?o .
}
"""


def validate_claims(graph: GraphStore, shapes: Path | None = None) -> list[str]:
    """The problems of a graph's claims and facts, each naming its node, sorted; none if all are well formed."""
    return [f"{node}: {message}" for node, message in claim_problems(graph, shapes)]


def claim_problems(graph: GraphStore, shapes: Path | None = None) -> list[tuple[str, str]]:
    """The problems of a graph's claims and facts, sorted: the IRI of each node and what is wrong with it."""
    answer = graph.query(_CHECKED)
    if not isinstance(answer, Triples):
        raise TypeError("a CONSTRUCT query answers with triples")
    found = results(answer.triples, shapes or default_folder() / SHAPES)
    return sorted({_problem(report, result) for report, result in found})


def _problem(report: Graph, result: Node) -> tuple[str, str]:
    return str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage))
