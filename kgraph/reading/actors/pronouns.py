"""Pronouns by grammar: which there are, when "it" means nothing, and what a pronoun cannot mean where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.strays import strayed_subjects
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

_MALE = (
    "man father son brother husband uncle nephew king prince emir sultan sheikh pope bishop priest imam monk patriarch"
)
_FEMALE = "woman mother daughter sister wife widow aunt niece queen princess empress nun"
GENDER = {**dict.fromkeys(_MALE.split(), "male"), **dict.fromkeys(_FEMALE.split(), "female")}
"""Nouns that say whether a person is a man or a woman."""

SUBJECT = frozenset({"nsubj", "nsubjpass"})
_RELATIVES = frozenset({"who", "which", "that"})
_NOMINAL = frozenset({"poss", "prep", "pobj", "compound", "nmod", "amod", "appos"})
_RAISING = frozenset({"seem", "appear", "happen", "follow", "turn", "emerge", "transpire"})
_SENSES = frozenset({"sound", "look", "feel", "seem", "appear"})
# What is said of a whole clause: "it is clear whether", "it is a pity".
_OF_CLAUSES = frozenset(
    """clear unclear true untrue likely unlikely possible impossible probable necessary unnecessary important essential
    interesting curious obvious evident apparent doubtful known unknown difficult easy strange odd surprising natural
    noteworthy worth crucial vital premature inevitable customary hidden secret pity shame wonder time
    coincidence mystery irony""".split()
)


# "Its" before these may be of the name that they stand beside: "the front, its leader".
_LEADING = frozenset("leader head chairman chairwoman commander chief president founder spokesman secretary".split())
# Nobody does this to what is his own.
_HARMING = frozenset(
    """attack kill bomb shell burn loot raid storm ambush kidnap murder massacre besiege invade destroy strike hit
    target shoot""".split()
)
# What an accusation or demand is followed by.
ANSWERING = frozenset("answer deny reply respond retort dispute rebut refute".split())
ACCUSING = frozenset("accuse blame charge criticise criticize condemn denounce ask urge warn threaten".split())
_DEEDS = frozenset(
    """attack act mistake error crime attempt step violation breach massacre decision provocation aggression surrender
    lie success victory defeat affront insult scandal tragedy disaster farce""".split()
)


def is_empty(it: Token) -> bool:
    """Whether "it" stands for nothing: "it is true that", "it seems that", "it was X who", "it was said that"."""
    verb = it.head
    if it.dep_ == "expl" or verb.pos_ == "ADJ" or _is_deed(it):  # "makes it possible to"
        return True
    after = [c for c in verb.children if c.i > it.i]
    clauses = any(c.dep_ in {"ccomp", "xcomp", "csubj", "relcl"} or _is_that(c) for c in after)
    lemma = verb.lemma_.lower()
    if it.dep_ == "nsubjpass":
        return any(c.dep_ in {"ccomp", "csubj"} and _is_that(c) for c in after) and not any(
            c.dep_ == "agent" for c in after
        )
    if it.dep_ != "nsubj":
        return False
    if lemma in _RAISING and clauses:
        return True
    if lemma in _SENSES and any(t.lower_ in {"as", "if", "though", "like"} for t in verb.doc[verb.i + 1 : verb.i + 3]):
        return True
    return lemma in {"be", "become", "remain"} and (_is_cleft(after) or _is_of_clause(after, clauses))


def _is_deed(it: Token) -> bool:
    """Whether "it" is said to be a deed, which no actor is: "called it an attack", "it was a mistake"."""
    verb = it.head
    if verb.pos_ == "NOUN" and verb.lemma_.lower() in _DEEDS:  # "called it an attack", as one clause
        return True
    said = [c for c in verb.children if c.i > it.i and c.dep_ in {"attr", "oprd", "dobj"}]
    says = verb.lemma_.lower() in {"be", "call", "consider", "label", "term", "brand", "deem", "describe"}
    return says and any(c.lemma_.lower() in _DEEDS for c in said)


def is_anybody(they: Token) -> bool:
    """Whether "they" stands for people at large: "as they say"."""
    before = they.doc[max(0, they.i - 1) : they.i]
    said = they.dep_ == "nsubj" and they.head.lemma_ in {"say", "call"} and they.head.i == they.i + 1
    return said and any(t.lower_ in {"as", "so"} for t in before)


def _is_that(clause: Token) -> bool:
    """Whether a clause is one that an empty "it" announces."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    return clause.dep_ in {"ccomp", "advcl", "csubj"} and bool(marks & {"that", "whether", "if", "how", "why", "when"})


def _is_of_clause(after: list[Token], clauses: bool) -> bool:
    complements = [c for c in after if c.dep_ in {"acomp", "attr", "prep", "advmod", "oprd"}]
    evaluated = any(c.lemma_.lower() in _OF_CLAUSES or c.ent_type_ in {"DATE", "TIME"} for c in complements)
    return evaluated or (clauses and bool(complements))


