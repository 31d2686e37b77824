"""One card of the update round: the last values of an action, each with its own small form, and the keys.

Owns which card is on top in this session, and how it is left: klopt nog, later, or by a change. `J` confirms,
`L` puts off, `S` records a step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text, list_text
from lib.model.agenda import NO_DRIVER, Action, Party
from lib.rules.coalitions import chairs
from lib.rules.meetings import rounds
from lib.rules.meetings.rounds import Card
from lib.store import rounds as kept_rounds
from lib.store.file.connection import Database
from lib.ui.agenda.action import action_link
from lib.ui.agenda.steps import WHAT_HAPPENED
from lib.ui.editing import editor
from lib.ui.elements.html import day, plain, show
from lib.ui.frame import keys
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.round import forms as round_forms
from lib.ui.round.view import Facts

_CARD, _LATER, _OPEN, _LAST = "round card", "round later", "round open row", "round last"


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the card: its name, the last value as markup, what it hangs on, and the form to change it.

    `seen` differs after a change, so that the form closes; `focus` is the field where the keyboard starts.
    """

    name: str
    label: str
    value: str
    seen: Any
    button: str
    focus: str
    form: Callable[[], None]


def on_top(cards: Sequence[Card]) -> Card | None:
    """Return the card that is shown: it stays until somebody leaves it, also when it became up to date."""
    card = rounds.next_card(cards, put_off(), str(st.session_state.get(_CARD, "")))
    if card:
        st.session_state[_CARD] = card.action.id
    return card


def put_off() -> list[str]:
    """Return the actions that this visitor keeps for later, in this session."""
    return list(st.session_state.get(_LATER, []))


def draw(here: Here, facts: Facts, card: Card, parties: Sequence[Party], waiting: Sequence[Card]) -> None:
    """Draw the card with its keys, its rows and what comes next."""
    action = card.action
    with st.container(border=True, key="round-card"):
        show(
            Markup('<h2 class="wa-h">{}</h2><p class="wa-source">{}</p>').format(
                action_link(action), card.touched
            )
        )
        _keys(facts, card)
        for row in _rows(here, facts, action, parties):
            _draw_row(action, row)
    following = [other.action.label for other in waiting if other.action.id != action.id][:3]
    if following:
        show(Markup('<p class="wa-source">Hierna: {}.</p>').format(list_text(following)))


# ------------------------------------------------------------------------ the keys


def _keys(facts: Facts, card: Card) -> None:
    with st.container(key="round-keys", horizontal=True, gap="small"):
        st.button(
            "Klopt nog" if card.due else "Verder klopt het",
            icon=":material/check:",
            type="primary",
            key="round right",
            shortcut=keys.shortcut("J"),
            on_click=_confirm,
            args=(card.action.id, card.action.label, facts.newest),
        )
        st.button(
            "Gebeurtenis vastleggen",
            icon=":material/add_task:",
            key="round step",
            shortcut=keys.shortcut("S"),
            on_click=_open_row,
            args=(card.action.id, "step", _step_seen(facts, card.action), WHAT_HAPPENED),
        )
        st.button(
            "Later",
            icon=":material/schedule:",
            key="round later button",
            shortcut=keys.shortcut("L"),
            on_click=_put_off,
            args=(card.action.id,),
        )


def _confirm(action_id: str, label: str, seen: int) -> None:
    """Record that what is on the card still holds, and go on; refused when somebody changed it meanwhile."""
    made: list[int] = []

    def act(db: Database) -> None:
        made.append(kept_rounds.confirm(db, action_id, seen))

    if editor.write(act, said=f"Vastgelegd: {label} klopt nog."):
        st.session_state[_LAST] = {"confirmation": made[0], "action": action_id, "label": label}
        _leave()


def _put_off(action_id: str) -> None:
    st.session_state[_LATER] = [*put_off(), action_id]
    st.session_state.pop(_LAST, None)
    _leave()


def _leave() -> None:
    st.session_state.pop(_CARD, None)
    st.session_state.pop(_OPEN, None)


def way_back() -> None:
    """Offer after "klopt nog" the way back to that card, which takes the confirmation back."""
    last = st.session_state.get(_LAST)
    if last:
        st.button(
            plain(f"Klopt niet: terug naar {last['label']}"),
            icon=":material/undo:",
            key="round back",
            on_click=_take_back,
            args=(last,),
        )


def _take_back(last: dict[str, Any]) -> None:
    if editor.write(
        lambda db: kept_rounds.take_back(db, last["confirmation"]),
        reason="Vergissing in de bijwerkronde",
        said="De bevestiging telt niet meer mee.",
    ):
        st.session_state.pop(_LAST, None)
        st.session_state[_CARD] = last["action"]


