"""The editor that comes with the server: unchanged, licensed, and asking no other server for anything."""

from __future__ import annotations

import hashlib
import re

import pytest

from kgraph.serve.app import STATIC

HASHES = {
    "yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
    "yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
}
"""SHA-256 of the files in the npm package @zazuko/yasgui 4.6.2."""


@pytest.mark.parametrize("name", HASHES)
def test_it_is_the_published_one(name: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == HASHES[name]


def test_its_licences_stand_beside_it() -> None:
    text = (STATIC / "yasgui.LICENSES.txt").read_text(encoding="utf-8")
    for package in ("@zazuko/yasgui 4.6.2 (MIT)", "codemirror", "dompurify", "jquery", "lodash-es", "n3 "):
        assert package in text
    assert text.count("Permission is hereby granted") > 10


def test_its_style_loads_nothing() -> None:
    css = (STATIC / "yasgui.min.css").read_text(encoding="utf-8")
    assert not [url for url in re.findall(r"url\(['\"]?([^)]*)", css) if not url.startswith(("data:", "#"))]
    assert "@import" not in css
