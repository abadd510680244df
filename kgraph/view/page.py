"""Claims → one web page that needs nothing but itself: pyvis hands its network to a template of our own."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis.network
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kgraph.model import Claim, Document, Factuality, in_text_order
from kgraph.network import network
from kgraph.ontology import Ontology
from kgraph.view.content import Content, page_data
from kgraph.view.groups import group_columns
from kgraph.view.layout import positions

HERE = Path(__file__).parent
SCRIPTS = (
    "dom.js", "data.js", "filter.js", "theme.js", "picture.js", "panel.js", "search.js", "controls.js", "timeline.js",
    "link.js", "page.js",
)  # fmt: skip
"""In the order in which they run; each makes one object that the later ones use."""

ACTORS_AT_FIRST = 150
FEW_ACTORS = 40
"""So many are shown at first in any case; of more, only those with at least two claims."""

_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "interaction": {
        "hideEdgesOnDrag": True,
        "hover": True,
        "tooltipDelay": 150,
        "keyboard": {"bindToWindow": False},
    },
    "nodes": {
        "borderWidth": 1,
        "borderWidthSelected": 4,
        # picture.js draws the names itself, wherever there is room.
        "font": {"size": 1},
        "scaling": {"label": {"drawThreshold": 1_000_000}},
    },
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}}, "selectionWidth": 2},
}


def render_page(
    claims: Iterable[Claim],
    ontology: Ontology,
    title: str = "Who does what to whom",
    *,
    documents: Mapping[str, Document] | None = None,
) -> str:
    """The page as HTML text; the same claims in any order give the same text.

    The documents by id give the claims' sources their titles, dates and links.
    """
    content = Content.of(in_text_order(claims), ontology)
    first = _first_view(content)
    drawing = _drawing(content, first, ontology)
    library = Path(drawing.template_dir, "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    script = "\n".join(Path(HERE, name).read_text(encoding="utf-8") for name in SCRIPTS)
    drawing.path = "page.html"
    drawing.templateEnv = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    drawing.templateEnv.filters["columns"] = _columns
    data = page_data(content, ontology, documents or {})
    asserted = network(content.claims, ontology)
    drawing.templateEnv.globals.update(
        title=title,
        library=Markup(library),
        script=Markup(script),
        script_hashes=Markup(" ").join(Markup(f"'{_hash(text)}'") for text in (library, script)),
        data=data | {"atFirst": first, "groups": group_columns(asserted, content.ranking())},
    )
    return str(drawing.generate_html())


def _first_view(content: Content) -> int:
    """How many actors are in view when the page opens: no more than can be read."""
    several = sum(count > 1 for count in content.count.values())
    return min(len(content.actors), max(several, FEW_ACTORS), ACTORS_AT_FIRST)


def _drawing(content: Content, first: int, ontology: Ontology) -> pyvis.network.Network:
    """The network as pyvis holds it. Ids are numbers, so that no text from a document gets where ids go."""
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    drawing.options = _OPTIONS
    ranking = content.ranking()
    number = {iri: rank for rank, iri in enumerate(ranking)}
    graph = network(content.claims, ontology, factuality={value.value for value in Factuality})
    places = positions(graph, ranking, first)
    for rank, actor in enumerate(content.actors):
        x, y = places[actor.id]
        drawing.add_node(rank, actor.label, x=x, y=y)
    parallel = Counter(frozenset(ends[:2]) for ends in content.bundles)
    same_way: Counter[tuple[str, str]] = Counter()
    for subject, object_, _ in content.bundles:
        bend = 0
        if parallel[frozenset((subject, object_))] > 1 and subject != object_:
            # Straight lines between the same two actors would hide each other.
            bend = 15 + 15 * same_way[subject, object_]
        same_way[subject, object_] += 1
        drawing.add_edge(number[subject], number[object_], bend=bend)
    return drawing


def _columns(rows: Sequence[Mapping[str, Any]], *keys: str) -> dict[str, list[Any]]:
    """One list for each key, which takes less room than a record for each row."""
    return {key: [row[key] for row in rows] for key in keys}


def _hash(script: str) -> str:
    """The script's hash for the page's content security policy, under which no other script runs."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
