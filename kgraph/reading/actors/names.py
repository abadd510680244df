"""The measure of likeness of names: spellings of one foreign name differ in vowels, doublings and some consonants.

Two words are spellings of one name if they are written alike after *folding*, which writes one sound one way (kh and k,
w and v, ou and u, tsch and c); or if the consonants that remain fall into the same classes and the rest is similar
enough. There are two such classings, since some letters pull both ways: by *place*, where dh goes with d ("Adham",
"Adam"), and by the Arabic and Persian *skeleton*, where dh goes with z ("Kadhimi", "Kazimi"). Similarity is rapidfuzz's
Jaro-Winkler.

tests/test_names.py counts the errors on pairs from fifteen languages and shows what other thresholds would cost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kgraph.ontology.keys import Key, without_articles

THRESHOLD = 0.86  # of folded words with the same consonants by place
SKELETON_THRESHOLD = 0.80  # of words as they stand with the same skeleton
CLOSE = 0.92  # of first and last words, where one name has words that the other lacks
JOINED = 0.93  # of names written in one word and in two
SHORTEST = 4  # letters; shorter words are the same only if they fold alike

_FOLDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("tsch|tch|dsch|dzh", "c"),
        ("sch|sh", "s"),
        ("zh|j(?=[aeiou])|dj", "j"),
        ("kh|ck|q", "k"),
        ("gh", "g"),
        ("ch$|c$", "c"),
        ("ch", "k"),
        ("ph", "f"),
        ("w", "v"),
        ("dh", "d"),
        ("th", "t"),
        ("ts|tz", "z"),
        ("x", "ks"),
        ("ou|oo|ow(?=[^aeiou]|$)", "u"),
        ("ee|iy|ij|yi|yj", "i"),
        ("y", "i"),
        ("ei|ai|ay", "e"),
        ("h(?=[^aeiou]|$)", ""),
        (r"(.)\1+", r"\1"),
    )
]
_PLACES = str.maketrans("cszjkgqxdtbpfvw", "kkkkkkkkttbbfff")
_SKELETON = [
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
def folded(word: str) -> str:
    """A word key with one sound written one way: "tchernenko" and "chernenko" → "cernenko"."""
    for pattern, replacement in _FOLDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def places(word: str) -> str:
    """The classes of a word key's consonants by place: throat, teeth and lips; a first vowel counts as one."""
    text = folded(word)
    return _DOUBLE.sub(r"\1", (_initial(text) + _VOWELS.sub("", text[1:])).translate(_PLACES))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word key on which Arabic and Persian transliterations agree; a first vowel counts as one."""
    text = word
    for pattern, replacement in _SKELETON:
        text = pattern.sub(replacement, text)
    return _DOUBLE.sub(r"\1", _initial(text) + _VOWELS.sub("", text[1:]))


def _initial(text: str) -> str:
    return "a" if text[:1] and text[0] in "aeiouyj" else text[:1]


def same_word(a: str, b: str) -> bool:
    """Whether two word keys are spellings of one name."""
    if a == b or (min(len(a), len(b)) >= SHORTEST - 1 and folded(a) == folded(b)):
        return True
    if min(len(a), len(b)) < SHORTEST or _is_longer_by_a_vowel(a, b) or _is_longer_by_a_vowel(b, a):
        return False
    if places(a) == places(b) and likeness(folded(a), folded(b)) >= THRESHOLD:
        return True
    return skeleton(a) == skeleton(b) and likeness(a, b) >= SKELETON_THRESHOLD


def _is_longer_by_a_vowel(long: str, short: str) -> bool:
    """Whether a word is another with one vowel more at its end: Turchynova and Turchynov, Kerry and Kerr are two."""
    return len(long) == len(short) + 1 and long[:-1] == short and long[-1] in "aeiouy"


def _is_of_other_gender(man: str, woman: str) -> bool:
    """Whether two given names are a man's and a woman's: Luis and Luisa, Mario and Maria."""
    stem = woman[:-1]
    return woman.endswith("a") and (man == f"{stem}o" or (man == stem and stem[-2:-1] in set("aeiou")))


def likeness(a: str, b: str) -> float:
    """How alike two words are, from 0 to 1 (Jaro-Winkler)."""
    return float(JaroWinkler.similarity(a, b))


def same_name(a: Key, b: Key) -> bool:
    """Whether two full names, of two words or more, are spellings of one.

    First and last words agree, and all words of the shorter name are in the longer one; or the names differ only in
    where a word ends. A name of one word is never the same as another by likeness alone.
    """
    left, right = without_articles(a), without_articles(b)
    if left == right:
        return True
    if min(len(left), len(right)) < 2:
        return False
    if len(left) != len(right) and _same_joined("".join(left), "".join(right)):
        return True
    if not same_word(left[-1], right[-1]) or not _same_first(left, right):
        return False
    short, long = sorted((left, right), key=len)
    if len(short) == len(long):
        return all(same_word(x, y) for x, y in zip(short[1:-1], long[1:-1], strict=True))
    ends = likeness(folded(short[0]), folded(long[0])) + likeness(folded(short[-1]), folded(long[-1]))
    if ends < 2 * CLOSE:
        return False  # "Mohammad Sadiq" and "Mohammad Kazem Sadegh" are two men
    return all(any(same_word(word, other) for other in long) for word in short[1:-1])


def signatures(key: Key) -> frozenset[tuple[str, str]]:
    """The first and last word of a name by both classings, and the whole of it: names that share none differ."""
    words = without_articles(key)
    first, last = words[0], words[-1]
    return frozenset({(places(first), places(last)), (skeleton(first), skeleton(last)), ("", places("".join(words)))})


def _same_joined(a: str, b: str) -> bool:
    return places(a) == places(b) and likeness(folded(a), folded(b)) >= JOINED


def _same_first(left: Key, right: Key) -> bool:
    """First words agree; an initial may stand for one, and where surnames are equal its vowels may differ."""
    a, b = left[0], right[0]
    if _is_of_other_gender(a, b) or _is_of_other_gender(b, a):
        return False
    if same_word(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return left[-1] == right[-1] and skeleton(a) == skeleton(b) and min(len(a), len(b)) >= SHORTEST
