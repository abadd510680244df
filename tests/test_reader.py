"""From text to claims with the real pipeline: exact offsets, the same result again, hostile and odd texts."""

from __future__ import annotations

import json

import pytest
from true_readings import claims, read

from kgraph.model import Claim, Document, Factuality, Reading
from kgraph.ontology import load
from kgraph.reading import Reader

pytestmark = pytest.mark.model


def only(reader: Reader, text: str, **fields: str) -> Claim:
    (claim,) = read(reader, text, **fields).claims
    return claim


def as_json(readings: list[Reading]) -> str:
    return json.dumps([[c.to_json() for c in r.claims] + [m.to_json() for m in r.mentions] for r in readings])


ARTICLE = """# Iran and Hamas

BAGHDAD (AP) -- Iran backs Hamas. The group attacked Israel on 3 May 2020, and Israel's
army struck back.

View this post on Instagram

Egypt's president, Abdel Fattah al-Sisi, said that Turkey supports the militia. He did not meet Recep Tayyip Erdoğan.

https://example.org/iran-attacks-iraq

* Designated as terrorist by the United States
"""

ODD = [
    pytest.param("🚀🇮🇷 Iran backs Hamas. 🙂 Israel attacked Iran.", id="emoji"),
    pytest.param("Ira\u0301n said so. Iran backs Hamas; Erdog\u0306an met Putin.", id="combining marks"),
    pytest.param("\tIran\tbacks  Hamas.\t\tIsrael attacked\tIran.", id="tabs"),
    pytest.param("Iran attacked\r\nthe state of Iraq.\r\n\r\nIsrael,\r\nso they say, attacked Iran.\r\n", id="CRLF"),
    pytest.param("\ufeffIran backs Hamas.\u2028Israel attacked Iran.\u00a0", id="marks and separators"),
    pytest.param("𝐈𝐫𝐚𝐧 and Iran back Hamas 𓀀. Israel attacked Iran.", id="beyond the first plane"),
    pytest.param("Saudi\u00a0Arabia attacked Iran. The U.S. backs Israel\u2019s army.", id="non-breaking space"),
    pytest.param(
        "> ## **Iran**\n\nIran **backs** [Hamas](https://a.b/c), __Fatah__ and [x]. `Israel` attacked *Iran*.",
        id="Markdown",
    ),
    pytest.param(ARTICLE, id="article"),
]


@pytest.mark.parametrize("text", ODD)
def test_every_offset_is_exact(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert reading.claims
    for sentence in reading.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.surface
    for claim in reading.claims:
        assert text[claim.cue.start : claim.cue.end] == claim.cue.surface
        assert claim.sentence in reading.sentences
        assert claim.sentence.start <= claim.cue.start < claim.cue.end <= claim.sentence.end
        for end in (claim.subject, claim.object):
            assert text[end.start : end.end] == end.surface


def test_the_same_text_gives_the_same_reading(reader: Reader) -> None:
    documents = [Document("a", ARTICLE), Document("b", ARTICLE, date="2020-06-25")]
    first = list(reader.read(documents))
    assert first == list(reader.read(documents))
    assert as_json(first) == as_json(list(Reader(load()).read(documents)))


def test_documents_do_not_touch_each_other(reader: Reader) -> None:
    alone = read(reader, ARTICLE)
    other = Document("b.txt", "Iraq attacked Egypt. The group left. He met her.")
    together = list(reader.read([other, alone.document, other]))
    assert together[1] == alone
    assert together[0] == together[2]


def test_two_processes_read_the_same(reader: Reader) -> None:
    documents = [Document(str(i), ARTICLE.replace("Egypt", name)) for i, name in enumerate(("Egypt", "Chad", "Mali"))]
    assert list(Reader(load(), processes=2).read(documents)) == list(reader.read(documents))


def test_an_article_gives_its_claims(reader: Reader) -> None:
    found = claims(reader, ARTICLE)
    assert "Iran backs Hamas" in found
    assert "Hamas attacks Israel" in found
    assert "Abdel Fattah el-Sisi leads Egypt" in found


def test_a_plural_is_a_mention_of_each_actor_that_it_means(reader: Reader) -> None:
    mentions = read(reader, "Kenya and Uganda signed a treaty. They attacked Somalia.").mentions
    assert [m.actor.label for m in mentions if m.surface == "They"] == ["Kenya", "Uganda"]


def test_what_a_title_implies_is_mentioned(reader: Reader) -> None:
    reading = read(reader, "Germany waited. Chancellor Angela Merkel left.", date="2015-03-01")
    assert [m.actor.label for m in reading.mentions if m.surface == "Chancellor"] == ["Germany"]


@pytest.mark.parametrize(
    "text", ["", " \n\t\r\n ", "\u00a0", ".", "🙂", "...\n\n---\n\n***", "1234", "\x00\x01", "\u200b"]
)
def test_nothing_gives_nothing(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert (reading.mentions, reading.claims) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "View this post on Instagram",
        "A post shared by Iran backs Hamas (@iran)",
        "https://example.org/iran-attacks-iraq",
        "[1] Designated as terrorist by Iran after it attacked Iraq",
        "* Banned in Russia, which attacked Ukraine",
        "Photo: Iran attacks Iraq",
    ],
)
def test_boilerplate_lines_yield_nothing(reader: Reader, line: str) -> None:
    reading = read(reader, f"Chad left Mali.\n\n{line}\n\nIt rained.")
    assert all(mention.surface in {"Chad", "Mali", "It"} for mention in reading.mentions)
    assert all(line[:20] not in sentence.text for sentence in reading.sentences)


