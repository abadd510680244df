"""Roles and titles: "Iraqi Prime Minister X", "X, the leader of Y", "X is an ally of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.patterns import PREPOSITIONS
from kgraph.reading.actors.candidates import STATES, Candidate, new_actor
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounwords import singulars
from kgraph.reading.extractors.apposition import of_subject
from kgraph.reading.extractors.bearers import COPULAS, predicated, title_of
from kgraph.reading.extractors.contract import Finding, View, findings, pairs
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.phrases import RELATIVES, apposed_to, behind, lone_between, possessors
from kgraph.reading.predicates.subjects import subject_before

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "role"

OFFICES = frozenset({"leads", "memberOf"})
# "Iranian proxies", "supporters of the mayor": here the description itself says the relation
USES = frozenset({"controls", "backs", "kills"})
RIVALS = frozenset({"rivalOf"})
SIDES = frozenset({"alignedWith"}) | RIVALS  # and so do plurals: "critics of the mayor", but not "a friend of his"
DEPUTIES = frozenset({"deputy", "vice", "assistant", "under", "sub", "associate"})
# A leader who is so of a side leads no state: "Chad's far-right leader".
_SIDED = frozenset({"right", "left", "wing", "populist", "nationalist", "separatist", "rebel", "communist", "protest"})
_OF = frozenset({"of"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
NUMBERS = {"two": 2, "three": 3, "four": 4}
_SEATS = frozenset({Form.CAPITAL, Form.SEAT})
_SKIP = frozenset(
    "former ex late then new current acting interim outgoing incoming first top senior old - then-".split()
)


def extract(view: View) -> Iterator[Finding]:
    """The ties that the sentence's titles and role nouns express."""
    for token in view.span:
        matches = matches_at(view, token) if token.pos_ in _NOMINAL else []
        if not matches:
            continue
        seen: set[tuple[int, int]] = set()
        for use, words in matches:
            if use.specificity < matches[0][0].specificity - 1 and seen:
                break
            for finding in _read(view, token, use, words):
                if (
                    _holds_it_elsewhere(view, finding, words)
                    or _heads_a_town(finding, token)
                    or _heads_a_side(finding, words)
                ):
                    continue
                pair = (finding.subject.position, finding.object.position)
                if pair not in seen:
                    seen.add(pair)
                    yield finding


def _holds_it_elsewhere(view: View, finding: Finding, words: list[Token]) -> bool:
    """Whether the bearer is known to hold that office, but of another body than the one that a pronoun goes back to."""
    bearer, body = finding.subject.actor, finding.object
    if bearer is None or body.actor is None or body.kind is not MentionKind.PRONOUN:
        return False
    office = " ".join(t.lower_ for t in words)
    held = {term.of for term in view.ontology.terms_of.get(bearer.id, ()) if term.office == office}
    return bool(held) and body.actor.id not in held


def _heads_a_town(finding: Finding, role: Token) -> bool:
    """Whether the office is of a town that only stands for its state: the mayor of Kyiv does not lead Ukraine."""
    form = finding.object.form
    return finding.relation == "leads" and (
        form is Form.PLACE or (form is Form.CAPITAL and role.lemma_.lower() in {"mayor", "governor"})
    )


def _heads_a_side(finding: Finding, words: list[Token]) -> bool:
    """Whether somebody leads a side in a state and not the state: "France's far-right leader"."""
    if finding.relation != "leads" or words[-1].lower_ != "leader" or words[0].i == 0:
        return False
    state = finding.object.actor is not None and finding.object.actor.type in STATES
    return state and words[0].nbor(-1).lower_ in _SIDED


def matches_at(view: View, token: Token) -> list[tuple[Use, list[Token]]]:
    """The role frames whose words stand at a noun, the most specific first; a noun inside a name is none."""
    if token.pos_ not in _NOMINAL:
        return []
    if token.i not in view.roles:
        view.roles[token.i] = _matches_at(view, token)
    return view.roles[token.i]


def _matches_at(view: View, token: Token) -> list[tuple[Use, list[Token]]]:
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "advcl", "ROOT"}:
        return []
    covering = view.arguments.covering(token)
    if covering is not None and covering.kind is MentionKind.NAME and covering.start != token.i:
        return []
    uses = [use for form in singulars(token) for use in view.lexicon.roles(form)]
    if not uses:
        return []
    near: dict[str, Token] = {}
    for other in (*token.doc[max(0, token.i - 4) : token.i], *token.doc[token.i + 1 : token.i + 4]):
        near.setdefault(other.lower_, other)
        near.setdefault(other.lemma_.lower(), other)
    found = ((use, words) for use in uses if (words := _words_of(token, use, near)))
    return sorted(found, key=lambda match: -match[0].specificity)


