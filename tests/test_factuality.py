"""Asserted, negated or possible: what each word above and beside a predicate does to it."""

from __future__ import annotations

import pytest
from parses import parse, small_ontology, word

from kgraph.model import Document, Factuality
from kgraph.reading import Reader
from kgraph.reading.circumstances.factuality import FactualityReader

HIT = "hit/VBD/ROOT Iraq/NNP/dobj/hit ."


@pytest.fixture(scope="module")
def factuality() -> FactualityReader:
    cues = small_ontology().cues
    return FactualityReader(cues.factuality, cues.support_verbs)


ASSERTED = [
    pytest.param(f"Iran/NNP/nsubj/hit {HIT}", "hit", id="plain"),
    pytest.param(f"Iran/NNP/nsubj/hit has=have/VBZ/aux/hit {HIT}", "hit", id="perfect"),
    pytest.param(
        "Iran/NNP/nsubj/denied denied=deny/VBD/ROOT never/RB/neg/hitting hitting=hit/VBG/xcomp/denied .",
        "hitting",
        id="denied never",
    ),
    pytest.param(
        "Iran/NNP/nsubj/said not/RB/neg/said said=say/VBD/ROOT when/WRB/advmod/left it/PRP/nsubj/left "
        "left=leave/VBD/advcl/said .",
        "left",
        id="negation of another clause",
    ),
    pytest.param(
        "Iran/NNP/nsubj/launched launched=launch/VBD/ROOT a/DT/det/raid raid/NN/dobj/launched .",
        "raid",
        id="support verb",
    ),
    pytest.param(
        "The/DT/det/raid raid/NN/nsubj/angered angered=anger/VBD/ROOT Iran/NNP/dobj/angered .", "raid", id="noun"
    ),
    pytest.param(
        "Iran/NNP/nsubj/wanted wanted=want/VBD/ROOT peace/NN/dobj/wanted and/CC/cc/wanted Iraq/NNP/nsubj/hit "
        "hit/VBD/conj/wanted Syria/NNP/dobj/hit .",
        "hit",
        id="beside a wish",
    ),
]
NEGATED = [
    pytest.param(f"Iran/NNP/nsubj/hit did=do/VBD/aux/hit not/RB/neg/hit {HIT}", "hit", id="not"),
    pytest.param(f"Iran/NNP/nsubj/hit never/RB/advmod/hit {HIT}", "hit", id="never"),
    pytest.param(f"Nobody=nobody/NN/nsubj/hit {HIT}", "hit", id="nobody"),
    pytest.param(f"No=no/DT/det/state state/NN/nsubj/hit {HIT}", "hit", id="no state"),
    pytest.param(f"Neither=neither/DT/det/side side/NN/nsubj/hit {HIT}", "hit", id="neither side"),
    pytest.param("There/EX/expl/was was=be/VBD/ROOT no/DT/det/raid raid/NN/attr/was .", "raid", id="no raid"),
    pytest.param(
        "Iran/NNP/nsubj/denied denied=deny/VBD/ROOT hitting=hit/VBG/xcomp/denied Iraq/NNP/dobj/hitting .",
        "hitting",
        id="denied doing",
    ),
    pytest.param(
        "Iran/NNP/nsubj/denied denied=deny/VBD/ROOT that/IN/mark/hit it/PRP/nsubj/hit hit/VBD/ccomp/denied "
        "Iraq/NNP/dobj/hit .",
        "hit",
        id="denied that",
    ),
    pytest.param(
        "Iran/NNP/nsubj/denied denied=deny/VBD/ROOT the/DT/det/raid raid/NN/dobj/denied .", "raid", id="denied the raid"
    ),
    pytest.param(
        "Iran/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/hit hit/VB/xcomp/refused Iraq/NNP/dobj/hit .",
        "hit",
        id="refused to",
    ),
    pytest.param(
        "The/DT/det/refusal refusal/NN/nsubj/hurt to/TO/aux/hit hit/VB/acl/refusal Iraq/NNP/dobj/hit hurt/VBD/ROOT .",
        "hit",
        id="refusal to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT unwilling/JJ/acomp/is to/TO/aux/hit hit/VB/xcomp/unwilling "
        "Iraq/NNP/dobj/hit .",
        "hit",
        id="unwilling to",
    ),
    pytest.param(f"Iran/NNP/nsubj/hit will/MD/aux/hit not/RB/neg/hit {HIT}", "hit", id="a negated future is negated"),
    pytest.param(
        "Iran/NNP/nsubj/hit did=do/VBD/aux/hit not/RB/neg/hit hit/VB/ROOT or/CC/cc/hit storm/VB/conj/hit "
        "Iraq/NNP/dobj/storm .",
        "storm",
        id="not hit or storm",
    ),
    pytest.param(
        "Iran/NNP/nsubj/launched did=do/VBD/aux/launched not/RB/neg/launched launched=launch/VB/ROOT a/DT/det/raid "
        "raid/NN/dobj/launched .",
        "raid",
        id="through a support verb",
    ),
    pytest.param(
        "Iran/NNP/nsubj/was was=be/VBD/ROOT not/RB/neg/was an/DT/det/ally ally/NN/attr/was .",
        "ally",
        id="was not an ally",
    ),
    pytest.param(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT not/RB/neg/is loyal/JJ/acomp/is to/IN/prep/loyal Iraq/NNP/pobj/to .",
        "loyal",
        id="is not loyal",
    ),
    pytest.param(
        "Iran/NNP/nsubj/is is=be/VBZ/ROOT not/RB/neg/is ready/JJ/acomp/is to/TO/aux/hit hit/VB/xcomp/ready "
        "Iraq/NNP/dobj/hit .",
        "hit",
        id="is not ready to",
    ),
]
POSSIBLE = [
    pytest.param(f"Iran/NNP/nsubj/hit may/MD/aux/hit {HIT}", "hit", id="may"),
    pytest.param(f"Iran/NNP/nsubj/hit will/MD/aux/hit {HIT}", "hit", id="future"),
    pytest.param(f"Iran/NNP/nsubj/hit may/MD/aux/hit not/RB/neg/hit {HIT}", "hit", id="may not"),
    pytest.param(f"Perhaps/RB/advmod/hit Iran/NNP/nsubj/hit {HIT}", "hit", id="perhaps"),
    pytest.param("Did=do/VBD/aux/hit Iran/NNP/nsubj/hit hit/VB/ROOT Iraq/NNP/dobj/hit ?", "hit", id="question"),
    pytest.param(
        "If/IN/mark/hit Iran/NNP/nsubj/hit hit/VBD/advcl/left Iraq/NNP/dobj/hit , they/PRP/nsubj/left "
        "left=leave/VBD/ROOT .",
        "hit",
        id="if",
    ),
    pytest.param(
        "Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/hit hit/VB/xcomp/wants Iraq/NNP/dobj/hit .",
        "hit",
        id="wants",
    ),
    pytest.param(
        "Iran/NNP/nsubj/threatened threatened=threaten/VBD/ROOT to/TO/aux/hit hit/VB/xcomp/threatened "
        "Iraq/NNP/dobj/hit .",
        "hit",
        id="threatened",
    ),
    pytest.param(
        "The/DT/det/plan plan/NN/nsubj/failed to/TO/aux/hit hit/VB/acl/plan Iraq/NNP/dobj/hit failed=fail/VBD/ROOT .",
        "hit",
        id="plan to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/came came=come/VBD/ROOT to/TO/aux/hit hit/VB/advcl/came Iraq/NNP/dobj/hit .",
        "hit",
        id="purpose",
    ),
    pytest.param(
        "Plans=plan/NNS/ROOT for/IN/prep/Plans a/DT/det/raid raid/NN/pobj/for on/IN/prep/raid Iraq/NNP/pobj/on",
        "raid",
        id="plans for a raid",
    ),
    pytest.param(
        "The/DT/det/raid alleged=alleged/JJ/amod/raid raid/NN/nsubj/hurt hurt/VBD/ROOT Iran/NNP/dobj/hurt .",
        "raid",
        id="alleged",
    ),
    pytest.param(
        "Iran/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/launch launch/VB/xcomp/wants a/DT/det/raid "
        "raid/NN/dobj/launch .",
        "raid",
        id="through a support verb",
    ),
    pytest.param(
        "Iran/NNP/nsubj/threatened threatened=threaten/VBD/ROOT not/RB/neg/hit to/TO/aux/hit hit/VB/xcomp/threatened "
        "Iraq/NNP/dobj/hit .",
        "hit",
        id="threatened not to",
    ),
]


