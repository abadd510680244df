"""What stands in the report, section after section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kgraph.model import Claim, Document, Factuality, in_text_order
from kgraph.network import centrality, top_pairs
from kgraph.ontology import Branch, Ontology
from kgraph.report.blocks import Block, Heading, Item, Listing, Paragraph, Report, Strong, Table
from kgraph.report.course import course
from kgraph.report.material import Material, number
from kgraph.report.standing import blocs, contested, friends_and_rivals

TITLE = "Who does what to whom"
TOP = 10
TOP_OF_RELATION = 5

HEADED_RELATIONS = {
    "accuses": "Who accuses whom most",
    "attacks": "Who attacks whom most",
    "backs": "Who backs whom most",
}


def contents(claims: Iterable[Claim], ontology: Ontology, documents: Mapping[str, Document] | None = None) -> Report:
    """The report; the same claims in any order give the same one."""
    material = Material(in_text_order(claims), ontology, documents or {})
    if not material.claims:
        return Report(TITLE, (Paragraph(("No claims were found.",)),))
    sections: tuple[Iterator[Block], ...] = (
        _overview(material),
        _actors(material),
        _pairs(material),
        blocs(material),
        friends_and_rivals(material),
        *(_of_relation(material, name) for name in HEADED_RELATIONS if name in ontology.relations),
        contested(material),
        _denied(material),
        course(material),
        _note(),
    )
    return Report(TITLE, tuple(block for section in sections for block in section))


def _overview(material: Material) -> Iterator[Block]:
    claims = material.claims
    documents = {claim.doc for claim in claims}
    sentences = {(claim.doc, claim.sentence.start) for claim in claims}
    yield Paragraph(
        (
            f"{number(len(claims), 'claim')} about {number(len(material.labels), 'actor')} in "
            f"{number(len(sentences), 'sentence')} of {number(len(documents), 'document')}.",
        )
    )
    counts = Counter((material.branch_of(claim), claim.factuality) for claim in claims)
    rows: list[tuple[str | int, ...]] = [
        (branch.label, *(counts[branch, value] for value in Factuality), sum(counts[branch, v] for v in Factuality))
        for branch in Branch
    ]
    yield Table(("claims", *(value.value for value in Factuality), "all"), rows)


def _actors(material: Material) -> Iterator[Block]:
    yield Heading("The most central actors")
    rows = [
        (
            row.label,
            row.type,
            row.claims,
            row.weighted_out,
            row.weighted_in,
            row.degree,
            f"{row.pagerank:.3f}",
            f"{row.betweenness:.3f}",
        )
        for row in centrality(material.graph)[:TOP]
    ]
    columns = ("actor", "type", "claims", "as subject", "as object", "partners", "PageRank", "betweenness")
    yield Table(columns, rows) if rows else Paragraph(("No claim is asserted.",))
    yield Paragraph(("Counted over asserted claims. Partners are the other actors that it has a claim with.",))


def _pairs(material: Material) -> Iterator[Block]:
    yield Heading("The strongest pairs")
    items = []
    for pair in top_pairs(material.graph, TOP):
        relations = ", ".join(f"{material.ontology.label_of(name)} {count}" for name, count in pair.relations)
        items.append(
            Item(
                (
                    Strong(f"{pair.subject_label} → {pair.object_label}"),
                    f" ({number(pair.weight, 'claim')}: {relations})",
                ),
                (material.surest(material.by_pair[pair.subject, pair.object]),),
            )
        )
    if items:
        yield Listing(items, numbered=True)


def _of_relation(material: Material, name: str) -> Iterator[Block]:
    """The pairs with the most asserted claims of a relation or of one that is a kind of it."""
    yield Heading(HEADED_RELATIONS[name])
    found = [claim for claim in material.asserted if _is_a(claim.relation, name, material.ontology)]
    counts = Counter((claim.subject.actor.label, claim.object.actor.label) for claim in found)
    rows = sorted(((*pair, count) for pair, count in counts.items()), key=lambda row: (-row[2], row[:2]))
    if rows:
        yield Table(("subject", "object", "claims"), rows[:TOP_OF_RELATION])
    else:
        yield Paragraph(("Nobody, in these texts.",))


def _denied(material: Material) -> Iterator[Block]:
    yield Heading("What is denied")
    denied = [claim for claim in material.claims if claim.factuality is Factuality.NEGATED]
    shown = sorted(denied, key=lambda claim: -claim.confidence)[:TOP]
    if shown:
        yield Listing([Item(("not: ", *material.says(claim), ". ", material.quote(claim))) for claim in shown])
    else:
        yield Paragraph(("Nothing, in these texts.",))
    if len(denied) > TOP:
        yield Paragraph((f"And {len(denied) - TOP} more.",))


def _note() -> Iterator[Block]:
    yield Heading("How to read this")
    yield Paragraph(
        (
            "A claim is what one text says at one place; nothing here is said to be true. The sentences were read by "
            "a program, which errs: read a sentence before you rely on it. What is counted is how often something is "
            "written, not how often it happens.",
        )
    )


def _is_a(relation: str, ancestor: str, ontology: Ontology) -> bool:
    current: str | None = relation
    while current is not None and current != ancestor:
        known = ontology.relations.get(current)
        current = known.parent if known is not None else None
    return current is not None
