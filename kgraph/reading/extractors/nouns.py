"""Event nouns: "the Iranian attack on the base", "the killing of X by Y", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.records import Branch
from kgraph.reading.actors.candidates import STATES, Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounwords import singulars
from kgraph.reading.extractors.contract import (
    Finding,
    View,
    crowd,
    findings,
    home_alone,
    implied,
    most_specific,
    pairs,
    told_earlier,
)
from kgraph.reading.extractors.visited import DEALING, reacted, visited
from kgraph.reading.predicates.framing import aims, prosecuted, subjects_conditional, subjects_said
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.nominals import Nominal, between, nominal_of
from kgraph.reading.predicates.phrases import behind
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "noun"
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
HELP = frozenset({"aids", "backs", "endorses", "cooperatesWith"})  # what one does something with


ATTENDED = frozenset({"meets", "consults"})  # whoever holds or joins it meets those between whom it is
GOING = frozenset({"visits", "meets"})
UTTERED = frozenset({"statement", "message", "declaration", "word", "expression", "letter", "vote", "tweet", "speech"})
RETURNED = frozenset({"mutual", "reciprocal"})
MUTUAL = RETURNED | {"bilateral", "joint", "two-way"}
SAYING = frozenset(
    "express reiterate announce reaffirm convey voice declare promise offer repeat renew extend pledge".split()
)
PROSECUTED = frozenset({"coerces", "arrests", "accuses"})
SAID_OF = frozenset({"demandsOf", "accuses"})  # what one says of whom the clause behind the noun is about
WARNING = frozenset({"threatens", "demandsOf"})
# "an inquiry into claims that the army looted"
ALLEGATIONS = frozenset({"claim", "allegation", "report", "accusation", "suspicion", "complaint"})
_RECEIVING = frozenset(
    "have enjoy receive gain win get retain lose secure obtain attract command need seek earn keep want".split()
)
_FAVOURS = frozenset(
    """support backing endorsement blessing trust confidence loyalty allegiance protection approval sympathy recognition
    consent help assistance""".split()
)
_ENDING = frozenset({"end", "stop", "halt", "cease", "finish", "terminate"})
# Behind these prepositions the noun is half of a preposition itself: "in the presence of the envoy".
_IDIOMS = frozenset({("in", "presence"), ("under", "patronage"), ("under", "protection")})


def extract(view: View) -> Iterator[Finding]:
    """The relations that the sentence's event nouns express."""
    for token in view.span:
        if token.pos_ not in {"NOUN", "PROPN"} or _is_part_of_name(view, token):
            continue
        if (token.dep_ == "pobj" and (token.head.lower_, token.lower_) in _IDIOMS) or _is_received(token):
            continue
        uses = [use for form in singulars(token) for use in view.lexicon.nouns(form)]
        if uses:
            yield from _best(view, token, uses)
            yield from _aimed_at(view, token, uses)


def _is_received(token: Token) -> bool:
    """Whether a favour is "of" who shows it, because somebody has or loses it: "enjoys the support of Chad"."""
    received = token.dep_ == "dobj" and token.head.lemma_.lower() in _RECEIVING and token.lemma_.lower() in _FAVOURS
    return received and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _is_part_of_name(view: View, token: Token) -> bool:
    candidate = view.arguments.covering(token)
    return candidate is not None and candidate.actor is not None


def _best(view: View, token: Token, uses: list[Use]) -> Iterator[Finding]:
    nominal = nominal_of(token, view.arguments, view.ontology.cues.support_verbs)
    uses = sorted(uses, key=lambda u: -u.specificity)
    found = most_specific((use, _read(view, nominal, use)) for use in uses)
    return (_in_words(f) for f in found) if _is_said(nominal) else found


