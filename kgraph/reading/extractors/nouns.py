"""Event nouns: "the Iranian attack on the base", "the killing of X by Y", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.actors.nounwords import singulars
from kgraph.reading.extractors.contract import Finding, View, crowd, findings, home_alone, implied, most_specific, pairs
from kgraph.reading.extractors.visited import DEALING, visited
from kgraph.reading.predicates.lexicon import Use
from kgraph.reading.predicates.nominals import Nominal, nominal_of
from kgraph.reading.predicates.phrases import behind

if TYPE_CHECKING:
    from spacy.tokens import Token

name = "noun"
HELP = frozenset({"aids", "backs", "endorses", "cooperatesWith"})  # what one does something with


ATTENDED = frozenset({"meets", "consults"})  # whoever holds or joins it meets those between whom it is
SAYING = frozenset(
    "express reiterate announce reaffirm convey voice declare promise offer repeat renew extend pledge".split()
)
SAID_OF = frozenset({"demandsOf", "accuses"})  # what one says of whom the clause behind the noun is about
# "an inquiry into claims that the army looted"
ALLEGATIONS = frozenset({"claim", "allegation", "report", "accusation", "suspicion", "complaint"})
_RECEIVING = frozenset(
    "have enjoy receive gain win get retain lose secure obtain attract command need seek earn keep want".split()
)
_FAVOURS = frozenset(
    """support backing endorsement blessing trust confidence loyalty allegiance protection approval sympathy recognition
    consent help assistance""".split()
)
# Behind these prepositions the noun is half of a preposition itself: "in the presence of the envoy".
_IDIOMS = frozenset({("in", "presence"), ("under", "patronage"), ("under", "protection")})


def extract(view: View) -> Iterator[Finding]:
    """The relations that the sentence's event nouns express."""
    for token in view.span:
        if token.pos_ not in {"NOUN", "PROPN"} or _is_part_of_name(view, token):
            continue
        if (token.dep_ == "pobj" and (token.head.lower_, token.lower_) in _IDIOMS) or _is_received(token):
            continue
        uses = [use for form in singulars(token) for use in view.lexicon.nouns(form)]
        if uses:
            yield from _best(view, token, uses)


def _is_received(token: Token) -> bool:
    """Whether a favour is "of" who shows it, because somebody has or loses it: "enjoys the support of Chad"."""
    received = token.dep_ == "dobj" and token.head.lemma_.lower() in _RECEIVING and token.lemma_.lower() in _FAVOURS
    return received and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _is_part_of_name(view: View, token: Token) -> bool:
    candidate = view.arguments.covering(token)
    return candidate is not None and candidate.actor is not None


def _best(view: View, token: Token, uses: list[Use]) -> Iterator[Finding]:
    nominal = nominal_of(token, view.arguments, view.ontology.cues.support_verbs)
    uses = sorted(uses, key=lambda u: -u.specificity)
    return most_specific((use, _read(view, nominal, use)) for use in uses)


def _read(view: View, nominal: Nominal, use: Use) -> Iterator[Finding]:
    pattern, noun = use.pattern, nominal.noun
    words = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    if not all(set(m.split("|")) & words for m in pattern.modifiers):
        return
    cue = [nominal.support, noun] if nominal.support is not None and abs(nominal.support.i - noun.i) < 8 else [noun]
    if pattern.reciprocal:
        group = _group(view, nominal)
        yield from pairs(view, use, group, noun, cue)
        if use.frame.relation in ATTENDED and nominal.obliques.get("between"):
            others = [c for c in view.arguments.actors(nominal.lent) if c not in group]
            yield from (f for other in others for f in findings(view, use, [other], group, noun, cue))
    elif pattern.first_prepositions:
        firsts, lasts = _inverted(view, nominal, use)
        if use.frame.implies_state and pattern.last == "X":  # "the arrest of the editor"
            lasts = lasts or home_alone(view, noun, firsts)
        yield from findings(view, use, firsts, lasts or _home(view, use, nominal), noun, cue)
    else:
        firsts, lasts = _straight(view, nominal, use)
        firsts = firsts or crowd(view, use, noun)
        if use.frame.implies_state and pattern.first == "X":  # "a crackdown on the unions"
            firsts = firsts or home_alone(view, noun, lasts)
        theirs = bool(nominal.lent or nominal.possessors)  # not so in "called for a truce"
        if theirs and not lasts and len(firsts) > 1 and view.ontology.relations[use.frame.relation].symmetric:
            yield from pairs(view, use, firsts, noun, cue)  # "A and B held exercises"
        yield from findings(view, use, firsts, lasts or _home(view, use, nominal), noun, cue)


def _group(view: View, nominal: Nominal) -> list[Candidate]:
    """The members of a symmetric event."""
    for tokens in (
        nominal.obliques.get("between", []),
        nominal.obliques.get("among", []),
        nominal.obliques.get("of", []),
        nominal.lent,
        nominal.possessors,
    ):
        members = view.arguments.actors(tokens, owners=True)
        if len(members) > 1:
            return members
    return nominal.modifiers if len(nominal.modifiers) == 2 else []