def test_a_dateline_is_no_part_of_its_sentence(reader: Reader) -> None:
    reading = read(reader, "GAZA CITY, Gaza Strip (AP) -- Israel attacked Iran.")
    assert [sentence.text for sentence in reading.sentences] == ["Israel attacked Iran."]
    assert [mention.surface for mention in reading.mentions] == ["Israel", "Iran"]


@pytest.mark.parametrize(
    "text", ["Iran attacked\nthe state of Iraq.", "Iran attacked\r\nthe state of Iraq.", "Iran attacked Iraq.\r\n\r\n"]
)
def test_wrapped_lines_are_one_sentence(reader: Reader, text: str) -> None:
    assert claims(reader, text) == ["Iran attacks Iraq"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Iran attacked Israel.", Factuality.ASSERTED),
        ("Iran did not attack Israel.", Factuality.NEGATED),
        ("Iran denied attacking Israel.", Factuality.NEGATED),
        ("Iran may attack Israel.", Factuality.POSSIBLE),
        ("Iran plans to attack Israel.", Factuality.POSSIBLE),
        ("Will Iran attack Israel?", Factuality.POSSIBLE),
    ],
)
def test_factuality_reaches_the_claim(reader: Reader, text: str, factuality: Factuality) -> None:
    found = {c.factuality for c in read(reader, text).claims if c.relation == "attacks"}
    assert found == {factuality}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Egypt said that Iran attacked Israel.", "Egypt"),
        ("According to Egypt, Iran attacked Israel.", "Egypt"),
        ("According to reports, Iran attacked Israel.", None),
        ("Iran attacked Israel.", None),
    ],
)
def test_the_source_reaches_the_claim(reader: Reader, text: str, source: str | None) -> None:
    (claim,) = [c for c in read(reader, text).claims if c.relation == "attacks"]
    assert (claim.attributed_to.label if claim.attributed_to else None) == source


@pytest.mark.parametrize(
    ("text", "given", "time"),
    [
        ("Iran attacked Israel on 3 May 2019.", None, "2019-05-03"),
        ("Iran attacked Israel on 3 May 2019.", "2020-06-25", "2019-05-03"),
        ("Iran attacked Israel yesterday.", "2020-06-25", "2020-06-24"),
        ("Iran attacked Israel yesterday.", None, None),
        ("25 June 2020\nIran attacked Israel yesterday.", None, "2020-06-24"),
        ("Iran attacked Israel.", "2020-06-25", None),
    ],
)
def test_the_time_reaches_the_claim(reader: Reader, text: str, given: str | None, time: str | None) -> None:
    fields = {"date": given} if given else {}
    assert only(reader, text, **fields).time == time


def test_a_claim_points_to_the_name_where_its_sentence_has_it(reader: Reader) -> None:
    claim = only(reader, "Iran said that it attacked Israel.")
    assert (claim.subject.surface, claim.subject.start) == ("Iran", 0)


