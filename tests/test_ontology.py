"""The ontology that comes with kgraph is complete and clean, and `check` names every kind of mistake."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kgraph import ontology, vocab
from kgraph.errors import OntologyError
from kgraph.ontology import FrameKind, Ontology
from kgraph.ontology.loading import kg, read_folders

# name: branch, parent, symmetric
RELATIONS: dict[str, tuple[str, str | None, bool]] = {
    "consults": ("coop", None, True),
    "meets": ("coop", "consults", True),
    "visits": ("coop", "consults", False),
    "endorses": ("coop", None, False),
    "agreesWith": ("coop", None, True),
    "cooperatesWith": ("coop", None, True),
    "supplies": ("coop", "cooperatesWith", False),
    "aids": ("coop", None, False),
    "backs": ("coop", None, False),
    "concedesTo": ("coop", None, False),
    "withdrawsFrom": ("coop", "concedesTo", False),
    "demandsOf": ("conf", None, False),
    "accuses": ("conf", None, False),
    "opposes": ("conf", None, False),
    "threatens": ("conf", None, False),
    "pressures": ("conf", None, False),
    "coerces": ("conf", None, False),
    "arrests": ("conf", "coerces", False),
    "sanctions": ("conf", "coerces", False),
    "protestsAgainst": ("conf", None, False),
    "mobilizesAgainst": ("conf", None, False),
    "attacks": ("conf", None, False),
    "kills": ("conf", "attacks", False),
    "leads": ("tie", None, False),
    "memberOf": ("tie", None, False),
    "partOf": ("tie", None, False),
    "controls": ("tie", None, False),
    "influences": ("tie", None, False),
    "alignedWith": ("tie", None, True),
    "rivalOf": ("tie", None, True),
    "dependsOn": ("tie", None, False),
    "operatesIn": ("tie", None, False),
    "appoints": ("tie", None, False),
    "dismisses": ("tie", None, False),
    "succeeds": ("tie", None, False),
}

UN_MEMBERS = """
    Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia
    and Herzegovina, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Cape
    Verde, Central African Republic, Chad, Chile, China, Colombia, Comoros, Costa Rica, Croatia, Cuba, Cyprus,
    Czech Republic, Democratic Republic of the Congo, Denmark, Djibouti, Dominica, Dominican Republic, Ecuador,
    Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon,
    Gambia, Georgia, Germany, Ghana, Greece, Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras,
    Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan,
    Kazakhstan, Kenya, Kiribati, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya,
    Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands,
    Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique,
    Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North
    Macedonia, Norway, Oman, Pakistan, Palau, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland,
    Portugal, Qatar, Republic of the Congo, Romania, Russia, Rwanda, Saint Kitts and Nevis, Saint Lucia, Saint
    Vincent and the Grenadines, Samoa, San Marino, Sao Tome and Principe, Saudi Arabia, Senegal, Serbia,
    Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South
    Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Tajikistan, Tanzania,
    Thailand, Timor-Leste, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, Tuvalu, Uganda,
    Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, Venezuela,
    Vietnam, Yemen, Zambia, Zimbabwe
"""
NO_UN_MEMBERS = ["Holy See", "Kosovo", "Palestine", "Taiwan"]

# At least so many entries of each class come with kgraph.
ACTORS = {
    "Person": 3000,
    "Party": 550,
    "ArmedGroup": 380,
    "Agency": 320,
    "Media": 290,
    "Organisation": 260,
    "InternationalOrganisation": 230,
    "ArmedForces": 230,
    "State": 208,
    "Company": 170,
    "Community": 140,
    "Parliament": 140,
    "Territory": 120,
    "Court": 50,
    "Government": 50,
    "Ministry": 38,
    "Collective": 10,
}
FRAMES = {FrameKind.VERB: 1600, FrameKind.NOUN: 640, FrameKind.ROLE: 680, FrameKind.ADJECTIVE: 120}

PREFIXES = """
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix actor: <https://w3id.org/kgraph/actor/> .
@prefix lex: <https://w3id.org/kgraph/lexicon/> .
@prefix term: <https://w3id.org/kgraph/term/> .
@prefix part: <https://w3id.org/kgraph/part/> .
@prefix place: <https://w3id.org/kgraph/place/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""

