"""The three main tasks with the keyboard alone: find an action, record what happened, move it along.

Nothing here clicks: every step is a key, and what it reaches must have the focus by then. What is heard
meanwhile is compared with the texts in `spoken`.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.browser_support import ONLY_PAGE, Server, axe, axe_in_both, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.visitor import UNFOLDED, card, choose, moment_picker, said, shown_cards, stored, title

HOME = "/?set=voorbeeld"
VOICE = "body > [role=status]"
FURTHEST = 120
"""More presses of Tab than this to reach something is a page nobody uses with the keyboard."""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the keyboard is there."""
    expect(wanted).to_be_visible()
    for _ in range(FURTHEST):
        if wanted.evaluate("(one) => one.matches(':focus') || one.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{FURTHEST} presses of Tab do not lead to {wanted}")


def open_fold(page: Page, text: str) -> None:
    """Tab to a folded part and open it with Enter."""
    tab_to(page, page.locator("summary", has_text=text))
    page.keyboard.press("Enter")
    fold = page.locator("details", has=page.locator("summary", has_text=text))
    page.wait_for_function(UNFOLDED, arg=fold.element_handle())


def test_who_only_looks_finds_opens_and_hears_all_by_keys_or_switches_them_off(
    shared_server: Server, open_page: OpenPage
):
    page = open_page(shared_server.url(HOME))
    expect(page.locator(VOICE)).to_have_text("")
    find_an_action(page)
    for look in (
        hear_what_a_choice_changes,
        open_and_close,
        find_a_word,
        open_the_state_and_its_evidence,
    ):
        if page.url != shared_server.url(HOME):
            follow(page, HOME)
        expect(title(page, "Werkagenda 2021–2023")).to_be_visible()
        look(page)
    follow(page, "/coalities?set=voorbeeld")
    pass_by_many_stops(page)
    follow(page, "/actie?actie=5&set=voorbeeld")
    keys_can_be_switched_off(page)


def hear_what_a_choice_changes(page: Page) -> None:
    heard = Listener(page)
    choose(page, "Lijst")
    heard.hear("kies Lijst", said="Lijst.")
    page.get_by_role("textbox", name="Zoek").fill("ontwikkelfonds")
    page.keyboard.press("Enter")
    expect(page.locator(VOICE)).to_contain_text("van de 13")
    heard.hear("typ ontwikkelfonds in het zoekveld, Enter", said="van de 13")
    heard.compare("weergave en filter kiezen")


def find_an_action(page: Page) -> None:
    heard = Listener(page)
    tab_to(page, page.get_by_role("textbox", name="Zoek"))
    heard.hear("Tab naar het zoekveld")
    page.keyboard.type("ontwikkelfonds")
    page.keyboard.press("Enter")
    expect(page.locator("li.off")).not_to_have_count(0)
    wait_still(page)
    heard.hear("typ ontwikkelfonds, Enter", said="van de 13")
    assert "4" in shown_cards(page)
    tab_to(page, card(page, "4"))
    heard.hear("Tab naar de kaart")
    page.keyboard.press("Enter")
    expect(title(page, "4. Ontwikkelfonds")).to_be_focused()
    heard.hear("Enter")
    heard.compare("een actie vinden en openen")


def open_and_close(page: Page) -> None:
    """The keyboard goes into what opens, and back to what opened it."""
    picker = moment_picker(page)
    picker.focus()
    heard = Listener(page)
    heard.hear("Tab naar het moment")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody").locator(":focus")).to_have_count(1)
    heard.hear("Enter")
    page.keyboard.press("Escape")
    expect(picker).to_be_focused()
    heard.hear("Escape")

    goal = page.get_by_role("button", name="toon de bron").first
    goal.focus()
    heard.hear("Tab naar een doel")
    page.keyboard.press("Enter")
    expect(page.locator("[role=dialog]:focus, [role=dialog] :focus")).to_have_count(1)
    heard.hear("Enter")
    assert axe_in_both(page, {"include": [["[role=dialog]"]]}) == []
    page.keyboard.press("Escape")
    expect(goal).to_be_focused()
    heard.hear("Escape")
    heard.compare("het moment en de bron van een doel bekijken")


def find_a_word(page: Page) -> None:
    moment_picker(page).focus()
    heard = Listener(page)
    page.keyboard.press("/")
    words = page.get_by_role("combobox", name="Vind in de werkagenda")
    expect(words).to_be_focused()
    heard.hear("/")
    page.keyboard.type("instroom naar")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Verbeteren zij-instroom")
    heard.hear("typ instroom naar", said="gevonden")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(moment_picker(page)).to_be_focused()

    page.keyboard.press("Control+k")
    page.keyboard.type("ontwikkelfonds")
    expect(page.get_by_role("option", selected=True)).to_contain_text("4 Ontwikkelfonds")
    page.keyboard.press("Enter")
    expect(title(page, "4. Ontwikkelfonds")).to_be_focused()
    heard.hear("Control K, typ ontwikkelfonds, Enter")
    heard.compare("zoeken")
    expect(page).to_have_url(re.compile("actie=4&set=voorbeeld"))


