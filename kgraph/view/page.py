"""Claims → one web page that needs nothing but itself: pyvis hands its network to a template of our own."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyvis.network
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kgraph.model import Actor, Claim, Factuality, MentionKind, in_text_order
from kgraph.network import network
from kgraph.ontology import Branch, Ontology
from kgraph.view.layout import positions
from kgraph.view.styles import BRANCH_STYLES, STYLES, style_of

HERE = Path(__file__).parent
ACTORS_AT_FIRST = 150
LABEL_LENGTH = 32

_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "hover": True, "tooltipDelay": 150, "keyboard": {"bindToWindow": False}},
    "nodes": {
        "borderWidth": 1,
        "borderWidthSelected": 4,
        # page.js draws the names itself, wherever there is room.
        "font": {"size": 1},
        "scaling": {"label": {"drawThreshold": 1_000_000}},
    },
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}}, "selectionWidth": 2},
}

Ends = tuple[str, str, str]
"""Subject, object and branch: what a line on the page stands for."""


def render_page(claims: Iterable[Claim], ontology: Ontology, title: str = "Who does what to whom") -> str:
    """The page as HTML text; the same claims in any order give the same text."""
    claims = in_text_order(claims)
    actors = _ranked_actors(claims)
    number = {actor.id: rank for rank, actor in enumerate(actors)}
    bundles = _bundles(claims, ontology)
    drawing = _drawing(actors, number, bundles, _places(claims, actors), ontology)
    library = Path(drawing.template_dir, "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    script = "".join(Path(HERE, name).read_text(encoding="utf-8") for name in ("dom.js", "page.js"))
    drawing.path = "page.html"
    drawing.templateEnv = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    drawing.templateEnv.globals.update(
        title=title,
        library=Markup(library),
        script=Markup(script),
        script_hashes=Markup(" ").join(Markup(f"'{_hash(text)}'") for text in (library, script)),
        data=_data(claims, actors, number, bundles, ontology),
    )
    return str(drawing.generate_html())


def _ranked_actors(claims: list[Claim]) -> list[Actor]:
    """Every actor of the claims, those with the most claims first; an actor's place is its number on the page."""
    found: dict[str, Actor] = {}
    count: Counter[str] = Counter()
    for claim in claims:
        for actor in (claim.subject.actor, claim.object.actor):
            found.setdefault(actor.id, actor)
            count[actor.id] += 1
    return sorted(found.values(), key=lambda actor: (-count[actor.id], actor.label, actor.id))


def _bundles(claims: list[Claim], ontology: Ontology) -> dict[Ends, list[int]]:
    """The numbers of the claims that each line of the picture stands for."""
    bundles: dict[Ends, list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        bundles[claim.subject.actor.id, claim.object.actor.id, _branch(claim, ontology)].append(position)
    return dict(sorted(bundles.items()))


def _places(claims: list[Claim], actors: list[Actor]) -> dict[str, tuple[int, int]]:
    graph = network(claims, factuality={value.value for value in Factuality})
    return positions(graph, [actor.id for actor in actors])


def _drawing(
    actors: list[Actor],
    number: dict[str, int],
    bundles: dict[Ends, list[int]],
    places: dict[str, tuple[int, int]],
    ontology: Ontology,
) -> pyvis.network.Network:
    """The network as pyvis holds it. Ids are numbers, so that no text from a document gets where ids go."""
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    drawing.options = _OPTIONS
    for rank, actor in enumerate(actors):
        style = style_of(actor.type, ontology)
        x, y = places[actor.id]
        drawing.add_node(
            rank, _shortened(actor.label), title=actor.label, shape=style.shape, color=style.color, x=x, y=y
        )
    parallel = Counter(frozenset(ends[:2]) for ends in bundles)
    same_way: Counter[tuple[str, str]] = Counter()
    for position, (subject, object_, branch) in enumerate(bundles):
        options: dict[str, Any] = {}
        if parallel[frozenset((subject, object_))] > 1 and subject != object_:
            # Straight lines between the same two actors would hide each other.
            options["smooth"] = {
                "enabled": True,
                "type": "curvedCW",
                "roundness": round(0.15 + 0.15 * same_way[subject, object_], 2),
            }
        same_way[subject, object_] += 1
        color = BRANCH_STYLES[branch][1]
        drawing.add_edge(number[subject], number[object_], id=position, color=color, arrows="to", **options)
    return drawing


def _data(
    claims: list[Claim],
    actors: list[Actor],
    number: dict[str, int],
    bundles: dict[Ends, list[int]],
    ontology: Ontology,
) -> dict[str, Any]:
    """What the panel shows, as plain data; actors, edges, sentences and claims refer to each other by number."""
    sentences = {(claim.doc, claim.sentence.start): claim.sentence.text for claim in claims}
    sentence_number = {key: position for position, key in enumerate(sentences)}
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for mention in (claim.subject, claim.object):
            if mention.kind is MentionKind.NAME:
                names[mention.actor.id].add(" ".join(mention.surface.split()))
    return {
        "actorsAtFirst": ACTORS_AT_FIRST,
        "actors": [
            {
                "label": actor.label,
                "type": actor.type,
                "style": style_of(actor.type, ontology).key,
                "names": sorted(names[actor.id] - {actor.label}),
            }
            for actor in actors
        ],
        "edges": [
            {"from": number[subject], "to": number[object_], "branch": branch, "claims": members}
            for (subject, object_, branch), members in bundles.items()
        ],
        "claims": [
            _claim(claim, sentence_number[claim.doc, claim.sentence.start], number, ontology) for claim in claims
        ],
        "sentences": [{"doc": doc, "text": text} for (doc, _), text in sentences.items()],
        "branches": [{"key": key, "label": label, "color": color} for key, (label, color) in BRANCH_STYLES.items()],
        "styles": [
            {"key": style.key, "label": style.label, "color": style.color, "shape": style.shape} for style in STYLES
        ],
    }


def _claim(claim: Claim, sentence: int, number: dict[str, int], ontology: Ontology) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": number[claim.subject.actor.id],
        "object": number[claim.object.actor.id],
        "relation": ontology.label_of(claim.relation),
        "branch": _branch(claim, ontology),
        "factuality": claim.factuality.value,
        "confidence": claim.confidence,
        "by": claim.attributed_to.label if claim.attributed_to is not None else None,
        "time": claim.time,
        "sentence": sentence,
        "spans": [
            {"role": role, "start": span.start - claim.sentence.start, "end": span.end - claim.sentence.start}
            for role, span in (("subject", claim.subject), ("cue", claim.cue), ("object", claim.object))
        ],
    }


def _branch(claim: Claim, ontology: Ontology) -> str:
    """The branch of the claim's relation; a relation that the ontology does not know counts as a tie."""
    return (ontology.branch_of(claim.relation) or Branch.TIE).value


def _shortened(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1].rstrip() + "…"


def _hash(script: str) -> str:
    """The script's hash for the page's content security policy, under which no other script runs."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