def test_a_claim_points_to_the_group_that_its_sentence_describes(reader: Reader) -> None:
    text = "Kenyan rebels said on Monday that they had attacked Uganda."
    assert {(c.subject.surface, c.relation) for c in read(reader, text).claims} == {("Kenyan rebels", "attacks")}


def test_a_claim_points_to_the_name_beside_the_office(reader: Reader) -> None:
    claim = only(reader, "William Ruto met with his counterpart, Yoweri Museveni, on Monday.")
    assert claim.object.surface == "Yoweri Museveni"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Kenyan army shelled rebel positions near the border.", "Kenya Defence Forces attacks rebels (Kenya)"),
        ("Kenyan jets bombed the rebel-held town.", "Kenya Air Force attacks rebels (Kenya)"),
        ("A rebel attack on the Kenyan army was repelled.", "rebels (Kenya) attacks Kenya Defence Forces"),
        ("Militants stormed a police station in Kenya.", "militants (Kenya) attacks National Police Service of Kenya"),
        ("Rebels ambushed a government convoy in Kenya.", "rebels (Kenya) attacks Government of Kenya"),
        ("Uganda shelled Kenyan rebel positions.", "Uganda attacks Kenyan rebels"),
    ],
)
def test_a_noun_before_a_thing_tells_whose_it_is(reader: Reader, text: str, claim: str) -> None:
    assert claims(reader, text) == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A gunman attacked Kenya.", "gunmen (Kenya) attacks Kenya"),
        ("A suicide bomber attacked Kenya's parliament.", "suicide bombers (Kenya) attacks Parliament of Kenya"),
        ("Kenyan police arrested a militant.", "National Police Service of Kenya arrests militants (Kenya)"),
    ],
)
def test_one_whom_nobody_knows_is_one_of_his_kind(reader: Reader, text: str, claim: str) -> None:
    assert claims(reader, text) == [claim]


