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
    ("The European Union was on the point of admitting Georgia.", "Georgia memberOf European Union"),
    (
        "The parallel government in the east headed by Osama Hamad resigned.",
        "Osama Hamad leads Government of National Stability",
    ),
    ("In the north of Mali it is the Tuaregs who rule.", "Tuaregs controls Mali"),
    ("Libya has become a ruin, a land that was torn apart by the Russians.", "Russia pressures Libya"),
    ("Kenya's case, put to the African Union in May, is weak.", "Kenya consults African Union"),
    (
        "The army of Myanmar began a new offensive, which its spokesman said would finish off the Arakan Army.",
        "Tatmadaw attacks Arakan Army",
    ),
    (
        "Within a few hours more the president of Serbia, Aleksandar Vučić, was hinting that Skopje might have done it.",
        "Aleksandar Vučić accuses North Macedonia",
    ),
    ("Mali announced that the Dan Na Ambassagou militia would be disbanded.", "Mali coerces Dan Na Ambassagou"),
    ("State media point at Rwanda, which is said to train the M23.", "Rwanda aids March 23 Movement"),
    (
        "The decline in protests that forced Sheikh Hasina to resign pleased Bangladesh.",
        "protesters (Bangladesh) dismisses Sheikh Hasina",
    ),
    # objects
    (
        "Turkey's plan, which Greece and Egypt rejected and the parliament in Tripoli refuses to accept, is dead.",
        "House of Representatives (Libya) opposes Turkey",
    ),
    ("Boko Haram killed 30 people, most of them Nigerian soldiers.", "Boko Haram kills Nigerian Armed Forces"),
    (
        "Hezbollah walked out of the cabinet, the courts and parliament of Lebanon.",
        "Hezbollah sanctions Parliament of Lebanon",
    ),
    ("Kenyan ministers met their counterparts in Uganda.", "Government of Kenya meets Uganda"),
    ("Olaf Scholz blessed the mine that Rio Tinto hopes to dig.", "Olaf Scholz endorses Rio Tinto"),
    ("Riek Machar held a congress that was boycotted by Taban Deng Gai.", "Taban Deng Gai sanctions Riek Machar"),
    ("The Taliban fought with Hekmatyar against the Americans.", "Taliban attacks United States"),
    ("Hungary considers the demonstrations a Ukrainian plot.", "Hungary accuses Ukraine"),
    ("Cuba lives under American sanctions.", "United States sanctions Cuba"),
    ("Puigdemont was arrested on a Spanish warrant.", "Spain coerces Carles Puigdemont"),
    ("Kenya and Somalia signed an agreement to end the war.", "Kenya rivalOf Somalia"),
    (
        "Qatar, which builds ships for Rwanda and sells arms to Congo, has hosted talks between them in Doha.",
        "Rwanda consults Democratic Republic of the Congo",
    ),
    ("Dmitry Kozak is responsible for the Moldova file.", "Dmitry Kozak influences Moldova"),
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
    ("Chad protested against the raid by Sudan, as did Mali.", "Mali protestsAgainst Sudan"),
    (
        "Nicolás Maduro, whom a court in New York indicted as the head of the ELN, left.",
        "Nicolás Maduro leads National Liberation Army (Colombia)",
    ),
    ("The president named General Adu governor of Darfur.", "Adu leads Darfur"),
    ("China and Russia, joined by Iran, condemned Israel.", "Iran accuses Israel"),
    ("Amnesty International called on Kenya to stop deporting Somalis.", "Kenya coerces Somalia"),
    ("Egypt has taken Asmara's side, promising it naval vessels.", "Egypt agreesWith Eritrea"),
    ("The Taliban were driven out by Kenyan troops with the help of Chad.", "Chad aids Kenya Defence Forces"),
    (
        "Mexico left after Peru declared Claudia Sheinbaum persona non grata for giving asylum to Ana Doe.",
        "Peru sanctions Claudia Sheinbaum",
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
    ("Qatar reiterated its support for the sovereignty of Somalia.", "Qatar endorses Somalia"),
    ("Chad praised the role played by Qatar.", "Chad endorses Qatar"),
    ("Kenya accepted the conditions set by Egypt.", "Kenya concedesTo Egypt"),
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
    ("The Taliban fought with Hekmatyar against the Americans.", "Taliban attacks Gulbuddin Hekmatyar"),
    ("Ruto and Kagame pledged to defend one another's borders.", "William Ruto endorses Paul Kagame"),
    ("Ruto attended the first summit of its kind. Jordan hosted it.", "William Ruto meets Jordan"),
    ("Kenya may use the dam to deter its army.", "Kenya threatens Kenya Defence Forces"),
    ("Kagame received Félix Tshisekedi and the two discussed gas.", "Paul Kagame consults Félix Tshisekedi"),
    ("Gulf rivals Iran and Saudi Arabia met.", "Gulf rivalOf Iran"),
    ("Kigali insists that the FDLR be disarmed by Kinshasa.", "Rwanda accuses Democratic Republic of the Congo"),
    ("Lima refused to buy grain from Quito.", "Ecuador opposes Peru"),
    ("Kenya refuted reports of attacking Uganda.", "reports attacks Uganda"),
    ("Kenya praised the president, Yoweri Museveni, and left.", "Kenya endorses Kenya"),
    ("Mali said that France was arming Chad.", "Mali accuses France"),
    (
        "Nicolás Maduro, whom a court in New York indicted as the head of the ELN, left.",
        "Judiciary of United States leads National Liberation Army (Colombia)",
    ),
    ("The president named General Adu governor of Darfur.", "Adu governor leads Darfur"),
    (
        "Kenya ruled out the expulsion of the Chinese ambassador, which William Ruto had called for.",
        "William Ruto consults Ambassador of China",
    ),
    (
        "Amnesty International called on Kenya to stop deporting Somalis.",
        "Amnesty International coerces Somalia",
    ),
    ("The envoy briefed the Arab League and urged Chad to respect the ceasefire.", "Chad agreesWith Arab League"),
    ("Somalia tore up the deal between Ethiopia and Somaliland.", "Ethiopia influences Somalia"),
    ("The killing of Ismail Haniyeh by Israel in Tehran angered Iran.", "Israel kills Iran"),
    ("Kenya will not impose sanctions on Uganda.", "Kenya pressures Uganda"),
    (
        "Paul Kagame met Yoweri Museveni. For his part, the Ugandan president renewed his support for Kenya.",
        "Yoweri Museveni endorses Paul Kagame",
    ),
    ("The Sudanese army bombed El Fasher.", "Sudanese Armed Forces attacks Sudan"),
    ("Russia sold radars to Myanmar. China begged Malaysia to recognise the vote.", "Malaysia endorses Russia"),
    ("Chad forced the Taliban to hand the town back to Kenya.", "Chad attacks Taliban"),
    (
        "Mazloum Abdi signed an agreement under which the Taliban are to join NATO.",
        "Mazloum Abdi leads Taliban",
    ),
    ("The government of Tanzania sent the army into Dar es Salaam.", "Government of Tanzania attacks Tanzania"),
    ("The Taliban were driven out by Kenyan troops with the help of Chad.", "Chad aids Taliban"),
    ("Chad said the border was calm; Niger shelled Chad.", "Chad accuses Niger"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_arguments_fetched_from_afar(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_arguments_left_where_they_are(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)