@pytest.mark.parametrize(("sentence", "anchor"), ASSERTED)
def test_asserted(factuality: FactualityReader, sentence: str, anchor: str) -> None:
    assert factuality(word(parse(sentence), anchor)) is Factuality.ASSERTED


@pytest.mark.parametrize(("sentence", "anchor"), NEGATED)
def test_negated(factuality: FactualityReader, sentence: str, anchor: str) -> None:
    assert factuality(word(parse(sentence), anchor)) is Factuality.NEGATED


@pytest.mark.parametrize(("sentence", "anchor"), POSSIBLE)
def test_possible(factuality: FactualityReader, sentence: str, anchor: str) -> None:
    assert factuality(word(parse(sentence), anchor)) is Factuality.POSSIBLE


def test_a_cue_counts_as_its_part_of_speech_only(factuality: FactualityReader) -> None:
    sentence = "The/DT/det/raid deny=deny/NN/compound/raid raid/NN/nsubj/left left=leave/VBD/ROOT ."
    assert factuality(word(parse(sentence), "raid")) is Factuality.ASSERTED


def test_a_very_deep_tree_is_climbed_a_few_steps_only(factuality: FactualityReader) -> None:
    chain = " ".join(f"go{i}=go/VB/xcomp/{'go' + str(i - 1) if i else 'denied'}" for i in range(20))
    doc = parse(f"Iran/NNP/nsubj/denied denied=deny/VBD/ROOT {chain}")
    assert factuality(word(doc, "go2")) is Factuality.NEGATED
    assert factuality(word(doc, "go19")) is Factuality.ASSERTED