GOOD = """
kg:befriends a kg:Relation, owl:ObjectProperty, owl:SymmetricProperty ; rdfs:subPropertyOf kg:coop, kg:cooperatesWith ;
    rdfs:label "befriends" ; kg:inverseLabel "is befriended by" ; skos:definition "X makes friends with Y." .
kg:Guild a owl:Class ; rdfs:subClassOf kg:Organisation ; rdfs:label "guild" ; rdfs:comment "A guild." .
actor:Iran skos:altLabel "Persia of the Guilds" .
actor:Ada_Good a kg:Person ; skos:prefLabel "Ada Good" ; skos:altLabel "A. B. Good" ; kg:shortName "Good" ;
    kg:gender "female" ; kg:ofState actor:Iran ; owl:sameAs wd:Q999999999 .
actor:Good_Guild a kg:Guild ; skos:prefLabel "Good Guild" ; kg:parentBody actor:United_Nations .
actor:Good_Army a kg:ArmedForces ; skos:prefLabel "Good Army" ; kg:ofState actor:Abkhazia ; kg:part part:good .
term:Ada_Good-head-2001 a kg:Term ; kg:holder actor:Ada_Good ; kg:office "head" ; kg:of actor:Good_Guild ;
    kg:from "2001-01-01"^^xsd:date ; kg:until "2002-01-01"^^xsd:date .
part:good a kg:NationalPart ; kg:noun "good" ; kg:labelPattern "{adjective} good of {state}" ; kg:partType kg:Guild .
lex:begood.v a kg:VerbFrame ; kg:relation kg:befriends ; kg:pattern "X befriend Y" ; kg:xType kg:Guild ;
    kg:example "[X Iran] befriended [Y Iraq]." ; kg:note "A note." .
lex:begood.stance a kg:StanceVerb ; kg:relation kg:befriends ; kg:over kg:coop ; kg:keeps true ; kg:lemma "befriend" ;
    kg:example "[X Iran] befriended [Y Iraq]." .
lex:begood.fact a kg:FactualityCue ; kg:lemma "befriend" ; kg:pos "VERB" ; kg:effect kg:possible .
lex:begood.report a kg:ReportingVerb ; kg:lemma "befriend" .
lex:begood.support a kg:SupportVerb ; kg:lemma "befriend" ; kg:passive true .
lex:guilds.nouns a kg:ActorNouns ; kg:lemma "guild" ; kg:actorType kg:Guild .
lex:begood.boilerplate a kg:Boilerplate ; kg:regex "^friends?$" .
"""

RELATION = "a kg:Relation, owl:ObjectProperty ; rdfs:label 'a' ; kg:inverseLabel 'b' ; skos:definition 'c'"
TYPE = "a owl:Class ; rdfs:label 'a' ; rdfs:comment 'b'"
HEAD = "kg:office 'head' ; kg:of actor:Iran ; kg:from '2001-01-01'^^xsd:date"
TERM = "a kg:Term ; kg:holder actor:Iran_Ada ; kg:office 'head' ; kg:of actor:Iran"
LABEL_PATTERN = "a part needs exactly one kg:labelPattern, with {state} or {adjective} and no other braces"
FRAME = "a kg:VerbFrame ; kg:relation kg:backs"
EXAMPLE = "kg:example '[X Iran] backs [Y Iraq].'"
STANCE = f"a kg:StanceVerb ; kg:lemma 'a' ; {EXAMPLE}"

