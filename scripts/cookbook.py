"""Writes the rows into docs/cookbook.md that its queries give: python scripts/cookbook.py OUT.

OUT is `kgraph build seeds -o OUT --infer`. Under each query stands a table between two comments. The first one holds
a digest of the query, so that a test can tell rows of an older query.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import kgraph
from kgraph.graph.answers import Rows, short
from kgraph.graph.query import named_queries

PAGE = Path(__file__).parent.parent / "docs" / "cookbook.md"
SHOWN = 5
"""Rows that the page shows."""
LONGEST = 90
"""Characters that it shows of a cell."""

_RECIPE = re.compile(
    r"^## (?P<number>\d+)\. (?P<title>.+?)$.*?"
    r"^(?P<code>```(?P<language>sparql|sh)\n(?P<body>.*?)^```\n)"
    r"(?P<shown>\n<!-- rows of (?P<digest>\w+) -->\n.*?<!-- end of rows -->\n)?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Recipe:
    """A question of the page: its query, and the digest of the query whose rows are shown, if any are."""

    number: int
    title: str
    query: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    header: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The SPARQL text."""
        return named_queries()[self.query].text if self.query in named_queries() else self.query

    @property
    def current_digest(self) -> str:
        """The digest of query and parameters as they are now."""
        return hashlib.sha256(repr((self.text, sorted(self.parameters.items()))).encode()).hexdigest()[:12]


def recipes(page: str) -> list[Recipe]:
    """The recipes of the page."""
    return [_recipe(found) for found in _RECIPE.finditer(page)]


def with_rows(page: str, graph: kgraph.GraphStore) -> str:
    """The page with the rows that the graph gives under each query."""

    def replaced(found: re.Match[str]) -> str:
        recipe = _recipe(found)
        answer = graph.query(recipe.query, recipe.parameters)
        if not isinstance(answer, Rows):
            raise SystemExit(f"{recipe.number}. {recipe.title}: the cookbook has SELECT queries only")
        before = found[0].removesuffix(found["shown"] or "")
        return f"{before}\n<!-- rows of {recipe.current_digest} -->\n\n{table(answer)}\n\n<!-- end of rows -->\n"

    return _RECIPE.sub(replaced, page)


def table(answer: Rows) -> str:
    """The first rows as a Markdown table, and how many there are."""
    lines = [answer.columns, ["---"] * len(answer.columns)]
    lines += [[_cell(short(term)) for term in row] for row in answer.terms[:SHOWN]]
    count = len(answer.terms)
    shown = f", the first {SHOWN} shown" if count > SHOWN else ""
    return (
        "\n".join("| " + " | ".join(line) + " |" for line in lines)
        + f"\n\n{count} row{'' if count == 1 else 's'}{shown}."
    )


def _recipe(found: re.Match[str]) -> Recipe:
    query, parameters = found["body"], {}
    if found["language"] == "sh":
        _, _, _, query, *options = shlex.split(found["body"])
        parameters = dict(_pairs(options))
    header = re.search(r"^\| (.+) \|$", found["shown"] or "", re.MULTILINE)
    return Recipe(
        int(found["number"]),
        found["title"],
        query,
        parameters,
        found["digest"] or "",
        tuple(header[1].split(" | ")) if header else (),
    )


def _pairs(options: list[str]) -> Iterator[tuple[str, str]]:
    for pair in options[1::2]:
        name, _, value = pair.partition("=")
        yield name, value


def _cell(text: str) -> str:
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
    return re.sub(r"([|\\`*_<>\[\]])", r"\\\1", line)


def main() -> None:
    """Rewrite the page."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/cookbook.py OUT, with OUT from `kgraph build seeds -o OUT --infer`")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_rows(page, kgraph.open_graph(sys.argv[1])), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
