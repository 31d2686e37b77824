"""The coverage grid: regions down, indicators across, the newest figure of each in its cell.

Owns what of the grid is shown, and how it and its measure read; `marks` draws its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, number_text, percent_text
from lib.model.figures import THEMES, Indicator
from lib.model.regions import LARGE, MUNICIPALITIES, scale_of
from lib.rules.coverage import Cell, Coverage, cell, coverage
from lib.store import figures
from lib.store.file.connection import Database
from lib.store.regions import sums
from lib.ui.elements.html import show, wear
from lib.ui.elements.switch import drop_down, switch

PAGE = "arbeidsmarkt"
INDICATOR, REGION, THEME, SCALE, CELLS = "indicator", "regio", "thema", "schaal", "cellen"
"""The address parameters of the page."""

CORE, USUAL_SCALE, ALL_SCALES = "kern", "NL", "alle"
_SCALE_NAMES = {
    USUAL_SCALE: "land en provincie",
    ALL_SCALES: "alle indelingen",
    "AM": "arbeidsmarktregio’s",
    "CR": "COROP-gebieden",
    "GM": "gemeenten",
}
_ALL_CELLS, _FILLED = "alle", "gevuld"
_CELL_NAMES = {_ALL_CELLS: "alle cellen", _FILLED: "alleen gevuld"}
KNOWN = {THEME: THEMES, SCALE: _SCALE_NAMES, CELLS: _CELL_NAMES}
"""What the address may say of the grid."""
_DIVISIONS = {
    "NL": "Land en provincie",
    "AM": "Arbeidsmarktregio’s (samen niet gelijk aan de provincie)",
    "CR": "COROP-gebieden: een andere indeling, geen arbeidsmarktregio’s",
    "GM": "Gemeenten waarvan een cijfer bekend is",
}


@dataclass(frozen=True, slots=True)
class View:
    """What of the grid a visitor asked for: a theme, a division, and whether only what is filled."""

    theme: str
    scale: str
    filled: bool = False

    @property
    def counted(self) -> View:
        """What is counted for it: the page opens on one division, and tells of all."""
        return View(self.theme, ALL_SCALES if self.scale == USUAL_SCALE else self.scale)

    @property
    def params(self) -> dict[str, str]:
        """The address parameters that bring this view back."""
        chosen = {THEME: self.theme, SCALE: self.scale, CELLS: _FILLED if self.filled else _ALL_CELLS}
        usual = {THEME: CORE, SCALE: USUAL_SCALE, CELLS: _ALL_CELLS}
        return {name: value for name, value in chosen.items() if value != usual[name]}


def dress() -> None:
    """Load the looks of this page, beside those of the house."""
    wear(Path(__file__).with_name("figures.css"))


def asked() -> View:
    """Return the view that the address asks for; what does not exist counts as not asked."""
    theme, scale = st.query_params.get(THEME, CORE), st.query_params.get(SCALE, USUAL_SCALE)
    return View(
        theme if theme in THEMES else CORE,
        scale if scale in _SCALE_NAMES else USUAL_SCALE,
        filled=st.query_params.get(CELLS) == _FILLED,
    )


def filters() -> None:
    """Draw the two choices above the grid."""
    drop_down("Onderwerp", THEME, THEMES, key=f"figures {THEME}", width=230)
    drop_down("Indeling", SCALE, _SCALE_NAMES, key=f"figures {SCALE}", width=230)


def cell_choice() -> None:
    """Draw the choice between all cells and only the rows and columns with a figure."""
    switch("Cellen", CELLS, _CELL_NAMES, key="figures cells")


# ------------------------------------------------------------------------------- content


def read(
    db: Database, view: View, today: date
) -> tuple[Sequence[Indicator], figures.Counting, list[list[Cell]]]:
    """Return the indicators, the deliveries that count, and the rows of the grid for a view."""
    indicators, counting = figures.indicators(db), figures.current_sets(db)
    return indicators, counting, cells(db, indicators, view, counting, today) if indicators else []


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
