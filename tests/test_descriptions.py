"""Descriptions: apposition, titles of the document, offices and their terms, parts of the state, owners, groups."""

from __future__ import annotations

from datetime import date

import pytest
from parses import passages, resolved, surface

from kgraph.model import Actor
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.determiners import has_owner, is_definite, is_indefinite
from kgraph.reading.actors.referents import can_refer_to

IRAQ = "Iraq/NNP/nsubj/left left=leave/VBD/ROOT ."
GERMANY = "Germany/NNP/nsubj/left left=leave/VBD/ROOT ."
LEFT = "left=leave/VBD/ROOT ."
PRIME_MINISTER = f"The/DT/det/minister prime/JJ/amod/minister minister/NN/nsubj/left {LEFT}"
PRESIDENT = f"The/DT/det/president president/NN/nsubj/left {LEFT}"
THE_GROUP = f"The/DT/det/group group/NN/nsubj/left {LEFT}"
ARAM = f"Iraqi/JJ/amod/President President/NNP/compound/Aram Aram/NNP/nsubj/left/PERSON {LEFT}"
AZAD = f"Iraqi/JJ/amod/President President/NNP/compound/Azad Azad/NNP/nsubj/left/PERSON {LEFT}"


def candidate(text: str, *paragraphs: str, today: date | None = None) -> Candidate:
    return surface(resolved(*passages(*paragraphs), today=today), text)


def actor(text: str, *paragraphs: str, today: date | None = None) -> Actor | None:
    return candidate(text, *paragraphs, today=today).actor


def label(text: str, *paragraphs: str, today: date | None = None) -> str | None:
    found = actor(text, *paragraphs, today=today)
    return found.label if found else None


def test_apposition_comes_first() -> None:
    sentence = (
        "Aram/NNP/nsubj/left/PERSON ,/,/punct/Aram the/DT/det/leader Kuwaiti/JJ/amod/leader leader/NN/appos/Aram , "
        "left=leave/VBD/ROOT ."
    )
    assert candidate("leader", sentence).rule == "in apposition to Aram"


def test_a_name_after_a_noun_for_a_person_is_a_persons() -> None:
    sentence = f"Dissident/NN/compound/Aram Aram/NNP/nsubj/left/ORG {LEFT}"
    assert candidate("Aram", sentence).type == "Person"


def test_a_family_is_several_people() -> None:
    family = "The/DT/det/family family/NN/nsubj/left of/IN/prep/family Aram/NNP/pobj/of/PERSON left=leave/VBD/ROOT ."
    found = actor("family", family)
    assert found is not None
    assert (found.label, found.type) == ("family of Aram", "Collective")


def test_whom_the_document_gives_the_title() -> None:
    assert label("president", ARAM, PRESIDENT) == "Aram"
    assert candidate("president", ARAM, PRESIDENT).rule == "the document calls Aram president"


def test_of_two_with_the_title_the_one_named_last() -> None:
    assert label("president", ARAM, AZAD, PRESIDENT) == "Azad"
    assert label("president", AZAD, ARAM, PRESIDENT) == "Aram"


def test_a_deputy_is_not_the_president() -> None:
    deputy = f"The/DT/det/president deputy/NN/compound/president president/NN/nsubj/left {LEFT}"
    assert label("deputy president", ARAM, deputy) is None


def test_a_president_is_not_the_president() -> None:
    assert label("president", ARAM, f"A/DT/det/president president/NN/nsubj/left {LEFT}") is None


def test_another_states_president_is_another() -> None:
    sentence = f"The/DT/det/president Egyptian/JJ/amod/president president/NN/nsubj/left {LEFT}"
    assert label("president", ARAM, sentence) == "President of Egypt"


