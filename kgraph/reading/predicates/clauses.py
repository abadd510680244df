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
    UTTERANCES,
    add_hung,
    add_oblique,
    behind,
    described,
    nouns_of,
    parted,
    possessors,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# With these the one addressed behind the preposition is the infinitive's subject: "called on X to withdraw".
ADDRESSED = frozenset({"call", "appeal", "plead", "prevail", "shout", "signal", "yell", "wait", "rely", "count"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ORDINALS = frozenset({"first", "second", "third", "last", "only", "next", "latest"})
# Who does this to somebody "killed", "removed" or "arrested" is behind it.
CAUSING = frozenset({"have", "get", "want", "order"})
# Words beside a verb on which the parser hangs what stands behind it: "pushed back against".
HOSTS = frozenset({"advmod", "intj", "advcl", "npadvmod", "acomp", "oprd"})
STANDING = frozenset({"stand", "lie", "loom"})
# With these a place before the object is the recipient, which the parser takes for a modifier: "sold Chad radars".
DATIVE = frozenset(
    """give sell send offer promise grant supply lend hand award deliver loan donate bring show deny owe pay provide
    refuse cede bequeath""".split()
)
# Verbs without an object, which the parser may still take for participles: "the envoy protested".
INTRANSITIVE = frozenset(
    """agree appeal apologise apologize arrive clash complain consent depart flee insist march object protest rally
    react rejoice resign respond retaliate return vote""".split()
)
# What a speaker does with further words.
SPEAKING = frozenset(
    """call urge ask demand appeal accuse blame criticise criticize condemn denounce praise thank warn threaten promise
    pledge vow add insist stress describe dismiss reject""".split()
)
# With these the infinitive's subject is the governing verb's own subject although there is an object.
SUBJECT_CONTROL = frozenset(
    """promise vow threaten pledge swear offer agree enter visit leave reach join cross tour use start begin stage hold
    launch take""".split()
)


@dataclass(slots=True)
class Clause:
    """A verb with its arguments as head tokens, coordination not yet opened; `obliques` by preposition.

    `forms` keeps what the words are called in patterns, once it was asked for; `tail` are the words behind the verb.
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

    @property
    def tail(self) -> dict[str, Token]:
        """The words of the clause behind its verb, by form and lemma, the first of each."""
        if self._tail is None:
            self._tail = {}
            for token in self.verb.subtree:
                if token.i > self.verb.i:
                    self._tail.setdefault(token.lower_, token)
                    self._tail.setdefault(token.lemma_.lower(), token)
        return self._tail

    @property
    def lemma(self) -> str:
        """The verb's lemma in lower case."""
        return str(self.verb.lemma_.lower())


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
        clause.recipients.extend(t for t in clause.patients if t.dep_ == "nsubjpass")  # "Chad was given aid"
    if not clause.agents and verb.dep_ == "amod" and not clause.passive:
        _straighten(clause)
    if clause.lemma in STANDING:
        _invert(clause)
    _cause(clause)
    if verb.dep_ == "parataxis" and not clause.complements and clause.agents:
        clause.complements.append(verb.head)  # "the rebels, Chad says, must leave"
    own = clause.patients if clause.passive else clause.agents
    if not own and not any(c.dep_ == "expl" for c in verb.children):
        own.extend(_hung_on_date(verb) or _controller(verb))
    if clause.passive and not clause.agents:  # "were armed and financed by the state"
        for other in verb.conjuncts:
            if other.pos_ == "VERB" and is_passive(other):
                clause.agents.extend(o for c in other.children if c.dep_ == "agent" for o in nouns_of(c))
    if clause.lemma == "call" and not clause.passive and not clause.patients:  # "called Adu to express his support"
        clause.patients.extend(t for t in clause.complements if t.dep_ == "oprd" and t.pos_ == "PROPN")
    _share_objects(clause)
    return clause


def _hung_agents(clause: Clause) -> list[Token]:
    """Who stands behind a "by" that the parser hung on another phrase: "was tried in absentia by the court"."""
    inner = (o for group in clause.obliques.values() for o in group if o.i > clause.verb.i)
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


def _hung_on_date(verb: Token) -> list[Token]:
    """The subject that the parser took for one noun with the date before it: "On 3 May the army", "On Monday X"."""
    before = next((t for t in verb.lefts if t.dep_ == "prep" and t.i < verb.i), None)
    if before is None or not is_finite(verb):
        return []
    dates = [o for o in before.children if o.dep_ == "pobj" and o.ent_type_ == "DATE"]
    names = (o for o in before.children if o.dep_ == "pobj" and o.pos_ == "PROPN" and o.ent_type_ != "DATE")
    run_on = [n for n in names if n.i == verb.i - 1 and any(c.ent_type_ == "DATE" for c in n.lefts)]
    return run_on or [s for d in dates for s in d.children if s.dep_ == "appos" and s.right_edge.i == verb.i - 1]


def hidden_recipient(clause: Clause) -> Token | None:
    """The name before a dative verb's object that may be its recipient, if that is a place: "sold Chad radars"."""
    if clause.recipients or clause.lemma not in DATIVE:
        return None
    before = (c for patient in clause.patients for c in patient.children if c.i == clause.verb.i + 1)
    return next((c for c in before if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its auxiliary or subject, as a participle, or by a coordinated passive."""
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    if verb.tag_ != "VBN" or labels & {"aux", "nsubj"} or _goes_without_object(verb):
        return False
    if verb.dep_ in {"acl", "amod", "advcl", "relcl"} or "agent" in labels:
        return "dobj" not in labels or "agent" in labels
    # "armed and financed by", where the parser may take the first for an adjective
    beside = verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "ADJ"} and "dobj" not in labels
    return beside and is_passive(verb.head)


def _goes_without_object(verb: Token) -> bool:
    """Whether a verb cannot be passive as it stands: "an inquiry called for sanctions" is a sentence."""
    lemma = verb.lemma_.lower()
    if lemma == "call":
        return any(c.dep_ == "prep" and c.lower_ in {"for", "on", "upon"} for c in verb.children)
    return lemma in INTRANSITIVE


def _add_argument(clause: Clause, child: Token) -> None:
    label = child.dep_
    if label in SUBJECTS:
        clause.agents.extend([] if subject_before(child) else [child])
    elif label in PASSIVE_SUBJECTS or label == "dobj":
        clause.patients.append(child)
    elif label == "dative":
        clause.recipients.extend(list(nouns_of(child)) if child.pos_ == "ADP" else [child])
    elif label == "agent":
        clause.agents.extend(nouns_of(child))
        clause.obliques.setdefault("by", []).extend(nouns_of(child))
    elif label == "prep":
        add_oblique(clause.obliques, child)
    elif label in HOSTS and child.pos_ not in {"VERB", "AUX"} and child.i > clause.verb.i and clause.lemma != "be":
        add_hung(clause.obliques, child)
    if label == "prt" or (label == "advmod" and child.lower_ in {"back", "away", "together", "apart", "down", "out"}):
        clause.particles.add(child.lower_)
    elif label in {"ccomp", "xcomp", "oprd", "attr", "acomp"}:
        clause.complements.append(child)
        if label == "ccomp":
            clause.patients.extend(described(child))
    elif label == "advcl" and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
        # "called for Chad to withdraw"
        clause.obliques.setdefault("for", []).extend(c for c in child.children if c.dep_ == "nsubj")


def _controller(verb: Token) -> list[Token]:
    """The subject of a verb that has none of its own; of a passive verb it is the patient."""
    head, label = verb.head, verb.dep_
    if label in {"ccomp", "conj"} and parted(verb, head):
        return []
    if label == "conj" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return subjects(head)
    if label == "conj" and head.pos_ == "PROPN" and verb.tag_ in FINITE and head.dep_ == "ROOT":
        return [head]  # "Modi, fresh from a visit, arrived": a sentence read as a noun phrase
    if label == "ccomp" and head.dep_ == "relcl" and is_finite(verb):
        return [head.head]  # "the group, which experts say is armed by Chad"
    if label in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _controlled(head)
    if label == "advcl" and head.pos_ in {"VERB", "AUX"} and (not is_finite(verb) or not _is_introduced(verb)):
        return subjects(head.head if _goes_on_speaking(verb) else head)
    if label == "acl" or (label == "relcl" and any(c.tag_ == "TO" for c in verb.children)):
        return _from_noun(verb, head)
    if label == "relcl" and not any(c.lower_ in RELATIVES and c.dep_ in {"dobj", "pobj"} for c in verb.children):
        return [head]
    if label == "pcomp":
        return _from_preposition(head)
    return []


def _goes_on_speaking(participle: Token) -> bool:
    """Whether a participle belongs to who says, not to what is said: "said that it would stay, calling on X to"."""
    said: Token = participle.head
    speaking = participle.tag_ == "VBG" and participle.lemma_.lower() in SPEAKING
    return speaking and said.dep_ == "ccomp" and said.head.pos_ == "VERB" and participle.i > said.i


def _controlled(governor: Token) -> list[Token]:
    """The subject of an infinitive: the governing verb's object if it has one ("forced X to"), else its subject."""
    if governor.pos_ == "ADJ":
        return subjects(governor.head) if governor.head.pos_ in {"VERB", "AUX"} else []
    if governor.lemma_.lower() not in SUBJECT_CONTROL:
        objects = [c for c in governor.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "ADP"]
        if objects:
            return objects
    if governor.lemma_.lower() in ADDRESSED:
        addressed = [
            o
            for c in governor.children
            if c.dep_ == "prep" and c.lower_ in {"on", "upon", "to", "with", "at"}
            for o in nouns_of(c)
        ]
        if addressed:
            return addressed
    return subjects(governor)


def _from_noun(verb: Token, noun: Token) -> list[Token]:
    """The subject of a clause that describes a noun: the noun itself, or for "the plan to attack" the planner."""
    if verb.tag_ == "VBG" and noun.lemma_.lower() in UTTERANCES and noun.dep_ == "dobj":
        return subjects(noun.head)
    if verb.tag_ in {"VBG", "VBN"} or verb.tag_ in FINITE:
        return [noun]
    if any(c.lower_ in ORDINALS for c in noun.children):
        return [noun]  # "the first minister to visit X"
    owners = possessors(noun) or behind(noun, {"of"})
    if owners:
        return owners
    if noun.dep_ in {"dobj", "pobj", "attr"}:
        governor = noun.head if noun.dep_ != "pobj" else noun.head.head
        if governor.pos_ in {"VERB", "AUX"} and not is_passive(governor):
            return subjects(governor)
    return []


def _from_preposition(prep: Token) -> list[Token]:
    """The subject in "accused X of supporting", "after meeting": the object of blame or hindrance, else the subject."""
    governor = prep.head
    if governor.pos_ in {"VERB", "AUX"}:
        if prep.lower_ in {"of", "for", "from", "into"}:
            objects = [c for c in governor.children if c.dep_ in {"dobj", "nsubjpass"}]
            if objects:
                return objects
            if is_passive(governor):
                return subjects(governor)
        return subjects(governor)
    if governor.dep_ == "acomp":  # "is guilty of plotting"
        return subjects(governor.head)
    return possessors(governor)


def subjects(verb: Token) -> list[Token]:
    """The surface subjects of a verb, fetched from its surroundings where it has none."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and subject_before(c) is None]
    if own:
        return own
    return _controller(verb) if verb.dep_ != "ROOT" else []


def _is_introduced(verb: Token) -> bool:
    """Whether a word makes a clause of its own: "when", "because"; without, the verb goes on from the one above."""
    return any(c.dep_ in {"mark", "advmod"} and c.i < verb.i for c in verb.children)


def goes_on(verb: Token) -> bool:
    """Whether a sentence begins with its verb and so goes on about who was spoken of: "– flew to Lima"."""
    start = verb.sent.start
    marks = [t for t in verb.doc[start : verb.i] if not t.is_quote]
    listed = bool(marks) and all(t.is_punct or t.dep_ == "meta" or t.tag_ in {"LS", "HYPH"} for t in marks)
    told = verb.tag_ in {"VBD", "VBZ"} or (verb.tag_ == "VBG" and listed)
    return verb.dep_ == "ROOT" and told and (listed or not marks) and not subjects(verb)


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense, by its form or by an auxiliary."""
    return (
        verb.tag_ in FINITE
        or verb.tag_ == "MD"
        or any(c.dep_ in {"aux", "auxpass"} and c.tag_ not in {"TO", "VB", "VBG", "VBN"} for c in verb.children)
    )


def _share_objects(clause: Clause) -> None:
    """Objects that stand elsewhere: "the group that Iran backs", "shelled and stormed the town"."""
    verb = clause.verb
    if clause.patients or clause.passive:
        return
    # "received, on Thursday, the envoy": behind an insertion the parser takes the object for an adverbial
    clause.patients.extend(c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > verb.i)
    if verb.dep_ == "relcl" and clause.agents and verb.head not in clause.agents and not clause.complements:
        if any(c.lower_ == "where" for c in verb.children):  # "the region where the army fights"
            clause.obliques.setdefault("in", []).append(verb.head)
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


def _is_adverb_after(child: Token) -> bool:
    return child.dep_ == "advmod" and child.i > child.head.i


def cleft(relative: Token) -> Token | None:
    """The noun that a relative pronoun stands for in "it was X that closed the border"."""
    verb = relative.head
    if verb.dep_ in {"ccomp", "relcl", "advcl"} and verb.head.lemma_.lower() == "be":
        return next((c for c in verb.head.children if c.dep_ == "attr" and c.i < relative.i), None)
    return None


def subject_before(noun: Token) -> Token | None:
    """The name that a second subject, set off by commas, tells of: "Tutu, for example, the head of the church, met"."""
    if noun.dep_ != "nsubj" or not any(c.dep_ == "det" for c in noun.children):
        return None
    doc, first, last = noun.doc, noun.left_edge.i, noun.right_edge.i
    if first == 0 or doc[first - 1].text != "," or "," not in {doc[last].text, doc[min(last + 1, len(doc) - 1)].text}:
        return None
    names = (c for c in noun.head.children if c.dep_ == "nsubj" and c.i < first and c.pos_ == "PROPN")
    return next(names, None)
