"""What goes back to others, stands for others or holds others in it, in whole texts: chiefs, deeds, adverbs, parts."""

from __future__ import annotations

import pytest
from true_readings import claims, read

from kgraph.model import MentionKind
from kgraph.reading import Reader

pytestmark = pytest.mark.model

LIBYA = "Libya is at war. Libya needs peace. Libya must wait, said Libya. "


def meant(reader: Reader, text: str, said: str) -> list[str]:
    """Whom the last mention with those words means."""
    mentions = [m for m in read(reader, text).mentions if m.surface == said]
    return sorted(m.actor.label for m in mentions if m.start == mentions[-1].start)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Niger arrested the security chiefs.", "security chiefs", "Nigerien security forces"),
        ("Generals seized power in Niger.", "Generals", "Niger Armed Forces"),
        ("Niger sleeps. Ministers met the envoys.", "Ministers", "Government of Niger"),
    ],
)
def test_chiefs_stand_for_their_body(reader: Reader, text: str, said: str, expected: str) -> None:
    assert meant(reader, text, said) == [expected]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Niger sent officers, drones and tanks.", "officers"),
        ("Two generals seized power in Niger.", "generals"),
        ("Niger sleeps. The ministers met the envoys.", "ministers"),
    ],
)
def test_some_of_them_do_not(reader: Reader, text: str, said: str) -> None:
    bodies = {"ArmedForces", "Agency", "Government"}
    assert not [m for m in read(reader, text).mentions if m.surface == said and m.actor.type in bodies]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Chad issued a decision to close the border. Niger rejected the decision.", "decision", ["Chad"]),
        ("Niger rejected the decision.", "decision", []),
        ("William Ruto closed the border. This decision angered Uganda.", "decision", ["William Ruto"]),
        ("William Ruto closed the border. The decision angered Uganda.", "decision", []),
        ("Uganda asked for grain. The request was turned down by Kenya.", "request", ["Uganda"]),
    ],
)
def test_deeds_stand_for_who_did_them(reader: Reader, text: str, said: str, expected: list[str]) -> None:
    assert [m.actor.label for m in read(reader, text).mentions if m.surface == said] == expected


