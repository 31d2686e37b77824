"""Forms of the letter: its head and the words of a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.model.agenda import Action
from lib.model.letter import SECTIONS, LetterText
from lib.rules.letter.checklist import FILL, HEAD, NEEDED, REGISTER
from lib.rules.letter.material import in_order
from lib.store.letters import sending
from lib.ui.editing import form
from lib.ui.elements.fields import key_class
from lib.ui.elements.fold import folded
from lib.ui.elements.html import show
from lib.ui.here import state
from lib.ui.letter import register
from lib.ui.letter.view import Facts, head

_SHORT = {"bereikt": "wat is bereikt", "gedaan": "wat is ervoor gedaan"}


_FOLDS = {HEAD: "fold letter head", REGISTER: register.FOLD}
_ASKED = "letter form asked"


def open_asked(facts: Facts) -> None:
    """Open the form that the address asks for and let the keyboard begin at what is missing, once."""
    asked = st.query_params.get(FILL, "")
    if asked != st.session_state.get(_ASKED, "") and asked in _FOLDS:
        st.session_state[_FOLDS[asked]] = True
        first = register.first_field(facts) if asked == REGISTER else _first_missing(facts)
        state.want_focus(f".{key_class(first)}")
    st.session_state[_ASKED] = asked


def _first_missing(facts: Facts) -> str:
    """Return the key of the first field of the head that a letter lacks, else that of the first of all."""
    letter = facts.material.letter
    lacks = (name for name in (*NEEDED, "next_letter") if not getattr(letter, name))
    return f"{_key(facts)} {next(lacks, 'subject')}"


def _key(facts: Facts) -> str:
    return f"letter head {_number(facts)}"


def forms(facts: Facts) -> None:
    """Draw everything of the letter that a person fills in."""
    show(head("Aanvullen"))
    folded("Kop en periode", lambda: _head(facts), key=_FOLDS[HEAD])
    folded("Eigen tekst in een deel", lambda: _own_text(facts), key="fold letter text")
    folded("Moties en toezeggingen", lambda: register.forms(facts), key=_FOLDS[REGISTER])


def _head(facts: Facts) -> None:
    letter = facts.material.letter
    form.change(
        "letter",
        letter,
        key=_key(facts),
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
