"""A figure over the years beside that of province and country, as a picture with its names in words.

Owns how the lines are drawn. All letters stand outside the picture, so that they keep the size of a slide;
the colours are seen on white and on dark.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from lib.charts.axes import frame_of
from lib.charts.series import NATIONAL, OWN, PROVINCIAL, role_of
from lib.dutch import list_text
from lib.model.figures import Indicator, Observation
from lib.model.regions import region_label
from lib.rules.figure_words import value_text
from lib.rules.figures import may_sum, segments

COLOURS = {OWN: "#0E86A8", PROVINCIAL: "#C8641F", NATIONAL: "#76868F"}
_DASHES = {OWN: "", PROVINCIAL: ' stroke-dasharray="14 8"', NATIONAL: ' stroke-dasharray="4 6"'}
_WIDE, _HIGH, _DOT = 640, 300, 5
_PLOT = Markup('<div class="plot">{}<ul class="lines">{}</ul></div>')
_PICTURE = Markup(
    '<img alt="{}" src="data:image/svg+xml;base64,{}"><p class="years"><span>{}</span><span>{}</span></p>'
)
_LINE = Markup('<i class="{}" aria-hidden="true"></i>{} <b>{}</b>{}')

Lines = Mapping[str, Sequence[Observation]]
"""The figures of each region that have a value, in order of time."""


def plot(indicator: Indicator, own: str, lines: Lines) -> Markup:
    """Draw the lines, and tell the newest value of each; one value makes no line, and alone is told already.

    Numbers of regions of another size would press the own line flat: of those only the value is told.
    """
    if own not in lines or len(lines) == len(lines[own]) == 1:
        return Markup()
    drawn = {region: lines[region] for region in lines if region == own or not may_sum(indicator)}
    if len(lines[own]) == 1:
        drawn = {}
    listed = Markup().join(
        Markup("<li>{}</li>").format(_told(indicator, region, series[-1], lines[own][-1], region in drawn))
        for region, series in lines.items()
    )
    return _PLOT.format(_picture(indicator, own, drawn) if drawn else "", listed)


def _picture(indicator: Indicator, own: str, drawn: Lines) -> Markup:
    points = [figure for series in drawn.values() for figure in series]
    first, last = (pick(points, key=lambda figure: figure.period.place) for pick in (min, max))
    names = list_text([region_label(region) for region in drawn])
    alt = f"{indicator.name}, {names}, van {first.period.text} tot {last.period.text}"
    made = b64encode(_svg(drawn, own).encode()).decode()
    return _PICTURE.format(alt, made, first.period.short, last.period.short)


def _told(indicator: Indicator, region: str, newest: Observation, own: Observation, is_drawn: bool) -> Markup:
    look = role_of(region, own.region) if is_drawn else "none"
    other = "" if newest.period == own.period else f" ({newest.period.text})"
    return _LINE.format(look, region_label(region), value_text(indicator, newest), other)


def _svg(drawn: Lines, own: str) -> str:
    """Draw each run of a series that may be one line, and a dot for one that stands alone."""
    frame = frame_of([figure for series in drawn.values() for figure in series])
    (left, right), (low, high) = frame.years, frame.values

    def place(figure: Observation) -> tuple[float, float]:
        assert figure.value is not None
        across = (figure.period.place - left) / (right - left)
        return across * _WIDE, _HIGH * (1 - (figure.value - low) / (high - low))

    shapes = (
        _run([place(figure) for figure in run], role_of(region, own))
        for region, series in [*drawn.items()][::-1]
        for run in segments(series)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}">{"".join(shapes)}'
        f'<path d="M0 {_HIGH - 1}H{_WIDE}" stroke="{COLOURS[NATIONAL]}" stroke-width="2"/></svg>'
    )


def _run(places: Sequence[tuple[float, float]], role: str) -> str:
    colour = COLOURS[role]
    (x, y) = places[-1]
    dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_DOT}" fill="{colour}"/>'
    if len(places) == 1:
        return dot
    path = f"M{_joined(places)}"
    width = 5 if role == OWN else 3
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{_DASHES[role]}/>{dot}'


def _joined(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{x:.0f} {y:.0f}" for x, y in places)
