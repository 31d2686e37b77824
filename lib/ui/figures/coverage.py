"""How much is known of the labour market per division: the tab Effect of action 10, and links on the page.

The annex asks information that is up to date for the whole province: the published figures that we have
measure that. Owns how it reads at the action; the grid itself is on the page Arbeidsmarkt.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.regions import COUNTRY, PROVINCE
from lib.rules.coverage import Cell, coverage
from lib.rules.lens import Lens
from lib.store import figures
from lib.store.file.connection import reading
from lib.ui.elements.html import address_of, empty, link, sentence, show, table
from lib.ui.figures import grid
from lib.ui.figures.grid import ALL_SCALES, CORE, PAGE, SCALE, USUAL_SCALE, View
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept_here
from lib.ui.here.state import Here

INFORMATION_ACTION = "10"
VIEW = View(CORE, ALL_SCALES)


def of_the_figures(here: Here, action: Action) -> None:
    """Draw the published figures that we have, in all and per division; nothing for another action."""
    if action.id != INFORMATION_ACTION:
        return
    with reading(here.path, here.at) as db:
        indicators, counting = figures.indicators(db), figures.current_sets(db)
        rows = grid.cells(db, indicators, VIEW, counting, here.day) if indicators else []
    grid.dress()
    st.header("Effect: de dekking van de cijfers", anchor=False)
    if not rows:
        empty("Op deze dag werden nog geen cijfers bijgehouden. Kies een latere datum.")
        return
    sentence(grid.opening(rows, VIEW))
    everything = {**shared_params(), SCALE: ALL_SCALES}
    grid.measure(rows, link(PAGE, "Naar alle cijfers", everything, icon="grid_on"))
    lines = []
    for name, scale, own in grid.by_division(rows):
        counted = coverage(cell for row in own for cell in row)
        address = address_of(PAGE, {**shared_params(), SCALE: scale})
        missing = counted.published - counted.filled
        counts = (counted.fresh, counted.stale, missing, counted.published, counted.unpublished)
        opens = Markup('<a class="wa-link" target="_self" href="{}">{}</a>').format(address, name)
        lines.append([opens, *(str(count) for count in counts)])
    heads = ("Indeling", "Actueel", "Verouderd", "Ontbreekt", "Gepubliceerd", "Niet gepubliceerd")
    show(table(heads, lines, "Dekking van de cijfers per indeling"))


def others(rows: Sequence[Sequence[Cell]], view: View) -> None:
    """Offer the divisions that are counted and not drawn, each with how much there is of it."""
    if view.scale != USUAL_SCALE:
        return
    show(kept_here("divisions", lambda: _ways(rows, view), *rows))


def _ways(rows: Sequence[Sequence[Cell]], view: View) -> Markup:
    ways = []
    for division, scale, own in grid.by_division(rows)[1:]:
        count = coverage(cell for row in own for cell in row)
        address = address_of(PAGE, {**shared_params(), **view.params, SCALE: scale})
        label = f"{division.partition(' (')[0].partition(':')[0]}: {count.filled} van {count.published}"
        ways.append(Markup('<a class="wa-link" target="_self" href="{}">{}</a>').format(address, label))
    everything = address_of(PAGE, {**shared_params(), **view.params, SCALE: ALL_SCALES})
    ways.append(Markup('<a class="wa-link" target="_self" href="{}">Alle indelingen</a>').format(everything))
    return Markup("<p>Andere indelingen: {}</p>").format(Markup(" · ").join(ways))


def through(looked: Lens, rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Return the row of the region that is looked through, with province and country; else none."""
    places = (COUNTRY, PROVINCE, looked.region)
    return [row for row in rows if looked.region and row[0].region in places]
