from __future__ import annotations

import re
from dataclasses import replace
from html import escape as escape_html
from html.parser import HTMLParser

import pytest
from conftest import BACKING, RAIDS
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims
from markdown_it import MarkdownIt

from kgraph.model import Claim, Document, Factuality
from kgraph.ontology import Ontology
from kgraph.report import escape, render, render_html
from kgraph.report.evidence import SENTENCE_LENGTH

CLAIMS = [*BACKING.claims, *RAIDS.claims]
DOCUMENTS = {reading.document.id: reading.document for reading in (BACKING, RAIDS)}


def test_the_whole_report(ontology: Ontology) -> None:
    assert (
        render(CLAIMS, ontology, DOCUMENTS)
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
   “Iran backed Kata'ib Hezbollah.” (a.txt, 2020-06-25)
2. **Kataib Hezbollah → Mustafa al-Kadhimi** (1 claim: kills 1)\x20\x20
   “Kata'ib Hezbollah killed al-Kazimi.” (b.txt, example.org)
3. **Mustafa al-Kadhimi → Kataib Hezbollah** (1 claim: attacks 1)\x20\x20
   “Mustafa al-Kadhimi raided Kata'ib Hezbollah.” (b.txt, example.org)

## Who stands together

- **Kataib Hezbollah**, Iran

Groups with more cooperation and ties, and less conflict, among themselves than their activity lets expect. Who is in a group need not be a friend of all others.

## Friends and rivals

Most cooperation and alignment:

- **Iran** and **Kataib Hezbollah** (2 claims: backs 2)\x20\x20
  “Iran backed Kata'ib Hezbollah.” (a.txt, 2020-06-25)

Most conflict and rivalry:

- **Kataib Hezbollah** and **Mustafa al-Kadhimi** (2 claims: attacks 1, kills 1)\x20\x20
  “Kata'ib Hezbollah killed al-Kazimi.” (b.txt, example.org)

## Who attacks whom most

| subject | object | claims |
|---|---|---|
| Kataib Hezbollah | Mustafa al-Kadhimi | 1 |
| Mustafa al-Kadhimi | Kataib Hezbollah | 1 |

## Who backs whom most

| subject | object | claims |
|---|---|---|
| Iran | Kataib Hezbollah | 2 |

## What is contested

Nothing that one source asserts is denied by another.

## What is denied

- not: **Iran** attacks **Iraq**. “Tehran did not attack Iraq.” (a.txt, 2020-06-25)

## The course of time

| time | cooperation | conflict | standing tie |
|---|---|---|---|
| 2020-06 | 1 | 0 | 0 |

Asserted claims by the time that they speak of, else by their document's date. 3 claims without a time.

- 2020-06-25: **Iran** backs **Kataib Hezbollah**\x20\x20
  “Iran backed Kata'ib Hezbollah.” (a.txt, 2020-06-25)

## How to read this

A claim is what one text says at one place; nothing here is said to be true. The sentences were read by a program, which errs: read a sentence before you rely on it. What is counted is how often something is written, not how often it happens.
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
    assert "“A raids B.” (Reuters in a.txt, about 2020-06)" in render(claims, ontology)


def test_tables_and_lists_are_cut_off(ontology: Ontology) -> None:
    text = render(random_claims(50, 300), ontology)
    assert "\n10. " in text
    assert "\n11. " not in text
    assert text.count("\n- not: ") == 10
    assert "more.\n" in text


def test_long_sentences_are_cut_around_the_claim(ontology: Ontology) -> None:
    words = "word " * 100
    text = render([make_claim(actor("A"), "attacks", actor("B"), before=words, after=" " + words)], ontology)
    quote = re.findall("“(.*)”", text)[0]
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
    assert html.count("<h2>") == 10
    for text in HOSTILE[:4]:
        assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in html


def test_what_one_source_asserts_and_another_denies_is_contested(ontology: Ontology) -> None:
    said = make_claim(actor("A"), "attacks", actor("B"), doc="a.txt")
    denied = make_claim(
        actor("A"), "attacks", actor("B"), "does not hit", doc="b.txt", by=actor("C"), factuality=Factuality.NEGATED
    )
    text = render([said, denied], ontology)
    assert (
        "- **A** attacks **B** (asserted 1, negated 1)  \n"
        "  “A hits B.” (a.txt, about 2020-06)  \n"
        "  “A does not hit B.” (C in b.txt, about 2020-06)\n"
    ) in text


def test_who_says_both_contests_nothing(ontology: Ontology) -> None:
    said = make_claim(actor("A"), "attacks", actor("B"))
    denied = make_claim(actor("A"), "attacks", actor("B"), "does not hit", start=90, factuality=Factuality.NEGATED)
    assert "Nothing that one source asserts is denied by another." in render([said, denied], ontology)


def test_two_camps_are_told_where_a_circle_could_contradict_them(ontology: Ontology) -> None:
    def said(subject: str, relation: str, object_: str, start: int) -> Claim:
        return make_claim(actor(subject), relation, actor(object_), start=start)

    circle = [said("A", "backs", "B", 0), said("B", "attacks", "C", 50), said("C", "attacks", "A", 100)]
    text = render(circle, ontology)
    assert "3 of 3 pairs fit such a split" in text
    assert "\n- A, B\n- C\n" in text
    assert "such a split" not in render(circle[:2], ontology)
    assert "2 of 3 pairs fit" in render([*circle[:2], said("C", "backs", "A", 100)], ontology)


def test_the_page_says_the_same_and_can_load_and_run_nothing(ontology: Ontology) -> None:
    html = render_html(CLAIMS, ontology, DOCUMENTS)
    headings = re.findall("^## (.*)$", render(CLAIMS, ontology, DOCUMENTS), re.MULTILINE)
    assert re.findall("<h2>(.*)</h2>", html) == headings
    assert "<blockquote>“Iran backed Kata&#x27;ib Hezbollah.” <cite>(a.txt, 2020-06-25)</cite></blockquote>" in html
    assert "default-src &#x27;none&#x27;" in html
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_hostile_text_stays_text_on_the_page(ontology: Ontology) -> None:
    claims = hostile_claims()
    documents = {claim.doc: Document(claim.doc, "", source=claim.doc, date="2020") for claim in claims}
    denied = [replace(claim, factuality=Factuality.NEGATED) for claim in claims]
    page = render_html([*claims, *denied], ontology, documents)
    elements: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: elements.append(tag)  # type: ignore[method-assign]
    parser.feed(page)
    assert not {"script", "img", "a", "svg", "iframe", "b"} & set(elements)
    assert elements.count("h1") == 1
    assert "\u202e" not in page
    for text in HOSTILE[:4]:
        assert escape_html(text) in page
