"""The pictures of instruments: bars on one scale, a line with stations, and grids of cells in words.

Owns markup. Fill, stripes, outline and hatching tell bars apart, each with its words; colour only helps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from lib.dutch import SOFT_HYPHEN
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.vouchers import NOT, OTHERWISE, SO
from lib.rules.results.drawing import Bar, Bars, Grid, Group, Line
from lib.rules.results.method import UNKNOWN, Campus, Followed
from lib.rules.results.result import Result
from lib.ui.elements.html import fill

_BARS = Markup('<div class="wa-bars">{}</div>')
_GROUP = Markup("<section><h3>{}</h3><ul>{}</ul>{}</section>")
_NOTE = Markup("<p>{}</p>")
_BAR = Markup('<li class="{}"><span class="name">{}</span><span class="track">{}</span><b>{}</b></li>')
_SURE = Markup('<i class="sure {}" style="width:{:.1f}%"></i>')
_MAYBE = Markup('<i class="maybe" style="width:{:.1f}%"></i>')
_LEAST = 1.2
"""The width in per cent of the shortest bar that can be seen."""


def bars(result: Result) -> Markup:
    """Draw groups of bars on one scale; what is not known for sure is hatched, as is a missing report."""
    drawing = result.drawing
    assert isinstance(drawing, Bars)
    return _BARS.format(Markup("").join(_group(group, drawing.most) for group in drawing.groups))


def _group(group: Group, most: int) -> Markup:
    rows = Markup("").join(_bar(bar, most) for bar in group.bars)
    note = _NOTE.format(group.note) if group.note else Markup()
    return fill(_GROUP, group.title, rows, note)


def _bar(bar: Bar, most: int) -> Markup:
    minor = "minor" if bar.minor else ""
    if bar.amount is None or bar.amount.is_unknown:
        return fill(_BAR, f"unknown {minor}", bar.label, _MAYBE.format(22), bar.short)
    low, high = bar.amount.low, bar.amount.high
    length = Markup()
    if low:
        length += _SURE.format(bar.look, max(_LEAST, 100 * low / most))
    if high is None or high > low:
        length += _MAYBE.format(max(_LEAST, 8 if high is None else 100 * (high - low) / most))
    return fill(_BAR, minor, bar.label, length, bar.short)


# ------------------------------------------------------------------ stations

_LINE = Markup('<ol class="wa-stations">{}</ol>')
_STATION = Markup('<li class="{}"><i></i><b>{}</b><span>{}</span><ul>{}</ul></li>')
_SIZE = Markup("<li><span>{}</span> <b>{}</b></li>")


def stations(result: Result) -> Markup:
    """Draw a line with a station for each step: how many there, and how large they are."""
    drawing = result.drawing
    assert isinstance(drawing, Bars)
    steps = [group for group in drawing.groups if len(group.bars) == len(drawing.groups[0].bars)]
    apart = [group for group in drawing.groups if group not in steps]
    line = _LINE.format(Markup("").join(_station(group) for group in steps))
    return line + (bars_of(apart) if apart else Markup())


def bars_of(groups: Sequence[Group]) -> Markup:
    drawing = Bars(tuple(groups))
    return _BARS.format(Markup("").join(_group(group, drawing.most) for group in groups))


def _station(group: Group) -> Markup:
    everyone, *sizes = group.bars
    rows = Markup("").join(fill(_SIZE, bar.label, bar.short) for bar in sizes if bar.amount is not None)
    known = everyone.amount is not None and not everyone.amount.is_unknown
    return fill(_STATION, "" if known else "unknown", everyone.short, group.title, rows)


# ------------------------------------------------------------------ grids

_TABLE = Markup(
    '<div class="wa-cells {}"><table><thead><tr><th>{}</th>{}</tr></thead><tbody>{}</tbody></table></div>'
)
_FILLED = Markup('<td class="{}"><em>{}</em><i></i><span>{}</span></td>')


def grid(result: Result) -> Markup:
    """Draw rows by columns; a cell says in words how it stands, and its mark says it again."""
    assert isinstance(result.drawing, Grid)
    return grid_of(result.drawing)


def grid_of(drawing: Grid) -> Markup:
    heads = Markup("").join(_HEAD.format(head) for head in drawing.heads)
    rows = Markup("").join(_line(line, drawing) for line in drawing.lines)
    return fill(_TABLE, "narrow" if drawing.narrow else "", drawing.first, heads, rows)


def _line(line: Line, drawing: Grid) -> Markup:
    cells = Markup("").join(
        fill(_FILLED, cell.state, head, cell.text)
        for head, cell in zip(drawing.heads, line.cells, strict=True)
    )
    return fill(_ROW, "whole" if line.whole else "", line.title, line.note, cells)


# ------------------------------------------------------------------ the method

_GRID = Markup(
    '<div class="wa-method"><table><thead><tr><th>Campus</th>{}</tr></thead><tbody>{}</tbody></table></div>'
)
_HEAD = Markup("<th>{}</th>")
_ROW = Markup('<tr class="{}"><th>{}<small>{}</small></th>{}</tr>')
_CELL = Markup('<td class="{}" data-head="{}" title="{}"><i></i><span>{}</span></td>')
_JOINTS = re.compile("(proef|oriëntatie|leer)(?=[a-z])")
"""Where the usual steps of the method can be broken, above a narrow column."""
_CLASSES = {SO: "so", OTHERWISE: "otherwise", NOT: "not", UNKNOWN: "unknown"}


def method(result: Result) -> Markup:
    """Draw which campus takes which step of the method, with a sign and a word in each cell."""
    ordered, followed = _method(result)
    heads = Markup("").join(_HEAD.format(_JOINTS.sub(rf"\1{SOFT_HYPHEN}", step)) for step in followed.steps)
    rows = Markup("").join(_campus(campus, followed) for campus in ordered)
    return _GRID.format(heads, rows)


def _method(result: Result) -> tuple[Sequence[Campus], Followed]:
    drawing = result.drawing
    assert isinstance(drawing, tuple)
    ordered, followed = drawing
    assert isinstance(followed, Followed)
    return ordered, followed


def _campus(campus: Campus, followed: Followed) -> Markup:
    cells = Markup("").join(_cell(campus, step, followed) for step in followed.steps)
    where = ", ".join(LABOUR_REGIONS.get(region, region) for region in campus.regions)
    return fill(_ROW, "whole" if followed.is_whole(campus) else "", campus.name, where, cells)


def _cell(campus: Campus, step: str, followed: Followed) -> Markup:
    state, seen = followed.state(campus, step), followed.seen.get((campus.id, step))
    said = f"gezien op {seen.seen_on}{f', bron: {seen.source}' if seen.source else ''}" if seen else ""
    return fill(_CELL, _CLASSES[state], step, said, state)
