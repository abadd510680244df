"""The small grammar of the lexicon's patterns: "X impose sanction|embargo on|against Y" as a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.errors import OntologyError

Words = frozenset[str]

PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind below beneath beside between
    beyond by despite for from in inside into near of off on onto opposite outside over past per round since through
    throughout till to toward towards under underneath until unto upon via with within without""".split()
)
PARTICLES = frozenset("up down out off away back over apart aside along together in on through forward around by".split())
SLOTS = frozenset({"X", "Y"})


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
    tokens = text.split()
    if len(tokens) == 4 and tokens[1] == "and" and {tokens[0], tokens[2]} == SLOTS:
        return Pattern(text, tokens[0], tokens[2], tokens[3], reciprocal=True)
    if len(tokens) > 4 and tokens[1] == "and" and {tokens[0], tokens[2]} == SLOTS:
        return Pattern(text, tokens[0], tokens[2], tokens[3], words=_words(tokens[4:]), reciprocal=True)
    first = tokens[0]
    places = [i for i, token in enumerate(tokens) if token in SLOTS]
    if first not in SLOTS or len(places) != 2 or places[1] < 2 or tokens[places[1]] == first:
        raise OntologyError(f"pattern '{text}' needs the form 'X verb … Y'")
    middle, tail = tokens[2 : places[1]], _words(tokens[places[1] + 1 :])
    last = tokens[places[1]]
    if middle and middle[-1] == "that":
        return Pattern(text, first, last, tokens[1], words=_words(middle[:-1]), tail=tail, clause=True)
    prepositions: Words = frozenset()
    if middle and frozenset(middle[-1].split("|")) <= PREPOSITIONS:
        prepositions = frozenset(middle.pop().split("|"))
    return Pattern(text, first, last, tokens[1], words=_words(middle), prepositions=prepositions, tail=tail)


def noun_pattern(text: str) -> Pattern:
    """Take a NounFrame's pattern apart, such as "X attack on Y", "killing of Y by X" or "talk between X and Y"."""
    tokens = text.split()
    places = [i for i, token in enumerate(tokens) if token in SLOTS]
    if len(places) != 2 or {tokens[i] for i in places} != SLOTS:
        raise OntologyError(f"pattern '{text}' needs one X and one Y")
    first, last = tokens[places[0]], tokens[places[1]]
    if places[0] == 0:  # "X attack on Y"
        if places[1] == len(tokens) - 1 and frozenset(tokens[-2].split("|")) <= PREPOSITIONS:
            *modifiers, head = tokens[1:-2] or [""]
            return _named(Pattern(text, first, last, head, tuple(modifiers), prepositions=frozenset(tokens[-2].split("|"))))
        raise OntologyError(f"pattern '{text}' needs a preposition before {last}")
    before = tokens[: places[0]]
    if len(before) < 2 or not frozenset(before[-1].split("|")) <= PREPOSITIONS:
        raise OntologyError(f"pattern '{text}' needs a preposition before {first}")
    *modifiers, head = before[:-1]
    between = tokens[places[0] + 1 : places[1]]
    if between == ["and"]:
        return _named(Pattern(text, first, last, head, tuple(modifiers), reciprocal=True))
    if len(between) != 1 or not frozenset(between[0].split("|")) <= PREPOSITIONS:
        raise OntologyError(f"pattern '{text}' needs one preposition between the slots")
    return _named(
        Pattern(
            text,
            first,
            last,
            head,
            tuple(modifiers),
            prepositions=frozenset(between[0].split("|")),
            first_prepositions=frozenset(before[-1].split("|")),
        )
    )


def role_pattern(text: str) -> Pattern:
    """Take a RoleFrame's pattern apart: in "X leader of Y" `first` is what the noun denotes, in "Y leader X" `last` is."""
    tokens = text.split()
    if len(tokens) < 3 or {tokens[0], tokens[-1]} != SLOTS:
        raise OntologyError(f"pattern '{text}' needs the form 'X role of Y' or 'Y role X'")
    words = tokens[1:-1]
    if len(words) > 1 and frozenset(words[-1].split("|")) <= PREPOSITIONS:
        head, modifiers = _role_words(words[:-1])
        return Pattern(text, tokens[0], tokens[-1], head, modifiers, prepositions=frozenset(words[-1].split("|")))
    head, modifiers = _role_words(words)
    return Pattern(text, tokens[0], tokens[-1], head, modifiers, prenominal=True)


def adjective_pattern(text: str) -> Pattern:
    """Take an AdjectiveFrame's pattern apart: "X loyal to Y", "pro-Y X" or "X-backed Y"."""
    tokens = text.split()
    if len(tokens) == 2 and "-" in tokens[0] and tokens[1] in SLOTS:
        left, right = tokens[0].split("-", 1)
        if right in SLOTS:
            return Pattern(text, right, tokens[1], left.casefold(), affix="prefix")
        if left in SLOTS:
            return Pattern(text, left, tokens[1], right.casefold(), affix="suffix")
    if len(tokens) >= 4 and {tokens[0], tokens[-1]} == SLOTS and frozenset(tokens[-2].split("|")) <= PREPOSITIONS:
        *modifiers, head = tokens[1:-2]
        return Pattern(text, tokens[0], tokens[-1], head, tuple(modifiers), prepositions=frozenset(tokens[-2].split("|")))
    raise OntologyError(f"pattern '{text}' needs the form 'X loyal to Y', 'pro-Y X' or 'X-backed Y'")


def _words(tokens: list[str]) -> tuple[Words, ...]:
    return tuple(frozenset(token.split("|")) for token in tokens)


def _role_words(words: list[str]) -> tuple[str, tuple[str, ...]]:
    """The head of a role's words: the last noun before any inner "of" ("chief of staff" hangs on "chief")."""
    inner = next((i for i, word in enumerate(words) if i > 0 and word in PREPOSITIONS), len(words))
    head = words[inner - 1]
    return head, tuple([*words[: inner - 1], *words[inner:]])


def _named(pattern: Pattern) -> Pattern:
    if not pattern.head:
        raise OntologyError(f"pattern '{pattern.text}' has no word")
    return pattern
