"""The SPARQL protocol, its errors and its limits, without a server in between."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph
from served import ENDLESS, build_folder, client, copy_folder
from starlette.testclient import TestClient

from kgraph import vocab
from kgraph.serve import security
from kgraph.serve.settings import Settings

ROWS = "SELECT ?who WHERE { ?x kg:backs ?y . ?x skos:prefLabel ?who } ORDER BY ?who"
GRAPH = "CONSTRUCT WHERE { actor:Iran kg:backs ?y }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
RESULTS = "application/sparql-results+"
NAMES = "https://w3id.org/kgraph/"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_folder(tmp_path_factory.mktemp("served") / "out")


@pytest.fixture(scope="module")
def web(out: Path) -> Iterator[TestClient]:
    with client(out) as found:
        yield found


def line(text: str) -> str:
    """The one line of an error."""
    assert text.endswith("\n")
    assert text.count("\n") == 1
    return text.strip()


# -------------------------------------------------------------------- queries


def test_a_query_comes_in_three_ways(web: TestClient) -> None:
    by_get = web.get("/sparql", params={"query": ROWS})
    by_form = web.post("/sparql", data={"query": ROWS})
    direct = web.post("/sparql", content=ROWS, headers={"Content-Type": "application/sparql-query; charset=utf-8"})
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert by_get.json() == by_form.json() == direct.json()
    assert {row["who"]["value"] for row in by_get.json()["results"]["bindings"]} == {"Iran"}


def test_a_named_query_with_its_parameters(web: TestClient) -> None:
    answer = web.get("/sparql", params={"query": "claims-about", "$actor": "mustafa al-kadhimi"})
    assert len(answer.json()["results"]["bindings"]) == 2
    without = web.get("/sparql", params={"query": "claims-about"})
    assert without.status_code == 400
    assert "actor=" in line(without.text)


def test_rows_in_every_form(web: TestClient) -> None:
    def get(accept: str, query: str = ROWS) -> tuple[str, str]:
        answer = web.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.headers["vary"] == "Accept"
        return answer.headers["content-type"].partition(";")[0], answer.text

    assert json.loads(get(RESULTS + "json")[1])["head"]["vars"] == ["who"]
    assert get(RESULTS + "xml")[0] == RESULTS + "xml"
    assert "<literal>Iran</literal>" in get(RESULTS + "xml")[1]
    assert get("text/csv")[0] == "text/csv"
    assert next(csv.reader(io.StringIO(get("text/csv")[1]))) == ["who"]
    assert get("text/tab-separated-values")[1].splitlines()[:2] == ["?who", '"Iran"']
    assert get("application/json")[0] == RESULTS + "json"
    assert json.loads(get("*/*", "ASK { ?s ?p ?o }")[1])["boolean"] is True
    assert "<boolean>true</boolean>" in get(RESULTS + "xml", "ASK { ?s ?p ?o }")[1]
    assert get("text/tab-separated-values", "ASK { ?s ?p ?o }")[1].strip() == "true"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_graphs_in_every_form(web: TestClient, accept: str, form: str) -> None:
    answer = web.get("/sparql", params={"query": GRAPH}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    graph = Graph()
    graph.parse(data=answer.text, format=form)
    assert f"{NAMES}actor/Kataib_Hezbollah" in {str(object_) for object_ in graph.objects()}


def test_turtle_is_what_a_graph_comes_in_by_default(web: TestClient) -> None:
    answer = web.get("/sparql", params={"query": GRAPH})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_dataset_of_the_request(web: TestClient) -> None:
    document = vocab.document_iri("a.txt")

    def count(**graphs: str | list[str]) -> tuple[int, int]:
        found = []
        for pattern in ("?c a kg:Claim", "GRAPH ?g { ?c a kg:Claim }"):
            query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
            answer = web.get("/sparql", params={"query": query, **graphs})
            found.append(int(answer.json()["results"]["bindings"][0]["n"]["value"]))
        return found[0], found[1]

    assert count() == (7, 7)
    assert count(**{"default-graph-uri": document}) == (2, 0)
    assert count(**{"named-graph-uri": document}) == (0, 2)
    assert count(**{"default-graph-uri": [document, vocab.document_iri("b.txt")]}) == (5, 0)
    bad = web.get("/sparql", params={"query": ROWS, "default-graph-uri": "no iri"})
    assert bad.status_code == 400
    assert "IRI" in line(bad.text)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_service_description(web: TestClient) -> None:
    answer = web.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "<http://127.0.0.1:8000/sparql>" in answer.text
    assert "SPARQL11Query" in answer.text
    assert "SPARQL11Update" not in answer.text
    graph = Graph()
    graph.parse(data=web.get("/sparql", headers={"Accept": "application/ld+json"}).text, format="json-ld")
    assert len(graph) > 15
    assert web.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
    page = web.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/query")


# -------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("params", "status", "words"),
    [
        ({"query": "SELECT ?x WHERE {"}, 400, "malformed SPARQL"),
        ({"query": ""}, 400, "no named query"),
        ({"query": "nothing-such"}, 400, "no named query 'nothing-such'"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400, "SERVICE asks another server"),
        ({"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}, 400, "queries only read"),
        ({"query": [ROWS, ROWS]}, 400, "give one 'query'"),
        ({"update": "CLEAR ALL"}, 400, "by POST"),
        ({"query": ROWS, "update": "CLEAR ALL"}, 400, "give one"),
        ({"qurey": ROWS}, 400, "give a 'query'"),
        ({"query": ROWS, "$no name": "x"}, 400, "no parameter's name"),
    ],
)
def test_bad_requests_by_get(web: TestClient, params: dict[str, str], status: int, words: str) -> None:
    answer = web.get("/sparql", params=params)
    assert answer.status_code == status
    assert words in line(answer.text)


@pytest.mark.parametrize(
    ("body", "headers", "status", "words"),
    [
        (b"", FORM, 400, "give one 'query'"),
        (b"query=%FF", FORM, 400, "not UTF-8"),
        (b"query=\xff", FORM, 400, "not UTF-8"),
        (b"&".join([b"a=1"] * 2000), FORM, 400, "malformed"),
        (b"query=ASK{}&update=CLEAR+ALL", FORM, 400, "give one"),
        (b"query=ASK{}&query=ASK{}", FORM, 400, "give one"),
        (b"ASK {}", {"Content-Type": "text/plain"}, 415, "application/sparql-query"),
        (b"ASK {}", {}, 415, "application/sparql-query"),
        (b"\xff", {"Content-Type": "application/sparql-query"}, 400, "not UTF-8"),
        (b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403, "--writable"),
        (b"update=CLEAR+ALL", FORM, 403, "--writable"),
    ],
)
def test_bad_requests_by_post(web: TestClient, body: bytes, headers: dict[str, str], status: int, words: str) -> None:
    answer = web.post("/sparql", content=body, headers=headers)
    assert answer.status_code == status
    assert words in line(answer.text)


def test_forms_that_nobody_can_have(web: TestClient) -> None:
    assert web.get("/sparql", params={"query": ROWS}, headers={"Accept": "image/png"}).status_code == 406
    graph = web.get("/sparql", params={"query": GRAPH}, headers={"Accept": "text/csv"})
    assert graph.status_code == 406
    assert "text/turtle" in line(graph.text)


def test_a_body_that_is_too_long(web: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield from [b"query=" + b"x" * 10_000] * 1001

    assert web.post("/sparql", content=b"x", headers={"Content-Length": "10000001"}).status_code == 413
    assert web.post("/sparql", content=b"x", headers={"Content-Length": "-1"}).status_code == 413
    streamed = web.post("/sparql", content=chunks(), headers=FORM)
    assert streamed.status_code == 413
    assert "10,000,000 bytes" in line(streamed.text)


def test_a_browser_gets_an_error_as_a_page(web: TestClient) -> None:
    answer = web.get("/sparql", params={"query": "SELECT <b>"}, headers={"Accept": "text/html"})
    assert answer.status_code == 406  # no answer comes as HTML
    page = web.get("/claim/none", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "the graph holds no claim of this name" in page.text


# -------------------------------------------------------------------- limits


def test_an_answer_with_too_many_rows(out: Path) -> None:
    with client(out, max_rows=3) as web:
        assert web.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 3"}).status_code == 200
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
            answer = web.get("/sparql", params={"query": query})
            assert answer.status_code == 400
            assert "more than 3 " in line(answer.text)


def test_an_endless_query_is_stopped(out: Path) -> None:
    with client(out, timeout=1) as web:
        assert web.get("/sparql", params={"query": ROWS}).status_code == 200
        start = time.monotonic()
        answer = web.get("/sparql", params={"query": ENDLESS})
        assert answer.status_code == 503
        assert "stopped after 1 seconds" in line(answer.text)
        assert time.monotonic() - start < 10
        # A new process has taken the place of the one that was killed.
        web.app.state.workers.timeout = 30  # type: ignore[attr-defined]
        assert web.get("/sparql", params={"query": ROWS}).status_code == 200


def test_a_query_that_takes_too_much_memory(out: Path) -> None:
    with client(out) as web:
        workers = web.app.state.workers  # type: ignore[attr-defined]
        workers.job = replace(workers.job, memory=2**28)
        doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
        answer = web.get(
            "/sparql", params={"query": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('xxxxxxxx' AS ?x0) {doubled} }}"}
        )
        assert answer.status_code == 503
        assert "more memory" in line(answer.text)
        assert web.get("/sparql", params={"query": ROWS}).status_code == 200


# -------------------------------------------------------------------- updates


@pytest.fixture
def writable(out: Path, tmp_path: Path) -> Iterator[TestClient]:
    with client(copy_folder(out, tmp_path / "out"), writable=True, cors=("https://friend.example",)) as found:
        yield found


def ask(web: TestClient, pattern: str) -> bool:
    found: bool = web.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"]
    return found


def test_updates(writable: TestClient) -> None:
    insert = "INSERT DATA { <urn:a> kg:backs <urn:b> }"
    assert writable.post("/sparql", data={"update": insert}).status_code == 204
    assert ask(writable, "<urn:a> kg:backs <urn:b>")
    direct = {"Content-Type": "application/sparql-update"}
    answer = writable.post("/sparql", content="DELETE WHERE { <urn:a> ?p ?o }", headers=direct)
    assert (answer.status_code, answer.text) == (204, "")
    assert not ask(writable, "<urn:a> ?p ?o")
    assert "SPARQL11Update" in writable.get("/sparql").text


def test_updates_last(writable: TestClient) -> None:
    writable.post("/sparql", data={"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 'c' } }"})
    out = writable.app.state.settings.out  # type: ignore[attr-defined]
    with client(out) as again:
        assert ask(again, "GRAPH <urn:g> { <urn:a> <urn:b> 'c' }")


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ("INSERT DATA {", "malformed SPARQL update"),
        ("LOAD <file:///etc/passwd>", "LOAD reads other servers and files"),
        ("INSERT { <urn:a> <urn:b> ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE asks another"),
    ],
)
def test_bad_updates(writable: TestClient, update: str, words: str) -> None:
    answer = writable.post("/sparql", data={"update": update})
    assert answer.status_code == 400
    assert words in line(answer.text)


def test_an_update_may_not_name_its_dataset_in_the_request(writable: TestClient) -> None:
    answer = writable.post("/sparql", data={"update": "CLEAR ALL", "using-graph-uri": "urn:g"})
    assert answer.status_code == 400
    assert "USING" in line(answer.text)


def test_an_endless_update_changes_nothing(out: Path, tmp_path: Path) -> None:
    update = "INSERT { <urn:a> <urn:b> ?a } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c = ?l) }"
    with client(copy_folder(out, tmp_path / "out"), writable=True, timeout=1) as web:
        assert web.post("/sparql", data={"update": update}).status_code == 503
        web.app.state.workers.timeout = 30  # type: ignore[attr-defined]
        assert not ask(web, "<urn:a> ?p ?o")


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 204), ("http://127.0.0.1:8000", 204), ("https://friend.example", 204), ("https://evil.example", 403)],
)
def test_other_web_sites_change_nothing(writable: TestClient, origin: str | None, status: int) -> None:
    headers = {} if origin is None else {"Origin": origin}
    answer = writable.post("/sparql", data={"update": "INSERT DATA { <urn:a> <urn:b> 1 }"}, headers=headers)
    assert answer.status_code == status
    assert ask(writable, "<urn:a> ?p ?o") == (status == 204)


# -------------------------------------------------------------------- what every response has


@pytest.mark.parametrize("path", ["/", "/sparql", "/actor/Iran", "/nothing", "/static/query.js", "/report"])
def test_security_headers(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    assert headers["content-security-policy"] == security.POLICY
    assert "unsafe" not in security.POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_other_origins_are_not_let_in_by_default(web: TestClient) -> None:
    answer = web.get("/sparql", headers={"Origin": "https://friend.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_other_origins_are_let_in_by_name(out: Path) -> None:
    with client(out, cors=("https://friend.example",)) as web:
        good = web.get("/sparql", headers={"Origin": "https://friend.example"})
        assert good.headers["access-control-allow-origin"] == "https://friend.example"
        bad = web.get("/sparql", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in bad.headers
        asked = {"Origin": "https://friend.example", "Access-Control-Request-Method": "POST"}
        preflight = web.options("/sparql", headers={**asked, "Access-Control-Request-Headers": "content-type"})
        assert preflight.status_code == 200
        assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
def test_only_local_names_reach_a_local_server(web: TestClient, host: str) -> None:
    answer = web.get("/sparql", headers={"Host": host})
    assert answer.status_code == 400
    assert "localhost" in line(answer.text)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]", "[::1]:8000", "LOCALHOST:1"])
def test_local_names_do(web: TestClient, host: str) -> None:
    assert web.get("/sparql", headers={"Host": host}).status_code == 200


def test_any_name_reaches_an_open_server(out: Path) -> None:
    with client(out, base_url="http://kgraph.example", host="0.0.0.0") as web:
        assert "<http://kgraph.example/sparql>" in web.get("/sparql").text


def test_what_is_local() -> None:
    def local(host: str) -> bool:
        return Settings(Path("out"), host).is_local

    assert all(map(local, ("127.0.0.1", "127.0.0.2", "::1", "localhost")))
    assert not any(map(local, ("0.0.0.0", "::", "192.168.0.1", "kgraph.example")))


def test_head_and_options(web: TestClient) -> None:
    for path in ("/", "/sparql", "/actor/Iran", "/graph"):
        head, get = web.head(path), web.get(path)
        assert head.status_code == get.status_code == 200
        assert head.headers["content-type"] == get.headers["content-type"]
    options = web.options("/sparql")
    assert options.status_code == 204
    assert set(options.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert set(web.options("/actor/Iran").headers["allow"].split(", ")) == {"GET", "HEAD"}
    refused = web.put("/sparql")
    assert refused.status_code == 405
    assert line(refused.text)


@pytest.mark.parametrize(
    "path",
    [
        "/../kgraph.json",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/document/../../kgraph.json",
        "/document/%2e%2e%2fkgraph.json",
        "/graph/../kgraph.json",
        "/kgraph.json",
        "/store/CURRENT",
        "/claims.jsonl",
        "/actor/..%2f..%2f..%2fetc%2fpasswd.ttl",
    ],
)
def test_nothing_else_is_served(web: TestClient, path: str) -> None:
    assert web.get(path).status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(out: Path, tmp_path: Path) -> None:
    out = copy_folder(out, tmp_path / "out")
    (tmp_path / "secret").write_text("secret")
    (out / "report.md").unlink()
    (out / "report.md").symlink_to(tmp_path / "secret")
    (out / "graph.html").unlink()
    with client(out) as web:
        for path, name in (("/report", "report.md"), ("/graph", "graph.html")):
            answer = web.get(path)
            assert answer.status_code == 404
            assert f"{name} is missing" in line(answer.text)


def test_a_folder_that_a_build_replaces(out: Path, tmp_path: Path) -> None:
    built, out = out, copy_folder(out, tmp_path / "out")
    with client(out) as web:
        assert ask(web, "?d a kg:Document")
        out.rename(tmp_path / "away")
        gone = web.get("/sparql", params={"query": ROWS})
        assert gone.status_code == 503
        assert "not there any more" in line(gone.text)
        copy_folder(built, out)
        assert ask(web, "?d a kg:Document")


def test_an_error_of_our_own(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.serve.views.query_page", lambda: 1 / 0)
    with TestClient(web.app, base_url="http://127.0.0.1", raise_server_exceptions=False) as calm:
        answer = calm.get("/query")
    assert answer.status_code == 500
    assert "something went wrong" in line(answer.text)
    assert "ZeroDivisionError" not in answer.text
    assert answer.headers["content-security-policy"] == security.POLICY
