"""The pages of actors, claims and documents: what they say, as HTML and as data, and that no text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import RAIDS, SCRIPT
from rdflib import Graph, URIRef
from served import HOSTILE, READINGS, SAID, build_folder, client, copy_folder
from starlette.testclient import TestClient

import kgraph
from kgraph import vocab
from kgraph.serve import views
from kgraph.serve.links import actor_page, candidates, outside, page_of

CLAIM = SAID.claims[0]
PAGES = ("/query", "/actors", "/documents", "/report", "/actor/Iran", f"/claim/{CLAIM.id}", "/document/a.txt")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_folder(tmp_path_factory.mktemp("pages") / "out")


@pytest.fixture(scope="module")
def web(out: Path) -> Iterator[TestClient]:
    with client(out) as found:
        yield found


class Page(HTMLParser):
    """The text, the links and the elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)
        self.text = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.words += " " if tag in ("td", "dd") else ""
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.words += data


def page(web: TestClient, path: str) -> Page:
    answer = web.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


# -------------------------------------------------------------------- what they say


def test_an_actor(web: TestClient) -> None:
    found = page(web, "/actor/Iran")
    assert "Iran State" in found.text
    assert "adjectives Iranian" in found.text
    assert "“Tehran”" in found.text
    assert "What it does 5 claims" in found.text
    assert "Iran backs Kataib Hezbollah" in found.text
    assert "asserted · said by Reuters · 2020-06 · confidence 0.83" in found.text
    assert "negated" in found.text
    assert "On backing · 2020-06-25" in found.text
    assert "https://example.org/b?x=1&y=2" in found.links
    assert {f"/claim/{CLAIM.id}", "/document/a.txt", "/actor/Kataib_Hezbollah", "/actor/Reuters"} <= set(found.links)
    assert "No claims." in found.text


def test_the_words_are_marked(web: TestClient) -> None:
    html = web.get(f"/claim/{CLAIM.id}").text
    assert re.findall(r'<mark class="(\w+)" title="\w+">([^<]*)</mark>', html) == [
        ("subject", "Iran"),
        ("cue", "backed"),
        ("object", "Kata&#39;ib Hezbollah"),
    ]


def test_words_that_overlap_are_marked() -> None:
    claim = HOSTILE.claims[1]
    assert [role for _, role in views.pieces(claim)] == ["subject", "", "cue", "cue object", "cue", ""]
    assert "".join(text for text, _ in views.pieces(claim)) == claim.sentence.text


def test_a_claim(web: TestClient) -> None:
    found = page(web, f"/claim/{CLAIM.id}")
    assert "Iran backs Kataib Hezbollah" in found.text
    assert "rule lex:backs.v: X backs Y (extractor: verb)" in found.text
    assert "said by Reuters" in found.text
    assert "'Iran' is a name in the test" in found.text
    assert "/document/a.txt" in found.links


def test_a_document(web: TestClient) -> None:
    found = page(web, "/document/b.txt")
    assert found.text.index("raided") < found.text.index("killed")
    assert "3 claims" in found.text
    assert RAIDS.document.text in found.text
    assert "https://example.org/b?x=1&y=2" in found.links


def test_lists(web: TestClient) -> None:
    actors = page(web, "/actors")
    assert "Kataib Hezbollah ArmedGroup" in actors.text
    assert page(web, "/actors?find=KATAIB").text.count("ArmedGroup") == 1
    assert "None." in page(web, "/actors?find=nobody").text
    documents = page(web, "/documents")
    assert "/document/a.txt" in documents.links
    assert "On backing 2020-06-25" in documents.text


