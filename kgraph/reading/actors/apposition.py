"""Names in apposition to a noun, by the parse or by their place alone: "the president of Serbia, NAME"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.gazetteer import Form
from kgraph.reading.predicates.phrases import apposed_to, conjuncts, one_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAX_PERSON = 3  # words in a person's name


def _run_end(doc: Doc, i: int) -> int:
    """Where a run of capitals ends that names nobody: "secretary of State", "minister of Foreign Affairs and Trade"."""
    start = i
    while i < len(doc) and (doc[i].text[:1].isupper() or (i > start and doc[i].lower_ in {"and", "for"})):
        i += 1
    if i > start and doc[i - 1].lower_ == "and":
        i -= 1  # "the head of the Council and commander of the army"
    return i if i > start else len(doc)


def _is_alone(doc: Doc, i: int, bodies: Collection[str]) -> bool:
    """Whether a body in lower case ends the title: "commander of the army, NAME"."""
    return i + 1 < len(doc) and doc[i].lower_ in bodies and doc[i + 1].text == ","


def _body_end(doc: Doc, i: int, bodies: Collection[str], names: Collection[int]) -> int:
    """Where a body in lower case ends before the name of its head, else 0: "speaker of the parliament NAME"."""
    end = i
    while end < len(doc) and end not in names and doc[end].dep_ in {"compound", "amod"}:
        end += 1
    if end < len(doc) and end not in names and doc[end].lower_ in bodies:  # "the eastern government NAME"
        end += 1
    return end if end > i and end in names and doc[end - 1].lower_ in bodies else 0


def _second_title(doc: Doc, i: int) -> Token | None:
    """A second title of the same person: "the president of Chad and leader of the Salvation Movement, NAME"."""
    if i + 1 >= len(doc) or doc[i].lower_ != "and":
        return None
    i += 1
    while i + 1 < len(doc) and doc[i].dep_ in {"amod", "compound"} and doc[i].text.islower():
        i += 1
    return doc[i] if i + 1 < len(doc) and doc[i].tag_ == "NN" and doc[i + 1].lower_ == "of" else None


def _after_quote(doc: Doc, i: int) -> int:
    return i + 1 if i < len(doc) and doc[i].is_quote else i


def _is_person(name: Candidate) -> bool:
    return name.type == "Person" or any(entry.actor.type == "Person" for entry in name.entries)


def _persons_from(name: Candidate | None, by_token: dict[int, Candidate]) -> Iterator[Candidate]:
    """A person's name with those that follow it by commas and "and"."""
    while name is not None and _is_person(name):
        yield name
        doc, i = name.passage.doc, name.end
        while i < len(doc) and doc[i].lower_ in {",", "and"}:
            i += 1
        name = by_token.get(i) if i > name.end else None


def apposed(
    token: Token, by_token: dict[int, Candidate], bodies: Collection[str], *, person: bool
) -> Iterator[Candidate]:
    """The names that stand in apposition to a noun, or it to them; "the president of Serbia, NAME" by place alone."""
    doc, i = token.doc, token.i + 1
    if i + 1 < len(doc) and doc[i].lower_ == "of":
        i += 2 if doc[i + 1].lower_ == "the" else 1
        i = _after_quote(doc, i)
        alone = i + 1 if _is_alone(doc, i, bodies) else 0
        i = by_token[i].end if i in by_token else _body_end(doc, i, bodies, by_token) or alone or _run_end(doc, i)
        i = _after_quote(doc, i)
        second = _second_title(doc, i)
        if second is not None:
            yield from apposed(second, by_token, bodies, person=person)
    if i + 1 < len(doc) and doc[i].text == ",":
        i += 1
    while i + 1 < len(doc) and i not in by_token and doc[i].pos_ == "PROPN":
        i += 1  # "the speaker, Counselor NAME"
    name = by_token.get(i)
    if name is not None and name.start == i and name.form in {None, Form.NAME, Form.SHORT}:
        if person:
            make_person(name)
        if token.tag_ == "NNS" and one_of(token) is None and _is_person(name):  # "the leaders of Cyprus, NAME and NAME"
            names = list(_persons_from(name, by_token))
            yield from names if len(names) > 1 else []
        elif person and name.type == "Person":
            yield name
    for child in token.children:
        among = any(c.dep_ == "prep" and c.lower_ in {"among", "amongst"} for c in child.lefts)  # some of them only
        if child.dep_ == "appos" and child.i in by_token and not among:
            yield by_token[child.i]
            if token.tag_ == "NNS":  # "the two leaders, NAME and NAME"
                yield from (by_token[c.i] for c in conjuncts(child)[1:] if c.i in by_token)
    beside = apposed_to(token)
    if beside is not None and beside.i in by_token:
        yield by_token[beside.i]
    if _is_reduced(token) and token.left_edge.i > 1 and doc[token.left_edge.i - 1].text == ",":
        before = by_token.get(token.left_edge.i - 2)
        if before is not None and _is_person(before) == person:
            yield before
    yield from _before_a_dash(token, by_token, person=person)


def _is_reduced(noun: Token) -> bool:
    """Whether the parser made a sentence of a noun with a participle: "NAME, the minister killed by X"."""
    verb = noun.head
    finite = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return noun.dep_ == "nsubj" and verb.tag_ == "VBN" and not finite


def make_person(name: Candidate) -> None:
    """A short unknown name beside a noun that denotes a person is a person's, whatever the pipeline took it for."""
    words = [t for t in name.passage.doc[name.start : name.end] if t.text[:1].isalnum()]
    parts = sum(not (t.i > name.start and t.nbor(-1).text == "-") for t in words)  # "Sanwo-Olu" is one word
    if not name.entries and parts <= _MAX_PERSON:
        name.type = "Person"


def _before_a_dash(noun: Token, by_token: dict[int, Candidate], *, person: bool) -> Iterator[Candidate]:
    """The name with which a sentence opens before a dash and a noun that says what it is: "“NAME” – the movement"."""
    dash = noun.left_edge.i - 1
    if noun.tag_ != "NN" or dash <= noun.sent.start or noun.doc[dash].text not in {"-", "–", "—"}:
        return
    end = dash
    while end > noun.sent.start and (noun.doc[end - 1].is_quote or noun.doc[end - 1].text in {"*", "”", "»"}):
        end -= 1
    name = by_token.get(end - 1)
    opens = name is not None and all(t.is_punct or t.is_quote for t in noun.doc[noun.sent.start : name.start])
    if name is not None and opens and noun.doc[dash - 1].whitespace_ and _is_person(name) == person:
        yield name
