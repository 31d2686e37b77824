"""A file of UWV or another publisher on its way in: what it is, which column holds what, and what is wrong.

Owns the form of an upload. Reading is `lib.feeds.importing`; accepting goes through `lib.ui.figures.desk`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.dutch import count_text, list_text, sentence_case
from lib.feeds import importing, sheets
from lib.feeds.importing import FIELDS, NAMED, Mistake, Reading
from lib.feeds.sheets import Sheet
from lib.model.figures import PER_OCCUPATION, THEMES, Indicator
from lib.model.kinds import NAME_LIMIT, Invalid, any_day, text
from lib.store import figures, records
from lib.store.figures import Delivery
from lib.store.file.connection import reading
from lib.ui.editing.upload import offer_upload, once_a_file
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.elements.html import plain, show, table
from lib.ui.figures import desk as figure_desk, filling
from lib.ui.here.state import Here

MEGABYTES = sheets.MOST_BYTES // 1_000_000
_MOST_MISTAKES = 30
_NONE = ""
_GROUP_LABEL = "Beroepsgroep, als het bestand er meer heeft (mag leeg)"


def desk(here: Here, indicators: Sequence[Indicator]) -> None:
    """In Bewerken: fill in or refresh from CBS, read a file, and the deliveries there are."""
    st.header("Cijfers bijwerken", anchor=False)
    filling.fill(here)
    folded(
        "Eén tabel verversen bij het CBS",
        lambda: figure_desk.refresh(here, indicators),
        key="fold refresh",
        icon=":material/cloud_download:",
    )
    folded(
        "Bestand inlezen (CSV of Excel)",
        lambda: upload(here, indicators),
        key="fold import",
        icon=":material/upload_file:",
    )
    folded(
        "Ingelezen cijfers",
        lambda: figure_desk.deliveries(here),
        key="fold deliveries",
        icon=":material/inventory_2:",
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What a visitor says of a file: the source of its figures, which they are, when they were fetched."""

    source: str
    indicator: Indicator
    fetched: str | None
    basis: str


def upload(here: Here, indicators: Sequence[Indicator]) -> None:
    """Choose a file, say what it holds, see what it would change, and accept it or not."""
    st.caption("Voor cijfers van UWV en anderen. Alles uit het bestand wordt overgenomen, of niets.")
    typed = _ask_about(indicators)
    offer_upload()
    file = st.file_uploader(
        "Bestand (CSV of XLSX, verplicht)", type=["csv", "xlsx"], max_upload_size=MEGABYTES, key="import file"
    )
    if file is None:
        return
    try:
        about = _checked(typed)
        group = _group(indicators, about.indicator)
        columns = _columns(here, sheet_of(file), about.source, named=bool(group))
        read = _reading_of(file, columns, about.indicator, records.today(), about.basis, group)
    except Invalid as wrong:
        st.error(plain(wrong.sentence), icon=":material/error:")
        return
    if read.mistakes:
        _mistakes(read.mistakes)
    else:
        _propose(here, indicators, about, file.name, read, columns)


def _group(indicators: Sequence[Indicator], chosen: Indicator) -> tuple[Indicator, ...]:
    """Return the indicators that one file may hold together: those of each occupational group."""
    same = tuple(one for one in indicators if one.theme == chosen.theme)
    return same if chosen.theme == PER_OCCUPATION else ()


def _ask_about(indicators: Sequence[Indicator]) -> _About:
    left, right = st.columns(2, gap="large")
    with left:
        source = st.text_input(
            "Bron (verplicht)", key="import source", placeholder="bijvoorbeeld: UWV WW-uitkeringen"
        )
        by_id = {indicator.id: indicator for indicator in indicators}
        chosen = st.selectbox(
            "Cijfer", list(by_id), format_func=lambda key: by_id[key].name, key="import indicator"
        )
    with right:
        day_field("Opgehaald op (verplicht)", "import day", records.today())
        basis = st.text_input("Meetwijze (mag leeg)", key="import basis")
    fetched = read_day("import day")
    return _About(source, by_id[chosen], str(fetched) if fetched else None, basis)


