"""Who the subject of a verb is: its own, or whom the grammar fetches from a verb or noun that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.phrases import RELATIVES, UTTERANCES, behind, nouns_of, parted, possessors

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLAMING = frozenset("accuse suspect convict acquit absolve clear".split())
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# With these the one addressed behind the preposition is the infinitive's subject: "called on X to withdraw".
ADDRESSED = frozenset({"call", "appeal", "plead", "prevail", "shout", "signal", "yell", "wait", "rely", "count"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ORDINALS = frozenset({"first", "second", "third", "last", "only", "next", "latest"})
# Verbs without an object, which the parser may still take for participles: "the envoy protested".
INTRANSITIVE = frozenset(
    """agree appeal apologise apologize arrive clash complain consent depart flee insist march object protest rally
    react rejoice resign respond retaliate return vote""".split()
)
# What a speaker does with further words.
SPEAKING = frozenset(
    """call urge ask demand appeal accuse blame criticise criticize condemn denounce praise thank warn threaten promise
    pledge vow add insist stress note explain describe dismiss reject""".split()
)
# What somebody says of a will of his side or his own.
COMMITMENTS = frozenset("commitment readiness willingness determination dedication intention".split())
AFFIRMING = frozenset("reiterate reaffirm affirm express renew stress underline emphasise emphasize announce".split())
# Of these crimes those are suspected to whom something is done: "was jailed on charges of spying".
BLAME = frozenset({"charge", "suspicion", "accusation", "allegation", "count", "conviction", "ground"})
_PEOPLES = frozenset({"NORP", "GPE", "ORG"})  # "a Chadian plan to invade"
# Nobody heads or arms these, but whoever is there.
_WHEREABOUTS = frozenset(
    {"east", "west", "north", "south", "exile", "northeast", "northwest", "southeast", "southwest"}
)
JOINING = frozenset({"join", "follow", "imitate", "emulate"})
# Whoever does something with these acts himself: "withdrew in the hope of winning X over".
AIMS = frozenset(
    """aim brink course expectation goal guise hope intent intention means method objective point pretext process
    promise purpose threshold verge view""".split()
)
# With these the infinitive's subject is the governing verb's own subject although there is an object.
SUBJECT_CONTROL = frozenset(
    """promise vow threaten pledge swear offer agree enter visit leave reach join cross tour use start begin stage hold
    launch take""".split()
)


def subjects(verb: Token) -> list[Token]:
    """The surface subjects of a verb, fetched from its surroundings where it has none."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and subject_before(c) is None]
    if own:
        return own
    if verb.dep_ == "ccomp" and verb.pos_ == "NOUN" and any(c.dep_ == "mark" for c in verb.children):
        return [c for c in verb.lefts if c.i == verb.i - 1 and c.dep_ != "mark"]  # "demanded that Adu resign", no noun
    return controller(verb) if verb.dep_ != "ROOT" else []


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its auxiliary or subject, as a participle, or by a coordinated passive."""
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    if verb.tag_ != "VBN" or "aux" in labels or _goes_without_object(verb):
        return False
    if "nsubj" in labels:  # "the minister shot by X", which the parser may take for a sentence
        return "agent" in labels and "dobj" not in labels
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


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense, by its form or by an auxiliary."""
    return (
        verb.tag_ in FINITE
        or verb.tag_ == "MD"
        or any(c.dep_ in {"aux", "auxpass"} and c.tag_ not in {"TO", "VB", "VBG", "VBN"} for c in verb.children)
    )


