"""The public names and the commands, compared with the lists of them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import kgraph
from kgraph.cli import main

PUBLIC = [
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

READING = [
    "model",
    "ontologies",
    "processes",
    "min_confidence",
    "extractors",
    "curation_path",
    "no_cache",
    "config_path",
]
"""The options of every command that reads documents."""

KEEPING = ["ontologies", "curation_path", "config_path"]
"""The options of every command that changes a graph without reading."""

ORIGINS = ["documents", "sources"]
"""The options of every command that takes documents of a graph."""

FILTERS = ["relations", "branches", "factualities", "min_confidence"]
"""The options of every command that takes a part of a graph."""

COMMANDS = {
    "actors": ["out", "name", "form", "type_name", "unlinked"],
    "build": [
        "paths",
        "out",
        *READING,
        "fresh",
        "again",
        "infer",
        "engine",
        "scheduler",
        "files",
        "quiet",
    ],
    "check": ["folder", "claims"],
    "completion": ["shell"],
    "diff": ["a", "b", "documents", "sources", "periods", *FILTERS, "form", "form"],
    "evaluate": [
        "gold_dir",
        "paths",
        "predictions",
        "misses",
        "as_json",
        *READING,
    ],
    "explain": ["out", "claim_id"],
    "export": ["out", "form", "target", "table", "spreadsheet", *ORIGINS, "period", *FILTERS],
    "extract": [
        "paths",
        "form",
        "mentions",
        *READING,
    ],
    "extractors": [],
    "files": ["out", *KEEPING],
    "import": ["out", "files", "texts", "fresh", "ontologies", "curation_path", "config_path", "quiet"],
    "network": [
        "out",
        "table",
        "by",
        "groups",
        "method",
        "top",
        "csv_form",
        "level",
        "periods",
        *ORIGINS,
        *FILTERS,
    ],
    "path": ["out", "a", "b", "shortest", "either_way", "limit", "as_json", "level", "period", *ORIGINS, *FILTERS],
    "picture": ["out", "target", "what", "about", "top", "level", "period", *ORIGINS, *FILTERS],
    "push": ["out", "url", "update_url", "graphs_url", "quiet"],
    "query": ["out", "text", "file", "pairs", "form", "list_them"],
    "relations": ["ontologies"],
    "remove": ["out", "docs", *KEEPING, "files", "quiet"],
    "report": ["out", "target", "period", *ORIGINS, *FILTERS],
    "serve": ["out", "host", "port", "timeout", "max_rows", "writable", "cors"],
    "timeline": ["out", "a", "b", "form", "period", *ORIGINS, *FILTERS],
    "view": ["out", "no_browser"],
}

HEAVY = (
    "spacy",
    "rdflib",
    "pyoxigraph",
    "networkx",
    "pyvis",
    "pyshacl",
    "rich",
    "numpy",
    "httpx",
    "matplotlib",
    "starlette",
    "uvicorn",
)


def commands() -> Iterator[click.Command]:
    yield main
    yield from main.commands.values()


def test_public_names() -> None:
    assert kgraph.__all__ == PUBLIC
    assert dir(kgraph) == PUBLIC
    for name in PUBLIC:
        assert getattr(kgraph, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kgraph.nothing


def test_public_things_say_what_they_are() -> None:
    for name in PUBLIC:
        if not name.startswith("__"):
            assert getattr(kgraph, name).__doc__, name


def test_no_module_hides_a_public_name() -> None:
    folder = Path(kgraph.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    assert not modules & set(PUBLIC)


def test_version_is_the_projects() -> None:
    project = Path(kgraph.__file__).parent.parent / "pyproject.toml"
    if project.is_file():
        assert tomllib.loads(project.read_text())["project"]["version"] == kgraph.__version__


def test_commands_and_their_parameters() -> None:
    assert {name: [p.name for p in command.params] for name, command in sorted(main.commands.items())} == COMMANDS


def test_every_command_and_option_has_help() -> None:
    for command in commands():
        assert command.help, command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"


def test_importing_kgraph_loads_no_heavy_library() -> None:
    code = f"import sys, kgraph, kgraph.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
