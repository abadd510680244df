"""Stances on acts: who "refused to meet" opposes, who "threatened to attack" threatens, who alleges accuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.ontology.records import Branch, Ontology, Relation, Stance
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.extractors.contract import Finding, cue_span
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.phrases import is_none, parted
from kgraph.reading.predicates.subjects import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

SPONSORING = frozenset({"aids", "backs", "controls", "supplies"})
# What one complains of who says that it was done to him.
HARMING = frozenset("attacks kills coerces arrests sanctions pressures threatens mobilizesAgainst opposes".split())
_OTHER = frozenset({"other", "another"})
_SUPPOSING = frozenset({"could", "might", "may", "would"})
_INTENT = frozenset({"will", "would", "shall", "'ll", "wo"})


class StanceReader:
    """Turns an act that lies under a stance verb of its own agent into the stance, or adds the stance to it."""

    def __init__(self, ontology: Ontology) -> None:
        self._relations = ontology.relations
        self._actors = ontology.actors
        self._saying = ontology.cues.reporting_verbs
        self._stances = ontology.cues.stances
        self._verbs: dict[str, list[Stance]] = defaultdict(list)
        for stance in self._stances:
            for lemma in stance.lemmas:
                self._verbs[lemma].append(stance)

    def __call__(self, findings: Iterable[Finding], arguments: Arguments) -> Iterator[Finding]:
        """The findings, with stances in the place of the acts or beside them."""
        for finding in findings:
            relation = self._relations.get(finding.relation)
            branch = relation.branch if relation is not None else None
            verb = _act(finding.anchor, standing=branch is Branch.TIE)
            denied = self._denied(finding.anchor) or self._withheld(verb, finding)
            yield from self._spoken(verb, finding, arguments)
            found = self._own(verb, branch) or self._said(verb, finding, arguments) or denied
            if found is None or relation is None or not _is_over(found[0], relation, finding):
                yield finding
                continue
            stance, word = found
            refused = found is denied
            mutual = self._relations[stance.relation].symmetric and _is_mutual(finding.anchor)
            if (stance.keeps and not mutual) or not (refused or word.lemma_.lower() in stance.lemmas):
                yield finding
            yield from self._taken(stance, word, finding, arguments, refused=refused)

    def _taken(
        self, stance: Stance, word: Token, finding: Finding, arguments: Arguments, *, refused: bool
    ) -> Iterator[Finding]:
        """The stance as a finding, unless it says no more than the act."""
        ends: list[tuple[Candidate, Candidate]] = [(finding.subject, finding.object)]
        if stance.of_others:
            speakers = arguments.actors(clause_of(word).agents)
            ends = [(each, finding.subject) for each in speakers if each.type != "Media"]  # the press only reports
        elif word.pos_ == "VERB" and _is_done_to(arguments.actors(clause_of(word).agents), finding):
            ends = [(finding.object, finding.subject)]  # "refused to buy grain from X", who would have sold it
        start, end = cue_span([word, finding.anchor])
        for subject, object_ in ends:
            if (
                stance.relation != finding.relation
                and subject.actor is not None
                and object_.actor is not None
                and subject.actor.id != object_.actor.id
            ):
                yield replace(
                    finding,
                    subject=subject,
                    relation=stance.relation,
                    object=object_,
                    anchor=word if word.pos_ == "VERB" else finding.anchor.head,
                    cue=(min(start, finding.cue[0]), max(end, finding.cue[1])),
                    rule=f"{finding.rule}, under {word.lemma_.lower()}",
                    refused=refused,
                )

    def _own(self, verb: Token, branch: Branch | None) -> tuple[Stance, Token] | None:
        """The stance verb that governs an act of the same agent: who vows to help promises, to attack threatens."""
        noun = verb.dep_ in {"acl", "relcl"} and verb.head.pos_ == "NOUN"  # "the refusal to meet"
        if not noun and (verb.dep_ != "xcomp" or verb.head.pos_ not in {"VERB", "ADJ"}):
            return None
        governor: Token = verb.head
        if any(c.dep_ in {"dobj", "nsubj"} and c.i < verb.i for c in verb.children):
            return None
        if any(c.dep_ == "dobj" and c.i < verb.i for c in governor.children):
            return None
        lemma = governor.lemma_.lower()
        names = [lemma, *(f"{lemma} {c.lower_}" for c in governor.children if c.dep_ == "prt")]  # "ruled out helping"
        stances = [s for name in names for s in self._verbs.get(name, ()) if not s.of_others]
        if any(c.dep_ == "neg" for c in verb.children) and any(s.announced or s.keeps for s in stances):
            stances = [s for s in self._stances if branch in s.announced_not]  # "vowed never to help"
            return next(((stance, governor) for stance in stances), None)
        return next(((stance, governor) for stance in stances if branch in stance.branches), None)

    def _denied(self, verb: Token) -> tuple[Stance, Token] | None:
        """The stance of who does not do what is asked: "does not recognise"."""
        if not any(c.dep_ == "neg" for c in verb.children):
            return None
        lemma = verb.lemma_.lower()
        return next(((stance, verb) for stance in self._stances if lemma in stance.negated), None)

    def _spoken(self, verb: Token, finding: Finding, arguments: Arguments) -> Iterator[Finding]:
        """The stance of who speaks for those who will do it: "the minister threatened that Chad would bomb Y"."""
        governor: Token = verb.head
        if verb.dep_ != "ccomp" or governor.pos_ != "VERB" or not any(c.lower_ in _INTENT for c in verb.children):
            return
        relation, lemma, doer = self._relations.get(finding.relation), governor.lemma_.lower(), finding.subject.actor
        negated = any(c.dep_ == "neg" for c in verb.children)
        kinds = ((s, s.announced_not if negated else s.announced) for s in self._stances)
        stance = next((s for s, branches in kinds if relation is not None and relation.branch in branches), None)
        if stance is None or doer is None or not (lemma in self._saying or lemma in stance.lemmas):
            return
        for speaker in arguments.actors(clause_of(governor).agents):
            who = speaker.actor
            if who is not None and who.id != doer.id and self._side(speaker) == self._side(finding.subject):
                told = replace(finding, subject=speaker, refused=False)
                yield from self._taken(stance, governor, told, arguments, refused=False)

    def _is_harmed(self, speakers: set[str], finding: Finding) -> bool:
        """Whether it is said by whom it was done to, or by one of his state: who says that he was shelled accuses."""
        act = _act(finding.anchor, standing=False)
        doer, harmed = self._side(finding.subject), self._side(finding.object)
        states = {self._state(each) for each in speakers}
        supposed = any(c.lower_ in _INTENT | _SUPPOSING for c in act.children)
        return harmed in states and doer not in states and not supposed

    def _is_blamed(self, speakers: set[str], finding: Finding) -> bool:
        """Whether what is said is an accusation in any words: of harm done to the speaker, or of arming a group."""
        if finding.relation in SPONSORING and finding.subject.actor is not None:
            return _is_armed(finding.object) and self._side(finding.subject) not in map(self._state, speakers)
        return finding.relation in HARMING and self._is_harmed(speakers, finding)

    def _side(self, end: Candidate) -> str:
        """The state that an end of a claim is of, or itself."""
        if end.state is not None:
            return end.state.iri
        return self._state(end.actor.id) if end.actor is not None else ""

    def _state(self, actor: str) -> str:
        """The state of an actor, or itself."""
        entry = self._actors.get(actor)
        return entry.state if entry is not None and entry.state else actor

    def _withheld(self, verb: Token, finding: Finding) -> tuple[Stance, Token] | None:
        """The stance of who will not do what others want: "will not lift the embargo"."""
        words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        if not words & _INTENT or "have" in words or not any(c.dep_ == "neg" for c in verb.children):
            return None
        return next(((stance, verb) for stance in self._stances if finding.relation in stance.withheld), None)

    def _said(self, verb: Token, finding: Finding, arguments: Arguments) -> tuple[Stance, Token] | None:
        """The stance in what is said: "it would not receive", "that the army shelled"."""
        governor = saying(verb)
        if governor is None:
            return None
        lemma = governor.lemma_.lower()
        speakers = {c.actor.id for c in arguments.actors(clause_of(governor).agents) if c.actor is not None}
        own = finding.subject.actor is not None and finding.subject.actor.id in speakers
        stance = next((s for s in self._verbs[lemma] if s.of_others), None)
        if stance is not None and not own:  # who says what could happen accuses nobody, who says what may have does
            return None if is_supposed(verb) else (stance, governor)
        if not own and lemma in self._saying and self._is_blamed(speakers, finding):
            return next(((s, governor) for s in self._stances if s.of_others), None)
        if not own or lemma not in self._saying or not any(c.lower_ in _INTENT for c in verb.children):
            return None
        if any(is_none(c) for o in verb.children if o.dep_ == "dobj" for c in o.children):
            return None  # who says that he "will take no side" neither promises nor refuses
        branch = self._relations[finding.relation].branch if finding.relation in self._relations else None
        negated = any(c.dep_ == "neg" for c in verb.children)
        return next(
            ((s, governor) for s in self._stances if branch in (s.announced_not if negated else s.announced)), None
        )


def _is_mutual(verb: Token) -> bool:
    """Whether the agents do it to one another, which is all that they agree on: "pledged to defend each other"."""
    return any(t.lower_ in _OTHER for o in verb.children if o.dep_ == "dobj" for t in o.subtree)


def _is_done_to(takers: list[Candidate], finding: Finding) -> bool:
    """Whether who takes the stance is not who acts, but to whom it is done."""
    ids = {c.actor.id for c in takers if c.actor is not None}
    ends = [end.actor.id if end.actor is not None else "" for end in (finding.subject, finding.object)]
    return ends[0] not in ids and ends[1] in ids


def saying(verb: Token) -> Token | None:
    """The verb by which an act is said: of "alleges that Y armed them, shelled X and tried to kill Z" for all three."""
    while verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    said = verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and not parted(verb, verb.head)
    return verb.head if said and not _is_wished(verb) else None


def is_supposed(verb: Token) -> bool:
    """Whether an act is only thought of: it "could" happen, not it "may have" happened."""
    words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(words & _SUPPOSING) and "have" not in words


def _is_wished(verb: Token) -> bool:
    """Whether a clause is a subjunctive: who "insists that the group be disarmed" alleges nothing."""
    words = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    modal = any(t.tag_ in {"MD", "TO"} for t in words)
    return not modal and any(t.tag_ == "VB" for t in words) and any(c.dep_ == "mark" for c in verb.children)


def _is_over(stance: Stance, relation: Relation, finding: Finding) -> bool:
    """Whether the stance is taken on such an act; to say that somebody sponsors an armed group is to accuse him."""
    sponsored = stance.of_others and relation.name in SPONSORING and _is_armed(finding.object)
    return sponsored or relation.branch in stance.branches


def _is_armed(group: Candidate) -> bool:
    return group.actor is not None and group.actor.type == "ArmedGroup"


def _act(anchor: Token, *, standing: bool) -> Token:
    """The verb of an act, from the word that carries the relation: an event noun's support verb, a conjunct's first.

    A noun for a standing tie has none: who "refused to meet the Libyan envoy" says nothing of whose envoy he is.
    """
    verb = anchor
    if not standing and anchor.pos_ == "NOUN" and anchor.dep_ == "dobj" and anchor.head.pos_ == "VERB":
        verb = anchor.head
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
    return verb