def test_army_officers_are_not_the_army(reader: Reader) -> None:
    assert claims(reader, "Al-Shabaab kidnapped an army officer in Kenya.") != [
        "Al-Shabaab attacks Kenya Defence Forces"
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Kenyan army is guilty of shelling Uganda.", "Kenya Defence Forces attacks Uganda"),
        ("Kenya rejected a resolution drafted by Uganda.", "Kenya opposes Uganda"),
        ("Kenyan students staged a protest demanding that Uganda leave.", "Kenyan students demandsOf Uganda"),
        ("William Ruto, a former teacher, called for sanctions against Uganda.", "William Ruto accuses Uganda"),
        ("Kenya gave three million dollars to pay for schools in Uganda.", "Kenya aids Uganda"),
        (
            "William Ruto called Yoweri Museveni on Friday to express his grief.",
            "William Ruto consults Yoweri Museveni",
        ),
        ("The head of Oxfam criticised Uganda.", "head of Oxfam accuses Uganda"),
        ("Kenya welcomed the talks between Uganda and Rwanda.", "Kenya endorses Uganda"),
        ("Kenyan troops remained on alert in Uganda.", "Kenya Defence Forces mobilizesAgainst Uganda"),
        ("Kenya strengthened its forces in Uganda.", "Kenya operatesIn Uganda"),
        (
            "William Ruto, second from left, meets Yoweri Museveni, right, in Kampala.",
            "William Ruto meets Yoweri Museveni",
        ),
        ("Kenya and Uganda have violated the ceasefire agreement.", "Kenya attacks Uganda"),
        ("Kenya, Uganda sign border pact", "Kenya agreesWith Uganda"),
        ("Taliban release American tourist after talks", "Taliban concedesTo United States"),
        ("Kenya's William Ruto and Uganda's Yoweri Museveni met in Kisumu.", "William Ruto meets Yoweri Museveni"),
        ("Kenya suspects Uganda of letting rebels cross the border.", "Uganda concedesTo rebels (Kenya)"),
        ("William Ruto met with Yoweri Museveni and then with Paul Kagame.", "William Ruto meets Paul Kagame"),
    ],
)
def test_what_grammar_lends(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


def test_what_one_welcomes_is_no_attack(reader: Reader) -> None:
    assert "Kenya endorses Uganda" not in claims(reader, "Kenya welcomed the attack between Uganda and Rwanda.")
    assert claims(reader, "Kenyan troops remained on alert in Kenya.") == []


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        ("Kenya is at peace. Yoweri Museveni met his brother Saddam.", "Saddam", "Saddam"),
        ("Prime Minister Abiy Ahmed of Ethiopia left. The brigade is loyal to the premier.", "premier", "Abiy Ahmed"),
        (
            "Armenia rejects what Armenians fear, said Foreign Ministry spokeswoman Maria Zakharova.",
            "Foreign Ministry",
            "Ministry of Foreign Affairs (Russia)",
        ),
        ("The Malian junta met Chad. In Niger, the junta freed the editor.", "junta", "Government of Niger"),
        ("Ukraine's Security Service (SBU) struck.", "Ukraine's Security Service", "Security Service of Ukraine"),
        ("Behind Hemedti stands Chad.", "Hemedti", "Mohamed Hamdan Dagalo"),
        ("Yoweri Museveni was ill. During his visit, Joe Biden slept.", "his", "Yoweri Museveni"),
        ("During his visit to Lima, Joe Biden slept.", "his", "Joe Biden"),
        ("Rafael Correa left Ecuador. Ambassador Georg Glasz slept.", "Georg Glasz", "Georg Glasz"),
        ("Honduras sleeps. President Castro sleeps too.", "Castro", "Xiomara Castro"),
        ("Cuba and Honduras sleep. President Castro sleeps too.", "Castro", "Fidel Castro"),
        ("Enrique Reina of Honduras slept.", "Enrique Reina", "Eduardo Enrique Reina"),
        ('William Ruto slept. "Joe Biden spoke," he recalls.', "he", "William Ruto"),
        ('Paul Kagame slept. "Kenya will help him," says William Ruto.', "him", "Paul Kagame"),
        ("Nursultan Nazarbayev's clan is finished. His nephew slept.", "His", "Nursultan Nazarbayev"),
        ("The Arakan Army left. The AA slept.", "AA", "Arakan Army"),
        (
            "The Southern Salvation Council met. The Salvation Council slept.",
            "Salvation Council",
            "Southern Salvation Council",
        ),
        ("Omar bin Qasr sang. Bin Qasr slept.", "Bin Qasr", "Omar bin Qasr"),
        ("The leader of the Red Star group, Omar Qasr, slept.", "leader", "Omar Qasr"),
        ("Macron flew to Chisinau on Independence Day.", "Chisinau", "Moldova"),
        ("Malaysia is chair. Anwar slept.", "Anwar", "Anwar Ibrahim"),
        ("Malaysia is chair. Al-Anwar slept.", "Al-Anwar", "Al-Anwar"),
        (
            "Libya is at war. The UN mission called on the parties to stop fighting. Its head slept.",
            "Its",
            "United Nations Support Mission in Libya",
        ),
        ("Chad and Peru talked. Nicolas Maduro ordered the navy to sail.", "navy", "Venezuela Navy"),
    ],
)
def test_whom_the_words_beside_a_name_make_of_it(reader: Reader, text: str, said: str, meant: str) -> None:
    assert [m.actor.label for m in read(reader, text).mentions if m.surface == said] == [meant]


def test_victims_are_told_beside_the_place(reader: Reader) -> None:
    assert claims(reader, "The rebels killed villagers in Chad.") == [
        "rebels (Chad) kills villagers (Chad)",
        "rebels (Chad) attacks Chad",
    ]


def test_who_suffers_an_act_does_not_do_what_it_does(reader: Reader) -> None:
    assert claims(reader, "The death of Yoweri Museveni weakened Uganda.") == []
    assert "Kenya pressures Uganda" in claims(reader, "Kenya's assassination of Yoweri Museveni weakened Uganda.")


def test_the_former_and_the_latter_own_things(reader: Reader) -> None:
    text = "William Ruto met Yoweri Museveni before the latter's assassination by Rwanda."
    assert "Rwanda kills Yoweri Museveni" in claims(reader, text)


def test_what_could_be_accuses_nobody(reader: Reader) -> None:
    found = read(reader, "Kenya said that an attack by Uganda on Rwanda could force Kenya to leave.").claims
    assert {(c.relation, c.factuality) for c in found if c.object.actor.label == "Rwanda"} == {
        ("attacks", Factuality.POSSIBLE)
    }
    assert "accuses" not in {c.relation for c in found}