def _is_cleft(after: list[Token]) -> bool:
    """ "It is the militia who rule", "it was London, which sheltered him"."""
    return any(
        c.dep_ == "attr"
        and (
            c.pos_ in {"PROPN", "PRON"}
            or any(d.dep_ in {"det", "poss"} and d.lower_ not in {"a", "an"} for d in c.children)
        )
        and any(r.dep_ == "relcl" for r in c.children)
        for c in after
    )


def own_subjects(pronoun: Token) -> list[Token]:
    """The subjects of the clause in which a pronoun stands, fetched from the clause above where it has none."""
    verb = next((a for a in pronoun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return []
    found = subjects(verb) or strayed_subjects(verb)
    return [verb.head if t.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl" else t for t in found]


def is_own_part(pronoun: Token) -> bool:
    """Whether a possessive only marks a change of subject: "For his part, the envoy said"."""
    return pronoun.dep_ == "poss" and pronoun.head.lower_ == "part" and pronoun.head.head.lower_ == "for"


def subject_ahead(pronoun: Token) -> Token | None:
    """The subject behind a phrase that opens the sentence with a possessive: "During his visit to Lima Adu spoke"."""
    place = pronoun.head.head if pronoun.dep_ == "poss" and pronoun.head.dep_ == "pobj" else None
    if place is None or place.dep_ != "prep" or place.head.pos_ not in {"VERB", "AUX"}:
        return None
    opens = bool(place.is_sent_start) or bool(place.nbor(-1).is_sent_start)
    behind = (t for t in place.head.lefts if t.dep_ in SUBJECT and t.i > pronoun.i)
    return next(behind, None) if opens else None


def topic(sentence: Span) -> Token | None:
    """What a sentence is announced to be about: "As for Bolivia, it …"."""
    words = [t for t in sentence[:4] if t.is_alpha]
    if [t.lower_ for t in words[:2]] == ["as", "for"]:
        return next((t for t in words[1].children if t.dep_ == "pobj"), None)
    return None


def around(pronoun: Token) -> Iterator[Token]:
    """The nouns that a pronoun is part of, or that it is said beside: none of them is what it means.

    "the leader of its party" is not "it"; nor is in "X, his old rival" X "he", nor in "X is his rival".
    """
    if pronoun.lower_ in REFLEXIVE:
        return
    token = pronoun
    while token.dep_ in _NOMINAL and token.head.pos_ not in {"VERB", "AUX"}:
        beside_it, token = token.dep_ == "appos", token.head
        leading = pronoun.lower_ == "its" and pronoun.head.lemma_.lower() in _LEADING and token.pos_ == "PROPN"
        # "the Journal in its report" may be its own, and so may "the front, its leader"
        if not leading and (beside_it or token.pos_ != "PROPN"):
            yield token
        yield from (c for c in token.children if c.dep_ == "appos" and c.i != pronoun.i)
    noun = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    if noun.dep_ == "attr":
        yield from (c for c in noun.head.children if c.dep_ == "nsubj")
    theirs = pronoun.dep_ == "poss" and pronoun.lower_ in PLURAL | NEUTER
    of = pronoun.dep_ == "pobj" and pronoun.head.lower_ == "of"
    if (theirs or of) and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _HARMING:
        yield from subjects(noun.head)  # "the militia killed their men", "destroyed a convoy of the militia"


def object_above(pronoun: Token) -> Token | None:
    """To whom the verb above does what it does, if an object pronoun means him as well.

    So in "arrested the editors, accusing them" and in "convicted the editor and sentenced him".
    """
    verb = pronoun.head
    above = verb.head
    participle = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    shared = verb.dep_ == "conj" and pronoun.lower_ != "it" and not any(c.dep_ in SUBJECT for c in verb.children)
    if pronoun.dep_ != "dobj" or not (participle or shared) or above.pos_ != "VERB" or above.i > verb.i:
        return None
    return next((c for c in above.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ in {"NOUN", "PROPN"}), None)


def beside(pronoun: Token) -> Iterator[Token]:
    """The other arguments of a personal pronoun's verb, which it is not: "received X", "came and saw X"."""
    verb = pronoun.head.head if pronoun.dep_ in {"pobj", "nmod"} else pronoun.head  # "sold it radars"
    if verb.pos_ in {"NUM", "DET", "PRON", "ADJ"} and pronoun.head.lower_ == "of":  # "holds thirty of them"
        verb = verb.head.head if verb.dep_ == "pobj" else verb.head
    above = verb.head if verb.pos_ == "NOUN" and verb.dep_ == "dobj" else None
    if above is not None and pronoun.dep_ == "pobj" and pronoun.head.lower_ == "with":
        yield from subjects(above)  # "Mali cut its relations with it"
    if pronoun.dep_ == "poss" or pronoun.lower_ in REFLEXIVE or verb.pos_ not in {"VERB", "AUX"}:
        return
    if verb.dep_ == "relcl" and any(c.lower_ in _RELATIVES and c.dep_ in SUBJECT for c in verb.children):
        yield verb.head  # "Chad, which pays for it"
    yield from (c for c in verb.children if c.i != pronoun.i)
    yield from (o for p in verb.children if p.dep_ in {"prep", "agent"} for o in p.children if o.i != pronoun.i)
    if pronoun.dep_ not in SUBJECT:
        yield from subjects(verb)
