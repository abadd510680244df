"""Whose an event is where its own words do not say: of the list that it goes on, or of the clause that it frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.phrases import behind, counted_by, possessors
from kgraph.reading.predicates.subjects import SUBJECTS, is_passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

FRAMING = frozenset("""during under after before on in following at by through upon for as since amid to""".split())
WITH = frozenset({"with", "through", "thanks", "without"})
# What an event is the occasion or the meaning of: "on the eve of talks", "as a sign of support".
_CARRYING = frozenset(
    """sign expression gesture token show display act mark demonstration symbol signal part eve sideline margin course
    context framework wake day hour week month beginning start end midst middle aftermath occasion conclusion spirit
    ahead prior purpose statement message declaration word letter vote policy programme program promise pledge offer
    assurance""".split()
)
# Whoever is the object of these, for or of an act, is said to have done it.
_HOLDING_TO_ACCOUNT = frozenset(
    """accuse blame suspect charge convict criticise criticize condemn denounce thank praise commend punish arrest
    detain jail imprison sentence prosecute try sue investigate fault castigate slam rebuke indict reprimand chide
    lambast berate applaud laud honour honor reward sanction blacklist penalise penalize""".split()
)
_WARRANTS = frozenset({"warrant", "indictment", "summons", "notice"})
_CHARGES = frozenset({"charge", "suspicion", "allegation", "accusation", "count", "pretext"})
PARTAKING = frozenset({"involvement", "role", "part", "participation", "complicity", "hand", "share"})
_HAVING_PART = frozenset({"deny", "admit", "acknowledge", "confirm", "reject", "have", "play", "take"})
_DRIVING = frozenset({"lead", "force", "push", "drive", "compel", "cause", "prompt", "persuade", "oblige", "induce"})
_GOALS = frozenset({"goal", "aim", "objective", "dream", "ambition", "intention"})
_OWNING = frozenset({"poss", "amod", "compound"})
_ACCOUNTS = frozenset({"of", "for", "over"})
_NEAREST = frozenset({"by", "on", "against", "with", "between", "to", "for", "from"})
# Who does this in an attack was attacked, or saw it.
_SURVIVING = frozenset({"survive", "escape", "see", "hear", "remain", "live", "disappear", "vanish", "suffer", "drown"})
_ASKING = frozenset("call appeal ask push press plead beg hope wait look long argue lobby campaign".split())
_STEPS = 4


def first_listed(noun: Token) -> Token:
    """The event that begins the list on which an event stands: the visit of "a visit to Chad and talks with Niger".

    The parser may hang the second on the name behind the first.
    """
    first = noun
    while first.dep_ == "conj":
        head: Token = first.head
        if head.pos_ == "PROPN" and head.dep_ == "pobj" and head.head.head.pos_ == "NOUN":
            head = head.head.head
        if head.pos_ != "NOUN":
            break
        first = head
    return first


def shared_owners(noun: Token) -> list[Token]:
    """Whose the events of a list are: "on the eve of his visit to Chad and talks with the army"."""
    first = first_listed(noun)
    if first is not noun:
        return possessors(first) or [p for each in behind(first, {"of"}) for p in possessors(each)]
    if noun.dep_ == "conj" and noun.head.pos_ == "VERB":  # the parser hung it on the clause's verb
        before = noun.doc[noun.head.i : noun.i]
        owners = [t for t in before if t.dep_ == "poss" and t.head.pos_ == "NOUN" and t.head.dep_ == "pobj"]
        return owners[-1:]
    return []


def framed(noun: Token) -> list[Token]:
    """Who acts in the clause that an event frames: "during a visit to London, X said", "X, as a sign of support"."""
    for _ in range(_STEPS):
        if noun.dep_ != "pobj":
            return []
        above: Token = noun.head.head
        if above.lemma_.lower() in _CARRYING and noun.head.lower_ in {"of", "to"}:
            owners = possessors(above)
            if owners:
                return owners
            if above.pos_ == "ADV":  # "ahead of talks with"
                return subjects(above.head) if above.head.pos_ in {"VERB", "AUX"} else []
            if above.dep_ == "dobj":  # "sent a message of support"
                return subjects(above.head)
            noun = above
            continue
        return subject_above(noun, FRAMING)
    return []


def subject_above(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    """The subject of the verb in whose adverbial a noun stands, also where the parser hung that on the subject."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in prepositions:
        return []
    above: Token = noun.head.head
    if prepositions is WITH and above.dep_ == "pobj" and above.head.head.pos_ == "VERB":
        above = above.head.head  # "took power in May with the help of", where the parser hung it on the month
    if above.pos_ in {"VERB", "AUX"}:
        if prepositions is WITH and is_passive(above):  # "was driven out by the army with the help of"
            return behind(above, {"by"})
        asked = noun.head.lower_ == "for" and above.lemma_.lower() in _ASKING
        return [] if asked else subjects(above)  # who calls for a release releases nobody
    aside = noun.head.i > 0 and noun.doc[noun.head.i - 1].text == ","
    return [above] if aside and above.dep_ in SUBJECTS and not is_passive(above.head) else []


