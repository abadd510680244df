"""The measure of likeness of names: two spellings of one foreign name differ in vowels, articles and a few consonants.

A word's *skeleton* is what transliterations agree on: the consonants, with those that alphabets and habits confuse
written as one (kh and k, dh and z, q and k, ph and f, w and v). Where skeletons agree, rapidfuzz's Jaro-Winkler
similarity of the full spellings decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kgraph.ontology.keys import Key, without_articles

# Over 0.80, words with one skeleton are spellings of one name; see tests/test_names.py for the errors on name pairs.
THRESHOLD = 0.80
CLOSE = 0.92

_DIGRAPHS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("tch|tsch|ch|sch|sh|zh|cz|sz", "s"),
        ("kh|gh|q|ck|ch|x", "k"),
        ("dh|th|ts|tz|ds|dz|z", "z"),
        ("ph|v|w", "f"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("j|dj|g", "g"),
        ("p", "b"),
    )
]
_VOWELS = re.compile(r"[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word key on which its transliterations agree; a first vowel counts as one."""
    if not word:
        return ""
    text = word
    for pattern, replacement in _DIGRAPHS:
        text = pattern.sub(replacement, text)
    first = "a" if text[:1] in "aeiouy" else text[:1]
    return _DOUBLE.sub(r"\1", first + _VOWELS.sub("", text[1:]))


def same_word(a: str, b: str) -> bool:
    """Whether two word keys are spellings of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or skeleton(a) != skeleton(b):
        return False
    return likeness(a, b) >= THRESHOLD


def likeness(a: str, b: str) -> float:
    """How alike two word keys are, from 0 to 1 (Jaro-Winkler)."""
    return float(JaroWinkler.similarity(a, b))


def same_name(a: Key, b: Key) -> bool:
    """Whether two full names, of two words or more, are spellings of one.

    First and last words agree, and all words of the shorter name are in the longer one.
    A name of one word is never the same as another by likeness alone.
    """
    left, right = without_articles(a), without_articles(b)
    if left == right:
        return True
    if min(len(left), len(right)) < 2 or not same_word(left[-1], right[-1]):
        return False
    if not same_word(left[0], right[0]) and not _initial(left[0], right[0]):
        vowels_only = (
            left[-1] == right[-1] and skeleton(left[0]) == skeleton(right[0]) and min(len(left[0]), len(right[0])) > 3
        )
        if not vowels_only:
            return False
    short, long = sorted((left, right), key=len)
    if len(short) < len(long) and likeness(short[0], long[0]) + likeness(short[-1], long[-1]) < 2 * CLOSE:
        return False  # "Mohammad Sadiq" and "Mohammad Kazem Sadegh" are two men
    return all(any(same_word(word, other) for other in long) for word in short[1:-1])


def signature(key: Key) -> tuple[str, str]:
    """The skeletons of a full name's first and last word: names with different signatures are never the same."""
    words = without_articles(key)
    return skeleton(words[0]), skeleton(words[-1])


def _initial(a: str, b: str) -> bool:
    return min(len(a), len(b)) == 1 and a[0] == b[0]
