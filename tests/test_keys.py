"""Two spellings of one name have one key."""

from __future__ import annotations

import pytest

from kgraph.ontology.keys import name_key, without_articles, word_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Al-Kadhimi's", ("al", "kadhimi")),
        ("the Republic of Türkiye", ("republic", "of", "turkiye")),
        ("The", ("the",)),
        ("U.S.", ("us",)),
        ("OPEC+", ("opec", "plus")),
        ("OPEC Plus", ("opec", "plus")),
        ("Côte d’Ivoire", ("cote", "divoire")),
        ("!", ()),
    ],
)
def test_name_key(name: str, key: tuple[str, ...]) -> None:
    assert name_key(name) == key


def test_word_key_has_letters_and_digits_only() -> None:
    assert word_key("Türkiye's") == "turkiyes"


def test_articles_are_left_out_unless_nothing_else_is_left() -> None:
    assert without_articles(("bashar", "al", "assad")) == ("bashar", "assad")
    assert without_articles(("al",)) == ("al",)
