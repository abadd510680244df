"""Every query of docs/cookbook.md against the seeds' graph; what it should give is worked out from the claims in Python."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from readme import ROOT, blocks, script

import kgraph
from kgraph import vocab
from kgraph.graph.answers import Rows
from kgraph.graph.inference import inferred_quads, state_behind
from kgraph.graph.query import named_queries
from kgraph.graph.terms import KG, RDF
from kgraph.model import Actor, Claim, Document, Factuality, Mention, Reading
from kgraph.ontology import Branch, Ontology

pytestmark = [pytest.mark.model, pytest.mark.slow]

cookbook = script("cookbook")
PAGE = ROOT / "docs" / "cookbook.md"
RECIPES = {recipe.number: recipe for recipe in cookbook.recipes(PAGE.read_text(encoding="utf-8"))}
LEAST = 20
"""How many questions the page has to answer."""

Bag = Counter[tuple[Any, ...]]


@dataclass(frozen=True)
class Seeds:
    """The graph of the seeds, and what it was made from."""

    out: Path
    graph: kgraph.GraphStore
    ontology: Ontology

    @cached_property
    def claims(self) -> list[Claim]:
        return list(self.graph.claims())

    @cached_property
    def readings(self) -> list[Reading]:
        return list(self.graph.readings())

    @property
    def asserted(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.factuality is Factuality.ASSERTED]

    @cached_property
    def facts(self) -> dict[tuple[Actor, str, Actor], list[Claim]]:
        """The asserted claims by edge."""
        found: dict[tuple[Actor, str, Actor], list[Claim]] = defaultdict(list)
        for claim in self.asserted:
            if claim.subject.actor.id != claim.object.actor.id:
                found[claim.subject.actor, claim.relation, claim.object.actor].append(claim)
        return found

    def label(self, relation: str) -> str:
        return self.ontology.label_of(relation)

    def branch(self, relation: str) -> Branch:
        branch = self.ontology.branch_of(relation)
        assert branch is not None
        return branch

    def broader(self, relation: str) -> Iterator[str]:
        """The relation and those of which it is a kind."""
        current: str | None = relation
        while current is not None:
            yield current
            current = self.ontology.relations[current].parent

    def when(self, claim: Claim) -> str | None:
        documents: dict[str, Document] = {reading.document.id: reading.document for reading in self.readings}
        return claim.time or documents[claim.doc].date

    def rows(self, number: int) -> list[dict[str, Any]]:
        recipe = RECIPES[number]
        answer = self.graph.query(recipe.query, recipe.parameters)
        assert isinstance(answer, Rows)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    ontology = kgraph.load_ontology()
    documents = kgraph.read_documents([ROOT / "seeds"])
    out = tmp_path_factory.mktemp("cookbook") / "out"
    kgraph.build(documents, out, kgraph.Reader(ontology), ontology, infer=True)
    return Seeds(out, kgraph.open_graph(out), ontology)


def edge(seeds: Seeds, claim: Claim) -> tuple[str, str, str]:
    return claim.subject.actor.label, seeds.label(claim.relation), claim.object.actor.label


# What each recipe should give, as the columns that are compared and how often each row is there.


def facts(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for (s, relation, o), claims in seeds.facts.items():
        yield s.label, seeds.label(relation), o.label, len(claims), len({claim.doc for claim in claims})


def about_iran(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    iran = vocab.ACTOR + "Iran"
    for claim in seeds.claims:
        for way, end, other in (("out", claim.subject, claim.object), ("in", claim.object, claim.subject)):
            if end.actor.id == iran:
                yield way, seeds.label(claim.relation), other.actor.label, claim.factuality.value, claim.sentence.text


def backers(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for claim in seeds.asserted:
        if claim.relation in ("backs", "aids", "endorses"):
            yield *edge(seeds, claim), claim.sentence.text, claim.doc, vocab.claim_iri(claim.id)


def allies_and_rivals(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    iraq = vocab.ACTOR + "Iraq"
    found: Counter[tuple[str, str]] = Counter()
    for (s, relation, o), claims in seeds.facts.items():
        if iraq not in (s.id, o.id):
            continue
        stance = {Branch.COOP: "ally", Branch.CONF: "rival"}.get(seeds.branch(relation))
        stance = {"alignedWith": "ally", "rivalOf": "rival"}.get(relation, stance)
        if stance:
            found[stance, (o if s.id == iraq else s).label] += len(claims)
    yield from ((*key, count) for key, count in found.items())


def attacks(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    found = Counter(
        (when[:7], claim.subject.actor.label, claim.object.actor.label)
        for claim in seeds.asserted
        if "attacks" in seeds.broader(claim.relation) and (when := seeds.when(claim))
    )
    yield from ((*key, count) for key, count in found.items())


def denied(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for claim in seeds.claims:
        if claim.factuality is Factuality.NEGATED:
            speaker = claim.attributed_to.label if claim.attributed_to else None
            yield *edge(seeds, claim), speaker, claim.sentence.text, claim.doc, vocab.claim_iri(claim.id)


def contested(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    sources: dict[tuple[str, str, str], dict[Factuality, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in seeds.claims:
        source = claim.attributed_to.label if claim.attributed_to else claim.doc
        sources[edge(seeds, claim)][claim.factuality].add(source)
    for key, said in sources.items():
        yes, no = said[Factuality.ASSERTED], said[Factuality.NEGATED]
        if any(one != other for one in yes for other in no):
            yield key


def speakers(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    found = Counter(
        (claim.attributed_to.label, seeds.branch(claim.relation).label) for claim in seeds.claims if claim.attributed_to
    )
    yield from ((*key, count) for key, count in found.items())


def supposed(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for claim in seeds.claims:
        if claim.factuality is Factuality.POSSIBLE:
            yield *edge(seeds, claim), claim.cue.surface, claim.sentence.text, claim.doc


def neighbours(seeds: Seeds, actor: str) -> dict[Actor, list[tuple[str, int]]]:
    """Whom an actor has facts with: the relations, and how many claims hold each fact."""
    found: dict[Actor, list[tuple[str, int]]] = defaultdict(list)
    for (s, relation, o), claims in seeds.facts.items():
        if actor in (s.id, o.id):
            found[o if s.id == actor else s].append((relation, len(claims)))
    return found


IRAN, AMERICA = vocab.ACTOR + "Iran", vocab.ACTOR + "United_States"


def paths(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    one, other = neighbours(seeds, IRAN), neighbours(seeds, AMERICA)
    for middle in one.keys() & other.keys():
        if middle.id not in (IRAN, AMERICA):
            yield middle.label, sum(count for _, count in one[middle] + other[middle])


def common(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    def stances(actor: str) -> dict[Actor, Counter[str]]:
        found: dict[Actor, Counter[str]] = defaultdict(Counter)
        for third, relations in neighbours(seeds, actor).items():
            for relation, count in relations:
                stance = {Branch.COOP: "friend", Branch.CONF: "enemy"}.get(seeds.branch(relation))
                if stance:
                    found[third][stance] += count
        return found

    one, other = stances(IRAN), stances(AMERICA)
    for third in one.keys() & other.keys():
        for stance, count in one[third].items():
            for stance_, count_ in other[third].items():
                yield third.label, stance, stance_, count, count_


def active(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    acts: Counter[tuple[str, Actor]] = Counter()
    suffers: Counter[tuple[str, Actor]] = Counter()
    for (s, relation, o), claims in seeds.facts.items():
        acts[seeds.branch(relation).label, s] += len(claims)
        suffers[seeds.branch(relation).label, o] += len(claims)
    for key in acts.keys() | suffers.keys():
        yield key[0], key[1].label, acts[key], suffers[key]


def members(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for (s, relation, o), claims in seeds.facts.items():
        if relation in ("leads", "memberOf"):
            offices = [
                f"{term.office} {term.start}/{term.end or ''}"
                for term in seeds.ontology.terms_of.get(s.id, ())
                if term.of == o.id
            ]
            yield o.label, seeds.label(relation), s.label, len(claims), frozenset(offices)


def changes(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    found: dict[tuple[str, str, str], Counter[bool]] = defaultdict(Counter)
    for claim in seeds.asserted:
        when = seeds.when(claim)
        if when and "2019" <= when < "2023":
            found[edge(seeds, claim)][when >= "2021"] += 1
    yield from ((*key, counts[False], counts[True]) for key, counts in found.items())


def spellings(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    identities = seeds.graph.identities()

    def canonical(mention: Mention) -> str:
        return mention.identified(identities).actor.id

    mentions = (mention for reading in seeds.readings for mention in reading.mentions)
    found = Counter((m.kind.value, m.surface) for m in mentions if canonical(m) == vocab.ACTOR + "Mustafa_al-Kadhimi")
    yield from ((*key, count) for key, count in found.items())


def evidence(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    ends = (vocab.ACTOR + "United_States_Armed_Forces", "withdrawsFrom", vocab.ACTOR + "Iraq")
    for claim in seeds.asserted:
        if (claim.subject.actor.id, claim.relation, claim.object.actor.id) == ends:
            cue = claim.cue
            yield cue.surface, claim.sentence.text, claim.doc, cue.start, claim.rule, claim.confidence


def on_one_document(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    for (s, relation, o), claims in seeds.facts.items():
        documents = {claim.doc for claim in claims}
        if len(documents) == 1 and len(claims) > 1:
            yield s.label, seeds.label(relation), o.label, len(claims), *documents


def rolled_up(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    """Consulting is symmetric, so that what is read of it or of a kind of it holds both ways round."""
    assert seeds.ontology.relations["consults"].symmetric
    claims: Counter[tuple[str, str]] = Counter()
    read: Counter[tuple[str, str]] = Counter()
    for (s, relation, o), group in seeds.facts.items():
        if "consults" in seeds.broader(relation):
            claims[s.label, o.label] += len(group)
            claims[o.label, s.label] += len(group)
            read[s.label, o.label] += len(group) if relation == "consults" else 0
    yield from ((*key, count, read[key]) for key, count in claims.items())


def states(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    known = seeds.ontology.actors

    def home(actor: str) -> str:
        entry = known.get(actor)
        state = entry.state if entry else seeds.ontology.national_bodies.get(actor, (None, ""))[0]
        return state or actor

    found: dict[tuple[str, str, str], Counter[bool]] = defaultdict(Counter)
    for (s, relation, o), claims in seeds.facts.items():
        if seeds.branch(relation) is Branch.TIE:
            continue
        abroad = home(s.id) != home(o.id)
        ends = [abroad and state_behind(actor.id, seeds.ontology) for actor in (s, o)]
        one, other = (known[state].label if state else actor.label for state, actor in zip(ends, (s, o), strict=True))
        found[one, seeds.label(relation), other][any(ends)] += len(claims)
    yield from ((*key, counts[False], counts[True]) for key, counts in found.items())


def inferred(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    quads = inferred_quads(seeds.claims, seeds.ontology)
    nodes = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == KG.InferredEdge}
    counts = {quad.subject: int(quad.object.value) for quad in quads if quad.predicate == KG.claimCount}
    yield from Counter(counts[node] for node in nodes).items()


def cameo(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    found: Counter[tuple[str, str]] = Counter()
    for claim in seeds.asserted:
        matches = seeds.ontology.relations[claim.relation].matches
        for root in (match for match in matches if "/cameo/" in match):
            for event in (match for match in matches if "/plover/" in match):
                found[vocab.local_name(root), vocab.local_name(event)] += 1
    yield from ((*key, count) for key, count in found.items())


def on_wikidata(seeds: Seeds) -> Iterator[tuple[Any, ...]]:
    found: Counter[Actor] = Counter()
    for (s, _, o), claims in seeds.facts.items():
        found[s] += len(claims)
        found[o] += len(claims)
    for actor, count in found.items():
        entry = seeds.ontology.actors.get(actor.id)
        yield from ((actor.label, number, count) for number in (entry.same_as if entry else ()))


Expected = Callable[[Seeds], Iterable[tuple[Any, ...]]]

EXPECTED: dict[int, tuple[str, Expected]] = {
    1: ("subject relation object claims documents", facts),
    2: ("way relation other factuality sentence", about_iran),
    3: ("sponsor relation backed sentence document claim", backers),
    4: ("stance other claims", allies_and_rivals),
    5: ("month attacker attacked claims", attacks),
    6: ("subject relation object speaker sentence document claim", denied),
    7: ("subject relation object", contested),
    8: ("speaker branch claims", speakers),
    9: ("subject relation object words sentence document", supposed),
    10: ("middle claims", paths),
    11: ("third to_one to_other one_claims other_claims", common),
    12: ("branch actor acts acted_upon", active),
    13: ("body relation person claims known_offices", members),
    14: ("subject relation object before since", changes),
    15: ("kind words times", spellings),
    16: ("words sentence document begin rule confidence", evidence),
    17: ("subject relation object claims document", on_one_document),
    18: ("subject object claims read", rolled_up),
    19: ("subject relation object read rolled_up", states),
    20: ("claims", inferred),
    21: ("cameo plover claims", cameo),
    22: ("actor wikidata claims", on_wikidata),
}


def test_the_page_answers_enough_questions_and_all_are_checked() -> None:
    assert len(RECIPES) >= LEAST
    assert sorted(RECIPES) == list(range(1, len(RECIPES) + 1))
    assert RECIPES.keys() == EXPECTED.keys()


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_rows_are_those_that_the_claims_give(seeds: Seeds, number: int) -> None:
    columns, expected = EXPECTED[number]
    found = seeds.rows(number)
    assert found
    shown = Counter(tuple(_value(row, column) for column in columns.split()) for row in found)
    if number == 20:
        shown = Counter({(claims, count): 1 for (claims,), count in shown.items()})
    assert shown == Counter(expected(seeds))


def _value(row: dict[str, Any], column: str) -> Any:
    """A cell; a list of offices without its order, which SPARQL leaves open."""
    if column == "known_offices":
        return frozenset((row[column] or "").split(", ")) - {""}
    return row[column]


@pytest.mark.parametrize("number", sorted(RECIPES))
def test_shown_rows_belong_to_the_query_as_it_is(seeds: Seeds, number: int) -> None:
    """Whether the rows are still those of today's reader is not asked; `scripts/cookbook.py` writes them anew."""
    recipe = RECIPES[number]
    assert recipe.digest == recipe.current_digest, "run scripts/cookbook.py OUT: the query has changed"
    assert recipe.header == tuple(seeds.rows(number)[0])