def test_the_leader_of_a_state_is_its_president() -> None:
    sentence = f"The/DT/det/leader Iraqi/JJ/amod/leader leader/NN/nsubj/left {LEFT}"
    assert label("leader", ARAM, sentence) == "Aram"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 6, 25), "Mustafa al-Kadhimi"),
        (date(2020, 5, 7), "Mustafa al-Kadhimi"),
        (date(2022, 10, 27), "Mustafa al-Kadhimi"),
        (date(2020, 5, 6), "Prime Minister of Iraq"),
        (date(2022, 10, 28), "Prime Minister of Iraq"),
        (None, "Prime Minister of Iraq"),
    ],
)
def test_the_holder_of_the_office_at_the_documents_date_or_the_office(today: date | None, expected: str) -> None:
    assert label("prime minister", IRAQ, PRIME_MINISTER, today=today) == expected


def test_a_term_without_end_lasts() -> None:
    sentence = f"Egypt/NNP/poss/president 's/POS/case/Egypt president/NN/nsubj/left {LEFT}"
    assert label("president", sentence, today=date(2030, 1, 1)) == "Abdel Fattah al-Sisi"
    assert candidate("president", sentence, today=date(2030, 1, 1)).rule == "president at the document's date"


def test_an_office_whose_holder_the_text_leaves_unnamed() -> None:
    sentence = (
        "The/DT/det/minister foreign/JJ/amod/minister minister/NN/nsubj/left of/IN/prep/minister Kuwait/NNP/pobj/of "
        "left=leave/VBD/ROOT ."
    )
    found = actor("foreign minister", sentence)
    assert found is not None
    assert (found.label, found.type) == ("Minister of Foreign Affairs of Kuwait", "Office")


def test_lower_offices_need_their_state() -> None:
    assert label("envoy", IRAQ, f"The/DT/det/envoy envoy/NN/nsubj/left {LEFT}") is None
    of_serbia = (
        "The/DT/det/president president/NN/nsubj/left of/IN/prep/president Serbia/NNP/pobj/of/GPE left=leave/VBD/ROOT ."
    )
    assert label("president", IRAQ, of_serbia) is None


def test_an_ambassador_is_told_by_both_his_states() -> None:
    sentence = (
        "The/DT/det/ambassador ambassador/NN/nsubj/left of/IN/prep/ambassador Iran/NNP/pobj/of to/IN/prep/ambassador "
        "Turkey/NNP/pobj/to left=leave/VBD/ROOT ."
    )
    assert label("ambassador", sentence) == "Ambassador of Iran to Turkey"


def test_one_of_many_is_told_by_his_words() -> None:
    sentence = f"A/DT/det/dissident Saudi/JJ/amod/dissident dissident/NN/nsubj/left {LEFT}"
    found = candidate("dissident", sentence)
    assert found.actor is not None
    assert (found.actor.label, found.actor.type, found.generic) == ("Saudi dissident", "Person", True)


def test_a_minister_is_no_office() -> None:
    sentence = f"A/DT/det/minister Kuwaiti/JJ/amod/minister minister/NN/nsubj/left {LEFT}"
    assert label("minister", sentence) == "Kuwaiti minister"


def test_affixed_groups_are_told_by_their_words() -> None:
    sentence = (
        "The/DT/det/rebels pro/JJ/amod/rebels +-/HYPH/amod/rebels +Iranian/JJ/amod/rebels rebels=rebel/NNS/nsubj/left "
        "left=leave/VBD/ROOT ."
    )
    found = actor("pro-Iranian rebels", sentence)
    assert found is not None
    assert (found.label, found.type) == ("pro-Iranian rebels", "ArmedGroup")


def test_the_government_is_that_of_the_state_that_the_document_is_about() -> None:
    sentence = f"The/DT/det/government government/NN/nsubj/left {LEFT}"
    assert label("government", IRAQ, sentence) == "Government of Iraq"
    assert label("government", sentence) is None


