"""Single nouns: their forms in the lexicon, and where a word that is no actor's stands for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

PROTESTERS = frozenset({"Collective"})  # what protests stand for
# Bodies that are not those of the state in which they are.
ABROAD = frozenset({"embassy", "consulate", "consulate general", "diplomatic mission", "mission"})
LAND = "Territory"
_LANDS = frozenset({"region", "province", "enclave"})
_HEADS = frozenset({"head", "chief", "director", "boss"})
_OFFICIAL = frozenset({"federal", "state", "official", "government", "state-run", "pro-government"})
# What is the federal government's own, not a court's or a law's.
_FEDERAL = frozenset(
    """operation offensive campaign crackdown intervention decision order plan policy proposal demand response measure
    reform budget media position""".split()
)
_RELATIVE = frozenset({"that", "which"})
# What such a noun stands before is theirs: "rebel positions", "an army base", "the rebel-held town".
_SIDES = frozenset("rebel militant insurgent guerrilla jihadist separatist".split())
_OWNERS = frozenset("army navy police government parliament opposition".split())
_TELLING = _SIDES | _OWNERS
# The tagger takes these for adjectives.
_MODIFYING = frozenset({"rebel", "militant", "insurgent", "separatist", "federal"})
_HELD = frozenset({"held", "controlled", "run", "ruled"})


def is_used_as_noun(token: Token) -> bool:
    """Whether an adjective stands as a noun with its article: "the conservative", and nouns that the tagger mistook."""
    return (
        token.pos_ == "ADJ"
        and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
        and any(c.dep_ == "det" for c in token.lefts)
    )


def is_land(token: Token) -> bool:
    """Whether a noun can mean the territory named before by nothing but its article: "the region"."""
    if token.lemma_.lower() not in _LANDS or token.tag_ != "NN":
        return False
    words = [c.lower_ for c in token.children if c.dep_ != "case"]
    return words == ["the"]


def as_actor(token: Token) -> frozenset[str] | None:
    """What stands for actors only in some places: protests that force or topple somebody, the head of intelligence."""
    lemma = token.lemma_.lower()
    if lemma in {"protest", "demonstration"} and token.tag_ == "NNS":
        verbs = [token.head] if token.dep_ == "nsubj" else []
        verbs += [v for v in token.children if v.dep_ == "relcl" and _RELATIVE & {c.lower_ for c in v.children}]
        behind = token.doc[token.i + 1 : token.i + 2]  # which the parser may have hung on a noun before
        verbs += [t.head for t in behind if t.lower_ in _RELATIVE and t.dep_ == "nsubj"]
        acts = any(c.dep_ == "dobj" for v in verbs for c in v.children)
        agents = any(c.dep_ in {"poss", "prep"} for c in token.children)
        return PROTESTERS if acts and not agents else None
    word = token.lower_
    if word == "media":
        before = token.doc[max(0, token.i - 1) : token.i]
        return frozenset({"Body"}) if any(t.lower_ in _OFFICIAL for t in (*token.lefts, *before)) else None
    if word == "federal" and token.dep_ == "amod" and token.head.lemma_.lower() in _FEDERAL:
        return frozenset({"Body"})  # "the federal operation" is the government's
    if lemma == "intelligence" and token.dep_ == "pobj" and token.head.lower_ == "of":
        return frozenset({"Body"}) if token.head.head.lemma_.lower() in _HEADS else None
    return None


def tells_whose(token: Token) -> bool:
    """Whether a noun before another tells whose that is, and is no part of a name, title or compound of its own."""
    tag = token.tag_
    if tag not in {"JJ", "NN"}:
        return False
    lemma, above = token.lemma_.lower(), token.head
    if tag == "JJ":
        return lemma in _MODIFYING and token.dep_ == "amod" and above.pos_ == "NOUN" and token.i == above.i - 1
    if lemma not in _TELLING:
        return False
    if token.dep_ == "npadvmod":
        return above.lower_ in _HELD
    return token.dep_ in {"compound", "nmod"} and above.pos_ == "NOUN" and token.i == above.i - 1


def singulars(token: Token) -> list[str]:
    """The lower-case forms under which a noun may stand in the lexicon, its lemma first."""
    lemma, word, tag = token.lemma_.lower(), token.lower_, token.tag_
    forms = [lemma] if lemma == word else [lemma, word]
    if word.endswith("s"):
        if tag == "NNS" and word.endswith("es"):
            forms.append(word[:-1])  # the lemmatizer makes a basis of bases
        elif tag in {"NNPS", "NNP"}:
            forms.insert(0, word[:-1])
            if word.endswith("ies"):
                forms.insert(0, word[:-3] + "y")
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        forms.extend([token.nbor(-2).lower_ + form for form in forms])  # "cease-fire"
    return list(dict.fromkeys(forms)) if len(forms) > 2 else forms
