"""When the database breaks under an open page: a sentence that says what to do, and nothing typed is lost.

A traceback in the log of the server fails each of these tests, as everywhere.
"""

from pathlib import Path

from playwright.sync_api import expect

from lib.store.file.connection import connect
from tests.browser.browser_support import Server, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.visitor import pick, said

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


def test_a_database_that_breaks_is_told_of_and_what_was_typed_comes_back_with_it(
    agenda: Server, open_page: OpenPage
):
    page = open_page(agenda.url("/actie?actie=3&modus=bewerken"), name="Anna")
    field = page.get_by_label("Wat is er gebeurd?")
    again = page.get_by_role("button", name="Opnieuw proberen")
    pick(page, "Op initiatief van", "de coalitie zelf")
    field.fill(WORDS)
    files = take_away(agenda.database)
    field.press("Enter")
    expect(said(page, "werkagenda.db is er niet (meer). Zet een kopie terug")).to_be_visible()
    put_back(files)
    again.click()
    expect(field).to_have_value(WORDS)

    wait_ready(page)
    files = take_away(agenda.database)
    agenda.database.write_bytes(b"Dit is een brief en geen gegevensbestand. " * 500)
    field.press("Enter")
    expect(said(page, "werkagenda.db is geen (heel) gegevensbestand van Werkagenda.")).to_be_visible()
    assert agenda.database.read_bytes().startswith(b"Dit is een brief")
    agenda.database.unlink()
    put_back(files)
    again.click()
    expect(field).to_have_value(WORDS)

    wait_ready(page)
    other = connect(agenda.database, "rw")
    other.execute("BEGIN IMMEDIATE")
    field.press("Enter")
    expect(said(page, "is in gebruik door een ander programma, dus er is niets opgeslagen.")).to_be_visible()
    expect(field).to_have_value(WORDS)
    other.execute("ROLLBACK")
    other.close()
    field.press("Enter")
    expect(page.locator(".wa-steps li").first).to_contain_text(WORDS)