def _aimed_at(view: View, token: Token, uses: list[Use]) -> Iterator[Finding]:
    """Whom an aim is against: "the departure of Y is X's goal", "X's goal is the overthrow of Y"."""
    owners = view.arguments.actors(aims(token))
    nominal = nominal_of(token, view.arguments, view.ontology.cues.support_verbs) if owners else None
    for use in uses if nominal is not None else ():
        assert nominal is not None
        leaving = use.frame.relation == "withdrawsFrom"
        hostile = view.ontology.relations[use.frame.relation].branch == Branch.CONF
        if not (leaving or hostile or use.frame.relation == "dismisses"):
            continue
        firsts, lasts = (_inverted if use.pattern.first_prepositions else _straight)(view, nominal, use)
        targets = firsts if leaving == (use.pattern.first == "X") else lasts
        against = replace(use, frame=replace(use.frame, relation="opposes", x_types=(), y_types=()))
        pair = (owners, targets) if use.pattern.first == "X" else (targets, owners)
        yield from findings(view, against, *pair, token.head, [token, token.head])
        return


def _is_said(nominal: Nominal) -> bool:
    """Whether an event is one of words: "a statement of support", "voiced its support"."""
    noun = nominal.noun
    said = noun.head.head.lemma_.lower() if noun.dep_ == "pobj" and noun.head.lower_ == "of" else ""
    return said in UTTERED or (nominal.support is not None and nominal.support.lemma_.lower() in SAYING - {"extend"})


def _in_words(finding: Finding) -> Finding:
    """Support that is told rather than given is an endorsement."""
    return replace(finding, relation="endorses") if finding.relation == "backs" else finding


def _read(view: View, nominal: Nominal, use: Use) -> Iterator[Finding]:
    pattern, noun = use.pattern, nominal.noun
    relation = view.ontology.relations[use.frame.relation]
    words = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    if pattern.modifiers:
        words |= _predicate_words(noun)
    if not all(asked & words for asked in use.modifiers):
        return
    cue = [nominal.support, noun] if nominal.support is not None and abs(nominal.support.i - noun.i) < 8 else [noun]
    if pattern.reciprocal:
        group = _group(view, nominal)
        yield from pairs(view, use, group, noun, cue)
        if use.frame.relation in ATTENDED and nominal.obliques.get("between"):
            others = [c for c in view.arguments.actors(nominal.lent) if c not in group]
            yield from (f for other in others for f in findings(view, use, [other], group, noun, cue))
    elif pattern.first_prepositions:
        firsts, lasts = _inverted(view, nominal, use)
        if use.frame.implies_state and pattern.last == "X":  # "the arrest of the editor"
            lasts = lasts or home_alone(view, noun, firsts)
        firsts, lasts = _told(view, use, noun, firsts, lasts)
        yield from findings(view, use, firsts, lasts or _home(view, use, nominal), noun, cue)
    else:
        firsts, lasts = _straight(view, nominal, use)
        firsts = firsts or crowd(view, use, noun)
        out = any(c.lower_ in {"border", "cross-border"} for c in noun.lefts)  # "a cross-border strike on Chadian soil"
        if (use.frame.implies_state or out) and pattern.first == "X":  # "a crackdown on the unions"
            firsts = firsts or home_alone(view, noun, lasts)
        firsts, lasts = _told(view, use, noun, firsts, lasts)
        if not lasts and words & (RETURNED if relation.branch == Branch.CONF else MUTUAL):
            two = firsts if len(firsts) == 2 else _the_two(view)
            yield from pairs(view, use, two, noun, cue)
            if not relation.symmetric:  # "mutual accusations by Chad and Niger"
                yield from pairs(view, use, two[::-1], noun, cue)
            return
        theirs = bool(nominal.lent or nominal.possessors)  # not so in "called for a truce"
        if theirs and not lasts and len(firsts) > 1 and relation.symmetric:
            yield from pairs(view, use, firsts, noun, cue)  # "A and B held exercises"
        yield from findings(view, use, firsts, lasts or _home(view, use, nominal), noun, cue)


