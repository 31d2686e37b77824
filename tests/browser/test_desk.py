"""The desk in a real browser: a true paste, the coalition in its grid, undo, files, a slow swap of forms."""

import re

from playwright.sync_api import Page, expect

from lib.access import Person
from lib.store import agenda as stored_agenda, coalitions
from lib.store.file.connection import reading, writing
from tests.browser.browser_support import Server, axe, wait_ready, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.test_stand import ONE_ROW, frame_height
from tests.browser.visitor import cell, pick, said, select, stored, unfold

WIDE = (1920, 1080)
# What the page sends takes its time, in the order in which it was sent.
SLOW_LINE = """() => {
    window.quickSend = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) { setTimeout(() => window.quickSend.call(this, data), 800); };
}"""
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


def test_a_paste_in_the_grid_fits_its_words_and_tells_what_no_column_takes(
    agenda: Server, open_page: OpenPage
):
    party = seat(agenda, "4")[1]
    page = open_page(agenda.url("/?modus=bewerken&weergave=lijst"), name="Anna", viewport=WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=agenda.origin)
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

    for keys, words, after, way in (
        ("Control+z", "Teruggezet", (None, ""), "Doe opnieuw"),
        ("Control+Shift+z", "Opnieuw gedaan", (party, "Van Anna"), "Maak ongedaan"),
    ):
        wait_ready(page)
        page.keyboard.press(keys)
        expect(said(page, re.compile(f"^.*{words}: "))).to_be_visible()
        expect(page.get_by_role("button", name=way)).to_be_visible()
        now = stored(agenda.database, "4")
        assert (now["driver_id"], now["note"]) == after
    for width, most in ((390, ONE_ROW + 5), (1366, ONE_ROW)):
        page.set_viewport_size({"width": width, "height": 768})
        wait_still(page)
        assert frame_height(page) <= most, width
    assert axe(page, within=AROUND_THE_GRID) == []


def test_a_coalition_is_kept_in_its_grid_and_a_cell_goes_on_in_the_form_beside_it(
    agenda: Server, open_page: OpenPage
):
    school, _ = seat(agenda, "6")
    page = open_page(agenda.url("/actie?actie=6&tab=coalitie&modus=bewerken"), name="Carla", viewport=WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=agenda.origin)
    choose_cell(page, "Draagvlak", 1)
    expect(page.get_by_role("combobox", name="Rij")).to_have_value("Overheid: provincie – Provincie van 6")
    choose_cell(page, "Draagvlak", 0)
    paste(page, "steunt\t\tTwintig leerplekken")
    expect(said(page, "2 opgeslagen")).to_be_visible()
    choose_cell(page, "Activering", 0)
    paste(page, "3 – in de coalitie")
    expect(said(page, "Deze trede vraagt bewijs.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Bewijs (nodig vanaf 3)")).to_be_focused()
    pick(page, "Bewijs (nodig vanaf 3)", "nog niet vastgelegd: leg de gebeurtenis nu vast")
    page.get_by_label("Wat is er gebeurd?").fill("Kennismaking")
    pick(page, "Op initiatief van", "de coalitie zelf")
    claim = page.locator("[class*='st-key-sheet-activation-6']")
    claim.get_by_role("button", name="Opslaan").click()
    expect(said(page, "Opgeslagen:")).to_be_visible()
    with reading(agenda.database) as db:
        table = coalitions.table(db, "6")
    assert [(row.party_id, row.level) for row in table.activations] == [(school, 3)]
    assert [(row.answer, row.contribution) for row in table.supports] == [("steunt", "Twintig leerplekken")]
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(said(page, "Teruggezet: drie wijzigingen.")).to_be_visible()
    with reading(agenda.database) as db:
        assert not [row for row in coalitions.table(db, "6").activations if row.level]


def choose_cell(page: Page, column: str, row: int) -> None:
    """Choose a cell of the only grid on the page with the keyboard, from its first one on."""
    wait_still(page)
    grid = page.get_by_test_id("data-grid-canvas").first
    expect(grid.locator("th", has_text=column)).to_be_attached()
    heads = grid.locator("th").all_text_contents()
    page.locator(".dvn-scroller").first.click(position={"x": 250, "y": 60})
    page.keyboard.press("Control+Home")
    for _ in range(heads.index(column)):
        page.keyboard.press("ArrowRight")
    for _ in range(row):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#glide-cell-{heads.index(column)}-{row}")).to_have_attribute(
        "aria-selected", "true"
    )


def test_a_photo_goes_under_a_step_and_comes_back_as_a_file(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/actie?actie=7&modus=bewerken"), name="Anna")
    page.on("filechooser", lambda _: None)  # who listens from the press on only may come too late
    page.get_by_label("Wat is er gebeurd?").fill("Flap gemaakt")
    form = page.locator("[class*='st-key-sheet-step-7']")
    field, another = form.locator("input[type=file]"), form.get_by_role("button", name="Ander bestand kiezen")
    with page.expect_file_chooser() as opened:
        form.get_by_role("button", name="Bestand kiezen").press("Enter")
    opened.value.set_files(
        {"name": "nep.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    )
    expect(another).to_be_focused()
    field.set_input_files({"name": "kwaad.exe", "mimeType": "", "buffer": b"MZ"})
    told = form.get_by_text("Dit soort bestand kan hier niet.")
    assert told.evaluate("(one) => one.clientHeight || one.offsetHeight") > 9, (
        "the reason is read, not only heard"
    )
    pick(page, "Op initiatief van", "de coalitie zelf")
    expect(page.get_by_text("nep.png")).to_be_visible()
    page.get_by_role("button", name="Gebeurtenis vastleggen").last.click()
    expect(said(page, "“nep.png” is van binnen geen bestand dat bewaard wordt.")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value("Flap gemaakt")
    field.set_input_files({"name": "flap “1” & é.png", "mimeType": "image/png", "buffer": PNG})
    expect(page.get_by_text("flap “1” & é.png")).to_be_visible()
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


def test_what_is_typed_while_another_record_is_chosen_stays_with_its_own(agenda: Server, open_page: OpenPage):
    school, province = seat(agenda, "8")
    page = open_page(agenda.url("/coalities?blik=partijen&modus=bewerken"), name="Anna")
    name_of = {party: page.locator(f".st-key-register-{party}-name input") for party in (school, province)}
    unfold(page, "Partij wijzigen")
    pick(page, "Partij", "Provincie van 8")
    expect(name_of[province]).to_have_value("Provincie van 8")
    wait_still(page)
    page.evaluate(SLOW_LINE)
    chosen = page.get_by_role("combobox", name="Partij", exact=True)
    chosen.fill("Roc van 8")
    page.get_by_role("option", name="Roc van 8", exact=True).click()
    name_of[province].fill("Provincie van acht")
    page.evaluate("() => { WebSocket.prototype.send = window.quickSend; }")
    expect(name_of[school]).to_have_value("Roc van 8")
    wait_still(page)
    pick(page, "Partij", "Provincie van 8")
    expect(name_of[province]).to_have_value("Provincie van acht")
    expect(page.get_by_text("Concept, niet opgeslagen")).to_be_visible()
