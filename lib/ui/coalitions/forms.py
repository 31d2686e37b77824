"""Forms for the coalition of an action: chairs, where a party stands, agreements, flags.

Owns which record each form is about and what there is to choose from; `lib.ui.editing.form` does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lib.model.agenda import HELIXES, Action, Party, Step
from lib.model.coalitions import Chair, Coalition, Flag, Table
from lib.model.record import RECORDS
from lib.rules.coalitions import chairs
from lib.store import agenda, coalitions
from lib.store.file.connection import Database
from lib.store.file.rows import today
from lib.ui.agenda import steps
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.form import absent
from lib.ui.editing.paste import paste_box
from lib.ui.editing.sending import Form
from lib.ui.elements.fold import folded

_STANDS_FOR = ("helix", "role", "region", "needed")
_ROLE = {
    "region": {"nothing": "geen bepaalde regio"},
    "role": {"example": "bijvoorbeeld: O&O-fonds van de branche, roc"},
}


# ------------------------------------------------------------------------------- chairs


def chair_forms(action: Action, table: Table) -> None:
    """Add a chair, change what it stands for, take one away."""
    present = [chair for chair in table.chairs if not chair.withdrawn_on]
    folded(
        "Stoel toevoegen",
        lambda: _add_chair(action),
        key=f"fold add chair {action.id}",
        icon=":material/add:",
    )
    paste_box("chair", {"action_id": action.id}, f"chairs {action.id}", "Plak stoelen uit Excel")
    if present:
        folded(
            "Stoel wijzigen",
            lambda: _change_chair(present),
            key=f"fold change chair {action.id}",
            icon=":material/edit:",
        )
        folded("Stoel weghalen", lambda: _withdraw_chair(present), key=f"fold withdraw chair {action.id}")


def _add_chair(action: Action) -> None:
    form.add(
        "chair",
        {"action_id": action.id},
        coalitions.add_chair,
        fields=_STANDS_FOR,
        asked=_ROLE,
        start={"helix": next(iter(HELIXES)), "needed": True},
        button="Stoel toevoegen",
        said="De stoel staat erbij.",
        primary=False,
    )


def _change_chair(present: Sequence[Chair]) -> None:
    labels = {chair.id: chair_label(chair) for chair in present}
    chosen = choose_record("Stoel", labels, "chair to change")
    chair = next(chair for chair in present if chair.id == chosen)
    form.change("chair", chair, key=f"change chair {chosen}", fields=_STANDS_FOR, asked=_ROLE)


def _withdraw_chair(present: Sequence[Chair]) -> None:
    form.withdraw_one_of(
        "chair",
        present,
        {chair.id: chair_label(chair) for chair in present},
        "chair to withdraw",
        button="Weghalen",
        said="De stoel is weggehaald; in de geschiedenis blijft hij leesbaar.",
    )


def chair_label(chair: Chair) -> str:
    """Return a chair in a list of choices: its helix, role, region and who sits there."""
    return f"{HELIXES[chair.helix]}: {chairs.chair_name(chair)} – {chair.party or 'leeg'}"


def fill_form(present: Sequence[Chair], parties: Sequence[Party]) -> None:
    """Seat a party on one of these chairs, or empty it."""
    labels = {chair.id: chair_label(chair) for chair in present}
    chosen = choose_record("Stoel", labels, "chair to fill")
    seat_form(next(chair for chair in present if chair.id == chosen), present, parties)


def seat_form(chair: Chair, present: Sequence[Chair], parties: Sequence[Party]) -> None:
    """Seat a party on this chair, or empty it; who fits it stands first."""
    fitting = chairs.propose(chair, parties, present)
    names = {party.id: f"{party.name} (past bij deze stoel)" for party in fitting}
    names |= {
        party.id: party.name for party in parties if party.helix == chair.helix and party not in fitting
    }
    if chair.party_id is not None:
        names.setdefault(chair.party_id, chair.party or "")
    form.change(
        "chair",
        chair,
        key=f"fill chair {chair.id}",
        fields=("party_id",),
        choices={"party_id": names},
        asked={"party_id": {"nothing": "leeg laten"}},
        said=lambda values: "De stoel is gevuld." if values["party_id"] else "De stoel is leeggemaakt.",
    )


# --------------------------------------------------------------------------- activation


_NEW_STEP = "new step"
"""The choice of evidence that is recorded on the spot, with the claim that stands on it."""


def level_form(action: Action, table: Table, party_id: int, name: str, recorded: Sequence[Step]) -> Form:
    """Ask where a party stands, with the recorded step that shows it."""
    present = next((claim for claim in table.activations if claim.party_id == party_id), None)
    evidence = [step for step in recorded if name in step.parties and not step.withdrawn_on]

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        step = {name: values[name] for name in steps.IN_SHORT}
        step_id = values["step_id"]
        if step_id == _NEW_STEP:
            RECORDS["activation"].validate({"level": values["level"]}, today())
            step_id = agenda.add_step(db, {"action_id": action.id, **step}, (party_id,))
            steps.remember_who_began(step)
        coalitions.set_activation(db, action.id, party_id, values["level"], step_id, version or None)

    return form.changing(
        "activation",
        present or absent("activation"),
        key=f"activation {action.id} {party_id}",
        choices={
            "step_id": {step.id: steps.in_a_list(step) for step in evidence}
            | {_NEW_STEP: "nog niet vastgelegd: leg de gebeurtenis nu vast"}
        },
        asked={"step_id": {"nothing": "geen"}},
        now=steps.start_of_new(),
        after=steps.asks_in_short({"step_id": (_NEW_STEP,)}),
        act=act,
    )


# --------------------------------------------------------------------------- agreements


def agreement_forms(action: Action, table: Table) -> None:
    """Draw what is agreed about the coalition as a whole, and declaring it complete."""
    agreed = table.coalition
    folded(
        "Afspraken van de coalitie wijzigen",
        lambda: form.change(
            "coalition", agreed, key=f"agreement {action.id}", fields=("rhythm", "money_until", "signed_on")
        ),
        key=f"fold agreement {action.id}",
        icon=":material/handshake:",
    )
    folded(
        "Coalitie als compleet aanmerken",
        lambda: _complete_form(action, agreed),
        key=f"fold complete {action.id}",
    )


def _complete_form(action: Action, agreed: Coalition) -> None:
    form.change(
        "coalition",
        agreed,
        key=f"complete {action.id}",
        fields=("complete_on", "complete_reason"),
        asked={"complete_reason": {"widget": "line"}},
        act=lambda db, values, version: coalitions.declare_complete(
            db, action.id, version, values["complete_on"], values["complete_reason"]
        ),
        button="Als compleet aanmerken",
        primary=False,
    )


# -------------------------------------------------------------------------------- flags


def flag_form(flag: Flag, ended: Action) -> None:
    """Say in writing what the end of a neighbour means for this action."""
    form.change(
        "flag",
        flag,
        fields=("answer",),
        asked={"answer": {"label": f"Wat betekent het einde van “{ended.label}” voor deze actie?"}},
        act=lambda db, values, version: coalitions.answer_flag(db, flag.id, version, values["answer"]),
        button="Gevolg vastleggen",
        said="Het antwoord is vastgelegd.",
        primary=False,
    )
