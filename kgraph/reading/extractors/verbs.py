"""Verb frames: "Iran backs the militia", "the militia was backed by Iran", "Iran wants to go on backing it"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kgraph.ontology.records import Branch
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.extractors.agents import STRIKING, add_agents, armed, is_headline_verb, misread
from kgraph.reading.extractors.allegations import alleged
from kgraph.reading.extractors.contract import (
    Finding,
    View,
    crowd,
    findings,
    home_alone,
    most_specific,
    pairs,
    told_before,
)
from kgraph.reading.extractors.instruments import instrument
from kgraph.reading.extractors.leaving import leaving
from kgraph.reading.extractors.reactions import answering, reacting
from kgraph.reading.extractors.refusals import refusing
from kgraph.reading.extractors.strikes import employed, given_up
from kgraph.reading.extractors.visited import DEALING, goes_on_from, visited
from kgraph.reading.predicates.clauses import Clause, clause_of, hidden_recipient
from kgraph.reading.predicates.gapping import gapped
from kgraph.reading.predicates.lexicon import ANY, Use, lemmas
from kgraph.reading.predicates.matching import LIGHT, Match, consume, forms_in, fringe, match_in, nearby
from kgraph.reading.predicates.phrases import QUANTITIES, behind, conjuncts, possessors
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "verb"
# What one says of an event is said of those who bring it about, not of those whom it befalls.
ATTITUDES = frozenset("endorses backs opposes accuses agreesWith demandsOf consults meets visits".split())
SUPPORTING = frozenset({"endorses", "backs"})
PEACEFUL = frozenset(
    "meets consults visits agreesWith cooperatesWith".split()
)  # who welcomes talks, welcomes who holds them
REACHING = frozenset({"dependsOn"})  # ties to whom a thing is of: "depends on gas from Norway"
GOING = frozenset({"visits"})  # aid from somebody that arrives is no visit of his
SENT = frozenset({"aids", "supplies"})
FACING = frozenset({"meets"})  # and whose resignation is welcomed is not received
_FOUNDING = frozenset("establish found form create set raise build send deploy train unite".split())
HARMS = frozenset({"kills", "attacks", "arrests"})
YIELDING, AIDING, RIVALRY = "concedesTo", "aids", "rivalOf"
_UNTIL = frozenset({"until", "unless", "till", "before"})
_PLACES = ("in", "inside", "into", "across", "throughout", "within", "along")


Read = Callable[[View, Clause, Match], Iterator[Finding]]


def extract(view: View) -> Iterator[Finding]:
    """The relations that the sentence's verbs express, the most specific frame of each pair."""
    for token in view.span:
        # the tagger takes a capitalised participle at the start for a name: "Bombing the port, the navy …"
        mistaken = (token.dep_ == "advcl" and token.lower_.endswith("ing")) or is_headline_verb(token)
        if token.pos_ not in {"VERB", "AUX"} and not mistaken:
            yield from _misread(view, token) if token.tag_ == "NNS" and token.n_rights else ()
            continue
        yield from instrument(view, token)
        yield from refusing(view, token)
        own = [use for lemma in lemmas(token) for use in view.lexicon.verbs(lemma)]
        adverbials = view.lexicon.adverbials({each.lower_ for each in fringe(token)})
        if own or adverbials:
            clause = clause_of(token)
            add_agents(view, clause)
            hidden = hidden_recipient(clause)
            if hidden is not None and any(c.form is Form.NAME for c in view.arguments.states([hidden])):
                clause.recipients.append(hidden)
            own = armed(clause, own)
            matches = _matches(clause, own)
            yield from _found(view, clause, own, matches)
            yield from _victims(view, clause, matches)
            yield from _best(view, clause, _matches(clause, _said_of_agent(clause, adverbials)))
            for other in gapped(clause):
                yield from _found(view, other, own, _matches(other, own))


def _misread(view: View, noun: Token) -> list[Finding]:
    """What a plural between two actors says, if it is a verb of conflict or cooperation that needs no further word."""
    uses = [u for u in view.lexicon.verbs(noun.lower_.removesuffix("s")) if _is_plain(u)]
    acts = [u for u in uses if view.ontology.branch_of(u.frame.relation) is not Branch.TIE]
    clause = misread(view, noun) if acts else None
    return _best(view, clause, _matches(clause, acts)) if clause is not None else []