def test_a_government_whose_owner_is_named_is_not_the_documents() -> None:
    sentence = (
        "The/DT/det/government government/NN/nsubj/left of/IN/prep/government Serbia/NNP/pobj/of/GPE "
        "left=leave/VBD/ROOT ."
    )
    assert label("government", IRAQ, sentence) is None


def test_a_crowd_without_a_name_is_the_states() -> None:
    sentence = f"Protesters=protester/NNS/nsubj/left {LEFT}"
    found = actor("Protesters", IRAQ, sentence)
    assert found is not None
    assert (found.label, found.type) == ("protesters (Iraq)", "Collective")
    assert label("Protesters", sentence) == "protesters"


def test_fighters_without_a_name_are_a_group_of_their_own_if_none_was_named() -> None:
    assert label("Rebels", IRAQ, f"Rebels=rebel/NNS/nsubj/left {LEFT}") == "rebels (Iraq)"
    the_rebels = f"The/DT/det/rebels rebels=rebel/NNS/nsubj/left {LEFT}"
    assert label("rebels", IRAQ, f"Hamas/NNP/nsubj/left {LEFT}", the_rebels) == "Hamas"
    assert label("rebels", IRAQ, the_rebels) == "rebels (Iraq)"


def test_the_group_refers_back_to_a_group() -> None:
    hamas = f"Hamas/NNP/nsubj/left {LEFT}"
    assert label("group", hamas, THE_GROUP) == "Hamas"
    assert label("group", IRAQ, THE_GROUP) is None
    assert label("group", hamas, f"A/DT/det/group group/NN/nsubj/left {LEFT}") is None


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("The/DT/det/group armed/JJ/amod/group group/NN/nsubj/left", "armed group", "Hamas"),
        ("The/DT/det/group large/JJ/amod/group group/NN/nsubj/left", "large group", None),
        ("The/DT/det/groups groups=group/NNS/nsubj/left", "groups", None),
        ("His/PRP$/poss/group group/NN/nsubj/left", "group", None),
        ("that/IN/mark/left A/DT/det/group group/NN/nsubj/left", "group", None),
    ],
    ids=["kind", "quality", "several", "owned", "that a"],
)
def test_which_group_refers_back(words: str, text: str, expected: str | None) -> None:
    assert label(text, f"Hamas/NNP/nsubj/left {LEFT}", f"{words} {LEFT}") == expected


def test_a_group_named_beside_its_noun() -> None:
    sentence = f"The/DT/det/group Hamas/NNP/compound/group group/NN/nsubj/left {LEFT}"
    assert label("group", IRAQ, sentence) == "Hamas"


def test_a_body_is_called_again_by_its_last_noun() -> None:
    sentence = f"The/DT/det/parliament Egyptian/JJ/amod/parliament parliament/NN/nsubj/left {LEFT}"
    again = f"The/DT/det/parliament parliament/NN/nsubj/left {LEFT}"
    assert label("parliament", IRAQ, IRAQ, IRAQ, sentence, again) == "Parliament of Egypt"
    assert label("parliament", IRAQ, IRAQ, IRAQ, sentence, IRAQ, again) == "Council of Representatives of Iraq"


def test_parliament_needs_no_article() -> None:
    assert label("parliament", IRAQ, f"parliament/NN/nsubj/left {LEFT}") == "Council of Representatives of Iraq"


def test_the_new_president_is_the_president() -> None:
    assert label(
        "new president", ARAM, f"The/DT/det/president new/JJ/amod/president president/NN/nsubj/left {LEFT}"
    ) == ("Aram")


