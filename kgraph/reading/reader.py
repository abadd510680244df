"""Documents → readings: the way from a text to its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kgraph.model import Claim, Cue, Document, MentionKind, Reading, Sentence
from kgraph.ontology.records import Ontology
from kgraph.reading import time
from kgraph.reading.arguments import Arguments
from kgraph.reading.attribution import AttributionReader
from kgraph.reading.boilerplate import Boilerplate
from kgraph.reading.candidates import Candidate
from kgraph.reading.coreference import Resolver, Sieve
from kgraph.reading.extractors import EXTRACTORS, Finding, View
from kgraph.reading.factuality import FactualityReader
from kgraph.reading.gazetteer import Gazetteer
from kgraph.reading.lexicon import Lexicon
from kgraph.reading.linking import Linker
from kgraph.reading.mentions import MentionFinder
from kgraph.reading.nlp import DEFAULT_MODEL, Passage, load_pipeline, parse
from kgraph.reading.stances import StanceReader


@dataclass(frozen=True, slots=True)
class Settled:
    """A document whose actors are settled: its passages, the mentions of each, and its date."""

    document: Document
    passages: list[Passage]
    groups: list[list[Candidate]]
    today: date | None


class Reader:
    """Reads documents with an ontology and an installed spaCy pipeline."""

    def __init__(
        self, ontology: Ontology, model: str = DEFAULT_MODEL, processes: int = 1, resolver: Resolver | None = None
    ) -> None:
        cues = ontology.cues
        self._ontology = ontology
        self._nlp = load_pipeline(model)
        self._processes = processes
        gazetteer = Gazetteer(ontology)
        self._finder = MentionFinder(ontology, gazetteer)
        self._linker = Linker(ontology, gazetteer, self._finder.phrases)
        self._resolver: Resolver = resolver or Sieve(ontology, self._finder.phrases)
        self._lexicon = Lexicon(ontology)
        self._boilerplate = Boilerplate(cues.boilerplate)
        self._factuality = FactualityReader(cues.factuality, cues.support_verbs)
        self._stances = StanceReader(ontology)
        self._attribution = AttributionReader(cues.reporting_verbs, cues.reporting_phrases)
        self._person_nouns = frozenset(noun for noun, types in cues.actor_nouns.items() if "Person" in types)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The reading of each document, in order."""
        for document, passages in self.parse(documents):
            settled = self.settle(document, passages)
            yield self.claims(settled)

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Passage]]]:
        """The first stage, spaCy's: every document with its parsed passages."""
        return parse(self._nlp, documents, self._processes)

    def settle(self, document: Document, passages: list[Passage]) -> Settled:
        """The second stage: who is mentioned where. Boilerplate falls away."""
        kept = [passage for passage in passages if not self._boilerplate(passage.doc.text)]
        groups = [self._finder.find(passage) for passage in kept]
        candidates = [candidate for group in groups for candidate in group]
        today = time.document_date(document.text, document.date)
        self._linker.link(candidates)
        self._resolver(candidates, today)
        return Settled(document, kept, groups, today)

    def claims(self, settled: Settled) -> Reading:
        """The third stage: what they do to each other."""
        document = settled.document
        candidates = [c for group in settled.groups for c in group if c.actor is not None]
        present = {c.actor.id for c in candidates if c.actor is not None}
        sentences: list[Sentence] = []
        claims: dict[str, Claim] = {}
        for passage, group in zip(settled.passages, settled.groups, strict=True):
            arguments = Arguments(group, self._lexicon, self._person_nouns)
            for span, sentence in passage.sentences(document.id):
                if self._boilerplate(span.text):
                    continue
                sentences.append(sentence)
                view = View(span, arguments, self._lexicon, self._ontology, present)
                for claim in self._claims(document, passage, view, sentence, settled.today):
                    claims.setdefault(claim.id, claim)
        mentions = tuple(c.to_mention(document.id) for c in candidates)
        return Reading(document, tuple(sentences), mentions, tuple(_ordered(claims.values())))

    def _claims(
        self, document: Document, passage: Passage, view: View, sentence: Sentence, today: date | None
    ) -> Iterator[Claim]:
        found: dict[tuple[str, str, str], tuple[str, Finding]] = {}
        for extractor in EXTRACTORS:
            for finding in self._stances(extractor.extract(view)):
                assert finding.subject.actor is not None
                assert finding.object.actor is not None
                found.setdefault(
                    (finding.subject.actor.id, finding.relation, finding.object.actor.id), (extractor.name, finding)
                )
        dates = time.dates(view.span.text, today) if found else []
        for name, finding in found.values():
            yield self._claim(document, passage, view, sentence, name, finding, dates)

    def _claim(
        self,
        document: Document,
        passage: Passage,
        view: View,
        sentence: Sentence,
        extractor: str,
        finding: Finding,
        dates: list[time.When],
    ) -> Claim:
        start, end = finding.cue
        text = passage.doc.text
        offset = view.span.start_char
        clause = finding.anchor.left_edge.idx - offset, finding.anchor.right_edge.idx - offset
        return Claim(
            sentence=sentence,
            subject=_named(finding.subject).to_mention(document.id),
            relation=finding.relation,
            object=_named(finding.object).to_mention(document.id),
            cue=Cue(passage.start + start, passage.start + end, text[start:end]),
            factuality=self._factuality(finding.anchor),
            attributed_to=self._attribution(finding.anchor, view.span, view.arguments),
            time=time.nearest(dates, start - offset, end - offset, clause),
            confidence=finding.confidence,
            extractor=extractor,
            rule=finding.rule,
        )


def _named(candidate: Candidate) -> Candidate:
    """The name that a pronoun refers to if it stands in the same sentence: better evidence than the pronoun."""
    for antecedent in candidate.antecedents if candidate.kind is MentionKind.PRONOUN else ():
        same = antecedent.passage is candidate.passage and antecedent.token.sent.start == candidate.token.sent.start
        if same and antecedent.kind is MentionKind.NAME:
            return antecedent
        if same and antecedent.kind is MentionKind.PRONOUN:
            return _named(antecedent)
    return candidate


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.sentence.start, c.subject.start, c.object.start, c.relation, c.id))
