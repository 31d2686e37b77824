"""What a visitor does and sees on the screens, in words of the screens; for tests only.

`page` is a page that `open_page` opened. What another person does meanwhile goes straight into the store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Position, TimeoutError, expect

from lib.access import Person
from lib.model.agenda import ENDED
from lib.store import coalitions, history, records
from lib.store.file.connection import reading, writing
from lib.store.stages import move_stage
from tests.browser.browser_support import WAIT_MS, wait_ready, wait_still
from tests.unit.desk import rule

FIRST_QUESTION = "Hoe heet u? Uw naam komt bij elke wijziging te staan."
GRID_HEAD, GRID_ROW = 38, 44
GRID_COLUMNS = (0.015, 0.12, 0.27, 0.42, 0.60, 0.85)
"""Roughly where the columns of the grid are, as parts of its width."""
GRID_LISTENS = "() => document.activeElement.closest('[data-testid=data-grid-canvas]') !== null"
# Open, filled, and as high as what is in it: while it grows, focus in it makes it scroll.
UNFOLDED = """(fold) => fold.open && fold.querySelector('input, textarea, button') !== null
    && fold.scrollHeight - fold.clientHeight <= 2 && fold.scrollTop <= 2
    && fold.getAnimations({ subtree: true }).every((one) => one.playState === 'finished')
    && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
HEADS = """(head) => {
  const shown = [...document.querySelectorAll('[data-testid=data-grid-canvas] th')];
  const heads = shown.map((one) => one.textContent);
  return heads.includes(head) && heads;
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# ------------------------------------------------------------------------- the agenda


def card(page: Page, action_id: str) -> Locator:
    """The card of an action in the matrix or on the board."""
    return page.locator(f"a[data-id='{action_id}']")


def shown_cards(page: Page) -> list[str]:
    """The actions whose cards can be opened, in the order of the page."""
    found = page.locator("li:not(.off) a[data-id]").evaluate_all("all => all.map((one) => one.dataset.id)")
    return [str(action_id) for action_id in found]


def choose(page: Page, option: str) -> None:
    """Press one of the switches: Matrix, Lijst, Bord, Inzien, Bewerken, Stand, Geschiedenis."""
    page.get_by_role("radio", name=option).click()
    expect(page.get_by_role("radio", name=option)).to_be_checked()
    wait_ready(page)


def moment_picker(page: Page) -> Locator:
    """The button in the frame line that says since when changes count, and opens to choose another moment."""
    return page.get_by_role("button", name=re.compile(r"^(Nu · )?(sinds |nog geen tafel)"))


def open_picker(page: Page) -> None:
    """Open what chooses the moment."""
    moment_picker(page).click()


def unfold(page: Page, text: str) -> None:
    """Open a folded part of the page; what is in it can be used once it is drawn and has unfolded."""
    fold = page.locator("details", has_text=text).filter(has=page.locator("summary", has_text=text))
    fold.locator("summary").first.click()
    page.wait_for_function(UNFOLDED, arg=fold.element_handle(), polling=50)  # it lays out the page to know
    wait_still(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose another value from a list in a form by typing."""
    wait_still(page)
    field = page.get_by_role("combobox", name=label, exact=True)
    if field.input_value() == option:
        return
    _type_and_press(page, field, option)
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value(option)
    wait_still(page)


def pick_one_more(page: Page, label: str, option: str) -> None:
    """Choose a value from a list that takes several, such as a filter, and close the list."""
    wait_still(page)
    _type_and_press(page, page.get_by_role("combobox", name=label), option)
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    wait_still(page)


def _type_and_press(page: Page, field: Locator, option: str) -> None:
    """The list closes as soon as anything scrolls: then it is typed again, as a person would."""
    wanted = page.get_by_role("option", name=option, exact=True)
    field.focus()
    for patience in (2_000, 4_000, WAIT_MS):
        page.evaluate(TWO_FRAMES)
        field.fill("")
        field.fill(option)
        with suppress(TimeoutError):
            wanted.click(timeout=patience)
            return


def wait_caught_up(page: Page, database: Path) -> None:
    """Wait until the page shows the newest change of the file: one's own save has come back."""
    expect(page.locator(f".bar[data-shown='{newest(database)}']")).to_be_attached()
    wait_still(page)


