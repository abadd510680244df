"""What long and strange texts cost, from a file to claims: seconds of one core and peak memory, at two lengths.

    python benchmarks/long_texts.py [--sizes 0 250000 1000000 5000000] [--kinds prose "one line" …]

Each text is read in a process of its own, from a plain text file. `prose` is the seeds, paragraph by paragraph, again
and again; the other kinds are those of tests/made_bad_texts.py. What is refused is shown with its reason.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from kgraph import Reader, collect_documents, load_ontology
from kgraph.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from made_bad_texts import BAD_TEXTS  # noqa: E402

KINDS = ["prose", "one line", "names", "nested quotes", "HTML", "right to left"]


def prose(size: int) -> str:
    """The seeds again and again, as many characters."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    return (text * (size // len(text) + 1))[:size]


def measure(kind: str, size: int) -> tuple[float, int, str]:
    """Seconds of CPU and MB that a text takes beyond those of the loaded reader, and what became of it."""
    text = prose(size) if kind == "prose" else BAD_TEXTS[kind](size)
    reader = Reader(load_ontology())
    list(reader.read([]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text(text, encoding="utf-8")
        del text
        before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        try:
            (reading,) = reader.read(collect_documents([path]).documents)
            became = f"{len(reading.claims):,} claims"
        except InputError as error:
            became = str(error).removeprefix(f"{path}: ")
        taken = time.process_time() - begin
    return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, became


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 250_000, 1_000_000, 5_000_000])
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=["prose", *BAD_TEXTS])
    asked = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    for kind in asked.kinds:
        for size in asked.sizes:
            with context.Pool(1) as pool:
                seconds, megabytes, became = pool.apply(measure, (kind, size))
            print(f"{kind}, {size:,} characters: {seconds:.1f} s, {megabytes} MB more: {became}", flush=True)


if __name__ == "__main__":
    main()
