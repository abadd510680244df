"""Who does what to whom where it stands far off: gaps, lists, participles, what is said, and what the parser cuts off."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.reading import Reader

pytestmark = pytest.mark.model

SAID = [
    # subjects
    ("Three teachers were jailed on charges of helping the Taliban.", "three teachers (Afghanistan) aids Taliban"),
    ("Chad is on the verge of attacking Sudan.", "Chad attacks Sudan"),
    ("Angola joined Kenya in condemning Rwanda.", "Kenya accuses Rwanda"),
    ("The attempt by Kenya to attack Rwanda failed.", "Kenya attacks Rwanda"),
    ("Rwanda is accused by the UN experts of arming the M23.", "Rwanda aids March 23 Movement"),
    (
        "Ruto said that Kagame would stay and that he was a friend, calling on Uganda to help.",
        "William Ruto demandsOf Uganda",
    ),
    ("Kenya quoted Paul Kagame as saying that Uganda was right.", "Paul Kagame endorses Uganda"),
    ("Washington, through its envoy, put pressure on Tripoli.", "United States pressures Libya"),
    # objects
    ("Tunis received on 4 May the Turkish foreign minister.", "Tunisia meets Minister of Foreign Affairs of Turkey"),
    ("The Kurds, whom Ankara bombed, retreated.", "Turkey attacks Kurds"),
    ("Nikol Pashinyan buys radars from Paris and guns from Delhi.", "India supplies Nikol Pashinyan"),
    (
        "The protesters opposed the presence of Chad and the militias loyal to it.",
        "protesters (Chad) opposes militias (Chad)",
    ),
    ("Ruto met the Ugandan president, Yoweri Museveni, and Paul Kagame.", "William Ruto meets Paul Kagame"),
    ("The Lebanese army arrested a cell belonging to Hamas.", "Lebanese Armed Forces arrests Hamas"),
    ("Cairo signed a pact with Mogadishu and has since sent two cargoes of rifles.", "Egypt supplies Somalia"),
    (
        "Massad Boulos met Paul Kagame in Kigali and Felix Tshisekedi in Kinshasa.",
        "Massad Boulos meets Félix Tshisekedi",
    ),
    # verbs taken for nouns
    ("US sanctions Iran over drones.", "United States sanctions Iran"),
    ("Nobody doubts any more that Kigali arms the M23.", "Rwanda aids March 23 Movement"),
    ("Kagame met the leaders of five states, including William Ruto.", "Paul Kagame meets William Ruto"),
    # gaps
    ("Egypt backs the Sudanese army, Ethiopia the Rapid Support Forces.", "Ethiopia backs Rapid Support Forces"),
    ("Cairo sided with Hemedti, and Ankara with Abdel Fattah al-Burhan.", "Turkey endorses Abdel Fattah al-Burhan"),
    # what is said
    ("Khartoum replies that it is calm and that Chad should look at home.", "Sudan demandsOf Chad"),
    ("Moscow hinted that Chisinau might have blown up the bridge.", "Russia accuses Moldova"),
    ("Mali said that France was arming the jihadists.", "Mali accuses France"),
    ("Lima refused to buy grain from Quito.", "Peru opposes Ecuador"),
    ("Kenya will not talk to al-Shabaab.", "Kenya opposes Al-Shabaab"),
    # beside one another
    ("Kampala sided with Kinshasa against Kigali.", "Uganda endorses Democratic Republic of the Congo"),
    ("Kampala sided with Kinshasa against Kigali.", "Uganda opposes Rwanda"),
    ("Tripoli complained to the Arab League about Cairo.", "Libya consults Arab League"),
    ("Tripoli complained to the Arab League about Cairo.", "Libya accuses Egypt"),
    ("Riyadh and Tehran are fighting for influence in Beirut.", "Saudi Arabia rivalOf Iran"),
    ("Riyadh and Tehran are fighting for influence in Beirut.", "Iran influences Lebanon"),
    (
        "Antony Blinken, in a telephone conversation with Paul Kagame, praised Kenya.",
        "Antony Blinken consults Paul Kagame",
    ),
]

NOT_SAID = [
    ("Gulf rivals Iran and Saudi Arabia met.", "Gulf rivalOf Iran"),
    ("Kigali insists that the FDLR be disarmed by Kinshasa.", "Rwanda accuses Democratic Republic of the Congo"),
    ("Lima refused to buy grain from Quito.", "Ecuador opposes Peru"),
    ("Kenya refuted reports of attacking Uganda.", "reports attacks Uganda"),
    ("Kenya praised the president, Yoweri Museveni, and left.", "Kenya endorses Kenya"),
    ("Mali said that France was arming Chad.", "Mali accuses France"),
    ("Chad said the border was calm; Niger shelled Chad.", "Chad accuses Niger"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_arguments_fetched_from_afar(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_arguments_left_where_they_are(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)
