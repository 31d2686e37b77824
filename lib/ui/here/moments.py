"""Which moment the address asks for: a day, an edition, or now; and from when changes count.

Owns how moments stand in the address, and what is said about one that cannot be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from lib.dutch import day_text, end_of_day, local_time, parse_day
from lib.model.kinds import FIRST_DAY
from lib.model.rulings import Edition
from lib.store import editions
from lib.store.file.connection import Database
from lib.ui.here.address import AT, SINCE

SINCE_DAYS = 90
_EDITION = "editie-"


def edition_value(edition_id: int) -> str:
    """Return how an edition stands in the address, as the moment shown or the moment to count from."""
    return f"{_EDITION}{edition_id}"


@dataclass(frozen=True, slots=True)
class Begin:
    """From when changes count: the stored moment, its day, how it stands in the address, and in a sentence.

    `edition` is the name of the edition, empty for a plain day.
    """

    at: str
    day: date
    value: str
    label: str
    edition: str = ""


def edition_asked(db: Database, param: str, notes: list[str]) -> Edition | None:
    """Return the edition that a parameter of the address names; None for a day, or when it is gone."""
    asked = st.query_params.get(param, "")
    if not asked.startswith(_EDITION):
        return None
    number = asked.removeprefix(_EDITION)
    edition = editions.edition(db, int(number)) if number.isascii() and number.isdigit() else None
    if edition is None:
        instead = "u ziet de stand van nu" if param == AT else "wijzigingen tellen zoals altijd"
        notes.append(f"De editie “{asked}” bestaat niet (meer); {instead}.")
    return edition


def day_of(edition: Edition) -> date:
    """Return the Dutch day of an edition."""
    return local_time(edition.at).date()


def moment_asked(first: str, today: date, notes: list[str]) -> tuple[date | None, str | None]:
    """Return the day the address asks for and its stored moment; None, None for now."""
    asked = st.query_params.get(AT)
    if not asked or asked.startswith(_EDITION):
        return None, None
    day = parse_day(asked)
    if day is None:
        notes.append(f"“{asked}” is geen datum; u ziet de stand van nu. Schrijf bijvoorbeeld 2022-06-30.")
        return None, None
    if day >= today:
        notes.append(f"{day_text(day)} is nog niet voorbij; u ziet de stand van nu.")
        return None, None
    first_day = local_time(first).date() if first else today
    if day < first_day:
        notes.append(f"Vóór {day_text(first_day)} is niets vastgelegd; u ziet de eerste stand.")
        return first_day, first
    return day, end_of_day(day)


def since_asked(db: Database, at: str | None, last: str, today: date, notes: list[str]) -> Begin:
    """Return from when changes count: as asked, else since the meeting before the moment shown.

    Without such a meeting it is 90 days before the last change.
    """
    named = edition_asked(db, SINCE, notes)
    if named:
        return _of_edition(db, named)
    asked = st.query_params.get(SINCE)
    if not asked or asked.startswith(_EDITION):
        return usual_begin(db, at, last, today)
    day = parse_day(asked)
    if day and FIRST_DAY <= day <= today:
        return _of_day(day)
    usual = usual_begin(db, at, last, today)
    wrong = f"{day_text(day)} is te vroeg of nog niet geweest" if day else f"“{asked}” is geen datum"
    notes.append(f"{wrong}; wijzigingen tellen vanaf {usual.label}.")
    return usual


def usual_begin(db: Database, at: str | None, last: str, today: date) -> Begin:
    """Return from when changes count when nothing was asked: since the meeting before, else for 90 days."""
    before = editions.before(db, at)
    if before:
        return _of_edition(db, before)
    return _of_day((local_time(last).date() if last else today) - timedelta(days=SINCE_DAYS))


def _of_edition(db: Database, edition: Edition) -> Begin:
    day = day_of(edition)
    return Begin(edition.at, day, edition_value(edition.id), editions.words(db, edition), edition.name)


def _of_day(day: date) -> Begin:
    return Begin(end_of_day(day - timedelta(days=1)), day, day.isoformat(), day_text(day))