def undertaking(noun: Token) -> list[Token]:
    """Who does something "in a raid on Goma", "in new attacks": an act not yet spoken of is the subject's own."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "with", "through", "by"}:
        return []
    verb: Token = noun.head.head
    known = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "another"} for c in noun.children)
    if known or verb.pos_ != "VERB" or verb.lemma_.lower() in _SURVIVING or is_passive(verb):
        return []
    return subjects(verb)


def hung_behind(noun: Token) -> list[Token]:
    """The preposition right behind an object, which the parser hung on the verb: "condemned the raids by Chad"."""
    verb: Token = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in {"dobj", "pobj"} or verb.pos_ != "VERB":
        return []
    behind_it = noun.right_edge.i + 1
    near = _NEAREST if noun.dep_ == "dobj" else {"by"}
    return [c for c in verb.children if c.i == behind_it and c.dep_ == "prep" and c.lower_ in near]


def accountable(noun: Token) -> list[Token]:
    """Whose act an event is said to be: of "blamed Chad for the raid", "had a hand in it", "tried on charges of it"."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() == "include" and noun.head.dep_ == "relcl":
        noun = counted_by(noun.head.head)  # "for raids that included the killing of"
    above, preposition = _above(noun)
    if above is not None and preposition == "in" and above.lemma_.lower() in PARTAKING:
        if above.dep_ == "dobj" and above.head.lemma_.lower() in _HAVING_PART:
            return subjects(above.head)
        own = [c for c in above.children if c.dep_ in _OWNING] + behind(above, {"by", "of"})
        if own:  # "Iranian involvement in the attack"
            return own
        above, preposition = _above(above)
    charged = above is not None and above.lemma_.lower() in _CHARGES
    if above is not None and charged:
        above, preposition = _above(above)
    if above is None or above.pos_ != "VERB" or above.lemma_.lower() not in _HOLDING_TO_ACCOUNT:
        return []
    known = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)
    told = preposition in _ACCOUNTS or (preposition == "in" and known)  # "arrested in a raid" is raided himself
    told = told or charged or (preposition == "with" and above.lemma_.lower() == "charge")
    return clause_of(above).patients if told else []


def _above(noun: Token) -> tuple[Token | None, str]:
    """What a noun's preposition hangs on, and the preposition."""
    return (noun.head.head, str(noun.head.lower_)) if noun.dep_ == "pobj" else (None, "")


def driven(noun: Token) -> list[Token]:
    """Whom an act makes do something: "the raids forced Chad out", "it was their pressure that led Chad to leave"."""
    verbs = [noun.head] if noun.dep_ == "nsubj" else [c for c in noun.children if c.dep_ == "relcl"]
    return [t for v in verbs if v.lemma_.lower() in _DRIVING for t in clause_of(v).patients if t.i != noun.i]


def prosecuted(noun: Token) -> list[Token]:
    """To whom something is done on a warrant or a charge: "was held on a Chadian warrant", "due to a warrant"."""
    if noun.lemma_.lower() not in _WARRANTS or noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "under", "to"}:
        return []
    above: Token = noun.head.head
    verb = above.head if above.lower_ in {"due", "owing", "thanks"} else above
    return clause_of(verb).patients if verb.pos_ == "VERB" else []


def aims(noun: Token) -> list[Token]:
    """Whose aim an event is: "the fall of Chad is the goal of Mali", "Mali's goal is the overthrow of Chad"."""
    copula: Token = noun.head
    if copula.lemma_ != "be" or noun.dep_ not in {"nsubj", "attr"}:
        return []
    goals = (c for c in copula.children if c.dep_ in {"nsubj", "attr"} and c.lemma_.lower() in _GOALS)
    return [t for goal in goals for t in possessors(goal) + behind(goal, {"of", "for"})]


def subjects_said(noun: Token) -> list[Token]:
    """Of whom a clause behind a noun speaks: "the demand that Y leave", "a call for Y to leave"."""
    clauses = (c for c in noun.children if c.dep_ in {"acl", "relcl", "ccomp", "advcl"} and c.i > noun.i)
    marked = (c for c in clauses if any(m.dep_ == "mark" and m.lower_ in {"that", "for"} for m in c.children))
    return [s for c in marked for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]


def subjects_conditional(noun: Token) -> list[Token]:
    """Whom a threat is meant for: "a threat to march unless Y withdraws"."""
    clauses = (c for c in noun.subtree if c.dep_ == "advcl" and c.i > noun.i)
    marked = (c for c in clauses if any(m.dep_ == "mark" and m.lower_ in {"unless", "if", "until"} for m in c.children))
    return [s for c in marked for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]
