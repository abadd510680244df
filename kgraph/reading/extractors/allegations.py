"""Whom somebody accuses who alleges a deed that harms nobody named: "hinted that Chad had blown up the bridge"."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.reading.extractors.contract import Finding, View, cue_span
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.matching import Match
from kgraph.reading.predicates.stances import HARMING, is_supposed, saying


def alleged(view: View, clause: Clause, matches: Iterable[Match]) -> list[Finding]:
    """The accusations in what is alleged of somebody."""
    governor = saying(clause.verb)
    if (
        governor is None
        or is_supposed(clause.verb)
        or all(match.use.frame.relation not in HARMING for match in matches)
    ):
        return []
    stances = (s for s in view.ontology.cues.stances if s.of_others and governor.lemma_.lower() in s.lemmas)
    stance = next(stances, None)
    if stance is None:
        return []
    cue, rule = cue_span([governor, clause.verb]), f"{clause.lemma}, under {governor.lemma_.lower()}"
    return [
        Finding(speaker, stance.relation, doer, governor, cue, rule)
        for speaker in view.arguments.actors(clause_of(governor).agents)
        for doer in view.arguments.actors(clause.agents)
        if speaker.actor is not None and doer.actor is not None
        if speaker.actor.id != doer.actor.id and speaker.type != "Media"
    ]
