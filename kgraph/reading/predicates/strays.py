"""Arguments that the parser hangs elsewhere than on their verb: on dates, places and offices, behind insertions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.subjects import is_finite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

_ACRONYM = 2  # letters of one that is no ordinary abbreviation are more than this
_PLACES = frozenset({"GPE", "LOC", "NORP"})


def strayed_subjects(verb: Token) -> list[Token]:
    """The subject that the parser hung on a date or place or took for an adverbial."""
    return _hung_on_opening(verb) or _before_insertion(verb) or _taken_for_adverb(verb)


def strayed_objects(verb: Token) -> list[Token]:
    """The objects that the parser hung on a date or took for an adverbial."""
    # "received, on Thursday, the envoy": behind an insertion the parser takes the object for an adverbial
    after = [c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > verb.i]
    return _hidden_in_date(verb) + _hidden_in_office(verb) + after


def second_objects(obliques: Mapping[str, list[Token]]) -> list[Token]:
    """The second object of "met X in Lima and Y in Quito", which the parser takes for one more place."""
    return [
        other
        for name, nouns in obliques.items()
        for noun in nouns
        for other in noun.children
        if other.dep_ == "conj" and other.pos_ == "PROPN" and other.i + 1 < len(other.doc)
        if (after := other.nbor()).lower_ == name and after.dep_ == "prep"
    ]


def _hung_on_opening(verb: Token) -> list[Token]:
    """The subject that the parser hung on the date or place before it: "On 3 May the army", "In Lima, the senate"."""
    before = next((t for t in verb.lefts if t.dep_ == "prep" and t.i < verb.i), None)
    if before is None or not is_finite(verb):
        return []
    objects = [o for o in before.children if o.dep_ == "pobj"]
    both = [o for o in objects if o.pos_ in {"NOUN", "PROPN"}]
    first = min((c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i > before.i), default=verb.i)
    closing = {first - 1, first - 2}  # "On 3 May General Adu, the governor, was shot"
    if before.n_rights > 1 and both and both[-1].left_edge.lower_ == "the" and both[-1].right_edge.i in closing:
        return both[-1:]  # "within hours more the president said"
    names = (o for o in objects if o.pos_ == "PROPN" and o.ent_type_ != "DATE" and o.right_edge.i in closing)
    run_on = [n for n in names if any(c.ent_type_ == "DATE" for c in n.lefts)]
    # "In Lima, the senate": taken for an apposition
    return run_on or [s for o in objects for s in o.children if s.dep_ == "appos" and s.right_edge.i + 1 == first]


def _before_insertion(verb: Token) -> list[Token]:
    """The subject that an insertion parts from the verb: "Chad, through its envoy, put pressure on"."""
    names = [
        c for c in verb.lefts if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.ent_type_ not in {"DATE", "TIME"}
    ]
    return [c for c in names if c.nbor().text == "," and is_finite(verb)][:1]


def _taken_for_adverb(verb: Token) -> list[Token]:
    """The acronym before a verb that the parser took for an adverb: "USAID provided"."""
    before = [c for c in verb.lefts if c.dep_ in {"advmod", "npadvmod"} and c.text.isupper() and len(c.text) > _ACRONYM]
    return [c for c in before[-1:] if all(t.dep_ in {"aux", "neg"} for t in verb.doc[c.i + 1 : verb.i])]


def _hidden_in_office(verb: Token) -> list[Token]:
    """The object that the parser took for one noun with the office behind it: "named General Adu governor"."""
    offices = [c for c in verb.children if c.dep_ == "oprd" and c.tag_ == "NN" and c.i > verb.i]
    names = [c for office in offices for c in office.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    return [c for c in names[-1:] if c.left_edge.i == verb.i + 1 and c.ent_type_ not in _PLACES]


def _hidden_in_date(verb: Token) -> list[Token]:
    """The object that the parser took for one noun with the date before it: "received on 4 May the envoy"."""
    found: list[Token] = []
    for noun in (o for p in verb.rights if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"):
        article = next((c for c in noun.lefts if c.dep_ in {"det", "poss"}), None)
        between = list(noun.doc[noun.head.i + 1 : article.i]) if article is not None else []
        if between and noun.head.i == verb.i + 1 and all(t.ent_type_ == "DATE" or t.like_num for t in between):
            found.append(noun)
    return found
