"""Writes into docs/networks.md what its commands print, its pictures, and the table of measures:
python scripts/examples.py OUT.

OUT is `kgraph build seeds -o OUT`. An example is a code block that begins with `$ kgraph`; what stands below that line
is what the command prints.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from click.testing import CliRunner

from kgraph.cli import main as kgraph
from kgraph.network import MEASURES, Measure

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "networks.md"
PICTURES = {"network.svg": [], "timeline.svg": ["--of", "timeline"]}

_EXAMPLE = re.compile(r"^(```text\n)\$ kgraph ([^\n]+)\n.*?^(```\n)", re.MULTILINE | re.DOTALL)
_MEASURES = re.compile(r"(?<=^\|---\|---\|---\|---\|\n).*?(?=\n\n)", re.MULTILINE | re.DOTALL)


def with_examples(page: str, out: str) -> str:
    """The page with what its commands print of a graph."""
    return _EXAMPLE.sub(lambda found: f"{found[1]}$ kgraph {found[2]}\n{printed(found[2], out)}{found[3]}", page)


def printed(command: str, out: str) -> str:
    """What a command on the page prints on standard output; its folder is called `out` there."""
    result = CliRunner().invoke(kgraph, [out if word == "out" else word for word in shlex.split(command)])
    if result.exit_code:
        raise SystemExit(f"kgraph {command}: {result.output}")
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def with_measures(page: str) -> str:
    """The page with the table of measures."""
    rows = [f"| `{name}` | {each.label} | {each.reading} | {_source(each)} |" for name, each in MEASURES.items()]
    return _MEASURES.sub(lambda _: "\n".join(rows), page, count=1)


def _source(measure: Measure) -> str:
    return re.sub(r"doi:(\S+)", r"[doi:\1](<https://doi.org/\1>)", measure.source)


def main() -> None:
    """Write the page and the pictures."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/examples.py OUT, with OUT from `kgraph build seeds -o OUT`")
    out = sys.argv[1]
    page = with_measures(with_examples(PAGE.read_text(encoding="utf-8"), out))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    for name, options in PICTURES.items():
        printed(shlex.join(["picture", "out", "-o", str(DOCS / "images" / name), *options]), out)


if __name__ == "__main__":
    main()
