"""The calendar of the manifest: what is owed each year, what was held, and what fell short.

"Organisatie van technologietafels, Leer en advies Cie en 1 maal per jaar bredere regiegroep en communicatie
hierover." A meeting counts once it is closed. A rhythm that nobody recorded is unknown, never zero. What
nobody recorded may well have been held: no year counts as missed before the first year with a recorded
meeting, and a year that is over says what is recorded, not what happened. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, list_text, sentence_case
from lib.model.manifest import Obligation
from lib.model.meetings import MEETING_KINDS, Meeting

FIRST_YEAR = 2021
"""The first year of the agenda, and so of its obligations."""

DONE, OWED, MISSED = "bereikt", "nog te doen", "gemist"
UNKNOWN, UNRECORDED, NOTHING = "aantal onbekend", "niets vastgelegd", "nog geen overleg"
STATES: Mapping[str, str] = {
    DONE: "er staat genoeg vast",
    OWED: "dit jaar staat er nog minder vast dan nodig is",
    MISSED: "het jaar is voorbij en er staat minder vast dan nodig was",
    UNKNOWN: "hoe vaak het moet, is niet vastgelegd",
    UNRECORDED: "van vóór het eerste vastgelegde overleg; of er iets is gehouden, is hier niet bekend",
    NOTHING: "er was nog geen afgesloten overleg om over te communiceren",
}
"""Every state of an obligation in a year, with what it says and no more."""


@dataclass(frozen=True, slots=True)
class Year:
    """One obligation in one year: how many are required (None: unknown), how many were held, its state."""

    obligation: Obligation
    year: int
    required: int | None
    held: int
    state: str
    sentence: str

    @property
    def count(self) -> str:
        """Write held and required in a few characters, as in "1 van 2"; empty where nothing is counted."""
        if self.state in (UNRECORDED, NOTHING):
            return ""
        return f"{self.held}" if self.required is None else f"{self.held} van {self.required}"


def counting(meetings: Iterable[Meeting]) -> list[Meeting]:
    return [meeting for meeting in meetings if meeting.closed_at is not None and meeting.withdrawn_on is None]


def calendar(obligations: Sequence[Obligation], meetings: Iterable[Meeting], today: date) -> list[Year]:
    """List every obligation in every year up to this one, newest year first, then in the annex's order."""
    closed = counting(meetings)
    first = min((int(meeting.held_on[:4]) for meeting in closed), default=today.year)
    years = range(today.year, FIRST_YEAR - 1, -1)
    return [_year(obligation, year, closed, first, today) for year in years for obligation in obligations]


def _year(obligation: Obligation, year: int, closed: Sequence[Meeting], first: int, today: date) -> Year:
    in_year = [meeting for meeting in closed if meeting.held_on.startswith(f"{year}-")]
    if obligation.meeting_kind is None:
        required: int | None = len(in_year)
        held = sum(meeting.communicated_on is not None for meeting in in_year)
        state, words = _told(len(in_year), held, over=year < today.year)
        name = "Communicatie"
    else:
        required, held = (
            obligation.per_year,
            sum(meeting.kind == obligation.meeting_kind for meeting in in_year),
        )
        state, words = _judged(required, held, over=year < today.year)
        name = sentence_case(MEETING_KINDS[obligation.meeting_kind].lower())
    if year < first:
        state, words = UNRECORDED, "van dit jaar is geen enkel overleg vastgelegd."
    return Year(obligation, year, required, held, state, f"{name} in {year}: {words}")


def _judged(required: int | None, held: int, *, over: bool) -> tuple[str, str]:
    recorded = f"{count_text(held, 'keer', 'keer')} vastgelegd" if held else "geen enkele vastgelegd"
    if required is None:
        return UNKNOWN, f"{recorded}; hoe vaak het moet is niet bekend."
    if held >= required:
        return DONE, f"{recorded}, {required} nodig."
    left = count_text(required - held, "keer", "keer")
    if over:
        return MISSED, f"{recorded}, {left} minder dan nodig was."
    return OWED, f"{recorded}; nog {left} nodig dit jaar."


def _told(required: int, held: int, *, over: bool) -> tuple[str, str]:
    if not required:
        return NOTHING, "er is geen afgesloten overleg om over te communiceren."
    if held == required:
        return DONE, "over elk afgesloten overleg is gecommuniceerd."
    left = count_text(required - held, "overleg", "overleggen")
    return MISSED if over else OWED, f"bij {left} is nog niet vastgelegd dat erover is gecommuniceerd."


def untold(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings of which nobody recorded that they were told about, latest first."""
    owed = [meeting for meeting in counting(meetings) if meeting.communicated_on is None]
    return sorted(owed, key=lambda meeting: (meeting.held_on, meeting.id), reverse=True)


def planned(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    """Return the open meetings of today and later, the next one first."""
    ahead = [meeting for meeting in meetings if meeting.open and meeting.held_on >= today.isoformat()]
    return sorted(ahead, key=lambda meeting: (meeting.held_on, meeting.id))


def waiting(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    """List the meetings whose day is over and that nobody closed, so that they do not count; oldest first."""
    behind = [meeting for meeting in meetings if meeting.open and meeting.held_on < today.isoformat()]
    return sorted(behind, key=lambda meeting: (meeting.held_on, meeting.id))


# ------------------------------------------------------------------------ in a sentence


def owed_sentence(years: Iterable[Year], today: date) -> str:
    """Tell what the calendar says first: what is still owed this year, and where earlier years fell short."""
    rows = list(years)
    owed = [year for year in rows if year.state == OWED and year.year == today.year]
    missed = [year for year in rows if year.state == MISSED]
    names = list_text(f"{year.obligation.name[:1].lower()}{year.obligation.name[1:]}" for year in owed)
    first = f"Dit jaar staat nog open: {names}" if owed else _nothing_owed(rows, today)
    if not missed:
        return f"{first}."
    return f"{first}; over {_years_text({year.year for year in missed})} staat minder vast dan nodig was."


def _years_text(years: set[int]) -> str:
    """Return years in words; three or more in a row as "2021 t/m 2025"."""
    first, last = min(years), max(years)
    if len(years) > 2 and last - first + 1 == len(years):
        return f"{first} t/m {last}"
    return list_text(str(year) for year in sorted(years))


def _nothing_owed(years: Sequence[Year], today: date) -> str:
    unknown = [year for year in years if year.year == today.year and year.state == UNKNOWN]
    if not unknown:
        return f"In {today.year} staat niets meer open"
    left = count_text(len(unknown), "verplichting", "verplichtingen")
    return f"Van {left} is het aantal keer per jaar onbekend; verder staat in {today.year} niets open"


def card_line(years: Iterable[Year], today: date) -> tuple[str, str]:
    """Tell what fits on the card of activity m2 instead of helix bars: this year's state, and a few words."""
    now = [year for year in years if year.year == today.year]
    owed = [year for year in now if year.state == OWED]
    unknown = sum(year.state == UNKNOWN for year in now)
    if len(owed) == 1:
        name = owed[0].obligation.name
        return OWED, f"{today.year}: nog {name[:1].lower()}{name[1:]}"
    if owed:
        return OWED, f"{today.year}: nog {count_text(len(owed), 'verplichting', 'verplichtingen')}"
    if unknown:
        return UNKNOWN, f"{today.year}: aantal onbekend ({unknown} van {len(now)})"
    return DONE, f"{today.year}: niets meer open"
