"""A mention on its way: where it stands, whether it is plural, and its finished record."""

from __future__ import annotations

import pytest
from parses import found, known, passage, resolved, surface

from kgraph.model import Document, MentionKind

SENTENCE = (
    "The/DT/det/rebels rebels=rebel/NNS/nsubj/met met=meet/VBD/ROOT Iran/NNP/dobj/met and/CC/cc/Iran "
    "Iraq/NNP/conj/Iran ."
)


def test_a_settled_candidate_becomes_a_mention() -> None:
    text = "0123456789The rebels met Iran and Iraq."
    candidate = surface(found(passage(SENTENCE, start=10)), "Iran")
    candidate.settle(known("Iran"), "because")
    mention = candidate.to_mention(Document("a.txt", text))
    assert (mention.doc, mention.start, mention.end, mention.surface) == ("a.txt", 25, 29, "Iran")
    assert (mention.actor, mention.kind, mention.rule) == (known("Iran"), MentionKind.NAME, "because")


def test_the_mention_has_the_words_of_the_document() -> None:
    candidate = surface(resolved(passage("Saudi/NNP/compound/Arabia Arabia/NNP/ROOT")), "Saudi Arabia")
    assert candidate.to_mention(Document("a", "Saudi\nArabia")).surface == "Saudi\nArabia"


def test_an_open_candidate_is_no_mention() -> None:
    candidate = surface(found(passage(SENTENCE)), "rebels")
    with pytest.raises(ValueError, match="'rebels' is not resolved"):
        candidate.to_mention(Document("a", ""))


def test_plurals_are_words_or_lists() -> None:
    candidates = found(passage(SENTENCE))
    assert [(c.surface, c.plural) for c in candidates] == [("rebels", True), ("Iran", True), ("Iraq", False)]


def test_a_name_never_means_several() -> None:
    candidates = found(passage(SENTENCE))
    rebels, iran, iraq = candidates
    iran.settle(known("Iran"), "")
    iraq.settle(known("Iraq"), "")
    rebels.antecedents = [iran, iraq]
    assert rebels.means_several
    rebels.kind = MentionKind.NAME
    assert not rebels.means_several
