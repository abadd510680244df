"""Servers by URL: passwords, addresses, and each way to fail told in one line."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import fails, run
from served import build_folder
from served import server as kgraph_server
from servers import VIRTUOSO_PASSWORD, VIRTUOSO_USER, Reply, free_port, in_front, oxigraph, passed_on, virtuoso
from test_engines import needs_virtuoso

import kgraph
from kgraph import vocab
from kgraph.errors import QueryError, StoreError
from kgraph.graph.engines import http, remote
from kgraph.graph.engines.addresses import Addresses, addresses
from kgraph.graph.pushing import push
from kgraph.graph.store import Change, GraphStore
from kgraph.graph.terms import KG

JSON = {"Content-Type": "application/sparql-results+json"}
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
YES = b'{"head":{},"boolean":true}'
COUNT = "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_folder(tmp_path_factory.mktemp("built") / "out")


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server that holds the graph."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as (url, _):
        push(kgraph.open_graph(built), GraphStore.on_server(url, writable=True))
        yield url


@pytest.fixture(scope="module")
def guarded(server: str) -> Iterator[str]:
    """The same server behind a user and a password."""

    def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        kind, _, given = headers.get("authorization", "").partition(" ")
        user, _, password = base64.b64decode(given).decode().partition(":")
        if kind != "Basic" or (user, password) not in (("reader", "séc:ret"), ("guest", "guest")):
            return 401, {"WWW-Authenticate": 'Basic realm="graphs", charset="UTF-8"'}, b"<secret trace>"
        if user == "guest" and not path.startswith("/query"):
            return 403, {"Content-Type": "text/plain"}, b"guests \x1b[31m only read"
        return passed_on(server, path, headers, body)

    with in_front(answer) as url:
        yield url


def login(monkeypatch: pytest.MonkeyPatch, user: str, password: str) -> None:
    monkeypatch.setenv("KGRAPH_USER", user)
    monkeypatch.setenv("KGRAPH_PASSWORD", password)


def test_commands_ask_a_server_as_they_ask_a_folder(built: Path, server: str) -> None:
    claim = next(kgraph.open_graph(built).claims()).id
    for arguments in (
        ("query", "who-backs-whom"),
        ("query", "claims-about", "--set", "actor=tehran"),
        ("query", "CONSTRUCT { ?c a kg:Claim } WHERE { ?c a kg:Claim }", "--format", "csv"),
        ("query", "ASK { GRAPH ?g { ?c a kg:Claim } }"),
        ("actors",),
        ("actors", "Tehran"),
        ("explain", claim[:10]),
        ("export", "--format", "trig"),
        ("export", "--format", "csv", "--table", "edges"),
    ):
        command, *others = arguments
        expected, found = run(command, built, *others), run(command, server, *others)
        assert expected.exit_code == 0
        assert (found.exit_code, found.stdout) == (0, expected.stdout), (arguments, found.stderr)
    assert run("diff", built, server).exit_code == 0
    assert run("check", "--claims", f"{server}/query").exit_code == 0


def test_a_graph_that_kgraph_serves_is_asked_as_well(built: Path, server: str) -> None:
    with kgraph_server(built) as (url, _):
        for arguments in (
            ("query", "claims-about", "--set", "actor=tehran"),
            ("actors",),
            ("export", "--format", "trig"),
        ):
            command, *others = arguments
            found = run(command, f"{url}/sparql", *others)
            assert (found.exit_code, found.stdout) == (0, run(command, built, *others).stdout), found.stderr
        fails(run("push", built, f"{url}/sparql"), "--writable")


def test_user_and_password_come_from_the_environment(
    guarded: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login(monkeypatch, "reader", "séc:ret")
    assert (
        run("query", guarded, COUNT, "--format", "csv").stdout == run("query", built, COUNT, "--format", "csv").stdout
    )
    assert run("push", built, guarded).exit_code == 0


def test_wrong_password(guarded: str, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cure = "set KGRAPH_USER and KGRAPH_PASSWORD"
    fails(run("query", guarded, COUNT), "the server asks for a user and password", cure)
    login(monkeypatch, "reader", "wrong-pass-word")
    for command in (("query", guarded, COUNT), ("push", built, guarded)):
        told = run(*command)
        fails(told, "the server does not know this user and password", cure)
        assert "wrong-pass-word" not in told.stderr
        assert "secret trace" not in told.stderr
    login(monkeypatch, "guest", "guest")
    told = run("push", built, guarded)
    assert told.exit_code == 0, "nothing differs, so nothing is written"
    store = GraphStore.on_server(guarded, writable=True)
    with pytest.raises(StoreError, match="does not allow this user to do so"):
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
    monkeypatch.delenv("KGRAPH_USER")
    fails(run("query", guarded, COUNT), "set both KGRAPH_USER and KGRAPH_PASSWORD, or neither")


def test_password_goes_out_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch, "reader", "secret")
    seen: list[Mapping[str, str]] = []

    def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        seen.append(headers)
        return 307, {"Location": "http://127.0.0.1:9/elsewhere"}, b""

    with in_front(answer) as url:
        fails(run("query", url, COUNT), "points elsewhere; name http://127.0.0.1:9/elsewhere instead")
    assert len(seen) == 1
    assert "authorization" not in seen[0]


@pytest.mark.parametrize(
    "url", ["http://reader:secret@127.0.0.1/query", "https://reader:secret@127.0.0.1:1/", "http://u@h"]
)
def test_no_password_in_the_address(url: str, built: Path) -> None:
    for command in (("query", url, COUNT), ("push", built, url)):
        told = run(*command)
        fails(told, "give user and password in KGRAPH_USER and KGRAPH_PASSWORD, not in the address")
        assert "secret" not in told.stderr


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://h:0/query", "http://h:99999/", "http://h/query?x=1", "https://"]
)
def test_no_address_at_all(url: str) -> None:
    fails(run("query", url, COUNT), "this is no address")


def test_push_wants_a_url(built: Path, tmp_path: Path) -> None:
    fails(run("push", built, tmp_path / "folder"), "this is no address of a server")


def test_nobody_there(built: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    for command in (("query", url, COUNT), ("push", built, url)):
        fails(run(*command), url, "no server answers there; check the address, and that it runs")
    fails(run("query", "http://no-such-host.invalid/query", COUNT), "no server answers there")


def test_without_httpx() -> None:
    code = "import sys; sys.modules['httpx'] = None; from kgraph.cli import main; main(['query', 'http://h/query', 'ASK {}'])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr == "Error: a graph on a server needs httpx; install it with: pip install 'kgraph[remote]'\n"


def test_nothing_there_yet(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as (url, _):
        fails(run("query", url, COUNT), "the server holds no graph; `kgraph push OUT URL` puts one there")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ((200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>"), "what comes back is no SPARQL result (text/html)"),
        ((200, {}, b"hello"), "what comes back is no SPARQL result"),
        ((200, JSON, b"<h1>Welcome</h1>"), "what comes back is no SPARQL result"),
        ((200, JSON, b'{"head":{"vars":["s"]},"results":{"bin'), "what comes back is no SPARQL result"),
        ((200, JSON, b"\xff\xfe"), "what comes back is no SPARQL result"),
        ((200, JSON, EMPTY), "what comes back is no SPARQL result (rows, not yes or no)"),
        ((404, {}, b""), "this is not served there (status 404)"),
        ((403, {"Content-Type": "text/html"}, b"<b>no"), "does not allow this user to do so (Forbidden)"),
        (
            (500, {"Content-Type": "text/plain"}, b"out of\n\x1b[31mmemory"),
            "fails with status 500: out of \ufffd[31mmemory",
        ),
        ((503, {}, b"x" * 9999), "fails with status 503: xxx"),
        ((200, {**JSON, "X-SPARQL-MaxRows": "10000"}, YES), "the server cuts answers after 10000 rows"),
    ],
)
def test_what_is_no_answer(reply: Reply, message: str) -> None:
    with in_front(lambda *_: reply) as url:
        told = run("query", url, COUNT)
    fails(told, message)
    assert len(told.stderr) < 400


@pytest.mark.parametrize("kind", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_answers_that_break_off(kind: str) -> None:
    def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if b"ASK" in body:
            return 200, JSON, YES
        if "n-triples" in headers["accept"]:
            return 200, {"Content-Type": "application/n-triples"}, b'<urn:a> <urn:b> "c" .\n<urn:a> <urn:'
        return 200, JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}},{"s":'

    with in_front(answer) as url:
        fails(run("query", url, kind), "what comes back is no SPARQL result")
    with in_front(lambda *_: (200, {**JSON, "Content-Length": "999"}, YES)) as url:
        monkey_wait = pytest.MonkeyPatch()
        with monkey_wait.context() as patch:
            patch.setattr(http, "SECONDS_TO_WAIT", 0.3)
            fails(run("query", url, kind), "the server")


def test_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SECONDS_TO_WAIT", 0.2)

    def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        time.sleep(0.6)
        return 200, JSON, YES

    with in_front(answer) as url:
        fails(run("query", url, COUNT), "the server has said nothing for")


def test_query_that_the_server_refuses() -> None:
    def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        return (200, JSON, YES) if b"ASK" in body else (400, {"Content-Type": "text/plain"}, b"too\nhard")

    with in_front(answer) as url, pytest.raises(QueryError, match="the server refuses this: too hard"):
        kgraph.open_graph(url).query(COUNT)


def test_open_for_reading_only(server: str) -> None:
    store = kgraph.open_graph(server)
    with pytest.raises(StoreError, match="open for reading only"):
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
    with pytest.raises(StoreError, match="open for reading only"):
        store.change(Change(added=set(store.match())))
    with pytest.raises(TypeError, match="read only"):
        store.rdflib().default_graph.update("INSERT DATA { <urn:a> <urn:b> 1 }")


def test_rdflib_writes_where_it_may(tmp_path: Path) -> None:
    import rdflib

    triple = rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Literal("é")
    with oxigraph(tmp_path) as (url, _):
        store = GraphStore.on_server(url, writable=True)
        store.rdflib().default_graph.add(triple)
        assert [str(quad.object) for quad in store.match()] == ['"é"']
        assert list(store.rdflib().default_graph) == [triple]


def test_no_backup(server: str, tmp_path: Path) -> None:
    for store in (kgraph.open_graph(server), GraphStore.in_rdflib()):
        with pytest.raises(StoreError, match="cop"):
            store.backup(tmp_path / "copy")


@pytest.mark.parametrize("path", ["/store", "/nothing"])
def test_servers_without_the_graph_store_protocol(
    path: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "MANY", 5)
    with oxigraph(tmp_path) as (real, _):
        posted: list[str] = []

        def answer(path: str, headers: Mapping[str, str], body: bytes) -> Reply:
            posted.append(path)
            return (404, {}, b"") if path.startswith("/store") else passed_on(real, path, headers, body)

        with in_front(answer) as url:
            push(kgraph.open_graph(built), GraphStore.on_server(url, writable=True))
        assert sum(path.startswith("/store") for path in posted) == 1
        assert sorted(map(str, kgraph.open_graph(real).quads())) == sorted(map(str, kgraph.open_graph(built).quads()))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("http://h:7878",), ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store")),
        (("http://h/",), ("http://h/query", "http://h/update", "http://h/store")),
        (("http://h/ds/query",), ("http://h/ds/query", "http://h/ds/update", "http://h/ds/store")),
        (("https://h/sparql",), ("https://h/sparql", "https://h/sparql", None)),
        (
            ("http://h/sparql-auth",),
            ("http://h/sparql-auth", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth"),
        ),
        (("http://h/a", "http://h/b", "http://h/c"), ("http://h/a", "http://h/b", "http://h/c")),
    ],
)
def test_addresses(given: tuple[str, ...], expected: tuple[str, str, str | None]) -> None:
    assert addresses(*given) == Addresses(*expected)


@pytest.mark.virtuoso
@needs_virtuoso
def test_virtuoso(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quad = ox.Quad(ox.NamedNode("urn:a"), KG.rule, ox.Literal("x"), ox.NamedNode(vocab.document_iri("x")))
    with virtuoso(tmp_path / "db") as url:
        fails(run("push", built, url), "the server asks for a user and password")
        login(monkeypatch, VIRTUOSO_USER, "wrong")
        fails(run("push", built, url), "the server does not know this user and password")
        login(monkeypatch, VIRTUOSO_USER, VIRTUOSO_PASSWORD)
        assert "3 new" in run("push", built, url).stdout
        assert "0 new, 0 again, 0 taken out" in run("push", built, url).stdout
        query = ("claims-about", "--set", "actor=tehran", "--format", "csv")
        assert run("query", url, *query).stdout == run("query", built, *query).stdout
        monkeypatch.delenv("KGRAPH_USER")
        monkeypatch.delenv("KGRAPH_PASSWORD")
        assert run("query", url.removesuffix("-auth"), *query).stdout == run("query", built, *query).stdout
        with pytest.raises(StoreError, match="No permission"):
            GraphStore.on_server(url.removesuffix("-auth"), writable=True).change(Change(added={quad}))


@pytest.mark.virtuoso
@needs_virtuoso
def test_virtuoso_that_cuts_answers(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch, VIRTUOSO_USER, VIRTUOSO_PASSWORD)
    with virtuoso(tmp_path / "db", rows=20) as url:
        run("push", built, url)
        fails(run("query", url, "SELECT ?s { ?s ?p ?o }"), "the server cuts answers after 20 rows")
