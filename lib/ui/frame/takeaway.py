"""Meenemen: every table and chart of a page as a file, as it stands on the screen; the same for each page.

Owns the button at the foot of a page and what the files say of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import streamlit as st

from lib.charts.series import picture
from lib.documents.figure_files import as_picture
from lib.documents.tables import page
from lib.documents.tables.page import About, PageTable
from lib.dutch import day_text, searchable
from lib.store.file.chain import head
from lib.store.file.connection import reading
from lib.store.records import today
from lib.ui.elements import drawn
from lib.ui.elements.fold import popped
from lib.ui.here.address import SHARED
from lib.ui.here.lens import lens
from lib.ui.here.state import Here, moment_label

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(here: Here, title: str) -> None:
    """Draw the button, if the page has anything to take away."""
    if drawn.tables() or drawn.charts():
        with st.container(key="takeaway"):
            popped("Tabellen en grafieken meenemen", lambda: _choices(here, title), key=f"takeaway {title}")


def _choices(here: Here, title: str) -> None:
    """Offer each table and chart in its forms, and all tables together."""
    tables, about = page.tables_of(drawn.tables()), about_page(here, title)
    for number, table in enumerate(tables):
        _offer_table(table, about, here, number)
    if len(tables) > 1:
        name = _file_name(title, here)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("Alle tabellen samen")
            _button("Excel", f"{name}.xlsx", WORKBOOK, partial(page.as_workbook, tables, about), "all")
    for name, spec in drawn.charts().items():
        _offer_chart(name, spec, about, here)


def _offer_table(table: PageTable, about: About, here: Here, number: int) -> None:
    name, told = _file_name(table.caption, here), [("Tabel", table.caption), *about]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(table.caption.replace("[", r"\["))
        _button("CSV", f"{name}.csv", "text/csv", partial(page.as_csv, table, told), str(number))
        _button("Excel", f"{name}.xlsx", WORKBOOK, partial(page.as_workbook, [table], about), str(number))


def _offer_chart(name: str, spec: drawn.Spec, about: About, here: Here) -> None:
    lines = [f"{label}: {text}" for label, text in about]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(name.replace("[", r"\["))
        for kind, mime in (("png", "image/png"), ("svg", "image/svg+xml")):
            make = partial(as_picture, picture(spec, name, lines), kind)
            _button(kind.upper(), f"{_file_name(name, here)}.{kind}", mime, make, name)


def _button(label: str, file: str, mime: str, make: partial[bytes], which: str) -> None:
    st.download_button(
        label, data=make, file_name=file, mime=mime, icon=":material/download:", on_click="ignore",
        key=f"takeaway {which} {label}",
    )  # fmt: skip


def about_page(here: Here, title: str) -> list[tuple[str, str]]:
    """Tell what is in a file: of which page, filtered how, as of when, made on which day, and the anchor."""
    with reading(here.path) as db:
        anchor = head(db, here.at).text
    return [
        ("Pagina", title),
        (
            "Gegevens",
            "VOORBEELD: voortgang, partijen en data zijn verzonnen" if here.is_example else "De echte agenda",
        ),
        ("Filter", _filter(here)),
        ("Stand", moment_label(here)),
        ("Gemaakt op", day_text(today())),
        ("Anker", anchor),
    ]


def _filter(here: Here) -> str:
    """Tell what the address asks of this page: the link is the state."""
    looked_through = [f"alleen {chosen.name}"] if (chosen := lens(here)).active else []
    asked = {name: st.query_params.get_all(name) for name in st.query_params if name not in SHARED}
    filters = [f"{name} = {_listed(values)}" for name, values in asked.items()]
    return "; ".join([*looked_through, *filters]) or "geen"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values)


def _file_name(name: str, here: Here) -> str:
    bare = re.sub(r"[^a-z0-9]+", "-", searchable(name)).strip("-")[:60]
    return f"{bare}-{here.day}"
