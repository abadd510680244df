"""Foreign forces that leave without a word of where: the document's main state is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors.contract import Finding, View, findings, implied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgraph.reading.predicates.clauses import Clause
    from kgraph.reading.predicates.lexicon import Use

_LEAVING = frozenset({"leave", "withdraw", "depart"})
_WHERE = frozenset({"from", "to", "for", "in", "into"})
_RELATION = "withdrawsFrom"
_FOREIGN = ("foreign ", "mercenar")  # how groups without a name from elsewhere are called


def leaving(view: View, clause: Clause, uses: Iterable[Use]) -> list[Finding]:
    """ "All mercenaries must leave", "the Chadian troops have not left" in a text that is plainly about Libya."""
    gone = clause.lemma == "go" and any(c.lower_ == "home" for c in clause.verb.children)
    if not (gone or clause.lemma in _LEAVING) or view.home is None or not view.plain:
        return []
    if clause.passive or clause.patients or _WHERE & set(clause.obliques):
        return []
    forces = [c for c in view.arguments.actors(clause.agents) if _is_foreign(view, c)]
    home = implied(view, clause.verb, view.home)
    fitting = (u for u in uses if u.frame.relation == _RELATION and forces)
    found = (list(findings(view, use, forces, home, clause.verb, [clause.verb])) for use in fitting)
    return next((each for each in found if each), [])


def _is_foreign(view: View, force: Candidate) -> bool:
    """Whether a force is of another state, or by its name of no state here."""
    assert force.actor is not None
    assert view.home is not None
    if force.actor.label.startswith(_FOREIGN):
        return True
    entry = view.ontology.actors.get(force.actor.id)
    return force.actor.type == "ArmedForces" and entry is not None and entry.state not in {None, view.home.id}
