"""Ties told by nouns and adjectives, read with the real pipeline: whose an event is that its own words leave open."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.model import Document, Factuality
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
    ("Congo blamed Rwanda for the attack on Goma.", "Rwanda attacks North Kivu"),
    ("Jane Wafula was convicted of the murder of Museveni.", "Jane Wafula kills Yoweri Museveni"),
    ("Chad denied any involvement in the coup against Bazoum.", "Chad dismisses Mohamed Bazoum"),
    ("Ruto visited Paris in May. Kenya waits. The Paris visit was short.", "William Ruto visits France"),
    (
        "The Inter-Services Intelligence, Pakistan's spy agency, was silent.",
        "Inter-Services Intelligence partOf Pakistan",
    ),
    (
        "Pakistan's spy agency, the Inter-Services Intelligence, was silent.",
        "Inter-Services Intelligence partOf Pakistan",
    ),
    ("The threat of Chad to shut the border if Libya does not pay was noted.", "Chad threatens Libya"),
    ("Kurti installed mayors in four towns with the help of NATO.", "NATO aids Albin Kurti"),
    ("Chad closed the border in a row with Mali over a dam.", "Chad rivalOf Mali"),
    ("Relations between Chad and Mali soured.", "Chad rivalOf Mali"),
    ("Kagame issued a statement of support for M23.", "Paul Kagame endorses March 23 Movement"),
    ("The destruction of Israel is the goal of Hezbollah.", "Hezbollah opposes Israel"),
    ("Hezbollah's aim is the destruction of Israel.", "Hezbollah opposes Israel"),
    ("The departure of the Americans is the aim of both Hezbollah and Iran.", "Iran opposes United States"),
    (KENYA + "Museveni paid a visit in May.", "Yoweri Museveni visits Kenya"),
    (KENYA + "Dependence on China is a risk.", "Kenya dependsOn China"),
    ("Rwanda arrested Okello on Monday, and Chad expressed concern.", "Chad accuses Rwanda"),
    ("It was Kagame's pressure that led M23 to leave Goma.", "Paul Kagame pressures March 23 Movement"),
    ("Jordan and Iraq plan a free zone between the two countries.", "Jordan cooperatesWith Iraq"),
    ("Haftar is Egypt's candidate.", "Egypt backs Khalifa Haftar"),
    ("American food aid reached Sudan.", "United States aids Sudan"),
    ("The African Union's Moussa Faki left.", "Moussa Faki Mahamat memberOf African Union"),
    ("US special envoy for Iran Robert Malley left.", "Robert Malley memberOf United States"),
    ("Ukraine lost three towns in an offensive by Russia.", "Russia attacks Ukraine"),
    ("The US sanctioned Rwanda for its support of M23.", "Rwanda backs March 23 Movement"),
    ("The ceasefire brokered by Qatar between Israel and Hamas holds.", "Israel agreesWith Hamas"),
    ("Sanctions by the US and the EU on Zimbabwe remain.", "European Union sanctions Zimbabwe"),
    (
        "The army of Libya took three cities in a new advance against M23.",
        "Libya Armed Forces mobilizesAgainst March 23 Movement",
    ),
    ("With Emirati weapons the Rapid Support Forces took Nyala.", "United Arab Emirates supplies Rapid Support Forces"),
    ("The fall of Goma to M23 shocked Congo.", "March 23 Movement controls North Kivu"),
    ("Mutual accusations by Chad and Sudan poisoned the summit.", "Sudan accuses Chad"),
    ("Tigrayan forces under Debretsion Gebremichael left.", "Debretsion Gebremichael leads Tigray Defense Forces"),
    (
        "Talks on a ceasefire between Myanmar and the Arakan Army began in Kunming.",
        "Myanmar consults Arakan Army",
    ),
    (
        "Clashes between supporters of Imran Khan and police left ten dead.",
        "supporters of Imran Khan attacks Pakistani police",
    ),
    ("Mugabe switched to anti-British rhetoric.", "Robert Mugabe accuses United Kingdom"),
]

NOT_SAID = [
    ("Chad accused Sudan, a longtime rival of Egypt, of theft.", "Sudan rivalOf Chad"),
    ("Chad praised Sudan, and Libya, a rival, was silent.", "Libya rivalOf Sudan"),
    ("Western countries such as France and Germany fought each other.", "Western countries attacks France"),
    ("Kenya, Uganda and Chad hope for joint cooperation with Mali.", "Kenya cooperatesWith Uganda"),
    ("Kagame issued a statement of support for M23.", "Paul Kagame backs March 23 Movement"),
    ("The envoy of the UN Secretary-General left.", "Secretary-General of United Nations memberOf United Nations"),
    ("US special envoy for Iran Robert Malley left.", "Robert Malley memberOf Iran"),
    ("The court released Alexei Navalny, a critic.", "Alexei Navalny rivalOf Judiciary of Russia"),
    ("The US sanctioned Rwanda for its support of M23.", "United States backs March 23 Movement"),
    (
        "Clashes between supporters of Imran Khan and police left ten dead.",
        "supporters of Imran Khan alignedWith Pakistani police",
    ),
    ("Ruto was silent in the attack on M23.", "William Ruto attacks March 23 Movement"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_what_is_said(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_what_is_not_said(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)


def test_an_event_told_of_before_is_told_once_a_sentence(reader: Reader) -> None:
    (reading,) = reader.read(
        [Document("a.txt", "Ruto visited Paris in May. The Paris visit was short. A Paris visit is dear.")]
    )
    assert [c.sentence.text for c in reading.claims] == ["Ruto visited Paris in May.", "The Paris visit was short."]


def test_who_denies_a_part_in_an_act_did_not_do_it(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", "Chad denied any involvement in the coup against Bazoum.")])
    assert [c.factuality for c in reading.claims] == [Factuality.NEGATED]


def test_who_loses_men_in_a_raid_was_raided(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", "Ukraine lost ten men in a Russian offensive.")])
    assert [c.factuality for c in reading.claims] == [Factuality.ASSERTED]
