"""A claim explained: its words in the sentence, the rule that fired, why each mention stands for its actor."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.model import Claim, Mention


def marked_sentence(claim: Claim) -> str:
    """The sentence with subject, cue and object in brackets: `[subject Iran] [cue backs] [object the group]`."""
    brackets = sorted(_brackets(claim), key=lambda mark: (mark[0], mark[1]), reverse=True)
    text = claim.sentence.text
    for position, _, bracket in brackets:
        text = text[:position] + bracket + text[position:]
    return " ".join(text.split())


def explanation(claim: Claim) -> list[tuple[str, str]]:
    """The lines of the explanation, each with its heading."""
    lines = [
        ("claim", claim.id),
        ("says", f"{claim.subject.actor.label} –{claim.relation}→ {claim.object.actor.label}"),
        ("sentence", marked_sentence(claim)),
        ("document", f"{claim.doc}, characters {claim.sentence.start} to {claim.sentence.end}"),
        ("rule", f"{claim.rule or 'unnamed'} (extractor: {claim.extractor or 'unnamed'})"),
        ("cue", f"“{claim.cue.surface}”"),
        ("subject", _why(claim.subject)),
        ("object", _why(claim.object)),
        ("factuality", claim.factuality.value),
        ("said by", claim.attributed_to.label if claim.attributed_to else "the text itself"),
        ("time", claim.time or "not given"),
        ("confidence", f"{claim.confidence:g}"),
        *((("verdict", claim.verdict.value),) if claim.verdict else ()),
    ]
    return [(heading, " ".join(line.split())) for heading, line in lines]


def marks(claim: Claim) -> list[tuple[str, int, int]]:
    """Subject, cue and object with their offsets in the sentence; one that lies outside it is left out."""
    spans = (("subject", claim.subject), ("cue", claim.cue), ("object", claim.object))
    offset, length = claim.sentence.start, len(claim.sentence.text)
    places = [(name, span.start - offset, span.end - offset) for name, span in spans]
    return [place for place in places if 0 <= place[1] < place[2] <= length]


def _brackets(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Brackets with their positions; at one position the closing ones come first, then the wider span's opening one."""
    for name, start, end in marks(claim):
        yield end, start - end, "]"
        yield start, len(claim.sentence.text) - (end - start), f"[{name} "


def _why(mention: Mention) -> str:
    reason = f": {mention.rule}" if mention.rule else ""
    return f"“{mention.surface}” is {mention.actor.label} ({mention.actor.type}, {mention.kind.value}){reason}"
