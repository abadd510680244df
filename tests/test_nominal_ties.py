"""Ties told by nouns and adjectives, read with the real pipeline: whose an event is that its own words leave open."""

from __future__ import annotations

import pytest

from kgraph.model import Document
from kgraph.ontology import load
from kgraph.reading import Reader

pytestmark = pytest.mark.model

KENYA = "Kenya's parliament met. Kenya needs money. Kenya's unions are angry. Kenya waits. "

SAID = [
    (
        "The truce came on the eve of Ruto's visit to Paris and a meeting with Macron.",
        "William Ruto meets Emmanuel Macron",
    ),
    ("The mayor of Lyon, as a sign of support for Ruto, sent a letter.", "Mayor of Lyon endorses William Ruto"),
    ("Signs of Ruto's new policy appeared after the visit to France.", "William Ruto visits France"),
    ("Ruto left ahead of talks with Macron.", "William Ruto consults Emmanuel Macron"),
    ("Uganda emerged from the war against the Lord's Resistance Army.", "Uganda attacks Lord's Resistance Army"),
    ("Mobutu's flights to the Old Town of Bern were famous.", "Mobutu Sese Seko visits Switzerland"),
    (
        "Rwanda lives off its exploitation of the misery that Congo suffers from.",
        "Rwanda pressures Democratic Republic of the Congo",
    ),
    (
        KENYA + "Analysts condemned the provocations by Al-Shabaab.",
        "Al-Shabaab pressures Kenya",
    ),
    ("Chad accused Sudan, a longtime rival, of theft.", "Sudan rivalOf Chad"),
    ("Iran sent wheat to Syria, a close ally.", "Syria alignedWith Iran"),
    ("Its mediators saw that Chad's links with Libya, a rival in the past, are good.", "Libya rivalOf Chad"),
    ("Al-Shabaab is an enemy that Kenya and Ethiopia have in common.", "Al-Shabaab rivalOf Ethiopia"),
    ("The United States and China are fighting for influence in Uganda.", "United States rivalOf China"),
    ("Armed groups, such as M23, attacked Goma.", "March 23 Movement attacks North Kivu"),
    ("Chad sent weapons to militias like Fano.", "Chad aids Fano"),
    ("Kenya prizes its relations with Uganda and hopes for joint cooperation.", "Kenya cooperatesWith Uganda"),
    ("The pro-Russian course of Slovakia worried Brussels.", "Slovakia alignedWith Russia"),
    ("Hungary took an anti-Ukrainian line.", "Hungary rivalOf Ukraine"),
    ("Mugabe switched to anti-British rhetoric.", "Robert Mugabe accuses United Kingdom"),
]

NOT_SAID = [
    ("Chad accused Sudan, a longtime rival of Egypt, of theft.", "Sudan rivalOf Chad"),
    ("Chad praised Sudan, and Libya, a rival, was silent.", "Libya rivalOf Sudan"),
    ("Western countries such as France and Germany fought each other.", "Western countries attacks France"),
    ("Kenya, Uganda and Chad hope for joint cooperation with Mali.", "Kenya cooperatesWith Uganda"),
    ("Ruto was silent in the attack on M23.", "William Ruto attacks March 23 Movement"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load())


def claims(reader: Reader, text: str) -> list[str]:
    (reading,) = reader.read([Document("a.txt", text)])
    return [f"{c.subject.actor.label} {c.relation} {c.object.actor.label}" for c in reading.claims]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_what_is_said(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_what_is_not_said(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)
