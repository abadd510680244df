"""The settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.config import Config, LlmSettings, find_config, load_config
from kgraph.errors import ConfigError


def test_defaults_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if find_config() is None:
        assert load_config() == Config()


def test_nearest_file_above_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kgraph.toml").write_text('model = "m"\nontology = ["mine"]\nprocesses = 2\nmin_confidence = 1\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert load_config() == Config("m", (tmp_path.resolve() / "mine",), 2, 1.0)


def test_named_file_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kgraph.toml").write_text("processes = 2\n")
    (tmp_path / "other.toml").write_text("processes = 3\n")
    monkeypatch.chdir(tmp_path)
    assert load_config(Path("other.toml")).processes == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("modell = 'x'", "unknown key 'modell'; there are: model, ontology, processes, min_confidence"),
        ("model = ", "not TOML"),
        ("model = 3", "'model' must be"),
        ("ontology = 'x'", "'ontology' must be a list"),
        ("processes = 0", "'processes' must be"),
        ("processes = true", "'processes' must be"),
        ("min_confidence = 1.5", "'min_confidence' must be"),
        ("min_confidence = nan", "'min_confidence' must be"),
        ("extractors = 'verb'", "'extractors' must be a list"),
        ("extractors = []", "'extractors' must be a list"),
        ("llm = 'x'", "'llm' must be a table"),
        ("[llm]\nmodel = 'x'", "[llm] lacks: base_url"),
        ("[llm]\nbase_url = 'ftp://x'\nmodel = 'x'", "'base_url' in [llm] must be a URL"),
        ("[llm]\nbase_url = 'http://x'\nmodel = ''", "'model' in [llm] must be"),
        ("[llm]\nbase_url = 'http://x'\nmodel = 'x'\ntimeout = 0", "'timeout' in [llm] must be"),
        ("[llm]\nbase_url = 'http://x'\nmodel = 'x'\ntemperature = 3", "'temperature' in [llm] must be"),
        ("[llm]\nbase_url = 'http://x'\nmodel = 'x'\ncache = 1", "'cache' in [llm] must be"),
        ("[llm]\nbase_url = 'http://x'\nmodel = 'x'\napi_key = 'x'", "unknown key 'api_key' in [llm]; there are: base"),
    ],
)
def test_wrong_file_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert words in str(caught.value)


def test_extractors_and_the_language_model(tmp_path: Path) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text('extractors = ["verb", "llm"]\n[llm]\nbase_url = "http://127.0.0.1/v1"\nmodel = "m"\ntimeout = 5\n')
    config = load_config(path)
    assert config.extractors == ("verb", "llm")
    assert config.llm == LlmSettings("http://127.0.0.1/v1", "m", timeout=5)


def test_a_key_in_the_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "kgraph.toml"
    path.write_text('[llm]\nbase_url = "http://x"\nmodel = "m"\napi_key_env = "sk-secret"\n')
    with pytest.raises(ConfigError, match="the name of the environment variable") as caught:
        load_config(path)
    assert "sk-secret" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "kgraph.toml")
