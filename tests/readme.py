"""The code in the README, so that tests can run it as it stands."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a Markdown page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def inline(page: Path) -> list[str]:
    """The code within the running text of a Markdown page."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


def commands(shell: str) -> list[list[str]]:
    """The arguments of each call of `kgraph` in a piece of shell, comments left out; a quoted line may be broken."""
    found: list[list[str]] = []
    inside = False
    for token in shlex.split(shell, comments=True):
        if Path(token).name == "kgraph":
            found.append([])
            inside = True
        elif token in ("&&", ";", "|"):
            inside = False
        elif inside:
            found[-1].append(token)
    return found


def script(name: str) -> ModuleType:
    """A script of the `scripts` folder as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
