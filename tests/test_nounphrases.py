"""Actors by their nouns: parts of a state, descriptions, apposition."""

from __future__ import annotations

import pytest
from parses import found, parse, passage, small_ontology, surface

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.nounwords import singulars


def parts(sentence: str) -> dict[str, str]:
    """The candidates that are settled by their words, which only parts of states are at this stage."""
    return {c.surface: c.actor.label for c in found(passage(sentence)) if c.actor}


def description(sentence: str, text: str) -> Candidate:
    candidate = surface(found(passage(sentence)), text)
    assert candidate.kind is MentionKind.DESCRIPTION
    return candidate


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Iraqi/JJ/amod/parliament parliament/NN/ROOT",
            {"Iraqi parliament": "Council of Representatives of Iraq"},
            id="the body that the ontology has",
        ),
        pytest.param(
            "Iran/NNP/poss/parliament 's/POS/case/Iran parliament/NN/ROOT",
            {"Iran's parliament": "Parliament of Iran"},
            id="one named by pattern",
        ),
        pytest.param(
            "the/DT/det/government Tehran/NNP/compound/government government/NN/ROOT",
            {"Tehran government": "Government of Iran"},
            id="capital",
        ),
        pytest.param(
            "the/DT/det/parliament parliament/NN/ROOT of/IN/prep/parliament Egypt/NNP/pobj/of",
            {"parliament of Egypt": "Parliament of Egypt"},
            id="of",
        ),
        pytest.param(
            "police/NNS/ROOT in/IN/prep/police Iran/NNP/pobj/in",
            {"police in Iran": "Iranian police"},
            id="civil bodies are in their state",
        ),
        pytest.param(
            "soldiers=soldier/NNS/ROOT in/IN/prep/soldiers Iran/NNP/pobj/in", {}, id="soldiers may be in another's"
        ),
        pytest.param(
            "Iraqi/JJ/amod/forces armed/JJ/amod/forces forces=force/NNS/ROOT",
            {"Iraqi armed forces": "Iraq Armed Forces"},
            id="two words",
        ),
        pytest.param(
            "Iraqi/JJ/amod/forces special/JJ/amod/forces armed/JJ/amod/forces forces=force/NNS/ROOT",
            {"Iraqi special armed forces": "Iraq Armed Forces"},
            id="an adjective between",
        ),
        pytest.param(
            "Iraqi/JJ/amod/parliament big/JJ/amod/parliament old/JJ/amod/parliament new/JJ/amod/parliament "
            "parliament/NN/ROOT",
            {},
            id="not too many between",
        ),
        pytest.param(
            "Israeli/JJ/amod/army army/NN/ROOT", {"Israeli army": "Israel Defense Forces"}, id="army with a name"
        ),
        pytest.param("Iraqi/JJ/amod/militia militia/NN/ROOT", {}, id="one of them is not the part"),
        pytest.param(
            "Iraqi/JJ/amod/militias militias=militia/NNS/ROOT", {"Iraqi militias": "Iraqi militias"}, id="all are"
        ),
        pytest.param(
            "Kurdish/JJ/amod/fighters fighters=fighter/NNS/ROOT",
            {"Kurdish fighters": "Kurdish fighters"},
            id="of a community",
        ),
        pytest.param("Iranians/NNPS/ROOT parliament/NN/dep/Iranians", {}, id="a people has none beside it"),
        pytest.param(
            "pro/JJ/amod/militias +-/HYPH/punct/militias +Iranian/JJ/amod/militias militias=militia/NNS/ROOT",
            {},
            id="pro-Iranian is not Iran's",
        ),
        pytest.param("Congolese/JJ/amod/army army/NN/ROOT", {}, id="of two states of one name"),
        pytest.param("Hamas/NNP/compound/army army/NN/ROOT", {}, id="of no state"),
        pytest.param("Iraqi/JJ/amod/table table/NN/ROOT", {}, id="no part"),
    ],
)
def test_parts_of_a_state(sentence: str, expected: dict[str, str]) -> None:
    assert parts(sentence) == expected


def test_a_part_remembers_its_state_and_noun() -> None:
    candidate = found(passage("Iraqi/JJ/amod/soldiers soldiers=soldier/NNS/ROOT"))[0]
    assert candidate.state is not None
    assert (candidate.state.label, candidate.noun, candidate.specific) == ("Iraq", "soldiers", True)


def test_the_noun_of_a_part() -> None:
    phrases = NounPhrases(small_ontology())
    part = phrases.part_noun("armed force")
    assert part is not None
    assert part.type == "ArmedForces"
    assert phrases.part_noun("table") is None


