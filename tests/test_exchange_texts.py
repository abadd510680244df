from __future__ import annotations

import pytest
from made_claims import actor, make_claim

from kgraph.errors import InputError
from kgraph.exchange.texts import UNKNOWN, with_quotes
from kgraph.model import Claim

IRAN, IRAQ = actor("Iran"), actor("Iraq")
FIRST = make_claim(IRAN, "attacks", IRAQ, start=3)
SECOND = make_claim(IRAQ, "attacks", IRAN, start=30)


def placed(*claims: Claim) -> list[tuple[Claim, str]]:
    return [(claim, f"line {number}") for number, claim in enumerate(claims, start=1)]


def test_quotes_stand_where_they_say() -> None:
    text = with_quotes("", placed(SECOND, FIRST))
    assert text == f"{UNKNOWN * 3}Iran hits Iraq.{UNKNOWN * 12}Iraq hits Iran.{UNKNOWN}"


def test_later_claims_fill_what_is_unknown() -> None:
    both = with_quotes("", placed(FIRST, SECOND))
    assert with_quotes(with_quotes("", placed(FIRST)), placed(SECOND)) == both
    assert with_quotes(with_quotes("", placed(SECOND)), placed(FIRST)) == both
    assert with_quotes(both, placed(FIRST, SECOND)) == both


def test_known_text_stays_as_it_is() -> None:
    text = "...Iran hits Iraq. And so on."
    assert with_quotes(text, placed(FIRST)) == text


@pytest.mark.parametrize("text", ["Iran hits Iraq. That is all.", "...Iran", f"...Iran{UNKNOWN}Hits{UNKNOWN}"])
def test_claims_that_the_text_gainsays_are_told(text: str) -> None:
    with pytest.raises(InputError, match=r"^line 1: 'sentence' is not what stands in 'a\.txt' from character 3$"):
        with_quotes(text, placed(FIRST))


def test_claims_that_gainsay_each_other_are_told() -> None:
    other = make_claim(IRAN, "attacks", actor("Oman"), start=3)
    with pytest.raises(InputError, match=r"^line 2: 'sentence' is not what stands"):
        with_quotes("", placed(FIRST, other))
