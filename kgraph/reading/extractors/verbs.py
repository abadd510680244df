"""Verb frames: "Iran backs the militia", "the militia was backed by Iran", "Iran wants to go on backing it"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.ontology.records import Branch
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounphrases import singulars
from kgraph.reading.extractors.contract import Finding, View, crowd, findings, most_specific, pairs
from kgraph.reading.predicates.clauses import (
    QUANTITIES,
    SUBJECTS,
    Clause,
    add_oblique,
    clause_of,
    counted_by,
    hidden_recipient,
    possessors,
    subjects,
)
from kgraph.reading.predicates.lexicon import Use, lemmas

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "verb"
ANY = "*"  # the head of patterns that any verb may have: "X * alongside Y"
# What one says of an event is said of those who bring it about, not of those whom it befalls.
ATTITUDES = frozenset("endorses backs opposes accuses agreesWith demandsOf consults meets visits".split())
REACHING = frozenset({"dependsOn"})  # ties to whom a thing is of: "depends on gas from Norway"
YIELDING, AIDING = "concedesTo", "aids"
_UNTIL = frozenset({"until", "unless", "till", "before"})
_PREDICATIVE = frozenset({"aux", "acomp", "attr", "prep"})  # "said that Chad must", "… was guilty", "… was behind"
_PLACES = ("in", "inside", "into", "across", "throughout", "within", "along")


# With an object of their own these verbs say something else: who "takes part in" a summit takes nobody in.
_LIGHT = frozenset(
    """take make give have put get bring hold keep set meet pose run play pay bear lay cast draw strike find
    leave shoot fly sail drive""".split()
)


_NAMING = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(slots=True)
class Match:
    """A pattern met in a clause: the words that fill its slots, those that it consumed, and where only a state acts."""

    use: Use
    firsts: list[Token]
    lasts: list[Token]
    cue: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)


Read = Callable[[View, Clause, Match], Iterator[Finding]]


def extract(view: View) -> Iterator[Finding]:
    """The relations that the sentence's verbs express, the most specific frame of each pair."""
    for token in view.span:
        # the tagger takes a capitalised participle at the start for a name: "Bombing the port, the navy …"
        if token.pos_ not in {"VERB", "AUX"} and not (token.dep_ == "advcl" and token.lower_.endswith("ing")):
            continue
        own = [use for lemma in lemmas(token) for use in view.lexicon.verbs(lemma)]
        adverbials = _adverbials(view, token)
        if own or adverbials:
            clause = clause_of(token)
            hidden = hidden_recipient(clause)
            if hidden is not None and any(c.form is Form.NAME for c in view.arguments.states([hidden])):
                clause.recipients.append(hidden)
            yield from (
                _best(view, clause, own)
                or _best(view, clause, own, _reach)
                or _withheld(view, clause, own)
                or _serving(view, clause, own)
            )
            yield from _best(view, clause, adverbials)


def _adverbials(view: View, verb: Token) -> list[Use]:
    """The patterns of adverbials that any verb may have, as far as the verb has their first word."""
    words = {token.lower_ for token in _fringe(verb)}
    return [use for use in view.lexicon.verbs(ANY) if words & (use.pattern.words or (use.pattern.prepositions,))[0]]


def _best(view: View, clause: Clause, uses: list[Use], read: Read | None = None) -> list[Finding]:
    if not uses:
        return []
    words = {*_named(clause, _near(clause, clause.verb)), ANY}
    likely = (u for u in uses if not u.pattern.words or u.pattern.head == ANY or u.pattern.words[0] & words)
    matches = [match for use in likely if (match := _match(clause, use)) is not None]
    matches.sort(key=lambda m: -m.use.specificity)
    return list(most_specific((match.use, (read or _read)(view, clause, match)) for match in matches))


def _read(view: View, clause: Clause, match: Match) -> Iterator[Finding]:
    firsts = view.arguments.actors(match.firsts) or view.arguments.states(match.places)
    if not firsts and all(t.pos_ == "NUM" or t.lemma_.lower() in QUANTITIES for t in match.firsts):
        firsts = crowd(view, match.use, clause.verb)  # "thousands marched against the president"
    if match.use.pattern.reciprocal:
        yield from pairs(view, match.use, firsts, clause.verb, match.cue)
        return
    meant = [*match.lasts, *(owner for t in match.lasts for owner in possessors(t))]
    if len(firsts) > 1 and any(t.lower_ in {"other", "another"} for t in meant):  # "fought each other", "each other's"
        yield from pairs(view, match.use, firsts, clause.verb, match.cue)
        if not view.ontology.relations[match.use.frame.relation].symmetric:
            yield from pairs(view, match.use, firsts[::-1], clause.verb, match.cue)
        return
    lasts = view.arguments.actors(match.lasts, owners=True)
    yield from findings(view, match.use, firsts, lasts, clause.verb, match.cue)