def begin_again() -> None:
    """Show what was put off; for callbacks."""
    st.session_state.pop(_LATER, None)


# ------------------------------------------------------------------------ the rows


def _draw_row(action: Action, row: Row) -> None:
    """Draw the value in grey and the button that opens its form just below it."""
    is_open = st.session_state.get(_OPEN) == (action.id, row.name, row.seen)
    with st.container(key=f"round-row-{row.name}", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup('<p class="wa-last"><b>{}</b><span>{}</span></p>').format(row.label, row.value))
        if row.button:
            st.button(
                "Sluiten" if is_open else row.button,
                key=f"round open {row.name}",
                on_click=_close_row if is_open else _open_row,
                args=() if is_open else (action.id, row.name, row.seen, row.focus),
            )
    if is_open:
        with st.container(key=f"round-form-{row.name}"):
            row.form()


def _open_row(action_id: str, name: str, seen: Any, focus: str) -> None:
    st.session_state[_OPEN] = (action_id, name, seen)
    state.want_focus(focus)


def _close_row() -> None:
    st.session_state.pop(_OPEN, None)


def _rows(here: Here, facts: Facts, action: Action, parties: Sequence[Party]) -> list[Row]:
    """Return the last values of an action, in the order in which somebody looks at them."""
    forms = round_forms.Forms(action, facts.tables[action.id], parties, facts.late.get(action.id, ()))
    return [
        Row("stage", "Fase", action.stage_text, (action.stage, action.placed),
            "Fase wijzigen", "Nieuwe fase", forms.stage),
        Row("driver", "Aanjager", action.driver or NO_DRIVER, action.driver_id,
            "Aanjager wijzigen", "Aanjager", forms.driver),
        Row("note", "Stand van zaken", action.note or "nog niet beschreven", action.note,
            "Stand van zaken wijzigen", "Stand van zaken", forms.note),
        Row("step", "Laatste gebeurtenis", _last_step(facts, action), _step_seen(facts, action),
            "", WHAT_HAPPENED, forms.step),
        _chair_row(facts, action, forms),
        _milestone_row(here, facts, action, forms),
        *_pledge_rows(facts, action, forms),
    ]  # fmt: skip


def _last_step(facts: Facts, action: Action) -> str:
    step = facts.last_steps.get(action.id)
    return (
        Markup("{}: {}").format(day(step.happened_on), step.what)
        if step
        else "nog geen gebeurtenis vastgelegd"
    )


def _step_seen(facts: Facts, action: Action) -> int:
    step = facts.last_steps.get(action.id)
    return step.id if step else 0


def _chair_row(facts: Facts, action: Action, forms: round_forms.Forms) -> Row:
    placed = chairs.present(facts.tables[action.id].chairs)
    sentence = chairs.count_sentence(placed)
    if gaps := chairs.gaps(placed):
        sentence = f"{sentence}; nog leeg: {list_text(gaps)}"
    seen = tuple((chair.id, chair.version) for chair in placed)
    return Row("chairs", "Stoelen", sentence, seen, "Stoel vullen" if placed else "", "Stoel", forms.chairs)


def _milestone_row(here: Here, facts: Facts, action: Action, forms: round_forms.Forms) -> Row:
    due = round_forms.to_reach(facts.tables[action.id])
    words = "geen mijlpaal open"
    if due:
        late = "" if due[0].due >= here.day.isoformat() else Markup(" – <b>te laat</b>")
        words = Markup("{}: {}{}").format(day(due[0].due), due[0].what, late)
    seen = tuple((milestone.id, milestone.version) for milestone in due)
    button = "Mijlpaal bijwerken" if due else "Mijlpaal toevoegen"
    return Row(
        "milestone", "Volgende mijlpaal", words, seen, button, "Mijlpaal" if due else "Wat", forms.milestone
    )


def _pledge_rows(facts: Facts, action: Action, forms: round_forms.Forms) -> list[Row]:
    """Pledges whose day is over; without any there is nothing to say."""
    late = facts.late.get(action.id, ())
    if not late:
        return []
    words = "; ".join(
        f"{pledge.owner}: {pledge.text.rstrip('.')} (uiterlijk {day_text(str(pledge.due))})"
        for pledge in late
    )
    seen = tuple((pledge.id, pledge.version) for pledge in late)
    return [
        Row("pledges", "Toezeggingen over tijd", words, seen,
            "Toezegging afhandelen", "Nagekomen op", forms.pledges)
    ]  # fmt: skip
