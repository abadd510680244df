"""The frames by the word that they hang on, both spellings of English included."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.ontology.patterns import Pattern
from kgraph.ontology.records import Frame, FrameKind, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

ANY = "*"  # the head of patterns that any verb may have: "X * alongside Y"
_SPELLINGS = (
    (re.compile(r"is(e|ation|er)$"), r"iz\1"),
    (re.compile(r"iz(e|ation|er)$"), r"is\1"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"isation$"), "ization"),
    (re.compile(r"yse$"), "yze"),
)


@dataclass(frozen=True, slots=True)
class Use:
    """One pattern of one frame, and how much it asks for: of two that match, the more specific is meant.

    `starts` are the words of which its first must be one, where it has words of its own; `modifiers` those of each word
    beside a role.
    """

    frame: Frame
    pattern: Pattern
    specificity: int = field(init=False)
    starts: frozenset[str] | None = field(init=False)
    modifiers: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep what is asked of it for every word of a text."""
        p = self.pattern
        object.__setattr__(self, "specificity", _specificity(self.frame, p))
        object.__setattr__(self, "starts", p.words[0] if p.words and p.head != ANY else None)
        object.__setattr__(self, "modifiers", tuple(frozenset(m.split("|")) for m in p.modifiers))

    @property
    def rule(self) -> str:
        """The frame's name and the pattern, for the claim's record."""
        return f"{self.frame.iri.rsplit('/', 1)[-1]}: {self.pattern.text}"


def _specificity(frame: Frame, p: Pattern) -> int:
    types = bool(frame.x_types) + bool(frame.y_types)
    words = sum(1 if ANY in each else 2 for each in p.words)  # "impose * on" asks less than "impose sanction on"
    return words + 2 * (len(p.tail) + len(p.modifiers)) + bool(p.prepositions) + p.clause + types


class Lexicon:
    """Looks up frames: verbs, event nouns, roles and adjectives by lemma, hyphenated adjectives by affix."""

    def __init__(self, ontology: Ontology) -> None:
        self._uses: dict[tuple[FrameKind, str], list[Use]] = defaultdict(list)
        self._affixes: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for frame in ontology.frames:
            for pattern in frame.patterns:
                use = Use(frame, pattern)
                if pattern.affix:
                    self._affixes[pattern.affix, pattern.head].append(use)
                    continue
                for head in pattern.head.split("|"):
                    for spelling in spellings(head.casefold()):
                        self._uses[frame.kind, spelling].append(use)

        self._adverbials: dict[str, list[int]] = defaultdict(list)
        for i, use in enumerate(self.verbs(ANY)):
            for word in (use.pattern.words or (use.pattern.prepositions,))[0]:
                self._adverbials[word].append(i)

    def verbs(self, lemma: str) -> list[Use]:
        """The verb frames of a lemma."""
        return self._uses.get((FrameKind.VERB, lemma), [])

    def adverbials(self, words: Collection[str]) -> list[Use]:
        """The patterns of adverbials that any verb may have, as far as their first word is one of these."""
        found = {i for word in words for i in self._adverbials.get(word, ())}
        uses = self.verbs(ANY)
        return [uses[i] for i in sorted(found)]

    def nouns(self, lemma: str) -> list[Use]:
        """The event nouns of a lemma."""
        return self._uses.get((FrameKind.NOUN, lemma), [])

    def roles(self, lemma: str) -> list[Use]:
        """The role nouns of a lemma."""
        return self._uses.get((FrameKind.ROLE, lemma), [])

    def adjectives(self, lemma: str) -> list[Use]:
        """The adjectives of a lemma."""
        return self._uses.get((FrameKind.ADJECTIVE, lemma), [])

    def prefixed(self, prefix: str) -> list[Use]:
        """The frames of "pro-Y X" for its prefix."""
        return self._affixes.get(("prefix", prefix), [])

    def suffixed(self, suffix: str) -> list[Use]:
        """The frames of "X-backed Y" for its second half."""
        return self._affixes.get(("suffix", suffix), [])


def lemmas(verb: Token) -> list[str]:
    """The base forms that a verb may have: the lemmatizer's, and what is left without its ending ("waged" → "wage")."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    forms = [lemma]
    for ending, tags in (("d", {"VBD", "VBN"}), ("ed", {"VBD", "VBN"}), ("ing", {"VBG"}), ("s", {"VBZ"})):
        if not word.endswith(ending) or not (verb.tag_ in tags or (ending == "ing" and lemma == word)):
            continue
        stem = word[: -len(ending)]
        if lemma[-1:] != "e":
            forms.extend([stem, stem + "e"] if ending == "ing" else [stem])
        if stem[-1:] == stem[-2:-1] and stem[-1:] not in "aeiou" and lemma in {stem, stem + "e"}:
            forms.append(stem[:-1])  # "wiretapped", which the lemmatizer takes for a form of "wiretappe"
    return list(dict.fromkeys(forms))


def spellings(word: str) -> list[str]:
    """The word in British and American spelling."""
    return list(dict.fromkeys([word, *(pattern.sub(to, word) for pattern, to in _SPELLINGS)]))
