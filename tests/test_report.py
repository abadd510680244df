from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import BACKING, RAIDS
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims
from markdown_it import MarkdownIt

from kgraph.model import Factuality
from kgraph.ontology import Ontology
from kgraph.report import SENTENCE_LENGTH, escape, render

CLAIMS = [*BACKING.claims, *RAIDS.claims]


def test_the_whole_report(ontology: Ontology) -> None:
    assert (
        render(CLAIMS, ontology)
        == """\
# Who does what to whom

5 claims about 4 actors in 5 sentences of 2 documents.

| claims | asserted | negated | possible | all |
|---|---|---|---|---|
| cooperation | 2 | 0 | 0 | 2 |
| conflict | 2 | 1 | 0 | 3 |
| standing tie | 0 | 0 | 0 | 0 |

## The most central actors

| actor | type | claims | as subject | as object | partners | PageRank | betweenness |
|---|---|---|---|---|---|---|---|
| Kataib Hezbollah | ArmedGroup | 4 | 1 | 3 | 2 | 0.486 | 1.000 |
| Mustafa al-Kadhimi | Person | 2 | 1 | 1 | 1 | 0.464 | 0.000 |
| Iran | State | 2 | 2 | 0 | 1 | 0.050 | 0.000 |

Counted over asserted claims. Partners are the other actors that it has a claim with.

## The strongest pairs

1. **Iran → Kataib Hezbollah** (2 claims: backs 2)\x20\x20
   “Iran backed Kata'ib Hezbollah.” (a.txt)
2. **Kataib Hezbollah → Mustafa al-Kadhimi** (1 claim: kills 1)\x20\x20
   “Kata'ib Hezbollah killed al-Kazimi.” (b.txt)
3. **Mustafa al-Kadhimi → Kataib Hezbollah** (1 claim: attacks 1)\x20\x20
   “Mustafa al-Kadhimi raided Kata'ib Hezbollah.” (b.txt)

## Who attacks whom most

| subject | object | claims |
|---|---|---|
| Kataib Hezbollah | Mustafa al-Kadhimi | 1 |
| Mustafa al-Kadhimi | Kataib Hezbollah | 1 |

## Who backs whom most

| subject | object | claims |
|---|---|---|
| Iran | Kataib Hezbollah | 2 |

## What is denied

- not: **Iran** attacks **Iraq**. “Tehran did not attack Iraq.” (a.txt)
"""
    )


def test_no_claims(ontology: Ontology) -> None:
    assert render([], ontology) == "# Who does what to whom\n\nNo claims were found.\n"


def test_only_denied_claims(ontology: Ontology) -> None:
    text = render([make_claim(actor("A"), "attacks", actor("B"), factuality=Factuality.NEGATED)], ontology)
    assert "No claim is asserted." in text
    assert "- not: **A** attacks **B**" in text


def test_the_example_is_the_surest_claim_and_names_who_says_it(ontology: Ontology) -> None:
    claims = [
        make_claim(actor("A"), "attacks", actor("B"), "may hit", confidence=0.9, factuality=Factuality.POSSIBLE),
        make_claim(actor("A"), "attacks", actor("B"), "hits", start=50, confidence=0.4),
        make_claim(actor("A"), "attacks", actor("B"), "raids", start=99, confidence=0.8, by=actor("Reuters")),
    ]
    assert "“A raids B.” (Reuters in a.txt)" in render(claims, ontology)


def test_tables_and_lists_are_cut_off(ontology: Ontology) -> None:
    text = render(random_claims(50, 300), ontology)
    assert "\n10. " in text
    assert "\n11. " not in text
    assert text.count("\n- not: ") == 10
    assert "more.\n" in text


def test_long_sentences_are_cut_around_the_claim(ontology: Ontology) -> None:
    words = "word " * 100
    text = render([make_claim(actor("A"), "attacks", actor("B"), before=words, after=" " + words)], ontology)
    (quote,) = re.findall("“(.*)”", text)
    assert quote.startswith("… word word")
    assert quote.endswith("word word …")
    assert " A hits B " in quote
    assert len(quote) <= SENTENCE_LENGTH + 4
    late = render([make_claim(actor("A"), "attacks", actor("B"), before=words)], ontology)
    assert "word A hits B.”" in late


def test_the_order_of_the_claims_does_not_matter(ontology: Ontology) -> None:
    claims = random_claims(40, 150)
    assert render(claims, ontology) == render(claims[::-1], ontology)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a | b\n\n# c", "a \\| b \\# c"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("*_`~$", "\\*\\_\\`\\~\\$"),
        ("AT&T &amp;", "AT&amp;T &amp;amp;"),
        ("back\\slash", "back\\\\slash"),
        ("\u202eturned\x07", "\ufffdturned\ufffd"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_hostile_text_stays_text(ontology: Ontology) -> None:
    claims = hostile_claims()
    denied = [replace(claim, factuality=Factuality.NEGATED) for claim in claims]
    html = MarkdownIt("commonmark").enable("table").render(render([*claims, *denied], ontology))
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 5
    for text in HOSTILE[:4]:
        assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in html
