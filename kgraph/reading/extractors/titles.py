"""Titles without a state of their own: "Prime Minister X", "Interior Minister X", "the X government"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.reading.actors.candidates import STATES, UNKNOWN, Candidate, entry_actor
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.extractors.apposition import commander, state_body
from kgraph.reading.extractors.bearers import predicated, title_of
from kgraph.reading.extractors.contract import Finding, View, cue_span
from kgraph.reading.extractors.roles import SIDES, is_deputy, matches_at, others_of
from kgraph.reading.predicates.arguments import MEMBERS
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.phrases import apposed_to, behind, possessors
from kgraph.reading.predicates.subjects import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "title"

GOVERNMENTS = frozenset({"government", "administration", "cabinet", "regime"})
LED = frozenset({"ArmedGroup", "Party"})  # groups that are named with whose they are
FORCES = frozenset({"ArmedForces", "ArmedGroup"})
ABROAD = frozenset({"Agency", "Company"})  # a state's police and companies may stand in another
_TITULAR = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})  # a title's words and those of taking office
_SOIL = frozenset({"soil", "territory", "land"})
_CHOICES = frozenset("appointment nomination election confirmation choice return reappointment".split())
_ENVOYS = frozenset({"envoy", "ambassador", "representative", "emissary"})
OF, TO = frozenset({"of"}), frozenset({"to"})
HEADS = frozenset("president king queen emir sultan chancellor premier leader".split()) | {
    "prime minister",
    "supreme leader",
}


def extract(view: View) -> Iterator[Finding]:
    """The ties that titles express by what the document or the ontology knows of their bearer."""
    for token in view.span:
        mention = view.arguments.covering(token)
        if token.pos_ not in _TITULAR and mention is None:
            continue
        if token.pos_ == "VERB":
            yield from _took_office(view, token)
        matches = matches_at(view, token)
        if matches and not any(others_of(view, token, words, use) for use, words in matches):
            ministers = _minister(view, token, matches)
            yield from ministers or _by_term(view, token, matches)
            yield from () if ministers else _in_office(view, token)
            yield from _head_of_body(view, token, matches)
        if mention is not None and mention.actor is not None:
            yield from _government(view, token, mention)
            yield from _national(view, token, mention)
            yield from _ministers(view, token, mention)
            yield from _named_group(view, token, mention)
            yield from _of_body(view, token, mention)
            yield from commander(view, token, mention)
        yield from _stationed(view, token)
        if token.dep_ == "appos":
            yield from state_body(view, token)


def _by_term(view: View, token: Token, matches: list[tuple[Use, list[Token]]]) -> Iterator[Finding]:
    """ "Prime Minister X", "X as prime minister": the one of which X held that office, if the document names it."""
    for use, words in matches:
        named = title_of(view, words, []) or _behind_comma(view, token)
        bearers = [named] if named else _appointed(view, token) or predicated(view, token)[0] or _named_as(view, token)
        office = " ".join(t.lower_ for t in words)
        for bearer in bearers:
            assert bearer.actor is not None
            for term in view.ontology.terms_of.get(bearer.actor.id, ()):
                entry = view.ontology.actors.get(term.of)
                if term.office == office and entry is not None and entry.iri in view.present:
                    rule = f"{bearer.actor.label} was {office} of {entry.label} from {term.start}"
                    body = _implied(bearer, words, token, entry_actor(entry), rule)
                    yield _finding(bearer, use.frame.relation, body, token, words, use.rule)
                    return


def _minister(view: View, token: Token, matches: list[tuple[Use, list[Token]]]) -> list[Finding]:
    """ "Interior Minister X", "Minister of the Interior X": who leads the ministry of the document's state."""
    if token.lemma_.lower() != "minister" or token.tag_ in {"NNS", "NNPS"}:
        return []
    doc = token.doc
    before = doc[token.i - 1] if token.i > 0 and doc[token.i - 1].pos_ in {"NOUN", "PROPN", "ADJ"} else None
    after = doc[token.i + 1 : token.i + 3]  # the parser may run on to the name: "Minister of Defense NAME"
    behind = [after[1]] if len(after) > 1 and after[0].lower_ == "of" else []
    behind += [o for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    for portfolio, words in ([(before, [before, token])] if before is not None else []) + [
        (o, [token, o]) for o in behind
    ]:
        ministry = _ministry_named(view, portfolio) or view.home_body(f"{portfolio.lower_} ministry")
        ministry = ministry or view.home_body(f"ministry of {portfolio.lower_}")
        bearer = title_of(view, words, []) or _apposed(view, token)
        if ministry is not None and bearer is not None and not _is_foreign(view, bearer):
            rule = f"the ministry of the {' '.join(t.lower_ for t in words)}"
            relation = "memberOf" if is_deputy(words) else "leads"
            body = _implied(bearer, words, token, ministry, rule)
            return [_finding(bearer, relation, body, token, words, "a minister and his ministry")]
    return []


def _ministry_named(view: View, portfolio: Token) -> Actor | None:
    """The ministry of that field that the sentence names: "the Ministry of Defence in Lima … the deputy minister"."""
    named = (m for m in view.mentions if m.actor is not None and m.actor.type == "Ministry")
    return next((m.actor for m in named if portfolio.lower_ in m.surface.lower().split()), None)


def _ministers(view: View, token: Token, own: Candidate) -> Iterator[Finding]:
    """ "The ministers of defence and interior": who leads each ministry of the document's state."""
    several = token.lower_ == "ministers" and own.means_several and own.kind is MentionKind.DESCRIPTION
    for bearer in own.antecedents if several else ():
        field = bearer.token.lower_
        ministry = view.home_body(f"{field} ministry") or view.home_body(f"ministry of {field}")
        known = bearer.actor is not None and bearer.actor.type == "Person"
        if ministry is not None and known and not _is_foreign(view, bearer):
            body = _implied(bearer, [bearer.token], token, ministry, f"the ministry of the minister of {field}")
            yield _finding(bearer, "leads", body, token, [token, bearer.token], "a minister and his ministry")


def _in_office(view: View, token: Token) -> Iterator[Finding]:
    """ "Appointed X as finance minister", "X, the vice-president": he is of his state, or of the document's."""
    before = token.doc[token.i - 1] if token.i > 0 else token
    fields = [o for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    minister = token.lemma_.lower() == "minister" and before.lower_ != "prime" and before.dep_ != "poss"
    if minister and fields and fields[0].pos_ == "NOUN":  # "remains minister of defence"
        before = fields[0]
    deputy = token.lemma_.lower() in {"minister", "president"} and is_deputy([token])
    envoy = token.lemma_.lower() in _ENVOYS and token.dep_ == "pobj" and token.head.lower_ == "as"
    if not (deputy or envoy) and (not minister or before.pos_ not in {"NOUN", "ADJ", "PROPN"}):
        return
    words = list(token.doc[max(0, token.i - 2) : token.i + 1]) if deputy else sorted([before, token], key=lambda t: t.i)
    bearers, anchor = _bearers(view, token)
    for person in bearers or (_appointed(view, token) if envoy else []):
        state = _state_of(view, person)
        if state is not None:
            body = _implied(person, words, token, state, f"{token.lemma_} of {state.label}")
            yield _finding(person, "memberOf", body, anchor, words, "an office and its state")


def _head_of_body(view: View, token: Token, matches: list[tuple[Use, list[Token]]]) -> Iterator[Finding]:
    """ "The army chief, X": of the body of his state, or of the one that the document is plainly about."""
    before = token.doc[token.i - 1] if token.i > 0 else token
    body = view.home_body(before.lower_) if before.dep_ == "compound" and before.pos_ == "NOUN" else None
    use = next((use for use, words in matches if use.pattern.prenominal and len(words) == 1), None)
    bearers, anchor = _bearers(view, token) if body is not None and use is not None else ([], token)
    for person in bearers:
        if body is not None and use is not None and view.home is not None and _state_of(view, person) == view.home:
            implied = _implied(person, [before], token, body, f"the {before.lower_} of {view.home.label}")
            yield _finding(person, use.frame.relation, implied, anchor, [before, token], use.rule)


def _bearers(view: View, title: Token) -> tuple[list[Candidate], Token]:
    """Who bears a title, by his name beside it or by what is said of him; and the word that says so."""
    fields = [o for p in title.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    named = title_of(view, [title], []) or (title_of(view, [title, *fields], []) if fields else None)
    named = named or _behind_comma(view, title) or _apposed(view, title)
    return ([named], title) if named is not None else predicated(view, title)


def _state_of(view: View, person: Candidate) -> Actor | None:
    """The state that a person is known to be of, else the one that the document is plainly about.

    Where the sentence names another state, that of somebody unknown stays open.
    """
    if person.actor is None or person.actor.type not in {"Person", UNKNOWN}:
        return None
    entry = view.ontology.actors.get(person.actor.id)
    own = view.ontology.actors.get(entry.state or "") if entry is not None else None
    if own is not None:
        return entry_actor(own)
    states = {m.actor.id for m in view.mentions if m.actor is not None and m.actor.type in STATES}
    return view.home if view.home is not None and view.plain and states <= {view.home.id} else None


def _named_as(view: View, title: Token) -> list[Candidate]:
    """Who stands before a title with "as": "NAME as prime minister had already …"."""
    name = title.head.head if title.dep_ == "pobj" and title.head.lower_ == "as" else title
    first = title.left_edge
    if title.dep_ == "nsubj" and first.i > 1 and first.nbor(-1).lower_ == "as":
        name = first.nbor(-2)  # taken for a second subject
    return view.arguments.actors([name]) if name.pos_ == "PROPN" and name is not title else []


def _appointed(view: View, title: Token) -> list[Candidate]:
    """Whose choice for an office a noun tells: "the appointment of NAME as governor"."""
    if title.dep_ != "pobj" or title.head.lower_ != "as":
        return []
    above = title.head.head
    choice = next((t for t in (above, *above.children) if t.lemma_.lower() in _CHOICES and t.pos_ == "NOUN"), None)
    found = view.arguments.behind(choice, OF) if choice is not None else []
    return [c for c in found if c.actor is not None and c.actor.type == "Person"]


def _took_office(view: View, token: Token) -> Iterator[Finding]:
    """ "X came to power", "after X took office": the state that X is known to have led, if the document names it."""
    if not _is_taking_office(token):
        return
    clause = clause_of(token)
    for bearer in view.arguments.actors(clause.patients if clause.passive else clause.agents):
        assert bearer.actor is not None
        for term in view.ontology.terms_of.get(bearer.actor.id, ()):
            entry = view.ontology.actors.get(term.of)
            if term.office in HEADS and entry is not None and entry.type in STATES and entry.iri in view.present:
                rule = f"{bearer.actor.label} was {term.office} of {entry.label} from {term.start}"
                state = _implied(bearer, [token], token, entry_actor(entry), rule)
                yield _finding(bearer, "leads", state, token, [token], "took office")
                return


def _is_taking_office(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma == "inaugurate" or (lemma == "swear" and any(c.lower_ == "in" for c in verb.children)):
        return is_passive(verb)
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    if lemma in {"take", "assume", "enter"}:
        return bool(objects & {"office", "power"})
    return lemma in {"come", "rise", "return", "ascend", "sweep"} and any(t.lower_ == "power" for t in behind(verb, TO))


def _is_foreign(view: View, person: Candidate) -> bool:
    """Whether somebody is known to be of another state than the one that the document is about."""
    entry = view.ontology.actors.get(person.actor.id) if person.actor is not None else None
    return entry is not None and entry.state is not None and view.home is not None and entry.state != view.home.id


def _behind_comma(view: View, title: Token) -> Candidate | None:
    """Whose name stands in apposition to a title: "the Prime Minister, NAME"."""
    named = view.arguments.actors([c for c in title.children if c.dep_ == "appos"])
    return next((c for c in named if c.kind is MentionKind.NAME), None)


def _apposed(view: View, title: Token) -> Candidate | None:
    """Who bears a title that stands behind the name: "NAME, the interior minister"."""
    beside = apposed_to(title)
    named = view.arguments.actors([beside]) if beside is not None else []
    return next((c for c in named if c.actor is not None and c.actor.type in {"Person", UNKNOWN}), None)


def _government(view: View, token: Token, part: Candidate) -> Iterator[Finding]:
    """ "the Merkel government": a government named after its head is the government of his state."""
    if part.actor is None or part.actor.type != "Government" or token.lemma_.lower() not in GOVERNMENTS:
        return
    heads = view.arguments.modifiers(token, ("compound", "nmod", "poss")) or view.arguments.behind(token, OF)
    for head in heads:
        if head is not part and head.actor is not None and head.actor.type == "Person":
            yield _finding(head, "leads", part, token, [token], "government named after its head")


def _national(view: View, token: Token, state: Candidate) -> Iterator[Finding]:
    """ "the American Jane Doe", "America's Jane Doe", "the UN's Jane Doe": a state or body directly before a name."""
    if state.actor is None or state.end != token.i + 1:
        return
    doc = token.doc
    possessive = state.end < len(doc) and doc[state.end].tag_ == "POS"
    if state.actor.type != "State" and not (possessive and view.ontology.is_a(state.actor.type, "Body")):
        return
    start = state.end + possessive
    person = view.arguments.covering(doc[start]) if start < len(doc) else None
    if person is None or person.actor is None or person.start != start or person.kind is not MentionKind.NAME:
        return
    article = token.i > 0 and doc[token.i - 1].lower_ == "the"
    sure = bool(person.entries) or person.end - person.start > 1
    if person.actor.type == "Person" and sure and (possessive or (article and state.form is Form.ADJECTIVE)):
        led = any(term.of == state.actor.id for term in view.ontology.terms_of.get(person.actor.id, ()))
        relation = "leads" if led and state.actor.type == "State" else "memberOf"
        yield _finding(person, relation, state, token, [token], "a state or body before a person's name")


def _named_group(view: View, token: Token, group: Candidate) -> Iterator[Finding]:
    """ "X's Liberation Front", "the Liberation Front of X", "X's Peru": a group or state named with whose it is."""
    if group.actor is None or group.head != token.i or group.kind is MentionKind.PRONOUN:
        return
    if group.actor.type not in LED | STATES or group.form is Form.ADJECTIVE:
        return
    if group.kind is MentionKind.DESCRIPTION and any(u.frame.relation in SIDES for u, _ in matches_at(view, token)):
        return  # "Adu's ally, the People's Party"
    owners = view.arguments.actors(possessors(token))
    if not owners and group.actor.type in LED:
        owners = view.arguments.behind(token, OF)
    for owner in owners:
        named = owner.kind is MentionKind.NAME or (group.kind is MentionKind.NAME and group.actor.type == "Party")
        if owner.actor is not None and owner.actor.type in {"Person", UNKNOWN} and named:
            yield _finding(owner, "leads", group, token, [token], "group named with its leader")


def _of_body(view: View, token: Token, person: Candidate) -> Iterator[Finding]:
    """ "NAME of the Liberation Front": the body behind a person's name is his."""
    if person.actor is None or person.head != token.i or person.kind is not MentionKind.NAME:
        return
    words = [t for t in token.doc[person.end : person.end + 2] if t.text != ","]  # "Adu, of Amnesty International,"
    if person.actor.type != "Person" or not words or words[0].lower_ != "of":
        return
    of = words[0]
    for body in view.arguments.actors([o for o in of.children if o.dep_ == "pobj"]):
        if body.actor is None or body.kind is not MentionKind.NAME:
            continue
        if body.actor.type in STATES:
            yield from _of_state(view, person, body, token)
            continue
        if view.ontology.is_a(body.actor.type, "Body"):
            yield _finding(person, "memberOf", body, token, [of], "body behind a name")


def _of_state(view: View, person: Candidate, state: Candidate, token: Token) -> Iterator[Finding]:
    """ "NAME of Mali": whoever is known to be of that state."""
    assert person.actor is not None
    assert state.actor is not None
    entry = view.ontology.actors.get(person.actor.id)
    if entry is not None and entry.state == state.actor.id:
        led = any(t.of == state.actor.id and t.office in HEADS for t in view.ontology.terms_of.get(entry.iri, ()))
        yield _finding(person, "leads" if led else "memberOf", state, token, [token], "a state behind a person's name")


def _stationed(view: View, token: Token) -> Iterator[Finding]:
    """ "American troops in Iraq", "there are no rebels on Chadian soil": forces that stand in another state."""
    there = token.head.lemma_ == "be" and any(c.dep_ == "expl" for c in token.head.children)
    if token.tag_ not in {"NNS", "NNPS"} and not there:
        return
    hosts = [token, token.head] if there else [token]
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    hosts += [after.head] if after.dep_ == "prep" and after.head in token.ancestors else []
    where = [t for host in hosts for t in behind(host, {"in", "inside"}) if host is token or t.i > token.i]
    where += [t for host in hosts for t in behind(host, {"on"}) if t.lemma_ in _SOIL]
    for forces in _forces(view, token) if where else ():
        assert forces.actor is not None
        home = view.ontology.actors.get(forces.actor.id)
        for state in view.arguments.states(where):
            assert state.actor is not None
            own = {home.state if home else None, forces.state.iri if forces.state else None}
            told = forces.generic and state.surface in forces.actor.label  # "armed groups in Goma"
            told = told or (home is None is forces.state and view.home == state.actor)  # nothing else is known of it
            if state.actor.id not in own and state.actor.label not in forces.actor.label and not told:
                yield _finding(forces, "operatesIn", state, token, [token], "forces in a state")


def _forces(view: View, token: Token) -> list[Candidate]:
    """The forces, police or companies that a word names, or whose men it speaks of: "the group's cells"."""
    own, men = view.arguments.covering(token), token.lemma_.lower() in MEMBERS | {"cell"}
    if own is None or own.actor is None or own.head != token.i:
        named = own is not None and own.kind is MentionKind.NAME
        return view.arguments.actors([token]) if men and not named else []
    if own.kind is not MentionKind.NAME and token.dep_ == "dobj":
        return []  # "deployed troops in Chad": whose, the sentence says elsewhere
    abroad = men or (own.state is not None and own.actor.type in ABROAD)
    return [own] if own.actor.type in FORCES or abroad else []


def _implied(bearer: Candidate, words: list[Token], head: Token, actor: Actor, rule: str) -> Candidate:
    """The body that a title implies, as a mention at the title's words."""
    body = Candidate(bearer.passage, words[0].i, words[-1].i + 1, head.i, MentionKind.DESCRIPTION)
    body.settle(actor, rule)
    return body


def _finding(
    subject: Candidate, relation: str, object_: Candidate, anchor: Token, cue: list[Token], rule: str
) -> Finding:
    return Finding(subject, relation, object_, anchor, cue_span(cue), rule)
