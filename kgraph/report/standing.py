"""Sections on how actors stand to each other: blocs, friends and rivals, and what is contested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kgraph.model import Claim, Factuality
from kgraph.network import communities, frustration, signs
from kgraph.network.signed import sign_of
from kgraph.report.blocks import Block, Heading, Item, Line, Listing, Paragraph, Strong
from kgraph.report.evidence import speaker
from kgraph.report.material import Material, number

BLOCS = 6
MEMBERS = 12
PAIRS = 6
CONTESTED = 6


def blocs(material: Material) -> Iterator[Block]:
    """The communities of several actors, the largest first, their most written-about actors before others."""
    yield Heading("Who stands together")
    claims = dict(material.graph.degree(weight="weight"))
    groups = [group for group in communities(material.graph, method="signed") if len(group) > 1]
    if not groups:
        yield Paragraph(("Nobody, in these texts.",))
        return
    items = []
    for group in groups[:BLOCS]:
        ranked = sorted(group, key=lambda actor: (-claims[actor], material.labels[actor], actor))
        first, *others = (material.labels[actor] for actor in ranked[:MEMBERS])
        more = f", and {len(group) - MEMBERS} more" if len(group) > MEMBERS else ""
        items.append(Item((Strong(first), "".join(f", {name}" for name in others), more)))
    yield Listing(items)
    left = f" {number(len(groups) - BLOCS, 'smaller group')} not shown." if len(groups) > BLOCS else ""
    yield Paragraph(
        (
            "Groups with more cooperation and ties, and less conflict, among themselves than their activity lets "
            f"expect. Who is in a group need not be a friend of all others.{left}",
        )
    )


def friends_and_rivals(material: Material) -> Iterator[Block]:
    """The pairs for whom friendly claims most outweigh hostile ones, the other way round, and those between camps."""
    yield Heading("Friends and rivals")
    signed = signs(material.graph)
    if not signed.edges:
        yield Paragraph(("No cooperation and no conflict is asserted.",))
        return
    for sign, title in ((1, "Most cooperation and alignment:"), (-1, "Most conflict and rivalry:")):
        found = [(one, other, data["weight"]) for one, other, data in signed.edges(data=True) if data["sign"] == sign]
        found.sort(key=lambda pair: (-pair[2], material.labels[pair[0]], material.labels[pair[1]]))
        if found:
            yield Paragraph((title,))
            yield Listing([_pair(material, one, other, sign) for one, other, _ in found[:PAIRS]])
    yield from _camps(material)


def contested(material: Material) -> Iterator[Block]:
    """What one source asserts and another denies, with the surest sentence of either side."""
    yield Heading("What is contested")
    by_edge: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in material.claims:
        by_edge[claim.subject.actor.id, claim.relation, claim.object.actor.id].append(claim)
    found = [group for group in by_edge.values() if _is_contested(group, material)]
    found.sort(key=lambda group: (-len(group), group[0].subject.actor.label, group[0].object.actor.label))
    if not found:
        yield Paragraph(("Nothing that one source asserts is denied by another.",))
        return
    items = []
    for group in found[:CONTESTED]:
        sides = [[claim for claim in group if claim.factuality is each] for each in Factuality]
        counts = ", ".join(f"{each.value} {len(side)}" for each, side in zip(Factuality, sides, strict=True) if side)
        shown = [material.surest(side) for side in sides[:2]]
        items.append(Item((*material.says(group[0]), f" ({counts})"), tuple(shown)))
    yield Listing(items)
    if len(found) > CONTESTED:
        yield Paragraph((f"And {len(found) - CONTESTED} more.",))


def _pair(material: Material, one: str, other: str, sign: int) -> Item:
    """A pair with its claims of one sign, the surest of them, and how many there are of the other sign."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    for ends in ((one, other), (other, one)):
        for claim in material.by_pair.get(ends, ()):
            claims[sign_of(claim.relation, material.branch_of(claim).value)].append(claim)
    counts = Counter(material.ontology.label_of(claim.relation) for claim in claims[sign])
    relations = ", ".join(f"{label} {count}" for label, count in sorted(counts.items(), key=lambda p: (-p[1], p[0])))
    contrary = f"; {len(claims[-sign])} to the contrary" if claims[-sign] else ""
    ends_: Line = (Strong(material.labels[one]), " and ", Strong(material.labels[other]))
    said = f" ({number(len(claims[sign]), 'claim')}: {relations}{contrary})"
    return Item((*ends_, said), (material.surest(claims[sign]),))


def _camps(material: Material) -> Iterator[Block]:
    """How well two camps explain who is friend and who enemy, if there are circles of actors that could contradict."""
    found = frustration(material.graph)
    camps = max(found.camps, key=lambda each: len(found.circled.intersection(each.one + each.other)))
    sides = [found.circled.intersection(side) for side in (camps.one, camps.other)]
    if not any(sides):
        return
    least = "" if found.exact else "At least "
    yield Paragraph(
        (
            f"Do all fall into two camps, friends within and enemies across? {least}"
            f"{found.total - found.count} of {number(found.total, 'pair')} fit such a split; those whose friends and "
            "enemies make no circle cannot contradict it. The largest part of those who can, as two camps:",
        )
    )
    yield Listing([Item((_names(material, side),)) for side in sides if side])
    if found.pairs:
        pairs = "; ".join(f"{material.labels[one]} and {material.labels[other]}" for one, other in found.pairs[:PAIRS])
        more = f"; and {len(found.pairs) - PAIRS} more" if len(found.pairs) > PAIRS else ""
        yield Paragraph((f"Those who do not fit: {pairs}{more}.",))


def _names(material: Material, actors: Iterable[str]) -> str:
    """The names of a side, the most written-about first."""
    claims = dict(material.graph.degree(weight="weight"))
    ranked = sorted(actors, key=lambda actor: (-claims[actor], material.labels[actor], actor))
    more = f", and {len(ranked) - MEMBERS} more" if len(ranked) > MEMBERS else ""
    return ", ".join(material.labels[actor] for actor in ranked[:MEMBERS]) + more


def _is_contested(group: list[Claim], material: Material) -> bool:
    """Whether one source asserts what another denies."""
    asserting, denying = (
        {speaker(claim, material.documents) for claim in group if claim.factuality is each}
        for each in (Factuality.ASSERTED, Factuality.NEGATED)
    )
    return bool(asserting and denying) and len(asserting | denying) > 1
