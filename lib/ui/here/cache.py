"""What a page read and worked out, kept until somebody changes something.

Owns what it is kept by: the file, its newest change, the moment shown and the day it is seen from. History
is only ever added to, so what followed from it once follows from it always. What is kept is shared by all
visitors: it is read and never changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from lib.store import history
from lib.store.file.connection import Database
from lib.ui.here.state import Here

T = TypeVar("T")
MOST = 200
"""How many results are kept; beyond that the oldest go."""


def kept(what: str, here: Here, db: Database, make: Callable[[], T]) -> T:
    """Return the result of `make` for the data as it is shown; make it anew only after a change.

    `what` names the result and all it depends on besides the data and the day, such as a filter.
    """
    version = (str(here.path), history.newest(db), history.last_change(db), here.at, here.day)
    value: T = _kept(what, version, make)
    return value


def kept_past(what: str, here: Here, db: Database, moment: str, make: Callable[[], T]) -> T:
    """Return the result of `make` for the data as it was at a stored moment, whatever changes after it.

    `db` may show any moment: it is only asked for the change that the past ends with.
    """
    last, change = history.id_at(db, moment), history.last_change(db, moment)
    value: T = _kept(what, (str(here.path), last, change, moment), make)
    return value


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _kept(what: str, version: tuple[Any, ...], _make: Callable[[], Any]) -> Any:  # noqa: ARG001 - the key
    return _make()
