"""Which date a claim has: the document's, those told before, and the one that belongs to a predicate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from parses import linked, passage, small_ontology, word

from kgraph.model import Document
from kgraph.ontology import load
from kgraph.ontology.records import Term
from kgraph.reading import Reader
from kgraph.reading.circumstances.dating import Timeline, belonging, document_date, undated
from kgraph.reading.circumstances.periods import Clock
from kgraph.reading.circumstances.time import dates

THURSDAY = date(2020, 6, 25)


def test_the_given_date_of_a_document_counts_first() -> None:
    assert document_date(Document("a", "Baghdad, 1 May 2001", date="2020-06-25")) == THURSDAY


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a", "In 2019, and in June 2020.\n25 June 2020\n1 May 2001", THURSDAY),
        ("2020-06-25-lima.txt", "x" * 700 + " 1 May 2001", THURSDAY),
        ("lima_20200625.txt", "", THURSDAY),
        ("2020-13-45.txt", "Yesterday, on Monday", None),
        ("000_0180120200625123.txt", "", None),
    ],
)
def test_else_the_first_full_date_of_its_first_lines_or_of_its_name(
    name: str, text: str, expected: date | None
) -> None:
    assert document_date(Document(name, text)) == expected


TERMS = {
    "https://w3id.org/kgraph/actor/Joe_Biden": (
        Term("a", "https://w3id.org/kgraph/actor/Joe_Biden", "president", "x", "2021-01-20", "2022-07-20"),
    )
}


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("President=president/NN/compound/Biden Biden/NNP/nsubj/left left=leave/VBD/ROOT .", 2021),
        ("Former=former/JJ/amod/Biden president/NN/compound/Biden Biden/NNP/nsubj/left left=leave/VBD/ROOT .", None),
        ("Biden/NNP/nsubj/left left=leave/VBD/ROOT .", None),
    ],
)
def test_without_a_date_a_bare_month_is_of_the_year_in_which_the_named_held_office(
    sentence: str, year: int | None
) -> None:
    assert small_ontology()
    clock = undated("", linked(passage(sentence)), TERMS)
    assert clock.year_of(9, None) == year
    assert clock.year_of(5, None) is None or year


def test_a_day_of_writing_dates_the_document() -> None:
    assert undated("It began this evening, August 26. On 26 August 2018 it rained.", (), {}).today == date(2018, 8, 26)
    assert undated("It began on August 26.", (), {}).today is None


def test_dates_are_told_for_some_sentences_only() -> None:
    timeline = Timeline(Clock(THURSDAY))
    assert [w.value for w in timeline("In March 2011 they met.")] == ["2011-03"]
    assert [w.value for w in timeline("The following month they parted.")] == ["2011-04"]
    for _ in range(5):
        assert timeline("They were silent.") == []
    assert timeline("The following month they met again.") == []


def test_nothing_is_counted_from_when_something_else_began_or_ended() -> None:
    timeline = Timeline(Clock())
    assert [w.value for w in timeline("In March 2011 he met her, who ruled until 2008.")] == ["2011-03", "2008"]
    assert [w.value for w in timeline("In May they parted.")] == ["2011-05"]


def test_an_event_told_again_keeps_its_date() -> None:
    timeline = Timeline(Clock(THURSDAY))
    raid = passage(
        "Chad/NNP/nsubj/condemned condemned/VBD/ROOT the/DT/det/raid raid/NN/dobj/condemned ,",
        "A/DT/det/strike strike/NN/nsubj/hurt hurt/VBD/ROOT .",
    )
    ends = frozenset({"a", "b"})
    timeline("")
    assert timeline.of_event("attacks", ends, word(raid, "raid"), "2020-05") == "2020-05"
    timeline("")
    assert timeline.of_event("attacks", ends, word(raid, "raid"), None) == "2020-05"
    assert timeline.of_event("attacks", ends, word(raid, "strike"), None) is None
    assert timeline.of_event("meets", ends, word(raid, "raid"), None) is None
    for _ in range(5):
        timeline("")
    assert timeline.of_event("attacks", ends, word(raid, "raid"), None) is None


def test_a_date_behind_a_name_belongs_to_the_act() -> None:
    paragraph = passage(
        "On/IN/prep/hit 3/CD/nummod/Chad March/NNP/nmod/Chad 2019/CD/nummod/Chad Chad/NNP/nsubj/hit hit/VBD/ROOT "
        "Mali/NNP/dobj/hit ."
    )
    span = next(paragraph.doc.sents)
    anchor = word(paragraph, "hit")
    found = dates(span.text, None)
    assert belonging(found, anchor, span, (anchor.idx, anchor.idx + 3)) == "2019-03-03"
    assert belonging([], anchor, span, (0, 1)) is None


@pytest.fixture(scope="module")
def times() -> Callable[[str], dict[str, str | None]]:
    reader = Reader(load())

    def read(text: str) -> dict[str, str | None]:
        (reading,) = reader.read([Document("a", text, date="2024-11-04")])
        return {f"{c.subject.actor.label} {c.relation} {c.object.actor.label}": c.time for c in reading.claims}

    return read


BELONGING = [
    ("Last fall Chad attacked Boko Haram.", "Chad attacks Boko Haram", "2023-09/2023-11"),
    ("On 3 March 2021 Armenia attacked Azerbaijan.", "Armenia attacks Azerbaijan", "2021-03-03"),
    (
        "On 3 March 2021 Armenia attacked Azerbaijan. Georgia had condemned Armenia the day before.",
        "Georgia accuses Armenia",
        "2021-03-02",
    ),
    ("Nigeria said on Monday that Boko Haram had attacked Chad in May.", "Boko Haram attacks Chad", "2024-05"),
    ("On Monday Nigeria said that Boko Haram had attacked Chad.", "Boko Haram attacks Chad", None),
    ("Kenya, which supported Ethiopia in 2020, condemned Eritrea last week.", "Kenya endorses Ethiopia", "2020"),
    (
        "Kenya, which supported Ethiopia in 2020, condemned Eritrea last week.",
        "Kenya accuses Eritrea",
        "2024-10-28/2024-11-03",
    ),
    ("Speaking on Friday, Bolivia's president accused Chile of theft.", "Luis Arce accuses Chile", "2024-11-01"),
    ("Prime Minister Narendra Modi visited Nepal in 2014.", "Narendra Modi visits Nepal", "2014"),
    ("The treaty of 1979 between Egypt and Israel angered Syria.", "Egypt agreesWith Israel", "1979"),
    ("Madagascar's government, elected in 2018, accused France.", "Government of Madagascar accuses France", None),
    ("It was in 1971 that India attacked Pakistan.", "India attacks Pakistan", "1971"),
    (
        "Peru and Ecuador signed a peace deal on 26 October 1998, after Peru had attacked Ecuador in 1995.",
        "Peru attacks Ecuador",
        "1995",
    ),
    (
        "Ghana recalled its ambassador from Togo on Saturday, and Benin closed its border with Niger in July 2023.",
        "Benin coerces Niger",
        "2023-07",
    ),
    (
        "On May 5, 2019, when Chad attacked the pro-Libyan groups, it rained.",
        "pro-Libyan groups alignedWith Libya",
        None,
    ),
    ("Turkey has occupied Cyprus since 1974.", "Turkey controls Cyprus", "1974/2024-11-04"),
    ("Thailand and Cambodia will hold talks in January.", "Thailand consults Cambodia", "2025-01"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "claim", "time"), BELONGING)
def test_the_date_of_a_claim(
    times: Callable[[str], dict[str, str | None]], text: str, claim: str, time: str | None
) -> None:
    assert times(text)[claim] == time


@pytest.mark.model
def test_a_title_has_no_date_of_what_its_bearer_does(times: Callable[[str], dict[str, str | None]]) -> None:
    assert times("In 2014 Peru's president, Dina Boluarte, visited Chile.")["Dina Boluarte leads Peru"] is None
