"""Forms for the ledger of the manifest: put a party in, correct an entry, let one leave, take that back.

Owns what is typed and when it is saved; each form writes one thing through `editor` and keeps what was
typed when the store refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import HELIXES, Party
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS
from lib.store import manifest, records
from lib.store.file.connection import Database
from lib.ui.editing import editor, held
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded

_KNOWN, _NEW = "Partij uit de lijst", "Nieuwe partij"
_ENTRY = "manifest new"
_PARTY = ("name", "helix", "region", "kind")
_FIELDS = ("party", "formalised_on", "document", *_PARTY)
DOCUMENT_EXAMPLE = "bijvoorbeeld: ondertekend exemplaar, of https://…"


def forms(entries: Sequence[ManifestEntry], parties: Sequence[Party]) -> None:
    """All forms under the ledger, each made once somebody opens it."""
    present = [one for one in entries if one.withdrawn_on is None]
    gone = [one for one in entries if one.withdrawn_on is not None]
    folded(
        "Partij toevoegen",
        lambda: _add_form(present, parties),
        key="fold add entry",
        icon=":material/person_add:",
    )
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


def _key(field: str) -> str:
    return f"{_ENTRY} {field}"


def _add_form(present: Sequence[ManifestEntry], parties: Sequence[Party]) -> None:
    """A party of the register or a new one, with its day and document."""
    held.give_back(_key(field) for field in _FIELDS)
    inside = {one.party_id for one in present}
    names = {one.id: one.name for one in parties if one.id not in inside}
    ways = [_KNOWN, _NEW] if names else [_NEW]
    way = st.segmented_control(
        "Welke partij", ways, default=ways[0], key="manifest way", required=True, label_visibility="collapsed"
    )
    with st.form(f"manifest add form {way}", border=False):
        if way == _KNOWN:
            st.selectbox(
                "Partij",
                list(names),
                index=None,
                format_func=names.__getitem__,
                key=_key("party"),
                placeholder="kies een partij",
            )
        else:
            _party_fields()
        with st.container(horizontal=True):
            day_field("Sinds", _key("formalised_on"), records.today())
            st.text_input("Document", key=_key("document"), placeholder=DOCUMENT_EXAMPLE)
        st.form_submit_button("In het register zetten", type="primary", on_click=_add, args=(way == _NEW,))


def _party_fields() -> None:
    st.text_input("Naam van de organisatie", key=_key("name"), placeholder="nooit een persoon")
    with st.container(horizontal=True):
        st.selectbox("Helix", list(HELIXES), format_func=HELIXES.__getitem__, key=_key("helix"), width=190)
        st.selectbox(
            "Regio",
            [None, *REGIONS],
            format_func=lambda code: REGIONS[code] if code else "geen of onbekend",
            placeholder="geen of onbekend",
            key=_key("region"),
            width=270,
        )
        st.text_input("Soort", key=_key("kind"), placeholder="bijvoorbeeld: roc, gemeente", width=230)


def _add(is_new: bool) -> None:
    typed = {field: st.session_state.get(_key(field)) for field in _FIELDS}
    entry = {"formalised_on": read_day(_key("formalised_on")), "document": typed["document"]}

    def act(db: Database) -> Any:
        if is_new:
            return manifest.formalise_new(db, {field: typed[field] for field in _PARTY}, entry)
        return manifest.formalise(db, {**entry, "party_id": typed["party"]})

    if editor.write(act, said="De partij staat in het register."):
        st.session_state[_key("party")] = None
        st.session_state.update({_key(field): "" for field in ("document", "name", "kind")})
    else:
        held.hold(_key(field) for field in _FIELDS)


# ------------------------------------------------------------------------------ an entry


def _choose(entries: Sequence[ManifestEntry], key: str) -> ManifestEntry:
    by_id = {one.id: one for one in sorted(entries, key=lambda one: one.party.casefold())}
    labels = {number: f"{one.party} (sinds {day_text(one.formalised_on)})" for number, one in by_id.items()}
    chosen = st.selectbox("Partij", list(labels), format_func=labels.__getitem__, key=key)
    return by_id[chosen]


def _correct_form(present: Sequence[ManifestEntry]) -> None:
    """The day and the document of an entry."""
    one = _choose(present, "entry to correct")
    key = f"entry {one.id} {one.version}"
    with st.form(f"{key} form", border=False):
        with st.container(horizontal=True):
            day_field("Sinds", f"{key} formalised_on", one.formalised_on)
            st.text_input("Document", value=one.document, key=f"{key} document", placeholder=DOCUMENT_EXAMPLE)
        st.form_submit_button("Opslaan", type="primary", on_click=_correct, args=(one.id, one.version, key))


def _correct(entry_id: int, version: int, key: str) -> None:
    changes = {
        "formalised_on": read_day(f"{key} formalised_on"),
        "document": st.session_state.get(f"{key} document"),
    }
    editor.write(lambda db: records.save(db, "manifest_entry", entry_id, version, changes))


def _leave_form(present: Sequence[ManifestEntry]) -> None:
    """The day on which a party left, and why: it stays readable in the register."""
    one = _choose(present, "entry to withdraw")
    key = f"leave {one.id}"
    with st.form(f"{key} form", border=False):
        with st.container(horizontal=True):
            day_field("Teruggetrokken op", f"{key} day", records.today())
            st.text_input("Reden van terugtrekken", key=f"{key} reason")
        st.form_submit_button(
            "Terugtrekking vastleggen", type="primary", on_click=_leave, args=(one.id, one.version, key)
        )


def _leave(entry_id: int, version: int, key: str) -> None:
    reason = str(st.session_state.get(f"{key} reason", "")).strip()
    changes = {"withdrawn_on": read_day(f"{key} day"), "withdrawn_reason": reason}
    editor.write(
        lambda db: records.save(db, "manifest_entry", entry_id, version, changes),
        reason,
        "De terugtrekking is vastgelegd; de partij blijft leesbaar in het register.",
    )


def _let_back_in_form(gone: Sequence[ManifestEntry]) -> None:
    """A party that did not leave after all."""
    one = _choose(gone, "entry to let back in")
    versions: Mapping[int, int] = {one.id: one.version}
    with st.form(f"back in form {one.id}", border=False):
        st.text_input("Wat ging er mis", key=f"back in reason {one.id}")
        st.form_submit_button("Weer laten meedoen", on_click=_let_back_in, args=(one.id, versions[one.id]))


def _let_back_in(entry_id: int, version: int) -> None:
    editor.write(
        lambda db: manifest.let_back_in(db, entry_id, version),
        str(st.session_state.get(f"back in reason {entry_id}", "")).strip(),
        "De partij doet weer mee.",
    )
