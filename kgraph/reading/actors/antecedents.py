"""Back from a pronoun or bare description to the actor before it, or the several actors, that it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log2
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.records import Ontology
from kgraph.reading.actors import plurals
from kgraph.reading.actors.candidates import STATES, UNKNOWN, Candidate, as_state
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.descriptions import NAMELESS
from kgraph.reading.actors.determiners import has_owner, is_definite, is_pointing
from kgraph.reading.actors.firstperson import is_quoted
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.pronouns import (
    ACCUSING,
    ANSWERING,
    FEMININE,
    GENDER,
    MASCULINE,
    NEUTER,
    PLURAL,
    REFLEXIVE,
    SUBJECT,
    around,
    beside,
    is_anybody,
    is_empty,
    is_own_part,
    object_above,
    own_subjects,
    subject_ahead,
    topic,
)
from kgraph.reading.actors.referents import can_refer_to
from kgraph.reading.actors.repeats import FAR, same_noun
from kgraph.reading.actors.rivals import Rivals, salience
from kgraph.reading.actors.whereabouts import where

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = 1.6  # what is looked ahead to is a little less likely than the subject of the sentence before
REACH = 4  # sentences back that a pronoun may reach
_GENDERED = MASCULINE | FEMININE
_AGREEING = _GENDERED | NEUTER | PLURAL
_STATE = frozenset({"State"})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
_ORGANISATIONS = frozenset({"organisation", "organization"})
_ORGANISED = frozenset({"InternationalOrganisation", "Organisation"})
_PLACED = frozenset({"in", "at", "near", "inside", "outside", "to", "from", "into"})


class Antecedents:
    """Settles what refers back: by agreement, by what grammar excludes, and by how salient each actor before is."""

    def __init__(self, ontology: Ontology) -> None:
        self._rivals = Rivals(ontology)

    def refer(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle a pronoun or bare description as the likeliest actor, or actors, before it, if there are any."""
        word = candidate.token.lower_
        if (word == "it" and is_empty(candidate.token)) or (word == "they" and is_anybody(candidate.token)):
            return
        many = plurals.number(candidate)
        if many is not None:
            members = plurals.numbered(candidate, many, index, context)
            if word in plurals.PICKS:
                members = members and [members[plurals.PICKS[word]]]
            _settle(candidate, members)
            return
        if is_own_part(candidate.token):
            ahead = _ahead(candidate, index, context)
            _settle(candidate, ahead[1] if ahead is not None else [])
            return
        if word in {"there", "where"}:
            place = where(index, context)
            _settle(candidate, [place] if place is not None else [])
            return
        if word == "them" and candidate.token.head.lower_ == "between":
            own = {*_excluded(candidate, index, context), *_subjects_here(candidate, context.before(index, 0))}
            two = plurals.both_beside(index, context, own)
            if two:
                _settle(candidate, two)
                return
        if candidate.kind is MentionKind.PRONOUN and _settle_as_object(candidate, context.beside(index)):
            return
        if is_pointing(candidate) and candidate.type in plurals.ARMED:
            _settle(candidate, plurals.pointed_at(candidate, index, context))
            return
        if candidate.noun in _NEIGHBOURS and is_definite(candidate) and not has_owner(candidate):
            _settle(candidate, _neighbour(index, context))
            return
        same = same_noun(candidate, index, context)
        open_group = same is not None and same.actor is None and can_refer_to(candidate, "ArmedGroup")
        if same is not None and not open_group and (same.actor is not None or not can_refer_to(candidate, "State")):
            _settle(candidate, [same] if same.actor is not None else [])
            return
        best = _likelier(_likeliest(candidate, index, context), _ahead(candidate, index, context))
        if best is None and can_refer_to(candidate, "State"):
            _settle(candidate, _country(candidate, index, context))
        if word in PLURAL:
            best = _list_or(best, candidate, index, context)
        if best is None:
            return
        score, members = best
        if candidate.kind is MentionKind.PRONOUN and self._rivals.best(candidate, index, context) >= score:
            return
        _settle(candidate, members)
        for member in candidate.antecedents if word in _GENDERED else ():
            assert member.actor is not None
            context.gender.setdefault(member.actor.id, "male" if word in MASCULINE else "female")


def _settle(candidate: Candidate, members: list[Candidate]) -> None:
    """Settle what refers back to one actor or several; what itself refers to several stands for them."""
    members = [m for c in members for m in (c.antecedents if c.means_several else [c])]
    if members:
        first = members[0].actor
        assert first is not None
        candidate.settle(first, f"'{candidate.surface}' refers back to {' and '.join(c.surface for c in members)}")
        candidate.antecedents = members


