"""The server's pages in headless Chromium: the query page answers, and nothing from a document runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from browsing import CHROMIUM, DRIVER, FLAGS, Browser
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait
from served import HOSTILE, build_folder, server

from kgraph import vocab
from kgraph.serve.links import page_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="chromium and chromium-driver are not installed"
    ),
]

HOSTILE_ROWS = """SELECT * WHERE { VALUES (?iri ?text) {
  (<javascript:window.ran=1> "<img src=x onerror=window.ran=2>")
  (<https://w3id.org/kgraph/actor/Iran> "<script>window.ran=3</script>")
  (<https://example.org/> "<b>bold</b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>)
} }"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = build_folder(tmp_path_factory.mktemp("browsed") / "out")
    with server(out) as (found, _):
        yield found


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER or ""))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


@pytest.fixture
def browser(chromium: Browser, url: str) -> Browser:
    """The browser, with nothing left of the tests before."""
    chromium.driver.get(f"{url}/documents")
    chromium.run("localStorage.clear()")
    for kind in ("browser", "performance"):
        chromium.driver.get_log(kind)
    return chromium


def open_query(browser: Browser, url: str) -> None:
    browser.driver.get(f"{url}/query")
    WebDriverWait(browser.driver, 10).until(lambda _: browser.run("return Boolean(window.kgraph)"))


def ask(browser: Browser, text: str) -> None:
    browser.run("kgraph.yasgui.getTab().getYasqe().setValue(arguments[0])", text)
    press_ask(browser)


def press_ask(browser: Browser) -> None:
    """Ask what stands in the editor, and wait for the new answer or error."""
    browser.run("document.querySelectorAll('.yasr :is(.answer, .errorResult)').forEach((e) => e.classList.add('old'))")
    browser.find("#ask").click()
    new = ".yasr :is(.answer, .errorResult):not(.old)"
    WebDriverWait(browser.driver, 10).until(lambda _: texts(browser, new) and not texts(browser, ".yasr .old"))


def texts(browser: Browser, selector: str) -> list[str]:
    """The texts of the elements at one moment; the table may be drawn anew at any."""
    script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)"
    found: list[str] = browser.run(script, selector)
    return found


def asked_hosts(browser: Browser) -> set[str]:
    """The hosts that the pages have asked for anything."""
    events = [json.loads(entry["message"])["message"] for entry in browser.driver.get_log("performance")]
    urls = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
    return {url.split("/")[2] for url in urls if url.startswith(("http:", "https:"))}


def errors(browser: Browser) -> list[str]:
    return [entry["message"] for entry in browser.driver.get_log("browser") if entry["level"] == "SEVERE"]


def test_a_query_of_ones_own(browser: Browser, url: str) -> None:
    open_query(browser, url)
    press_ask(browser)
    assert "actor:Iran" in texts(browser, "table.answer a")
    browser.run("document.querySelector(\"table.answer a[href='/actor/Iran']\").click()")
    WebDriverWait(browser.driver, 10).until(lambda _: browser.driver.current_url.endswith("/actor/Iran"))
    assert browser.find("h1").text.startswith("Iran")
    assert errors(browser) == []
    assert asked_hosts(browser) == {url.removeprefix("http://")}


def test_a_named_query_with_a_parameter(browser: Browser, url: str) -> None:
    open_query(browser, url)
    browser.run(
        "arguments[0].value = 'claims-about'; arguments[0].dispatchEvent(new Event('change'))", browser.find("#queries")
    )
    assert "Every claim with the actor" in browser.find("#about").text
    browser.find("#parameters input").send_keys("mustafa al-kadhimi")
    press_ask(browser)
    assert len(texts(browser, "table.answer tbody tr")) == 2
    assert texts(browser, "table.answer a[href^='/claim/']")[0].startswith("claim:")
    ask(browser, "SELECT ?x { VALUES ?x { 1 } }")  # which has no such parameter
    assert texts(browser, "table.answer tbody td") == ["1", "1"]
    assert errors(browser) == []


