"""What the measures say of a network, as tables: for the terminal, and as CSV for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import networkx as nx

from kgraph.network.measures.balance import frustration
from kgraph.network.measures.brokerage import ROLES, brokerage, groups_by
from kgraph.network.measures.centrality import MEASURES, centrality, ranked, top_pairs
from kgraph.network.measures.change import change
from kgraph.network.measures.communities import communities
from kgraph.network.signed import signed_network

SHOWN = ("claims", "weighted_out", "weighted_in", "degree", "pagerank", "reverse_pagerank", "betweenness")
"""The measures that are shown where not all are."""

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values, the most important first, with the names of the columns; `shown` are those for the eye."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shown: tuple[str, ...]

    def texts(self, most: int | None = None) -> list[list[str]]:
        """The first rows as texts, in all columns."""
        return [[_text(value) for value in row] for row in self.rows[:most]]

    def cells(self, most: int | None = None) -> list[list[str]]:
        """The first rows as texts, in the columns for the eye."""
        numbers = [self.columns.index(name) for name in self.shown]
        return [[_cell(row[number]) for number in numbers] for row in self.rows[:most]]


@dataclass(frozen=True, slots=True)
class Choices:
    """By what actors are ranked, into what groups brokers fall, and by which method communities are found."""

    by: str = "claims"
    groups: str = "state"
    method: str = "signed"


def actors(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """The actors with their measures."""
    rows = [asdict(row) for row in ranked(centrality(graph), choices.by)]
    columns = ("label", "type", *MEASURES, "actor")
    shown = ("label", "type", *dict.fromkeys((choices.by, *SHOWN)))
    return Table(columns, tuple(tuple(row[name] for name in columns) for row in rows), shown)


def pairs(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """Who does how much to whom."""
    columns = ("subject", "object", "claims", "relations", "subject_iri", "object_iri")
    rows = (
        (
            pair.subject_label,
            pair.object_label,
            pair.weight,
            ", ".join(f"{name} {count}" for name, count in pair.relations),
            pair.subject,
            pair.object,
        )
        for pair in top_pairs(graph, None)
    )
    return Table(columns, tuple(rows), columns[:4])


def signed(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """Who is how friendly or hostile to whom, the strongest first."""
    columns = ("subject", "object", "weight", "positive", "negative", "subject_iri", "object_iri")
    network = signed_network(graph)
    rows = [
        (
            network.nodes[one]["label"],
            network.nodes[other]["label"],
            data["weight"],
            data["positive"],
            data["negative"],
            one,
            other,
        )
        for one, other, data in network.edges(data=True)
    ]
    rows.sort(key=lambda row: (-abs(row[2]), row))
    return Table(columns, tuple(rows), columns[:5])


def groups(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """Each actor with the number of its community, the largest first."""
    claims = dict(graph.degree(weight="weight"))
    rows = [
        (number, graph.nodes[actor]["label"], graph.nodes[actor]["type"], claims[actor], actor)
        for number, group in enumerate(communities(graph, method=choices.method), start=1)
        for actor in sorted(group, key=lambda actor: (-claims[actor], actor))
    ]
    columns = ("community", "label", "type", "claims", "actor")
    return Table(columns, tuple(rows), columns[:4])


def camps(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """Each friend or enemy with its part of the network, its camp there, and how many pairs of it do not fit."""
    found = frustration(graph)
    claims = dict(graph.degree(weight="weight"))
    against = [actor for pair in found.pairs for actor in pair]
    rows = [
        (
            number,
            camp,
            graph.nodes[actor]["label"],
            against.count(actor),
            "yes" if actor in found.circled else "no",
            actor,
        )
        for number, part in enumerate(found.camps, start=1)
        for camp, side in (("one", part.one), ("other", part.other))
        for actor in sorted(side, key=lambda actor: (-claims[actor], actor))
    ]
    columns = ("part", "camp", "label", "pairs_that_do_not_fit", "in_a_circle", "actor")
    return Table(columns, tuple(rows), columns[:5])


def brokers(graph: nx.MultiDiGraph[str], choices: Choices) -> Table:
    """Who brokers between which groups."""
    columns = ("label", "total", *ROLES, "actor")
    rows: Iterator[tuple[Value, ...]] = (
        (each.label, each.total, *(getattr(each, role) for role in ROLES), each.actor)
        for each in brokerage(graph, groups_by(graph, choices.groups))
    )
    return Table(columns, tuple(rows), columns[:-1])


TABLES: Mapping[str, Callable[[nx.MultiDiGraph[str], Choices], Table]] = {
    "actors": actors,
    "pairs": pairs,
    "signed": signed,
    "communities": groups,
    "camps": camps,
    "brokers": brokers,
}
"""The tables of one network, by name."""


def changes(before: nx.MultiDiGraph[str], after: nx.MultiDiGraph[str]) -> Table:
    """The pairs that have changed between two networks; 0 and no claim differ, so the latter is an empty text."""
    columns = ("change", "one", "other", "before", "after", "one_iri", "other_iri")
    rows = (
        (
            pair.turn.value,
            pair.one_label,
            pair.other_label,
            _known(pair.before),
            _known(pair.after),
            pair.one,
            pair.other,
        )
        for pair in change(before, after).pairs
    )
    return Table(columns, tuple(rows), columns[:5])


def head(columns: Sequence[str]) -> list[str]:
    """The names of columns for the eye."""
    return [MEASURES[name].label if name in MEASURES else name.replace("_", " ") for name in columns]


def _known(value: int | None) -> Value:
    return "" if value is None else value


def _text(value: Value) -> str:
    """A value for other programs, without the digits beyond the ninth, in which iterations end."""
    return f"{value:.9f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _cell(value: Value) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