# What is written wrongly, and what `check` says of it. All stand in one folder: none may hide another.
MISTAKES: list[tuple[str, str]] = [
    # Any entry
    ("actor:m1 skos:prefLabel 'M1' .", "actor:m1: has no type"),
    ("actor:m2 a kg:Sate ; skos:prefLabel 'M2' .", "actor:m2: kg:Sate is no known type"),
    (
        "actor:m3 a kg:State ; skos:prefLabel 'M3' ; kg:captial 'M' .",
        "actor:m3: kg:captial is no property of such an entry",
    ),
    (
        "actor:m4 a kg:State ; skos:prefLabel 'M4' ; kg:note [ kg:note 'a' ] .",
        "a.ttl: blank nodes have no place in the ontology",
    ),
    # Relations
    (
        f"kg:r1 {RELATION} .",
        "kg:r1: a relation needs exactly one branch among its rdfs:subPropertyOf: kg:coop, kg:conf or kg:tie",
    ),
    (
        f"kg:r2 {RELATION} ; rdfs:subPropertyOf kg:coop, kg:tie .",
        "kg:r2: a relation needs exactly one branch among its rdfs:subPropertyOf: kg:coop, kg:conf or kg:tie",
    ),
    (
        f"kg:r3 {RELATION} ; rdfs:subPropertyOf kg:coop, kg:accuse .",
        "kg:r3: a relation lies under its branch and at most one other relation, not kg:accuse",
    ),
    (
        f"kg:r4 {RELATION} ; rdfs:subPropertyOf kg:tie ; rdfs:label 'd' .",
        "kg:r4: a relation needs exactly one rdfs:label",
    ),
    (
        "kg:r5 a kg:Relation, owl:ObjectProperty ; rdfs:subPropertyOf kg:tie ; rdfs:label 'a' ; skos:definition 'c' .",
        "kg:r5: a relation needs exactly one kg:inverseLabel",
    ),
    (
        "kg:r6 a kg:Relation, owl:ObjectProperty ; rdfs:subPropertyOf kg:tie ; rdfs:label 'a' ; kg:inverseLabel 'b' .",
        "kg:r6: a relation needs exactly one skos:definition",
    ),
    # Types
    (f"kg:T1 {TYPE} .", "kg:T1: a type lies under kg:Actor"),
    (
        f"kg:T2 {TYPE} ; rdfs:subClassOf kg:Party, kg:Media .",
        "kg:T2: a type lies under at most one rdfs:subClassOf, another type",
    ),
    ("kg:T3 a owl:Class ; rdfs:subClassOf kg:Party ; rdfs:comment 'b' .", "kg:T3: a type needs exactly one rdfs:label"),
    # Actors
    ("actor:a1 a kg:Media .", "actor:a1: an actor needs exactly one skos:prefLabel"),
    ("actor:a2 a kg:Court ; skos:prefLabel 'A2', 'A2 or so' .", "actor:a2: an actor needs exactly one skos:prefLabel"),
    (
        "actor:a3 a kg:Party ; skos:prefLabel 'A3' ; skos:altLabel 'A drei'@de .",
        'actor:a3: a skos:altLabel is a plain text, not "A drei"@de',
    ),
    (
        "actor:a4 a kg:Party ; skos:prefLabel 'A4' ; skos:altLabel actor:Iran .",
        "actor:a4: a skos:altLabel is a plain text, not actor:Iran",
    ),
    (
        "actor:a5 a kg:Party ; skos:prefLabel 'A5' ; kg:ofState actor:United_Nations .",
        "actor:a5: kg:ofState points to one actor that is a kg:State or kg:Territory, not actor:United_Nations",
    ),
    (
        "actor:a6 a kg:Party ; skos:prefLabel 'A6' ; kg:parentBody part:army-of-a6 .",
        "actor:a6: points to part:army-of-a6, which is not there",
    ),
    (
        "actor:a7 a kg:Party ; skos:prefLabel 'A7' ; kg:parentBody term:fine .",
        "actor:a7: kg:parentBody points to one actor, not term:fine",
    ),
    (
        "actor:a8 a kg:ArmedForces ; skos:prefLabel 'A8' ; kg:ofState actor:Iran ; kg:part actor:Iran .",
        "actor:a8: kg:part points to one kg:NationalPart, not actor:Iran",
    ),
    (
        "actor:a9 a kg:ArmedForces ; skos:prefLabel 'A9' ; kg:part part:police .",
        "actor:a9: an actor with kg:part needs kg:ofState",
    ),
    (
        "actor:a10 a kg:Person ; skos:prefLabel 'A10' ; kg:gender 'man' .",
        'actor:a10: kg:gender is "male" or "female", not "man"',
    ),
    (
        "actor:a11 a kg:Media ; skos:prefLabel 'A11' ; kg:gender 'male' .",
        "actor:a11: only a kg:Person has a kg:gender, not actor:a11",
    ),
    (
        "actor:a12 a kg:Media ; skos:prefLabel 'A12' ; owl:sameAs <http://www.wikidata.org/wiki/Q1> .",
        "actor:a12: owl:sameAs points to a Wikidata entity, such as wd:Q794, not http://www.wikidata.org/wiki/Q1",
    ),
    ("actor:a13 a kg:Party, kg:Media ; skos:prefLabel 'A13' .", "actor:a13: an actor is of exactly one type"),
    ("actor:a14 a kg:Party ; skos:prefLabel '!' .", "actor:a14: the name '!' has no letter or digit to know it by"),
    (
        "actor:a15 a kg:Party ; skos:prefLabel 'The A-15s' . "
        "actor:a16 a kg:Party ; skos:prefLabel 'A16' ; skos:altLabel 'Á 15s' .",
        "actor:a15 ('The A-15s') and actor:a16 ('Á 15s') share a name; one that two may bear is a kg:shortName",
    ),
    (
        "actor:a17 a kg:Party ; skos:prefLabel 'islamic republic of IRAN' .",
        "actor:Iran ('Islamic Republic of Iran') and actor:a17 ('islamic republic of IRAN') share a name;"
        " one that two may bear is a kg:shortName",
    ),
    ("actor:a18 a kg:Party ; skos:prefLabel 'A18' ; owl:sameAs wd:Q794 .", "actor:Iran and actor:a18 are both wd:Q794"),
    # Places
    (
        "place:p1 a kg:Places ; kg:name 'P1' .",
        "place:p1: places need exactly one kg:ofState, a state",
    ),
    (
        "place:p2 a kg:Places ; kg:ofState actor:Iran ; kg:name 'P2' . "
        "place:p3 a kg:Places ; kg:ofState actor:Iraq ; kg:name 'P2' .",
        "place:p3: the place 'P2' is also a name of place:p2",
    ),
    (
        "place:p4 a kg:Places ; kg:ofState actor:Iran ; kg:name 'Iraq' .",
        "place:p4: the place 'Iraq' is also a name of actor:Iraq",
    ),
    # Terms
    (
        f"term:t1 a kg:Term ; kg:holder actor:Iran ; {HEAD} .",
        "term:t1: a term needs exactly one kg:holder, a kg:Person, not actor:Iran",
    ),
    (
        f"term:t2 {TERM} ; kg:from '2001-01-01'^^xsd:date ; kg:until '2000-01-01'^^xsd:date .",
        'term:t2: a term needs exactly one kg:from, an xsd:date before its kg:until, not "2001-01-01"',
    ),
    (
        f"term:t3 {TERM} ; kg:from '2001-01-01' .",
        'term:t3: a term needs exactly one kg:from, an xsd:date before its kg:until, not "2001-01-01"',
    ),
    (
        f"term:t4 {TERM} ; kg:from '2001-02-30'^^xsd:date .",
        'term:t4: a term needs exactly one kg:from, an xsd:date before its kg:until, not "2001-02-30"',
    ),
    (f"term:t5 {TERM} .", "term:t5: a term needs exactly one kg:from, an xsd:date before its kg:until"),
    (
        "term:t6 a kg:Term ; kg:holder actor:Iran_Ada ; kg:of actor:Iran ; kg:from '2001-01-01'^^xsd:date .",
        "term:t6: a term needs exactly one kg:office",
    ),
    (
        f"term:t7 a kg:Term ; kg:holder actor:Nobody ; {HEAD} .",
        "term:t7: points to actor:Nobody, which is not there",
    ),
    # Parts
    (
        "part:p1 a kg:NationalPart ; kg:labelPattern '{state} P' ; kg:partType kg:Agency .",
        "part:p1: a part needs at least one kg:noun",
    ),
    (
        "part:p2 a kg:NationalPart ; kg:noun 'p' ; kg:labelPattern '{country} P' ; kg:partType kg:Agency .",
        f'part:p2: {LABEL_PATTERN}, not "{{country}} P"',
    ),
    (
        "part:p3 a kg:NationalPart ; kg:noun 'p' ; kg:labelPattern 'the P' ; kg:partType kg:Agency .",
        f'part:p3: {LABEL_PATTERN}, not "the P"',
    ),
    (
        "part:p4 a kg:NationalPart ; kg:noun 'p' ; kg:labelPattern '{state} P' ; kg:partType kg:Agenda .",
        "part:p4: a part needs exactly one kg:partType, a class of actors, not kg:Agenda",
    ),
    # Frames
    (
        f"lex:f1.v a kg:VerbFrame ; kg:relation kg:likes ; kg:pattern 'X f1 Y' ; {EXAMPLE} .",
        "lex:f1.v: a frame needs exactly one kg:relation, one of the relations, not kg:likes",
    ),
    (f"lex:f2.v {FRAME} ; {EXAMPLE} .", "lex:f2.v: a frame needs at least one kg:pattern"),
    (f"lex:f3.v {FRAME} ; kg:pattern 'X f3 Y' .", "lex:f3.v: a frame needs at least one kg:example"),
    (
        f"lex:f4.v {FRAME} ; kg:pattern 'f4 Y', 'X f4 Y' ; {EXAMPLE} .",
        "lex:f4.v: pattern 'f4 Y' needs the form 'X verb … Y'",
    ),
    (f"lex:f5.v {FRAME} ; kg:pattern 'X f5 X' ; {EXAMPLE} .", "lex:f5.v: pattern 'X f5 X' needs the form 'X verb … Y'"),
    (
        f"lex:f6.v {FRAME} ; kg:pattern 'X f6 Y' ; kg:example 'Iran backs [Y Iraq].' .",
        "lex:f6.v: the example needs exactly one [X …] and one [Y …]: Iran backs [Y Iraq].",
    ),
    (
        f"lex:f7.v {FRAME} ; kg:pattern 'X f7 Y' ; kg:example '[X Iran] and [X Oman] back [Y Iraq].' .",
        "lex:f7.v: the example needs exactly one [X …] and one [Y …]: [X Iran] and [X Oman] back [Y Iraq].",
    ),
    (
        f"lex:f8.v {FRAME} ; kg:pattern 'X f8 Y' ; kg:example '[X Iran] backs [Y Iraq] [sic].' .",
        "lex:f8.v: the example needs exactly one [X …] and one [Y …]: [X Iran] backs [Y Iraq] [sic].",
    ),
    (
        f"lex:f9.v {FRAME} ; kg:pattern 'X f9 Y' ; kg:yType kg:Stat ; {EXAMPLE} .",
        "lex:f9.v: kg:yType points to a class of actors, not kg:Stat",
    ),
    (
        f"lex:f10.v {FRAME}, kg:meets ; kg:pattern 'X f10 Y' ; {EXAMPLE} .",
        "lex:f10.v: a frame needs exactly one kg:relation, one of the relations",
    ),
    # Cues and stances
    ("lex:c1 a kg:ReportingVerb .", "lex:c1: a cue needs at least one kg:lemma"),
    (
        "lex:c2 a kg:FactualityCue ; kg:lemma 'a' ; kg:pos 'VERB' ; kg:effect kg:likely .",
        "lex:c2: a factuality cue needs exactly one kg:effect: kg:negated or kg:possible, not kg:likely",
    ),
    (
        "lex:c3 a kg:FactualityCue ; kg:lemma 'a' ; kg:pos 'verb' ; kg:effect kg:possible .",
        'lex:c3: a factuality cue needs at least one kg:pos, a universal part of speech such as "VERB", not "verb"',
    ),
    ("lex:c4 a kg:SupportVerb ; kg:lemma 'a' ; kg:passive 'yes' .", 'lex:c4: kg:passive is true or false, not "yes"'),
    ("lex:c5 a kg:ActorNouns ; kg:lemma 'a' .", "lex:c5: actor nouns need exactly one kg:actorType, a class of actors"),
    (
        "lex:c6 a kg:Boilerplate ; kg:regex '(' .",
        "lex:c6: the regular expression '(' is malformed: missing ), unterminated subpattern at position 0",
    ),
    (
        f"lex:s1 {STANCE} ; kg:relation kg:backs ; kg:keeps true ; kg:over kg:backs .",
        "lex:s1: a stance needs at least one branch in kg:over: kg:coop, kg:conf or kg:tie, not kg:backs",
    ),
    (
        f"lex:s2 {STANCE} ; kg:relation kg:backs ; kg:over kg:tie .",
        "lex:s2: a stance needs exactly one kg:keeps, true or false",
    ),
    (
        "lex:s3 a kg:StanceVerb ; kg:relation kg:backs ; kg:over kg:tie ; kg:keeps true ;"
        " kg:lemma 'a' ; kg:example 'Iran.' .",
        "lex:s3: the example needs exactly one [X …] and one [Y …]: Iran.",
    ),
    (
        f"lex:s4 {STANCE} ; kg:relation kg:tie ; kg:over kg:tie ; kg:keeps true .",
        "lex:s4: a stance needs exactly one kg:relation, one of the relations, not kg:tie",
    ),
]

