"""The page as text: nothing from outside, nothing from a document that runs, the same bytes again."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKING, RAIDS, make_ontology
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims

import kgraph.view.page
from kgraph.model import Document, Factuality
from kgraph.network import network
from kgraph.ontology import Ontology
from kgraph.view import render_page
from kgraph.view.layout import ROOM, positions
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


def rows(columns: dict[str, list[Any]], *keys: str) -> list[Any]:
    """The rows of a table that is kept by columns; plain values if there is one key."""
    found = list(zip(*(columns[key] for key in keys), strict=True))
    return found if len(keys) > 1 else [value for (value,) in found]


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
    assert data["actors"]["label"] == ["Kataib Hezbollah", "Iran", "Mustafa al-Kadhimi", "Iraq"]
    assert all(isinstance(value, int) for axis in "xy" for value in nodes[axis])
    assert {len(nodes["x"]), len(nodes["y"])} == {4}
    branches = [data["branches"][number]["key"] for number in data["edges"]["branch"]]
    found = list(zip(rows(edges, "from", "to"), branches, strict=True))
    assert found == [((1, 3), "conf"), ((1, 0), "coop"), ((0, 2), "conf"), ((2, 0), "conf")]
    assert sorted(data["claims"]["edge"]) == [0, 1, 1, 2, 3]
    options = parsed.json("kgraph-options")
    assert options["physics"] == {"enabled": False}
    assert options["edges"]["smooth"] is False
    assert options["interaction"]["hideEdgesOnDrag"] is True


def test_one_line_for_each_subject_object_and_branch(ontology: Ontology) -> None:
    one, other = actor("A"), actor("B")
    pairs = [(one, "backs", other), (one, "meets", other), (one, "attacks", other), (other, "kills", one)]
    parsed = page([make_claim(*pair, start=n * 50) for n, pair in enumerate(pairs)], ontology)
    data = parsed.json("kgraph-data")
    assert [data["branches"][number]["key"] for number in data["edges"]["branch"]] == ["conf", "coop", "conf"]
    assert sorted(data["claims"]["edge"]) == [0, 1, 1, 2]
    # Lines between the same two are bent apart.
    bends = rows(parsed.json("kgraph-edges"), "from", "bend")
    assert len(set(bends)) == 3
    assert 0 not in {bend for _, bend in bends}


def test_what_the_panel_shows(ontology: Ontology) -> None:
    data = page(CLAIMS, ontology).json("kgraph-data")
    claims, sentences = data["claims"], data["sentences"]
    number = claims["factuality"].index(data["factualities"].index("negated"))
    text = sentences["text"][claims["sentence"][number]]
    assert text == "Tehran did not attack Iraq."
    assert data["documents"][sentences["doc"][claims["sentence"][number]]] == {"id": "a.txt"}
    spans = claims["spans"][number]
    assert [text[spans[at] : spans[at + 1]] for at in (0, 2, 4)] == ["Tehran", "did not attack", "Iraq"]
    relation = data["relations"][claims["relation"][number]]
    assert relation == {"name": "attacks", "label": "attacks", "branch": "conf"}
    assert (claims["confidence"][number], claims["by"][number], claims["time"][number]) == (83, -1, -1)
    iran = data["actors"]["label"].index("Iran")
    assert data["actors"]["names"][iran] == ["Tehran"]
    # What the ontology knows it by can be searched for too.
    assert data["actors"]["known"][iran] == ["Iranian"]


def test_documents_have_their_titles_and_links_into_the_web_only(ontology: Ontology) -> None:
    sources = ["https://example.org/a?x=1&y=2", "javascript:alert(1)", "data:text/html,x", "//example.org", None]
    documents = [
        Document(f"{number}.txt", "", title=f"Title {number}", date="2020-01-02", source=source)
        for number, source in enumerate(sources)
    ]
    claims = [make_claim(actor("A"), "attacks", actor("B"), doc=document.id) for document in documents]
    by_id = {document.id: document for document in documents}
    found = page(claims, ontology, documents=by_id).json("kgraph-data")["documents"]
    assert found[0] == {"id": "0.txt", "title": "Title 0", "date": "2020-01-02", "link": sources[0]}
    assert [document.get("link") for document in found[1:]] == [None] * 4
    assert [document.get("source") for document in found[1:]] == sources[1:]


def test_relations_unknown_to_the_ontology_are_shown_as_ties(ontology: Ontology) -> None:
    data = page([make_claim(actor("A"), "bewilders", actor("B"))], ontology).json("kgraph-data")
    assert data["relations"] == [{"name": "bewilders", "label": "bewilders", "branch": "tie"}]


def test_communities_have_their_columns(ontology: Ontology) -> None:
    friends = [("A", "B"), ("B", "C"), ("C", "A"), ("D", "E"), ("E", "F"), ("F", "D"), ("G", "H")]
    claims = [make_claim(actor(a), "backs", actor(b), doc=f"{a}{b}") for a, b in friends]
    claims += [make_claim(actor("A"), "attacks", actor("D"))]
    data = page(claims, ontology).json("kgraph-data")
    group = dict(zip(data["actors"]["label"], data["groups"]["community"], strict=True))
    assert group["A"] == group["B"] == group["C"] != group["D"] == group["E"] == group["F"]
    # Two are no community that is worth a colour.
    assert group["G"] == group["H"] == -1


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
    assert {document["id"] for document in data["documents"]} == set(HOSTILE)
    assert set(data["actors"]["label"]) == {*HOSTILE, "Iraq"}
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
    assert page([], ontology).json("kgraph-nodes") == {"x": [], "y": []}


def test_nothing_is_written_into_the_working_folder(
    ontology: Ontology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    render_page(CLAIMS, ontology)
    assert list(tmp_path.iterdir()) == []


def test_actors_have_places_of_their_own() -> None:
    graph = network(random_claims(500, 900), factuality=[value.value for value in Factuality])
    ranking = sorted(graph, key=lambda node: (-graph.degree(node), node))
    place = positions(graph, ranking, 100)
    assert set(place) == set(graph)
    assert len(set(place.values())) == len(place)
    points = [place[node] for node in ranking[100:]]
    assert min(math.dist(one, other) for one, other in combinations(points, 2)) > ROOM - 2


def test_names_of_those_in_view_have_room() -> None:
    graph = network([make_claim(actor("The hub"), "attacks", actor(f"Somebody {n}")) for n in range(60)])
    ranking = sorted(graph, key=lambda node: (-graph.degree(node), node))
    place = positions(graph, ranking, 61)
    close = [
        (one, other)
        for one, other in combinations(place.values(), 2)
        if abs(one[0] - other[0]) < 60 and abs(one[1] - other[1]) < 20
    ]
    assert close == []


def test_parts_without_a_connection_do_not_overlap(ontology: Ontology) -> None:
    claims = [make_claim(actor(f"A{n}"), "attacks", actor(f"B{n}"), doc=f"{n}.txt") for n in range(30)]
    nodes = page(claims, ontology).json("kgraph-nodes")
    assert len(set(rows(nodes, "x", "y"))) == 60


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
    assert len({(style.light, style.shape) for style in STYLES}) == len(STYLES)
    assert len({(style.dark, style.shape) for style in STYLES}) == len(STYLES)


def test_the_page_of_many_actors_starts_with_the_strongest(ontology: Ontology) -> None:
    data = page(random_claims(400, 2000), ontology).json("kgraph-data")
    assert data["atFirst"] == ACTORS_AT_FIRST < len(data["actors"]["label"]) == 400


def test_actors_of_one_claim_are_not_in_view_at_first_where_there_are_many(ontology: Ontology) -> None:
    often = [make_claim(actor(f"A{n}"), "attacks", actor(f"A{n + 1}"), start=99 * n) for n in range(60)]
    once = [make_claim(actor("A0"), "attacks", actor(f"B{n}"), start=99 * n, doc="b.txt") for n in range(30)]
    assert page([*often, *once], ontology).json("kgraph-data")["atFirst"] == 60
    assert page(once, ontology).json("kgraph-data")["atFirst"] == 31


def test_the_two_camps_have_their_column(ontology: Ontology) -> None:
    pairs = [
        ("A", "backs", "B"),
        ("C", "backs", "D"),
        ("A", "attacks", "C"),
        ("B", "attacks", "D"),
        ("E", "leads", "F"),
    ]
    data = page([make_claim(actor(a), r, actor(b), doc=a + b) for a, r, b in pairs], ontology).json("kgraph-data")
    camp = dict(zip(data["actors"]["label"], data["groups"]["camp"], strict=True))
    assert camp == {"A": 0, "B": 0, "C": 1, "D": 1, "E": -1, "F": -1}
    # Where nobody is an enemy, there are no camps.
    friends = page([make_claim(actor("A"), "backs", actor("B"))], ontology).json("kgraph-data")
    assert friends["groups"]["camp"] == [-1, -1]


def test_the_page_is_light(ontology: Ontology) -> None:
    few, many = (len(render_page(random_claims(200, claims), ontology)) for claims in (1000, 2000))
    assert (many - few) / 1000 < 160  # bytes for one more claim, its sentence and its edge


def luminance(color: str) -> float:
    """Relative luminance of #rgb or #rrggbb (WCAG 2.2)."""
    digits = color.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colors_have_the_contrast_of_wcag_aa(theme: str) -> None:
    """4.5 for text, 3 for lines, rims and the edges of controls (WCAG 2.2, 1.4.3 and 1.4.11)."""
    css = Path(kgraph.view.page.HERE, "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r"^:root[^{]*\{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    of = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", blocks[theme == "dark"]))
    for ground in ("paper", "back", "hover"):
        assert contrast(of["ink"], of[ground]) >= 4.5
        assert contrast(of["soft"], of[ground]) >= 4.5
    for ground in ("subject", "object", "cue"):
        assert contrast(of["ink"], of[ground]) >= 4.5
        assert contrast(of[f"{ground}-line"], of[ground]) >= 3
    assert contrast(of["accent"], of["paper"]) >= 4.5
    # Symbols may have any colour, since their rims stand out.
    for line in (of["edge"], of["rim"], *(getattr(style, theme) for style in BRANCH_STYLES.values())):
        assert contrast(line, of["paper"]) >= 3
