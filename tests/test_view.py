"""The page as text: nothing from outside, nothing from a document that runs, the same bytes again."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKING, RAIDS, make_ontology
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims

from kgraph.model import Factuality
from kgraph.network import network
from kgraph.ontology import Ontology
from kgraph.view import render_page
from kgraph.view.layout import FORCE_LIMIT, positions
from kgraph.view.page import ACTORS_AT_FIRST
from kgraph.view.styles import BRANCH_STYLES, STYLES, style_of

CLAIMS = [*BACKING.claims, *RAIDS.claims]


class Page(HTMLParser):
    """The page's tags, and the text in its scripts and its title."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag in ("script", "title", "style")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.append((*self.tags[-1], data))

    def json(self, id_: str) -> Any:
        return json.loads(next(text for _, attributes, text in self.texts if attributes.get("id") == id_))

    def scripts(self) -> list[str]:
        return [text for tag, attributes, text in self.texts if tag == "script" and "type" not in attributes]


def page(*args: Any, **kwargs: Any) -> Page:
    return Page(render_page(*args, **kwargs))


def test_the_page_asks_for_nothing_from_outside(ontology: Ontology) -> None:
    html = render_page(CLAIMS, ontology)
    parsed = Page(html)
    for tag, attributes in parsed.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "a")
        assert not {"src", "href", "srcset", "action", "data"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    for tag, _, text in parsed.texts:
        assert tag != "style" or not re.search(r"url\(|@import", text)
    own = html.replace(max(parsed.scripts(), key=len), "")
    assert re.findall(r"https?://[^\s\"']*", own) == ["http://www.w3.org/2000/svg"]
    assert "cdn" not in own
    assert "bootstrap" not in html.lower()


def test_only_the_pages_own_scripts_may_run(ontology: Ontology) -> None:
    parsed = page(CLAIMS, ontology)
    policy = next(a["content"] for tag, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    scripts = parsed.scripts()
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nodes_and_edges(ontology: Ontology) -> None:
    parsed = page(CLAIMS, ontology)
    nodes, edges, data = (parsed.json("kgraph-" + name) for name in ("nodes", "edges", "data"))
    assert [node["label"] for node in nodes] == ["Kataib Hezbollah", "Iran", "Mustafa al-Kadhimi", "Iraq"]
    assert [node["id"] for node in nodes] == [0, 1, 2, 3]
    assert all(isinstance(node[axis], int) for node in nodes for axis in "xy")
    assert [(edge["from"], edge["to"], edge["color"]) for edge in edges] == [
        (1, 3, BRANCH_STYLES["conf"][1]),
        (1, 0, BRANCH_STYLES["coop"][1]),
        (0, 2, BRANCH_STYLES["conf"][1]),
        (2, 0, BRANCH_STYLES["conf"][1]),
    ]
    assert all(edge["arrows"] == "to" for edge in edges)
    assert [len(edge["claims"]) for edge in data["edges"]] == [1, 2, 1, 1]
    assert len(data["claims"]) == 5
    options = parsed.json("kgraph-options")
    assert options["physics"] == {"enabled": False}
    assert options["edges"]["smooth"] is False
    assert options["interaction"]["hideEdgesOnDrag"] is True


def test_one_line_for_each_subject_object_and_branch(ontology: Ontology) -> None:
    one, other = actor("A"), actor("B")
    pairs = [(one, "backs", other), (one, "meets", other), (one, "attacks", other), (other, "kills", one)]
    parsed = page([make_claim(*pair, start=n * 50) for n, pair in enumerate(pairs)], ontology)
    found = [(edge["branch"], len(edge["claims"])) for edge in parsed.json("kgraph-data")["edges"]]
    assert found == [("conf", 1), ("coop", 2), ("conf", 1)]
    # Lines between the same two are bent apart.
    bends = [(edge["from"], edge["smooth"]["roundness"]) for edge in parsed.json("kgraph-edges")]
    assert len(set(bends)) == 3


def test_what_the_panel_shows(ontology: Ontology) -> None:
    data = page(CLAIMS, ontology).json("kgraph-data")
    claim = next(claim for claim in data["claims"] if claim["factuality"] == "negated")
    sentence = data["sentences"][claim["sentence"]]
    assert sentence == {"doc": "a.txt", "text": "Tehran did not attack Iraq."}
    assert [sentence["text"][span["start"] : span["end"]] for span in claim["spans"]] == [
        "Tehran",
        "did not attack",
        "Iraq",
    ]
    assert (claim["relation"], claim["branch"], claim["confidence"], claim["by"]) == ("attacks", "conf", 0.83, None)
    assert data["actors"][claim["subject"]]["label"] == "Iran"
    assert data["actors"][claim["subject"]]["names"] == ["Tehran"]


def test_relations_unknown_to_the_ontology_are_shown_as_ties(ontology: Ontology) -> None:
    (claim,) = page([make_claim(actor("A"), "bewilders", actor("B"))], ontology).json("kgraph-data")["claims"]
    assert (claim["relation"], claim["branch"]) == ("bewilders", "tie")


def test_hostile_text_stays_text(ontology: Ontology) -> None:
    html = render_page(hostile_claims(), ontology, title="</title><script>alert(2)</script>")
    parsed = Page(html)
    plain = page(CLAIMS, ontology)
    assert [tag for tag, _ in parsed.tags] == [tag for tag, _ in plain.tags]
    assert parsed.scripts() == plain.scripts()
    assert "<script>alert" not in html
    assert "\u2028" not in html
    assert "\u2029" not in html
    data = parsed.json("kgraph-data")
    assert {sentence["doc"] for sentence in data["sentences"]} == set(HOSTILE)
    assert {actor["label"] for actor in data["actors"]} == {*HOSTILE, "Iraq"}
    for _, attributes, text in parsed.texts:
        if attributes.get("type") == "application/json":
            assert not set("<>&") & set(text)
    assert ("title", "</title><script>alert(2)</script>") in [(tag, text) for tag, _, text in parsed.texts]


def test_broken_characters_do_not_break_the_page(ontology: Ontology) -> None:
    html = render_page([make_claim(actor("\x07A\ufffe"), "attacks", actor("B\x00"))], ontology)
    assert html.encode("utf-8")


def test_the_same_claims_in_any_order_give_the_same_page(ontology: Ontology) -> None:
    claims = random_claims(60, 200)
    assert render_page(claims, ontology) == render_page(claims[::-1], ontology)


def test_another_process_gives_the_same_page() -> None:
    code = (
        "import hashlib; from conftest import make_ontology; from made_claims import random_claims;"
        "from kgraph.view import render_page;"
        "print(hashlib.sha256(render_page(random_claims(60, 200), make_ontology()).encode()).hexdigest())"
    )
    here = hashlib.sha256(render_page(random_claims(60, 200), make_ontology()).encode()).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == here


def test_no_claims_give_an_empty_page(ontology: Ontology) -> None:
    assert page([], ontology).json("kgraph-nodes") == []


def test_nothing_is_written_into_the_working_folder(
    ontology: Ontology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    render_page(CLAIMS, ontology)
    assert list(tmp_path.iterdir()) == []


def test_actors_have_places_of_their_own() -> None:
    graph = network(random_claims(FORCE_LIMIT + 100, 900), factuality=[value.value for value in Factuality])
    ranking = sorted(graph, key=lambda node: (-graph.degree(node), node))
    place = positions(graph, ranking)
    assert set(place) == set(graph)
    assert len(set(place.values())) == len(place)


def test_parts_without_a_connection_do_not_overlap(ontology: Ontology) -> None:
    claims = [make_claim(actor(f"A{n}"), "attacks", actor(f"B{n}"), doc=f"{n}.txt") for n in range(30)]
    nodes = page(claims, ontology).json("kgraph-nodes")
    assert len({(node["x"], node["y"]) for node in nodes}) == 60


def test_a_style_for_every_class(ontology: Ontology) -> None:
    types = {"Ministry": "StateBody", "StateBody": "Body", "Body": "Actor", "Territory": "Actor", "Actor": None}
    wide = Ontology(ontology.relations, types, {}, (), {}, (), ontology.cues)
    found = {name: style_of(name, wide).key for name in (*types, "unheard of")}
    assert found == {
        "Ministry": "StateBody",
        "StateBody": "StateBody",
        "Body": "Body",
        "Territory": "State",
        "Actor": "Actor",
        "unheard of": "Actor",
    }
    assert len({(style.color, style.shape) for style in STYLES}) == len(STYLES)


def test_the_page_of_many_actors_starts_with_the_best_connected(ontology: Ontology) -> None:
    data = page(random_claims(200, 400), ontology).json("kgraph-data")
    assert data["actorsAtFirst"] == ACTORS_AT_FIRST < len(data["actors"]) == 200
