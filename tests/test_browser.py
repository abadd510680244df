"""The page in headless Chromium, without a network."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKING, RAIDS, make_ontology
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kgraph.model import Claim, Factuality
from kgraph.view import render_page

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1366,850",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="chromium and chromium-driver are not installed"
    ),
]

CLAIMS = [*BACKING.claims, *RAIDS.claims]
KH, IRAN, KADHIMI, IRAQ = range(4)
Open = Callable[[list[Claim]], None]


class Browser:
    """The driver with what the tests look at."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return [each.text for each in self.driver.find_elements(By.CSS_SELECTOR, selector)]

    def shown(self) -> tuple[int, int]:
        """The number of actors and of edges in the picture."""
        actors, edges = self.run("return [kgraph.nodeView.length, kgraph.edgeView.length]")
        return actors, edges

    def click_picture(self, x: float, y: float) -> None:
        """Click on a point of the network, given in its own coordinates."""
        picture = self.find("#picture canvas")
        at = self.run("return kgraph.network.canvasToDOM({x: arguments[0], y: arguments[1]})", x, y)
        left, top = at["x"] - picture.size["width"] / 2, at["y"] - picture.size["height"] / 2
        ActionChains(self.driver).move_to_element_with_offset(picture, round(left), round(top)).click().perform()

    def check(self, selector: str) -> None:
        self.find(selector).click()

    def slide(self, selector: str, value: float) -> None:
        self.run(
            "const [input, value] = arguments; input.value = value; input.dispatchEvent(new Event('input'));",
            self.find(selector),
            value,
        )

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    if CHROMIUM:
        options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(DRIVER or "/usr/bin/chromedriver"))
    made.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    made.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    yield made
    made.quit()


@pytest.fixture
def browser(driver: webdriver.Chrome) -> Iterator[Browser]:
    for kind in ("browser", "performance"):
        driver.get_log(kind)  # what earlier tests left
    yield Browser(driver)
    with pytest.raises(NoAlertPresentException):
        _ = driver.switch_to.alert.text
    assert driver.execute_script("return window.ran") is None
    assert driver.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
    assert asked
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Open:
    def opened(claims: list[Claim]) -> None:
        path = tmp_path / "graph.html"
        path.write_text(render_page(claims, make_ontology()), encoding="utf-8", newline="\n")
        browser.driver.get(path.as_uri())
        WebDriverWait(browser.driver, 20).until(lambda driver: driver.execute_script("return !!window.kgraph"))
        # Two frames later, all that was asked for is drawn.
        browser.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    return opened


