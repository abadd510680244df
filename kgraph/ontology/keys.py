"""How names are compared: the key under which two spellings of one name are the same."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

Key = tuple[str, ...]

_SPLIT = re.compile(r"[^0-9a-z]+")
# The Arabic article in its spellings, also before sun letters.
ARTICLES = frozenset({"al", "el", "ul", "ad", "ed", "ar", "as", "es", "ash", "esh", "at", "et", "an", "en", "az", "ez"})


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """A word in lower-case ASCII letters and digits only: "Türkiye" → "turkiye", "U.S." → "us"."""
    return _SPLIT.sub("", anyascii(word).casefold())


@lru_cache(maxsize=65536)
def name_key(name: str) -> Key:
    """A name as a tuple of word keys, hyphens opened: "Al-Kadhimi's" → ("al", "kadhimi"), "G7+" → ("g7", "plus")."""
    text = anyascii(name).casefold().replace("+", " plus ")
    text = re.sub(r"[’'`]s\b", "", text)
    words = [re.sub(r"[^0-9a-z]", "", word) for word in re.split(r"[\s\-–—_/]+", text)]
    words = [word for word in words if word]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def without_articles(key: Key) -> Key:
    """The key without Arabic articles, unless nothing else is left."""
    kept = tuple(word for word in key if word not in ARTICLES)
    return kept or key
