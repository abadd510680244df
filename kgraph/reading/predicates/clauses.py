"""Who does what to whom, by grammar alone: predicates with their arguments, in the tradition of PredPatt and ClausIE.

(White et al. 2016, "Universal Decompositional Semantics"; Del Corro and Gemulla 2013, "ClausIE".) A predicate is a
verb; its *agents* are its deep subjects and its *patients* its deep objects, whether the sentence is active or passive,
and whether the subject stands there or has to be fetched: from a coordinated verb, a governing verb, or the noun that a
clause describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.reading.predicates.phrases import (
    RELATIVES,
    add_hung,
    add_oblique,
    described,
    nouns_of,
    possessors,
)
from kgraph.reading.predicates.strays import second_objects, strayed_objects, strayed_subjects
from kgraph.reading.predicates.subjects import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    cleft_above,
    controller,
    is_passive,
    subject_before,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# Who does this to somebody "killed", "removed" or "arrested" is behind it.
CAUSING = frozenset({"have", "get", "want", "order"})
_NO_ARGUMENTS = frozenset({"punct", "aux", "auxpass", "cc", "mark", "neg", "det"})
# Words beside a verb on which the parser hangs what stands behind it: "pushed back against".
HOSTS = frozenset({"advmod", "intj", "advcl", "npadvmod", "acomp", "oprd"})
_SUBMITTED = frozenset({"put", "submit", "present", "send", "address", "deliver", "table", "lodge", "bring"})
_ANNOUNCING = frozenset({"announce", "decree", "order", "rule", "decide", "vow", "pledge"})
_COMING = frozenset({"will", "would", "shall", "'ll", "be"})
_SOON = 10  # words
_THEM = frozenset({"them", "whom"})
_PARTS = frozenset({"most", "half", "many", "some", "all", "several", "majority", "few", "both", "dozens", "hundreds"})
STANDING = frozenset({"stand", "lie", "loom"})
# With these a place before the object is the recipient, which the parser takes for a modifier: "sold Chad radars".
DATIVE = frozenset(
    """give sell send offer promise grant supply lend hand award deliver loan donate bring show deny owe pay provide
    refuse cede bequeath""".split()
)
_GIVING = DATIVE | {"allow", "permit"}


@dataclass(slots=True)
class Clause:
    """A verb with its arguments as head tokens, coordination not yet opened; `obliques` by preposition.

    `forms` and `near` keep what the words are called in patterns and what stands near them, once it was asked for;
    `tail` are the words behind the verb.
    """

    verb: Token
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    complements: list[Token] = field(default_factory=list)
    passive: bool = False
    forms: dict[int, list[str]] = field(default_factory=dict)
    _tail: dict[str, Token] | None = None
    near: dict[int, list[Token]] = field(default_factory=dict)
    _links: set[str] | None = None

    @property
    def tail(self) -> dict[str, Token]:
        """The words behind the verb up to the next clause with a subject or an object of its own, by form and lemma."""
        if self._tail is None:
            self._tail = {}
            end = min((c.left_edge.i for c in self.verb.children if _is_another(c)), default=len(self.verb.doc))
            for token in self.verb.subtree:
                # the International Criminal Court is no criminal
                named = token.pos_ == "PROPN" and token.text.istitle()
                if self.verb.i < token.i < end and not named:
                    self._tail.setdefault(token.lower_, token)
                    self._tail.setdefault(token.lemma_.lower(), token)
        return self._tail

    @property
    def links(self) -> set[str]:
        """The prepositions by which something may hang on the clause."""
        if self._links is None:
            behind = (t.lower_ for t in self.verb.subtree if t.dep_ in {"prep", "agent"})
            self._links = {*self.obliques, *behind, *(("to", "for") if self.recipients else ())}
        return self._links

    @property
    def lemma(self) -> str:
        """The verb's lemma in lower case."""
        return str(self.verb.lemma_.lower())


def _is_another(verb: Token) -> bool:
    """Whether a verb coordinated with another has a subject or an object of its own."""
    own = {"nsubj", "nsubjpass", "dobj"}
    return verb.dep_ in {"conj", "parataxis"} and any(c.dep_ in own for c in verb.children)


