"""The participants of event nouns: "the Iranian attack on X", "X's killing by Y", "talks between X and Y"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.framing import (
    WITH,
    accountable,
    driven,
    first_listed,
    framed,
    hung_behind,
    shared_owners,
    subject_above,
    undertaking,
)
from kgraph.reading.predicates.lexicon import lemmas
from kgraph.reading.predicates.phrases import (
    add_oblique,
    behind,
    conjuncts,
    counted_by,
    lone_between,
    nouns_of,
    possessors,
)
from kgraph.reading.predicates.subjects import FINITE, subjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

# What these verbs say of an event is where, when and between whom it was.
HAPPENING = frozenset(
    """grow mount increase come wane fade deepen spread take occur happen begin start break erupt resume continue
    collapse fail end follow flare rage intensify escalate stall open work last persist endure""".split()
)
# Who does this in an attack is attacked.
SUFFERING = frozenset(
    {"die", "lose", "kill", "wound", "injure", "hurt", "perish", "fall", "maim", "destroy", "damage", "hit"}
)
_BEING = frozenset({"be", "remain"})
_DEEDS = frozenset({"work", "doing", "handiwork", "deed", "act", "fault", "responsibility"})
_OWNING = frozenset({"claim", "take", "bear", "assume", "accept", "acknowledge", "have"})
_SUFFERED_IN = frozenset({"in", "by", "during", "from"})
_BETWEEN = ("between", "among", "with", "in", "on", "against")
_REACHING = frozenset({"reach", "flow", "pour", "target", "arrive", "cover"})
_KEEPING = frozenset({"keep", "hold", "bring", "place", "put", "leave", "draw"})
_BEING_UNDER = frozenset({"be", "come", "fall", "remain", "live", "stay", "suffer", "groan", "labour", "labor"})
_GATHERING = frozenset({"bring", "gather", "unite", "involve", "pit", "include"})


@dataclass(slots=True)
class Nominal:
    """An event noun with what stands around it.

    `lent` are the actors that a support verb lends to it as agents, `framing` the subject of the sentence that the
    event gives the time for, `striking` who did what is told in it, `helped` who acts "with the help of", `driven` whom
    the event makes do something.
    """

    noun: Token
    possessors: list[Token] = field(default_factory=list)
    modifiers: list[Candidate] = field(default_factory=list)
    against: list[Candidate] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    lent: list[Token] = field(default_factory=list)
    undergoers: list[Token] = field(default_factory=list)
    framing: list[Token] = field(default_factory=list)
    striking: list[Token] = field(default_factory=list)
    helped: list[Token] = field(default_factory=list)
    driven: list[Token] = field(default_factory=list)
    support: Token | None = None


def nominal_of(noun: Token, arguments: Arguments, support_verbs: Mapping[str, bool]) -> Nominal:
    """The noun's participants from its own phrase and from a support verb that governs it."""
    nominal = Nominal(noun, modifiers=arguments.modifiers(noun), against=arguments.opposed(noun))
    _take_own(nominal, support_verbs)
    counted = counted_by(noun)
    first = first_listed(counted)
    _take_around(nominal, first)
    verb = _governor(first)
    if verb is not None:
        _lend(nominal, first, clause_of(verb), support_verbs)
        if first.dep_ != "pobj" and "between" not in nominal.obliques:  # "brokered the truce between A and B"
            nominal.obliques["between"] = behind(verb, {"between"})
    if nominal.support is None:
        nominal.undergoers.extend(_beneath(first))
        for hung in hung_behind(counted):
            add_oblique(nominal.obliques, hung)
    if not nominal.lent:
        nominal.lent.extend(_answerable(first) or accountable(first))
        if nominal.lent and all(t.tag_ == "PRP$" for t in nominal.possessors):
            nominal.possessors.clear()  # "fined Chad for its support of the rebels"
    nominal.driven.extend(driven(first))
    told = nominal.lent or nominal.possessors or nominal.modifiers or nominal.undergoers
    if not told and "by" not in nominal.obliques:
        nominal.framing.extend(framed(first))
        nominal.striking.extend(undertaking(first))
    nominal.helped.extend(subject_above(first, WITH))
    return nominal


def _take_own(nominal: Nominal, support_verbs: Mapping[str, bool]) -> None:
    """Take what hangs on the noun, on the list that it goes on, and on the quantity that it hides behind."""
    noun = nominal.noun
    for child in noun.children:
        if child.dep_ == "poss":
            nominal.possessors.append(child)
        elif child.dep_ == "prep":
            add_oblique(nominal.obliques, child)
            # "a ban on X imposed by Y", where the parser hangs the participle on the name
            made = (c for o in nouns_of(child) for c in o.children if c.dep_ == "acl" and c.tag_ == "VBN")
            nominal.lent.extend(o for c in made if c.lemma_.lower() in support_verbs for o in behind(c, {"by"}))
        elif child.dep_ in {"relcl", "acl"} and (child.lemma_.lower() in support_verbs or _is_happening(child)):
            _lend_back(nominal, clause_of(child))
        if child.dep_ == "acl" and child.tag_ == "VBN":  # "the truce brokered in Doha between Chad and Niger"
            nominal.obliques.setdefault("between", []).extend(behind(child, {"between"}))
    if noun.dep_ == "conj" and not nominal.possessors and not nominal.modifiers:
        nominal.possessors.extend(shared_owners(noun))
    counted = counted_by(noun)
    if counted is not noun:
        for child in counted.children:
            if child.dep_ == "prep" and child.lower_ != "of":
                add_oblique(nominal.obliques, child)


