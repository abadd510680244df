"""Verdicts written into a curation file, with all else in it left as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from kgraph.curation.loading import ANSWER, CLAIM_KEYS, JUDGE, NOTE, SWAP, load_curation
from kgraph.curation.records import Curation, Judgement, one_line
from kgraph.errors import ConfigError
from kgraph.wholefiles import write_whole


def put_judgement(path: Path, judgement: Judgement) -> bool:
    """Write a verdict into a curation file, made if there is none, in the place of an earlier one on the same claim.

    Returns whether there was such a one. Raises ConfigError if the file is malformed; it then stays as it is.
    """
    path = path.resolve()
    there = path.exists()
    known = load_curation(path) if there else Curation()
    document = tomlkit.parse(path.read_bytes().decode() if there else "")
    earlier = any(each.claim == judgement.claim for each in known.judgements)
    if earlier:
        _replace(document[JUDGE], judgement)
    elif JUDGE not in document:
        tables = tomlkit.aot()
        tables.append(_table(judgement, tomlkit.table()))
        document.append(JUDGE, tables)
    elif isinstance(tables := document[JUDGE], AoT):
        tables.append(_table(judgement, tomlkit.table()))
    else:
        document[JUDGE].append(_table(judgement, tomlkit.inline_table()))
    _write(path, tomlkit.dumps(document), there)
    return earlier


def _table(judgement: Judgement, table: Any) -> Any:
    values = zip(CLAIM_KEYS, judgement.claim, strict=True)
    for key, value in values:
        table[key] = value
    _answer(table, judgement)
    return table


def _answer(table: Any, judgement: Judgement) -> None:
    """Have a table give this answer, whatever it gave before."""
    table[ANSWER] = judgement.answer
    for key, value in ((SWAP, judgement.swap), (NOTE, judgement.note)):
        if value:
            table[key] = value
        elif key in table:
            del table[key]


def _replace(tables: Any, judgement: Judgement) -> None:
    for table in tables:
        assert isinstance(table, Table | InlineTable)
        document, *words = (str(table[key]) for key in CLAIM_KEYS)
        if (document, *map(one_line, words)) == judgement.claim:
            _answer(table, judgement)


def _write(path: Path, text: str, there: bool) -> None:
    def write(new: Path) -> None:
        new.write_bytes(text.encode())
        if there:
            shutil.copymode(path, new)

    try:
        write_whole(path, write)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); check the path") from error
