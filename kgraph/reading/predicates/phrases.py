"""What hangs on nouns and prepositions: possessives, what stands behind a preposition, lists and their additions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Token

RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
QUANTITIES = frozenset(
    """round series spate wave string number lot set flurry barrage volley host range kind form act part half portion
    share bulk most rest remainder package thousand hundred dozen million crowd percent worth ton tonne amount batch
    consignment shipment cargo load quantity volume some""".split()
)
FIXED = frozenset({"according", "owing", "due", "thanks", "contrary"})  # "according to X" puts nobody behind "to"
# "issued a statement condemning": what an utterance does, its author does.
UTTERANCES = frozenset(
    """statement resolution letter law decree order motion speech report tweet message note lawsuit suit
    complaint bill declaration petition protest rally demonstration march campaign vigil sit-in""".split()
)
# What makes a thing or a deed somebody's: "the plan that Chad proposed" is Chad's.
MAKING = frozenset(
    """fire launch carry conduct send make issue publish write commission stage drop plant claim mount perpetrate
    organise organize order announce impose wage commit deliver release draft propose broker plan direct
    file lodge lay submit table present put sign pass introduce adopt enact
    play set dictate conclude""".split()
)
_ADDING = frozenset({"along", "alongside", "together", "besides", "plus", "in"})
_JOINED = frozenset({"joined", "accompanied", "flanked"})


def add_oblique(obliques: dict[str, list[Token]], prep: Token) -> None:
    """Put what stands behind a preposition under it; "out of X" counts as out, of and out of."""
    found = list(nouns_of(prep)) or _shared_behind(prep)
    for name in [each for noun in found for each in conjuncts(noun)]:
        if name.pos_ == "PROPN":
            # a name takes no complement: what hangs on it belongs above ("threats by X against Y")
            for child in name.children:
                if child.dep_ == "prep" and child.lower_ not in {"of", "in", "at"}:
                    add_oblique(obliques, child)
    for child in prep.children:
        if child.dep_ == "prep" and prep.lower_ not in FIXED:
            inner = list(nouns_of(child))
            obliques.setdefault(child.lower_, []).extend(inner)
            found.extend(inner)
        if child.dep_ == "pobj" and prep.lower_ == "at" and child.lower_ in {"hands", "hand"}:
            obliques.setdefault("by", []).extend(behind(child, {"of"}))  # "died at the hands of X"
    obliques.setdefault(prep.lower_, []).extend(found)
    for conjunct in prep.conjuncts:
        if conjunct.dep_ == "conj" and conjunct.pos_ == "ADP" and conjunct.i > prep.i:
            obliques.setdefault(conjunct.lower_, []).extend(nouns_of(conjunct))


def _shared_behind(prep: Token) -> list[Token]:
    """What two prepositions share where it stands behind the second: "solidarity with and support for Y"."""
    after = prep.doc[prep.i + 1 : prep.i + 5]
    if len(after) < 2 or after[0].lower_ not in {"and", "or"}:
        return []
    return next((list(nouns_of(t)) for t in after[1:] if t.dep_ == "prep"), [])


def add_hung(obliques: dict[str, list[Token]], word: Token) -> None:
    """Put under the verb's prepositions what the parser hung on an adverb or a word like it.

    So in "pushed back against X", "brought them home from X", "said no to X", "arrived unannounced in X", and where a
    noun is doubled: "fought side by side with X".
    """
    hosts = [word]
    if word.dep_ == "npadvmod":
        again = word.doc[word.i + 2 : word.i + 3]
        hosts = [t for t in again if t.lower_ == word.lower_ and t.dep_ == "pobj"]
    for host in hosts:
        for child in host.children:
            if child.dep_ == "prep" and child.i > host.i:
                add_oblique(obliques, child)


def antecedent_of(relative: Token) -> Token:
    """The noun that a relative object stands for, "the embargo that the league placed on X", else the word itself."""
    verb: Token = relative.head
    if relative.lower_ in RELATIVES and relative.dep_ in {"dobj", "nsubjpass"} and verb.dep_ == "relcl":
        noun: Token = verb.head
        return noun
    return relative


def nouns_of(prep: Token) -> Iterator[Token]:
    """The nouns behind a preposition."""
    if prep.n_rights == 0 and prep.n_lefts == 0:
        yield from _cut_off(prep)
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp"} and child.pos_ not in {"VERB", "AUX"}:
            yield child
        elif child.dep_ == "pcomp":
            yield from _behind_participle(child)


def _cut_off(prep: Token) -> Iterator[Token]:
    """The name behind a preposition that the parser gave to another clause: "the pact signed with Chad would …"."""
    if prep.dep_ not in {"prep", "agent"} or prep.i + 1 >= len(prep.doc):
        return
    word = prep.nbor()
    while word.dep_ in {"compound", "nmod"} and word.head.i > word.i:
        word = word.head
    if word.pos_ == "PROPN" and word.dep_ in {"nsubj", "nsubjpass", "dobj"} and word.left_edge.i == prep.i + 1:
        yield word


def is_none(word: Token) -> bool:
    """Whether a word says that there is none of what follows: "no side", "neither side"."""
    return word.dep_ == "det" and word.lower_ in {"no", "neither"}


def one_of(noun: Token) -> Token | None:
    """The "one" in "one of the leaders"."""
    above: Token = noun.head.head
    one = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lower_ == "one"
    return above if one else None


def apposed_to(noun: Token) -> Token | None:
    """The word beside which a noun stands: "Adu, one of the leaders", "Adu, a critic of Chad and an ally of Mali"."""
    first = one_of(noun) or noun
    while first.dep_ == "conj" and first.tag_ == "NN" and any(c.dep_ == "det" for c in first.lefts):
        above: Token = first.head
        if above.tag_ != "NN" or any(c.text == "," for c in above.rights if c.i < first.i):
            break
        first = above
    return first.head if first.dep_ == "appos" else None


def described(verb: Token) -> list[Token]:
    """The noun of "what it called bases" and "what Chad said were camps"."""
    if verb.left_edge.lower_ != "what":
        return []
    inner = (c for c in verb.children if c.dep_ == "ccomp" and c.lemma_ == "be")
    hosts = [verb, *inner]
    return [c for h in hosts for c in h.children if c.dep_ in {"oprd", "attr"} and c.pos_ in {"NOUN", "PROPN"}]


def _behind_participle(word: Token) -> Iterator[Token]:
    """The noun in "on what it called bases", and what the parser gave to a participle: "in occupied Chad"."""
    yield from described(word)
    adjective = word.tag_ == "VBN" or word.lower_ in {"neighbouring", "neighboring", "surrounding"}
    for child in word.children:
        if (child.dep_ == "dobj" and adjective) or (child.dep_ == "nsubj" and word.tag_ == "VBG" and child.i < word.i):
            yield child


def behind(token: Token, prepositions: Collection[str]) -> list[Token]:
    """The nouns that stand behind one of a word's prepositions."""
    return [
        o
        for p in token.children
        if p.dep_ in {"prep", "agent"}
        for each in (p, *(c for c in p.children if c.dep_ == "conj" and c.pos_ == "ADP"))  # "of Chad and of Niger"
        if each.lower_ in prepositions
        for o in each.children
        if o.dep_ == "pobj"
    ]


