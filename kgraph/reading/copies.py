"""Documents of one text are read once, and what was read is told of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kgraph.model import Claim, Document, Mention, Reading
from kgraph.reading.circumstances.dating import document_date


def read_once(
    read: Callable[[Iterable[Document]], Iterator[Reading]], documents: Sequence[Document]
) -> Iterator[Reading]:
    """The reading of each document, in order; of those with the same text and date only the first is read."""
    keys = [(document.text, document_date(document)) for document in documents]
    left = Counter(keys)
    firsts = dict(zip(reversed(keys), reversed(documents), strict=True))
    kept: dict[tuple[str, date | None], Reading] = {}
    readings = read(document for key, document in zip(keys, documents, strict=True) if firsts[key] is document)
    for key, document in zip(keys, documents, strict=True):
        reading = kept.pop(key) if key in kept else next(readings)
        left[key] -= 1
        if left[key]:
            kept[key] = reading
        yield reading if firsts[key] is document else retold(reading, document)


def retold(reading: Reading, document: Document) -> Reading:
    """The reading as that of another document with the same text."""

    def mention(each: Mention) -> Mention:
        return replace(each, doc=document.id)

    def claim(each: Claim) -> Claim:
        sentence = replace(each.sentence, doc=document.id)
        return replace(each, sentence=sentence, subject=mention(each.subject), object=mention(each.object))

    return replace(
        reading,
        document=document,
        sentences=tuple(replace(sentence, doc=document.id) for sentence in reading.sentences),
        mentions=tuple(map(mention, reading.mentions)),
        claims=tuple(map(claim, reading.claims)),
    )
