"""CSV: a document for each row; commas, semicolons or tabs, as the head has them."""

from __future__ import annotations

import csv
import io

from kgraph.documents.columns import Columns
from kgraph.documents.decoding import decode
from kgraph.documents.draft import Draft
from kgraph.documents.file import File
from kgraph.documents.formats import Drafts
from kgraph.errors import InputError

LONGEST = 2**31 - 1
"""Characters that a field may have. Python's own limit, 131,072, is below the length of long articles."""


def read(file: File, text_column: str | None) -> Drafts:
    """The documents of a CSV file whose first row names the columns."""
    text = decode(file)
    csv.field_size_limit(LONGEST)
    head_line = text.lstrip("\r\n").partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head_line.count))
    try:
        head = next(row for row in rows if row)
        columns = Columns(file, head, text_column)
        for number, row in enumerate(filter(None, rows), start=1):
            where = f"{file.where}, row {number}"
            if len(row) > len(head):
                yield InputError(
                    f"{where}: there are {len(row)} fields for {len(head)} columns; quote those with commas"
                )
                continue
            yield Draft(where, columns.values(dict(zip(head, row, strict=False)), number))
    except csv.Error as error:
        raise InputError(f"{file.where}, line {rows.line_num}: this is not CSV ({error})") from error