def _found(view: View, clause: Clause, uses: list[Use], matches: list[Match]) -> list[Finding]:
    """What the frames of a clause's verb say, by the first way that leads to anybody."""
    return (
        _best(view, clause, matches)
        or _best(view, clause, matches, _reach)
        or _withheld(view, clause, uses)
        or _serving(view, clause, uses)
        or _there(view, clause, uses)
        or answering(view, clause, uses)
        or given_up(view, clause, uses)
        or employed(view, clause, uses)
        or reacting(view, clause, matches, uses)
        or alleged(view, clause, matches)
        or leaving(view, clause, uses)
    )


def _said_of_agent(clause: Clause, adverbials: list[Use]) -> list[Use]:
    """The adverbials that tell of the agent: what is founded "under the command of" somebody is he who commands."""
    if clause.lemma not in _FOUNDING or not clause.patients:
        return adverbials
    return [
        use for use in adverbials if "under" not in use.pattern.prepositions | (use.pattern.words or (frozenset(),))[0]
    ]


def _matches(clause: Clause, uses: list[Use]) -> list[Match]:
    """The uses that the clause fills, the most specific first."""
    if not uses:
        return []
    words = {*forms_in(clause, nearby(clause, clause.verb)), ANY}
    likely = [use for use in uses if use.starts is None or not words.isdisjoint(use.starts)]
    matches = [match for use in likely if (match := match_in(clause, use)) is not None]
    return sorted(matches, key=lambda m: -m.use.specificity)


def _victims(view: View, clause: Clause, matches: list[Match]) -> list[Finding]:
    """Who comes to harm where a pattern asks for the place alone: of "killed villagers in Mali" the villagers."""
    placed = (m for m in matches[:1] if m.use.pattern.words and m.use.pattern.prepositions <= set(_PLACES))
    heads = {t.i for m in placed for t in m.cue if view.arguments.heads(t)}
    harming = (m for m in matches if m.use.frame.relation in HARMS and not m.use.pattern.words)
    plain = [m for m in harming if any(t.i in heads for t in m.lasts)]
    return _best(view, clause, plain)


def _best(view: View, clause: Clause, matches: list[Match], read: Read | None = None) -> list[Finding]:
    """The findings of the most specific frame; rivalry between subjects and what else is in a list come on top."""
    if not matches:
        return []
    read = read or _read
    found = list(most_specific((match.use, read(view, clause, match)) for match in matches))
    if not found:
        return []
    rivals = (m for m in matches if m.use.pattern.reciprocal and m.use.frame.relation == RIVALRY)
    for match in rivals if all(f.relation != RIVALRY for f in found) else ():
        found.extend(read(view, clause, match))
    found.extend(_beside(view, clause, matches, found))
    return found + _listed_beside(view, clause, matches, found[0])


def _beside(view: View, clause: Clause, matches: list[Match], found: list[Finding]) -> Iterator[Finding]:
    """What is done to another who stands elsewhere: who "sided with X against Y" opposes Y."""
    if found[0].use is None or found[0].use.pattern.words or not found[0].use.pattern.prepositions:
        return
    taken = {f.object.position for f in found} | {f.subject.position for f in found}
    relations = {f.relation for f in found}
    for match in matches:
        frame, pattern = match.use.frame, match.use.pattern
        if frame.relation in relations or pattern.words or pattern.tail or pattern.reciprocal or pattern.clause:
            continue
        for finding in _read(view, clause, match):
            other = finding.object if pattern.first == "X" else finding.subject
            if other.position not in taken:
                relations.add(finding.relation)
                yield finding


def _listed_beside(view: View, clause: Clause, matches: list[Match], first: Finding) -> list[Finding]:
    """What stands in a list with a pattern's own noun: the militia in "opposed the presence of X and the militia"."""
    words = first.use.pattern.words if first.use is not None else ()
    plain = (m for m in matches if m.use.frame.relation == first.relation and _is_plain(m.use)) if words else ()
    match = next(iter(plain), None)
    if match is None:
        return []
    more = [c for t in match.lasts if t.pos_ == "NOUN" for c in conjuncts(t) if c.i > t.i]
    firsts = view.arguments.actors(match.firsts)
    return list(findings(view, match.use, firsts, view.arguments.actors(more), clause.verb, match.cue))


def _is_plain(use: Use) -> bool:
    return not (use.pattern.words or use.pattern.prepositions or use.pattern.tail or use.pattern.reciprocal)


