"""Which texts are copies of each other: the same words, or most of the same runs of words.

The measure is Broder's resemblance of texts (1997): the part that two texts share of all runs of five words that either
has. It is estimated by minimum hashes in bands, so that texts are not compared pair by pair: alike are those that share
the key of a band. With 16 bands of 8 hashes that holds for 6 of 100 pairs of resemblance 0.5, 61 of 0.7, 95 of 0.8
and all of 1; the seeds, on related events, stay below 0.01. Case, punctuation and line breaks do not count.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

RUN = 5
"""Words of a run."""
SHORT = 50
"""Words below which a text is a copy only if it has all the same words: there a single other one may say it all."""
BANDS, ROWS = 16, 8
"""How many keys a text has, and from how many minimum hashes each is made."""
BATCH = 10_000
"""Runs that are hashed at a time, to bound the memory that this takes."""

_WORD = re.compile(r"\w+")


def likeness_keys(text: str) -> list[str]:
    """The keys of a text; texts that have one in common are alike."""
    from datasketch import MinHash

    words = _WORD.findall(text.casefold()) or [text.strip()]
    if len(words) < SHORT:
        return [f"all:{_digest(' '.join(words).encode())}"]
    # The scheme is named, since keys that were stored must be those that are computed later.
    hashes = MinHash(BANDS * ROWS, seed=1, scheme="affine32")
    runs = [" ".join(words[at : at + RUN]).encode() for at in range(len(words) - RUN + 1)]
    for at in range(0, len(runs), BATCH):
        hashes.update_batch(runs[at : at + BATCH])
    values = hashes.hashvalues
    return [f"{n}:{_digest(values[n * ROWS :][:ROWS].tobytes())}" for n in range(BANDS)]


def alike(keys: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The names in groups of those whose texts are alike, directly or through others, by the keys of each; sorted."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name, its in keys.items():
        for key in its:
            holders[key].append(name)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for name in sorted(keys):
        group, waiting = [], [] if name in seen else [name]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.append(one)
                # Whoever holds a key is met once, so that this stays linear.
                waiting += (other for key in keys[one] for other in holders.pop(key, ()))
        if group:
            groups.append(sorted(group))
    return groups


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def oldest_first(groups: Iterable[list[str]], date: Callable[[str], str | None]) -> list[list[str]]:
    """The groups, each by the ISO 8601 dates of its members; those without a date come last, in the order of names."""

    def age(name: str) -> tuple[bool, str, str]:
        day = date(name)
        return not day, day or "", name

    return [sorted(group, key=age) if len(group) > 1 else group for group in groups]
