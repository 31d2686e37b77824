"""Milestones of an action as a line in time with today, the same as a list, and the forms to keep them.

Owns how they read on screen and what is typed; saving goes through `lib.ui.editing.form`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text
from lib.model.agenda import Action, Party
from lib.model.purpose import Milestone
from lib.rules.lens import EVERYTHING, Lens
from lib.store import coalitions
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.editing.record_grid import grid_column, name_column, one_of, record_grid
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, empty, show, table
from lib.ui.frame.invitation import invite

_MARGIN = timedelta(days=45)


def time_line(
    action_id: str, milestones: Sequence[Milestone], today: date, looked: Lens = EVERYTHING
) -> None:
    """Draw what is due when: a dot per milestone on one line, and a rule for the day shown.

    In a place of its own: what stands below it stays where it is, else an open form would close.
    """
    with st.container():
        own = [milestone for milestone in milestones if looked.has(milestone.owner_id)]
        if milestones and not own:
            empty(f"Geen mijlpaal {looked.whose}.")
        else:
            _time_line(action_id, own, today)


def _time_line(action_id: str, milestones: Sequence[Milestone], today: date) -> None:
    present = sorted(
        (milestone for milestone in milestones if not milestone.withdrawn_on),
        key=lambda milestone: milestone.due,
    )
    if not present:
        invite(
            "Nog geen mijlpalen. Wie weet wat er wanneer klaar moet zijn?",
            "Leg de eerste mijlpaal vast",
            f"fold add milestone {action_id}",
        )
        return
    days = [date.fromisoformat(milestone.due) for milestone in present]
    first, last = min([*days, today]) - _MARGIN, max([*days, today]) + _MARGIN

    def left(when: date) -> str:
        return f"left:{100 * (when - first).days / (last - first).days:.1f}%"

    dots = Markup("").join(
        Markup('<span class="{}" style="{}" title="{}"><b>{}</b></span>').format(
            _state(milestone, today), left(when), milestone.what, number
        )
        for number, (milestone, when) in enumerate(zip(present, days, strict=True), 1)
    )
    show(
        Markup(
            '<div class="wa-time" aria-hidden="true">{}<span class="now" style="{}"></span>'
            '<em style="{};top:-1.1rem">{}</em></div>'
        ).format(dots, left(today), left(today), day_text(today))
    )
    rows = [
        (
            str(number),
            day(milestone.due),
            milestone.what,
            _words(milestone, today),
            milestone.owner or "nog niemand",
        )
        for number, milestone in enumerate(present, 1)
    ]
    show(table(("Nr", "Gereed op", "Mijlpaal", "Stand", "Verantwoordelijk"), rows, "Mijlpalen"))


def _state(milestone: Milestone, today: date) -> str:
    return "done" if milestone.done_on else "late" if date.fromisoformat(milestone.due) < today else "due"


def _words(milestone: Milestone, today: date) -> str:
    if milestone.done_on:
        return Markup("bereikt op {}").format(day(milestone.done_on))
    return Markup("<b>te laat</b>") if date.fromisoformat(milestone.due) < today else "nog te doen"


# ------------------------------------------------------------------------------- forms


def milestone_forms(action: Action, milestones: Sequence[Milestone], parties: Sequence[Party]) -> None:
    """Add a milestone, change one or say that it was reached, and take one away."""
    folded(
        "Mijlpaal toevoegen",
        lambda: add_form(action, parties),
        key=f"fold add milestone {action.id}",
        icon=":material/flag:",
    )
    paste_box("milestone", {"action_id": action.id}, f"milestones {action.id}", "Plak mijlpalen uit Excel")
    present = [milestone for milestone in milestones if not milestone.withdrawn_on]
    if present:
        folded(
            "Mijlpalen in een tabel bewerken",
            lambda: _grid(action.id, present, parties),
            key=f"fold milestone grid {action.id}",
            icon=":material/table_edit:",
        )
        folded(
            "Mijlpaal bijwerken",
            lambda: update_form(present, parties),
            key=f"fold update milestone {action.id}",
        )
        folded(
            "Mijlpaal weghalen", lambda: _withdraw_form(present), key=f"fold withdraw milestone {action.id}"
        )


def _grid(action_id: str, milestones: Sequence[Milestone], parties: Sequence[Party]) -> None:
    columns = (
        name_column("milestone", "what", 380),
        grid_column("milestone", "due"),
        grid_column("milestone", "done_on"),
        one_of("milestone", "owner_id", _owners(milestones, parties), 260),
    )
    record_grid("milestone", milestones, columns, name=f"milestones {action_id}", alt="Mijlpalen")


def _owners(milestones: Sequence[Milestone], parties: Sequence[Party]) -> dict[int, str]:
    """Return in whose hands a milestone can be: the parties, and who has one already."""
    owners = {party.id: party.name for party in parties}
    return {
        milestone.owner_id: milestone.owner or "" for milestone in milestones if milestone.owner_id
    } | owners


def _withdraw_form(milestones: Sequence[Milestone]) -> None:
    form.withdraw_one_of(
        "milestone",
        milestones,
        _names(milestones),
        "milestone to withdraw",
        button="Mijlpaal weghalen",
        said="De mijlpaal is weggehaald; in de geschiedenis blijft hij leesbaar.",
    )


def add_form(action: Action, parties: Sequence[Party]) -> None:
    """Draw the form for a new milestone: what, by when, in whose hands."""
    form.add(
        "milestone",
        {"action_id": action.id},
        coalitions.add_milestone,
        fields=("what", "due", "owner_id"),
        choices={"owner_id": {party.id: party.name for party in parties}},
        button="Mijlpaal toevoegen",
        said="De mijlpaal staat erbij.",
        primary=False,
    )


def update_form(milestones: Sequence[Milestone], parties: Sequence[Party]) -> None:
    """Say of one of these milestones when it is due, when it was reached and in whose hands it is."""
    chosen = choose_record("Mijlpaal", _names(milestones), "milestone to change")
    milestone = next(milestone for milestone in milestones if milestone.id == chosen)
    form.change("milestone", milestone, choices={"owner_id": _owners([milestone], parties)})


def _names(milestones: Sequence[Milestone]) -> dict[int, str]:
    return {milestone.id: milestone.what for milestone in milestones}
