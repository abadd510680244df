"""Claims made by hand and by chance, for what shows them."""

from __future__ import annotations

import random

from kgraph import vocab
from kgraph.model import Actor, Claim, Cue, Factuality, Mention, MentionKind, Sentence

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 2">',
    "javascript:window.ran=3",
    "'+(window.ran=4)+'",
    "`${window.ran = 5}` {{ 7 * 7 }} {% raw %} <!-- \u2028 \u2029 &lt;b&gt;",
    "\u202e drawkcab | **bold** [a](javascript:window.ran=6) # heading",
]


def actor(label: str, type_: str = "State") -> Actor:
    return Actor(vocab.actor_iri(label), label, type_)


def make_claim(
    subject: Actor,
    relation: str,
    object_: Actor,
    words: str = "hits",
    *,
    before: str = "",
    after: str = ".",
    doc: str = "a.txt",
    start: int = 0,
    factuality: Factuality = Factuality.ASSERTED,
    by: Actor | None = None,
    confidence: float = 0.5,
    time: str | None = "2020-06",
) -> Claim:
    """A claim in the sentence "BEFORE SUBJECT WORDS OBJECT AFTER", which begins at the document's character `start`."""
    text, spans = before, []
    for part in (subject.label, words, object_.label):
        spans.append((start + len(text), start + len(text) + len(part), part))
        text += part + " "
    text = text[:-1] + after
    one, cue, other = spans
    return Claim(
        sentence=Sentence(doc, start, start + len(text), text),
        subject=Mention(doc, *one, subject, MentionKind.NAME),
        relation=relation,
        object=Mention(doc, *other, object_, MentionKind.NAME),
        cue=Cue(*cue),
        factuality=factuality,
        attributed_to=by,
        time=time,
        confidence=confidence,
        extractor="verb",
    )


def hostile_claims() -> list[Claim]:
    """Every hostile text as the label, the type, the sentence, the document's name and the source of a claim."""
    return [
        make_claim(
            actor(text, text), "attacks", actor("Iraq"), words=text, before=text, after=text, doc=text, by=actor(text)
        )
        for text in HOSTILE
    ]


def random_claims(actors: int, claims: int, seed: int = 1) -> list[Claim]:
    """Claims among so many actors, a few of whom take part in most."""
    chance = random.Random(seed)
    types = ("State", "Person", "Person", "ArmedGroup")
    known = [actor(f"Actor {number}", chance.choice(types)) for number in range(actors)]
    weights = [1 / (number + 1) for number in range(actors)]
    made = []
    for number in range(claims):
        subject, object_ = chance.choices(known, weights, k=2)
        # Everybody takes part at least once.
        subject = known[number] if number < actors else subject
        made.append(
            make_claim(
                subject,
                chance.choice(("backs", "meets", "attacks", "kills", "leads")),
                object_,
                doc=f"{chance.randrange(20)}.txt",
                start=number * 100,
                factuality=chance.choice(list(Factuality)),
                confidence=round(chance.random(), 2),
            )
        )
    return made