def test_some_of_a_group_are_not_the_group(reader: Reader) -> None:
    text = "Islamists of the old regime, among them the Muslim Brotherhood, attacked Egypt."
    meant = {m.surface: m.actor.label for m in read(reader, text).mentions}
    assert meant.get("Islamists") != meant["Muslim Brotherhood"]


def test_a_favour_had_is_of_who_shows_it(reader: Reader) -> None:
    assert claims(reader, "Kenya has the support of Uganda.") == ["Uganda backs Kenya"]


def test_who_holds_an_office_is_no_prosecutor(reader: Reader) -> None:
    text = "The mayor of Istanbul, Ekrem Imamoglu, sits in prison. The prosecutor demands more."
    assert "prosecutor" not in {m.surface for m in read(reader, text).mentions if m.actor.label == "Ekrem Imamoglu"}


def test_who_commands_what_a_state_founds_does_not_lead_the_state(reader: Reader) -> None:
    text = "Kenya established the Shield Brigade under the command of William Ruto."
    assert "William Ruto leads Kenya" not in claims(reader, text)


def test_no_war_is_waged_on_who_helps(reader: Reader) -> None:
    assert claims(reader, "Kenya is preparing a war with Uganda's help.") == ["Uganda aids Kenya"]


def test_whose_leader_one_meets_one_is_not(reader: Reader) -> None:
    text = "William Ruto condemned the coup in Togo, whose leader he refused to receive."
    assert "William Ruto leads Togo" not in claims(reader, text)


def test_words_of_the_next_clause_are_not_the_verbs(reader: Reader) -> None:
    text = "Kenya calls Uganda a partner, Rwanda sings, and Burundi speaks of interference."
    assert claims(reader, text) == ["Kenya alignedWith Uganda"]


def test_several_do_nothing_to_what_is_their_own(reader: Reader) -> None:
    assert claims(reader, "Kenya, Uganda and Rwanda recalled their ambassadors.") == []


def test_the_office_of_a_province_is_not_that_of_the_state(reader: Reader) -> None:
    assert claims(reader, "The governor of Borno state condemned Uganda.") == ["Governor of Borno accuses Uganda"]


def test_abbreviations_with_stops_are_taken_apart(reader: Reader) -> None:
    for text in ("U.S.-backed rebels attacked Uganda.", "US-backed rebels attacked Uganda."):
        assert claims(reader, text) == [
            "United States backs US-backed rebels",
            "US-backed rebels attacks Uganda",
        ]


def test_who_is_not_received_has_his_title_still(reader: Reader) -> None:
    found = read(reader, "Kenya refused to meet the Ugandan envoy.").claims
    assert [c.relation for c in found] == ["opposes", "memberOf"]


def test_a_claim_points_to_the_pronoun_where_it_has_not(reader: Reader) -> None:
    claim = only(reader, "Iran is large. It attacked Israel.")
    assert (claim.subject.surface, claim.subject.start) == ("It", 15)
    assert claim.subject.actor.label == "Iran"


def test_claims_come_in_the_order_of_the_text(reader: Reader) -> None:
    found = read(reader, ARTICLE).claims
    assert [c.sentence.start for c in found] == sorted(c.sentence.start for c in found)
    assert len({c.id for c in found}) == len(found)


def test_every_claim_says_who_found_it_and_how(reader: Reader) -> None:
    names = {extractor.name for extractor in reader.extractors}
    for claim in read(reader, ARTICLE).claims:
        assert claim.extractor in names
        assert claim.rule
        assert 0 < claim.confidence <= 1


def test_hostile_text_is_text(reader: Reader) -> None:
    text = "<script>alert('Iran')</script> Iran backs <b>Hamas</b>. Dr. <img src=x onerror=alert(1)> Smith met Iran."
    reading = read(reader, text)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert not set("<> ") & set(mention.actor.id)


def test_a_long_line_is_read(reader: Reader) -> None:
    text = "Iran, which backs Hamas, attacked Israel and " * 450 + "left."
    assert len(text.split()) > 3000
    reading = read(reader, text)
    assert reading.mentions
    assert all(text[m.start : m.end] == m.surface for m in reading.mentions)


