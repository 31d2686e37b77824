"""The lens on every page: it says what is shown and left out, filters what it can, and can be taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import ROOMS
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.frame.rooms import Room
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

REGION, SIDE, PARTY = "AM12", "onderwijs", "Roc Voorbeeld W"
SIDES = ("bedrijfsleven", "onderwijs", "overheid")
MADE_UP = "{} (verzonnen)".format
DIENST, STEEL = MADE_UP("Provinciale dienst Voorbeeld"), MADE_UP("Voorbeeldbedrijf Staalwerk")
SIX, SEVEN, EIGHT = (
    "MKBroute innovatief en digitaal ondernemen",
    "Gecombineerde lectoraten-practoraten",
    "PPScase inclusiviteit",
)
TABLE, WARMED = "Technologietafel 15 juni 2023", "1 van 3 nagekomen"
CHANGED = "Activering van Voorbeeldbedrijf Warmte en Water (verzonnen): in de coalitie (3)."


@dataclass(frozen=True)
class Seen:
    """The lines of a page that a lens leaves out, by lens, and those that stay with each."""

    gone: Mapping[str, Sequence[str]]
    stays: Sequence[str]
    params: Mapping[str, str] = field(default_factory=dict)


def by_all(*gone: str) -> Mapping[str, Sequence[str]]:
    return dict.fromkeys((REGION, SIDE, PARTY), gone)


WHOLE = {(SIDE, "campussen"), (SIDE, "arbeidsmarkt"), (PARTY, "arbeidsmarkt")}
"""What has nothing of a side, or of a party."""
PAGES: Mapping[str, Seen] = {
    "": Seen({REGION: (SIX, SEVEN), PARTY: (SIX, SEVEN)}, (EIGHT,), {"weergave": "lijst"}),
    "stand": Seen({REGION: (SIX, SEVEN), SIDE: (DIENST,), PARTY: (SIX, SEVEN)}, ("Beloofd en niet gekomen",)),
    "deze-week": Seen(by_all(DIENST), ("Dit moet het overleg afspreken",)),
    "actie": Seen(
        {REGION: (DIENST, STEEL), SIDE: (DIENST, STEEL)},
        ("Overdraagbaarheid", "1 van 6 partijen zo ver"),
        {"actie": "3", "tab": "coalitie"},
    ),
    "coalities": Seen({REGION: ("2 van 8 bevestigd",), PARTY: ("2 van 8 bevestigd",)}, (f"8 {EIGHT}",)),
    "geld": Seen({REGION: ("Eerste vijftien routes",), PARTY: ("Eerste vijftien routes",)}, (f"8 {EIGHT}",)),
    "tijdlijn": Seen({REGION: (f"6 {SIX}",), PARTY: (f"6 {SIX}",)}, ("Alle acties samen",)),
    "wijzigingen": Seen(by_all(CHANGED), ()),
    "regio": Seen(by_all(STEEL), ("Werkloosheidspercentage",), {"regio": "AM37"}),
    "campussen": Seen({REGION: (MADE_UP("Maritieme campus Voorbeeld"),), PARTY: ("Voorbeeldgooi",)}, ()),
    "arbeidsmarkt": Seen({REGION: ("Zaanstreek/Waterland",)}, ("Gooi en Vechtstreek",), {"schaal": "AM"}),
    "werk-naar-werk": Seen(by_all("Maritiem 35–47"), ("Praktijkcase gekozen",)),
    "technologietafels": Seen(
        {REGION: (WARMED,), SIDE: ("1 van 4 nagekomen",), PARTY: (TABLE,)}, ("Brede regiegroep",)
    ),
    "presenteren": Seen({PARTY: (TABLE,)}, ("Presenteer de werkagenda zelf",)),
    "manifest": Seen(by_all(MADE_UP("Gemeente Voorbeelddorp")), ("Leer- en adviescommissie",)),
    "brief": Seen(
        {REGION: ("Groot Amsterdam", f"6 {SIX}"), PARTY: (f"6 {SIX}",)}, ("Bijlagen 1 tot en met 4",)
    ),
    "bijwerkronde": Seen({REGION: (f"7 {SEVEN}",), PARTY: (f"7 {SEVEN}",)}, (f"8 {EIGHT}",)),
    "beheer": Seen({}, ()),
    "begrippen": Seen({}, ()),
    "toegankelijkheid": Seen({}, ()),
}
"""What each page shows through the lens. Where a side leaves out nothing each line is of an action, and every
action of the example has a place for education."""


def party(path: Path, name: str) -> str:
    with reading(path) as db:
        return next(f"partij-{one.id}" for one in agenda.parties(db) if one.name.startswith(name))


def told(markup: str) -> str:
    return str(re.findall(r'<p class="wa-lens"[^>]*>(.*?)</p>', markup)[0])


def lines(here: Screen) -> set[str]:
    """Return what stands on a page, with what can be chosen there."""
    text = html.unescape(re.sub(r"<[^>]+>", "\n", here.markup)) + here.text
    offered = [str(option) for one in here.app.selectbox for option in one.options]
    return {line.strip() for line in [*text.splitlines(), *offered]}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_every_page_filters_by_the_lens_and_says_what_is_left_out(
    example: Path, screen: OpenScreen, room: Room
) -> None:
    seen = PAGES[room.address]
    here = screen().open(room.address, **seen.params)
    everything = lines(here)
    for asked, name in ((REGION, "Gooi en Vechtstreek"), (SIDE, "Onderwijs"), (PARTY, "Roc Voorbeeld West")):
        value = party(example, PARTY) if asked == PARTY else asked
        here.open(room.address, **seen.params, voor=value)
        shown, words = lines(here), told(here.markup)
        gone = {*seen.gone.get(asked, ())}
        assert gone <= everything
        assert not gone & shown
        assert {*seen.stays} <= everything & shown
        assert words.startswith(f"<b>Alleen {name}")
        whole = "niet te filteren" in words
        assert whole == (not seen.gone or (asked, room.address) in WHOLE)
        if whole:
            assert "U ziet alles" in words
            assert everything <= shown
        assert f"voor={value}" in here.menu, "the menu takes it along"
        assert not here.errors
        assert not here.warnings


def test_a_lens_is_taken_off_by_one_press(example: Path, screen: OpenScreen) -> None:
    here = screen().open("begrippen", voor=REGION).press("Toon alles")
    assert "voor" not in here.params
    assert "wa-lens" not in here.markup


def test_the_matrix_the_lists_and_their_links_hold_the_same_actions(
    example: Path, screen: OpenScreen
) -> None:
    held = set(screen().open("", voor=REGION).shown())
    assert 0 < len(held) < 13
    found = set(re.findall(r"actie=(\w+)", screen().open("coalities", voor=REGION).markup))
    assert found <= held
    stand = screen().open("stand", voor=REGION)
    assert set(re.findall(r"actie\?voor=AM12&amp;actie=(\w+)", stand.markup)) <= held


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


def test_what_is_not_there_through_a_lens_is_not_said_to_be_nowhere(
    example: Path, screen: OpenScreen
) -> None:
    here = screen().open("coalities", blik="stoelen", voor="overheid")
    assert "gemeente" in lines(here)
    assert "nog geen partij van deze kant in de lijst" not in lines(here), "who fits is of everybody"
    here.open("coalities", blik="stoelen", voor="AM37")
    assert here.lead == "Geen enkele nodige stoel uit Zuid-Kennemerland en IJmond is leeg."
    editor = screen("Anna").edit("actie", actie="3", tab="coalitie", voor="bedrijfsleven")
    assert DIENST in lines(editor), "who edits sees all"
    result = lines(here.open("actie", actie="1", tab="effect", voor="AM37"))
    assert "Zuid-Kennemerland en IJmond" in result
    assert "Gooi en Vechtstreek" not in result
