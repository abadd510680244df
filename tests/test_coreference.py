"""Pronouns and bare nouns: agreement, binding, reach, plurals that mean two, and "it" that means nothing."""

from __future__ import annotations

import pytest
from parses import linked, passages, resolved, small_ontology, surface

from kgraph.model import Document, Mention, MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.coreference import Sieve
from kgraph.reading.actors.gazetteer import Gazetteer
from kgraph.reading.actors.mentions import MentionFinder

LEFT = "left=leave/VBD/ROOT ."
BIDEN_MET_MERKEL = "Biden/NNP/nsubj/met/PERSON met=meet/VBD/ROOT Merkel/NNP/dobj/met/PERSON ."
TOGETHER = "Biden/NNP/nsubj/met/PERSON and/CC/cc/Biden Merkel/NNP/conj/Biden/PERSON met=meet/VBD/ROOT ."
THE_TWO_COUNTRIES = (
    "The/DT/det/countries two/CD/nummod/countries countries=country/NNS/nsubj/left left=leave/VBD/ROOT ."
)
STATES = "Iran/NNP/nsubj/met and/CC/cc/Iran Iraq/NNP/conj/Iran met=meet/VBD/ROOT ."


def left(name: str) -> str:
    return f"{name}/NNP/nsubj/left {LEFT}"


def pronoun(word: str) -> str:
    return f"{word}/PRP/nsubj/left {LEFT}"


def candidate(text: str, *sentences: str) -> Candidate:
    """What a word is in a document of one paragraph."""
    return surface(resolved(*passages(sentences)), text)


def meaning(text: str, *sentences: str) -> str | None:
    found = candidate(text, *sentences).actor
    return found.label if found else None


def mentions_of(text: str, *sentences: str) -> list[Mention]:
    found = candidate(text, *sentences)
    return found.to_mentions(Document("a.txt", " " * 9999))


def group(text: str, *sentences: str) -> list[str]:
    return [c.surface for c in candidate(text, *sentences).antecedents]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("He", "Joe Biden"),
        ("She", "Angela Merkel"),
        ("It", "Iran"),
    ],
)
def test_pronouns_agree_in_gender(word: str, name: str) -> None:
    first = (
        "Biden/NNP/nsubj/met/PERSON met=meet/VBD/ROOT Merkel/NNP/dobj/met/PERSON in/IN/prep/met Iran/NNP/pobj/in/GPE ."
    )
    assert meaning(word, first, pronoun(word)) == name


def test_the_rule_says_what_a_pronoun_refers_to() -> None:
    assert candidate("She", BIDEN_MET_MERKEL, pronoun("She")).rule == "'She' refers back to Merkel"


def test_a_stranger_may_be_he_or_she_but_then_stays_so() -> None:
    aram = "Aram/NNP/nsubj/left/PERSON left=leave/VBD/ROOT ."
    assert meaning("He", aram, pronoun("He")) == "Aram"
    assert meaning("She", aram, pronoun("She")) == "Aram"
    assert meaning("He", aram, pronoun("She"), pronoun("He")) is None


def test_the_subject_is_likelier_than_the_object() -> None:
    both = "Kadhimi/NNP/nsubj/met/PERSON met=meet/VBD/ROOT Biden/NNP/dobj/met/PERSON ."
    assert meaning("He", left("Iraq"), both, pronoun("He")) == "Mustafa al-Kadhimi"


def test_the_nearer_sentence_is_likelier() -> None:
    assert meaning("He", left("Biden"), left("Soleimani"), pronoun("He")) == "Qasem Soleimani"


def test_a_pronoun_reaches_only_so_far() -> None:
    rest = [f"All/DT/nsubj/left {LEFT}"] + [left("Iran")] * 5
    assert meaning("He", left("Biden"), *rest, pronoun("He")) is None
    assert meaning("He", left("Biden"), *rest[:3], pronoun("He")) == "Joe Biden"


def test_nobody_before_is_nobody() -> None:
    assert meaning("He", pronoun("He")) is None
    assert meaning("I", left("Biden"), pronoun("I")) is None


def test_a_pronoun_is_none_of_its_verbs_other_arguments() -> None:
    him = "Biden/NNP/nsubj/saw saw=see/VBD/ROOT him/PRP/dobj/saw ."
    assert meaning("him", left("Soleimani"), him) == "Qasem Soleimani"
    assert meaning("him", him) is None
    with_him = "Biden/NNP/nsubj/spoke spoke=speak/VBD/ROOT with/IN/prep/spoke him/PRP/pobj/with ."
    assert meaning("him", with_him) is None


