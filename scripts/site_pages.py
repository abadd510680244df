"""A hook of MkDocs: what stands outside docs/ becomes pages of the site, and links to and from it lead there."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "LICENSE": "license.md",
    "ontology/README.md": "ontology.md",
}
"""Files of the repository, and the pages of the site that they become."""

_LINK = re.compile(r"(?<=\]\()(?P<path>[^)#:\s]+)(?P<rest>#[^)\s]*)?(?=\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of docs/ and those that stand outside."""
    from mkdocs.structure.files import File

    for source, page in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        content = f"# Licence\n\n```text\n{text}```\n" if source == "LICENSE" else site_links(text, source)
        files.append(File.generated(config, page, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's text with links to pages of the site in the place of links into the repository."""
    uri = page.file.src_uri
    return markdown if uri in PAGES.values() else site_links(markdown, f"docs/{uri}")


def site_links(text: str, source: str) -> str:
    """The text of a file of the repository, its links to other such files led to the pages that they become."""

    def led(found: re.Match[str]) -> str:
        target = _normal(PurePosixPath(source).parent / found["path"])
        page = PAGES.get(target, target.removeprefix("docs/") if target.startswith("docs/") else None)
        if target in (".", "ontology"):
            page = PAGES[f"{target}/README.md".removeprefix("./")]
        return (page or found["path"]) + (found["rest"] or "")

    return _LINK.sub(led, text)


def _normal(path: PurePosixPath) -> str:
    """The path without `..`."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or "."
