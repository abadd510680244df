"""A headless Chromium without a network, for the tests of the page; conftest.py makes its fixtures known."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kgraph.model import Claim, Document
from kgraph.ontology import Ontology
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

NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="chromium and chromium-driver are not installed"
    ),
]


class Open(Protocol):
    """Opens the page of the claims, with `hash` at the end of its address."""

    def __call__(self, claims: list[Claim], hash: str = "", documents: Iterable[Document] = ()) -> None: ...


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
        actors, edges = self.run("return [kgraph.nodes.length, kgraph.edges.length]")
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

    def wait_until_drawn(self) -> None:
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script("return !!window.kgraph"))
        # Two frames later, all that was asked for is drawn.
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def actors(self) -> list[str]:
        """The labels of those in the picture, sorted."""
        return sorted(self.run("return kgraph.nodes.getIds().map((id) => kgraph.data.actors[id].label)"))

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
    assert {url.split(":")[0] for url in asked} <= {"file", "data", "blob"}


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, ontology: Ontology) -> Open:
    def opened(claims: list[Claim], hash: str = "", documents: Iterable[Document] = ()) -> None:
        path = tmp_path / "graph.html"
        path.write_text(
            render_page(claims, ontology, documents={document.id: document for document in documents}),
            encoding="utf-8",
            newline="\n",
        )
        browser.driver.get("about:blank")  # else another hash would not load the page anew
        browser.driver.get(path.as_uri() + hash)
        browser.wait_until_drawn()

    return opened