def test_himself_is_the_subject() -> None:
    sentence = "Biden/NNP/nsubj/saw saw=see/VBD/ROOT himself/PRP/dobj/saw ."
    assert meaning("himself", left("Soleimani"), sentence) == "Joe Biden"


def test_a_possessive_is_the_subject_of_its_clause() -> None:
    sentence = (
        "Turkey/NNP/nsubj/sees sees=see/VBZ/ROOT Egypt/NNP/dobj/sees as/IN/prep/sees its/PRP$/poss/enemy "
        "enemy/NN/pobj/as ."
    )
    assert meaning("its", sentence) == "Turkey"


def test_his_in_a_list_is_the_first_of_it() -> None:
    sentence = (
        "Biden/NNP/nsubj/said said=say/VBD/ROOT Soleimani/NNP/nsubj/left and/CC/cc/Soleimani his/PRP$/poss/brother "
        "brother/NN/conj/Soleimani left=leave/VBD/ccomp/said ."
    )
    assert meaning("his", sentence) == "Qasem Soleimani"


def test_whose_comrade_stands_beside_him() -> None:
    sentence = (
        "Biden/NNP/nsubj/met met=meet/VBD/ROOT Soleimani/NNP/dobj/met and/CC/cc/Soleimani his/PRP$/poss/met "
        "ally/NN/conj/Soleimani ."
    )
    assert meaning("his", sentence) == "Qasem Soleimani"


def test_what_a_sentence_is_announced_to_be_about() -> None:
    about = "As/IN/prep/left for/IN/prep/As {}/NNP/pobj/for ,/,/punct/left {}/PRP/nsubj/left left=leave/VBD/ROOT ."
    assert meaning("it", left("Iraq"), left("Iraq"), about.format("Iran", "it")) == "Iran"
    assert meaning("he", left("Biden"), about.format("Iran", "he")) is None


def test_a_state_adjective_is_no_antecedent() -> None:
    sentence = f"The/DT/det/port Iraqi/JJ/amod/port port/NN/nsubj/left {LEFT}"
    assert meaning("It", sentence, pronoun("It")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It/PRP/nsubj/seems seems=seem/VBZ/ROOT that/IN/mark/left Iraq/NNP/nsubj/left left=leave/VBD/ccomp/seems .",
        "It/PRP/nsubj/is is=be/VBZ/ROOT true/JJ/acomp/is that/IN/mark/left Iraq/NNP/nsubj/left "
        "left=leave/VBD/ccomp/is .",
        "It/PRP/nsubj/was was=be/VBD/ROOT he/PRP/attr/was who/WP/nsubj/left left=leave/VBD/relcl/was .",
        "It/PRP/expl/is is=be/VBZ/ROOT late/JJ/acomp/is .",
        "It/PRP/nsubjpass/said was=be/VBD/auxpass/said said=say/VBN/ROOT that/IN/mark/left Iraq/NNP/nsubj/left "
        "left=leave/VBD/ccomp/said .",
        "It/PRP/nsubj/is is=be/VBZ/ROOT the/DT/det/army army/NN/attr/is which/WDT/nsubj/left left=leave/VBD/relcl/army .",
        "It/PRP/nsubj/sounded sounded=sound/VBD/ROOT as/IN/mark/left if/IN/mark/left Iraq/NNP/nsubj/left "
        "left=leave/VBD/advcl/sounded .",
        "Nobody=nobody/NN/nsubj/made made=make/VBD/ROOT It/PRP/nsubj/easy easy/JJ/ccomp/made .",
    ],
    ids=["seems", "is true", "was he who", "expletive", "was said", "cleft", "sounds as if", "makes it easy"],
)
def test_it_may_mean_nothing(sentence: str) -> None:
    assert meaning("It", left("Iran"), sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It/PRP/nsubj/is is=be/VBZ/ROOT late/JJ/acomp/is .",
        "It/PRP/nsubj/said said=say/VBD/ROOT that/IN/mark/left Iraq/NNP/nsubj/left left=leave/VBD/ccomp/said .",
    ],
    ids=["is late", "said that"],
)
def test_it_mostly_means_something(sentence: str) -> None:
    assert meaning("It", left("Iran"), sentence) == "Iran"


THE_BRIDGE = "The/DT/det/bridge bridge/NN/nsubj/fell fell=fall/VBD/ROOT ."


def test_it_may_mean_a_thing_named_later_than_the_actor() -> None:
    fell = "It/PRP/nsubj/fell fell=fall/VBD/ROOT ."
    assert meaning("It", left("Iran"), fell) == "Iran"
    assert meaning("It", left("Iran"), THE_BRIDGE, fell) is None


