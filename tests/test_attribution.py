"""Whose word it is: reporting verbs, "according to", or the author's own."""

from __future__ import annotations

import pytest
from parses import arguments, passage, small_ontology, word

from kgraph.model import Actor, Document
from kgraph.reading import Reader
from kgraph.reading.circumstances.attribution import AttributionReader


@pytest.fixture(scope="module")
def attribution() -> AttributionReader:
    cues = small_ontology().cues
    return AttributionReader(cues.reporting_verbs, cues.reporting_phrases)


def label(actor: Actor | None) -> str | None:
    return actor.label if actor else None


SOURCES = [
    pytest.param("Iran/NNP/nsubj/hit hit/VBD/ROOT Iraq/NNP/dobj/hit .", None, id="the author's own"),
    pytest.param(
        "Egypt/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/hit Iran/NNP/nsubj/hit hit/VBD/ccomp/said "
        "Iraq/NNP/dobj/hit .",
        "Egypt",
        id="said that",
    ),
    pytest.param(
        "Egypt/NNP/nsubj/said said=say/VBD/ROOT whether/IN/mark/hit Iran/NNP/nsubj/hit hit/VBD/ccomp/said "
        "Iraq/NNP/dobj/hit .",
        None,
        id="an open question",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ccomp/said Iraq/NNP/dobj/hit , said=say/VBD/ROOT Egypt/NNP/nsubj/said .",
        "Egypt",
        id="behind",
    ),
    pytest.param(
        "Iran/NNP/nsubj/claimed claimed=claim/VBD/ROOT to/TO/aux/hit hit/VB/xcomp/claimed Iraq/NNP/dobj/hit .",
        "Iran",
        id="claimed to",
    ),
    pytest.param(
        "Iran/NNP/nsubjpass/reported was=be/VBD/auxpass/reported reported=report/VBN/ROOT by/IN/agent/reported "
        "Egypt/NNP/pobj/by "
        "to/TO/aux/hit hit/VB/xcomp/reported Iraq/NNP/dobj/hit .",
        "Egypt",
        id="was reported by",
    ),
    pytest.param(
        "It/PRP/nsubjpass/reported was=be/VBD/auxpass/reported reported=report/VBN/ROOT that/IN/mark/hit "
        "Iran/NNP/nsubj/hit "
        "hit/VBD/ccomp/reported Iraq/NNP/dobj/hit .",
        None,
        id="reported by nobody",
    ),
    pytest.param(
        "The/DT/det/paper paper/NN/nsubj/said said=say/VBD/ROOT Iran/NNP/nsubj/hit hit/VBD/ccomp/said "
        "Iraq/NNP/dobj/hit .",
        None,
        id="said by no actor",
    ),
    pytest.param(
        "Egypt/NNP/nsubj/accused accused=accuse/VBD/ROOT Iran/NNP/dobj/accused of/IN/prep/accused "
        "hit/VBG/pcomp/of Iraq/NNP/dobj/hit .",
        "Egypt",
        id="accused of",
    ),
    pytest.param(
        "Egypt/NNP/nsubj/said said=say/VBD/ROOT it/PRP/nsubj/wanted wanted=want/VBD/ccomp/said to/TO/aux/hit "
        "hit/VB/xcomp/wanted "
        "Iraq/NNP/dobj/hit .",
        "Egypt",
        id="from afar",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit which/WDT/nsubj/said said=say/VBD/relcl/Iran nothing/NN/dobj/said hit/VBD/ROOT "
        "Iraq/NNP/dobj/hit .",
        None,
        id="a speaker beside it",
    ),
    pytest.param(
        "According=accord/VBG/prep/hit to/IN/prep/According Egypt/NNP/pobj/to , Iran/NNP/nsubj/hit hit/VBD/ROOT "
        "Iraq/NNP/dobj/hit .",
        "Egypt",
        id="according to",
    ),
    pytest.param(
        "Iran/NNP/nsubj/hit hit/VBD/ROOT Iraq/NNP/dobj/hit , in/IN/prep/hit the/DT/det/words words=word/NNS/pobj/in "
        "of/IN/prep/words the/DT/det/Biden great/JJ/amod/Biden Biden/NNP/pobj/of .",
        "Joe Biden",
        id="a phrase behind",
    ),
    pytest.param(
        "According=accord/VBG/prep/hit to/IN/prep/According reports=report/NNS/pobj/to , Iran/NNP/dep/hit "
        "hit/VBD/ROOT .",
        None,
        id="whoever acts behind the phrase is no source",
    ),
    pytest.param(
        "Egypt/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/hit according=accord/VBG/prep/hit to/IN/prep/according "
        "Syria/NNP/pobj/to Iran/NNP/nsubj/hit hit/VBD/ccomp/said .",
        "Egypt",
        id="the verb counts before the phrase",
    ),
]


@pytest.mark.parametrize(("sentence", "source"), SOURCES)
def test_the_source(attribution: AttributionReader, sentence: str, source: str | None) -> None:
    paragraph = passage(sentence)
    found = attribution(word(paragraph, "hit"), next(paragraph.doc.sents), arguments(paragraph))
    assert label(found) == source