def _settle_as_object(candidate: Candidate, beside: Iterable[Candidate]) -> bool:
    """Settle a participle's object as that of the verb above, if it is somebody and agrees in number; whether so."""
    object_ = object_above(candidate.token)
    if object_ is None:
        return False
    counted = [o for p in object_.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    nouns = [object_, *counted]  # "dozens of editors"
    if (candidate.token.lower_ in PLURAL) != any(t.tag_ in {"NNS", "NNPS"} for t in nouns):
        return False
    heads = {t.i for t in nouns}
    somebody = [c for c in beside if c.head in heads and not c.is_place and c.type != UNKNOWN]
    if candidate.token.lower_ in _GENDERED:  # no state or body is "him", but a militant is
        somebody = [c for c in somebody if _is_one_person(c)]
    _settle(candidate, [c for c in somebody if c.actor is not None][:1])
    return bool(somebody)


def _is_one_person(candidate: Candidate) -> bool:
    """Whether a mention in the singular can be a man or a woman: a person, an office's holder, a militant."""
    type_name = candidate.actor.type if candidate.actor is not None else candidate.type
    described = candidate.kind is MentionKind.DESCRIPTION and candidate.type == "ArmedGroup"
    return described or type_name in {"Person", "Office"}


def _list_or(
    best: tuple[float, list[Candidate]] | None, candidate: Candidate, index: int, context: Context
) -> tuple[float, list[Candidate]] | None:
    """The likelier of a list before "they" and the one plural actor found."""
    excluded = _excluded(candidate, index, context)
    own = {t.i for t in own_subjects(candidate.token)}
    for distance, group in plurals.lists(index, context, 1):
        if any(c.actor is not None and c.actor.id in excluded for c in group):
            continue
        score = salience(group[0].token, distance) + 1
        if candidate.token.dep_ == "poss" and group[0].passage is candidate.passage and group[0].head in own:
            score += 1.5
        if best is None or score > best[0]:
            best = score, group
    return best


def _likeliest(candidate: Candidate, index: int, context: Context) -> tuple[float, list[Candidate]] | None:
    token, word = candidate.token, candidate.token.lower_
    if not _goes_back(candidate, word):
        return None
    others = _excluded(candidate, index, context)
    own = {t.i for t in own_subjects(token)} if token.dep_ == "poss" or word in REFLEXIVE else set()
    best: tuple[float, list[Candidate]] | None = None
    about = topic(token.sent)
    speaks = token.dep_ == "nsubj" and any(t.is_quote for t in token.doc[max(0, token.i - 2) : token.i])
    pronoun = candidate.kind is MentionKind.PRONOUN
    answers = pronoun and token.dep_ == "nsubj" and token.head.lemma_.lower() in ANSWERING
    for distance, other in context.before(index, REACH if pronoun else FAR):
        if other.actor is None or not _agrees(candidate, other, word, context):
            continue
        if other.actor.id in others:
            continue
        score = _score(candidate, other, distance, context)
        here = distance == 0 and other.passage is candidate.passage
        if here and speaks and is_quoted(other.token):
            continue  # who says it is none of those of whom he speaks
        if here and candidate.kind is MentionKind.PRONOUN and _touches(candidate, other):
            score += 2
        elif here and other.head in own:
            score += 1.5
        if here and (_is_listed_with(candidate, other) or other.token == about):
            score += 4
        if answers and distance == 1 and other.token.head.lemma_.lower() in ACCUSING:
            score += -2 if other.token.dep_ == "nsubj" else 2 if other.token.dep_ == "dobj" else 0
        if candidate.noun in _ORGANISATIONS and other.actor.type in _ORGANISED:
            score += 2  # "the organisation" is rather one than a militia
        if best is None or score > best[0]:
            best = (score, [other])
    announced = about is not None and token.dep_ in SUBJECT and token.head.dep_ == "ROOT"
    return None if announced and (best is None or best[1][0].token != about) else best


def _likelier(
    one: tuple[float, list[Candidate]] | None, other: tuple[float, list[Candidate]] | None
) -> tuple[float, list[Candidate]] | None:
    return max((each for each in (one, other) if each is not None), key=lambda each: each[0], default=None)


def _ahead(candidate: Candidate, index: int, context: Context) -> tuple[float, list[Candidate]] | None:
    """The subject to which a possessive before it looks ahead: "During his visit the minister of Chad, Adu, met"."""
    subject = subject_ahead(candidate.token)
    if subject is None:
        return None
    for other in context.candidates[index + 1 :]:
        if other.passage is not candidate.passage or other.start > subject.i:
            return None
        if other.head == subject.i and other.actor is not None and other.kind is MentionKind.NAME:
            fits = _agrees(candidate, other, candidate.token.lower_, context)
            return (_score(candidate, other, 0, context) - _AHEAD, [other]) if fits else None
    return None


def _score(candidate: Candidate, other: Candidate, distance: int, context: Context) -> float:
    assert other.actor is not None
    score = salience(other.token, distance) + 0.5 * log2(1 + context.count[other.actor.id])
    if other.kind is MentionKind.PRONOUN:
        score += 0.5
    if _is_lost_subject(other.token):
        score += 1.2
    if other.actor.type in STATES and other.token.dep_ == "pobj" and other.token.head.lower_ in _PLACED:
        score -= 1 if other.form is Form.NAME else 1.5  # where something is done does rarely something itself
    if context.state is not None and other.actor.id == context.state.iri and candidate.noun in {"country", "nation"}:
        score += 2
    return score


def _is_lost_subject(token: Token) -> bool:
    """Whether a word heads a sentence whose verb the parser took for a noun or a participle."""
    named = token.dep_ == "compound" and token.ent_type_ == "PERSON"
    top = token.head if named else token
    return top.dep_ == "ROOT" and top.pos_ in {"NOUN", "PROPN"}


def _country(candidate: Candidate, index: int, context: Context) -> list[Candidate]:
    """The state that "the country" means where none is named but beside other nouns: in "Polish judges" Poland."""
    found: dict[str, Candidate] = {}
    for _, other in context.before(index, 1) if not has_owner(candidate) else ():
        state = as_state(other, _STATE)
        if state.actor is not None and state.actor.type == "State" and state.form is not Form.PEOPLE:
            found.setdefault(state.actor.id, state)
    main = found.get(context.state.iri) if context.state is not None else None
    return [main] if main is not None else list(found.values())[:1]


def _neighbour(index: int, context: Context) -> list[Candidate]:
    """The state last named that "the neighbour" of the main state can be."""
    home = context.state.iri if context.state is not None else None
    states = (as_state(other, _STATE) for _, other in context.before(index, 2) if home is not None)
    others = (s for s in states if s.actor is not None and s.actor.type == "State" and s.actor.id != home)
    return [first] if (first := next(others, None)) is not None else []


def _goes_back(candidate: Candidate, word: str) -> bool:
    """Whether a mention can mean somebody named before at all: a pronoun, or a description that nobody owns."""
    return word in _AGREEING or (candidate.kind is MentionKind.DESCRIPTION and not has_owner(candidate))


def _agrees(candidate: Candidate, other: Candidate, word: str, context: Context) -> bool:
    assert other.actor is not None
    kind = other.actor.type
    person = kind in {"Person", "Office"}
    if (word in NEUTER and person) or (word in _GENDERED and not person):
        return False
    if other.is_place or other.owner or (other.means_several and word not in PLURAL):
        return False
    if other.form is Form.ADJECTIVE and (other.token.dep_ in {"amod", "compound", "nmod"} or _is_hyphened(other)):
        return False
    if word in _GENDERED:
        gender = context.gender_of(other.actor.id) or GENDER.get(other.noun.split()[-1] if other.noun else "")
        return gender != ("female" if word in MASCULINE else "male")
    if word in NEUTER:
        state = kind == "State" and other.form is not Form.PEOPLE  # "the Emirates closed its base"
        return (state or not other.plural_word) and kind not in {"Collective", "Community", "Actor"}
    if word in PLURAL:
        return (
            other.plural_word
            or other.means_several
            or kind in {"Collective", "Community", "ArmedGroup"}
            or other.form is Form.PEOPLE
        )
    while other.kind is MentionKind.PRONOUN and other.antecedents:
        other = other.antecedents[0]
    if other.rule == NAMELESS and other.noun != candidate.noun:  # the rebels are not the mercenaries
        return False
    return can_refer_to(candidate, kind)


def _subjects_here(candidate: Candidate, near: Iterable[tuple[int, Candidate]]) -> Iterator[str]:
    """The subjects of the sentence before a word, who are none of those "between them"."""
    for _, other in near:
        if other.actor is not None and other.token.dep_ in SUBJECT and other.token.head in candidate.token.ancestors:
            yield other.actor.id


def _is_hyphened(other: Candidate) -> bool:
    """Whether a name is the first half of an adjective: "Kenyan-led"."""
    doc = other.passage.doc
    return other.end < len(doc) and doc[other.end].text in {"-", "–"}


def _excluded(pronoun: Candidate, index: int, context: Context) -> frozenset[str]:
    """The actors that a pronoun is not: of the other arguments of its verb, and of the nouns around it."""
    heads = {t.i for t in (*around(pronoun.token), *beside(pronoun.token), *_speaking(pronoun.token))}
    return frozenset(c.actor.id for c in context.beside(index) if c.head in heads and c.actor is not None)


def _speaking(pronoun: Token) -> Iterator[Token]:
    """The subjects beside a quotation, who does not call himself "he" in it: "We met him," Adu said."""
    sentence = pronoun.sent
    if any(t.is_quote for t in sentence) and is_quoted(pronoun):
        yield from (t for t in sentence if t.dep_ == "nsubj" and not is_quoted(t))


def _is_listed_with(candidate: Candidate, other: Candidate) -> bool:
    """Whether a possessive follows an actor by "and": "the general and his comrade"."""
    before = candidate.passage.doc[max(0, candidate.start - 1)]
    return candidate.token.dep_ == "poss" and before.lower_ == "and" and other.end == before.i


def _touches(candidate: Candidate, other: Candidate) -> bool:
    """Whether nothing stands between an actor and a word, or a preposition or comma before a possessive.

    So in "the Journal in its report".
    """
    between = candidate.passage.doc[other.end : candidate.start]
    if len(between) == 1 and candidate.token.dep_ == "poss":
        return between[0].pos_ == "ADP" or between[0].text == ","  # "the alliance, its leader Adu"
    return len(between) == 0
