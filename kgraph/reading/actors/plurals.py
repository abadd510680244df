"""Which actors a plural means together: "they" after a list, "the two leaders", "both", and of two "the former"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from math import log2

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import STATES, Candidate, as_state
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import is_bare, is_definite
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.rivals import salience
from kgraph.reading.predicates.phrases import conjuncts

NEAR = 2  # sentences back that "these factions" may reach
REACH = 3  # sentences back that "the two leaders" may reach
FAR = 40  # and back to the two of whom the document speaks most
_CLEAR = 0.5  # by how much more
_NUMBERS = {"both": 2, "neither": 2, "two": 2, "former": 2, "latter": 2, "three": 3, "four": 4, "five": 5}
PICKS = {"former": 0, "latter": -1}
_DEFINITE = frozenset({"the", "these", "those", "both", "all"})
_PERSONS = frozenset({"Person", "Office"})
_SIDES = frozenset({"side", "rival", "ally", "enemy", "foe", "partner", "adversary", "party"})
_TITLES = frozenset({"minister", "president", "premier", "chancellor", "king", "governor"})
_PAIRS = frozenset({"pair", "duo", "couple"})
# What the members of "the two …" are, by the noun; of other nouns they are of the noun's own class.
_MEMBERS = {
    **dict.fromkeys(("country", "nation", "republic", "neighbour", "neighbor"), frozenset({"State"})),
    **dict.fromkeys(("state", "government", "capital", "power"), STATES),
    **dict.fromkeys(("army", "military"), frozenset({"ArmedForces"})),
    **dict.fromkeys(("pair", "duo", "couple"), frozenset({"Person", "Office"})),
    **dict.fromkeys(("group", "faction", "movement", "militia"), frozenset({"ArmedGroup", "Party"})),
}
ARMED = frozenset({"ArmedGroup", "Collective", "Body"})
_FORCE_TYPES = frozenset({"ArmedGroup", "ArmedForces"})
_FORCES = frozenset({"force", "troop", "unit", "soldier", "army"})
_PLACED = frozenset({"in", "at", "near", "inside", "outside"})


def number(candidate: Candidate) -> int | None:
    """How many a plural says that it means: "the two leaders", "both"; "two leaders" are others."""
    if candidate.kind is MentionKind.PRONOUN:
        return _NUMBERS.get(candidate.token.lower_)
    if candidate.kind is not MentionKind.DESCRIPTION:
        return None
    noun = candidate.noun.split()[-1] if candidate.noun else ""
    if noun in _PAIRS and is_definite(candidate) and is_bare(candidate):
        return 2
    if not candidate.plural_word:
        return 2 if _is_neither(candidate) and noun in _MEMBERS.keys() | _SIDES else None
    words = [t.lower_ for t in candidate.passage.doc[max(0, candidate.start - 2) : candidate.head]]
    definite = _DEFINITE & set(words)
    return next((_NUMBERS[w] for w in words if w in _NUMBERS and w not in PICKS and definite), None)


def _is_neither(candidate: Candidate) -> bool:
    """Whether a singular means both of two, by what it says of neither or each of them: "neither side"."""
    return any(
        c.lower_ in {"neither", "either"} for c in candidate.token.children if c.dep_ in {"det", "cc", "preconj"}
    )


def lists(index: int, context: Context, reach: int) -> Iterator[tuple[int, list[Candidate]]]:
    """The actors coordinated with each other before a mention, the nearest sentence's first, with their distance."""
    for distance, near in _sentences(index, context, reach):
        yield from ((distance, group) for group in _lists(near))


def _lists(near: list[Candidate]) -> Iterator[list[Candidate]]:
    members = [c for c in near if c.kind is not MentionKind.DESCRIPTION]
    seen: set[int] = set()
    for first in members:
        heads = {t.i for t in conjuncts(first.token)}
        group = [c for c in members if c.passage is first.passage and c.head in heads]
        if len({c.actor.type in _PERSONS for c in group if c.actor is not None}) > 1:
            continue  # "Chad's Adu and Niger's Ba", where the parser puts Adu beside Niger
        if id(first) not in seen and _several(group) > 1:
            seen |= {id(c) for c in group}
            yield group


