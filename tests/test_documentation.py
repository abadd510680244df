"""The pages say what is there: links lead somewhere, commands and options exist, every named query is listed."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from readme import README, ROOT, blocks, commands, inline

from kgraph.cli import main
from kgraph.graph.query import named_queries

PAGES = (
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "ontology" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def links(page: Path) -> list[str]:
    """The relative links of a page, without what stands behind `#`."""
    targets = re.findall(r"\]\(<?([^)>\s]+)>?(?:\s[^)]*)?\)", page.read_text(encoding="utf-8"))
    return [path for path in (target.partition("#")[0] for target in targets) if path and "://" not in path]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def options(command: click.Command) -> set[str]:
    """Every way to spell the command's options."""
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")} | {"-h", "--help"}


def calls(page: Path) -> list[list[str]]:
    """The arguments of each call of `kgraph` on a page, but for those of a stand-in like COMMAND."""
    code = [*blocks(page, "sh"), *(each for each in inline(page) if each.startswith("kgraph "))]
    return [each for piece in code for each in commands(piece) if each and not each[0].isupper()]


ALL_OPTIONS = options(main).union(*map(options, main.commands.values()))


@each_page
def test_links_lead_to_files(page: Path) -> None:
    missing = [link for link in links(page) if not (page.parent / link).exists()]
    assert not missing


@each_page
def test_links_lead_to_headings(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s:#]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    missing = [anchor for path, anchor in targets if anchor not in anchors(page.parent / path if path else page)]
    assert not missing


def test_readme_names_files_that_exist() -> None:
    """Paths into the checkout that stand as code."""
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"out"}
    paths = [code for code in inline(README) if "/" in code and code.split("/")[0] in tops and " " not in code]
    assert len(paths) >= 3
    assert not [path for path in paths if not (ROOT / path).exists()]


@each_page
def test_commands_exist(page: Path) -> None:
    for name, *arguments in calls(page):
        if name.startswith("-"):
            assert name in options(main)
            continue
        assert name in main.commands
        used = {argument.partition("=")[0] for argument in arguments if re.match(r"--?[a-z]", argument)}
        assert used <= options(main.commands[name]), name


def test_readme_names_options_that_exist() -> None:
    named = {code.split()[0] for code in inline(README) if code.startswith("-")}
    assert {"--format", "--model", "--ontology"} <= named
    assert named <= ALL_OPTIONS


def test_readme_names_every_command() -> None:
    assert set(main.commands) <= {name for name, *_ in calls(README)}


def test_list_mentions_every_named_query() -> None:
    result = CliRunner().invoke(main, ["query", "--list"])
    assert result.exit_code == 0
    assert [name for name in named_queries() if name not in result.stdout] == []


def test_every_command_and_option_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        undocumented = [each.name for each in command.params if isinstance(each, click.Option) and not each.help]
        assert not undocumented, name
