"""The command that measures: evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

import kgraph
from kgraph.cli.options import PATH, load_curation, load_ontology, make_reader, reading_options
from kgraph.config import Config
from kgraph.terminal import print_table, visible, write

if TYPE_CHECKING:
    from kgraph.evaluation import Evaluation


@click.command()
@click.argument("gold_dir", metavar="GOLD_DIR", type=PATH)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
@click.option("--predictions", metavar="FILE", type=PATH, help="Measure these, as `kgraph extract` prints them.")
@click.option("--misses", is_flag=True, help="List what was not found, what is not in the gold, and what was confused.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@reading_options
def evaluate(
    gold_dir: Path, paths: tuple[Path, ...], predictions: Path | None, misses: bool, as_json: bool, settings: Config
) -> None:
    """Measure how well kgraph reads the annotated documents of GOLD_DIR.

    The texts are GOLD_DIR/texts/STEM.txt, or stand among PATH. docs/evaluation.md describes the gold and the figures.
    """
    from kgraph import evaluation
    from kgraph.claims import judged
    from kgraph.curation.judging import Judge
    from kgraph.reading.actors.identity import Census

    if predictions is not None and paths:
        raise click.UsageError("Give either PATH or --predictions.")
    ontology = load_ontology(settings.ontology)
    gold = evaluation.read_gold(gold_dir, ontology)
    if predictions is not None:
        found = evaluation.read_predictions(predictions)
    else:
        documents = evaluation.gold_texts(gold, gold_dir, kgraph.read_documents(paths))
        curation = load_curation(settings)
        reader = make_reader(ontology, settings, curation)
        judge = Judge(curation, ontology)
        readings = (judged(reading, judge) for reading in reader.read(documents))
        found = evaluation.predict(readings, Census(ontology, curation))
    _print_evaluation(evaluation.evaluate(gold, evaluation.sure(found, settings.min_confidence)), misses, as_json)


def _print_evaluation(evaluation: Evaluation, misses: bool, as_json: bool) -> None:
    from kgraph.evaluation import report

    if as_json:
        write(json.dumps(report.figures(evaluation, misses), ensure_ascii=False, indent=1) + "\n")
        return
    for table in report.tables(evaluation):
        print_table(table.columns, table.rows)
    for line in report.misses(evaluation) if misses else ():
        click.echo(visible(line))
