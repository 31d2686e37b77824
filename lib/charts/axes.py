"""The axes of a chart of figures: how far they reach, what is marked in time, and room for what stands above.

Owns `Frame`, which charts side by side share. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.model.figures import Observation
from lib.model.periods import Period
from lib.rules.figures import breaks

BREAK_ROOM = 0.17
"""The part of the height kept free for the text of each break, above all figures."""
_LONG = 4
"""From this many years on an axis marks where years begin; a shorter one names its periods."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes that charts side by side share: years and values from and to, and what is marked in time."""

    years: tuple[float, float]
    values: tuple[float, float]
    marks: tuple[tuple[float, str], ...] = ()


def frame_of(series: Sequence[Observation]) -> Frame:
    """Build axes that hold these figures with some air; a small spread does not start at zero."""
    values = [figure.value for figure in series if figure.value is not None] or [0.0]
    places = [figure.period.place for figure in series] or [2020.0]
    low, high = min(values), max(values)
    air = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    bottom = 0.0 if low >= 0 and low - air < high * 0.35 else low - air
    top = high + air
    room = 1 - BREAK_ROOM * len(break_places(series))
    span = max(max(places) - min(places), 1.0)
    return Frame(
        (min(places) - 0.05 * span, max(places) + 0.05 * span),
        (bottom, bottom + (top - bottom) / max(room, 0.3)),
        _marks([figure.period for figure in series]),
    )


def _marks(periods: Sequence[Period]) -> tuple[tuple[float, str], ...]:
    """Mark time at each period, in a long series where the years begin."""
    if not periods:
        return ()
    first, last = min(periods), max(periods)
    if _once_a_year(periods):
        years = range(first.year, last.year + 1)
        return tuple(
            (period.place, period.short)
            for period in (Period(year, first.part, first.rhythm) for year in years)
        )
    if last.year - first.year >= _LONG:
        return tuple((float(year), str(year)) for year in range(first.year + 1, last.year + 1))
    marked = [first]
    while marked[-1] < last:
        marked.append(marked[-1].next())
    return tuple((period.place, period.short) for period in marked)


def _once_a_year(periods: Sequence[Period]) -> bool:
    """Tell whether these are years, or always the same part of one, such as each December."""
    return len({period.part for period in periods}) == 1


def break_places(series: Sequence[Observation]) -> dict[float, str]:
    """Return where these series break, each place once, and why: half way from the period before."""
    half = 0.5 if _once_a_year([figure.period for figure in series]) else 0.125
    places: dict[float, str] = {}
    for region in dict.fromkeys(figure.region for figure in series):
        for fault in breaks([point for point in series if point.region == region]):
            places.setdefault(fault.first_after.period.place - half, fault.text)
    return dict(sorted(places.items()))
