"""Parquet: a document for each row."""

from __future__ import annotations

import io

from kgraph.documents.columns import Columns
from kgraph.documents.draft import Draft
from kgraph.documents.file import File, allowance
from kgraph.documents.formats import Drafts, parsing
from kgraph.errors import InputError

ROWS = 256
"""Rows that are unfolded at a time."""


def read(file: File, text_column: str | None) -> Drafts:
    """The documents of a Parquet file."""
    with parsing(file, "a Parquet file", "parquet"):
        import pyarrow.parquet

        table = pyarrow.parquet.ParquetFile(io.BytesIO(file.data))
        columns = Columns(file, table.schema_arrow.names, text_column)
        number, left = 0, allowance(len(file.data))
        for batch in table.iter_batches(ROWS, columns=columns.used):
            for row in batch.to_pylist():
                number += 1
                values = columns.values(row, number)
                left -= len(str(values["text"]))
                if left < 0:
                    raise InputError(f"{file.where}: the rows unfold to far more text than the file has bytes")
                yield Draft(f"{file.where}, row {number}", values)
