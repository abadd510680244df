"""Static pictures: the same bytes each time, nothing on top of each other, and no text that becomes more than text."""

from __future__ import annotations

import itertools
import sys
from xml.etree import ElementTree

import pytest
from made_claims import hostile_claims
from made_networks import graph_of, random_graph

from kgraph.errors import MissingPackageError, UnknownNameError
from kgraph.network import network
from kgraph.ontology import Ontology
from kgraph.picture import network_picture, timeline_picture
from kgraph.picture.network import chosen
from kgraph.picture.places import places

pytest.importorskip("matplotlib")

GRAPH = graph_of(
    ("a", "backs", "b", 9), ("b", "attacks", "c", 2), ("c", "leads", "a", 1), ("d", "meets", "d", 5), ("e", "meets", "f", 1),
)  # fmt: skip
MONTHS = {"2020-01": {"coop": 2, "conf": 1}, "2020-03": {"tie": 4}, "2021": {"conf": 3}}


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_names_its_actors_and_the_branches_that_it_draws() -> None:
    found = texts(network_picture(GRAPH))
    assert {"A", "B", "C", "E", "F", "cooperation", "conflict", "standing tie"} <= set(found)
    assert "D" not in found
    assert "conflict" not in texts(network_picture(graph_of(("a", "backs", "b", 1))))


@pytest.mark.parametrize(("form", "head"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_same_network_gives_the_same_bytes_in_every_format(form: str, head: bytes) -> None:
    for make in (lambda: network_picture(GRAPH, form), lambda: timeline_picture(MONTHS, form, title="A")):
        assert make() == make()
        assert make().startswith(head)


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(UnknownNameError, match="pdf, png, svg"):
        network_picture(GRAPH, "bmp")


def test_pictures_say_what_they_need_if_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'kgraph\[plot\]'"):
        network_picture(GRAPH)


def test_the_actors_of_most_claims_are_chosen_or_those_around_some() -> None:
    assert chosen(GRAPH, 3) == ["b", "a", "c"]
    assert chosen(GRAPH, 2, about=["c"]) == ["c", "b"]
    assert chosen(GRAPH, 9, about=["e"]) == ["e", "f"]
    # The fourth of most claims has no edge to the others.
    assert chosen(GRAPH, 4) == ["b", "a", "c"]


def test_boxes_do_not_overlap() -> None:
    graph = random_graph(30, 60).to_undirected()
    sizes = {node: (60.0 + 3 * number, 30.0) for number, node in enumerate(graph)}
    found = places(graph, sizes, (560.0, 400.0))
    for one, other in itertools.combinations(found, 2):
        apart_x = abs(found[one][0] - found[other][0]) - (sizes[one][0] + sizes[other][0]) / 2
        apart_y = abs(found[one][1] - found[other][1]) - (sizes[one][1] + sizes[other][1]) / 2
        assert max(apart_x, apart_y) > -0.1


def test_an_empty_network_and_one_actor_are_drawn() -> None:
    assert texts(network_picture(network([]))) == ["No claims"]
    assert "D" in texts(network_picture(GRAPH, about=["d"]))
    assert timeline_picture({})


def test_the_timeline_has_a_bar_for_each_month_or_for_each_year_of_many() -> None:
    assert {"2020-01", "2020-03", "2021", "claims"} <= set(texts(timeline_picture(MONTHS)))
    many = {f"{year}-{month:02}": {"coop": 1} for year in range(2010, 2020) for month in range(1, 13)}
    found = texts(timeline_picture(many))
    assert "2015" in found
    assert "2015-01" not in found


def test_hostile_names_stay_names(ontology: Ontology) -> None:
    svg = network_picture(network(hostile_claims(), ontology))
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert not {"script", "img", "image", "foreignObject", "a"} & names
    shown = "".join(texts(svg))
    assert "<script>al" in shown
    assert "\u202e" not in shown
    assert "$x^2$ <b>" in texts(timeline_picture(MONTHS, title="$x^2$ <b>"))
