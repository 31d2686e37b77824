"""Coalities in a real browser: the network by its lines, its dots and its list."""

import re

from playwright.sync_api import expect

from tests.browser.browser_support import Server, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import choose


def test_the_network_its_list_and_its_dots_follow_the_same_focus(shared_server: Server, open_page: OpenPage):
    page = open_page(shared_server.url("/coalities?set=voorbeeld"), viewport=(1920, 1080))
    tabs = page.get_by_role("radiogroup", name="Weergave")
    before = tabs.bounding_box()
    choose(page, "Netwerk")
    expect(page.locator(".network a.action.weak")).to_have_count(3)
    wait_still(page)
    assert tabs.bounding_box() == before, "the tabs moved under the pointer"
    assert page.locator(".network path.stub").count() == 7, "the chairs that are empty"

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

    page.set_viewport_size({"width": 390, "height": 844})
    follow(page, "/coalities?set=voorbeeld&blik=netwerk")
    expect(page).not_to_have_url(re.compile("tekening"))
    actions = page.get_by_role("list", name="Partijen per actie").get_by_role("listitem")
    expect(actions).to_have_count(13)
    fund = actions.filter(has_text="4 Ontwikkelfonds")
    fund.get_by_role("link").click()
    expect(fund.locator("a[aria-current=true]")).to_be_visible()
    expect(page).to_have_url(re.compile("focus=a4"))
    expect(rows).to_have_count(1 + fund.locator(".dots i").count())
    expect(page.locator(".dots i.dim")).not_to_have_count(0)
