"""With whom one deals who has come to see somebody or talked to him: "flew to Tunis and signed an agreement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.ontology.records import Branch
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors.contract import View
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.lexicon import lemmas
from kgraph.reading.predicates.matching import match_in
from kgraph.reading.predicates.subjects import SUBJECTS, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

# What one does with a host, a guest or a partner without naming him again.
DEALING = frozenset({"agreesWith", "endorses", "supplies", "aids", "consults", "cooperatesWith"})
_SEEING = frozenset({"visits", "meets", "agreesWith", "consults", "endorses"})
_GOING_ON = frozenset({"conj", "advcl", "xcomp"})


def goes_on_from(verb: Token) -> bool:
    """Whether a verb goes on from one before it, with the same subject unless it has its own."""
    return verb.dep_ in _GOING_ON and verb.head.pos_ == "VERB" and verb.head.i < verb.i


def visited(view: View, verb: Token) -> list[Candidate]:
    """Whom the subject of a verb visits, receives or addresses by the verb before it, which has the same subject."""
    while goes_on_from(verb):
        if any(c.dep_ in SUBJECTS for c in verb.children) or subjects(verb) != subjects(verb.head):
            return []
        verb = verb.head
        uses = [u for lemma in lemmas(verb) for u in view.lexicon.verbs(lemma) if u.frame.relation in _SEEING]
        clause = clause_of(verb) if uses else None
        if clause is None or clause.passive:
            continue
        for use in sorted(uses, key=lambda u: -u.specificity):
            match = match_in(clause, use)
            found = view.arguments.actors(match.lasts) if match is not None and not use.pattern.reciprocal else []
            if found:
                return found
    return []


def reacted(view: View, verb: Token) -> list[Candidate]:
    """Whose act one reacts to in the clause behind it: "the court jailed the editor, and France expressed concern"."""
    before: Token = verb.head
    if verb.dep_ != "conj" or before.pos_ != "VERB" or before.i > verb.i:
        return []
    uses = (use for lemma in lemmas(before) for use in view.lexicon.verbs(lemma))
    hostile = [use for use in uses if view.ontology.relations[use.frame.relation].branch == Branch.CONF]
    clause = clause_of(before) if hostile else None
    if clause is None or all(match_in(clause, use) is None for use in hostile):
        return []
    return view.arguments.actors(clause.agents)
