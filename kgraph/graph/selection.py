"""Which claims of a graph are meant: by relation, branch, factuality, confidence, document, source and period."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kgraph.errors import QueryError, UnknownNameError
from kgraph.graph.known import documents_of, relations_of
from kgraph.graph.store import GraphStore
from kgraph.model import Claim, Document, Factuality
from kgraph.ontology import Branch, Relation

OPEN = ".."
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time from the first to the last day, month or year in it; None where it is open."""

    first: str | None
    last: str | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """`2021`, `2021-03`, `2020-06/2020-09`, `../2020-12` or `2021-01/..`, as ISO 8601; raises QueryError."""
        first, slash, last = text.strip().partition("/")
        ends = (first, last if slash else first)
        if ends == (OPEN, OPEN) or not all(end == OPEN or _is_date(end) for end in ends):
            raise QueryError(f"'{text}' is no period; write 2021, 2021-03, 2020-06/2020-09, ../2020-12 or 2021-01/..")
        period = cls(*(None if end == OPEN else end for end in ends))
        if period.first and period.last and not period.holds(period.first):
            raise QueryError(f"the period '{text}' ends before it begins")
        return period

    def holds(self, when: str | None) -> bool:
        """Whether the beginning of a date or interval lies in the period; what has none, or another form, does not."""
        begin = (when or "").partition("/")[0]
        if not _is_date(begin):
            return False
        begin += "-01" * (2 - begin.count("-"))
        after = self.first is None or begin >= self.first
        return after and (self.last is None or begin[: len(self.last)] <= self.last)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of claims. An empty collection asks nothing, so the selection that is made without any has all.

    `sources` are sources of documents as the graph has them, or the host of those that are addresses. A claim's time is
    the one that its text gives, else its document's date; a claim with neither lies in no period.
    """

    relations: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()
    factualities: frozenset[str] = frozenset()
    min_confidence: float = 0
    documents: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    period: Period | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is asked."""
        return self == Selection()


@dataclass(frozen=True)
class Selected:
    """A selection applied to a graph or to claims: the documents that are known, the branches of the relations, and
    which claims are wanted."""

    selection: Selection
    known: Mapping[str, Document]
    branches: Mapping[str, str]

    @classmethod
    def of(cls, graph: GraphStore, selection: Selection) -> Selected:
        """Raises UnknownNameError for a relation, branch, factuality, document or source that the graph lacks."""
        return cls.among(selection, documents_of(graph), relations_of(graph))

    @classmethod
    def among(
        cls, selection: Selection, documents: Mapping[str, Document], relations: Mapping[str, Relation]
    ) -> Selected:
        """The same for claims of documents, by id, in relations, by name. Raises UnknownNameError."""
        _check("relation", selection.relations, relations)
        _check("branch", selection.branches, (branch.value for branch in Branch))
        _check("factuality", selection.factualities, (value.value for value in Factuality))
        _check("document", selection.documents, documents)
        sources = {name for document in documents.values() for name in _names_of(document.source)}
        _check("source", selection.sources, sources)
        return cls(selection, documents, {name: relation.branch.value for name, relation in relations.items()})

    @property
    def documents(self) -> list[str]:
        """The ids of the documents that are selected, sorted."""
        wanted, sources = self.selection.documents, self.selection.sources
        return [
            doc
            for doc, document in sorted(self.known.items())
            if (not wanted or doc in wanted) and (not sources or sources & _names_of(document.source))
        ]

    def when(self, claim: Claim) -> str | None:
        """The time of a claim as its text gives it, else its document's date."""
        document = self.known.get(claim.doc)
        return claim.time or (document.date if document else None)

    def test(self) -> Callable[[Claim], bool]:
        """Whether a claim is wanted."""
        asked = self.selection
        documents = frozenset(self.documents) if asked.documents or asked.sources else None

        def wanted(claim: Claim) -> bool:
            return (
                (documents is None or claim.doc in documents)
                and claim.confidence >= asked.min_confidence
                and (not asked.relations or claim.relation in asked.relations)
                and (not asked.branches or self.branches.get(claim.relation) in asked.branches)
                and (not asked.factualities or claim.factuality in asked.factualities)
                and (asked.period is None or asked.period.holds(self.when(claim)))
            )

        return wanted

    def claims(self, graph: GraphStore) -> Iterator[Claim]:
        """The claims that are wanted, by document and place, with the actors of the whole graph."""
        return filter(self.test(), graph.claims())


def undated(graph: GraphStore) -> int:
    """How many claims have neither a time nor a document with a date, and so lie in no period."""
    selected = Selected.of(graph, Selection())
    return sum(selected.when(claim) is None for claim in graph.claims())


def _check(what: str, names: frozenset[str], known: Iterable[str]) -> None:
    known = list(known)
    for name in sorted(names.difference(known)):
        raise UnknownNameError(what, name, known)


def _names_of(source: str | None) -> set[str]:
    """The source itself and, if it is an address, its host."""
    if not source:
        return set()
    try:
        host = urlsplit(source).hostname
    except ValueError:
        host = None
    return {source, host.removeprefix("www.")} if host else {source}


def _is_date(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True
