"""Capitalised words that name no actor: titles and fragments of them, months, things, events and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.ontology.records import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "-", "'s", "’s", ",", "."})
_LED = frozenset("commander leader spokesman head chief founder force fighter soldier member militant wing".split())
_AFTER_HEAD = frozenset({"of", "for", "on", "to", "in"})
# Capitalised alone, these words mean the body of that name which the document has.
BODY_WORDS = frozenset(
    """council front union party movement commission congress assembly senate house court mission agency league emirate
    authority committee alliance coalition federation brigade army tribunal parliament ministry directorate""".split()
)


class Nameless:
    """Tells names from words that only have a capital."""

    def __init__(self, ontology: Ontology) -> None:
        cues = ontology.cues
        self._things = cues.thing_nouns
        self._groups = frozenset(noun for noun, types in cues.actor_nouns.items() if types & {"Body", "ArmedGroup"})
        self._common = cues.common_words | cues.honorifics | frozenset(cues.actor_nouns)
        self._titles = frozenset(n for n, types in cues.actor_nouns.items() if "Person" in types) - {"national"}
        self._parts = frozenset(noun.casefold() for part in ontology.parts.values() for noun in part.nouns)

    def __call__(self, doc: Doc, start: int, end: int) -> bool:
        """Whether the words of an unknown name name nobody, so that they should not become an actor."""
        words = [token.lower_ for token in doc[start:end]]
        head = _head(words)
        if len(words) == 1 and head in self._things and start > 0 and doc[start - 1].pos_ == "PROPN":
            return True  # "the ASEAN Summit" is a thing of that organisation
        content = [word for word in words if word not in _SMALL]
        if len(content) > 1 and _is_led(doc, start):
            return False  # "the commander of the National Resistance"
        if not all(self.is_common(word) for word in content) or doc[start:end].text.lower() in self._parts:
            return False
        return not (_among(head, BODY_WORDS) or (_among(head, self._groups) and len(content) > 1))

    def is_noun(self, word: str) -> bool:
        """Whether a word is a noun for persons, groups or bodies: "the Speaker" is no name."""
        return word in self._titles or word in self._groups or word in self._parts

    def is_thing(self, doc: Doc, start: int, end: int) -> bool:
        """Whether a name is that of a thing, an event or a text: "Renaissance Dam", "Treaty of Lausanne"."""
        return end - start > 1 and _head([token.lower_ for token in doc[start:end]]) in self._things

    def is_body(self, doc: Doc, end: int) -> bool:
        """Whether a name ends as one of a body or group does: the "Special Task Force" has no honorific."""
        return _among(doc[end - 1].lower_, self._groups | BODY_WORDS)

    def titles(self, doc: Doc, start: int, end: int) -> int:
        """Where a name begins behind the titles in a run of capitals: "National Security Adviser" before a person."""
        name = start
        for i in range(start, end - 1):
            if not self.is_common(doc[i].lower_):
                break
            if doc[i].lower_ in self._titles and doc[i + 1].text[:1].isupper():
                name = i + 1
        return name

    def is_common(self, word: str) -> bool:
        """Whether a lower-case word, or its singular, is a title, a rank, a month or the like and no name."""
        return _among(word, self._common)


def _head(words: list[str]) -> str:
    """The word around which a name is built: the last before "of" and the like."""
    for i, word in enumerate(words):
        if word in _AFTER_HEAD and i > 0:
            return words[i - 1]
    return words[-1]


def _among(word: str, words: frozenset[str]) -> bool:
    """Whether a word or its singular is among some."""
    return word in words or (word.endswith("s") and word[:-1] in words)


def _is_led(doc: Doc, start: int) -> bool:
    """Whether somebody leads or speaks for what a name stands for, or it has fighters."""
    before = [t.lemma_.lower() for t in doc[max(0, start - 3) : start]]
    return len(before) == 3 and before[1:] == ["of", "the"] and before[0] in _LED
