"""Which extractors there are: kgraph's own in one table, those of other packages by an entry point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from kgraph.config import LlmSettings, load_config
from kgraph.errors import ExtractorError, KGraphError, UnknownNameError
from kgraph.reading.extractors.contract import Extractor, Finding, FunctionExtractor, View, breach

GROUP = "kgraph.extractors"
"""The entry-point group in which a package names its extractors."""
ORIGIN = "kgraph"
LLM = "llm"


@dataclass(frozen=True, slots=True)
class House:
    """One of kgraph's own: a module with a function `extract`, imported when it is first used."""

    name: str
    module: str
    describe: str
    default: bool = True


# In the order in which they read: where two find the same relation between the same actors, the first one's stands.
HOUSE = (
    House("verb", "verbs", 'Verbs and their arguments: "Iran backs the militia", "the militia was backed by Iran".'),
    House("noun", "nouns", 'Event nouns: "the Iranian attack on the base", "talks between Iran and Iraq".'),
    House("role", "roles", 'Titles, memberships and other roles: "Iraqi Prime Minister X", "Y, an ally of X".'),
    House("title", "titles", 'Titles without a state: "Prime Minister X", "the X government", "the American X".'),
    House("adjective", "adjectives", 'Adjectives: "pro-Iranian militias", "the US-backed forces".'),
    House(LLM, LLM, "Asks a language model at a chat-completions endpoint, the one in [llm] of kgraph.toml.", False),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An extractor as `kgraph extractors` lists it; `problem` says why it cannot be used."""

    name: str
    origin: str
    default: bool
    describe: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """An extractor of another package; what it does wrong is told under that package's name."""

    inner: Extractor
    package: str

    @property
    def name(self) -> str:
        """The name that it is chosen by."""
        return self.inner.name

    @property
    def describe(self) -> str:
        """What it says of itself."""
        return self.inner.describe

    def extract(self, view: View) -> Iterator[Finding]:
        """Its findings; raises ExtractorError where it fails or breaks the contract."""
        try:
            for finding in self.inner.extract(view):
                problem = breach(view, finding)
                if problem is not None:
                    raise self._error(view, problem)
                yield finding
        except KGraphError:
            raise
        except Exception as error:
            raise self._error(view, _told(error)) from error

    def _error(self, view: View, problem: str) -> ExtractorError:
        return ExtractorError(
            f"the extractor '{self.name}' of the package '{self.package}' fails on the sentence "
            f'"{view.span.text[:80]}": {problem}; leave it out, or tell its authors'
        )


def known() -> list[Listed]:
    """Every extractor: kgraph's own, then those of other packages by name. One that cannot be loaded says why."""
    listed = [Listed(house.name, ORIGIN, house.default, house.describe) for house in HOUSE]
    taken = {each.name: each.origin for each in listed}
    for point in _points():
        origin = _package(point)
        if point.name in taken:
            problem: str | None = f"{taken[point.name]} has an extractor of this name already"
            listed.append(Listed(point.name, origin, False, "", problem))
            continue
        taken[point.name] = origin
        try:
            listed.append(Listed(point.name, origin, False, _stranger(point).describe))
        except ExtractorError as error:
            listed.append(Listed(point.name, origin, False, "", str(error)))
    return listed


def load(names: Sequence[str | Extractor] | None = None, llm: LlmSettings | None = None) -> tuple[Extractor, ...]:
    """The extractors of these names, in this order, by default kgraph's own; one that is given itself stays as it is.

    `llm` are the settings of the extractor "llm", by default those of the nearest `kgraph.toml`. Raises
    UnknownNameError, or ExtractorError if one cannot be loaded.
    """
    chosen: Sequence[str | Extractor] = [house.name for house in HOUSE if house.default] if names is None else names
    return tuple(_load(each, llm) if isinstance(each, str) else each for each in chosen)


def _load(name: str, llm: LlmSettings | None) -> Extractor:
    if name == LLM:
        from kgraph.reading.extractors.llm import LlmExtractor

        return LlmExtractor(llm or load_config().llm)
    for house in HOUSE:
        if house.name == name:
            module = import_module(f"{__package__}.{house.module}")
            return FunctionExtractor(house.name, house.describe, module.extract)
    points = _points()
    for point in points:
        if point.name == name:
            return Guarded(_stranger(point), _package(point))
    raise UnknownNameError("extractor", name, [house.name for house in HOUSE] + sorted({p.name for p in points}))


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, _package(point)))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.module.split(".")[0]


def _stranger(point: EntryPoint) -> Extractor:
    """What the entry point names, if it looks like an extractor."""
    try:
        extractor = point.load()
    except Exception as error:
        raise _unusable(point, _told(error)) from error
    name, describe = getattr(extractor, "name", None), getattr(extractor, "describe", None)
    if isinstance(extractor, type):
        raise _unusable(point, f"'{point.value}' is a class; name an instance of it")
    if name != point.name:
        raise _unusable(point, f"its name is {name!r}; that and the entry point's name must be the same")
    if not isinstance(describe, str) or not callable(getattr(extractor, "extract", None)):
        raise _unusable(point, f"'{point.value}' needs 'describe', one line of text, and 'extract', a function")
    found: Extractor = extractor
    return found


def _unusable(point: EntryPoint, problem: str) -> ExtractorError:
    return ExtractorError(
        f"the extractor '{point.name}' of the package '{_package(point)}' cannot be loaded: {problem}; "
        "mend or remove the package"
    )


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
