"""Through whom somebody acts, and so controls him: "the party through which Moscow directs the minority"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.reading.extractors.contract import Finding, View, cue_span
from kgraph.reading.predicates.clauses import clause_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTROLS = "controls"
_MEANS = frozenset({"through", "by"})
_BODIES = frozenset({"Party", "ArmedGroup", "Company", "Organisation", "Media", "Person", "Office"})


def instrument(view: View, verb: Token) -> Iterator[Finding]:
    """Who controls whom a relative clause tells to be the means by which he acts."""
    for means in verb.children if verb.dep_ == "relcl" else ():
        if means.dep_ != "prep" or means.lower_ not in _MEANS:
            continue
        relative = [c for c in means.children if c.dep_ == "pobj" and c.lower_ in {"which", "whom"}]
        used = [c for c in view.arguments.actors(relative) if c.actor is not None and c.actor.type in _BODIES]
        agents = view.arguments.actors(clause_of(verb).agents) if used else []
        for agent in agents:
            for tool in used:
                if agent.actor is not None and tool.actor is not None and agent.actor.id != tool.actor.id:
                    rule = "an actor through which another acts"
                    yield Finding(agent, _CONTROLS, tool, verb, cue_span([means, verb]), rule)
