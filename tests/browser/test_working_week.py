"""A working week of staff from a first start, each task with its keys and seconds beside those of before.

The clock is only printed: a machine is never as fast twice. What is held to is how many keys a task takes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

import docx
import pytest
from playwright.sync_api import FilePayload, Page, expect

from lib.model.record import RECORDS
from lib.store import agenda as stored_agenda, coalitions, decisions, figures, meetings, records
from lib.store.file.connection import reading
from tests.browser.browser_support import Server, follow, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.visitor import FIRST_QUESTION, choose, choose_cell, move, pick, said, title, unfold

WIDE = (1920, 1080)
A_KEY, GOAL = 0.2, 20.0
"""How many seconds a key takes a person, and a task may take."""
SIDES = ("bedrijfsleven", "onderwijs", "overheid")
CAMPUS_KIND = next(iter(RECORDS["campus"].fields["kind"].options.values()))
PARTIES = [(f"Organisatie {number}", SIDES[number % 3]) for number in range(8)]
SEATED = PARTIES[:5]


class Week:
    """The keys and presses of one person, task by task."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.tasks: list[tuple[str, int, float, float]] = []

    @contextmanager
    def task(self, name: str, before: float) -> Iterator[None]:
        """One task, with the seconds that a person needed for it before."""
        begun, keys = perf_counter(), self.keys
        yield
        self.tasks.append((name, self.keys - keys, perf_counter() - begun, before))

    def go(self, address: str) -> None:
        """Go to a page: one press in the menu, or a number and Enter."""
        self.keys += 1
        follow(self.page, address)
        wait_still(self.page)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.keys += 1
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).last.click()

    def open(self, fold: str) -> None:
        self.keys += 1
        unfold(self.page, fold)

    def fill(self, label: str, text: str) -> None:
        """Type in a field; to get there counts as one key."""
        self.keys += 1 + len(text)
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list: to get there, the first letters, and Enter."""
        self.keys += 5
        pick(self.page, label, option)

    def keyboard(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def paste_rows(self, rows: Sequence[tuple[str, ...]], button: str) -> None:
        """Paste rows from a spreadsheet in the box and take them over."""
        self.keys += 2
        box = self.page.get_by_label("Rijen uit Excel")
        box.fill("\n".join("\t".join(row) for row in rows))
        box.press("Control+Enter")
        self.press(button)
        expect(said(self.page, "Overgenomen uit Excel")).to_be_visible()
        wait_still(self.page)

    def paste_cells(self, column: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Paste rows in the grid, from the first cell of a column on."""
        self.keys += 3
        choose_cell(self.page, column)
        text = "\n".join("\t".join(row) for row in rows)
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def told(self) -> str:
        """The week as a table."""
        lines = [f"{'taak':<44}{'toetsen':>8}{'script s':>10}{'mens s':>8}{'was':>6}"]
        for name, keys, seconds, before in self.tasks:
            lines.append(f"{name:<44}{keys:>8}{seconds:>10.1f}{keys * A_KEY:>8.0f}{before:>6.0f}")
        return "\n".join(lines)


