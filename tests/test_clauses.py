"""Predicates and their arguments: one sentence for each construction."""

from __future__ import annotations

import pytest
from parses import parse, word

from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.phrases import conjuncts
from kgraph.reading.predicates.subjects import is_passive, subjects


def clause(sentence: str, verb: str) -> Clause:
    return clause_of(word(parse(sentence), verb))


def shape(sentence: str, verb: str) -> str:
    """Who does it > to whom, or to whom > for whom."""
    read = clause(sentence, verb)
    sides = [read.agents, read.patients, *([read.recipients] if read.recipients else [])]
    return " > ".join(" ".join(token.text for token in side) or "-" for side in sides)


def obliques(sentence: str, verb: str) -> dict[str, list[str]]:
    return {name: [token.text for token in tokens] for name, tokens in clause(sentence, verb).obliques.items()}


RELATIVE_OBJECT = (
    "The/DT/det/group group/NN/nsubj/fled that/WDT/dobj/backs Iran/NNP/nsubj/backs "
    "backs=back/VBZ/relcl/group fled/VBD/ROOT ."
)
BARE_RELATIVE = "The/DT/det/group group/NN/nsubj/fled Iran/NNP/nsubj/backs backs=back/VBZ/relcl/group fled/VBD/ROOT ."

CONSTRUCTIONS = [
    pytest.param("Iran/NNP/nsubj/hit hit/VBD/ROOT Iraq/NNP/dobj/hit .", "hit", "Iran > Iraq", id="active"),
    pytest.param("Iran/NNP/nsubjpass/hit was=be/VBD/auxpass/hit hit/VBN/ROOT .", "hit", "- > Iran", id="short passive"),
    pytest.param(
        "Iran/NNP/nsubjpass/hit was=be/VBD/auxpass/hit hit/VBN/ROOT by/IN/agent/hit Iraq/NNP/pobj/by .",
        "hit",
        "Iraq > Iran",
        id="passive",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT and/CC/cc/hit stormed=storm/VBD/conj/hit Baghdad/NNP/dobj/stormed .",
        "stormed",
        "Iran > Baghdad",
        id="coordinated verb takes the subject",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT and/CC/cc/hit stormed=storm/VBD/conj/hit Baghdad/NNP/dobj/stormed .",
        "hit",
        "Iran > Baghdad",
        id="coordinated verb lends its object",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT hard/RB/advmod/hit and/CC/cc/hit stormed=storm/VBD/conj/hit "
        "Baghdad/NNP/dobj/stormed .",
        "hit",
        "Iran > -",
        id="a verb closed by an adverb takes no object from the next",
    ),
    pytest.param(
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT and/CC/cc/left Iraq/NNP/nsubj/hit hit/VBD/conj/left "
        "Syria/NNP/dobj/hit .",
        "hit",
        "Iraq > Syria",
        id="coordinated clause keeps its subject",
    ),
    pytest.param(
        "Iran/NNP/nsubjpass/hit was=be/VBD/auxpass/hit hit/VBN/ROOT and/CC/cc/hit shelled=shell/VBN/conj/hit "
        "by/IN/agent/shelled Iraq/NNP/pobj/by .",
        "shelled",
        "Iraq > Iran",
        id="coordinated passive",
    ),
    pytest.param(
        "Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/hit hit/VB/xcomp/wants Iraq/NNP/dobj/hit .",
        "hit",
        "Iran > Iraq",
        id="subject control",
    ),
    pytest.param(
        "Iran/NNP/nsubj/forced forced=force/VBD/ROOT Iraq/NNP/dobj/forced to/TO/aux/leave leave/VB/xcomp/forced "
        "Syria/NNP/dobj/leave .",
        "leave",
        "Iraq > Syria",
        id="object control",
    ),
    pytest.param(
        "Iran/NNP/nsubj/promised promised=promise/VBD/ROOT Iraq/NNP/dobj/promised to/TO/aux/leave "
        "leave/VB/xcomp/promised Syria/NNP/dobj/leave .",
        "leave",
        "Iran > Syria",
        id="promises bind the subject",
    ),
    pytest.param(
        "Iran/NNP/nsubj/began began=begin/VBD/ROOT to/TO/aux/try try/VB/xcomp/began to/TO/aux/hit hit/VB/xcomp/try "
        "Iraq/NNP/dobj/hit .",
        "hit",
        "Iran > Iraq",
        id="control through two verbs",
    ),
    pytest.param(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT ready/JJ/acomp/is to/TO/aux/hit hit/VB/xcomp/ready Iraq/NNP/dobj/hit .",
        "hit",
        "Iran > Iraq",
        id="control by an adjective",
    ),
    pytest.param(
        "The/DT/det/group group/NN/nsubj/fled which/WDT/nsubj/hit hit/VBD/relcl/group Iraq/NNP/dobj/hit "
        "fled/VBD/ROOT .",
        "hit",
        "which > Iraq",
        id="relative subject",
    ),
    pytest.param(RELATIVE_OBJECT, "backs", "Iran > that", id="relative object"),
    pytest.param(BARE_RELATIVE, "backs", "Iran > group", id="relative without a pronoun"),
    pytest.param(
        "Iran/NNP/nsubj/fled ,/,/punct/Iran hit/VBN/acl/Iran by/IN/agent/hit Iraq/NNP/pobj/by , fled=flee/VBD/ROOT .",
        "hit",
        "Iraq > Iran",
        id="past participle",
    ),
    pytest.param(
        "Rebels=rebel/NNS/nsubj/fled fighting=fight/VBG/acl/Rebels Iraq/NNP/dobj/fighting fled=flee/VBD/ROOT .",
        "fighting",
        "Rebels > Iraq",
        id="present participle of a noun",
    ),
    pytest.param(
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT , hitting=hit/VBG/advcl/left Iraq/NNP/dobj/hitting .",
        "hitting",
        "Iran > Iraq",
        id="present participle of a clause",
    ),
    pytest.param(
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT when/WRB/advmod/hit Iraq/NNP/nsubj/hit hit/VBD/advcl/left "
        "Syria/NNP/dobj/hit .",
        "hit",
        "Iraq > Syria",
        id="adverbial clause with its own subject",
    ),
    pytest.param(
        "Iran/NNP/nsubj/accused accused=accuse/VBD/ROOT Iraq/NNP/dobj/accused of/IN/prep/accused "
        "hitting=hit/VBG/pcomp/of Syria/NNP/dobj/hitting .",
        "hitting",
        "Iraq > Syria",
        id="accused of doing",
    ),
    pytest.param(
        "Iran/NNP/nsubjpass/accused was=be/VBD/auxpass/accused accused=accuse/VBN/ROOT of/IN/prep/accused "
        "hitting=hit/VBG/pcomp/of Syria/NNP/dobj/hitting .",
        "hitting",
        "Iran > Syria",
        id="was accused of doing",
    ),
    pytest.param(
        "After/IN/prep/hit meeting=meet/VBG/pcomp/After Merkel/NNP/dobj/meeting , Biden/NNP/nsubj/hit hit/VBD/ROOT "
        "Iran/NNP/dobj/hit .",
        "meeting",
        "Biden > Merkel",
        id="after doing",
    ),
    pytest.param(
        "Iran/NNP/poss/plan 's/POS/case/Iran plan/NN/nsubj/failed to/TO/aux/hit hit/VB/acl/plan Iraq/NNP/dobj/hit "
        "failed=fail/VBD/ROOT .",
        "hit",
        "Iran > Iraq",
        id="whose plan",
    ),
    pytest.param(
        "Iran/NNP/nsubj/has has=have/VBZ/ROOT a/DT/det/plan plan/NN/dobj/has to/TO/aux/hit hit/VB/acl/plan "
        "Iraq/NNP/dobj/hit .",
        "hit",
        "Iran > Iraq",
        id="has a plan to",
    ),
    pytest.param(
        "The/DT/det/plan plan/NN/nsubj/failed to/TO/aux/hit hit/VB/acl/plan Iraq/NNP/dobj/hit failed=fail/VBD/ROOT .",
        "hit",
        "- > Iraq",
        id="nobody's plan",
    ),
    pytest.param(
        "Biden/NNP/nsubj/issued issued=issue/VBD/ROOT a/DT/det/statement statement/NN/dobj/issued "
        "condemning=condemn/VBG/acl/statement Iran/NNP/dobj/condemning .",
        "condemning",
        "Biden > Iran",
        id="what a statement does, its author does",
    ),
    pytest.param(
        "Biden/NNP/nsubj/met met=meet/VBD/ROOT a/DT/det/man man/NN/dobj/met condemning=condemn/VBG/acl/man "
        "Iran/NNP/dobj/condemning .",
        "condemning",
        "man > Iran",
        id="what a man does, he does",
    ),
    pytest.param(
        "Iran/NNP/nsubj/gave gave=give/VBD/ROOT arms=arm/NNS/dobj/gave to/IN/dative/gave Hamas/NNP/pobj/to .",
        "gave",
        "Iran > arms > Hamas",
        id="gave to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/gave gave=give/VBD/ROOT Hamas/NNP/dative/gave arms=arm/NNS/dobj/gave .",
        "gave",
        "Iran > arms > Hamas",
        id="two objects",
    ),
    pytest.param(
        "Iran/NNP/nsubj/received received=receive/VBD/ROOT , on/IN/prep/received Monday/NNP/pobj/on , "
        "Merkel/NNP/npadvmod/received .",
        "received",
        "Iran > Merkel",
        id="object behind an insertion",
    ),
    pytest.param(
        "Hit=hit/VBN/advcl/fled by/IN/agent/Hit Iraq/NNP/pobj/by , Iran/NNP/nsubj/fled fled=flee/VBD/ROOT .",
        "Hit",
        "Iraq > Iran",
        id="participle in front",
    ),
    pytest.param(
        "Iran/NNP/nsubj/had had=have/VBD/ROOT Merkel/NNP/nsubj/hit hit/VBN/ccomp/had .",
        "hit",
        "Iran > Merkel",
        id="had somebody hit",
    ),
    pytest.param(
        "Iran/NNP/nsubj/had had=have/VBD/ROOT the/DT/det/envoy envoy/NN/dobj/had hit/VBN/acl/envoy .",
        "hit",
        "Iran > envoy",
        id="had somebody hit, as a participle",
    ),
    pytest.param(
        "Iran/NNP/nsubj/had had=have/VBD/ROOT rockets=rocket/NNS/dobj/had made=make/VBN/acl/rockets by/IN/agent/made "
        "Syria/NNP/pobj/by .",
        "made",
        "Syria > rockets",
        id="had what another made",
    ),
    pytest.param(
        "Iran/NNP/nsubj/stopped stopped=stop/VBD/ROOT , looked=look/VBD/advcl/stopped and/CC/cc/looked "
        "hit/VBD/conj/looked Iraq/NNP/dobj/hit .",
        "hit",
        "Iran > Iraq",
        id="finite verbs in a row",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT what/WP/dobj/called Syria/NNP/nsubj/called called=call/VBD/ccomp/hit "
        "bases=base/NNS/oprd/called .",
        "hit",
        "Iran > bases",
        id="what another called bases",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT what/WP/nsubj/were Syria/NNP/nsubj/said said=say/VBD/ccomp/hit "
        "were=be/VBD/ccomp/said bases=base/NNS/attr/were .",
        "hit",
        "Iran > bases",
        id="what another said were bases",
    ),
    pytest.param(
        "the/DT/det/first first/JJ/amod/envoy envoy/NN/nsubj/left to/TO/aux/hit hit/VB/relcl/envoy Iran/NNP/dobj/hit "
        "left=leave/VBD/ROOT .",
        "hit",
        "envoy > Iran",
        id="the first to",
    ),
    pytest.param(
        "the/DT/det/decision decision/NN/nsubj/failed of/IN/prep/decision Iran/NNP/pobj/of to/TO/aux/hit hit/VB/acl/decision "
        "Iraq/NNP/dobj/hit failed=fail/VBD/ROOT .",
        "hit",
        "Iran > Iraq",
        id="the decision of",
    ),
    pytest.param(
        "Merkel/NNP/ROOT , fresh/JJ/amod/Merkel , hit/VBD/conj/Merkel Iraq/NNP/dobj/hit .",
        "hit",
        "Merkel > Iraq",
        id="a sentence taken for a noun phrase",
    ),
    pytest.param(
        "Iran/NNP/nsubjpass/killed was=be/VBD/auxpass/killed killed=kill/VBN/ROOT at/IN/prep/killed the/DT/det/hands "
        "hands=hand/NNS/pobj/at of/IN/prep/hands Iraq/NNP/pobj/of .",
        "killed",
        "Iraq > Iran",
        id="at the hands of",
    ),
]


