from __future__ import annotations

import pytest
from made_networks import graph_of, random_graph

from kgraph.network import MEASURES, network
from kgraph.network.tables import TABLES, Choices, changes, head

GRAPH = graph_of(
    ("a", "backs", "b", 2), ("a", "attacks", "c", 1), ("b", "attacks", "c", 3), ("c", "leads", "d", 1),
)  # fmt: skip


def test_actors_are_ranked_by_the_measure_which_stands_first() -> None:
    table = TABLES["actors"](GRAPH, Choices(by="conf_in"))
    assert table.shown[:3] == ("label", "type", "conf_in")
    assert table.cells(1)[0][:3] == ["C", "State", "4"]
    assert head(table.shown)[2] == MEASURES["conf_in"].label


def test_pairs_name_their_relations() -> None:
    assert TABLES["pairs"](GRAPH, Choices()).cells(2) == [["B", "C", "3", "attacks 3"], ["A", "B", "2", "backs 2"]]


def test_signed_pairs_by_the_size_of_their_weight() -> None:
    assert TABLES["signed"](GRAPH, Choices()).cells() == [
        ["B", "C", "-3", "0", "3"], ["A", "B", "2", "2", "0"], ["A", "C", "-1", "0", "1"],
    ]  # fmt: skip


def test_communities_and_camps() -> None:
    assert [row[:2] for row in TABLES["communities"](GRAPH, Choices()).cells()] == [
        ["1", "B"], ["1", "A"], ["2", "C"], ["2", "D"],
    ]  # fmt: skip
    assert TABLES["camps"](GRAPH, Choices()).cells() == [
        ["1", "one", "B", "0", "yes"], ["1", "one", "A", "0", "yes"], ["1", "other", "C", "0", "yes"],
    ]  # fmt: skip


def test_brokers_by_groups() -> None:
    graph = graph_of(("a", "backs", "b", 1), ("b", "meets", "c", 1))
    assert TABLES["brokers"](graph, Choices(groups="type")).cells() == [["B", "1", "1", "0", "0", "0", "0"]]
    assert TABLES["brokers"](graph, Choices(groups="state")).cells() == [["B", "1", "0", "0", "0", "0", "1"]]


def test_changes_tell_no_claim_from_as_many_of_both() -> None:
    before = graph_of(("a", "backs", "b", 1), ("a", "attacks", "b", 1))
    assert changes(before, GRAPH).cells()[0] == ["turned to cooperation", "A", "B", "0", "2"]
    assert ["new", "B", "C", "", "-3"] in changes(before, GRAPH).cells()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows_of_its_columns_and_none_for_an_empty_network(name: str) -> None:
    table = TABLES[name](random_graph(20, 40), Choices())
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert set(table.shown) <= set(table.columns)
    assert all("e-" not in text for row in table.texts() for text in row)
    assert TABLES[name](network([]), Choices()).rows == ()
