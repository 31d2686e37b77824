"""Forms of the letter: its head, the words of a section, and the register of moties and toezeggingen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import Action
from lib.model.letter import SECTIONS, Letter, LetterText
from lib.rules.letter.material import in_order
from lib.store.letters import sending
from lib.ui.editing import form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import show
from lib.ui.letter.view import Facts, head

_SHORT = {"bereikt": "wat is bereikt", "gedaan": "wat is ervoor gedaan"}


def forms(facts: Facts) -> None:
    """Draw everything of the letter that a person fills in."""
    show(head("Aanvullen"))
    folded("Kop en periode", lambda: _head(facts), key="fold letter head")
    folded("Eigen tekst in een deel", lambda: _own_text(facts), key="fold letter text")
    folded("Moties en toezeggingen", lambda: _register(facts), key="fold letter requests")


def _head(facts: Facts) -> None:
    letter = facts.material.letter
    form.change(
        "letter",
        letter,
        key=f"letter head {_number(facts)}",
        act=lambda db, values, version: sending.save_head(db, letter.id, version, values),
        button="Kop opslaan",
    )


def _number(facts: Facts) -> int:
    """Return the place of the letter among all letters; one that nobody began has one too."""
    return 1 + sum(letter.sent for letter in facts.letters)


def _own_text(facts: Facts) -> None:
    letter, texts = facts.material.letter, facts.texts
    names = sections(facts.material.now.actions)
    chosen = st.selectbox("Deel", list(names), format_func=names.__getitem__, key="letter section")
    seen = texts.get(chosen) or LetterText(0, letter.id, chosen, "", 0)
    form.change(
        "letter_text",
        seen,
        key=f"letter text {_number(facts)} {chosen}",
        fields=("text",),
        act=lambda db, values, version: sending.write_text(db, letter.id, chosen, values["text"], version),
        button="Tekst opslaan",
    )


def sections(actions: Sequence[Action]) -> Mapping[str, str]:
    """Return every part that takes words of its own, with two for each action in annex 1."""
    own = {
        f"{kind} {action.id}": f"Bijlage 1, actie {action.number or action.id}: {words}"
        for action in in_order(actions)
        for kind, words in _SHORT.items()
    }
    return {**SECTIONS, **own}


# --------------------------------------------------------------------------- moties en toezeggingen


def _register(facts: Facts) -> None:
    """Add one, change one, take one back."""
    choices = {"letter_id": {letter.id: letter_name(letter) for letter in facts.letters}}
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


def letter_name(letter: Letter) -> str:
    """Return a letter by its day, or as the one that is being written."""
    return f"brief van {day_text(letter.sent_on)}" if letter.sent_on else "deze brief (concept)"
