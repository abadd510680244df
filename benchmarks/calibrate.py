"""Fits the weights of `kgraph/reading/confidence.toml` and says how far the confidences keep what they promise.

    python benchmarks/calibrate.py GOLD_DIR [PATH ...] [--write]

GOLD_DIR is a gold as `kgraph evaluate` reads it, PATH the texts that it does not hold itself. The sentences of
`tests/gold` are read as well: they are made, so far more of what is read in them is right. They have a base of their
own, which is not kept, and help only to tell the traits apart. Printed are the weights and, as Markdown, how often
claims of each confidence are right, by a fit that has not seen their document. `--write` stores the weights.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kgraph import Document, Reader, load_ontology, read_documents
from kgraph.evaluation import Gold, evaluate, gold_texts, prediction_of, read_gold
from kgraph.evaluation.figures import reliability
from kgraph.evaluation.gold import GoldClaim, GoldDocument, Kinship, Unit
from kgraph.evaluation.names import ActorNames
from kgraph.model import Factuality
from kgraph.ontology import Ontology
from kgraph.reading import confidence
from kgraph.reading.extractors import Finding, View

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "kgraph" / "reading" / confidence.WEIGHTS
PENALTY = 5.0
"""How strongly weights are held near 0 (ridge); the bases are free."""
FOLDS = 7
HEAD = """\
# What each trait of a finding adds to its confidence, in log-odds; `kgraph/reading/confidence.py` says what they mean.
# Written on {today} by `benchmarks/calibrate.py`: a logistic regression with a ridge on {gold} claims of annotated news
# and {made} of made sentences, each right or wrong by its annotation. The base is that of the news.

[weights]
"""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim that was read: its traits, whether it is right, its document, and whether its text is made."""

    traits: confidence.Traits
    right: bool
    document: str
    made: bool


class Recorder:
    """Stands in for the model and gives each finding a number, under which it keeps the finding's traits."""

    def __init__(self) -> None:
        self.traits: list[confidence.Traits] = []

    def __call__(self, extractor: str, finding: Finding, view: View) -> float:
        """The number, as a float."""
        self.traits.append(confidence.traits(extractor, finding, view))
        return float(len(self.traits) - 1)


def as_toml(weights: Mapping[str, float], cases: Sequence[Case]) -> str:
    """The file of the weights, the strongest first."""
    count = {made: sum(case.made is made for case in cases) for made in (False, True)}
    base = {"base": weights["base"]}
    rest = sorted(((n, w) for n, w in weights.items() if n != "base"), key=lambda item: (-abs(item[1]), item[0]))
    return HEAD.format(today=datetime.date.today().isoformat(), gold=count[False], made=count[True]) + "".join(
        f"{name} = {weight}\n" for name, weight in (base | dict(rest)).items()
    )


def report(verdicts: Sequence[tuple[float, bool]]) -> None:
    """Print the reliability table, what a threshold would keep, and the figures that sum them up."""
    print("| confidence | promised | right | of | share |\n|---|---|---|---|---|")
    for each in reliability(verdicts):
        right, total = each.kept.right, each.kept.total
        print(f"| {each.low:.1f}–{each.high:.1f} | {each.promised:.2f} | {right} | {total} | {right / total:.2f} |")
    print("\n| at least | claims | right | precision |\n|---|---|---|---|")
    for least in np.arange(0.0, 1.0, 0.1):
        kept = [right for promised, right in verdicts if promised >= least]
        if kept:
            print(f"| {least:.1f} | {len(kept)} | {sum(kept)} | {sum(kept) / len(kept):.2f} |")
    p, y = (np.array(column, dtype=float) for column in zip(*verdicts, strict=True))
    print(f"\n{y.sum():.0f} of {len(y)} are right ({y.mean():.3f}), {p.mean():.3f} is promised.")
    print(f"Expected calibration error: {calibration_error(verdicts):.3f}.")
    print(f"Area under the ROC curve: {area_under_curve(p, y):.3f}.")
    print(f"Log loss: {log_loss(p, y):.3f}; of one figure for all {log_loss(np.full_like(y, y.mean()), y):.3f}.\n")


def calibration_error(verdicts: Sequence[tuple[float, bool]]) -> float:
    """By how much the share of right claims differs from what is promised, on average over the bins' claims."""
    return sum(abs(e.promised * e.kept.total - e.kept.right) for e in reliability(verdicts)) / len(verdicts)