SUPPORTING = """
actor:Iran_Ada a kg:Person ; skos:prefLabel "Iran Ada" .
term:fine a kg:Term ; kg:holder actor:Iran_Ada ; kg:office "head" ; kg:of actor:Iran ; kg:from "2001-01-01"^^xsd:date .
"""


@pytest.fixture(scope="module")
def shipped() -> Ontology:
    return ontology.load()


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("broken")
    entries = "\n".join(turtle for turtle, _ in MISTAKES)
    write(folder / "a.ttl", SUPPORTING + entries + "\nactor:Twice a kg:Media ; skos:prefLabel 'Twice' .")
    write(folder / "more" / "b.ttl", "actor:Twice kg:note 'Again.' .")
    return ontology.check(folder)


def write(path: Path, entries: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + entries, encoding="utf-8")
    return path.parent


@pytest.mark.slow
def test_the_shipped_ontology_is_clean() -> None:
    assert ontology.check() == []


def test_the_relations_have_their_branches_parents_and_symmetry(shipped: Ontology) -> None:
    found = {r.name: (r.branch.value, r.parent, r.symmetric) for r in shipped.relations.values()}
    assert found == RELATIONS
    assert len(found) == 35
    assert all(r.label and r.inverse_label and r.definition for r in shipped.relations.values())
    assert {each.split("/")[-2] for r in shipped.relations.values() for each in r.matches} == {"plover", "cameo"}