@pytest.mark.parametrize(("sentence", "verb", "expected"), CONSTRUCTIONS)
def test_the_arguments_of_a_verb(sentence: str, verb: str, expected: str) -> None:
    assert shape(sentence, verb) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("Iran/NNP/nsubj/hit hit/VBD/ROOT Iraq/NNP/dobj/hit .", "hit", False),
        ("Iran/NNP/nsubj/hit has=have/VBZ/aux/hit hit/VBN/ROOT Iraq/NNP/dobj/hit .", "hit", False),
        ("Iran/NNP/nsubjpass/hit got=get/VBD/auxpass/hit hit/VBN/ROOT .", "hit", True),
        ("the/DT/det/raid raid/NN/ROOT made=make/VBN/acl/raid by/IN/agent/made Iran/NNP/pobj/by", "made", True),
        ("Iran/NNP/ROOT left=leave/VBN/acl/Iran Iraq/NNP/dobj/left", "left", False),
        (
            "Iran/NNP/nsubj/left left=leave/VBD/ROOT and/CC/cc/left was=be/VBD/auxpass/hit hit/VBN/conj/left .",
            "hit",
            True,
        ),
    ],
)
def test_passive_forms_are_told_from_perfect_ones(sentence: str, verb: str, passive: bool) -> None:
    assert is_passive(word(parse(sentence), verb)) is passive


