"""Map and network as pictures: every campus, party and action in words, with what accounts for it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from lib.documents.pictures.campus_map import campus_map
from lib.documents.pictures.network import Link, Network, Party, network_svg
from lib.documents.tables.figure_files import drawing_as_png
from lib.maps.picture import Shading, picture
from lib.store import campuses
from lib.store.file.connection import reading

ABOUT = ["Filter: kant = onderwijs", "Stand: 16 maart 2023", "Anker: ab12 cd34 (wijziging 7)"]
NETWORK = Network(
    [Party(1, "Roc & Co", "onderwijs"), Party(2, "Gemeente <Test>", "overheid")],
    {"3": "3 Zij-instroom", "4": "4 Ontwikkelfonds"},
    [Link(1, "3", 5), Link(2, "3", 0), Link(2, "4", 2)],
)


def words_of(svg: bytes) -> str:
    return "\n".join(ElementTree.fromstring(svg).itertext())


def test_the_map_names_each_campus_each_region_and_its_borders(path: Path) -> None:
    with reading(path) as db:
        regions, towns, places = (
            campuses.regions(db),
            campuses.municipalities(db),
            campuses.campuses(db),
        )
    shading = Shading({regions[0].id: 3.0}, {regions[0].id: "drie"}, "De kleur telt de campussen.", "geen")
    made = campus_map(
        picture(regions, towns, places, shading), shading, "Grenzen van 2023: PDOK.", "Kaart", ABOUT
    )
    text = words_of(made)
    assert {*ABOUT, "Kaart", "De kleur telt de campussen.", "drie"} <= {*text.split("\n")}
    assert "Grenzen van 2023: PDOK." in text
    assert all(place.name in text for place in places if place.point)
    assert drawing_as_png(made).startswith(b"\x89PNG")


def test_the_network_names_every_side_by_its_shape_and_every_party_and_action() -> None:
    made = network_svg(NETWORK, "Netwerk", ABOUT)
    text = words_of(made)
    assert {"Roc & Co ●", "Gemeente <Test> ▲", "3 Zij-instroom", *ABOUT} <= {*text.split("\n")}
    assert made.count(b"<path") == len(NETWORK.links)


@pytest.mark.parametrize(("focus", "near"), [("", 3), ("a4", 1), ("p2", 2)])
def test_what_is_not_in_focus_steps_back(focus: str, near: int) -> None:
    shown = Network(NETWORK.parties, NETWORK.actions, NETWORK.links, focus)
    assert sum(map(shown.near, shown.links)) == near
    assert network_svg(shown, "Netwerk", []).count(b'opacity="0.75"') == near
