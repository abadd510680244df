"""What the page shows, as plain data: columns of numbers that point into lists of texts, which keeps the page light."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgraph import vocab
from kgraph.model import Actor, Claim, Document, Factuality, MentionKind
from kgraph.ontology import ActorEntry, Branch, Ontology
from kgraph.view.styles import BRANCH_STYLES, GROUP_COLORS, NO_GROUP, STYLES, style_of

ID_LENGTH = 12
"""Characters of a claim's id: enough for `kgraph explain`."""

Column = list[Any]
Ends = tuple[str, str, str]
"""Subject, object and branch: what a line on the page stands for."""


@dataclass(frozen=True, slots=True)
class Content:
    """The claims in the order of the text, their actors, those with the most claims first, and the lines between them.

    An actor, a line or a claim is known on the page by its number in these.
    """

    claims: Sequence[Claim]
    actors: Sequence[Actor]
    bundles: Mapping[Ends, list[int]]
    count: Mapping[str, int]

    @classmethod
    def of(cls, claims: Sequence[Claim], ontology: Ontology) -> Content:
        """The content that claims in the order of the text make."""
        found: dict[str, Actor] = {}
        count: Counter[str] = Counter()
        bundles: dict[Ends, list[int]] = defaultdict(list)
        for position, claim in enumerate(claims):
            subject, object_ = claim.subject.actor, claim.object.actor
            for actor in {subject.id: subject, object_.id: object_}.values():
                found.setdefault(actor.id, actor)
                count[actor.id] += 1
            bundles[subject.id, object_.id, branch_of(claim.relation, ontology)].append(position)
        actors = sorted(found.values(), key=lambda actor: (-count[actor.id], actor.label, actor.id))
        return cls(claims, actors, dict(sorted(bundles.items())), count)

    def ranking(self) -> list[str]:
        """The IRIs of the actors, in their order."""
        return [actor.id for actor in self.actors]


def branch_of(relation: str, ontology: Ontology) -> str:
    """The branch of a relation; one that the ontology does not know counts as a tie."""
    return (ontology.branch_of(relation) or Branch.TIE).value


def page_data(content: Content, ontology: Ontology, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Everything but the picture; documents that are not given are known by their names only."""
    relations = sorted({claim.relation for claim in content.claims}, key=lambda name: (ontology.label_of(name), name))
    docs = sorted({claim.doc for claim in content.claims})
    return {
        "actors": _actors(content, ontology),
        "relations": [
            {"name": name, "label": ontology.label_of(name), "branch": branch_of(name, ontology)} for name in relations
        ],
        "documents": [_document(doc, documents.get(doc)) for doc in docs],
        "edges": {"branch": [list(BRANCH_STYLES).index(branch) for _, _, branch in content.bundles]},
        **_claims(content.claims, relations, docs, list(content.bundles.values())),
        "branches": [
            {"key": key, "label": style.label, "light": style.light, "dark": style.dark}
            for key, style in BRANCH_STYLES.items()
        ],
        "styles": [
            {"key": style.key, "label": style.label, "light": style.light, "dark": style.dark, "shape": style.shape}
            for style in STYLES
        ],
        "groupColors": GROUP_COLORS,
        "noGroup": NO_GROUP,
    }


def _actors(content: Content, ontology: Ontology) -> dict[str, Column]:
    """Labels, types and spellings; `id` is the IRI's end, or nothing if it follows from the label."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in content.claims:
        for mention in (claim.subject, claim.object):
            if mention.kind is MentionKind.NAME:
                names[mention.actor.id].add(" ".join(mention.surface.split()))
    types = sorted({actor.type for actor in content.actors})
    styles = {name: STYLES.index(style_of(name, ontology)) for name in types}
    rows = []
    for actor in content.actors:
        read = names[actor.id] - {actor.label}
        known = _known_names(ontology.actors.get(actor.id)) - read - {actor.label}
        iri = None if actor.id == vocab.ACTOR + actor.label.replace(" ", "_") else actor.id.removeprefix(vocab.ACTOR)
        rows.append((iri, actor.label, types.index(actor.type), styles[actor.type], sorted(read), sorted(known)))
    keys = ("id", "label", "type", "style", "names", "known")
    return {"types": [_words(name) for name in types]} | _columns(keys, rows)


def _known_names(entry: ActorEntry | None) -> set[str]:
    """All that the ontology knows an actor by."""
    if entry is None:
        return set()
    return {*entry.names, *entry.short_names, *entry.adjectives, *entry.people, *entry.capitals, *entry.seats}


def _words(type_name: str) -> str:
    """ "StateBody" as "State body"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_name).capitalize()


def _document(doc: str, document: Document | None) -> dict[str, str]:
    """Its name, and as far as they are known its title, its date, and a link if its source is one into the web."""
    if document is None:
        return {"id": doc}
    where = "link" if (document.source or "").lower().startswith(("https://", "http://")) else "source"
    found = {"id": doc, "title": document.title, "date": document.date, where: document.source}
    return {key: value for key, value in found.items() if value}


def _claims(
    claims: Sequence[Claim], relations: Sequence[str], docs: Sequence[str], bundles: Sequence[list[int]]
) -> dict[str, Any]:
    """Claims, sentences, speakers and times."""
    sentences = {(claim.doc, claim.sentence.start): claim.sentence.text for claim in claims}
    sentence_number = {key: number for number, key in enumerate(sentences)}
    speakers = sorted({claim.attributed_to.label for claim in claims if claim.attributed_to is not None})
    times = sorted({claim.time for claim in claims if claim.time is not None})
    doc_number, relation_number, speaker_number, time_number = map(_numbered, (docs, relations, speakers, times))
    edge_of = {number: edge for edge, members in enumerate(bundles) for number in members}
    factualities = list(Factuality)
    rows = [
        (
            claim.id[:ID_LENGTH],
            edge_of[number],
            relation_number[claim.relation],
            factualities.index(claim.factuality),
            round(100 * claim.confidence),
            speaker_number[claim.attributed_to.label] if claim.attributed_to is not None else -1,
            time_number[claim.time] if claim.time is not None else -1,
            sentence_number[claim.doc, claim.sentence.start],
            _spans(claim),
        )
        for number, claim in enumerate(claims)
    ]
    keys = ("id", "edge", "relation", "factuality", "confidence", "by", "time", "sentence", "spans")
    return {
        "claims": _columns(keys, rows),
        "sentences": {"doc": [doc_number[doc] for doc, _ in sentences], "text": list(sentences.values())},
        "speakers": speakers,
        "times": times,
        "factualities": [value.value for value in factualities],
    }


def _spans(claim: Claim) -> list[int]:
    """Start and end within the sentence, of the subject, the cue and the object, in code points."""
    start = claim.sentence.start
    return [at - start for span in (claim.subject, claim.cue, claim.object) for at in (span.start, span.end)]


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _columns(keys: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Column]:
    """One list for each key."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(keys)
    return {key: list(column) for key, column in zip(keys, columns, strict=True)}
