"""What each part of reading brings: the score on a gold with one part off after the other.

    python benchmarks/ablation.py GOLD_DIR [PATH …]

GOLD_DIR and PATH are as for `kgraph evaluate`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import kgraph
from kgraph.evaluation import evaluate, gold_texts, predict, read_gold
from kgraph.ontology import Ontology
from kgraph.reading.actors.identity import Census
from kgraph.reading.extractors import HOUSE
from kgraph.reading.predicates import clauses, subjects

HOUSE_NAMES = [house.name for house in HOUSE if house.default]


@contextmanager
def nothing_fetched() -> Iterator[None]:
    """Verbs have only the subjects that stand beside them: no control, no coordination, no participles."""
    none = mock.Mock(return_value=[])
    with mock.patch.object(clauses, "controller", none), mock.patch.object(subjects, "controller", none):
        yield


def readers(ontology: Ontology) -> Iterator[tuple[str, Callable[[], kgraph.Reader]]]:
    """A reader for each part that is off, under the part's name."""
    yield "nothing", lambda: kgraph.Reader(ontology)
    for name in HOUSE_NAMES:
        others = [other for other in HOUSE_NAMES if other != name]
        yield f"the extractor {name}", lambda others=others: kgraph.Reader(ontology, extractors=others)
    yield "descriptions and pronouns", lambda: kgraph.Reader(ontology, resolver=lambda candidates, today: None)
    for part, value in (("stances", ()), ("support_verbs", {})):
        without = replace(ontology, cues=replace(ontology.cues, **{part: value}))
        yield part.replace("_", " "), lambda without=without: kgraph.Reader(without)


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("paths", type=Path, nargs="*")
    arguments = parser.parse_args()
    ontology = kgraph.load_ontology()
    gold = read_gold(arguments.gold, ontology)
    documents = list(gold_texts(gold, arguments.gold, kgraph.read_documents(arguments.paths)))

    def row(name: str, reader: kgraph.Reader) -> None:
        result = evaluate(gold, predict(reader.read(documents), Census(ontology)))
        score = result.claims["relation"]
        print(f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |")

    print("| off | precision | recall | F1 |\n|---|---|---|---|")
    for name, make in readers(ontology):
        row(name, make())
    with nothing_fetched():
        row("subjects fetched from elsewhere", kgraph.Reader(ontology))


if __name__ == "__main__":
    main()
