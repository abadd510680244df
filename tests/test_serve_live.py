"""`kgraph serve` as a process: other programs' clients, limits under load, and how it starts and ends."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from served import ENDLESS, build_folder, copy_folder, server
from SPARQLWrapper import CSV, GET, JSON, POST, TURTLE, XML, SPARQLWrapper

import kgraph
from kgraph.cli import main
from kgraph.graph.answers import Rows
from kgraph.graph.folder import store_folder
from kgraph.serve import tasks
from kgraph.serve.settings import Settings

pytestmark = pytest.mark.slow

QUERY = """
PREFIX kg: <https://w3id.org/kgraph/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?claim ?subject ?relation ?object WHERE {
  ?claim a kg:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
} ORDER BY ?claim
"""
TRIPLE = "<urn:a> <urn:b> <urn:c>"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_folder(tmp_path_factory.mktemp("live") / "out")


@pytest.fixture(scope="module")
def url(out: Path) -> Iterator[str]:
    with server(out, "--timeout", "3") as (found, _):
        yield found


def get(url: str, accept: str | None = None, **fields: str) -> tuple[int, str]:
    """Status and text of an answer to urllib."""
    request = urllib.request.Request(f"{url}?{urlencode(fields)}", headers={"Accept": accept} if accept else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


# -------------------------------------------------------------------- clients


Client = Callable[[str], list[tuple[str, ...]]]
"""Asks the endpoint at a URL; gives the rows as texts."""

FETCH = """
const [url, query] = process.argv.slice(1);
const answer = await fetch(url, {
  method: "POST",
  headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
  body: query,
});
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());
"""


def bindings(found: object) -> list[tuple[str, ...]]:
    """The rows of SPARQL results in JSON."""
    assert isinstance(found, dict)
    return [tuple(row[name]["value"] for name in found["head"]["vars"]) for row in found["results"]["bindings"]]


def by_urllib(endpoint: str) -> list[tuple[str, ...]]:
    return bindings(json.loads(get(endpoint, query=QUERY)[1]))


def by_wrapper(method: str) -> Client:
    def ask(endpoint: str) -> list[tuple[str, ...]]:
        wrapper = SPARQLWrapper(endpoint)
        wrapper.setQuery(QUERY)
        wrapper.setReturnFormat(JSON)
        wrapper.setMethod(method)
        return bindings(wrapper.queryAndConvert())

    return ask


def by_rdflib(method: str) -> Client:
    return lambda endpoint: [tuple(map(str, row)) for row in SPARQLStore(endpoint, method=method).query(QUERY)]


def program(name: str) -> str:
    """A program on this machine; without it the test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed; the other clients are tested without it")
    return found


def by_curl(endpoint: str) -> list[tuple[str, ...]]:
    assert shutil.which("curl") or not os.environ.get("CI")
    accept = ("-H", "Accept: text/csv")
    command = [program("curl"), "--silent", "--fail", endpoint, "--data-urlencode", f"query={QUERY}", *accept]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [tuple(row) for row in csv.reader(done.stdout.splitlines())][1:]


def by_fetch(endpoint: str) -> list[tuple[str, ...]]:
    node = program("node")
    known = subprocess.run([node, "-p", "typeof fetch"], capture_output=True, text=True, check=True)
    if known.stdout.strip() != "function":
        pytest.skip("this Node.js has no fetch; that came with version 18")
    command = [node, "--input-type=module", "--eval", FETCH, "--", endpoint, QUERY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return bindings(json.loads(done.stdout))


CLIENTS: dict[str, Client] = {
    "urllib": by_urllib,
    "SPARQLWrapper GET": by_wrapper(GET),
    "SPARQLWrapper POST": by_wrapper(POST),
    **{f"rdflib {method}": by_rdflib(method) for method in ("GET", "POST", "POST_FORM")},
    "curl": by_curl,
    "fetch of Node.js": by_fetch,
}


@pytest.mark.parametrize("client", CLIENTS)
def test_all_clients_get_the_same_rows(url: str, out: Path, client: str) -> None:
    answer = kgraph.open_graph(out).query(QUERY)
    assert isinstance(answer, Rows)
    rows = [tuple(map(str, row)) for row in answer.rows]
    assert len(rows) == 7
    assert CLIENTS[client](f"{url}/sparql") == rows


def test_other_forms_of_rows_by_clients(url: str) -> None:
    wrapper = SPARQLWrapper(f"{url}/sparql")
    wrapper.setQuery(QUERY)
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().count("\r\n") == 8
    wrapper.setReturnFormat(XML)
    assert wrapper.queryAndConvert().toxml().count("<result>") == 7


def test_graphs_by_clients(url: str) -> None:
    wrapper = SPARQLWrapper(f"{url}/sparql")
    wrapper.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a <https://w3id.org/kgraph/ns#Fact> }")
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) > 10
    graph = Graph(store=SPARQLStore(f"{url}/sparql"))
    iran = URIRef("https://w3id.org/kgraph/actor/Iran")
    assert len(list(graph.triples((iran, None, None)))) > 5
    assert len(Graph().parse(f"{url}/actor/Iran")) > 5  # linked data, as rdflib asks for it