def test_who_acts_is_no_thing() -> None:
    backed = "It/PRP/nsubj/backed backed=back/VBD/ROOT Hamas/NNP/dobj/backed ."
    assert meaning("It", left("Iran"), THE_BRIDGE, backed) == "Iran"


def test_they_may_mean_people_whom_nobody_knows() -> None:
    men = f"Some/DT/det/men men=man/NNS/nsubj/left {LEFT}"
    assert meaning("They", left("Hamas"), pronoun("They")) == "Hamas"
    assert meaning("They", left("Hamas"), men, pronoun("They")) is None


def test_his_rival_is_not_himself() -> None:
    sentence = (
        "Biden/NNP/nsubj/left/PERSON ,/,/punct/Biden his/PRP$/poss/rival rival/NN/appos/Biden , left=leave/VBD/ROOT ."
    )
    assert meaning("his", left("Soleimani"), sentence) == "Qasem Soleimani"
    assert meaning("his", sentence) is None


def test_the_leader_of_its_party_is_not_it() -> None:
    sentence = (
        "The/DT/det/army army/NN/nsubj/left of/IN/prep/army its/PRP$/poss/ally ally/NN/pobj/of left=leave/VBD/ROOT ."
    )
    assert meaning("its", left("Iraq"), sentence) == "Iraq"


def test_a_possessive_right_behind_an_actor_is_its() -> None:
    sentence = (
        "The/DT/det/bridge bridge/NN/nsubjpass/built was=be/VBD/auxpass/built built=build/VBN/ROOT by/IN/agent/built "
        "Turkey/NNP/pobj/by with/IN/prep/Turkey its/PRP$/poss/money money/NN/pobj/with ."
    )
    assert meaning("its", sentence) == "Turkey"


def test_where_something_is_done_acts_rarely() -> None:
    sentence = (
        "He/PRP/nsubj/spoke spoke=speak/VBD/ROOT with/IN/prep/spoke Egypt/NNP/pobj/with in/IN/prep/spoke "
        "Ankara/NNP/pobj/in ."
    )
    assert meaning("It", sentence, pronoun("It")) == "Egypt"


def test_they_are_both_of_a_list() -> None:
    they = candidate("They", TOGETHER, pronoun("They"))
    assert [c.surface for c in they.antecedents] == ["Biden", "Merkel"]
    assert they.means_several
    assert they.rule == "'They' refers back to Biden and Merkel"


def test_they_in_the_same_sentence_are_both_of_its_list() -> None:
    sentence = (
        "Iran/NNP/nsubj/said and/CC/cc/Iran Iraq/NNP/conj/Iran said=say/VBD/ROOT they/PRP/nsubj/left "
        "left=leave/VBD/ccomp/said ."
    )
    assert group("they", sentence) == ["Iran", "Iraq"]


def test_they_without_a_list_are_a_group_or_a_people() -> None:
    assert meaning("They", left("Hamas"), pronoun("They")) == "Hamas"
    assert meaning("They", left("Iranians").replace("NNP", "NNPS"), pronoun("They")) == "Iran"
    assert meaning("They", left("Iran"), pronoun("They")) is None


@pytest.mark.parametrize(
    ("first", "noun", "expected"),
    [
        pytest.param(TOGETHER, "leaders=leader", ["Biden", "Merkel"], id="leaders of a list"),
        pytest.param(BIDEN_MET_MERKEL, "leaders=leader", ["Biden", "Merkel"], id="leaders side by side"),
        pytest.param(STATES, "countries=country", ["Iran", "Iraq"], id="countries"),
        pytest.param(STATES, "leaders=leader", [], id="states are no leaders"),
        pytest.param(TOGETHER, "countries=country", [], id="leaders are no countries"),
    ],
)
def test_the_two(first: str, noun: str, expected: list[str]) -> None:
    word = noun.split("=")[0]
    the_two = f"The/DT/det/{word} two/CD/nummod/{word} {noun}/NNS/nsubj/left {LEFT}"
    both = f"Both/DT/det/{word} {noun}/NNS/nsubj/left {LEFT}"
    assert group(f"two {word}", first, the_two) == expected
    assert group(word, first, both) == expected


def test_two_leaders_are_others() -> None:
    assert group("Two leaders", TOGETHER, f"Two/CD/nummod/leaders leaders=leader/NNS/nsubj/left {LEFT}") == []


def test_the_two_countries_may_be_named_by_their_parts() -> None:
    sentence = (
        "Iraqi/JJ/amod/troops troops=troop/NNS/nsubj/met met=meet/VBD/ROOT Egyptian/JJ/amod/soldiers "
        "soldiers=soldier/NNS/dobj/met ."
    )
    both = candidate("two countries", sentence, THE_TWO_COUNTRIES)
    assert [c.actor.label for c in both.antecedents if c.actor] == ["Iraq", "Egypt"]


