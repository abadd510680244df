"""What is known of a document when its descriptions and pronouns are resolved."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.candidates import STATES, Candidate
from kgraph.reading.actors.pronouns import GENDER

if TYPE_CHECKING:
    from spacy.tokens import Token

OFTEN, FAR_MORE = 4, 1.4  # how often, and how many times more than the next, a document names the state it is about
_FORCES = frozenset("soldier troop force army navy military officer policeman fighter".split())
_COMMANDING = frozenset(
    """order command urge ask tell call instruct direct send deploy mobilise mobilize dispatch lead address purge
    praise thank salute reform modernise modernize task authorise authorize""".split()
)
PAST = frozenset({"former", "ex", "late", "then"})


@dataclass(frozen=True, slots=True)
class Role:
    """A title that the document gives to a person: "prime minister", of that state if it says so."""

    noun: str
    state: str | None
    actor: Actor


@dataclass(slots=True)
class Context:
    """A document's candidates in order, their sentences, its main state, its roles, the actors that the ontology knows.

    `gender` is what the document's nouns and pronouns told of it, by IRI.
    `plain` says that the document is plainly about its main state, `local` of which other state a paragraph speaks,
    `opened` with which state as its place a sentence opens, and at which word: "In Togo the army …".
    """

    candidates: list[Candidate]
    today: date | None
    sentence: dict[int, int]
    state: ActorEntry | None
    roles: list[Role]
    actors: Mapping[str, ActorEntry]
    gender: dict[str, str] = field(default_factory=dict)
    plain: bool = False
    local: Mapping[int, ActorEntry] = field(default_factory=dict)
    opened: Mapping[int, tuple[int, ActorEntry]] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    numbers: list[int] = field(init=False)
    subject: dict[int, Candidate] = field(init=False)
    named: dict[tuple[int, int], Candidate] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the numbers of the candidates' sentences in their order, and the first subject of each sentence."""
        self.numbers = [self.sentence[id(c)] for c in self.candidates]
        acting = [c for c in self.candidates if c.token.dep_ in {"nsubj", "nsubjpass"} and c.actor is not None]
        self.subject = {self.sentence[id(c)]: c for c in reversed(acting)}
        self.named = {(c.passage.index, c.head): c for c in self.candidates if c.kind is MentionKind.NAME and c.actor}

    def before(self, index: int, reach: int) -> Iterator[tuple[int, Candidate]]:
        """The candidates before one, the nearest first, some sentences back, with their distance in sentences."""
        here = self.numbers[index]
        for i in range(index - 1, -1, -1):
            distance = here - self.numbers[i]
            if distance > reach:
                return
            yield distance, self.candidates[i]

    def near(self, index: int, words: int) -> Iterator[Candidate]:
        """The candidates before one in its passage, so many words back."""
        here = self.candidates[index]
        for i in range(index - 1, -1, -1):
            other = self.candidates[i]
            if other.passage is not here.passage or other.end < here.start - words:
                return
            yield other

    def beside(self, index: int) -> Iterator[Candidate]:
        """The other candidates of the same passage."""
        passage = self.candidates[index].passage
        for step in (-1, 1):
            i = index + step
            while 0 <= i < len(self.candidates) and self.candidates[i].passage is passage:
                yield self.candidates[i]
                i += step

    def home(self, candidate: Candidate) -> ActorEntry | None:
        """The state that is meant where none is named: the one with which the sentence opens, or else the paragraph's.

        In a text about several states it is that of whom the words tell, of the place where they act, or of who acts;
        else the document's main one.
        """
        own = self.opening(candidate) or self.local.get(candidate.passage.index)
        if not (own or self.plain or candidate.owner):
            own = self._of_bearer(candidate) or self._of_place(candidate) or self._of_subject(candidate)
        return own or self.state

    def _of_bearer(self, candidate: Candidate) -> ActorEntry | None:
        """The state of the known person of whom a word tells: "Kainerugaba, the president's son"."""
        for above in candidate.token.ancestors:
            person = self.named.get((candidate.passage.index, above.i))
            entry = self.actors.get(person.actor.id) if person is not None and person.actor is not None else None
            if entry is not None and entry.type == "Person":
                return self.actors.get(entry.state or "")
            if above.pos_ in {"VERB", "AUX"}:
                break
        return None

    def _of_place(self, candidate: Candidate) -> ActorEntry | None:
        """The state in which the subject of a clause acts: "policemen tortured him in Kampala"."""
        token = candidate.token
        if token.dep_ not in {"nsubj", "agent"}:
            return None
        for place in (o for p in token.head.rights if p.lower_ == "in" for o in p.children if o.dep_ == "pobj"):
            there = self.named.get((candidate.passage.index, place.i))
            if there is not None and there.actor is not None and there.actor.type == "State":
                return self.actors.get(there.actor.id)
        return None

    def _of_subject(self, candidate: Candidate) -> ActorEntry | None:
        """The state of who acts in the sentence before the candidate: "Maduro ordered the navy"."""
        subject = self.subject.get(self.sentence_of(candidate))
        entry = self.actors.get(subject.actor.id) if subject is not None and subject.actor is not None else None
        if subject is None or entry is None or subject.start >= candidate.start:
            return None
        token = candidate.token
        if token.dep_ == "nsubj" and token.head.dep_ == "relcl":
            return None  # "the envoy had proposed a truce, which the army rejected"
        if token.dep_ == "dobj" and token.lemma_.lower() in _FORCES and token.head.lemma_ not in _COMMANDING:
            return None  # the soldiers whom a state kills are not its own
        return self.actors.get(entry.iri if entry.type == "State" else entry.state or "")

    def opening(self, candidate: Candidate) -> ActorEntry | None:
        """The state that the sentence gives as its place before the candidate: "In Togo the army"."""
        start, opening = self.opened.get(self.sentence_of(candidate), (0, None))
        # "in Geneva talks with the government began": with whom a text deals is its own state's
        dealing = self.plain and candidate.noun.split()[-1:] == ["government"]
        return opening if start < candidate.start and not dealing else None

    def gender_of(self, iri: str) -> str | None:
        """What the ontology or a pronoun of the document says of an actor: "male", "female", or nothing."""
        known = self.actors.get(iri)
        return (known.gender if known is not None else None) or self.gender.get(iri)

    def sentence_of(self, candidate: Candidate) -> int:
        """The number of the candidate's sentence in the document."""
        return self.sentence[id(candidate)]


