"""The curation file, read and checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from kgraph.config import read_toml
from kgraph.curation.records import Curation, Judgement, KeepApart, Merge, one_line
from kgraph.errors import ConfigError
from kgraph.model import Verdict
from kgraph.ontology.keys import Key, name_key

MERGE = "merge"
KEEP_APART = "keep-apart"
JUDGE = "judge"
CLAIM_KEYS = ("document", "sentence", "subject", "relation", "object")
ANSWER, SWAP, NOTE = "verdict", "swap", "note"
_KEYS = {
    MERGE: ("names", "into", NOTE),
    KEEP_APART: ("names", NOTE),
    JUDGE: (*CLAIM_KEYS, ANSWER, SWAP, NOTE),
}


def load_curation(path: Path) -> Curation:
    """What a curation file says; raises ConfigError if it is malformed or contradicts itself."""
    values = read_toml(path)
    for name in values:
        if name not in _KEYS:
            known = ", ".join(f"[[{kind}]]" for kind in _KEYS)
            raise ConfigError(f"{path}: unknown key '{name}'; there are: {known}")
    curation = Curation(
        tuple(
            Merge(_names(table, 1, where), _text(table, "into", where), _text(table, NOTE, where))
            for table, where in _tables(values, MERGE, path)
        ),
        tuple(
            KeepApart(_names(table, 2, where), _text(table, NOTE, where))
            for table, where in _tables(values, KEEP_APART, path)
        ),
        tuple(_judgements(values, path)),
    )
    _check_merges(curation, path)
    _check_apart(curation, path)
    return curation


def _tables(values: dict[str, Any], kind: str, path: Path) -> list[tuple[dict[str, Any], str]]:
    """The tables of one kind, each with the words that say in an error where it stands."""
    tables = values.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: write '{kind}' as a table in double brackets, [[{kind}]]")
    found = [(table, f"{path}: [[{kind}]] number {number}") for number, table in enumerate(tables, start=1)]
    for table, where in found:
        for name in table:
            if name not in _KEYS[kind]:
                raise ConfigError(f"{where}: unknown key '{name}'; there are: {', '.join(_KEYS[kind])}")
    return found


def _judgements(values: dict[str, Any], path: Path) -> Iterator[Judgement]:
    """The verdicts, of which no two are on one claim."""
    places: dict[tuple[str, ...], str] = {}
    for table, where in _tables(values, JUDGE, path):
        judgement = _judgement(table, where)
        if judgement.claim in places:
            raise ConfigError(f"{where} is on the same claim as {places[judgement.claim]}; take one of the two out")
        places[judgement.claim] = where.removeprefix(f"{path}: ")
        yield judgement


def _judgement(table: dict[str, Any], where: str) -> Judgement:
    for key in (*CLAIM_KEYS, ANSWER):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise ConfigError(f"{where}: '{key}' must be a text; `kgraph judge` writes it for you")
    swap = table.get(SWAP, False)
    if not isinstance(swap, bool):
        raise ConfigError(f"{where}: '{SWAP}' must be true or false")
    sentence, subject, relation, object_ = (one_line(table[key]) for key in CLAIM_KEYS[1:])
    answer = one_line(table[ANSWER])
    if swap and answer in (Verdict.RIGHT, Verdict.WRONG):
        raise ConfigError(f"{where}: '{SWAP}' goes with a relation as the verdict, not with '{answer}'")
    note = _text(table, NOTE, where)
    return Judgement(table["document"], sentence, subject, relation, object_, answer, swap, note)


def _names(table: dict[str, Any], least: int, where: str) -> tuple[str, ...]:
    names = table.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) and name_key(name) for name in names):
        raise ConfigError(f"{where}: 'names' must be a list of names")
    if len({name_key(name) for name in names}) < least:
        raise ConfigError(f"{where}: 'names' needs {least} different names or more")
    return tuple(map(one_line, names))


def _text(table: dict[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{where}: '{key}' must be a text")
    if key == "into" and not name_key(value):
        raise ConfigError(f"{where}: 'into' must be the name of the actor that the names mean")
    return one_line(value)


def _check_merges(curation: Curation, path: Path) -> None:
    """No name leads two ways, and none leads on to a further one."""
    into: dict[Key, str] = {}
    for merge in curation.merges:
        for key, name in {name_key(name): name for name in merge.names}.items():
            if key in into:
                raise ConfigError(f"{path}: '{name}' is in two merges, into '{into[key]}' and into '{merge.into}'")
            into[key] = merge.into
    for merge in curation.merges:
        further = into.get(name_key(merge.into), merge.into)
        if name_key(further) != name_key(merge.into):
            raise ConfigError(f"{path}: '{merge.into}' is merged into '{further}'; name that as 'into' of both merges")


def _check_apart(curation: Curation, path: Path) -> None:
    """No merge, nor several into one actor, bring together what is to be kept apart."""
    groups: dict[Key, dict[Key, str]] = defaultdict(dict)
    for merge in curation.merges:
        for name in (*merge.names, merge.into):
            groups[name_key(merge.into)].setdefault(name_key(name), name)
    for group in groups.values():
        for (left, a), (right, b) in combinations(group.items(), 2):
            if any({left, right} <= apart.keys for apart in curation.apart):
                raise ConfigError(f"{path}: '{a}' and '{b}' are merged and kept apart; take one of the two out")
