"""When the database breaks under an open page: a sentence that says what to do, and nothing typed is lost.

A traceback in the log of the server fails each of these tests, as everywhere.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from lib.access import Person
from lib.store import records
from lib.store.file.connection import connect, writing
from tests.browser.browser_support import Server
from tests.browser.conftest import OpenPage
from tests.browser.visitor import pick, said, stored

WORDS = "Een lange zin die niemand opnieuw wil typen"


def beside(database: Path, name: str) -> Path:
    """One of the files that SQLite keeps beside a database."""
    return database.with_name(database.name + name)


def take_away(database: Path) -> list[tuple[Path, bytes]]:
    """Remove the database as somebody clearing a folder would; returns what is needed to put it back."""
    kept = [
        (path, path.read_bytes()) for path in (database, beside(database, "-wal"), beside(database, "-shm"))
    ]
    for path, _ in kept:
        path.unlink()
    return kept


def put_back(files: list[tuple[Path, bytes]]) -> None:
    """Put a database back as it was taken away."""
    for path, content in files:
        path.write_bytes(content)


def record(page: Page) -> None:
    """Say who began it, type what happened and press Enter."""
    pick(page, "Op initiatief van", "de coalitie zelf")
    field = page.get_by_label("Wat is er gebeurd?")
    field.fill(WORDS)
    field.press("Enter")


def test_a_database_that_is_taken_away_and_put_back(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/actie?actie=3&modus=bewerken"), name="Anna")
    files = take_away(agenda.database)
    record(page)
    expect(said(page, "werkagenda.db is er niet (meer). Zet een kopie terug")).to_be_visible()

    put_back(files)
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)
    page.get_by_label("Wat is er gebeurd?").press("Enter")
    expect(page.locator(".wa-steps li").first).to_contain_text(WORDS)


def test_a_file_that_is_no_database_is_left_alone(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/actie?actie=4&modus=bewerken"), name="Anna")
    files = take_away(agenda.database)
    agenda.database.write_bytes(b"Dit is een brief en geen gegevensbestand. " * 500)
    record(page)
    expect(said(page, "werkagenda.db is geen (heel) gegevensbestand van Werkagenda.")).to_be_visible()
    fresh = open_page(agenda.url("/"))
    expect(said(fresh, "werkagenda.db is geen (heel) gegevensbestand van Werkagenda.")).to_be_visible()
    assert agenda.database.read_bytes().startswith(b"Dit is een brief")

    agenda.database.unlink()
    put_back(files)
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)


def test_a_save_waits_no_longer_than_it_says_for_another_program(agenda: Server, open_page: OpenPage):
    page = open_page(agenda.url("/actie?actie=5&modus=bewerken"), name="Anna")
    other = connect(agenda.database, "rw")
    other.execute("BEGIN IMMEDIATE")
    record(page)
    expect(said(page, "is in gebruik door een ander programma, dus er is niets opgeslagen.")).to_be_visible()
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(WORDS)
    other.execute("ROLLBACK")
    other.close()
    page.get_by_label("Wat is er gebeurd?").press("Enter")
    expect(page.locator(".wa-steps li").first).to_contain_text(WORDS)


def test_a_server_that_is_killed_loses_nothing_and_the_page_comes_back(agenda: Server, open_page: OpenPage):
    page = open_page(
        agenda.url("/?modus=bewerken&weergave=lijst"),
        name="Anna",
        allowed=("ERR_CONNECTION_REFUSED", "WebSocket connection to", "Failed to load resource"),
    )
    with writing(agenda.database, Person("Bram")) as db:
        records.save(db, "action", "3", records.get(db, "action", "3")["version"], {"note": WORDS})
    agenda.kill()
    agenda.start()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Werkagenda 2021–2023")).to_be_visible()
    assert stored(agenda.database, "3")["note"] == WORDS
