"""The claims on one page of Markdown: who is central, which pairs are strong, who does what to whom, what is denied."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Sized

from kgraph.model import Claim, Factuality, in_text_order, surest
from kgraph.network import ActorMeasures, Pair, centrality, network, top_pairs
from kgraph.ontology import Branch, Ontology

TOP = 10
TOP_OF_RELATION = 5
SENTENCE_LENGTH = 300

HEADED_RELATIONS = {
    "accuses": "Who accuses whom most",
    "attacks": "Who attacks whom most",
    "backs": "Who backs whom most",
}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~!$])")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


def render(claims: Iterable[Claim], ontology: Ontology) -> str:
    """The report; the same claims in any order give the same text."""
    claims = in_text_order(claims)
    if not claims:
        return "# Who does what to whom\n\nNo claims were found.\n"
    graph = network(claims, ontology)
    sections = [
        _overview(claims, ontology),
        _actors(centrality(graph)[:TOP]),
        _pairs(claims, top_pairs(graph, TOP), ontology),
        *(_of_relation(claims, ontology, name) for name in HEADED_RELATIONS if name in ontology.relations),
        _denied(claims, ontology),
    ]
    return "# Who does what to whom\n\n" + "\n".join("\n".join(section) + "\n" for section in sections)


def escape(text: str) -> str:
    """Text on one line, with all that Markdown or HTML would read as markup made harmless."""
    line = _STEERING.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", line)


def _overview(claims: Sequence[Claim], ontology: Ontology) -> Iterator[str]:
    documents = {claim.doc for claim in claims}
    sentences = {(claim.doc, claim.sentence.start) for claim in claims}
    actors = {actor.id for claim in claims for actor in (claim.subject.actor, claim.object.actor)}
    yield (
        f"{_count(claims, 'claim')} about {_count(actors, 'actor')} in {_count(sentences, 'sentence')} of "
        f"{_count(documents, 'document')}."
    )
    yield ""
    counts = Counter((_branch(claim, ontology), claim.factuality) for claim in claims)
    yield from _table(
        ("claims", *(value.value for value in Factuality), "all"),
        [
            (branch.label, *(counts[branch, value] for value in Factuality), sum(counts[branch, v] for v in Factuality))
            for branch in Branch
        ],
    )


def _actors(measures: Sequence[ActorMeasures]) -> Iterator[str]:
    yield from _heading("The most central actors")
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
        for row in measures
    ]
    columns = ("actor", "type", "claims", "as subject", "as object", "partners", "PageRank", "betweenness")
    yield from _table(columns, rows) if rows else ["No claim is asserted."]
    yield ""
    yield "Counted over asserted claims. Partners are the other actors that it has a claim with."


def _pairs(claims: Sequence[Claim], pairs: Sequence[Pair], ontology: Ontology) -> Iterator[str]:
    yield from _heading("The strongest pairs")
    examples: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.factuality is Factuality.ASSERTED:
            examples[claim.subject.actor.id, claim.object.actor.id].append(claim)
    for number, pair in enumerate(pairs, start=1):
        relations = ", ".join(f"{_label(name, ontology)} {count}" for name, count in pair.relations)
        ends = f"**{escape(pair.subject_label)} → {escape(pair.object_label)}**"
        yield f"{number}. {ends} ({_number(pair.weight, 'claim')}: {relations})  "
        yield f"   {_quote(surest(examples[pair.subject, pair.object]))}"


def _of_relation(claims: Sequence[Claim], ontology: Ontology, name: str) -> Iterator[str]:
    """The pairs with the most asserted claims of a relation or of one that is a kind of it."""
    yield from _heading(HEADED_RELATIONS[name])
    found = [
        claim for claim in claims if claim.factuality is Factuality.ASSERTED and _is_a(claim.relation, name, ontology)
    ]
    counts = Counter((claim.subject.actor.label, claim.object.actor.label) for claim in found)
    rows = sorted(((*pair, count) for pair, count in counts.items()), key=lambda row: (-row[2], row[:2]))
    yield from _table(("subject", "object", "claims"), rows[:TOP_OF_RELATION]) if rows else ["Nobody, in these texts."]


def _denied(claims: Sequence[Claim], ontology: Ontology) -> Iterator[str]:
    yield from _heading("What is denied")
    denied = [claim for claim in claims if claim.factuality is Factuality.NEGATED]
    for claim in sorted(denied, key=lambda claim: -claim.confidence)[:TOP]:
        ends = escape(claim.subject.actor.label), escape(claim.object.actor.label)
        yield f"- not: **{ends[0]}** {_label(claim.relation, ontology)} **{ends[1]}**. {_quote(claim)}"
    if not denied:
        yield "Nothing, in these texts."
    elif len(denied) > TOP:
        yield ""
        yield f"And {len(denied) - TOP} more."


def _is_a(relation: str, ancestor: str, ontology: Ontology) -> bool:
    current: str | None = relation
    while current is not None and current != ancestor:
        known = ontology.relations.get(current)
        current = known.parent if known is not None else None
    return current is not None


def _branch(claim: Claim, ontology: Ontology) -> Branch:
    """The branch of the claim's relation; a relation that the ontology does not know counts as a tie."""
    return ontology.branch_of(claim.relation) or Branch.TIE


def _label(relation: str, ontology: Ontology) -> str:
    return escape(ontology.label_of(relation))


def _quote(claim: Claim) -> str:
    """The sentence, who says it, and the document."""
    text = " ".join(_excerpt(claim).split())
    by = f"{escape(claim.attributed_to.label)} in " if claim.attributed_to is not None else ""
    return f"“{escape(text)}” ({by}{escape(claim.doc)})"


def _excerpt(claim: Claim) -> str:
    """The sentence, or if it is long the part of it around the words that make the claim."""
    text = claim.sentence.text
    if len(text) <= SENTENCE_LENGTH:
        return text
    spans = (claim.subject, claim.cue, claim.object)
    middle = (min(span.start for span in spans) + max(span.end for span in spans)) // 2 - claim.sentence.start
    start = max(0, min(middle - SENTENCE_LENGTH // 2, len(text) - SENTENCE_LENGTH))
    end = start + SENTENCE_LENGTH
    before, part, after = text[:start], text[start:end], text[end:]
    if before:
        part = "… " + part.partition(" ")[2]
    return part.rpartition(" ")[0] + " …" if after else part


def _heading(text: str) -> Iterator[str]:
    yield f"## {text}"
    yield ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(escape(str(cell)) for cell in row)} |"


def _count(things: Sized, noun: str) -> str:
    return _number(len(things), noun)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
