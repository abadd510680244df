"""Finding by grammar: national parts ("the Iraqi parliament"), descriptions ("the Shiite militia") and collectives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry, FrameKind, NationalPart, Ontology
from kgraph.reading.actors.apposition import apposed, make_person
from kgraph.reading.actors.candidates import PLACE, STATES, UNKNOWN, Candidate, entry_actor, new_actor
from kgraph.reading.actors.deeds import DEED, is_deed
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounwords import (
    ABROAD,
    LAND,
    PROTESTERS,
    as_actor,
    is_land,
    is_used_as_noun,
    singulars,
    tells_whose,
)
from kgraph.reading.nlp import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_FILLERS = 2
_CROWDS = frozenset({"Collective", "Community", "ArmedGroup"})  # parts that one man is not: "an Iraqi soldier"
_PEOPLE = frozenset({"Collective", "Community", "ArmedGroup"})
_CIVIL = frozenset({"Court", "Agency", "Government", "Parliament", "Ministry"})
_ABROAD = frozenset({"embassy", "consulate"})
_MASS = frozenset({"police", "people", "public", "opposition", "media", "press", "clergy"})
_RANKS = frozenset({"vice", "ex", "deputy", "co", "under"})
_NATIONWIDE = frozenset({("federal",), ("national",), ("whole",), ("entire",)})
_AFFIXES = frozenset({"pro", "anti"})


class NounPhrases:
    """Finds the actors that are no names of their own, by their nouns."""

    def __init__(self, ontology: Ontology) -> None:
        self._nouns = ontology.cues.actor_nouns
        self._bodies = frozenset(noun for noun, types in self._nouns.items() if types == {"Body"})
        self._parts: dict[tuple[str, ...], NationalPart] = {}
        for part in ontology.parts.values():
            for noun in part.nouns:
                self._parts[tuple(noun.casefold().split())] = part
        self._events = {
            (head, preposition)
            for frame in ontology.frames
            if frame.kind is FrameKind.NOUN
            for pattern in frame.patterns
            for head in pattern.head.split("|")
            for preposition in pattern.prepositions - {"of", "in", "with"}
        }
        self._longest = max((len(noun) for noun in self._parts), default=0)
        self._longest_from: dict[str, int] = {}  # by the first word; of those with one word any may be the first
        for words in self._parts:
            self._longest_from[words[0]] = max(len(words), self._longest_from.get(words[0], 1))
        self._filled = {
            (entry.state, entry.part): entry for entry in ontology.actors.values() if entry.state and entry.part
        }

    def part_actor(self, state: ActorEntry, part: NationalPart) -> Actor:
        """The part of a state as an actor: the body that the ontology has for it, or one named by pattern."""
        known = self._filled.get((state.iri, part.iri))
        if known:
            return entry_actor(known)
        return new_actor(part.label_pattern.format(state=state.label, adjective=state.adjective), part.type)

    def part_noun(self, noun: str) -> NationalPart | None:
        """The national part that a lower-case singular noun names, if it names one."""
        words = tuple(noun.split())
        return self._parts.get(words) or (self._parts.get(words[1:]) if words[:1] in _NATIONWIDE else None)

    def add_parts(self, passage: Passage, found: list[Candidate]) -> list[Candidate]:
        """The candidates with national parts put in the place of the states that they name."""
        by_start = {c.start: c for c in found}
        result: list[Candidate] = []
        used: set[int] = set()
        for candidate in sorted(found, key=lambda c: c.start):
            if candidate.start in used:
                continue
            part = self._part_after(passage, candidate, by_start) or self._part_before(passage, candidate, by_start)
            if part is None:
                result.append(candidate)
                continue
            used.update(range(part.start, part.end))
            result = [c for c in result if c.end <= part.start]
            self._share(part, result)
            result.append(part)
        return result

    def _share(self, part: Candidate, before: list[Candidate]) -> None:
        """ "Nigerian and British forces": a state coordinated with the part's own has the same part."""
        doc = part.passage.doc
        end = part.start
        while before and end > 0 and doc[end - 1].lower_ in {"and", "or", ","}:
            state = before[-1]
            owner = _owner(state)
            if state.end != end - 1 or owner is None or not _is_before_noun(state) or part.head < part.start:
                return
            national = self.part_noun(" ".join(t.lemma_.lower() for t in doc[part.start + 1 : part.head + 1]))
            national = national or self.part_noun(singulars(doc[part.head])[0])
            if national is None:
                return
            self._settle_part(state, owner, national, part.noun)
            state.entries, state.noun, state.state = (), part.noun, owner
            part.companions.insert(0, state)
            end = state.start

    def _part_after(self, passage: Passage, state: Candidate, others: dict[int, Candidate]) -> Candidate | None:
        """ "Iraqi parliament", "Iraq's parliament", "the Kabul government"."""
        if _owner(state) is None or state.is_place or _is_affixed(passage.doc, state.start):
            return None
        doc, i = passage.doc, state.end
        if i < len(doc) and doc[i].tag_ == "POS":
            i += 1
        elif state.form is Form.PEOPLE:
            return None
        for _ in range(MAX_FILLERS + 1):
            match = self._match(doc, i) if i < len(doc) else None
            if match and (_is_named_of(doc, i, match[0]) or _is_before_its_name(doc, match)):
                return None  # Libya's "Government of National Accord" is one of several, the firm Lukoil one of many
            if match and not _is_hyphened(doc, match[0]):
                return self._part(passage, state, state.start, match[0], match[1])
            if i >= len(doc) or i in others:
                return None
            if _is_hyphened(doc, i + 1) and i + 2 < len(doc):  # "Taiwan's opposition-run legislature"
                i += 3
            elif doc[i].pos_ == "ADJ":
                i += 1
            else:
                return None
        return None

    def _part_before(self, passage: Passage, state: Candidate, others: dict[int, Candidate]) -> Candidate | None:
        """ "the parliament of Iraq"."""
        doc, i = passage.doc, state.start - 1
        if _owner(state) is None or state.form in {Form.ADJECTIVE, Form.PEOPLE, Form.PLACE}:
            return None
        if i > 0 and doc[i].lower_ == "the":
            i -= 1
        if i < 1 or doc[i].lower_ not in {"of", "in"}:
            return None
        inside = doc[i].lower_ == "in"
        if inside and doc[i - 1].lower_ in ABROAD:
            return None  # whose "the embassy in Paris" is, it does not say
        for length in range(min(self._longest, i), 0, -1):
            match = self._match(doc, i - length)
            if match and match[1].type in _PEOPLE and state.form is Form.CAPITAL:
                return None  # the people of a town are not the nation
            if match and inside and doc[i - 1].lemma_.lower() in _ABROAD:
                return None  # nor is an embassy in Kabul Afghanistan's
            sent = any(other.end == i - length for other in others.values())
            if match and match[0] == i and inside and sent:
                return None  # "Kenyan policemen in Haiti" are Kenya's
            if match and match[0] == i and i - length not in others and (not inside or match[1].type in _CIVIL):
                return self._part(passage, state, i - length, state.end, match[1], head=i - 1)
        return None

    def _match(self, doc: Doc, start: int) -> tuple[int, NationalPart] | None:
        """The longest part noun that begins at a token."""
        longest = self._longest_from.get(doc[start].lower_, 1)
        for length in range(min(longest, len(doc) - start), 0, -1):
            words = [doc[k] for k in range(start, start + length)]
            if words[-1].pos_ not in {"NOUN", "PROPN"}:
                continue
            key = tuple([w.lower_ for w in words[:-1]])
            for last in singulars(words[-1]):
                part = self._parts.get((*key, last))
                if start + length < len(doc) and (last, doc[start + length].lower_) in self._events:
                    continue  # "Greek opposition to the name" is no body
                if part and (part.type not in _CROWDS or words[-1].tag_ in {"NNS", "NNPS"} or last in _MASS):
                    return start + length, part
        return None

    def _part(
        self, passage: Passage, state: Candidate, start: int, end: int, part: NationalPart, head: int | None = None
    ) -> Candidate:
        owner = _owner(state)
        assert owner is not None
        place = end - 1 if head is None else head
        noun = passage.doc[place].lower_
        candidate = Candidate(
            passage, start, end, place, MentionKind.NAME, type=part.type, state=owner, noun=noun, specific=True
        )
        self._settle_part(candidate, owner, part, noun)
        if owner.type in STATES:
            candidate.inside = state
            state.settle(entry_actor(owner), f"{state.form} of {owner.label} inside a name")
        return candidate

    def _settle_part(self, candidate: Candidate, owner: ActorEntry, part: NationalPart, noun: str) -> None:
        if owner.type in STATES:
            candidate.settle(self.part_actor(owner, part), f"{noun} of {owner.label}")
        else:
            candidate.settle(new_actor(f"{owner.adjective} {noun}", part.type), f"{noun} of the {owner.label}")

    def descriptions(self, passage: Passage, found: list[Candidate], taken: list[bool]) -> Iterator[Candidate]:
        """The noun phrases around a noun that denotes actors, titles before names left out."""
        starts = {c.start: c for c in found}
        by_token = {i: c for c in found for i in range(c.start, c.end)}
        for token in passage.doc:
            if taken[token.i] or not (token.pos_ in {"NOUN", "PROPN"} or is_used_as_noun(token) or tells_whose(token)):
                continue
            types = next((self._nouns[s] for s in singulars(token) if s in self._nouns), None) or as_actor(token)
            after = starts.get(token.i + 1)
            if types and "Person" in types and after and token.dep_ == "compound" and token.tag_ == "NN":
                make_person(after)  # "activist NAME"
            before = by_token.get(token.i - 1)
            owner = types is not None and self._owns(token) and (before is None or _owner(before) is not None)
            if types is None:
                kind = DEED if is_deed(token) else LAND if is_land(token) else ""
                if kind:
                    yield _referring(passage, token, kind)
                continue
            led = types == {"Body"} and after is not None and after.type == "Person"  # "the eastern government Hammad"
            shares = self._shares_noun(token)
            if not led and (_is_title(token, starts) or (not owner and not shares and _is_modifier(token))):
                continue
            if token.text == "State" and token.nbor(-1).lower_ == "of":  # the Secretary of State is no state
                continue
            if token.lower_ == "state" and before is not None and before.is_place:  # "Kano state" is a province
                continue
            described = self._description(passage, token, types, by_token, taken)
            described.owner = owner
            if owner and described.state is None and before is not None:
                described.state = _owner(before)  # "Sudanese rebel positions"
                described.specific = described.state is not None
            yield described

    def _shares_noun(self, token: Token) -> bool:
        """Whether a body stands before a noun that only the next one needs: "the army and police forces"."""
        own = token.dep_ in {"nmod", "compound"} and self.part_noun(token.lower_) is not None
        others = (c for c in token.children if c.dep_ == "conj" and c.i < token.head.i)
        return own and any(self.part_noun(f"{c.lower_} {token.head.lemma_.lower()}") is not None for c in others)

    def _owns(self, token: Token) -> bool:
        """Whether a noun tells whose a thing behind it is, and not which men or body are meant: "army officers"."""
        heads = singulars(token.head)
        return tells_whose(token) and not any(head in self._nouns or self.part_noun(head) for head in heads)

    def _description(
        self, passage: Passage, token: Token, types: frozenset[str], by_token: dict[int, Candidate], taken: list[bool]
    ) -> Candidate:
        doc, start = passage.doc, token.i
        plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ == "police" or tells_whose(token)
        state: ActorEntry | None = None
        affixed = False
        while start > 0 and _modifies(doc[start - 1], token):
            start -= 1
            owner = by_token.get(start)
            if owner:
                state = state or _owner(owner)
                start = owner.start
            hyphen = doc[start].text in {"-", "–"} and not doc[start - 1].like_num  # not of "thirty-two soldiers"
            affixed = affixed or doc[start].lower_ in _AFFIXES or hyphen
        first = next((c.end for i in range(token.i - 1, start - 1, -1) if (c := by_token.get(i))), start)
        own = start if affixed else first
        while own < token.i and (not doc[own].text[:1].isalnum() or _is_number_with(doc, own)):
            own += 1
        for i in range(own, token.i + 1):
            taken[i] = True
        kind = "Person" if "Person" in types and not plural else next(iter(sorted(types - {"Person"})), "Person")
        words = " ".join(t.lower_ for t in doc[own : token.i]).strip()
        noun = f"{_rank(doc, own)} {words} {next(iter(singulars(token)))}".strip()
        noun = "protest movement" if as_actor(token) == PROTESTERS else noun
        noun = "federal government" if token.lower_ == "federal" else noun
        candidate = Candidate(
            passage,
            own,
            token.i + 1,
            token.i,
            MentionKind.DESCRIPTION,
            type=kind,
            state=state or _of_owner(token, by_token),
            noun=noun,
            specific=affixed or state is not None,
        )
        candidate.antecedents.extend(apposed(token, by_token, self._bodies, person=kind == "Person"))
        return candidate


