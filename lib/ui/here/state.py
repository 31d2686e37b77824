"""Where a visitor stands in a run: which file, which moment, since when and as whom; and how that is called.

The link is the state: all of it is read from the address, except who somebody is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from os import environ
from pathlib import Path
from threading import Lock
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.access import DECIDE, Person
from lib.dutch import day_text, local_time
from lib.store import history
from lib.store.file import own_clock
from lib.store.file.connection import DATASETS, EXAMPLE, REAL, database_path, reading
from lib.store.seed.seeding import prepare
from lib.ui.here import moments
from lib.ui.here.address import AT, EDITING, MODE, SET, SINCE
from lib.ui.here.moments import Begin
from lib.ui.here.visitor import refuse_outsiders, visitor

APP = "Werkagenda"
_PREPARING = Lock()


@dataclass(frozen=True, slots=True)
class Here:
    """Where a visitor stands in this run: which file, which moment, since when, and as whom.

    `at` is the stored moment that is shown, None for now; `edition` names the edition that it comes from,
    empty for a plain day. `notes` are sentences about parts of the address that
    could not be followed. `first` and `last` are the agenda's recorded moments, `today` is the day on which
    somebody writes now: in the example that of its own clock. Nothing before `counts_from` is a change.
    """

    dataset: str
    path: Path
    person: Person
    at: str | None
    shown_day: date | None
    begin: Begin
    wants_to_edit: bool
    first: str
    last: str
    last_who: str
    today: date
    counts_from: str
    notes: tuple[str, ...]
    edition: str = ""

    @property
    def since(self) -> str:
        """The stored moment from which changes count."""
        return self.begin.at

    @property
    def since_label(self) -> str:
        """From when changes count, in words: a day, or a meeting."""
        return self.begin.label

    @property
    def has_begin(self) -> bool:
        """Whether there is a meeting, or a day that was asked for, from which changes count."""
        return bool(self.begin.edition) or SINCE in st.query_params or self.begin.at >= self.counts_from

    @property
    def since_short(self) -> str:
        """The same where there is little room: "tafel 16 maart 2023", "regiegroep 17 november 2022"."""
        kind, _, day = self.since_label.removeprefix("de ").partition(" van ")
        return f"{kind.split()[-1].replace('technologietafel', 'tafel')} {day}" if day else kind

    @property
    def day(self) -> date:
        """The day on which evidence is weighed."""
        return self.shown_day or self.today

    @property
    def editing(self) -> bool:
        """Whether this visitor may change something on this screen."""
        return self.wants_to_edit and self.at is None and self.person.may_edit

    @property
    def deciding(self) -> bool:
        """Whether this visitor may record a decision on this screen."""
        return self.editing and self.person.may(DECIDE)

    @property
    def is_example(self) -> bool:
        """Whether the invented example set is on screen."""
        return self.dataset == EXAMPLE


_STANDING: ContextVar[Here | None] = ContextVar("where this run stands", default=None)


def here() -> Here:
    """Return where this run of a page stands.

    Raises StoreProblem, and NotAllowed for who may not read (any more).
    """
    return _STANDING.get() or _look_round()


@contextmanager
def standing() -> Iterator[Here]:
    """Look round once, for all that is drawn meanwhile; a part that runs again by itself looks anew."""
    found = here()
    token = _STANDING.set(found)
    try:
        yield found
    finally:
        _STANDING.reset(token)


def _look_round() -> Here:
    """Read the address, the cookie and the history into one place to stand."""
    refuse_outsiders()
    dataset, notes = _dataset()
    path = ready_file(dataset, str(database_path(dataset)))
    with reading(path) as db:
        first, last = history.span(db) or ("", "")
        now = own_clock.day_in(db)
        counts_from = history.moment_of(db, history.recorded_first(db)) or first
        named = moments.edition_asked(db, AT, notes)
        shown_day, at = (
            (moments.day_of(named), named.at) if named else moments.moment_asked(first, now, notes)
        )
        changed = history.last_change(db, at) or ("", "")
        begin = moments.since_asked(db, at, changed[0] or last, now, notes)
    return Here(
        dataset=dataset,
        path=path,
        person=visitor(),
        at=at,
        shown_day=shown_day,
        begin=begin,
        edition=named.name if named else "",
        wants_to_edit=st.query_params.get(MODE) == EDITING,
        first=first,
        last=changed[0],
        last_who=changed[1],
        today=now,
        counts_from=counts_from,
        notes=tuple(notes),
    )


def today() -> date:
    """Return which day it is for who works in the data set of the address."""
    return here().today


@cache
def ready_file(dataset: str, path: str) -> Path:
    """Return the file of a data set, prepared once per process.

    A file that goes away later is not made anew: an empty agenda would look like a lost one.
    """
    with _PREPARING:  # who comes while the example is being filled waits, however long that takes
        prepare(dataset)
    return Path(path)


def person() -> Person:
    """Return who this run is for; what is written is held against who that is by then."""
    found = _STANDING.get()
    return found.person if found else visitor()


def desk() -> tuple[Path, str]:
    """Return the file that a visitor works in and the name to work under, without reading the agenda."""
    return database_path(_dataset()[0]), person().name


def default_dataset() -> str:
    """Return the data set of an address that names none: the real one, or what `make demo` asks for."""
    asked = environ.get("WERKAGENDA_SET", REAL)
    return asked if asked in DATASETS else REAL


def _dataset() -> tuple[str, list[str]]:
    asked = st.query_params.get(SET, default_dataset())
    if asked in DATASETS:
        return asked, []
    return default_dataset(), [f"De gegevensset “{asked}” bestaat niet; u ziet de gewone agenda."]


def want_focus(*labels: str) -> None:
    """Ask that the keyboard starts in the first of these fields that the page shows; for callbacks."""
    st.session_state["focus"] = {"labels": labels, "request": time.time()}


def wanted_focus() -> dict[str, Any]:
    """Return the field asked for last, as `links.js` wants it."""
    return dict(st.session_state.get("focus", {"labels": [], "request": 0}))


def name_tab(title: str, here_now: Here | None = None) -> None:
    """Say in the browser's tab and history which page this is, and which moment of the past it shows."""
    moment = [moment_label(here_now)] if here_now and here_now.at else []
    st.set_page_config(page_title=" – ".join(dict.fromkeys([title, *moment, APP])))


def moment_label(here_now: Here) -> str:
    if here_now.shown_day is None:
        return "Nu"
    if here_now.edition:
        return f"Editie {here_now.edition}"
    return f"Stand op {day_text(here_now.shown_day)}"


def changed_label(here_now: Here) -> Markup:
    """Build markup for the last change up to the moment on screen; narrow screens leave its end away."""
    if not here_now.last:
        return Markup("nog niets vastgelegd")
    day, who = day_text(local_time(here_now.last).date()), here_now.last_who
    if here_now.last == here_now.first:
        return Markup('gevuld op {}<span class="more">, nog niets gewijzigd</span>').format(day)
    return Markup('gewijzigd {}<span class="more">, {:%H:%M}, {}</span>').format(
        day, local_time(here_now.last), who
    )
