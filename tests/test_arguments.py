"""From a head word to actors: members, owners, places, relatives, lists."""

from __future__ import annotations

from itertools import pairwise

import pytest
from parses import arguments, known, passage, resolved, word

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.predicates.arguments import MAX_LIST


def actors(sentence: str, head: str, owners: bool = False) -> list[str]:
    paragraph = passage(sentence)
    found = arguments(paragraph).actors([word(paragraph, head)], owners)
    return [candidate.actor.label for candidate in found if candidate.actor]


def test_a_name_is_its_actor() -> None:
    assert actors("Iran/NNP/nsubj/fled fled=flee/VBD/ROOT .", "Iran") == ["Iran"]


def test_a_list_is_opened() -> None:
    sentence = (
        "Iran/NNP/nsubj/met ,/,/punct/Iran Iraq/NNP/conj/Iran and/CC/cc/Iraq Syria/NNP/conj/Iraq met=meet/VBD/ROOT ."
    )
    assert actors(sentence, "Iran") == ["Iran", "Iraq", "Syria"]


def test_a_name_hung_on_the_next_belongs_to_the_list() -> None:
    sentence = "Biden/NNP/nmod/Merkel and/CC/cc/Biden Merkel/NNP/nsubj/met met=meet/VBD/ROOT ."
    assert actors(sentence, "Merkel") == ["Joe Biden", "Angela Merkel"]


def test_a_long_list_is_cut() -> None:
    names = "Iran Iraq Israel Syria Turkey Egypt Germany Kuwait Russia Hamas".split()
    rest = " ".join(f"{name}/NNP/conj/{before}" for before, name in pairwise(names))
    found = actors(f"{names[0]}/NNP/nsubj/met {rest} met=meet/VBD/ROOT .", "Iran")
    assert found == names[:MAX_LIST]


