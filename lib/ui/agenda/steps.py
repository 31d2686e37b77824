"""The steps of an action: the dated evidence, recording a step and taking one back.

Owns how a step reads and is typed; saving goes through `lib.ui.editing.form`.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import STARTED_BY, STEP_KINDS, Action, Party, Step
from lib.model.evidence.attached import StepFile
from lib.store import agenda, records
from lib.store.drafts import Draft, keep_drafts, read_drafts
from lib.store.file.connection import Database, reading
from lib.ui.agenda import evidence
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.editing.record_grid import grid_column, name_column, record_grid
from lib.ui.elements.fields import key_class
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, fill, show
from lib.ui.frame import anywhere, keys
from lib.ui.frame.identity import NAME_FIELD
from lib.ui.frame.invitation import invite
from lib.ui.here import state
from lib.ui.here.address import EDITING, MODE, go_now
from lib.ui.here.cache import kept_with
from lib.ui.here.state import Here

Files = Mapping[int, Sequence[StepFile]]
"""The files of steps, by the number of the step."""


def step_list(action_id: str, steps: Sequence[Step], files: Files, new: Collection[int] = ()) -> None:
    """Draw dated steps, latest first; withdrawn ones are struck with their reason, `new` ones named so."""
    if not steps:
        invite(
            "Nog geen gebeurtenis vastgelegd. Wie kan dit aanvullen?",
            "Leg de eerste gebeurtenis vast",
            field=f"step {action_id} what",
        )
        return
    for listed in kept_with(("steps", *sorted(new)), lambda: _lists(steps, files, new), steps, files):
        show(listed)


def _lists(steps: Sequence[Step], files: Files, new: Collection[int]) -> list[Markup]:
    """Build the list of the latest steps, and the older ones folded away."""
    items = [_step_item(step, files.get(step.id, ()), new=step.id in new) for step in steps]
    latest, older = (fill(_LIST, Markup("").join(some)) for some in (items[:LATEST], items[LATEST:]))
    if len(items) <= LATEST:
        return [latest]
    title = count_text(len(items) - LATEST, "oudere gebeurtenis", "oudere gebeurtenissen")
    return [latest, fill(_OLDER, sentence_case(title), older)]


_LIST = Markup('<ul class="wa-steps">{}</ul>')
_OLDER = Markup('<details class="wa-fold"><summary>{}</summary>{}</details>')
_GONE = Markup("<small>Ingetrokken op {}: {}</small>")


def _step_item(step: Step, files: Sequence[StepFile], *, new: bool) -> Markup:
    mark = Markup(' <b class="wa-new">nieuw</b>') if new else ""
    parties = f" · met {', '.join(step.parties)}" if step.parties else ""
    addresses = (step.link or "").split()
    link = Markup("").join(
        Markup(' · <a href="{}" target="_blank" rel="noreferrer">document{}</a>').format(
            address, f" {place}" if len(addresses) > 1 else ""
        )
        for place, address in enumerate(addresses, 1)
    )
    gone = fill(_GONE, day(step.withdrawn_on), step.withdrawn_reason or "") if step.withdrawn_on else ""
    return Markup(
        '<li class="{}">{} <span class="kind">{}</span>: <span class="what">{}</span>'
        "{}<small>op initiatief van {}{}{} · vastgelegd door {}</small>{}</li>"
    ).format(
        "withdrawn" if step.withdrawn_on else "",
        day(step.happened_on),
        STEP_KINDS[step.kind],
        step.what,
        mark,
        STARTED_BY[step.started_by],
        parties,
        link + evidence.links(files),
        step.author,
        gone,
    )


LATEST = 5
"""How many steps stand open on the page; older ones are folded."""

WHAT_HAPPENED = "Wat is er gebeurd?"


def record_button(here: Here) -> None:
    """Lead from anywhere on the page to recording a step, as `S` on the keyboard does."""
    if here.at is None:
        st.button(
            "Gebeurtenis vastleggen",
            icon=":material/add_task:",
            key="record step",
            shortcut=keys.shortcut("S"),
            on_click=_begin_step,
        )


def _begin_step() -> None:
    go_now(tab=None, **{MODE: EDITING})
    state.want_focus(WHAT_HAPPENED, NAME_FIELD)


def step_form(action: Action, parties: Sequence[Party]) -> None:
    """Record a dated step of an action, or paste several."""
    _record_form(f"step {action.id}", {"action_id": action.id}, _CORRECTED, parties)
    paste_box("step", {"action_id": action.id}, f"steps {action.id}", "Plak gebeurtenissen uit Excel")


def step_anywhere(actions: Sequence[Action]) -> None:
    """Record a dated step of an action that is chosen first: where `S` leads to from any page."""
    labels = {action.id: action.label for action in actions}
    with reading(state.here().path) as db:
        parties = agenda.parties(db)
    st.header("Gebeurtenis vastleggen", anchor=False)
    _record_form(anywhere.STEP, {}, ("action_id", *_CORRECTED), parties, {"action_id": labels})
    st.header("Alle acties", anchor=False)


def _record_form(
    key: str,
    belongs: Mapping[str, Any],
    fields: Sequence[str],
    parties: Sequence[Party],
    choices: form.Choices | None = None,
) -> None:
    """Draw the form for a step. Who began it is asked once: after that the last answer stands there."""
    names = {party.id: party.name for party in parties}
    example = "kies partijen" if names else "nog geen partij in de lijst"

    def act(db: Database, values: Mapping[str, Any]) -> None:
        step = {name: value for name, value in values.items() if name != "parties"}
        evidence.keep_file(db, agenda.add_step(db, step, values["parties"]), key)
        remember_who_began(step)

    def begin_next() -> None:
        evidence.empty_field(key)
        state.want_focus(f".{key_class(f'{key} {fields[0]}')}")

    form.add(
        "step",
        belongs,
        act,
        key=key,
        fields=fields,
        choices=choices,
        asked=_ASKED,
        start=start_of_new(),
        after=(Ask("parties", "several", "Met welke partijen", names, example=example),),
        below=lambda: evidence.ask_file(key),
        then=begin_next,
        button="Gebeurtenis vastleggen",
        said="De gebeurtenis is vastgelegd.",
    )


def start_of_new() -> dict[str, Any]:
    """Return what stands in a form for a new step at first."""
    began = read_drafts(*state.desk(), _BEGAN).get("started_by")
    return {
        "kind": next(iter(STEP_KINDS)),
        "happened_on": state.today(),
        "started_by": began.text if began else None,
    }


def remember_who_began(step: Mapping[str, Any]) -> None:
    """Keep who began this step as the answer for the next one, also after a reload."""
    keep_drafts(*state.desk(), _BEGAN, {"started_by": Draft(0, step["started_by"])})


def asks_in_short(only: Mapping[str, Container[Any]]) -> tuple[Ask, ...]:
    """Ask for a new step where another field calls for it, with no more than it needs."""
    asks = form.asks_of("step", IN_SHORT, None, _ASKED, start_of_new())
    return tuple(replace(ask, only=only) for ask in asks)


def in_a_list(step: Step) -> str:
    """Return a step in a list of choices: its day and what happened."""
    return f"{day_text(step.happened_on)}: {step.what[:70]}"


_BEGAN = "who began the last step"
IN_SHORT = ("what", "happened_on", "kind", "started_by")
"""What a step needs to be recorded."""
_ASKED = {
    "what": {"widget": "line", "example": "bijvoorbeeld: drie bedrijven zeggen een leerplek toe"},
    "link": {"widget": "line", "example": "https://… (mag leeg; meer met een spatie ertussen)"},
}
_CORRECTED = (*IN_SHORT, "link")


def correct_form(steps: Sequence[Step], parties: Sequence[Party]) -> None:
    """Correct a step: its words, day, kind and links, and parties that were there too; evidence stays so."""
    present = [step for step in steps if not step.withdrawn_on]
    if present:
        folded(
            "Een gebeurtenis verbeteren of aanvullen",
            lambda: _correct_one_of(present, parties),
            key="fold correct step",
            icon=":material/edit:",
        )


def edit_in_a_table(action_id: str, recorded: Sequence[Step]) -> None:
    """Correct several steps of an action cell by cell."""
    present = [step for step in recorded if not step.withdrawn_on]
    if present:
        folded(
            "Gebeurtenissen in een tabel bewerken",
            lambda: record_grid("step", present, _GRID, name=f"steps {action_id}", alt="Gebeurtenissen"),
            key="fold step grid",
            icon=":material/table_edit:",
        )


_GRID = (
    name_column("step", "what", 460),
    grid_column("step", "happened_on", width=130),
    grid_column("step", "kind", width=140),
    grid_column("step", "started_by", width=170),
    grid_column("step", "link", width=200),
)


def _correct_one_of(present: Sequence[Step], parties: Sequence[Party]) -> None:
    names = {step.id: in_a_list(step) for step in present}
    chosen = choose_record("Gebeurtenis", names, "correct step")
    step = next(step for step in present if step.id == chosen)
    key = f"correct step {chosen}"
    there = {party.id: party.name for party in parties if party.name in step.parties}
    absent = {party.id: party.name for party in parties if party.id not in there}

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        own = {name: value for name, value in values.items() if name not in _PRESENCE}
        agenda.take_part(db, step.id, values.get("parties", ()))
        agenda.leave(db, step.id, values.get("away", ()))
        evidence.keep_file(db, step.id, key)
        if own:
            records.save(db, "step", step.id, version, own)

    asks = (
        Ask("parties", "several", "Nog een partij erbij", absent, example="kies partijen"),
        Ask("away", "several", "Toch niet erbij", there, example="kies wie er niet bij was"),
    )
    form.change(
        "step",
        step,
        key=key,
        fields=_CORRECTED,
        asked=_ASKED,
        now=dict.fromkeys(_PRESENCE, ()),
        act=act,
        whole=False,
        after=asks if there else asks[:1],
        below=lambda: evidence.ask_file(key),
        then=lambda: evidence.empty_field(key),
        button="Gebeurtenis bijwerken",
        said="De gebeurtenis is bijgewerkt.",
    )


_PRESENCE = ("parties", "away")


def withdraw_form(steps: Sequence[Step]) -> None:
    """Take back a step that was recorded by mistake: it stays readable, with the reason."""
    present = [step for step in steps if not step.withdrawn_on]
    names = {step.id: in_a_list(step) for step in present}
    if names:
        folded(
            "Een gebeurtenis intrekken",
            lambda: form.withdraw_one_of(
                "step",
                present,
                names,
                "withdraw step",
                button="Intrekken",
                said="De gebeurtenis is ingetrokken; zij blijft leesbaar.",
            ),
            key="fold withdraw",
        )
