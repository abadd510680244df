"""Descriptions told by whose they are: "his supporters", "its army", "her party"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.actors import collectives
from kgraph.reading.actors.bodies import Missions
from kgraph.reading.actors.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import is_definite, sender, without_loose
from kgraph.reading.actors.epithets import OFFICES
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.offices import Offices
from kgraph.reading.actors.referents import CLASSES
from kgraph.reading.predicates.arguments import MEMBERS

if TYPE_CHECKING:
    from spacy.tokens import Token

# People told by others of theirs: "families of the hostages".
_KIN = frozenset("family relative mother father widow parent child supporter victim survivor killer".split())
# What a person's own can be a state's: "his government" is his state's.
_HIS_STATES = frozenset({"government", "cabinet", "administration", "country", "regime"})
# Nouns that do not tell who is meant even with their owner.
_UNTELLING = frozenset({"predecessor", "successor", "chair", "head", "counterpart"})
_HEADS = frozenset({"chair", "head"})
_HEADING = frozenset({"head", "chief", "leader", "president", "premier"})
_OWN_MEN = frozenset({"ArmedGroup", "ArmedForces", "InternationalOrganisation"})
_LED = frozenset({"lead", "head", "chair", "command", "run", "found"})
# Such bodies of a state obey its head: "his army".
_UNDER_COMMAND = frozenset({"ArmedForces", "Agency"})


class Owned:
    """Settles what is somebody's: kin, followers, bodies led, parts of a state."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._actors = ontology.actors
        self._offices = Offices(ontology)
        self._phrases = phrases
        self._missions = Missions(ontology)

    def settle(self, candidate: Candidate, near: list[Candidate], context: Context) -> None:
        """Settle the words by their owner among the mentions near, if he is known and they tell enough."""
        owner = _owner(candidate, near)
        if owner is None and (sent_by := _sent_by(candidate, near)) is not None:
            self._settle_sent(candidate, sent_by, context)
        noun = candidate.noun.split()[-1]
        if owner is None and noun in _KIN and (label := collectives.of_others(candidate, near)):
            candidate.settle(new_actor(label, "Collective"), "people told by others of theirs")
        if owner is None or owner.actor is None or owner.means_several:
            return
        home = context.state
        mission = self._missions.get(owner.actor.id, home.iri) if noun == "mission" and home is not None else None
        if mission is not None:
            candidate.settle(entry_actor(mission), f"the {candidate.noun} of {owner.surface}")
        elif noun == "coalition" and (state := self._state(owner.actor)) is not None:
            self._settle_coalition(candidate, state)
        elif noun == "people":
            self._settle_people(candidate, owner.actor)
        elif noun in {"predecessor", "successor"}:
            other = self._offices.neighbour(owner.actor, noun, context.today)
            if other is not None:
                candidate.settle(other, f"{noun} of {owner.actor.label} in office")
        elif noun == "counterpart":
            self._settle_counterpart(candidate, owner.actor, context)
        elif owner.token.dep_ in {"compound", "nmod"} and owner.actor.type in CLASSES.get(noun, "").split():
            candidate.settle(owner.actor, f"the {candidate.surface} named {owner.surface}")
        elif owner.is_place and noun in OFFICES:
            self._offices.settle_local(candidate, owner)
        elif not candidate.plural and noun in OFFICES and (state := self._state(owner.actor)) is not None:
            candidate.settle(self._offices.of_state(candidate, state, context), f"{candidate.noun} of {state.label}")
        elif not candidate.plural and (leader := self._offices.leader_of(owner.actor, noun, context.today)):
            candidate.settle(leader, f"{noun} of {owner.actor.label} in office")
        elif not self._settle_led(candidate, owner.actor, context):
            self._settle_people_of(candidate, owner, owner.actor, noun)

    def _settle_coalition(self, candidate: Candidate, leader: ActorEntry) -> None:
        """ "The coalition led by Saudi Arabia" is the Saudi-led coalition."""
        label = f"{leader.adjective}-led coalition"
        known = [e for e in self._actors.values() if e.type != "Person" and label in (e.label, *e.names)]
        actor = entry_actor(known[0]) if len(known) == 1 else new_actor(label, "ArmedForces")
        candidate.settle(actor, f"the coalition that {leader.label} leads")

    def _settle_people_of(self, candidate: Candidate, owner: Candidate, actor: Actor, noun: str) -> None:
        if noun in MEMBERS and candidate.plural_word:
            self._settle_members(candidate, actor)
        elif noun in _UNTELLING and not (noun in _HEADS and owner.kind is MentionKind.NAME and is_definite(candidate)):
            return
        elif candidate.type in {"Person", "Collective"}:
            label = collectives.of_owner(candidate, owner)
            several = candidate.plural_word or noun in _KIN or candidate.type == "Collective"
            kind = "Collective" if several else "Person"
            candidate.settle(new_actor(label, kind), f"the {candidate.surface} of {owner.surface}")
            candidate.generic = True
        else:
            self._settle_part(candidate, owner, actor)

    def _settle_people(self, candidate: Candidate, owner: Actor) -> None:
        """ "Its people" are those of a state; whose people are meant otherwise stays open."""
        state, part = self._actors.get(owner.id), self._phrases.part_noun("people")
        if state is not None and state.type in STATES and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"people of {state.label}")

    def _settle_counterpart(self, candidate: Candidate, owner: Actor, context: Context) -> None:
        """ "His Russian counterpart" holds the owner's own office there."""
        state = candidate.state
        office = self._offices.office_of(owner, context)
        if state is not None and office is not None and state.iri != owner.id:
            held = self._offices.in_state(office, state, context.today)
            candidate.settle(held, f"{office} of {state.label} as {owner.label} is of his state")

    def _settle_led(self, candidate: Candidate, owner: Actor, context: Context) -> bool:
        """ "Her party", "his fighters": the body that a person leads; "his army": that of the state that he governs."""
        noun, part = candidate.noun.split()[-1], self._phrases.part_noun(candidate.noun)
        for body in self._offices.led_bodies(owner, context.today):
            men = candidate.plural_word and (noun in MEMBERS or (noun == "follower" and body.type == "ArmedGroup"))
            if body.type in (_OWN_MEN if men else () if candidate.plural_word else CLASSES.get(noun, "").split()):
                candidate.settle(entry_actor(body), f"the {candidate.noun} that {owner.label} leads")
                return True
            if body.type in STATES and part is not None and part.type in _UNDER_COMMAND and noun != "force":
                candidate.settle(self._phrases.part_actor(body, part), f"{candidate.noun} of {body.label}")
                return True
        return False

    def _settle_sent(self, candidate: Candidate, sender: Actor, context: Context) -> None:
        """ "Sent three hundred soldiers", "has 1,500 troops there": they are of the state that does so, or its head."""
        led = [body for body in self._offices.led_bodies(sender, context.today) if body.type == "State"]
        if sender.type == "ArmedForces":
            candidate.settle(sender, f"the {candidate.noun} of {sender.label}")
            return
        entry = self._actors.get(sender.id) if sender.type == "State" else led[0] if len(led) == 1 else None
        part = self._phrases.part_noun(without_loose(candidate))
        if entry is not None and part is not None and part.type in _UNDER_COMMAND:
            candidate.settle(self._phrases.part_actor(entry, part), f"{candidate.noun} of {entry.label}")

    def _settle_members(self, candidate: Candidate, owner: Actor) -> None:
        """ "Its soldiers" are a state's army; a group's fighters are the group."""
        state = self._actors.get(owner.id) if owner.type in STATES else None
        part = self._phrases.part_noun(candidate.noun)
        if state is not None and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        elif owner.type in _OWN_MEN:
            candidate.settle(owner, f"the {candidate.surface} of {owner.label} are {owner.label}")

    def _settle_part(self, candidate: Candidate, owner: Candidate, actor: Actor) -> None:
        if actor.type not in STATES and candidate.noun.split()[-1] not in _HIS_STATES:
            return
        led = self._offices.led_government(actor) if candidate.noun != "country" else None
        if led is not None:
            candidate.settle(entry_actor(led), f"the {candidate.noun} of {actor.label}")
            return
        state = self._state_of(actor)
        part = self._phrases.part_noun(candidate.noun)
        if state is not None and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        elif state is not None and candidate.noun == "country":
            candidate.settle(entry_actor(state), f"the country of {owner.surface}")

    def _state(self, actor: Actor) -> ActorEntry | None:
        entry = self._actors.get(actor.id)
        return entry if entry is not None and entry.type == "State" else None

    def _state_of(self, actor: Actor) -> ActorEntry | None:
        entry = self._actors.get(actor.id)
        if entry is None or entry.type in STATES:
            return entry
        return self._actors.get(entry.state or "")


