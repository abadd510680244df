"""Whether a predicate is asserted, negated or only possible, by what governs it.

In the way of FactBank (Saurí and Pustejovsky 2009): every word above and beside the predicate may turn its factuality.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.model import Factuality
from kgraph.ontology.records import FactualityCue
from kgraph.reading.predicates.framing import PARTAKING
from kgraph.reading.predicates.phrases import behind, contrasted, counted_by, is_none, parted
from kgraph.reading.predicates.subjects import ORDINALS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

NEGATED, POSSIBLE = "negated", "possible"
FUTURE = frozenset({"will", "would", "shall", "can", "could", "'ll", "wo", "ca"})
_FOREMOST = ORDINALS - {"next"}
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "oprd", "acomp"})
# "is said to have attacked": what nobody in particular says may not be so.
_HEARSAY = frozenset({"say", "report", "believe", "think", "claim", "assume", "understand", "rumor", "rumour"})
# A title in these places is taken for granted: "Prime Minister X", "the Chilean minister may"; not in "became mayor".
PRESUPPOSED = frozenset({"compound", "nmod", "appos", "poss", "nsubj", "nsubjpass", "dobj"})
# What is not yet brought about is not there: "will build factories", "looks forward to consolidating cooperation".
_BRINGING = frozenset(
    """build establish create found develop consolidate deepen expand enhance promote forge achieve launch begin start
    open resume restore""".split()
)
_ORDERING = frozenset({"order", "command", "direct"})
_TENSED = frozenset({"VBD", "VBZ"})
_SUBJECTS = SUBJECTS | {"nsubjpass"}
# What gives only the time is taken for granted: "promised help during a visit".
_FRAMING = frozenset({"during", "after", "before", "following", "since", "amid", "despite", "upon"})
_UNTIL = frozenset({"until", "till", "before"})
_MAX_STEPS = 8


@dataclass(slots=True)
class _Scope:
    """What was met on the way up: an odd number of negations, doubt, and whether it is more than a future."""

    negative: bool = False
    doubtful: bool = False
    open: bool = False

    def apply(self, effect: str, weak: bool = False) -> None:
        if effect == NEGATED:
            self.negative = not self.negative
        elif effect == POSSIBLE:
            self.doubtful = True
            self.open = self.open or not weak

    def value(self) -> Factuality:
        if self.negative and not self.open:
            return Factuality.NEGATED
        if self.doubtful:
            return Factuality.POSSIBLE
        return Factuality.NEGATED if self.negative else Factuality.ASSERTED


class FactualityReader:
    """Reads the factuality of a word from the tree above and beside it, with the ontology's cues."""

    def __init__(self, cues: Iterable[FactualityCue], support_verbs: Mapping[str, bool]) -> None:
        cues = list(cues)
        self._effects: dict[tuple[str, str], str] = {}
        self._support = support_verbs
        for cue in cues:
            for pos in cue.pos or ("",):
                self._effects[cue.lemma, pos] = cue.effect
        # cues of several words: "rule out", "no longer", "instead of"
        self._phrases = {cue.lemma: cue.effect for cue in cues if " " in cue.lemma}
        self._firsts = frozenset(phrase.split()[0] for phrase in self._phrases)

    def __call__(self, anchor: Token, title: bool = False, *, refused: bool = False) -> Factuality:
        """The factuality of what the anchor expresses; a `title` that is only used, not given, is taken for granted.

        With `refused` its own negation and future are no more than what it expresses: "will not recognise".
        """
        scope = _Scope()
        if title and anchor.dep_ in PRESUPPOSED:
            self._beside(scope, anchor, None)
            return scope.value()
        if anchor.sent.text.rstrip().endswith("?"):
            scope.apply(POSSIBLE)
        token, child = anchor, None
        for step in range(_MAX_STEPS):
            self._beside(scope, token, child, refused=refused and step == 0)
            above = self._climb(scope, token)
            if above is None:
                break
            token, child = above, token
        return scope.value()

    def _beside(self, scope: _Scope, token: Token, below: Token | None, *, refused: bool = False) -> None:
        """What the word's own negation, auxiliaries, adverbs and conjunction say."""
        for child in token.children:
            if (below is not None and child.i == below.i) or (refused and child.dep_ in {"neg", "aux"}):
                continue
            lower = child.lower_
            if child.dep_ == "neg" or is_none(child) or (child.dep_ == "dobj" and any(map(is_none, child.children))):
                scope.apply(NEGATED)  # "took no side"
            elif child.dep_ == "aux" and child.tag_ == "MD":
                scope.apply(POSSIBLE, weak=lower in FUTURE)
            elif child.dep_ == "aux" and child.tag_ == "TO" and token.dep_ == "ROOT":
                scope.apply(POSSIBLE)  # a headline's future: "Chad to recall envoy"
            elif child.dep_ == "aux" and token.dep_ == "advcl" and _inverted(child, token):
                scope.apply(POSSIBLE)  # "had Chad attacked"
            elif child.dep_ == "mark" and lower in _UNTIL and _is_open(token.head):
                scope.apply(POSSIBLE)  # "will not leave until they are paid"
            elif child.dep_ in {"advmod", "mark", "amod", "acomp"}:
                before = f"{child.nbor(-1).lower_} {lower}" if child.i > 0 else ""
                effect = self._phrases.get(before) or self._effect(child)
                if effect:
                    scope.apply(effect)
        if any(c.dep_ in _SUBJECTS and _is_negative(c) for c in token.children):
            scope.apply(NEGATED)

    def _effect(self, token: Token) -> str:
        lemma = token.lemma_.lower()
        if lemma in self._firsts:
            for child in token.children:
                if child.dep_ in {"prt", "prep", "advmod"} and f"{lemma} {child.lower_}" in self._phrases:
                    return self._phrases[f"{lemma} {child.lower_}"]
        return (
            self._effects.get((lemma, token.pos_))
            or self._effects.get((token.lower_, token.pos_))
            or self._effects.get((lemma, ""), "")
        )

    def _climb(self, scope: _Scope, token: Token) -> Token | None:
        """Step to the governing word if the scope reaches that far, and take its effect."""
        head: Token = token.head
        if head.i == token.i:
            return None
        infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        if token.dep_ in _CLAUSAL and not parted(token, head):
            if token.dep_ == "ccomp" and token.i < head.i and self._effect(head) == NEGATED:
                return None  # "Oslo froze its aid, Rome cancelled a visit": the parser hangs the first on the second
            return self._governed(scope, token, head, infinitive)
        if token.dep_ in {"advcl", "acl", "relcl"} and infinitive:
            if any(t.lower_ in _FOREMOST for t in (head, *head.lefts)):
                return head.head if head.dep_ == "attr" else None  # "was the first to recognise Chad"
            predicates = [c for c in head.children if c.dep_ in {"acomp", "attr"}]  # "it would be wrong to call him"
            effect = self._effect(head) or next(filter(None, map(self._effect, predicates)), "")
            if effect == NEGATED and token.dep_ == "advcl" and any(c.dep_ == "dobj" for c in head.children):
                scope.apply(POSSIBLE)  # "blocked the road to protest": the road is blocked, not the protest
                return None
            scope.apply(effect or POSSIBLE)
            return head if self._effect(head) else None
        if token.dep_ in {"acl", "relcl"} and head.pos_ == "NOUN" and any(c.dep_ == "mark" for c in token.children):
            scope.apply(self._effect(head))  # "rumours that", "no evidence that"
            return head
        if token.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in token.children):
            if token.tag_ in _TENSED and head.tag_ == "VB":  # "did not help Chad and armed the rebels"
                return self._climb(scope, head)
            return None if contrasted(token) else head
        if token.dep_ == "nsubj" and token.pos_ == "NOUN" and _is_supposed(token, head):
            scope.apply(POSSIBLE)
            return None
        if token.dep_ == "nsubj" and head.lemma_ == "be":  # "their withdrawal is the goal"
            attribute = next((c for c in head.children if c.dep_ == "attr"), None)
            if attribute is not None and token.pos_ == "NOUN":
                scope.apply(self._effect(attribute))
            return None
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._above_noun(scope, token, head)
        return None

    def _governed(self, scope: _Scope, token: Token, head: Token, infinitive: bool) -> Token | None:
        if head.pos_ == "ADP" and token.dep_ == "pcomp":
            before = head.nbor(-1).lower_ if head.i > 0 else ""
            effect = self._phrases.get(f"{before} {head.lower_}") or self._effects.get((head.lower_, "ADP"))
            if effect:  # "without saying", "instead of saying"
                scope.apply(effect)
                return None
        if head.pos_ == "ADP" and head.head.lower_ == "addition" and head.head.dep_ == "pobj":
            return head.head.head.head  # "will meet the envoy in addition to signing a deal"
        if head.pos_ == "ADP":
            head = head.head
        bare = not any(c.dep_ in {"acomp", "attr", "prep", "agent"} for c in head.children)
        if (
            infinitive and bare and head.lemma_ in {"be", "have"} and token.dep_ == "xcomp"
        ):  # "is to leave", "has yet to leave"
            yet = any(c.lower_ == "yet" for word in (token, head) for c in word.children)
            scope.apply(NEGATED if yet else POSSIBLE if head.lemma_ == "be" else "")
        if head.lemma_.lower() in _ORDERING and token.dep_ in {"xcomp", "ccomp"}:
            scope.apply(POSSIBLE)  # but who "ordered the raid" had it done
            return head
        hearsay = infinitive and head.lemma_ in _HEARSAY and any(c.dep_ == "auxpass" for c in head.children)
        scope.apply(POSSIBLE if hearsay and not behind(head, {"by"}) else self._effect(head))
        return head

    def _above_noun(self, scope: _Scope, token: Token, head: Token) -> Token | None:
        """An event noun lies in the scope of what takes it as object: "denied the attack", "plans for a raid"."""
        if contrasted(token):
            return None
        counted = counted_by(token)
        if counted is not token:  # "suspended part of its aid"
            token, head = counted, counted.head
        if token.dep_ == "pobj":
            aside = head.lower_ == "in" and any(c.dep_ == "dobj" for c in head.head.children)
            if head.lower_ in _FRAMING or aside:  # "lost ten men in the raid"
                return None
            head = head.head
        elif token.dep_ not in {"dobj", "nsubjpass", "attr", "conj"}:
            return None
        effect = self._effect(head)
        if effect:
            scope.apply(effect)
            return head
        lemma = head.lemma_.lower()
        brought = token.dep_ == "dobj" and lemma in _BRINGING
        if lemma in self._support or token.dep_ == "attr" or lemma in PARTAKING or brought:
            return head  # "denied any part in the raid"
        return None


def _is_negative(token: Token) -> bool:
    return token.lower_ in {"nobody", "none", "neither", "nothing"} or any(map(is_none, token.children))


def _is_supposed(event: Token, verb: Token) -> bool:
    """Whether only what it would bring about is told of an event: "an attack on Chad could anger France"."""
    supposed = any(c.dep_ == "aux" and c.lower_ in {"could", "would", "might", "may"} for c in verb.children)
    return supposed and any(c.dep_ == "det" and c.lower_ in {"a", "an", "any"} for c in event.children)


def _is_open(verb: Token) -> bool:
    """Whether a verb tells of what is yet to come, or is refused."""
    words = list(verb.children)
    return any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in FUTURE) for c in words)


def _inverted(auxiliary: Token, verb: Token) -> bool:
    return auxiliary.lower_ in {"had", "were", "should"} and any(
        c.dep_ in _SUBJECTS and c.i > auxiliary.i for c in verb.children
    )
