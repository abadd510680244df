"""From a word in an argument's place to the actors that it stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import PLACE, STATES, Candidate
from kgraph.reading.predicates.lexicon import Lexicon, Use
from kgraph.reading.predicates.makers import makers
from kgraph.reading.predicates.mentionmap import MentionMap
from kgraph.reading.predicates.phrases import (
    MAKING,
    RELATIVES,
    UTTERANCES,
    behind,
    conjuncts,
    is_making,
    possessors,
)
from kgraph.reading.predicates.relatives import all_meant, antecedent, goes_on_before_comma, is_hung_too_high
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_LIST = 8
MAX_DEPTH = 4
MAX_REACH = 8  # steps down a phrase
# The ways from a thing to what it is of, for or against.
_PHRASAL = frozenset({"pobj", "amod", "compound", "nmod"})
_REACHING = frozenset(
    """to for of in on upon against from at over with by between inside within into across among throughout about
    towards toward along under""".split()
)
# "members of the militia", "dozens of protesters": what they are said of is what stands behind "of".
TRANSPARENT = frozenset(
    """member leader leadership part number group dozen hundred thousand score majority rest one some many most
    both all each series people man force troop fighter soldier element representative side official commander
    follower supporter unit people million regime government team remnant ranks leg leader citizen delegation
    contingent column batch wave handful""".split()
)
# Plurals of these are the group whose they are: the group's fighters are the group.
MEMBERS = frozenset(
    "fighter soldier troop peacekeeper militant member gunman guard rebel bomber force man element".split()
)

# Who speaks or acts for several at once: "British and French negotiators" are the British and the French.
REPRESENTING = frozenset(
    """negotiator envoy delegate diplomat official minister leader president representative delegation team mediator
    army navy military force troop soldier fighter police parliament government authority commander general chief
    ambassador secretary lawmaker""".split()
)
# Behind these stands whom an event befalls, on which the parser hangs who did it: "the attack on tourists by X".
_DONE_TO = frozenset({"on", "against", "of", "upon"})
_DURING = frozenset({"in", "during", "amid"})
# Who condemns such a thing does not condemn whom it befalls: "the death of the soldiers in an attack by X".
_BEFALLING = frozenset({"death", "loss", "suffering", "plight", "injury", "displacement", "starvation"})
_HOSTING = frozenset({"hold", "host", "convene"})
_GATHERINGS = frozenset("congress convention conference rally session vote referendum election poll parade".split())
_BEGINNING = frozenset({"begin", "start", "open", "resume"})
_WHEREFROM = frozenset({"in", "from", "of"})
_FIGHTING = frozenset({"attacks", "kills", "coerces"})
_STANDING = frozenset({"operatesIn", "controls"})
_LAYING = frozenset({"blame", "pin", "attribute", "ascribe"})  # "a strike blamed on X"
# Whoever these are of did not bring about what they do: "the general's death weakened the army".
_SUFFERED = frozenset(
    """death murder assassination killing arrest detention imprisonment illness absence defeat execution ouster
    overthrow downfall funeral injury capture disappearance exile""".split()
)
_HELP = frozenset("help aid assistance support backing blessing consent approval permission encouragement".split())
_EXAMPLES = frozenset({"including", "like"})

_BODIES = frozenset(
    """State Territory Government Parliament Ministry ArmedForces ArmedGroup Party InternationalOrganisation Agency
    Organisation""".split()
)
_FACELESS = frozenset(
    {"Ministry", "Agency", "Parliament", "Court", "Government", "InternationalOrganisation", "Company"}
)
_HUMAN = frozenset({"Person", "Office", "Collective", "Community", "ArmedGroup"})


class Arguments(MentionMap):
    """The settled mentions of a passage by the words that stand for them."""

    def __init__(self, candidates: Iterable[Candidate], lexicon: Lexicon, person_nouns: frozenset[str]) -> None:
        super().__init__(candidates)
        self._meant: dict[tuple[int, bool], list[Candidate]] = {}
        self._lexicon = lexicon
        self._person_nouns = person_nouns

    def actors(self, tokens: Iterable[Token], owners: bool = False) -> list[Candidate]:
        """The settled mentions that head words stand for, lists opened; with `owners`, a thing means whose it is."""
        found: dict[int, Candidate] = {}
        for token in tokens:
            for candidate in self._meant_by(token, owners):
                found.setdefault(candidate.position, candidate)
        return list(found.values())[:MAX_LIST]

    def _meant_by(self, token: Token, owners: bool) -> list[Candidate]:
        """The mentions that one head word stands for, which many patterns ask for."""
        known = self._meant.get((token.i, owners))
        if known is None:
            listed = self.listed(token)
            known = [c for each in listed for c in (*self.hung_before(each), *self._resolve(each, owners, 0))]
            self._meant[token.i, owners] = known
        return known

    def _resolve(self, token: Token, owners: bool, depth: int) -> list[Candidate]:
        if depth > MAX_DEPTH:
            return []
        if token.lower_ in RELATIVES and token.tag_ in {"WP", "WDT", "WP$", "IN"}:
            return self._relative(token, owners, depth)
        candidate = self._at.get(token.i)
        if candidate is not None and candidate.is_place and not owners:
            return []
        if candidate is None or candidate.kind is not MentionKind.NAME:
            several = self.represented(token)
            if len(several) > 1 and (candidate is None or not candidate.means_several):
                return several
        if candidate is not None and candidate.actor is not None:
            return candidate.antecedents if candidate.means_several else [*candidate.companions, candidate]
        apposed = [self._at[c.i] for c in token.children if c.dep_ == "appos" and c.i in self._at]
        settled = [c for c in apposed if c.actor is not None]
        if candidate is not None and candidate.kind is not MentionKind.DESCRIPTION:
            town = candidate.type == PLACE and owners  # "a hotel in Sousse, Tunisia"
            apposed_states = [c for c in settled if town and c.actor is not None and c.actor.type in STATES]
            return apposed_states or (self._place(token, depth) if owners else [])  # "flew to the Old Town of Bern"
        if settled:
            return settled
        named = self._at.get(token.head.i) if token.dep_ == "appos" else None
        named = named if named is not None and named.kind is MentionKind.NAME and named.actor is not None else None
        if named is not None and candidate is None:
            return self._resolve(token.head, owners, depth + 1)  # "Benue, the state where rebels fight"
        return self.examples(token) or self._inner(token, owners, depth) or ([named] if named is not None else [])

    def represented(self, token: Token) -> list[Candidate]:
        """The several bodies that a plural acts for: "Chad and Niger's ministers", "envoys of A and of B"."""
        if token.tag_ not in {"NNS", "NNPS"} or token.lemma_.lower() not in REPRESENTING:
            return []
        before = [c for c in token.children if c.dep_ in {"poss", "amod", "compound", "nmod"} and c.i < token.i]
        for group in (before, behind(token, {"of", "from"})):
            heads = [each for word in group for each in self.listed(word)]
            found = {c.actor.id: c for t in heads if (c := self._at.get(t.i)) and c.actor and c.actor.type in _BODIES}
            if len(found) > 1 and (group is not before or _is_coordinated(found.values())):
                return list(found.values())
        return []

    def examples(self, token: Token) -> list[Candidate]:
        """The actors named as examples of a plural: "groups such as A and B", "leaders including C"."""
        if token.tag_ != "NNS":
            return []
        named = [
            o
            for p in token.children
            if p.dep_ == "prep" and (p.lower_ in _EXAMPLES or any(c.lower_ == "such" for c in p.children))
            for o in p.children
            if o.dep_ == "pobj"
        ]
        return self.actors(named)

    def _relative(self, token: Token, owners: bool, depth: int) -> list[Candidate]:
        """What "who" and "which" stand for; a "who" hung on the wrong noun by the parser means the person before it."""
        noun = antecedent(token)
        if noun is None:
            return []
        made = noun.dep_ == "dobj" and noun.head.lemma_.lower() in MAKING
        if made and token.dep_ == "pobj" and noun.i not in self._at:  # "signed a treaty under which"
            return []
        if made and noun.lemma_.lower() in UTTERANCES:  # "passed a law that bans"
            return [c for t in subjects(noun.head) for c in self._resolve(t, owners, depth + 1)]
        near = self._at.get(token.i - 2) if goes_on_before_comma(token, noun) else None
        found = [near] if near is not None and near.actor is not None else []
        found = found or [c for each in all_meant(token, noun) for c in self._resolve(each, owners, depth + 1)]
        near = self._at.get(token.i - 1) if not found and token.lower_ == "that" else None
        if near is not None and near.actor is not None and is_hung_too_high(token, noun, near.token, near.plural_word):
            found = [near]
        if token.lower_ == "which":  # no person is a "which": it goes back to what was said
            found = [c for c in found if c.actor is None or c.actor.type not in {"Person", "Office"}]
        above = self._said_of_subject(noun) if not found else None
        if above is not None:
            found = [c for t in subjects(above) for c in self._resolve(t, owners, depth + 1)]
        person = token.lower_ in {"who", "whom"} and noun.lemma_.lower() not in self._person_nouns
        if person and all(c.actor is not None and c.actor.type in _FACELESS for c in found):
            before = (self._at.get(i) for i in range(token.i - 1, max(-1, token.i - 12), -1))
            human = [c for c in before if c is not None and c.actor is not None and c.actor.type in _HUMAN]
            found = human[:1] or found  # "Adu, a spokesman of the coast guard, who"
        return found

    def _said_of_subject(self, noun: Token) -> Token | None:
        """The verb about whose subject a noun's clause is: "X is the one that", "X claimed the attack, which"."""
        if noun.dep_ == "appos":  # "X is a ruin, a land that was torn apart"
            noun = noun.head
        verb: Token = noun.head
        if noun.dep_ == "attr":
            return verb if verb.lemma_ in {"be", "become", "remain"} else None
        begun = noun.dep_ == "dobj" and verb.lemma_.lower() in MAKING | _BEGINNING
        return verb if begun and self._is_event(noun) else None

    def _inner(self, token: Token, owners: bool, depth: int) -> list[Candidate]:
        """What a noun that is itself no actor leads to: the members' group, or the owner of a thing."""
        lemma = token.lemma_.lower()
        if _is_help(token):
            return []
        transparent = lemma in TRANSPARENT or lemma in MEMBERS or token.pos_ in {"NUM", "DET", "PRON"}
        if lemma == "counterpart":  # "with their counterparts in Chad"
            return self._first_filled([behind(token, _WHEREFROM)], True, depth) or self.modifiers(token)
        if not transparent and lemma in self._person_nouns:
            return self.modifiers(token, {"compound", "nmod"})
        if lemma in _SUFFERED and not owners:
            done = behind(token, {"by"}) or (possessors(token) if behind(token, {"of"}) else [])
            return [c for t in done for c in self._resolve(t, False, depth + 1)]
        if not transparent and not owners:
            # "Iranian missiles struck", "a bombing by the group killed": a subject means whose tool or act it is
            own = [c for t in possessors(token) for c in self._resolve(t, False, depth + 1)]
            return own or self.modifiers(token) or self.event_agents(token, depth)
        if not transparent and self._is_event(token):
            return self.event_agents(token, depth)
        owners_behind = behind(token, {"of", "from"} if transparent else {"of"})
        before = possessors(token)
        groups = (owners_behind, before) if transparent else (before, owners_behind)
        sides = [] if transparent else [c for c in self.modifiers(token) if c.owner]
        found = sides or self._first_filled(groups, owners, depth) or self.modifiers(token)
        return found or self._makers(token, depth) or self._place(token, depth)

    def _makers(self, thing: Token, depth: int) -> list[Candidate]:
        """Whose a thing is because he makes it: "the plan that Chad proposed", "a plan which", "a text drafted by"."""
        found = makers(thing)
        held = thing.lemma_.lower() in _GATHERINGS and thing.head.lemma_.lower() in _HOSTING
        if not found and thing.dep_ == "dobj" and (held or thing.head.lemma_.lower() in MAKING):
            found = subjects(thing.head)
        return [c for t in found for c in self._resolve(t, False, depth + 1)]

    def owners(self, thing: Token) -> list[Candidate]:
        """Whose a thing is by its own words: "Chad's bases", "al-Shabaab positions", "the Houthi-held port"."""
        sides = [c for c in self.modifiers(thing) if c.owner]
        if sides:
            return sides
        if thing.lemma_.lower() in self._person_nouns:
            return []
        before = [c for t in possessors(thing) for c in self._resolve(t, True, 1)]
        # an unknown name before a thing is its own: "the al-Rawdah mosque"
        known = [c for c in self.modifiers(thing) if c.entries or c.state is not None]
        return before or known or self.actors(behind(thing, {"of"}))

    def behind(self, token: Token, prepositions: Collection[str]) -> list[Candidate]:
        """The settled mentions behind one of a word's prepositions."""
        return self.actors(behind(token, prepositions))

    def inside(
        self,
        tokens: Iterable[Token],
        through_events: bool = False,
        but: Collection[str] = (),
        peaceful: Collection[str] = (),
    ) -> list[Candidate]:
        """The actors nearest inside the phrases of things: the Cubans of "lifted a ban on visas for Cubans".

        Clauses are left out, participles apart: "aid for people hit by the flood in Malawi". Events have participants
        of their own, and are passed only with `through_events`, or if they are of the relations in `peaceful`. Whoever
        acts himself, one of `but`, is passed over: who eases "his restrictions on trade with Chad" eases Chad's.
        """
        level = [each for token in tokens for each in conjuncts(token) if each.lemma_.lower() not in self._person_nouns]
        for _ in range(MAX_REACH):
            things = (t for t in level if (through_events or not self._is_event(t, peaceful)) and not _is_help(t))
            level = [c for token in things for c in token.children if _is_phrasal(c) and not self._is_one(c, but)]
            level.sort(key=lambda token: token.tag_ == "PRP$")  # "an ultimatum to her Tory colleagues"
            for token in level:
                found = [c for c in self.actors([token], owners=True) if c.actor is None or c.actor.id not in but]
                if found:
                    return found
            if not level:
                break
        return []

    def _is_one(self, token: Token, ids: Collection[str]) -> bool:
        """Whether a word is the head of a mention of one of some actors."""
        name = self._at.get(token.i)
        return name is not None and name.actor is not None and name.head == token.i and name.actor.id in ids

    def states_around(self, people: Iterable[Token], places: Iterable[Token]) -> list[Candidate]:
        """The state in which something is done to people whom the text leaves unnamed: "killed 48 people in Peru"."""
        if not any(self._is_human(each) for token in people for each in conjuncts(token)):
            return []
        return self.states(places)

    def states(self, places: Iterable[Token]) -> list[Candidate]:
        """The states among places: of a town, the state in which it lies."""
        return [c for c in self.actors(places, owners=True) if c.actor is not None and c.actor.type in STATES]

    def _is_event(self, token: Token, but: Collection[str] = ()) -> bool:
        """Whether a noun has participants of its own; those for relations of `but` apart."""
        befalling = not but and token.lemma_.lower() in _BEFALLING
        # "a free zone between" is an event only by its adjective
        uses = (use for use in self._uses(token) if not use.pattern.modifiers)
        return befalling or any(use.frame.relation not in but for use in uses)

    def _is_standing(self, noun: Token) -> bool:
        """Whether a noun tells no deed and is "of" whose it is: "the presence of Chad in Mali"."""
        uses = self._uses(noun)
        standing = all(u.frame.relation in _STANDING and "of" not in u.pattern.prepositions for u in uses)
        return bool(uses) and standing

    def _uses(self, noun: Token) -> list[Use]:
        return self._lexicon.nouns(noun.lemma_.lower()) if noun.pos_ == "NOUN" else []

    def _is_human(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        return token.pos_ == "NUM" or lemma in self._person_nouns or lemma in TRANSPARENT or lemma in MEMBERS

    def _place(self, token: Token, depth: int) -> list[Candidate]:
        """Where a thing stands, if that is a state: "positions inside Syria" are Syria's."""
        within = [c for t in behind(token, {"in", "inside", "of"}) for c in self._resolve(t, True, depth + 1)]
        return [c for c in within if c.actor is not None and c.actor.type in STATES]

    def event_agents(self, noun: Token, depth: int = 0) -> list[Candidate]:
        """Whose act an event noun is, as far as its own words tell."""
        by = behind(noun, {"by"}) or [o for done_to in behind(noun, _DONE_TO) for o in behind(done_to, {"by"})]
        made = [o for c in noun.children if is_making(c) for o in behind(c, {"by"})]
        made += [o for c in noun.children if c.lemma_ in _LAYING and c.tag_ == "VBN" for o in behind(c, {"on", "to"})]
        own = possessors(noun)
        # "the statements of Chad", "the sovereignty of Chad"
        said = behind(noun, {"of"}) if noun.lemma_.lower() in UTTERANCES or self._is_standing(noun) else []
        groups = (by, made, own, behind(noun, {"from"}), said)
        found = self._first_filled(groups, False, depth) or self.modifiers(noun)
        if not found and depth < MAX_DEPTH:  # "the killing of civilians during the Chadian operations"
            around = behind(noun, _DURING) + (behind(noun.head, {"during"}) if noun.dep_ == "dobj" else [])
            fights = (t for t in around if any(u.frame.relation in _FIGHTING for u in self._uses(t)))
            found = next((c for t in fights if (c := self.event_agents(t, depth + 1))), [])
        return found

    def _first_filled(self, groups: Iterable[list[Token]], owners: bool, depth: int) -> list[Candidate]:
        """What the first group of head words that stands for anybody stands for."""
        for group in groups:
            found = [c for t in group for each in conjuncts(t) for c in self._resolve(each, owners, depth + 1)]
            if found:
                return found
        return []


def _is_coordinated(found: Iterable[Candidate]) -> bool:
    """Whether two mentions stand beside each other with no more than "and" or a comma between them."""
    first, *others = sorted(found, key=lambda c: c.start)
    doc = first.passage.doc
    for other in others:
        between = {t.lower_ for t in doc[first.end : other.start]}
        if not between or not between <= {"and", "or", ",", "the"}:
            return False
        first = other
    return True


def _is_help(noun: Token) -> bool:
    """Whether a noun tells with whose help: who "wages war with Chad's help" wages none on Chad."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.lemma_.lower() in _HELP


def _is_phrasal(token: Token) -> bool:
    if token.dep_ in {"prep", "agent"}:
        return token.lower_ in _REACHING
    if token.dep_ == "poss":
        return bool(token.head.lower_ != "kind")  # "the first of its kind"
    return token.dep_ in _PHRASAL or (token.dep_ == "acl" and token.tag_ == "VBN")
