"""The agenda on its own page: what a browser does with its links, keys, filters, marks, editions and Back."""

import re
from itertools import pairwise

from playwright.sync_api import Locator, Page, expect

from lib.model.agenda import STAGES
from tests.browser.browser_support import Server, follow, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, choose, pick_one_more, shown_cards, title

NOT_THERE = "Het adres dat u vroeg bestaat niet"
AGENDA = "Werkagenda 2021–2023"
TEN = re.compile("^10. Realisatie goede managementinformatie")
LINES = "all => all.map((one) => getComputedStyle(one).textDecorationLine.includes('line-through'))"
COUNT_WHAT_IS_SENT = """() => {
    const send = WebSocket.prototype.send;
    window.sent = 0;
    WebSocket.prototype.send = function (...given) { window.sent += 1; return send.apply(this, given); };
}"""


def test_the_agenda_plays_opens_filters_marks_and_comes_back_in_one_document(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/bestaat-niet"), allowed=(NOT_THERE,))
    page.evaluate("window.sameDocument = true")
    an_unknown_page_leads_home(page)
    the_matrix_plays_through_its_editions_and_asks_the_server_nothing(page)
    cards_open_in_another_tab_and_are_passed_by_arrows(page)
    filters_leave_ghosts_and_come_back_with_back_and_forward(page)
    filters_hold_in_the_list_its_file_and_the_board(page)
    follow(page, "/")
    the_keyboard_switches_the_marks_on_without_a_flash_and_filters(page)
    follow(page, "/?sinds=2022-03-10")
    what_changed_is_struck_above_what_it_became(page)
    assert page.evaluate("window.sameDocument"), "the page was loaded again"


def an_unknown_page_leads_home(page: Page) -> None:
    expect(title(page, AGENDA)).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text(NOT_THERE)
    expect(page.get_by_role("dialog")).not_to_contain_text("not found")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def the_matrix_plays_through_its_editions_and_asks_the_server_nothing(page: Page) -> None:
    page.locator("summary", has_text="Afspelen: de agenda door de edities").click()
    replay = page.locator(".replay")
    expect(replay.locator(".where")).to_contain_text(": Nu")
    now = replay.locator(".matrix").inner_text()
    page.evaluate(COUNT_WHAT_IS_SENT)
    for _ in range(6):
        replay.get_by_label("Editie").press("ArrowLeft")
    expect(replay.locator(".where")).not_to_contain_text(": Nu")
    expect(replay.get_by_role("status")).to_contain_text("het moment ervoor")
    assert replay.locator(".matrix").inner_text() != now
    assert replay.locator(".matrix li").count() == 13
    assert page.evaluate("window.sent") == 0


def cards_open_in_another_tab_and_are_passed_by_arrows(page: Page) -> None:
    with page.context.expect_page() as opened:
        card(page, "3").click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("actie=3"))
    opened.value.close()
    expect(title(page, AGENDA)).to_be_visible()
    card(page, "6").focus()
    for key, arrived in (("ArrowRight", "1"), ("ArrowRight", "2"), ("ArrowDown", "4"), ("ArrowLeft", "3")):
        page.keyboard.press(key)
        expect(card(page, arrived)).to_be_focused()


def filters_leave_ghosts_and_come_back_with_back_and_forward(page: Page) -> None:
    ghosts = page.locator("li.off")
    press_priority(page, "B middel")
    expect(ghosts).to_have_count(11)
    assert shown_cards(page) == ["10", "8"]
    assert card(page, "3").get_attribute("href") is None
    pick_one_more(page, "Doel", "Stimuleren LLO en duurzame inzetbaarheid")
    expect(ghosts).to_have_count(12)
    expect(page).to_have_url(re.compile(r"/\?prio=B&doel=3$"))
    wait_ready(page)

    card(page, "10").click()
    expect(title(page, TEN)).to_be_focused()
    wait_ready(page)
    page.get_by_role("link", name="Wijzigingen").click()
    expect(title(page, "Wijzigingen")).to_be_visible()
    wait_ready(page)
    page.go_back()
    expect(title(page, TEN)).to_be_visible()
    wait_ready(page)
    page.go_back()
    expect(title(page, AGENDA)).to_be_visible()
    expect(ghosts).to_have_count(12)
    expect(page).to_have_url(re.compile(r"/\?prio=B&doel=3$"))
    expect(page.get_by_role("button", name="B middel")).to_have_attribute("aria-pressed", "true")
    wait_ready(page)
    page.go_forward()
    expect(title(page, TEN)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/actie\?actie=10$"))


def filters_hold_in_the_list_its_file_and_the_board(page: Page) -> None:
    follow(page, "/?weergave=lijst")
    rows = page.get_by_role("table", name="Werkagenda als lijst").get_by_role("row")
    expect(rows).to_have_count(1 + 13)
    press_priority(page, "B middel")
    expect(rows).to_have_count(1 + 2)
    wait_ready(page)
    page.get_by_role("button", name="Tabellen en grafieken meenemen").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-takeaway-tables-0").get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename.startswith("werkagenda-als-lijst-")
    file = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "prio = B" in file, "as filtered after the page was drawn"
    assert "PPS" in file
    assert "MKB" not in file
    page.keyboard.press("Escape")
    choose(page, "Bord")
    expect(page.locator("a[data-id]")).to_have_count(2)
    assert sorted(shown_cards(page)) == ["10", "8"]
    page.set_viewport_size({"width": 390, "height": 844})
    wait_still(page)
    columns = [box for column in page.locator(".board .column").all() if (box := column.bounding_box())]
    assert len(columns) == len(STAGES)
    assert {(column["x"], column["width"] > 340) for column in columns} == {(columns[0]["x"], True)}
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(columns))
    page.set_viewport_size({"width": 1366, "height": 768})


def press_priority(page: Page, label: str) -> None:
    page.get_by_role("toolbar", name="Prioriteit").get_by_role("button", name=label).click()


def the_keyboard_switches_the_marks_on_without_a_flash_and_filters(page: Page) -> None:
    switch = page.get_by_role("switch", name=re.compile("Markeer sinds"))
    expect(page.locator(".old, .then, .also, .fresh")).to_have_count(0)
    expect(legend(page)).to_have_count(0)
    switch.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("merk=ja"))
    expect(marked(page, "gewijzigd")).not_to_have_count(0)
    expect(page.locator("li.moved")).to_have_count(0)
    wait_ready(page)
    legend(page).filter(has_text="gelijk").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("soort=gelijk"))
    expect(page.locator("li.off[data-since='gelijk']")).to_have_count(0)
    expect(page.locator("li.off[data-since='gewijzigd']")).not_to_have_count(0)
    wait_ready(page)
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator("li.off")).to_have_count(0)
    expect(legend(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("soort"))


def what_changed_is_struck_above_what_it_became(page: Page) -> None:
    fund = card(page, "4")
    old, now = fund.locator(".facts .old").first, fund.locator(".stage")
    expect(old).to_have_text("Purpose case")
    expect(now).to_have_text("Draagvlaktoets")
    assert [old.evaluate_all(LINES), now.evaluate_all(LINES)] == [[True], [False]]
    above, below = old.bounding_box(), now.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1
    assert card(page, "9").locator(".title").evaluate_all(LINES) == [True]


def legend(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Sinds: toon alleen").get_by_role("button")


def marked(page: Page, kind: str) -> Locator:
    return page.locator(f"li[data-since='{kind}']")
