"""The desk in a real browser: grids, the board, a photo, a slow swap of forms, a database that was away."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from lib.access import Person
from lib.store import agenda as stored_agenda, coalitions
from lib.store.file.connection import writing
from tests.browser.browser_support import Server, axe, follow, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.test_stand import ONE_ROW, frame_height
from tests.browser.visitor import (
    begin_in_cell,
    card,
    cell,
    choose,
    choose_cell,
    choose_in_cell,
    clash,
    edit,
    leave_cell,
    newest,
    pick,
    question,
    said,
    select,
    stored,
    unfold,
)

WIDE = (1920, 1080)
# What the page sends takes its time, in the order in which it was sent.
SLOW_LINE = """() => {
    window.quickSend = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { setTimeout(() => window.quickSend.call(this, data), 800); };
}"""
GRID = "/?modus=bewerken&weergave=lijst"
NOTE = "Stand van zaken"
AT_ONCE = """(one) => ['t', 'Enter'].forEach((key) =>
    one.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"""
TOP = "(one) => one.getBoundingClientRect().top"
AROUND_THE_GRID = {"include": [["[class*='st-key-frame-line']"], ["[class*='st-key-outcome-bar']"]]}
"""What is new on a page where something was told and can be undone."""
PNG = b"\x89PNG\r\n\x1a\n\x00"


def seat(server: Server, action_id: str) -> tuple[int, int]:
    """Two parties on two chairs of an action, as somebody else left them."""
    with writing(server.database, Person("Bram")) as db:
        made = []
        for helix, role, name in (("onderwijs", "roc", "Roc"), ("overheid", "provincie", "Provincie")):
            made.append(stored_agenda.add_party(db, {"name": f"{name} van {action_id}", "helix": helix}))
            seat = {"action_id": action_id, "helix": helix, "role": role, "party_id": made[-1]}
            coalitions.add_chair(db, seat)
        return made[0], made[1]


def paste(page: Page, text: str) -> None:
    """Paste where the keyboard is, as a spreadsheet leaves it."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def test_what_is_typed_pasted_or_asked_in_a_grid_or_dragged_on_the_board_lands_and_nothing_moves(
    agenda: Server, open_page: OpenPage
):
    party = seat(agenda, "4")[1]
    page = open_page(agenda.url("/?weergave=bord"), name="Anna", viewport=WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=agenda.origin)
    a_card_is_dragged_where_the_ladder_leads_and_by_who_edits(page)
    follow(page, GRID)
    keys_that_follow_each_other_at_once_lose_nothing(page, agenda)
    a_long_name_is_read_whole(page)
    a_priority_asks_a_reason_that_can_be_dropped(page, agenda)
    one_of_two_values_is_chosen(page, agenda)
    a_paste_fits_its_words_tells_what_no_column_takes_and_is_undone_by_its_keys(page, agenda, party)


def a_card_is_dragged_where_the_ladder_leads_and_by_who_edits(page: Page) -> None:
    expect(card(page, "6")).to_have_attribute("draggable", "false")
    choose(page, "Bewerken")
    expect(card(page, "6")).to_have_attribute("draggable", "true")
    wait_still(page)
    closed = page.get_by_role("region", name="Fase: In uitvoering")
    card(page, "6").hover()
    page.mouse.down()
    closed.get_by_role("heading").hover()
    closed.get_by_role("heading").hover()  # a drag begins with the second movement
    expect(page.locator(".column.takes")).to_have_count(2)
    expect(closed).to_have_class(re.compile("closed"))
    page.mouse.up()
    first = page.get_by_role("region", name="Fase: Nog niet vastgelegd")
    expect(first.locator("a[data-id='6']")).to_be_visible()
    expect(page.get_by_text("Van “Idee” naar “In uitvoering” kan niet in één keer.")).to_be_visible()
    expect(page.get_by_text("fase wordt")).to_have_count(0)
    wait_ready(page)
    card(page, "6").focus()
    page.keyboard.press("Shift+ArrowRight")
    asked = question(page, "fase wordt Coalitie in vorming")
    asked.get_by_role("button", name="Annuleren").click()
    expect(page.get_by_text("fase wordt")).to_have_count(0)

    wait_still(page)
    stage = page.get_by_role("region", name="Fase: Coalitie in vorming")
    card(page, "2").drag_to(stage.get_by_role("heading"))
    words = "2 Intersectoraal afsprakenmodel voor werk-naar-werk: fase wordt Coalitie in vorming"
    question(page, words).get_by_role("button", name="Annuleren").click()
    expect(page.get_by_text("fase wordt")).to_have_count(0)