def _told(
    view: View, use: Use, noun: Token, firsts: list[Candidate], lasts: list[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """The slots of an event that the document has told of before: "the visit to Paris" is that of who went there."""
    known = any(c.dep_ == "poss" or c.lower_ in _KNOWN for c in noun.children)
    if not known or bool(firsts) == bool(lasts):
        return firsts, lasts
    (given,) = (firsts or lasts)[:1]
    assert given.actor is not None
    doer = bool(firsts) == (use.pattern.first == "X")
    settled = use.frame.implies_home or view.ontology.relations[use.frame.relation].branch != "conf"
    if doer and settled and use.frame.relation != "visits":
        return firsts, lasts
    other = (view.told.target if doer else view.told.doer)(use.frame.relation, given.actor)
    found = told_earlier(view, noun, other) if other is not None else []
    return (firsts, found) if firsts else (found, lasts)


def _predicate_words(noun: Token) -> set[str]:
    """What an event noun is said to be or do: "relations with Chad are strained", "relations soured"."""
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return set()
    said = (noun.head, *(c for c in noun.head.children if c.dep_ in {"acomp", "attr", "oprd"}))
    return {form for t in said for form in (t.lemma_.lower(), t.lower_)}


def _group(view: View, nominal: Nominal) -> list[Candidate]:
    """The members of a symmetric event."""
    for tokens in (
        between(nominal),
        nominal.obliques.get("among", []),
        nominal.obliques.get("of", []),
        nominal.lent,
        nominal.possessors,
    ):
        members = view.arguments.actors(tokens, owners=True)
        if len(members) > 1:
            return members
    if len(nominal.modifiers) == 2:
        return nominal.modifiers
    ending = nominal.noun.dep_ == "dobj" and nominal.noun.head.lemma_.lower() in _ENDING
    ended = view.arguments.actors(subjects(nominal.noun.head)) if ending else []
    return ended if len(ended) > 1 else []  # "Chad and the rebels agreed to end the war"


def _the_two(view: View) -> list[Candidate]:
    """Between whom "bilateral ties" are: the two states that the sentence names, if it names no third."""
    states = {m.actor.id: m for m in reversed(view.mentions) if m.actor is not None and m.actor.type in STATES}
    return list(states.values())[::-1] if len(states) == 2 else []


def _straight(view: View, nominal: Nominal, use: Use) -> tuple[list[Candidate], list[Candidate]]:
    """ "X attack on Y": who acts stands before the noun or behind "by", "of", "from", or is lent by a support verb."""
    prepositions = use.pattern.prepositions
    relation = view.ontology.relations[use.frame.relation]
    lasts = _undergoing(view, nominal, use)
    sources = [nominal.obliques.get("by", []), nominal.possessors, nominal.lent]
    sources += [nominal.obliques.get(p, []) for p in ("of", "from") if p not in prepositions]
    modifiers = nominal.modifiers
    if use.frame.relation == "visits":  # "the Washington visit": a place before the noun is where to
        places = [c for c in modifiers if c.actor is not None and view.ontology.is_a(c.actor.type, "State")]
        modifiers = [c for c in modifiers if c not in places]
        lasts = lasts or places
    elif not lasts and modifiers and (nominal.possessors or nominal.lent or nominal.obliques.get("by")):
        # "Trump's Iran sanctions", "led the anti-Russian protests": who acts is named, so the name before is the other
        named = [c for c in modifiers if c.form is not Form.ADJECTIVE and c.kind is MentionKind.NAME]
        lasts, modifiers = named, [c for c in modifiers if c not in named]
    if not lasts:
        lasts = nominal.against if "against" in prepositions else []
    if relation.branch == "coop" or relation.symmetric:  # "in a row with Chad, Mali closed the border"
        sources.append(nominal.framing)
    elif relation.branch == Branch.CONF or use.frame.relation == "dismisses":
        sources.append(nominal.striking)
    sayer = nominal.lent if nominal.support is not None and nominal.support.lemma_.lower() in SAYING else []
    if sayer and lasts and nominal.possessors and view.ontology.relations[use.frame.relation].branch == "coop":
        # "the minister reaffirmed Chad's support for": he supports as well
        return view.arguments.actors([*nominal.possessors, *sayer]), lasts
    firsts = _first_filled(view, sources[:-1], modifiers) or _first_filled(view, sources[-1:], [])
    if not firsts and use.frame.relation in GOING:  # "his policy has changed since the visit to Chad"
        firsts = view.arguments.actors(nominal.framing, owners=True)
    return firsts, lasts


def _undergoing(view: View, nominal: Nominal, use: Use) -> list[Candidate]:
    """ "X attack on Y": who is behind the pattern's preposition, else whom the event is told to befall otherwise."""
    prepositions = use.pattern.prepositions
    if "against" in prepositions and nominal.obliques.get("against"):  # "a rally at the university against Y"
        prepositions -= {"at"}
    branch = view.ontology.relations[use.frame.relation].branch
    # "the killing of Adu in Chad" befalls no Chad
    for links in (prepositions - {"in"}, prepositions):
        lasts = view.arguments.actors([t for p in sorted(links) for t in nominal.obliques.get(p, [])], owners=True)
        if lasts:
            break
    if not lasts:  # "the withdrawal of the last soldiers from X"
        lasts = view.arguments.actors(o for of in nominal.obliques.get("of", []) for o in behind(of, prepositions))
    given = use.frame.relation == "influences" and nominal.support is not None  # who is granted powers has them
    trained = prepositions == {"with"}  # "offered him training": not training with him
    if not lasts and nominal.undergoers and not trained and not given:
        lasts = view.arguments.actors(nominal.undergoers, owners=True)
    if not lasts and use.frame.relation in HELP:
        lasts = view.arguments.actors(nominal.helped)
    if not lasts and use.frame.relation in SAID_OF:
        alleged = (t for p in ("into", "of") for t in nominal.obliques.get(p, []) if t.lemma_.lower() in ALLEGATIONS)
        lasts = view.arguments.actors([s for t in (nominal.noun, *alleged) for s in subjects_said(t)])
    if not lasts and use.frame.relation in WARNING:
        lasts = view.arguments.actors(subjects_conditional(nominal.noun))
    if not lasts and use.frame.relation in PROSECUTED:
        lasts = view.arguments.actors(prosecuted(nominal.noun))
    dealt = use.frame.relation in DEALING and nominal.lent and not nominal.undergoers
    if not lasts and nominal.support is not None and dealt:
        lasts = visited(view, nominal.support)
    if not lasts and branch == Branch.CONF:
        lasts = view.arguments.actors(nominal.driven)
    if not lasts and nominal.support is not None and nominal.lent:
        if use.frame.relation == "accuses" and nominal.support.lemma_.lower() in SAYING:
            lasts = reacted(view, nominal.support)
        elif use.frame.relation == "visits":  # "paid a visit in May"
            lasts = home_alone(view, nominal.noun, view.arguments.actors(nominal.lent))
    return lasts


def _inverted(view: View, nominal: Nominal, use: Use) -> tuple[list[Candidate], list[Candidate]]:
    """ "killing of Y by X": the possessive is the one acted upon unless "of" names it."""
    pattern = use.pattern
    behind_first = [t for p in sorted(pattern.first_prepositions) for t in nominal.obliques.get(p, [])]
    firsts = view.arguments.actors(behind_first, owners=True)
    taken_possessor = False
    if not firsts and nominal.possessors and use.frame.relation != "visits":  # "his tour": he is the one who travels
        firsts = view.arguments.actors(nominal.possessors, owners=True)
        taken_possessor = True
    agents = [[t for p in sorted(pattern.prepositions) for t in nominal.obliques.get(p, [])]]
    agents.append([o for t in behind_first for o in behind(t, pattern.prepositions)])
    if not taken_possessor:
        agents.append(nominal.possessors)
    if pattern.last == "X":  # who strengthens the presence of others is not where they are
        agents.append(nominal.lent)
    return firsts, _first_filled(view, agents, nominal.modifiers)


def _home(view: View, use: Use, nominal: Nominal) -> list[Candidate]:
    """The document's main state, where a frame leaves out what goes without saying: "the American invasion"."""
    if not use.frame.implies_home or use.pattern.last != "Y" or view.home is None:
        return []
    return implied(view, nominal.noun, view.home)


def _first_filled(view: View, sources: list[list[Token]], rest: list[Candidate]) -> list[Candidate]:
    for tokens in sources:
        found = view.arguments.actors(tokens)
        if found:
            return found
    return rest
