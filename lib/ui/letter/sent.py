"""Recording a letter as sent, and the letters that were: each with the very files that went out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.access import DECIDE, MISSING
from lib.documents import letter_html
from lib.dutch import day_text, list_text
from lib.model.letter import Letter, LetterFile
from lib.rules.letter import changes
from lib.rules.letter.checklist import missing_fields
from lib.rules.letter.letter import document
from lib.store.file.connection import Database, reading
from lib.store.letters import drafts, sending
from lib.store.letters.material import material, material_sent
from lib.ui.editing import editor
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty, show
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.letter.files import WORD, amounts_withheld
from lib.ui.letter.view import Facts, compared, head

_DAY = "letter sent on"
_MIMES = {"html": letter_html.MIME, "docx": WORD}
_WITHHELD = "Deze brief noemt bedragen. De bestanden zijn er voor wie geld mag inzien: vraag de beheerder."
_NAMES = {"html": "Webpagina", "docx": "Word"}


def send_form(facts: Facts) -> None:
    """Draw the day of sending and the button; or what has to be filled in before."""
    letter = facts.material.letter
    show(head("Verzenden"))
    lacks = list_text(missing_fields(letter))
    if not letter.id or lacks:
        empty(f"Vul eerst in: {lacks or 'de kop van de brief'}. Zonder kan de brief niet weg.")
        return
    if not state.here().deciding:
        empty(MISSING[DECIDE])
        return
    with st.form("send letter", border=False):
        day_field("Verzonden op", _DAY, facts.material.day)
        st.caption(
            "De stand van alle acties wordt een editie, en de brief verandert daarna niet meer. De volgende "
            "brief vertelt wat sindsdien anders is."
        )
        st.form_submit_button("Vastleggen als verzonden", type="primary", on_click=_send, args=(letter,))


def _send(letter: Letter) -> None:
    here = state.here()
    editor.write(
        lambda db: sending.send(
            db, letter.id, letter.version, read_day(_DAY), lambda own, sent: made_files(here, own, sent)
        ),
        said="De brief is vastgelegd als verzonden; de stand is een editie en de bestanden zijn bewaard.",
    )


def made_files(here: Here, db: Database, letter: Letter) -> Iterable[sending.File]:
    """Return the files of a letter that was just sent."""
    from lib.documents.letter_word import word_file

    assert letter.sent_on is not None
    day = date.fromisoformat(letter.sent_on)
    made = document(
        material(here.path, db, letter, day, example=here.is_example, amounts=here.person.sees_money())
    )
    yield "html", f"{made.file_name}.html", letter_html.page(made)
    yield "docx", f"{made.file_name}.docx", word_file(made, day)


# --------------------------------------------------------------------------- what was sent


def sent_list(here: Here, letters: Sequence[Letter]) -> None:
    """Draw every letter that was sent, newest first, with its files as they went out."""
    sent = [letter for letter in letters if letter.sent]
    show(head("Verzonden brieven"))
    if not sent:
        empty("Nog geen brief vastgelegd als verzonden.")
    for letter in sent:
        with reading(here.path) as db:
            files = drafts.files(db, letter.id)
        _sent(letter, files, withheld=amounts_withheld(here, letter.id))
    if len(sent) > 1:
        folded(
            "Verschil tussen twee brieven", lambda: _differences(here, sent), key="fold letter differences"
        )


def _differences(here: Here, sent: Sequence[Letter]) -> None:
    """Draw the differences between any two letters that were sent."""
    names = {letter.id: f"{day_text(letter.sent_on or '')}, {letter.reference}" for letter in sent}
    first, *others = names
    later = st.selectbox("Brief van", list(names), format_func=names.__getitem__, key="letter later")
    earlier = st.selectbox(
        "Vergeleken met", [*others, first], format_func=names.__getitem__, key="letter earlier"
    )
    pair = sorted((letter for letter in sent if letter.id in (later, earlier)), key=drafts.order_of)
    if len(pair) < 2:
        empty("Kies twee verschillende brieven.")
        return
    before, after = pair
    former = material_sent(
        here.path, after, example=here.is_example, amounts=here.person.sees_money(), against=before
    )
    show(compared(former, changes.entries(former)))


def _sent(letter: Letter, files: Sequence[LetterFile], *, withheld: bool) -> None:
    with st.container(key=f"sent-{letter.id}", horizontal=True, vertical_alignment="center"):
        show(
            Markup("<p><b>{day}</b> {reference}<br><small>editie {edition}</small></p>").format(
                day=day_text(letter.sent_on or ""), reference=letter.reference, edition=letter.edition_id
            )
        )
        if withheld:
            st.caption(_WITHHELD)
        for file in files if not withheld else ():
            whole = hashlib.sha256(file.content).hexdigest() == file.sha256
            if not whole:
                st.error(f"{_NAMES[file.form]}: dit bestand is niet meer wat is verzonden.")
                continue
            st.download_button(
                _NAMES[file.form],
                data=file.content,
                file_name=file.name,
                mime=_MIMES[file.form],
                key=f"sent file {file.id}",
                help=f"SHA-256 {file.sha256}",
                on_click="ignore",
            )
