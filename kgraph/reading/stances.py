"""Stances on one's own acts: who "refused to meet" opposes, who "threatened to attack" threatens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.ontology.records import Ontology, Stance
from kgraph.reading.extractors.contract import Finding, cue_span

if TYPE_CHECKING:
    from spacy.tokens import Token


class StanceReader:
    """Turns an act that lies under a stance verb of its own agent into the stance, or adds the stance to it."""

    def __init__(self, ontology: Ontology) -> None:
        self._relations = ontology.relations
        self._verbs = {lemma: stance for stance in ontology.cues.stances for lemma in stance.lemmas}

    def __call__(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, with stances in the place of the acts or beside them."""
        for finding in findings:
            found = self._stance(finding.anchor)
            relation = self._relations.get(finding.relation)
            if found is None or relation is None or relation.branch not in found[0].branches:
                yield finding
                continue
            stance, word = found
            if stance.keeps:
                yield finding
            start, end = cue_span([word, finding.anchor])
            if stance.relation != finding.relation:
                yield replace(
                    finding,
                    relation=stance.relation,
                    anchor=word if word.pos_ == "VERB" else finding.anchor.head,
                    cue=(min(start, finding.cue[0]), max(end, finding.cue[1])),
                    rule=f"{finding.rule}, under {word.lemma_.lower()}",
                )

    def _stance(self, anchor: Token) -> tuple[Stance, Token] | None:
        """The stance verb that governs an act of the same agent."""
        verb = anchor
        if anchor.pos_ == "NOUN" and anchor.dep_ == "dobj" and anchor.head.pos_ == "VERB":
            verb = anchor.head  # the support verb of an event noun
        if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
            verb = verb.head
        if verb.dep_ != "xcomp" or verb.head.pos_ not in {"VERB", "ADJ"}:
            return None
        governor: Token = verb.head
        if any(c.dep_ in {"dobj", "nsubj"} and c.i < verb.i for c in verb.children):
            return None
        stance = self._verbs.get(governor.lemma_.lower())
        if stance is None or any(c.dep_ == "dobj" for c in governor.children):
            return None
        return stance, governor