def area_under_curve(promised: Array, right: Array) -> float:
    """How often a right claim has more confidence than a wrong one; equal counts half."""
    difference = promised[right == 1][:, None] - promised[right == 0][None, :]
    return float(np.mean((np.sign(difference) + 1) / 2))


def log_loss(promised: Array, right: Array) -> float:
    """The mean negative logarithm of what was promised for what came."""
    return float(-np.mean(np.log(np.where(right == 1, promised, 1 - promised))))


def main() -> None:
    """Read, fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", metavar="GOLD_DIR", type=Path)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="store the weights")
    arguments = parser.parse_args()
    ontology = load_ontology()
    gold = read_gold(arguments.gold, ontology)
    texts = gold_texts(gold, arguments.gold, read_documents(arguments.paths) if arguments.paths else [])
    cases = [*read_cases(gold, texts, ontology, made=False), *read_cases(*made_gold(ontology), ontology, made=True)]
    names = sorted({name for case in cases for name, value in case.traits.items() if value})
    weights = fit(cases, names)
    print(as_toml(weights, cases))
    promised = cross_validated(cases, names)
    for made in (False, True):
        print(f"{'Made sentences' if made else 'Gold'}, by weights that have not seen the document:\n")
        report([(p, case.right) for p, case in zip(promised, cases, strict=True) if case.made is made])
    if arguments.write:
        FILE.write_text(as_toml(weights, cases), encoding="utf-8")


def made_gold(ontology: Ontology) -> tuple[Gold, list[Document]]:
    """The sentences of `tests/gold` as a gold of one unit each; optional claims count as right."""
    documents, annotated = [], []
    for line in (ROOT / "tests" / "gold" / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        unit = Unit(1, 0, len(record["text"]), record["text"])
        claims = tuple(
            GoldClaim(
                unit=1,
                subjects=tuple(claim["s"]),
                relations=(claim["p"], *claim["p_also"]),
                objects=tuple(claim["o"]),
                factuality=Factuality(claim["fact"]),
                attributed_to=None,
                time=None,
                cue="",
                either_way=False,
            )
            for claim in record["claims"]
        )
        documents.append(Document(record["id"], record["text"], date=record.get("date")))
        annotated.append(GoldDocument(record["id"], (unit,), claims))
    return Gold(tuple(annotated), ActorNames([]), Kinship.of(ontology)), documents


def read_cases(gold: Gold, texts: Iterable[Document], ontology: Ontology, made: bool) -> Iterator[Case]:
    """The claims that kgraph reads in the texts, each with its traits and whether the gold has it."""
    recorder = Recorder()
    reader = Reader(ontology)
    reader.confidence = recorder
    predictions = [prediction_of(claim) for reading in reader.read(texts) for claim in reading.claims]
    for prediction, right in evaluate(gold, predictions).verdicts:
        assert prediction.confidence is not None
        yield Case(recorder.traits[int(prediction.confidence)], right, prediction.doc, made)


def fit(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """The weights by trait: a logistic regression with a ridge, and a base of its own for made sentences."""
    # Made sentences are easier by a constant, which has a column of its own at the end and is dropped.
    x = np.column_stack([matrix(cases, names), [case.made for case in cases]])
    y = np.array([case.right for case in cases], dtype=float)
    penalty = np.array([0.0 if name == "base" else PENALTY for name in names] + [0.0])

    def loss(weights: Array) -> tuple[float, Array]:
        scores = x @ weights
        value = np.sum(np.logaddexp(0, scores) - y * scores) + np.sum(penalty * weights**2) / 2
        return float(value), x.T @ (1 / (1 + np.exp(-scores)) - y) + penalty * weights

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=False)}


def matrix(cases: Sequence[Case], names: Sequence[str]) -> Array:
    """A row a case, a column a trait."""
    return np.array([[case.traits.get(name, 0.0) for name in names] for case in cases])


def cross_validated(cases: Sequence[Case], names: Sequence[str]) -> list[float]:
    """The confidence of each case by weights that were fitted without its document."""
    # The gold's documents come first, so that each is a fold by itself as long as there are folds.
    documents = sorted({(case.made, case.document) for case in cases})
    fold = {document: number % FOLDS for number, (_, document) in enumerate(documents)}
    promised = [0.0] * len(cases)
    for number in range(FOLDS):
        seen = [case for case in cases if fold[case.document] != number]
        model = confidence.AdditiveConfidence(fit(seen, names))
        for i, case in enumerate(cases):
            if fold[case.document] == number:
                promised[i] = model.of(case.traits)
    return promised


if __name__ == "__main__":
    main()
