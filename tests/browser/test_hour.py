"""The whole hour in a real browser: one presents without a mouse, twelve phones follow over the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from lib.access import Person
from lib.model.agenda import HELIXES
from lib.store import decisions, meetings, records
from lib.store.file.connection import reading, writing
from lib.ui.meetings.close import read_minutes
from tests.browser.browser_support import NETWORK, Server, axe_as_it_is, axe_in_both, wait_still
from tests.browser.conftest import OpenPage
from tests.browser.test_keyboard import tab_to
from tests.browser.test_present import (
    PHONE,
    SCHEMES,
    by_code,
    file_of,
    on_slide,
    open_box,
    sees,
    slide,
    to_slide,
)
from tests.table_to_present import ACTION, CHAIRS, CLOSING, OPENING, PROMISES, prepare_table

LIGHT = 11
"""How many follow beside a real phone."""
FIRST_SLIDE = 30_000
"""Bytes of the page with its first slide, before they are packed."""
WORDS = "Het roc levert drie plekken"


class LightPhones:
    """Phones that follow over a stream of their own and answer by the plain form, without a browser."""

    def __init__(self, place: str, stack: ExitStack, number: int = LIGHT) -> None:
        self.path = httpx.URL(place).path
        self.held: list[Iterator[str]] = []
        origin = place.split("/volg")[0]
        self.clients = [stack.enter_context(httpx.Client(base_url=origin)) for _ in range(number)]
        for client in self.clients:
            first = client.get(place)
            assert first.status_code == 200
            assert len(first.content) < FIRST_SLIDE
            stream = stack.enter_context(client.stream("GET", f"{self.path}/stroom"))
            lines = stream.iter_lines()
            assert next(line for line in lines if line.startswith("data:"))
            self.held.append(lines)

    def hear(self, words: str) -> None:
        """Wait until each was sent a slide with these words."""
        for lines in self.held:
            assert any(words in line for line in lines), "the stream ended without them"

    def answer(self, given: str) -> None:
        """Each chooses a side once, and presses the same answer."""
        (question,) = re.findall(r'name="vraag" value="(\d+)"', self.clients[0].get(self.path).text)
        for number, client in enumerate(self.clients):
            for pressed in ({"kant": [*HELIXES][number % 3]}, {"antwoord": given}):
                answer = client.post(f"{self.path}/antwoord", data={"vraag": question, **pressed})
                assert answer.status_code in (200, 303)


@pytest.fixture
def hall(server: Callable[..., Server]) -> Iterator[tuple[Server, int, Path, ExitStack]]:
    """A server that other devices reach, with a meeting."""
    one = server(listen="0.0.0.0", environment={"WERKAGENDA_SET": "voorbeeld"})
    with ExitStack() as stack:
        yield one, prepare_table(file_of(one)), file_of(one), stack


def above(one: Locator, other: Locator) -> bool:
    first, second = one.bounding_box(), other.bounding_box()
    assert first
    assert second
    return first["y"] + first["height"] <= second["y"] + 1


def in_both(phone: Page) -> None:
    """See that axe finds nothing on a light page, in either colours."""
    for scheme in SCHEMES:
        phone.emulate_media(color_scheme=scheme)
        assert axe_as_it_is(phone, scheme) == []


def test_the_whole_hour(hall: tuple[Server, int, Path, ExitStack], open_page: OpenPage) -> None:
    server, table, path, stack = hall
    anna = open_page(server.url(f"/technologietafels?overleg={table}&modus=bewerken"), name="Anna")
    wait_still(anna)
    tab_to(anna, anna.get_by_test_id("stMain").get_by_role("link", name="Presenteren"))
    anna.keyboard.press("Enter")
    on_slide(anna, OPENING)
    wait_still(anna)
    network = f"http://{NETWORK}:{server.port}"
    place = by_code(anna, server, table).replace(server.origin, network)
    phone = open_page(place, viewport=PHONE, key="")
    others = LightPhones(place, stack)
    expect(anna.locator(".st-key-slide-1 .arrived")).to_have_text("12 telefoons verbonden.")

    to_slide(anna, PROMISES)
    kept = slide(anna, PROMISES).locator(".promises .kept")
    before = kept.count()
    wait_still(anna)
    anna.keyboard.press("k")
    expect(kept).to_have_count(before + 1)
    on_slide(anna, PROMISES)
    seat_party(anna)

    to_slide(anna, ACTION)
    open_box(anna)
    anna.keyboard.type(WORDS)
    anna.keyboard.press("Enter")
    expect(slide(anna, ACTION).get_by_text(WORDS)).to_be_visible()
    main = sees(phone, ACTION)
    expect(main.get_by_text(WORDS)).to_be_in_viewport()
    others.hear(WORDS)
    assert above(main.locator(".question"), main.locator(".wa-decisions"))
    assert above(main.locator(".wa-decisions"), main.locator(".sides")), "bars come last on a phone"

    with writing(path, Person("Bram")) as db:  # the clerk
        item = meetings.items(db, table)[0]
        records.save(db, "agenda_item", item.id, item.version, {"said": "Het roc vraagt om tijd"})

    anna.keyboard.press("v")
    expect(slide(anna, ACTION).locator(".room.asking")).to_be_visible()
    assert axe_in_both(anna, {"include": [[f".st-key-slide-{ACTION}"]]}) == []
    expect(phone.locator(".ask")).to_contain_text(WORDS)
    in_both(phone)
    phone.get_by_role("button", name="Onderwijs").click()
    phone.get_by_role("button", name="Klopt", exact=True).click()
    expect(phone.get_by_text("Uw antwoord: klopt.")).to_be_visible()
    others.answer("klopt")
    expect(slide(anna, ACTION).locator(".count")).to_have_text("10 of meer antwoorden.")
    anna.keyboard.press("v")
    for told in (slide(anna, ACTION), main):
        expect(told.get_by_text("✓ vastgesteld in de zaal")).to_be_visible()

    anna.keyboard.press("End")
    on_slide(anna, CLOSING)
    phone.get_by_role("link", name="Neem uw eigen toezeggingen mee").click()
    expect(phone.get_by_text("Niemand")).to_have_count(0)
    in_both(phone)
    close_meeting(anna)
    minutes, _ = read_minutes(path, table, None)
    assert [entry.room[:24] for entry in minutes.agreements if entry.text == WORDS] == [
        "Vastgesteld in de zaal, "
    ]
    assert any("Het roc vraagt om tijd" in text for _, text in minutes.sections[0].lines)
    with reading(path) as db:
        held = meetings.meeting(db, table)
        assert held
        assert not held.open
        assert [one.text for one in decisions.decisions(db, meeting_id=table)].count(WORDS) == 1


def seat_party(anna: Page) -> None:
    """Put a party on a chair by the number of that."""
    to_slide(anna, CHAIRS)
    wait_still(anna)
    chairs = slide(anna, CHAIRS).locator(".chairs span")
    second, before = chairs.nth(1).inner_text().partition(" ")[2], chairs.count()
    anna.keyboard.press("2")
    # While the form of this chair takes the place of another both may be there.
    stoel, partij = (
        slide(anna, CHAIRS).get_by_role("combobox", name=one).first for one in ("Stoel", "Partij")
    )
    expect(stoel).to_have_value(re.compile(re.escape(second)))
    expect(partij).to_be_focused()
    tab_to(anna, slide(anna, CHAIRS).get_by_role("button", name="Zet op de stoel"))
    anna.keyboard.press("Enter")
    expect(chairs).to_have_count(before - 1)
    wait_still(anna)


def close_meeting(anna: Page) -> None:
    """Leave the presentation and close the meeting, with the keyboard."""
    wait_still(anna)
    anna.keyboard.press("Escape")
    expect(anna.get_by_role("alert")).to_have_text("Nogmaals Esc om te stoppen")
    anna.keyboard.press("Escape")
    expect(anna.get_by_role("radio", name="Afsluiten")).to_be_visible()
    wait_still(anna)
    parts = anna.get_by_role("radiogroup", name="Deel van het overleg")
    tab_to(anna, parts)
    for _ in range(parts.get_by_role("radio").count()):
        if parts.get_by_role("radio", name="Afsluiten").evaluate("(one) => one.matches(':focus')"):
            break
        anna.keyboard.press("ArrowRight")
    anna.keyboard.press("Enter")
    expect(parts.get_by_role("radio", name="Afsluiten")).to_be_checked()
    wait_still(anna)
    tab_to(anna, anna.get_by_role("button", name="Overleg sluiten"))
    anna.keyboard.press("Enter")
    expect(anna.get_by_text("Het overleg is gesloten").first).to_be_visible()