def _straight(view: View, nominal: Nominal, use: Use) -> tuple[list[Candidate], list[Candidate]]:
    """ "X attack on Y": who acts stands before the noun or behind "by", "of", "from", or is lent by a support verb."""
    prepositions = use.pattern.prepositions
    if "against" in prepositions and nominal.obliques.get("against"):  # "a rally at the university against Y"
        prepositions -= {"at"}
    lasts = view.arguments.actors([t for p in sorted(prepositions) for t in nominal.obliques.get(p, [])], owners=True)
    if not lasts:  # "the withdrawal of the last soldiers from X"
        lasts = view.arguments.actors(o for of in nominal.obliques.get("of", []) for o in behind(of, prepositions))
    if not lasts and nominal.undergoers and prepositions != {"with"}:  # "offered him training": not training with him
        lasts = view.arguments.actors(nominal.undergoers, owners=True)
    if not lasts and use.frame.relation in HELP:
        lasts = view.arguments.actors(nominal.helped)
    if not lasts and use.frame.relation in SAID_OF:
        alleged = (t for p in ("into", "of") for t in nominal.obliques.get(p, []) if t.lemma_.lower() in ALLEGATIONS)
        lasts = view.arguments.actors([s for t in (nominal.noun, *alleged) for s in _subjects_said(t)])
    if not lasts and nominal.support is not None and nominal.lent and use.frame.relation in DEALING:
        lasts = visited(view, nominal.support)
    sources = [nominal.obliques.get("by", []), nominal.possessors, nominal.lent]
    sources += [nominal.obliques.get(p, []) for p in ("of", "from") if p not in prepositions]
    modifiers = nominal.modifiers
    if use.frame.relation == "visits":  # "the Washington visit": a place before the noun is where to
        places = [c for c in modifiers if c.actor is not None and view.ontology.is_a(c.actor.type, "State")]
        modifiers = [c for c in modifiers if c not in places]
        lasts = lasts or places
    elif not lasts and modifiers and (nominal.possessors or nominal.lent or nominal.obliques.get("by")):
        # "Trump's Iran sanctions", "led the anti-Russian protests": who acts is named, so the name before is the other
        named = [c for c in modifiers if c.form is not Form.ADJECTIVE and c.kind is MentionKind.NAME]
        lasts, modifiers = named, [c for c in modifiers if c not in named]
    if not lasts:
        lasts = nominal.against if "against" in prepositions else []
    if view.ontology.relations[use.frame.relation].branch == "coop":
        sources.append(nominal.framing)
    sayer = nominal.lent if nominal.support is not None and nominal.support.lemma_.lower() in SAYING else []
    if sayer and lasts and nominal.possessors and view.ontology.relations[use.frame.relation].branch == "coop":
        # "the minister reaffirmed Chad's support for": he supports as well
        return view.arguments.actors([*nominal.possessors, *sayer]), lasts
    firsts = _first_filled(view, sources[:-1], modifiers) or _first_filled(view, sources[-1:], [])
    return firsts, lasts


def _subjects_said(noun: Token) -> list[Token]:
    """Of whom a clause behind a noun speaks: "the demand that Y leave", "a call for Y to leave"."""
    clauses = (c for c in noun.children if c.dep_ in {"acl", "relcl", "ccomp", "advcl"} and c.i > noun.i)
    marked = (c for c in clauses if any(m.dep_ == "mark" and m.lower_ in {"that", "for"} for m in c.children))
    return [s for c in marked for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]


def _inverted(view: View, nominal: Nominal, use: Use) -> tuple[list[Candidate], list[Candidate]]:
    """ "killing of Y by X": the possessive is the one acted upon unless "of" names it."""
    pattern = use.pattern
    behind_first = [t for p in sorted(pattern.first_prepositions) for t in nominal.obliques.get(p, [])]
    firsts = view.arguments.actors(behind_first, owners=True)
    taken_possessor = False
    if not firsts and nominal.possessors and use.frame.relation != "visits":  # "his tour": he is the one who travels
        firsts = view.arguments.actors(nominal.possessors, owners=True)
        taken_possessor = True
    agents = [[t for p in sorted(pattern.prepositions) for t in nominal.obliques.get(p, [])]]
    agents.append([o for t in behind_first for o in behind(t, pattern.prepositions)])
    if not taken_possessor:
        agents.append(nominal.possessors)
    if pattern.last == "X":  # who strengthens the presence of others is not where they are
        agents.append(nominal.lent)
    return firsts, _first_filled(view, agents, nominal.modifiers)


def _home(view: View, use: Use, nominal: Nominal) -> list[Candidate]:
    """The document's main state, where a frame leaves out what goes without saying: "the American invasion"."""
    if not use.frame.implies_home or use.pattern.last != "Y" or view.home is None:
        return []
    return implied(view, nominal.noun, view.home)


def _first_filled(view: View, sources: list[list[Token]], rest: list[Candidate]) -> list[Candidate]:
    for tokens in sources:
        found = view.arguments.actors(tokens)
        if found:
            return found
    return rest
