"""Where things come from: the sentences of the annex behind goals, actions and relations.

Owns showing adopted text with its source; the text itself is in the store and never changes.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action, AnnexText, Part
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.agenda import footnotes, nationwide
from lib.ui.elements.heading import folded_on_a_phone
from lib.ui.elements.html import prose, quote, show
from lib.ui.here import state
from lib.ui.here.cache import kept
from lib.ui.here.state import Here

DOCUMENT = "Bijlage 1 bij brief aan PS: Toelichting voortgang en agenda Werkambassadeur"
_OTHER_5A = (
    "In een latere tekst van de provincie over het manifest is “actie 5a” iets anders: één Noord-Hollands "
    "merk. In deze bijlage is 5A het loket en 5B het merk. Bron: noord-holland.nl, Werkend ecosysteem en "
    "campusvorming (zonder datum)."
)


def ground_rules(here: Here) -> None:
    """Show what the annex says of all actions together: footnote 1, the criterion, the policy."""
    with reading(here.path, here.at) as db:
        show(kept("ground rules", here, db, lambda: _ground_rules(agenda.annex_texts(db))))


def _ground_rules(texts: Sequence[AnnexText]) -> Markup:
    chosen = [text for text in texts if text.id == "footnote-1" or text.kind in ("criterion", "section")]
    chosen.sort(key=lambda text: ("footnote", "criterion", "section").index(text.kind))
    definitions = [text for text in texts if text.id == footnotes.DEFINITION]
    return Markup("").join([*map(_folded, chosen), *map(footnotes.written, definitions)])


def _folded(text: AnnexText) -> Markup:
    return Markup(
        '<details class="wa-fold"><summary>{}</summary>{}<p class="wa-source">{}</p></details>'
    ).format(text.title, prose(text.text), DOCUMENT)


def goal_source(goal_id: int) -> None:
    here = state.here()
    with reading(here.path) as db:
        goal = next((goal for goal in agenda.goals(db) if goal.id == goal_id), None)
        actions = [action for action in agenda.actions(db) if action.goal_id == goal_id]
    if goal:
        _goal_dialog(goal.source, actions)


@st.dialog("Zo staat het in de bijlage")
def _goal_dialog(goal_text: str, actions: list[Action]) -> None:
    cells = [action.adopted.source for action in actions if action.adopted]
    show(
        Markup("<p>Doel: <b>{}</b></p><p>Activiteit:</p>").format(goal_text)
        + Markup("").join(quote(cell, "") for cell in cells)
        + Markup('<p class="wa-source">{}, tabel Werkagenda</p>').format(DOCUMENT)
    )


def adopted_text(here: Here, action: Action, parts: list[Part], notes: list[AnnexText]) -> None:
    """Draw the adopted text of an action in quotation, with its source, and what is called otherwise now."""
    with folded_on_a_phone("Lees de vastgestelde tekst"):
        _adopted_text(action, parts, notes)
    nationwide.about_action(here, action)


def _adopted_text(action: Action, parts: list[Part], notes: list[AnnexText]) -> None:
    """Quote the text, with its parts, its footnotes and its source."""
    adopted = action.adopted
    if adopted is None:
        show(
            Markup(
                '<p class="wa-empty">Deze actie kwam er later bij en staat niet in de bijlage die '
                "Provinciale Staten ontvingen.</p>"
            )
        )
        return
    if parts:
        text = Markup("").join(
            Markup("<h3>{} {}</h3>{}").format(part.id, part.name, quote(part.text, "")) for part in parts
        )
        footer = Markup(
            '<p class="wa-source">5A en 5B zijn delen van activiteit 5, geen prioriteiten. {}</p>'
        )
        show(text + footer.format(_OTHER_5A))
    elif adopted.explanation:
        show(Markup("<h3>{}</h3>{}").format(adopted.full_name, quote(adopted.explanation, "")))
    else:
        show(quote(adopted.matrix_name, ""))
    show(
        Markup('<p class="wa-source">In de tabel: “{}”. Bron: {}.</p>').format(adopted.source, DOCUMENT)
        + Markup("").join(_footnote(note, adopted.explanation) for note in notes)
    )


def _footnote(note: AnnexText, explanation: str) -> Markup:
    """Find a footnote: 1 belongs to all actions, the others to the text that carries their mark."""
    number = note.id.removeprefix("footnote-")
    if number == "1":
        return _folded(note)
    return footnotes.written(note) if f"[^{number}]" in explanation else Markup()
