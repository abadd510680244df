"""Two states with their bodies, for what rolls up to states."""

from __future__ import annotations

from dataclasses import replace

from conftest import make_ontology
from made_claims import actor, make_claim

from kgraph import vocab
from kgraph.model import Claim
from kgraph.ontology import ActorEntry, Branch, Ontology, Relation
from kgraph.ontology.records import NationalPart

KENYA, UGANDA = vocab.ACTOR + "Kenya", vocab.ACTOR + "Uganda"
TYPES = {"Actor": None, "State": "Actor", "Body": "Actor", "StateBody": "Body", "ArmedForces": "StateBody"} | {
    "Agency": "StateBody",
    "ArmedGroup": "Body",
    "Person": "Actor",
    "Media": "Body",
}


def entry(label: str, type_: str, **fields: str) -> ActorEntry:
    return ActorEntry(vocab.actor_iri(label), label, type_, **fields)


ENTRIES = (
    entry("Kenya", "State"),
    replace(entry("Uganda", "State"), adjectives=("Ugandan",)),
    entry("Kenya Army", "ArmedForces", state=KENYA),
    entry("Kenya Rangers", "ArmedGroup", state=KENYA, parent_body=vocab.ACTOR + "Kenya_Army"),
    entry("Lake Militia", "ArmedGroup", state=UGANDA),
    entry("Amina", "Person", state=KENYA),
)
PARTS = (
    NationalPart(vocab.PART + "police", ("police",), "{adjective} police", "Agency"),
    NationalPart(vocab.PART + "media", ("media",), "{adjective} media", "Media"),
)


def make_states() -> Ontology:
    """The conftest's five relations and one broader than meeting, two states with their bodies, and two kinds of part."""
    plain = make_ontology()
    consults = Relation("consults", "consults", "is consulted by", Branch.COOP, None, True, "X consults Y.")
    visits = Relation("visits", "visits", "is visited by", Branch.COOP, "consults", False, "X visits Y.")
    return replace(
        plain,
        relations={**plain.relations, "consults": consults, "visits": visits},
        types=TYPES,
        actors={each.iri: each for each in ENTRIES},
        parts={part.iri: part for part in PARTS},
    )


def claim(subject: str, relation: str, object_: str, **fields: object) -> Claim:
    return make_claim(actor(subject), relation, actor(object_), **fields)