def test_an_actor_named_twice_in_a_list_counts_once_at_each_place() -> None:
    assert actors("Iran/NNP/nsubj/met and/CC/cc/Iran Tehran/NNP/conj/Iran met=meet/VBD/ROOT .", "Iran") == ["Iran"] * 2


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        pytest.param(
            "Members=member/NNS/nsubj/fled of/IN/prep/Members Hamas/NNP/pobj/of fled=flee/VBD/ROOT .",
            "Members",
            ["Hamas"],
            id="members of a group are the group",
        ),
        pytest.param(
            "Dozens=dozen/NNS/nsubj/fled of/IN/prep/Dozens them/PRP/pobj/of fled=flee/VBD/ROOT .",
            "Dozens",
            [],
            id="dozens of them are nobody known",
        ),
        pytest.param(
            "Three=three/CD/nsubj/fled of/IN/prep/Three Iran/NNP/pobj/of fled=flee/VBD/ROOT .",
            "Three",
            ["Iran"],
            id="a number of them is them",
        ),
        pytest.param(
            "Iranian/JJ/amod/missiles missiles=missile/NNS/nsubj/struck struck=strike/VBD/ROOT .",
            "missiles",
            ["Iran"],
            id="a thing acts for whom it is named after",
        ),
        pytest.param(
            "Iran/NNP/poss/missiles 's/POS/case/Iran missiles=missile/NNS/nsubj/struck struck=strike/VBD/ROOT .",
            "missiles",
            ["Iran"],
            id="a thing acts for its owner",
        ),
        pytest.param(
            "The/DT/det/dog dog/NN/nsubj/bit of/IN/prep/dog Biden/NNP/pobj/of bit=bite/VBD/ROOT .",
            "dog",
            [],
            id="as a subject a thing is not what stands behind of",
        ),
        pytest.param(
            "A/DT/det/man Hamas/NNP/compound/man man/NN/nsubj/fled fled=flee/VBD/ROOT .",
            "man",
            ["man of Hamas"],
            id="a nameless man is told by whose he is",
        ),
        pytest.param(
            "A/DT/det/chair chair/NN/nsubj/fell fell=fall/VBD/ROOT .", "chair", [], id="a mere thing is nobody"
        ),
    ],
)
def test_what_a_subject_stands_for(sentence: str, head: str, expected: list[str]) -> None:
    assert actors(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT the/DT/det/port port/NN/dobj/hit of/IN/prep/port "
            "Kuwait/NNP/pobj/of .",
            "port",
            ["Kuwait"],
            id="of",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT Kuwait/NNP/poss/port 's/POS/case/Kuwait port/NN/dobj/hit .",
            "port",
            ["Kuwait"],
            id="possessive",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT positions=position/NNS/dobj/hit inside/IN/prep/positions "
            "Syria/NNP/pobj/inside .",
            "positions",
            ["Syria"],
            id="place",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT a/DT/det/depot depot/NN/dobj/hit in/IN/prep/depot "
            "Isfahan/NNP/pobj/in/GPE .",
            "depot",
            ["Iran"],
            id="city",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT positions=position/NNS/dobj/hit in/IN/prep/positions "
            "Hamas/NNP/pobj/in .",
            "positions",
            [],
            id="only a state owns what stands in it",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT the/DT/det/port Kuwaiti/JJ/amod/port port/NN/dobj/hit .",
            "port",
            ["Kuwait"],
            id="adjective",
        ),
        pytest.param(
            "They=they/PRP/nsubj/hit hit/VBD/ROOT the/DT/det/homes homes=home/NNS/dobj/hit of/IN/prep/homes "
            "members=member/NNS/pobj/5 of/IN/prep/members Hamas/NNP/pobj/7 .",
            "homes",
            ["Hamas"],
            id="the homes of members",
        ),
        pytest.param(
            "They=they/PRP/nsubj/deplore deplore/VBP/ROOT the/DT/det/attack attack/NN/dobj/deplore by/IN/prep/attack "
            "Iran/NNP/pobj/by .",
            "attack",
            ["Iran"],
            id="an event is whose act it is",
        ),
        pytest.param(
            "They=they/PRP/nsubj/deplore deplore/VBP/ROOT the/DT/det/attack attack/NN/dobj/deplore "
            "made=make/VBN/acl/attack "
            "by/IN/agent/made Iran/NNP/pobj/by .",
            "attack",
            ["Iran"],
            id="an event made by",
        ),
        pytest.param(
            "They=they/PRP/nsubj/deplore deplore/VBP/ROOT the/DT/det/attack attack/NN/dobj/deplore from/IN/prep/attack "
            "Iran/NNP/pobj/from .",
            "attack",
            ["Iran"],
            id="an event from",
        ),
        pytest.param(
            "They=they/PRP/nsubj/deplore deplore/VBP/ROOT Iran/NNP/poss/attack 's/POS/case/Iran attack/NN/dobj/deplore "
            "on/IN/prep/attack Iraq/NNP/pobj/on .",
            "attack",
            ["Iran"],
            id="whose attack",
        ),
        pytest.param(
            "They=they/PRP/nsubj/deplore deplore/VBP/ROOT the/DT/det/attack Iranian/JJ/amod/attack "
            "attack/NN/dobj/deplore .",
            "attack",
            ["Iran"],
            id="the Iranian attack",
        ),
    ],
)
def test_whose_an_object_is(sentence: str, head: str, expected: list[str]) -> None:
    assert actors(sentence, head, owners=True) == expected


def inside(sentence: str, head: str, through_events: bool = False) -> list[str]:
    paragraph = passage(sentence)
    found = arguments(paragraph).inside([word(paragraph, head)], through_events)
    return [candidate.actor.label for candidate in found if candidate.actor]


BAN = (
    "They=they/PRP/nsubj/lifted lifted=lift/VBD/ROOT a/DT/det/ban ban/NN/dobj/lifted on/IN/prep/ban "
    "visas=visa/NNS/pobj/on for/IN/prep/visas Iraq/NNP/pobj/for ."
)
ATTACK = (
    "They=they/PRP/nsubj/condemned condemned=condemn/VBD/ROOT the/DT/det/attack attack/NN/dobj/condemned "
    "on/IN/prep/attack Iraq/NNP/pobj/on ."
)


def test_inside_a_thing_is_whom_it_is_for() -> None:
    assert inside(BAN, "ban") == ["Iraq"]


def test_inside_an_event_are_its_own_participants() -> None:
    assert inside(ATTACK, "attack") == []
    assert inside(ATTACK, "attack", through_events=True) == ["Iraq"]


def test_inside_a_thing_with_nobody_is_nobody() -> None:
    assert inside("They=they/PRP/nsubj/saw saw=see/VBD/ROOT a/DT/det/chair chair/NN/dobj/saw .", "chair") == []