def test_every_link_leads_somewhere(web: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = web.get(path, headers={"Accept": "text/html, */*;q=0.1"})
        assert answer.status_code in (200, 303), path
        if answer.headers.get("content-type", "").startswith("text/html") and path != "/graph":
            links = {link.partition("#")[0] for link in Page(answer.text).links}
            waiting += [link for link in links if link.startswith("/") and link not in seen | set(waiting)]
    assert {"/graph", "/report", "/actor/Iran.ttl", "/actor/Reuters", "/static/query.js"} <= seen
    assert len([path for path in seen if path.startswith("/claim/")]) == 3 * 7


def test_the_network_page_and_the_report(web: TestClient, out: Path) -> None:
    network = web.get("/graph")
    assert network.text == (out / "graph.html").read_text(encoding="utf-8")
    assert network.headers["content-security-policy"].startswith("sandbox allow-scripts ")
    assert "The most central actors" in page(web, "/report").text


@pytest.mark.parametrize("path", ["/actor/Nobody", "/claim/0000", "/document/none.txt", "/actor/Nobody.ttl", "/actor/"])
def test_what_is_not_there(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert answer.text.startswith("the graph holds no ")
    assert answer.text.count("\n") == 1


def test_a_path_that_is_nothing(web: TestClient) -> None:
    assert "there is nothing here" in web.get("/nothing").text


# -------------------------------------------------------------------- as data


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(
    ("path", "iri", "count"),
    [
        ("/actor/Iran", vocab.ACTOR + "Iran", 40),
        (f"/claim/{CLAIM.id}", vocab.claim_iri(CLAIM.id), 30),
        ("/document/a.txt", vocab.document_iri("a.txt"), 60),
    ],
)
def test_linked_data(web: TestClient, path: str, iri: str, count: int) -> None:
    by_header = web.get(path, headers={"Accept": "text/turtle"})
    by_suffix = web.get(path + ".ttl", headers={"Accept": "text/html"})
    assert by_header.headers["content-type"] == by_suffix.headers["content-type"] == "text/turtle; charset=utf-8"
    turtle, json = Graph(), Graph()
    turtle.parse(data=by_header.text, format="turtle")
    json.parse(data=web.get(path + ".jsonld").text, format="json-ld")
    assert len(turtle) > count
    assert set(turtle) == set(json)
    assert (URIRef(iri), None, None) in turtle
    assert set(turtle) == set(Graph().parse(data=by_suffix.text, format="turtle"))
    assert web.get(path, headers={"Accept": "image/png"}).status_code == 406
    page_text = web.get(path).text
    assert f'<link rel="alternate" type="text/turtle" href="{path}.ttl">' in page_text
    assert f'<link rel="alternate" type="application/ld+json" href="{path}.jsonld">' in page_text


def test_data_of_a_document_is_its_graph(web: TestClient) -> None:
    graph = Graph().parse(data=web.get("/document/a.txt.ttl").text, format="turtle")
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{vocab.document_iri('a.txt')}> {{ ?s ?p ?o }} }}"
    answer = web.get("/sparql", params={"query": query}).json()
    assert len(graph) == int(answer["results"]["bindings"][0]["n"]["value"])


def test_data_of_a_claim_leaves_out_the_text_of_the_document(web: TestClient) -> None:
    turtle = web.get(f"/claim/{CLAIM.id}.ttl").text
    assert "Tehran did not" not in turtle
    assert "Kata'ib Hezbollah." in turtle


