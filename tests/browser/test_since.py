"""What changed since on the screen: drawn on the cards, filtered by its legend, reopened by its link."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.browser_support import Server, follow, load
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, choose, shown_cards

SINCE = "/?sinds=2022-03-10"
DRAWN_THROUGH = "(one) => getComputedStyle(one).textDecorationLine.includes('line-through')"


def legend(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Sinds: toon alleen").get_by_role("button")


def marked(page: Page, kind: str) -> Locator:
    return page.locator(f"li[data-since='{kind}']")


def switch(page: Page) -> Locator:
    return page.get_by_role("switch", name=re.compile("Markeer sinds"))


def test_what_changed_is_struck_on_the_cards_filtered_by_its_legend_and_reopened_by_its_link(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/"), viewport=(1920, 1080))
    the_keyboard_switches_the_marks_of_a_plain_matrix_on_without_a_flash_and_filters(page)
    follow(page, SINCE)
    fund = card(page, "4")
    old, new = fund.locator(".facts .old").first, fund.locator(".stage")
    expect(old).to_have_text("Purpose case")
    assert old.evaluate(DRAWN_THROUGH)
    expect(new).to_have_text("Draagvlaktoets")
    assert not new.evaluate(DRAWN_THROUGH)
    above, below = old.bounding_box(), new.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1
    expect(fund.locator(".helix.overheid .then i.on")).to_have_count(2)
    expect(fund.locator(".helix.overheid .by")).to_have_text("+3")
    expect(fund).to_contain_text("prioriteit was B, nu A; fase was Purpose case, nu Draagvlaktoets")
    assert card(page, "9").locator(".title").evaluate(DRAWN_THROUGH)
    expect(marked(page, "beeindigd")).to_have_count(1)

    kinds = ("beëindigd", "nieuw", "gewijzigd", "verouderd", "gelijk")
    expect(legend(page)).to_have_text([re.compile(rf"^\d+ {kind}") for kind in kinds])
    assert sum(int(text.split()[0]) for text in legend(page).all_text_contents()) == 13
    legend(page).first.click()
    expect(page).to_have_url(re.compile("soort=beeindigd"))
    expect(page.locator("li.off")).to_have_count(12)
    assert shown_cards(page) == ["9"]
    assert len(page.locator("li[data-place]").all()) == 13, "the others stay in their place"

    load(page, page.url)
    expect(page.locator("li.off")).to_have_count(12)
    assert shown_cards(page) == ["9"]
    expect(legend(page).first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Filters wissen").click()
    expect(page.locator("li.off")).to_have_count(0)
    expect(marked(page, "gewijzigd")).not_to_have_count(0)

    choose(page, "Lijst")
    page.get_by_role("table", name="Werkagenda als lijst").get_by_role("link", name="Sinds").click()
    expect(page).to_have_url(re.compile("sorteer=sinds"))
    expect(page.locator(".wa-kind").first).to_have_text("beëindigd")
    choose(page, "Bord")
    expect(card(page, "4").locator(".facts .old").first).to_have_text("Purpose case")


def the_keyboard_switches_the_marks_of_a_plain_matrix_on_without_a_flash_and_filters(page: Page) -> None:
    expect(card(page, "4")).to_be_visible()
    expect(page.locator(".old, .then, .also, .fresh")).to_have_count(0)
    expect(legend(page)).to_have_count(0)
    switch(page).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("merk=ja"))
    expect(marked(page, "gewijzigd")).not_to_have_count(0)
    expect(page.locator("li.moved")).to_have_count(0)
    same = legend(page).filter(has_text="gelijk")
    same.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("soort=gelijk"))
    expect(page.locator("li.off[data-since='gelijk']")).to_have_count(0)
    expect(page.locator("li.off[data-since='gewijzigd']")).not_to_have_count(0)
    switch(page).focus()
    page.keyboard.press("Space")
    expect(page.locator("li.off")).to_have_count(0)
    expect(legend(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("soort"))