def goes_on(verb: Token) -> bool:
    """Whether a sentence begins with its verb and so goes on about who was spoken of: "– flew to Lima"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ", "VBG"}:
        return False
    marks = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_quote]
    listed = bool(marks) and all(t.is_punct or t.dep_ == "meta" or t.tag_ in {"LS", "HYPH"} for t in marks)
    return (listed or (not marks and verb.tag_ != "VBG")) and not subjects(verb)


def cleft(relative: Token) -> Token | None:
    """The noun that a relative pronoun stands for in "it was X that closed the border"."""
    verb = relative.head
    if verb.dep_ in {"ccomp", "relcl", "advcl"} and verb.head.lemma_.lower() == "be":
        return next((c for c in verb.head.children if c.dep_ == "attr" and c.i < relative.i), None)
    return None


def cleft_above(verb: Token) -> Token | None:
    """The noun set apart in "it is X who rule", of which the relative clause tells."""
    noun: Token = verb.head
    copula: Token = noun.head
    if verb.dep_ != "relcl" or noun.dep_ != "attr" or copula.lemma_.lower() != "be":
        return None
    return noun if any(c.dep_ == "nsubj" and c.lower_ == "it" for c in copula.children) else None


def subject_before(noun: Token) -> Token | None:
    """The name that a second subject, set off by commas, tells of: "Tutu, for example, the head of the church, met"."""
    if noun.dep_ != "nsubj" or not any(c.dep_ == "det" for c in noun.children):
        return None
    doc, first, last = noun.doc, noun.left_edge.i, noun.right_edge.i
    if first == 0 or doc[first - 1].text != "," or "," not in {doc[last].text, doc[min(last + 1, len(doc) - 1)].text}:
        return None
    names = (c for c in noun.head.children if c.dep_ == "nsubj" and c.i < first and c.pos_ == "PROPN")
    return next(names, None)


def controller(verb: Token) -> list[Token]:
    """The subject of a verb that has none of its own; of a passive verb it is the patient."""
    head, label = verb.head, verb.dep_
    if label in {"ccomp", "conj"} and parted(verb, head):
        return []
    if label == "conj" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return subjects(head)
    if label == "dep" and head.pos_ == "VERB" and verb.tag_ in {*FINITE, "VBN"} and verb.i > head.i:
        return subjects(head)  # "opened bases, signed a pact and left"
    if label == "conj" and head.pos_ == "PROPN" and verb.tag_ in FINITE and head.dep_ == "ROOT":
        return [head]  # "Modi, fresh from a visit, arrived": a sentence read as a noun phrase
    if label == "ccomp" and head.dep_ == "relcl" and is_finite(verb):
        return [head.head]  # "the group, which experts say is armed by Chad"
    if label in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _controlled(head)
    if label == "advcl" and any(c.tag_ == "TO" for c in verb.lefts) and all(c.dep_ != "dobj" for c in head.children):
        addressed = _addressed(head)  # "called on Chad to stop arming"
        if addressed:
            return addressed
    if label == "advcl" and head.pos_ in {"VERB", "AUX"} and (not is_finite(verb) or not _is_introduced(verb)):
        return subjects(_speaking_before(verb) or head)
    if label == "acl" or (label == "relcl" and any(c.tag_ == "TO" for c in verb.children)):
        return _from_noun(verb, head)
    if label == "relcl" and not any(c.lower_ in RELATIVES and c.dep_ in {"dobj", "pobj"} for c in verb.children):
        return [head]
    if label == "pcomp" or (label == "pobj" and verb.tag_ == "VBG"):
        return _from_preposition(head)
    return []


def _is_introduced(verb: Token) -> bool:
    """Whether a word makes a clause of its own: "when", "because"; without, the verb goes on from the one above."""
    return any(c.dep_ in {"mark", "advmod"} and c.i < verb.i for c in verb.children)


def _speaking_before(participle: Token) -> Token | None:
    """The verb of speech from which a participle goes on: "said that it would stay, calling on X to"."""
    if participle.tag_ != "VBG" or participle.lemma_.lower() not in SPEAKING:
        return None
    said: Token = participle.head
    while said.dep_ == "conj" and said.head.pos_ in {"VERB", "AUX"}:
        said = said.head
    if said.dep_ != "ccomp" or said.head.pos_ != "VERB" or participle.i < said.i:
        return None
    speaker: Token = said.head
    while speaker.lemma_.lower() not in SPEAKING and speaker.dep_ == "ccomp" and speaker.head.pos_ == "VERB":
        speaker = speaker.head  # "said it had learnt that Chad attacked, noting that"
    return speaker


def _controlled(governor: Token) -> list[Token]:
    """The subject of an infinitive: the governing verb's object if it has one ("forced X to"), else its subject."""
    if governor.pos_ == "ADJ":
        return subjects(governor.head) if governor.head.pos_ in {"VERB", "AUX"} else []
    if governor.lemma_.lower() not in SUBJECT_CONTROL:
        objects = [c for c in governor.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "ADP"]
        if objects:
            return objects
    return _addressed(governor) or subjects(governor)