def test_updates_by_clients(out: Path, tmp_path: Path) -> None:
    with server(copy_folder(out, tmp_path / "out"), "--writable") as (url, _):
        wrapper = SPARQLWrapper(f"{url}/sparql")
        wrapper.setMethod(POST)
        wrapper.setQuery(f"INSERT DATA {{ {TRIPLE} }}")
        assert wrapper.query().response.status == 204
        store = SPARQLUpdateStore(f"{url}/sparql", f"{url}/sparql")
        assert [str(row[0]) for row in store.query("SELECT ?o { <urn:a> <urn:b> ?o }")] == ["urn:c"]
        store.update(f"DELETE DATA {{ {TRIPLE} }}")
        assert json.loads(get(f"{url}/sparql", query="ASK { <urn:a> ?p ?o }")[1])["boolean"] is False


# -------------------------------------------------------------------- limits


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(each)
        for task in Path(f"/proc/{process}/task").iterdir()
        for each in (task / "children").read_text().split()
    ]


def seconds(process: int) -> float:
    """The CPU time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes under /proc, which Linux has")
def test_endless_queries_neither_block_nor_go_on(out: Path) -> None:
    with server(out, "--timeout", "6") as (url, process):
        assert get(f"{url}/sparql", query=QUERY)[0] == 200
        answers: list[tuple[int, str]] = []
        thread = threading.Thread(target=lambda: answers.append(get(f"{url}/sparql", query=ENDLESS)))
        start = time.monotonic()
        thread.start()
        time.sleep(0.5)
        for path in ("query", "actor/Iran", "documents"):  # another process answers meanwhile
            assert get(f"{url}/{path}", "text/html")[0] == 200
        assert get(f"{url}/sparql", query=QUERY)[0] == 200
        assert thread.is_alive()
        thread.join()
        assert answers[0][0] == 503
        assert "stopped after 6 seconds" in answers[0][1]
        assert time.monotonic() - start < 15
        left = [process.pid, *children(process.pid)]
        before = [seconds(each) for each in left]
        time.sleep(0.5)
        assert sum(seconds(each) for each in left) - sum(before) < 0.2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes under /proc, which Linux has")
def test_quick_queries_are_answered_however_many_slow_ones_there_are(out: Path) -> None:
    with server(out, "--timeout", "15") as (url, process), ThreadPoolExecutor(50) as clients:
        slow = [clients.submit(get, f"{url}/sparql", query=ENDLESS) for _ in range(20)]
        time.sleep(0.5)
        quick = [clients.submit(get, f"{url}/sparql", query=QUERY) for _ in range(60)]
        assert {asked.result()[0] for asked in quick} == {200}
        assert not any(asked.done() for asked in slow)
        assert {asked.result()[0] for asked in slow} == {503}
        assert get(f"{url}/sparql", query=QUERY)[0] == 200
        assert len(children(process.pid)) <= Settings(out).processes + 1  # and what Python's own processes keep


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes under /proc, which Linux has")
def test_a_query_ends_when_whoever_asked_has_gone(out: Path) -> None:
    with server(out, "--timeout", "60") as (url, process):
        assert get(f"{url}/sparql", query=QUERY)[0] == 200
        before = set(children(process.pid))
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as connection:
            path = f"/sparql?{urlencode({'query': ENDLESS})}"
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            time.sleep(1)
        deadline = time.monotonic() + 5
        while before & set(children(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not before & set(children(process.pid))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm signal")
def test_a_process_whose_server_was_killed_ends_itself(out: Path) -> None:
    limit = 1 - tasks.SPARE_TIME
    code = f"""
