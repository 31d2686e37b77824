"""The coverage grid: regions down, indicators across, the newest figure of each in its cell.

Owns how the grid and its measure read on screen. A cell is a link: the series it opens is in the address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from lib.dutch import SOFT_HYPHEN, count_text, number_text, percent_text, sentence_case
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
from lib.ui.elements.html import address_of, show
from lib.ui.elements.switch import drop_down
from lib.ui.figures import sums
from lib.ui.here.state import shared_params

PAGE = "arbeidsmarkt"
INDICATOR, REGION, THEME, SCALE = "indicator", "regio", "thema", "schaal"
"""The address parameters of the page."""

CORE, ALL_SCALES = "kern", "alle"
_SCALE_NAMES = {
    ALL_SCALES: "alle indelingen",
    "AM": "arbeidsmarktregio's",
    "CR": "COROP-gebieden",
    "GM": "gemeenten",
}
_DIVISIONS = {
    "NL": "Land en provincie",
    "AM": "Arbeidsmarktregio's (samen niet gelijk aan de provincie)",
    "CR": "COROP-gebieden: een andere indeling, geen arbeidsmarktregio's",
    "GM": "Gemeenten waarvan een cijfer bekend is",
}
_JOINTS = re.compile(
    r"werk(?=loos)|partici(?=patie)|beroeps(?=bev)|uit(?=kering)|nijver(?=heid)|zelf(?=stand)"
)
_LOOKS = {FRESH: "fresh", STALE: "stale", SUMMED: "summed"}
_SIGNS = {FRESH: "●", STALE: "○", SECRET: "✕", ABSENT: "–", SUMMED: "Σ"}


@dataclass(frozen=True, slots=True)
class View:
    """What of the grid a visitor asked for: a theme and a division of the country."""

    theme: str
    scale: str

    @property
    def params(self) -> dict[str, str]:
        """The address parameters that bring this view back."""
        chosen = {THEME: self.theme, SCALE: self.scale}
        usual = {THEME: CORE, SCALE: ALL_SCALES}
        return {name: value for name, value in chosen.items() if value != usual[name]}


def dress() -> None:
    """The looks of this page, beside those of the house."""
    st.html(Path(__file__).with_name("figures.css"))


def asked() -> View:
    """The view that the address asks for; what does not exist counts as not asked."""
    theme, scale = st.query_params.get(THEME, CORE), st.query_params.get(SCALE, ALL_SCALES)
    return View(theme if theme in THEMES else CORE, scale if scale in _SCALE_NAMES else ALL_SCALES)


def filters() -> None:
    """The two choices above the grid."""
    drop_down("Onderwerp", THEME, THEMES, key=f"figures {THEME}", width=230)
    drop_down("Indeling", SCALE, _SCALE_NAMES, key=f"figures {SCALE}", width=230)


# ------------------------------------------------------------------------------- content


def cells(
    db: Database, known: Sequence[Indicator], view: View, counting: figures.Counting, today: date
) -> list[list[Cell]]:
    """The rows of the grid for a view, each with a cell per indicator of its theme."""
    columns = [one for one in known if (one.core if view.theme == CORE else one.theme == view.theme)]
    regions = [
        region for region in LARGE if view.scale == ALL_SCALES or scale_of(region) in ("NL", "PV", view.scale)
    ]
    if view.scale == "GM":
        towns = {town for one in columns for town in figures.regions_of(db, one.id, counting)}
        regions += [one for one in MUNICIPALITIES if one in towns]
    found = figures.newest(db, [(one.id, region) for region in regions for one in columns], counting)
    found |= sums.newest(db, columns, regions, counting)
    rows = []
    for region in regions:
        known_here = [(one, found.get((one.id, region)) or (None, None)) for one in columns]
        rows.append([cell(one, region, newest, before, today) for one, (newest, before) in known_here])
    return rows


def opening(rows: Sequence[Sequence[Cell]], view: View) -> str:
    """What the page says first: how much of what is published we have, how fresh, and how much per region."""
    found = coverage(one for row in rows for one in row)
    about = "" if view == View(CORE, ALL_SCALES) else " in deze keuze"
    first = (
        f"Van de {number_text(found.published)} cijfers{about} die worden gepubliceerd, hebben wij er "
        f"{number_text(found.filled)}; daarvan {_are_fresh(found)}"
    )
    regional = coverage(one for row in rows if scale_of(row[0].region) == "AM" for one in row)
    if not regional.published:
        return f"{first}."
    return (
        f"{first}. Per arbeidsmarktregio zijn het er {number_text(regional.filled)} van de "
        f"{number_text(regional.published)}; daarvan {_are_fresh(regional)}."
    )


def _are_fresh(found: Coverage) -> str:
    if not found.fresh:
        return "is er geen actueel"
    verb = "is" if found.fresh == 1 else "zijn"
    return f"{verb} {count_text(found.fresh, *['actueel'] * 2)}"


def measure(rows: Sequence[Sequence[Cell]], action_link: str) -> None:
    """The published figures that we have: the measure of action 10, as a number, a bar and in words."""
    found = coverage(one for row in rows for one in row)
    whole = max(found.published, 1)
    share, old, filled = (100 * count / whole for count in (found.fresh, found.stale, found.filled))
    show(
        f'<div class="wa-measure"><b>{found.filled} van {found.published}</b>'
        f'<span class="track" aria-hidden="true"><i style="width:{share:.1f}%"></i>'
        f'<i class="old" style="width:{old:.1f}%"></i></span>'
        f"<small>gepubliceerde cijfers ({percent_text(filled, 0)}), waarvan {found.fresh} "
        "actueel: de maat van actie 10, bijgewerkte managementinformatie voor de hele provincie. "
        f"{_not_counted(found)}{action_link}</small></div>"
    )


def _not_counted(found: Coverage) -> str:
    """What the measure leaves out: what nobody publishes on that division."""
    if not found.unpublished:
        return ""
    sums = f" ({found.summed} daarvan als eigen som van gemeenten)" if found.summed else ""
    return f"Niet meegeteld: {found.unpublished} cellen die niemand op die indeling publiceert{sums}. "


def by_division(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str, list[Sequence[Cell]]]]:
    """The rows per division of the country, with its name and its value in the address."""
    found: dict[str, list[Sequence[Cell]]] = {}
    for row in rows:
        found.setdefault(_division(row), []).append(row)
    return [
        (escape(_DIVISIONS[own]), own if own in _SCALE_NAMES else ALL_SCALES, group)
        for own, group in found.items()
    ]


def _division(row: Sequence[Cell]) -> str:
    return scale_of(row[0].region).replace("PV", "NL")


# --------------------------------------------------------------------------------- markup


def grid(rows: Sequence[Sequence[Cell]], view: View) -> None:
    """The grid itself; on a phone each region becomes a list."""
    heads = "".join(
        f'<th scope="col" title="{escape(one.indicator.name)}">{_broken(one.indicator.short)}'
        f"<small>{escape(one.indicator.unit)}</small></th>"
        for one in rows[0]
    )
    body = []
    for division, _, own in by_division(rows):
        count = coverage(one for row in own for one in row)
        body.append(
            f'<tr><th scope="rowgroup" class="division" colspan="{len(rows[0]) + 1}">{division}'
            f" <small>{count.filled} van {count.published} gepubliceerde cijfers</small></th></tr>"
        )
        for row in own:
            name = escape(REGION_NAMES[row[0].region])
            marks = "".join(_cell(one, view) for one in row)
            body.append(f'<tr><th scope="row">{name}</th>{marks}</tr>')
    caption = "Dekking van de cijfers: gebieden in rijen, indicatoren in kolommen"
    show(
        f'<div class="wa-grid-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="wa-grid"><caption class="wa-vh">{caption}</caption>'
        f'<thead><tr><th scope="col">Gebied</th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(one: Cell, view: View) -> str:
    name = f' data-name="{escape(one.indicator.short)}"'
    look = _LOOKS.get(one.state, "none") + (" provisional" if one.provisional else "")
    if one.state == UNPUBLISHED:
        dash = f'<span aria-hidden="true">–</span><span class="wa-vh">{UNPUBLISHED}</span>'
        return f'<td{name}><span class="cell unpublished" title="{UNPUBLISHED}">{dash}</span></td>'
    inside = _inside(one, one.newest) if one.newest else f"<em>{one.state}</em>"
    link = f'<a class="cell {look}" target="_self" href="{_address(one, view)}">{inside}</a>'
    return f"<td{name}>{link}</td>"


def _broken(name: str) -> str:
    """The name of an indicator for a narrow column: the browser may break it at its joints."""
    return _JOINTS.sub(rf"\g<0>{SOFT_HYPHEN}", escape(name))


def _inside(one: Cell, newest: Observation) -> str:
    """Value, arrow, period and state of a cell; the state as a sign and a word."""
    arrow = ""
    if one.change.sign:
        told = difference_text(one.indicator, one.change)
        judgement = judged(one.indicator, one.change)
        spoken = f"{told} in een jaar{f', {judgement}' if judgement else ''}"
        arrow = (
            f'<i title="{escape(spoken)}"><span aria-hidden="true">{one.change.sign}</span>'
            f'<span class="wa-vh"> ({escape(spoken)})</span></i>'
        )
    state = escape(f"{one.state}, {newest.status}" if one.provisional else one.state)
    if one.provisional and one.state == FRESH:
        state = f'<span class="wa-vh">{one.state}, </span>{escape(newest.status)}'
    sign = "◐" if one.provisional and one.state == FRESH else _SIGNS[one.state]
    return (
        f"<b>{escape(value_text(one.indicator, newest))}</b>{arrow}"
        f"<small>{escape(newest.period.short)}</small>"
        f'<small><span aria-hidden="true">{sign}</span> {state}</small>'
    )


def _address(one: Cell, view: View) -> str:
    params = {**shared_params(), **view.params, INDICATOR: one.indicator.id, REGION: one.region}
    return escape(address_of(PAGE, params))


def legend() -> None:
    """What the signs mean, each with its word."""
    show(
        '<ul class="wa-legend">'
        "<li><b>● actueel</b> nieuwer was nog niet te verwachten</li>"
        "<li><b>◐ voorlopig</b> de bron kan het nog bijstellen</li>"
        "<li><b>○ verouderd</b> een nieuwer cijfer had er kunnen zijn</li>"
        "<li><b>ontbreekt</b> de bron publiceert het, wij hebben het nog niet</li>"
        f"<li><b>–</b> {UNPUBLISHED}</li>"
        "<li><b>Σ eigen som</b> opgeteld uit alle gemeenten van het gebied; niemand publiceert dit zelf</li>"
        "<li><b>✕ geheim</b> de bron geeft het niet vrij</li>"
        "<li><b>▲ ▼ =</b> hoger, lager of gelijk dan een jaar eerder, alleen als dat vergelijkbaar is</li>"
        "</ul>"
    )


def heading(view: View) -> str:
    """What of the figures is shown, in words."""
    return sentence_case(f"{THEMES[view.theme].lower()}, {_SCALE_NAMES[view.scale]}")
