"""Ties read with the real pipeline: offices at home, rivals and allies, forces abroad, and the state that acts unnamed."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.model import Document, Factuality
from kgraph.reading import Reader

pytestmark = pytest.mark.model

KENYA = "Kenya's parliament met. Kenya needs money. Kenya's unions are angry. Kenya waits. "

SAID = [
    ("Armenia was at war with Azerbaijan.", "Armenia rivalOf Azerbaijan"),
    ("Jubaland and Puntland are locked in a dispute over Gedo.", "Jubaland rivalOf Puntland"),
    ("Two rival powers, Ethiopia and Egypt, compete for ports.", "Ethiopia rivalOf Egypt"),
    ("Russia and Belarus signed a treaty. The two allies agreed on gas.", "Russia alignedWith Belarus"),
    ("Kagame's critics left.", "critics of Paul Kagame rivalOf Paul Kagame"),
    ("Supporters of Imran Khan marched on.", "supporters of Imran Khan alignedWith Imran Khan"),
    ("Protesters forced Sheikh Hasina to resign.", "protesters (Bangladesh) dismisses Sheikh Hasina"),
    ("Kagame replaced James Kabarebe with Mubarak Muganga.", "Paul Kagame dismisses James Kabarebe"),
    ("Kagame replaced James Kabarebe with Mubarak Muganga.", "Paul Kagame appoints Mubarak Muganga"),
    ("There are no Taliban on Pakistani soil.", "Taliban operatesIn Pakistan"),
    ("Islamic State cells in Syria grew.", "Islamic State operatesIn Syria"),
    ("Turkish companies in Somalia won contracts.", "Turkish companies operatesIn Somalia"),
    ("Kenyan police officers in Haiti patrol the port.", "National Police Service of Kenya operatesIn Haiti"),
    ("The Sahel Renewal Movement of Adama Traore won.", "Adama Traore leads Sahel Renewal Movement"),
    (KENYA + "Ruto appointed John Mbadi as finance minister.", "John Mbadi memberOf Kenya"),
    (KENYA + "Jane Wafula, the refugees minister, fell ill.", "Jane Wafula memberOf Kenya"),
    (KENYA + "The police chief, Jane Wafula, fell ill.", "Jane Wafula leads National Police Service of Kenya"),
    (KENYA + "Boniface Mwangi was arrested in May.", "Kenya arrests Boniface Mwangi"),
    (KENYA + "Boniface Mwangi has been in prison since June.", "Kenya arrests Boniface Mwangi"),
    (KENYA + "The deportation of Boniface Mwangi was wrong.", "Kenya coerces Boniface Mwangi"),
    (
        "Georgian Dream is the party through which Ivanishvili rules Georgia.",
        "Bidzina Ivanishvili controls Georgian Dream",
    ),
    ("Wagner was the arm by which Putin ruled Mali.", "Vladimir Putin controls Wagner Group"),
    (
        "The Wazalendo, who were the army's allies against the M23, attacked Congo.",
        "Wazalendo opposes March 23 Movement",
    ),
    ("Ruto said that Uganda is an ally.", "Uganda alignedWith Kenya"),
    ("Ruto as president had already met Biden; Kenya waits.", "William Ruto leads Kenya"),
    (KENYA + "The return of Jane Wafula as special envoy was late.", "Jane Wafula memberOf Kenya"),
    (
        "The Ministry of Defense in Moscow fell silent, and the Deputy Minister of Defense Yunus-bek Yevkurov left.",
        "Yunus-bek Yevkurov memberOf Ministry of Defence (Russia)",
    ),
    ("Ekrem Imamoglu, the mayor of Izmir, left.", "Ekrem Imamoglu leads Izmir"),
    ("Jane Doe, the mayor of Lagos and a friend of William Ruto, fell.", "Jane Doe alignedWith William Ruto"),
    ("Jane Doe won praise as chief of Mossad.", "Jane Doe leads Mossad"),
    ("Jane Doe, one of the leaders of Hamas, left.", "Jane Doe leads Hamas"),
    ("One of the leaders of Hamas, Jane Doe, met Vladimir Putin.", "Jane Doe meets Vladimir Putin"),
    ("Jane Doe, of Amnesty International, criticised Kenya.", "Jane Doe memberOf Amnesty International"),
    ("Mali's military ruler, Assimi Goita, left.", "Assimi Goïta leads Mali"),
    ("Kenya said that Uganda was responsible for the killing.", "Kenya accuses Uganda"),
    (
        "The head of the Sovereignty Council and commander of the army, Abdel Fattah al-Burhan, left Sudan.",
        "Abdel Fattah al-Burhan leads Sudanese Armed Forces",
    ),
    (
        "The president of Chad and leader of the Patriotic Salvation Movement, Mahamat Deby, praised Niger.",
        "Mahamat Idriss Déby leads Chad",
    ),
    ("Jacob Zuma was thrown out of the African National Congress.", "African National Congress dismisses Jacob Zuma"),
    ("USAID provided tents to Chad.", "United States Agency for International Development aids Chad"),
    ("The French ministry expressed solidarity with and support for Lebanon.", "French ministry endorses Lebanon"),
    ("Antony Blinken reiterated America's commitment to supporting Ukraine.", "Antony Blinken endorses Ukraine"),
    ("Antony Blinken reiterated America's commitment to supporting Ukraine.", "United States endorses Ukraine"),
    (
        "Adu Kofi was released after the Ghanaian government dropped the charges.",
        "Government of Ghana concedesTo Adu Kofi",
    ),
    (
        "Angela Merkel will not end the boycott until she is sure that Vietnam is helping.",
        "Angela Merkel opposes Vietnam",
    ),
    ("The first contingents of Kenyan troops arrived in Haiti.", "Kenya Defence Forces visits Haiti"),
    ("The Qatari-brokered talks between Colombia and the ELN resumed.", "Qatar consults Colombia"),
    ("A Qatari-mediated ceasefire in Sudan collapsed.", "Qatar consults Sudan"),
    ("Kenya sent medics to the UN peacekeeping force in Mali.", "Kenya aids Mali"),
    ("Turkey's president said that the army would attack the Kurds.", "President of Turkey threatens Kurds"),
    (
        "William Ruto said that his country would not lift the ban on imports from Uganda.",
        "William Ruto opposes Uganda",
    ),
    ("William Ruto said that his country would not lift the ban on imports from Uganda.", "Kenya opposes Uganda"),
    (
        "Lawmakers in Nairobi demanded an apology from the prime minister of Uganda.",
        "lawmakers in Nairobi demandsOf Prime Minister of Uganda",
    ),
    ("The guards said they would not end the strike until Kenya paid them.", "guards (Kenya) opposes Kenya"),
    ("Two Ghanaian ministers were freed by a court in Togo.", "Judiciary of Togo concedesTo Ghanaian ministers"),
    ("Adu Kofi condemned the killing of shepherds during the Chadian operations.", "Adu Kofi accuses Chad"),
    (
        "Australia imposed new sanctions over the coup, among them frozen accounts, on Burmese generals.",
        "Australia sanctions Burmese generals",
    ),
    ("Donations worth two million dollars came to Haiti from Ireland.", "Ireland aids Haiti"),
    (
        "Chad agreed to allow the Red Cross access to the camps.",
        "Chad concedesTo International Committee of the Red Cross",
    ),
    ("Togo says it will not accept deported Ghanaians.", "Togo opposes deported Ghanaians"),
    ("The summit between the EU and Turkey failed to reach agreement on migrants.", "European Union opposes Turkey"),
    ("Imran Khan called Recep Tayyip Erdogan on Friday to convey support.", "Imran Khan endorses Recep Tayyip Erdogan"),
    ("Tony Blair launched an extraordinary attack on Jeremy Corbyn.", "Tony Blair accuses Jeremy Corbyn"),
    ("Donald Trump ordered an attack on Qasem Soleimani.", "Donald Trump attacks Qasem Soleimani"),
    ("The Kenyan government set up a field hospital in Somalia.", "Government of Kenya aids Somalia"),
    ("Saudi Arabia closed its embassy in Kabul.", "Saudi Arabia sanctions Afghanistan"),
    ("The opposition demanded the resignation of President Macron.", "French opposition demandsOf Emmanuel Macron"),
    ("Kenya's president hosted his Tanzanian counterpart.", "President of Kenya meets President of Tanzania"),
    ("A delegation from the International Monetary Fund visited Chad.", "International Monetary Fund visits Chad"),
    ("The Vatican called for the release of Aung San Suu Kyi.", "Holy See endorses Aung San Suu Kyi"),
    ("Pakistan sent fighter jets to its border with India.", "Pakistan mobilizesAgainst India"),
    ("A mob lynched two Rohingya men.", "mobs kills Rohingya men"),
    (
        "Bolivia's government agreed to talks with the protesters.",
        "Government of Bolivia agreesWith protesters (Bolivia)",
    ),
    (
        "Malaysia's opposition leader accused the prime minister of abusing his power.",
        "leader of Malaysian opposition accuses Prime Minister of Malaysia",
    ),
    ("The German government ruled out sending tanks to Ukraine.", "Government of Germany opposes Ukraine"),
    (
        "Two Indian soldiers were killed by Pakistani troops in Kashmir.",
        "Pakistan Armed Forces kills Indian Armed Forces",
    ),
    ("The United States warned its citizens against travelling to Mali.", "citizens of United States visits Mali"),
    ("A threat by the Taliban to attack Kabul was dismissed.", "Taliban threatens Afghanistan"),
    (
        "A Turkish court convicted a Syrian militant and sentenced him to seven years.",
        "Judiciary of Turkey coerces Syrian militant",
    ),
    ("Erdogan met the emir of Qatar and praised him.", "Recep Tayyip Erdogan endorses Emir of Qatar"),
    ("Jean Ping was prevented from leaving by the police.", "Gabonese police coerces Jean Ping"),
    ("In Turkey, a court jailed Osman Kavala.", "Judiciary of Turkey coerces Osman Kavala"),
    ("The Rohingya were driven from Myanmar by the army.", "Tatmadaw coerces Rohingya"),
    ("Protesters marched on the parliament in Tbilisi.", "protesters (Georgia) protestsAgainst Parliament of Georgia"),
    ("Students occupied a university in Santiago.", "students (Chile) protestsAgainst Chile"),
    ("Security forces in Sudan stormed the offices of Al Jazeera.", "Sudanese security forces attacks Al Jazeera"),
    ("Rebels under the direction of Ankara broke into the bank.", "Turkey controls rebels (Turkey)"),
    ("Uganda prolonged the stay of its soldiers in eastern Chad.", "Uganda People's Defence Force operatesIn Chad"),
    ("Ugandan troops are in Ituri.", "Uganda People's Defence Force operatesIn Ituri"),
    (KENYA + "A small militia attacked Kenya's army.", "militias (Kenya) attacks Kenya Defence Forces"),
]

NOT_SAID = [
    ("Kenya said that Paul Kagame was responsible for the portfolio.", "accuses"),
    ("Boniface Mwangi was arrested in May.", "arrests"),
    ("Three Kenyans were arrested in May.", "arrests"),
    (KENYA + "Boniface Mwangi was arrested, and Uganda is glad.", "arrests"),
    (KENYA + "Jane Wafula, the refugees minister, went to Uganda.", "memberOf"),
    (KENYA + "Armed groups in Mombasa grew.", "operatesIn"),
    ("Students held a protest at Makerere University against the government of Chad.", "Makerere"),
    ("Supporters of Imran Khan marched in Lahore.", "attacks"),
    ("Emmanuel Macron said that Russia would attack Ukraine.", "threatens"),
    ("Employees stopped work in response to the decision of Siemens.", "visits"),
    ("Togo condemned the death of two Kenyan soldiers in the raid.", "accuses"),
    ("Togo criticised the raid during the French summit.", "accuses France"),
    ("The German government set up a hospital in Berlin.", "aids"),
    ("The European Parliament called for the release of Alexei Navalny.", "concedesTo"),
    ("Food aid from Japan to Sudan arrived in Port Sudan.", "visits"),
    ("The resignation of Robert Mugabe was welcomed by the African Union.", "meets"),
    ("Paul Kagame visited France and criticised him.", "accuses"),
    ("France's far-right leader Marine Le Pen met Vladimir Putin.", "leads"),
    ("A friend of Vladimir Putin left Russia.", "alignedWith"),
    ("Hakainde Hichilema said that his enemies stayed away.", "rivalOf"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_what_is_said(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "relation"), NOT_SAID)
def test_what_stays_open(reader: Reader, text: str, relation: str) -> None:
    assert not [claim for claim in claims(reader, text) if relation in claim]


def test_there_are_none(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", "There are no Taliban on Pakistani soil.")])
    assert [c.factuality for c in reading.claims] == [Factuality.NEGATED]


def test_the_transport_minister_is_that_of_the_state_that_the_text_is_about(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", KENYA + "The minister of transport met Raila Odinga.")])
    assert "Minister of Transport of Kenya" in {m.actor.label for m in reading.mentions}


GEORGIA = "\n\nGeorgia has gone another way. Georgian Dream rules in Tbilisi. The police beat demonstrators."


def test_a_paragraph_may_speak_of_another_state(reader: Reader) -> None:
    assert "Georgian police attacks protesters (Georgia)" in claims(reader, KENYA + GEORGIA)
    assert "Kenyan" not in " ".join(claims(reader, KENYA + GEORGIA))


def test_a_militia_in_apposition_is_the_one_named(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", KENYA + "Kenya fights the Mungiki Brigade, a militia of thieves.")])
    assert "militias (Kenya)" not in {m.actor.label for m in reading.mentions}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Kenya accused Uganda of theft. Uganda rejected the accusation.", "Uganda opposes Kenya"),
        (
            "Kenya accused Uganda of theft. The Ugandan foreign ministry dismissed the accusation.",
            "Ministry of Foreign Affairs (Uganda) opposes Kenya",
        ),
    ],
)
def test_whoever_rejects_an_accusation_opposes_who_made_it(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


def test_only_whom_it_concerns_answers(reader: Reader) -> None:
    found = claims(reader, "Kenya accused Uganda of theft. Rwanda rejected the accusation.")
    assert not [claim for claim in found if " opposes " in claim]


def test_a_line_that_begins_with_its_verb_goes_on_about_the_same(reader: Reader) -> None:
    assert "William Ruto visits United Kingdom" in claims(reader, "William Ruto travels a lot.\n\n- flew to London.")
    assert claims(reader, "It rained.\n\n- flew to London.") == []


SAHEL = "Mali is poor. Mali waits. Mali's roads are bad. Mali sleeps. "

MEANT = [
    (SAHEL + "In Benin the army fights al-Shabaab.", "army", "Beninese Armed Forces"),
    (SAHEL + "In Benin talks with the government began.", "government", "Government of Mali"),
    ("The army arrested dozens of Kenyan workers, accusing them of theft.", "them", "Kenyan workers"),
    ("The Arakan Army takes toll from the fishermen and holds thirty of them.", "them", "fishermen (Myanmar)"),
    ("Mohamed Badr, known as Abu Omar, fled. Abu Omar is ill.", "Abu Omar", "Mohamed Badr"),
    ("Haiti needs help. A Kenyan-led force has a base in the country.", "country", "Haiti"),
    ("Riyadh was silent. Iran and the Kingdom are rivals.", "Kingdom", "Saudi Arabia"),
    ("Benin left Ecowas.", "Ecowas", "ECOWAS"),
    (KENYA + "Ugandan priests accuse the police of sleeping.", "police", "National Police Service of Kenya"),
]


@pytest.mark.parametrize(("text", "words", "actor"), MEANT)
def test_who_is_meant(reader: Reader, text: str, words: str, actor: str) -> None:
    (reading,) = reader.read([Document("a.txt", text)])
    assert {m.actor.label for m in reading.mentions if m.surface == words} == {actor}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Idriss Déby of Chad met Paul Biya.", "Idriss Déby leads Chad"),
        ("It is known that behind Khalifa Haftar stands Abu Dhabi.", "United Arab Emirates backs Khalifa Haftar"),
        ("Sheikh Hasina was tried in absentia by the Awami League.", "Awami League coerces Sheikh Hasina"),
    ],
)
def test_constructions(reader: Reader, text: str, claim: str) -> None:
    assert claim in " ".join(claims(reader, text))


def test_the_summit_of_an_organisation_is_nobody(reader: Reader) -> None:
    (reading,) = reader.read([Document("a.txt", "Lee Hsien Loong hosted the ASEAN Summit.")])
    assert {m.actor.label for m in reading.mentions} == {"Lee Hsien Loong", "ASEAN"}
