"""JSON Lines with checked fields: whatever is wrong is told with its file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.documents import json_lines
from kgraph.errors import InputError


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object, and the words for where it stands."""

    where: str
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self.maybe_text(name)
        if value is None:
            raise self.error(f"'{name}' is missing")
        return value

    def maybe_text(self, name: str) -> str | None:
        """A string, or None where it is absent, null or empty."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise self.error(f"'{name}' must be a string")
        return value or None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, empty where it is absent."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.error(f"'{name}' must be a list of strings")
        return tuple(value)

    def some_texts(self, name: str) -> tuple[str, ...]:
        """A list of strings that must not be empty."""
        value = self.texts(name)
        if not value:
            raise self.error(f"'{name}' must name at least one")
        return value

    def integer(self, name: str) -> int:
        """A whole number that must be there."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(f"'{name}' must be a whole number")
        return value

    def part(self, name: str) -> Record:
        """An object inside that must be there."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            raise self.error(f"'{name}' must be an object")
        return Record(f"{self.where}, '{name}'", value)

    def error(self, problem: str) -> InputError:
        """The error that tells of a problem here."""
        return InputError(f"{self.where}: {problem}")


def read_records(path: Path) -> Iterator[Record]:
    """The objects of a JSON Lines file in order; raises InputError."""
    for line, where in json_lines(path, _text(path)):
        yield _record(line, where)


def read_object(path: Path) -> Record:
    """The one object of a JSON file; raises InputError."""
    return _record(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: this is not UTF-8 (offset {error.start}); save it as UTF-8") from error


def _record(text: str, where: str) -> Record:
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: this is not JSON ({error})") from error
    if not isinstance(value, dict):
        raise InputError(f"{where}: this is not a JSON object")
    return Record(where, value)