def test_writing_the_rows_changes_nothing_else(seeds: Seeds) -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = cookbook.with_rows(page, seeds.graph)
    assert cookbook.recipes(written) == cookbook.recipes(page)
    assert written.count("<!-- rows of ") == page.count("<!-- rows of ") == len(RECIPES)
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        line for line in page.splitlines() if line.startswith("#")
    ]


def test_prefixes_of_the_page_are_those_that_its_queries_need() -> None:
    declared = dict(line.split()[1:] for line in blocks(PAGE, "sparql")[0].splitlines())
    assert declared == {f"{name}:": f"<{vocab.PREFIXES[name.rstrip(':')]}>" for name in (n[:-1] for n in declared)}
    texts = "\n".join(recipe.query for recipe in RECIPES.values() if recipe.query not in named_queries())
    used = {f"{name}:" for name in vocab.PREFIXES if f" {name}:" in texts or f"/{name}:" in texts}
    assert used <= declared.keys()


def test_named_queries_that_the_page_names_exist() -> None:
    named = {recipe.query for recipe in RECIPES.values() if "\n" not in recipe.query}
    assert {"states", "rollup", "paths", "common", "denied"} <= named <= set(named_queries())


# --------------------------------------------------------------- in another store


def test_the_trig_file_gives_the_same_rows_in_rdflib(seeds: Seeds) -> None:
    from rdflib import Dataset

    prefixes = blocks(PAGE, "sparql")[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own Dataset raises them
        dataset = Dataset(default_union=True)
        dataset.parse(seeds.out / "graph.trig", format="trig")
        for number in (7, 21, 22):
            columns = EXPECTED[number][0].split()
            result = dataset.query(prefixes + RECIPES[number].query)
            found = Counter(tuple(_plain(row[column]) for column in columns) for row in result)
            assert found == Counter(tuple(str(row[column]) for column in columns) for row in seeds.rows(number))


def _plain(term: Any) -> str:
    return str(term.toPython()) if hasattr(term, "toPython") else str(term)


def test_the_python_of_the_page_prints_the_attacks(seeds: Seeds, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(PAGE, "python")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(code.replace("out/graph.trig", str(seeds.out / "graph.trig")), {})
    lines = Counter(capsys.readouterr().out.splitlines())
    assert lines == Counter(
        f"{s.label} {o.label} {len(claims)}" for (s, r, o), claims in seeds.facts.items() if r == "attacks"
    )
