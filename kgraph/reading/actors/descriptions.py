"""Descriptions: who "the prime minister", "the Saudi envoy" and "his supporters" are in this document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import NationalPart, Ontology
from kgraph.reading.actors import collectives
from kgraph.reading.actors.bodies import Bodies
from kgraph.reading.actors.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.actors.chiefs import body_of
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import (
    collective,
    has_owner,
    has_possessor,
    is_definite,
    is_indefinite,
    is_owned,
    is_pointing,
    sender,
    told_by_words,
    without_loose,
)
from kgraph.reading.actors.epithets import OFFICES
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.nounwords import ABROAD
from kgraph.reading.actors.offices import Offices
from kgraph.reading.actors.referents import FIGHTERS, can_refer_to
from kgraph.reading.actors.repeats import same_noun

if TYPE_CHECKING:
    pass

NAMELESS = "a group without a name"
NAMED = 25  # sentences back that "the council" may reach to the Council of that name
REALM = 60  # and "the Kingdom" to the state that is one
BESIDE = 1  # and a noun for a state's body, such as "the government", to that of another state
_KIN = frozenset({"family", "clan", "tribe"})  # one word, several people
_GROUPS = frozenset({"Collective", "ArmedGroup", "Community", "Person"})
_CROWDS = frozenset({"Collective", "ArmedGroup"})
_BODIES = frozenset({"Government", "Parliament", "Court", "Ministry", "Agency", "ArmedForces", "Media"})
_GATHERINGS = frozenset({"congress", "assembly"})
# Capitalised and alone, these words mean a state or body of that style.
_REALMS = frozenset({"Kingdom", "Emirate", "Sultanate", "Republic", "Federation", "Union"})
_CELLS = frozenset({"sleeper", "terrorist", "terror", "militant", "jihadist", "insurgent", "extremist", "armed"})
_SINGLE = frozenset({"bomber", "mob", "crowd"})  # of such, one stands for its kind
_PROTESTERS = frozenset({"protester", "protestor", "demonstrator"})
# What a group's or company's own name may be followed by.
_NAMED_NOUNS = frozenset("company firm group movement party militia organisation organization network".split())
_NAMED_TYPES = frozenset({"ArmedGroup", "Party", "Organisation", "Company"})
# Members of a state's forces, of whom some stand for the force.
_UNIFORMED = frozenset(
    """soldier troop policeman policewoman peacekeeper marine reservist serviceman commando paratrooper gendarme
    carabinieri""".split()
)
# Plurals that tell no group by themselves.
_VAGUE = frozenset({"people", "man", "person"})
_GOVERNMENTS_SIDE = frozenset({"federal side", "government side", "regime side"})
# Of these, one with a state's adjective and a possessor is that state: "its American ally".
_SIDES = frozenset("ally partner patron enemy foe adversary rival backer sponsor protector friend master".split())
# What an adjective makes the name of a state: "the Serbian state", "their Turkish neighbour".
_AS_A_STATE = frozenset({"state", "nation", "neighbour", "neighbor"})
# Nouns for bodies that texts use for one another.
_ALIKE = {
    "fund": "foundation",
    "organisation": "organization",
    "organization": "organisation",
    "centre": "center",
    "center": "centre",
}
# Bodies that are named without an article.
_BARE = frozenset({"parliament", "congress", "police", "intelligence"})


class Descriptions:
    """Settles noun phrases by apposition, office, national part, or as a group told by its words."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._actors = ontology.actors
        self._offices = Offices(ontology)
        self._phrases = phrases
        self._bodies = Bodies(ontology)

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle the description if its own words and the document's names are enough."""
        self.settle_realm(candidate, index, context)
        if candidate.actor is not None:
            return
        # a company is no person, whatever the parser hangs on whom
        fitting = (c.actor for c in candidate.antecedents if c.actor and not _is_mismatch(candidate, c.actor))
        apposed = next(fitting, None)
        if apposed is not None:
            candidate.settle(apposed, f"in apposition to {apposed.label}")
        elif (name := _name_before(candidate, context.beside(index))) is not None:
            candidate.settle(name, f"the {candidate.noun} named {name.label}")
        elif self._is_of_offices(candidate) and self._offices.settle_each(candidate, index, context):
            return
        elif candidate.plural_word and candidate.noun.split()[-1:] == ["minister"]:
            self._offices.settle_several(candidate, index, context)
            self._chiefs(candidate, context)
            if candidate.actor is None and candidate.state is not None:  # "two Chadian ministers"
                told_by_words(candidate, context.state)
        elif self._is_state(candidate):
            assert candidate.state is not None
            candidate.settle(entry_actor(candidate.state), f"the {candidate.noun} told by its adjective")
        elif candidate.type == "Person" and not candidate.plural:
            self._offices.settle(candidate, index, context)
        elif candidate.noun.split()[-1:] == ["side"]:
            located = candidate.token.dep_ == "pobj" and candidate.token.head.lower_ in {"on", "at", "to", "from"}
            if candidate.state is not None and not candidate.plural_word and not located:
                candidate.settle(entry_actor(candidate.state), f"the side of {candidate.state.label}")
            elif candidate.noun in _GOVERNMENTS_SIDE and (home := context.home(candidate)) is not None:
                part = self._phrases.part_noun("government")
                if part is not None:
                    candidate.settle(self._phrases.part_actor(home, part), f"the government's side in {home.label}")
        elif self._collective(candidate, context.beside(index), context) or self._local_body(candidate, index, context):
            return
        elif candidate.specific:
            told_by_words(candidate, context.state)
        elif not has_owner(candidate):
            # "In Niger the junta" is that of Niger, whichever was named before
            placed = self._phrases.part_noun(candidate.noun) is not None and context.opening(candidate) is not None
            if not placed:
                self._named(candidate, index, context)
            if not placed and candidate.actor is None and candidate.type in _CROWDS:
                self._repeated(candidate, index, context)
            if candidate.actor is None:
                self._national(candidate, index, context)

    def _is_of_offices(self, candidate: Candidate) -> bool:
        return candidate.plural_word and candidate.noun.split()[-1] in OFFICES

    def _is_state(self, candidate: Candidate) -> bool:
        """Whether a noun with a state's adjective means the state: "the Serbian state", "its American ally"."""
        theirs = candidate.noun in _SIDES and has_possessor(candidate)
        state = candidate.state is not None and candidate.state.type == "State"
        return state and not candidate.plural_word and (theirs or candidate.noun in _AS_A_STATE)

    def settle_office(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle a person whom no name before explains as the office that the words name."""
        self._offices.settle_itself(candidate, index, context)

    def _collective(self, candidate: Candidate, beside: Iterator[Candidate], context: Context) -> bool:
        """Settle a group that is told by its side or its place."""
        if not candidate.plural_word or collectives.is_affixed(candidate):
            return False
        near = list(beside)
        actor = collectives.by_side(candidate, near, context.state, self._actors)
        if actor is None and candidate.type in _GROUPS and not is_owned(candidate):
            part = self._phrases.part_noun(candidate.noun)
            local = part is None or part.type not in _BODIES or collectives.is_local_guard(candidate)
            actor = collectives.by_place(candidate, near) if local else None
        if actor is not None:
            candidate.settle(actor, "a group without a name, told by its side or place")
            candidate.generic = True
        return actor is not None

    def _local_body(self, candidate: Candidate, index: int, context: Context) -> bool:
        """Settle a state's body in a town: "an Istanbul court", "prosecutors in Lyon"."""
        part = self._phrases.part_noun(candidate.noun)
        if part is None or part.type not in _BODIES or has_possessor(candidate) or candidate.noun in ABROAD:
            return False
        place = collectives.town(candidate, context.beside(index), {"in", "of"}) if candidate.state is None else None
        state = candidate.state or (place[1].entries[0].actor if place and place[1].is_place else None)
        if state is None or state.type not in STATES:
            return False
        candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        return True

    def _named(self, candidate: Candidate, index: int, context: Context) -> None:
        """ "The council", "the bank": the body named before whose name ends in that noun."""
        if candidate.plural_word or not is_definite(candidate):
            return
        reach = BESIDE if self._phrases.part_noun(candidate.noun) is not None else NAMED
        for _, other in context.before(index, reach):
            named = other.kind is MentionKind.NAME and other.actor is not None
            if named and {candidate.noun, _ALIKE.get(candidate.noun)} & set(_last_nouns(other)):
                assert other.actor is not None
                candidate.settle(other.actor, f"'the {candidate.noun}' is {other.surface}, named before")
                return

    def _repeated(self, candidate: Candidate, index: int, context: Context) -> None:
        """ "The villagers" are those of whom the document spoke before: "villagers in Moura"."""
        same = same_noun(candidate, index, context)
        if same is not None and same.actor is not None:
            candidate.settle(same.actor, f"'{candidate.surface}' are {same.surface}, named before")

    def _national(self, candidate: Candidate, index: int, context: Context) -> None:
        """ "The government", "police", "protesters" without a state: those of the state that the document is about."""
        if collectives.takes_a_side(candidate) or is_pointing(candidate):
            return
        if candidate.noun in _GATHERINGS and is_indefinite(candidate):
            return  # "the party held a congress"
        home = context.home(candidate)
        if candidate.noun in ABROAD:
            self._abroad(candidate, context.beside(index))
            return
        body = self._bodies.by_tail(candidate.noun, home.iri) if home is not None else None
        if body is not None and is_definite(candidate) and not candidate.plural_word:
            candidate.settle(
                entry_actor(body),
                f"'{candidate.noun}' ends the name of one body of the state that the document is about",
            )
            return
        if self._in_uniform(candidate, context):
            return
        self._chiefs(candidate, context)
        if candidate.actor is not None:
            return
        part = self._phrases.part_noun(candidate.noun)
        one_of_many = candidate.noun.split()[-1] in _PROTESTERS and not candidate.plural_word
        if part is None and one_of_many:  # "killed a young protester"
            part = self._phrases.part_noun(candidate.noun.split()[-1])
        known = (
            is_definite(candidate)
            or candidate.plural_word
            or candidate.owner
            or candidate.noun.split()[-1] in _BARE
            or one_of_many
        )
        outlet = can_refer_to(candidate, "Media")  # "the newspaper" was named before
        known = known or (part is not None and part.type == "Court")  # "a court": one of the state's
        telling = part is not None and (part.type in _BODIES or _is_of_state(candidate, part))
        if known and part is not None and telling and home is not None and not outlet:
            actor = self._phrases.part_actor(home, part)
            candidate.settle(actor, f"{candidate.noun} of {home.label}, which the document is about")
        elif part is not None and _is_kind(candidate, part):
            label = collectives.at_home(collective(candidate), home)
            kind = part.type if candidate.type in {"Body", "Person"} else candidate.type
            candidate.settle(new_actor(label, kind), NAMELESS)
        elif candidate.type == "Collective" or not is_definite(candidate):
            self.settle_as_crowd(candidate, index, context)

    def _chiefs(self, candidate: Candidate, context: Context) -> None:
        """ "The security chiefs", "generals": the body of the home state that they head."""
        body, home = body_of(candidate), context.home(candidate)
        part = self._phrases.part_noun(body) if body is not None else None
        if candidate.actor is None and part is not None and home is not None:
            candidate.settle(self._phrases.part_actor(home, part), f"{candidate.word} of {home.label}")

    def _abroad(self, candidate: Candidate, beside: Iterator[Candidate]) -> None:
        """ "The consulate in Lyon" is somebody's whom the words do not tell, and told by its town."""
        inside = candidate.passage.doc[candidate.end : candidate.end + 1].text == "in"
        town = next((c for c in beside if c.start == candidate.end + 1 and c.kind is MentionKind.NAME), None)
        if inside and town is not None:
            candidate.settle(new_actor(f"{candidate.noun} in {town.surface}", "Agency"), "told by its town")

    def _in_uniform(self, candidate: Candidate, context: Context) -> bool:
        """Whether it is "sixteen soldiers"; those whom no verb ascribes to somebody are the home state's."""
        if not _is_uniformed(candidate):
            return False
        self.settle_uniformed(candidate, context)
        return candidate.actor is not None or sender(candidate) is not None

    def settle_uniformed(self, candidate: Candidate, context: Context) -> None:
        """Settle soldiers and policemen as those of the state that the document is about."""
        part = self._phrases.part_noun(without_loose(candidate))
        home = context.home(candidate)
        nobodys = _is_uniformed(candidate) and not has_owner(candidate) and sender(candidate) is None
        if part is not None and home is not None and nobodys:
            actor = self._phrases.part_actor(home, part)
            candidate.settle(actor, f"{candidate.noun} of {home.label}, which the document is about")

    def settle_realm(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle "the Kingdom" and "the Emirate": the actor named in the document that bears this in its full name."""
        realm = candidate.token.text
        if realm not in _REALMS or has_owner(candidate) or (realm != candidate.surface and candidate.state is not None):
            return
        before = [c for _, c in context.before(index, REALM)]
        for other in before or context.candidates:
            entry = (
                self._actors.get(other.actor.id) if other.actor is not None and other.kind is MentionKind.NAME else None
            )
            if entry is not None and any(realm in name.split() for name in (entry.label, *entry.names)):
                candidate.settle(entry_actor(entry), f"the {realm} is {entry.label}, named in this document")
                return

    def settle_as_crowd(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle a crowd or band without a name as one of the state that the document is about."""
        noun = candidate.noun.split()[-1] if candidate.noun else ""
        if _is_uniformed(candidate) and sender(candidate) is not None:
            return  # somebody's who is not known
        crowd = noun in FIGHTERS or (candidate.type == "Collective" and noun not in _VAGUE)
        crowd = crowd or candidate.noun in {"foreign force", "coalition force"} or _is_cell(candidate)
        things = _things_before(candidate, context.beside(index))
        owned = has_owner(candidate) and not things
        # "a militia" is one of the militias, "a gunman" one of the gunmen; "the Lakers, a militia" are those
        before = candidate.passage.doc[max(0, candidate.start - 2)]
        one = (candidate.type == "ArmedGroup" or noun in _SINGLE) and is_indefinite(candidate) and before.text != ","
        if (candidate.plural_word or one) and crowd and not owned:
            label = collectives.at_home(f"{things} {collective(candidate)}".strip(), context.home(candidate))
            candidate.settle(new_actor(label, "ArmedGroup" if one else candidate.type), NAMELESS)


def _is_uniformed(candidate: Candidate) -> bool:
    noun = without_loose(candidate)
    return candidate.plural_word and (noun.split()[-1] in _UNIFORMED or noun == "police officer")


def _is_cell(candidate: Candidate) -> bool:
    """Whether the words are such as "sleeper cells" and "Katyusha cells", and not those of a prison."""
    *qualities, noun = candidate.noun.split()
    named = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in candidate.token.children)
    return noun == "cell" and (named or bool(_CELLS & set(qualities)))


def _things_before(candidate: Candidate, beside: Iterable[Candidate]) -> str:
    """The names before the noun if it has no owner but those, and they are no actor's: "Kalashnikov gangs"."""
    names = [c for c in candidate.token.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
    others = any(c.dep_ in {"poss", "prep"} for c in candidate.token.children)
    taken = {i for c in beside if c.actor is not None for i in range(c.start, c.end)}
    return "" if others or any(n.i in taken for n in names) else " ".join(n.text for n in names)


def _name_before(candidate: Candidate, beside: Iterable[Candidate]) -> Actor | None:
    """The group or company whose name stands before a noun for what it is: "the Russian Wagner company"."""
    if candidate.plural_word or not _NAMED_NOUNS & set(candidate.noun.split()[-1:]):
        return None
    for other in beside:
        bound = other.end == candidate.start and other.token.head.i == candidate.head and other.kind is MentionKind.NAME
        if bound and other.actor is not None and other.actor.type in _NAMED_TYPES:
            return other.actor
    return None


def _is_mismatch(candidate: Candidate, name: Actor) -> bool:
    return candidate.type in {"Body", "ArmedGroup"} and name.type in {"Person", "Office"}


def _is_of_state(candidate: Candidate, part: NationalPart) -> bool:
    """Whether a group's noun means that of the state: "demonstrators" are the protesters, "the opposition" its own."""
    return part.label_pattern.endswith("({state})") or candidate.noun == "opposition"


def _is_kind(candidate: Candidate, part: NationalPart) -> bool:
    """Whether a plural of two words names a kind of group: "opposition parties", "armed groups"."""
    if " " not in candidate.noun or not candidate.plural_word:
        return False
    return part.type == "Collective" or (part.type == "ArmedGroup" and not is_definite(candidate))


def _last_nouns(name: Candidate) -> Iterator[str]:
    """The nouns by which a body can be called again: "council" for a Presidential Council, "bank" for the Bank of X."""
    assert name.actor is not None
    if name.actor.type in {"Person", "Community", *STATES}:
        return
    if name.noun:
        yield name.noun
    for text in (name.actor.label, name.surface):
        words = text.split(" (")[0].split(" of ")[0].split(" for ")[0].split(" in ")[0].split()
        yield from (w.casefold() for w in words[-1:])
