"""The main tasks with the keyboard alone: find an action, record what happened, move it along, do a round.

Nothing here clicks: every step is a key, and what it reaches must have the focus by then. What is heard
meanwhile is compared with the texts in `spoken`.
"""

import re

from playwright.sync_api import Locator, Page, expect

from lib.access import Person
from lib.store import history, meetings, records, rounds
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import (
    ONLY_PAGE,
    Server,
    axe,
    axe_in_both,
    follow,
    load,
    put_in,
    wait_still,
)
from tests.browser.conftest import OpenPage
from tests.browser.spoken import Listener
from tests.browser.visitor import UNFOLDED, card, choose, moment_picker, said, shown_cards, stored, title

HOME = "/?set=voorbeeld"
VOICE = "body > [role=status]"
FORMS = {
    "Fase wijzigen": "stage",
    "Mijlpaal toevoegen": "milestone",
}
"""Forms of a card of the round with each kind of field, as its buttons and its own names call them."""
ONLY_CARD = {"include": [[".st-key-round-card"]]}
BASELINES = "all => all.map((one) => Math.round(one.getClientRects()[0].bottom))"
"""Where the first line of each ends: equal letters on one line have one baseline."""
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


def skip_menu(page: Page) -> None:
    """Go past the menu, as who begins at the top does with the first Tab."""
    way_round = page.get_by_role("link", name="Naar de inhoud")
    way_round.focus()
    page.keyboard.press("Enter")
    expect(way_round).not_to_be_focused()


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
    open_and_close(page)
    find_an_action(page)
    find_a_word(page)
    keys_can_be_switched_off(page, shared_server)
    follow(page, "/coalities?set=voorbeeld")
    pass_by_many_stops(page)


def find_an_action(page: Page) -> None:
    skip_menu(page)
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
    wait_still(page)
    moment_picker(page).focus()
    heard = Listener(page)
    page.keyboard.press("/")
    words = page.get_by_role("combobox", name="Vind in de werkagenda")
    expect(words).to_be_focused()
    heard.hear("/")
    page.keyboard.type("gen")
    expect(page.get_by_role("option")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(moment_picker(page)).to_be_focused()

    page.keyboard.press("Control+k")
    page.keyboard.type("instroom naar")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Verbeteren zij-instroom")
    heard.hear("Control K, typ instroom naar", said="gevonden")
    page.keyboard.press("Enter")
    expect(title(page, "3. Verbeteren zij-instroom naar techniek")).to_be_focused()
    heard.hear("Enter")
    heard.compare("zoeken")
    expect(page).to_have_url(re.compile("actie=3&set=voorbeeld"))


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


def keys_can_be_switched_off(page: Page, server: Server) -> None:
    wait_still(page)
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
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    heard = Listener(page)
    choose(page, "Coalitie")
    heard.hear("kies Coalitie", said="Coalitie.")
    heard.compare("een weergave kiezen")
    expect(page).to_have_url(re.compile("tab=coalitie"))
    expect(page).not_to_have_url(re.compile("modus=bewerken"))

    load(page, server.url("/presenteren?overleg=agenda&dia=2&set=voorbeeld"))
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
    move_along_the_ladder(page, agenda)
    page.get_by_role("link", name="Naar de inhoud").focus()
    tab_to(page, page.get_by_role("link", name="Wijzigingen"))
    page.keyboard.press("Enter")
    expect(title(page, "Wijzigingen")).to_be_focused()
    expect(page.get_by_test_id("stMain")).to_contain_text("Drie gemeenten willen meedoen")


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


def move_along_the_ladder(page: Page, agenda: Server) -> None:
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
    assert stored(agenda.database, "5")["stage"] == "coalitie in vorming"

    wait_still(page)  # what the save before left is gone by then
    page.get_by_role("button", name="Ongedaan maken", exact=True).focus()
    heard.hear("Enter, naar Ongedaan maken")
    page.keyboard.press("Enter")
    expect(said(page, "Teruggezet:")).to_be_visible()
    wait_still(page)
    heard.hear("Enter", said="Teruggezet:")
    heard.compare("een actie een fase verder zetten en terug")
    assert stored(agenda.database, "5")["stage"] == "idee"


def test_a_round_is_done_by_keyboard_alone_and_axe_finds_nothing_on_its_cards(
    agenda: Server, open_page: OpenPage
):
    page = open_page(agenda.url("/bijwerkronde?acties=6&acties=7&acties=1"), name="Anna")
    begin_a_round(page)
    found = {name: what_axe_finds_in_a_form(page, name) for name in FORMS}
    put_in(page, "dark")
    found["donker"] = axe(page, "dark", ONLY_CARD)
    put_in(page, "light")
    assert {place: lines for place, lines in found.items() if lines} == {}
    finish_a_round(page, agenda)
    assert axe_in_both(page, ONLY_PAGE) == []


def begin_a_round(page: Page) -> None:
    wait_still(page)
    skip_menu(page)
    heard = Listener(page)
    tab_to(page, page.get_by_role("button", name="Ronde beginnen"))
    heard.hear("Tab naar Ronde beginnen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 van 3 klaar")).to_be_visible()

    first = name_on_card(page).inner_text()
    press_key(page, "j")
    expect(page.get_by_text("1 van 3 klaar")).to_be_visible()
    expect(name_on_card(page)).not_to_have_text(first)
    wait_still(page)
    heard.hear("J", said="klopt nog.")

    press_key(page, "s")
    expect(page.get_by_label("Wat is er gebeurd?")).to_be_focused()
    wait_still(page)
    heard.hear("S")
    heard.compare("een bijwerkronde beginnen")


