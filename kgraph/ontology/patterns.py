"""The small grammar of the lexicon's patterns: "X impose sanction|embargo on|against Y" as a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.errors import OntologyError

Words = frozenset[str]

PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind below beneath beside
    between beyond by despite for from in inside into near of off on onto opposite outside over past per round since
    through throughout till to toward towards under underneath until unto upon via with within without""".split()
)
SLOTS = frozenset({"X", "Y"})
_JOINTS = frozenset({"and", "that"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern taken apart. `first` and `last` are the slots in their order, "X" or "Y".

    `head` is the lemma that the pattern hangs on. `modifiers` stand before it (nouns, roles).
    `words` stand between head and last slot: particles, object nouns, and as the last item the prepositions, if any.
    `tail` follows the last slot. `clause` marks "that Y", `reciprocal` "X and Y meet" and "talk between X and Y".
    """

    text: str
    first: str
    last: str
    head: str
    modifiers: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    prepositions: Words = frozenset()
    first_prepositions: Words = frozenset()
    tail: tuple[Words, ...] = ()
    clause: bool = False
    reciprocal: bool = False
    prenominal: bool = False
    affix: str = field(default="")


def verb_pattern(text: str) -> Pattern:
    """Take a VerbFrame's pattern apart, such as "X withdraw troop|force from Y"."""
    tokens = _tokens(text)
    if len(tokens) >= 4 and tokens[1] == "and" and {tokens[0], tokens[2]} == SLOTS:
        return Pattern(text, tokens[0], tokens[2], tokens[3], words=_words(tokens[4:]), reciprocal=True)
    places = _places(tokens)
    if len(places) != 2 or places[0] != 0 or places[1] < 2 or tokens[1] in _JOINTS:
        raise OntologyError(f"pattern '{text}' needs the form 'X verb … Y'")
    first, last = tokens[0], tokens[places[1]]
    middle, tail = tokens[2 : places[1]], _words(tokens[places[1] + 1 :])
    if middle and middle[-1] == "that":
        return Pattern(text, first, last, tokens[1], words=_words(middle[:-1]), tail=tail, clause=True)
    prepositions = _prepositions(middle[-1]) if middle else frozenset()
    words = _words(middle[:-1] if prepositions else middle)
    return Pattern(text, first, last, tokens[1], words=words, prepositions=prepositions, tail=tail)


def noun_pattern(text: str) -> Pattern:
    """Take a NounFrame's pattern apart, such as "X attack on Y", "killing of Y by X" or "talk between X and Y"."""
    tokens = _tokens(text)
    places = _places(tokens)
    if len(places) != 2:
        raise OntologyError(f"pattern '{text}' needs one X and one Y")
    if places[1] != len(tokens) - 1:
        raise OntologyError(f"pattern '{text}' has words behind its last slot")
    first, last = tokens[places[0]], tokens[places[1]]
    if places[0] == 0:  # "X attack on Y"
        words, prepositions = tokens[1:-2], _prepositions(tokens[-2])
        if not words or not prepositions:
            raise OntologyError(f"pattern '{text}' needs a noun, and a preposition before {last}")
        return Pattern(text, first, last, words[-1], tuple(words[:-1]), prepositions=prepositions)
    return _noun_before_slots(text, tokens[: places[0]], tokens[places[0] + 1 : places[1]], (first, last))


def _noun_before_slots(text: str, before: list[str], between: list[str], slots: tuple[str, str]) -> Pattern:
    """The pattern of "killing of Y by X" and "talk between X and Y", from the words before and between the slots."""
    first_prepositions = _prepositions(before[-1])
    if len(before) < 2 or not first_prepositions:
        raise OntologyError(f"pattern '{text}' needs a noun, and a preposition before {slots[0]}")
    head, modifiers = before[-2], tuple(before[:-2])
    if between == ["and"]:
        return Pattern(text, *slots, head, modifiers, reciprocal=True)
    prepositions = _prepositions(between[0]) if len(between) == 1 else frozenset()
    if not prepositions:
        raise OntologyError(f"pattern '{text}' needs one preposition between the slots")
    return Pattern(text, *slots, head, modifiers, prepositions=prepositions, first_prepositions=first_prepositions)


def role_pattern(text: str) -> Pattern:
    """Take a RoleFrame's pattern apart: the noun denotes `first` in "X leader of Y", `last` in "Y leader X"."""
    tokens = _tokens(text)
    words = tokens[1:-1]
    prepositions = _prepositions(words[-1]) if words else frozenset()
    nouns = words[:-1] if prepositions else words
    if _places(tokens) != [0, len(tokens) - 1] or not nouns:
        raise OntologyError(f"pattern '{text}' needs the form 'X role of Y' or 'Y role X'")
    head, modifiers = _role_words(nouns)
    prenominal = not prepositions
    return Pattern(text, tokens[0], tokens[-1], head, modifiers, prepositions=prepositions, prenominal=prenominal)


def adjective_pattern(text: str) -> Pattern:
    """Take an AdjectiveFrame's pattern apart: "X loyal to Y", "pro-Y X" or "X-backed Y"."""
    tokens = _tokens(text)
    if len(tokens) == 2:
        left, _, right = tokens[0].partition("-")
        if {right, tokens[1]} == SLOTS and left:
            return Pattern(text, right, tokens[1], left.casefold(), affix="prefix")
        if {left, tokens[1]} == SLOTS and right:
            return Pattern(text, left, tokens[1], right.casefold(), affix="suffix")
    words, prepositions = tokens[1:-2], _prepositions(tokens[-2]) if len(tokens) > 3 else frozenset()
    if _places(tokens) != [0, len(tokens) - 1] or not words or not prepositions:
        raise OntologyError(f"pattern '{text}' needs the form 'X loyal to Y', 'pro-Y X' or 'X-backed Y'")
    return Pattern(text, tokens[0], tokens[-1], words[-1], tuple(words[:-1]), prepositions=prepositions)


def _tokens(text: str) -> list[str]:
    """The words of a pattern; raises OntologyError if there are none, or nothing on one side of a "|"."""
    tokens = text.split()
    if not tokens or not all(word for token in tokens for word in token.split("|")):
        raise OntologyError(f"pattern '{text}' is empty, or has an empty place beside a '|'")
    return tokens


def _places(tokens: list[str]) -> list[int]:
    """Where the slots stand; none if one of them stands twice."""
    places = [index for index, token in enumerate(tokens) if token in SLOTS]
    return places if len({tokens[index] for index in places}) == len(places) else []


def _words(tokens: list[str]) -> tuple[Words, ...]:
    return tuple(frozenset(token.split("|")) for token in tokens)


def _prepositions(token: str) -> Words:
    """The words of a token if all are prepositions, otherwise none."""
    words = frozenset(token.split("|"))
    return words if words <= PREPOSITIONS else frozenset()


def _role_words(words: list[str]) -> tuple[str, tuple[str, ...]]:
    """The head of a role's words: the last noun before any inner "of" ("chief of staff" hangs on "chief").

    Hyphens are opened, as the tokenizer does: "commander-in-chief".
    """
    words = [part for word in words for part in (word.split("-") if "|" not in word else [word])]
    inner = next((i for i, word in enumerate(words) if i > 0 and word in PREPOSITIONS), len(words))
    head = words[inner - 1]
    return head, (*words[: inner - 1], *words[inner:])