def clause_of(verb: Token) -> Clause:
    """The verb's clause with all arguments that the grammar gives it."""
    clause = Clause(verb, passive=is_passive(verb))
    for child in verb.children:
        _add_argument(clause, child)
        if child.dep_ in {"aux", "auxpass"}:  # a subject that the parser hung on the auxiliary
            hung = (grandchild for grandchild in child.children if grandchild.dep_ == "nsubj")
            (clause.patients if clause.passive else clause.agents).extend(hung)
    if clause.passive and not clause.agents:  # the parser does not always know who stands behind "by"
        clause.agents.extend(clause.obliques.get("by", []) or _hung_agents(clause))
    if clause.passive and clause.lemma in DATIVE and any(t.dep_ == "dobj" for t in clause.patients):
        given = [t for t in clause.patients if t.dep_ == "nsubjpass"]  # "Chad was given aid"
        clause.recipients.extend(given or controller(verb))
    if not clause.agents and verb.dep_ == "amod" and not clause.passive:
        _straighten(clause)
    if clause.lemma in STANDING:
        _invert(clause)
    _cause(clause)
    if verb.dep_ == "parataxis" and not clause.complements and clause.agents:
        clause.complements.append(verb.head)  # "the rebels, Chad says, must leave"
    own = clause.patients if clause.passive else clause.agents
    if not own and not any(c.dep_ == "expl" for c in verb.children):
        own.extend(strayed_subjects(verb) or controller(verb))
    if clause.passive and not clause.agents:  # "were armed and financed by the state"
        for other in verb.conjuncts:
            if other.pos_ == "VERB" and is_passive(other):
                clause.agents.extend(o for c in other.children if c.dep_ == "agent" for o in nouns_of(c))
    if clause.passive and not clause.agents:
        clause.agents.extend(_announcing(verb) or _submitting(verb))
    if clause.lemma == "call" and not clause.passive and not clause.patients:  # "called Adu to express his support"
        clause.patients.extend(t for t in clause.complements if t.dep_ == "oprd" and t.pos_ == "PROPN")
    if cleft_above(verb) is not None:  # "in the north it is X who rule"
        for prep in (c for c in verb.head.head.lefts if c.dep_ == "prep"):
            add_oblique(clause.obliques, prep)
    own.extend(_likewise(verb))
    _share_objects(clause)
    if clause.lemma in _GIVING and not clause.passive:
        _give(clause)
        clause.recipients.extend(_told_before(clause))
    if clause.patients and not clause.passive:
        clause.patients.extend(second_objects(clause.obliques))
    clause.patients.extend(_most_of_them(clause))
    return clause


def _give(clause: Clause) -> None:
    """ "Allow the teams expanded access": the parser may make a sentence of who is given something and the thing."""
    for said in clause.complements:
        own = list(said.children)
        participle = said.dep_ == "ccomp" and said.tag_ in {"VBN", "VBD"} and said.i > clause.verb.i
        if participle and not any(c.dep_ in {"aux", "auxpass", "mark"} for c in own):
            things = [c for c in own if c.dep_ == "dobj"]
            clause.recipients.extend(c for c in own if things and c.dep_ == "nsubj")
            clause.patients.extend(things)


