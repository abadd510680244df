"""For whoever writes an extractor: the one suite that every extractor has to pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kgraph import ontology
from kgraph.model import Document
from kgraph.reading import Reader
from kgraph.reading.extractors import Extractor, Finding, View
from kgraph.reading.extractors.contract import breach

PLAIN = (
    "Kenya backs the rebels, and Uganda, an ally of Rwanda, condemned Kenya's support for them.",
    "The French president met Angela Merkel in Berlin, where they agreed to impose sanctions on Belarus.",
    "Pro-Russian separatists were accused by Ukraine of shelling its troops; Moscow denied that it had armed them.",
    "Talks between Armenia, Azerbaijan and Turkey failed after the killing of a Turkish general by Armenian forces.",
    "He never wanted to attack Chad, he said, but Chad's US-backed government would not stop threatening him.",
)
ODD = (
    "Peru",
    "No.",
    '...!? — ("…") ;;; ###',
    "CHILE THREATENS BOLIVIA!!! #StandWithBolivia @chile 🇨🇱 https://example.org/a?b=c&d=<e>",
    "Iran Iran Iran Iraq of of the, and or against who whom whose by by to.",
    "\u202eChina\u202c met \x07India\u200b in\tNe\u0301pal’s “capital”",
    "; ".join(f"Spain blamed Portugal for raid {i}" for i in range(150)) + ".",
)


def check_extractor(extractor: Extractor, *texts: str) -> None:
    """Check an extractor by the contract, on plain sentences, on odd ones and on `texts` of your own.

    Raises AssertionError with a sentence that says what is wrong. It does not tell whether the findings are right.
    """
    _check_words(extractor)
    for view in (*_views(*PLAIN, *ODD), *_views(*texts)):
        _check_view(extractor, view)
        _check_view(extractor, replace(view, span=view.span.doc[0:0]))


def _require(condition: object, problem: str) -> None:
    """An assertion that `python -O` keeps."""
    if not condition:
        raise AssertionError(problem)


def _check_words(extractor: Extractor) -> None:
    name, describe = getattr(extractor, "name", None), getattr(extractor, "describe", None)
    is_word = isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9_-]*", name)
    _require(is_word, f"'name' is {name!r}; it must be a lower-case word")
    is_line = isinstance(describe, str) and describe.strip() and len(describe.splitlines()) == 1
    _require(is_line, f"'describe' of '{name}' is {describe!r}; it must be one line of text")
    _require(callable(getattr(extractor, "extract", None)), f"'{name}' has no function 'extract'")


def _check_view(extractor: Extractor, view: View) -> None:
    first = _findings(extractor, view)
    where = f"'{extractor.name}' on {_shown(view)}"
    for finding in first:
        _require(isinstance(finding, Finding), f"{where} gives {finding!r}, which is no Finding")
        problem = breach(view, finding)
        _require(problem is None, f"{where}: {problem}")
        _require(finding.rule, f"{where}: a finding has an empty rule")
    again = _findings(extractor, view)
    _require(list(map(_key, first)) == list(map(_key, again)), f"{where} does not find the same a second time")


def _findings(extractor: Extractor, view: View) -> list[Finding]:
    try:
        return list(extractor.extract(view))
    except Exception as error:
        raise AssertionError(
            f"'{extractor.name}' fails on {_shown(view)} with {type(error).__name__}: {error}"
        ) from error


def _shown(view: View) -> str:
    text = view.span.text
    return f"the sentence {text[:60]!r}{'…' if len(text) > 60 else ''}"


def _key(finding: Finding) -> tuple[object, ...]:
    ends = tuple((end.start, end.end, end.actor) for end in (finding.subject, finding.object))
    return (*ends, finding.relation, finding.anchor.i, finding.cue, finding.rule, finding.confidence)


@cache
def _reader() -> Reader:
    return Reader(ontology.load(), extractors=())


def _views(*texts: str) -> Iterator[View]:
    """The sentences of texts as an extractor sees them, read with the ontology and the pipeline of kgraph."""
    reader = _reader()
    for document, passages in reader.parse(Document(str(number), text) for number, text in enumerate(texts)):
        yield from (view for _, _, view in reader.views(reader.settle(document, passages)))
