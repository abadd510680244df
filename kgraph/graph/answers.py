"""What a query answers: rows, a truth value or triples, each in the forms that SPARQL has for it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kgraph import vocab

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value = str | int | float | bool | None

_NUMBERS = {vocab.PREFIXES["xsd"] + name for name in ("decimal", "double", "float")}
_INTEGER = vocab.PREFIXES["xsd"] + "integer"
_BOOLEAN = vocab.PREFIXES["xsd"] + "boolean"
_STRING = vocab.PREFIXES["xsd"] + "string"


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query; `terms` has a row for each solution, with None where a variable is unbound."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        """The rows as plain Python values, ready for `pandas.DataFrame(answer.rows, columns=answer.columns)`."""
        return [tuple(_value(term) for term in row) for row in self.terms]

    @property
    def short_rows(self) -> list[tuple[Value, ...]]:
        """The same for the eye: IRIs with their usual prefix."""
        return [tuple(_short_value(term) for term in row) for row in self.terms]

    def csv(self) -> str:
        """SPARQL 1.1 results in CSV."""
        return as_csv(self.columns, ([_plain(term) for term in row] for row in self.terms))

    def json(self) -> str:
        """SPARQL 1.1 results in JSON."""
        bindings = [
            {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return _dumps({"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}})

    def xml(self) -> str:
        """SPARQL 1.1 results in XML."""
        return _converted(self.json(), ox.QueryResultsFormat.XML)

    def tsv(self) -> str:
        """SPARQL 1.1 results in TSV."""
        return _converted(self.json(), ox.QueryResultsFormat.TSV)


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK query."""

    value: bool

    def csv(self) -> str:
        """The word "true" or "false" on a line."""
        return f"{str(self.value).lower()}\r\n"

    def json(self) -> str:
        """SPARQL 1.1 results in JSON."""
        return _dumps({"head": {}, "boolean": self.value})

    def xml(self) -> str:
        """SPARQL 1.1 results in XML."""
        return _converted(self.json(), ox.QueryResultsFormat.XML)

    def tsv(self) -> str:
        """The word "true" or "false"."""
        return _converted(self.json(), ox.QueryResultsFormat.TSV)


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[ox.Triple, ...]

    @property
    def short_rows(self) -> list[tuple[Value, ...]]:
        """Subject, predicate and object of each for the eye: IRIs with their usual prefix."""
        parts = ((triple.subject, triple.predicate, triple.object) for triple in self.triples)
        return [tuple(_short_value(term) for term in triple) for triple in parts]

    def turtle(self) -> str:
        """The triples as Turtle."""
        return self._text(ox.RdfFormat.TURTLE)

    def csv(self) -> str:
        """The triples as N-Triples, since a graph has no CSV form."""
        return self._text(ox.RdfFormat.N_TRIPLES)

    def json(self) -> str:
        """The triples as JSON-LD."""
        return self._text(ox.RdfFormat.JSON_LD) + "\n"

    def xml(self) -> str:
        """The triples as RDF/XML."""
        return self._text(ox.RdfFormat.RDF_XML)

    def _text(self, form: ox.RdfFormat) -> str:
        prefixes = vocab.PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML) else None
        output = io.BytesIO()
        ox.serialize(sorted(self.triples, key=str), output, format=form, prefixes=prefixes)
        return output.getvalue().decode()


Answer = Rows | Truth | Triples


def short(term: Term | None) -> str:
    """A term for the eye: literals bare, IRIs with their usual prefix."""
    return vocab.shorten(term.value) if isinstance(term, ox.NamedNode) else _plain(term)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lines of CSV with the columns' names above."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _value(term: Term | None) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == _INTEGER:
            return int(term.value)
        if datatype in _NUMBERS:
            return float(term.value)
        if datatype == _BOOLEAN:
            return term.value == "true"
    return _plain(term)


def _short_value(term: Term | None) -> Value:
    return short(term) if isinstance(term, ox.NamedNode) else _value(term)


def _converted(json_results: str, form: ox.QueryResultsFormat) -> str:
    """SPARQL results in JSON as the library writes them in another form."""
    results = ox.parse_query_results(json_results, format=ox.QueryResultsFormat.JSON)
    text = results.serialize(format=form)
    return (text or b"").decode()


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    entry = {"type": "literal", "value": term.value}
    if term.language:
        entry["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        entry["datatype"] = term.datatype.value
    return entry


def _dumps(data: object) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"