def _words_of(token: Token, use: Use, near: Mapping[str, Token]) -> list[Token]:
    """The role's words if the noun carries them all: "prime" before "minister", "of staff" behind "chief"."""
    if not use.pattern.modifiers:
        return [token]
    if any(near.keys().isdisjoint(modifier) for modifier in use.modifiers):
        return []
    words, own = [token], frozenset(use.pattern.modifiers)
    for modifier in use.modifiers:
        found = min((near[word] for word in modifier if word in near), key=lambda t: t.i)
        first, last = sorted((found.i, token.i))
        if any(t.text in {",", ";"} or t.lower_ in _OF - own for t in token.doc[first:last]):
            return []
        words.append(found)
    return sorted(words, key=lambda t: t.i)


def _read(view: View, token: Token, use: Use, words: list[Token]) -> Iterator[Finding]:
    pattern = use.pattern
    others = others_of(view, token, words, use) or of_subject(view, token, use)
    if not others:
        yield from _each_other(view, token, words, use)
        return
    denoted, anchor = _denoted(view, token, words, others, use)
    denoted = [c for c in denoted if c not in others]
    several = view.arguments.represented(token)
    if len(several) > 1 and len(several) == len(denoted):  # "the Iranian and Saudi ministers, A and B"
        for bearer, body in zip(denoted, several, strict=True):
            first, last = (body, bearer) if pattern.prenominal else (bearer, body)
            yield from findings(view, use, [first], [last], anchor, words)
        return
    firsts, lasts = (others, denoted) if pattern.prenominal else (denoted, others)
    for finding in findings(view, use, firsts, lasts, anchor, words):
        if finding.relation == "leads" and is_deputy(words):
            if finding.subject.actor is not None and finding.subject.actor.type in STATES:
                continue  # no state is a vice-president
            finding = replace(finding, relation="memberOf", rule=f"{finding.rule} (deputy)")
        elif finding.relation == "leads" and finding.object.is_place:
            finding = replace(finding, object=_place_itself(finding.object))
        yield finding
        if pattern.prenominal or finding.relation not in SIDES - RIVALS:
            continue
        for enemy in view.arguments.behind(token, {"against"}):  # "the army's allies against Z"
            for side in (finding.subject, finding.object):
                yield replace(finding, subject=side, relation="opposes", object=enemy)


def _place_itself(town: Candidate) -> Candidate:
    """The province or town that a governor heads, which elsewhere only stands for its state."""
    place = Candidate(town.passage, town.start, town.end, town.head, MentionKind.DESCRIPTION)
    place.settle(new_actor(town.surface, "Territory"), "the place that an office is of")
    return place


def _each_other(view: View, token: Token, words: list[Token], use: Use) -> Iterator[Finding]:
    """ "Chad and Sudan were enemies": a plural role said of several without naming of whom."""
    if token.tag_ == "NNS" and view.ontology.relations[use.frame.relation].symmetric and not use.pattern.prenominal:
        bearers, anchor = predicated(view, token)
        yield from pairs(view, use, bearers or _numbered(view, token), anchor, words)


def _numbered(view: View, noun: Token) -> list[Candidate]:
    """The several of whom a plural with a number speaks: "the two rivals", "two enemies, Chad and Sudan"."""
    own = view.arguments.covering(noun)
    if own is not None and own.means_several:
        return own.antecedents
    many = next((NUMBERS.get(c.lower_) for c in noun.children if c.dep_ == "nummod"), None)
    named = view.arguments.actors([c for c in noun.children if c.dep_ in {"appos", "conj"} and c.i > noun.i + 1])
    return named if len(named) == many else []


def others_of(view: View, token: Token, words: list[Token], use: Use) -> list[Candidate]:
    """Of whom somebody bears the role: named before it or behind its preposition, as the pattern says."""
    return _before(view, words) if use.pattern.prenominal else _behind(view, token, words, use)


def is_deputy(words: list[Token]) -> bool:
    """Whether the words before a title make its bearer a deputy."""
    before = words[0].doc[max(0, words[0].i - 2) : words[0].i]
    return any(t.lower_ in DEPUTIES for t in before)


def _before(view: View, words: list[Token]) -> list[Candidate]:
    """The actor named directly before the role: "Iraqi prime minister", "Iraq's prime minister"."""
    i = words[0].i - 1
    doc = words[0].doc
    while i >= 0:
        token = doc[i]
        candidate = view.arguments.covering(token)
        if candidate is not None and candidate.kind is MentionKind.DESCRIPTION and candidate.end > words[0].i:
            candidate = None  # "the police chief" is one description
        if candidate is not None and candidate.actor is not None:
            portfolio = not candidate.entries and words[-1].lower_ == "minister"  # "Interior Minister X"
            appointed = candidate.actor.type == "Person" and words[-1].dep_ == "oprd"  # "named Adu governor"
            return [] if portfolio or appointed else [candidate]
        if (
            token.tag_ == "POS"
            or token.lower_ in _SKIP | DEPUTIES
            or (token.pos_ == "ADJ" and token.dep_ == "amod")
            or (token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "nmod", "amod"} and candidate is None)
        ):
            i -= 1
        else:
            return []
    return []