def _checked(typed: _About) -> _About:
    """Return what was typed, as it may be stored; raise Invalid."""
    today = records.today()
    source = str(text("De bron", NAME_LIMIT)(typed.source, today))
    basis = str(text("De meetwijze", NAME_LIMIT, required=False)(typed.basis, today))
    fetched = any_day("De datum waarop het cijfer is opgehaald", past_only=True)(typed.fetched, today)
    return replace(typed, source=source, basis=basis, fetched=fetched)


def _propose(
    here: Here,
    indicators: Sequence[Indicator],
    about: _About,
    file: str,
    read: Reading,
    columns: Mapping[str, str],
) -> None:
    """Show what the figures of a file would change, and offer to take them over."""
    if read.left_out:
        more = [f"{len(read.left_out) - 3} meer"] if read.left_out[3:] else []
        shown = list_text([*read.left_out[:3], *more])
        st.caption(plain(f"Niet overgenomen, want hier niet bijgehouden: {shown}."))
    what = THEMES[PER_OCCUPATION] if columns.get(NAMED) else about.indicator.name
    keep = st.checkbox(
        "Eerdere cijfers van deze bron houden die niet in het bestand staan", value=True, key="import keep"
    )
    delivery = Delivery(
        source=about.source,
        title=f"{what} uit {file}"[:NAME_LIMIT],
        publisher=about.source,
        retrieved_from=f"bestand {file}"[:NAME_LIMIT],
        retrieved_on=about.fetched,
    )
    proposal = figure_desk.propose(here, delivery, read.observations, keep=keep)
    figure_desk.preview(proposal, indicators, "file", columns)


def sheet_of(file: UploadedFile) -> Sheet:
    sheet = _unpacked(file)
    if isinstance(sheet, Invalid):
        raise sheet
    return sheet


@once_a_file
def _unpacked(file: UploadedFile) -> Sheet | Invalid:
    """Return the table of a file, or why it cannot be read: found out once, not at each press of a key."""
    try:
        return sheets.read(file.name, file.getvalue())
    except Invalid as wrong:
        return wrong


@once_a_file
def _reading_of(
    file: UploadedFile,
    columns: Mapping[str, str],
    chosen: Indicator,
    today: date,
    basis: str,
    group: tuple[Indicator, ...],
) -> Reading:
    return importing.read(sheet_of(file), columns, chosen, today, basis, group)


def _columns(here: Here, sheet: Sheet, source: str, *, named: bool) -> Mapping[str, str]:
    """Return which column holds what: remembered for this source, else guessed, and to be changed."""
    with reading(here.path) as db:
        proposed = importing.guess(sheet.columns, figures.mapping(db, source))
    options = [_NONE, *(column for column in sheet.columns if column)]
    chosen = {}
    with st.container(horizontal=True):
        for name, label in {**FIELDS, **({NAMED: _GROUP_LABEL} if named else {})}.items():
            chosen[name] = st.selectbox(
                f"Kolom: {label.lower()}",
                options,
                index=options.index(proposed[name]),
                format_func=lambda column: column or "geen",
                key=f"import column {name} {source} {' '.join(options)}",
            )
    return chosen


def _alike_together(mistakes: Sequence[Mistake]) -> list[tuple[str, str, str]]:
    """Return a line for each thing that is wrong: its first row, and in how many rows more it is."""
    rows: dict[tuple[str, str], list[int]] = {}
    for mistake in mistakes:
        rows.setdefault((mistake.column, mistake.sentence), []).append(mistake.row)
    return [
        (f"{at[0]} en nog {count_text(len(at) - 1, 'rij', 'rijen')}" if at[1:] else str(at[0]), *what)
        for what, at in rows.items()
    ]


def _mistakes(mistakes: Sequence[Mistake]) -> None:
    """Draw what is wrong, by row and column; nothing was taken over."""
    count = sentence_case(count_text(len(mistakes), "fout", "fouten"))
    if len(mistakes) >= importing.MOST_MISTAKES:
        count = f"{count} of meer"
    st.error(plain(f"{count} in het bestand; er is niets overgenomen."), icon=":material/error:")
    rows = _alike_together(mistakes)
    show(table(("Rij", "Kolom", "Wat is er mis"), rows[:_MOST_MISTAKES], "Fouten in het bestand"))
    if len(rows) > _MOST_MISTAKES:
        st.caption(f"De eerste {_MOST_MISTAKES} fouten. Verbeter die in het bestand en lees het opnieuw in.")
