"""kgraph reads political news into a knowledge graph of who does what to whom."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kgraph.version import __version__

if TYPE_CHECKING:
    from kgraph.builder import BuildSummary, build, remove
    from kgraph.documents import read_documents
    from kgraph.errors import KGraphError
    from kgraph.exchange import Difference, diff_graphs, export_graph, import_files
    from kgraph.files import write_files
    from kgraph.graph.folder import open_graph
    from kgraph.graph.selection import Period, Selection
    from kgraph.graph.store import GraphStore
    from kgraph.model import Actor, Claim, Document, Factuality, Mention, Reading, Sentence
    from kgraph.network import balance, centrality, collapse, communities, top_pairs
    from kgraph.network import network as actor_network
    from kgraph.notebook import Graph, Page, evaluate, read
    from kgraph.notebook import open_for_notebook as open
    from kgraph.ontology import load as load_ontology
    from kgraph.reading import Reader
    from kgraph.reading.actors.curation import load_curation
    from kgraph.report import render as render_report
    from kgraph.view import render_page


__all__ = [
    "Actor",
    "BuildSummary",
    "Claim",
    "Difference",
    "Document",
    "Factuality",
    "Graph",
    "GraphStore",
    "KGraphError",
    "Mention",
    "Page",
    "Period",
    "Reader",
    "Reading",
    "Selection",
    "Sentence",
    "__version__",
    "actor_network",
    "balance",
    "build",
    "centrality",
    "collapse",
    "communities",
    "diff_graphs",
    "evaluate",
    "export_graph",
    "import_files",
    "load_curation",
    "load_ontology",
    "open",
    "open_graph",
    "read",
    "read_documents",
    "remove",
    "render_page",
    "render_report",
    "top_pairs",
    "write_files",
]

# Where each public name lives; a name is imported when it is first asked for, so that `import kgraph` is quick.
_HOMES = {
    "Actor": "kgraph.model:Actor",
    "BuildSummary": "kgraph.builder:BuildSummary",
    "Claim": "kgraph.model:Claim",
    "Difference": "kgraph.exchange:Difference",
    "Document": "kgraph.model:Document",
    "Factuality": "kgraph.model:Factuality",
    "Graph": "kgraph.notebook:Graph",
    "GraphStore": "kgraph.graph.store:GraphStore",
    "KGraphError": "kgraph.errors:KGraphError",
    "Mention": "kgraph.model:Mention",
    "Page": "kgraph.notebook:Page",
    "Period": "kgraph.graph.selection:Period",
    "Reader": "kgraph.reading:Reader",
    "Reading": "kgraph.model:Reading",
    "Selection": "kgraph.graph.selection:Selection",
    "Sentence": "kgraph.model:Sentence",
    "actor_network": "kgraph.network:network",
    "balance": "kgraph.network:balance",
    "build": "kgraph.builder:build",
    "centrality": "kgraph.network:centrality",
    "collapse": "kgraph.network:collapse",
    "communities": "kgraph.network:communities",
    "diff_graphs": "kgraph.exchange:diff_graphs",
    "evaluate": "kgraph.notebook:evaluate",
    "export_graph": "kgraph.exchange:export_graph",
    "import_files": "kgraph.exchange:import_files",
    "load_curation": "kgraph.reading.actors.curation:load_curation",
    "load_ontology": "kgraph.ontology:load",
    "open": "kgraph.notebook:open_for_notebook",
    "open_graph": "kgraph.graph.folder:open_graph",
    "read": "kgraph.notebook:read",
    "read_documents": "kgraph.documents:read_documents",
    "remove": "kgraph.builder:remove",
    "render_page": "kgraph.view:render_page",
    "render_report": "kgraph.report:render",
    "top_pairs": "kgraph.network:top_pairs",
    "write_files": "kgraph.files:write_files",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kgraph' has no attribute '{name}'")
    module, attribute = _HOMES[name].split(":")
    value = globals()[name] = getattr(importlib.import_module(module), attribute)
    return value


def __dir__() -> list[str]:
    return __all__
