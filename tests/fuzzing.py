"""Any bytes as a file, and what must hold of it on the way to claims: no crash, no hang, offsets inside, nothing lost.

The first byte of an input chooses the form of the file, the others are the file, or what is packed into it.
`scripts/fuzz.py` looks for inputs that break it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from backports import zstd
from made_bad_texts import BAD_TEXTS
from made_files import PAGE, TEXT, bare_docx, make_pdf, make_zip
from pyoxigraph import RdfFormat, parse, serialize

import kgraph
from kgraph.claims import records
from kgraph.documents import collect_documents
from kgraph.documents.language import other_language
from kgraph.documents.likeness import likeness_keys
from kgraph.errors import InputError
from kgraph.exchange.claims import read_claims
from kgraph.graph.rdf import in_order, quads_reading, reading_quads
from kgraph.model import Document, Reading
from kgraph.reading.actors.identity import Census

ROOT = Path(__file__).parent.parent
LONGEST = 4096
"""Bytes of an input."""
READ = 12_000
"""Characters of a text that is read for claims: longer ones, which packed files unfold to, are only taken in."""
SECONDS, SECONDS_EACH = 3.0, 0.001
"""Seconds of CPU that an input may take, and that each of its characters may add: some twenty times the usual."""


def as_line(data: bytes) -> bytes:
    """JSON Lines of one document with this text."""
    record = {"id": "a", "text": data.decode("utf-8", "replace"), "date": "2020-06-25"}
    return json.dumps(record, ensure_ascii=False).encode()


def repeated(data: bytes) -> bytes:
    """The same bytes again and again: what takes more than linear time shows in long monotonous texts."""
    return data * (10_000 // max(1, len(data)))


def as_page(data: bytes) -> bytes:
    """A page with these bytes in its article."""
    return PAGE.encode().replace(b"<article>", b"<article>" + data)


Form = tuple[str, Callable[[bytes], bytes]]
FORMS: list[Form] = [
    *((suffix, bytes) for suffix in (".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".csv", ".tsv", ".parquet")),
    *((suffix, bytes) for suffix in (".txt.gz", ".txt.bz2", ".txt.xz", ".txt.zst", ".zip")),
    (".txt.gz", gzip.compress),
    (".md.bz2", bz2.compress),
    (".csv.xz", lzma.compress),
    (".jsonl.zst", zstd.compress),
    (".html", as_page),
    (".jsonl", as_line),
    (".docx", bare_docx),
    (".zip", lambda data: make_zip({f"a{data[:20].decode('latin-1')}.txt": data, "b/c.html": as_page(data)})),
    (".txt", repeated),
    (".md", repeated),
    (".html", repeated),
]
"""The end of a file's name, and what makes the file of the input."""


class Fuzzing:
    """Checks one input after the other, and counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ontology = kgraph.load_ontology()
        self.reader = kgraph.Reader(self.ontology)
        self.counts: Counter[str] = Counter()
        self.seconds = SECONDS

    def __call__(self, data: bytes) -> None:
        """Raise AssertionError, or whatever breaks, if the input is not turned into sound claims or a reason."""
        self.counts["inputs"] += 1
        if not data:
            return
        suffix, packed = FORMS[data[0] % len(FORMS)]
        path = self.folder / f"a{suffix}"
        path.write_bytes(packed(data[1:]))
        begin, characters = time.process_time(), path.stat().st_size
        try:
            documents = collect_documents([path]).documents
        except InputError as error:
            self.counts["refused"] += 1
            documents = []
            check_reason(path, str(error))
        for document in documents:
            characters += len(document.text)
            self.document(document)
        taken = time.process_time() - begin
        assert taken < self.seconds + SECONDS_EACH * characters, f"{taken:.1f} s for {characters} characters"

    def document(self, document: Document) -> None:
        """What a document becomes is sound."""
        self.counts["documents"] += 1
        other_language(document.text, "en")
        likeness_keys(document.text)
        if len(document.text) > READ:
            return
        (reading,) = self.reader.read([document])
        self.counts["read"] += 1
        self.counts["claims"] += len(reading.claims)
        check_offsets(reading)
        quads = reading_quads(reading)
        assert quads_reading(quads) == in_order(reading)
        if self.counts["read"] % 10 == 0:
            written = serialize(quads, format=RdfFormat.N_QUADS)
            assert quads_reading(parse(written, format=RdfFormat.N_QUADS)) == in_order(reading)
        if reading.claims:
            self.claims_come_back(reading)

    def claims_come_back(self, reading: Reading) -> None:
        """The claims, written as JSON Lines, are read as what they were."""
        path = self.folder / "claims.jsonl"
        written = list(records([reading], Census(self.ontology)))
        path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in written), encoding="utf-8")
        for claim, (back, _) in zip(written, read_claims(path, self.ontology), strict=True):
            known = back.to_json()
            # An id is made from the actors as their document names them, which the line does not tell.
            assert {**known, "id": claim["id"]} == claim


def check_reason(path: Path, words: str) -> None:
    """The words for why a file is not read are one line that begins with its path."""
    assert words.startswith(str(path))
    assert "\n" not in words


def check_offsets(reading: Reading) -> None:
    """Everything that was read stands in the text where it says."""
    text = reading.document.text
    ends = [end for claim in reading.claims for end in (claim.subject, claim.object, claim.cue)]
    spans = [(each.start, each.end, each.surface) for each in (*ends, *reading.mentions)]
    spans += [(each.start, each.end, each.text) for each in reading.sentences]
    for start, end, words in spans:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == words


def first_inputs() -> list[bytes]:
    """What fuzzing begins with: a whole file of each form, paragraphs, and bad texts."""
    paragraphs = [
        line
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if 80 < len(line) < 600
    ]
    texts = [line.encode() for line in paragraphs[::3]] + [make(400).encode() for make in BAD_TEXTS.values()]
    whole = {
        ".html": PAGE.encode(),
        ".pdf": make_pdf(["Iran backed Iraq.", "He was arrested."], title="On backing"),
        ".docx": bare_docx(b"It attacked Iran."),
        ".csv": b"id,text,date\n1,Iran attacked Iraq.,2020-06-25\n",
        ".tsv": b"id\ttext\n1\tIran attacked Iraq.\n",
        ".jsonl": as_line(TEXT.encode()),
        ".md": b"---\ntitle: On backing\n---\n# Iran\n\n**Iran** [attacked](http://x) Iraq.\n",
        ".zip": make_zip({"a.txt": TEXT, "x/b.html": PAGE}),
        ".parquet": make_parquet(),
        ".txt.gz": gzip.compress(TEXT.encode()),
        ".txt.bz2": bz2.compress(TEXT.encode()),
        ".txt.xz": lzma.compress(TEXT.encode()),
        ".txt.zst": zstd.compress(TEXT.encode()),
    }
    inputs = []
    for number, (suffix, packed) in enumerate(FORMS):
        if packed is bytes and suffix in whole:
            inputs.append(bytes([number]) + whole[suffix])
        else:
            inputs += [bytes([number]) + text for text in texts[number::5]]
    inputs += [b"\0" + text for text in texts]
    return inputs


def make_parquet() -> bytes:
    """A Parquet file of two documents."""
    import pyarrow
    import pyarrow.parquet

    data = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a", "b"], "text": ["Iran attacked Iraq.", TEXT]}), data)
    return data.getvalue()