def test_nodes_and_edges_are_drawn(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    assert browser.shown() == (4, 4)
    assert browser.run("return [kgraph.nodes.length, kgraph.edges.length]") == [4, 4]
    pixel = browser.run(
        "const at = kgraph.network.canvasToDOM(kgraph.network.getPositions([1])[1]);"
        "const canvas = document.querySelector('#picture canvas');"
        "const ratio = canvas.width / canvas.clientWidth;"
        "return [...canvas.getContext('2d').getImageData(at.x * ratio, at.y * ratio, 1, 1).data]"
    )
    assert pixel == [0x1F, 0x4E, 0x79, 255]
    assert browser.find("#status").text == "4 of 4 actors · 4 of 4 edges · 5 of 5 claims"


def test_a_click_on_an_edge_shows_its_sentence(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    ends = browser.run("return kgraph.network.getPositions([arguments[0], arguments[1]])", IRAN, IRAQ)
    one, other = ends[str(IRAN)], ends[str(IRAQ)]
    browser.click_picture((one["x"] + other["x"]) / 2, (one["y"] + other["y"]) / 2)
    assert browser.find("#panel h2").text == "Iran → Iraq"
    assert browser.texts("#panel blockquote") == ["Tehran did not attack Iraq."]
    marks = ("mark.subject", "mark.cue", "mark.object")
    assert [browser.texts(f"#panel blockquote {mark}") for mark in marks] == [["Tehran"], ["did not attack"], ["Iraq"]]
    assert browser.texts("#panel .badge") == ["negated"]
    meta = browser.find("#panel .meta").text
    assert "Said by the text itself · a.txt" in meta
    assert "confidence 0.83" in meta
    assert browser.find("#panel .relation").text == "attacks"


def test_a_click_on_an_actor_shows_its_claims(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    place = browser.run("return kgraph.network.getPositions([0])[0]")
    browser.click_picture(place["x"], place["y"])
    assert browser.find("#panel h2").text == "Kataib Hezbollah"
    assert len(browser.texts("#panel .claim")) == 4
    assert "Also: Kata'ib Hezbollah" in browser.find("#panel").text
    browser.press(Keys.ESCAPE)
    assert browser.find("#panel h2").text == "Actors by number of claims"


def test_overlapping_and_far_characters_are_marked_rightly(browser: Browser, open_page: Open) -> None:
    open_page([make_claim(actor("Ιράν 🚀"), "attacks", actor("Israël"), "hits", before="🎉👩‍👩‍👧 ")])
    browser.run("kgraph.showEdge(0)")
    assert browser.texts("#panel blockquote mark") == ["Ιράν 🚀", "hits", "Israël"]


def test_the_filters(browser: Browser, open_page: Open) -> None:
    sure = make_claim(actor("A"), "leads", actor("B"), confidence=0.95, factuality=Factuality.POSSIBLE)
    open_page([*CLAIMS, sure])
    assert browser.shown() == (6, 5)
    browser.check("#branches input[value=conf]")
    assert browser.shown() == (4, 2)
    browser.check("#branches input[value=conf]")
    browser.check("#factualities input[value=negated]")
    assert browser.shown() == (5, 4)
    browser.check("#factualities input[value=asserted]")
    assert browser.shown() == (2, 1)
    browser.check("#reset")
    assert browser.shown() == (6, 5)
    browser.check("#styles input[value=Person]")
    assert browser.shown() == (5, 3)
    browser.check("#reset")
    browser.slide("#min-claims", 2)
    assert browser.shown() == (2, 1)
    browser.check("#reset")
    browser.slide("#min-confidence", 0.9)
    assert browser.shown() == (2, 1)
    assert browser.find("#min-confidence-value").text == "0.9"


def test_what_is_not_asserted_is_dashed(browser: Browser, open_page: Open) -> None:
    kinds = list(Factuality)
    open_page(
        [make_claim(actor("A"), "attacks", actor(kind), factuality=kind, start=9 * n) for n, kind in enumerate(kinds)]
    )
    labels = "kgraph.nodes.get(edge.to).label"
    dashes = browser.run(f"return Object.fromEntries(kgraph.edges.get().map((edge) => [{labels}, edge.dashes]))")
    assert dashes["asserted"] is False
    assert dashes["negated"] != dashes["possible"]


def test_the_filters_hold_in_the_panel(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run("kgraph.showActor(1)")
    assert len(browser.texts("#panel .claim")) == 3
    browser.check("#factualities input[value=negated]")
    assert len(browser.texts("#panel .claim")) == 2
    assert "2 claims (1 more filtered out)" in browser.find("#panel").text


def test_the_search_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.press("/")
    browser.press("kazimi")  # a spelling, not the label
    assert browser.texts("#found .name") == ["Mustafa al-Kadhimi"]
    browser.press(Keys.ENTER)
    assert browser.find("#panel h2").text == "Mustafa al-Kadhimi"
    assert browser.run("return kgraph.network.getSelectedNodes()") == [KADHIMI]
    browser.press("/")
    browser.press("ir")
    assert browser.texts("#found .name")[:2] == ["Iran", "Iraq"]
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    assert browser.find("#panel h2").text == "Iraq"


def test_the_panel_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run("document.querySelector('#panel .actor').focus()")
    browser.press(Keys.ENTER)
    assert browser.find("#panel h2").text == "Kataib Hezbollah"
    browser.press(Keys.TAB, Keys.TAB, Keys.ENTER)
    assert "→" in browser.find("#panel h2").text


def test_many_actors(browser: Browser, open_page: Open) -> None:
    open_page(random_claims(500, 1500))
    assert browser.run("return kgraph.nodes.length") == 500
    assert browser.shown()[0] == 150
    browser.check("#only-best")
    assert browser.shown()[0] == 500
    browser.check("#only-best")
    assert browser.shown()[0] == 150
    # An actor beyond the best-connected is shown once it is chosen.
    browser.run("kgraph.showActor(499)")
    assert browser.run("return kgraph.network.getSelectedNodes()") == [499]
    assert browser.texts("#panel .claim")


def test_long_lists_grow_on_demand(browser: Browser, open_page: Open) -> None:
    open_page(random_claims(100, 300))
    assert len(browser.texts("#panel .actor")) == 40
    browser.find("#panel .more").click()
    assert len(browser.texts("#panel .actor")) == 80


def test_nothing_from_a_document_runs(browser: Browser, open_page: Open) -> None:
    open_page(hostile_claims())
    for number in range(len(HOSTILE) + 1):
        browser.run("kgraph.showActor(arguments[0])", number)
        browser.run("kgraph.showEdge(arguments[0])", number % len(HOSTILE))
    for text in HOSTILE:
        browser.run(
            "const [box, text] = arguments; box.value = text; box.dispatchEvent(new Event('input'));",
            browser.find("#search"),
            text,
        )
        assert browser.run("return document.querySelectorAll('#found button').length") >= 1
    ends = browser.run("return kgraph.network.getPositions()")
    picture = browser.find("#picture canvas")
    for place in ends.values():  # the tooltips
        at = browser.run("return kgraph.network.canvasToDOM(arguments[0])", place)
        left, top = round(at["x"] - picture.size["width"] / 2), round(at["y"] - picture.size["height"] / 2)
        ActionChains(browser.driver).move_to_element_with_offset(picture, left, top).pause(0.3).perform()
    assert browser.run("return document.querySelectorAll('script').length") == 6
    assert browser.run("return document.querySelectorAll('img, iframe, a, [onerror], [onclick]').length") == 0
    labels = browser.run("return kgraph.nodes.get().map((node) => node.title)")
    assert set(labels) == {*HOSTILE, "Iraq"}


def test_a_script_that_got_in_would_not_run(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run(
        "const made = document.createElement('script'); made.textContent = 'window.ran = 9';document.body.append(made);"
    )
    refused = browser.driver.get_log("browser")
    assert len(refused) == 1
    assert "Content Security Policy" in refused[0]["message"]


def test_an_empty_page_opens(browser: Browser, open_page: Open) -> None:
    open_page([])
    assert browser.shown() == (0, 0)
