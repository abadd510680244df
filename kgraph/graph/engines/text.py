"""SPARQL text for engines that take nothing else: checked, with its prefixes declared and its values written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from kgraph import vocab

_TOKEN = re.compile(
    r"""(?P<skip> \#[^\r\n]* | \"{3} (?: \\. | (?!\"{3}). )* \"{3} | '{3} (?: \\. | (?!'{3}). )* '{3}
          | "(?: \\. | [^"\\\r\n] )*" | '(?: \\. | [^'\\\r\n] )*' )
      | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> ) | (?P<variable> [?$]\w+ ) | (?P<word> @?[\w:.-]+ )
      | (?P<mark> [{}()*] )""",
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    """A token that matters here: its kind, its text (of a word in capitals, of a variable the name), its end."""

    kind: str
    text: str
    end: int


def gives_triples(text: str, values: Mapping[str, ox.Literal]) -> bool:
    """Whether a query is a CONSTRUCT or DESCRIBE; raises SyntaxError or RuntimeError if it cannot be asked with these.

    Oxigraph says so by answering it on nothing, so that it is told in the same words whichever engine is to answer.
    """
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): value for name, value in values.items()
    }
    result = ox.Store().query(text, prefixes=vocab.PREFIXES, substitutions=substitutions or None)
    return isinstance(result, ox.QueryTriples)


def check_update(text: str) -> None:
    """Raise SyntaxError if the text is no SPARQL update."""
    with suppress(RuntimeError):  # it is well formed, and the empty store lacks what it speaks of
        ox.Store().update(text, prefixes=vocab.PREFIXES)


def with_prefixes(text: str) -> str:
    """The text with those of the usual prefixes declared that occur in it."""
    used = set(re.findall(r"([\w-]+):", text))
    lines = (f"PREFIX {name}: <{namespace}>\n" for name, namespace in vocab.PREFIXES.items() if name in used)
    return "".join(lines) + text


def graphs_asked(text: str) -> tuple[bool, set[str] | None]:
    """Whether a query has FROM, and the IRIs that stand behind its GRAPHs; None if other things stand there."""
    tokens = _tokens(text)
    behind = [after for token, after in pairwise(tokens) if token[:2] == ("word", "GRAPH")]
    named = {token.text[1:-1] for token in behind} if all(token.kind == "iri" for token in behind) else None
    return any(token[:2] == ("word", "FROM") for token in tokens), named


def with_values(text: str, values: Mapping[str, ox.Literal]) -> str:
    """A well-formed query in which the variables have these values, as Oxigraph's substitutions give them.

    Each pattern in which a variable is that of the whole query begins with VALUES. Into a subquery comes only what it
    hands on.
    """
    if not values:
        return text
    parts, last = [], 0
    for position, insertion in sorted(_insertions(text, values).items()):
        parts += [text[last:position], insertion]
        last = position
    return "".join([*parts, text[last:]])


def _insertions(text: str, values: Mapping[str, ox.Literal]) -> dict[int, str]:
    """What is to be written where into a query."""
    tokens = _tokens(text)
    closing = _closing(tokens)
    found: dict[int, str] = {}
    open_groups: list[
        set[str]
    ] = []  # for each open brace, the variables that mean the same there as in the whole query
    head: set[str] | None = None  # from the word SELECT on to its pattern, the variables that it hands on
    depth = 0
    to_skip = False  # whether the next braces hold a template or data, and no pattern
    for number, token in enumerate(tokens):
        after = tokens[number + 1] if number + 1 < len(tokens) else token
        if token.kind == "word":
            if token.text == "SELECT":
                head, depth = set(), 0
            elif token.text in ("ASK", "DESCRIBE", "CONSTRUCT"):
                head = set(values)
                if token.text == "CONSTRUCT" and after.text == "{":
                    to_skip = True
                elif token.text == "CONSTRUCT":
                    found[token.end] = " {" + _group(text, tokens, closing, number) + "} "
            elif token.text == "VALUES":
                to_skip = True
        elif token.text in ("(", ")"):
            depth += 1 if token.text == "(" else -1
        elif token.text == "}":
            open_groups.pop()
        elif token.text == "{" and to_skip:
            open_groups.append(set())
            to_skip = False
        elif token.text == "{":
            outer = open_groups[-1] if open_groups else set(values)
            inside = {each.text for each in tokens[number : closing[number]] if each.kind == "variable"}
            names = outer & (inside if head is None else head)
            open_groups.append(names)
            bound = "".join(f" VALUES ?{name} {{ {values[name]} }} " for name in sorted(names))
            if after.text != "SELECT":
                found[token.end] = bound
            elif head is not None and bound:  # a subquery that is the whole pattern needs braces to stand beside VALUES
                found[token.end] = bound + "{"
                found[tokens[closing[number]].end - 1] = "}"
            head = None
        elif head is not None and depth == 0 and token.kind != "iri":
            head |= set(values) if token.text == "*" else {token.text}
    return found


def _group(text: str, tokens: Sequence[_Token], closing: Mapping[int, int], start: int) -> str:
    """What stands in the first braces from a token on."""
    brace = next(number for number in range(start, len(tokens)) if tokens[number].text == "{")
    return text[tokens[brace].end : tokens[closing[brace]].end - 1]


def _closing(tokens: Sequence[_Token]) -> dict[int, int]:
    """The number of the closing brace, by that of the opening one."""
    found, waiting = {}, []
    for number, token in enumerate(tokens):
        if token.text == "{":
            waiting.append(number)
        elif token.text == "}":
            found[waiting.pop()] = number
    return found


def _tokens(text: str) -> list[_Token]:
    return [_Token(*each) for each in _found_tokens(text)]


def _found_tokens(text: str) -> Iterator[tuple[str, str, int]]:
    for found in _TOKEN.finditer(text):
        kind, token = found.lastgroup or "", found.group()
        if kind == "word":
            yield kind, token.upper(), found.end()
        elif kind != "skip":
            yield kind, token[1:] if kind == "variable" else token, found.end()
