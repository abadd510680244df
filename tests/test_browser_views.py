"""The page in headless Chromium: ways to a view of one's own, and what of it a link keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import NEEDS_CHROMIUM, Browser, Open
from conftest import BACKING, RAIDS
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims
from selenium.webdriver import Keys

from kgraph.model import Claim
from kgraph.notebook.shown import Page
from kgraph.ontology import Ontology
from kgraph.view import render_page

pytestmark = NEEDS_CHROMIUM

CLAIMS = [*BACKING.claims, *RAIDS.claims]
KH, IRAN, KADHIMI, IRAQ = range(4)


def timed(*times: str | None) -> list[Claim]:
    return [
        make_claim(actor("A"), "attacks", actor(f"B{number}"), start=99 * number, time=time)
        for number, time in enumerate(times)
    ]


def test_the_search_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    box = browser.find("#search")
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
    browser.press("/", "kazimi")  # a spelling, not the label
    assert browser.texts("#found .name") == ["Mustafa al-Kadhimi"]
    assert browser.texts("#found .count") == ["al-Kazimi"]
    assert box.get_attribute("aria-expanded") == "true"
    browser.press(Keys.ENTER)
    assert browser.find("#panel h2").text == "Mustafa al-Kadhimi"
    assert browser.run("return kgraph.network.getSelectedNodes()") == [KADHIMI]
    assert not browser.find("#found").is_displayed()
    browser.press("/", "ir")
    assert browser.texts("#found .name")[:2] == ["Iran", "Iraq"]
    browser.press(Keys.ARROW_DOWN)
    pointed = browser.find(f"#{box.get_attribute('aria-activedescendant')}")
    assert (pointed.get_attribute("aria-selected"), pointed.get_attribute("role")) == ("true", "option")
    assert browser.run("return document.activeElement.id") == "search"
    browser.press(Keys.ENTER)
    assert browser.find("#panel h2").text == "Iraq"
    browser.press("/", "nobody")
    assert browser.find("#found-none").text == "No actor of that name."
    browser.press(Keys.ESCAPE)
    assert box.get_attribute("value") == ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mustafa alkadhimi", "Mustafa al-Kadhimi"),  # hyphens do not matter
        ("MUSTAFA AL KÁDHIMI", "Mustafa al-Kadhimi"),  # nor do capitals and accents
        ("kataib", "Kataib Hezbollah"),
        ("kata’ib", "Kataib Hezbollah"),  # nor apostrophes
        ("hezb", "Kataib Hezbollah"),  # a later word
        ("iranian", "Iran"),  # in the ontology, not in the texts
        ("tehran", "Iran"),
    ],
)
def test_the_search_knows_all_spellings(browser: Browser, open_page: Open, typed: str, found: str) -> None:
    open_page(CLAIMS)
    browser.press("/", typed)
    assert browser.texts("#found .name")[:1] == [found]


def test_relations_one_by_one(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run("document.querySelectorAll('#branches details').forEach((each) => { each.open = true; })")
    browser.wait_until_drawn()
    assert browser.texts("#branches .check span.hostile") == [
        "Cooperation",
        "backs",
        "Conflict",
        "attacks",
        "kills",
        "Standing tie",
    ]
    attacks = browser.run(
        "return [...document.querySelectorAll('#branches li input')].find((input) => input.parentNode.textContent.startsWith('attacks'))"
    )
    attacks.click()
    assert browser.shown() == (3, 2)
    assert browser.run("return document.querySelector('#branches input[value=conf]').indeterminate") is True
    browser.check("#branches input[value=conf]")
    assert browser.shown() == (4, 4)


def test_sources_and_speakers(browser: Browser, open_page: Open) -> None:
    open_page([*CLAIMS, make_claim(actor("Iran"), "backs", actor("Chad"), doc="c.txt", by=actor("A minister"))])
    browser.run("document.querySelectorAll('#sources details').forEach((each) => { each.open = true; })")
    browser.wait_until_drawn()
    assert browser.texts("#sources summary") == ["Documents (3)", "Who says so (2)"]
    assert browser.texts("#sources .check") == [
        "b.txt\n3",
        "a.txt\n2",
        "c.txt\n1",
        "the text itself\n5",
        "A minister\n1",
    ]
    boxes = browser.driver.find_elements("css selector", "#sources input")
    boxes[3].click()
    assert browser.actors() == ["Chad", "Iran"]
    boxes[4].click()
    assert browser.shown() == (0, 0)
    browser.find("#reset").click()
    none = browser.driver.find_elements("css selector", "#sources .buttons button")[1]
    none.click()
    assert browser.shown() == (0, 0)
    boxes[1].click()
    assert browser.actors() == ["Iran", "Iraq", "Kataib Hezbollah"]


def test_the_timeline(browser: Browser, open_page: Open) -> None:
    open_page(timed("2020-01", "2020-03-15", "2020-05/2020-08", "2021", "no date", None))
    assert browser.texts("#since-value, #until-value") == ["2020-01", "2021-12"]
    assert browser.find("#undated-count").text == "2"
    assert browser.run("return document.querySelectorAll('#bars span').length") == 24
    browser.slide("#since", 2)
    assert browser.find("#since-value").text == "2020-03"
    assert browser.actors() == ["A", "B1", "B2", "B3", "B4", "B5"]
    browser.check("#undated")
    browser.slide("#until", 6)  # within the third claim's time
    assert browser.actors() == ["A", "B1", "B2"]
    browser.slide("#since", 20)  # the handles do not pass each other
    assert browser.texts("#since-value, #until-value") == ["2020-07", "2020-07"]
    assert browser.actors() == ["A", "B2"]
    browser.find("#since").send_keys(Keys.HOME)
    assert browser.actors() == ["A", "B0", "B1", "B2"]
    browser.find("#reset").click()
    assert browser.shown()[0] == 7


def test_a_page_without_times_has_no_timeline(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    assert not browser.find("#timeline").is_displayed()


def test_communities_as_colors(browser: Browser, open_page: Open) -> None:
    friends = ["AB", "BC", "CA", "DE", "EF", "FD"]
    open_page([make_claim(actor(one), "backs", actor(other), doc=one + other) for one, other in friends])
    assert not browser.find("#groups").is_displayed()
    browser.find("#color option[value=community]").click()
    fill = "return Object.fromEntries(kgraph.nodes.get().map((node) => [node.title, node.color.background]))"
    colors = browser.run(fill)
    assert colors["A"] == colors["B"] == colors["C"] != colors["D"] == colors["E"] == colors["F"]
    assert browser.texts("#groups .hostile") == ["A, B", "D, E", "others"]
    browser.run("kgraph.showActor(5)")
    assert "Community: D, E" in browser.find("#panel").text


# ---------------------------------------------------------------- links


def view(browser: Browser) -> Any:
    """All that a reader has chosen, and what is therefore in the picture."""
    return browser.run(
        "const { off, opened, shut, ...rest } = kgraph.state;"
        "const sets = Object.entries(off).map(([set, numbers]) => [set, [...numbers].sort()]);"
        "return { ...rest, sets, opened: [...opened], shut: [...shut], nodes: kgraph.nodes.getIds().sort(), edges: kgraph.edges.getIds().sort() };"
    )


def test_a_link_leads_to_the_same_view(browser: Browser, open_page: Open) -> None:
    claims = [*random_claims(80, 160), *timed("2020-01", "2021-05")]
    open_page(claims)
    usual = view(browser)
    assert browser.run("return location.hash") == ""
    browser.check("#branches input[value=tie]")
    browser.check("#factualities input[value=negated]")
    browser.check("#styles input[value=ArmedGroup]")
    browser.run("document.querySelectorAll('#sources details').forEach((each) => { each.open = true; })")
    browser.wait_until_drawn()
    browser.find("#sources input[value='3']").click()
    browser.slide("#since", 3)
    browser.slide("#min-confidence", 0.2)
    browser.slide("#top", 1)
    browser.find("#color option[value=community]").click()
    browser.run("kgraph.showActor(kgraph.nodes.getIds()[0])")
    name = browser.find("#panel h2").text
    browser.find("#expand").click()
    chosen = view(browser)
    assert chosen != usual
    hash_ = browser.run("return location.hash")
    open_page([])
    open_page(claims, hash_)
    assert view(browser) == chosen
    assert browser.find("#min-confidence-value").text == "0.20"
    assert not browser.find("#branches input[value=tie]").is_selected()
    assert browser.find("#panel h2").text == name
    browser.find("#copy").click()
    assert browser.find("#link").get_attribute("value").endswith(hash_)
    # Another address of the same page, and the way back to none.
    browser.run("location.hash = 'edge=Actor_0'")
    browser.run("location.hash = ''")
    browser.wait_until_drawn()
    assert view(browser) == usual


def test_a_link_is_short_whatever_is_ticked_off(browser: Browser, open_page: Open) -> None:
    claims = [make_claim(actor("A"), "attacks", actor("B"), doc=f"{number}.txt") for number in range(300)]
    open_page(claims)
    browser.run("document.querySelectorAll('#sources details').forEach((each) => { each.open = true; })")
    browser.wait_until_drawn()
    browser.driver.find_elements("css selector", "#sources .buttons button")[1].click()
    assert browser.run("return location.hash") == "#none=documents"
    open_page(claims, "#none=documents")
    assert browser.shown() == (0, 0)
    open_page(claims, "#only-documents=7.txt&only-documents=nothing.txt")
    assert browser.find("#status").text.endswith("1 of 300 claims")
    assert browser.run("return location.hash") == "#only-documents=7.txt"


def test_a_link_to_an_edge(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS, "#edge=Iran&edge=conf&edge=Iraq")
    assert browser.find("#panel h2").text == "Iran → Iraq"
    assert browser.run("return kgraph.network.getSelectedEdges()") == [0]


@pytest.mark.parametrize(
    "hash_",
    [
        *(f"#actor={quote(text)}&open=1 {quote(text)}&no-documents={quote(text)}&color={quote(text)}&since={quote(text)}" for text in HOSTILE),
        "#<script>window.ran=8</script>",
        "#javascript:window.ran=9",
        "#actor=__proto__&color=constructor&no-relations=toString&shut=hasOwnProperty",
        "#actor=99&edge=1&edge=%00&top=-5&claims=1e99&confidence=NaN&lines=99999999999999999999&since=9999-99-99&undated=maybe",
        "#top=0&open=999999999 Iran&open= Iran&open=Iran",
        "#%E0%A4%A&actor=%ff%fe",
        "#" + "actor=Iran&" * 20000,
    ],
)  # fmt: skip
def test_a_hostile_address_does_nothing(browser: Browser, open_page: Open, hash_: str) -> None:
    open_page(CLAIMS, hash_)
    assert browser.run("return [kgraph.state.selected, kgraph.state.color, kgraph.data.actors.length]") == [
        None,
        "type",
        4,
    ]
    assert browser.run("return document.querySelectorAll('script').length") == 6
    assert browser.run("return document.querySelectorAll('#panel script, img, iframe').length") == 0
    browser.find("#reset").click()
    assert browser.shown() == (4, 4)


def test_hostile_names_in_a_link_come_back_as_text(browser: Browser, open_page: Open) -> None:
    open_page(hostile_claims())
    for number in range(len(HOSTILE)):
        open_page(hostile_claims())
        browser.run("kgraph.showActor(arguments[0])", number)
        label = browser.run("return kgraph.data.actors[arguments[0]].label", number)
        open_page(hostile_claims(), browser.run("return location.hash"))
        assert browser.run("return document.querySelector('#panel h2').textContent") == label


# ---------------------------------------------------------------- looks


def test_the_picture_as_png(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run(
        "HTMLCanvasElement.prototype.toBlob = function (done) { window.saved = this; done(new Blob(['x'])); };"
        "HTMLAnchorElement.prototype.click = function () { window.file = [this.download, this.href.split(':')[0]]; };"
    )
    browser.find("#png").click()
    assert browser.run("return window.file") == ["network.png", "blob"]
    width, height = browser.run("return [window.saved.width, window.saved.height]")
    assert width >= 700
    assert height >= 600
    colors = browser.run(
        "const pixels = new Uint32Array(window.saved.getContext('2d').getImageData(0, 0, arguments[0], arguments[1]).data.buffer);"
        "return [pixels[0] >>> 0, new Set(pixels).size]",
        width,
        height,
    )
    assert colors[0] == 0xFFFFFFFF  # paper, not transparent
    assert colors[1] > 20


def emulate(browser: Browser, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def test_dark(browser: Browser, open_page: Open) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    symbol = "return kgraph.nodes.get(1).color.background"
    open_page(CLAIMS)
    light = browser.run(paper), browser.run(symbol)
    try:
        emulate(browser, "dark")
        open_page(CLAIMS)
        dark = browser.run(paper), browser.run(symbol)
        assert dark[0] == "rgb(15, 20, 26)"
        assert dark[1] != light[1]
        browser.find("#theme").click()
        assert (browser.run(paper), browser.run(symbol)) == light
        open_page(CLAIMS)  # the choice stays
        assert browser.run(paper) == light[0]
    finally:
        browser.run("localStorage.clear()")
        emulate(browser, "light")


def test_every_control_can_be_reached_and_seen_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page([*CLAIMS, *timed("2020-01", "2021-05")])
    reached = []
    for _ in range(60):
        browser.press(Keys.TAB)
        found = browser.run(
            "const at = document.activeElement; const style = getComputedStyle(at);"
            "return [at.id || at.className || at.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];"
        )
        reached.append(found[0])
        if found[0] == "BODY":
            break
        assert found[1] != "none", found
        assert found[2] >= 1, found
    for name in ("skip", "search", "theme", "top", "lines", "color", "fit", "png", "copy", "SUMMARY", "since", "until", "undated", "min-claims", "min-confidence", "reset", "vis-network", "actor"):  # fmt: skip
        assert name in reached
    assert reached[0] == "skip"


def test_the_picture_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run("document.querySelector('.vis-network').focus()")
    browser.press("n")
    assert browser.find("#panel h2").text == "Kataib Hezbollah"
    browser.press("n", "n", "p")
    assert browser.find("#panel h2").text == "Iran"
    assert browser.run("return document.getElementById('chosen').textContent") == "Iran"  # which is read aloud
    assert browser.run("return document.activeElement.className") == "vis-network"
    browser.press(Keys.ESCAPE)
    assert browser.find("#panel h2").text == "Actors by number of claims"


def test_in_a_frame_of_a_notebook(browser: Browser, tmp_path: Path, ontology: Ontology) -> None:
    frame = Page(render_page(CLAIMS, ontology))._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html>{frame}", encoding="utf-8")
    browser.driver.get(path.as_uri())
    browser.driver.switch_to.frame(0)
    try:
        browser.wait_until_drawn()
        browser.run("kgraph.showActor(1)")
        assert browser.find("#panel h2").text == "Iran"
        browser.find("#theme").click()
        assert browser.run("return document.documentElement.dataset.theme") == "dark"
    finally:
        browser.driver.switch_to.default_content()


def test_a_narrow_screen(browser: Browser, open_page: Open) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        open_page(random_claims(60, 90))
        assert browser.shown()[0] == 15
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        assert browser.run("return kgraph.named().length") >= 10
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