def _addressed(governor: Token) -> list[Token]:
    """Whom one calls on, appeals to or pleads with."""
    if governor.lemma_.lower() not in ADDRESSED:
        return []
    prepositions = {"on", "upon", "to", "with", "at"}
    behind_it = (c for c in governor.children if c.dep_ == "prep" and c.lower_ in prepositions)
    return [o for c in behind_it for o in nouns_of(c) if o.ent_type_ != "DATE"]


def _from_noun(verb: Token, noun: Token) -> list[Token]:
    """The subject of a clause that describes a noun: the noun itself, or for "the plan to attack" the planner."""
    if verb.tag_ == "VBG" and noun.lemma_.lower() in UTTERANCES and noun.dep_ == "dobj":
        return subjects(noun.head)
    if verb.tag_ == "VBN" and noun.dep_ == "pobj" and noun.lemma_.lower() in _WHEREABOUTS:
        return [noun.head.head]  # "the government in the east headed by X"
    if verb.tag_ in {"VBG", "VBN"} or verb.tag_ in FINITE:
        return [noun]
    if any(c.lower_ in ORDINALS for c in noun.children):
        return [noun]  # "the first minister to visit X"
    owners = possessors(noun) or behind(noun, {"of", "by"})
    owners = owners or [c for c in noun.lefts if c.dep_ in {"amod", "compound"} and c.ent_type_ in _PEOPLES]
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
        if prep.lower_ in {"of", "for", "from", "into", "as", "against"}:  # "accused X of", "quoted X as saying"
            objects = [c for c in governor.children if c.dep_ in {"dobj", "nsubjpass"}]
            if objects:
                return objects
            if is_passive(governor):
                return subjects(governor)
        if prep.lower_ == "in" and governor.lemma_.lower() in JOINING:  # "joined Chad in condemning"
            return [*subjects(governor), *(c for c in governor.children if c.dep_ == "dobj")]
        return subjects(governor)
    if prep.lower_ == "of" and governor.dep_ == "dobj" and governor.head.lemma_.lower() in _BLAMING:
        return [governor]  # "suspects Chad of arming"
    if governor.dep_ == "acomp":  # "is guilty of plotting"
        return subjects(governor.head)
    lemma = governor.lemma_.lower()
    if lemma in COMMITMENTS and governor.dep_ == "dobj" and governor.head.lemma_.lower() in AFFIRMING:
        return possessors(governor) + subjects(governor.head)  # "the envoy reaffirmed Chad's commitment to helping"
    return possessors(governor) or (_from_deverbal(governor) if prep.nbor().tag_ == "VBG" else [])


def _from_deverbal(noun: Token) -> list[Token]:
    """The subject in "on charges of spying", "in the hope of joining", "has no intention of leaving"."""
    lemma = noun.lemma_.lower()
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else noun
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    if noun.head.dep_ == "agent":  # "is accused by X of arming"
        return subjects(verb)
    if noun.dep_ == "dobj" or lemma in AIMS:
        return [] if is_passive(verb) else subjects(verb)
    if lemma not in BLAME:
        return []
    return subjects(verb) if is_passive(verb) else [c for c in verb.children if c.dep_ == "dobj"]
