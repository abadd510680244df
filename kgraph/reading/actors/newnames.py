"""Names that only the document knows: a new actor for each, and what kind of body it is by its last noun."""

from __future__ import annotations

import re

from kgraph.ontology.keys import name_key, without_articles
from kgraph.reading.actors.candidates import PLACE, Candidate, new_actor
from kgraph.reading.actors.nameless import BODY_WORDS

# What a body is by the last noun of its name.
_KINDS = {
    "ArmedGroup": frozenset("brigade battalion regiment militia army force guard front legion commando".split()),
    "Party": frozenset({"party", "movement"}),
    "Company": frozenset({"company", "corporation", "holding", "airline"}),
}


def is_full(candidate: Candidate) -> bool:
    """Whether a name has two words or more, articles aside."""
    return len(without_articles(name_key(candidate.surface))) > 1


def settle_new(candidate: Candidate) -> None:
    """Settle a name as an actor of its own, unless the words are a plain place or an adjective."""
    if candidate.entries or candidate.type == PLACE or candidate.token.tag_.startswith("JJ"):
        return
    if candidate.surface.lower() in BODY_WORDS:
        return  # "the Council", of which the document has none or two
    words = candidate.surface.split()
    label = " ".join(words).strip("@#")
    if candidate.type == "Organisation" and len(words) > 1:
        candidate.type = _kind_of_body(label)
    if len(label) > 1:
        candidate.settle(new_actor(label, candidate.type), "named in this document only")


def _kind_of_body(name: str) -> str:
    """What a body without an entry is by the last noun of its name: a Renewal Party, an Army of Liberation."""
    noun = re.split(r" (?:of|for|in|de|del) ", name)[0].split()[-1].casefold()
    kinds = (kind for kind, nouns in _KINDS.items() if noun.removesuffix("s") in nouns)
    return next(kinds, "Organisation")
