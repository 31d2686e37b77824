"""The letter, or one page of an action, as files: page, Word and PDF, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from lib.documents import letter_html, pdf
from lib.dutch import local_time
from lib.model.letter import Letter
from lib.model.regions import LABOUR_REGIONS
from lib.rules.lens import Lens
from lib.rules.letter.authors import last_changes
from lib.rules.letter.content import Document
from lib.rules.letter.leaflet import leaflet
from lib.rules.letter.letter import document
from lib.rules.letter.material import in_order
from lib.rules.letter.region_page import region_page
from lib.store.file.connection import reading
from lib.store.letters import drafts
from lib.store.letters.material import changes_since, material_sent
from lib.store.regions.facts import region_facts
from lib.ui.elements.html import show
from lib.ui.here.cache import kept_with
from lib.ui.here.state import APP, Here
from lib.ui.letter.view import Facts, head

EURO = "€".encode()
"""What stands in the page of a letter that names an amount; its Word file has the same words."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word file; what writes one also knows it, and is loaded only to write one."""


def downloads(document: Document, day: date, *, key: str, icons: bool = False) -> None:
    """Draw the buttons for the forms that this machine can make; with icons where there is room for them."""
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
                icon=icon if icons else None,
                key=f"{key} {ending}",
                on_click="ignore",
            )


def revisions(here: Here, facts: Facts) -> None:
    """Draw the letter in Word with tracked changes against the very file that was sent last."""
    before = facts.material.previous
    if before is None or amounts_withheld(here, before.id):
        return
    st.download_button(
        "Word met wijzigingen",
        data=lambda: _revised(here, facts, before),
        file_name=f"{facts.document.file_name} met wijzigingen.docx",
        mime=WORD,
        icon=":material/difference:",
        key="letter revisions",
        on_click="ignore",
        help=f"Alle wijzigingen sinds {facts.material.since}, om in Word te aanvaarden of te verwerpen",
    )


def amounts_withheld(here: Here, letter_id: int) -> bool:
    """Tell whether the files of a letter name amounts that this person may not see."""
    if here.person.sees_money():
        return False
    with reading(here.path) as db:
        return any(EURO in file.content for file in drafts.files(db, letter_id) if file.form == "html")


def _revised(here: Here, facts: Facts, before: Letter) -> bytes:
    """Make the letter with each revision by who changed what it tells of; by the app what nobody changed."""
    from lib.documents.word_revisions import Author, with_revisions

    new, day = word_file(facts.document, facts.material.day), facts.material.day
    with reading(here.path, here.at) as db:
        sent = next((file.content for file in drafts.files(db, before.id) if file.form == "docx"), new)
        changes = changes_since(db, before, here.at)
    former = material_sent(here.path, before, example=here.is_example, amounts=here.person.sees_money())
    of_new, of_old = (
        [Author(change.who, _word_time(local_time(change.at))) if change else None for change in found]
        for found in (last_changes(facts.document, changes), last_changes(document(former), changes))
    )
    nobody = Author(APP, _word_time(datetime.combine(day, time(12))))
    return with_revisions(new, sent, nobody, of_new, of_old)


def _word_time(moment: datetime) -> str:
    """Return a moment as Word keeps it with a change: the time of the clock on the wall."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def how_to_pdf() -> None:
    """Show how to make a PDF where this machine cannot."""
    if not pdf.office():
        show(Markup('<p class="wa-compared">{}</p>').format(pdf.HOW))


def word_file(document: Document, day: date) -> bytes:
    """Return a document in Word; what writes it is loaded when somebody asks for one."""
    from lib.documents import letter_word

    return letter_word.word_file(document, day)


def leaflets(facts: Facts, looked: Lens) -> None:
    """Draw one page about an action, for its coalition."""
    actions = {action.id: action for action in in_order(looked.actions(facts.material.now.actions))}
    if not actions:
        return
    show(head("Eén bladzijde per actie"))
    chosen = st.selectbox(
        "Actie",
        list(actions),
        format_func=lambda action_id: actions[action_id].label,
        key=f"leaflet action {looked.value}".strip(),
        label_visibility="collapsed",
    )
    made = kept_with(("leaflet", chosen), lambda: leaflet(facts.material, actions[chosen]), facts)
    downloads(made, facts.material.day, key="leaflet")


def region_pages(here: Here, facts: Facts, looked: Lens) -> None:
    """Draw one page about a region, for who works there."""
    show(head("Eén bladzijde per regio"))
    chosen = st.selectbox(
        "Regio",
        [looked.region] if looked.region else list(LABOUR_REGIONS),
        format_func=LABOUR_REGIONS.__getitem__,
        key=f"leaflet region {looked.region}".strip(),
        label_visibility="collapsed",
    )
    material = facts.material

    def make() -> Document:
        with reading(here.path, here.at) as db:
            region = region_facts(db, chosen, material.day)
        return region_page(material.now, region, amounts=material.amounts, example=material.example)

    made = kept_with(("region page", chosen), make, facts)
    downloads(made, material.day, key="region")
