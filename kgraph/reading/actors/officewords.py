"""The words for offices: "the new finance minister", "minister of finance", "ministers of defence and interior"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.predicates.phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that make one office another: a deputy is not the minister.
_RANKS = frozenset({"deputy", "vice", "assistant", "former", "late", "acting", "ex", "co", "under"})
# What ministers are for.
FIELDS = frozenset(
    """defence defense interior finance justice oil petroleum energy electricity health education economy trade commerce
    agriculture transport transportation information culture labour labor environment migration planning foreign water
    industry tourism housing intelligence security communications""".split()
)
# What may stand before an office without making it another.
_QUALITIES = frozenset(
    """new old current present incumbent sitting then outgoing incoming longtime long-time veteran powerful influential
    young elderly own newly-appointed newly-elected designated controversial embattled beleaguered""".split()
)


def office_words(noun: str) -> str:
    """The office without what is only said of its holder: the "new finance minister" is the finance minister."""
    words = noun.split()
    kept = [w for w in words[:-1] if w not in _QUALITIES]
    return spelt(" ".join([*kept, *words[-1:]]))


def office_named(candidate: Candidate) -> str:
    """The office of a description: the "minister of transport" is the transport minister."""
    office = office_words(candidate.noun)
    fields = portfolios(candidate.token) if office in {"minister", "secretary"} else []
    return f"{fields[0].lower_} {office}" if len(fields) == 1 else office


def portfolios(minister: Token) -> list[Token]:
    """What the ministers of several fields are for: "the ministers of defence, interior and oil"."""
    first = [o for p in minister.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    fields = [t for o in first if o.dep_ == "pobj" for t in conjuncts(o)]
    return [t for t in fields if t.lemma_.lower() in FIELDS]


def with_modifiers(field: Token) -> str:
    """A field with the words before it: "national security"."""
    return " ".join([*(t.lower_ for t in field.lefts if t.dep_ in {"amod", "compound"}), field.lower_])


def spelt(office: str) -> str:
    """An office in the spelling of the ontology's terms."""
    return office.replace("defense", "defence")


def title_of(noun: str) -> str:
    """An office in its usual form: "Minister of Information" for an information minister."""
    words = noun.split()
    if len(words) == 2 and words[1] == "minister" and words[0] not in {"prime", "chief", "first", "deputy"}:
        return f"Minister of {'Foreign Affairs' if words[0] == 'foreign' else words[0].title()}"
    return noun.title()


def office_in(title: str) -> str:
    """The office of a title with its state: of the "Minister of Information of Peru" the information minister."""
    office = title.rsplit(" of ", 1)[0].lower()
    field = office.removeprefix("minister of ")
    return office if field == office else f"{'foreign' if field == 'foreign affairs' else field} minister"


def posted_to(candidate: Candidate) -> str:
    """The second half of "ambassador of Iran to Turkey"."""
    if candidate.noun.split()[-1] not in {"ambassador", "envoy"}:
        return ""
    posts = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in {"to", "in"})
    first: Token | None = next(posts, None)
    return "".join(f" to {o.text}" for o in first.children if o.pos_ == "PROPN") if first is not None else ""


def ranks(noun: str) -> frozenset[str]:
    """The words of an office that make it another one: "deputy"."""
    return _RANKS & set(noun.replace("-", " ").split())
