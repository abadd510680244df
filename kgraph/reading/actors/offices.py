"""Persons by their office: who "the president", "the new finance minister" and "his predecessor" are in a document."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.ontology.records import ActorEntry, Ontology, Term
from kgraph.reading.actors import collectives
from kgraph.reading.actors.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.actors.context import Context, Role
from kgraph.reading.actors.determiners import is_definite, is_indefinite, told_by_words

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 60  # sentences back that a bare title may reach
NEAR = 5  # and the holder of another state's office, if it is a bare title
# Words that make one office another: a deputy is not the minister.
_RANKS = frozenset({"deputy", "vice", "assistant", "former", "acting", "ex", "co", "under"})
_OFFICES = frozenset(
    """minister president premier chancellor king queen emir sultan ambassador envoy governor speaker spokesman
    spokeswoman spokesperson prince secretary leader chief general mayor""".split()
)
_HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "king", "emir", "supreme leader", "sultan"})
# Offices that without a state mean the one of the state that the document is about.
_ALONE = frozenset({"president", "prime minister", "premier", "chancellor"})
# A foreign minister without a state is as often the guest.
_PORTFOLIOS = frozenset(
    """interior justice defence defense finance health education energy oil trade economy agriculture labour labor
    home""".split()
)
# What may stand before an office without making it another.
_QUALITIES = frozenset(
    """new old current present incumbent sitting then outgoing incoming longtime long-time veteran powerful influential
    young elderly late own newly-appointed newly-elected designated controversial embattled beleaguered""".split()
)


class Offices:
    """Settles titles: by whom the document gives them, by who held them at its date, else as the office itself."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._terms_of = ontology.terms_of
        self._terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in sorted(ontology.terms, key=lambda t: t.start):
            self._terms[term.of, term.office].append(term)

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle a person by office: the document's, the holder at its date, else the office itself."""
        if not (is_definite(candidate) or candidate.state is not None):
            return
        office = office_words(candidate.noun)
        state = candidate.state or context.state
        known = self._titled(candidate, office, index, state.iri if state else None, context)
        if known is not None:
            candidate.settle(known, f"the document calls {known.label} {office}")
            return
        holder = self._holder(office, state.iri if state else None, context.today)
        if holder is None and office == "leader" and candidate.state is not None and not is_indefinite(candidate):
            holder = self._leader(candidate.state.iri, context)
        if holder is not None and not is_indefinite(candidate):
            candidate.settle(entry_actor(holder), f"{office} at the document's date")
        elif (near := self._of_another_state(candidate, office, index, context)) is not None:
            candidate.settle(near, f"the document calls {near.label} {office}")
        elif candidate.state is None and state is not None and _means_home(office) and not _has_place(candidate):
            actor = new_actor(f"{_title(office)} of {state.label}", "Office")
            candidate.settle(actor, f"an office of {state.label}, which the document is about")
        elif candidate.state is not None and candidate.state.type in STATES:
            if office.split()[-1] in _OFFICES and not is_indefinite(candidate):
                place = collectives.town(candidate, context.beside(index), {"of"})
                where = place[1].surface if place and collectives.is_province(place[1]) else candidate.state.label
                label = f"{_title(office)} of {where}{_posted_to(candidate)}"
                candidate.settle(new_actor(label, "Office"), "an office whose holder the text leaves unnamed")
            else:
                told_by_words(candidate, context.state)

    def _titled(
        self, candidate: Candidate, office: str, index: int, state: str | None, context: Context
    ) -> Actor | None:
        """The person whom the document gives the title; of several, the one named last before."""
        if is_indefinite(candidate):
            return None
        same = (r for r in context.roles if _is_same_office(r, office, candidate))
        fitting = [role for role in same if role.state in {None, state}]
        if len({role.actor.id for role in fitting}) < 2:
            return fitting[0].actor if fitting else None
        return _last_of(fitting, index, FAR, context)

    def _of_another_state(self, candidate: Candidate, office: str, index: int, context: Context) -> Actor | None:
        """Who bears a bare title just before in another state than that which the document is about."""
        if candidate.state is not None or _has_place(candidate) or is_indefinite(candidate):
            return None
        return _last_of([r for r in context.roles if _is_same_office(r, office, candidate)], index, NEAR, context)

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

    def led_government(self, person: Actor) -> ActorEntry | None:
        """The government that a person leads by his term of office, where the ontology has it as a body of its own."""
        bodies = (self._actors.get(term.of) for term in self._terms_of.get(person.id, ()))
        return next((body for body in bodies if body is not None and body.type == "Government"), None)


def _means_home(office: str) -> bool:
    """Whether an office without a state is that of the state that the document is about: "the justice minister"."""
    return office in _ALONE or (office.endswith(" minister") and office.removesuffix(" minister") in _PORTFOLIOS)


def office_words(noun: str) -> str:
    """The office without what is only said of its holder: the "new finance minister" is the finance minister."""
    words = noun.split()
    kept = [w for w in words[:-1] if w not in _QUALITIES]
    return " ".join([*kept, *words[-1:]])


def _is_same_office(role: Role, office: str, candidate: Candidate) -> bool:
    said = office_words(role.noun)
    if _ranks(said) != _ranks(office):
        return False
    if office == "leader" and candidate.state is not None:
        return said in _HEADS | {"leader"} and role.state == candidate.state.iri
    return said == office or (" " not in office and said.split()[-1] == office)


def _last_of(roles: list[Role], index: int, reach: int, context: Context) -> Actor | None:
    """Of those who bear a title the one named last before."""
    bearers = {role.actor.id for role in roles}
    before = (c.actor for _, c in context.before(index, reach)) if bearers else ()
    return next((actor for actor in before if actor is not None and actor.id in bearers), None)


def _has_place(candidate: Candidate) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"of", "in", "at"} for c in candidate.token.children)


def _title(noun: str) -> str:
    """An office in its usual form: "Minister of Information" for an information minister."""
    words = noun.split()
    if len(words) == 2 and words[1] == "minister" and words[0] not in {"prime", "chief", "first", "deputy"}:
        return f"Minister of {'Foreign Affairs' if words[0] == 'foreign' else words[0].title()}"
    return noun.title()


def _posted_to(candidate: Candidate) -> str:
    """The second half of "ambassador of Iran to Turkey"."""
    if candidate.noun.split()[-1] not in {"ambassador", "envoy"}:
        return ""
    posts = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in {"to", "in"})
    first: Token | None = next(posts, None)
    return "".join(f" to {o.text}" for o in first.children if o.pos_ == "PROPN") if first is not None else ""


def _ranks(noun: str) -> frozenset[str]:
    return _RANKS & set(noun.replace("-", " ").split())
