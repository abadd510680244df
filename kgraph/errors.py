"""Every error that kgraph raises on purpose; the message says what is wrong and how to mend it."""

LONGEST_LIST = 40


class KGraphError(Exception):
    """The root of kgraph's errors; the command line prints its message in one line and exits with 2."""


class InputError(KGraphError):
    """A document cannot be read: missing, empty, binary, wrongly encoded or malformed."""


class OntologyError(KGraphError):
    """The ontology is malformed; the message names the entry."""


class ModelError(KGraphError):
    """The spaCy pipeline is missing or unfit."""


class StoreError(KGraphError):
    """The output folder is missing, in use, or holds something else."""


class QueryError(KGraphError):
    """A query is unknown or malformed."""


class ServeError(KGraphError):
    """The server cannot start."""


class ConfigError(KGraphError):
    """`kgraph.toml` is malformed."""


class ExtractorError(KGraphError):
    """An extractor cannot be loaded or does not do its work; the message names it and where it comes from."""


class EngineError(KGraphError):
    """An engine that reads on many machines is missing, cannot be reached, or has failed."""


class MissingPackageError(KGraphError):
    """An optional package is needed that is not installed; the message says how to install it."""


class UnknownNameError(KGraphError):
    """A name is not among the known ones; the message lists those, or some of them if they are many."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        shown = ", ".join(sorted(known)[:LONGEST_LIST]) or "none"
        more = f", and {len(known) - LONGEST_LIST} more" if len(known) > LONGEST_LIST else ""
        super().__init__(f"unknown {what} '{name}'; there are: {shown}{more}")
