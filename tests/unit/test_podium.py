"""The podium: what a presenter shows, who leads, and how followers hear of it over the live socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib import podium
from lib.podium import Shown
from lib.rules.meetings.room import NOTHING_CAME, WAITS
from lib.web import neighbours
from tests.unit.web.test_web import Agenda, Listener, in_loop, live

ANNA, BRAM = "aaaaaaaa", "bbbbbbbb"
SET = "echt"
SILENT = {"answered": "Nog geen antwoorden.", "arrived": f"{WAITS} {NOTHING_CAME}"}


@pytest.fixture(autouse=True)
def _empty_podium() -> Iterator[None]:
    """Nobody presents, and no device came, before and after a test."""
    kept = (
        podium._shown,
        podium._screens,
        podium._phones,
        podium._moves,
        podium._opened,
        neighbours._reached,
    )
    for one in kept:
        one.clear()
    yield
    for one in kept:
        one.clear()


def test_nobody_presents_until_a_screen_is_connected() -> None:
    assert podium.show(SET, 3, Shown(2, 7, ANNA))
    assert podium.shown(SET, 3) is None
    with podium.connected(SET, 3, ANNA):
        assert podium.shown(SET, 3) == Shown(2, 7, ANNA)
        assert podium.shown(SET, 4) is None
        assert podium.shown("voorbeeld", 3) is None
    assert podium.shown(SET, 3) is None


def test_those_who_follow_are_counted_while_they_are_there() -> None:
    with podium.following(SET, 3, ANNA), podium.following(SET, 3, BRAM), podium.following(SET, 3, BRAM):
        assert (podium.phones(SET, 3), podium.phones(SET, 4)) == (2, 0), "a device counts once"
        with podium.following(SET, 3, ""):
            assert podium.phones(SET, 3) == 2, "a second screen of the presenter is no phone"
    assert podium.phones(SET, 3) == 0


def test_another_screen_moves_nobody_while_the_first_leads() -> None:
    with podium.connected(SET, 3, ANNA), podium.connected(SET, 3, BRAM):
        podium.show(SET, 3, Shown(2, 0, ANNA))
        assert not podium.show(SET, 3, Shown(9, 0, BRAM))
        assert podium.shown(SET, 3) == Shown(2, 0, ANNA)
        podium.take_over(SET, 3, Shown(9, 0, BRAM))
        assert podium.shown(SET, 3) == Shown(9, 0, BRAM)
        assert not podium.show(SET, 3, Shown(3, 0, ANNA))


def test_another_screen_leads_when_the_first_is_gone() -> None:
    with podium.connected(SET, 3, ANNA):
        podium.show(SET, 3, Shown(2, 0, ANNA))
    with podium.connected(SET, 3, BRAM):
        assert podium.show(SET, 3, Shown(1, 0, BRAM))
        assert podium.shown(SET, 3) == Shown(1, 0, BRAM)


def test_a_screen_that_connects_twice_is_there_until_both_end() -> None:
    podium.show(SET, 3, Shown(2, 0, ANNA))
    with ExitStack() as first:
        first.enter_context(podium.connected(SET, 3, ANNA))
        with podium.connected(SET, 3, ANNA):
            first.close()
            assert podium.shown(SET, 3) is not None
    assert podium.shown(SET, 3) is None


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 5))))
def test_the_number_of_moves_goes_up_with_each_move_and_only_then(moves: list[tuple[int, int]]) -> None:
    podium._shown.clear()
    shown: dict[int, int] = {}
    for meeting, slide in moves:
        before = podium.moves(SET)
        podium.take_over(SET, meeting, Shown(slide, 0, ANNA))
        assert podium.moves(SET) - before == int(shown.get(meeting) != slide)
        shown[meeting] = slide


# ------------------------------------------------------------------------- the feed


async def heard(listener: Listener) -> dict[str, Any]:
    """The next message of the feed."""
    while (message := await listener.next())["type"] != "websocket.send":
        assert message["type"] == "websocket.accept"
    return dict(json.loads(message["text"]))


@in_loop
async def test_followers_hear_where_the_presenter_is_and_when_nobody_is_there() -> None:
    app = live(Agenda(7))
    follower = Listener(app, "set=echt&overleg=3")
    assert await heard(follower) == {"version": 7, "shown": None, "phones": 0, **SILENT}
    podium.show(SET, 3, Shown(2, 7, ANNA))
    presenter = Listener(app, f"set=echt&overleg=3&scherm={ANNA}")
    shown = {"slide": 2, "stand": 7, "mine": False}
    assert await heard(follower) == {"version": 7, "shown": shown, "phones": 0, **SILENT}
    assert (await heard(presenter))["shown"] == {"slide": 2, "stand": 7, "mine": True}
    podium.show(SET, 3, Shown(5, 7, ANNA))
    assert (await heard(follower))["shown"]["slide"] == 5
    await presenter.leave()
    assert (await heard(follower))["shown"] is None
    await follower.leave()


@in_loop
async def test_moves_cost_no_question_to_the_database_and_are_no_news_to_other_pages() -> None:
    agenda = Agenda(7)
    app = live(agenda)
    page, elsewhere = Listener(app), Listener(app, "set=echt&overleg=4")
    assert await heard(page) == {"version": 7}
    assert await heard(elsewhere) == {"version": 7, "shown": None, "phones": 0, **SILENT}
    with podium.connected(SET, 3, ANNA):
        podium.show(SET, 3, Shown(2, 0, ANNA))
        asked = agenda.asked
        while agenda.asked < asked + 3:
            await asyncio.sleep(0.005)
        agenda.newest = 8
        assert await heard(page) == {"version": 8}
        assert await heard(elsewhere) == {"version": 8, "shown": None, "phones": 0, **SILENT}
    await page.leave()
    await elsewhere.leave()


@pytest.mark.parametrize("query", ["overleg=x", "overleg=-1", "overleg=99999999999", "overleg="])
def test_a_meeting_that_is_no_number_is_not_followed(query: str) -> None:
    @in_loop
    async def check() -> None:
        listener = Listener(live(Agenda(7)), f"set=echt&{query}")
        assert await heard(listener) == {"version": 7}
        await listener.leave()

    check()


@pytest.mark.parametrize("screen", ["", "x", "AAAAAAAA", "a" * 33, "'; drop"])
def test_a_name_of_a_screen_that_we_never_gave_makes_nobody_present(screen: str) -> None:
    @in_loop
    async def check() -> None:
        listener = Listener(live(Agenda(7)), f"set=echt&overleg=3&scherm={screen}")
        await heard(listener)
        assert podium._screens == {}
        await listener.leave()

    check()