def test_the_title_of_another_state_where_the_documents_own_has_no_holder() -> None:
    envoy = "Egyptian/JJ/amod/envoy envoy/NN/nsubj/left Azad/NNP/appos/envoy/PERSON left=leave/VBD/ROOT ."
    again = f"The/DT/det/envoy envoy/NN/nsubj/left {LEFT}"
    assert label("envoy", IRAQ, IRAQ, IRAQ, envoy, again) == "Azad"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Demonstrators=demonstrator/NNS/nsubj/left", "protesters (Iraq)"),
        ("Angry/JJ/amod/protesters protesters=protester/NNS/nsubj/left", "protesters (Iraq)"),
        ("Forty/CD/nummod/protesters protesters=protester/NNS/nsubj/left", "forty protesters (Iraq)"),
    ],
)
def test_crowds_are_called_alike(words: str, expected: str) -> None:
    crowd = next(c for c in resolved(*passages(IRAQ, f"{words} {LEFT}")) if c.noun)
    assert crowd.actor is not None
    assert crowd.actor.label == expected


def test_the_republic_is_the_state_of_that_style() -> None:
    the_republic = f"The/DT/det/Republic Republic/NNP/nsubj/left/GPE {LEFT}"
    egypt = f"Egypt/NNP/nsubj/left {LEFT}"
    assert label("Republic", f"Iran/NNP/nsubj/left {LEFT}", egypt, the_republic) == "Iran"
    assert label("Republic", egypt, the_republic) is None


def test_the_country_refers_back_to_a_state() -> None:
    sentence = f"The/DT/det/country country/NN/nsubj/left {LEFT}"
    assert label("country", IRAQ, sentence) == "Iraq"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("His/PRP$/poss/supporters supporters=supporter/NNS/nsubj/left", "supporters", None),
        ("Her/PRP$/poss/supporters supporters=supporter/NNS/nsubj/left", "supporters", "supporters of Angela Merkel"),
        ("Merkel/NNP/poss/envoy 's/POS/case/Merkel envoy/NN/nsubj/left", "envoy", "envoy of Angela Merkel"),
        (
            "The/DT/det/envoy envoy/NN/nsubj/left of/IN/prep/envoy Merkel/NNP/pobj/of",
            "envoy",
            "envoy of Angela Merkel",
        ),
        ("Her/PRP$/poss/government government/NN/nsubj/left", "government", "Government of Germany"),
        ("Her/PRP$/poss/country country/NN/nsubj/left", "country", "Germany"),
        ("Her/PRP$/poss/army army/NN/nsubj/left", "army", "Germany Armed Forces"),
        ("Her/PRP$/poss/brother brother/NN/nsubj/left", "brother", "brother of Angela Merkel"),
    ],
)
def test_what_is_somebodys(words: str, text: str, expected: str | None) -> None:
    assert label(text, f"Merkel/NNP/nsubj/left {LEFT}", f"{words} {LEFT}") == expected


def test_the_merkel_government() -> None:
    sentence = f"The/DT/det/government Merkel/NNP/compound/government government/NN/nsubj/left {LEFT}"
    assert label("government", sentence) == "Government of Germany"


def test_its_soldiers_are_the_army_and_its_fighters_the_group() -> None:
    soldiers = f"Its/PRP$/poss/soldiers soldiers=soldier/NNS/nsubj/left {LEFT}"
    fighters = f"Hamas/NNP/compound/fighters fighters=fighter/NNS/nsubj/left {LEFT}"
    assert label("soldiers", IRAQ, soldiers) == "Iraq Armed Forces"
    assert label("fighters", fighters) == "Hamas"


def test_a_states_own_army() -> None:
    assert label("army", IRAQ, f"Its/PRP$/poss/army army/NN/nsubj/left {LEFT}") == "Iraq Armed Forces"


