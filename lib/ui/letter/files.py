"""The letter as files: the page, Word and PDF; each is made when somebody asks for it."""

from __future__ import annotations

import streamlit as st

from lib.documents import letter_html, pdf
from lib.ui.elements.html import show
from lib.ui.letter.view import Known

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word file; what writes one also knows it, and is loaded only to write one."""


def downloads(found: Known) -> None:
    """The buttons, and how to make a PDF where this machine cannot."""
    document = found.document
    with st.container(key="letter-files", horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Webpagina",
            data=lambda: letter_html.page(document),
            file_name=f"{document.file_name}.html",
            mime=letter_html.MIME,
            icon=":material/public:",
            key="letter page",
            on_click="ignore",
        )
        st.download_button(
            "Word",
            data=lambda: word_letter(found),
            file_name=f"{document.file_name}.docx",
            mime=WORD,
            icon=":material/description:",
            key="letter word",
            on_click="ignore",
        )
        if pdf.office():
            st.download_button(
                "PDF",
                data=lambda: pdf.pdf_file(word_letter(found)),
                file_name=f"{document.file_name}.pdf",
                mime=pdf.MIME,
                icon=":material/picture_as_pdf:",
                key="letter pdf",
                on_click="ignore",
            )
    if not pdf.office():
        show(f'<p class="wa-compared">{pdf.HOW}</p>')


def word_letter(found: Known) -> bytes:
    """The letter in Word; what writes it is loaded when somebody asks for one."""
    from lib.documents.letter_word import word_file

    return word_file(found.document, found.material.day)
