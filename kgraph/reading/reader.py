"""Documents → readings: the way from a text to its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kgraph.curation.records import Curation
from kgraph.model import Actor, Claim, Cue, Document, Factuality, Mention, MentionKind, Reading, Sentence
from kgraph.ontology.records import ActorEntry, Branch, Ontology
from kgraph.reading.actors.candidates import Candidate, entry_actor
from kgraph.reading.actors.context import is_plain, local_states, main_state
from kgraph.reading.actors.coreference import Resolver, Sieve
from kgraph.reading.actors.curator import Curator
from kgraph.reading.actors.gazetteer import Gazetteer
from kgraph.reading.actors.linking import Linker
from kgraph.reading.actors.mentions import MentionFinder
from kgraph.reading.boilerplate import Boilerplate
from kgraph.reading.circumstances.attribution import AttributionReader
from kgraph.reading.circumstances.dating import Timeline, belonging, document_date, undated
from kgraph.reading.circumstances.factuality import PRESUPPOSED, FactualityReader
from kgraph.reading.circumstances.periods import Clock
from kgraph.reading.circumstances.speakers import Speakers
from kgraph.reading.confidence import AdditiveConfidence, Confidence
from kgraph.reading.copies import read_once
from kgraph.reading.extractors import Extractor, Finding, View, load
from kgraph.reading.extractors.told import Told
from kgraph.reading.nlp import DEFAULT_MODEL, Passage, load_pipeline, parse
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.lexicon import Lexicon
from kgraph.reading.predicates.stances import StanceReader
from kgraph.reading.predicates.subjects import goes_on
from kgraph.reading.workers import read_in_workers, read_on_all_cores

if TYPE_CHECKING:
    from spacy.tokens import Span


@dataclass(frozen=True, slots=True)
class Settled:
    """A document whose actors are settled: its passages, the mentions of each, and its date."""

    document: Document
    passages: list[Passage]
    groups: list[list[Candidate]]
    today: date | None


class Reader:
    """Reads documents with an ontology and an installed spaCy pipeline.

    `extractors` are names, or extractors themselves, by default kgraph's own; `curation` holds what a user has decided
    about names. With None for `processes`, all cores read where there is much text; the readings are the same.
    """

    def __init__(
        self,
        ontology: Ontology,
        model: str = DEFAULT_MODEL,
        processes: int | None = 1,
        resolver: Resolver | None = None,
        extractors: Sequence[str | Extractor] | None = None,
        curation: Curation | None = None,
    ) -> None:
        cues = ontology.cues
        self.extractors = load(extractors)
        self.confidence: Confidence = AdditiveConfidence()
        self.ontology = ontology
        self.curation = curation
        self._nlp = load_pipeline(model)
        self._processes = processes
        gazetteer = Gazetteer(ontology)
        self._finder = MentionFinder(ontology, gazetteer)
        self._linker = Linker(ontology, gazetteer, self._finder.phrases)
        self._resolver: Resolver = resolver or Sieve(ontology, self._finder.phrases)
        self._curator = Curator(curation or Curation(), ontology)
        self._lexicon = Lexicon(ontology)
        self._boilerplate = Boilerplate(cues.boilerplate)
        self._factuality = FactualityReader(cues.factuality, cues.support_verbs)
        self._stances = StanceReader(ontology)
        # who receives a guest talks to him: of two cooperative acts between the same two, the finer says it all
        self._finer: dict[str, list[str]] = defaultdict(list)
        for relation in ontology.relations.values():
            if relation.parent is not None and relation.branch == Branch.COOP:
                self._finer[relation.parent].append(relation.name)
        self._attribution = AttributionReader(cues.reporting_verbs, cues.reporting_phrases)
        self._person_nouns = frozenset(noun for noun, types in cues.actor_nouns.items() if "Person" in types)

    @property
    def model(self) -> tuple[str, str]:
        """The name and the version of the pipeline."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']}", str(meta["version"])

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The reading of each document, in order. In a list, those of the same text and date are read once."""
        return read_once(self._read_all, documents) if isinstance(documents, Sequence) else self._read_all(documents)

    def _read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        if self._processes is None:
            return read_on_all_cores(self._read, documents)
        if self._processes == 1:
            return self._read(documents)
        return read_in_workers(self._read, documents, self._processes)

    def _read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document, passages in self.parse(documents):
            yield self.claims(self.settle(document, passages))

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Passage]]]:
        """The first stage, spaCy's: every document with its parsed passages."""
        return parse(self._nlp, documents)

    def settle(self, document: Document, passages: list[Passage]) -> Settled:
        """The second stage: who is mentioned where. Boilerplate falls away."""
        kept = [passage for passage in passages if not self._boilerplate(passage.doc.text)]
        groups = [self._finder.find(passage) for passage in kept]
        candidates = [candidate for group in groups for candidate in group]
        today = document_date(document)
        self._linker.link(candidates)
        self._curator(candidates)
        self._resolver(candidates, today)
        self._curator(candidates)  # the resolver also gives descriptions to actors that the document does not name
        return Settled(document, kept, groups, today)

    def claims(self, settled: Settled) -> Reading:
        """The third stage: what they do to each other."""
        document = settled.document
        sentences: list[Sentence] = []
        claims: dict[str, Claim] = {}
        timeline, speakers = Timeline(self._clock(settled)), Speakers(self._attribution.speaker)
        for passage, sentence, view in self.views(settled):
            sentences.append(sentence)
            for claim in self._claims(document, passage, view, sentence, timeline, speakers):
                claims.setdefault(claim.id, claim)
        found = [c for group in settled.groups for c in group if c.actor and not c.is_place]
        mentions = [mention for c in found for mention in c.to_mentions(document)]
        mentions += [implied for claim in claims.values() for implied in _descriptions(claim)]
        ordered = sorted(dict.fromkeys(mentions), key=lambda m: m.start)
        return Reading(document, tuple(sentences), tuple(ordered), tuple(_ordered(claims.values())))

    def _clock(self, settled: Settled) -> Clock:
        """What the document's dates are counted from."""
        if settled.today is not None:
            return Clock(settled.today)
        named = (candidate for group in settled.groups for candidate in group)
        return undated(settled.document.text, named, self.ontology.terms_of)

    def views(self, settled: Settled) -> Iterator[tuple[Passage, Sentence, View]]:
        """Every sentence as the extractors see it, with its record and its passage. Boilerplate falls away."""
        named = [candidate for group in settled.groups for candidate in group]
        state, plain = main_state(named, self.ontology.actors), is_plain(named)
        present = {c.actor.id for c in named if c.actor is not None}
        local = local_states(named, state, self.ontology.actors)
        home = entry_actor(state) if state is not None else None
        topic: list[Candidate] = []
        told = Told()
        for passage, group in zip(settled.passages, settled.groups, strict=True):
            before: list[Finding] = []
            home_body = self._home(local.get(passage.index, state))
            arguments = Arguments(group, self._lexicon, self._person_nouns)
            for span, sentence in passage.sentences(settled.document):
                whole = len(span) == len(passage.doc)  # of a whole passage it is known
                if whole or not self._boilerplate(span.text):
                    yield (
                        passage,
                        sentence,
                        View(
                            span,
                            arguments,
                            self._lexicon,
                            self.ontology,
                            present,
                            home_body,
                            home,
                            plain and passage.index not in local,
                            before=before,
                            topic=tuple(topic),
                            told=told,
                        ),
                    )
                    topic = _about(span, arguments, topic)

    def _home(self, state: ActorEntry | None) -> Callable[[str], Actor | None]:
        """What the nouns for state bodies name in a document: those of the state that it names most."""
        phrases = self._finder.phrases

        def home_body(noun: str) -> Actor | None:
            part = phrases.part_noun(noun)
            return phrases.part_actor(state, part) if state is not None and part is not None else None

        return home_body

    def _claims(
        self,
        document: Document,
        passage: Passage,
        view: View,
        sentence: Sentence,
        timeline: Timeline,
        speakers: Speakers,
    ) -> Iterator[Claim]:
        found: dict[tuple[str, str, str], tuple[str, Finding]] = {}
        for extractor in self.extractors if view.arguments.any_in(view.span) else ():
            for finding in self._stances(extractor.extract(view), view.arguments):
                assert finding.subject.actor is not None
                assert finding.object.actor is not None
                subject, relation, object_ = finding.subject.actor.id, finding.relation, finding.object.actor.id
                turned = self.ontology.relations[relation].symmetric and (object_, relation, subject) in found
                if not turned:
                    found.setdefault((subject, relation, object_), (extractor.name, finding))
        for subject, relation, object_ in list(found):
            if any(
                {(subject, r, object_), (object_, r, subject)} & found.keys() for r in self._finer.get(relation, ())
            ):
                del found[subject, relation, object_]
        if isinstance(view.before, list):
            view.before[:] = [finding for _, finding in found.values()]
        dates = timeline(view.span.text)
        speakers.hear(view.span, view.arguments)
        for (subject, relation, object_), (name, finding) in found.items():
            standing = self.ontology.relations[relation].branch == "tie"
            own = belonging(dates, finding.anchor, view.span, finding.cue, standing)
            when = timeline.of_event(relation, frozenset({subject, object_}), finding.anchor, own)
            claim = self._claim(document, passage, view, sentence, name, finding, when, speakers)
            if claim.factuality is Factuality.ASSERTED:
                view.told.add(claim.subject.actor, relation, claim.object.actor)
            yield claim

    def _claim(
        self,
        document: Document,
        passage: Passage,
        view: View,
        sentence: Sentence,
        extractor: str,
        finding: Finding,
        when: str | None,
        speakers: Speakers,
    ) -> Claim:
        start, end = finding.cue
        title = extractor in {"role", "title"} and finding.anchor.pos_ != "VERB"
        used = title and finding.anchor.dep_ in PRESUPPOSED
        return Claim(
            sentence=sentence,
            subject=_named(finding.subject).to_mention(document),
            relation=finding.relation,
            object=_named(finding.object).to_mention(document),
            cue=Cue(
                passage.start + start, passage.start + end, document.text[passage.start + start : passage.start + end]
            ),
            factuality=self._factuality(finding.anchor, title, refused=finding.refused),
            attributed_to=None if used else self._attribution(finding.anchor, view.span, view.arguments, speakers),
            time=when,
            confidence=self.confidence(extractor, finding, view),
            extractor=extractor,
            rule=finding.rule,
        )


