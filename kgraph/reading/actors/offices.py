"""Persons by their office: who "the president", "the new finance minister" and "his predecessor" are in a document."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry, Ontology, Term
from kgraph.reading.actors import collectives
from kgraph.reading.actors.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.actors.context import PAST, Context, Role
from kgraph.reading.actors.determiners import has_owner, is_definite, is_indefinite, told_by_words
from kgraph.reading.actors.epithets import OFFICES, is_epithet
from kgraph.reading.actors.officeplaces import (
    NEAR,
    has_place,
    is_introduced,
    is_past,
    is_state_last,
    last_of,
    region,
    seat,
    states_of,
)
from kgraph.reading.actors.officewords import (
    FIELDS,
    office_in,
    office_named,
    office_words,
    portfolios,
    posted_to,
    ranks,
    spelt,
    title_of,
    with_modifiers,
)

if TYPE_CHECKING:
    pass

FAR = 60  # sentences back that a bare title may reach
_HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "king", "emir", "supreme leader", "sultan"})
_LEADERS = frozenset({"leader", "chairman", "commander", "head"})
# Offices that without a state mean the one of the state that the document is about.
_ALONE = frozenset({"president", "prime minister", "premier", "chancellor"})
# Offices of a part of a state.
_REGIONAL = frozenset({"governor", "chief minister", "mayor"})
_INTERIM = frozenset({"interim", "transitional", "acting", "caretaker"})


class Offices:
    """Settles titles: by whom the document gives them, by who held them at its date, else as the office itself."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._terms_of = ontology.terms_of
        self._terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._leading: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(ontology.terms, key=lambda t: t.start):
            self._terms[term.of, term.office].append(term)
            if term.office in _LEADERS:
                self._leading[term.of].append(term)

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle a person by office: whom the document gives it, or who held it at the document's date."""
        if not (is_definite(candidate) or candidate.state is not None):
            return
        office = office_named(candidate)
        if office.split()[-1] == "counterpart" and has_owner(candidate):
            return
        if (
            candidate.state is None
            and office == office_words(candidate.noun)
            and is_introduced(candidate, index, context)
        ):
            return
        state = candidate.state or seat(candidate, context.beside(index)) or context.home(candidate)
        office = _of_a_state(office, state)
        known = self._titled(candidate, office, index, state.iri if state else None, context)
        if known is not None:
            candidate.settle(known, f"the document calls {known.label} {office}")
            return
        holder = self._at_date(candidate, office, index, context) if not is_indefinite(candidate) else None
        if holder is not None:
            candidate.settle(entry_actor(holder), f"{office} at the document's date")
        elif (near := self._of_another_state(candidate, office, index, context)) is not None:
            candidate.settle(near, f"the document calls {near.label} {office}")
        elif not is_epithet(candidate):
            self.settle_itself(candidate, index, context)

    def settle_each(self, candidate: Candidate, index: int, context: Context) -> bool:
        """Settle "the leaders of Chad and Niger" as those who hold the office in each state, if all are known."""
        states = states_of(candidate, context.beside(index))
        office = office_words(candidate.noun)
        if len(states) < 2 or not (is_definite(candidate) or office not in _LEADERS):
            return False
        holders = [self._in_office(office, entry.iri, context) for _, entry in states]
        if None in holders:
            return False
        for (state, entry), holder in zip(states, holders, strict=True):
            assert holder is not None
            one = Candidate(
                state.passage, state.start, state.end, candidate.head, MentionKind.DESCRIPTION, type="Person"
            )
            one.settle(holder, f"{office} of {entry.label}")
            candidate.antecedents.append(one)
        first = candidate.antecedents[0].actor
        assert first is not None
        candidate.settle(first, f"the {candidate.surface} of several states")
        return True

    def _in_office(self, office: str, state: str, context: Context) -> Actor | None:
        """Who holds an office of a state: by the date, else as the document says, or of those whom it names."""
        leads = office == "leader"
        holder = self._leader(state, context) if leads else self._holder(office, state, context.today)
        if holder is not None:
            return entry_actor(holder)
        offices = _HEADS if leads else {office}
        said = [r for r in context.roles if r.state == state and office_words(r.noun) in offices]
        if len({role.actor.id for role in said}) == 1:
            return said[0].actor
        terms = (t for each in offices for t in self._terms.get((state, each), ()) if context.today is None)
        named = {t.holder for t in terms if context.count[t.holder]} & self._actors.keys()
        return entry_actor(self._actors[named.pop()]) if len(named) == 1 else None

    def settle_several(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle "the ministers of defence and interior" as those who are."""
        state = candidate.state or context.home(candidate)
        fields = portfolios(candidate.token)
        if state is None or len(fields) < 2 or not is_definite(candidate):
            return
        for field in fields:
            office = spelt(f"{with_modifiers(field)} minister")
            known = self._titled(candidate, office, index, state.iri, context)
            one = Candidate(candidate.passage, field.i, field.i + 1, field.i, MentionKind.DESCRIPTION, type="Person")
            one.settle(known or self.in_state(office, state, context.today), f"{office} of {state.label}")
            candidate.antecedents.append(one)
        first = candidate.antecedents[0].actor
        assert first is not None
        candidate.settle(first, f"the {candidate.surface} of {state.label}, several")

    def settle_itself(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle an office whose holder is not known as the office itself, other persons by their words."""
        state = candidate.state or context.home(candidate)
        office = _of_a_state(office_named(candidate), state)
        if not (is_definite(candidate) or candidate.state is not None):
            return
        land = region(candidate, index, context) if office in _REGIONAL else None
        if land is not None:
            actor = new_actor(f"{title_of(office)} of {land}", "Office")
            candidate.settle(actor, f"an office of {land}, which the sentence is about")
            return
        field = office.split()[0]  # abroad, "the foreign minister" is the one who receives
        alone = office in _ALONE or (
            field in FIELDS and is_state_last(state, index, context, else_plain=field != "foreign")
        )
        if candidate.state is None and state is not None and alone and not has_place(candidate):
            actor = new_actor(f"{title_of(office)} of {state.label}", "Office")
            candidate.settle(actor, f"an office of {state.label}, which the document is about")
        elif candidate.state is not None and candidate.state.type in STATES:
            if office.split()[-1] in OFFICES and not is_indefinite(candidate):
                place = collectives.town(candidate, context.beside(index), {"of"})
                where = place[1].surface if place and collectives.is_province(place[1]) else candidate.state.label
                label = f"{title_of(office)} of {where}{posted_to(candidate)}"
                candidate.settle(new_actor(label, "Office"), "an office whose holder the text leaves unnamed")
            else:
                told_by_words(candidate, context.state)

    def settle_local(self, candidate: Candidate, place: Candidate) -> None:
        """Settle the office of a province or town: "the governor of Kano state"."""
        if not candidate.plural:
            label = f"{title_of(office_named(candidate))} of {place.surface}"
            candidate.settle(new_actor(label, "Office"), "an office whose holder the text leaves unnamed")

    def _at_date(self, candidate: Candidate, office: str, index: int, context: Context) -> ActorEntry | None:
        """Who holds an office at the document's date: a bare title is that of who is named last before, if near.

        A former holder must be named before.
        """
        past, bare = is_past(candidate), candidate.state is None and not has_place(candidate)
        office = " ".join(word for word in office.split() if word not in PAST | _INTERIM)
        if past or bare:
            for _, other in context.before(index, NEAR if office in _HEADS and not past else FAR):
                named = other.actor if other.kind is MentionKind.NAME else None
                if named is not None and self._held(named, office, candidate.state, context.today, past=past):
                    return self._actors[named.id]
        if past:
            return None
        state = candidate.state or seat(candidate, context.beside(index)) or context.home(candidate)
        holder = self._holder(office, state.iri if state else None, context.today)
        if holder is None and office == "leader" and candidate.state is not None:
            holder = self._leader(candidate.state.iri, context)
        return holder

    def _held(self, person: Actor, office: str, state: ActorEntry | None, today: date | None, *, past: bool) -> bool:
        """Whether a person holds an office, of that state if one is given, at a date, or has held it before."""
        day = today.isoformat() if today is not None else ""
        terms = [t for t in self._terms_of.get(person.id, ()) if t.office == office and t.start <= day]
        terms = [t for t in terms if state is None or t.of == state.iri]
        now = any(t.end is None or day <= t.end for t in terms)
        return bool(terms) and now != past

    def _titled(
        self, candidate: Candidate, office: str, index: int, state: str | None, context: Context
    ) -> Actor | None:
        """The person whom the document gives the title; of several, the one named last before."""
        if is_indefinite(candidate):
            return None
        same = (r for r in context.roles if _is_same_office(r, office, candidate))
        fitting = [r for r in same if r.state == state or (r.state is None and self._may_serve(r, candidate.state))]
        if len({role.actor.id for role in fitting}) < 2:
            return fitting[0].actor if fitting else None
        return last_of(fitting, index, FAR, context)

    def _may_serve(self, role: Role, state: ActorEntry | None) -> bool:
        """Whether somebody of whose office no state is told may hold it in the state that the words name."""
        entry = self._actors.get(role.actor.id)
        return state is None or entry is None or entry.state in {None, state.iri}

    def _of_another_state(self, candidate: Candidate, office: str, index: int, context: Context) -> Actor | None:
        """Who bears a bare title just before in another state than that which the document is about."""
        if candidate.state is not None or has_place(candidate) or is_indefinite(candidate):
            return None
        return last_of([r for r in context.roles if _is_same_office(r, office, candidate)], index, NEAR, context)

    def _holder(self, office: str, of: str | None, today: date | None) -> ActorEntry | None:
        if of is None or today is None:
            return None
        day = today.isoformat()
        terms = (t for t in self._terms.get((of, office), ()) if t.start <= day and (t.end is None or day <= t.end))
        return next((self._actors[t.holder] for t in terms if t.holder in self._actors), None)

    def _leader(self, state: str, context: Context) -> ActorEntry | None:
        """Who leads a state at the document's date: of its president and its prime minister the one whom it names."""
        found = (self._holder(office, state, context.today) for office in sorted(_HEADS))
        holders = {holder.iri: holder for holder in found if holder is not None}
        named = sorted((h for h in holders.values() if context.count[h.iri]), key=lambda h: -context.count[h.iri])
        return next(iter(named or (holders.values() if len(holders) == 1 else ())), None)

    def neighbour(self, person: Actor, noun: str, today: date | None) -> Actor | None:
        """Who came before or after a person in the office that he holds at a date, or held last: "his predecessor"."""
        day = today.isoformat() if today else "9999"
        held = [t for t in self._terms_of.get(person.id, ()) if t.start <= day]
        if not held:
            return None
        own = max(held, key=lambda t: (t.end is None or t.end >= day, t.start))
        others = [t for t in self._terms[own.of, own.office] if t.holder != person.id]
        if noun == "predecessor":
            found = [t for t in others if t.start < own.start][-1:]
        else:
            found = [t for t in others if t.start > own.start][:1]
        holder = self._actors.get(found[0].holder) if found else None
        return entry_actor(holder) if holder is not None else None

    def office_of(self, person: Actor, context: Context) -> str | None:
        """The office that a person holds: by the document's date, else as the document calls him."""
        held = next(iter(self._current(person, context.today)), None)
        if held is not None:
            return held.office
        if person.type == "Office" and " of " in person.label:
            return office_in(person.label)
        return next((office_words(role.noun) for role in context.roles if role.actor.id == person.id), None)

    def in_state(self, office: str, state: ActorEntry, today: date | None) -> Actor:
        """Who holds an office of a state at a date, else the office itself."""
        holder = self._holder(office, state.iri, today)
        return (
            entry_actor(holder) if holder is not None else new_actor(f"{title_of(office)} of {state.label}", "Office")
        )

    def leader_of(self, body: Actor, noun: str, today: date | None) -> Actor | None:
        """Who leads a body at a date by a term of office, where the noun says no more than that he does."""
        day = today.isoformat() if today is not None else None
        now = [
            t
            for t in self._leading.get(body.id, ())
            if day is None or (t.start <= day and (t.end is None or day <= t.end))
        ]
        holders = {t.holder for t in now} & self._actors.keys()
        return entry_actor(self._actors[holders.pop()]) if noun in _LEADERS and len(holders) == 1 else None

    def of_state(self, candidate: Candidate, state: ActorEntry, context: Context) -> Actor:
        """Who "its president" is, of a state that is not named beside him: the holder, else the office."""
        office = office_named(candidate)
        leader = self._leader(state.iri, context) if office == "leader" else None
        return entry_actor(leader) if leader is not None else self.in_state(office, state, context.today)

    def led_bodies(self, person: Actor, today: date | None) -> list[ActorEntry]:
        """The bodies, groups and states that a person leads at a date."""
        terms = (t for t in self._current(person, today) if t.office in _HEADS | _LEADERS)
        return [self._actors[t.of] for t in terms if t.of in self._actors]

    def _current(self, person: Actor, today: date | None) -> list[Term]:
        """The terms of office that a person serves at a date, all of them where there is none."""
        day = today.isoformat() if today is not None else None
        terms = self._terms_of.get(person.id, ())
        return [t for t in terms if day is None or (t.start <= day and (t.end is None or day <= t.end))]

    def led_government(self, person: Actor) -> ActorEntry | None:
        """The government that a person leads by his term of office, where the ontology has it as a body of its own."""
        bodies = (self._actors.get(term.of) for term in self._terms_of.get(person.id, ()))
        return next((body for body in bodies if body is not None and body.type == "Government"), None)


def _of_a_state(office: str, state: ActorEntry | None) -> str:
    """The office as the ontology's terms call it: a state's premier is its prime minister, a province's is not."""
    return "prime minister" if office == "premier" and state is not None and state.type == "State" else office


def _is_same_office(role: Role, office: str, candidate: Candidate) -> bool:
    said = office_words(role.noun)
    if said == "premier" and office == "prime minister":
        return True
    if ranks(said) != ranks(office):
        return False
    if office == "leader" and candidate.state is not None:
        return said in _HEADS | {"leader"} and role.state == candidate.state.iri
    return said == office or (" " not in office and said.split()[-1] == office and said not in _HEADS)
