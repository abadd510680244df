"""Strikes read with the real pipeline: against whom they are, and to whom strikers give in."""

from __future__ import annotations

import pytest
from true_readings import claims

from kgraph.reading import Reader

pytestmark = pytest.mark.model

SAID = [
    ("Amazon workers in Italy walked out over pay.", "workers of Amazon protestsAgainst Amazon"),
    ("Workers at the Ford plant in Mexico went on strike.", "workers (Mexico) protestsAgainst Ford"),
    (
        "Truck drivers in Chile called off their strike after reaching a deal with the government.",
        "truck drivers (Chile) concedesTo Government of Chile",
    ),
    (
        "Doctors in Kenya suspended a strike after the government agreed to pay them.",
        "doctors (Kenya) concedesTo Government of Kenya",
    ),
    (
        "Nurses in Ghana ended their strike following an agreement with the health ministry of Ghana.",
        "nurses (Ghana) concedesTo Ministry of Health (Ghana)",
    ),
]

NOT_SAID = [
    ("Ford workers went on holiday in Mexico.", "protestsAgainst"),
    ("Nurses in Ghana went on strike in the north.", "protestsAgainst"),
    ("Nurses in Ghana ended their strike after the rain.", "concedesTo"),
]


@pytest.mark.parametrize(("text", "claim"), SAID)
def test_what_is_said(reader: Reader, text: str, claim: str) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(("text", "relation"), NOT_SAID)
def test_what_stays_open(reader: Reader, text: str, relation: str) -> None:
    assert not [claim for claim in claims(reader, text) if f" {relation} " in claim]
