"""The register of moties and toezeggingen: which there are, the letter that answers each, and its forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import streamlit as st

from lib.dutch import day_text, sentence_case
from lib.model.letter import Letter, Request
from lib.store.letters import sending
from lib.ui.editing import editor, form
from lib.ui.elements.html import show, table
from lib.ui.frame.invitation import invite
from lib.ui.letter.view import Facts

KEY, NAME = "moties", "Moties"
"""How the register is chosen beside the parts of the letter."""
FOLD = "fold letter requests"
NO_LETTER, UNANSWERED = "nog geen brief", "nog geen antwoord"
_HEADS = ("Nummer", "Gevraagd of toegezegd", "Vergadering, aan wie", "Stand", "Antwoord")


def register(facts: Facts, *, editing: bool) -> None:
    """Draw all that PS asked and was promised, latest first; propose what is open for this letter."""
    requests = facts.material.requests
    if not requests:
        invite("Nog geen motie of toezegging vastgelegd.", "Leg de eerste vast", FOLD)
        return
    names = letter_names(facts)
    rows = [tuple(_cells(request, names)) for request in requests]
    show(table(_HEADS, rows, "Moties en toezeggingen", wide="requests"))
    for request in requests if editing else ():
        if request.state == "open" and request.letter_id is None:
            st.button(
                f"In deze brief: {request.label}",
                key=f"answer request {request.id}",
                on_click=_answer_here,
                args=(request, facts.material.letter),
            )


def _cells(request: Request, names: Mapping[int, str]) -> Iterator[str]:
    yield f"{request.label}, {day_text(request.dated_on)}"
    yield request.text
    yield ", ".join(filter(None, (request.forum, request.promised_to))) or "niet vastgelegd"
    yield request.state
    yield f"{sentence_case(names.get(request.letter_id or 0, NO_LETTER))}: {request.answer or UNANSWERED}"


def _answer_here(request: Request, letter: Letter) -> None:
    editor.write(
        partial(sending.answer_in, request_id=request.id, version=request.version, letter_id=letter.id),
        said=f"{request.label} staat in deze brief."
        + ("" if request.answer else " Vul het antwoord in bij Aanvullen."),
    )


def forms(facts: Facts) -> None:
    """Add one, change one, take one back."""
    choices = {"letter_id": letter_names(facts)}
    requests = {request.id: request for request in facts.material.requests}
    form.add("ps_request", {}, act=sending.add_request, choices=choices, start={"state": "open"})
    if not requests:
        return
    names = {number: request.label for number, request in requests.items()}
    chosen = st.selectbox(
        "Motie of toezegging wijzigen", list(names), format_func=names.__getitem__, key="letter request"
    )
    form.change("ps_request", requests[chosen], choices=choices)
    form.withdraw("ps_request", requests[chosen], button="Motie of toezegging intrekken")


def first_field(facts: Facts) -> str:
    """Return the key of the field that the forms begin with."""
    return "letter request" if facts.material.requests else "new ps_request kind"


def letter_names(facts: Facts) -> dict[int, str]:
    """Return each letter by its day, or as the one that is being written."""
    return {
        letter.id: f"brief van {day_text(letter.sent_on)}" if letter.sent_on else "deze brief (concept)"
        for letter in facts.letters
    }