def _read(view: View, clause: Clause, match: Match) -> Iterator[Finding]:
    relation = match.use.frame.relation
    firsts = _acting(view, match) or view.arguments.states(match.places)
    if match.use.frame.x_types:  # "was expelled from the party"
        firsts = firsts or view.arguments.actors(match.places)
    if match.goes_on:
        firsts = [c for each in view.topic if each.actor for c in told_before(view, clause.verb, each.actor)]
    elif not firsts and all(t.pos_ == "NUM" or t.lemma_.lower() in QUANTITIES for t in match.firsts):
        firsts = crowd(view, match.use, clause.verb)  # "thousands marched against the president"
    if match.use.pattern.reciprocal:  # "the summit between X and Y failed to reach agreement"
        firsts = firsts or view.arguments.actors(o for t in match.firsts for o in behind(t, {"between"}))
        yield from pairs(view, match.use, firsts, clause.verb, match.cue)
        return
    meant = [*match.lasts, *(owner for t in match.lasts for owner in possessors(t))]
    if len(firsts) > 1 and any(t.lower_ in {"other", "another"} for t in meant):  # "fought each other", "each other's"
        yield from pairs(view, match.use, firsts, clause.verb, match.cue)
        if not view.ontology.relations[match.use.frame.relation].symmetric:
            yield from pairs(view, match.use, firsts[::-1], clause.verb, match.cue)
        return
    lasts = _owners_struck(view, match) or view.arguments.actors(match.lasts, owners=relation not in FACING)
    if match.left_out and match.use.pattern.first == "X":
        firsts = firsts or home_alone(view, clause.verb, lasts)
    elif match.left_out:
        lasts = lasts or home_alone(view, clause.verb, firsts)
    if match.use.frame.relation == AIDING:
        lasts = [*lasts, *_guarded(view, clause, match)]
    yield from findings(view, match.use, firsts, lasts, clause.verb, match.cue)


def _guarded(view: View, clause: Clause, match: Match) -> list[Candidate]:
    """For which state one helps peacekeepers: "sent medics to the UN peacekeeping force in Mali"."""
    peace = [t for t in match.lasts if any(w.lower_.startswith("peacekeep") for w in t.subtree)]
    within = [o for t in peace for p in t.subtree if p.lower_ == "in" for o in p.children]
    return view.arguments.states([*within, *clause.obliques.get("in", [])] if peace else [])


def _acting(view: View, match: Match) -> list[Candidate]:
    """Whom the first slot stands for; whoever sends what arrives does not come himself: "aid from Chad arrived"."""
    firsts = match.firsts
    if match.use.frame.relation in GOING:
        firsts = [t for t in firsts if not any(u.frame.relation in SENT for u in view.lexicon.nouns(t.lemma_.lower()))]
    return view.arguments.actors(firsts)


def _owners_struck(view: View, match: Match) -> list[Candidate]:
    """Whose the thing is that is struck in a place: of "al-Shabaab positions in Somalia" not Somalia's."""
    if match.use.frame.relation not in STRIKING or not match.use.pattern.prepositions & {"in", "near"}:
        return []
    things = [t for t in match.cue if t.pos_ == "NOUN"]
    return view.arguments.owners(things[0]) if things else []


def _reach(view: View, clause: Clause, match: Match) -> Iterator[Finding]:
    """The relation to whom the thing in the last slot is of, for or against, if it names nobody itself."""
    pattern, relation = match.use.pattern, match.use.frame.relation
    tie = view.ontology.branch_of(relation) is Branch.TIE and relation not in REACHING
    light = clause.lemma in LIGHT and not pattern.words  # "met a fate": nobody is met
    if tie or light or pattern.reciprocal or pattern.clause:
        return
    plain = not pattern.prepositions and not pattern.words
    lasts = view.arguments.actors(clause.recipients) if plain and not _is_reflexive(clause) else []
    firsts = _acting(view, match)
    own = {c.actor.id for c in firsts if c.actor is not None}
    through = relation not in ATTITUDES
    peaceful = PEACEFUL if relation in SUPPORTING else ()
    lasts = lasts or view.arguments.inside(match.lasts, through_events=through, but=own, peaceful=peaceful)
    if through:
        lasts = lasts or view.arguments.states_around(match.lasts, _where(clause))
    yield from findings(view, match.use, firsts, lasts, clause.verb, match.cue)


