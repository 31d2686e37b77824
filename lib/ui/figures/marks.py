"""The cells of the coverage grid: each with its sign, its value, and the way to its series.

Owns how the grid is drawn, and what its signs mean. A cell is a link: the series it opens is in the address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import streamlit as st
from markupsafe import Markup

from lib.dutch import SOFT_HYPHEN
from lib.model.figures import Observation
from lib.model.regions import REGION_NAMES
from lib.rules.coverage import ABSENT, FRESH, MISSING, SECRET, STALE, SUMMED, UNPUBLISHED, Cell, coverage
from lib.rules.figure_words import difference_text, judged, value_text
from lib.ui.elements.html import address_of, empty, fill, show, show_passable
from lib.ui.figures.grid import INDICATOR, PAGE, REGION, View, by_division, cell_choice
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept_with

_JOINTS = re.compile(
    r"werk(?=loos)|loos(?=heid)|partici(?=patie)|beroeps(?=bev)|uit(?=kering)|nijver(?=heid)|zelf(?=stand)",
    re.IGNORECASE,
)
_LOOKS = {FRESH: "fresh", STALE: "stale", SUMMED: "summed"}
_SIGNS = {FRESH: "●", STALE: "○", SECRET: "✕", ABSENT: "–", MISSING: "?", SUMMED: "Σ", UNPUBLISHED: "–"}

_MEANINGS = (
    ("●", "actueel", "nieuwer was nog niet te verwachten"),
    ("◐", "voorlopig", "de bron kan het nog bijstellen"),
    ("○", "verouderd", "een nieuwer cijfer had er kunnen zijn"),
    ("?", "ontbreekt", "de bron publiceert het, wij hebben het nog niet"),
    ("–", "niet gepubliceerd", "op deze indeling maakt niemand dit cijfer bekend"),
    ("Σ", "eigen som", "opgeteld uit alle gemeenten; niemand publiceert dit zelf"),
    ("✕", "geheim", "de bron geeft het niet vrij"),
    ("▲ ▼ =", "in een jaar", "hoger, lager of gelijk, alleen als dat vergelijkbaar is"),
    ("*", "marge onbekend", "hoe klein een verschil nog toeval is, weten wij niet"),
)


def draw(rows: Sequence[Sequence[Cell]], view: View) -> None:
    """Draw the signs with the choice of cells, and under them the grid."""
    with st.container(key="signs-and-cells", horizontal=True, vertical_alignment="center"):
        show(_legend())
        cell_choice()
    what = ("coverage grid", view, *shared_params().items())
    made = kept_with(what, lambda: _grid(rows, view), *rows)
    if made is None:
        empty("In deze keuze heeft geen enkele cel een cijfer. Kies “alle cellen”.")
        return
    show_passable("de tabel", made)


def only_filled(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the rows and the columns that hold a figure somewhere."""
    kept = [row for row in rows if any(cell.newest for cell in row)]
    columns = [
        place for place, cells in enumerate(zip(*kept, strict=True)) if any(one.newest for one in cells)
    ]
    return [[row[place] for place in columns] for row in kept]


@cache
def _legend() -> Markup:
    """Build each sign with its word; opened it says what the word means."""
    signs = Markup("").join(
        Markup("<span><b aria-hidden='true'>{}</b> {}</span> ").format(sign, word)
        for sign, word, _ in _MEANINGS
    )
    meanings = Markup("").join(Markup("<li><b>{} {}</b> {}</li>").format(*meaning) for meaning in _MEANINGS)
    return Markup('<details class="wa-signs"><summary>{}</summary><ul>{}</ul></details>').format(
        signs, meanings
    )


