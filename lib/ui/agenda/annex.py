"""Where things come from: the sentences of the annex behind goals, actions and relations.

Owns showing adopted text with its source; the text itself is in the store and never changes.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.model.agenda import Action, AnnexText, Part
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.agenda import footnotes
from lib.ui.elements.html import prose, quote, show
from lib.ui.here import state
from lib.ui.here.state import Here

DOCUMENT = "Bijlage 1 bij brief aan PS: Toelichting voortgang en agenda Werkambassadeur"
_OTHER_5A = (
    "In een latere tekst van de provincie over het manifest is “actie 5a” iets anders: één Noord-Hollands "
    "merk. In deze bijlage is 5A het loket en 5B het merk. Bron: noord-holland.nl, Werkend ecosysteem en "
    "campusvorming (zonder datum)."
)


def ground_rules(here: Here) -> None:
    """What the annex says of all actions together: footnote 1, the criterion, the policy."""
    with reading(here.path, here.at) as db:
        texts = agenda.annex_texts(db)
    chosen = [text for text in texts if text.id == "footnote-1" or text.kind in ("criterion", "section")]
    chosen.sort(key=lambda text: ("footnote", "criterion", "section").index(text.kind))
    definitions = [text for text in texts if text.id == footnotes.DEFINITION]
    show("".join(_folded(text) for text in chosen) + "".join(map(footnotes.written, definitions)))


def _folded(text: AnnexText) -> str:
    return (
        f'<details class="wa-fold"><summary>{escape(text.title)}</summary>{prose(text.text)}'
        f'<p class="wa-source">{escape(DOCUMENT)}</p></details>'
    )


def goal_source(goal_id: int) -> None:
    """A dialog with the words of the annex that a goal comes from."""
    here = state.here()
    with reading(here.path) as db:
        goal = next((one for one in agenda.goals(db) if one.id == goal_id), None)
        actions = [one for one in agenda.actions(db) if one.goal_id == goal_id]
    if goal:
        _goal_dialog(goal.source, actions)


@st.dialog("Zo staat het in de bijlage")
def _goal_dialog(goal_text: str, actions: list[Action]) -> None:
    cells = [one.adopted.source for one in actions if one.adopted]
    show(
        f"<p>Doel: <b>{escape(goal_text)}</b></p><p>Activiteit:</p>"
        + "".join(quote(cell, "") for cell in cells)
        + f'<p class="wa-source">{escape(DOCUMENT)}, tabel Werkagenda</p>'
    )


def adopted_text(action: Action, parts: list[Part], notes: list[AnnexText]) -> None:
    """The adopted text of an action in quotation, with its parts, its footnotes and its source."""
    adopted = action.adopted
    if adopted is None:
        show(
            '<p class="wa-empty">Deze actie kwam er later bij en staat niet in de bijlage die '
            "Provinciale Staten kreeg.</p>"
        )
        return
    if parts:
        text = "".join(f"<h3>{part.id} {escape(part.name)}</h3>{quote(part.text, '')}" for part in parts)
        show(
            text + '<p class="wa-source">5A en 5B zijn delen van activiteit 5, geen prioriteiten. '
            f"{escape(_OTHER_5A)}</p>"
        )
    elif adopted.explanation:
        show(f"<h3>{escape(adopted.full_name)}</h3>{quote(adopted.explanation, '')}")
    else:
        show(quote(adopted.matrix_name, ""))
    show(
        f'<p class="wa-source">In de tabel: “{escape(adopted.source)}”. Bron: {escape(DOCUMENT)}.</p>'
        + "".join(_footnote(note, adopted.explanation) for note in notes)
    )


def _footnote(note: AnnexText, explanation: str) -> str:
    """Footnote 1 belongs to all actions; the others to the text that carries their mark."""
    number = note.id.removeprefix("footnote-")
    if number == "1":
        return _folded(note)
    return footnotes.written(note) if f"[^{number}]" in explanation else ""
