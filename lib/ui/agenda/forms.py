"""Plain forms for what can be edited in a grid or by dragging: the keyboard's and screen reader's route.

Owns the form of an action, the form of a stage move, and adding actions and parties. A form keeps
what was typed until it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.dutch import list_text, sentence_case
from lib.model.agenda import ENDED, HELIXES, PRIORITIES, PROPOSABLE, STAGES, Action, Goal, Party
from lib.model.kinds import Invalid, quoted
from lib.model.record import RECORDS
from lib.rules.agenda import allowed_moves
from lib.rules.names import key_of, look_alikes
from lib.store import agenda, records
from lib.store.file.connection import Database, reading
from lib.store.people.rights import may_move
from lib.ui.editing import editor, form, ruled
from lib.ui.editing.asks import Ask, OtherThan
from lib.ui.editing.choice import choose_record
from lib.ui.editing.saving import SAVED
from lib.ui.editing.sending import REASON, Form
from lib.ui.editing.sheet import Sheet
from lib.ui.elements.fields import key_class
from lib.ui.elements.fold import folded
from lib.ui.here import state

_FIELDS = ("name", "priority", "goal_id", "driver_id", "note")
"""The fields of an action in its form; those that are decided stand first."""
_MUST: form.Asked = {"priority": {"nothing": None}, "goal_id": {"nothing": None, "widget": "choice"}}


def beside_the_grid(goals: Sequence[Goal], actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """Offer a plain form per record, and what a grid cannot do: move, add an action, add a party."""
    folded(
        "Eén actie bewerken met een formulier",
        lambda: _one_of(actions, parties),
        key="fold one action",
        icon=":material/edit_note:",
    )
    folded("Actie of partij toevoegen", lambda: _something_new(goals), key="fold new", icon=":material/add:")


def _one_of(actions: Sequence[Action], parties: Sequence[Party]) -> None:
    by_id = {action.id: action for action in actions}
    chosen = choose_record("Actie", {action.id: action.label for action in actions}, "form action")
    left, right = st.columns(2, gap="large")
    with left:
        action_form(by_id[chosen], parties)
    with right:
        move_form(by_id[chosen])


def _something_new(goals: Sequence[Goal]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _new_action_form(goals)
    with right:
        party_form()


def propose_dragged(action_id: str, to_stage: str) -> None:
    """Ask the ground of a move, after a card was dropped on another stage."""
    with reading(state.here().path) as db:
        version = records.get(db, "action", action_id)["version"]
    editor.propose_move(action_id, to_stage, version)
    st.rerun()


# ------------------------------------------------------------------------ one action


def edit_action(action: Action, parties: Sequence[Party]) -> None:
    """Edit an action on its own page: its living fields, its stage, and a party that is not known yet."""
    folded(
        "Fase wijzigen", lambda: move_form(action), key=f"fold stage {action.id}", icon=":material/stairs:"
    )
    folded(
        "Naam, prioriteit, aanjager en stand wijzigen",
        lambda: action_form(action, parties),
        key=f"fold fields {action.id}",
        icon=":material/edit_note:",
    )
    folded("Partij toevoegen", party_form, key="fold party", icon=":material/add:")


def action_form(action: Action, parties: Sequence[Party]) -> None:
    """Draw the living fields of one action; some of them change by a decision alone."""
    sheet = _action_sheet(action, parties)
    if action.ended:
        st.info("Deze actie is beëindigd. Heropen de actie om iets te wijzigen.", icon=":material/block:")
        sheet.follow()
        if not sheet.changes():
            return

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        changes = {name: value for name, value in values.items() if name in _FIELDS}
        RECORDS["action"].validate(changes, state.today())
        grounded = [item for item in changes.items() if item[0] in PROPOSABLE]
        others = {name: value for name, value in changes.items() if name not in PROPOSABLE}
        before = records.get(db, "action", action.id)["version"]
        try:
            records.save(db, "action", action.id, version, others)
            for change in grounded:
                ruled.write(db, action.id, version, change, sheet.typed())
        except records.Conflict as clash:
            # Nothing of this write stays: the row goes back to the version before it.
            raise records.Conflict(clash.clashes, before) from None

    Form(sheet, act, said=lambda typed: ruled.said(typed, SAVED), table="action").draw()


def _action_sheet(action: Action, parties: Sequence[Party]) -> Sheet:
    fields = [name for name in _FIELDS if name != "priority" or action.priority]
    now = {name: getattr(action, name) for name in fields}
    letters = {letter: f"{letter} {words}" for letter, words in PRIORITIES.items()}
    with reading(state.here().path) as db:
        goals = {goal.id: goal.name for goal in agenda.goals(db)}
    choices: form.Choices = {"driver_id": drivers(action, parties), "priority": letters, "goal_id": goals}
    asks = tuple(form.asks_of("action", fields, choices, _MUST, now))
    grounded = {ask.name: OtherThan(ask.stored(ask.shown(now[ask.name]))) for ask in asks}
    grounded = {name: value for name, value in grounded.items() if name in PROPOSABLE}
    # Of an action that was never adopted only the priority is decided.
    decided = (
        grounded if action.adopted else {name: grounded[name] for name in grounded if name == "priority"}
    )
    why = ruled.why("Reden of besluit", "", grounded)
    first = len(grounded)
    return Sheet(
        f"action {action.id}",
        (*asks[:first], *ruled.asks(decided), why, *asks[first:]),
        now,
        action.version,
    )


def drivers(action: Action, parties: Sequence[Party]) -> dict[int, str]:
    """Return who can drive an action: the parties, and who does it already."""
    names = {party.id: party.name for party in parties}
    if action.driver_id and action.driver:
        names.setdefault(action.driver_id, action.driver)
    return names


# ------------------------------------------------------------------------- stage moves


def move_form(action: Action) -> None:
    """Draw the moves the ladder allows from here, with the day and what shows it."""
    person = state.here().person
    moves = {stage: STAGES[stage] for stage in allowed_moves(action.stage) if may_move(person, stage)}
    st.text(f"Fase nu: {STAGES[action.stage]}")
    asks = (
        Ask("stage", "choice", "Nieuwe fase", moves),
        *ruled.asks({} if action.ended else {"stage": (ENDED,)}),
        *ruled.day_of_move(),
        ruled.why("Waaruit blijkt dit?", ruled.EXAMPLES[False]),
    )
    now = {"stage": next(iter(moves)), ruled.ON_WHICH_DAY: state.today()}
    Form(
        Sheet(f"move {action.id}", asks, now, action.version),
        lambda db, typed, seen: ruled.write(db, action.id, seen, ("stage", typed["stage"]), typed),
        "Verplaatsen",
        lambda typed: ruled.said(typed, f"Fase is nu {STAGES[typed['stage']]}."),
        whole=True,
        primary=False,
        table="action",
    ).draw()


def end_form(action: Action) -> None:
    """Draw the decision that an action ends, or the proposal of a meeting that it does."""
    said = "De actie is beëindigd. Zij blijft op de agenda staan, doorgestreept."
    asks = (*ruled.asks(), *ruled.day_of_move("Beëindigd op"), ruled.why("Reden", "", widget="text"))
    Form(
        Sheet(f"end {action.id}", asks, {ruled.ON_WHICH_DAY: state.today()}, action.version),
        lambda db, typed, seen: ruled.write(db, action.id, seen, ("stage", ENDED), typed),
        "Vastleggen",
        lambda typed: ruled.said(typed, said),
        whole=True,
        table="action",
    ).draw()


# ------------------------------------------------------------------- new actions, parties


def _new_action_form(goals: Sequence[Goal]) -> None:
    names = {goal.id: goal.name for goal in goals}
    letters = {letter: f"{letter} {words}" for letter, words in PRIORITIES.items()}

    def act(db: Database, values: Mapping[str, Any]) -> None:
        own = {name: values[name] for name in ("name", "priority")}
        agenda.add_action(db, values["goal_id"], own)

    st.markdown("**Nieuwe actie.** Krijgt het eerste vrije nummer; oude nummers komen niet terug.")
    form.add(
        "action",
        {},
        act,
        key="new action",
        fields=("name", "priority"),
        choices={"priority": letters},
        after=(
            Ask("goal_id", "record", "Doel", names, "kies een doel", required=True),
            Ask(REASON, "line", "Reden of besluit", required=True),
        ),
        button="Actie toevoegen",
        said="De actie staat op de agenda.",
        primary=False,
    )


_ANOTHER = Ask("another", "yes/no", "Dit is een andere organisatie")


def _ask_when_alike(db: Database, name: str, doubted: str) -> None:
    """Raise Invalid with the parties whose names are like this one, until somebody says it is another."""
    names = [party.name for party in agenda.parties(db) if key_of(party.name) != key_of(name)]
    if alike := look_alikes(name, names):
        st.session_state[doubted] = True
        raise Invalid(
            "name",
            f"Dit lijkt op {list_text(map(quoted, alike[:3]), 'of')}. Is het dezelfde, gebruik dan die; "
            "is het een andere, zeg dat dan onderaan.",
        )


PARTY = {
    "region": {"nothing": "geen of onbekend"},
    "kind": {"example": "bijvoorbeeld: roc, gemeente, O&O-fonds"},
}
"""How a form asks about an organisation."""


def party_form(key: str = "new party") -> None:
    """Register an organisation, so that it can be a driver or take part in a step."""
    st.markdown("**Nieuwe partij.** Een organisatie, nooit een persoon.")
    doubted = f"{key} doubt"

    def act(db: Database, values: Mapping[str, Any]) -> None:
        if not values.get(_ANOTHER.name):
            _ask_when_alike(db, values["name"], doubted)
        agenda.add_party(db, {name: value for name, value in values.items() if name != _ANOTHER.name})

    def be_sure() -> None:
        st.session_state.pop(doubted, None)
        state.want_focus(f".{key_class(f'{key} name')}")

    form.add(
        "party",
        {},
        act,
        key=key,
        asked=PARTY,
        start={"helix": next(iter(HELIXES))},
        after=(_ANOTHER,) if st.session_state.get(doubted) else (),
        then=be_sure,
        button="Partij toevoegen",
        said=lambda values: sentence_case(f"{values['name']} staat in de lijst van partijen."),
        primary=False,
    )
