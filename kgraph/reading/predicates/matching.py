"""Patterns of verb frames met in clauses: which words fill their slots, and which words of their own they find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.reading.actors.nounwords import singulars
from kgraph.reading.predicates.clauses import Clause
from kgraph.reading.predicates.lexicon import ANY, Use
from kgraph.reading.predicates.makers import makers
from kgraph.reading.predicates.phrases import add_oblique, antecedent_of, behind, counted_by, is_making, possessors
from kgraph.reading.predicates.subjects import SUBJECTS, goes_on, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

# "said that Chad must", "… was guilty", "… was behind", "… did a good job"
_PREDICATIVE = frozenset({"aux", "acomp", "attr", "prep", "dobj"})
# With an object of their own these verbs say something else: who "takes part in" a summit takes nobody in.
LIGHT = frozenset(
    """take make give have put get bring hold keep set meet pose run play pay bear lay cast draw strike find
    leave shoot fly sail drive stop""".split()
)
PROTEST = "protestsAgainst"
_INCLUDING = frozenset({"including", "like"})
_WHERE = frozenset({"at", "near", "outside", "in", "before"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(slots=True)
class Match:
    """A pattern met in a clause: the words that fill its slots, those that it consumed, and where only a state acts.

    `goes_on` is set where the clause leaves out its subject, which is that of the sentence before, and `left_out` where
    nobody is named as X of an act that only a state does: "was arrested".
    """

    use: Use
    firsts: list[Token]
    lasts: list[Token]
    cue: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)
    left_out: bool = False
    goes_on: bool = False


def match_in(clause: Clause, use: Use) -> Match | None:
    """The pattern as the clause fills it, or None."""
    pattern = use.pattern
    if pattern.tail and not pattern.clause and any(words.isdisjoint(clause.tail) for words in pattern.tail):
        return None
    linked = pattern.prepositions and not pattern.words and not use.frame.implies_state
    if linked and pattern.prepositions.isdisjoint(clause.links):
        return None
    bare = not (pattern.prepositions or pattern.words or pattern.reciprocal or use.frame.implies_state)
    if bare and not (clause.patients or clause.recipients or clause.complements):
        return None
    match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
    if clause.lemma == "call" and not (pattern.words or pattern.tail or pattern.prepositions) and clause.complements:
        return None  # "called him a hero": nobody is telephoned
    if use.frame.ergative and pattern.first == "Y" and clause.patients and not clause.passive:
        return None  # "is torn between Chad and Niger", but "tore up the deal between Chad and Niger"
    if pattern.reciprocal:
        match.firsts = match.firsts or (list(clause.patients) if use.frame.ergative else [])
        return match if match.firsts and consume(clause, match) is not None else None
    context = consume(clause, match)
    if context is None or not _has_tail(clause, match) or _means_its_object(clause, use):
        return None
    match.lasts = _lasts(clause, match, context)
    if clause.passive and not match.firsts and use.frame.ergative:
        match.firsts = list(clause.patients)
    if use.frame.implies_state:
        _leave_out_state(clause, match)
    match.goes_on = not match.firsts and not clause.passive and goes_on(clause.verb)
    somebody = match.firsts or match.places or match.left_out or match.goes_on
    return match if somebody and (match.lasts or match.left_out) else None


def _leave_out_state(clause: Clause, match: Match) -> None:
    """Note where an act that only a state does happens, and whether the sentence says nothing of who does it."""
    places = [t for p in ("in", "from", "out") for t in clause.obliques.get(p, [])]
    named = any(t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"} for t in places)
    if clause.passive and not match.firsts:
        match.places = places
        match.left_out = not named
    elif match.use.pattern.first == "Y" and match.firsts and all(t in match.cue for t in match.lasts):
        match.left_out = not named


def _means_its_object(clause: Clause, use: Use) -> bool:
    """Whether a frame knows nothing of the object that gives a light verb its meaning: "meet the fate with"."""
    bare = bool(use.pattern.prepositions) and not use.pattern.words
    things = {*_NAMING, "PRON"}
    return bare and clause.lemma in LIGHT and any(t.dep_ == "dobj" and t.pos_ in things for t in clause.patients)


def consume(clause: Clause, match: Match) -> Token | None:
    """Find the pattern's own words one after the other; the token on which the last slot hangs, or None."""
    context = clause.verb
    adverbial = match.use.pattern.head == ANY
    for words in match.use.pattern.words:
        near = _things(clause) if ANY in words else fringe(context) if adverbial else nearby(clause, context)
        token = near[0] if ANY in words and near else _find_word(clause, near, words)
        if token is None:
            return None
        match.cue.append(token)
        if adverbial or token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            context = token
    return context


