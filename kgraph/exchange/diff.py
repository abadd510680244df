"""What two graphs, or two parts of one, do not share: actors and edges of one side alone, and counts that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kgraph.exchange.edges import Edges, edges_of
from kgraph.graph.selection import Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Actor

COLUMNS = ("what", "in", "subject_id", "subject", "relation", "object_id", "object", "a", "b")
"""The columns of `Difference.rows`; an actor stands in those of the subject."""


class Side(StrEnum):
    """Where a thing is found."""

    A = "a"
    B = "b"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge whose number of claims is not the same on both sides; 0 where it is not found."""

    subject: Actor
    relation: str
    object: Actor
    a: int
    b: int

    @property
    def side(self) -> Side:
        """Where the edge is found."""
        return _side(self.a, self.b)


@dataclass(frozen=True, slots=True)
class ActorChange:
    """An actor that only one side has; `a` and `b` count the claims of its edges there."""

    actor: Actor
    a: int
    b: int

    @property
    def side(self) -> Side:
        """Where the actor is found."""
        return _side(self.a, self.b)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not shared, first what only A has, then what only B has, then what changed, the most claims first;
    `shared` counts the edges with the same number of claims on both sides."""

    actors: tuple[ActorChange, ...]
    edges: tuple[EdgeChange, ...]
    shared: int

    @property
    def equal(self) -> bool:
        """Whether both sides have the same actors and edges with the same counts."""
        return not self.actors and not self.edges

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The values of `COLUMNS` for each actor and edge."""
        for each in self.actors:
            actor = each.actor
            yield "actor", each.side.value, actor.id, actor.label, "", "", "", str(each.a), str(each.b)
        for edge in self.edges:
            ends = (edge.subject.id, edge.subject.label, edge.relation, edge.object.id, edge.object.label)
            yield "edge", edge.side.value, *ends, str(edge.a), str(edge.b)

    def to_json(self) -> dict[str, Any]:
        """The difference as plain data, ready for `json.dumps`."""
        return {
            "equal": self.equal,
            "shared_edges": self.shared,
            "actors": [
                {**each.actor.to_json(), "in": each.side.value, "a": each.a, "b": each.b} for each in self.actors
            ],
            "edges": [
                {
                    "subject": edge.subject.to_json(),
                    "relation": edge.relation,
                    "object": edge.object.to_json(),
                    "in": edge.side.value,
                    "a": edge.a,
                    "b": edge.b,
                }
                for edge in self.edges
            ],
        }


def diff_graphs(
    a: GraphStore, b: GraphStore, selection_a: Selection | None = None, selection_b: Selection | None = None
) -> Difference:
    """What the graphs do not share, by the edges that the selected claims draw: those of the facts, unless the
    selections ask for other factualities. Actors are one if their IRIs are. Raises UnknownNameError."""
    left, right = edges_of(a, selection_a), edges_of(b, selection_b)
    actors = {actor.id: actor for side in (right, left) for actor in side.actors}
    weights_a, weights_b = _weights(left), _weights(right)
    edges = [
        EdgeChange(actors[subject], relation, actors[object_], weights_a[edge], weights_b[edge])
        for edge in weights_a.keys() | weights_b.keys()
        for subject, relation, object_ in [edge]
    ]
    claims_a, claims_b = _claims(weights_a), _claims(weights_b)
    alone = [
        ActorChange(actors[iri], claims_a[iri], claims_b[iri])
        for iri in actors
        if not (iri in claims_a and iri in claims_b)
    ]
    changed = [edge for edge in edges if edge.a != edge.b]
    return Difference(
        actors=tuple(sorted(alone, key=lambda each: (*_rank(each), each.actor.label, each.actor.id))),
        edges=tuple(
            sorted(
                changed,
                key=lambda edge: (*_rank(edge), edge.subject.label, edge.relation, edge.object.label, edge.subject.id),
            )
        ),
        shared=len(edges) - len(changed),
    )


def _weights(edges: Edges) -> Counter[tuple[str, str, str]]:
    return Counter({(edge.subject.id, edge.relation, edge.object.id): edge.weight for edge in edges.edges})


def _claims(weights: Mapping[tuple[str, str, str], int]) -> Counter[str]:
    """How many claims the edges of each actor have."""
    claims: Counter[str] = Counter()
    for (subject, _, object_), weight in weights.items():
        claims[subject] += weight
        claims[object_] += weight
    return claims


def _side(a: int, b: int) -> Side:
    if a and b:
        return Side.BOTH
    return Side.A if a else Side.B


def _rank(change: EdgeChange | ActorChange) -> tuple[int, int]:
    return list(Side).index(change.side), -abs(change.a - change.b)
