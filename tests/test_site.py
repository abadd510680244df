"""The documentation as a site: every page is in it, every link leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from readme import ROOT, script

CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
BUILDS = importlib.util.find_spec("mkdocs") is not None and importlib.util.find_spec("material") is not None

pages = script("site_pages")


def test_navigation_names_every_page_once() -> None:
    named = re.findall(r"^ +- [^:\n]+: (\S+\.md)$", CONFIG, re.MULTILINE)
    there = {path.name for path in (ROOT / "docs").glob("*.md")} | set(pages.PAGES.values())
    assert sorted(named) == sorted(there), "name the page in mkdocs.yml"


@pytest.mark.parametrize(
    ("source", "link", "led"),
    [
        ("README.md", "docs/quality.md", "quality.md"),
        ("README.md", "docs/quality.md#speed", "quality.md#speed"),
        ("README.md", "LICENSE", "license.md"),
        ("docs/extractors.md", "../ontology/README.md", "ontology.md"),
        ("docs/extractors.md", "quality.md", "quality.md"),
        ("docs/model.md", "images/claim.svg", "images/claim.svg"),
        ("ontology/README.md", "../docs/model.md#a", "model.md#a"),
        ("CHANGELOG.md", "https://example.org/a", "https://example.org/a"),
        ("CHANGELOG.md", "#here", "#here"),
        ("README.md", "kgraph/cli.py", "kgraph/cli.py"),
    ],
)
def test_links_lead_to_pages_of_the_site(source: str, link: str, led: str) -> None:
    assert pages.site_links(f"See [this]({link}).", source) == f"See [this]({led})."


@pytest.mark.skipif(not BUILDS and not os.environ.get("CI"), reason='mkdocs is not installed: pip install ".[docs]"')
def test_site_is_built_without_a_warning_and_loads_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "http_proxy": "http://127.0.0.1:9"},
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    built = sorted((tmp_path / "site").glob("*.html"))
    assert {path.stem for path in built} >= {Path(page).stem for page in pages.PAGES.values()} | {"cookbook", "model"}
    for path in built:
        loaded = re.findall(
            r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"?([^\s\">]+)", path.read_text(encoding="utf-8")
        )
        assert loaded
        assert not [each for each in loaded if re.match(r"(https?:)?//", each)], path.name
    styles = (tmp_path / "site").rglob("*.css")
    assert not any(re.search(r"url\([\"']?(https?:)?//", style.read_text(encoding="utf-8")) for style in styles)
