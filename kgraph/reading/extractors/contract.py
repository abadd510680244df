"""The contract of an extractor: what it is given, what it gives back, and what that must look like."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Protocol

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import STATES, Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.extractors.told import Told
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.lexicon import Lexicon, Use
from kgraph.reading.predicates.matching import PROTEST

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


CROWD = 3  # so many meet one another each; of more, one meets the others


def nobody(noun: str) -> Actor | None:
    """No body: what `home_body` answers in a document without a main state."""
    return None


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as an extractor sees it: its parse, its resolved arguments, the lexicon and the ontology.

    `present` are the actors that the document names anywhere, by their IRIs; `home` is the state that it names most,
    and `plain` says that it is plainly about that one; `home_body` gives the body of that state, or of the one of
    which the paragraph speaks, that a noun such as "interior ministry" names. `roles` keeps the role frames met at
    each word, for which more than one extractor asks. `before` is what was found in the sentence before,
    `topic` whom it was about: the one who is its subject. `told` is what the document has asserted so far.
    """

    span: Span
    arguments: Arguments
    lexicon: Lexicon
    ontology: Ontology
    present: Collection[str] = ()
    home_body: Callable[[str], Actor | None] = nobody
    home: Actor | None = None
    plain: bool = False
    roles: dict[int, list[tuple[Use, list[Token]]]] = field(default_factory=dict, repr=False, compare=False)
    before: Sequence[Finding] = ()
    topic: Sequence[Candidate] = ()
    told: Told = field(default_factory=Told, repr=False, compare=False)

    @property
    def mentions(self) -> list[Candidate]:
        """The settled mentions in the sentence, in the order of the text, a longer one before one inside it."""
        found = {id(c): c for token in self.span for c in self._mentions_at(token)}
        return sorted(found.values(), key=lambda c: (c.start, -c.end))

    def _mentions_at(self, token: Token) -> Iterator[Candidate]:
        for candidate in (self.arguments.covering(token), self.arguments.innermost(token)):
            if candidate is not None and candidate.actor is not None:
                yield candidate


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two mentions of the sentence.

    `relation` is the name of one in the ontology. `anchor` is the word that carries the relation: the words around it
    in the parse decide whether the claim is asserted, and whose word it is. `cue` is the stretch of words that express
    it, in code points from the start of the passage (see `cue_span`). `rule` says in a few words why it was found.
    `use` is the pattern of the lexicon that was met, if one was. `refused` says that the anchor's own negation makes
    the relation: who "does not recognise" a state opposes it. An extractor that knows how sure it is says so in
    `confidence`; where it is None, `kgraph.reading.confidence` puts a figure on how the finding was made.
    """

    subject: Candidate
    relation: str
    object: Candidate
    anchor: Token
    cue: tuple[int, int]
    rule: str
    confidence: float | None = None
    use: Use | None = None
    refused: bool = False


class Extractor(Protocol):
    """Anything with these three: a module, an instance of a class, or a `FunctionExtractor`.

    `name` is what a user chooses it by, and goes into the claims; `describe` says in one line what it reads.
    """

    @property
    def name(self) -> str:
        """One lower-case word."""
        ...

    @property
    def describe(self) -> str:
        """One line."""
        ...

    def extract(self, view: View) -> Iterator[Finding]:
        """Every relation that this extractor sees in the sentence; the same sentence gives the same findings."""
        ...


@dataclass(frozen=True, slots=True)
class FunctionExtractor:
    """An extractor made of a function."""

    name: str
    describe: str
    extract: Callable[[View], Iterator[Finding]]


def breach(view: View, finding: Finding) -> str | None:
    """What is wrong with a finding by the contract, as half a sentence, or None."""
    subject, object_ = finding.subject.actor, finding.object.actor
    if subject is None or object_ is None:
        return f"'{(finding.object if subject else finding.subject).surface}' is no settled mention"
    if subject.id == object_.id:
        return f"{subject.label} is both subject and object"
    if finding.relation not in view.ontology.relations:
        return f"'{finding.relation}' is no relation of the ontology"
    for end in (finding.subject, finding.object):
        if not _is_within(view, end):
            return f"'{end.surface}' stands outside the sentence, and no word in it refers to that"
    start, stop = finding.cue
    if not view.span.start_char <= start < stop <= view.span.end_char:
        return f"the cue {start} to {stop} lies outside the sentence"
    if not view.span.start <= finding.anchor.i < view.span.end:
        return f"the anchor '{finding.anchor.text}' lies outside the sentence"
    if finding.confidence is not None and not 0 <= finding.confidence <= 1:
        return f"the confidence {finding.confidence} does not lie between 0 and 1"
    return None


def _is_within(view: View, end: Candidate) -> bool:
    """Whether a mention stands in the sentence, or is what a word there refers to: the two actors behind "they"."""
    inside = end.passage.doc is view.span.doc and view.span.start <= end.start < end.end <= view.span.end
    return inside or any(end is antecedent for mention in view.mentions for antecedent in mention.antecedents)


def fits(view: View, use: Use, x: Candidate, y: Candidate) -> bool:
    """Whether both ends are different actors of the classes that the frame and its relation ask for."""
    if x.actor is None or y.actor is None or x.actor.id == y.actor.id:
        return False
    if (x.start, x.end, x.head) == (y.start, y.end, y.head):
        return False
    if _is_predicated(x, y) or _is_predicated(y, x):
        return False
    at_home = y.form in _TOWNS and x.actor.type in _POWERS and _is_of(view, x.actor, y.actor)
    if at_home and use.frame.relation in _FIGHTING:
        return False  # an army that shells a town of its own state fights whoever holds it
    if _goes_without_saying(view, use.frame.relation, x.actor, y.actor):
        return False
    relation = view.ontology.relations.get(use.frame.relation)
    asked = [(x, use.frame.x_types), (y, use.frame.y_types)]
    asked += [(x, relation.x_types), (y, relation.y_types)] if relation else []
    return all(
        not types or (end.actor is not None and any(_may_be(view, end.actor.type, t) for t in types))
        for end, types in asked
    )


def _is_predicated(noun: Candidate, of: Candidate) -> bool:
    """Whether a noun says who the other is, and so is nobody else: "he was a critic of the king"."""
    return noun.token.dep_ == "attr" and of.token.dep_ == "nsubj" and of.token.head == noun.token.head


_POSTED = frozenset({"operatesIn", "mobilizesAgainst"})
_FIGHTING = frozenset({"attacks", "kills", "threatens", "mobilizesAgainst"})
_POWERS = frozenset({"ArmedForces", "Government", "Agency"})
_TOWNS = frozenset({Form.PLACE, Form.CAPITAL})
_AT_HOME = frozenset({"Person", "ArmedForces", "Agency", "Government"})


def _goes_without_saying(view: View, relation: str, x: Actor, y: Actor) -> bool:
    """Whether it is no news: somebody travels or has his seat in his own state, or looks after what is his own.

    Nor is it true that a state fights its own army.
    """
    entry, state = view.ontology.actors.get(x.id), view.ontology.actors.get(y.id)
    if relation in _POSTED and entry is None and state is not None:
        own = x.label.endswith(f" of {state.label}") and x.type in _AT_HOME
        return own or any(x.label.startswith(f"{word} ") for word in (*state.adjectives, state.label))
    if relation == "visits" or (relation in _POSTED and x.type in _AT_HOME):
        return entry is not None and entry.state == y.id
    if x.type == "State" and y.type == "ArmedForces" and relation in _FIGHTING:
        return state is not None and state.state == x.id  # no state fights its own army, though its army may fight it
    at_home = x.type in _AT_HOME and _is_of(view, x, y)
    return relation == "aids" and (at_home or y.label.endswith(f" of {x.label}"))


def _is_of(view: View, x: Actor, y: Actor) -> bool:
    """Whether an actor is of a state: by the ontology, of one that it does not have by the name."""
    entry = view.ontology.actors.get(x.id)
    return x.label.endswith(f" of {y.label}") if entry is None else entry.state == y.id


def _may_be(view: View, type_name: str, wanted: str) -> bool:
    """Whether an actor can be of a class; what is only known from the text may be more than its type says."""
    loose = {
        "Actor": {"Person", "Body"},
        "Collective": {"Person", "ArmedGroup"},
        "Office": {"Person"},
        "Organisation": {"Body"},
    }
    return view.ontology.is_a(type_name, wanted) or any(view.ontology.is_a(wanted, t) for t in loose.get(type_name, ()))


def cue_span(tokens: list[Token]) -> tuple[int, int]:
    """The tokens' stretch of the passage, in code points from its start."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def findings(
    view: View, use: Use, firsts: list[Candidate], lasts: list[Candidate], anchor: Token, cue: list[Token]
) -> Iterator[Finding]:
    """A finding for each fitting pair of the pattern's first and last slot, and for whoever is an example of either."""
    if not firsts or not lasts:
        return
    if len(firsts) > 1 and len(lasts) > 1 and {c.actor for c in lasts} <= {c.actor for c in firsts}:
        return  # several do not do it to themselves: "Chad and Niger recalled their envoys"
    for first, last in product(_with_examples(view, firsts), _with_examples(view, lasts)):
        x, y = (first, last) if use.pattern.first == "X" else (last, first)
        if fits(view, use, x, y):
            yield Finding(x, use.frame.relation, y, anchor, cue_span(cue), use.rule, use=use)