def possessors(noun: Token) -> list[Token]:
    """The possessives of a noun: "Iran's", "their"; "the first of its kind" is nobody's."""
    if noun.lower_ == "kind":
        return []
    return [child for child in noun.children if child.dep_ == "poss"]


def joined(token: Token) -> list[Token]:
    """What is added to a word by a preposition: "Chad, along with Niger", "the leaders, including Adu"."""
    after = token.right_edge.i + 1
    doc = token.doc
    if after < len(doc) and doc[after].text == ",":
        after += 1
    words = list(token.rights)
    if after < len(doc):
        words.append(doc[after])
    found: list[Token] = []
    for word in words:
        if word.lower_ == "including" and token.tag_ in {"NNS", "NNPS"}:
            found.extend(each for o in word.children if o.dep_ == "pobj" for each in conjuncts(o))
        if word.dep_ == "acl" and word.lower_ in _JOINED:  # "Chad, joined by Niger, asked"
            found.extend(each for o in behind(word, {"by"}) for each in conjuncts(o))
        if word.lower_ == "in" and not (word.i + 1 < len(doc) and doc[word.i + 1].lower_ == "addition"):
            continue
        if word.lower_ in _ADDING or any(c.lower_ == "together" for c in word.children):
            below = next((c for c in word.subtree if c.lower_ in {"with", "to"} and c.dep_ == "prep"), word)
            last = word.head if word.head.lower_ == "with" and word.head.i == word.i + 1 else below
            found.extend(each for o in last.children if o.dep_ == "pobj" for each in conjuncts(o))
    return found