def test_a_relation_has_the_branch_of_its_parent(shipped: Ontology) -> None:
    relations = shipped.relations
    assert all(r.branch is relations[r.parent].branch for r in relations.values() if r.parent)


def test_every_state_is_there(shipped: Ontology) -> None:
    members = [" ".join(name.split()) for name in UN_MEMBERS.split(",")]
    assert len(members) == len(set(members)) == 193
    states = {actor.label for actor in shipped.actors.values() if actor.type == "State"}
    assert [name for name in [*members, *NO_UN_MEMBERS] if name not in states] == []


def test_there_are_enough_actors_of_each_class(shipped: Ontology) -> None:
    counts = Counter(actor.type for actor in shipped.actors.values())
    assert {name: counts[name] for name, floor in ACTORS.items() if counts[name] < floor} == {}
    assert len(shipped.terms) >= 2000
    assert len(shipped.parts) >= 90


def test_there_are_frames_of_each_kind_and_for_each_relation(shipped: Ontology) -> None:
    assert len(shipped.frames) >= 1500
    kinds = Counter(frame.kind for frame in shipped.frames)
    assert {kind: kinds[kind] for kind, floor in FRAMES.items() if kinds[kind] < floor} == {}
    relations = Counter(frame.relation for frame in shipped.frames)
    assert relations.keys() == RELATIONS.keys()
    assert min(relations.values()) >= 10