def keys_that_follow_each_other_at_once_lose_nothing(page: Page, server: Server) -> None:
    begin_in_cell(page, "Een (gevoeld) loket", NOTE, "Snel getypt")
    page.locator("#portal textarea").evaluate(AT_ONCE)
    expect(said(page, "Opgeslagen: stand van zaken – 5")).to_be_visible()
    expect(cell(page, "Een (gevoeld) loket", NOTE)).to_have_text("Snel getypt")
    assert stored(server.database, "5")["note"] == "Snel getypt"


def a_long_name_is_read_whole(page: Page) -> None:
    select(page, cell(page, "Organisatie van", "Actie"))
    whole = page.locator("p[aria-hidden]", has_text="bredere regiegroep en communicatie hierover")
    expect(whole).to_be_in_viewport(ratio=1)
    page.get_by_role("heading", level=1).click()
    expect(whole).to_be_hidden()


def a_priority_asks_a_reason_that_can_be_dropped(page: Page, agenda: Server) -> None:
    before = newest(agenda.database)
    choose_in_cell(page, "Service punt", "Prioriteit", "B")
    asked = question(page, "prioriteit wordt B (middel)")
    expect(asked.get_by_label("Wat is er besloten?")).to_be_visible()
    expect(page.get_by_role("combobox", name="Wie besloot dit?")).to_be_focused()
    page.keyboard.press("Escape")
    priority = cell(page, "Service punt", "Prioriteit")
    expect(priority).to_be_focused()
    asked.get_by_role("button", name="Annuleren").click()
    expect(page.get_by_text("prioriteit wordt B")).to_have_count(0)
    expect(priority).to_have_text("A")
    expect(priority).to_be_focused()
    assert newest(agenda.database) == before


def one_of_two_values_is_chosen(page: Page, agenda: Server) -> None:
    told = page.get_by_role("status").filter(has_text="Er zijn wijzigingen van anderen.")
    expect(told).to_be_hidden()
    begin_in_cell(page, "PPScase", NOTE, "Van Anna")
    edit(agenda.database, "8", {"note": "Van Bram"}, who="Bram")
    expect(told).to_be_visible()
    before = page.locator(".dvn-scroller").evaluate(TOP)
    leave_cell(page)
    asked = page.get_by_role("group", name=re.compile("stand van zaken is intussen door Bram gewijzigd"))
    expect(asked).to_be_focused()
    expect(clash(page)).to_contain_text("Uw waarde: “Van Anna”")
    expect(clash(page)).to_contain_text("door Bram gewijzigd in “Van Bram”")
    moved = page.locator(".dvn-scroller").evaluate(TOP) - before
    assert abs(moved) <= 1, f"the grid moved {moved} px for a question"

    clash(page).get_by_role("button", name="Mijn waarde gebruiken").press("Enter")
    expect(clash(page)).to_have_count(0)
    expect(cell(page, "Investeringsinstrument", NOTE)).to_be_focused()
    expect(cell(page, "PPScase", NOTE)).to_have_text("Van Anna")
    assert stored(agenda.database, "8")["note"] == "Van Anna"


def a_paste_fits_its_words_tells_what_no_column_takes_and_is_undone_by_its_keys(
    page: Page, agenda: Server, party: int
) -> None:
    wait_ready(page)
    select(page, cell(page, "Ontwikkelfonds", "Aanjager"))
    before = page.locator(".dvn-scroller").evaluate(TOP)
    paste(page, "provincie  VAN 4\tVan Anna\tbuiten de tabel\nGemeente Nergens\tOok van Anna")
    told = said(page, re.compile("^.*3 opgeslagen, 2 geweigerd: "))
    expect(told).to_contain_text("“buiten de tabel” valt buiten de tabel.")
    moved = page.locator(".dvn-scroller").evaluate(TOP) - before
    assert abs(moved) <= 1, f"the grid moved {moved} px for a message"
    expect(told).to_contain_text("Aanjager neemt “Gemeente Nergens” niet aan.")
    expect(cell(page, "Ontwikkelfonds", "Aanjager")).to_have_text("Provincie van 4")
    now = stored(agenda.database, "4")
    assert (now["driver_id"], now["note"]) == (party, "Van Anna")

    wait_ready(page)
    page.keyboard.press("Control+z")
    expect(said(page, re.compile("^.*Teruggezet: "))).to_be_visible()
    expect(page.get_by_role("button", name="Doe opnieuw")).to_be_visible()
    now = stored(agenda.database, "4")
    assert (now["driver_id"], now["note"]) == (None, "")
    assert frame_height(page) <= ONE_ROW
    page.set_viewport_size({"width": 390, "height": 768})
    wait_still(page)
    assert frame_height(page) <= ONE_ROW + 5
    assert axe(page, within=AROUND_THE_GRID) == []