def is_making(participle: Token) -> bool:
    """Whether who stands behind "by" made the thing or deed: not who leads, supports or opposes it."""
    return participle.dep_ == "acl" and participle.tag_ == "VBN" and participle.lemma_.lower() in MAKING


def conjuncts(token: Token) -> list[Token]:
    """The token with everything that is coordinated with it, in the order of the text."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if (child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}) or _is_listed(child):
                found.append(child)
                queue.append(child)
    return sorted([*found, *_cut_list(found[-1])] if len(found) == 1 else found, key=lambda t: t.i)


def _cut_list(noun: Token) -> list[Token]:
    """The rest of a list that the parser hung on the verb: "walked out of the cabinet, the courts and parliament"."""
    if noun.dep_ != "pobj":
        return []
    after, doc = noun.right_edge.i + 1, noun.doc
    if after >= len(doc) or doc[after].text != ",":
        return []
    others = (t for t in noun.head.head.children if t.dep_ == "dep" and t.pos_ == "NOUN")
    first = next((t for t in (*others, *_hung_twice(noun)) if t.left_edge.i == after + 1), None)
    return conjuncts(first) if first is not None and any(c.dep_ == "conj" for c in first.children) else []


def _hung_twice(noun: Token) -> Iterator[Token]:
    """What the parser hung on the verb above two prepositions: "out of the cabinet, the courts"."""
    above: Token = noun.head.head
    yield from (t for t in above.head.children if above.dep_ == "prep" and t.dep_ == "dep" and t.pos_ == "NOUN")


def _is_listed(apposed: Token) -> bool:
    """Whether a name that the parser took for an apposition goes on a list of names: "Chad, Mali, Niger and Togo"."""
    if apposed.dep_ != "appos" or not apposed.pos_ == apposed.head.pos_ == "PROPN":
        return False
    before = apposed.left_edge.i - 1  # in a caption: "Adu, left, and Ba, right, met"
    added = before > apposed.head.i and apposed.doc[before].lower_ == "and"
    return added or any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in apposed.children)


def counted_by(noun: Token) -> Token:
    """The quantity noun that a noun hides behind ("a series of attacks"), else the noun itself."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in QUANTITIES:
        quantity: Token = noun.head.head
        return quantity
    return noun


def parted(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two words: each stands in a sentence of its own, whatever the parser made of it."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ";" for t in one.doc[first:last])


def contrasted(word: Token) -> bool:
    """Whether a "but" takes a word out of the negation before it: "not the governor but the mayor"."""
    head: Token = word.head
    words = [*head.children, *head.head.children] if word.dep_ == "conj" else list(head.children)
    turns = [t.i for t in words if t.lower_ == "but" and t.i < word.i]
    return bool(turns) and any(t.dep_ == "neg" and t.i < turns[-1] for t in words)


def lone_between(noun: Token) -> bool:
    """Whether a noun stands alone behind "between", so that a list behind its "of" cannot be all its own."""
    behind_it = noun.dep_ == "pobj" and noun.head.lower_ == "between"
    return behind_it and not any(c.dep_ == "conj" for c in noun.children)
