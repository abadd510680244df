"""Answers and claims as pandas DataFrames; the one place that imports pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.errors import QueryError
from kgraph.graph.answers import Answer, Rows, Truth
from kgraph.model import Claim

if TYPE_CHECKING:
    from pandas import DataFrame

CLAIM_COLUMNS = (
    *("subject", "relation", "object", "factuality", "said by", "time", "confidence", "sentence", "document", "claim"),
)


def frame(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> DataFrame:
    """The rows as a DataFrame; raises QueryError if pandas is missing."""
    try:
        import pandas
    except ImportError as error:
        raise QueryError("tables in Python need pandas; install it with: pip install 'kgraph[notebook]'") from error
    return pandas.DataFrame(list(rows), columns=list(columns))


def answer_frame(answer: Answer) -> DataFrame | bool:
    """Rows as a DataFrame, IRIs with their usual prefix; triples as one of three columns; a truth value as itself."""
    if isinstance(answer, Truth):
        return answer.value
    if isinstance(answer, Rows):
        return frame(answer.columns, answer.short_rows)
    return frame(("subject", "predicate", "object"), answer.short_rows)


def claims_frame(claims: Iterable[Claim]) -> DataFrame:
    """A row for each claim, with its sentence."""
    return frame(CLAIM_COLUMNS, map(_row, claims))


def _row(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.subject.actor.label,
        claim.relation,
        claim.object.actor.label,
        claim.factuality.value,
        claim.attributed_to.label if claim.attributed_to is not None else None,
        claim.time,
        claim.confidence,
        " ".join(claim.sentence.text.split()),
        claim.doc,
        claim.id,
    )