def test_the_two_countries_are_those_of_which_the_document_speaks_most() -> None:
    three = (
        "Iran/NNP/nsubj/met met=meet/VBD/ROOT Iraq/NNP/dobj/met with/IN/prep/met Egypt/NNP/pobj/with ."  # one too many
    )
    assert group("two countries", STATES, STATES, three, THE_TWO_COUNTRIES) == ["Iran", "Iraq"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Both", ["Biden", "Merkel"]), ("Neither", ["Biden", "Merkel"]), ("former", ["Biden"]), ("latter", ["Merkel"])],
)
def test_words_that_stand_alone_for_two(word: str, expected: list[str]) -> None:
    article = "The/DT/det/" + word if word.islower() else ""
    assert group(word, BIDEN_MET_MERKEL, f"{article} {word}/NN/nsubj/left {LEFT}") == expected


def test_what_means_several_is_not_it() -> None:
    assert meaning("It", STATES, f"Neither/DT/nsubj/left {LEFT}", pronoun("It")) != "Iraq and Iran"
    assert [m.actor.label for m in mentions_of("Both", STATES, f"Both/DT/nsubj/left {LEFT}")] == ["Iran", "Iraq"]


def test_the_two_of_three_are_nobody() -> None:
    three = "Biden/NNP/nsubj/met met=meet/VBD/ROOT Merkel/NNP/dobj/met with/IN/prep/met Soleimani/NNP/pobj/with ."
    assert group("leaders", three, f"Both/DT/det/leaders leaders=leader/NNS/nsubj/left {LEFT}") == []


def test_what_hangs_on_a_pronoun_is_settled_after_it() -> None:
    sentence = "Her/PRP$/poss/envoy envoy/NN/nsubj/left left=leave/VBD/ROOT ."
    assert meaning("envoy", left("Merkel"), sentence) == "envoy of Angela Merkel"


def test_the_country_is_rather_the_one_that_the_document_is_about() -> None:
    later = "Iran/NNP/nsubj/left left=leave/VBD/ROOT ."
    country = f"The/DT/det/country country/NN/nsubj/left {LEFT}"
    assert meaning("country", left("Iraq"), left("Iraq"), left("Iraq"), later, country) == "Iraq"


def test_the_country_may_be_named_beside_a_noun() -> None:
    troops = f"Egyptian/JJ/amod/troops troops=troop/NNS/nsubj/left {LEFT}"
    port = f"The/DT/det/port Egyptian/JJ/amod/port port/NN/nsubj/left {LEFT}"
    country = f"The/DT/det/country country/NN/nsubj/left {LEFT}"
    assert meaning("country", troops, country) == "Egypt"
    assert meaning("country", port, country) == "Egypt"
    assert meaning("country", left("Iraq"), port, country) == "Iraq"
    assert meaning("country", country) is None


def test_names_are_left_as_they_are() -> None:
    candidates = linked(*passages(left("Iran"), "Halabja/NNP/nsubj/left/GPE left=leave/VBD/ROOT ."))
    ontology = small_ontology()
    Sieve(ontology, MentionFinder(ontology, Gazetteer(ontology)).phrases)(candidates, None)
    assert [(c.kind, c.actor.label if c.actor else None) for c in candidates] == [
        (MentionKind.NAME, "Iran"),
        (MentionKind.NAME, None),
    ]


def test_he_is_not_him_of_whom_he_is_a_critic() -> None:
    sentence = "He/PRP/nsubj/was was=be/VBD/ROOT a/DT/det/rival rival/NN/attr/was of/IN/prep/rival him/PRP/pobj/of ."
    biden, trump = "Biden/NNP/nsubj/left/PERSON", "Trump/NNP/nsubj/left/PERSON"
    assert meaning("He", f"{trump} {LEFT}", f"{biden} {LEFT}", sentence) == "Joe Biden"
    assert meaning("him", f"{trump} {LEFT}", f"{biden} {LEFT}", sentence) != "Joe Biden"


def test_the_two_sides_are_those_of_one_verb_or_the_states_last_named() -> None:
    sides = f"The/DT/det/sides two/CD/nummod/sides sides=side/NNS/nsubj/left {LEFT}"
    assert sorted(group("two sides", BIDEN_MET_MERKEL, sides)) == ["Biden", "Merkel"]
    assert sorted(group("two sides", STATES, sides)) == ["Iran", "Iraq"]
    assert group("two sides", left("Iran"), left("Biden"), sides) == []
