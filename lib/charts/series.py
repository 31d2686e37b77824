"""Charts of figures as Vega-Lite specs: built once by Altair, given their data as plain rows.

Owns how a series is drawn: a line only where `lib.rules.figures.segments` allows one, breaks as a labelled
rule, direct labels, an open point for what is provisional. Colour never stands alone: the regions differ in
width and dashes too, and carry their names. The marks themselves say nothing to a screen
reader: the page gives a chart its text, and a table with the same figures. Knows no page and reads nothing.
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import altair as alt

from lib.charts.axes import BREAK_ROOM, Frame, break_places
from lib.model.figures import Indicator, Observation
from lib.model.regions import COUNTRY, NARROW, PROVINCE, REGION_NAMES, region_label
from lib.rules.coverage import PROVISIONAL
from lib.rules.figure_words import value_text
from lib.rules.figures import segments

Spec = dict[str, Any]
Row = dict[str, Any]

OWN, PROVINCIAL, NATIONAL, OTHER = "own", "province", "country", "other"
_WIDTH = {OWN: 3.0, PROVINCIAL: 2.0, NATIONAL: 2.0, OTHER: 1.1}
_DASH = {OWN: [1, 0], PROVINCIAL: [7, 4], NATIONAL: [2, 3], OTHER: [1, 0]}
LIGHT = {OWN: "#00607A", PROVINCIAL: "#B4511A", NATIONAL: "#3D4B54", OTHER: "#B9C6CE", "ink": "#0B151C"}
DARK = {OWN: "#8AD0E3", PROVINCIAL: "#F0955A", NATIONAL: "#C3D0D8", OTHER: "#4C6270", "ink": "#E8F0F3"}
PAPER = {False: "#FFFFFF", True: "#0E1A21"}
DUTCH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}
_LABEL_ROOM = 0.34
"""The part of the span in time kept free on the right for the names of the lines."""
_NOTE_HEIGHT = 16
"""Pixels that the mark of a note stands above the foot of the chart."""
_LETTER = 0.012
"""What a letter of a note takes of the span in time."""
NO_NOTES: Mapping[float, str] = MappingProxyType({})
_SMALL = 200
"""Up to this height a chart is one of several side by side."""
_LABEL_APART = 0.15
"""How far labels stay apart, as a part of the height."""


def role_of(region: str, own: str) -> str:
    """Tell what a region is beside the one that the chart is about."""
    if region == own:
        return OWN
    return {PROVINCE: PROVINCIAL, COUNTRY: NATIONAL}.get(region, OTHER)


def rows(
    indicator: Indicator,
    by_region: Mapping[str, Sequence[Observation]],
    own: str,
    frame: Frame,
    notes: Mapping[float, str] = NO_NOTES,
) -> list[Row]:
    """Build the rows behind a chart: points, lines by run, breaks, notes, and a label per named line."""
    within = {place: text for place, text in notes.items() if frame.years[0] <= place <= frame.years[1]}
    drawing = _note_rows(within, frame)
    for region, series in by_region.items():
        role = role_of(region, own)
        for number, run in enumerate(segments(series)):
            drawing += [_point(indicator, figure, role, f"{region} {number}") for figure in run]
    named = [
        figure for region, series in by_region.items() if role_of(region, own) != OTHER for figure in series
    ]
    newest_first = reversed(break_places(named).items())
    for number, (place, text) in enumerate(newest_first):
        level = frame.values[1] - number * BREAK_ROOM * (frame.values[1] - frame.values[0])
        drawing.append({"kind": "break", "x": place, "y": level, "name": _wrapped(text)})
    return drawing + _labels(indicator, by_region, own, frame)


def _note_rows(notes: Mapping[float, str], frame: Frame) -> list[Row]:
    """Return the notes, each with its words on the side where they lie over no other."""
    first, last = frame.years
    places = [*sorted(notes), math.inf]
    drawing: list[Row] = []
    free = first  # from here on nothing is written yet
    for place, following in pairwise(places):
        text = notes[place]
        width = len(text) * _LETTER * (last - first)
        before = place + width > following and place - width >= free
        free = place if before else place + width
        drawing.append({"kind": "note", "x": place, "name": text, "before": before})
    return drawing


def _point(indicator: Indicator, figure: Observation, role: str, run: str) -> Row:
    return {
        "kind": "point",
        "x": figure.period.place,
        "y": figure.value,
        "role": role,
        "run": run,
        "name": region_label(figure.region),
        "when": figure.period.text,
        "what": value_text(indicator, figure),
        "status": figure.status or "status niet vermeld",
        "open": figure.status in PROVISIONAL,
    }


def _wrapped(text: str) -> str:
    """Break a label in two lines, where its reason begins; what stands in brackets is under the chart."""
    return text.partition(" (")[0].replace(": ", "\n", 1)


def _labels(
    indicator: Indicator, by_region: Mapping[str, Sequence[Observation]], own: str, frame: Frame
) -> list[Row]:
    """Return the last value of each line that is named, moved apart where they would lie over each other."""
    last = []
    for region, series in by_region.items():
        valued = [figure for figure in series if figure.value is not None]
        if valued and role_of(region, own) != OTHER:
            last.append(max(valued, key=lambda figure: figure.period))
    height = frame.values[1] - frame.values[0]
    placed: list[Row] = []
    for figure in sorted(last, key=lambda figure: figure.value or 0.0):
        level = figure.value or 0.0
        if placed:
            level = max(level, placed[-1]["y"] + _LABEL_APART * height)
        placed.append(
            {
                "kind": "label",
                "x": figure.period.place,
                "y": level,
                "role": role_of(figure.region, own),
                "name": f"{_narrow(figure.region)}\n{value_text(indicator, figure)}"
                if len(last) > 1
                else value_text(indicator, figure),
            }
        )
    return placed


def _narrow(region: str) -> str:
    return NARROW.get(region, REGION_NAMES.get(region, region))


def _ticks(frame: Frame, height: int) -> list[tuple[float, str]]:
    """Return the marks on the axis of time: no more than fit, the last one always."""
    step = max(1, math.ceil(len(frame.marks) / (8 if height > _SMALL else 4)))
    return sorted(frame.marks[::-1][::step])


@cache
def _layers(dark: bool) -> Spec:
    """Build the chart that gets its rows and the domains of its axes later."""
    colours = DARK if dark else LIGHT
    x, y = axes_of_time_and_value()
    base = alt.Chart().encode(x, y)
    lines = [_line(base, role, colours[role]) for role in (OTHER, NATIONAL, PROVINCIAL, OWN)]
    layers = [
        *_breaks(base, colours["ink"]),
        *_notes(base, colours["ink"]),
        *lines,
        *_points(base, colours, PAPER[dark]),
    ]
    return without_data(layers)


def axes_of_time_and_value(**time: Any) -> tuple[alt.X, alt.Y]:
    """Build both axes, that get their domains later; `time` is what else the axis of time has."""
    x = alt.Axis(grid=False, labelFontSize=13, labelFlush=False, **time)
    y = alt.Axis(tickCount=4, format=",~f", domain=False, ticks=False, labelFontSize=13)
    free = alt.Scale(nice=False)
    return alt.X("x:Q", title=None, scale=free, axis=x), alt.Y("y:Q", title=None, scale=free, axis=y)


def without_data(layers: Sequence[alt.Chart]) -> Spec:
    """Build these layers as one chart in Dutch that gets its rows later."""
    chart = alt.layer(*layers).configure(locale={"number": DUTCH_NUMBERS})
    spec = dict(chart.configure_view(stroke=None).configure_axis(aria=False).to_dict())
    del spec["datasets"]
    for layer in spec["layer"]:
        del layer["data"]  # Altair's own empty set: every layer draws the rows of the whole chart
        layer["mark"]["aria"] = False
    return spec


def _points(base: alt.Chart, colours: Mapping[str, str], paper: str) -> list[alt.Chart]:
    """Return the figures as points, open where provisional, and the labels at the end of the lines."""
    by_role = alt.Scale(domain=list(_WIDTH), range=[colours[role] for role in _WIDTH])
    colour = alt.Color("role:N", scale=by_role, legend=None)
    titles = {"name": "Gebied", "when": "Periode", "what": "Waarde", "status": "Status"}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()]
    points = base.transform_filter("datum.kind == 'point' && datum.role != 'other'").encode(
        colour, tooltip=tips
    )
    text = base.transform_filter("datum.kind == 'label'").encode(text="name:N")
    name: dict[str, Any] = {
        "align": "left",
        "dx": 9,
        "fontSize": 14,
        "fontWeight": 600,
        "baseline": "middle",
        "lineBreak": "\n",
    }
    return [
        points.transform_filter("!datum.open").mark_circle(size=42, opacity=1),
        points.transform_filter("datum.open")
        .mark_point(size=44, opacity=1, filled=True, strokeWidth=2, fill=paper)
        .encode(stroke=alt.Stroke("role:N", scale=by_role, legend=None)),
        text.mark_text(**name, color=paper, stroke=paper, strokeWidth=3),  # a line that goes on passes behind
        text.mark_text(**name).encode(colour),
    ]


def _line(base: alt.Chart, role: str, colour: str) -> alt.Chart:
    own = base.transform_filter(f"datum.kind == 'point' && datum.role == '{role}'")
    line = own.mark_line(color=colour, strokeWidth=_WIDTH[role], strokeDash=_DASH[role])
    drawn: alt.Chart = line.encode(detail="run:N")
    return drawn


def _breaks(base: alt.Chart, ink: str) -> list[alt.Chart]:
    """Return a rule with at its top, in the strip above the figures, what changed.

    The newest is the highest, so that no rule runs through the words of another.
    """
    marks = base.transform_filter("datum.kind == 'break'")
    return [
        marks.mark_rule(color=ink, strokeDash=[4, 4], opacity=0.75).encode(y2=alt.value("height")),
        marks.mark_text(align="right", baseline="top", dx=-6, fontSize=12, lineBreak="\n", color=ink).encode(
            text="name:N"
        ),
    ]


def _notes(base: alt.Chart, ink: str) -> list[alt.Chart]:
    """Return a short rule at the foot of the chart, with a word about what happened then."""
    foot = base.transform_filter("datum.kind == 'note'").encode(y=alt.value("height"))
    look: dict[str, Any] = {"dy": 7 - _NOTE_HEIGHT, "fontSize": 12, "fontStyle": "italic", "color": ink}
    word = foot.encode(text="name:N")
    return [
        foot.mark_rule(color=ink, opacity=0.75, yOffset=-_NOTE_HEIGHT).encode(y2=alt.value("height")),
        word.transform_filter("datum.before").mark_text(align="right", dx=-5, **look),
        word.transform_filter("!datum.before").mark_text(align="left", dx=5, **look),
    ]


def chart(data: Sequence[Row], frame: Frame, *, dark: bool = False, height: int = 340) -> Spec:
    """Build the chart of these rows in their frame."""
    first, last = frame.years
    room = (_LABEL_ROOM if height > _SMALL else _LABEL_ROOM / 2) * (last - first)
    ticks = dict(_ticks(frame, height))
    named = f"{json.dumps(list(ticks.values()))}[indexof({json.dumps(list(ticks))}, datum.value)]"
    axis = {"values": list(ticks), "labelExpr": named}
    return on_axes(_layers(dark), data, height, ([first, last + room], axis), frame.values)


def on_axes(
    spec: Spec, data: Sequence[Row], height: int, time: tuple[list[float], Row], values: Sequence[float]
) -> Spec:
    """Build a copy of a kept spec that draws these rows; time has its span and its marks, values their span.

    Not by Altair, which takes most of a second to make sure of each new domain.
    """
    made = copy.deepcopy(spec)
    made |= {"data": {"values": list(data)}, "height": height}
    for layer in made["layer"]:
        x, y = layer["encoding"]["x"], layer["encoding"]["y"]
        x["scale"]["domain"], x["axis"] = time[0], x["axis"] | time[1]
        if "scale" in y:  # else it stands at the top or the foot, whatever the values are
            y["scale"]["domain"] = list(values)
    return made


def picture(spec: Spec, title: str, lines: Sequence[str]) -> Spec:
    """Build the chart as a picture that stands alone: on white, with title, source and day."""
    made = copy.deepcopy(spec)
    made.pop("autosize", None)
    made |= {
        "width": 900,
        "height": 460,
        "background": PAPER[False],
        "padding": 24,
        "title": {
            "text": title,
            "subtitle": list(lines),
            "anchor": "start",
            "fontSize": 22,
            "subtitleFontSize": 14,
            "subtitleLineHeight": 19,
            "offset": 18,
        },
    }
    return made
