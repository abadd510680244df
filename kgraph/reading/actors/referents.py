"""What a bare definite noun can refer back to: "the group" to a militia or party, "the country" to a state."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.determiners import is_definite

# Fighters without a name who count as a group of their own.
FIGHTERS = frozenset(
    """gang islamist militia rebel militant insurgent gunman separatist jihadist guerrilla mercenary fighter bandit
    attacker assailant extremist terrorist bomber""".split()
)
# What a bare definite noun can refer back to.
CLASSES: Mapping[str, str] = {
    **dict.fromkeys("country nation republic kingdom".split(), "State"),
    **dict.fromkeys("region province territory enclave".split(), "Territory"),
    **dict.fromkeys("organisation organization".split(), "Organisation InternationalOrganisation ArmedGroup"),
    **dict.fromkeys("alliance bloc".split(), "InternationalOrganisation Party"),
    **dict.fromkeys("company firm corporation".split(), "Company"),
    **dict.fromkeys("newspaper paper daily magazine broadcaster channel outlet".split(), "Media"),
    **dict.fromkeys("movement faction".split(), "ArmedGroup Party"),
    **dict.fromkeys(FIGHTERS | {"insurgency", "paramilitary", "cartel", "gang", "guerilla"}, "ArmedGroup"),
    "group": "ArmedGroup Party Organisation",
    "party": "Party",
    "mission": "InternationalOrganisation",
}

# With such words before it a noun for a group still means the one named before, and one for a country another one.
_KINDS = frozenset(
    """armed militant rebel insurgent paramilitary terrorist islamist jihadist extremist separatist guerrilla political
    opposition same whole entire""".split()
)
_OTHER = frozenset("neighbouring neighboring other foreign third one another host single new".split())


def can_refer_to(candidate: Candidate, type_name: str) -> bool:
    """Whether a bare definite description ("the group", "the country") can mean an actor of that class."""
    *qualities, noun = candidate.noun.split() or [""]
    if type_name not in CLASSES.get(noun, "").split() or not is_definite(candidate):
        return False
    if candidate.plural_word and noun not in FIGHTERS:  # "the armed groups" are several
        return False
    return not _OTHER & set(qualities) if type_name == "State" else _KINDS.issuperset(qualities)