def numbered(candidate: Candidate, many: int, index: int, context: Context) -> list[Candidate]:
    """So many actors of the class that the noun says: a list, all that were named last, or those named most."""
    if many == 2 and candidate.noun.split()[-1:] == ["side"]:
        return _two_sides(index, context)
    wanted, home = _wanted(candidate), _home_of_neighbours(candidate, context)
    found: dict[str, Candidate] = {}
    back = 0
    for distance, near in _sentences(index, context, REACH):
        back = distance
        of_class = [c for c in (as_state(c, wanted) for c in near) if c.actor and c.actor.type in wanted]
        of_class = [c for c in of_class if c.actor and c.actor.id != home]
        if candidate.token.lower_ in PICKS:  # of two that were only hinted at, none is the former
            of_class = [c for c in of_class if c.form is not Form.ADJECTIVE]
        for group in _lists(of_class):
            if _several(group) == many:
                return _each_once(group)
        apart = distance == 1 and wanted == _PERSONS and candidate.kind is MentionKind.DESCRIPTION
        if apart and len(found) < many and _several(of_class) == many:
            return _each_once(of_class)  # "the generals, with X at their head, told both men"
        for other in reversed(of_class):
            if (
                not _is_placed(other)
                and len({c.actor.type in STATES for c in (*found.values(), other) if c.actor}) == 1
            ):
                assert other.actor is not None
                if candidate.token.lower_ in PICKS:  # the former is who was named first
                    found.pop(other.actor.id, None)
                found.setdefault(other.actor.id, other)
        if len(found) >= many:
            break
    often = (
        _most_often(index, context, many) if wanted == _PERSONS and candidate.kind is not MentionKind.PRONOUN else []
    )
    if often and len(found) != many:
        return often
    if candidate.kind is MentionKind.PRONOUN:
        found = found if len(found) == many else {}
    elif candidate.noun.split()[-1] in _TITLES:  # "the two prime ministers" are no two men of whom one speaks
        found = {iri: c for iri, c in found.items() if len(found) == many and _bears(candidate, iri, index, context)}
        found = found if len(found) == many else {}
    elif len(found) != many or back > 1:
        found = _most_named(found, wanted, many, index, context, home)
    return sorted(found.values(), key=lambda c: c.position)


def _bears(candidate: Candidate, person: str, index: int, context: Context) -> bool:
    """Whether the document calls a person by an office, in his title or by a description before."""
    noun = candidate.noun.split()[-1]
    roles = any(role.actor.id == person and role.noun.split()[-1] == noun for role in context.roles)
    described = (c for _, c in context.before(index, REACH) if c.actor is not None and c.actor.id == person)
    return roles or any(c.noun.split()[-1:] == [noun] for c in described)


def _home_of_neighbours(candidate: Candidate, context: Context) -> str | None:
    """The state that is none of "both neighbours": the one whose they are, by its IRI."""
    neighbours = candidate.noun.split()[-1:] in (["neighbour"], ["neighbor"])
    return context.state.iri if neighbours and context.state is not None else None


def _most_often(index: int, context: Context, many: int) -> list[Candidate]:
    """So many persons who are named in more of the sentences before than all others: those of whom they tell."""
    last: dict[str, Candidate] = {}
    times: Counter[str] = Counter()
    for distance, near in _sentences(index, context, REACH):
        persons = {c.actor.id: c for c in near if c.actor and c.actor.type in _PERSONS} if distance > 0 else {}
        times.update(persons.keys())
        last = persons | last
    ranked = [*times.most_common(many + 1), ("", 0)]
    clear = len(times) >= many and ranked[many - 1][1] > max(1, ranked[many][1])
    return sorted((last[iri] for iri, _ in ranked[:many]), key=lambda c: c.position) if clear else []


def both_beside(index: int, context: Context, but: Collection[str]) -> list[Candidate]:
    """The two states that a sentence names before "between them", apart from those who bring them together."""
    named = (c for _, c in context.before(index, 0) if c.actor is not None and c.actor.type in STATES)
    states = _each_once(c for c in named if c.actor is not None and c.actor.id not in but and not c.is_place)
    return sorted(states, key=lambda c: c.position) if len(states) == 2 else []