def _reach(view: View, clause: Clause, match: Match) -> Iterator[Finding]:
    """The relation to whom the thing in the last slot is of, for or against, if it names nobody itself."""
    pattern, relation = match.use.pattern, match.use.frame.relation
    tie = view.ontology.branch_of(relation) is Branch.TIE and relation not in REACHING
    light = clause.lemma in _LIGHT and not pattern.words  # "met a fate": nobody is met
    if tie or light or pattern.reciprocal or pattern.clause:
        return
    plain = not pattern.prepositions and not pattern.words
    lasts = view.arguments.actors(clause.recipients) if plain and not _is_reflexive(clause) else []
    firsts = view.arguments.actors(match.firsts)
    own = {c.actor.id for c in firsts if c.actor is not None}
    lasts = lasts or view.arguments.inside(match.lasts, through_events=relation not in ATTITUDES, but=own)
    lasts = lasts or view.arguments.states_around(match.lasts, _where(clause))
    yield from findings(view, match.use, firsts, lasts, clause.verb, match.cue)


def _withheld(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """What is not yielded to whoever has to move first: "will not lift the embargo until Y withdraws"."""
    awaited = view.arguments.actors(_awaited(clause.verb)) if _is_negated(clause) else []
    yielding = (u for u in uses if u.frame.relation == YIELDING and u.pattern.words and u.pattern.prepositions)
    for use in yielding if awaited else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if _consume(clause, match) is not None and not use.pattern.tail:
            firsts = view.arguments.actors(match.firsts)
            return list(findings(view, use, firsts, awaited, clause.verb, match.cue))
    return []


def _serving(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """Whom help is for by its purpose: "gave a million to promote schools in Chad"."""
    purposes = [c for c in clause.verb.children if c.dep_ in {"advcl", "xcomp"} and _is_infinitive(c)]
    purposes += [c for t in clause.patients for c in t.children if c.dep_ in {"acl", "relcl"} and _is_infinitive(c)]
    peaceful = (p for p in purposes if not _is_hostile(view, p))
    things = [o for p in peaceful for o in p.children if o.dep_ == "dobj"]
    for use in uses if things else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.frame.relation == AIDING and use.pattern.words and _consume(clause, match) is not None:
            firsts = view.arguments.actors(match.firsts)
            own = {c.actor.id for c in firsts if c.actor is not None}
            lasts = view.arguments.actors(things) or view.arguments.inside(things, through_events=True, but=own)
            return list(findings(view, use, firsts, lasts, clause.verb, match.cue))
    return []


def _is_hostile(view: View, verb: Token) -> bool:
    """Whether a verb is one of conflict: who sends jets "to destroy the port" helps nobody."""
    plain = (u for u in view.lexicon.verbs(verb.lemma_.lower()) if not u.pattern.words and not u.pattern.prepositions)
    return any(view.ontology.branch_of(use.frame.relation) is Branch.CONF for use in plain)


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _is_negated(clause: Clause) -> bool:
    return any(c.dep_ == "neg" for c in clause.verb.children) or clause.verb.head.lemma_.lower() == "refuse"


def _awaited(verb: Token) -> list[Token]:
    """Who has to move first: the subject of "until Y withdraws", said of what is not yielded before."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i]
    return [s for c in clauses if any(m.lower_ in _UNTIL for m in c.children) for s in subjects(c)]


def _is_reflexive(clause: Clause) -> bool:
    return any(t.lower_.endswith(("self", "selves")) for t in clause.recipients)


def _where(clause: Clause) -> list[Token]:
    """What the act takes place in, of a clause that names nobody acted upon."""
    return [t for p in _PLACES for t in clause.obliques.get(p, [])]


def _match(clause: Clause, use: Use) -> Match | None:
    pattern = use.pattern
    match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
    if clause.lemma == "call" and not (pattern.words or pattern.tail or pattern.prepositions) and clause.complements:
        return None  # "called him a hero": nobody is telephoned
    if pattern.reciprocal:
        return match if clause.agents and _consume(clause, match) is not None else None
    context = _consume(clause, match)
    if context is None or not _has_tail(clause, match) or _means_its_object(clause, use):
        return None
    match.lasts = _lasts(clause, match, context)
    if clause.passive and not match.firsts and use.frame.ergative:
        match.firsts = list(clause.patients)
    if clause.passive and not match.firsts and use.frame.implies_state:
        match.places = [t for p in ("in", "from") for t in clause.obliques.get(p, [])]
    return match if (match.firsts or match.places) and match.lasts else None


def _means_its_object(clause: Clause, use: Use) -> bool:
    """Whether a frame knows nothing of the object that gives a light verb its meaning: "meet the fate with"."""
    bare = bool(use.pattern.prepositions) and not use.pattern.words
    return bare and clause.lemma in _LIGHT and any(t.dep_ == "dobj" and t.pos_ in {*_NAMING, "PRON"} for t in clause.patients)


def _consume(clause: Clause, match: Match) -> Token | None:
    """Find the pattern's own words one after the other; the token on which the last slot hangs, or None."""
    context = clause.verb
    adverbial = match.use.pattern.head == ANY
    for words in match.use.pattern.words:
        near = _things(clause) if ANY in words else _fringe(context) if adverbial else _near(clause, context)
        token = near[0] if ANY in words and near else _find_word(clause, near, words)
        if token is None:
            return None
        match.cue.append(token)
        if adverbial or token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            context = token
    return context


def _things(clause: Clause) -> list[Token]:
    """What is acted upon: the "*" of "X return * to Y" is any thing or person, but no time."""
    return [t for t in clause.patients if t.pos_ in _NAMING and t.ent_type_ not in {"DATE", "TIME"}]


def _fringe(word: Token) -> list[Token]:
    """What hangs on a word or, since the parser often puts adverbials there, on a verb's object."""
    objects = [child for child in word.children if child.dep_ == "dobj"]
    return [*word.children, *(c for each in objects for c in each.children if c.dep_ == "prep")]


def _near(clause: Clause, context: Token) -> list[Token]:
    """Where a pattern's next word may stand."""
    objects = [o for group in clause.obliques.values() for o in group if not _is_aside(o)]
    children = [c for c in context.children if c.dep_ not in SUBJECTS]  # of "troops attacked" no troops are attacked
    near = [*children, *clause.patients, *clause.complements, *objects]
    hidden = [o for t in near for p in t.children if p.dep_ == "prep" for o in p.children if counted_by(o).i == t.i]
    return near + hidden


def _is_aside(noun: Token) -> bool:
    """Whether a prepositional phrase is set off by a comma: "hosted him, in the first visit by a king"."""
    start = noun.head.i
    return noun.dep_ == "pobj" and start > 0 and noun.doc[start - 1].text == ","


def _find_word(clause: Clause, among: Iterable[Token], words: frozenset[str]) -> Token | None:
    return next((token for token in among if not words.isdisjoint(_forms_of(clause, token))), None)


def _named(clause: Clause, among: Iterable[Token]) -> set[str]:
    return {form for token in among for form in _forms_of(clause, token)}


def _forms_of(clause: Clause, token: Token) -> list[str]:
    """The forms of a word of the clause, which many patterns ask for."""
    if token.i not in clause.forms:
        clause.forms[token.i] = _forms(token)
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
        said = [c.lemma_ for c in clause.complements]
        said += [a.lower_ for c in clause.complements for a in c.children if a.dep_ in _PREDICATIVE]
        return all(words & set(said) for words in match.use.pattern.tail)
    for words in match.use.pattern.tail:
        token = min((clause.tail[w] for w in words & clause.tail.keys()), key=lambda t: t.i, default=None)
        if token is None:
            return False
        match.cue.append(token)
    return True


def _lasts(clause: Clause, match: Match, context: Token) -> list[Token]:
    pattern = match.use.pattern
    if pattern.clause:
        if clause.lemma == "warn" and any(t.dep_ == "dobj" for t in clause.patients):
            return []  # "warned Y that Z should": Y is warned, nothing is asked of Z
        return [s for c in clause.complements if c.dep_ in {"ccomp", "xcomp"} for s in subjects(c)]
    if not pattern.prepositions:
        if context is not clause.verb:
            return clause.recipients or possessors(context)
        return clause.patients or clause.recipients or _small_clause(clause)
    obliques: dict[str, list[Token]] = {p: list(found) for p, found in clause.obliques.items()}
    if context is not clause.verb:
        for child in context.children:
            if child.dep_ == "prep":
                add_oblique(obliques, child)
        if "of" in pattern.prepositions:  # "hit a base of Y", "hit Y's base", "hit Russian bases"
            before = (c for c in context.children if c.dep_ in {"poss", "amod", "compound", "nmod"})
            obliques.setdefault("of", []).extend(before)
    found = [t for p in sorted(pattern.prepositions) for t in obliques.get(p, [])] or _inside(
        clause, pattern.prepositions
    )
    if pattern.prepositions & {"to", "for"}:
        found.extend(clause.recipients)
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
    for patient in clause.patients:
        for token in patient.subtree:
            if token.dep_ == "prep" and token.lower_ in prepositions - {"of"} and token.i > patient.i > clause.verb.i:
                add_oblique(obliques, token)
    return [t for p in sorted(prepositions) for t in obliques.get(p, [])]


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
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in complement.children)