def _withheld(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """What is not yielded to whoever has to move first: "will not end the blockade until Y withdraws"."""
    if not _is_negated(clause):
        return []
    awaited = view.arguments.actors(_awaited(clause.verb))
    yielding = (u for u in uses if u.frame.relation == YIELDING and u.pattern.words and u.pattern.prepositions)
    for use in yielding if awaited else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if consume(clause, match) is not None and not use.pattern.tail:
            firsts = view.arguments.actors(match.firsts)
            return list(findings(view, use, firsts, awaited, clause.verb, match.cue))
    return []


def _serving(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """Whom help is for by its purpose: "gave a million to promote schools in Chad"."""
    purposes = [c for c in clause.verb.children if c.dep_ in {"advcl", "xcomp"} and _is_infinitive(c)]
    purposes += [c for t in clause.patients for c in t.children if c.dep_ in {"acl", "relcl"} and _is_infinitive(c)]
    peaceful = (p for p in purposes if not _is_hostile(view, p))
    things = [o for p in peaceful for o in (*p.children, *_paid_for(p)) if o.dep_ in {"dobj", "pobj"}]
    for use in uses if things else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.frame.relation == AIDING and use.pattern.words and consume(clause, match) is not None:
            firsts = view.arguments.actors(match.firsts)
            own = {c.actor.id for c in firsts if c.actor is not None}
            lasts = view.arguments.actors(things) or view.arguments.inside(things, through_events=True, but=own)
            return list(findings(view, use, firsts, lasts, clause.verb, match.cue))
    return []


def _there(view: View, clause: Clause, uses: list[Use]) -> list[Finding]:
    """What one does with whom one has come to see: "flew to Tunis and promised money"."""
    if clause.passive or not goes_on_from(clause.verb):
        return []
    dealing = [u for u in uses if u.frame.relation in DEALING and u.pattern.words and u.pattern.prepositions]
    hosts = visited(view, clause.verb) if dealing else []
    for use in sorted(dealing, key=lambda u: -u.specificity) if hosts else ():
        match = Match(use, firsts=list(clause.agents), lasts=[], cue=[clause.verb])
        if use.pattern.first == "X" and not use.pattern.tail and consume(clause, match) is not None:
            firsts = view.arguments.actors(match.firsts)
            return list(findings(view, use, firsts, hosts, clause.verb, match.cue))
    return []


def _paid_for(verb: Token) -> list[Token]:
    """What stands behind "for": "a million to pay for schools in Chad"."""
    return [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "for" for o in p.children]


def _is_hostile(view: View, verb: Token) -> bool:
    """Whether a verb is one of conflict: who sends jets "to destroy the port" helps nobody."""
    uses = view.lexicon.verbs(verb.lemma_.lower())
    plain = (u for u in uses if not (u.pattern.words or u.pattern.prepositions or u.pattern.tail))
    return any(view.ontology.branch_of(use.frame.relation) is Branch.CONF for use in plain)


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _is_negated(clause: Clause) -> bool:
    return any(c.dep_ == "neg" for c in clause.verb.children) or clause.verb.head.lemma_.lower() == "refuse"


def _awaited(verb: Token) -> list[Token]:
    """Who has to move first: the subject of "until Y withdraws", said of what is not yielded before."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i]
    waits = [c for c in clauses if any(m.lower_ in _UNTIL for m in c.children)]
    # "until they are paid by Y", "until he is satisfied that Y is helping"
    inner = (d for c in waits for d in (c, *c.children) if d.dep_ in {"advcl", "acomp"})
    said = [d for c in inner for d in c.children if d.dep_ == "ccomp"]
    return [s for c in (*waits, *said) for s in (*subjects(c), *behind(c, {"by"}))]


def _is_reflexive(clause: Clause) -> bool:
    return any(t.lower_.endswith(("self", "selves")) for t in clause.recipients)


def _where(clause: Clause) -> list[Token]:
    """What the act takes place in, of a clause that names nobody acted upon: "in the year of the quake in Haiti"."""
    within = [t for p in _PLACES for t in clause.obliques.get(p, [])]
    times = (t for group in clause.obliques.values() for t in group if t.ent_type_ == "DATE")
    deeper = (p for t in times for p in t.subtree if p.dep_ == "prep" and p.lower_ in _PLACES)
    return within + [o for p in deeper for o in p.children if o.dep_ == "pobj"]