def what_axe_finds_in_a_form(page: Page, name: str) -> list[str]:
    """What is wrong with a form of the card, and what is around it."""
    wait_still(page)
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(f".st-key-round-form-{FORMS[name]}")).to_be_visible()
    expect(page.locator("[class*='st-key-round-form-']")).to_have_count(1)
    return axe(page, within=ONLY_CARD)


def finish_a_round(page: Page, agenda: Server) -> None:
    wait_still(page)
    second = name_on_card(page).inner_text()
    press_from_keyboard(page, "Stand van zaken wijzigen")
    expect(page.get_by_label("Stand van zaken")).to_be_focused()
    page.keyboard.type("Jaarplan: later ook leerlingen")  # letters that are keys of the card too
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-round-row-note")).to_contain_text("Jaarplan: later ook leerlingen")
    expect(page.get_by_text("2 van 3 klaar")).to_be_visible()
    press_key(page, "j")
    expect(name_on_card(page)).not_to_have_text(second)

    third = name_on_card(page).inner_text()
    press_key(page, "l")
    expect(page.get_by_role("heading", name="Hoe goed is het bijgehouden?")).to_be_visible()
    expect(page.get_by_role("heading", name="Hoe gaat het met de agenda?")).to_be_visible()
    expect(page.locator(".st-key-round-kept")).to_contain_text(third)
    with reading(agenda.database) as db:
        assert len(rounds.last_touched(db, history.newest(db)).keys() & set("671")) == 2


def press_from_keyboard(page: Page, name: str) -> None:
    """Press a button that has the keyboard."""
    button = page.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def name_on_card(page: Page) -> Locator:
    """The name of the action on top; the end of the round has more than one heading."""
    return page.locator(".st-key-round-card h2").first


def press_key(page: Page, key: str) -> None:
    """A key of the card, once it can be pressed."""
    wait_still(page)
    page.keyboard.press(key)


def test_an_item_of_a_table_is_moved_and_timed_and_the_keyboard_stays_with_it(
    agenda: Server, open_page: OpenPage
):
    with writing(agenda.database, Person("Bram")) as db:
        number = meetings.add_meeting(db, {"kind": "technologietafel", "held_on": records.today()})
        for action_id in ("3", "11"):
            meetings.add_item(db, {"meeting_id": number, "action_id": action_id, "minutes": 15})
    page = open_page(
        agenda.url(f"/technologietafels?overleg={number}&deel=voorbereiden&modus=bewerken"), name="Anna"
    )
    assert len(set(page.locator(".wa-meta > span").evaluate_all(BASELINES))) == 1
    page.get_by_role("button", name=re.compile("Omhoog: 11 Investeringsinstrument")).press("Enter")
    expect(said(page, "De volgorde is gewijzigd.")).to_be_visible()
    expect(page.locator("button:focus")).to_have_accessible_name(
        re.compile("Omlaag: 11 Investeringsinstrument")
    )
    with reading(agenda.database) as db:
        assert [one.action_id for one in meetings.items(db, number)] == ["11", "3"]

    wait_still(page)
    page.get_by_label(re.compile("^Minuten: 11 Investeringsinstrument")).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("130")
    page.keyboard.press("Tab")
    expect(page.locator(".wa-time-left")).to_have_text("25 minuten te lang: 145 van 120 minuten.")
