"""The lock file follows pyproject.toml, and an audit of it says what was not audited."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from readme import ROOT, script

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def wanted(extra: str | None = "test") -> Iterator[Requirement]:
    """What the core needs, or an extra and those that it takes in."""
    extras = PROJECT["optional-dependencies"]
    for line in PROJECT["dependencies"] if extra is None else extras[extra]:
        requirement = Requirement(line)
        if requirement.name == "kgraph":
            for other in requirement.extras:
                yield from wanted(other)
        else:
            yield requirement


def pins() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


def test_every_direct_dependency_is_pinned_to_versions_that_fit() -> None:
    locked = pins()
    for requirement in (*wanted(None), *wanted()):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in requirements.lock; run scripts/lock"
        assert all(map(requirement.specifier.contains, versions)), f"{requirement}: run scripts/lock"


def test_the_lock_names_versions_and_nothing_else() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==\S+( ; [\w.<>=!'() ]+)?", line) for line in lines)


FINE, UNKNOWN = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}
WEAK = {
    "name": "c",
    "version": "2",
    "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}, {"id": "CVE-2", "fix_versions": []}],
}


@pytest.mark.parametrize(
    ("packages", "code", "lines"),
    [
        ([FINE], 0, ["1 packages audited, 0 of them vulnerable."]),
        ([FINE, UNKNOWN], 0, ["1 packages audited, 0 of them vulnerable.", "Not audited: b"]),
        (
            [FINE, WEAK],
            1,
            [
                "c 2: CVE-1, mended in 3",
                "c 2: CVE-2, mended in no version yet",
                "2 packages audited, 1 of them vulnerable.",
            ],
        ),
        ([UNKNOWN], 0, ["SKIPPED: no advisories can be reached from here, so none of 1 packages was audited."]),
    ],
)
def test_an_audit_says_what_was_not_audited(packages: list[dict[str, object]], code: int, lines: list[str]) -> None:
    assert script("audit").verdict(packages) == (code, lines)