def _about(span: Span, arguments: Arguments, topic: list[Candidate]) -> list[Candidate]:
    """The one who is a sentence's subject, or still that of the one before where it has none."""
    clause = clause_of(span.root)
    own = clause.patients if clause.passive else clause.agents
    found = arguments.actors(own)
    return topic if not own and goes_on(span.root) else found if len(found) == 1 else []


def _named(candidate: Candidate) -> Candidate:
    """The words that a pronoun refers to if they stand in the same sentence: better evidence than the pronoun.

    So is the name with which a description stands in apposition.
    """
    for antecedent in candidate.antecedents if candidate.kind is not MentionKind.NAME else ():
        if antecedent.passage is not candidate.passage or antecedent.token.sent.start != candidate.token.sent.start:
            continue
        if antecedent.kind is MentionKind.NAME and antecedent.actor == candidate.actor:
            return antecedent
        if candidate.kind is MentionKind.PRONOUN:
            return _named(antecedent) if antecedent.kind is not MentionKind.NAME else antecedent
    return candidate


def _descriptions(claim: Claim) -> list[Mention]:
    """The ends of a claim that no name expresses: among them towns, and the bodies that its title or event implies."""
    return [end for end in (claim.subject, claim.object) if end.kind is MentionKind.DESCRIPTION]


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.sentence.start, c.subject.start, c.object.start, c.relation, c.id))