def _referring(passage: Passage, token: Token, kind: str) -> Candidate:
    noun = token.lemma_.lower()
    return Candidate(passage, token.i, token.i + 1, token.i, MentionKind.DESCRIPTION, type=kind, noun=noun)


def _is_before_noun(state: Candidate) -> bool:
    """Whether a state's or community's name stands as an adjective: the first of "Shia and Sunni tribes"."""
    beside = state.form is Form.NAME and state.token.dep_ in {"nmod", "amod", "compound"}
    return state.form is Form.ADJECTIVE or (beside and state.type == "Community")


def _is_named_of(doc: Doc, start: int, end: int) -> bool:
    """Whether capitals before and after "of" make a name that is longer than the noun."""
    if not doc[start].text[:1].isupper() or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return False
    after = doc[end + 1]
    return after.text[:1].isupper() and after.ent_type_ not in {"GPE", "NORP", "LOC"}


def _is_before_its_name(doc: Doc, match: tuple[int, NationalPart]) -> bool:
    """Whether a singular noun stands before the name of what it is: "Russian oil company Lukoil"."""
    end, part = match
    several = part.type in {"Company", "Media", "Collective", "ArmedGroup"}
    named = end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper()
    return several and named and doc[end - 1].tag_ == "NN"


def _is_number_with(doc: Doc, i: int) -> bool:
    """Whether a word is half of a number: "thirty" or "two" of "thirty-two soldiers"."""
    halves = (doc[i + 1].text if i + 1 < len(doc) else "", doc[i - 1].text if i > 0 else "")
    return bool(doc[i].like_num) and "-" in halves


