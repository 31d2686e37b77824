"""Arbeidsmarkt: what is known per region and how fresh it is; and one figure through time, with source."""

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.periods import RHYTHMS
from lib.model.regions import COUNTRY, PROVINCE, REGION_NAMES
from lib.store import agenda, figures, history
from lib.store.file.connection import reading
from lib.store.regions import sums
from lib.ui.agenda import action as action_view
from lib.ui.editing import editor
from lib.ui.elements.filters import filter_bar, name_unknown
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import empty, link, sentence, show
from lib.ui.figures import (
    coverage,
    dates,
    effects,
    filling,
    grid,
    importing,
    marks,
    pictures,
    series as figure_series,
)
from lib.ui.figures.series import Series
from lib.ui.here import live, state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here


def overview(here: Here, actions: list[Action]) -> None:
    """The coverage grid, its measure, what the actions should move, and in Bewerken new figures."""
    view = grid.asked()
    with reading(here.path, here.at) as db:
        indicators, counting, rows = kept(
            f"figures {view.counted}", here, db, lambda: grid.read(db, view.counted, here.day)
        )
    with page_head("Arbeidsmarkt") as lead:
        filter_toggle((grid.THEME, grid.SCALE))
        with filter_bar():
            grid.filters()
    name_unknown(grid.KNOWN)
    if not rows:
        with lead:
            sentence("Op dit moment werden nog geen cijfers bijgehouden.")
        empty("Kies een latere datum, of ga terug naar nu.")
        return
    with lead:
        sentence(grid.opening(rows, view.counted))
    editor.outcome(here)
    ten = next((action for action in actions if action.id == "10"), None)
    grid.measure(rows, action_view.action_link(ten, "Naar actie 10") if ten else "")
    filling.offer(here, counting)
    marks.draw(coverage.through(lens(here), rows) or grid.shown(rows, view), view)
    coverage.others(rows, view)
    if here.editing:
        importing.desk(here, indicators)
    effects.overview(here)


def one_series(here: Here, indicator_id: str, actions: list[Action]) -> None:
    """One indicator: the region beside province and country, all regions small, table, sources, downloads."""
    with reading(here.path, here.at) as db:
        indicators, counting = figures.indicators(db), figures.current_sets(db)
        where = figures.regions_of(db, indicator_id, counting)
    back = {**shared_params(), **grid.asked().params, "alles": "ja"}
    way_back = link(grid.PAGE, "Alle cijfers", back, icon="arrow_back")
    show(Markup('<nav class="wa-neighbours" aria-label="Terug">{}</nav>').format(way_back))
    indicator = next((indicator for indicator in indicators if indicator.id == indicator_id), None)
    if indicator is None:
        st.title("Arbeidsmarkt", anchor=False)
        sentence("Dit cijfer bestaat niet (meer). Kies een cijfer uit het overzicht.")
        return
    state.name_tab(indicator.name, here)
    with page_head(indicator.name):
        filter_toggle(("regio", figure_series.RHYTHM, figure_series.FORM))
        with filter_bar():
            looked, asked = lens(here).region, st.query_params.get("regio", "")
            region = figure_series.region_choice(indicator, where, asked or looked, looked)
            with reading(here.path, here.at) as db:
                beside = figure_series.beside(region, where)
                beside = [one for one in beside if not looked or one in (region, PROVINCE, COUNTRY)]
                observations = figures.series(db, indicator.id, beside, counting)
                observations += sums.of_region(db, indicator, region, counting)
            series = figure_series.choose(indicator, region, observations, counting, here.day)
            with reading(here.path, here.at) as db:
                series = dates.with_notes(db, series)
            form = figure_series.form_choice()
    sentence(figure_series.opening(series))
    dates.behind(series)
    editor.outcome(here)
    the_series(here, series, actions, form)


def the_series(here: Here, series: Series, actions: list[Action], form: str) -> None:
    """Picture or table on the left, why it matters on the right, the other regions and the sources below."""
    name_unknown(
        {"regio": REGION_NAMES, figure_series.RHYTHM: RHYTHMS, figure_series.FORM: figure_series.FORMS}
    )
    picture, rail = st.columns([7, 3], gap="large")
    with picture:
        if form == "tabel":
            figure_series.as_table(series)
        else:
            pictures.draw(series)
        pictures.offer_figures(series)
        pictures.margin(series)
        figure_series.warnings(series)
        if form != "tabel":
            pictures.whole_division(series)
    with rail:
        figure_series.facts(series.indicator)
        effects.at_an_indicator(here, series.indicator, actions)
        figure_series.all_regions(series)
        pictures.way_to_the_map(series)
    st.header("Bronnen", anchor=False)
    figure_series.sources(series)


def page() -> None:
    """The overview, or the figure that the address names, in the state that is shown."""
    here = state.here()
    grid.dress()
    with reading(here.path, here.at) as db:
        newest, actions = history.newest(db), agenda.actions(db)
    asked = st.query_params.get(grid.INDICATOR)
    if asked:
        one_series(here, asked, actions)
    else:
        overview(here, actions)
    live.follow_changes(here, newest)


page()
