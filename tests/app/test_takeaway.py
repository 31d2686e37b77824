"""Every table and chart of every page can be taken away by one button, with what accounts for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import ROOMS
from lib.documents.tables.page import tables_of
from tests.app.conftest import OpenScreen

TITLES = {room.address: room.title for room in ROOMS if room.address != "presenteren"}


@pytest.mark.parametrize("address", TITLES)
def test_what_a_page_draws_is_offered_in_each_form(example: Path, screen: OpenScreen, address: str) -> None:
    here = screen("Anna").open(address)
    here.app.session_state[f"takeaway {TITLES[address]}"] = True
    here.run()
    tables = tables_of(here.app.session_state["drawn tables"].values())
    offered = [key for key in here.keys if key.startswith("takeaway ")]
    for kind in ("CSV", "Excel"):
        assert {f"takeaway tables-{number} {kind}" for number in range(len(tables))} <= {*offered}
    for kind in ("PNG", "SVG"):
        charts = [key for key in offered if key.startswith("takeaway charts-") and key.endswith(kind)]
        assert len(charts) == len(here.app.session_state["drawn charts"])


OWN = {
    "campussen": {"rows-0 CSV", "drawings-0 PNG"},
    "coalities?blik=netwerk": {"drawings-0 PNG", "drawings-0 SVG"},
    "manifest": {"rows-0 Excel"},
    "beheer?deel=logboek": {"rows-0 CSV"},
    "arbeidsmarkt?indicator=werkloosheid&regio=PV27": {"rows-0 CSV", "rows-0 Excel", "charts-0 SVG"},
}


@pytest.mark.parametrize("address", OWN)
def test_a_map_a_network_and_what_is_more_than_a_page_shows_go_along(
    example: Path, screen: OpenScreen, address: str
) -> None:
    room, _, asked = address.partition("?")
    here = screen("Anna").open(room, **dict(pair.split("=") for pair in asked.split("&") if pair))
    here.app.session_state[f"takeaway {TITLES[room]}"] = True
    here.run()
    assert {f"takeaway {end}" for end in OWN[address]} <= {*here.keys}
    assert here.errors == []