def test_what_is_done_to_nameless_people_is_done_where_they_are() -> None:
    paragraph = passage(
        "They=they/PRP/nsubj/hurt hurt/VBD/ROOT 48/CD/dobj/hurt in/IN/prep/hurt Iraq/NNP/pobj/in with/IN/prep/hurt "
        "chairs=chair/NNS/pobj/with ."
    )
    found = arguments(paragraph)
    people, chairs, places = ([word(paragraph, text)] for text in ("48", "chairs", "Iraq"))
    assert [c.actor.label for c in found.states_around(people, places) if c.actor] == ["Iraq"]
    assert found.states_around(chairs, places) == []


def test_who_is_the_noun_that_the_clause_describes() -> None:
    sentence = (
        "They=they/PRP/nsubj/like like/VBP/ROOT Biden/NNP/dobj/like ,/,/punct/Biden who/WP/nsubj/hit "
        "hit/VBD/relcl/Biden "
        "Iraq/NNP/dobj/hit ."
    )
    assert actors(sentence, "who") == ["Joe Biden"]


def test_who_hung_on_a_thing_is_the_person_before_it() -> None:
    sentence = (
        "They=they/PRP/nsubj/like like/VBP/ROOT Biden/NNP/dobj/like of/IN/prep/Biden the/DT/det/town town/NN/pobj/of "
        "who/WP/nsubj/hit hit/VBD/relcl/town Iraq/NNP/dobj/hit ."
    )
    assert actors(sentence, "who") == ["Joe Biden"]


def test_which_hung_on_a_thing_stays_with_it() -> None:
    sentence = (
        "They=they/PRP/nsubj/like like/VBP/ROOT Biden/NNP/dobj/like of/IN/prep/Biden the/DT/det/town town/NN/pobj/of "
        "which/WDT/nsubj/hit hit/VBD/relcl/town Iraq/NNP/dobj/hit ."
    )
    assert actors(sentence, "which") == []


def test_a_relative_without_clause_stands_for_nobody() -> None:
    assert actors("Who/WP/nsubj/fled fled=flee/VBD/ROOT ?", "Who") == []


def test_an_apposed_name_stands_for_the_noun() -> None:
    sentence = "The/DT/det/boat boat/NN/nsubj/fled ,/,/punct/boat Hamas/NNP/appos/boat , fled=flee/VBD/ROOT ."
    assert actors(sentence, "boat") == ["Hamas"]


def test_an_unsettled_pronoun_stands_for_nobody() -> None:
    assert actors("He=he/PRP/nsubj/fled fled=flee/VBD/ROOT .", "He") == []


def test_a_plural_that_means_several_is_each_of_them() -> None:
    paragraph = passage(
        "Iran/NNP/nsubj/met and/CC/cc/Iran Iraq/NNP/conj/Iran met=meet/VBD/ROOT .",
        "They=they/PRP/nsubj/quarrelled quarrelled=quarrel/VBD/ROOT .",
    )
    found = arguments(paragraph).actors([word(paragraph, "They")])
    assert [candidate.surface for candidate in found] == ["Iran", "Iraq"]


def test_the_longest_mention_covers_a_word_and_the_shortest_is_inside() -> None:
    paragraph = passage(
        "pro/JJ/amod/militias +-/HYPH/punct/militias +Iranian/JJ/amod/militias militias=militia/NNS/ROOT"
    )
    outer = Candidate(paragraph, 0, 4, 3, MentionKind.DESCRIPTION, actor=known("pro-Iranian militias"))
    inner = Candidate(paragraph, 2, 3, 2, MentionKind.NAME, actor=known("Iran"))
    both = arguments(paragraph, [inner, outer])
    assert both.covering(paragraph.doc[2]) is outer
    assert both.innermost(paragraph.doc[2]) is inner
    assert both.covering(paragraph.doc[0]) is both.innermost(paragraph.doc[0]) is outer


def test_a_word_outside_every_mention_is_covered_by_none() -> None:
    paragraph = passage("Iran/NNP/nsubj/fled fled=flee/VBD/ROOT .")
    assert arguments(paragraph, resolved(paragraph)).covering(word(paragraph, "fled")) is None


def test_only_the_modifiers_before_the_noun_count() -> None:
    paragraph = passage(
        "the/DT/det/talks Iran/NNP/compound/talks +-/HYPH/punct/talks +Iraq/NNP/compound/talks "
        "talks=talk/NNS/ROOT in/IN/prep/talks "
        "Egypt/NNP/pobj/in"
    )
    found = arguments(paragraph).modifiers(word(paragraph, "talks"))
    assert [candidate.surface for candidate in found] == ["Iran", "Iraq"]
