"""The lens on every page: it says what is shown and left out, filters what it can, and can be taken off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import ROOMS
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.frame.rooms import Room
from tests.app.conftest import OpenScreen

REGION, SIDE = "AM12", "onderwijs"
SIDES = ("bedrijfsleven", "onderwijs", "overheid")
OUTSIDE = "Servicepunt"
"""A word of an action that has no place or party of the region."""


def party(path: Path, name: str) -> str:
    with reading(path) as db:
        return next(f"partij-{one.id}" for one in agenda.parties(db) if one.name.startswith(name))


def told(markup: str) -> str:
    return str(re.findall(r'<p class="wa-lens"[^>]*>(.*?)</p>', markup)[0])


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_every_page_says_what_is_shown_and_what_is_left_out(
    example: Path, screen: OpenScreen, room: Room
) -> None:
    here = screen()
    for value, name in (
        (REGION, "Gooi en Vechtstreek"),
        (SIDE, "Onderwijs"),
        (party(example, "Roc Voorbeeld W"), "Roc"),
    ):
        here.open(room.address, voor=value)
        words = told(here.markup)
        assert words.startswith(f"<b>Alleen {name}")
        assert ("niet te filteren" in words and "U ziet alles" in words) or re.search(
            r"weggelaten|U ziet|van de \d+ acties|alleen", words.split("</b>")[1]
        )
        assert f"voor={value}" in here.menu, "the menu takes it along"
        assert not here.errors
        assert not here.warnings
    here.press("Toon alles")
    assert "voor" not in here.params
    assert "wa-lens" not in here.markup


def test_pages_show_only_what_belongs_to_the_region(example: Path, screen: OpenScreen) -> None:
    here = screen().open("", voor=REGION)
    held = set(here.shown())
    assert held
    assert len(held) < 13
    everything = screen().open("coalities")
    narrowed = screen().open("coalities", voor=REGION)
    of = {"all": everything, "some": narrowed}
    found = {key: set(re.findall(r"actie=(\w+)", one.markup)) for key, one in of.items()}
    assert found["some"] < found["all"]
    assert found["some"] <= held
    stand = screen().open("stand", voor=REGION)
    assert set(re.findall(r"actie\?voor=AM12&amp;actie=(\w+)", stand.markup)) <= held
    campuses = screen().open("campussen", voor=REGION)
    assert "Mediacampus" in campuses.text
    assert "Maritieme campus" not in campuses.text
    work = screen().open("werk-naar-werk", voor="AM17")
    assert "Groot Amsterdam" not in work.text.split("Meldingen")[-1]


@pytest.mark.parametrize(
    ("address", "params", "pressed"),
    [
        ("coalities", {"blik": "partijen"}, ("onderwijs", REGION)),
        ("coalities", {"blik": "stoelen"}, ("onderwijs",)),
        ("actie", {"actie": "4", "tab": "coalitie"}, ("onderwijs", "partij-")),
        ("regio", {}, SIDES),
        ("stand", {}, (*SIDES, "partij-")),
        ("deze-week", {}, ("partij-",)),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_name_is_pressed_where_it_stands_and_the_page_stays(
    example: Path, screen: OpenScreen, address: str, params: dict[str, str], pressed: tuple[str, ...]
) -> None:
    found = re.findall(r'class="wa-through" href="\?([^"]*)"', screen().open(address, **params).markup)
    for value in pressed:
        own = [one for one in found if f"voor={value}" in one]
        assert own, f"{value} can be pressed"
        assert all(f"{name}={asked}" in own[0] for name, asked in params.items()), "the page stays as it is"


def test_the_calls_of_a_party_are_its_own(example: Path, screen: OpenScreen) -> None:
    value = party(example, "Roc Voorbeeld W")
    assert screen().open("deze-week", voor=value).lead.startswith(("Eén partij", "Niemand"))


def test_a_lens_is_chosen_in_the_line_and_one_that_does_not_exist_is_named(
    example: Path, screen: OpenScreen
) -> None:
    here = screen().open("stand", voor="AM99")
    assert here.warnings == ["“AM99” is geen regio, kant of partij van deze agenda; u ziet alles."]
    here.app.session_state["lens"] = True
    here.run().choose("lens choice ", REGION)
    assert here.params["voor"] in (REGION, [REGION])
    assert "Alleen Gooi en Vechtstreek" in here.text


def test_a_lens_that_leaves_no_action_leads_to_all_of_them(real: Path, screen: OpenScreen) -> None:
    here = screen()
    for view in ("netwerk", "stoelen"):
        here.open("coalities", voor=REGION, blik=view)
        assert not here.errors
        ways = re.findall(r'<p class="wa-ways">.*?href="([^"]*)"', here.markup)
        assert ways == [f"./actie?modus=bewerken&amp;voor={REGION}"]
