"""Werkboek: the agenda as an Excel file to take away, and that file in again after a look at each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.access import NotAllowed
from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.feeds.sheets import MOST_BYTES
from lib.feeds.workbook import taking
from lib.feeds.workbook.columns import kinds
from lib.feeds.workbook.reading import Book, read
from lib.feeds.workbook.storing import MINE, THEIRS, Place
from lib.feeds.workbook.taking import CHANGED, CLASHING, NEW, THERE, WRONG, Judged
from lib.model.kinds import Invalid
from lib.store import agenda, history
from lib.store.file.chain import head
from lib.store.file.connection import reading
from lib.store.records import today
from lib.ui.editing import outlook, saving
from lib.ui.editing.upload import offer_upload, once_a_file
from lib.ui.elements.html import empty, plain, sentence, show, table
from lib.ui.here import state
from lib.ui.here.state import Here, moment_label
from lib.ui.upkeep.view import card

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE, REASON = "book file", "book reason"
_ORDER = (WRONG, CLASHING, CHANGED, NEW, THERE)
_MOST_SHOWN, _MOST_CHOSEN = 60, 20
_CHOICES: Mapping[str, str] = {"": "kies", MINE: "die uit het werkboek", THEIRS: "die in de agenda"}


def draw(here: Here) -> None:
    """Draw the two ways: out and in."""
    sentence(
        f"De hele agenda past in één Excel-bestand met {len(kinds())} bladen: een voor elke soort gegevens."
    )
    left, right = st.columns([1, 3], gap="medium")
    with left:
        card(
            "Werkboek downloaden",
            "Met uitleg bij elke kolom en keuzelijsten in de cellen. Op het eerste blad staat van wanneer "
            "het is en hoe het weer terugkomt.",
            lambda: _out(here),
            key="book-out",
        )
    with right:
        card(
            "Werkboek inlezen",
            "U ziet eerst per cel wat er verandert. Alles wordt overgenomen of niets, met dezelfde regels "
            "als op de schermen.",
            lambda: _in(here),
            key="book-in",
        )


# ------------------------------------------------------------------------------ out


def _out(here: Here) -> None:
    with reading(here.path) as db:
        until = history.newest(db) if here.at is None else history.id_at(db, here.at)
        labels = {"": "alle acties", **{action.id: action.label for action in agenda.actions(db)}}
    chosen = st.selectbox("Van welke actie?", list(labels), format_func=labels.__getitem__, key="book action")
    about = f"-actie-{chosen}" if chosen else ""
    st.download_button(
        "Werkboek (Excel)", data=lambda: _file(here, until, chosen, labels[chosen]),
        file_name=f"werkboek{about}-{here.day}.xlsx", mime=WORKBOOK, icon=":material/download:",
        key="book download", on_click="ignore", type="primary",
    )  # fmt: skip


def _file(here: Here, until: int, action_id: str, label: str) -> bytes:
    from lib.documents.tables.workbook import contents_at, workbook

    with reading(here.path) as db:
        about = [
            ("Agenda", agenda.term(db).name),
            (
                "Gegevens",
                "VOORBEELD: voortgang, partijen en data zijn verzonnen"
                if here.is_example
                else "De echte agenda",
            ),
            ("Stand", moment_label(here)),
            (
                "Filter",
                f"alleen {label}; rijen die bij geen actie horen staan er alle in" if action_id else label,
            ),
            ("Anker", head(db, history.moment_of(db, until)).text),
            ("Gemaakt op", day_text(today())),
            ("Door", here.person.name or "onbekend"),
        ]
        return workbook(contents_at(db, until, here.dataset, about, action_id))


# ------------------------------------------------------------------------------ in


def _in(here: Here) -> None:
    if not here.editing:
        empty(here.person.refusal or "Zet Bewerken aan om een werkboek in te lezen.")
        return
    outlook.dress()
    offer_upload()
    file = st.file_uploader(
        "Werkboek (XLSX, verplicht)", type=["xlsx"], max_upload_size=MOST_BYTES // 1_000_000, key=FILE
    )
    reason = st.text_input(
        "Reden of besluit, één keer voor alles (nodig bij intrekken en andere namen)", key=REASON
    )
    if file is None:
        return
    try:
        book = _book_of(file)
        judged = _judged(here, file, book, reason)
    except (Invalid, NotAllowed) as wrong:
        st.error(plain(wrong.sentence), icon=":material/error:")
        return
    _preview(book, judged, reason)


def _book_of(file: UploadedFile) -> Book:
    book = _read(file)
    if isinstance(book, Invalid):
        raise book
    return book


@once_a_file
def _read(file: UploadedFile) -> Book | Invalid:
    """Return a workbook, or why it cannot be read: found out once, not at each press of a key."""
    try:
        return read(file.getvalue())
    except Invalid as wrong:
        return wrong


def _judged(here: Here, file: UploadedFile, book: Book, reason: str) -> Sequence[Judged]:
    """Return what each cell becomes: found out anew after a change, not in every run."""
    with reading(here.path) as db:
        about = (history.newest(db), file.file_id, reason)
    before: tuple[Any, Sequence[Judged]] | None = st.session_state.get("book judged")
    if before is None or before[0] != about:
        before = (about, taking.rehearse(here.path, here.person, book, reason, {}))
        st.session_state["book judged"] = before
    return before[1]


def _preview(book: Book, judged: Sequence[Judged], reason: str) -> None:
    """Show what each cell would become, and offer to take them over together."""
    if not judged:
        st.info("In dit werkboek is niets gewijzigd.", icon=":material/info:")
        return
    outlook.show_counts([cell.state for cell in judged], _ORDER)
    _show_cells(judged)
    choices = _ask_choices([cell for cell in judged if cell.state == CLASHING])
    wrong = sum(cell.state == WRONG for cell in judged)
    open_ones = sum(cell.state == CLASHING and cell.place not in choices for cell in judged)
    wanted = [cell.state for cell in judged if cell.state in (CHANGED, NEW, CLASHING)]
    if wrong or open_ones:
        st.caption("Zolang er een fout in staat of een botsing niet is gekozen, wordt er niets overgenomen.")
    st.button(
        f"{sentence_case(count_text(len(wanted), 'cel', 'cellen'))} overnemen",
        type="primary",
        key="book take",
        disabled=bool(wrong or open_ones) or not wanted,
        on_click=_take,
        args=(book, choices, reason, wanted),
    )


def _show_cells(judged: Sequence[Judged]) -> None:
    """Draw the cells, those that stand in the way first."""
    ordered = sorted(judged, key=lambda cell: _ORDER.index(cell.state))
    rows = [
        (
            str(cell.number),
            outlook.becomes(cell.state),
            f"{cell.sheet}: {cell.column.lower() or 'de hele rij'}",
            Markup("<del>{}</del> <ins>{}</ins>").format(cell.old, cell.new) if cell.old else cell.new,
            cell.sentence,
        )
        for cell in ordered[:_MOST_SHOWN]
    ]
    show(
        table(
            ("Rij", "Wordt", "Blad en kolom", "Waarde", "Let op"), rows, "Wat er zou veranderen", wide="paste"
        )
    )
    if len(judged) > _MOST_SHOWN:
        st.caption(f"En nog {count_text(len(judged) - _MOST_SHOWN, 'cel', 'cellen')}.")


def _ask_choices(clashes: Sequence[Judged]) -> dict[Place, str]:
    """Ask of each cell that somebody else changed too whose value counts."""
    if len(clashes) > _MOST_CHOSEN:
        st.caption(
            f"Er botsen {len(clashes)} cellen; dat is te veel om één voor één te kiezen. Download een nieuw "
            "werkboek en neem uw wijzigingen daarin over."
        )
        return {}
    choices: dict[Place, str] = {}
    for cell in clashes:
        label = f"Welke waarde geldt? {cell.sheet}, rij {cell.number}: {cell.column.lower()}"
        chosen = st.selectbox(
            plain(label), list(_CHOICES), format_func=_CHOICES.__getitem__, key=f"book choice {cell.place}"
        )
        if chosen and cell.place:
            choices[cell.place] = chosen
    return choices


def _take(book: Book, choices: Mapping[Place, str], reason: str, states: Sequence[str]) -> None:
    """Store all of it in one write, which is undone as one too."""
    ours = list(choices.values()).count(MINE)
    counts = {NEW: states.count(NEW), CHANGED: states.count(CHANGED) + ours}
    kept = {"gelaten zoals het in de agenda staat": len(choices) - ours}
    told = list_text(f"{count} {words}" for words, count in {**counts, **kept}.items() if count)
    saving.write(
        lambda db: taking.take(db, state.here().person, book, choices),
        reason,
        f"Overgenomen uit het werkboek: {told}.",
    )