def test_what_is_said_stands_for_who_said_it(reader: Reader) -> None:
    text = "The Chadian ambassador to Niger said that Niger must wait. This statement angered Niger."
    assert "Ambassador of Chad to Niger pressures Niger" in claims(reader, text)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("William Ruto flew to London. There he met the press.", "There", ["United Kingdom"]),
        ("William Ruto flew to London. There is no peace.", "There", []),
        ("William Ruto flew to London. Where was the press?", "Where", []),
        ("Tigray is in Ethiopia. The people of the region starve.", "region", ["Tigray Region"]),
        ("Ethiopia is large. The people of the region starve.", "region", []),
    ],
)
def test_places_that_go_back(reader: Reader, text: str, said: str, expected: list[str]) -> None:
    assert [m.actor.label for m in read(reader, text).mentions if m.surface == said] == expected


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Chadian soldiers fought in Niger. Those forces left.", "forces", ["Chadian National Army"]),
        (
            "Aram Saad met Badr Haddad. Haddad accused Saad of lying. Saad thanked Cyrus Ali, and Haddad left. "
            "The general has told both men to wait.",
            "men",
            ["Aram Saad", "Badr Haddad"],
        ),
        ("Kenya and Uganda are at odds. Uganda backed the former.", "former", ["Kenya"]),
        (
            "President Mahamat Deby of Chad met President Salva Kiir of South Sudan. "
            "The plan will be shown to the leaders of Chad and South Sudan.",
            "leaders",
            ["Mahamat Idriss Déby", "Salva Kiir"],
        ),
        ("Niger is at war. Algeria said so. A message was sent to the neighbour.", "neighbour", ["Algeria"]),
        ("In Kenya the talks with Chad failed. The Serbian state was silent.", "state", ["Serbia"]),
        ("The Ruto Foundation is small. Aram Saad heads the fund.", "fund", ["Ruto Foundation"]),
        ("Chad sealed the consulate in Lyon.", "consulate", ["consulate in Lyon"]),
        ("Nigeria, Nigeria and Nigeria. Rebels reject the federal operation.", "federal", ["Government of Nigeria"]),
        ("In Nigeria Shia and Sunni tribes fought each other.", "Shia", ["Shiite tribes"]),
        (
            "China and India slept. Peru, Peru and Peru asked both neighbours for help.",
            "neighbours",
            ["China", "India"],
        ),
        ("Chad said that the Kurds had fled. Peru killed their fighters.", "their", ["Kurds"]),
        ("Kenya is angry. It attacked Uganda.", "It", ["Kenya"]),
        (
            "The Alliance of Sahel States, formed by Mali, Burkina Faso and Niger, slept.",
            "Burkina Faso",
            ["Burkina Faso"],
        ),
        ("Indira Nair left. Her son, Kim Adu, asked Kenya for her release.", "her", ["Indira Nair"]),
        ("Chad and Kenya slept. Policemen tortured Jane Doe in Kampala.", "Policemen", ["Uganda Police Force"]),
        (
            "Kenya slept. Kenya saw why Muhoozi Kainerugaba, the president's son, boasts.",
            "president",
            ["President of Uganda"],
        ),
        (
            "Evo Morales left Bolivia.\n\nMorales, hiding in Chapare among growers who guard him, is wanted for rape.",
            "Morales",
            ["Evo Morales"],
        ),
        ("Lula and Milei, who cannot stand each other, left.", "Milei", ["Javier Milei"]),
        ("The African Union met. The Emirates closed its base.", "its", ["United Arab Emirates"]),
        ("Egypt has taken Asmara's side, promising it naval vessels.", "it", ["Eritrea"]),
        ("Chad slept. In Lima, the Liberal Party was banned by order of its rival, Adu.", "its", ["Liberal Party"]),
        ("Jane Doe, the mayor of Lagos and a friend of William Ruto, fell.", "friend", ["Jane Doe"]),
        (
            "Chad, Chad, Chad and Chad. Chad waits.\n\nWilliam Ruto of Kenya slept. The House of Representatives met.",
            "House of Representatives",
            ["House of Representatives of Kenya"],
        ),
        ("The Sahel states slept. Chad freed the French ambassador.", "ambassador", ["Ambassador of France"]),
        ('Chad banned Hamas. "Taliban" - the organization was banned by Chad.', "organization", ["Taliban"]),
        ("He is the new head of Al-Hashd al-Shaabi, Falih al-Fayyad.", "new head", ["Falih al-Fayyadh"]),
    ],
)
def test_what_nouns_mean(reader: Reader, text: str, said: str, expected: list[str]) -> None:
    assert meant(reader, text, said) == expected


def test_each_of_several_holds_his_office(reader: Reader) -> None:
    text = "PARIS, 5 May 2024. The foreign ministers of Russia and Turkey slept."
    assert claims(reader, text) == ["Sergei Lavrov memberOf Russia", "Hakan Fidan memberOf Turkey"]


def test_ministers_and_their_ministries(reader: Reader) -> None:
    text = "BAGHDAD, 12 October 2021. Iraq sleeps. The ministers of defence and interior slept."
    assert claims(reader, text) == [
        "Juma Inad leads Ministry of Defence (Iraq)",
        "Othman al-Ghanmi leads Ministry of the Interior (Iraq)",
    ]


def test_who_is_appointed_to_an_office(reader: Reader) -> None:
    text = "The Bank of Israel slept. Israel announced the appointment of Amir Yaron as governor."
    assert "Amir Yaron leads Bank of Israel" in claims(reader, text)


