"""Readings at random, of a few names in many spellings, so that identities, facts and dates come, go and move."""

from __future__ import annotations

import random
from dataclasses import replace

from conftest import ACTORS
from made_readings import told

from kgraph.model import Actor, Claim, Factuality, Provenance, Reading
from kgraph.vocab import actor_iri

NAMES = (
    *("Raham Yaqoub", "Reham Yaqoub", "Raham Yaqoob", "Rahem Yaqub"),
    *("Mohammad Jafari", "Mohammad Ali Jafari", "Mohammad Reza Jafari", "Mohamad Jafari"),
    *("Hassan Rouhani", "Hasan Rouhani", "Ms. Y", "Iran", "Iraq", "Chad", "Islamic Dawa Union", "Islamic Daawa Union"),
)
SOURCES = (None, "Wire", "Daily")
DATES = (None, "2020-01-01", "2020-03-05", "2021-07-30")
TIMES = (None, None, "2019-05", "2020-02/2020-04", "2022")
PROVENANCE = Provenance("1.0", "a_model", "3.8", "ab" * 32, ("noun", "verb"))


def random_reading(rng: random.Random, doc: str) -> Reading:
    """A document of up to five sentences."""
    pairs = [rng.sample(NAMES, 2) for _ in range(rng.randint(0, 5))]
    sentences = dict.fromkeys(f"{a} attacked {b}." for a, b in pairs)
    reading = told(doc, *sentences or ("Nobody attacked Nothing.",), type_=rng.choice(("Person", "Actor", "Party")))
    document = replace(reading.document, date=rng.choice(DATES), source=rng.choice(SOURCES))
    claims = tuple(_varied(rng, claim) for claim in reading.claims)
    return replace(reading, document=document, claims=claims, provenance=PROVENANCE)


def _varied(rng: random.Random, claim: Claim) -> Claim:
    name = rng.choice(NAMES)
    speaker = ACTORS.get(name) or Actor(actor_iri(name), name, claim.subject.actor.type)
    return replace(
        claim,
        factuality=rng.choice(list(Factuality)),
        attributed_to=rng.choice((None, speaker)),
        time=rng.choice(TIMES),
    )
