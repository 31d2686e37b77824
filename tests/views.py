"""Every page of the app and the views within it, as addresses: for axe, the words and the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app import ROOMS
from lib.ui.frame.rooms import Room

_MEETING = "overleg=1"
VIEWS = {
    "": (
        "sinds=2022-03-10&soort=gewijzigd",
        "sinds=2022-03-10&weergave=lijst&sorteer=sinds",
        "sinds=2022-03-10&weergave=bord",
    ),
    "actie": (
        "actie=3&modus=bewerken",
        "actie=3&tab=coalitie",
        "actie=4&sinds=2022-03-10",
        "actie=4&tab=coalitie&modus=bewerken",
        "actie=4&tab=purpose-case&modus=bewerken",
        "actie=1&tab=effect",
        "actie=3&tab=effect&modus=bewerken",
        "actie=8&tab=effect",
        "actie=10&tab=effect",
        "actie=11&tab=effect",
    ),
    "coalities": ("blik=netwerk", "blik=netwerk&tekening=stippen", "sinds=2022-03-10"),
    "stand": ("op=2022-06-14&sinds=2022-05-25",),
    "campussen": ("kaart=vlak&kleur=aantal&campus=1",),
    "arbeidsmarkt": ("indicator=werkloosheid&regio=PV27", "indicator=spanning&regio=AM15"),
    "technologietafels": (
        f"{_MEETING}&deel=voorbereiden&modus=bewerken",
        f"{_MEETING}&deel=besluiten&modus=bewerken",
        f"{_MEETING}&deel=afsluiten&modus=bewerken",
    ),
    "presenteren": ("overleg=agenda&dia=4",),
    "brief": ("deel=bijlage-1", "modus=bewerken&deel=bijlage-2"),
    "bijwerkronde": ("modus=bewerken", "modus=bewerken&acties=4&acties=5"),
    "beheer": ("deel=kopieen&modus=bewerken",),
}
"""What else there is to see on a page than what it opens with, on the example set.

Where one view shows all kinds of parts of another the fullest stands for both: list and board with the marks
of what changed, an action with those too, one indicator for each kind of picture.
"""
VIEWS_ALIKE = {
    "": ("modus=bewerken&weergave=lijst", "op=2022-06-30"),
    "actie": (
        "actie=3&tab=purpose-case",
        "actie=4&tab=geschiedenis&modus=bewerken",
        "actie=4&tab=effect&modus=bewerken",
        "actie=4&tab=geld",
        *(f"actie={number}&tab=effect" for number in (6, 7, 9)),
        "actie=5&tab=effect&modus=bewerken",
    ),
    "coalities": ("blik=stoelen", "blik=partijen&modus=bewerken", "blik=stop&modus=bewerken"),
    "deze-week": ("op=editie-12",),
    "wijzigingen": ("sinds=2022-03-10",),
    "regio": ("regio=AM18&modus=bewerken",),
    "campussen": (
        "kaart=vlak&kleur=spanning",
        "kaart=vlak&modus=bewerken&campus=1",
        "sinds=2022-03-10&kaart=vlak",
    ),
    "arbeidsmarkt": (
        "modus=bewerken&schaal=GM&thema=beroepsbevolking&cellen=gevuld",
        "indicator=banen_BE&regio=CR18&vorm=tabel",
    ),
    "werk-naar-werk": ("modus=bewerken",),
    "technologietafels": ("modus=bewerken", f"{_MEETING}&deel=afsluiten"),
    "manifest": ("modus=bewerken&vorm=tabel&peildatum=2022-06-30",),
    "bijwerkronde": ("modus=bewerken&weergave=tabel",),
    "beheer": (
        "modus=bewerken",
        *(f"deel={part}&modus=bewerken" for part in ("partijen", "mensen")),
        *(f"deel={part}" for part in ("logboek", "over")),
    ),
}
"""Those that say other things in parts and colours that stand on another page or view too."""
PAGES = {f"/{room.address}": room.title for room in ROOMS}
"""The title of each page, by the address that it opens with."""


def addresses_of(room: Room, views: Mapping[str, Sequence[str]] = VIEWS) -> list[str]:
    """A page as it opens, and then the views within it."""
    return [f"/{room.address}", *(f"/{room.address}?{query}" for query in views.get(room.address, ()))]


ADDRESSES = tuple(
    dict.fromkeys(one for room in ROOMS for some in (VIEWS, VIEWS_ALIKE) for one in addresses_of(room, some))
)
