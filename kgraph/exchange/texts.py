"""The text of a document of which only claims are known: what they quote, and a placeholder for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.errors import InputError
from kgraph.model import Claim

UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for each character that no claim quotes. Such a text ends with it, since nobody knows where it ends."""


def with_quotes(text: str, claims: Iterable[tuple[Claim, str]]) -> str:
    """The text with what the claims quote, in the place of unknown characters; every offset stays what it is.

    An empty text is wholly unknown. Raises InputError, which names the place of the claim that the text gainsays.
    """
    if text and not text.endswith(UNKNOWN):
        for claim, where in claims:
            for start, words, what in _quotes(claim):
                if text[start : start + len(words)] != words:
                    raise _error(claim, where, what, start)
        return text
    characters = list(text)
    for claim, where in claims:
        for start, words, what in _quotes(claim):
            characters += UNKNOWN * (start + len(words) - len(characters))
            for place, character in enumerate(words, start):
                if characters[place] not in (UNKNOWN, character):
                    raise _error(claim, where, what, start)
                characters[place] = character
    return "".join(characters).rstrip(UNKNOWN) + UNKNOWN


def _quotes(claim: Claim) -> Iterator[tuple[int, str, str]]:
    """Where each part of a claim begins, its words, and how it is called."""
    yield claim.sentence.start, claim.sentence.text, "sentence"
    yield claim.subject.start, claim.subject.surface, "subject"
    yield claim.cue.start, claim.cue.surface, "cue"
    yield claim.object.start, claim.object.surface, "object"


def _error(claim: Claim, where: str, what: str, start: int) -> InputError:
    return InputError(f"{where}: '{what}' is not what stands in '{claim.doc}' from character {start}")