def test_a_working_week(agenda: Server, open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = open_page(agenda.url("/coalities?blik=partijen&modus=bewerken"), viewport=WIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=agenda.origin)
    week = Week(page)
    page.get_by_label(FIRST_QUESTION).fill("Anna")
    page.get_by_role("button", name="Begin met bewerken").click()
    wait_still(page)
    parties_and_an_action(week)
    steps(week)
    a_coalition_with_standing_and_support(week, agenda)
    through_the_gate(week, agenda)
    a_ruling(week, agenda)
    campus_and_import(week, agenda)
    a_meeting(week, agenda)
    with capsys.disabled():
        print(f"\n{week.told()}")
    for name, keys, _, before in week.tasks:
        assert keys * A_KEY <= GOAL, name
        assert before <= GOAL or keys * A_KEY * 2 <= before, f"{name}: in bulk by a factor"


def parties_and_an_action(week: Week) -> None:
    with week.task("8 partijen", 8 * 9):
        week.open("Plak partijen uit Excel")
        week.paste_rows([("Naam", "Kant"), *PARTIES], "Acht rijen overnemen")
    with week.task("van begin naar een actie", 8):
        week.go("/?modus=bewerken")
        week.keyboard("4", "Enter")
        expect(title(week.page, re.compile("Ontwikkelfonds"))).to_be_visible()
        wait_still(week.page)


def steps(week: Week) -> None:
    with week.task("een gebeurtenis met wie begon en een partij", 13):
        week.keyboard("s")
        expect(week.page.get_by_label("Wat is er gebeurd?").first).to_be_focused()
        week.fill("Wat is er gebeurd?", "Eerste gesprek over het fonds")
        week.choose("Op initiatief van", "de coalitie zelf")
        week.keyboard("Enter")
        week.press("Gebeurtenis vastleggen")
        expect(said(week.page, "De gebeurtenis is vastgelegd.")).to_be_visible()
        expect(week.page.locator("li.wa-fresh")).to_contain_text("Eerste gesprek over het fonds")
    with week.task("4 gebeurtenissen met hun partijen", 4 * 13):
        week.open("Plak gebeurtenissen uit Excel")
        heads = ("Datum", "Wat er is gebeurd", "Soort", "Op initiatief van", "Partijen")
        rows = [
            ("1-3-2022", f"Toezegging {number}", "bijdrage", "de coalitie zelf", "; ".join(dict(SEATED)))
            for number in range(4)
        ]
        week.paste_rows([heads, *rows], "Vier rijen overnemen")


def a_coalition_with_standing_and_support(week: Week, agenda: Server) -> None:
    with week.task("5 stoelen met hun partij", 55):
        week.go("/actie?actie=4&tab=coalitie&modus=bewerken")
        week.open("Plak stoelen uit Excel")
        chairs = [(side, f"plek {number}", name) for number, (name, side) in enumerate(SEATED)]
        week.paste_rows([("Kant", "Rol", "Partij"), *chairs], "Vijf rijen overnemen")
    with week.task("activering van 5 partijen met bewijs", 70):
        week.paste_cells("Bewijs", [("1 maart 2022: Toezegging 0", "3 – in de coalitie")] * 5)
        expect(said(week.page, "10 opgeslagen")).to_be_visible()
    with week.task("draagvlak van 5 partijen", 55):
        week.paste_cells("Draagvlak", [("Steunt",)] * 5)
        expect(said(week.page, "5 opgeslagen")).to_be_visible()
    with reading(agenda.database) as db:
        table = coalitions.table(db, "4")
    assert [one.level for one in table.activations] == [3] * 5
    assert [one.answer for one in table.supports] == ["steunt"] * 5


def through_the_gate(week: Week, agenda: Server) -> None:
    move(agenda.database, "4", "coalitie in vorming", "purpose case")
    week.go("/actie?actie=4&modus=bewerken")
    week.open("Fase wijzigen")
    for stage in ("Draagvlaktoets", "In uitvoering"):
        with week.task(f"fase: {stage}", 12):
            week.keys += 1
            week.fill("Waaruit blijkt dit?", "Besproken aan tafel")
            week.press("Verplaatsen")
            expect(said(week.page, f"Fase is nu {stage}.")).to_be_visible()
            wait_still(week.page)


def a_ruling(week: Week, agenda: Server) -> None:
    with week.task("een besluit van GS", 20):
        week.open("Naam, prioriteit, aanjager en stand wijzigen")
        week.choose("Prioriteit", "A hoog")
        week.choose("Wie besloot dit?", "Gedeputeerde Staten hebben dit besloten")
        week.fill("Datum van het besluit van GS", "14-3-2022")
        week.fill("Kenmerk", "GS-7")
        week.fill("Reden of besluit", "De vouchers lopen af")
        week.press("Opslaan")
        expect(said(week.page, "Opgeslagen: ")).to_be_visible()
    with reading(agenda.database) as db:
        assert records.get(db, "action", "4")["priority"] == "A"
        [ruling] = decisions.rulings(db)
    assert (ruling.kenmerk, ruling.text) == ("GS-7", "De vouchers lopen af")


def campus_and_import(week: Week, agenda: Server) -> None:
    week.go("/campussen?modus=bewerken&kaart=vlak")
    with week.task("een campus", 20):
        week.open("Plak campussen uit Excel")
        rows = [
            ("Naam", "Soort", "Gemeente", "Bron"),
            ("Campus Proef", CAMPUS_KIND, "Alkmaar", "eigen weten"),
        ]
        week.paste_rows(rows, "Eén rij overnemen")
    week.go("/arbeidsmarkt?modus=bewerken")
    with week.task("cijfers uit een bestand", 20):
        week.open("Bestand inlezen (CSV of Excel)")
        week.fill("Bron", "UWV")
        week.choose("Cijfer", "WW-uitkeringen")
        file: FilePayload = {
            "name": "ww.csv",
            "mimeType": "text/csv",
            "buffer": b"Regio;Maand;Aantal\nAM15;2026-09;5200\n",
        }
        week.page.locator("[class*='st-key-import-file'] input[type=file]").set_input_files(file)
        week.press("Overnemen")
        expect(said(week.page, re.compile("Overgenomen: WW-uitkeringen"))).to_be_visible()
    with reading(agenda.database) as db:
        assert [one for one in figures.sets(db) if one.source == "UWV"]


def a_meeting(week: Week, agenda: Server) -> None:
    week.go("/technologietafels?modus=bewerken")
    with week.task("een overleg met voorstellen", 20):
        week.keys += 9
        week.page.get_by_role("textbox", name="Datum", exact=True).fill(f"{records.today():%d-%m-%Y}")
        week.press("Overleg toevoegen")
        choose(week.page, "Voorbereiden")
        week.keys += 1
        week.press(re.compile("^Zet alle .* voorstellen op de agenda"))
        expect(said(week.page, re.compile("agenda"))).to_be_visible()
        wait_still(week.page)
    choose(week.page, "Afspraken")
    with week.task("een afspraak bij een punt", 8):
        week.press(re.compile("^Vastleggen bij dit punt"))
        expect(week.page.get_by_label(re.compile("Wat is er afgesproken"))).to_be_focused()
        week.page.keyboard.insert_text("De route gaat door")
        week.keys += len("De route gaat door")
        week.keyboard("Control+Enter")
        expect(said(week.page, "Afspraak vastgelegd.")).to_be_visible()
    choose(week.page, "Afsluiten")
    with week.task("sluiten, met verslag", 20):
        week.press("Overleg sluiten")
        expect(said(week.page, re.compile("Het overleg is gesloten"))).to_be_visible()
        wait_still(week.page)
        with week.page.expect_download() as waiting:
            week.press(re.compile("in Word"))
    made = docx.Document(io.BytesIO(waiting.value.path().read_bytes()))
    told = [one.text for one in made.paragraphs]
    told += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "CONCEPT" not in "".join(told)
    assert sum("De route gaat door" in text for text in told) == 1
    with reading(agenda.database) as db:
        assert [one.open for one in meetings.meetings(db)] == [False]
        assert len(stored_agenda.parties(db)) == len(PARTIES)
