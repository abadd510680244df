"""The participants of event nouns, in the noun's own phrase and from a support verb."""

from __future__ import annotations

import pytest
from parses import arguments, passage, small_ontology, word

from kgraph.reading.predicates.nominals import Nominal, nominal_of


def nominal(sentence: str, noun: str) -> Nominal:
    paragraph = passage(sentence)
    return nominal_of(word(paragraph, noun), arguments(paragraph), small_ontology().cues.support_verbs)


def shape(sentence: str, noun: str) -> dict[str, object]:
    """What the noun has, its empty places left out."""
    read = nominal(sentence, noun)
    places: dict[str, object] = {
        name: [token.text for token in getattr(read, name)] for name in ("possessors", "lent", "undergoers", "framing")
    }
    places["modifiers"] = [candidate.surface for candidate in read.modifiers]
    places["obliques"] = {name: [token.text for token in tokens] for name, tokens in read.obliques.items() if tokens}
    places["support"] = read.support.text if read.support is not None else None
    return {name: value for name, value in places.items() if value}


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        pytest.param("The/DT/det/raid raid/NN/nsubj/failed failed=fail/VBD/ROOT .", "raid", {}, id="alone"),
        pytest.param(
            "Iran/NNP/poss/raid 's/POS/case/Iran raid/NN/nsubj/failed on/IN/prep/raid Iraq/NNP/pobj/on "
            "failed=fail/VBD/ROOT .",
            "raid",
            {"possessors": ["Iran"], "obliques": {"on": ["Iraq"]}},
            id="possessive and preposition",
        ),
        pytest.param(
            "The/DT/det/raid Iranian/JJ/amod/raid raid/NN/nsubj/failed by/IN/prep/raid Hamas/NNP/pobj/by "
            "failed=fail/VBD/ROOT .",
            "raid",
            {"modifiers": ["Iranian"], "obliques": {"by": ["Hamas"]}},
            id="adjective and by",
        ),
        pytest.param(
            "Iran/NNP/nsubj/launched launched=launch/VBD/ROOT a/DT/det/raid raid/NN/dobj/launched "
            "on/IN/prep/launched Iraq/NNP/pobj/on .",
            "raid",
            {"lent": ["Iran"], "obliques": {"on": ["Iraq"]}, "support": "launched"},
            id="support verb",
        ),
        pytest.param(
            "A/DT/det/raid raid/NN/nsubjpass/launched was=be/VBD/auxpass/launched launched=launch/VBN/ROOT "
            "by/IN/agent/launched "
            "Iran/NNP/pobj/by .",
            "raid",
            {"lent": ["Iran"], "support": "launched"},
            id="support verb in the passive",
        ),
        pytest.param(
            "Iran/NNP/nsubj/carried carried=carry/VBD/ROOT out/RP/prt/carried a/DT/det/raid raid/NN/dobj/carried .",
            "raid",
            {"lent": ["Iran"], "support": "carried"},
            id="support verb with a particle",
        ),
        pytest.param(
            "Iran/NNP/nsubj/engaged engaged=engage/VBD/ROOT in/IN/prep/engaged a/DT/det/raid raid/NN/pobj/in .",
            "raid",
            {"lent": ["Iran"], "support": "engaged"},
            id="support verb with a preposition",
        ),
        pytest.param(
            "Iran/NNP/nsubj/gave gave=give/VBD/ROOT Hamas/NNP/dative/gave help/NN/dobj/gave .",
            "help",
            {"lent": ["Iran"], "undergoers": ["Hamas"], "support": "gave"},
            id="recipient",
        ),
        pytest.param(
            "Iran/NNP/nsubj/received received=receive/VBD/ROOT help/NN/dobj/received from/IN/prep/received "
            "Russia/NNP/pobj/from .",
            "help",
            {"lent": ["Russia"], "undergoers": ["Iran"], "obliques": {"from": ["Russia"]}, "support": "received"},
            id="the subject is acted upon",
        ),
        pytest.param(
            "Iran/NNP/nsubj/came came=come/VBD/ROOT under/IN/prep/came attack/NN/pobj/under .",
            "attack",
            {"undergoers": ["Iran"], "support": "came"},
            id="came under",
        ),
        pytest.param(
            "Iran/NNP/nsubj/deplored deplored=deplore/VBD/ROOT the/DT/det/raid raid/NN/dobj/deplored .",
            "raid",
            {},
            id="another verb lends nothing",
        ),
        pytest.param(
            "Iran/NNP/nsubj/launched launched=launch/VBD/ROOT a/DT/det/raid raid/NN/dobj/launched and/CC/cc/raid "
            "an/DT/det/attack attack/NN/conj/raid .",
            "attack",
            {"lent": ["Iran"], "support": "launched"},
            id="coordinated nouns share the verb",
        ),
        pytest.param(
            "Iran/NNP/nsubj/launched launched=launch/VBD/ROOT a/DT/det/wave wave/NN/dobj/launched of/IN/prep/wave "
            "attacks=attack/NNS/pobj/of on/IN/prep/wave Iraq/NNP/pobj/on .",
            "attacks",
            {"lent": ["Iran"], "obliques": {"on": ["Iraq"]}, "support": "launched"},
            id="a wave of",
        ),
        pytest.param(
            "The/DT/det/raid raid/NN/nsubj/failed launched=launch/VBN/acl/raid by/IN/agent/launched "
            "Iran/NNP/pobj/by failed=fail/VBD/ROOT .",
            "raid",
            {"lent": ["Iran"], "obliques": {"by": ["Iran"]}},
            id="the support verb follows",
        ),
        pytest.param(
            "The/DT/det/talks talks=talk/NNS/nsubj/failed that/WDT/nsubjpass/held were=be/VBD/auxpass/held "
            "held=hold/VBN/relcl/talks "
            "between/IN/prep/held Iran/NNP/pobj/between and/CC/cc/Iran Iraq/NNP/conj/Iran failed=fail/VBD/ROOT .",
            "talks",
            {"obliques": {"between": ["Iran"]}},
            id="the support verb follows in a relative clause",
        ),
        pytest.param(
            "During/IN/prep/met a/DT/det/visit visit/NN/pobj/During to/IN/prep/visit Egypt/NNP/pobj/to , "
            "Merkel/NNP/nsubj/met "
            "met=meet/VBD/ROOT Biden/NNP/dobj/met .",
            "visit",
            {"framing": ["Merkel"], "obliques": {"to": ["Egypt"]}},
            id="framing",
        ),
        pytest.param(
            "During/IN/prep/met Biden/NNP/poss/visit 's/POS/case/Biden visit/NN/pobj/During , "
            "Merkel/NNP/nsubj/met met=meet/VBD/ROOT "
            "Aram/NNP/dobj/met/PERSON .",
            "visit",
            {"possessors": ["Biden"]},
            id="no framing where the agent is named",
        ),
        pytest.param(
            "About/IN/prep/spoke a/DT/det/visit visit/NN/pobj/About , Merkel/NNP/nsubj/spoke spoke=speak/VBD/ROOT .",
            "visit",
            {},
            id="a topic is no frame",
        ),
    ],
)
def test_participants(sentence: str, noun: str, expected: dict[str, object]) -> None:
    assert shape(sentence, noun) == expected