def test_there_are_cues_of_each_kind(shipped: Ontology) -> None:
    cues = shipped.cues
    sizes = [len(cues.support_verbs), len(cues.reporting_verbs), len(cues.factuality), len(cues.boilerplate)]
    assert all(size >= floor for size, floor in zip(sizes, [120, 100, 220, 50], strict=True))
    assert {stance.relation for stance in cues.stances} == {"accuses", "opposes", "threatens", "agreesWith"}
    assert cues.actor_nouns["militia"] == {"ArmedGroup"}
    assert "sheikh" in cues.honorifics


def test_types_lie_below_actor(shipped: Ontology) -> None:
    assert all(shipped.is_a(name, "Actor") for name in shipped.types)
    assert shipped.is_a("Ministry", "StateBody")
    assert not shipped.is_a("Party", "StateBody")


def test_a_good_folder_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    assert ontology.check(write(tmp_path / "good.ttl", GOOD)) == []
    loaded = ontology.load([ontology.default_folder(), tmp_path])
    assert "Persia of the Guilds" in next(a for a in loaded.actors.values() if a.label == "Iran").names
    assert loaded.is_a("Guild", "Body")


@pytest.mark.parametrize(("turtle", "message"), MISTAKES, ids=[message.split(":", 2)[1] for _, message in MISTAKES])
def test_a_mistake_is_named(problems: list[str], turtle: str, message: str) -> None:
    assert message in problems