def test_prefixes_declare_themselves(browser: Browser, url: str) -> None:
    open_query(browser, url)
    browser.run("kgraph.yasgui.getTab().getYasqe().setValue('')")
    browser.find(".CodeMirror").click()
    browser.press("SELECT ?x WHERE { ?x a kg:")
    text = "return kgraph.yasgui.getTab().getYasqe().getValue()"
    WebDriverWait(browser.driver, 10).until(lambda _: browser.run(text).startswith(f"PREFIX kg: <{vocab.KG}>"))


def test_an_error_is_told(browser: Browser, url: str) -> None:
    open_query(browser, url)
    ask(browser, "SELECT <img src=x onerror=window.ran=1> {")
    assert "malformed SPARQL" in texts(browser, ".yasr .errorResult")[0]
    assert browser.run("return window.ran ?? null") is None


def test_long_answers_grow_on_demand(browser: Browser, url: str) -> None:
    open_query(browser, url)
    ask(browser, "SELECT ?s ?p { ?s ?p ?o } LIMIT 205")
    assert len(texts(browser, "table.answer tbody tr")) == 200
    browser.run("document.querySelector('.yasr .more').click()")
    assert len(texts(browser, "table.answer tbody tr")) == 205


def test_nothing_from_an_answer_runs(browser: Browser, url: str) -> None:
    open_query(browser, url)
    ask(browser, HOSTILE_ROWS)
    assert "<img src=x onerror=window.ran=2>" in texts(browser, "table.answer td")
    links = browser.run("return [...document.querySelectorAll('table.answer a')].map((a) => a.getAttribute('href'))")
    assert links == ["/actor/Iran", "https://example.org/"]
    assert browser.run("return document.querySelectorAll('table.answer :is(img, script, b)').length") == 0
    browser.run("[...document.querySelectorAll('.yasr .select_response')].forEach((each) => each.click())")
    assert browser.run("return window.ran ?? null") is None
    assert errors(browser) == []  # the policy had nothing to forbid


def test_nothing_from_a_document_runs(browser: Browser, url: str) -> None:
    document = page_of(vocab.document_iri(HOSTILE.document.id))
    for path in (str(document), f"/claim/{HOSTILE.claims[0].id}", "/actors", "/documents", "/report", "/actor/Iran"):
        browser.driver.get(url + path)
        assert browser.find("h1").text
        assert browser.run("return window.ran ?? null") is None
        assert errors(browser) == []
    assert asked_hosts(browser) == {url.removeprefix("http://")}


def test_a_script_that_got_in_would_not_run(browser: Browser, url: str) -> None:
    browser.driver.get(f"{url}/actor/Iran")
    browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 9\">')")
    WebDriverWait(browser.driver, 10).until(lambda _: browser.driver.get_log("browser"))
    assert browser.run("return window.ran ?? null") is None


def test_the_network_page_works_in_its_sandbox(browser: Browser, url: str) -> None:
    browser.driver.get(f"{url}/graph")
    WebDriverWait(browser.driver, 10).until(lambda _: browser.run("return kgraph.nodes.length"))
    assert browser.shown()[0] == 5
    assert browser.run("return window.origin") == "null"
    browser.run("kgraph.showEdge(0)")
    assert browser.run("return location.hash").startswith("#edge=")
    # The sources are linked to their pages on this server, which open outside the sandbox.
    tabs = browser.driver.window_handles
    browser.find("#panel .meta a").click()
    WebDriverWait(browser.driver, 10).until(lambda driver: len(driver.window_handles) > len(tabs))
    browser.driver.switch_to.window(browser.driver.window_handles[-1])
    WebDriverWait(browser.driver, 10).until(lambda driver: driver.current_url.startswith(f"{url}/document/"))
    assert browser.run("return window.origin") == url
    assert browser.find("h1").text
    browser.driver.close()
    browser.driver.switch_to.window(tabs[0])
    assert errors(browser) == []
