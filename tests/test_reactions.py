"""Reactions to deeds told before, read with the real pipeline."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.reading import Reader

pytestmark = pytest.mark.model

SAID = [
    ("Kenya closed the border. Uganda condemned the decision.", "Uganda accuses Kenya"),
    ("Kenya recalled its envoy. Uganda welcomed the move.", "Uganda endorses Kenya"),
    ("Eritrea annexed the islands, which Djibouti condemned at once.", "Djibouti accuses Eritrea"),
    ("The Sudanese army bombed a market, a step that Chad denounced.", "Chad accuses Sudanese Armed Forces"),
    ("Manila renamed the reef, and Beijing protested.", "China accuses Philippines"),
    ("A Tunisian court sentenced ten lawyers, and Spain expressed concern.", "Spain accuses Judiciary of Tunisia"),
    ("Israel shelled the camp. Egypt called it a massacre.", "Egypt accuses Israel"),
]

NOT_SAID = [
    ("Kenya closed the border. Uganda condemned a decision.", "Uganda accuses Kenya"),
    ("Kenya said that Uganda condemned the decision.", "Uganda accuses Kenya"),
    ("Kenya and Uganda closed the border. Rwanda condemned the arrest of a nurse.", "Rwanda accuses Kenya"),
    ("Kenya closed the border. Kenya condemned the rain.", "Kenya accuses Kenya"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_a_reaction_is_to_who_did_it(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_no_reaction_without_a_deed(reader: Reader, text: str, claim: str) -> None:
    assert claim not in claims(reader, text)
