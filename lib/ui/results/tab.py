"""The tab Resultaat of an action: what is finished when it is finished, its instruments, and its effect.

Owns the order and what every instrument has; the pictures and desks come from `lib.ui.results.views`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from lib.documents.tables.page import PageTable
from lib.model.agenda import Action
from lib.rules.results.local import of_region
from lib.rules.results.result import Missing, Result, Table
from lib.store.file.connection import reading
from lib.store.results.instrument import Instrument
from lib.store.results.instruments import instruments_of
from lib.ui.elements import drawn
from lib.ui.elements.filters import name_unknown
from lib.ui.elements.html import empty, fill, sentence, show, table
from lib.ui.elements.switch import switch
from lib.ui.figures import effects
from lib.ui.frame.invitation import invite
from lib.ui.here.cache import kept
from lib.ui.here.lens import of_action
from lib.ui.here.state import Here
from lib.ui.results import need, outcome, views
from lib.ui.results.views import dress, picture

FORM = "vorm"
_FORMS = {"beeld": "Beeld", "tabel": "Tabel"}
_MISSING = Markup('<p class="wa-missing"><b>{}</b> Te vragen: {}.</p>')
_SOURCE = Markup('<p class="wa-source">{}</p>')


def result_tab(here: Here, action: Action) -> None:
    """Draw all of the tab, in the form that the address asks for."""
    dress()
    outcome.about(here, action)
    instruments = instruments_of(action.id)
    results = [(instrument, read_result(here, action, instrument)) for instrument in instruments]
    chosen = "beeld"
    if any(result for _, result in results):
        chosen = switch("Weergave van het resultaat", FORM, _FORMS, key="result form")
        name_unknown({FORM: _FORMS})
    for place, (instrument, result) in zip(_places(instruments), results, strict=True):
        with place, st.container(key=f"result-{instrument.key}"):
            st.header(instrument.title, anchor=False)
            _instrument(here, action, instrument, result, chosen)
            if here.editing:
                views.VIEWS[instrument.key].desk(here, action)
    need.about_action(here, action)
    effects.effect_tab(here, action)


def _places(instruments: Sequence[Instrument]) -> list[DeltaGenerator]:
    """Make the room of each instrument: beside each other, but for what needs the whole width."""
    if any(views.VIEWS[instrument.key].wide for instrument in instruments):
        return [st.container() for _ in instruments]
    return st.columns(len(instruments), gap="large") if instruments else []


def read_result(here: Here, action: Action, instrument: Instrument) -> Result | None:
    """Return what an instrument shows at the moment shown, worked out once per state of the agenda."""
    with reading(here.path, here.at) as db:
        name = f"result {instrument.key} {action.id}"
        return kept(name, here, db, lambda: instrument.read(db, action.id, here.day))


def _instrument(
    here: Here, action: Action, instrument: Instrument, result: Result | None, chosen: str
) -> None:
    if result is None:
        _nothing(instrument, action)
        return
    view = views.VIEWS[instrument.key]
    result = view.shown(here, action, result) if view.shown else result
    result = of_region(result, of_action(here, action.id).region)
    sentence(result.sentence)
    if result.missing and not action.ended:
        show(missing(result.missing))
    if chosen == "beeld":
        show(picture(result))
        drawn.note_drawing(f"{instrument.title} (beeld)", partial(views.on_paper, result))
        for own in result.tables:
            drawn.note_rows(own.title, partial(_as_rows, own))
    for own in result.tables if chosen == "tabel" else ():
        show(table(own.heads, own.rows, own.title))
    if result.source:
        show(_SOURCE.format(result.source))
    drawn.note_rows(f"{instrument.title}, alle regels", partial(_recorded, here, action, instrument))


def _as_rows(own: Table) -> PageTable:
    return PageTable(own.title, [[*own.heads], *map(list, own.rows)])


def _nothing(instrument: Instrument, action: Action) -> None:
    """Say that nothing is recorded, with the button that leads to its first form."""
    begin = views.VIEWS[instrument.key].begin
    if begin is None:
        empty(instrument.nothing)
    else:
        invite(instrument.nothing, begin[0], begin[1].format(action.id))


def missing(reports: Sequence[Missing]) -> Markup:
    """Name the reports that did not come, each with whom to ask."""
    return Markup("").join(fill(_MISSING, report.sentence, report.asked) for report in reports)


def _recorded(here: Here, action: Action, instrument: Instrument) -> PageTable:
    """Return all that is recorded, in the columns in which it also comes in."""
    with reading(here.path, here.at) as db:
        return _as_rows(instrument.file(db, action.id, here.day))