def _things(clause: Clause) -> list[Token]:
    """What is acted upon: the "*" of "X return * to Y" is any thing or person, but no time."""
    acted_on = clause.patients or _small_clause(clause)
    return [t for t in acted_on if t.pos_ in _NAMING | {"ADJ"} and t.ent_type_ not in {"DATE", "TIME"}]


def fringe(word: Token) -> list[Token]:
    """What hangs on a word or, since the parser often puts adverbials there, on a verb's object or its subject."""
    found = list(word.children)
    for child in word.children:
        if child.dep_ == "dobj":
            found.extend(c for c in child.children if c.dep_ == "prep")
        elif child.dep_ in SUBJECTS:  # "Chad, in talks with Niger, agreed to"
            found.extend(c for c in child.rights if c.dep_ == "prep" and c.nbor(-1).text == ",")
    return found


def nearby(clause: Clause, context: Token) -> list[Token]:
    """Where a pattern's next word may stand."""
    if context.i not in clause.near:
        clause.near[context.i] = _nearby(clause, context)
    return clause.near[context.i]


def _nearby(clause: Clause, context: Token) -> list[Token]:
    objects = [o for group in clause.obliques.values() for o in group if not _is_aside(o)]
    # of "troops attacked" no troops are attacked, who gives "in May" does not give in, and "will" is no will
    children = [c for c in context.children if c.dep_ not in SUBJECTS and c.tag_ != "MD"]
    children = [c for c in children if not (c.dep_ == "prep" and c.i < context.i)]
    near = [*children, *clause.patients, *clause.complements, *objects]
    if context.pos_ == "ADJ":  # "is responsible for the file"
        near += [o for p in context.children if p.dep_ == "prep" for o in p.children]
    hidden = [o for t in near for p in t.children if p.dep_ == "prep" for o in p.children if counted_by(o).i == t.i]
    return near + hidden


def _is_aside(noun: Token) -> bool:
    """Whether a prepositional phrase is set off by a comma: "met him, after the first visit by a bishop"."""
    start = noun.head.i
    return noun.dep_ == "pobj" and start > 0 and noun.doc[start - 1].text == ","


def _find_word(clause: Clause, among: Iterable[Token], words: frozenset[str]) -> Token | None:
    return next((token for token in among if not words.isdisjoint(_forms_of(clause, token))), None)


def forms_in(clause: Clause, among: Iterable[Token]) -> set[str]:
    """What words may be called in patterns."""
    return {form for token in among for form in _forms_of(clause, token)}


def _forms_of(clause: Clause, token: Token) -> list[str]:
    """The forms of a word of the clause, which many patterns ask for."""
    if token.i not in clause.forms:
        clause.forms[token.i] = _forms(antecedent_of(token))
    return clause.forms[token.i]


def _forms(token: Token) -> list[str]:
    """What a word may be called in a pattern; a part of a name nothing: the White House is no house."""
    if token.pos_ == "PROPN" and token.text[:1].isupper() and not token.is_sent_start and not token.text.isupper():
        return []
    return [*singulars(token), token.lower_.removesuffix("s")]


def _has_tail(clause: Clause, match: Match) -> bool:
    if (
        match.use.pattern.clause and match.use.pattern.tail
    ):  # "say that Y must": the words are auxiliaries of what is said
        return any(_says(c, match.use.pattern.tail) for c in clause.complements)
    for words in match.use.pattern.tail:
        token = min((clause.tail[w] for w in words & clause.tail.keys()), key=lambda t: t.i, default=None)
        if token is None:
            return False
        match.cue.append(token)
    return True


def _says(complement: Token, tail: tuple[frozenset[str], ...]) -> bool:
    """Whether a clause that is said has the words of a pattern: "that Chad must", "that it was guilty"."""
    predicates = [a for a in complement.children if a.dep_ in _PREDICATIVE]
    said = {complement.lemma_, *(a.lower_ for a in predicates)}
    for adjective in predicates:  # "was responsible for the killing", which is no word of who is so for the portfolio
        purposes = {o.lemma_.lower() for o in behind(adjective, {"for"})} if adjective.dep_ == "acomp" else set()
        said = said | purposes if len(tail) > 1 or not purposes else said - {adjective.lower_}
    return all(words & said for words in tail)


