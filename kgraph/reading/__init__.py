"""Reading: documents in, mentions and claims out. spaCy stays behind this wall."""

from kgraph.reading.reader import Reader

__all__ = ["Reader"]