def test_the_subject_of_a_coordinated_passive_is_acted_upon() -> None:
    sentence = (
        "Iran/NNP/nsubj/left left=leave/VBD/ROOT and/CC/cc/left was=be/VBD/auxpass/hit hit/VBN/conj/left "
        "by/IN/agent/hit Iraq/NNP/pobj/by ."
    )
    assert shape(sentence, "hit") == "Iraq > Iran"


def test_a_particle_and_what_stands_behind_the_preposition() -> None:
    sentence = (
        "Iran/NNP/nsubj/cracked cracked=crack/VBD/ROOT down/RP/prt/cracked on/IN/prep/cracked Hamas/NNP/pobj/on ."
    )
    assert clause(sentence, "cracked").particles == {"down"}
    assert obliques(sentence, "cracked") == {"on": ["Hamas"]}


def test_out_of_counts_as_out_and_as_of() -> None:
    sentence = "Iran/NNP/nsubj/went went=go/VBD/ROOT out/IN/prep/went of/IN/prep/out Syria/NNP/pobj/of ."
    assert obliques(sentence, "went") == {"of": ["Syria"], "out": ["Syria"]}


@pytest.mark.parametrize(
    ("sentence", "verb", "preposition"),
    [
        (
            "Iran/NNP/nsubj/pushed pushed=push/VBD/ROOT back/RB/advmod/pushed against/IN/prep/back Iraq/NNP/pobj/against .",
            "pushed",
            "against",
        ),
        ("Iran/NNP/nsubj/said said=say/VBD/ROOT no/UH/intj/said to/IN/prep/no Iraq/NNP/pobj/to .", "said", "to"),
        (
            "Iran/NNP/nsubj/came came=come/VBD/ROOT face/NN/npadvmod/came to/IN/aux/Face Face=face/NN/advcl/came "
            "with/IN/prep/Face Iraq/NNP/pobj/with .",
            "came",
            "with",
        ),
    ],
)
def test_what_the_parser_hung_on_an_adverb_belongs_to_the_verb(sentence: str, verb: str, preposition: str) -> None:
    assert obliques(sentence, verb)[preposition] == ["Iraq"]