def _with_examples(view: View, found: list[Candidate]) -> list[Candidate]:
    """What is said of "groups such as A" is said of A, who is yet none of several that act on one another."""
    doc = view.span.doc
    groups = [c for c in found if c.kind is not MentionKind.PRONOUN and c.passage.doc is doc and c.token.tag_ == "NNS"]
    if not groups:
        return found
    named = [each for c in groups for each in view.arguments.examples(c.token) if each not in found]
    return [*found, *named]


def implied(view: View, word: Token, actor: Actor) -> list[Candidate]:
    """An actor of the document's main state that a word implies without naming it, as a mention at the word."""
    home = view.home.label if view.home else ""
    return _meant(view, word, actor, f"'{word.text}' leaves it out; the document is about {home}")


def told_before(view: View, word: Token, actor: Actor) -> list[Candidate]:
    """Who did what a word goes back to in the sentence before, as a mention at the word."""
    return _meant(view, word, actor, f"'{word.text}' goes back to {actor.label}, of whom the sentence before speaks")


def speaking(view: View, word: Token, actor: Actor) -> list[Candidate]:
    """The state of who speaks, which he leaves out as his own, as a mention at the word for speaking."""
    return _meant(view, word, actor, f"'{word.text}' leaves out {actor.label}, for which the speaker speaks")