def test_a_state_inside_the_name_of_its_part(reader: Reader) -> None:
    found = [(m.surface, m.actor.label) for m in read(reader, "Pakistan Air Force jets hit Iranian media.").mentions]
    assert found == [
        ("Pakistan Air Force", "Pakistan Air Force"),
        ("Pakistan", "Pakistan"),
        ("Iranian media", "Iranian media"),
        ("Iranian", "Iran"),
    ]


def test_a_town_at_the_end_of_a_claim_is_a_mention_of_its_state(reader: Reader) -> None:
    mentions = read(reader, "Chad bombed houses in Khost. Chad slept in Khost.").mentions
    assert [(m.surface, m.actor.label, m.kind) for m in mentions if m.surface == "Khost"] == [
        ("Khost", "Afghanistan", MentionKind.DESCRIPTION)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All foreign fighters must leave.", ["foreign fighters (Libya) withdrawsFrom Libya"]),
        ("The Turkish army has not left.", ["Turkish Armed Forces withdrawsFrom Libya"]),
        ("The Turkish army left for Chad.", ["Turkish Armed Forces visits Chad"]),
        ("The Libyan army left.", []),
    ],
)
def test_forces_that_leave_without_a_word_of_where(reader: Reader, text: str, expected: list[str]) -> None:
    assert claims(reader, LIBYA + text) == expected


def test_a_strike_across_the_border_is_the_home_states(reader: Reader) -> None:
    assert "Libya attacks Chad" in claims(reader, f"{LIBYA}They plan a cross-border attack on Chad.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The officials of Chad left. As they say, all is well.", "they"),
        ("Peru attacked Chad, and William Ruto called it a mistake.", "it"),
        ("Vladimir Putin spoke to Boris Johnson. The two prime ministers will meet.", "prime ministers"),
        ("The rebels attacked Chad. Nothing helps like the fate of those who want their sons in Chad.", "their"),
    ],
)
def test_nobody_is_meant(reader: Reader, text: str, said: str) -> None:
    assert said not in {m.surface for m in read(reader, text).mentions}


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("The Kosovo Serbs left. Kosovo arrested eight Serbs.", "Serbs", "Kosovo Serbs"),
        ("Kosovo waits. Kosovo arrested eight Serbs.", "Serbs", "Serbs"),
        ("The Turkish Kurds waited. Turkey gave its Kurds a school.", "Kurds", "Turkish Kurds"),
    ],
)
def test_a_community_is_that_of_the_main_state_once_named(reader: Reader, text: str, said: str, expected: str) -> None:
    assert meant(reader, text, said) == [expected]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (LIBYA + "Algeria issued through its Foreign Ministry a note.", "Foreign Ministry", "Algeria"),
        (LIBYA + "Libya issued through its Foreign Ministry a note.", "Foreign Ministry", "Libya"),
    ],
)
def test_its_own_ministry_is_the_subjects(reader: Reader, text: str, said: str, expected: str) -> None:
    assert meant(reader, text, said) == [f"Ministry of Foreign Affairs ({expected})"]


def test_a_congress_that_is_held_is_no_parliament(reader: Reader) -> None:
    assert meant(reader, LIBYA + "Libya's Hafez held a congress.", "congress") == []
    assert meant(reader, LIBYA + "Libya's congress adjourned.", "Libya's congress") == [
        "House of Representatives (Libya)"
    ]


def test_bodies_before_one_noun_are_two(reader: Reader) -> None:
    text = LIBYA + "Libya reinforced the army and police forces."
    assert meant(reader, text, "army") == ["Libya Armed Forces"]
    assert meant(reader, text, "police") == ["Libyan police"]


def test_government_leaders_are_the_government(reader: Reader) -> None:
    assert meant(reader, LIBYA + "A bomb hit senior government leaders.", "senior government leaders") == [
        "Government of Libya"
    ]


def test_a_bullet_is_no_word(reader: Reader) -> None:
    text = "• On 9 November a bomber of Boko Haram killed 26 soldiers in Nigeria."
    (reading,) = [read(reader, text)]
    assert [s.text[:2] for s in reading.sentences] == ["On"]