def _is_hyphened(doc: Doc, i: int) -> bool:
    """Whether a hyphen joins a word to the one before it."""
    return i < len(doc) and doc[i].text == "-" and not doc[i - 1].whitespace_ and not doc[i].whitespace_


def _is_affixed(doc: Doc, start: int) -> bool:
    """Whether "pro-" or the like stands before: pro-Iranian militias are no part of Iran."""
    return start >= 2 and doc[start - 1].text in {"-", "–"} and not doc[start - 1].whitespace_


def _owner(candidate: Candidate) -> ActorEntry | None:
    """The one state, territory or community that a candidate names."""
    owners = {e.actor.iri: e.actor for e in candidate.entries if e.actor.type in {*STATES, "Community"}}
    return next(iter(owners.values())) if len(owners) == 1 else None


def _of_owner(token: Token, by_token: dict[int, Candidate]) -> ActorEntry | None:
    """The state in "the foreign minister of Kuwait"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                owner = by_token.get(noun.i)
                if owner and _owner(owner):
                    return _owner(owner)
        if child.dep_ == "poss" and child.i in by_token:
            return _owner(by_token[child.i])
    return None


def _modifies(left: Token, noun: Token) -> bool:
    """Whether a token directly before belongs to the noun's own words."""
    if left.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"} and left.dep_ in {"amod", "compound", "nmod", "nummod", "npadvmod"}:
        return left.head.i == noun.i or (left.head.i < noun.i and left.head.head.i == noun.i)
    if left.text in {"-", "–"} and left.i > 0:
        return not noun.doc[left.i - 1].whitespace_ and not left.whitespace_
    return left.dep_ == "amod" and left.head.i == noun.i