def _hung_agents(clause: Clause) -> list[Token]:
    """Who stands behind a "by" that the parser hung on another phrase.

    So in "was tried in absentia by the court" and "was barred from running by the court".
    """
    inner = [o for group in clause.obliques.values() for o in group if o.i > clause.verb.i]
    inner += [o for p in clause.verb.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pcomp"]
    by = (c for o in inner for c in o.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by")
    return [o for c in by for o in nouns_of(c)]


def _invert(clause: Clause) -> None:
    """ "Behind the militia stands Chad": who is named behind the verb stands there."""
    before = [t for t in clause.agents if t.i < clause.verb.i]
    after = [t for t in clause.agents if t.i > clause.verb.i]
    open_ = any(c.lower_ == "behind" and c.dep_ == "prep" and not list(c.children) for c in clause.verb.lefts)
    if before and after and open_:  # the parser took both for subjects
        clause.agents, clause.obliques["behind"] = after, before
    elif not clause.agents and "behind" in clause.obliques:
        clause.agents, clause.patients = clause.patients, []


def _straighten(clause: Clause) -> None:
    """ "Chad hosted players": the parser may take a finite verb for a participle before the noun."""
    verb = clause.verb
    names = [c for c in verb.children if c.dep_ in {"npadvmod", "nsubj"} and c.i == verb.i - 1 and c.pos_ == "PROPN"]
    if verb.tag_ == "VBD" and names and verb.head.pos_ in {"NOUN", "PROPN"} and verb.head.i > verb.i:
        clause.agents.extend(names)
        clause.patients.append(verb.head)


def _cause(clause: Clause) -> None:
    """Who has others do it acts himself: "had the envoy killed", "wants the mayor removed"."""
    verb, causer = clause.verb, clause.verb.head
    if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in {"aux", "auxpass", "mark"} for c in verb.children):
        return
    if verb.dep_ == "ccomp" and causer.lemma_ in CAUSING and not clause.patients:
        clause.passive, clause.patients, clause.agents = True, clause.agents, subjects(causer)
        return
    had = verb.dep_ == "acl" and causer.dep_ == "dobj" and causer.head.lemma_ in {"have", "get"}
    if had and not any(t.pos_ == "PROPN" for t in clause.agents):  # not of "had rockets supplied by Chad"
        clause.agents.extend(subjects(causer.head))


def hidden_recipient(clause: Clause) -> Token | None:
    """The name before a dative verb's object that may be its recipient, if that is a place: "sold Chad radars"."""
    if clause.recipients or clause.lemma not in DATIVE:
        return None
    before = (c for patient in clause.patients for c in patient.children if c.i == clause.verb.i + 1)
    return next((c for c in before if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def _told_before(clause: Clause) -> list[Token]:
    """The pronoun that the parser took for part of the object: "sold it radars"."""
    before = (c for patient in clause.patients for c in patient.children if c.i == clause.verb.i + 1)
    return [c for c in before if c.tag_ == "PRP"]


def _add_argument(clause: Clause, child: Token) -> None:
    label = child.dep_
    if label in _NO_ARGUMENTS:
        return
    if label == "nsubj" and (child.lower_ == "whom" or (clause.passive and child.i < clause.verb.i)):
        clause.patients.append(child)  # taken for who acts
    elif label in SUBJECTS:
        clause.agents.extend([] if subject_before(child) else [child])
    elif label in PASSIVE_SUBJECTS or label == "dobj":
        clause.patients.append(child)
    elif label == "dative":
        clause.recipients.extend(list(nouns_of(child)) if child.pos_ == "ADP" else [child])
    elif label == "agent":
        clause.agents.extend(nouns_of(child))
        clause.obliques.setdefault("by", []).extend(nouns_of(child))
    elif label == "prep" or (label == "conj" and child.pos_ == "ADP"):  # "met with Adu and then with Ba"
        add_oblique(clause.obliques, child)
    elif label in HOSTS and child.pos_ not in {"VERB", "AUX"} and child.i > clause.verb.i and clause.lemma != "be":
        add_hung(clause.obliques, child)
    if label == "prt" or (label == "advmod" and child.lower_ in {"back", "away", "together", "apart", "down", "out"}):
        clause.particles.add(child.lower_)
    elif label in {"ccomp", "xcomp", "oprd", "attr", "acomp"}:
        clause.complements.append(child)
        if label == "ccomp":
            clause.patients.extend(described(child))
            # "said that it was calm and that Chad must leave"
            clause.complements.extend(c for c in child.conjuncts if any(m.dep_ == "mark" for m in c.children))
    elif label == "advcl" and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
        # "called for Chad to withdraw"
        clause.obliques.setdefault("for", []).extend(c for c in child.children if c.dep_ == "nsubj")


def _share_objects(clause: Clause) -> None:
    """Objects that stand elsewhere: "the group that Iran backs", "shelled and stormed the town"."""
    verb = clause.verb
    if clause.patients or clause.passive:
        return
    clause.patients.extend(strayed_objects(verb))
    clause.patients.extend(_shared_relative(verb))
    if verb.dep_ == "relcl" and clause.agents and verb.head not in clause.agents and not clause.complements:
        stranded = next((c for c in verb.rights if c.dep_ == "prep" and not list(c.children)), None)
        if any(c.lower_ == "where" for c in verb.children):  # "the region where the army fights"
            clause.obliques.setdefault("in", []).append(verb.head)
        elif any(o.lower_ in RELATIVES for group in clause.obliques.values() for o in group):
            return  # "the town for which they fought"
        elif stranded is not None:  # "the expulsion they called for"
            clause.obliques.setdefault(stranded.lower_, []).append(verb.head)
        elif not any(c.lower_ == "when" for c in verb.children) and not any(
            t.lower_ in RELATIVES for t in clause.agents
        ):  # of "the men who fight" nobody is fought
            clause.patients.append(verb.head)
        return
    # "pushed harder and shelled the town": the adverb closes the first verb
    closed = (
        clause.obliques or clause.complements or clause.particles or any(_is_adverb_after(c) for c in verb.children)
    )
    if verb.dep_ != "conj" and not closed:
        for conjunct in verb.conjuncts:
            if conjunct.dep_ == "conj" and conjunct.head.i == verb.i and not is_passive(conjunct):
                clause.patients.extend(c for c in conjunct.children if c.dep_ == "dobj")


def _announcing(verb: Token) -> list[Token]:
    """Who announces what will be done, and so does it: "Chad announced that the militia would be disbanded"."""
    governor: Token = verb.head
    announced = verb.dep_ == "ccomp" and governor.lemma_.lower() in _ANNOUNCING and not is_passive(governor)
    return subjects(governor) if announced and any(c.lower_ in _COMING for c in verb.children) else []


def _likewise(verb: Token) -> list[Token]:
    """Who does the same: "Chad rejected the ruling, as did Mali and Niger"."""
    same = (c for c in verb.rights if c.dep_ == "advcl" and c.lemma_ in {"do", "be", "have"} and _is_as(c))
    return [s for do in same for s in do.children if s.dep_ in SUBJECTS and s.i > do.i]


def _is_as(verb: Token) -> bool:
    """Whether a verb has no more than its inverted subject behind "as"."""
    before, after = list(verb.lefts), [c for c in verb.rights if c.dep_ != "punct"]
    return [c.lower_ for c in before] == ["as"] and len(after) == 1


def _submitting(verb: Token) -> list[Token]:
    """Whose words they are that are put to somebody: "its case, put to the council", "Chad's plan, sent to Mali"."""
    said = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_.lower() in _SUBMITTED
    return possessors(verb.head) if said else []


def _shared_relative(verb: Token) -> list[Token]:
    """The object that clauses share as a relative: "the pact, which Chad rejected and Mali refuses to ratify"."""
    node = verb
    if node.dep_ == "xcomp" and any(c.tag_ == "TO" for c in node.children):
        node = node.head
    first: Token = node.head
    if node.dep_ != "conj" or first.dep_ != "relcl" or all(c.dep_ not in SUBJECTS for c in node.children):
        return []
    return [c for c in first.children if c.dep_ == "dobj" and c.lower_ in RELATIVES]


def _most_of_them(clause: Clause) -> list[Token]:
    """Who they are to whom it is done: "killed thirty people, most of them soldiers"."""
    if not clause.patients:
        return []
    last = max(t.i for t in clause.patients)
    counted = [t.head.head for t in clause.verb.doc[last + 1 : last + _SOON] if t.lower_ in _THEM and t.dep_ == "pobj"]
    parts = [t for t in counted if t.lower_ in _PARTS or t.pos_ == "NUM"]
    heads = [t.head for t in parts if t.dep_ == "nsubj" and t.head.pos_ == "NOUN" and t.head.i > t.i]
    return heads + [c for t in parts for c in t.children if c.dep_ == "appos"]


def _is_adverb_after(child: Token) -> bool:
    return child.dep_ == "advmod" and child.i > child.head.i
