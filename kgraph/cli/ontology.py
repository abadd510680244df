"""The commands about what kgraph knows: check, relations and extractors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import kgraph
from kgraph.cli.options import GRAPH, PATH, load_ontology, ontology_option
from kgraph.terminal import print_table, visible

PROBLEMS_FOUND = 1


@click.command()
@click.argument("folder", required=False, type=PATH)
@click.option("--claims", metavar="OUT", type=GRAPH, help="Check the claims of the graph in OUT.")
def check(folder: Path | None, claims: Path | str | None) -> None:
    """Check an ontology FOLDER, by default the one that comes with kgraph, and name the wrong entries."""
    from kgraph import ontology

    problems: list[str] = []
    if folder is not None or claims is None:
        checked = folder or ontology.default_folder()
        problems += ontology.check(checked)
        for warning in ontology.warnings(checked):
            click.echo(f"Warning: {visible(warning)}", err=True)
    if claims is not None:
        from kgraph.graph.validation import validate_claims

        problems += validate_claims(kgraph.open_graph(claims))
    for problem in problems:
        click.echo(visible(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        sys.exit(PROBLEMS_FOUND)
    click.echo("No problems.")


@click.command()
@ontology_option("Further ontology folder.")
def relations(ontologies: tuple[Path, ...]) -> None:
    """List the relations between actors."""
    rows = [
        (relation.name, str(relation.branch), relation.parent or "", relation.inverse_label, relation.definition)
        for relation in load_ontology(ontologies).relations.values()
    ]
    print_table(("relation", "branch", "kind of", "inverse", "definition"), rows)


@click.command()
def extractors() -> None:
    """List the extractors, those of other packages included.

    Choose some with --extractors, or in kgraph.toml. Those that are on read by default.
    """
    from kgraph.reading.extractors import known

    rows = [
        (each.name, each.origin, "on" if each.default else "off", each.problem or each.describe) for each in known()
    ]
    print_table(("extractor", "from", "default", "description"), rows)