@pytest.mark.parametrize(
    ("words", "definite", "indefinite", "owned"),
    [
        ("The/DT/det/group group/NN/nsubj/left", True, False, False),
        ("These/DT/det/rebels rebels=rebel/NNS/nsubj/left", True, False, False),
        ("A/DT/det/group group/NN/nsubj/left", False, True, False),
        ("Another/DT/det/group group/NN/nsubj/left", False, True, False),
        ("group/NN/nsubj/left of/IN/prep/group his/PRP/pobj/of", False, False, True),
        ("His/PRP$/poss/group group/NN/nsubj/left", False, False, True),
        ("TTP/NNP/compound/group group/NN/nsubj/left", False, False, True),
    ],
)
def test_articles_and_owners(words: str, definite: bool, indefinite: bool, owned: bool) -> None:
    found = next(c for c in resolved(*passages(f"{words} {LEFT}")) if c.noun)
    assert (is_definite(found), is_indefinite(found), has_owner(found)) == (definite, indefinite, owned)


def test_which_classes_a_bare_noun_can_mean() -> None:
    found = candidate("group", THE_GROUP)
    assert [can_refer_to(found, each) for each in ("ArmedGroup", "Party", "State", "Person")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A/DT/det/police police/NN/nsubj/left in/IN/prep/police Isfahan/NNP/pobj/in {}", "Iranian police"),
        ("An/DT/det/police Isfahan/NNP/compound/police police/NN/nsubj/left {}", "Iranian police"),
    ],
)
def test_a_body_in_a_town_is_that_of_its_state(sentence: str, expected: str) -> None:
    assert label("police", sentence.format(LEFT)) == expected


def test_a_governor_is_that_of_his_province() -> None:
    sentence = f"The/DT/det/leader leader/NN/nsubj/left of/IN/prep/leader Khuzestan/NNP/pobj/of {LEFT}"
    assert label("leader", sentence) == "Leader of Khuzestan"


def test_a_persons_government_is_the_one_that_he_leads() -> None:
    sentence = f"Al/NNP/compound/Sisi +-/HYPH/punct/Sisi +Sisi/NNP/poss/government 's/POS/case/Sisi government/NN/nsubj/left {LEFT}"
    assert label("government", sentence) == "Cabinet of Unity"


def test_the_mission_of_an_organisation_is_the_one_at_home() -> None:
    syria = "Syria/NNP/nsubj/left left=leave/VBD/ROOT ."
    sentence = f"The/DT/det/mission UN/NNP/compound/mission mission/NN/nsubj/left {LEFT}"
    assert label("mission", sentence, syria) == "United Nations Support Mission in Syria"


def test_people_told_by_others() -> None:
    sentence = f"The/DT/det/supporters supporters=supporter/NNS/nsubj/left of/IN/prep/supporters prisoners=prisoner/NNS/pobj/of {LEFT}"
    assert label("supporters", sentence) == "supporters of prisoners"


def test_that_may_be_no_demonstrative() -> None:
    sentence = "We/PRP/nsubj/know know/VBP/ROOT that/IN/mark/left all/DT/det/militias militias=militia/NNS/nsubj/left left=leave/VBD/ccomp/know ."
    assert not is_definite(candidate("militias", sentence))


def test_a_counterpart_holds_the_same_office_elsewhere() -> None:
    words = "Her/PRP$/poss/counterpart Egyptian/JJ/amod/counterpart counterpart/NN/nsubj/left"
    first, today = f"Merkel/NNP/nsubj/left {LEFT}", date(2020, 1, 1)
    assert label("counterpart", first, f"{words} {LEFT}", today=today) == "Chancellor of Egypt"
    assert label("counterpart", f"Salih/NNP/nsubj/left {LEFT}", f"{words} {LEFT}", today=today) is None


def test_a_side_is_its_state() -> None:
    assert label("side", f"The/DT/det/side Iraqi/JJ/amod/side side/NN/nsubj/left {LEFT}") == "Iraq"