def _rank(doc: Doc, start: int) -> str:
    """The rank that hangs on a title by a hyphen: "vice" in "vice-president"."""
    hyphened = start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
    return doc[start - 2].lower_ if hyphened and doc[start - 2].lower_ in _RANKS else ""


def _is_modifier(token: Token) -> bool:
    """Whether a noun only says more of another: not so in "the strike ended, the government promising more"."""
    if token.lower_ == "federal":
        return True
    if token.dep_ == "npadvmod":  # "state-owned"
        return not any(c.dep_ == "det" for c in token.children)
    above = token.head
    if token.dep_ == "compound" and token.tag_ == "NNS" and above.dep_ == "ROOT" and above.i == token.i + 1:
        return any(c.dep_ in {"nsubj", "det"} for c in above.children)  # "troops march on": a verb read as a noun
    return token.dep_ in {"compound", "nmod"} and above.pos_ != "VERB"


def _is_title(token: Token, starts: dict[int, Candidate]) -> bool:
    """Whether the noun is a title before a name: "President Sisi"."""
    after = starts.get(token.i + 1)
    if after is not None and after.type in {"Person", UNKNOWN, PLACE} and after.form in {None, Form.NAME, Form.SHORT}:
        return after.token.tag_ in {"NNP", "NNPS"} or token.dep_ == "compound"
    return False
