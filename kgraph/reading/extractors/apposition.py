"""What nouns tell of one another without a verb: "Chad accused Sudan, a longtime rival", "forces under X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import STATES, Candidate, as_state, entry_actor
from kgraph.reading.extractors.contract import Finding, View, cue_span, speaking
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.phrases import RELATIVES, behind, possessors
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

# Allies and rivals, who are so of whoever the sentence is about.
MUTUAL_TIES = frozenset({"alignedWith", "rivalOf"})
# Of these the reader knows without being told whose they are; a critic is one of somebody else.
_BARE = frozenset({"ally", "partner", "friend", "rival", "enemy", "foe", "adversary", "competitor", "nemesis"})
_HAVING = frozenset({"have", "share", "need", "face", "trust", "find", "gain", "lose", "win", "fear"})
_BODIES = frozenset({"Agency", "ArmedForces", "Ministry", "Parliament", "Court"})
_UNDER = frozenset({"under"})
_COMMANDED = frozenset({"ArmedForces", "ArmedGroup", "Collective", "Party", "Government"})
_UP = frozenset({"pobj", "prep", "conj", "dobj", "dative"})


def of_subject(view: View, token: Token, use: Use) -> list[Candidate]:
    """Whose ally or rival somebody is of whom the clause's subject speaks: "Chad accused Sudan, a longtime rival"."""
    if use.frame.relation not in MUTUAL_TIES or use.pattern.prenominal:
        return []
    shared = [c for c in token.children if c.dep_ == "relcl" and c.lemma_.lower() in _HAVING]
    if shared:  # "an enemy that Chad and Niger have in common"
        return view.arguments.actors(t for c in shared for t in subjects(c) if t.lower_ not in RELATIVES)
    said = token.dep_ == "attr" and token.head.dep_ == "ccomp"
    if not (said or token.dep_ == "appos") or token.lemma_.lower() not in _BARE:
        return []
    own = view.arguments.covering(token)
    inside = (view.arguments.covering(t) for t in token.subtree)
    if any(c is not None and c is not own and c.actor is not None for c in inside):
        return []  # "an ally of Mali", "the Malian ally"
    if said:
        return _of_speaker(view, token)
    above: Token = token.head
    while above.dep_ in _UP and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
        if above.pos_ == "NOUN" and possessors(above):  # "its links with Chad, a rival in the past, are"
            return view.arguments.actors(possessors(above))
    if above.pos_ not in {"VERB", "AUX"} or above.i > token.i or token.i in {s.i for s in subjects(above)}:
        return []
    return view.arguments.actors(subjects(above))


def _of_speaker(view: View, token: Token) -> list[Candidate]:
    """The state of who says that another "is a partner": his own is meant."""
    governor: Token = token.head.head
    speakers = view.arguments.actors(subjects(governor)) if governor.pos_ == "VERB" else []
    entries = (view.ontology.actors.get(c.actor.id) for c in speakers if c.actor is not None)
    states = [view.ontology.actors.get(entry.state or entry.iri) for entry in entries if entry is not None]
    own = next((entry_actor(state) for state in states if state is not None and state.type in STATES), None)
    return speaking(view, governor, own) if own is not None else []


def state_body(view: View, token: Token) -> Iterator[Finding]:
    """ "The FSB, Russia's domestic intelligence agency": a body told in apposition to be a state's own."""
    if token.left_edge.i > 0 and token.nbor(token.left_edge.i - token.i - 1).text == "(":
        return  # "the Security Service (SBU)": another name of it
    pair = [view.arguments.covering(t) for t in (token, token.head)]
    for body, named in (pair, pair[::-1]):
        if body is None or named is None or named.actor is None or named.actor.type not in _BODIES or named.noun:
            continue
        state = as_state(body)
        if state is not body and any(t.tag_ != "PRP$" for t in possessors(body.token)):
            yield Finding(named, "partOf", state, token, cue_span([body.token]), "a body of a state in apposition")


def commander(view: View, token: Token, group: Candidate) -> Iterator[Finding]:
    """Under whom a group stands: "rebel forces under General X"."""
    if group.head != token.i or group.actor is None or group.actor.type not in _COMMANDED:
        return
    for leader in view.arguments.actors(behind(token, _UNDER)):
        if leader.actor is not None and leader.actor.type == "Person" and leader.kind is MentionKind.NAME:
            yield Finding(leader, "leads", group, token, cue_span([token]), "a group under its leader")
