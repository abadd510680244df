"""SHACL over the claims of a graph: which of them are malformed, and how."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from kgraph.graph.answers import Triples
from kgraph.graph.store import GraphStore
from kgraph.ontology import default_folder

SHAPES = Path("shapes") / "claims.ttl"

# The document's text and the facts are left out: no shape speaks of them, and rdflib would be long at them.
_CHECKED = """
CONSTRUCT { ?s ?p ?o } WHERE {
  VALUES ?type { kg:Claim kg:Sentence kg:Mention kg:Cue kg:Relation }
  ?s a ?type ; ?p ?o .
}
"""


def validate_claims(graph: GraphStore, shapes: Path | None = None) -> list[str]:
    """The problems of a graph's claims, each naming its claim, sorted; none if all are well formed."""
    answer = graph.query(_CHECKED)
    if not isinstance(answer, Triples):
        raise TypeError("a CONSTRUCT query answers with triples")
    data = Graph().parse(data=ox.serialize(answer.triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    rules = Graph().parse(str(shapes or default_folder() / SHAPES), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report}")
    return sorted({_problem(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _problem(report: Graph, result: Node) -> str:
    focus = report.value(result, SH.focusNode)
    message = report.value(result, SH.resultMessage)
    return f"{focus}: {message}"
