"""One list in the hallway names every page: no file is left out, and the tests visit all of it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path

from app import ROOMS
from tests.views import VIEWS, VIEWS_ALIKE

PAGES = Path(__file__).resolve().parents[2] / "pages"


def test_every_page_is_a_room_and_every_room_a_page() -> None:
    files = [path.relative_to(PAGES).with_suffix("").as_posix() for path in PAGES.rglob("*.py")]
    assert sorted(room.file for room in ROOMS) == sorted(files)


def test_each_room_has_a_title_and_an_address_of_its_own() -> None:
    for values in zip(*((room.title, room.address) for room in ROOMS), strict=True):
        assert max(Counter(values).values()) == 1
    assert ROOMS[0].address == ""


def test_a_group_stands_together_in_the_menu() -> None:
    groups = [group for group, _ in groupby(ROOMS, key=lambda room: room.group)]
    assert len(groups) == len(set(groups))


def test_the_views_that_are_visited_are_of_pages_that_exist() -> None:
    assert VIEWS.keys() | VIEWS_ALIKE.keys() <= {room.address for room in ROOMS}