from pathlib import Path
from kgraph.serve.tasks import Job, answer
answer(Job(Path({str(out)!r}), False, {limit}, 10), {ENDLESS!r}, {{}}, None, None)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGALRM


# -------------------------------------------------------------------- start and end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(out: Path, number: signal.Signals) -> None:
    with server(out) as (url, process):
        assert get(f"{url}/sparql", query="ASK {}")[0] == 200
        workers = children(process.pid) if Path("/proc/self/stat").exists() else []
        process.send_signal(number)
        written, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert errors == ""
        assert "Traceback" not in written
        assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
        assert bool(workers) == Path("/proc/self/stat").exists()


def test_it_ends_in_the_midst_of_a_query(out: Path) -> None:
    with server(out) as (url, process):
        thread = threading.Thread(target=_try, args=(url,))
        thread.start()
        time.sleep(1)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert errors == ""
        assert time.monotonic() - start < 15
        thread.join()


def _try(url: str) -> None:
    with suppress(OSError):
        get(f"{url}/sparql", query=ENDLESS)


def fails(*arguments: object, words: str) -> None:
    """One line on standard error and exit code 2."""
    result = CliRunner().invoke(main, ["serve", *map(str, arguments)])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert words in result.stderr.splitlines()[-1]


def test_a_port_in_use(out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        fails(out, "--port", port, words=f"port {port} of 127.0.0.1 is in use")


def test_a_host_that_is_not_here(out: Path) -> None:
    fails(out, "--host", "192.0.2.1", "--port", 0, words="192.0.2.1 is no address of this machine")
    fails(out, "--host", "no such host", words="no such host is no address of this machine")


def test_a_folder_that_is_missing_or_another_thing(tmp_path: Path) -> None:
    fails(tmp_path / "none", words="there is no such folder")
    fails(tmp_path, words="no kgraph folder")


def test_a_damaged_store(out: Path, tmp_path: Path) -> None:
    out = copy_folder(out, tmp_path / "out")
    for path in store_folder(out).glob("*.sst"):
        path.write_bytes(b"damaged" + path.read_bytes()[7:])
    fails(out, "--port", 0, words="the file is damaged, so the store cannot be read; build it anew with --fresh")
    (store_folder(out) / "CURRENT").write_text("nothing")
    fails(out, "--port", 0, words="damaged")


def test_a_store_that_is_damaged_while_it_is_served(out: Path, tmp_path: Path) -> None:
    out = copy_folder(out, tmp_path / "out")
    with server(out) as (url, _):
        assert get(f"{url}/sparql", query=QUERY)[0] == 200
        shutil.rmtree(out / "store")
        status, text = get(f"{url}/sparql", query=QUERY)
        assert (status, text.count("\n")) == (503, 1)
        assert "the graph is not there any more; build it again" in text
        assert get(f"{url}/nothing")[0] == 404  # and it goes on


def test_a_store_in_use(out: Path, tmp_path: Path) -> None:
    out = copy_folder(out, tmp_path / "out")
    with server(out, "--writable"):
        fails(out, "--port", 0, "--writable", words="another process is using the store")


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra(out: Path, missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from kgraph.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "serve", str(out)], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == f"Error: {missing} is not installed; run `pip install 'kgraph[serve]'`\n"


def test_it_warns_when_others_can_reach_it(out: Path) -> None:
    with server(out, "--host", "0.0.0.0") as (url, process):
        assert get(url.replace("0.0.0.0", "127.0.0.1") + "/sparql", query="ASK {}")[0] == 200
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert errors.splitlines() == ["Warning: whoever can reach 0.0.0.0 can read the graph; there is no password."]


def test_ipv6(out: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server(out, "--host", "::1") as (url, _):
        assert url.startswith("http://[::1]:")
        assert get(f"{url}/sparql", query="ASK {}")[0] == 200