def test_a_long_line_without_a_stop_is_read(reader: Reader) -> None:
    assert read(reader, "word " * 3000).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Иран поддерживает ХАМАС. Израиль атаковал Иран, заявил Нетаньяху.",
        "إيران تدعم حماس. هاجمت إسرائيل إيران.",
        "伊朗支持哈马斯。以色列袭击了伊朗。",
        "L'Iran soutient le Hamas, a déclaré M. Macron à Téhéran.",
        "איראן תומכת בחמאס.",
        "İİİ ßßß ﬁﬁ Ǆ ŉ",
    ],
)
def test_another_language_does_no_harm(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert all(text[m.start : m.end] == m.surface for m in reading.mentions)


def test_markdown_marks_do_no_harm(reader: Reader) -> None:
    text = "## **Iran**\n\n- Iran backs [Hamas](https://example.org).\n- *Israel* attacked Iran.\n\n> Egypt met Chad.\n"
    assert {"Iran backs Hamas", "Israel attacks Iran"} <= set(claims(reader, text))


def test_no_documents_give_no_readings(reader: Reader) -> None:
    assert list(reader.read([])) == []


def test_stages_one_by_one_are_the_same_as_all_at_once(reader: Reader) -> None:
    document = Document("a.txt", ARTICLE)
    ((same, passages),) = reader.parse([document])
    assert same is document
    assert reader.claims(reader.settle(document, passages)) == read(reader, ARTICLE)


def test_another_resolver_can_be_plugged_in() -> None:
    told: list[int] = []
    other = Reader(load(), resolver=lambda candidates, today: told.append(len(candidates)))
    reading = read(other, "Iran left. It attacked Israel.")
    assert told == [3]
    assert [m.surface for m in reading.mentions] == ["Iran", "Israel"]


NOT_SAID = [
    ("The Chinese troops took part in Sabre, the exercise of the Kenyan army.", "aids"),
    ("Ghana fears that it will meet the same fate with Togo.", "meets"),
    ("The police shot three of them at Kibera in Kenya.", "attacks"),
    ("William Ruto met Prince Charles, which speaks to the British.", "consults"),
    ("William Ruto arrived in Mombasa from Nairobi.", "visits"),
    ("William Ruto met Raila Odinga at his office in Nairobi.", "operatesIn"),
    ("Macky Sall signed it in the presence of Ousmane Sonko in Dakar.", "operatesIn"),
    ("China wants to protect its citizens.", "aids"),
    ("Emmanuel Macron set out on his African tour.", "visits"),
    ("Not a single Kenyan president dared to do this.", "leads"),
    ("Jubaland, a region of William Ruto, where al-Shabaab has been fighting, is dry.", "attacks"),
    ("Kenyan politicians, who have been sitting in the Ugandan pocket, are rich.", "memberOf"),
    ("William Ruto met his intelligence minister, and President Yoweri Museveni came.", "memberOf"),
    ("Uganda and Rwanda, which are fighting for influence in Congo, met.", "attacks"),
]


@pytest.mark.parametrize(("text", "relation"), NOT_SAID)
def test_what_the_words_do_not_say(reader: Reader, text: str, relation: str) -> None:
    assert relation not in {claim.relation for claim in read(reader, text).claims}


def test_what_is_said_of_the_pro_iranian_is_not_irans(reader: Reader) -> None:
    assert claims(reader, "William Ruto's battle with pro-Ugandan proxies was long.") == []


def test_who_enters_to_meet_meets(reader: Reader) -> None:
    assert "Paul Kagame meets Emmanuel Macron" in claims(reader, "Paul Kagame entered Congo to meet Emmanuel Macron.")


def test_a_second_subject_between_commas_tells_who_the_first_is(reader: Reader) -> None:
    found = claims(reader, "Desmond Tutu, for example, the undisputed leader of the ANC, met with Nelson Mandela.")
    assert "Desmond Tutu leads African National Congress" in found
    assert [claim for claim in found if "meets" in claim] == ["Desmond Tutu meets Nelson Mandela"]


def test_at_a_crowded_table_the_host_meets_each(reader: Reader) -> None:
    found = claims(
        reader,
        "William Ruto, Raila Odinga, Yoweri Museveni, Paul Kagame and Samia Suluhu met at the house of Raila Odinga.",
    )
    assert len(found) == 4
    assert all("Raila Odinga" in claim for claim in found)


def test_an_office_known_to_be_held_elsewhere_is_not_the_pronouns(reader: Reader) -> None:
    found = claims(reader, "Kenya praised America and its president Joe Biden. Kenya is large.")
    assert "Joe Biden leads Kenya" not in found
