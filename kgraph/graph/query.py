"""Queries: the named ones of the `queries` folder and any SPARQL text, with parameters bound as terms; updates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import QueryError
from kgraph.graph.answers import Answer, Rows, Triples, Truth
from kgraph.graph.engines.protocol import Dataset, Engine, Result, Solutions

FOLDER = Path(__file__).parent / "queries"
LONGEST_MESSAGE = 200
LONGEST_NAME = 60

_HEADER = re.compile(r"^# (title|about|param): *(.+)$", re.MULTILINE)
_NAME = re.compile(r"[\w-]+")
# Oxigraph has no switch against SERVICE, and its parser needs no space around words. So this errs on the side of
# refusing: it does not ask whether the clause stands in a comment or a string, which a query can blur.
_GAP = r"(?:\s|#[^\r\n]*[\r\n])*"
_SERVICE = re.compile(
    rf"[?$:]\w*|(SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^<>]*>|[?$]\w+|[^\s<>{{}}?$]*:[^\s{{}}]*){_GAP}\{{)", re.IGNORECASE
)
# Oxigraph's LOAD reads whatever the IRI names, files included. Here too a doubtful case is refused.
_LOAD = re.compile(rf"\bLOAD{_GAP}(?:SILENT{_GAP})?(?:<|[^\s<>{{}}?$\"']*:)", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s|#[^\r\n]*(?:[\r\n]|$)|PREFIX\s+[^\s<>]*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*", re.IGNORECASE)
_QUERY = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b.*?(?:[{<:]|\b(?:ALL|DEFAULT|NAMED)\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the `queries` folder. `parameters` maps each parameter's name to what it means."""

    name: str
    title: str
    about: str
    text: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries that come with kgraph, by name."""
    return {path.stem: parse_query(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq"))}


def parse_query(name: str, text: str) -> NamedQuery:
    """A query file's text with its header: `# title:`, `# about:` and a `# param: NAME meaning` for each parameter."""
    headers = _HEADER.findall(text)
    parameters = dict(value.split(maxsplit=1) for key, value in headers if key == "param")
    return NamedQuery(
        name=name,
        title=next(value for key, value in headers if key == "title"),
        about=next(value for key, value in headers if key == "about"),
        text=text,
        parameters=parameters,
    )


def ask(
    engine: Engine,
    text: str,
    parameters: Mapping[str, str],
    dataset: Dataset | None = None,
    most: int | None = None,
) -> Answer:
    """The answer to a named query, if the text is a name, else to SPARQL; raises QueryError.

    A parameter takes the place of the variable of its name, as a string literal; it is never pasted into the text.
    An answer of more than `most` rows or triples is an error.
    """
    if _NAME.fullmatch(text.strip()):
        text = _named(text.strip(), parameters).text
    else:
        _refuse_service(text)
    values = {_variable(name): ox.Literal(_encodable(value)) for name, value in parameters.items()}
    try:
        return _answer(engine.query(text, values, dataset), set(parameters), most)
    except SyntaxError as error:
        raise _malformed(text, str(error)) from error
    except RuntimeError as error:
        raise QueryError(f"the query cannot be answered: {_cut(str(error))}") from error


def change(engine: Engine, text: str) -> None:
    """Apply a SPARQL update; raises QueryError. It may read nothing but the store itself."""
    _refuse_service(text)
    if _LOAD.search(text):
        raise QueryError("LOAD reads other servers and files; give the triples in the update itself")
    try:
        engine.update(text)
    except SyntaxError as error:
        raise QueryError(f"malformed SPARQL update: {_cut(str(error))}") from error
    except RuntimeError as error:
        raise QueryError(f"the update cannot be made: {_cut(str(error))}") from error


def _refuse_service(text: str) -> None:
    if any(found[1] for found in _SERVICE.finditer(text)):
        raise QueryError("SERVICE asks another server; kgraph asks the graph that it has and nothing else")


def _named(name: str, parameters: Mapping[str, str]) -> NamedQuery:
    known = named_queries()
    if name not in known:
        raise _unknown(name)
    query = known[name]
    missing = sorted(query.parameters.keys() - parameters.keys())
    if missing:
        raise QueryError(f"the query '{name}' needs {' '.join(f'--set {each}=…' for each in missing)}")
    unknown = sorted(parameters.keys() - query.parameters.keys())
    if unknown:
        takes = ", ".join(query.parameters) or "none"
        raise QueryError(f"the query '{name}' has no parameter '{unknown[0]}'; its parameters: {takes}")
    return query


def _unknown(name: str) -> QueryError:
    return QueryError(f"no named query '{_cut(name, LONGEST_NAME)}'; there are: {', '.join(named_queries())}")


def _malformed(text: str, why: str) -> QueryError:
    """What is wrong with a text that is no query: it would change the graph, it is no SPARQL at all, or misspelt."""
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    if _UPDATE.match(text, start):
        return QueryError("queries only read; to change the graph, build it from other documents or another ontology")
    if "{" not in text and not _QUERY.match(text, start):
        return _unknown(text)
    return QueryError(f"malformed SPARQL: {_cut(why)}")


def _answer(result: Result, hidden: set[str], most: int | None) -> Answer:
    """The whole result. A parameter's own column would say the same on every line, so it is left out."""
    if isinstance(result, bool):
        return Truth(result)
    stop = None if most is None else most + 1
    if not isinstance(result, Solutions):
        triples = tuple(islice(result, stop))
        _check_size(len(triples), most, "triples")
        return Triples(triples)
    shown = [number for number, name in enumerate(result.columns) if name not in hidden]
    rows = tuple(tuple(row[number] for number in shown) for row in islice(result.rows, stop))
    _check_size(len(rows), most, "rows")
    return Rows(tuple(result.columns[number] for number in shown), rows)


def _check_size(size: int, most: int | None, what: str) -> None:
    if most is not None and size > most:
        raise QueryError(f"the answer has more than {most:,} {what}; ask for less, for instance with LIMIT")


def _variable(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII):
        raise QueryError(f"'{name}' is no parameter's name; write --set name=value")
    return name


def _encodable(value: str) -> str:
    """A shell can hand over bytes that are no UTF-8; RDF has no place for them."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise QueryError("a parameter's value is not UTF-8") from error
    return value


def _cut(message: str, longest: int = LONGEST_MESSAGE) -> str:
    line = " ".join(message.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
