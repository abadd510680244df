"""What the words around a description's noun say of it: whether it is known, whose it is, how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors import collectives
from kgraph.reading.actors.candidates import Candidate, new_actor
from kgraph.reading.predicates.subjects import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "every", "each", "no"})
# How many, how good, how new: such words do not make one group another.
_LOOSE = frozenset(
    """few many several some more most other others various numerous fellow same last next first new old young local
    all any such certain rival opposing ordinary simple
    small large big tiny innocent angry hungry peaceful unarmed masked furious desperate dead""".split()
)
_SENDING = frozenset(
    """send have keep deploy station dispatch withdraw pull commit contribute provide promise pledge offer lose mass
    maintain recall move land mobilise mobilize""".split()
)
_SAME = {"demonstrator": "protesters", "protestor": "protesters", "guerilla": "guerrillas", "mp": "lawmakers"}


def is_definite(candidate: Candidate) -> bool:
    """Whether the phrase has a definite article or demonstrative."""
    return any(t.lower_ in DEFINITE for t in _determiners(candidate))


def is_pointing(candidate: Candidate) -> bool:
    """Whether a plural points back to those just named: "these factions", but not "those factions that …"."""
    pointing = any(t.lower_ in {"these", "those"} for t in _determiners(candidate))
    return pointing and candidate.plural_word and is_bare(candidate)


def is_indefinite(candidate: Candidate) -> bool:
    """Whether the phrase has an indefinite article or stands for any or none: "no minister"."""
    return any(t.lower_ in _INDEFINITE for t in _determiners(candidate))


def _determiners(candidate: Candidate) -> list[Token]:
    """The articles of a noun; where the parser gave it none, the word directly before its own words."""
    own = [c for c in candidate.token.children if c.dep_ == "det" and c.i < candidate.head]
    if own or candidate.start == 0:
        return own
    before = candidate.passage.doc[candidate.start - 1]
    return [before] if before.dep_ == "det" else []


def has_possessor(candidate: Candidate) -> bool:
    """Whether the noun has a possessive: "its forces in Europe"."""
    return any(c.dep_ == "poss" for c in candidate.token.children)


def is_owned(candidate: Candidate) -> bool:
    """Whether the words before the noun say whose it is: "his soldiers", "TTP fighters"."""
    return has_possessor(candidate) or any(
        c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" for c in candidate.token.children
    )


def has_owner(candidate: Candidate) -> bool:
    """Whether the noun says whose it is: "his soldiers", "forces of the general", "TTP fighters"."""
    behind = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ == "of")
    # not so in "accused the police of standing by"
    return is_owned(candidate) or any(o.dep_ != "pcomp" for p in behind for o in p.children)


def is_bare(candidate: Candidate) -> bool:
    """Whether nothing behind the noun tells who is meant: no "of", no "in", no clause without a comma."""
    doc = candidate.passage.doc
    after = [c for c in candidate.token.children if c.i > candidate.head]
    told = any(c.dep_ == "appos" or (c.dep_ == "prep" and not _is_participial(c)) for c in after)
    return not told and not any(c.dep_ in {"relcl", "acl"} and doc[candidate.head + 1].text != "," for c in after)


def _is_participial(preposition: Token) -> bool:
    """Whether a participle stands behind it: "accused the minister of lying", where it belongs to the verb."""
    return preposition.lower_ in {"of", "for"} and any(o.dep_ == "pcomp" for o in preposition.children)


def sender(candidate: Candidate) -> Token | None:
    """The subject of a verb by which somebody's men are its object: who sends, has or withdraws soldiers."""
    verb = candidate.token.head
    if candidate.token.dep_ != "dobj" or verb.lemma_ not in _SENDING or is_definite(candidate):
        return None
    return next(iter(subjects(verb)), None)


def without_loose(candidate: Candidate) -> str:
    """The noun in the singular without numbers and words that tell no group from another: "sixteen young soldiers"."""
    own = candidate.passage.doc[candidate.start : candidate.head]
    words = [t.lower_ for t in own if t.lower_ not in _LOOSE and t.pos_ != "NUM" and t.dep_ != "nummod"]
    return " ".join([*words, candidate.noun.split()[-1]])


def told_by_words(candidate: Candidate, home: ActorEntry | None) -> None:
    """Settle an actor made specific by its words: "pro-Iranian militias", "Kurdish fighters", "a Saudi dissident".

    Those whose side an affix tells are of the document's main state, `home`.
    """
    text = collectives.words(candidate)
    text = text[0].lower() + text[1:] if text.startswith(("Pro-", "Anti-")) else text
    state = candidate.state
    if state is not None and not any(a in text for a in (*state.adjectives, state.label)):
        text = f"{state.adjective} {text}"
    if candidate.plural and collectives.is_affixed(candidate) and home is not state:
        text = collectives.at_home(text, home)
    kind = "Collective" if candidate.plural and candidate.type == "Person" else candidate.type
    candidate.settle(new_actor(text, kind), "without a name, told by its words")
    candidate.generic = True


def collective(candidate: Candidate) -> str:
    """How a crowd without a name is called: without mood, one word for those who mean the same."""
    doc = candidate.passage.doc
    words = [
        t.lower_
        for t in doc[candidate.start : candidate.head]
        if t.lower_ not in _LOOSE and t.dep_ != "npadvmod" and t.ent_type_ != "DATE"
    ]
    noun = _SAME.get(candidate.noun.split()[-1], candidate.word)
    if not candidate.plural_word:
        noun = f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}s"
    return " ".join([*words, noun])
