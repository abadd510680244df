"""Which language a text is in, as py3langid's model says, which comes with it and needs no network."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHORT = 200
"""Letters below which a text's language is not asked for: names alone would decide it."""
UNLIKELY = 1e-6
"""The probability of being in the wanted language below which a text is not. Lists of Arabic names stay above 1e-4."""
HEAD = 20_000
"""Characters by which the language is told."""
LATIN = "\u0250"
"""The first character behind the Latin letters."""


def other_language(text: str, language: str) -> str | None:
    """The ISO 639 code of the language that a text is in, if that is surely another one; None if not."""
    head = text[:HEAD]
    # Quotations in other scripts say little about what stands around them.
    latin = "".join(character if character < LATIN else " " for character in head)
    head = latin if _letters(latin) >= SHORT else head
    if _letters(head) < SHORT:
        return None
    found = _identifier().rank(head)
    return str(found[0][0]) if dict(found).get(language, 0.0) < UNLIKELY else None


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
