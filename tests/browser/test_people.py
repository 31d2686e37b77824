"""People together on one server: phones that follow, colleagues who sign in, one who is put out."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from lib.access import EDIT, MISSING, Person
from lib.store.people import accounts, partners
from lib.web.entrance import LEFT
from lib.web.outside.partner import CONDITION, EMPTY, NO_LONGER, THANKS
from tests.browser.browser_support import Server, axe_as_it_is, load, wait_ready
from tests.browser.conftest import OpenPage
from tests.browser.test_present import open_box, sees
from tests.browser.visitor import pick
from tests.table_to_present import ACTION, MATRIX, PROMISES, prepare_table
from tests.unit import desk

ENDED = "Uw toegang is beëindigd"
CLOSED = ("401", "403", "WebSocket")
"""What a browser reports once its visitor is out."""


def test_the_presenter_at_the_machine_decides_while_phones_follow(
    server: Callable[..., Server], open_page: OpenPage
):
    one = server(listen="0.0.0.0", environment={"WERKAGENDA_SET": "voorbeeld"})
    table = prepare_table(one.database.with_name("werkagenda-voorbeeld.db"))
    address = f"/presenteren?overleg={table}"
    anna = open_page(one.url(address), name="Anna")
    phone = open_page(f"http://localhost:{one.port}/volg/{table}", key="", viewport=(390, 844))
    for number in (PROMISES, MATRIX, ACTION):
        anna.keyboard.press("PageDown")
        sees(phone, number)
    open_box(anna).fill("De gemeente doet mee")
    anna.get_by_role("button", name="Opslaan").click()
    expect(phone.locator("main").get_by_text("De gemeente doet mee")).to_be_visible()


def test_two_people_sign_in_and_one_is_put_out_while_typing(
    server: Callable[..., Server], open_page: OpenPage
):
    one = server()
    carla = open_page(one.url(), key="", allowed=CLOSED)
    dirk = open_page(one.url(), key="")
    beheer = open_page(one.url("/beheer?deel=mensen&modus=bewerken"), name="Beheer")
    carla.goto(invited(beheer, "Carla", "redacteur: bewerkt alles, presenteert; neemt geen besluiten"))
    carla.get_by_role("button", name="Openen").click()
    dirk.goto(invited(beheer, "Dirk", "lezer: bekijkt alles, wijzigt niets"))
    dirk.get_by_role("button", name="Openen").click()

    load(dirk, one.url("/actie?actie=3&modus=bewerken"))
    expect(dirk.get_by_text(MISSING[EDIT])).to_be_visible()
    expect(dirk.get_by_label("Wat is er gebeurd?")).to_have_count(0)
    load(carla, one.url("/actie?actie=3&modus=bewerken"))
    expect(carla.get_by_role("button", name="Carla")).to_be_visible()
    carla.get_by_label("Wat is er gebeurd?").fill("Half getypt")
    put_out(one.database, "Carla")
    expect(carla.get_by_text(ENDED)).to_be_visible()
    expect(carla.get_by_label("Wat is er gebeurd?")).to_have_value("Half getypt")
    expect(dirk.get_by_text(ENDED)).to_have_count(0)
    carla.goto(one.url())
    expect(carla.get_by_text("moet u aangemeld zijn")).to_be_visible()
    assert desk.action(one.database)["version"] == 1
    dirk.get_by_role("button", name="Dirk").click()
    dirk.get_by_role("link", name="Afmelden").click()
    dirk.get_by_role("button", name="Afmelden").click()
    expect(dirk.get_by_text(LEFT)).to_be_visible()


def test_a_partner_answers_once_without_an_account(agenda: Server, open_page: OpenPage):
    number = desk.party(agenda.database, "Roc Test")
    key = partners.ask(agenda.database, Person("Beheer"), partners.Request(number, "3"))
    page = open_page(agenda.url("/begrippen"), key="", viewport=(390, 844), allowed=("422", "403"))
    page.goto(agenda.url(f"/partner?sleutel={key}"))
    send = page.get_by_role("button", name="Versturen")
    send.click()
    expect(page.get_by_role("alert")).to_have_text(EMPTY)
    page.get_by_label("Wat deed u voor deze actie").fill("Twee klassen gestart")
    page.get_by_label("Wanneer was dat?").fill("2021-12-01")
    page.get_by_label("Steunt onder voorwaarde").check()
    assert axe_as_it_is(page) == []
    send.click()
    expect(page.get_by_role("alert")).to_have_text(CONDITION)
    expect(page.get_by_label("Wat deed u voor deze actie")).to_have_value("Twee klassen gestart")
    page.get_by_label("Uw voorwaarde").fill("Als er lokalen zijn")
    send.click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    page.goto(agenda.url(f"/partner?sleutel={key}"))
    expect(page.get_by_text(NO_LONGER)).to_be_visible()
    assert [proposed.part for proposed in partners.waiting(agenda.database, "3")] == ["step", "support"]


def invited(page: Page, name: str, role: str) -> str:
    """Add a person in Beheer; returns the address that is shown for that person, once."""
    page.get_by_label("Naam", exact=True).fill(name)
    pick(page, "Rol", role)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text(f"Geef hem aan {name} zelf")).to_be_visible()
    wait_ready(page)
    return str(page.get_by_test_id("stCode").locator("code").inner_text())


def put_out(path: Path, name: str) -> None:
    """A beheerder ends somebody's access, on a machine of his own."""
    (number,) = [account.id for account in accounts.accounts(path) if account.name == name]
    accounts.end(path, Person("Beheer"), number)
