"""The page in headless Chromium, without a network: the picture, the panel and the legend."""

from __future__ import annotations

from browsing import NEEDS_CHROMIUM, Browser, Open
from conftest import BACKING, RAIDS
from made_claims import HOSTILE, actor, hostile_claims, make_claim, random_claims
from selenium.webdriver import ActionChains, Keys

from kgraph.model import Factuality

pytestmark = NEEDS_CHROMIUM

CLAIMS = [*BACKING.claims, *RAIDS.claims]
KH, IRAN, KADHIMI, IRAQ = range(4)


def test_nodes_and_edges_are_drawn(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    assert browser.shown() == (4, 4)
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
    assert meta == "Said by the text itself in a.txt"
    assert "confidence 0.83" in browser.texts("#panel .meta")[1]
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
    assert browser.find("#min-confidence-value").text == "0.90"


def test_what_is_not_asserted_is_dashed(browser: Browser, open_page: Open) -> None:
    kinds = list(Factuality)
    open_page(
        [make_claim(actor("A"), "attacks", actor(kind), factuality=kind, start=9 * n) for n, kind in enumerate(kinds)]
    )
    labels = "kgraph.data.actors[edge.to].label"
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


def test_the_panel_by_keyboard(browser: Browser, open_page: Open) -> None:
    open_page(CLAIMS)
    browser.run("document.querySelector('#panel .actor').focus()")
    browser.press(Keys.ENTER)
    assert browser.find("#panel h2").text == "Kataib Hezbollah"
    browser.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER)  # past the way back and the neighbours
    assert "→" in browser.find("#panel h2").text


def test_many_actors(browser: Browser, open_page: Open) -> None:
    open_page(random_claims(500, 3000))
    assert browser.run("return kgraph.data.actors.length") == 500
    assert browser.shown() == (150, 300)
    # Nobody in view stands without an edge.
    ends = browser.run("return kgraph.edges.get().flatMap((edge) => [edge.from, edge.to])")
    assert len(set(ends)) == 150
    browser.slide("#top", 99)
    browser.slide("#lines", 99)
    assert browser.shown() == (500, 2500)  # of 2574: no more than can be drawn without a wait
    assert browser.texts("#top-value, #lines-value") == ["all", "2500"]
    browser.find("#reset").click()
    assert browser.shown() == (150, 300)
    # An actor beyond the strongest is shown once it is chosen, and the window moves to it.
    browser.run("kgraph.showActor(499)")
    assert browser.run("return kgraph.network.getSelectedNodes()") == [499]
    browser.wait_until_drawn()
    assert 499 in browser.run("return kgraph.named()")
    assert browser.texts("#panel .claim")


def test_names_are_legible(browser: Browser, open_page: Open) -> None:
    open_page(random_claims(60, 90))
    assert browser.shown()[0] >= 40
    assert browser.run("return kgraph.named().length") >= 0.9 * browser.shown()[0]


def test_neighbours_come_and_go(browser: Browser, open_page: Open) -> None:
    hub = actor("Hub")
    often = [make_claim(actor(f"A{n % 50}"), "attacks", actor(f"A{(n + 1) % 50}"), start=99 * n) for n in range(100)]
    loose = [make_claim(hub, "attacks", actor(f"B{n}"), start=99 * n, doc="b.txt") for n in range(40)]
    open_page([*often, *loose, make_claim(hub, "attacks", actor("A1"), doc="c.txt")])
    before = browser.actors()
    assert "Hub" in before
    assert not [label for label in before if label.startswith("B")]
    browser.run("kgraph.showActor(kgraph.data.actors.findIndex((actor) => actor.label === 'Hub'))")
    assert browser.find("#expand").text == "Show 30 of its 40 hidden neighbours"
    browser.find("#expand").click()
    assert len([label for label in browser.actors() if label.startswith("B")]) == 30
    assert browser.run("return document.activeElement.id") == "expand"
    browser.press(Keys.ENTER)
    assert len([label for label in browser.actors() if label.startswith("B")]) == 40
    browser.find("#collapse").click()
    assert browser.actors() == before
    # The same by double click: those who hang on Hub alone come, and go again.
    for many in (30, 40, 0):
        place = browser.run("return kgraph.network.getPositions([kgraph.state.selected.id])[kgraph.state.selected.id]")
        browser.run("kgraph.network.moveTo({ position: arguments[0], scale: 1 })", place)
        ActionChains(browser.driver).double_click(browser.find("#picture canvas")).perform()
        assert len([label for label in browser.actors() if label.startswith("B")]) == many


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
        assert browser.run("return document.querySelectorAll('#found [role=option]').length") >= 1
    ends = browser.run("return kgraph.network.getPositions()")
    picture = browser.find("#picture canvas")
    for place in ends.values():  # the tooltips
        at = browser.run("return kgraph.network.canvasToDOM(arguments[0])", place)
        left, top = round(at["x"] - picture.size["width"] / 2), round(at["y"] - picture.size["height"] / 2)
        ActionChains(browser.driver).move_to_element_with_offset(picture, left, top).pause(0.3).perform()
    assert browser.run("return document.querySelectorAll('script').length") == 6
    assert browser.run("return document.querySelectorAll('img, iframe, a, [onerror], [onclick]').length") == 0
    titles = browser.run("return kgraph.nodes.get().map((node) => node.title)")
    assert set(titles) == {*HOSTILE, "Iraq"}
    browser.run("document.querySelectorAll('#filters details').forEach((each) => { each.open = true; })")
    browser.wait_until_drawn()
    listed = browser.run("return [...document.querySelectorAll('#sources .hostile')].map((each) => each.textContent)")
    assert sorted(listed) == sorted([*HOSTILE, *HOSTILE])  # as documents and as speakers


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