def test_soldiers_are_those_of_who_sends_them() -> None:
    object_ = "300/CD/nummod/soldiers soldiers=soldier/NNS/dobj"
    sent = f"Egypt/NNP/nsubj/sent sent=send/VBD/ROOT {object_}/sent ."
    killed = f"Egypt/NNP/nsubj/killed killed=kill/VBD/ROOT {object_}/killed ."
    somebody = f"Rockets=rocket/NNS/nsubj/sent sent=send/VBD/ROOT {object_}/sent ."
    assert label("300 soldiers", IRAQ, IRAQ, sent) == "Egypt Armed Forces"
    assert label("300 soldiers", IRAQ, IRAQ, killed) == "Iraq Armed Forces"
    assert label("300 soldiers", IRAQ, IRAQ, somebody) != "Iraq Armed Forces"


def test_the_mission_is_what_was_called_so_before() -> None:
    own = f"The/DT/det/mission UN/NNP/compound/mission mission/NN/nsubj/left {LEFT}"
    other = f"A/DT/det/mission Kenyan-led/JJ/amod/mission mission/NN/nsubj/left {LEFT}"
    again = f"The/DT/det/mission mission/NN/nsubj/left {LEFT}"
    syria = f"Syria/NNP/nsubj/left {LEFT}"
    assert label("mission", syria, own, again) == "United Nations Support Mission in Syria"
    assert label("mission", f"NATO/NNP/nsubj/left {LEFT}", other, again) is None


def test_the_ministers_of_several_fields() -> None:
    fields = "defence/NN/pobj/of and/CC/cc/defence interior/NN/conj/defence"
    sentence = f"The/DT/det/ministers ministers=minister/NNS/nsubj/left of/IN/prep/ministers {fields} {LEFT}"
    found = actor("ministers", f"Iraq/NNP/nsubj/left {LEFT}", sentence)
    assert found is not None
    assert found.label == "Minister of Defence of Iraq"


def test_a_group_is_that_whose_name_stands_before_the_noun() -> None:
    sentence = f"Hamas/NNP/compound/group group/NN/nsubj/left {LEFT}"
    assert label("group", sentence) == "Hamas"


def test_one_protester_stands_for_them() -> None:
    assert label("protester", IRAQ, f"A/DT/det/protester protester/NN/nsubj/left {LEFT}") == "protesters (Iraq)"


def test_protests_that_do_something_are_who_protests() -> None:
    subject = "Mass/NN/compound/protests protests=protest/NNS/nsubj"
    forced = f"{subject}/toppled toppled=topple/VBD/ROOT Merkel/NNP/dobj/toppled ."
    relative = (
        "Protests=protest/NNS/nsubj/left that/WDT/nsubj/toppled toppled=topple/VBD/relcl/Protests "
        f"Merkel/NNP/dobj/toppled {LEFT}"
    )
    assert label("Mass protests", IRAQ, forced) == "protesters (Iraq)"
    assert label("Protests", IRAQ, relative) == "protesters (Iraq)"


def test_its_president_holds_the_office_of_that_state() -> None:
    words = f"Its/PRP$/poss/president president/NN/nsubj/left {LEFT}"
    assert label("president", f"Egypt/NNP/nsubj/left {LEFT}", words, today=date(2020, 1, 1)) == "Abdel Fattah al-Sisi"
    assert label("president", IRAQ, words, today=date(2020, 1, 1)) == "President of Iraq"


def test_an_army_is_its_commanders_while_he_governs() -> None:
    army = f"His/PRP$/poss/army army/NN/nsubj/left {LEFT}"
    sisi = f"al/NNP/compound/Sisi +-/HYPH/punct/Sisi +Sisi/NNP/nsubj/left {LEFT}"
    assert label("army", sisi, army, today=date(2020, 1, 1)) == "Egypt Armed Forces"
    assert label("army", sisi, army, today=date(2010, 1, 1)) is None


def test_the_protesters_are_those_told_before() -> None:
    first = "Families=family/NNS/nsubj/left of/IN/prep/Families Goma/NNP/pobj/of/GPE left=leave/VBD/ROOT ."
    again = f"The/DT/det/families families=family/NNS/nsubj/left {LEFT}"
    assert label("families", IRAQ, first, again) == label("Families", first)
