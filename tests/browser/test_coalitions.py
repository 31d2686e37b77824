"""Coalities in a real browser: the network by its lines, its dots and its list."""

import re

from playwright.sync_api import expect

from tests.browser.browser_support import ONLY_PAGE, Server, axe, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose


def test_the_network_its_list_and_its_dots_follow_the_same_focus(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url("/coalities?set=voorbeeld"))
    tabs = page.get_by_role("radiogroup", name="Weergave")
    before = tabs.bounding_box()
    stops = page.get_by_text("Als de werkambassadeur morgen vertrekt")
    for view, brought in (("Zonder de werkambassadeur", stops), ("Netwerk", page.locator(".network"))):
        choose(page, view)
        expect(brought).to_be_visible()
        wait_still(page)
        assert tabs.bounding_box() == before, "the tabs moved under the pointer"
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(page.locator(".network a.action.weak")).to_have_count(3)
    chairs_empty = page.locator(".network path.stub").count()
    assert chairs_empty == 7

    parties = page.locator(".network a.party")
    table = page.get_by_role("table", name="Partijen en hun acties")
    rows = table.get_by_role("row")
    expect(rows).to_have_count(parties.count() + 1)

    first = parties.first
    name = first.get_attribute("title") or ""
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".network a.party[aria-current=true]")).to_have_text(name)
    expect(rows).to_have_count(2)
    expect(table).to_contain_text(name)
    lit = page.locator(".network a.action:not(.dim) > span").all_text_contents()
    for label in lit:
        expect(table).to_contain_text(label)

    page.locator(".network a.action:not(.dim)").first.click()
    expect(page.locator(".network a.action[aria-current=true]")).to_have_count(1)
    expect(rows).to_have_count(page.locator(".network a.party:not(.dim)").count() + 1)

    dots = page.get_by_role("list", name="Partijen per actie")
    choose(page, "Stippen")
    expect(dots).to_be_visible()

    page.set_viewport_size({"width": 390, "height": 844})
    follow(page, "/coalities?set=voorbeeld&blik=netwerk")
    expect(page).not_to_have_url(re.compile("tekening"))
    actions = dots.get_by_role("listitem")
    expect(actions).to_have_count(13)
    fund = actions.filter(has_text="4 Ontwikkelfonds")
    expect(fund.locator(".dots.onderwijs i")).to_have_count(1)
    expect(actions.filter(has_text="9 Een taal")).to_contain_text("beëindigd")
    fund.get_by_role("link").click()
    expect(fund.locator("a[aria-current=true]")).to_be_visible()
    expect(page).to_have_url(re.compile("focus=a4"))
    expect(rows).to_have_count(1 + fund.locator(".dots i").count())
    assert axe(page, within=ONLY_PAGE) == []

    rows.nth(1).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("focus=p"))
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Toon alles").click()
    expect(fund.locator("a[aria-current=true]")).to_have_count(0)
    expect(page.locator(".dots i.dim")).to_have_count(0)
