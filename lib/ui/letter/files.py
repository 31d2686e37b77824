"""The letter, or one page of an action, as files: page, Word and PDF, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from lib.documents import letter_html, pdf
from lib.rules.letter.content import Document
from lib.rules.letter.leaflet import leaflet
from lib.rules.letter.material import in_order
from lib.ui.elements.html import show
from lib.ui.letter.view import Known, head

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word file; what writes one also knows it, and is loaded only to write one."""


def downloads(document: Document, day: date, *, key: str) -> None:
    """The buttons for the forms that this machine can make."""
    forms: dict[str, tuple[str, str, str, Callable[[], bytes]]] = {
        "Webpagina": ("html", letter_html.MIME, ":material/public:", lambda: letter_html.page(document)),
        "Word": ("docx", WORD, ":material/description:", lambda: word_file(document, day)),
        "PDF": (
            "pdf", pdf.MIME, ":material/picture_as_pdf:", lambda: pdf.pdf_file(word_file(document, day))
        ),
    }  # fmt: skip
    if not pdf.office():
        del forms["PDF"]
    with st.container(key=f"{key}-files", horizontal=True, vertical_alignment="center"):
        for name, (ending, mime, icon, make) in forms.items():
            st.download_button(
                name,
                data=make,
                file_name=f"{document.file_name}.{ending}",
                mime=mime,
                icon=icon,
                key=f"{key} {ending}",
                on_click="ignore",
            )


def how_to_pdf() -> None:
    """How to make a PDF where this machine cannot."""
    if not pdf.office():
        show(f'<p class="wa-compared">{pdf.HOW}</p>')


def word_file(document: Document, day: date) -> bytes:
    """A document in Word; what writes it is loaded when somebody asks for one."""
    from lib.documents import letter_word

    return letter_word.word_file(document, day)


def leaflets(found: Known) -> None:
    """One page about an action, for its coalition."""
    show(head("Eén bladzijde per actie"))
    actions = {action.id: action for action in in_order(found.material.now.actions)}
    chosen = st.selectbox(
        "Actie",
        list(actions),
        format_func=lambda action_id: actions[action_id].label,
        key="leaflet action",
        label_visibility="collapsed",
    )
    downloads(leaflet(found.material, actions[chosen]), found.material.day, key="leaflet")
