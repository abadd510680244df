"""Structural balance: are the friends of friends friends, and into which two camps do the actors fall?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kgraph.network.measures.switching import Split, split
from kgraph.network.signed import signs


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors of whom each two are friends or enemies; `signs` are those of the pairs 1–2, 1–3 and 2–3."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def kind(self) -> str:
        """The signs without their order, from "+++" to "---"."""
        positive = self.signs.count(1)
        return "+" * positive + "-" * (3 - positive)

    @property
    def balanced(self) -> bool:
        """Whether the product of the signs is positive."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


@dataclass(frozen=True, slots=True)
class Balance:
    """How many triads there are of each kind, and the share of balanced ones; None if there is no triad."""

    kinds: dict[str, int]
    share: float | None
    unbalanced: tuple[Triad, ...]


@dataclass(frozen=True, slots=True)
class Camps:
    """Two sides among actors that are linked by friendship or enmity, each sorted; the greater one first."""

    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frustration:
    """How far the signs are from two camps.

    `count` is the least number of pairs, out of `total`, whose sign would have to turn for all to fit, or with weights
    the least number of claims; `pairs` are those that do not fit this split, `camps` are the sides, for each part of
    the network that hangs together, the largest first. Only pairs that stand in a circle of others can contradict a
    split: `circled` are the actors of these. If `exact` is False, the count is an upper bound.
    """

    count: int
    total: int
    circled: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    camps: tuple[Camps, ...]
    exact: bool

    @property
    def index(self) -> float | None:
        """1 if all fits, 0 if as much does not fit as can ever be; None if nobody is friend or enemy.

        No network needs more than half of its pairs turned (Aref & Wilson 2018, doi:10.1093/comnet/cnx044).
        """
        return 1 - 2 * self.count / self.total if self.total else None


def balance(graph: nx.MultiDiGraph[str]) -> Balance:
    """Structural balance: a triad is balanced if the product of its signs is positive.

    Friends of friends and enemies of enemies are friends (Heider 1946, doi:10.1080/00223980.1946.9917275; Cartwright
    & Harary 1956, doi:10.1037/h0046049). The share of balanced triads is 1 where everybody sees it so. The network
    must have been built with an ontology, which knows the branches.
    """
    kinds = {"+++": 0, "++-": 0, "+--": 0, "---": 0}
    unbalanced = []
    for triad in _triads(signs(graph)):
        kinds[triad.kind] += 1
        if not triad.balanced:
            unbalanced.append(triad)
    total = sum(kinds.values())
    share = (total - len(unbalanced)) / total if total else None
    return Balance(kinds, share, tuple(unbalanced))


def frustration(graph: nx.MultiDiGraph[str], *, weighted: bool = False) -> Frustration:
    """The split into two camps that the fewest friendships cross and the fewest enmities divide from within.

    How to read it: the fewer pairs do not fit, the more the conflict is one of two blocs; the pairs that do not fit are
    those to look at, since they bridge the camps or quarrel within one. Where few pairs stand in circles, hardly
    anything can contradict a split, and it says little. Of several splits that are equally good, one is given. With
    `weighted` a pair counts as much as the claims of one sign outweigh those of the other.

    The count is the line index of balance (Harary 1959, doi:10.1002/bs.3830040405), or frustration index. Parts of the
    network of up to 200 pairs are solved exactly as an integer programme (Aref, Mason & Wilson 2020,
    doi:10.1002/net.21907) unless that takes too long; others by a search that may end above the least count.
    """
    signed = signs(graph)
    bridges = [frozenset(pair) for pair in nx.bridges(signed)]
    circled = set(map(frozenset, signed.edges)).difference(bridges)
    weights = {
        (one, other): data["sign"] * (data["weight"] if weighted else 1) for one, other, data in signed.edges(data=True)
    }
    found: Split = split(weights)
    pairs = tuple(
        sorted(pair for pair, weight in weights.items() if (found.side[pair[0]] == found.side[pair[1]]) != (weight > 0))
    )
    return Frustration(
        count=sum(abs(weights[pair]) for pair in pairs),
        total=sum(map(abs, weights.values())),
        circled=frozenset(actor for pair in circled for actor in pair),
        pairs=pairs,
        camps=tuple(sorted((_camps(part, found.side) for part in nx.connected_components(signed)), key=_rank)),
        exact=found.exact,
    )


def _camps(actors: set[str], side: dict[str, bool]) -> Camps:
    """The two sides, the greater one first, or the one of the first actor if they are equal."""
    sides = [tuple(sorted(actor for actor in actors if side[actor] is which)) for which in (False, True)]
    one, other = sorted(sides, key=lambda camp: (-len(camp), camp))
    return Camps(one, other)


def _rank(camps: Camps) -> tuple[int, tuple[str, ...]]:
    return -len(camps.one) - len(camps.other), camps.one


def _triads(signed: nx.Graph[str]) -> Iterator[Triad]:
    """Every triangle once, its actors in the order of their IRIs."""
    for first in sorted(signed):
        later = sorted(node for node in signed[first] if node > first)
        for second, third in combinations(later, 2):
            if signed.has_edge(second, third):
                pairs = ((first, second), (first, third), (second, third))
                one, two, three = (signed.edges[pair]["sign"] for pair in pairs)
                yield Triad((first, second, third), (one, two, three))
