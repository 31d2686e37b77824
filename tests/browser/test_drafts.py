"""A half-typed form outlives a change of tab, Back, a link, a reload and a restart; hostile words stay so."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from lib.access import Person
from lib.store import agenda as stored_agenda, coalitions
from lib.store.drafts import read_drafts
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import (
    FOLLOW,
    ONLY_PAGE,
    WAIT_MS,
    Server,
    axe,
    follow,
    wait_ready,
    wait_still,
)
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.visitor import (
    as_shown,
    choose,
    edit,
    open_picker,
    said,
    unfold,
    wait_caught_up,
    write_purpose,
)

HALF = "Een halve zi"
FORM = "new milestone 3"
ADDRESS = "/actie?actie=3&tab=coalitie&modus=bewerken"
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://voorbeeld.invalid","x")',
    "[x](javascript:alert(1))",
    ":red[x] **vet** `code` :material/home:",
    "$x$ <b>y</b> &lt;i&gt;",
)


def what(page: Page) -> Locator:
    """The first field of the form."""
    return page.get_by_label("Wat", exact=True)


def type_half(page: Page, more: str = HALF) -> None:
    """Type (on) without leaving the field: the keyboard is still in it."""
    what(page).press("End")
    what(page).press_sequentially(more)
    expect(what(page)).to_be_focused()


def await_stored(page: Page, server: Server, who: str, text: str = HALF) -> None:
    """Await what the page sent last: no person opens the form anew before that has come."""
    for _ in range(200):
        if text in [draft.text for draft in read_drafts(server.database, who, FORM).values()]:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the draft never came")


def expect_half(page: Page, text: str = HALF) -> None:
    wait_still(page)
    unfold(page, "Mijlpaal toevoegen")
    expect(what(page)).to_have_value(text)
    expect(page.locator(f".wa-draft[data-form='{FORM}']")).to_be_visible()


def test_a_change_of_tab_a_link_back_and_a_reload_lose_nothing(agenda: Server, open_page: OpenPage):
    write_purpose(agenda.database, "3", "Wat er al stond")
    page = open_page(agenda.url("/begrippen"), name="Away")
    a_field_that_is_drawn_late_shows_what_is_stored(page)
    choose(page, "Coalitie")
    unfold(page, "Mijlpaal toevoegen")
    type_half(page)
    choose(page, "Purpose case")
    expect(page.get_by_role("heading", name="De vier delen")).to_be_visible()
    choose(page, "Coalitie")
    expect_half(page)

    type_half(page, "pe")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Coalities").click()
    expect(page.get_by_role("heading", level=1, name="Coalities")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("tab=coalitie"))
    expect(page.get_by_role("heading", name="Mijlpalen")).to_be_visible()
    expect_half(page, HALF + "pe")

    name = page.get_by_label("Leg de stand van nu vast als editie")
    open_picker(page)
    name.press_sequentially(HALF)
    expect(page.locator(".wa-draft[data-form='freeze']")).to_be_visible()
    page.keyboard.press("Escape")
    type_half(page, "n")
    page.reload()
    wait_ready(page)
    await_stored(page, agenda, "Away", HALF + "pen")
    expect_half(page, HALF + "pen")
    type_half(page, "!")
    write_purpose(agenda.database, "3", "Wat een ander intussen schrijft")
    page.get_by_role("button", name="Tonen").click()
    wait_caught_up(page, agenda.database)
    expect(what(page)).to_have_value(HALF + "pen!")
    open_picker(page)
    expect(name).to_have_value(HALF)


def a_field_that_is_drawn_late_shows_what_is_stored(page: Page) -> None:
    held: list[Route] = []
    page.route("**/TextArea*.js", lambda route: held.append(route))
    page.evaluate(FOLLOW, ["/actie?actie=3&modus=bewerken&tab=purpose-case", WAIT_MS])
    expect(page.get_by_role("heading", name="De vier delen")).to_be_visible()
    open_picker(page)
    expect(page.get_by_test_id("stPopoverBody").get_by_role("textbox").first).to_be_visible()
    held[0].continue_()
    page.unroute_all()
    expect(page.get_by_label("Financiering")).to_have_value("Wat er al stond")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_what_is_thrown_away_refused_or_saved_leaves_no_draft_and_a_kill_and_a_restart_lose_nothing(
    agenda: Server, open_page: OpenPage
):
    page = open_page(agenda.url(ADDRESS), name="Restart", allowed=(".*",))
    unfold(page, "Mijlpaal toevoegen")
    mark = page.locator(f".wa-draft[data-form='{FORM}']")
    expect(mark).to_be_hidden()
    type_half(page)
    expect(mark).to_be_visible()
    page.get_by_role("button", name="Concept weggooien").click()
    expect(what(page)).to_have_value("")
    expect(mark).to_be_hidden()
    wait_ready(page)
    type_half(page, "Plan klaar")
    a_refusal_stands_under_its_field(page)

    day, stored = page.get_by_label("Gereed op").first, said(page, "De mijlpaal staat erbij.")
    day.fill("1-2-2031")
    page.keyboard.press("Enter")
    expect(stored).to_be_in_viewport()
    first = what(page).first
    expect(first).to_have_value("")
    expect(first).to_be_focused()
    expect(mark).to_be_hidden()
    assert read_drafts(agenda.database, "Restart", FORM) == {}

    wait_ready(page)
    first.press_sequentially(HALF)
    expect(mark).to_be_visible()
    turn = str(mark.get_attribute("data-turn"))
    agenda.kill()
    agenda.start()
    expect(mark).not_to_have_attribute("data-turn", turn)
    expect(mark).to_be_visible()
    expect(stored).to_have_count(0)
    expect(first).to_have_value(HALF)
    await_stored(page, agenda, "Restart")
    wait_still(page)
    page.get_by_role("button", name="Concept weggooien").click()
    expect(first).to_have_value("")
    expect(mark).to_be_hidden()
    assert read_drafts(agenda.database, "Restart", FORM) == {}

    wait_ready(page)
    day.fill("1-2-1066")
    type_half(page)
    agenda.stop()
    agenda.start()
    page.get_by_role("button", name="Mijlpaal toevoegen").click()  # as soon as it can be pressed
    expect(said(page, "De datum van de mijlpaal moet tussen 2015 en 2040 liggen.")).to_be_visible()
    wait_ready(page)
    day.fill("1-2-2031")
    page.keyboard.press("Enter")
    expect(stored).to_be_visible()
    expect(first).to_have_value("")
    with reading(agenda.database) as db:
        assert [one.what for one in coalitions.table(db, "3").milestones].count(HALF) == 1


def a_refusal_stands_under_its_field(page: Page) -> None:
    day = page.get_by_label("Gereed op").first
    day.fill("1-2-1066")
    assert "Press Enter" not in page.locator("body").inner_text()
    heard = Listener(page)
    page.keyboard.press("Enter")
    wrong = said(page, "De datum van de mijlpaal moet tussen 2015 en 2040 liggen.")
    expect(wrong).to_be_in_viewport()
    expect(day).to_be_focused()
    expect(day).to_have_value("1-2-1066")
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description(re.compile("moet tussen 2015 en 2040 liggen"))
    heard.hear("Enter op een formulier met een datum die niet kan", said="tussen 2015 en 2040")
    heard.compare("een geweigerd veld verbeteren")
    assert axe(page, within=ONLY_PAGE) == []


def test_hostile_words_are_shown_as_they_were_typed(agenda: Server, open_page: OpenPage):
    words = " ".join(HOSTILE)
    name = words[:120].strip()
    page = open_page(agenda.url("/actie?actie=8&modus=bewerken"), name="<b>Anna</b> :red[x]")
    unfold(page, "Partij toevoegen")
    page.get_by_label("Naam van de organisatie").fill(words)
    page.get_by_role("button", name="Partij toevoegen").click()
    expect(said(page, "staat in de lijst van partijen")).to_contain_text(as_shown(words))
    expect(page.get_by_role("button", name="<b>Anna</b> :red[x]")).to_be_visible()

    with reading(agenda.database) as db:
        [party] = [one.id for one in stored_agenda.parties(db) if one.name == words]
    edit(agenda.database, "8", {"name": name, "note": words, "driver_id": party}, reason=words)
    with writing(agenda.database, Person("Bram")) as db:
        step = {"action_id": "8", "happened_on": "2022-03-01", "what": words, "kind": "gesprek"}
        stored_agenda.add_step(db, {**step, "started_by": "coalitie"})
    for address in ("/?weergave=bord", "/wijzigingen", "/actie?actie=8"):
        follow(page, address)
        expect(page.get_by_test_id("stMain")).to_contain_text(as_shown(name))
        assert page.locator("script:text('alert')").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(as_shown(f"8. {name}"))
    expect(page.locator(".wa-steps li").filter(has_text=words)).to_have_count(1)
    expect(page.get_by_test_id("stMain")).to_contain_text(f"Aanjager: {words}")
