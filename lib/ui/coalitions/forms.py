"""Forms for the coalition of an action: chairs, where a party stands, agreements, flags.

Owns what is typed and by whom it is saved; each form writes one thing through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import HELIXES, Action, Party, Step
from lib.model.coalitions import EVIDENCE_FROM, LEVELS, Activation, Chair, Flag, Table
from lib.model.regions import REGIONS
from lib.rules.coalitions import chairs
from lib.store import coalitions, records
from lib.ui.editing import editor
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fields import day_field, read_day

_EMPTY = "leeg laten"


def _value(key: str) -> Any:
    return st.session_state.get(key)


def _region_choice(key: str, now: str | None = None) -> None:
    codes = [None, *REGIONS]
    st.selectbox(
        "Regio",
        codes,
        index=codes.index(now),
        format_func=lambda code: REGIONS[code] if code else "geen bepaalde regio",
        placeholder="geen bepaalde regio",
        key=key,
    )


# ------------------------------------------------------------------------------- chairs


def chair_forms(action: Action, one: Table, parties: Sequence[Party]) -> None:
    """Fill or empty a chair, add one, change what it stands for, take one away."""
    present = [chair for chair in one.chairs if not chair.withdrawn_on]
    if present:
        with st.expander("Stoel vullen of leegmaken", icon=":material/chair:"):
            fill_form(present, parties)
    with st.expander("Stoel toevoegen", icon=":material/add:"):
        _new_chair_form(action)
    if present:
        with st.expander("Stoel wijzigen", icon=":material/edit:"):
            _change_chair_form(present)
        with st.expander("Stoel weghalen"):
            _withdraw_chair_form(action, present)


def chair_label(chair: Chair) -> str:
    """A chair in a list of choices: its helix, role, region and who sits there."""
    return f"{HELIXES[chair.helix]}: {chairs.chair_name(chair)} – {chair.party or 'leeg'}"


def fill_form(present: Sequence[Chair], parties: Sequence[Party]) -> None:
    """Seat a party on one of these chairs, or empty it; who fits the chair stands first."""
    labels = {chair.id: chair_label(chair) for chair in present}
    chosen = choose_record("Stoel", labels, "chair to fill")
    chair = next(one for one in present if one.id == chosen)
    fitting = chairs.propose(chair, parties, present)
    rest = [party for party in parties if party.helix == chair.helix and party not in fitting]
    names: dict[int | None, str] = {None: _EMPTY}
    names |= {party.id: f"{party.name} (past bij deze stoel)" for party in fitting}
    names |= {party.id: party.name for party in rest}
    names.setdefault(chair.party_id, chair.party or _EMPTY)
    key = f"chair party {chair.id} {chair.version}"
    with st.form(f"fill form {chair.id}", border=False):
        st.selectbox(
            "Partij",
            list(names),
            index=list(names).index(chair.party_id),
            format_func=names.__getitem__,
            key=key,
            placeholder=_EMPTY,
        )
        st.form_submit_button("Opslaan", type="primary", on_click=_fill, args=(chair.id, chair.version, key))


def _fill(chair_id: int, version: int, key: str) -> None:
    party_id = _value(key)
    editor.write(
        lambda db: records.save(db, "chair", chair_id, version, {"party_id": party_id}),
        said="De stoel is gevuld." if party_id else "De stoel is leeggemaakt.",
    )


def _new_chair_form(action: Action) -> None:
    key = f"new chair {action.id}"
    with st.form(f"new chair form {action.id}", border=False):
        st.selectbox("Helix", list(HELIXES), format_func=HELIXES.__getitem__, key=f"{key} helix")
        st.text_input("Rol", key=f"{key} role", placeholder="bijvoorbeeld: O&O-fonds van de branche, roc")
        _region_choice(f"{key} region")
        st.checkbox("Nodig om te kunnen beginnen", value=True, key=f"{key} needed")
        st.form_submit_button("Stoel toevoegen", on_click=_add_chair, args=(action.id,))


def _add_chair(action_id: str) -> None:
    key = f"new chair {action_id}"
    values = {field: _value(f"{key} {field}") for field in ("helix", "role", "region", "needed")}
    if editor.write(
        lambda db: coalitions.add_chair(db, {"action_id": action_id, **values}), said="De stoel staat erbij."
    ):
        st.session_state[f"{key} role"] = ""


def _change_chair_form(present: Sequence[Chair]) -> None:
    """What a chair stands for: its helix, role and region, and whether the action needs it."""
    labels = {chair.id: chair_label(chair) for chair in present}
    chosen = choose_record("Stoel", labels, "chair to change")
    chair = next(one for one in present if one.id == chosen)
    key = f"change chair {chair.id} {chair.version}"
    helices = list(HELIXES)
    with st.form(f"{key} form", border=False):
        st.selectbox(
            "Helix",
            helices,
            index=helices.index(chair.helix),
            format_func=HELIXES.__getitem__,
            key=f"{key} helix",
        )
        st.text_input("Rol", value=chair.role, key=f"{key} role")
        _region_choice(f"{key} region", chair.region)
        st.checkbox("Nodig om te kunnen beginnen", value=chair.needed, key=f"{key} needed")
        st.form_submit_button(
            "Opslaan", type="primary", on_click=_change_chair, args=(chair.id, chair.version, key)
        )


def _change_chair(chair_id: int, version: int, key: str) -> None:
    changes = {field: _value(f"{key} {field}") for field in ("helix", "role", "region", "needed")}
    editor.write(lambda db: records.save(db, "chair", chair_id, version, changes))


def _withdraw_chair_form(action: Action, present: Sequence[Chair]) -> None:
    labels = {chair.id: chair_label(chair) for chair in present}
    chosen = choose_record("Stoel", labels, "chair to withdraw")
    version = next(chair.version for chair in present if chair.id == chosen)
    key = f"withdraw chair reason {action.id}"
    with st.form(f"withdraw chair form {action.id}", border=False):
        st.text_input("Reden", key=key)
        st.form_submit_button("Weghalen", on_click=_withdraw_chair, args=(chosen, version, key))


def _withdraw_chair(chair_id: int, version: int, key: str) -> None:
    reason = str(_value(key)).strip()
    if editor.write(
        lambda db: records.withdraw(db, "chair", chair_id, version),
        reason,
        "De stoel is weggehaald; in de geschiedenis blijft hij leesbaar.",
    ):
        st.session_state[key] = ""


# --------------------------------------------------------------------------- activation


def activation_form(action: Action, one: Table, parties: Sequence[Party], steps: Sequence[Step]) -> None:
    """Where a party stands, with the recorded step that shows it."""
    seated = {chair.party_id for chair in one.chairs if chair.party_id and not chair.withdrawn_on}
    known = seated | {activation.party_id for activation in one.activations}
    names = {party.id: party.name for party in parties if party.id in known}
    if not names:
        st.caption("Vul eerst een stoel: daarna kunt u vastleggen waar die partij staat.")
        return
    present = {activation.party_id: activation for activation in one.activations}
    with st.expander("Vastleggen waar een partij staat", icon=":material/stairs:"):
        party_id = choose_record("Partij", names, "activation party")
        _level_form(action, party_id, names[party_id], present.get(party_id), steps)


def _level_form(
    action: Action, party_id: int, name: str, now: Activation | None, steps: Sequence[Step]
) -> None:
    fitting = [step for step in steps if name in step.parties and not step.withdrawn_on]
    labels: dict[int | None, str] = {None: "geen"}
    labels |= {step.id: f"{day_text(step.happened_on)}: {step.what[:70]}" for step in fitting}
    version = now.version if now else None
    key = f"{action.id} {party_id} {version}"
    with st.form(f"level form {key}", border=False):
        st.selectbox(
            "Stap op de schaal",
            list(range(len(LEVELS))),
            index=now.level if now else 0,
            format_func=lambda level: f"{level} – {LEVELS[level]}",
            key=f"level {key}",
        )
        st.selectbox(
            f"Bewijs (nodig vanaf {EVIDENCE_FROM})",
            list(labels),
            index=list(labels).index(now.step_id) if now and now.step_id in labels else 0,
            format_func=labels.__getitem__,
            key=f"evidence {key}",
            placeholder="geen",
            help="Alleen stappen van deze actie waar deze partij bij was.",
        )
        st.form_submit_button(
            "Opslaan", type="primary", on_click=_set_level, args=(action.id, party_id, version, key)
        )


def _set_level(action_id: str, party_id: int, version: int | None, key: str) -> None:
    level, step_id = _value(f"level {key}"), _value(f"evidence {key}")
    editor.write(lambda db: coalitions.set_activation(db, action_id, party_id, level, step_id, version))


# --------------------------------------------------------------------------- agreements


def agreement_forms(action: Action, one: Table) -> None:
    """What is agreed about the coalition as a whole, and declaring it complete."""
    now = one.coalition
    key = f"{action.id} {now.version}"
    with (
        st.expander("Afspraken van de coalitie wijzigen", icon=":material/handshake:"),
        st.form(f"agreement form {key}", border=False),
    ):
        st.text_input("Eigen vergaderritme", value=now.rhythm, key=f"rhythm {key}")
        _optional_day("Geld zeker tot", now.money_until, f"money {key}")
        _optional_day("Afspraken getekend op", now.signed_on, f"signed {key}")
        st.form_submit_button(
            "Opslaan", type="primary", on_click=_save_agreements, args=(action.id, now.version, key)
        )
    with st.expander("Coalitie compleet verklaren"), st.form(f"complete form {key}", border=False):
        _optional_day("Compleet op", now.complete_on, f"complete {key}")
        st.text_input(
            "Reden",
            value=now.complete_reason,
            key=f"complete reason {key}",
            help="Nodig als er nog een nodige stoel leeg is; de reden blijft altijd zichtbaar.",
        )
        st.form_submit_button("Compleet verklaren", on_click=_declare, args=(action.id, now.version, key))


def _optional_day(label: str, value: str | None, key: str) -> None:
    day_field(label, key, value)


def _save_agreements(action_id: str, version: int, key: str) -> None:
    changes = {
        "rhythm": _value(f"rhythm {key}"),
        "money_until": read_day(f"money {key}"),
        "signed_on": read_day(f"signed {key}"),
    }
    editor.write(lambda db: records.save(db, "coalition", action_id, version, changes))


def _declare(action_id: str, version: int, key: str) -> None:
    on, reason = read_day(f"complete {key}"), str(_value(f"complete reason {key}"))
    editor.write(lambda db: coalitions.declare_complete(db, action_id, version, on, reason))


# -------------------------------------------------------------------------------- flags


def flag_form(flag: Flag, ended: Action) -> None:
    """Say in writing what the end of a neighbour means for this action."""
    with st.form(f"flag form {flag.id}"):
        st.text_area(
            f"Wat betekent het einde van “{ended.label}” voor deze actie?", key=f"flag answer {flag.id}"
        )
        st.form_submit_button("Antwoord vastleggen", on_click=_answer_flag, args=(flag.id, flag.version))


def _answer_flag(flag_id: int, version: int) -> None:
    answer = str(_value(f"flag answer {flag_id}"))
    editor.write(
        lambda db: coalitions.answer_flag(db, flag_id, version, answer), said="Het antwoord is vastgelegd."
    )
