"""The growth of the manifest as a Vega-Lite spec: the register as a line, the published counts as dates.

Owns how the line is drawn. The published counts are no part of it and have no height: each counts something
else, and one scale would compare them. The page gives the chart its text and its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from lib.charts.axes import Frame
from lib.charts.series import (
    DARK,
    LIGHT,
    OWN,
    PROVINCIAL,
    Row,
    Spec,
    axes_of_time_and_value,
    on_axes,
    without_data,
)
from lib.dutch import day_text, number_text
from lib.model.manifest import PublicCount

HEIGHT = 300
_APART = 0.09
"""How far the words of published counts stand below each other, as a part of the height, above the line."""
_LABEL_ROOM = 0.3
"""The part of the span in time kept free on the right for the label of the line."""


def place(day: date) -> float:
    """Place a day on the axis of years."""
    first, following = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(day.year + (day - first).days / (following - first).days, 4)


def frame(line: Sequence[tuple[str, int]], counts: Sequence[PublicCount], until: date) -> Frame:
    """Build axes from zero that hold the line, the days of the published counts and the last day."""
    days = [*(day for day, _ in line), *(count.counted_on for count in counts), until.isoformat()]
    places = [place(date.fromisoformat(day)) for day in days]
    most = max([*(total for _, total in line), 4])
    return Frame((float(int(min(places))), max(places)), (0.0, most / (0.88 - len(counts) * _APART)))


def rows(line: Sequence[tuple[str, int]], counts: Sequence[PublicCount], until: date, on: date) -> list[Row]:
    """Return the rows behind the chart; `on` is the day of the counts, drawn when it is not the last day."""
    drawing: list[Row] = [
        {
            "kind": "step",
            "x": place(date.fromisoformat(day)),
            "y": total,
            "when": day_text(day),
            "what": f"{number_text(total)} in het register",
        }
        for day, total in line
    ]
    if line:
        last = {"x": place(until), "y": line[-1][1], "name": f"{number_text(line[-1][1])} in het\nregister"}
        drawing += [{**drawing[-1], "kind": "end", **last}, {"kind": "label", **last}]
    top = frame(line, counts, until).values[1]
    for number, count in enumerate(counts):
        drawing.append(
            {
                "kind": "public",
                "x": place(date.fromisoformat(count.counted_on)),
                "y": top * (1 - number * _APART),
                "name": f"{number_text(count.number)} elders, {count.dated}",
            }
        )
    if on < until:
        drawing.append({"kind": "moment", "x": place(on), "name": f"peildatum {day_text(on)}"})
    return drawing


def chart(data: Sequence[Row], axes: Frame, *, dark: bool = False) -> Spec:
    """Build the chart of these rows on their axes."""
    first, last = axes.years
    span = [first, last + _LABEL_ROOM * max(last - first, 1.0)]
    years = {"values": list(range(int(first), int(last) + 1))}
    return on_axes(_spec(dark), data, HEIGHT, (span, years), axes.values)


@cache
def _spec(dark: bool) -> Spec:
    x, y = axes_of_time_and_value(format="d")
    colours = DARK if dark else LIGHT
    return without_data(_layers(alt.Chart().encode(x, y), alt.Chart().encode(x), colours))


def _layers(base: alt.Chart, upright: alt.Chart, colours: dict[str, str]) -> list[alt.Chart]:
    """Build the line with its label, the published counts with theirs, and the day of the counts."""
    own, public = colours[OWN], colours[PROVINCIAL]
    tips = [alt.Tooltip("when:N", title="Wanneer"), alt.Tooltip("what:N", title="Aantal")]
    line = base.transform_filter("datum.kind == 'step' || datum.kind == 'end'")
    dates = base.transform_filter("datum.kind == 'public'")
    moment = upright.transform_filter("datum.kind == 'moment'")
    words: dict[str, Any] = {"fontSize": 13, "lineBreak": "\n", "fontWeight": 600}
    return [
        moment.mark_rule(color=colours["ink"], strokeDash=[4, 4], opacity=0.75).encode(
            y=alt.value(0), y2=alt.value("height")
        ),
        moment.mark_text(align="left", baseline="top", dx=5, fontSize=12, color=colours["ink"]).encode(
            y=alt.value(0), text="name:N"
        ),
        line.mark_line(color=own, strokeWidth=3, interpolate="step-after"),
        line.transform_filter("datum.kind == 'step'")
        .mark_circle(color=own, size=36, opacity=1)
        .encode(tooltip=tips),
        base.transform_filter("datum.kind == 'label'")
        .mark_text(align="left", dx=9, baseline="middle", color=own, **words)
        .encode(text="name:N"),
        dates.mark_rule(color=public, strokeDash=[2, 3]).encode(y=alt.value(0), y2=alt.value("height")),
        dates.mark_text(align="left", dx=6, baseline="top", fontSize=12, color=public).encode(text="name:N"),
    ]