def pointed_at(candidate: Candidate, index: int, context: Context) -> list[Candidate]:
    """The group that "these factions" points back to: the most salient one of the sentences before."""
    forces = candidate.noun.split()[-1] in _FORCES
    best: tuple[float, Candidate] | None = None
    for distance, other in context.before(index, NEAR):
        if other.actor is None or other.form is Form.ADJECTIVE or other.is_place or other.owner:
            continue
        fits = other.actor.type in (_FORCE_TYPES if forces else ARMED)
        if fits and (other.plural_word or other.actor.type in _FORCE_TYPES):
            score = salience(other.token, distance)
            best = max(best or (score, other), (score, other), key=lambda pair: pair[0])
    return [best[1]] if best is not None else []


def _two_sides(index: int, context: Context) -> list[Candidate]:
    """Those last called two, the two states just named, or two persons of whom one verb was said: "X received Y"."""
    for distance, near in _sentences(index, context, REACH):
        pair = next((c for c in reversed(near) if c.means_several and len(_each_once(c.antecedents)) == 2), None)
        if pair is not None:
            return _each_once(pair.antecedents)
        if distance > 1:
            continue
        states = _each_once(c for c in map(as_state, near) if c.actor and c.actor.type in STATES and not _is_placed(c))
        persons = _each_once(c for c in near if c.actor and c.actor.type in _PERSONS)
        if len(persons) == 2 and _share_a_verb(*persons):
            return persons
        if len(states) == 2:
            return states
    return []


def _share_a_verb(a: Candidate, b: Candidate) -> bool:
    """Whether two mentions are coordinated, or arguments of one verb."""
    verbs = [{t.head.i, t.head.head.i if t.head.pos_ == "ADP" else t.head.i} for t in (a.token, b.token)]
    return bool(verbs[0] & verbs[1]) or b.token in list(conjuncts(a.token))


def _each_once(group: Iterable[Candidate]) -> list[Candidate]:
    """The mentions of a group, one of each actor."""
    return list({c.actor.id: c for c in group if c.actor is not None}.values())


def _most_named(
    near: dict[str, Candidate], wanted: frozenset[str], many: int, index: int, context: Context, but: str | None
) -> dict[str, Candidate]:
    """Those of a class of whom the document speaks most and last, if they stand out from the rest."""
    rank: dict[str, tuple[float, Candidate]] = {}
    for distance, other in context.before(index, FAR):
        named = other.actor is not None and other.actor.type in wanted and not other.is_place
        if named and other.actor is not None and other.actor.id != but:
            rank.setdefault(other.actor.id, (1.5 * log2(1 + context.count[other.actor.id]) - 0.2 * distance, other))
    ranked = sorted(rank, key=lambda iri: -rank[iri][0])
    clear = len(ranked) == many or (len(ranked) > many and rank[ranked[many - 1]][0] >= rank[ranked[many]][0] + _CLEAR)
    if clear:
        return {iri: rank[iri][1] for iri in ranked[:many]}
    return near if len(near) == many else {}


def _sentences(index: int, context: Context, reach: int) -> Iterator[tuple[int, list[Candidate]]]:
    """The settled mentions before one, sentence by sentence from the nearest, each in the order of its text."""
    for distance, near in groupby(context.before(index, reach), key=lambda pair: pair[0]):
        yield distance, [c for _, c in near if c.actor is not None and not c.is_place][::-1]


def _several(group: Iterable[Candidate]) -> int:
    return len({c.actor.id for c in group if c.actor is not None})


def _is_placed(other: Candidate) -> bool:
    """Whether a state is named only as the place where something was done."""
    return other.token.dep_ == "pobj" and other.token.head.lower_ in _PLACED


def _wanted(candidate: Candidate) -> frozenset[str]:
    """The classes of those that a plural means: persons for leaders, states for countries, for "both" either."""
    noun = candidate.noun.split()[-1] if candidate.noun else ""
    if not noun or noun in _SIDES:
        return _PERSONS | STATES
    return _MEMBERS.get(noun, _PERSONS if candidate.type == "Person" else frozenset({candidate.type}))