def open_the_state_and_its_evidence(page: Page) -> None:
    page.get_by_role("link", name="Naar de inhoud").focus()
    tab_to(page, page.get_by_role("navigation", name="Menu").get_by_role("link", name="Stand", exact=True))
    page.keyboard.press("Enter")
    expect(title(page, "Stand")).to_be_focused()
    wait_still(page)
    tab_to(page, page.locator(".wa-stand").get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/actie\?.*actie="))


def pass_by_many_stops(page: Page) -> None:
    way_round = page.get_by_role("link", name="Sla de tabel over")
    heard = Listener(page)
    way_round.focus()
    heard.hear("Tab naar de tabel")
    expect(way_round).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Einde van de tabel")).to_be_focused()
    heard.hear("Enter")
    page.keyboard.press("Tab")
    past_it = page.locator("p", has_text="Beëindigd, dus zonder coalitie").locator(".wa-link")
    expect(past_it).to_be_focused()
    heard.hear("Tab")
    heard.compare("een lange tabel overslaan")


def keys_can_be_switched_off(page: Page) -> None:
    record = page.get_by_role("button", name="Gebeurtenis vastleggen")
    expect(record).to_have_text(re.compile("S$"))
    who, hint = page.get_by_role("button", name="Wie bent u?"), page.get_by_role("tooltip")
    who.click()
    page.get_by_test_id("stPopoverBody").get_by_test_id("stTooltipHoverTarget").last.hover()
    hint.hover()
    expect(hint).to_contain_text("Enkele letters")  # it stays under the pointer
    page.keyboard.press("Escape")
    expect(hint).to_have_count(0)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    who.click()
    page.get_by_text("Sneltoetsen").click()
    expect(record).not_to_have_text(re.compile("S$"))
    page.wait_for_function("document.cookie.includes('werkagenda_toetsen=uit')")
    page.reload()
    wait_still(page)
    expect(record).not_to_have_text(re.compile("S$"))
    page.keyboard.press("s")
    choose(page, "Coalitie")
    expect(page).to_have_url(re.compile("tab=coalitie"))
    expect(page).not_to_have_url(re.compile("modus=bewerken"))

    follow(page, "/presenteren?overleg=agenda&dia=2&set=voorbeeld")
    root = page.locator(":root")
    expect(root).to_have_attribute("data-dia", "2")
    for letter in "bqp":
        page.keyboard.press(letter)
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-dia", "3")
    expect(page.locator(".st-key-decision-box textarea")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Uw notities bij deze dia")).to_have_count(0)


def test_what_happened_is_recorded_from_anywhere_and_an_action_moves_along_the_ladder(
    agenda: Server, open_page: OpenPage
):
    page = open_page(agenda.url("/actie?actie=5"), name="Anna")
    record_what_happened(page)
    follow(page, "/actie?actie=6&modus=bewerken")
    expect(title(page, re.compile("^6. "))).to_be_visible()
    move_along_the_ladder(page, agenda)


def record_what_happened(page: Page) -> None:
    wait_still(page)
    heard = Listener(page)
    page.keyboard.press("s")
    expect(page.get_by_label("Wat is er gebeurd?")).to_be_focused()
    wait_still(page)
    heard.hear("S")
    page.keyboard.type("Drie gemeenten willen meedoen")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Op initiatief van")).to_be_focused()
    wait_still(page)
    heard.hear("typ wat er gebeurde, Enter")
    page.keyboard.type("de coalitie zelf")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_test_id("stForm").get_by_role("button", name="Gebeurtenis vastleggen"))
    page.keyboard.press("Enter")
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()
    expect(page.locator(".wa-steps li").first).to_contain_text("Drie gemeenten willen meedoen")

    wait_still(page)
    heard.hear("Tab naar Gebeurtenis vastleggen, Enter", said="De gebeurtenis is vastgelegd.")
    heard.compare("vastleggen wat er gebeurde")
    tab_to(page, page.get_by_role("link", name="Wijzigingen"))
    page.keyboard.press("Enter")
    expect(title(page, "Wijzigingen")).to_be_focused()
    expect(page.get_by_test_id("stMain")).to_contain_text("Drie gemeenten willen meedoen")


def move_along_the_ladder(page: Page, agenda: Server) -> None:
    wait_still(page)
    heard = Listener(page)
    open_fold(page, "Fase wijzigen")
    heard.hear("Tab naar Fase wijzigen, Enter")
    expect(page.get_by_label("Waaruit blijkt dit?")).to_have_attribute("aria-required", "true")
    tab_to(page, page.get_by_label("Waaruit blijkt dit?"))
    heard.hear("Tab naar de grond")
    page.keyboard.type("Eerste tafel gehouden")
    tab_to(page, page.get_by_role("button", name="Verplaatsen"))
    heard.hear("typ de grond, Tab naar de knop")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current=step]")).to_contain_text("Coalitie in vorming")
    assert stored(agenda.database, "6")["stage"] == "coalitie in vorming"

    wait_still(page)
    heard.compare("een actie een fase verder zetten")
    heard = Listener(page)
    open_fold(page, "Naam, prioriteit, aanjager en stand wijzigen")
    assert axe(page, within=ONLY_PAGE) == []
    tab_to(page, page.get_by_label("Stand van zaken"))
    page.keyboard.type("Vier partijen aan tafel")
    tab_to(page, page.get_by_role("button", name="Opslaan"))
    page.keyboard.press("Enter")
    expect(page.locator(".wa-note").filter(has_text="Vier partijen aan tafel")).to_be_visible()

    wait_still(page)  # what the save before left is gone by then
    tab_to(page, page.get_by_role("button", name="Ongedaan maken", exact=True))
    heard.hear("schrijf een stand van zaken, sla op, Tab naar Ongedaan maken")
    page.keyboard.press("Enter")
    expect(said(page, "Teruggezet:")).to_be_visible()
    wait_still(page)
    heard.hear("Enter", said="Teruggezet:")
    heard.compare("een wijziging ongedaan maken")
    assert stored(agenda.database, "6")["note"] == ""
