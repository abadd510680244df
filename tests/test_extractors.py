"""The registry of extractors, the compliance suite on every one of them, and the worked example in the docs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner
from conftest import FakeReader, make_ontology

import kgraph
from kgraph.cli import main
from kgraph.errors import ExtractorError, UnknownNameError
from kgraph.model import Document
from kgraph.reading import extractors
from kgraph.reading.extractors import HOUSE, Finding, FunctionExtractor, View
from kgraph.testing import check_extractor

DOCS = Path(__file__).parent.parent / "docs" / "extractors.md"
DEFAULT = [house.name for house in HOUSE if house.default]

Strangers = Callable[..., None]


def nothing(view: View) -> Iterator[Finding]:
    yield from ()


def breaks(view: View) -> Iterator[Finding]:
    yield from ()
    raise RuntimeError("out of order")


@pytest.fixture
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Strangers:
    """Installs packages that bring the given extractors, by the name of the entry point, and one that is broken."""

    def bring(**objects: object) -> None:
        module = ModuleType("stranger")
        values = {"absent": "not_installed_at_all"}
        for name, value in objects.items():
            setattr(module, name, value)
            values[name] = f"stranger:{name}"
        for name, value in values.items():
            folder = tmp_path / "packages" / f"{name}_package-1.0.dist-info"
            folder.mkdir(parents=True)
            (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-package\nVersion: 1.0\n")
            (folder / "entry_points.txt").write_text(f"[{extractors.GROUP}]\n{name} = {value}\n")
        monkeypatch.syspath_prepend(tmp_path / "packages")
        monkeypatch.setitem(sys.modules, "stranger", module)

    return bring


def test_the_houses_own_are_the_default() -> None:
    assert [each.name for each in extractors.load()] == DEFAULT == ["verb", "noun", "role", "title", "adjective"]
    for house in HOUSE:
        if house.default:
            module = sys.modules[f"kgraph.reading.extractors.{house.module}"]
            assert module.name == house.name


def test_they_are_taken_by_name_in_the_order_given() -> None:
    own = FunctionExtractor("own", "One of mine.", nothing)
    assert [each.name for each in extractors.load(["noun", own, "verb"])] == ["noun", "own", "verb"]


def test_unknown_name_is_answered_with_the_known(strangers: Strangers) -> None:
    strangers(tweets=FunctionExtractor("tweets", "Tweets.", nothing))
    words = "unknown extractor 'verbs'; there are: absent, adjective, llm, noun, role, title, tweets, verb"
    with pytest.raises(UnknownNameError, match=words):
        extractors.load(["verb", "verbs"])


def test_strangers_come_in_by_entry_point(strangers: Strangers) -> None:
    strangers(tweets=FunctionExtractor("tweets", "Tweets.", nothing))
    listed = {each.name: each for each in extractors.known()}
    assert (listed["tweets"].origin, listed["tweets"].describe) == ("tweets-package", "Tweets.")
    assert listed["verb"].origin == "kgraph"
    assert [name for name, each in listed.items() if each.default] == DEFAULT
    [loaded] = extractors.load(["tweets"])
    assert (loaded.name, loaded.describe) == ("tweets", "Tweets.")


def test_a_broken_one_is_told_by_its_package_and_harms_no_other(strangers: Strangers) -> None:
    strangers(tweets=FunctionExtractor("tweets", "Tweets.", nothing))
    problems = {each.name: each.problem for each in extractors.known()}
    assert problems.pop("absent") == (
        "the extractor 'absent' of the package 'absent-package' cannot be loaded: "
        "ModuleNotFoundError: No module named 'not_installed_at_all'; mend or remove the package"
    )
    assert set(problems.values()) == {None}
    assert len(extractors.load()) == len(DEFAULT)
    with pytest.raises(ExtractorError, match="of the package 'absent-package' cannot be loaded"):
        extractors.load(["absent"])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (FunctionExtractor("other", "Other.", nothing), "its name is 'other'"),
        (FunctionExtractor, "is a class; name an instance"),
        (SimpleNamespace(name="odd", describe="Odd."), "needs 'describe'"),
        (SimpleNamespace(name="odd", extract=nothing), "needs 'describe'"),
        (7, "its name is None"),
    ],
)
def test_what_is_no_extractor_is_refused(strangers: Strangers, value: object, words: str) -> None:
    strangers(odd=value)
    with pytest.raises(ExtractorError, match="of the package 'odd-package' cannot be loaded") as caught:
        extractors.load(["odd"])
    assert words in str(caught.value)


def test_a_taken_name_stays_the_first_ones(strangers: Strangers) -> None:
    strangers(verb=FunctionExtractor("verb", "Not kgraph's.", nothing))
    rows = [each for each in extractors.known() if each.name == "verb"]
    assert [each.problem for each in rows] == [None, "kgraph has an extractor of this name already"]
    assert extractors.load(["verb"])[0].describe == rows[0].describe


@pytest.mark.model
def test_a_stranger_that_fails_while_it_reads_is_named(strangers: Strangers) -> None:
    def outside(view: View) -> Iterator[Finding]:
        for first in view.mentions:
            yield Finding(first, "attacks", first, first.token, (0, 1), "a rule")

    strangers(
        tweets=FunctionExtractor("tweets", "Tweets.", breaks), selfish=FunctionExtractor("selfish", "Self.", outside)
    )
    for name, words in (("tweets", "RuntimeError: out of order"), ("selfish", "Chad is both subject and object")):
        reader = kgraph.Reader(make_ontology(), extractors=[name])
        with pytest.raises(ExtractorError, match=f"'{name}' of the package '{name}-package' fails") as caught:
            list(reader.read([Document("a", "Chad won.")]))
        assert words in str(caught.value)


@pytest.mark.model
@pytest.mark.parametrize("name", DEFAULT)
def test_every_one_of_the_house_passes_the_suite(name: str) -> None:
    [extractor] = extractors.load([name])
    check_extractor(extractor)


@pytest.mark.model
def test_every_installed_stranger_passes_the_suite() -> None:
    for listed in extractors.known():
        if listed.origin != "kgraph" and listed.problem is None:
            check_extractor(extractors.load([listed.name])[0])


def attacks(view: View, **changes: object) -> Iterator[Finding]:
    """Whoever is named first attacks whoever is named last."""
    mentions = view.mentions
    if len(mentions) > 1 and mentions[0].actor != mentions[-1].actor:
        first, last = mentions[0], mentions[-1]
        word = view.span[0]
        good = Finding(first, "attacks", last, word, (word.idx, word.idx + len(word)), "first and last", 0.5)
        yield replace(good, **changes)


def random_rule(view: View) -> Iterator[Finding]:
    yield from attacks(view, rule=f"a rule {id(object())} {next(COUNTER)}")


COUNTER = iter(range(10**6))


@pytest.mark.model
@pytest.mark.parametrize(
    ("extract", "words"),
    [
        (lambda view: attacks(view, relation="hugs"), "'hugs' is no relation of the ontology"),
        (lambda view: attacks(view, cue=(0, 10**6)), "the cue 0 to 1000000 lies outside the sentence"),
        (lambda view: attacks(view, cue=(4, 4)), "the cue 4 to 4 lies outside"),
        (lambda view: attacks(view, confidence=1.5), "the confidence 1.5 does not lie between 0 and 1"),
        (lambda view: attacks(view, confidence=float("nan")), "the confidence nan"),
        (lambda view: attacks(view, rule=""), "empty rule"),
        (lambda view: (replace(f, object=f.subject) for f in attacks(view)), "is both subject and object"),
        (lambda view: iter([view.span[-1]][:0]), "on the sentence '' with IndexError"),
        (lambda view: iter([1]), "which is no Finding"),
        (random_rule, "does not find the same a second time"),
        (breaks, "with RuntimeError: out of order"),
    ],
)
def test_the_suite_tells_what_is_wrong(extract: Callable[[View], Iterator[Finding]], words: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check_extractor(FunctionExtractor("bad", "A bad one.", extract))
    assert words in str(caught.value)


@pytest.mark.model
def test_the_suite_passes_a_good_one() -> None:
    check_extractor(FunctionExtractor("good", "A good one.", attacks), "Peru attacked Chile.")


@pytest.mark.parametrize(
    ("extractor", "words"),
    [
        (FunctionExtractor("Bad Name", "Bad.", nothing), "'name' is 'Bad Name'"),
        (FunctionExtractor("bad", "Two\nlines.", nothing), "one line of text"),
        (SimpleNamespace(name="bad", describe="Bad."), "no function 'extract'"),
    ],
)
def test_the_suite_checks_the_words(extractor: FunctionExtractor, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_extractor(extractor)


@pytest.mark.model
def test_the_worked_example_in_the_docs(monkeypatch: pytest.MonkeyPatch) -> None:
    code, tests = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    module = ModuleType("kgraph_versus")
    exec(compile(code, f"{DOCS}: the example", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "kgraph_versus", module)
    space: dict[str, Callable[[], None]] = {}
    exec(compile(tests, f"{DOCS}: its tests", "exec"), space)
    checks = [value for name, value in space.items() if name.startswith("test_")]
    assert len(checks) == 2
    for check in checks:
        check()


def test_the_command_lists_them(strangers: Strangers) -> None:
    strangers(tweets=FunctionExtractor("tweets", "Tweets \x1b[31m and [bold]more.", nothing))
    result = CliRunner().invoke(main, ["extractors"])
    assert result.exit_code == 0
    lines = [line.split("│") for line in result.stdout.splitlines() if line.startswith("│")]
    rows = {line[1].strip(): [cell.strip() for cell in line[2:5]] for line in lines}
    assert rows["verb"][:2] == ["kgraph", "on"]
    assert rows["llm"][:2] == ["kgraph", "off"]
    assert rows["tweets"][:2] == ["tweets-package", "off"]
    assert "[bold]more." in rows["tweets"][2]
    assert "\x1b" not in result.stdout
    assert "cannot be loaded" in result.stdout


def test_options_and_settings_choose_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str] | None] = []

    def reader(ontology: object, processes: int, extractors: object = None) -> FakeReader:
        asked.append(None if extractors is None else [each.name for each in extractors])
        return FakeReader()

    monkeypatch.setitem(kgraph.__dict__, "Reader", reader)
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())
    text = tmp_path / "a.txt"
    text.write_text("Chad won.")
    plain, chosen = tmp_path / "plain.toml", tmp_path / "chosen.toml"
    plain.write_text("")
    chosen.write_text('extractors = ["role"]\n')
    for options in (
        ["--config", str(plain)],
        ["--config", str(chosen)],
        ["--config", str(chosen), "--extractors", "noun, verb"],
    ):
        assert CliRunner().invoke(main, ["extract", str(text), *options]).exit_code == 0
    assert asked == [None, ["role"], ["noun", "verb"]]
    wrong = CliRunner().invoke(main, ["extract", str(text), "--config", str(plain), "--extractors", "nouns"])
    assert wrong.exit_code == 2
    assert "Error: unknown extractor 'nouns'; there are: adjective" in wrong.stderr
    empty = CliRunner().invoke(main, ["extract", str(text), "--extractors", " , "])
    assert empty.exit_code == 2
    assert "`kgraph extractors` lists them" in empty.stderr