def _grid(all_rows: Sequence[Sequence[Cell]], view: View) -> Markup | None:
    """Build the grid itself, if any cell is drawn; what its divisions count goes over all of them."""
    drawn = only_filled(all_rows) if view.filled else all_rows
    if not drawn:
        return None
    heads = Markup("").join(
        Markup('<th scope="col" title="{}">{}<small>{}</small></th>').format(
            cell.indicator.name, _broken(cell.indicator.short), cell.indicator.unit
        )
        for cell in drawn[0]
    )
    body, params = [], {**shared_params(), **view.params}
    counts = {name: coverage(cell for row in own for cell in row) for name, _, own in by_division(all_rows)}
    for division, _, own in by_division(drawn):
        count = counts[division]
        body.append(
            Markup(
                '<tr><th scope="rowgroup" class="division" colspan="{}">{} '
                "<small>{} van {} gepubliceerde cijfers</small></th></tr>"
            ).format(len(drawn[0]) + 1, division, count.filled, count.published)
        )
        for row in own:
            name = REGION_NAMES[row[0].region]
            marks = Markup("").join(_cell(cell, params, blank=view.filled) for cell in row)
            body.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, marks))
    caption = "Dekking van de cijfers: gebieden in rijen, indicatoren in kolommen"
    return Markup(
        '<div class="wa-grid-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="wa-grid"><caption class="wa-vh">{}</caption>'
        '<thead><tr><th scope="col">Gebied</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(caption, caption, heads, Markup("").join(body))


def _cell(cell: Cell, params: Mapping[str, str], *, blank: bool) -> Markup:
    """Build a cell; `blank` leaves it white where there is no figure."""
    short = cell.indicator.short
    look = _LOOKS.get(cell.state, "none") + (" provisional" if cell.provisional else "")
    if cell.state == UNPUBLISHED:
        return fill(_NOWHERE, short, UNPUBLISHED, "" if blank else _SIGNS[UNPUBLISHED], UNPUBLISHED)
    sign = "" if blank else _SIGNS[cell.state]
    inside = _inside(cell, cell.newest) if cell.newest else fill(_MISSING, sign, cell.state)
    look += " blank" * (blank and not cell.newest)
    address = address_of(PAGE, {**params, INDICATOR: cell.indicator.id, REGION: cell.region})
    return fill(_CELL, short, look, address, inside)


_CELL = Markup('<td data-name="{}"><a class="cell {}" target="_self" href="{}">{}</a></td>')
_NOWHERE = Markup(
    '<td data-name="{}"><span class="cell unpublished" title="{}">'
    '<span aria-hidden="true">{}</span><span class="wa-vh">{}</span></span></td>'
)
_MISSING = Markup('<em aria-hidden="true">{}</em><span class="wa-vh">{}</span>')


def _broken(name: str) -> str:
    """Return the name of an indicator for a narrow column: the browser may break it at its joints."""
    return _JOINTS.sub(rf"\g<0>{SOFT_HYPHEN}", name)


def _inside(cell: Cell, newest: Observation) -> Markup:
    """Build value, arrow, period and state of a cell; the state as a sign and a word."""
    arrow = Markup()
    if cell.change.sign:
        judgement = judged(cell.indicator, cell.change)
        spoken = difference_text(cell.indicator, cell.change) + " in een jaar"
        spoken += f", {judgement}" if judgement else ""
        noted = "*" if cell.change.margin else ""
        arrow = fill(_ARROW, spoken, cell.change.sign + noted, spoken)
    sign, state = _SIGNS[cell.state], Markup.escape(cell.state)
    if cell.provisional and cell.state == FRESH:
        sign, state = "◐", fill(_PROVISIONAL, cell.state, newest.status)
    elif cell.provisional:
        state = fill(_OLD_PROVISIONAL, cell.state, newest.status)
    return fill(_FIGURE, value_text(cell.indicator, newest), arrow, newest.period.short, sign, state)


_ARROW = Markup('<i title="{}"><span aria-hidden="true">{}</span><span class="wa-vh"> ({})</span></i>')
_PROVISIONAL = Markup('<span class="wa-vh">{}, </span>{}')
_OLD_PROVISIONAL = Markup('{}<span class="wa-vh">, {}</span>')
_FIGURE = Markup('<b>{}</b>{}<small>{}</small><small><span aria-hidden="true">{}</span> {}</small>')