def test_an_entry_in_two_files_is_named(problems: list[str]) -> None:
    assert "actor:Twice: stands in more than one file: a.ttl, more/b.ttl" in problems


def test_problems_are_sorted_and_nothing_else_is_found(problems: list[str]) -> None:
    assert problems == sorted(problems)
    wanted = {message for _, message in MISTAKES} | {"actor:Twice: stands in more than one file: a.ttl, more/b.ttl"}
    assert set(problems) - wanted == set()


def test_broken_turtle_is_named_by_file_and_line(tmp_path: Path) -> None:
    write(tmp_path / "one.ttl", "actor:X a kg:State")
    write(tmp_path / "two.ttl", "actor:Y a nothing:State .")
    found = ontology.check(tmp_path)
    assert [problem.split(":")[0] for problem in found] == ["one.ttl", "two.ttl"]
    assert all("line" in problem for problem in found)


def test_a_folder_of_its_own_is_checked_by_itself(tmp_path: Path) -> None:
    root = f"kg:Actor {TYPE} . kg:State {TYPE} ; rdfs:subClassOf kg:Actor ."
    write(tmp_path / "types.ttl", f"{root} actor:X a kg:State ; skos:prefLabel 'X' ; kg:ofState actor:Iran .")
    assert ontology.check(tmp_path) == ["actor:X: points to actor:Iran, which is not there"]


def test_an_empty_folder_is_clean_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    assert ontology.check(tmp_path) == []
    with pytest.raises(OntologyError, match="no ontology folder at"):
        ontology.check(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("actor:a1 a kg:Media .", "actor/a1 needs exactly one prefLabel, it has 0"),
        (f"kg:r1 {RELATION} .", "ns#r1 needs exactly one branch"),
        (f"lex:f1.v {FRAME} ; kg:pattern 'f1 Y' ; {EXAMPLE} .", "lexicon/f1.v: pattern 'f1 Y' needs"),
        ("actor:X a kg:State", "a.ttl: "),
        ("actor:X kg:note [] .", "a.ttl: blank nodes"),
    ],
)
def test_the_loader_stops_at_what_it_cannot_read(tmp_path: Path, turtle: str, message: str) -> None:
    write(tmp_path / "a.ttl", turtle)
    with pytest.raises(OntologyError, match=re.escape(message)):
        ontology.load([ontology.default_folder(), tmp_path])


def test_a_pattern_of_two_relations_is_a_warning(tmp_path: Path) -> None:
    frames = f"""
    lex:zz.v {FRAME} ; kg:pattern "X zz|zx on Y", "X zy Y" ; {EXAMPLE} .
    lex:zz.v2 a kg:VerbFrame ; kg:relation kg:attacks ; kg:pattern "Y zz on X" ; {EXAMPLE} .
    lex:zz.v3 a kg:VerbFrame ; kg:relation kg:kills ; kg:pattern "X zz on Y" ; kg:yType kg:Person ; {EXAMPLE} .
    lex:zy.v {FRAME} ; kg:pattern "X zy Y" ; {EXAMPLE} .
    lex:zy.a a kg:AdjectiveFrame ; kg:relation kg:attacks ; kg:pattern "X-zy Y" ; {EXAMPLE} .
    """
    write(tmp_path / "a.ttl", frames)
    assert ontology.check(tmp_path) == []
    assert ontology.warnings(tmp_path) == ["lex:zz.v and lex:zz.v2 share '… zz on …' for backs and attacks"]


def test_the_folder_laid_over_comes_first(tmp_path: Path) -> None:
    below, above = tmp_path / "below", tmp_path / "above"
    for folder, gender in ((below, "male"), (above, "female")):
        folder.mkdir()
        (folder / "a.ttl").write_text(
            "@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix a: <https://w3id.org/kgraph/actor/> .\n"
            f'a:X kg:gender "{gender}" .'
        )
    entries = read_folders([below, above])
    assert entries.all(vocab.ACTOR + "X", kg("gender")) == ("female", "male")
