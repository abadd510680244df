"""The commands that measure the network of actors: network and path."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import kgraph
from kgraph.cli.filters import filter_options, level_option, origin_options, period_option, tell_undated
from kgraph.cli.options import PATH
from kgraph.cli.part import Part
from kgraph.terminal import print_table, visible, write

if TYPE_CHECKING:
    from kgraph.model import Claim
    from kgraph.network import InfluencePath, Network

NOTHING_FOUND = 1
TOP = 20

# Spelt out, so that the help needs no heavy library; a test compares them with what the library knows.
TABLES = ("actors", "pairs", "signed", "communities", "camps", "brokers")
MEASURES = (
    *("claims", "degree", "weighted_out", "weighted_in"),
    *("coop_out", "coop_in", "conf_out", "conf_in", "tie_out", "tie_in"),
    *("pagerank", "reverse_pagerank", "betweenness", "hub", "authority", "core"),
)
GROUPINGS = ("state", "type", "community")
METHODS = ("louvain", "signed", "leiden")


@click.command()
@click.argument("out", type=PATH)
@click.option("--table", type=click.Choice(TABLES), default="actors", show_default=True, help="Which table.")
@click.option(
    "--by", type=click.Choice(MEASURES), default="claims", show_default=True, help="With actors: rank them by this."
)
@click.option(
    "--groups",
    type=click.Choice(GROUPINGS),
    default="state",
    show_default=True,
    help="With brokers: between groups of this kind.",
)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="signed",
    show_default=True,
    help="With communities: how they are found.",
)
@click.option("--top", type=click.IntRange(min=0), help="Rows to show, 0 for all. By default 20, and all with --csv.")
@click.option("--csv", "csv_form", is_flag=True, help="Print CSV with all columns.")
@level_option
@click.option(
    "--period",
    "periods",
    metavar="PERIOD",
    multiple=True,
    help="Only claims of this time, such as 2021, 2020-06/2020-09, 2021-01/.. Twice: what has changed between them.",
)
@origin_options
@filter_options
def network(
    out: Path,
    table: str,
    by: str,
    groups: str,
    method: str,
    top: int | None,
    csv_form: bool,
    level: str,
    periods: tuple[str, ...],
    **filters: Any,
) -> None:
    """Measure the network of actors in OUT: who is central, who stands together, who brokers, what changed.

    \b
    kgraph network out --by reverse_pagerank          who acts upon those who act
    kgraph network out --branch conf --by conf_out    who attacks, threatens and opposes most
    kgraph network out --table communities            who stands together
    kgraph network out --table brokers --groups type  who stands between whom
    kgraph network out --level state --csv            states and what they do, for other programs
    kgraph network out --period 2020 --period 2021    what has changed between two windows

    docs/networks.md says how each measure is read.
    """
    from kgraph.network import tables

    if len(periods) > 2:
        raise click.UsageError("Give --period once, or twice to compare.")
    graph = kgraph.open_graph(out)
    part = Part(graph, filters)
    networks = [part.network(period, level) for period in periods or (None,)]
    for drawn, period in zip(networks, periods or (None,), strict=True):
        _tell_size(drawn, period)
    if periods:
        tell_undated(graph)
    if len(networks) == 2:
        shown = tables.changes(*networks)
    else:
        shown = tables.TABLES[table](networks[0], tables.Choices(by, groups, method))
    if csv_form:
        from kgraph.graph.answers import as_csv

        write(as_csv(shown.columns, shown.texts(top or None)))
    else:
        most = TOP if top is None else top or None
        print_table(tables.head(shown.shown), shown.cells(most))
        if most is not None and len(shown.rows) > most:
            click.echo(f"{len(shown.rows) - most} more rows; --top 0 shows all", err=True)


@click.command()
@click.argument("out", type=PATH)
@click.argument("a")
@click.argument("b")
@click.option("--shortest", is_flag=True, help="The path of the fewest steps first, and not the strongest.")
@click.option("--either-way", is_flag=True, help="Steps may run against their direction.")
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, help="How many paths.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@level_option
@period_option
@origin_options
@filter_options
def path(
    out: Path,
    a: str,
    b: str,
    shortest: bool,
    either_way: bool,
    limit: int,
    as_json: bool,
    level: str,
    period: str | None,
    **filters: Any,
) -> None:
    """Show how influence may run from actor A to actor B in OUT, with the sentences.

    A and B are IRIs or any names or spellings. A path's strength is the product of the confidences of its steps. The
    exit code is 1 if there is no path.
    """
    from kgraph.network import influence_paths

    part = Part(kgraph.open_graph(out), filters)
    drawn = part.network(period, level)
    ends = [part.actor_in(drawn, name) for name in (a, b)]
    order = "shortest" if shortest else "strongest"
    found = influence_paths(drawn, ends[0], ends[1], order=order, limit=limit, directed=not either_way)
    if as_json:
        write(json.dumps({"paths": [_path_data(path, drawn) for path in found]}, ensure_ascii=False) + "\n")
    else:
        claims = {claim.id: claim for claim in part.claims(period)} if found else {}
        for number, each in enumerate(found, start=1):
            _print_path(number, each, drawn, claims, part)
    if not found:
        labels = [drawn.nodes[end]["label"] for end in ends]
        hint = "" if either_way else "; --either-way also goes against the direction of edges"
        click.echo(visible(f"no path leads from {labels[0]} to {labels[1]}{hint}"), err=True)
        sys.exit(NOTHING_FOUND)


def _tell_size(drawn: Network, period: str | None) -> None:
    claims = sum(data["weight"] for _, _, data in drawn.edges(data=True))
    when = f"{period}: " if period is not None else ""
    click.echo(f"{when}{len(drawn)} actors, {drawn.number_of_edges()} edges, {claims} claims", err=True)


def _print_path(number: int, found: InfluencePath, drawn: Network, claims: dict[str, Claim], part: Part) -> None:
    """A path, and each of its steps with its surest sentence."""
    from kgraph.model import surest
    from kgraph.report.evidence import excerpt, origin

    labels = {actor: drawn.nodes[actor]["label"] for actor in found.actors}
    signs = ["" if not step.backwards else "(back) " for step in found.steps]
    chain = labels[found.actors[0]] + "".join(
        f" → {sign}{labels[step.target]}" for sign, step in zip(signs, found.steps, strict=True)
    )
    click.echo(visible(f"{number}. {chain} (strength {found.strength:.2f})"))
    for step in found.steps:
        subject, object_ = (step.target, step.source) if step.backwards else (step.source, step.target)
        relations = ", ".join(f"{part.ontology.label_of(name)} {count}" for name, count in step.relations)
        claim = surest(claims[each] for each in step.claims)
        click.echo(f"   {visible(f'{labels[subject]} → {labels[object_]}: {relations}')}")
        click.echo(f"      {visible(f'“{excerpt(claim)}” ({origin(claim, part.documents)}) [{claim.id}]')}")


def _path_data(found: InfluencePath, drawn: Network) -> dict[str, Any]:
    """A path as plain data."""

    def actor(iri: str) -> dict[str, str]:
        return {"id": iri, "label": drawn.nodes[iri]["label"], "type": drawn.nodes[iri]["type"]}

    steps = [
        {
            "source": step.source,
            "target": step.target,
            "backwards": step.backwards,
            "relations": dict(step.relations),
            "confidence": step.confidence,
            "claims": list(step.claims),
        }
        for step in found.steps
    ]
    return {"actors": [actor(iri) for iri in found.actors], "strength": found.strength, "steps": steps}
