"""Readings made of plain sentences, "Raham Yaqoub attacked Iran.", whose ends are known actors or not."""

from __future__ import annotations

import re

from conftest import ACTORS

from kgraph.model import Actor, Claim, Cue, Document, Mention, Reading, Sentence
from kgraph.vocab import actor_iri


def told(doc: str, *sentences: str, type_: str = "Person", **types: str) -> Reading:
    """A reading with a claim a sentence; unknown names have the type given for their first word, else `type_`."""
    text = " ".join(sentences)
    spans = [Sentence(doc, text.index(each), text.index(each) + len(each), each) for each in sentences]
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for span in spans:
        found = re.fullmatch(r"(.+) (attacked) (.+)\.", span.text)
        assert found is not None, span.text
        ends = [_mention(doc, span.start + found.start(i), found[i], types, type_) for i in (1, 3)]
        cue = Cue(span.start + found.start(2), span.start + found.end(2), found[2])
        mentions += ends
        claims.append(Claim(span, ends[0], "attacks", ends[1], cue, confidence=0.8, extractor="verb"))
    return Reading(Document(doc, text), tuple(spans), tuple(mentions), tuple(claims))


def _mention(doc: str, start: int, words: str, types: dict[str, str], type_: str) -> Mention:
    actor = ACTORS.get(words) or Actor(actor_iri(words), words, types.get(words.split()[0], type_))
    return Mention(doc, start, start + len(words), words, actor, rule="named in the test")