@pytest.mark.parametrize(
    ("sentence", "text", "type_name", "state", "noun", "specific"),
    [
        pytest.param(
            "a/DT/det/dissident Saudi/JJ/amod/dissident dissident/NN/ROOT",
            "dissident",
            "Person",
            "Saudi Arabia",
            "dissident",
            True,
            id="state by adjective",
        ),
        pytest.param(
            "the/DT/det/minister foreign/JJ/amod/minister minister/NN/ROOT of/IN/prep/minister Kuwait/NNP/pobj/of",
            "foreign minister",
            "Person",
            "Kuwait",
            "foreign minister",
            False,
            id="state behind of",
        ),
        pytest.param(
            "Kuwait/NNP/poss/envoy 's/POS/case/Kuwait envoy/NN/ROOT",
            "envoy",
            "Person",
            "Kuwait",
            "envoy",
            False,
            id="state as owner",
        ),
        pytest.param("the/DT/det/group group/NN/ROOT", "group", "ArmedGroup", None, "group", False, id="no state"),
        pytest.param(
            "supporters=supporter/NNS/ROOT",
            "supporters",
            "Collective",
            None,
            "supporter",
            False,
            id="plural of a person",
        ),
        pytest.param(
            "a/DT/det/supporter supporter/NN/ROOT", "supporter", "Person", None, "supporter", False, id="one person"
        ),
    ],
)
def test_descriptions(sentence: str, text: str, type_name: str, state: str | None, noun: str, specific: bool) -> None:
    candidate = description(sentence, text)
    found_state = candidate.state.label if candidate.state else None
    assert (candidate.type, found_state, candidate.noun, candidate.specific) == (type_name, state, noun, specific)


def test_an_affixed_description_holds_its_state() -> None:
    candidate = description(
        "pro/JJ/amod/rebels +-/HYPH/amod/rebels +Iranian/JJ/amod/rebels rebels=rebel/NNS/ROOT", "pro-Iranian rebels"
    )
    assert candidate.specific
    assert candidate.state is not None


def test_a_title_before_a_name_is_no_description() -> None:
    sentence = "General/NN/compound/Smith Smith/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    assert [c.surface for c in found(passage(sentence))] == ["Smith"]


def test_a_noun_inside_another_phrase_is_no_description() -> None:
    assert found(passage("the/DT/det/house president/NN/compound/house house/NN/ROOT")) == []


def test_a_side_before_a_thing_owns_it() -> None:
    (owner,) = found(passage("the/DT/det/house rebel/NN/compound/house house/NN/ROOT"))
    assert (owner.surface, owner.owner, owner.plural_word, owner.word) == ("rebel", True, True, "rebels")


@pytest.mark.parametrize(
    "sentence",
    [
        "the/DT/det/president president/NN/nsubj/left of/IN/prep/president Serbia/NNP/pobj/of/GPE ,/,/punct/president "
        "Vucic/NNP/appos/president/PERSON , left=leave/VBD/ROOT .",
        "the/DT/det/president president/NN/nsubj/left ,/,/punct/president Vucic/NNP/dep/left/PERSON , "
        "left=leave/VBD/ROOT .",
        "We/PRP/nsubj/left left=leave/VBD/ROOT Vucic/NNP/dobj/left/PERSON ,/,/punct/Vucic the/DT/det/president "
        "president/NN/appos/Vucic .",
    ],
    ids=["behind of", "by place alone", "name first"],
)
def test_apposition(sentence: str) -> None:
    candidate = description(sentence, "president")
    assert {other.surface for other in candidate.antecedents} == {"Vucic"}


@pytest.mark.parametrize(
    ("token", "forms"),
    [
        ("militias=militia/NNS/ROOT", ["militia", "militias"]),
        ("Forces/NNPS/ROOT", ["force", "forces"]),
        ("Parties/NNPS/ROOT", ["party", "partie", "parties"]),
        ("army/NN/ROOT", ["army"]),
    ],
)
def test_the_forms_under_which_a_noun_stands_in_the_lexicon(token: str, forms: list[str]) -> None:
    assert singulars(parse(token)[0]) == forms


def test_a_group_is_not_in_apposition_to_a_person() -> None:
    sentence = (
        "the/DT/det/rebels rebels=rebel/NNS/nsubj/left ,/,/punct/rebels Aram/NNP/appos/mayor/PERSON left=leave/VBD/ROOT "
        "the/DT/det/mayor mayor/NN/dobj/left"
    )
    assert description(sentence, "rebels").antecedents == []
