"""The language model as an extractor, against a stand-in for the endpoint on this machine."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from conftest import make_ontology
from spacy.tokens import Doc

import kgraph
from kgraph.cli import main
from kgraph.config import LlmSettings
from kgraph.errors import ConfigError, ExtractorError
from kgraph.model import MentionKind
from kgraph.reading import chat, extractors
from kgraph.reading.actors.candidates import Candidate, entry_actor
from kgraph.reading.extractors import View
from kgraph.reading.extractors.llm import LONGEST_SENTENCE, LlmExtractor, instructions
from kgraph.reading.nlp import Passage
from kgraph.reading.predicates.arguments import Arguments
from kgraph.reading.predicates.lexicon import Lexicon
from kgraph.testing import check_extractor

pytest.importorskip("httpx")

GOOD = {"subject": "Iran", "relation": "attacks", "object": "Iraq", "cue": "has attacked"}
SENTENCE = "Iran has attacked Iraq , but it wants peace ."
VERB = SENTENCE.split().index("attacked")
SECRET = "sk-not-to-be-told"


class StandIn(ThreadingHTTPServer):
    """An endpoint that gives the replies it was told to, the last one again and again, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: list[tuple[int, dict[str, str], str]] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, content: object) -> None:
        """A reply whose message is this text, or this as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.raw(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}))

    def raw(self, status: int, body: str, **headers: str) -> None:
        self.replies.append((status, headers, body))


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, **json.loads(body)})
        self.server.keys.append(self.headers["Authorization"])
        replies = self.server.replies
        status, headers, text = replies.pop(0) if len(replies) > 1 else replies[0]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(endpoint: StandIn) -> LlmSettings:
    return LlmSettings(endpoint.url, "tiny", timeout=5)


def make_view(text: str = SENTENCE, **names: str) -> View:
    """A sentence of these words under one of them, with a mention for each name and each further word in `names`."""
    ontology = make_ontology()
    words = text.split()
    root = min(VERB, len(words) - 1)
    doc = Doc(spacy.blank("en").vocab, words, heads=[root] * len(words), deps=["dep"] * len(words))
    passage = Passage(0, 0, doc)
    actors = {entry.label: entry_actor(entry) for entry in ontology.actors.values()}
    candidates = [
        Candidate(passage, i, i + 1, i, MentionKind.NAME, actor=actors[names.get(word, word)])
        for i, word in enumerate(words)
        if names.get(word, word) in actors
    ]
    lexicon = Lexicon(ontology)
    return View(doc[:], Arguments(candidates, lexicon, frozenset()), lexicon, ontology)


def read(extractor: LlmExtractor, view: View) -> list[tuple[str, str, str, str]]:
    text = view.span.doc.text
    return [(f.subject.surface, f.relation, f.object.surface, text[slice(*f.cue)]) for f in extractor.extract(view)]


def test_a_good_answer_is_a_finding(endpoint: StandIn, settings: LlmSettings) -> None:
    endpoint.says({"claims": [GOOD]})
    extractor = LlmExtractor(settings)
    view = make_view()
    [finding] = extractor.extract(view)
    assert (finding.subject.surface, finding.relation, finding.object.surface) == ("Iran", "attacks", "Iraq")
    assert view.span.doc.text[slice(*finding.cue)] == "has attacked"
    assert (finding.anchor.text, finding.confidence, finding.rule) == ("attacked", 0.5, "tiny, prompt 1")
    assert extractor.tally == {"asked": 1, "kept": 1}


def test_what_is_asked(endpoint: StandIn, settings: LlmSettings) -> None:
    endpoint.says({"claims": []})
    view = make_view()
    assert read(LlmExtractor(settings), view) == []
    [asked] = endpoint.asked
    assert (asked["path"], asked["model"], asked["temperature"]) == ("/v1/chat/completions", "tiny", 0)
    system, user = asked["messages"]
    assert system == {"role": "system", "content": instructions(view.ontology)}
    assert json.loads(user["content"]) == {"sentence": SENTENCE, "actors": ["Iran", "Iraq"]}
    assert endpoint.keys == [None]


def test_the_instructions_hold_every_relation() -> None:
    ontology = make_ontology()
    text = instructions(ontology)
    for relation in ontology.relations.values():
        assert f"- {relation.name} ({relation.branch}" in text
        assert relation.definition in text
    assert '{"claims": []}' in text


@pytest.mark.parametrize(
    "answer",
    [
        f"```json\n{json.dumps({'claims': [GOOD]})}\n```",
        f"Here you are: {json.dumps({'claims': [GOOD, GOOD]})} I hope it helps.",
    ],
)
def test_words_around_the_answer_and_repeats_do_no_harm(endpoint: StandIn, settings: LlmSettings, answer: str) -> None:
    endpoint.says(answer)
    assert read(LlmExtractor(settings), make_view()) == [("Iran", "attacks", "Iraq", "has attacked")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"object": "Chad"}, "actor not in the sentence"),
        ({"subject": "peace"}, "actor not in the sentence"),
        ({"subject": "Ira"}, "actor not in the sentence"),
        ({"subject": ""}, "actor not in the sentence"),
        ({"cue": "bombed"}, "cue not in the sentence"),
        ({"cue": "attack"}, "cue not in the sentence"),
        ({"cue": ","}, "cue not in the sentence"),
        ({"cue": "HAS ATTACKED"}, "cue not in the sentence"),
        ({"relation": "hugs"}, "unknown relation"),
        ({"object": "Iran"}, "an actor with itself"),
        ({"object": "it"}, "an actor with itself"),
        ({"object": None}, "malformed claim"),
        ({"relation": ["attacks"]}, "malformed claim"),
    ],
)
def test_what_the_sentence_does_not_bear_out_is_refused(
    endpoint: StandIn, settings: LlmSettings, change: dict[str, object], reason: str
) -> None:
    endpoint.says({"claims": [GOOD | change, "no claim at all", GOOD]})
    extractor = LlmExtractor(settings)
    assert read(extractor, make_view(it="Iran")) == [("Iran", "attacks", "Iraq", "has attacked")]
    assert extractor.tally[reason] >= 1
    assert sum(extractor.tally.values()) == 4  # asked, kept, and two refused


@pytest.mark.parametrize(
    "content",
    ["", "no JSON", "{'claims': []}", "[]", '{"claims": 3}', '{"claims": [', '{"a":' * 10**5 + "1" + "}" * 10**5],
)
def test_a_malformed_answer_is_counted_and_passed_over(endpoint: StandIn, settings: LlmSettings, content: str) -> None:
    endpoint.says(content)
    endpoint.says({"claims": [GOOD]})
    extractor = LlmExtractor(settings)
    assert read(extractor, make_view()) == []
    assert extractor.tally == {"asked": 1, "malformed answer": 1}
    assert len(read(extractor, make_view())) == 1  # it was not kept, so the model is asked anew


@pytest.mark.parametrize("body", ["<html>", "[]", '{"choices": []}', '{"choices": [{"message": {"content": null}}]}'])
def test_a_reply_without_an_answer_counts_as_malformed(endpoint: StandIn, settings: LlmSettings, body: str) -> None:
    endpoint.raw(200, body)
    extractor = LlmExtractor(settings)
    assert read(extractor, make_view()) == []
    assert extractor.tally["malformed answer"] == 1


def test_the_nearest_mention_with_those_words_is_meant(endpoint: StandIn, settings: LlmSettings) -> None:
    view = make_view("it left ; Chad said it attacked Iraq", it="Iran")
    first, *_ = view.mentions
    first.actor = next(c.actor for c in view.mentions if c.surface == "Chad")
    endpoint.says({"claims": [GOOD | {"subject": "it", "cue": "attacked"}]})
    [finding] = LlmExtractor(settings).extract(view)
    assert finding.subject.actor is not None
    assert finding.subject.actor.label == "Iran"


def test_a_plural_stands_for_all_that_it_refers_to(endpoint: StandIn, settings: LlmSettings) -> None:
    view = make_view("Iran and Chad met ; they attacked Iraq", they="Iran")
    iran, chad, they, _ = view.mentions
    they.kind, they.antecedents = MentionKind.PRONOUN, [iran, chad]
    endpoint.says({"claims": [GOOD | {"subject": "they", "cue": "attacked"}]})
    assert read(LlmExtractor(settings), view) == [
        ("Iran", "attacks", "Iraq", "attacked"),
        ("Chad", "attacks", "Iraq", "attacked"),
    ]


def test_sentences_without_two_actors_and_endless_ones_are_not_asked_about(
    endpoint: StandIn, settings: LlmSettings
) -> None:
    extractor = LlmExtractor(settings)
    for text in ("Iran has won", "Iran has not become Iran", "Iran has Iraq " + "and so on " * LONGEST_SENTENCE):
        assert read(extractor, make_view(text)) == []
    assert endpoint.asked == []


@pytest.mark.parametrize(("headers", "wait"), [({}, 1.0), ({"Retry_After": "7"}, 7.0), ({"Retry_After": "9999"}, 60.0)])
def test_429_then_good(endpoint: StandIn, settings: LlmSettings, headers: dict[str, str], wait: float) -> None:
    endpoint.raw(429, "slow down", **headers)
    endpoint.says({"claims": [GOOD]})
    pauses: list[float] = []
    assert len(read(LlmExtractor(settings, pauses.append), make_view())) == 1
    assert pauses == [wait]
    assert len(endpoint.asked) == 2


def test_an_endpoint_that_stays_down_is_told(endpoint: StandIn, settings: LlmSettings) -> None:
    endpoint.raw(503, f"bad key {SECRET}")
    pauses: list[float] = []
    with pytest.raises(ExtractorError, match=r"no answer from http://127.*: status 503 ") as caught:
        read(LlmExtractor(settings, pauses.append), make_view())
    assert SECRET not in str(caught.value)
    assert pauses == [1, 2, 4, 8]
    assert len(endpoint.asked) == chat.ATTEMPTS


def test_a_refusal_is_told_at_once(endpoint: StandIn, settings: LlmSettings) -> None:
    endpoint.raw(401, "who are you?")
    with pytest.raises(ExtractorError, match="status 401"):
        read(LlmExtractor(settings), make_view())
    assert len(endpoint.asked) == 1


def test_an_endpoint_that_is_not_there_is_told(endpoint: StandIn, settings: LlmSettings) -> None:
    pauses: list[float] = []
    nowhere = replace(settings, base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ExtractorError, match="ConnectError"):
        read(LlmExtractor(nowhere, pauses.append), make_view())
    assert len(pauses) == chat.ATTEMPTS - 1


def test_a_kept_answer_makes_no_request(endpoint: StandIn, settings: LlmSettings, tmp_path: Path) -> None:
    endpoint.says({"claims": [GOOD]})
    first = read(LlmExtractor(settings), make_view())
    again = LlmExtractor(settings)
    assert read(again, make_view()) == first
    assert again.tally == {"cached": 1, "kept": 1}
    assert len(endpoint.asked) == 1
    [kept] = (tmp_path / "cache" / "kgraph" / "llm").rglob("*.txt")
    kept.write_text("{spoilt")
    assert read(LlmExtractor(settings), make_view()) == first
    assert len(endpoint.asked) == 2


def test_another_model_another_sentence_and_no_cache_are_asked_anew(endpoint: StandIn, settings: LlmSettings) -> None:
    endpoint.says({"claims": [GOOD]})
    read(LlmExtractor(settings), make_view())
    read(LlmExtractor(replace(settings, model="small")), make_view())
    read(LlmExtractor(settings), make_view(SENTENCE.replace("peace", "war")))
    read(LlmExtractor(replace(settings, cache=False)), make_view())
    assert len(endpoint.asked) == 4


def test_a_cache_that_cannot_be_written_is_done_without(
    endpoint: StandIn, settings: LlmSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    endpoint.says({"claims": [GOOD]})
    assert len(read(LlmExtractor(settings), make_view())) == 1


def test_the_key_comes_from_the_environment(
    endpoint: StandIn, settings: LlmSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_KEY", SECRET)
    endpoint.says({"claims": [GOOD]})
    read(LlmExtractor(replace(settings, api_key_env="A_KEY")), make_view())
    assert endpoint.keys == [f"Bearer {SECRET}"]
    assert not any(SECRET in path.read_text() for path in (tmp_path / "cache").rglob("*.txt"))


@pytest.mark.parametrize("value", [None, "", "two\nlines"])
def test_a_missing_key_is_told_before_anything_is_asked(
    endpoint: StandIn, settings: LlmSettings, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("A_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("A_KEY", value)
    with pytest.raises(ConfigError, match="the environment variable A_KEY"):
        LlmExtractor(replace(settings, api_key_env="A_KEY"))


def test_missing_settings_and_missing_httpx_are_told(
    settings: LlmSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kgraph.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"needs a table \[llm\] in kgraph.toml"):
        extractors.load(["llm"])
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(ExtractorError, match="needs httpx; install it with"):
        extractors.load(["llm"], settings)


@pytest.mark.model
def test_it_passes_the_suite(endpoint: StandIn, settings: LlmSettings) -> None:
    claims = [
        {"subject": "Kenya", "relation": "backs", "object": "rebels", "cue": "backs"},
        {"subject": "Uganda", "relation": "accuses", "object": "Kenya", "cue": "condemned"},
        {"subject": "Spain", "relation": "accuses", "object": "Portugal", "cue": "blamed"},
    ]
    endpoint.says({"claims": claims})
    extractor = LlmExtractor(settings)
    check_extractor(extractor)
    assert extractor.tally["kept"] > 0


@pytest.mark.model
def test_a_build_with_it(endpoint: StandIn, tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "out"
    text.write_text("Iran has not attacked Iraq, the minister said.\n")
    (tmp_path / "kgraph.toml").write_text(
        f'extractors = ["llm"]\n[llm]\nbase_url = "{endpoint.url}"\nmodel = "tiny"\ntimeout = 5\n'
    )
    endpoint.says({"claims": [GOOD | {"cue": "attacked"}, GOOD | {"cue": "shelled"}]})
    options = ["-o", str(out), "--config", str(tmp_path / "kgraph.toml")]
    result = CliRunner().invoke(main, ["build", str(text), *options])
    assert result.exit_code == 0, result.output
    assert "llm        1 asked, 1 cue not in the sentence, 1 kept" in result.stdout
    [claim] = kgraph.open_graph(out).claims()
    assert (claim.subject.actor.label, claim.relation, claim.object.actor.label) == ("Iran", "attacks", "Iraq")
    assert (claim.extractor, claim.confidence, claim.factuality) == ("llm", 0.5, "negated")
    again = CliRunner().invoke(main, ["build", str(text), *options])
    assert "llm        nothing asked" in again.stdout
    again = CliRunner().invoke(main, ["build", str(text), *options, "--again"])
    assert "llm        1 cached, 1 cue not in the sentence, 1 kept" in again.stdout
    anew = CliRunner().invoke(main, ["build", str(text), *options, "--again", "--no-cache"])
    assert "1 asked" in anew.stdout
