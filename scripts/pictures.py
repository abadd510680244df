"""Draws docs/images/*.svg and writes the claim in docs/model.md: python scripts/pictures.py OUT.

OUT is `kgraph build seeds -o OUT --infer`. The claim is the one with the shortest sentence among the asserted ones that
have a time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import kgraph
from kgraph import vocab
from kgraph.graph.answers import Triples
from kgraph.graph.facts import fact_iri
from kgraph.model import Claim, Factuality, Mention

DOCS = Path(__file__).parent.parent / "docs"
LINE = 18
"""Pixels from one line of text to the next."""
CHARACTER = 6.9
"""Pixels that a character takes on average."""

_CLAIM = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o . FILTER(?p != nif:isString) }"
_BLOCK = re.compile(r"(<!-- claim -->\n\n```turtle\n).*?(```\n\n<!-- end of claim -->)", re.DOTALL)

STYLE = """<style>
text { font: 13px Helvetica, Arial, sans-serif; fill: #222 }
.head { font-weight: bold } .edge { font-size: 12px; fill: #555 } .big { font-size: 15px; font-weight: bold }
rect { stroke: #888; stroke-width: 1.2 } line { stroke: #888; stroke-width: 1.3 }
.document { fill: #f3f3f3 } .span { fill: #fff6dd } .claim { fill: #dcebfa } .actor { fill: #e4f3e1 }
.relation { fill: #efe4f6 } .fact { fill: #fbe3dc } .union { fill: none; stroke-dasharray: 6 4 }
.label { fill: #fff; stroke: none }
</style>"""

TIP = """<marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L10 5L0 10z" fill="#888"/></marker>"""


@dataclass(frozen=True)
class Box:
    """A box with a heading and lines of text; `x` and `y` are its top left corner."""

    x: int
    y: int
    width: int
    kind: str
    head: str
    lines: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """In pixels."""
        return LINE * (1 + len(self.lines)) + 14

    @property
    def middle(self) -> int:
        """The middle of its width."""
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    def svg(self) -> Iterator[str]:
        """The box and its text, cut to its width."""
        place = f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}"'
        yield f'<rect class="{self.kind}" {place} rx="5"/>'
        most = int((self.width - 20) / CHARACTER)
        for number, text in enumerate((self.head, *self.lines)):
            style = ' class="head"' if number == 0 else ""
            cut = text if len(text) <= most else text[: most - 1].rstrip() + "…"
            yield f'<text{style} x="{self.x + 10}" y="{self.y + LINE * (number + 1)}">{escape(cut)}</text>'


def arrow(start: tuple[int, int], end: tuple[int, int], label: str = "", at: float = 0.5) -> Iterator[str]:
    """An arrow from start to end; the label stands at that share of its length."""
    (x1, y1), (x2, y2) = start, end
    yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" marker-end="url(#tip)"/>'
    if label:
        x, y, width = x1 + (x2 - x1) * at, y1 + (y2 - y1) * at, len(label) * 6.4 + 8
        yield f'<rect class="label" x="{x - width / 2:.0f}" y="{y - 9:.0f}" width="{width:.0f}" height="17"/>'
        yield f'<text class="edge" x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle">{escape(label)}</text>'


def drawing(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    """A whole SVG file; it loads nothing."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    ground = f'<rect class="label" width="{width}" height="{height}"/>'
    return (
        "\n".join([head, f"<title>{escape(title)}</title>", STYLE, f"<defs>{TIP}</defs>", ground, *parts, "</svg>"])
        + "\n"
    )


def claim_picture(claim: Claim, label: str) -> str:
    """One claim with all its nodes; `label` is that of its relation."""
    sentence = Box(
        20, 20, 620, "span", f"kg:Sentence  #char={claim.sentence.start},{claim.sentence.end}", (claim.sentence.text,)
    )
    document = Box(740, 20, 420, "document", "kg:Document", (f"doc:{claim.doc}", "nif:isString: the text, kg:sha256"))
    subject = _mention_box(20, claim.subject)
    cue = Box(470, 150, 240, "span", f"kg:Cue  #char={claim.cue.start},{claim.cue.end}", (claim.cue.surface,))
    object_ = _mention_box(860, claim.object)
    node = Box(410, 285, 360, "claim", f"kg:Claim  claim:{claim.id}", tuple(_literals(claim)))
    under = node.bottom + 75
    actors = [
        Box(
            x,
            under,
            300,
            "actor",
            f"kg:{end.actor.type}  {vocab.shorten(end.actor.id)}",
            (f"skos:prefLabel: {end.actor.label}",),
        )
        for x, end in ((20, claim.subject), (860, claim.object))
    ]
    relation = Box(470, under, 240, "relation", f"kg:Relation  kg:{claim.relation}", (f"rdfs:label: {label}",))
    iri = fact_iri(claim.subject.actor.id, claim.relation, claim.object.actor.id)
    fact = Box(
        410, relation.bottom + 75, 360, "fact", f"kg:Fact  {vocab.shorten(iri)}", ("kg:claimCount, kg:documentCount …",)
    )
    boxes = [sentence, document, subject, cue, object_, node, *actors, relation, fact]
    arrows = [
        arrow((640, 47), (740, 47), "", 0.5),
        arrow((425, node.y), (400, sentence.bottom), "kg:sentence", 0.62),
        arrow((755, node.y), (785, document.bottom), "prov:wasDerivedFrom", 0.62),
        arrow((node.x, node.y + 30), (320, subject.bottom - 12), "kg:subjectMention"),
        arrow((node.middle, node.y), (cue.middle, cue.bottom), "kg:cue"),
        arrow((node.x + node.width, node.y + 30), (860, object_.bottom - 12), "kg:objectMention"),
        arrow((170, subject.bottom), (170, under), "kg:refersTo"),
        arrow((1010, object_.bottom), (1010, under), "kg:refersTo"),
        arrow((node.x, node.bottom - 12), (320, under + 10), "rdf:subject"),
        arrow((node.middle, node.bottom), (relation.middle, under), "rdf:predicate"),
        arrow((node.x + node.width, node.bottom - 12), (860, under + 10), "rdf:object"),
        arrow((fact.x, fact.y + 15), (320, actors[0].bottom - 8), "rdf:subject"),
        arrow((fact.middle, fact.y), (relation.middle, relation.bottom), "rdf:predicate"),
        arrow((fact.x + fact.width, fact.y + 15), (860, actors[1].bottom - 8), "rdf:object"),
        arrow((745, fact.y), (745, node.bottom), "kg:supportedBy", 0.28),
    ]
    parts = [*(part for each in arrows for part in each), *(part for box in boxes for part in box.svg())]
    return drawing(1180, fact.bottom + 20, "One claim with all its nodes", parts)


def graphs_picture(documents: Sequence[str]) -> str:
    """The named graphs of a store, and which of them queries see."""
    shown = [f"doc:{name}" for name in documents[:2]] + ["…"] * (len(documents) > 2)
    texts = Box(
        40,
        60,
        330,
        "document",
        "A graph for each document",
        (*shown, "document, sentences, mentions, claims,", "actors as the document names them"),
    )
    ontology = Box(
        40, 250, 330, "relation", "…/graph/ontology", ("relations, types, terms of office,", "the actors that occur")
    )
    facts = Box(
        500,
        150,
        330,
        "fact",
        "…/graph/facts",
        ("edges and facts with their counts,", "kg:canonicalActor: who is one with whom"),
    )
    inferred = Box(
        500,
        390,
        330,
        "fact",
        "…/graph/inferred",
        ("what follows from the facts;", "only with --infer, seen only by its name"),
    )
    boxes = [texts, ontology, facts, inferred]
    union = [
        '<rect class="union" x="20" y="20" width="830" height="330" rx="8"/>',
        '<text class="big" x="40" y="45">What a query sees: the union</text>',
    ]
    arrows = [
        arrow((370, texts.y + 50), (500, facts.y + 20), "asserted claims"),
        arrow((370, ontology.y + 20), (500, facts.bottom - 10), ""),
        arrow((facts.middle, facts.bottom), (inferred.middle, inferred.y), "by the rules of the ontology", 0.5),
        arrow((300, ontology.bottom), (500, inferred.y + 25), ""),
    ]
    parts = [*union, *(part for each in arrows for part in each), *(part for box in boxes for part in box.svg())]
    return drawing(870, 480, "The named graphs", parts)


def claim_turtle(graph: kgraph.GraphStore, claim: Claim) -> str:
    """The claim and its nodes as Turtle, without the prefixes."""
    spans = [claim.sentence, claim.subject, claim.object, claim.cue]
    iris = [vocab.claim_iri(claim.id), vocab.document_iri(claim.doc)]
    iris += [vocab.span_iri(claim.doc, span.start, span.end) for span in spans]
    iris.append(fact_iri(claim.subject.actor.id, claim.relation, claim.object.actor.id))
    answer = graph.query(_CLAIM % " ".join(f"<{iri}>" for iri in iris))
    if not isinstance(answer, Triples):
        raise TypeError("a CONSTRUCT query answers with triples")
    lines = [line for line in answer.turtle().splitlines() if not line.startswith("@prefix")]
    return "\n".join(lines).strip() + "\n"


def shown_claim(claims: Iterable[Claim]) -> Claim:
    """The asserted claim with a time that has the shortest sentence."""
    timed = [claim for claim in claims if claim.time and claim.factuality is Factuality.ASSERTED]
    return min(timed, key=lambda claim: (len(claim.sentence.text), claim.id))


def _mention_box(x: int, mention: Mention) -> Box:
    lines = (mention.surface, f"kg:mentionKind: {mention.kind.value}", f"kg:rule: {mention.rule}")
    return Box(x, 150, 300, "span", f"kg:Mention  #char={mention.start},{mention.end}", lines)


def _literals(claim: Claim) -> Iterator[str]:
    yield f"kg:factuality: kg:{claim.factuality.value}"
    yield f"kg:confidence: {claim.confidence}"
    if claim.time:
        yield f"kg:time: {claim.time}"
    if claim.attributed_to:
        yield f"kg:attributedTo: {vocab.shorten(claim.attributed_to.id)}"
    yield f"kg:extractor: {claim.extractor}"
    yield f"kg:rule: {claim.rule}"


def main() -> None:
    """Write the pictures and the Turtle."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/pictures.py OUT, with OUT from `kgraph build seeds -o OUT --infer`")
    graph = kgraph.open_graph(sys.argv[1])
    claim = shown_claim(graph.claims())
    pictures = {
        "claim.svg": claim_picture(claim, kgraph.load_ontology().label_of(claim.relation)),
        "graphs.svg": graphs_picture(graph.documents()),
    }
    for name, text in pictures.items():
        (DOCS / "images" / name).write_text(text, encoding="utf-8", newline="\n")
    page = (DOCS / "model.md").read_text(encoding="utf-8")
    turtle = claim_turtle(graph, claim)
    (DOCS / "model.md").write_text(
        _BLOCK.sub(lambda found: found[1] + turtle + found[2], page), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