TOLD = [
    ("The departure of the French from Mali is the goal of the junta.", "withdrawsFrom", Factuality.POSSIBLE),
    ("Chad spoke of an upcoming visit by Emmanuel Macron to Chad.", "visits", Factuality.POSSIBLE),
    ("Does the Bolivian ambassador condemn Chile?", "memberOf", Factuality.ASSERTED),
    ("Does the Bolivian ambassador condemn Chile?", "accuses", Factuality.POSSIBLE),
    ("Peru condemned Bolivia for months; it could have saved its money.", "accuses", Factuality.ASSERTED),
    ("Dina Boluarte is not the governor, but rather the president of Peru.", "leads", Factuality.ASSERTED),
    ("Uganda ruled out attacking Rwanda.", "attacks", Factuality.NEGATED),
    ("Kenya voted for the withdrawal of American troops from Niger.", "withdrawsFrom", Factuality.POSSIBLE),
    ("Kenya no longer supports Ethiopia.", "endorses", Factuality.NEGATED),
    ("Ghana left the talks without criticising Togo.", "accuses", Factuality.NEGATED),
    ("Instead of attacking Chad, Libya left Niger.", "attacks", Factuality.NEGATED),
    ("There is no evidence that Rwanda supports M23.", "backs", Factuality.NEGATED),
    ("Had Armenia attacked Azerbaijan, it would have rained.", "attacks", Factuality.POSSIBLE),
    ("Mexico rejected claims that it had supported the Zetas.", "backs", Factuality.NEGATED),
    ("Sudan has yet to recognise South Sudan.", "endorses", Factuality.NEGATED),
    ("Rumours that Wagner had attacked Chad were spread in Bangui.", "attacks", Factuality.POSSIBLE),
    ("The army is to attack Chad.", "attacks", Factuality.POSSIBLE),
    ("Kenya did not help Togo and armed Ghana.", "aids", Factuality.NEGATED),
    ("Kenya did not help Togo and attacked Ghana.", "attacks", Factuality.ASSERTED),
    ("Emmanuel Macron ordered the army to attack Chad.", "attacks", Factuality.POSSIBLE),
    ("Emmanuel Macron ordered the killing of Joe Biden.", "kills", Factuality.ASSERTED),
    ("Kenya, Uganda to sign pact", "agreesWith", Factuality.POSSIBLE),
    ("India is said to have killed Hardeep Singh Nijjar.", "kills", Factuality.POSSIBLE),
    ("India is known to have killed Hardeep Singh Nijjar.", "kills", Factuality.ASSERTED),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "relation", "expected"), TOLD)
def test_what_a_text_makes_of_its_claims(reader: Reader, text: str, relation: str, expected: Factuality) -> None:
    (reading,) = reader.read([Document("a", text)])
    assert {c.factuality for c in reading.claims if c.relation == relation} == {expected}
