"""What changed since the moment of the frame line: reads and compares it, and the switch that marks it.

Owns when differences are marked and how that stands in the address. What a difference is stands in
`lib.rules.since`; how a card, a row or a page shows it is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from lib.dutch import local_time, sentence_case
from lib.model.agenda import Action
from lib.rules import since
from lib.rules.changes import group_changes
from lib.rules.coalitions.activation import activation_of
from lib.rules.since import Changed, Comparison
from lib.store import agenda, coalitions, history
from lib.store.file.connection import Database, reading
from lib.ui.elements.filters import several_pills
from lib.ui.elements.html import link, show, was_is
from lib.ui.here import state
from lib.ui.here.address import AT, SINCE, asked_of, shared_params
from lib.ui.here.cache import kept, kept_past, kept_with
from lib.ui.here.state import Here

T = TypeVar("T")
MARKS, KIND = "merk", "soort"
"""The address parameters: whether differences are marked, and of which kinds actions are shown."""
_YES, _NO = "ja", "nee"
_SWITCH = "marks"


# ----------------------------------------------------------------------- then and now


def moment_of(here: Here) -> str:
    """Return the stored moment with which the present, or the moment shown, is compared.

    Not before what was recorded first, which is no change; not after what is shown.
    """
    moment = max(here.since, here.counts_from)
    return min(moment, here.at) if here.at else moment


def read_then(here: Here, what: str, make: Callable[[Database, date], T]) -> T:
    """Return what `make` gives for the agenda as it was at the moment since, seen from that day."""
    moment = moment_of(here)
    day = local_time(moment).date() if moment else here.day

    def read() -> T:
        with reading(here.path, moment) as then:
            return make(then, day)

    with reading(here.path) as db:
        return kept_past(what, here, db, moment, read)


def compare(here: Here) -> Comparison:
    """Tell what is different about each action between the moment since and the state that is shown."""
    moment = moment_of(here)
    with reading(here.path, here.at) as db:
        return kept(f"since {moment}", here, db, lambda: _compared(here, db, moment))


def _compared(here: Here, db: Database, moment: str) -> Comparison:
    then = read_then(here, "stands", _stands)
    touched = history.touched_about(db, *history.between(db, moment, here.at))
    return since.compare(then, _stands(db, here.day), touched)


def _stands(db: Database, day: date) -> dict[str, since.Stand]:
    levels = activation_of(coalitions.tables(db), day)
    return since.stands(agenda.actions(db), levels, agenda.step_ids(db))


# ---------------------------------------------------------------------------- marking


def compare_if_asked(here: Here) -> Comparison | None:
    """Tell what is different, and what became of it, when the address asks to mark that, else None."""
    if not marks_on():
        return None
    compared, news = compare(here), _news(here)
    return kept_with("what became of it", lambda: since.with_news(compared, news), compared, news)


def marks_on() -> bool:
    """Tell whether differences are marked: as asked, else when the address names a moment or a kind."""
    asked = st.query_params.get(MARKS)
    return asked == _YES or (asked != _NO and _by_itself())


def _by_itself() -> bool:
    return SINCE in st.query_params or KIND in st.query_params


def marks_switch(here: Here) -> None:
    """Mark what is different, or show the agenda plainly; in the address as `merk`."""
    if st.session_state.get(_SWITCH) != marks_on():
        st.session_state[_SWITCH] = marks_on()
    st.toggle(f"Markeer sinds {here.since_short}", key=_SWITCH, on_change=_switch_marks)


def _switch_marks() -> None:
    wanted = st.session_state[_SWITCH]
    if not wanted:
        st.query_params.pop(KIND, None)
    st.query_params.pop(MARKS, None)
    if wanted != _by_itself():
        st.query_params[MARKS] = _YES if wanted else _NO


def legend(counts: Mapping[str, int], words: Mapping[str, str]) -> None:
    """Show how many there are of each kind; each is a filter, in the address as `soort`.

    A new count is a new field: the browser knows an option by its words, and would forget which were chosen.
    """
    labels = {kind: f"{counts[kind]} {word}" for kind, word in words.items()}
    key = f"legend {' '.join(labels.values())}"
    with st.container(key="since-legend", width="content"):
        several_pills("Sinds: toon alleen", KIND, labels, key=key)


def kinds_asked(kinds: Collection[str] = since.KINDS) -> tuple[str, ...]:
    """Return the kinds that the address asks for, as far as they exist; empty means all."""
    return asked_of(KIND, kinds) if marks_on() else ()


# ----------------------------------------------------------- the period, and one action


def period(here: Here) -> None:
    """Draw both ends of the period with a link to the agenda as it is there, and one to see it marked."""
    begin = here.begin.value if here.begin.edition else (here.begin.day - timedelta(days=1)).isoformat()
    then = "de stand bij" if here.begin.edition else "de stand vóór"
    now = state.moment_label(here)
    ends = (
        link("", f"{then} {here.since_label}", shared_params(**{AT: begin, SINCE: None})),
        link("", now[:1].lower() + now[1:], shared_params(**{SINCE: None})),
    )
    marked_there = shared_params(**{SINCE: here.begin.value})
    differences = link("", "Bekijk de verschillen op de Werkagenda", marked_there, icon="difference")
    show(Markup('<p class="wa-period">Van {} · {}</p>').format(Markup(" tot ").join(ends), differences))


def sentence_about(here: Here, action_id: str, changed: Changed) -> Markup:
    """Build markup for what is different about an action; empty when nothing is and nobody asked."""
    if changed.kind == since.SAME and not marks_on():
        return Markup()
    told = since.with_news({action_id: changed}, _news(here))[action_id] if changed.rest else changed
    return Markup('<p class="wa-since">{}</p>').format(told.sentence(here.since_label))


def _news(here: Here) -> Mapping[str, Sequence[str]]:
    """Return per action in sentences what was recorded about it, besides the values of its own."""
    moment = moment_of(here)
    with reading(here.path, here.at) as db:
        return kept(f"news {moment}", here, db, lambda: _read_news(here, db, moment))


def _read_news(here: Here, db: Database, moment: str) -> dict[str, Sequence[str]]:
    changes = history.changes_between(db, *history.between(db, moment, here.at))
    groups = group_changes(changes, agenda.actions(db), agenda.party_names(db))
    return {group.action.id: group.news for group in groups if group.action}


def was_and_is(here: Here, action: Action, changed: Changed) -> Markup:
    """Build markup for each value of an action that is another than it was; its note stands above this."""
    lines = Markup()
    for difference in changed.differences:
        above = difference.field == since.NOTE and action.note
        lines += was_is(
            sentence_case(difference.label),
            difference.was,
            "zoals hierboven" if above else difference.now,
            "",
        )
    head = Markup('<h3 class="wa-h">Anders sinds {}</h3>').format(here.since_label)
    return head + lines if lines else Markup()
