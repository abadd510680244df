"""Look for bytes that break the way from a file to claims, guided by which code they reach.

    pip install -e '.[fuzz,sources]' && python scripts/fuzz.py [--seconds 3600] [--findings FOLDER] [--corpus FOLDER]

What must hold stands in tests/fuzzing.py. Whatever breaks it is a finding: the input and the traceback are written,
once for each place in the code, and fuzzing goes on; only a crash of the interpreter, a hang or want of memory ends it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
os.environ["OMP_NUM_THREADS"] = "1"
LIBRARIES = ["kgraph", "trafilatura", "htmldate", "pypdf", "docx"]
"""Whose code guides the search."""

HANG = 900
"""Seconds of the clock after which an input hangs: many, since others may be using the cores."""

# Words of the ontology's grammar and of the forms, which bytes changed by chance would not hit on.
TOKENS = (
    *("Iran", "Iraq", "Kata'ib Hezbollah", "the United States", "Mr. ", "President ", "'s ", "his ", "they ", "who "),
    *(
        " attacked ",
        " backed ",
        " was arrested by ",
        " did not ",
        " said that ",
        " would ",
        " and ",
        " on Monday",
        ", ",
    ),
    *(
        "2020-06-25",
        "\u201c",
        "\u201d",
        "\u2019s",
        "\r\n",
        "\n\n",
        ". ",
        "**",
        "](",
        "@",
        "#",
        "\u202e",
        "\u0301",
        "🔥",
    ),
    *("<p>", "</p>", "<article>", "<!--", "]]>", "<table>", "&#0;", "&lt;", 'charset="', "<meta ", "<a href=", "<br>"),
    *("/Type", "/Page", "/Kids", "stream", "endobj", "/Filter /FlateDecode", "xref", '"text": "', "\\ud800", "\\u0000"),
)


def _escaped(token: str) -> str:
    """A token as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def main() -> None:
    """Fuzz for some time, then say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="where inputs that break it go")
    parser.add_argument("--corpus", type=Path, help="keep the inputs that reach new code; else they are thrown away")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kgraph-fuzzing-"))
    corpus = asked.corpus or folder / "corpus"
    for each in (corpus, asked.findings):
        each.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=LIBRARIES):
        from fuzzing import LONGEST, Fuzzing, first_inputs

        check = Fuzzing(folder)
        usual, check.seconds = check.seconds, 60
        for data in first_inputs():  # many modules are imported only when they are needed
            check(data)
    check.counts.clear()
    check.seconds = usual
    for data in first_inputs():
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    tokens = folder / "tokens"
    tokens.write_text("".join(f'"{_escaped(each)}"\n' for each in TOKENS))
    begin, begin_cpu = time.monotonic(), time.process_time()
    places: set[str] = set()

    def told() -> str:
        counted = ", ".join(f"{number:,} {name}" for name, number in check.counts.items())
        seconds = f"{time.monotonic() - begin:,.0f} s, {time.process_time() - begin_cpu:,.0f} s of them at work"
        return f"{seconds}: {counted}; {len(places)} findings"

    def one(data: bytes) -> None:
        try:
            check(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
            if place not in places:
                places.add(place)
                path = asked.findings / hashlib.sha256(data).hexdigest()[:16]
                path.write_bytes(data)
                path.with_suffix(".log").write_text("".join(traceback.format_exception(error)))
                print(f"{place}: {error} ({path})", file=sys.stderr)
        if check.counts["inputs"] % 1000 == 0:
            print(told(), flush=True)
        if time.monotonic() - begin > asked.seconds:
            print(told(), flush=True)
            shutil.rmtree(folder)
            os._exit(1 if places else 0)  # what libFuzzer does at an ordinary exit takes this input for a finding

    options = [f"-max_len={LONGEST}", f"-timeout={HANG}", "-rss_limit_mb=4096", f"-dict={tokens}", "-verbosity=0"]
    atheris.Setup([sys.argv[0], str(corpus), *options, f"-artifact_prefix={asked.findings}/"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
