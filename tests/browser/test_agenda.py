"""The matrix: opening an action by mouse and keyboard, where a goal comes from, and the filters."""

import re
from itertools import pairwise

from playwright.sync_api import Page, expect

from lib.model.agenda import STAGES
from tests.browser.browser_support import Server, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, choose, pick_one_more, shown_cards, title


def test_the_matrix_plays_its_editions_opens_its_actions_and_its_filters_hold_in_list_and_board(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/"))
    a_goal_shows_the_words_of_the_annex_it_comes_from(page)
    the_matrix_plays_through_its_editions_and_asks_the_server_nothing(page)
    page.evaluate("window.sameDocument = true")
    card(page, "3").click()
    expect(title(page, "3. Verbeteren zij-instroom naar techniek")).to_be_focused()
    page.go_back()
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    wait_ready(page)
    with page.context.expect_page() as opened:
        card(page, "3").click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("actie=3"))
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    opened.value.close()
    card(page, "6").focus()
    for key, arrived in (("ArrowRight", "1"), ("ArrowRight", "2"), ("ArrowDown", "4"), ("ArrowLeft", "3")):
        page.keyboard.press(key)
        expect(card(page, arrived)).to_be_focused()
    page.keyboard.press("Enter")
    expect(title(page, "3. Verbeteren zij-instroom naar techniek")).to_be_focused()
    page.go_back()
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    wait_ready(page)
    filters_leave_ghosts_stand_in_the_address_and_hold_in_list_and_board(page)
    assert page.evaluate("window.sameDocument"), "the page was loaded again"


def filters_leave_ghosts_stand_in_the_address_and_hold_in_list_and_board(page: Page) -> None:
    press_priority(page, "B middel")
    expect(page.locator("li.off")).to_have_count(11)
    expect(page).to_have_url(re.compile(r"prio=B"))
    assert shown_cards(page) == ["10", "8"]
    assert card(page, "3").get_attribute("href") is None

    pick_one_more(page, "Doel", "Stimuleren LLO en duurzame inzetbaarheid")
    expect(page.locator("li.off")).to_have_count(12)
    expect(page).to_have_url(re.compile(r"doel=3"))
    expect(page.get_by_test_id("stMain").get_by_text("Eén actie van de 13.")).to_be_visible()

    page.get_by_role("button", name="Filters wissen").click()
    expect(page.locator("li.off")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"\?"))

    wait_ready(page)
    words = page.get_by_role("textbox", name="Zoek")
    words.fill("zzz")
    words.press("Enter")
    expect(page.get_by_test_id("stMain").get_by_text("Nul acties van de 13.")).to_be_visible()
    words.fill("")
    words.press("Enter")
    expect(page.locator("li.off")).to_have_count(0)

    wait_ready(page)
    press_priority(page, "A hoog")
    expect(page.locator("li.off")).to_have_count(7)
    choose(page, "Lijst")
    rows = page.get_by_role("table", name="Werkagenda als lijst").get_by_role("row")
    expect(rows).to_have_count(1 + 6)
    expect(page).to_have_url(re.compile("weergave=lijst"))
    press_priority(page, "A hoog")
    press_priority(page, "B middel")
    expect(rows).to_have_count(1 + 2)
    page.get_by_role("button", name="Tabellen en grafieken meenemen").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-takeaway-tables-0").get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename.startswith("werkagenda-als-lijst-")
    file = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "prio = B" in file, "as filtered after the page was drawn"
    assert "PPS" in file
    assert "MKB" not in file
    page.keyboard.press("Escape")
    press_priority(page, "B middel")
    press_priority(page, "A hoog")
    expect(rows).to_have_count(1 + 6)
    choose(page, "Bord")
    expect(page.get_by_role("region", name="Fase: In uitvoering")).to_contain_text("Verbeteren zij-instroom")
    expect(page).to_have_url(re.compile("weergave=bord"))
    assert sorted(shown_cards(page)) == ["1", "11", "2", "3", "4", "6"]
    page.set_viewport_size({"width": 390, "height": 844})
    wait_still(page)
    columns = [box for column in page.locator(".board .column").all() if (box := column.bounding_box())]
    assert len(columns) == len(STAGES)
    assert {(column["x"], column["width"] > 340) for column in columns} == {(columns[0]["x"], True)}
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(columns))


def press_priority(page: Page, label: str) -> None:
    page.get_by_role("toolbar", name="Prioriteit").get_by_role("button", name=label).click()


def a_goal_shows_the_words_of_the_annex_it_comes_from(page: Page) -> None:
    goal = page.get_by_role("button", name=re.compile("Behouden en vergroten"))
    goal.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Verbeteren zij-instroom naar techniek (3) A")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    goal.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait_ready(page)


COUNT_WHAT_IS_SENT = """() => {
    const send = WebSocket.prototype.send;
    window.sent = 0;
    WebSocket.prototype.send = function (...given) { window.sent += 1; return send.apply(this, given); };
}"""


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
