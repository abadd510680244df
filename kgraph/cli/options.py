"""The options that several commands share, and what they and the settings file come to."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import kgraph
from kgraph.config import Config, load_config

if TYPE_CHECKING:
    from kgraph.curation.records import Curation
    from kgraph.ontology import Ontology
    from kgraph.reading import Reader

PATH = click.Path(path_type=Path, readable=False)
"""Any path: whether it can be read is for the library to say, in one line."""


class _Graph(click.ParamType[Any]):
    """A folder as a path, or a URL as a text."""

    name = "graph"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | Path:
        from kgraph.graph.engines.addresses import is_url

        return str(value) if is_url(str(value)) else Path(value)


GRAPH = _Graph()
"""A graph to be asked: a folder, or the URL of a SPARQL server."""

Function = TypeVar("Function", bound=Callable[..., Any])

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="Form of the output."
)


def from_environment(variable: str, *names: str, **more: Any) -> Callable[[Function], Function]:
    """An option that an environment variable can set too, as its help tells."""
    return click.option(*names, envvar=variable, show_envvar=True, **more)


curation_option = from_environment(
    "KGRAPH_CURATION",
    "--curation",
    "curation_path",
    metavar="FILE",
    type=PATH,
    help="File of what you have decided: names that are one actor or are not, claims that are right or wrong.",
)
config_option = from_environment(
    "KGRAPH_CONFIG",
    "--config",
    "config_path",
    metavar="FILE",
    type=PATH,
    help="Settings file; by default the nearest kgraph.toml in this folder or above.",
)


def ontology_option(help_text: str) -> Callable[[Function], Function]:
    """The option that names further ontology folders."""
    return from_environment(
        "KGRAPH_ONTOLOGY",
        "--ontology",
        "ontologies",
        metavar="FOLDER",
        multiple=True,
        type=PATH,
        help=help_text,
    )


further_ontology_option = ontology_option(
    "Further ontology folder, laid over the one that comes with kgraph. May be repeated."
)

files_option = click.option(
    "--files/--no-files",
    default=None,
    help="Write graph.trig, claims.jsonl, graph.html and report.md, or remove outdated ones. By default they are "
    "written if the graph is small or much of it is new.",
)


def keeping_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that change a graph without reading; the command gets `settings`."""

    @functools.wraps(command)
    def with_settings(
        *, ontologies: tuple[Path, ...], curation_path: Path | None, config_path: Path | None, **others: Any
    ) -> None:
        config = load_config(config_path)
        settings = replace(config, ontology=ontologies or config.ontology, curation=curation_path or config.curation)
        command(settings=settings, **others)

    decorated: Callable[..., None] = with_settings
    for option in (config_option, curation_option, further_ontology_option):
        decorated = option(decorated)
    return decorated


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that read documents; the command gets what they come to as `settings`."""

    @functools.wraps(command)
    def with_settings(
        *,
        model: str | None,
        ontologies: tuple[Path, ...],
        processes: int | None,
        min_confidence: float | None,
        extractors: tuple[str, ...] | None,
        curation_path: Path | None,
        no_cache: bool,
        config_path: Path | None,
        **others: Any,
    ) -> None:
        config = load_config(config_path)
        settings = Config(
            model=model or config.model,
            ontology=ontologies or config.ontology,
            processes=config.processes if processes is None else processes,
            min_confidence=config.min_confidence if min_confidence is None else min_confidence,
            extractors=extractors or config.extractors,
            llm=replace(config.llm, cache=False) if config.llm and no_cache else config.llm,
            curation=curation_path or config.curation,
        )
        command(settings=settings, **others)

    decorated: Callable[..., None] = with_settings
    for option in reversed(_reading_options()):
        decorated = option(decorated)
    return decorated


def load_curation(settings: Config) -> Curation | None:
    """What the user has decided about names and claims, if the settings name such a file."""
    from kgraph.curation.loading import load_curation

    return None if settings.curation is None else load_curation(settings.curation)


def load_ontology(folders: Sequence[Path]) -> Ontology:
    """The ontology that comes with kgraph, with further folders laid over it."""
    from kgraph.ontology import default_folder

    return kgraph.load_ontology([default_folder(), *folders])


def make_reader(ontology: Ontology, settings: Config, curation: Curation | None) -> Reader:
    """The reader that the settings ask for."""
    options: dict[str, Any] = {"processes": settings.processes}
    if settings.model is not None:
        options["model"] = settings.model
    if settings.extractors is not None:
        from kgraph.reading.extractors import LLM, load

        options["extractors"] = load(settings.extractors, settings.llm)
        if LLM in settings.extractors:
            options["processes"] = 1  # it counts what it asks, and waits for the model rather than for the processor
    if curation is not None:
        options["curation"] = curation
    return kgraph.Reader(ontology, **options)


def _reading_options() -> Sequence[Callable[[Callable[..., None]], Callable[..., None]]]:
    return (
        from_environment("KGRAPH_MODEL", "--model", metavar="NAME", help="Installed spaCy pipeline to read with."),
        further_ontology_option,
        from_environment(
            "KGRAPH_PROCESSES",
            "--processes",
            type=click.IntRange(min=1),
            help="Processes to read with; by default all cores if there is much text.",
        ),
        from_environment(
            "KGRAPH_MIN_CONFIDENCE",
            "--min-confidence",
            type=click.FloatRange(0, 1),
            help="Drop claims of less confidence than this.",
        ),
        from_environment(
            "KGRAPH_EXTRACTORS",
            "--extractors",
            metavar="NAME,...",
            callback=_names,
            help="Extractors to read with; `kgraph extractors` lists them.",
        ),
        curation_option,
        click.option("--no-cache", is_flag=True, help="Ask a language model anew, without its answers kept on disk."),
        config_option,
    )


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The names in a list with commas."""
    if value is None:
        return None
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise click.BadParameter("give at least one name; `kgraph extractors` lists them")
    return names