def test_of_what_is_predicated_nothing_is_taken_for_the_verb() -> None:
    assert "of" not in obliques(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT critical/JJ/acomp/is of/IN/prep/critical Iraq/NNP/pobj/of .", "is"
    )


def test_coordinated_prepositions_each_have_their_object() -> None:
    sentence = (
        "Iran/NNP/nsubj/moved moved=move/VBD/ROOT in/IN/prep/moved Iraq/NNP/pobj/in and/CC/cc/in around/IN/conj/in "
        "Syria/NNP/pobj/around ."
    )
    assert obliques(sentence, "moved") == {"in": ["Iraq"], "around": ["Syria"]}


def test_what_the_parser_hung_on_a_name_belongs_to_the_verb() -> None:
    sentence = (
        "They=they/PRP/nsubj/went went=go/VBD/ROOT with/IN/prep/went Iran/NNP/pobj/with against/IN/prep/Iran "
        "Iraq/NNP/pobj/against ."
    )
    assert obliques(sentence, "went") == {"against": ["Iraq"], "with": ["Iran"]}


def test_the_agent_of_a_passive_stands_behind_by_too() -> None:
    sentence = "Iran/NNP/nsubjpass/hit was=be/VBD/auxpass/hit hit/VBN/ROOT by/IN/agent/hit Iraq/NNP/pobj/by ."
    assert obliques(sentence, "hit") == {"by": ["Iraq"]}


def test_complements_are_kept_and_the_lemma_is_lower_case() -> None:
    read = clause(
        "Iran/NNP/nsubj/Says Says=Say/VBZ/ROOT that/IN/mark/fled Iraq/NNP/nsubj/fled fled=flee/VBD/ccomp/Says .", "Says"
    )
    assert [token.text for token in read.complements] == ["fled"]
    assert read.lemma == "say"


def test_a_lone_root_without_subject_has_none() -> None:
    assert subjects(word(parse("Attack/VB/ROOT Iran/NNP/dobj/Attack !"), "Attack")) == []


def test_lists_are_opened_in_the_order_of_the_text() -> None:
    doc = parse(
        "Iran/NNP/nsubj/fought ,/,/punct/Iran Iraq/NNP/conj/Iran and/CC/cc/Iraq Syria/NNP/conj/Iraq "
        "fought=fight/VBD/ROOT ."
    )
    assert [token.text for token in conjuncts(word(doc, "Iran"))] == ["Iran", "Iraq", "Syria"]


def test_coordinated_verbs_are_no_list_of_actors() -> None:
    doc = parse("raid/NN/ROOT and/CC/cc/raid kill/VB/conj/raid")
    assert [token.text for token in conjuncts(word(doc, "raid"))] == ["raid"]
