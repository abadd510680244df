"""How long the page of a graph takes to write and to open, and how heavy it is.

    python benchmarks/page.py [--actors N] [--claims N] [--times N] [OUT]

The claims are made up, among actors that occur as unevenly as in news, in sentences about as long as those of news, one
claim in each. OUT, a folder of `kgraph build seeds`, is measured as well. "First picture" is the time from the start of
the navigation to the end of the first drawing, in headless Chromium with an empty cache; the longest of several counts.
It needs chromium and chromedriver.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

import kgraph
from kgraph.model import Actor, Claim, Cue, Factuality, Mention, Sentence
from kgraph.ontology import Ontology
from kgraph.vocab import actor_iri

SEEDS_LIMIT = 2.0
LIMIT = 4.0
"""Seconds to the first picture of the seeds, and of the graph that is made up."""
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1366,850")
TYPES = ("Person", "Person", "State", "StateBody", "ArmedGroup", "Party", "Body")
SYLLABLES = "ra ham ya qub sa do ri me lin ko va tan ber gu zan ti mo no fe lu ash ir dal pek os wen chu ban".split()
FILLER = (
    "after weeks of talks behind closed doors and in spite of what had been said in the capital the day before".split()
)


def made_up(actors: int, count: int, ontology: Ontology) -> Iterator[Claim]:
    """So many claims; every actor takes part, and the first in most."""
    rng = random.Random(0)
    known = [_actor(number, rng) for number in range(actors)]
    weights = [1 / (number + 1) for number in range(actors)]
    relations = sorted(ontology.relations)
    for number in range(count):
        subject, object_ = rng.choices(known, weights, k=2)
        subject = known[number] if number < actors else subject
        yield _claim(subject, rng.choice(relations), object_, number, rng)


def _actor(number: int, rng: random.Random) -> Actor:
    names = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize() for _ in range(2)]
    label = f"{' '.join(names)} {number}"
    return Actor(actor_iri(label), label, rng.choice(TYPES))


def _claim(subject: Actor, relation: str, object_: Actor, number: int, rng: random.Random) -> Claim:
    words = rng.choices(FILLER, k=rng.randint(10, 30))
    doc, text, spans, start = f"{number // 20}.txt", "", [], 1000 * number
    for part in (subject.label, relation, object_.label, " ".join(words)):
        spans.append((start + len(text), start + len(text) + len(part), part))
        text += part + " "
    one, cue, other, _ = spans
    return Claim(
        sentence=Sentence(doc, start, start + len(text), text.rstrip() + "."),
        subject=Mention(doc, *one, subject),
        relation=relation,
        object=Mention(doc, *other, object_),
        cue=Cue(*cue),
        factuality=rng.choices(list(Factuality), (8, 1, 1))[0],
        attributed_to=object_ if rng.random() < 0.1 else None,
        time=f"{rng.randint(2015, 2021)}-{rng.randint(1, 12):02}" if rng.random() < 0.3 else None,
        confidence=round(rng.uniform(0.3, 0.95), 2),
    )


def first_picture(page: Path) -> float:
    """Seconds from the start of the navigation to the end of the first drawing."""
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        driver.get(page.as_uri())
        drawn = "return performance.getEntriesByName('drawn').map((mark) => mark.startTime / 1000)[0]"
        return float(WebDriverWait(driver, 60).until(lambda opened: opened.execute_script(drawn)))
    finally:
        driver.quit()


def measure(name: str, claims: list[Claim], ontology: Ontology, times: int, limit: float) -> bool:
    """Print the figures of a page; whether it opens within the limit."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "graph.html")
        begin = time.perf_counter()
        text = kgraph.render_page(claims, ontology)
        written = time.perf_counter() - begin
        page.write_text(text, encoding="utf-8", newline="\n")
        opened = [first_picture(page) for _ in range(times)]
        actors = {end.actor.id for claim in claims for end in (claim.subject, claim.object)}
        print(f"{name}: {len(actors)} actors, {len(claims)} claims: {page.stat().st_size / 1e6:.2f} MB,", end=" ")
        print(f"written in {written:.1f} s, first picture after {max(opened):.2f} s (limit {limit:g} s)")
    return max(opened) <= limit


def main() -> None:
    """Measure; exit with 1 if a page takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--actors", type=int, default=5000)
    parser.add_argument("--claims", type=int, default=30000)
    parser.add_argument("--times", type=int, default=3, help="openings of each page")
    parser.add_argument("out", nargs="?", help="a folder of `kgraph build seeds`")
    arguments = parser.parse_args()
    ontology = kgraph.load_ontology()
    good = True
    if arguments.out:
        claims = list(kgraph.open_graph(arguments.out).claims())
        good = measure(arguments.out, claims, ontology, arguments.times, SEEDS_LIMIT)
    claims = list(made_up(arguments.actors, arguments.claims, ontology))
    good = measure("made up", claims, ontology, arguments.times, LIMIT) and good
    sys.exit(not good)


if __name__ == "__main__":
    main()
