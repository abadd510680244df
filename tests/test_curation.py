"""The curation file: what it may say, and how a document's mentions follow it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import FakeReader, make_ontology
from made_readings import told

import kgraph
from kgraph.cli import main
from kgraph.config import load_config
from kgraph.curation.loading import load_curation
from kgraph.curation.records import Curation, KeepApart, Merge
from kgraph.errors import ConfigError
from kgraph.model import Actor, MentionKind
from kgraph.reading.actors.curator import Curator
from kgraph.vocab import actor_iri

GOOD = """
[[merge]]
names = ["Raham Yaqoub", "Reham Yaqoub"]
into = "Riham Yaqub"
note = "the doctor of Basra"

[[keep-apart]]
names = ["Abbas Kadhim", "Mustafa al-Kadhimi"]
"""


def load(tmp_path: Path, text: str) -> Curation:
    path = tmp_path / "curation.toml"
    path.write_text(text)
    return load_curation(path)


def test_a_good_file(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) == Curation(
        (Merge(("Raham Yaqoub", "Reham Yaqoub"), "Riham Yaqub", "the doctor of Basra"),),
        (KeepApart(("Abbas Kadhim", "Mustafa al-Kadhimi")),),
    )
    assert load(tmp_path, "") == Curation()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[merge]", "not TOML"),
        ("merges = 1", "unknown key 'merges'; there are: [[merge]], [[keep-apart]]"),
        ("[merge]\nnames = ['A']\ninto = 'B'", "write 'merge' as a table in double brackets"),
        ("[[merge]]\nname = ['A']\ninto = 'B'", "number 1: unknown key 'name'; there are: names, into, note"),
        ("[[keep-apart]]\nnames = ['A', 'B']\ninto = 'B'", "[[keep-apart]] number 1: unknown key 'into'"),
        ("[[merge]]\ninto = 'B'", "'names' must be a list of names"),
        ("[[merge]]\nnames = ['A', 3]\ninto = 'B'", "'names' must be a list of names"),
        ("[[merge]]\nnames = ['A', '...']\ninto = 'B'", "'names' must be a list of names"),
        ("[[merge]]\nnames = []\ninto = 'B'", "needs 1 different names or more"),
        ("[[keep-apart]]\nnames = ['al-Asad', 'Al Asad']", "needs 2 different names or more"),
        ("[[merge]]\nnames = ['A']", "'into' must be the name"),
        ("[[merge]]\nnames = ['A']\ninto = 3", "'into' must be a text"),
        ("[[merge]]\nnames = ['A']\ninto = 'B'\nnote = 3", "'note' must be a text"),
        (
            "[[merge]]\nnames = ['A', 'X']\ninto = 'B'\n[[merge]]\nnames = ['x']\ninto = 'C'",
            "'x' is in two merges, into 'B' and into 'C'",
        ),
        (
            "[[merge]]\nnames = ['A']\ninto = 'B'\n[[merge]]\nnames = ['B']\ninto = 'C'",
            "'B' is merged into 'C'; name that as 'into' of both merges",
        ),
        (
            "[[merge]]\nnames = ['A', 'X']\ninto = 'B'\n[[keep-apart]]\nnames = ['X', 'B']",
            "'X' and 'B' are merged and kept apart",
        ),
        (
            "[[merge]]\nnames = ['A']\ninto = 'B'\n[[merge]]\nnames = ['X']\ninto = 'B'\n"
            "[[keep-apart]]\nnames = ['A', 'X']",
            "'A' and 'X' are merged and kept apart",
        ),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)
    assert "curation.toml" in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_curation(tmp_path / "none.toml")


# ---------------------------------------------------------------- the mentions of a document


@dataclass
class Candidate:
    """What a curator needs of a mention on its way."""

    surface: str
    actor: Actor | None
    kind: MentionKind = MentionKind.NAME
    type: str = "Person"
    rule: str = "as it was"
    inside: None = None

    def settle(self, actor: Actor, rule: str) -> None:
        self.actor, self.rule = actor, rule


def person(label: str) -> Actor:
    return Actor(actor_iri(label), label, "Person")


def curate(curation: Curation, *candidates: Candidate) -> list[str | None]:
    """The labels of the candidates' actors."""
    curator = Curator(curation, make_ontology())
    curator(candidates)
    first = [(each.actor, each.rule) for each in candidates]
    curator(candidates)
    assert [(each.actor, each.rule) for each in candidates] == first
    return [each.actor.label if each.actor else None for each in candidates]


