"""Forms for the ledger of the manifest: put a party in, correct an entry, let one leave, take that back.

Owns which entry each form is about; `lib.ui.editing.form` does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import HELIXES, Party
from lib.model.field import WITHDRAWAL
from lib.model.kinds import Invalid
from lib.model.manifest import ManifestEntry
from lib.store import manifest, records
from lib.store.file.connection import Database
from lib.ui.agenda import forms as agenda_forms
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.here import state

_KNOWN, _NEW = "Partij uit de lijst", "Nieuwe partij"
_PARTY, _FIELDS = ("name", "helix", "region", "kind"), ("formalised_on", "document")
_ASKED = {"document": {"example": "bijvoorbeeld: ondertekend exemplaar, of https://…"}}


def forms(entries: Sequence[ManifestEntry], parties: Sequence[Party]) -> None:
    """Draw all forms under the ledger, each made once somebody opens it."""
    present = [entry for entry in entries if entry.withdrawn_on is None]
    gone = [entry for entry in entries if entry.withdrawn_on is not None]
    folded(
        "Partij toevoegen",
        lambda: _add_form(present, parties),
        key="fold add entry",
        icon=":material/person_add:",
    )
    paste_box("manifest_entry", {}, "manifest", "Plak ondertekenaars uit Excel")
    if present:
        folded(
            "Gegevens verbeteren",
            lambda: _correct_form(present),
            key="fold correct entry",
            icon=":material/edit:",
        )
        folded(
            "Een partij trekt zich terug",
            lambda: _leave_form(present),
            key="fold leave",
            icon=":material/logout:",
        )
    if gone:
        folded("Terugtrekking was een vergissing", lambda: _let_back_in_form(gone), key="fold let back in")


# ------------------------------------------------------------------------------ add


def _add_form(present: Sequence[ManifestEntry], parties: Sequence[Party]) -> None:
    """Draw the form for a party of the register or a new one, with its day and document."""
    inside = {entry.party_id for entry in present}
    names = {party.id: party.name for party in parties if party.id not in inside}
    ways = [_KNOWN, _NEW] if names else [_NEW]
    way = st.segmented_control(
        "Welke partij", ways, default=ways[0], key="manifest way", required=True, label_visibility="collapsed"
    )
    start = {"formalised_on": state.today(), "helix": next(iter(HELIXES))}
    who = (Ask("party", "record", "Partij", names, "kies een partij", required=True),)
    form.add(
        "manifest_entry",
        {},
        _formalise_known if way == _KNOWN else _formalise_new,
        key="manifest new",
        fields=_FIELDS,
        extra=who if way == _KNOWN else tuple(form.asks_of("party", _PARTY, None, agenda_forms.PARTY, start)),
        asked=_ASKED,
        start=start,
        button="In het register zetten",
        said="De partij staat in het register.",
    )


def _formalise_known(db: Database, values: Mapping[str, Any]) -> None:
    if not values["party"]:
        raise Invalid("party", "Welke partij meedoet, is nog leeg. Kies een partij uit de lijst.")
    manifest.formalise(db, {**{name: values[name] for name in _FIELDS}, "party_id": values["party"]})


def _formalise_new(db: Database, values: Mapping[str, Any]) -> None:
    party, entry = ({name: values[name] for name in names} for names in (_PARTY, _FIELDS))
    manifest.formalise_new(db, party, entry)


# ------------------------------------------------------------------------------ an entry


def _choose(entries: Sequence[ManifestEntry], key: str) -> ManifestEntry:
    by_id = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.party.casefold())}
    names = {
        number: f"{entry.party} (sinds {day_text(entry.formalised_on)})" for number, entry in by_id.items()
    }
    return by_id[choose_record("Partij", names, key)]


def _correct_form(present: Sequence[ManifestEntry]) -> None:
    """Draw the form for the day and the document of an entry."""
    entry = _choose(present, "entry to correct")
    form.change("manifest_entry", entry, key=f"entry {entry.id}", fields=_FIELDS, asked=_ASKED)


def _leave_form(present: Sequence[ManifestEntry]) -> None:
    """Draw the form for the day on which a party left, and why: it stays readable in the register."""
    entry = _choose(present, "entry to withdraw")
    form.change(
        "manifest_entry",
        entry,
        key=f"leave {entry.id}",
        fields=WITHDRAWAL,
        now={"withdrawn_on": state.today()},
        asked={
            "withdrawn_on": {"label": "Teruggetrokken op"},
            "withdrawn_reason": {"label": "Reden van terugtrekken", "widget": "line"},
        },
        act=lambda db, values, version: records.save(db, "manifest_entry", entry.id, version, values),
        button="Terugtrekking vastleggen",
        said="De terugtrekking is vastgelegd; de partij blijft leesbaar in het register.",
    )


def _let_back_in_form(gone: Sequence[ManifestEntry]) -> None:
    """Draw the form for a party that did not leave after all."""
    entry = _choose(gone, "entry to let back in")
    form.withdraw(
        "manifest_entry",
        entry,
        key=f"back in {entry.id}",
        label="Wat ging er mis",
        button="Opnieuw deelnemen",
        said="De partij neemt weer deel.",
        act=lambda db, version: manifest.let_back_in(db, entry.id, version),
    )
