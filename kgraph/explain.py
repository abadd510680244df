"""A claim explained: its words in the sentence, the rule that fired, why each mention stands for its actor."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.model import Claim, Mention


def marked_sentence(claim: Claim) -> str:
    """The sentence with subject, cue and object in brackets: `[subject Iran] [cue backs] [object the group]`."""
    marks = sorted(_marks(claim), key=lambda mark: (mark[0], mark[1]), reverse=True)
    text = claim.sentence.text
    for position, _, bracket in marks:
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
    ]
    return [(heading, " ".join(line.split())) for heading, line in lines]


def _marks(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Brackets with their positions; at one position the closing ones come first, then the wider span's opening one."""
    spans = (("subject", claim.subject), ("cue", claim.cue), ("object", claim.object))
    for name, span in spans:
        start, end = span.start - claim.sentence.start, span.end - claim.sentence.start
        if 0 <= start < end <= len(claim.sentence.text):
            yield end, start - end, "]"
            yield start, len(claim.sentence.text) - (end - start), f"[{name} "


def _why(mention: Mention) -> str:
    reason = f": {mention.rule}" if mention.rule else ""
    return f"“{mention.surface}” is {mention.actor.label} ({mention.actor.type}, {mention.kind.value}){reason}"
