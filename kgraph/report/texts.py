"""Texts of documents on one line, without what would steer or turn the line that shows them."""

from __future__ import annotations

import re

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """Text on one line, with a sign in the place of characters that control or turn what is written."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def inner(text: str) -> str:
    """The same for words between others: a blank at either end stays."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{plain(text)}{' ' if after and text.strip() else ''}"