def _sent_by(candidate: Candidate, near: list[Candidate]) -> Actor | None:
    """Who sends or has the people that are a verb's object."""
    subject = sender(candidate)
    found = (c for c in near if subject is not None and c.passage is candidate.passage and c.head == subject.i)
    return next((c.actor for c in found if c.actor is not None and not c.is_place), None)


def _owner(candidate: Candidate, near: list[Candidate]) -> Candidate | None:
    """The settled mention that a noun's possessive or "of" names."""
    token = candidate.token
    owners = [
        c for c in token.children if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and _owns(c, candidate, near))
    ]
    behind = [o for p in token.children if p.dep_ == "prep" and p.lower_ in {"of", "for", "from"} for o in p.children]
    owners += [each for o in behind for each in collectives.of_place(o)]
    inside = [o for p in token.children if p.dep_ == "prep" for o in p.children]  # "the government in the east headed"
    acts = [v for t in (token, *inside) for v in t.children if v.dep_ == "acl" and v.lemma_ in _LED]
    led = [a for v in acts for a in v.children if a.dep_ == "agent"]
    owners += [o for a in led for o in a.children if o.dep_ == "pobj"]
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _HEADING:
        owners += token.doc[token.i + 1 : token.i + 2]  # "the head of the eastern government NAME"
    heads = {o.i for o in owners}
    return next((c for c in near if c.actor is not None and c.passage is candidate.passage and c.head in heads), None)


def _owns(word: Token, candidate: Candidate, near: list[Candidate]) -> bool:
    """Whether a noun before another is the name of a group or state, or of the head of a government."""
    person = candidate.noun in _HIS_STATES
    return any(c.head == word.i and c.actor is not None and (person or c.actor.type != "Person") for c in near)