def told_earlier(view: View, word: Token, actor: Actor) -> list[Candidate]:
    """Who has a part in an event that the document has told of before, as a mention at the word."""
    return _meant(view, word, actor, f"'{word.text}' leaves it out; the document told of {actor.label} before")


def _meant(view: View, word: Token, actor: Actor, why: str) -> list[Candidate]:
    passage = next((c.passage for c in view.mentions), None)
    if passage is None:
        return []
    candidate = Candidate(passage, word.i, word.i + 1, word.i, MentionKind.DESCRIPTION)
    candidate.settle(actor, why)
    return [candidate]


def home_alone(view: View, word: Token, done_to: list[Candidate]) -> list[Candidate]:
    """The state that the document is plainly about, at a word for what a state does that leaves out which.

    Where the sentence names another state, other than to say who those are to whom it is done, nobody is meant.
    """
    others = (m for m in view.mentions if not any(c.token.left_edge.i <= m.start < c.end for c in done_to))
    others = (m for m in others if not _is_by_the_way(m))
    given = {c.actor.id for c in done_to if c.actor is not None}
    states = {m.actor.id for m in others if m.actor is not None and m.actor.type in STATES} - given
    if view.home is None or not view.plain or not states <= {view.home.id}:
        return []
    return implied(view, word, view.home)


def _is_by_the_way(mention: Candidate) -> bool:
    """Whether a state is named only by a town to which one goes, or by an adjective deep in a phrase."""
    token = mention.token
    if mention.is_place:
        return token.dep_ == "pobj" and token.head.lower_ in {"to", "for", "towards", "toward", "at"}
    return mention.form is Form.ADJECTIVE and token.dep_ == "amod" and token.head.dep_ == "pobj"


def crowd(view: View, use: Use, word: Token) -> list[Candidate]:
    """Who protests where the text names nobody: the protesters of the document's main state."""
    protesters = view.home_body("protester") if use.frame.relation == PROTEST else None
    return implied(view, word, protesters) if protesters is not None else []


def most_specific(read: Iterable[tuple[Use, Iterable[Finding]]]) -> Iterator[Finding]:
    """The findings of uses that come with the most specific first: of each pair the first, none of lesser uses.

    What the several of a subject do with one another is told beside it: "A and B vie for influence in C".
    """
    best: int | None = None
    seen: set[tuple[int, int]] = set()
    for use, found in read:
        if best is not None and use.specificity < best and not use.pattern.reciprocal:
            continue
        for finding in found:
            pair = finding.subject.position, finding.object.position
            if pair not in seen:
                seen.add(pair)
                best = use.specificity
                yield finding


def pairs(view: View, use: Use, members: list[Candidate], anchor: Token, cue: list[Token]) -> Iterator[Finding]:
    """A finding for each pair of a group whose members do something with one another.

    In a crowd one does it with each of the others: the host, if the sentence also names one elsewhere, else the first.
    """
    if len(members) > CROWD:
        named = [m.actor.id for m in view.mentions if m not in members and m.actor is not None]
        host = next((m for m in members if m.actor is not None and m.actor.id in named), members[0])
        yield from findings(view, use, [host], [m for m in members if m is not host], anchor, cue)
        return
    for i, first in enumerate(members):
        yield from findings(view, use, [first], members[i + 1 :], anchor, cue)
