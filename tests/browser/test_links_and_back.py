"""The link is the state: copied links, Back and Forward, and addresses that make no sense."""

import re

from playwright.sync_api import Page, expect

from tests.browser.browser_support import Server, follow, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import card, choose, open_picker, said, shown_cards, title

TEN = re.compile("^10. Realisatie goede managementinformatie")


def test_the_address_is_the_state_for_who_gets_it_for_links_and_for_back_and_forward(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url("/"))
    a_copied_link_shows_somebody_else_the_same(page, open_page)
    links_carry_the_moment_along(page)
    back_forward_and_the_way_back_return_to_the_same_filters(page)


def a_copied_link_shows_somebody_else_the_same(page: Page, open_page: OpenPage) -> None:
    page.get_by_role("button", name="B middel").click()
    expect(page).to_have_url(re.compile("prio=B"))
    choose(page, "Bord")
    expect(page).to_have_url(re.compile("weergave=bord"))
    expect(page.locator("a[data-id]")).to_have_count(2)

    other = open_page(page.url)
    expect(other.get_by_role("radio", name="Bord")).to_be_checked()
    expect(other.locator("a[data-id]")).to_have_count(2)
    assert shown_cards(other) == shown_cards(page)
    expect(other.get_by_role("button", name="B middel")).to_have_attribute("aria-pressed", "true")


def links_carry_the_moment_along(page: Page) -> None:
    follow(page, "/?op=2022-06-30&sinds=2022-01-01&modus=bewerken")
    card(page, "3").click()
    expect(title(page, "3. Verbeteren")).to_be_visible()
    for part in ("op=2022-06-30", "sinds=2022-01-01", "modus=bewerken"):
        assert part in page.url
    page.get_by_role("link", name="Wijzigingen").click()
    expect(title(page, "Wijzigingen")).to_be_visible()
    assert "op=2022-06-30" in page.url
    assert "actie=" not in page.url


def back_forward_and_the_way_back_return_to_the_same_filters(page: Page) -> None:
    follow(page, "/?prio=B&doel=3")
    agenda, off = title(page, "Werkagenda 2021–2023"), page.locator("li.off")
    card(page, "10").click()
    expect(title(page, TEN)).to_be_visible()
    page.get_by_role("link", name="Wijzigingen").click()
    expect(title(page, "Wijzigingen")).to_be_visible()

    page.go_back()
    expect(title(page, TEN)).to_be_visible()
    page.go_back()
    expect(agenda).to_be_visible()
    expect(off).to_have_count(12)
    expect(page).to_have_url(re.compile(r"/\?prio=B&doel=3$"))
    page.go_forward()
    expect(title(page, TEN)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/actie\?actie=10$"))

    follow(page, "/")
    expect(off).to_have_count(0)
    page.get_by_role("button", name="C laag").click()
    expect(page).to_have_url(re.compile("prio=C"))
    expect(off).to_have_count(10)
    card(page, "5").click()
    expect(title(page, re.compile("^5. "))).to_be_visible()
    page.go_back()
    expect(agenda).to_be_visible()
    expect(off).to_have_count(10)
    expect(page.get_by_role("button", name="C laag")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("prio=C"))

    follow(page, "/?doel=3&weergave=bord")
    expect(page.locator("a[data-id]")).to_have_count(4)
    card(page, "10").click()
    expect(title(page, TEN)).to_be_visible()
    page.get_by_role("navigation", name="Andere acties").get_by_role("link", name="Werkagenda").click()
    expect(agenda).to_be_visible()
    expect(page.locator("a[data-id]")).to_have_count(4)
    expect(page).to_have_url(re.compile("doel=3"))
    expect(page.get_by_role("radio", name="Bord")).to_be_checked()


def test_an_unknown_page_leads_home_nonsense_gets_a_sentence_and_a_past_moment_cannot_be_edited(
    shared_server: Server, open_page: OpenPage
):
    allowed = ("Het adres dat u vroeg bestaat niet",)
    page = open_page(shared_server.url("/bestaat-niet"), allowed=allowed, name="Anna")
    expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Het adres dat u vroeg bestaat niet")
    expect(page.get_by_role("dialog")).not_to_contain_text("not found")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    follow(page, "/actie?actie=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    expect(said(page, "Actie “<script>alert(1)</script>” bestaat niet.")).to_be_visible()
    a_past_moment_is_chosen_shows_the_state_of_then_and_cannot_be_edited(page)


def a_past_moment_is_chosen_shows_the_state_of_then_and_cannot_be_edited(page: Page) -> None:
    follow(page, "/?op=2022-06-30&set=voorbeeld&modus=bewerken&weergave=lijst")
    expect(page.get_by_text("STAND OP 30 JUNI 2022", exact=True)).to_be_visible()
    expect(page.get_by_text("Alleen lezen.")).to_be_visible()
    expect(page.get_by_role("table", name="Werkagenda als lijst")).to_be_visible()
    expect(page.get_by_test_id("data-grid-canvas")).to_have_count(0)
    expect(page.get_by_text("Bewerk één actie")).to_have_count(0)
    expect(page.get_by_role("radio", name="Bewerken")).to_be_disabled()

    open_picker(page)
    page.get_by_text("Kies zelf").click()
    day = page.get_by_role("textbox", name=re.compile("toon de agenda zoals die was op", re.IGNORECASE))
    day.fill("31-02-2022")
    day.press("Enter")
    expect(page.get_by_text("“31-02-2022” is geen datum.")).to_be_visible()
    wait_ready(page)
    day.fill("15-05-2022")
    day.press("Enter")
    expect(page).to_have_url(re.compile("op=2022-05-15"))
    expect(page.get_by_text("STAND OP 15 MEI 2022", exact=True)).to_be_visible()

    follow(page, "/actie?actie=3&op=2021-06-30&modus=bewerken")
    expect(page.get_by_role("heading", name="Stand op die datum")).to_be_visible()
    expect(page.locator("[aria-current=step]")).not_to_contain_text("In uitvoering")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_count(0)
    expect(page.get_by_text("Fase wijzigen")).to_have_count(0)
    choose(page, "Geschiedenis")
    expect(page.get_by_role("heading", name="Geschiedenis")).to_be_visible()
    expect(page.get_by_role("button", name="Terugzetten")).to_have_count(0)

    page.get_by_role("button", name="Terug naar nu").click()
    expect(page.get_by_text("Alleen lezen.")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("op="))