def _behind(view: View, token: Token, words: list[Token], use: Use) -> list[Candidate]:
    """The actor behind the role's preposition, or its possessor."""
    prepositions = use.pattern.prepositions
    objects = behind(token, prepositions)
    if not objects and words[-1].i + 1 < len(token.doc):
        after = token.doc[words[-1].i + 1]
        if after.lower_ in prepositions and after.lower_ in PREPOSITIONS:
            objects = [o for o in after.children if o.dep_ == "pobj"]
    if not objects and token.dep_ == "attr":  # "the alliance of which Chad is a member"
        objects = [o for o in behind(token.head, prepositions) if o.lower_ in RELATIVES]
    objects = [o for o in objects if not _is_run_on(view, o)]
    found = view.arguments.actors([_nearer(view, o) for o in objects], owners=True)
    if lone_between(token):  # "between supporters of X and the police"
        found = found[:1]
    if not found and "of" in prepositions:
        found = view.arguments.actors(possessors(token))
    return found or _behind_name(view, words, prepositions)


def _behind_name(view: View, words: list[Token], prepositions: frozenset[str]) -> list[Candidate]:
    """ "Sergeant X of the border police": the body behind the name that follows the title."""
    named = title_of(view, words, [])
    if named is None or named.end >= len(words[0].doc):
        return []
    prep = words[0].doc[named.end]
    if prep.lower_ not in prepositions:
        return []
    found = view.arguments.actors([o for o in prep.children if o.dep_ == "pobj"], owners=True)
    return [c for c in found if c.actor is not None and c.actor.type != "Person"]


def _is_run_on(view: View, behind: Token) -> bool:
    """Whether the parser ran on from a ministry's field to its minister's name: "Minister of Defence NAME"."""
    name = view.arguments.covering(behind)
    if name is None or name.kind is not MentionKind.NAME or behind.head.head.lemma_.lower() != "minister":
        return False
    return name.start > behind.head.i + 1 and behind.doc[name.start - 1].pos_ in {"NOUN", "PROPN"}


def _nearer(view: View, behind: Token) -> Token:
    """The word directly behind the preposition where the parser ran on to a name after it: "leader of the “PMF” X"."""
    head = view.arguments.covering(behind)
    for i in range(behind.head.i + 1, behind.i):
        token = behind.doc[i]
        first = view.arguments.covering(token)
        if first is not None and first.actor is not None:
            if first.end < len(behind.doc) and behind.doc[first.end].tag_ == "POS":  # "ally of Chad's president, NAME"
                return behind
            if head is None or head.actor is None or head is first:
                return behind
            return token.doc[first.head] if head.actor.type == "Person" != first.actor.type else behind
        if token.pos_ != "DET" and not token.is_quote:
            return behind
    return behind


def _denoted(
    view: View, token: Token, words: list[Token], others: list[Candidate], use: Use
) -> tuple[list[Candidate], Token]:
    """Whom the role is said of, and the word whose scope decides whether it is said to be so."""
    office = use.frame.relation in OFFICES
    named = title_of(view, words, others, persons=office)
    if named is not None:
        return [named], token
    for child in token.children:
        if child.dep_ == "appos":
            found = view.arguments.actors([child])
            if found:  # one bears a singular title: in "the leader, A, and B met" that is A
                return found[:1] if office and token.tag_ in {"NN", "NNP"} else found, token
    beside = apposed_to(token)
    if beside is not None:
        found, own = view.arguments.actors([beside]), view.arguments.covering(beside)
        return [own] if office and token.tag_ in {"NN", "NNP"} and own in found else found, token
    before = subject_before(token)
    if before is not None:
        return view.arguments.actors([before]), token
    if token.dep_ == "nsubj" and token.head.lemma_.lower() in COPULAS:  # "their leader was X"
        attributes = (view.arguments.covering(c) for c in token.head.children if c.dep_ == "attr")
        return [
            c for c in attributes if c is not None and c.actor is not None and c.kind is MentionKind.NAME
        ], token.head
    found, anchor = predicated(view, token)
    if found:
        return found, anchor
    if use.frame.relation == "backs":  # "its patrons in CAPITAL" are that state
        capitals = [c for c in view.arguments.behind(token, {"in"}) if c.form in _SEATS]
        if capitals:
            return capitals, token
    own = view.arguments.covering(token)
    told = USES | SIDES if own is not None and own.plural_word else USES
    if any(c.kind is MentionKind.PRONOUN for c in others):  # "his enemies" are told of him, not he of them
        told -= RIVALS
    if own is None or own.actor is None or (own.generic and use.frame.relation not in told):
        return [], token
    if office and own.actor.type not in {"Person", "Office"}:
        return [], token
    return own.antecedents if own.means_several else [own], token
