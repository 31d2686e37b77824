"""The button in the frame line that chooses the moment shown and the moment from which changes count.

Owns these fields and their presets; how a moment stands in the address is `lib.ui.here.moments`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from lib.dutch import local_time
from lib.model.kinds import FIRST_DAY
from lib.model.rulings import Edition
from lib.store import editions, meetings
from lib.store.file.connection import Database, reading
from lib.store.letters import drafts
from lib.ui.editing import form
from lib.ui.elements.fields import followed_day
from lib.ui.elements.fold import folded
from lib.ui.elements.html import plain
from lib.ui.here.address import AT, SINCE, go_now
from lib.ui.here.moments import edition_value
from lib.ui.here.state import Here

_DAY_FIELD, _SINCE_FIELD = "shown day", "since day"
_NOW, _SOME_DAY = "nu", "dag"


def moment_picker(here: Here) -> None:
    """Say which state is shown and since when, and let both be chosen: in one press, or by oneself."""
    since = f"sinds {here.since_short}" if here.has_begin else "nog geen tafel"
    # Beside it a past moment is named, and there what meeting it is.
    _, _, day = here.since_label.rpartition(" van ")
    label = f"Nu · {since}" if here.at is None else f"sinds {day}"
    with st.popover(plain(label), key="moment", on_change="rerun") as picker:
        if picker.open:
            with reading(here.path) as db:
                every = editions.editions(db)
                presets = _presets(db, every)
            if presets:
                st.caption("Tel de wijzigingen vanaf:")
                for name, edition in presets.items():
                    _preset_button(name, edition)
                folded("Kies zelf", lambda: _own_choice(here, every), key="fold moment")
            else:
                _own_choice(here, every)
            if here.deciding:
                _freeze_form()


def _presets(db: Database, every: Sequence[Edition]) -> dict[str, Edition]:
    """Return the editions that people count from: the last table and the last letter, as far as there are."""
    tables = {meeting.id for meeting in meetings.meetings(db) if meeting.kind == "technologietafel"}
    letters = {letter.edition_id for letter in drafts.letters(db) if letter.sent}
    last = {
        "Vorige tafel": next((edition for edition in every if edition.meeting_id in tables), None),
        "Vorige brief": next((edition for edition in every if edition.id in letters), None),
    }
    return {name: edition for name, edition in last.items() if edition}


def _preset_button(name: str, edition: Edition) -> None:
    st.button(
        plain(f"{name}: {edition.name}"),
        key=f"since {name}",
        icon=":material/history:",
        width="stretch",
        on_click=go_now,
        kwargs={SINCE: edition_value(edition.id)},
    )


def _own_choice(here: Here, every: Sequence[Edition]) -> None:
    _shown_fields(here, every)
    since_edition_field(here, every)
    since_field(here, "Tel wijzigingen sinds" if not every else "Of sinds een dag")


def _shown_fields(here: Here, every: Sequence[Edition]) -> None:
    if every:
        labels = {_NOW: "Nu", **_labels(every)}
        shown = next((edition_value(edition.id) for edition in every if edition.name == here.edition), None)
        if here.shown_day and not shown:
            labels[_SOME_DAY] = "een dag (hieronder)"
        key = f"shown edition {here.edition or here.shown_day} {here.dataset}"
        st.selectbox(
            "Toon de stand van",
            list(labels),
            index=list(labels).index(shown or (_SOME_DAY if here.shown_day else _NOW)),
            format_func=labels.__getitem__,
            key=key,
            on_change=_choose_edition,
            args=(key, AT),
        )
    first = local_time(here.first).date() if here.first else here.today
    key = f"{_DAY_FIELD} {here.edition or here.shown_day} {here.dataset}"
    followed_day(
        "Of toon de agenda zoals die was op" if every else "Toon de agenda zoals die was op",
        key,
        None if here.edition else here.shown_day,
        (first, max(here.today, first)),
        lambda day: _follow(AT, day if day and day < here.today else None),
    )


def since_edition_field(here: Here, every: Sequence[Edition]) -> None:
    """Ask for an edition, or a usual span, from which changes count; in the address as `sinds`."""
    if not every:
        return
    month_ago = (here.day - timedelta(days=31)).isoformat()
    labels = {month_ago: "een maand geleden"} | _labels(every)
    key = f"since edition {here.since_label} {here.dataset}"
    st.selectbox(
        "Tel wijzigingen sinds",
        list(labels),
        index=list(labels).index(here.begin.value) if here.begin.value in labels else None,
        format_func=labels.__getitem__,
        placeholder="kies een editie",
        key=key,
        on_change=_choose_edition,
        args=(key, SINCE),
    )


def _labels(every: Sequence[Edition]) -> dict[str, str]:
    return {edition_value(edition.id): edition.name for edition in every}


def since_field(here: Here, label: str) -> None:
    """Ask for the day from which changes count; in the address as `sinds`."""
    key = f"{_SINCE_FIELD} {label} {here.since_label}"
    day = here.begin.day
    limits = min(FIRST_DAY, day), max(here.today, day)
    shown = None if here.begin.edition else day
    followed_day(label, key, shown, limits, lambda day: _follow(SINCE, day), width=220)


def _choose_edition(field: str, param: str) -> None:
    chosen = st.session_state.get(field)
    if chosen != _SOME_DAY:
        go_now(**{param: None if chosen in (_NOW, None) else str(chosen)})


def _follow(param: str, day: date | None) -> None:
    go_now(**{param: day.isoformat() if day else None})


def _freeze_form() -> None:
    """Give the state of now a name, so that every page can show it later."""
    form.add(
        "edition",
        {},
        lambda db, values: editions.freeze(db, values["name"]),
        key="freeze",
        fields=("name",),
        asked=_FREEZE,
        button="Vastleggen",
        said="Deze stand is vastgelegd als editie.",
        primary=False,
    )


_FREEZE = {
    "name": {
        "label": "Leg de stand van nu vast als editie",
        "example": "bijvoorbeeld: voor de commissie van juni",
    }
}
