"""People together on one server: colleagues who sign in, one who is put out, a partner without an account."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from lib.access import EDIT, MISSING, OWN_ADDRESS, Person
from lib.store.people import accounts, partners
from lib.store.people.file import moment, people
from lib.store.people.sessions import IDLE_HOLDS
from lib.ui.here.live import STAY
from lib.web.entrance import LEFT
from lib.web.key import entry_address
from lib.web.outside.partner import CONDITION, EMPTY, NO_LONGER, THANKS
from lib.web.provider import SETTINGS
from tests.browser.browser_support import Server, axe_as_it_is, follow, wait_ready
from tests.browser.conftest import OpenPage, refuse_tracebacks
from tests.sign_in_service import SECRET, needs_service, running
from tests.unit import desk

SETTINGS_OF_SERVICE = """
issuer = "{}"
client_id = "RS256"
client_secret = "{}"
role_claim = "rol"
[roles]
lezen = "lezer"
"""
ENDED = "Uw toegang is beëindigd"
CLOSED = ("401", "403", "WebSocket")
"""What a browser reports once its visitor is out."""


@needs_service
def test_an_organisation_signs_in_and_out_with_its_own_service(
    tmp_path: Path, fill: Callable[[Path], Path], open_page: OpenPage
):
    app = Server(fill(tmp_path / "app"))
    settings = tmp_path / "oidc.toml"
    with running(app.origin) as issuer:
        settings.write_text(SETTINGS_OF_SERVICE.format(issuer, SECRET), "utf-8")
        app.environment |= {OWN_ADDRESS: app.origin, SETTINGS: str(settings)}
        with app:
            page = open_page(app.url("/buiten"), key="", allowed=(issuer,))
            page.goto(app.url("/actie?actie=3&modus=bewerken"))
            page.get_by_label("Wie bent u?").fill("Carla")
            page.get_by_role("button", name="Aanmelden").click()
            expect(page.get_by_text(MISSING[EDIT])).to_be_visible()
            page.get_by_role("button", name="Carla").click()
            page.get_by_role("link", name="Afmelden").click()
            page.get_by_role("button", name="Afmelden").click()
            page.get_by_role("button", name="Ja, meld mij af").click()
            expect(page.get_by_text(LEFT)).to_be_visible()
        refuse_tracebacks(app)


def test_who_signed_in_stays_by_a_press_and_is_put_out_while_typing(agenda: Server, open_page: OpenPage):
    carla = open_page(invited(agenda, "Carla", "redacteur"), key="", allowed=CLOSED)
    carla.get_by_role("button", name="Openen").click()
    expect(carla.get_by_role("button", name="Carla")).to_be_visible()
    follow(carla, "/actie?actie=3&modus=bewerken")
    carla.get_by_label("Wat is er gebeurd?").fill("Half getypt")
    leave_alone(agenda.database)
    carla.get_by_role("button", name=STAY).click()
    expect(carla.get_by_role("button", name=STAY)).to_have_count(0)
    await_seen(agenda.database, "Carla", carla)
    expect(carla.get_by_label("Wat is er gebeurd?")).to_have_value("Half getypt")
    put_out(agenda.database, "Carla")
    expect(carla.get_by_text(ENDED)).to_be_visible()
    expect(carla.get_by_label("Wat is er gebeurd?")).to_have_value("Half getypt")
    carla.goto(agenda.url())
    expect(carla.get_by_text("moet u aangemeld zijn")).to_be_visible()
    assert desk.action(agenda.database)["version"] == 1


def test_a_partner_answers_once_without_an_account(agenda: Server, open_page: OpenPage):
    number = desk.party(agenda.database, "Roc Test")
    key = partners.ask(agenda.database, Person("Beheer"), partners.Request(number, "3"))
    asked = agenda.url(f"/partner?sleutel={key}")
    page = open_page(asked, key="", viewport=(390, 844), allowed=("422", "403"))
    send = page.get_by_role("button", name="Versturen")
    send.click()
    expect(page.get_by_role("alert")).to_have_text(EMPTY)
    page.get_by_label("Wat deed u voor deze actie").fill("Twee klassen gestart")
    page.get_by_label("Wanneer was dat?").fill("2021-12-01")
    page.get_by_role("radio", name="Steunt onder voorwaarde").check()
    assert axe_as_it_is(page) == []
    send.click()
    expect(page.get_by_role("alert")).to_have_text(CONDITION)
    expect(page.get_by_label("Wat deed u voor deze actie")).to_have_value("Twee klassen gestart")
    page.get_by_label("Uw voorwaarde").fill("Als er lokalen zijn")
    send.click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    page.goto(asked)
    expect(page.get_by_text(NO_LONGER)).to_be_visible()
    assert [proposed.part for proposed in partners.waiting(agenda.database, "3")] == ["step", "support"]


def invited(server: Server, name: str, role: str) -> str:
    """A beheerder adds a person; returns the address that is for that person, once."""
    path, manager = server.database, Person("Beheer")
    key = accounts.invite(path, manager, accounts.add(path, manager, name, role, (), None))
    return entry_address(server.origin, key)


def leave_alone(path: Path) -> None:
    """Nobody who signed in was seen for so long that the session soon ends."""
    with people(path, writing=True) as db:
        db.execute("UPDATE session SET seen_at = ?", (moment(timedelta(minutes=1) - IDLE_HOLDS),))


def await_seen(path: Path, name: str, page: Page) -> None:
    """Await the run that the press of somebody who stays asked for: a late one met the end of access."""
    while was_left_alone(path, name):
        page.wait_for_timeout(50)
    wait_ready(page)


def was_left_alone(path: Path, name: str) -> bool:
    seen = "SELECT max(s.seen_at) FROM session s JOIN account a ON a.id = s.account_id WHERE a.name = ?"
    with people(path) as db:
        return bool(db.execute(seen, (name,)).fetchone()[0] < moment(timedelta(hours=-1)))


def put_out(path: Path, name: str) -> None:
    """A beheerder ends somebody's access, on a machine of his own."""
    (number,) = [account.id for account in accounts.accounts(path) if account.name == name]
    accounts.end(path, Person("Beheer"), number)
