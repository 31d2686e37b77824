"""The line of time on paper: a lane for each action, its marks with the day and the words of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.documents.pictures.lanes import Lane, Lanes
from lib.dutch import day_text
from lib.rules.times.timeline import KINDS, MEETING, MILESTONE, MONEY, RULING, Found, Moment, span

SIGNS: Mapping[str, str] = {MILESTONE: "◆", MEETING: "●", MONEY: "▮", RULING: "▲"}
EVERYBODY = "Alle acties samen"


def time_line(left: Sequence[Moment], every: Sequence[Moment], found: Found, today: date) -> Lanes:
    """Return the moments `left` by a filter, on the scale of every one that there is."""
    first, last = span(every, today, found.term)

    def place(day: str | date) -> float:
        on = date.fromisoformat(day) if isinstance(day, str) else day
        return 100 * (on - first).days / (last - first).days

    names = {None: EVERYBODY} | {action.id: action.label for action in found.actions}
    lanes = []
    for key, name in names.items():
        if own := [one for one in left if one.action_id == key]:
            marks = tuple((place(one.day), SIGNS[one.kind]) for one in own)
            lanes.append(Lane(name, (), tuple(_said(one, today) for one in own), marks))
    return Lanes(
        tuple(lanes),
        f"Tijdlijn met {len(left)} momenten.",
        keys=tuple((SIGNS[kind], name) for kind, name in KINDS.items()),
        ticks=tuple((place(date(year, 1, 1)), str(year)) for year in range(first.year, last.year)),
        across=(
            (place(today), f"vandaag, {day_text(today)}"),
            (place(found.term.ends_on), f"einde van de looptijd, {day_text(found.term.ends_on)}"),
        ),
    )


def _said(one: Moment, today: date) -> str:
    return f"{day_text(one.day)}, {one.kind}: {one.words} ({one.state(today)})"