def test_a_merge_takes_labels_and_spellings_pronouns_and_open_names() -> None:
    curation = Curation((Merge(("Raham Yaqoub", "the Doc", "Iraq"), "Riham Yaqub", "so it is"),))
    mentions = [
        Candidate("Dr. Raham", person("Raham Yaqoub")),
        Candidate("she", person("Raham Yaqoub"), MentionKind.PRONOUN),
        Candidate("Doc", None),
        Candidate("Doc", None, MentionKind.DESCRIPTION),
        Candidate("Iraq", Actor(actor_iri("Iraq"), "Iraq", "State")),
        Candidate("Riham Yaqub", person("Riham Yaqub")),
        Candidate("Doc", None, type="Place"),
    ]
    new = "Riham Yaqub"
    assert curate(curation, *mentions) == [new, new, new, None, new, new, new]
    assert mentions[0].rule == "merged by curation: Raham Yaqoub is Riham Yaqub (so it is); as it was"
    assert mentions[5].rule == "as it was"
    assert mentions[6].actor is not None
    assert mentions[6].actor.type == "Actor"


def test_a_merge_into_an_actor_of_the_ontology() -> None:
    mention = Candidate("Raham Yaqoub", person("Raham Yaqoub"))
    curate(Curation((Merge(("Raham Yaqoub",), "kataib hezbollah"),)), mention)
    assert mention.actor == Actor(actor_iri("Kataib Hezbollah"), "Kataib Hezbollah", "ArmedGroup")


def test_names_that_were_linked_against_a_users_will_are_split() -> None:
    curation = Curation((), (KeepApart(("Abbas Kadhim", "Mustafa al-Kadhimi"), "two men"),))
    both = person("Mustafa al-Kadhimi")
    full, name, short = (
        Candidate("Mustafa Al-Kadhimi", both),
        Candidate("Abbas Kadhim", both),
        Candidate("Kadhim", both),
    )
    assert curate(curation, full, name, short) == ["Mustafa al-Kadhimi", "Abbas Kadhim", "Mustafa al-Kadhimi"]
    assert name.rule == "kept apart by curation: Abbas Kadhim is not Mustafa al-Kadhimi (two men)"


def test_short_names_go_with_the_only_full_one() -> None:
    curation = Curation((), (KeepApart(("Abbas Kadhim", "Mustafa al-Kadhimi")),))
    both = person("Mustafa al-Kadhimi")
    mentions = Candidate("Abbas Kadhim", both), Candidate("Kadhim", both), Candidate("Iran", person("Iran"))
    assert curate(curation, *mentions) == ["Abbas Kadhim", "Abbas Kadhim", "Iran"]


# ---------------------------------------------------------------- where the file is named


def test_settings_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text('curation = "names/curation.toml"\n')
    assert load_config(path).curation == tmp_path.resolve() / "names" / "curation.toml"
    path.write_text("curation = 3\n")
    with pytest.raises(ConfigError, match="'curation' must be"):
        load_config(path)


@pytest.mark.usefixtures("plain_pages")
def test_commands_take_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def reader(ontology: object, **options: object) -> FakeReader:
        asked.append(options.get("curation"))
        return FakeReader(told("a.txt", "Raham Yaqoub attacked Iran."))

    monkeypatch.setitem(kgraph.__dict__, "Reader", reader)
    monkeypatch.setitem(kgraph.__dict__, "load_ontology", lambda folders: make_ontology())
    text, file, out = tmp_path / "a.txt", tmp_path / "curation.toml", tmp_path / "out"
    text.write_text("Raham Yaqoub attacked Iran.")
    file.write_text(GOOD)
    for command in (["build", text, "-o", out, "-q"], ["extract", text]):
        result = CliRunner().invoke(main, [*map(str, command), "--curation", str(file)])
        assert result.exit_code == 0, result.output
    assert result.stdout == (out / "claims.jsonl").read_text()
    assert '"label": "Riham Yaqub"' in result.stdout
    assert asked == [load_curation(file)] * 2
    file.write_text("[[merge]]")
    result = CliRunner().invoke(main, ["extract", str(text), "--curation", str(file)])
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