def title(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The title of the page that is on screen."""
    return page.get_by_role("heading", level=1, name=text)


# ------------------------------------------------------------------------ the grid


def cell(page: Page, action: str, column: str) -> Locator:
    """A cell of the grid, by the name of its action and the head of its column, as a screen reader has it."""
    name = page.locator("td[id^='glide-cell-1-']").filter(has_text=action)
    expect(name).to_have_count(1)
    row = str(name.get_attribute("id")).rpartition("-")[2]
    return page.locator(f"#glide-cell-{place_of(page, column)}-{row}")


def place_of(page: Page, head: str) -> int:
    """Which column of the grid has this head; a grid that is made anew has none for a moment."""
    heads: list[str] = page.wait_for_function(HEADS, arg=head).json_value()
    return heads.index(head)


def choose_cell(page: Page, head: str, row: int = 0) -> None:
    """Choose a cell of the only grid on the page with the keyboard, from its first one on."""
    wait_still(page)
    column = place_of(page, head)
    page.locator(".dvn-scroller").first.click(position={"x": 250, "y": 60})
    page.keyboard.press("Control+Home")
    for _ in range(column):
        page.keyboard.press("ArrowRight")
    for _ in range(row):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#glide-cell-{column}-{row}")).to_have_attribute("aria-selected", "true")


def select(page: Page, wanted: Locator) -> None:
    """Go to a cell of the grid that is not chosen yet: a second click would open it."""
    column, row = (int(part) for part in str(wanted.get_attribute("id")).split("-")[-2:])
    wait_still(page)
    grid = page.locator(".dvn-scroller")
    width = grid.evaluate("(one) => one.clientWidth")
    place: Position = {"x": GRID_COLUMNS[column] * width, "y": GRID_HEAD + GRID_ROW * (row + 0.5)}
    grid.hover(position=place)
    page.evaluate(TWO_FRAMES)  # a grid heeds a press only after it saw the pointer come
    grid.click(position=place)
    expect(wanted).to_have_attribute("aria-selected", "true")
    page.wait_for_function(GRID_LISTENS)


def type_in_cell(page: Page, action: str, column: str, text: str) -> None:
    """Replace the text of a cell and leave it with Enter; what the app does with it is not waited for."""
    begin_in_cell(page, action, column, text)
    leave_cell(page)


def begin_in_cell(page: Page, action: str, column: str, text: str) -> None:
    """Replace the text of a cell without leaving it yet."""
    select(page, cell(page, action, column))
    page.keyboard.press("Enter")
    field = page.locator("#portal textarea")
    expect(field).to_be_focused()
    field.fill(text)


def leave_cell(page: Page) -> None:
    """Leave the open cell with Enter."""
    field = page.locator("#portal textarea")
    field.press("Enter")
    expect(field).to_have_count(0)


def choose_in_cell(page: Page, action: str, column: str, option: str) -> None:
    """Choose another value in a cell with a list."""
    select(page, cell(page, action, column))
    page.keyboard.press("Enter")
    page.locator("#portal").get_by_role("option", name=option, exact=True).click()
    expect(page.locator("#portal").get_by_role("listbox")).to_have_count(0)


# --------------------------------------------------------------- what else is on screen


def as_shown(words: str) -> re.Pattern[str]:
    """These very words, where the app may hide an invisible joiner in what looks like an icon."""
    return re.compile(re.escape(words).replace(":", ":\u2060?"))


def said(page: Page, text: str | re.Pattern[str]) -> Locator:
    """A message of the app with this text."""
    return page.locator("[data-testid=stAlert], .wa-wrong").filter(has_text=text)


def question(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The card in which the app asks the ground of a change."""
    return page.locator("[class*='st-key-ask-']").filter(has_text=text).first


def clash(page: Page) -> Locator:
    """The card that shows both values of a conflict."""
    return page.locator("[class*='st-key-clash-']")


# ------------------------------------------------- what another person does meanwhile


def stored(path: Path, action_id: str) -> Mapping[str, Any]:
    """An action as it is in the file."""
    with reading(path) as db:
        return records.get(db, "action", action_id)


def newest(path: Path) -> int:
    """The newest history id of the file."""
    with reading(path) as db:
        return history.newest(db)


def edit(path: Path, action_id: str, changes: Mapping[str, Any], who: str = "Bram", reason: str = "") -> None:
    """Somebody else saves fields of an action; what was adopted by a ruling with the reason as its words."""
    with writing(path, Person(who), reason) as db:
        for field in ("name", "priority"):
            if field in changes:
                rule(db, action_id, (field, changes[field]), reason)
        records.save(db, "action", action_id, records.get(db, "action", action_id)["version"], changes)


def write_purpose(path: Path, action_id: str, text: str, who: str = "Bram") -> None:
    """Somebody else writes on the purpose case of an action."""
    with writing(path, Person(who)) as db:
        coalitions.write_purpose(db, action_id, "financiering", text)


def move(path: Path, action_id: str, *stages: str, who: str = "Bram") -> None:
    """Somebody else moves an action along the ladder; Gedeputeerde Staten decided it."""
    for stage in stages:
        with writing(path, Person(who)) as db:
            if stage == ENDED:
                rule(db, action_id, ("stage", ENDED))
            version = records.get(db, "action", action_id)["version"]
            move_stage(db, action_id, version, stage, records.today(), "Besluit van de tafel")
