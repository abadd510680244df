"""Claims and documents' graphs from files into a folder, as if their documents had been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.builder import BuildSummary, build, check_folder
from kgraph.errors import InputError
from kgraph.exchange.claims import read_claims
from kgraph.exchange.texts import with_quotes
from kgraph.graph.folder import open_graph
from kgraph.graph.formats import SUFFIXES
from kgraph.graph.received import received_readings
from kgraph.graph.verdicts import reading_as_read
from kgraph.model import Claim, Document, Identities, Mention, Reading

if TYPE_CHECKING:
    from kgraph.curation.records import Curation
    from kgraph.ontology import Ontology

JSONL = ".jsonl"
NOBODY: Identities = {}

Progress = Callable[[str, int, int], None]
"""Told what is being done ("Checking" files, "Writing" documents), and how many are done, of how many."""


def import_files(
    files: Iterable[str | Path],
    out: str | Path,
    ontology: Ontology,
    progress: Progress | None = None,
    *,
    texts: Iterable[Document] = (),
    fresh: bool = False,
    curation: Curation | None = None,
) -> BuildSummary:
    """Put claims (.jsonl) and documents' graphs (RDF) into a folder, beside what it holds or in its place if `fresh`.

    A document's graph replaces the document of the same id. Claims are added to their document: as one of the files
    has it, else as the folder has it, else with its text among `texts`, else with the text that they quote. All is
    checked, and an error leaves the folder as it was: raises InputError, which names the line or the node, and
    StoreError.
    """
    check_folder(out, fresh)
    told = progress or (lambda stage, done, total: None)
    given = _Given(out=Path(out), texts={text.id: text for text in texts}, fresh=fresh)
    paths = list(dict.fromkeys(map(Path, files)))
    for done, path in enumerate(paths):
        told("Checking", done, len(paths))
        given.add(path, ontology)
    return build(
        given.documents(),
        out,
        given,
        ontology,
        lambda done, total: told("Writing", done, total),
        fresh=fresh,
        again=True,
        curation=curation,
    )


@dataclass
class _Given:
    """What the files give, in the place of a reader: it hands out what others have read."""

    out: Path
    texts: dict[str, Document]
    fresh: bool
    readings: dict[str, Reading] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)
    claims: dict[str, list[tuple[Claim, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, path: Path, ontology: Ontology) -> None:
        suffix = path.suffix.lower()
        if suffix == JSONL:
            for claim, where in read_claims(path, ontology):
                self.claims[claim.doc].append((claim, where))
        elif suffix in SUFFIXES:
            for reading in received_readings(path, ontology):
                doc = reading.document.id
                if doc in self.readings:
                    raise InputError(
                        f"{path}: the document '{doc}' is in {self.origins[doc]} already; import one of them"
                    )
                self.readings[doc], self.origins[doc] = reading, path
        else:
            known = ", ".join(sorted([JSONL, *SUFFIXES]))
            raise InputError(f"{path}: what it holds, its name must tell: {known}")

    def documents(self) -> list[Document]:
        """The documents that come in; the text of one that only has claims is not known yet."""
        only_claims = (self.texts.get(doc, Document(doc, "")) for doc in self.claims.keys() - self.readings.keys())
        documents = [*(reading.document for reading in self.readings.values()), *only_claims]
        return sorted(documents, key=lambda document: document.id)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Each document's reading. The folder is looked into only now, when the build keeps all others out of it."""
        held = _Held(self.out, self.fresh)
        for document in documents:
            if document.id in self.readings:
                reading, identities = self.readings[document.id], NOBODY
            else:
                reading, identities = held.reading(self.texts.get(document.id, document))
            yield _with_claims(reading, self.claims.get(document.id, []), identities)


class _Held:
    """What a folder holds already, if it is there and is to stay."""

    def __init__(self, out: Path, fresh: bool) -> None:
        self.store = None if fresh or not out.exists() or not any(out.iterdir()) else open_graph(out)
        self.known = set(self.store.documents()) if self.store else set()
        self.identities = self.store.identities() if self.store else {}

    def reading(self, document: Document) -> tuple[Reading, Identities]:
        """The reading of a document, with who its actors are; an empty one if it is not there, or with another text."""
        if self.store is not None and document.id in self.known:
            reading = reading_as_read(self.store, document.id)
            if document.text in ("", reading.document.text):
                return reading, self.identities
        return Reading(document, (), (), ()), NOBODY


def _with_claims(reading: Reading, claims: Sequence[tuple[Claim, str]], identities: Identities) -> Reading:
    """The reading with further claims; a mention that it has already is the one that they are about."""
    text = with_quotes(reading.document.text, claims) if claims else reading.document.text
    known = {_place(mention.identified(identities)): mention for mention in reading.mentions}
    added = tuple(
        replace(
            claim,
            subject=known.get(_place(claim.subject), claim.subject),
            object=known.get(_place(claim.object), claim.object),
        )
        for claim, _ in claims
    )
    document = replace(reading.document, text=text)
    return replace(reading, document=document, claims=(*reading.claims, *added))


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.actor.id
