"""The organisations: a list, a form for one of them, and merging two records of the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from lib.access import MANAGE, MISSING, NotAllowed
from lib.dutch import count_text, list_text
from lib.model.agenda import HELIXES, Party
from lib.model.regions import REGIONS
from lib.store import agenda
from lib.store.file.connection import Database, reading
from lib.store.upkeep import merging
from lib.store.upkeep.merging import Outlook
from lib.ui.agenda.forms import party_form
from lib.ui.editing import form, saving
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.elements.html import helix_name, sentence, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.upkeep.view import card

_REASON, _SPLIT_REASON = "merge reason", "split reason"


def draw(here: Here) -> None:
    """Draw the parties, and in Bewerken what can be done with them."""
    with reading(here.path, here.at) as db:
        everybody = agenda.parties(db, withdrawn=True)
    present = [party for party in everybody if party.withdrawn_on is None]
    merged = [party for party in everybody if party.merged_into is not None]
    names = {party.id: party.name for party in everybody}
    sentence(_lead(present, merged))
    if here.editing:
        left, right = st.columns(2, gap="medium")
        with left:
            if present:
                change = partial(_one_of, present)
                folded("Partij wijzigen", change, key="fold one party", icon=":material/edit_note:")
            folded("Partij toevoegen", party_form, key="fold new party", icon=":material/add:")
            paste_box("party", {}, "parties in upkeep", "Plak partijen uit Excel")
        with right:
            if len(present) > 1:
                folded(
                    "Twee keer dezelfde? Voeg samen",
                    lambda: _merge(here, {party.id: party for party in present}),
                    key="fold merge",
                    icon=":material/merge:",
                )
            if merged:
                folded(
                    "Samenvoegen ongedaan maken", lambda: _split(merged, names), key="fold split",
                    icon=":material/call_split:",
                )  # fmt: skip
    _listed(present)
    if merged:
        card(
            "Samengevoegd",
            "Deze partijen staan nu onder een andere naam.",
            lambda: _merged(merged, names),
            key="merged",
        )


def _lead(present: Sequence[Party], merged: Sequence[Party]) -> str:
    sides = [
        f"{sum(party.helix == helix for party in present)} uit {name.lower()}"
        for helix, name in HELIXES.items()
    ]
    told = f"{len(present)} partijen: {list_text(sides)}."
    return f"{told} Er {_are(len(merged))} samengevoegd." if merged else told


def _are(count: int) -> str:
    return f"{'is' if count == 1 else 'zijn'} {count_text(count, 'partij', 'partijen')}"


def _listed(present: Sequence[Party]) -> None:
    if not present:
        invite("Er staat nog geen partij in het register.", "Voeg de eerste partij toe", "fold new party")
        return
    rows = [
        (
            party.name,
            helix_name(party.helix),
            REGIONS[party.region] if party.region else "–",
            party.kind or "–",
        )
        for party in present
    ]
    show(table(("Partij", "Kant", "Regio", "Soort"), rows, "Partijen, op naam"))


def _merged(merged: Sequence[Party], names: Mapping[int, str]) -> None:
    rows = [
        (party.name, names[party.merged_into or 0], party.withdrawn_on or "", party.withdrawn_reason or "")
        for party in merged
    ]
    show(table(("Partij", "Staat nu onder", "Sinds", "Reden"), rows, "Samengevoegde partijen"))


def _one_of(present: Sequence[Party]) -> None:
    by_id = {party.id: party for party in present}
    chosen = choose_record("Partij", {party.id: party.name for party in present}, "party to change")
    form.change("party", by_id[chosen], primary=False)


# ------------------------------------------------------------------------------ merging


def _merge(here: Here, present: Mapping[int, Party]) -> None:
    names = {party.id: party.name for party in present.values()}
    gone = choose_record("Deze naam verdwijnt", names, "merge gone")
    others = {number: name for number, name in names.items() if number != gone}
    stays = choose_record("Deze partij blijft", others, "merge stays")
    with reading(here.path) as db:
        st.text(_told(merging.outlook(db, gone, stays), names[stays]))
    with st.form("merge form", border=False):
        st.text_input("Waaruit blijkt dat dit dezelfde organisatie is? (verplicht)", key=_REASON)
        st.form_submit_button(
            "Samenvoegen", type="primary", on_click=_do_merge, args=(gone, present[gone].version, stays)
        )


def _told(outlook: Outlook, stays: str) -> str:
    """Say what moves and what does not, counted by kind."""
    moving = ", ".join(f"{kind} {count}" for kind, count in sorted(outlook.moving.items()))
    told = f"Dit gaat over naar {stays}: {moving}." if moving else "Er staat niets op de naam die verdwijnt."
    if outlook.staying:
        staying = ", ".join(f"{kind} {count}" for kind, count in sorted(outlook.staying.items()))
        told += f" Dit heeft {stays} zelf al en telt daarna alleen daar: {staying}."
    return told


def _do_merge(gone: int, version: int, stays: int) -> None:
    reason = str(st.session_state.get(_REASON, "")).strip()
    _write(lambda db: merging.merge(db, gone, version, stays), reason, "De partijen zijn samengevoegd.")


def _split(merged: Sequence[Party], names: Mapping[int, str]) -> None:
    labels = {party.id: f"{party.name} (nu {names[party.merged_into or 0]})" for party in merged}
    chosen = choose_record("Welke partij wordt weer een eigen partij?", labels, "split which")
    version = next(party.version for party in merged if party.id == chosen)
    with st.form("split form", border=False):
        st.text_input("Waarom? (verplicht)", key=_SPLIT_REASON)
        st.form_submit_button("Weer splitsen", on_click=_do_split, args=(chosen, version))


def _do_split(gone: int, version: int) -> None:
    reason = str(st.session_state.get(_SPLIT_REASON, "")).strip()
    said = "De partij is weer een eigen partij; wat bij het samenvoegen overging, is terug."
    _write(lambda db: merging.split(db, gone, version), reason, said)


def _write(act: saving.Act, reason: str, said: str) -> None:
    """Write for who does the upkeep."""

    def guarded(db: Database) -> None:
        person = state.here().person
        if not person.may(MANAGE):
            raise NotAllowed(person.refusal or MISSING[MANAGE])
        act(db)

    saving.write(guarded, reason, said)
