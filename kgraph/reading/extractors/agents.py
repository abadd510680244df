"""Who acts where the verb's own clause does not tell, and whose the weapon is that strikes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.extractors.contract import View
from kgraph.reading.predicates.clauses import Clause, clause_of
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.subjects import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Token

STRIKING = frozenset({"attacks", "kills", "coerces"})
# What befalls somebody in another's act, and such acts: "were killed when X attacked".
HARMED = frozenset({"kill", "wound", "injure", "assassinate", "murder", "shoot", "slay", "hurt", "maim", "capture"})
HARMING = frozenset(
    "attack ambush raid storm bomb shell fire strike open shoot launch assault bombard clash invade overrun".split()
)
# What becomes of a prisoner by another's act, and such acts: "was freed after the court quashed the sentence".
FREED = frozenset({"free", "release", "pardon", "amnesty", "unban", "reinstate"})
FREEING = frozenset(
    """order approve grant rule overturn quash revoke annul drop dismiss acquit commute pardon agree decide decree
    intervene lift reverse sign issue waive clear""".split()
)
_THEN = frozenset({"after", "when", "once", "as"})
OPENINGS = frozenset({"at last", "at first", "in short", "in turn", "for once", "in fact"})
WEAPONS = frozenset(
    """missile rocket drone shell bomb mortar artillery jet warplane bomber helicopter gunship projectile torpedo
    airstrike strike""".split()
)


def _is_weapon(agent: Token) -> bool:
    """Whether a subject is a weapon or so many of them: "a wave of missiles struck"."""
    words = {agent.lemma_.lower(), *(o.lemma_.lower() for p in agent.children for o in p.children if o.dep_ == "pobj")}
    return not words.isdisjoint(WEAPONS)


def armed(clause: Clause, uses: list[Use]) -> list[Use]:
    """The uses of a clause's verb; of whatever class the owner of a weapon is, he strikes as soldiers do."""
    if not any(_is_weapon(agent) for agent in clause.agents):
        return uses
    return [replace(u, frame=replace(u.frame, x_types=())) if u.frame.relation in STRIKING else u for u in uses]


def add_agents(view: View, clause: Clause) -> None:
    """Add who acts where grammar alone does not tell.

    Who does the act in which somebody comes to harm: "was shot in a raid by X", "were killed when X attacked"; and a
    name that the parser ran together with the one before it: "in a letter to the court Chad said".
    """
    if clause.agents:
        return
    if clause.passive and clause.lemma in HARMED:
        clause.agents.extend(_in_whose_act(view, clause))
    elif clause.passive and clause.lemma in FREED:
        clause.agents.extend(_by_whose_act(clause))
    elif is_finite(clause.verb) and not clause.passive:
        clause.agents.extend(_run_together(view, clause.verb))


def _in_whose_act(view: View, clause: Clause) -> list[Token]:
    """The act in which somebody comes to harm, which stands for who does it, or the subject of "when X attacked"."""
    acts = [t for p in ("in", "by", "during") for t in clause.obliques.get(p, []) if t.pos_ == "NOUN"]
    struck = [t for t in acts if any(u.frame.relation in STRIKING for u in view.lexicon.nouns(t.lemma_.lower()))]
    when = (c for c in clause.verb.children if c.dep_ == "advcl" and c.lemma_.lower() in HARMING)
    return struck + [t for c in when if c.i > clause.verb.i for t in clause_of(c).agents]


def _by_whose_act(clause: Clause) -> list[Token]:
    """Who let somebody go, as the clause behind "after" or "when" tells."""
    later = (c for c in clause.verb.children if c.dep_ == "advcl" and c.lemma_.lower() in FREEING)
    return [t for c in later if any(m.lower_ in _THEN for m in c.children) for t in clause_of(c).agents]


def _run_together(view: View, verb: Token) -> list[Token]:
    """The name before a verb, where another name or a fixed opening before it shows that it begins the clause."""
    first = min([verb, *(c for c in verb.children if c.dep_ in {"aux", "neg"})], key=lambda token: token.i)
    name = view.arguments.covering(first.nbor(-1)) if first.i > view.span.start else None
    if name is None or name.token.dep_ != "pobj" or name.start == 0:
        return []
    before = view.arguments.covering(verb.doc[name.start - 1])
    opening = verb.doc[max(view.span.start, name.start - 2) : name.start].text.lower()
    parts = before is not None and name.actor != before.actor
    return [name.token] if parts or opening in OPENINGS else []


def is_headline_verb(noun: Token) -> bool:
    """Whether the tagger took the verb of a headline for a noun: "Rebels release tourist"."""
    if noun.dep_ != "ROOT" or noun.pos_ != "NOUN":
        return False
    return {"nsubj", "dobj"} <= {c.dep_ for c in noun.children}


def misread(view: View, noun: Token) -> Clause | None:
    """The clause of a verb that the tagger took for a plural: "Chad arms the rebels", "EU sanctions Belarus"."""
    before = view.arguments.covering(noun.nbor(-1)) if noun.i > view.span.start else None
    if before is None or before.actor is None or before.end != noun.i or before.form is Form.ADJECTIVE:
        return None
    labels = {"dobj", "appos", "npadvmod"}
    objects = [c for c in noun.children if c.dep_ in labels and c.left_edge.i == noun.i + 1]
    return Clause(noun, agents=[before.token], patients=objects) if objects else None
