"""Reading a table of documents in Spark: a row for each claim comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgraph.errors import EngineError
from kgraph.model import Document

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

    from kgraph.reading import Reader

NEEDED = ("id", "text")
OPTIONAL = ("title", "date", "source")
SCHEMA = (
    "doc string, subject string, subject_label string, relation string, object string, object_label string, "
    "factuality string, attributed_to string, time string, confidence double, sentence string, claim string"
)
"""The columns that come out; `claim` is the whole claim as `kgraph extract` prints it, ready for `kgraph import`."""


def claims(documents: DataFrame, reader: Reader) -> DataFrame:
    """A row for each claim of the documents, whose table has `id` and `text`, and may have `title`, `date`, `source`.

    Each Python worker of Spark gets the reader once; kgraph has to be installed there in the same version. Actors are
    those that each document names: spellings meet across documents when the claims are imported into a graph. Raises
    EngineError if a column is missing.
    """
    missing = [name for name in NEEDED if name not in documents.columns]
    if missing:
        raise EngineError(f"the table of documents lacks the column '{missing[0]}'; it needs 'id' and 'text'")
    names = (*NEEDED, *(name for name in OPTIONAL if name in documents.columns))
    kept = documents.select(*(documents[name].cast("string").alias(name) for name in names))
    shared = documents.sparkSession.sparkContext.broadcast(reader)

    def read(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        for frame in frames:
            readings = shared.value.read(_document(row) for row in frame.to_dict("records"))
            rows = [_row(claim.to_json()) for reading in readings for claim in reading.claims]
            yield pd.DataFrame(rows, columns=[column.split()[0] for column in SCHEMA.split(", ")])

    return kept.mapInPandas(read, SCHEMA)


def _document(row: dict[str, Any]) -> Document:
    # What a column lacks comes as None or as not-a-number.
    known = {name: value for name, value in row.items() if isinstance(value, str)}
    return Document(**{"id": "", "text": "", **known})


def _row(claim: dict[str, Any]) -> tuple[Any, ...]:
    speaker = claim["attributed_to"]
    return (
        claim["doc"],
        claim["subject"]["id"],
        claim["subject"]["label"],
        claim["relation"],
        claim["object"]["id"],
        claim["object"]["label"],
        claim["factuality"],
        speaker["label"] if speaker else None,
        claim["time"],
        claim["confidence"],
        claim["sentence"],
        json.dumps(claim, ensure_ascii=False),
    )