def _take_around(nominal: Nominal, first: Token) -> None:
    """Take what the verb tells whose subject or adverbial the event is: "aid reached Y", "talks took place between"."""
    happening = first.dep_ == "nsubj" and first.head.lemma_.lower() in HAPPENING
    if first.dep_ == "nsubjpass" or happening:  # "talks took place between", "a truce was agreed between"
        around = clause_of(first.head).obliques
        for preposition in (*_BETWEEN, *(("from", "by", "to") if happening else ())):  # "praise came from"
            nominal.obliques.setdefault(preposition, []).extend(around.get(preposition, []))
    if first.dep_ == "nsubj" and first.head.lemma_.lower() in _REACHING:  # "American aid reached Sudan"
        goal = clause_of(first.head)
        nominal.undergoers.extend(goal.patients or [o for p in ("to", "into") for o in goal.obliques.get(p, [])])
    if first.dep_ == "nsubj" and first.head.lemma_ in _GATHERING:  # "the talks brought together A and B"
        nominal.obliques.setdefault("between", []).extend(c for c in first.head.children if c.dep_ == "dobj")
    if first.dep_ == "pobj" and first.head.lower_ in _SUFFERED_IN:
        above: Token = first.head.head
        verb_above = above.head if above.dep_ == "dobj" else above  # "lost two towns in an offensive"
        if verb_above.lemma_.lower() in SUFFERING:
            nominal.undergoers.extend(subjects(verb_above))  # "soldiers died in a raid by the rebels"


def _beneath(noun: Token) -> list[Token]:
    """Who is, comes or is kept "under" an event: "keep Chad under Malian influence", "Chad is under siege"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "under" or noun.head.head.pos_ not in {"VERB", "AUX"}:
        return []
    verb = clause_of(noun.head.head)
    if verb.lemma in _KEEPING:
        return verb.patients
    return verb.agents if verb.lemma in _BEING_UNDER and not verb.patients else []


def _is_happening(verb: Token) -> bool:
    """Whether a finite verb hung on a noun is the noun's predicate: "Fighting flared between X and Y"."""
    return verb.dep_ == "acl" and verb.tag_ in FINITE and verb.lemma_.lower() in HAPPENING


def _answerable(noun: Token) -> list[Token]:
    """Who "is responsible for", "claimed responsibility for" or "was behind" an event: it is his act, "his work"."""
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _BEING:
        deeds = (c for c in noun.head.children if c.dep_ == "attr" and c.lower_ in _DEEDS)
        return [o for deed in deeds for o in behind(deed, {"of"}) + possessors(deed)]
    if noun.dep_ != "pobj":
        return []
    preposition: Token = noun.head
    above: Token = preposition.head
    if preposition.lower_ == "behind" and above.lemma_.lower() in _BEING:
        return subjects(above)
    if preposition.lower_ != "for":
        return []
    if above.lower_ == "responsible" and above.dep_ == "acomp" and above.head.lemma_.lower() in _BEING:
        return subjects(above.head)
    if above.lower_ in {"responsibility", "credit"} and above.head.lemma_.lower() in _OWNING:
        return subjects(above.head) if above.dep_ == "dobj" else behind(above.head, {"by"})
    return []


def _governor(noun: Token) -> Token | None:
    """The verb whose object, passive subject or prepositional object a noun is."""
    if noun.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return None
    governor: Token = noun.head.head if noun.dep_ == "pobj" else noun.head
    return governor if governor.pos_ == "VERB" else None


def _lend(nominal: Nominal, noun: Token, clause: Clause, support_verbs: Mapping[str, bool]) -> None:
    particles = sorted(clause.particles)
    forms = lemmas(clause.verb)
    names = [f"{form} {particle}" for particle in particles for form in forms] + forms
    if noun.dep_ == "pobj":
        names = [f"{form} {noun.head.lower_}" for form in forms]
    name = next((n for n in names if n in support_verbs), None)
    if name is None:
        return
    nominal.support = clause.verb
    if support_verbs[name]:
        nominal.undergoers.extend(clause.patients if clause.passive else clause.agents)
        nominal.lent.extend(clause.obliques.get("from", []) + clause.obliques.get("by", []))
    else:
        nominal.lent.extend(clause.agents)
    nominal.undergoers.extend(clause.recipients)
    for preposition, objects in clause.obliques.items():
        own = nominal.obliques.setdefault(preposition, [])
        own.extend(o for o in objects if o.i != noun.i and preposition != "by")


def _lend_back(nominal: Nominal, clause: Clause) -> None:
    """ "talks that were held between A and B", "the raid carried out by A": the support verb follows its noun."""
    nominal.lent.extend(t for t in clause.agents if t.head.i != nominal.noun.i and t.i != nominal.noun.i)
    for preposition, objects in clause.obliques.items():
        nominal.obliques.setdefault(preposition, []).extend(objects)


def between(nominal: Nominal) -> list[Token]:
    """The words behind "between", also on what an event is about, and where the second hangs on the first's owner.

    So in "talks on a truce between Chad and Niger", "clashes between supporters of X and the police".
    """
    about = (t for p in ("on", "about", "over") for t in nominal.obliques.get(p, []))
    found = nominal.obliques.get("between") or [o for t in about for o in behind(t, {"between"})]
    if len(found) == 1 and lone_between(found[0]):
        return [*found, *(c for o in behind(found[0], {"of"}) for c in conjuncts(o) if c.i != o.i)]
    return found