def _lasts(clause: Clause, match: Match, context: Token) -> list[Token]:
    pattern = match.use.pattern
    if pattern.clause:
        if clause.lemma == "warn" and any(t.dep_ == "dobj" for t in clause.patients):
            return []  # "warned Y that Z should": Y is warned, nothing is asked of Z
        labels = {"ccomp", "xcomp", "conj"}
        said = (c for c in clause.complements if c.dep_ in labels or c.i == clause.verb.head.i)
        return [s for c in said if _says(c, pattern.tail) for s in subjects(c)]
    if not pattern.prepositions:
        if context is not clause.verb:
            return clause.recipients or possessors(context)
        return clause.patients or clause.recipients or _small_clause(clause)
    obliques = clause.obliques
    if context is not clause.verb:
        obliques = {p: list(found) for p, found in clause.obliques.items()}
        for child in context.children:
            if child.dep_ == "prep":
                add_oblique(obliques, child)
            elif is_making(child):  # "accepted a proposal submitted by Y"
                obliques.setdefault("by", []).extend(behind(child, {"by"}))
        if "of" in pattern.prepositions:  # "hit a base of Y", "hit Y's base", "hit Russian bases"
            before = [c for c in context.children if c.dep_ in {"poss", "amod", "compound", "nmod"}]
            obliques.setdefault("of", []).extend(before or makers(context))
    if match.use.frame.relation == PROTEST and obliques.get("against"):  # "protested at the university against Y"
        obliques = {p: each for p, each in obliques.items() if p not in _WHERE}
    if {"with", "against"} <= pattern.prepositions and obliques.get("against"):  # "fought with Chad against Y"
        obliques = {p: each for p, each in obliques.items() if p != "with"}
    found = [t for p in sorted(pattern.prepositions) for t in obliques.get(p, [])] or _inside(
        clause, pattern.prepositions
    )
    found.extend(_in_other_objects(clause, pattern.prepositions - {"of"}) if found else [])
    if pattern.prepositions & {"to", "for"}:
        found.extend(clause.recipients)
    if not found and context.lemma_ == "side" and pattern.head != ANY:  # "took neither side"
        found = [context]
    agents = {t.i for t in match.firsts} if clause.passive else set()
    found = [t for t in found if t.i not in agents]
    if found:
        first = next(
            (t for t in clause.verb.subtree if t.dep_ in {"prep", "agent"} and t.lower_ in pattern.prepositions), None
        )
        if first is not None and first.i < found[0].i:
            match.cue.append(first)
    return found


def _inside(clause: Clause, prepositions: frozenset[str]) -> list[Token]:
    """What stands behind the preposition where the parser hung it on the object: "withdrew 200 men from Liberia"."""
    obliques: dict[str, list[Token]] = {}
    for patient in (*clause.patients, *_listed(clause)):
        for token in patient.subtree:
            if token.dep_ == "prep" and token.lower_ in prepositions - {"of"} and token.i > patient.i > clause.verb.i:
                add_oblique(obliques, token)
    return [t for p in sorted(prepositions) for t in obliques.get(p, [])]


def _listed(clause: Clause) -> list[Token]:
    """What the parser makes of an insertion: "imposed sanctions, including bans and freezes, on Y"."""
    above = (clause.verb, *clause.patients)
    cut = any(c.lower_ in _INCLUDING and not list(c.children) for t in above for c in t.children)
    return [c for c in clause.verb.children if cut and c.dep_ == "conj"]


def _in_other_objects(clause: Clause, prepositions: frozenset[str]) -> list[Token]:
    """Of "buys radars from Paris and guns from Delhi", in which the verb counts twice, the second."""
    heads = [*clause.patients, *(t for p in prepositions for t in clause.obliques.get(p, []))]
    more = [c for head in heads for c in head.children if c.dep_ == "conj" and c.pos_ == "NOUN"]
    return [t for noun in more for t in behind(noun, prepositions)]


def _small_clause(clause: Clause) -> list[Token]:
    """The subject that the parser gave to a small clause: "urged Iran to stop", "found him guilty"."""
    return [
        child
        for complement in clause.complements
        if complement.dep_ in {"ccomp", "xcomp"} and _is_small(complement)
        for child in complement.children
        if child.dep_ == "nsubj"
    ]


def _is_small(complement: Token) -> bool:
    if complement.tag_ == "VBG":  # "accept refugees fleeing the war"
        return not any(c.dep_ in {"aux", "mark"} for c in complement.children)
    if complement.pos_ in {"ADJ", "NOUN"}:
        return not any(c.dep_ in {"aux", "cop"} or c.pos_ == "AUX" for c in complement.children)
    if complement.tag_ == "VB":  # "declared him persona non grata", where the parser makes a verb of it
        return not any(c.dep_ in {"aux", "mark"} and c.tag_ != "TO" for c in complement.children)
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in complement.children)
