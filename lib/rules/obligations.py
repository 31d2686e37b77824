"""The calendar of the manifest: what is owed each year, what was held, and what was missed.

"Organisatie van technologietafels, Leer en advies Cie en 1 maal per jaar bredere regiegroep en communicatie
hierover." A meeting counts once it is closed. A rhythm that nobody recorded is unknown, never zero. What was
missed in a year that is over stays visible. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, list_text, sentence_case
from lib.meeting import MEETING_KINDS, Meeting, Obligation

FIRST_YEAR = 2021
"""The first year of the agenda, and so of its obligations."""

DONE, OWED, MISSED, UNKNOWN = "gehaald", "nog te doen", "gemist", "ritme onbekend"


@dataclass(frozen=True, slots=True)
class Year:
    """One obligation in one year: how many are required (None: unknown), how many were held, its state."""

    obligation: Obligation
    year: int
    required: int | None
    held: int
    state: str
    sentence: str


def calendar(obligations: Sequence[Obligation], meetings: Iterable[Meeting], today: date) -> list[Year]:
    """Every obligation in every year up to this one, newest year first and then in the annex's order."""
    closed = [one for one in meetings if one.closed_at is not None and one.withdrawn_on is None]
    years = range(today.year, FIRST_YEAR - 1, -1)
    return [_year(one, year, closed, today) for year in years for one in obligations]


def _year(one: Obligation, year: int, closed: Sequence[Meeting], today: date) -> Year:
    in_year = [meeting for meeting in closed if meeting.held_on.startswith(f"{year}-")]
    if one.meeting_kind is None:
        required, held = len(in_year), sum(meeting.communicated_on is not None for meeting in in_year)
    else:
        held = sum(meeting.kind == one.meeting_kind for meeting in in_year)
        return Year(one, year, one.per_year, held, *_judged(one, year, one.per_year, held, today))
    return Year(one, year, required, held, *_told(year, required, held, today))


def _judged(one: Obligation, year: int, required: int | None, held: int, today: date) -> tuple[str, str]:
    name = MEETING_KINDS[one.meeting_kind or ""].lower()
    done = f"{count_text(held, 'keer', 'keer')} gehouden" if held else "geen enkele vastgelegd"
    if required is None:
        return UNKNOWN, f"{sentence_case(name)} in {year}: {done}; hoe vaak het moet is niet vastgelegd."
    if held >= required:
        return DONE, f"{sentence_case(name)} in {year}: {done}, {required} nodig."
    left = count_text(required - held, "keer", "keer")
    if year < today.year:
        return MISSED, f"{sentence_case(name)} in {year}: {done}; {left} te weinig."
    return OWED, f"{sentence_case(name)} in {year}: {done}; nog {left} dit jaar."


def _told(year: int, required: int, held: int, today: date) -> tuple[str, str]:
    if not required:
        return DONE, f"Communicatie in {year}: er was nog geen overleg om over te vertellen."
    if held == required:
        return DONE, f"Communicatie in {year}: over elk overleg is verteld."
    left = count_text(required - held, "overleg", "overleggen")
    state = MISSED if year < today.year else OWED
    return state, f"Communicatie in {year}: over {left} is nog niet verteld."


def owed_sentence(years: Iterable[Year], today: date) -> str:
    """What the calendar says first: what is still owed this year, and how much was missed before."""
    found = list(years)
    owed = [one for one in found if one.state == OWED]
    missed = [one for one in found if one.state == MISSED]
    first = (
        f"Dit jaar nog te doen: {list_text(one.obligation.name.lower() for one in owed)}"
        if owed
        else f"In {today.year} staat niets meer open"
    )
    if not missed:
        return f"{first}."
    return f"{first}; in eerdere jaren {count_text(len(missed), 'verplichting', 'verplichtingen')} gemist."
