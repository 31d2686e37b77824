"""The ledger of the manifest: which parties, since when and by which document, filtered from the address.

Owns the filters, how an entry reads in a row, and the file of exactly what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from lib.documents import manifest_csv
from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS
from lib.rules.meetings import manifest as rules
from lib.rules.meetings.manifest import NO_REGION, Facets
from lib.store.file.connection import reading
from lib.ui.elements.html import day, empty, helix_name, plain, show, table
from lib.ui.here.cache import kept
from lib.ui.here.state import Here, follow_address
from lib.ui.manifest.view import Known

HELIX, REGION, TEXT = "helix", "regio", "zoek"
_OFFERED: Mapping[str, Mapping[str, str]] = {HELIX: HELIXES, REGION: {**REGIONS, NO_REGION: "regio onbekend"}}
PAGE_LENGTH = 50
_SHOWN = "manifest listed"


@dataclass(frozen=True, slots=True)
class View:
    """The entries that the filters leave at a day, and these as a table."""

    shown: tuple[ManifestEntry, ...]
    total: int
    markup: str


def ledger(here: Here, found: Known, on: date) -> None:
    """Filters, how many they leave, the file, and the rows."""
    facets = _ask_facets()
    length = int(st.session_state.get(_SHOWN, PAGE_LENGTH))
    with reading(here.path, here.at) as db:
        view = kept(f"ledger {on} {facets} {length}", here, db, lambda: _view(found, facets, on, length))
    _what_is_shown(view, facets, on)
    if view.shown:
        show(view.markup)
    else:
        empty(_nothing(view, on))
    if len(view.shown) > length:
        st.button(f"Toon er meer ({len(view.shown) - length} over)", key="more parties", on_click=_show_more)


def _view(found: Known, facets: Facets, on: date, length: int) -> View:
    known = rules.known(found.entries, on)
    shown = tuple(one for one in known if facets.admits(one))
    ordered = sorted(shown, key=lambda one: (rules.left(one, on), one.party.casefold(), one.formalised_on))
    heads = ("Partij", "Helix", "Regio", "Sinds", "Document", "Stand")
    rows = [_row(one, on) for one in ordered[:length]]
    caption = f"Partijen in het register van het manifest op {day_text(on)}"
    return View(tuple(ordered), len(known), table(heads, rows, caption, wide="ledger"))


def _row(one: ManifestEntry, on: date) -> tuple[str, ...]:
    kind = f"<small>{escape(one.kind)}</small>" if one.kind else ""
    gone = rules.left(one, on)
    name = f"<del>{escape(one.party)}</del>" if gone else f"<b>{escape(one.party)}</b>"
    return (
        f"{name}{kind}",
        helix_name(one.helix),
        escape(REGIONS[one.region]) if one.region else "onbekend",
        day(one.formalised_on),
        _document(one.document),
        _standing(one, gone=gone),
    )


def _document(text: str) -> str:
    """The document in words, or as a link when it is an address."""
    if text.startswith(("https://", "http://")):
        return f'<a href="{escape(text)}" target="_blank" rel="noreferrer">document</a>'
    return escape(text) or "niet vastgelegd"


def _standing(one: ManifestEntry, *, gone: bool) -> str:
    if one.withdrawn_on is None:
        return "doet mee"
    if not gone:
        return f"doet mee<small>later teruggetrokken, op {day(one.withdrawn_on)}</small>"
    return (
        f"teruggetrokken op {day(one.withdrawn_on)}<small>Reden: {escape(one.withdrawn_reason or '')}</small>"
    )


def _nothing(view: View, on: date) -> str:
    if view.total:
        return "Geen partij past bij deze filters. Maak er een leeg."
    return (
        f"Op {day_text(on)} stond nog geen partij in het register. Wie kan dit aanvullen? "
        "Kies Bewerken en dan Partij toevoegen."
    )


# ------------------------------------------------------------------------ filters and file


def _ask_facets() -> Facets:
    """The fields of the filters, in the address; a value that does not exist is named and skipped."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Zoek",
            label_visibility="collapsed",
            key=_key(TEXT),
            placeholder="naam, soort of document",
            icon=":material/search:",
            width=250,
            on_change=follow_address(_key(TEXT), TEXT, lambda values: values[0] if values else ""),
        )
        st.pills(
            "Helix",
            list(HELIXES),
            selection_mode="multi",
            format_func=HELIXES.__getitem__,
            key=_key(HELIX),
            label_visibility="collapsed",
            width="content",
            on_change=_followed(HELIX),
        )
        st.multiselect(
            "Regio",
            list(_OFFERED[REGION]),
            format_func=_OFFERED[REGION].__getitem__,
            key=_key(REGION),
            placeholder="alle regio’s",
            label_visibility="collapsed",
            width=260,
            on_change=_followed(REGION),
        )
    _name_unknown()
    return Facets(
        helixes=tuple(st.session_state[_key(HELIX)]),
        regions=tuple(st.session_state[_key(REGION)]),
        text=str(st.session_state[_key(TEXT)] or "")[:200],
    )


def _name_unknown() -> None:
    strange = [
        value
        for param, names in _OFFERED.items()
        for value in st.query_params.get_all(param)
        if value not in names
    ]
    if strange:
        values = list_text(f"“{value}”" for value in strange)
        st.warning(plain(f"Dit filter bestaat niet: {values}. Het is overgeslagen."), icon=":material/info:")


def _key(param: str) -> str:
    return f"manifest {param}"


def _followed(param: str) -> Callable[..., None]:
    return follow_address(
        _key(param), param, lambda values: [one for one in values if one in _OFFERED[param]]
    )


def _what_is_shown(view: View, facets: Facets, on: date) -> None:
    """How many entries the filters leave, the way back, and exactly these as a file."""
    if not view.total:
        return
    with st.container(key="filter-result", horizontal=True, vertical_alignment="center"):
        total = count_text(view.total, "partij", "partijen")
        st.text(f"{len(view.shown)} van de {total}" if facets.active else sentence_case(total))
        if facets.active:
            st.button("Filters wissen", key="clear filters", type="tertiary", on_click=_clear)
        st.download_button(
            "Download als CSV",
            data=lambda: manifest_csv.manifest_csv(view.shown, on, facets.words),
            file_name=manifest_csv.file_name(on, filtered=facets.active),
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def _clear() -> None:
    for param in (TEXT, HELIX, REGION):
        st.query_params.pop(param, None)


def _show_more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, PAGE_LENGTH)) + PAGE_LENGTH
