"""Evaluation: how well claims agree with a gold that somebody has annotated."""

from kgraph.evaluation.figures import Bin, Evaluation, RelationScore, Score, Share
from kgraph.evaluation.gold import Gold, GoldClaim, read_gold
from kgraph.evaluation.predictions import Prediction, predict, prediction_of, read_predictions, sure
from kgraph.evaluation.scoring import evaluate
from kgraph.evaluation.texts import gold_texts

__all__ = [
    "Bin",
    "Evaluation",
    "Gold",
    "GoldClaim",
    "Prediction",
    "RelationScore",
    "Score",
    "Share",
    "evaluate",
    "gold_texts",
    "predict",
    "prediction_of",
    "read_gold",
    "read_predictions",
    "sure",
]