def test_a_form_follows_the_cell_sends_a_photo_and_outlives_a_slow_line_and_a_file_that_is_gone(
    agenda: Server, open_page: OpenPage
):
    seat(agenda, "6")
    school, province = seat(agenda, "9")
    page = open_page(agenda.url("/actie?actie=6&tab=coalitie&modus=bewerken"), name="Carla", viewport=WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=agenda.origin)
    a_cell_that_asks_for_more_goes_on_in_the_form_beside_it(page)
    follow(page, "/actie?actie=7&modus=bewerken")
    a_photo_goes_under_a_step_and_comes_back_as_a_file(page)
    follow(page, "/coalities?blik=partijen&modus=bewerken")
    what_is_typed_while_another_record_is_chosen_stays_with_its_own(page, school, province)
    follow(page, "/actie?actie=3&modus=bewerken")
    what_was_typed_comes_back_with_a_file_that_was_away(page, agenda)


def a_cell_that_asks_for_more_goes_on_in_the_form_beside_it(page: Page) -> None:
    choose_cell(page, "Draagvlak", 1)
    expect(page.get_by_role("combobox", name="Rij")).to_have_value("Overheid: provincie – Provincie van 6")
    choose_cell(page, "Activering", 0)
    paste(page, "3 – in de coalitie")
    expect(said(page, "Deze trede vraagt bewijs.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Bewijs (nodig vanaf 3)")).to_be_focused()


def a_photo_goes_under_a_step_and_comes_back_as_a_file(page: Page) -> None:
    wait_still(page)
    page.on("filechooser", lambda _: None)  # who listens from the press on only may come too late
    page.get_by_label("Wat is er gebeurd?").fill("Flap gemaakt")
    pick(page, "Op initiatief van", "de coalitie zelf")
    form = page.locator("[class*='st-key-sheet-step-7']")
    field, another = form.locator("input[type=file]"), form.get_by_role("button", name="Ander bestand kiezen")
    with page.expect_file_chooser() as opened:
        form.get_by_role("button", name="Bestand kiezen").press("Enter")
    opened.value.set_files({"name": "flap “1” & é.png", "mimeType": "image/png", "buffer": PNG})
    expect(another).to_be_focused()
    expect(page.get_by_text("flap “1” & é.png")).to_be_visible()
    field.set_input_files({"name": "kwaad.exe", "mimeType": "", "buffer": b"MZ"})
    told = form.get_by_text("Dit soort bestand kan hier niet.")
    assert told.evaluate("(one) => one.clientHeight || one.offsetHeight") > 9, (
        "the reason is read, not only heard"
    )
    wait_ready(page)
    expect(form.get_by_role("button", name="Gebeurtenis vastleggen")).to_be_enabled()  # it has come
    page.locator("summary", has_text="Fase wijzigen").press("Control+Enter")  # past the form
    expect(said(page, "De gebeurtenis is vastgelegd.")).to_be_visible()
    link = page.locator("a.wa-file")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "flap “1” & é.png"
    assert waiting.value.path().read_bytes() == PNG
    assert axe(page, within={"include": [[".wa-steps"]]}) == []


def what_is_typed_while_another_record_is_chosen_stays_with_its_own(
    page: Page, school: int, province: int
) -> None:
    name_of = {party: page.locator(f".st-key-register-{party}-name input") for party in (school, province)}
    unfold(page, "Partij wijzigen")
    pick(page, "Partij", "Provincie van 9")
    expect(name_of[province]).to_have_value("Provincie van 9")
    wait_still(page)
    page.evaluate(SLOW_LINE)
    chosen = page.get_by_role("combobox", name="Partij", exact=True)
    chosen.fill("Roc van 9")
    page.get_by_role("option", name="Roc van 9", exact=True).click()
    name_of[province].fill("Provincie van negen")
    page.evaluate("() => { WebSocket.prototype.send = window.quickSend; }")
    expect(name_of[school]).to_have_value("Roc van 9")
    wait_still(page)
    pick(page, "Partij", "Provincie van 9")
    expect(name_of[province]).to_have_value("Provincie van negen")
    expect(page.get_by_text("Concept, niet opgeslagen")).to_be_visible()


def what_was_typed_comes_back_with_a_file_that_was_away(page: Page, agenda: Server) -> None:
    pick(page, "Op initiatief van", "de coalitie zelf")
    field = page.get_by_label("Wat is er gebeurd?")
    field.fill("Een lange zin die niemand opnieuw wil typen")
    with away(agenda.database):
        field.press("Enter")
        expect(said(page, "werkagenda.db is er niet (meer). Zet een kopie terug")).to_be_visible()
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(field).to_have_value("Een lange zin die niemand opnieuw wil typen")


@contextmanager
def away(database: Path) -> Iterator[None]:
    """Take the database away for a while, as somebody clearing a folder would, and what is kept beside it."""
    paths = [database.with_name(database.name + end) for end in ("", "-wal", "-shm")]
    kept = [(path, path.read_bytes()) for path in paths]
    for path, _ in kept:
        path.unlink()
    yield
    for path, content in kept:
        path.write_bytes(content)
