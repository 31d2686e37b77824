"""Meenemen: every table, chart and drawing of a page as a file, as it stands on the screen.

Owns the button at the foot of a page and what the files say of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from lib.charts.series import picture
from lib.documents.tables import page
from lib.documents.tables.figure_files import as_picture, drawing_as_png
from lib.documents.tables.page import About, PageTable
from lib.dutch import day_text, searchable
from lib.feeds.sheets import OF_TABLE
from lib.store.file.chain import head
from lib.store.file.connection import reading
from lib.store.records import today
from lib.ui.elements import drawn
from lib.ui.elements.fold import popped
from lib.ui.here.address import SHARED
from lib.ui.here.lens import lens
from lib.ui.here.state import Here, moment_label

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", WORKBOOK),
    "png": ("PNG", "image/png"),
    "svg": ("SVG", "image/svg+xml"),
}
"""The forms in which something is offered: how each is called, and its type."""
Forms = Mapping[str, Callable[[], bytes]]


def offer(here: Here, title: str) -> None:
    """Draw the button, if the page has anything to take away."""
    if drawn.tables() or drawn.charts() or drawn.rows() or drawn.drawings():
        popped("Tabellen en grafieken meenemen", lambda: _choices(here, title), key=f"takeaway {title}")


def _choices(here: Here, title: str) -> None:
    """Offer each table, record and picture in its forms, and all tables together."""
    about = about_page(here, title)
    tables = page.tables_of(drawn.tables())
    for number, table in enumerate(tables):
        _offer_rows(f"tables-{number}", table.caption, partial(_as_it_is, table), about, here)
    if len(tables) > 1:
        whole = partial(page.as_workbook, tables, about)
        _offer("all", "Alle tabellen samen", _file_name(title, here), {"xlsx": whole})
    for number, (name, rows) in enumerate(drawn.rows().items()):
        _offer_rows(f"rows-{number}", name, rows, about, here)
    lines = [f"{label}: {text}" for label, text in about]
    for number, (name, (spec, credits)) in enumerate(drawn.charts().items()):
        chart = partial(as_picture, picture(spec, name, [*credits, *lines]))
        _offer_picture(f"charts-{number}", name, chart, here)
    for number, (name, draw) in enumerate(drawn.drawings().items()):
        _offer_picture(f"drawings-{number}", name, partial(_drawn, partial(draw, name, lines)), here)


def _as_it_is(table: PageTable) -> PageTable:
    return table


def _offer_rows(key: str, name: str, make: drawn.Rows, about: About, here: Here) -> None:
    told = [(OF_TABLE, name), *about]
    forms: Forms = {
        "csv": lambda: page.as_csv(make(), told),
        "xlsx": lambda: page.as_workbook([make()], about),
    }
    _offer(key, name, _file_name(name, here), forms)


def _offer_picture(key: str, name: str, make: Callable[[str], bytes], here: Here) -> None:
    _offer(key, name, _file_name(name, here), {kind: partial(make, kind) for kind in ("png", "svg")})


def _drawn(draw: Callable[[], bytes], kind: str) -> bytes:
    return drawing_as_png(draw()) if kind == "png" else draw()


def _offer(key: str, name: str, file: str, forms: Forms) -> None:
    """Draw one line: what it is, and a button for each form; made when somebody presses."""
    with st.container(key=f"takeaway-{key}", horizontal=True, vertical_alignment="center"):
        st.markdown(name.replace("[", r"\["))
        for ending, make in forms.items():
            label, mime = FORMS[ending]
            st.download_button(
                label, data=make, file_name=f"{file}.{ending}", mime=mime, icon=":material/download:",
                on_click="ignore", key=f"takeaway {key} {label}",
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