def context_of(candidates: list[Candidate], actors: Mapping[str, ActorEntry], today: date | None) -> Context:
    """The context of a document whose names are settled."""
    sentence, state = _sentences(candidates), main_state(candidates, actors)
    return Context(
        candidates,
        today,
        sentence=sentence,
        state=state,
        roles=list(dict.fromkeys(_roles(candidates, actors))),
        actors=actors,
        plain=is_plain(candidates),
        local=local_states(candidates, state, actors),
        opened=dict(_openings(candidates, sentence)),
        gender=dict(_genders(candidates)),
        count=Counter(c.actor.id for c in candidates if c.actor is not None),
    )


def _sentences(candidates: Iterable[Candidate]) -> dict[int, int]:
    """Each candidate's sentence by its number in the document, those without a candidate counted too."""
    passages = {c.passage.index: c.passage for c in candidates}
    starts = {index: [sent.start for sent in passage.doc.sents] for index, passage in passages.items()}
    before = dict(zip(starts, accumulate((len(each) for each in starts.values()), initial=0), strict=False))
    return {id(c): before[c.passage.index] + bisect(starts[c.passage.index], c.head) - 1 for c in candidates}


def main_state(candidates: Iterable[Candidate], actors: Mapping[str, ActorEntry]) -> ActorEntry | None:
    """The state that the document names most, its adjectives and parts included."""
    best = _named_states(candidates).most_common(1)
    return actors.get(best[0][0]) if best else None


def is_plain(candidates: Iterable[Candidate]) -> bool:
    """Whether a document is plainly about one state: named several times, and far more often than any other."""
    times = [*_named_states(candidates).values(), 0, 0]
    most, second = sorted(times, reverse=True)[:2]
    return most >= OFTEN and most >= FAR_MORE * second


def local_states(
    candidates: Iterable[Candidate], main: ActorEntry | None, actors: Mapping[str, ActorEntry]
) -> dict[int, ActorEntry]:
    """The state that a paragraph speaks of, by the paragraph's index, where that is not the document's main one.

    It is named there first and twice or more, twice as often as any other, and the main state not at all.
    """
    found: dict[int, ActorEntry] = {}
    for index, group in groupby(sorted(candidates, key=_passage), key=_passage):
        count = _named_states(group)
        first = next(iter(count), "")  # a counter keeps the order of what it met
        others = max((times for iri, times in count.items() if iri != first), default=0)
        if main is not None and main.iri not in count and first in actors and count[first] >= max(2, 2 * others):
            found[index] = actors[first]
    return found


