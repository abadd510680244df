"""Confidence: how likely a claim is to be right, told from how it was read.

An additive model: every trait of a finding adds its weight, and the logistic curve makes the sum a probability. The
weights stand in `confidence.toml` beside this module; `benchmarks/calibrate.py` fits them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from math import log2, tanh
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors import Finding, View

if TYPE_CHECKING:
    from spacy.tokens import Token

Traits = Mapping[str, float]
Confidence = Callable[[str, Finding, View], float]
"""From an extractor's name, its finding and the sentence to a figure from 0 to 1."""

WEIGHTS = "confidence.toml"
LEAST, MOST = 0.02, 0.98
MAX_EXAMPLES = 3
_SUBORDINATE = frozenset({"conj", "relcl", "acl", "xcomp", "ccomp", "pcomp", "advcl"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})


class AdditiveConfidence:
    """The model that comes with kgraph; other weights can be given."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = read_weights() if weights is None else weights

    def __call__(self, extractor: str, finding: Finding, view: View) -> float:
        """The finding's own figure if its extractor gave one, else what its traits amount to, on two decimals."""
        if finding.confidence is not None:
            return finding.confidence
        return self.of(traits(extractor, finding, view))

    def of(self, found: Traits) -> float:
        """The probability that the traits amount to; a trait without a weight counts for nothing."""
        total = sum(self._weights.get(name, 0.0) * value for name, value in found.items())
        # The logistic curve, written so that no exponential can overflow.
        return round(min(max((1 + tanh(total / 2)) / 2, LEAST), MOST), 2)


def read_weights() -> dict[str, float]:
    """The weights by trait, as they come with kgraph."""
    table = tomllib.loads(files("kgraph.reading").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in table["weights"].items()}


def traits(extractor: str, finding: Finding, view: View) -> dict[str, float]:
    """What about a finding speaks for or against it; traits of its ends are summed over both."""
    found = {"base": 1.0, f"extractor-{extractor}": 1.0}
    if finding.use is not None:
        found["examples"] = float(min(len(finding.use.frame.examples), MAX_EXAMPLES))
    found["title"] = float(finding.anchor.dep_ == "compound")
    found["subordinate"] = float(finding.anchor.dep_ in _SUBORDINATE)
    found["unusual-parse"] = float(_is_unusual(view))
    cue = _cue_words(finding, view)
    for end in (finding.subject, finding.object):
        for name, value in _end_traits(end, cue, view):
            found[name] = found.get(name, 0.0) + value
    return found


def _end_traits(end: Candidate, cue: list[Token], view: View) -> Iterator[tuple[str, float]]:
    yield _resolution(end, view), 1.0
    if end.passage.doc is not view.span.doc:
        # What "both of them" stand for was named in another passage.
        yield "word-gap", log2(1 + len(view.span))
        return
    yield "word-gap", log2(1 + min(abs(word.i - end.head) for word in cue))
    yield "owner", float(_is_owner(end, cue))
    yield "listed", float(end.token.dep_ == "conj")


def _resolution(end: Candidate, view: View) -> str:
    """How it was settled which actor an end is."""
    assert end.actor is not None
    known = end.actor.id in view.ontology.actors
    if end.kind is MentionKind.PRONOUN:
        return "pronoun"
    if end.kind is MentionKind.NAME:
        return "name-known" if known else "name-new"
    return "description" if end.antecedents or known else "description-own"


def _cue_words(finding: Finding, view: View) -> list[Token]:
    """The anchor, and the first and last word of the cue."""
    start, end = finding.cue
    words = [token for token in view.span if start <= token.idx < end]
    return [finding.anchor, *words[:1], *words[-1:]]


def _is_owner(end: Candidate, cue: list[Token]) -> bool:
    """Whether an end only qualifies a noun that stands in its place: "Iran's missiles struck", "Iranian jets"."""
    if end.token.dep_ == "poss":
        return True
    return end.token.dep_ in _BEFORE_NOUN and end.token.head.i not in {word.i for word in cue}


def _is_unusual(view: View) -> bool:
    """Whether the parser saw no verb at the top of the sentence, or did not know what to make of a word."""
    return view.span.root.pos_ not in {"VERB", "AUX"} or any(token.dep_ == "dep" for token in view.span)
