"""Lines that are no text, and lines that look like it and are."""

from __future__ import annotations

import pytest
from parses import small_ontology

from kgraph.reading.boilerplate import Boilerplate


@pytest.fixture(scope="module")
def is_boilerplate() -> Boilerplate:
    return Boilerplate(small_ontology().cues.boilerplate)


@pytest.mark.parametrize(
    "line",
    [
        "View this post on Instagram",
        "VIEW THIS PHOTO ON INSTAGRAM, shared by somebody",
        "   Advertisement\t",
        "https://example.org/iran?q=1",
        "HTTP://EXAMPLE.ORG/A",
        "www.example.org",
        "desk@example.org",
        "https://example.org, www.example.org",
        "* * *",
        "—",
        "12",
        "2020 / 06",
        "",
        "🚀🚀",
        "[1] Designated as terrorist by Israel",
        "* Banned in Russia",
        "** Recognised as foreign agents",
        "(2) See the report of Amnesty",
        "1) Source: Al Jazeera",
        "† Ibid., p. 4",
    ],
)
def test_boilerplate(is_boilerplate: Boilerplate, line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Iran backs Hamas, see https://example.org",
        "He said that we view this post on Instagram differently.",
        "An advertisement angered Iran.",
        "* Iran attacked Iraq",
        "1) Iran attacked Iraq",
        "2020 was the year in which Iran was listed.",
        "Iran was banned.",
        "Ирак осудил Иран.",
        "# Iran and Iraq",
    ],
)
def test_text(is_boilerplate: Boilerplate, line: str) -> None:
    assert not is_boilerplate(line)


def test_expressions_are_matched_without_case() -> None:
    assert Boilerplate(["^iran today$"])("Iran TODAY")


def test_without_expressions_the_shapes_remain() -> None:
    bare = Boilerplate([])
    assert bare("https://example.org")
    assert not bare("View this post on Instagram")
