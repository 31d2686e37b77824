"""The ledger of the manifest: which parties, since when and by which document, filtered from the address.

Owns the filters, how an entry reads in a row, and the file of exactly what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.documents.tables.manifest_rows import manifest_rows
from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS
from lib.rules.lens import Lens
from lib.rules.meetings import manifest as rules
from lib.rules.meetings.manifest import NO_REGION, Facets
from lib.store.file.connection import reading
from lib.ui.elements import drawn
from lib.ui.elements.filters import (
    filter_bar,
    filter_result,
    name_unknown,
    several_filter,
    several_pills,
    words_filter,
)
from lib.ui.elements.html import day, empty, helix_name, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.manifest.view import Facts

HELIX, REGION, TEXT = "helix", "regio", "zoek"
_REGIONS = {**REGIONS, NO_REGION: "regio onbekend"}
PAGE_LENGTH = 50
FILE = "Alle partijen van deze keuze"
_SHOWN = "manifest listed"


@dataclass(frozen=True, slots=True)
class View:
    """The entries that the filters leave at a day, and these as a table."""

    shown: tuple[ManifestEntry, ...]
    total: int
    markup: Markup


def ledger(here: Here, register: Facts, on: date) -> None:
    """Draw filters, how many they leave, the file, and the rows; through a lens only its parties."""
    looked = lens(here)
    facets = _ask_facets()
    length = int(st.session_state.get(_SHOWN, PAGE_LENGTH))
    with reading(here.path, here.at) as db:
        what = f"ledger {on} {facets} {length} {looked.value}"
        view = kept(what, here, db, lambda: _view(register.entries, facets, on, length, looked))
    _what_is_shown(view, facets, on)
    if view.shown:
        show(view.markup)
    else:
        _nothing(view, on, looked)
    if len(view.shown) > length:
        st.button(f"Meer tonen ({len(view.shown) - length} over)", key="more parties", on_click=_show_more)


def _view(registered: Sequence[ManifestEntry], facets: Facets, on: date, length: int, looked: Lens) -> View:
    entries = [entry for entry in rules.list_signed(registered, on) if looked.has(entry.party_id)]
    shown = tuple(entry for entry in entries if facets.admits(entry))
    ordered = sorted(
        shown, key=lambda entry: (rules.left(entry, on), entry.party.casefold(), entry.formalised_on)
    )
    heads = ("Partij", "Kant", "Regio", "Sinds", "Document", "Stand")
    rows = [_row(entry, on) for entry in ordered[:length]]
    caption = f"Partijen in het register van het manifest op {day_text(on)}"
    return View(tuple(ordered), len(entries), table(heads, rows, caption, wide="ledger"))


def _row(entry: ManifestEntry, on: date) -> tuple[str, ...]:
    kind = Markup("<small>{}</small>").format(entry.kind) if entry.kind else ""
    gone = rules.left(entry, on)
    name = Markup("<del>{}</del>").format(entry.party) if gone else Markup("<b>{}</b>").format(entry.party)
    return (
        name + kind,
        helix_name(entry.helix),
        REGIONS[entry.region] if entry.region else "onbekend",
        day(entry.formalised_on),
        _document(entry.document),
        _standing(entry, gone=gone),
    )


def _document(text: str) -> str:
    """Return the document in words, or as a link when it is an address."""
    if text.startswith(("https://", "http://")):
        return Markup('<a href="{}" target="_blank" rel="noreferrer">document</a>').format(text)
    return text or "niet vastgelegd"


def _standing(entry: ManifestEntry, *, gone: bool) -> str:
    if entry.withdrawn_on is None:
        return "neemt deel"
    if not gone:
        return Markup("neemt deel<small>later teruggetrokken, op {}</small>").format(day(entry.withdrawn_on))
    return Markup("teruggetrokken op {}<small>Reden: {}</small>").format(
        day(entry.withdrawn_on), entry.withdrawn_reason or ""
    )


def _nothing(view: View, on: date, looked: Lens) -> None:
    if view.total:
        empty("Geen partij past bij deze filters. Maak er een leeg.")
        return
    if looked.active:
        empty(f"Op {day_text(on)} stond geen partij {looked.whose} in het register.")
        return
    invite(
        f"Op {day_text(on)} stond nog geen partij in het register. Wie heeft de lijst van ondertekenaars?",
        "Voeg de eerste partij toe",
        "fold add entry",
    )


# ------------------------------------------------------------------------ filters and file


def _ask_facets() -> Facets:
    """Draw the filters and return what they ask for; name and skip a value that does not exist."""
    with filter_bar():
        text = words_filter(TEXT, "naam, soort of document", key=_key(TEXT), width=250)
        helixes = several_pills("Kant", HELIX, HELIXES, key=_key(HELIX))
        regions = several_filter("Regio", REGION, _REGIONS, "alle regio’s", key=_key(REGION), width=260)
    name_unknown({HELIX: HELIXES, REGION: _REGIONS})
    return Facets(helixes=helixes, regions=regions, text=text)


def _key(param: str) -> str:
    return f"manifest {param}"


def _what_is_shown(view: View, facets: Facets, on: date) -> None:
    """Show how many entries the filters leave, with the way back, and offer exactly these as a file."""
    if not view.total:
        return
    total = count_text(view.total, "partij", "partijen")
    text = f"{len(view.shown)} van de {total}" if facets.active else sentence_case(total)
    filter_result(text, (TEXT, HELIX, REGION), filtered=facets.active)
    drawn.note_rows(FILE, lambda: manifest_rows(FILE, view.shown, on, facets.words))


def _show_more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, PAGE_LENGTH)) + PAGE_LENGTH
