"""The coverage grid: regions down, indicators across, the newest figure of each in its cell.

Owns how the grid and its measure read on screen. A cell is a link: the series it opens is in the address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.dutch import SOFT_HYPHEN, count_text, number_text, percent_text
from lib.model.figures import THEMES, Indicator, Observation
from lib.model.regions import LARGE, MUNICIPALITIES, REGION_NAMES, scale_of
from lib.rules.coverage import (
    ABSENT,
    FRESH,
    SECRET,
    STALE,
    SUMMED,
    UNPUBLISHED,
    Cell,
    Coverage,
    cell,
    coverage,
)
from lib.rules.figure_words import difference_text, judged, value_text
from lib.store import figures
from lib.store.file.connection import Database
from lib.store.regions import sums
from lib.ui.elements.html import address_of, fill, show
from lib.ui.elements.switch import drop_down
from lib.ui.here.address import shared_params

PAGE = "arbeidsmarkt"
INDICATOR, REGION, THEME, SCALE = "indicator", "regio", "thema", "schaal"
"""The address parameters of the page."""

CORE, USUAL_SCALE, ALL_SCALES = "kern", "NL", "alle"
_SCALE_NAMES = {
    USUAL_SCALE: "land en provincie",
    ALL_SCALES: "alle indelingen",
    "AM": "arbeidsmarktregio’s",
    "CR": "COROP-gebieden",
    "GM": "gemeenten",
}
_DIVISIONS = {
    "NL": "Land en provincie",
    "AM": "Arbeidsmarktregio’s (samen niet gelijk aan de provincie)",
    "CR": "COROP-gebieden: een andere indeling, geen arbeidsmarktregio’s",
    "GM": "Gemeenten waarvan een cijfer bekend is",
}
_JOINTS = re.compile(
    r"werk(?=loos)|loos(?=heid)|partici(?=patie)|beroeps(?=bev)|uit(?=kering)|nijver(?=heid)|zelf(?=stand)",
    re.IGNORECASE,
)
_LOOKS = {FRESH: "fresh", STALE: "stale", SUMMED: "summed"}
_SIGNS = {FRESH: "●", STALE: "○", SECRET: "✕", ABSENT: "–", SUMMED: "Σ"}


@dataclass(frozen=True, slots=True)
class View:
    """What of the grid a visitor asked for: a theme and a division of the country."""

    theme: str
    scale: str

    @property
    def counted(self) -> View:
        """What is counted for it: the page opens on one division, and tells of all."""
        return View(self.theme, ALL_SCALES) if self.scale == USUAL_SCALE else self

    @property
    def params(self) -> dict[str, str]:
        """The address parameters that bring this view back."""
        chosen = {THEME: self.theme, SCALE: self.scale}
        usual = {THEME: CORE, SCALE: USUAL_SCALE}
        return {name: value for name, value in chosen.items() if value != usual[name]}


def dress() -> None:
    """Load the looks of this page, beside those of the house."""
    st.html(Path(__file__).with_name("figures.css"))


def asked() -> View:
    """Return the view that the address asks for; what does not exist counts as not asked."""
    theme, scale = st.query_params.get(THEME, CORE), st.query_params.get(SCALE, USUAL_SCALE)
    return View(theme if theme in THEMES else CORE, scale if scale in _SCALE_NAMES else USUAL_SCALE)


def filters() -> None:
    """Draw the two choices above the grid."""
    drop_down("Onderwerp", THEME, THEMES, key=f"figures {THEME}", width=230)
    drop_down("Indeling", SCALE, _SCALE_NAMES, key=f"figures {SCALE}", width=230)


# ------------------------------------------------------------------------------- content


def cells(
    db: Database, indicators: Sequence[Indicator], view: View, counting: figures.Counting, today: date
) -> list[list[Cell]]:
    """Return the rows of the grid for a view, each with a cell per indicator of its theme."""
    columns = [
        indicator
        for indicator in indicators
        if (indicator.core if view.theme == CORE else indicator.theme == view.theme)
    ]
    regions = [
        region for region in LARGE if view.scale == ALL_SCALES or scale_of(region) in ("NL", "PV", view.scale)
    ]
    if view.scale == "GM":
        towns = {town for column in columns for town in figures.regions_of(db, column.id, counting)}
        regions += [town for town in MUNICIPALITIES if town in towns]
    by_place = figures.newest(db, [(column.id, region) for region in regions for column in columns], counting)
    by_place |= sums.newest(db, columns, regions, counting)
    rows = []
    for region in regions:
        known_here = [(column, by_place.get((column.id, region)) or (None, None)) for column in columns]
        rows.append([cell(column, region, newest, before, today) for column, (newest, before) in known_here])
    return rows


def shown(rows: Sequence[Sequence[Cell]], view: View) -> list[Sequence[Cell]]:
    """Return the rows that are drawn of those that are counted: first the division that has most figures."""
    return [row for row in rows if view.scale != USUAL_SCALE or _division(row) == USUAL_SCALE]


def opening(rows: Sequence[Sequence[Cell]], view: View) -> str:
    """Tell first how much of what is published we have, how fresh, and how much per region."""
    counts = coverage(cell for row in rows for cell in row)
    about = "" if view == View(CORE, ALL_SCALES) else " in deze keuze"
    first = (
        f"Van de {number_text(counts.published)} cijfers{about} die worden gepubliceerd, hebben wij er "
        f"{number_text(counts.filled)}; daarvan {_are_fresh(counts)}"
    )
    regional = coverage(cell for row in rows if scale_of(row[0].region) == "AM" for cell in row)
    if not regional.published:
        return f"{first}."
    return (
        f"{first}. Per arbeidsmarktregio zijn het er {number_text(regional.filled)} van de "
        f"{number_text(regional.published)}; daarvan {_are_fresh(regional)}."
    )


def _are_fresh(counts: Coverage) -> str:
    if not counts.fresh:
        return "is er geen actueel"
    verb = "is" if counts.fresh == 1 else "zijn"
    return f"{verb} {count_text(counts.fresh, *['actueel'] * 2)}"


def measure(rows: Sequence[Sequence[Cell]], action_link: str) -> None:
    """Draw the published figures that we have: the measure of action 10, as a number, a bar and in words."""
    counts = coverage(cell for row in rows for cell in row)
    whole = max(counts.published, 1)
    share, old, filled = (100 * count / whole for count in (counts.fresh, counts.stale, counts.filled))
    show(
        Markup(
            '<div class="wa-measure"><b>{} van {}</b>'
            '<span class="track" aria-hidden="true"><i style="width:{:.1f}%"></i>'
            '<i class="old" style="width:{:.1f}%"></i></span>'
            "<small>gepubliceerde cijfers ({}), waarvan {} actueel: de maat van actie 10, bijgewerkte "
            "managementinformatie voor de hele provincie. {}{}</small></div>"
        ).format(
            counts.filled,
            counts.published,
            share,
            old,
            percent_text(filled, 0),
            counts.fresh,
            _not_counted(counts),
            action_link,
        )
    )


def _not_counted(counts: Coverage) -> str:
    """Tell what the measure leaves out: what nobody publishes on that division."""
    if not counts.unpublished:
        return ""
    sums = f" ({counts.summed} daarvan als eigen som van gemeenten)" if counts.summed else ""
    return f"Niet meegeteld: {counts.unpublished} cellen die niemand op die indeling publiceert{sums}. "


def by_division(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str, list[Sequence[Cell]]]]:
    """Return the rows per division of the country, with its name and its value in the address."""
    divisions: dict[str, list[Sequence[Cell]]] = {}
    for row in rows:
        divisions.setdefault(_division(row), []).append(row)
    return [(_DIVISIONS[own], own, group) for own, group in divisions.items()]


def _division(row: Sequence[Cell]) -> str:
    return scale_of(row[0].region).replace("PV", "NL")


# --------------------------------------------------------------------------------- markup


def grid(rows: Sequence[Sequence[Cell]], view: View) -> None:
    """Draw the grid itself; on a phone each region becomes a list."""
    heads = Markup("").join(
        Markup('<th scope="col" title="{}">{}<small>{}</small></th>').format(
            cell.indicator.name, _broken(cell.indicator.short), cell.indicator.unit
        )
        for cell in rows[0]
    )
    body, params = [], {**shared_params(), **view.params}
    for division, _, own in by_division(rows):
        count = coverage(cell for row in own for cell in row)
        body.append(
            Markup(
                '<tr><th scope="rowgroup" class="division" colspan="{}">{} '
                "<small>{} van {} gepubliceerde cijfers</small></th></tr>"
            ).format(len(rows[0]) + 1, division, count.filled, count.published)
        )
        for row in own:
            name = REGION_NAMES[row[0].region]
            marks = Markup("").join(_cell(cell, params) for cell in row)
            body.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, marks))
    caption = "Dekking van de cijfers: gebieden in rijen, indicatoren in kolommen"
    show(
        Markup(
            '<div class="wa-grid-scroll" tabindex="0" role="region" aria-label="{}">'
            '<table class="wa-grid"><caption class="wa-vh">{}</caption>'
            '<thead><tr><th scope="col">Gebied</th>{}</tr></thead>'
            "<tbody>{}</tbody></table></div>"
        ).format(caption, caption, heads, Markup("").join(body))
    )


def _cell(cell: Cell, params: Mapping[str, str]) -> Markup:
    short = cell.indicator.short
    look = _LOOKS.get(cell.state, "none") + (" provisional" if cell.provisional else "")
    if cell.state == UNPUBLISHED:
        return fill(_NOWHERE, short, UNPUBLISHED, UNPUBLISHED)
    inside = _inside(cell, cell.newest) if cell.newest else fill(_MISSING, cell.state)
    address = address_of(PAGE, {**params, INDICATOR: cell.indicator.id, REGION: cell.region})
    return fill(_CELL, short, look, address, inside)


_CELL = Markup('<td data-name="{}"><a class="cell {}" target="_self" href="{}">{}</a></td>')
_NOWHERE = Markup(
    '<td data-name="{}"><span class="cell unpublished" title="{}">'
    '<span aria-hidden="true">–</span><span class="wa-vh">{}</span></span></td>'
)
_MISSING = Markup("<em>{}</em>")


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
        arrow = fill(_ARROW, spoken, cell.change.sign, spoken)
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


def legend() -> None:
    """Draw what the signs mean, each with its word."""
    show(
        Markup(
            '<ul class="wa-signs">'
            "<li><b>● actueel</b> nieuwer was nog niet te verwachten</li>"
            "<li><b>◐ voorlopig</b> de bron kan het nog bijstellen</li>"
            "<li><b>○ verouderd</b> een nieuwer cijfer had er kunnen zijn</li>"
            "<li><b>ontbreekt</b> de bron publiceert het, wij hebben het nog niet</li>"
            "<li><b>–</b> {}</li>"
            "<li><b>Σ eigen som</b> opgeteld uit alle gemeenten; niemand publiceert dit zelf</li>"
            "<li><b>✕ geheim</b> de bron geeft het niet vrij</li>"
            "<li><b>▲ ▼ =</b> hoger, lager of gelijk dan een jaar eerder, "
            "alleen als dat vergelijkbaar is</li></ul>"
        ).format(UNPUBLISHED)
    )