def test_a_phrase_of_one_sentence_is_not_of_the_next(attribution: AttributionReader) -> None:
    paragraph = passage(
        "According=accord/VBG/prep/left to/IN/prep/According Egypt/NNP/pobj/to Iran/NNP/nsubj/left "
        "left=leave/VBD/ROOT .",
        "Iran/NNP/nsubj/hit hit/VBD/ROOT Iraq/NNP/dobj/hit .",
    )
    second = list(paragraph.doc.sents)[1]
    assert attribution(word(paragraph, "hit"), second, arguments(paragraph)) is None


def test_case_folding_does_not_shift_the_place_of_a_phrase(attribution: AttributionReader) -> None:
    paragraph = passage(
        "Maß/NN/nsubj/hit Straße/NN/dep/hit İİİİİİ/NN/dep/hit according=accord/VBG/prep/hit to/IN/prep/according "
        "Egypt/NNP/pobj/to "
        "hit/VBD/ROOT Iraq/NNP/dobj/hit ."
    )
    assert label(attribution(word(paragraph, "hit"), next(paragraph.doc.sents), arguments(paragraph))) == "Egypt"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Egypt/NNP/nsubj/said said=say/VBD/ROOT so/RB/advmod/said .", "Egypt"),
        ("It/PRP/nsubj/rained rained=rain/VBD/ROOT .", None),
        ("Nobody/NN/nsubj/said said=say/VBD/ROOT so/RB/advmod/said .", None),
    ],
)
def test_the_speaker_of_a_sentence(attribution: AttributionReader, sentence: str, speaker: str | None) -> None:
    paragraph = passage(sentence)
    assert label(attribution.speaker(next(paragraph.doc.sents), arguments(paragraph))) == speaker


BY = [
    (
        "According to information obtained by the Sudanese Ministry of Defence, Chad attacked Mali.",
        "Ministry of Defence",
    ),
    ("According to a report by Amnesty International, Chad attacked Mali.", "Amnesty International"),
    ("According to reports of a raid by Togo, Chad attacked Mali.", None),
    ("In Vladimir Putin's words, Chad attacked Mali.", "Vladimir Putin"),
    ("By Nicolas Maduro's own account, Chad attacked Mali.", "Nicolás Maduro"),
    ("By the estimate of the UN, Chad attacked Mali.", "United Nations"),
    ("Chad, Togo said, had attacked Mali.", "Togo"),
    ("As Togo said, Chad attacked Mali.", "Togo"),
    ("Togo said in a statement that Chad had attacked Mali.", "Togo"),
    ("Togo's claim that Chad had attacked Mali angered Benin.", "Togo"),
    ("Togo blamed Chad for attacking Mali.", "Togo"),
    ("Chad attacked Mali; Togo denies any part in it.", None),
    ("Togo reported the raid; Chad attacked Mali.", None),
    ("“Chad has attacked Mali” (Gabriel Boric, president of Chile).", "Gabriel Boric"),
    ("Le Monde wrote of the desert. The newspaper said that Chad had attacked Mali.", "Le Monde"),
    ("Gabriel Boric spoke to Reuters. According to the agency, Chad attacked Mali.", "Reuters"),
    ('"It is late," Gabriel Boric said. "Chad attacked Mali."', "Gabriel Boric"),
    ('"Chad attacked Mali. That is bad," Gabriel Boric said.', "Gabriel Boric"),
    ("Gabriel Boric said: “It is late. Chad attacked Mali. We are sad.” Then it rained.", "Gabriel Boric"),
    ("Gabriel Boric said: “It is late.” Chad attacked Mali.", None),
    ("Gabriel Boric said: “It is late.\n\nChad attacked Mali.", None),
    ("Gabriel Boric said: “It is late.\n\n“Chad attacked Mali.”", "Gabriel Boric"),
    ("Le Monde wrote of the desert. The French newspaper said in a report that Chad attacked Mali.", "Le Monde"),
    ("Le Monde wrote of the desert. It added that Chad had attacked Mali.", "Le Monde"),
    ("A German magazine wrote that Chad had attacked Mali.", "German media"),
    ("Chad attacked Mali, according to what the army of Niger said.", "Niger Armed Forces"),
    ("Chad attacked Mali, according to what was said by locals and was denied in Togo.", None),
    (
        "According to the Horn Center for Research and Strategic Studies, Chad attacked Mali.",
        "Horn Center for Research and Strategic Studies",
    ),
    ("As they say, Chad attacked Mali.", None),
    ("Nigerian sources write that Chad attacked Mali.", None),
    ("Le Monde wrote of it. Some channels say that Chad attacked Mali.", None),
    ("According to sources in Benin, Chad attacked Mali.", None),
    ("According to our source in Benin, Chad attacked Mali.", None),
    ("Gabriel Boric met Lula, adding that Chad had attacked Mali.", "Gabriel Boric"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "source"), BY)
def test_the_source_of_a_claim(reader: Reader, text: str, source: str | None) -> None:
    (reading,) = reader.read([Document("a", text)])
    found = {label(c.attributed_to) for c in reading.claims if c.relation == "attacks"}
    assert len(found) == 1
    by = found.pop()
    assert (by or "").startswith(source) if source else by is None


@pytest.mark.model
def test_a_title_is_nobodys_word(reader: Reader) -> None:
    (reading,) = reader.read([Document("a", "Togo said that the Chilean president Gabriel Boric attacked Mali.")])
    sources = {c.relation: label(c.attributed_to) for c in reading.claims}
    assert sources["leads"] is None
    assert sources["attacks"] == "Togo"
