"""Who makes or holds a thing, by the clause that tells it apart."""

from __future__ import annotations

from parses import parse, word

from kgraph.reading.predicates.makers import makers


def test_who_makes_a_thing_is_told_by_its_clause() -> None:
    plan = (
        "the/DT/det/plan plan/NN/ROOT that/WDT/dobj/proposed Iran/NNP/nsubj/proposed proposed=propose/VBD/relcl/plan ."
    )
    text = "a/DT/det/text text/NN/ROOT drafted=draft/VBN/acl/text by/IN/agent/drafted Iran/NNP/pobj/by ."
    land = "the/DT/det/land land/NN/ROOT held=hold/VBN/acl/land by/IN/agent/held Iran/NNP/pobj/by ."
    for sentence, thing in ((plan, "plan"), (text, "text"), (land, "land")):
        assert [token.text for token in makers(word(parse(sentence), thing))] == ["Iran"]


def test_who_means_to_make_a_thing_has_not_made_it() -> None:
    tree = "the/DT/det/plan plan/NN/ROOT Iran/NNP/nsubj/hopes hopes=plan/VBZ/relcl/plan to/TO/aux/put put/VB/xcomp/hopes up/RP/prt/put ."
    assert makers(word(parse(tree), "plan")) == []