def _genders(candidates: Iterable[Candidate]) -> Iterator[tuple[str, str]]:
    """What a noun beside a person's name says of his gender: "her son, Kim Adu"."""
    for candidate in candidates:
        gender = GENDER.get(candidate.token.lemma_.lower()) if candidate.kind is MentionKind.DESCRIPTION else None
        beside = {c.actor for c in candidate.antecedents if c.actor} if gender is not None else set()
        if gender is not None and len(beside) == 1:
            yield from ((actor.id, gender) for actor in beside if actor.type == "Person")


def _openings(
    candidates: Iterable[Candidate], sentence: Mapping[int, int]
) -> Iterator[tuple[int, tuple[int, ActorEntry]]]:
    """The states with which sentences open as the place of what they tell: "In Togo the army …"."""
    for candidate in candidates:
        token, in_ = candidate.token, candidate.token.head
        if token.dep_ != "pobj" or in_.lower_ != "in" or not (in_.is_sent_start or in_.nbor(-1).is_sent_start):
            continue
        if len(candidate.entries) == 1 and candidate.entries[0].actor.type == "State":
            yield sentence[id(candidate)], (candidate.start, candidate.entries[0].actor)


def _passage(candidate: Candidate) -> int:
    return candidate.passage.index


def _named_states(candidates: Iterable[Candidate]) -> Counter[str]:
    """How often a document names each state, by IRI."""
    count: Counter[str] = Counter()
    for candidate in candidates:
        named = candidate.state or (candidate.entries[0].actor if candidate.actor and candidate.entries else None)
        if named is not None:
            iri = named.iri if named.type == "State" else named.state
            count.update([iri] if iri else [])
    return count


def _roles(candidates: list[Candidate], actors: Mapping[str, ActorEntry]) -> Iterator[Role]:
    ends = {(c.passage.index, c.end): c for c in candidates if c.actor is not None and c.actor.type in STATES}
    heads = {(c.passage.index, c.head): c for c in candidates if c.kind is MentionKind.NAME}
    for candidate in candidates:
        if candidate.kind is MentionKind.NAME and candidate.actor is not None and candidate.actor.type == "Person":
            words, first = title_before(candidate)
            before = {t.lower_ for t in candidate.passage.doc[max(0, first - 2) : candidate.start]}
            if words and not before & PAST:
                state = ends.get((candidate.passage.index, first))
                entry = actors.get(candidate.actor.id)
                iri = state.actor.id if state and state.actor else entry.state if entry else None
                yield Role(words, iri, candidate.actor)
        elif candidate.kind is MentionKind.DESCRIPTION and candidate.type == "Person":
            said_of = (heads.get((candidate.passage.index, t.i)) for t in _said_of(candidate.token))
            for other in (*candidate.antecedents, *(c for c in said_of if c is not None)):
                if other.actor is not None and other.actor.type == "Person":
                    yield Role(candidate.noun, candidate.state.iri if candidate.state else None, other.actor)


def _said_of(noun: Token) -> Iterator[Token]:
    """Of whom a predicate noun is said: "X became president", "appointed X as minister", "named X governor"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if any(c.dep_ == "neg" for c in verb.children):
        return
    if noun.dep_ == "attr":
        yield from (c for c in verb.children if c.dep_ == "nsubj" and verb.lemma_ in {"be", "become", "remain"})
    elif noun.dep_ == "oprd" or noun.head.lower_ == "as":
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        yield from objects or [c for c in verb.children if c.dep_ == "nsubj" and noun.dep_ != "oprd"]


def title_before(candidate: Candidate) -> tuple[str, int]:
    """The title before a name in lower case ("prime minister"), and the token where it starts."""
    doc, i = candidate.passage.doc, candidate.start
    if doc[i].text.islower() and i + 1 < candidate.end:  # "archbishop Desmond Tutu", all of it taken for the name
        return doc[i].lower_, i
    while i > 0 and doc[i - 1].pos_ in {"NOUN", "PROPN"} and doc[i - 1].ent_type_ not in {"GPE", "NORP"}:
        i -= 1
    words = [t.lower_ for t in doc[i : candidate.start]]
    if not words:
        return "", candidate.start
    if i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].lower_ == "minister":  # "Minister of Defence NAME"
        return f"{' '.join(words)} minister", i - 2
    kept = words[-2:] if words[-1] == "minister" else words[-1:]
    return " ".join(kept), candidate.start - len(kept)
