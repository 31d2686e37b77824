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
    for kind, count in (("CSV", len(tables)), ("PNG", len(here.app.session_state["drawn charts"]))):
        assert len([key for key in offered if key.endswith(kind)]) == count
