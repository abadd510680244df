"""Builds of many documents that are killed on the way, and what the next run makes of what they have left.

    python benchmarks/killing.py [--documents 2000] [--kills 10] [--processes 1]

Every document has three sentences. A first build runs undisturbed. Then, in a folder each time new, a build is killed
by SIGKILL at a random moment of the time that the first one took, and run again to its end: its files have to be those
of the undisturbed build, byte for byte, and no process of the killed one may be left. What had ended before does not
count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kgraph import open_graph
from kgraph.errors import StoreError

FILES = ("claims.jsonl", "graph.trig")
WHO = ("Iran", "Iraq", "Turkey", "Ukraine", "Russia", "India", "Pakistan", "Kenya", "Chile", "Japan")
VERBS = ("attacked", "backed", "condemned", "visited", "warned", "thanked", "accused", "threatened")


def sentences(rng: random.Random) -> str:
    """Three sentences of who did what to whom, and who is said to have denied it."""
    first, second, third = rng.sample(WHO, 3)
    day = f"{rng.randint(1, 28)} {rng.choice(('March', 'June', 'October'))} {rng.randint(2015, 2024)}"
    return (
        f"{first} {rng.choice(VERBS)} {second} on {day}. Its foreign minister said that {third} had not "
        f"{rng.choice(VERBS)} {first}. {third} called on {second} to withdraw {rng.randint(100, 900)} soldiers."
    )


def command(documents: Path, out: Path, processes: int) -> list[str]:
    """The command line of a build."""
    return [
        *(sys.executable, "-m", "kgraph", "build", str(documents), "-o", str(out)),
        *("--processes", str(processes), "--quiet"),
    ]


def finish(line: list[str]) -> float:
    """Seconds that a build takes to its end."""
    begin = time.monotonic()
    subprocess.run(line, check=True)
    return time.monotonic() - begin


def kill(line: list[str], seconds: float) -> tuple[bool, int]:
    """Kill a build after so many seconds: whether it was still at work, and how many of its processes are left."""
    process = subprocess.Popen(line, start_new_session=True)
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    killed = process.wait() == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while (left := in_session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.2)
    for each in left:
        os.kill(each, signal.SIGKILL)
    return killed, len(left)


def in_session(leader: int) -> list[int]:
    """The processes of a session, as Linux shows them under /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(path.name))
    return found


def held(out: Path) -> int:
    """How many documents the graph holds already."""
    try:
        return len(list(open_graph(out).documents()))
    except StoreError:
        return 0


def main() -> None:
    """Build, kill, build on, compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = folder / "documents.jsonl"
        lines = [json.dumps({"id": f"{n}", "text": sentences(rng)}) for n in range(asked.documents)]
        documents.write_text("\n".join(lines))
        whole = finish(command(documents, folder / "whole", asked.processes))
        expected = [(folder / "whole" / file).read_bytes() for file in FILES]
        claims = expected[0].count(b"\n")
        print(f"{asked.documents:,} documents, {claims:,} claims: {whole:.0f} s undisturbed", flush=True)
        kills = builds = 0
        while kills < asked.kills:
            builds += 1
            out = folder / f"out{builds}"
            line = command(documents, out, asked.processes)
            moment = rng.uniform(0.1, 1) * whole
            killed, left = kill(line, moment)
            there = held(out)
            again = finish(line)
            same = [(out / file).read_bytes() for file in FILES] == expected
            kills += killed
            whole = whole if killed else moment  # the first build was slower, perhaps for other work on the machine
            how = f"{'killed' if killed else 'ended'} after {moment:.0f} s"
            found = f"{there:,} documents in the graph, {left} processes left"
            print(f"{how}: {found}; {again:.0f} s more: {'the same' if same else 'ANOTHER GRAPH'}", flush=True)
            assert same


if __name__ == "__main__":
    main()
