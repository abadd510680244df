"""Bytes to text: UTF-8 first, others by their mark or by what the bytes look like."""

from __future__ import annotations

import codecs

from kgraph.documents.file import File
from kgraph.errors import InputError

# The longer marks come first, since UTF-32's begins with UTF-16's. The codecs drop the mark.
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE = 200_000
"""Bytes, from the first that is not UTF-8, by which an encoding is guessed."""
USUAL = "cp1252"


def decode(file: File, declared: str | None = None) -> str:
    """The text of a file without its byte order mark; line ends stay.

    `declared` is an encoding that the file itself names, for what is not UTF-8. Raises InputError for what is binary,
    damaged or empty.
    """
    raw = file.data
    mark = next((mark for mark in MARKS if raw.startswith(mark)), None)
    if mark is not None:
        text = _marked(file, MARKS[mark])
    else:
        if b"\0" in raw:
            raise InputError(
                f"{file.where}: this is a binary file (a NUL byte at offset {raw.index(0)}); give its text"
            )
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _guessed(file, error, declared)
    if "\0" in text:
        raise InputError(f"{file.where}: the text holds a NUL character at offset {text.index(chr(0))}; take it out")
    if not text.strip():
        raise InputError(f"{file.where}: the file is empty; leave it out or put text into it")
    return text


def _marked(file: File, encoding: str) -> str:
    try:
        return file.data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        # The codec counts behind UTF-8's mark; the user's editor counts from the start of the file.
        offset = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        raise InputError(
            f"{file.where}: by its mark this is {name}, but it is not {name} at byte {offset}; save it as UTF-8"
        ) from error


def _guessed(file: File, error: UnicodeDecodeError, declared: str | None) -> str:
    raw = file.data
    damaged = raw.decode("utf-8", "replace")
    broken = damaged.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(character > "\x7f" for character in damaged) - broken
    # In other encodings few bytes happen to make whole characters of UTF-8.
    if broken < whole:
        raise InputError(
            f"{file.where}: this is damaged UTF-8 (byte 0x{raw[error.start]:02x} at offset {error.start}); "
            "save it as UTF-8 again"
        ) from error
    for encoding in filter(None, (declared, _looks_like(raw[max(0, error.start - SAMPLE // 2) :][:SAMPLE]))):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError(
        f"{file.where}: this is not UTF-8 (byte 0x{raw[error.start]:02x} at offset {error.start}), nor any other "
        "encoding that can be told; save it as UTF-8"
    ) from error


def _looks_like(sample: bytes) -> str | None:
    """The encoding that the bytes look most like; None if like none."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample)
    best = found.best()
    if best is None:
        return None
    # Between encodings that fit as well as each other, the one that most texts in Western languages have.
    usual = any(USUAL in match.could_be_from_charset and match.chaos <= best.chaos for match in found)
    return USUAL if usual else best.encoding
