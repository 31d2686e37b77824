"""The lens that the address asks for, worked out once per state of the agenda."""

from __future__ import annotations

import streamlit as st

from lib.rules.lens import EVERYTHING, Lens, lens_of
from lib.store import agenda
from lib.store.file.connection import Database, reading
from lib.store.tables import tables
from lib.ui.here.address import LENS
from lib.ui.here.cache import kept
from lib.ui.here.state import Here


def asked() -> str:
    """Return what the address asks for, whether it exists or not."""
    return st.query_params.get(LENS, "")


def lens(here: Here) -> Lens:
    """Return the lens of this address; everything when it names none, or none that exists."""
    value = asked()
    if not value:
        return EVERYTHING
    with reading(here.path, here.at) as db:
        return kept(f"lens {value}", here, db, lambda: _read(db, value)) or EVERYTHING


def of_action(here: Here, action_id: str) -> Lens:
    """Return the lens for the page of one action: who edits sees all, as where the action has none of it."""
    looked = lens(here)
    return looked if looked.holds(action_id) and not here.editing else EVERYTHING


def _read(db: Database, value: str) -> Lens | None:
    return lens_of(value, agenda.actions(db), tables(db), agenda.parties(db))