def test_long_lists_of_claims_come_in_parts(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, since the constant is not changed in others."""
    from kgraph.serve.tasks import Job

    monkeypatch.setattr(views, "CLAIMS_ON_A_PAGE", 2)
    job, iri = Job(out, False, 60, 1000), vocab.ACTOR + "Iran"
    seen: list[str] = []
    for number, rel in ((1, "next"), (2, "next"), (3, None)):
        reply = views.actor(job, [iri], "text/html", number)
        assert reply is not None
        found = Page(reply.body.decode())
        seen += dict.fromkeys(link for link in found.links if link.startswith("/claim/"))
        assert (f"/actor/Iran?page={number - 1}" in found.links) == (number > 1)
        assert reply.headers.get("Link") == (f'</actor/Iran?page={number + 1}>; rel="next"' if rel else None)
    assert len(seen) == len(set(seen)) == 5
    replies = [views.actor(job, [iri], "text/turtle", number) for number in (1, 3)]
    assert [reply.body.count(b"a kg:Claim") for reply in replies if reply is not None] == [2, 1]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "9" * 400, "²"])
def test_pages_have_numbers(web: TestClient, number: str) -> None:
    answer = web.get("/actor/Iran", params={"page": number})
    assert answer.status_code == 400
    assert "a number" in answer.text
    assert web.get("/actor/Iran", params={"page": "7"}).status_code == 200


# -------------------------------------------------------------------- names and links


def test_names_with_odd_characters(web: TestClient) -> None:
    iri = vocab.document_iri(HOSTILE.document.id)
    path = page_of(iri)
    assert path is not None
    assert HOSTILE.document.id in page(web, path).text
    assert HOSTILE.document.id in page(web, f"/document/{quote(HOSTILE.document.id, safe='')}").text
    assert HOSTILE.document.text.split(".")[0] in web.get(path + ".ttl").text


def test_an_actor_of_two_documents_has_one_page(out: Path, tmp_path: Path) -> None:
    other, main = vocab.ACTOR + "Al-Kazimi_other", vocab.ACTOR + "Mustafa_al-Kadhimi"
    with client(copy_folder(out, tmp_path / "out"), writable=True) as web:
        known = f"GRAPH <{vocab.GRAPH_FACTS}> {{ <{other}> kg:canonicalActor <{main}> }}"
        web.post("/sparql", data={"update": f"INSERT DATA {{ {known} . <{other}> kg:canonicalActor <{main}> }}"})
        answer = web.get("/actor/Al-Kazimi_other")
        assert (answer.status_code, answer.headers["location"]) == (303, "/actor/Mustafa_al-Kadhimi")


def test_an_actor_of_another_namespace(out: Path, tmp_path: Path) -> None:
    iri = "https://example.org/who?x=1&y=<>"
    assert actor_page(iri) == "/actor?iri=https%3A%2F%2Fexample.org%2Fwho%3Fx%3D1%26y%3D%3C%3E"
    iri = "https://example.org/who?x=1&y=2"
    with client(copy_folder(out, tmp_path / "out"), writable=True) as web:
        update = f"INSERT DATA {{ <{iri}> a kg:State ; skos:prefLabel 'Atlantis' }}"
        assert web.post("/sparql", data={"update": update}).status_code == 204
        assert "Atlantis State" in page(web, actor_page(iri)).text
        assert "Atlantis" in web.get(actor_page(iri), headers={"Accept": "text/turtle"}).text
        assert web.get("/actor?iri=urn:none").status_code == 404
        assert web.get("/actor?iri=%3C%3E%22").status_code == 404
        assert web.get("/actor").headers["location"] == "/actors"


def test_links() -> None:
    assert page_of(vocab.span_iri("a b", 3, 4)) == "/document/a%20b#char=3,4"
    assert page_of(vocab.ACTOR + "Côte_d'Ivoire") == "/actor/C%C3%B4te_d'Ivoire"
    assert page_of("https://example.org/") is None
    assert candidates("actor", "C%C3%B4te_d'Ivoire") == [
        vocab.ACTOR + "C%C3%B4te_d'Ivoire",
        vocab.ACTOR + "C%C3%B4te_d%27Ivoire",
        vocab.ACTOR + "Côte_d'Ivoire",
    ]
    assert outside("HTTPS://example.org") == "HTTPS://example.org"
    assert outside("javascript:alert(1)//https://") is None
    assert outside(None) is None


# -------------------------------------------------------------------- hostile texts


def hostile_pages() -> list[str]:
    claims = [f"/claim/{claim.id}" for claim in HOSTILE.claims]
    document, actor = page_of(vocab.document_iri(HOSTILE.document.id)), actor_page(vocab.actor_iri(SCRIPT))
    return [*PAGES, *claims, str(document), actor, "/actors?find=" + quote(f'"{SCRIPT}')]


@pytest.mark.parametrize("path", hostile_pages())
def test_no_text_becomes_markup(web: TestClient, path: str) -> None:
    found = page(web, path)
    scripts = 3 if path == "/query" else 0
    assert found.elements.count("script") == scripts
    assert not {"img", "iframe", "object", "style", "base"} & set(found.elements)
    assert not [name for name in found.attributes if name.startswith("on") or name == "style"]
    assert not [link for link in found.links if link.lower().lstrip().startswith("javascript:")]


def test_hostile_texts_are_shown_as_they_are(web: TestClient) -> None:
    found = page(web, str(page_of(vocab.document_iri(HOSTILE.document.id))))
    assert str(HOSTILE.document.title) in found.text
    assert "javascript:window.ran=4" in found.text
    assert SCRIPT in found.text


def test_hostile_errors(web: TestClient) -> None:
    answer = web.get(f"/claim/{quote(SCRIPT, safe='')}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "script" not in Page(answer.text).elements


def test_the_report_of_a_hostile_folder_is_text(out: Path, tmp_path: Path) -> None:
    out = copy_folder(out, tmp_path / "out")
    (out / "report.md").write_text(
        f"# {SCRIPT}\n\n[a](javascript:alert(1)) <b onclick=x>b</b> ![i](http://evil.example/x)\n"
    )
    with client(out) as web:
        found = page(web, "/report")
        assert "script" not in found.elements
        assert "b" not in found.elements
        assert not [link for link in found.links if "javascript" in link]
        assert SCRIPT in found.text


def test_nothing_comes_from_another_server(web: TestClient) -> None:
    for path in (*PAGES, "/static/style.css", "/static/query.js"):
        text = web.get(path, headers={"Accept": "text/html, */*"}).text
        assert not re.findall(r"(?:src|href)=\"https?:[^\"]*\.(?:js|css)|@import|url\(\s*['\"]?https?:", text)


def test_all_documents_of_the_fixture_are_there(out: Path) -> None:
    assert len(kgraph.open_graph(out).documents()) == len(READINGS)
