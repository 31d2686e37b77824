"""A form that can be sent: its fields on the screen, and what becomes of what was typed.

What was refused stays typed with the reason under its field; of a conflict both values stand there; the
outcome stands beside the button that was pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS
from lib.store.conflict import Conflict
from lib.store.file.connection import Database
from lib.ui.editing import acts, saving
from lib.ui.editing.asks import Ask
from lib.ui.editing.saving import MINE, clash_words
from lib.ui.editing.sheet import Sheet
from lib.ui.elements.fields import key_class, put, refuse, show_refusal
from lib.ui.elements.html import plain
from lib.ui.here import state

Act = Callable[[Database, Mapping[str, Any], int], Any]
"""Writes values that were typed, against the version that was seen."""
Said = str | Callable[[Mapping[str, Any]], str]
"""What is said of a save, or makes that of the values that were saved."""
Clashes = Mapping[str, Mapping[str, Any]]
"""The fields that two people changed, each with both values."""
REASON, WITHDRAWN_BECAUSE = "reason", WITHDRAWAL[1]


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet that can be sent: what writes it, by which button, and what is said then.

    With `whole` all fields are written together, else only the changed ones. `table` says which kind of
    record a conflict is about; `also` is another button, that keeps what was typed, and `below`
    draws what stands between the fields and the buttons.
    """

    sheet: Sheet
    act: Act
    button: str = "Opslaan"
    said: Said = saving.SAVED
    whole: bool = False
    primary: bool = True
    table: str = ""
    also: tuple[str, Callable[[], None]] | None = None
    below: Callable[[], None] | None = None
    then: Callable[[], None] | None = None

    def draw(self) -> None:
        """Draw the fields with what is wrong with them, the button, and how the last save went."""
        self.sheet.follow()
        asked = self.sheet.asked()
        # What others hang on counts at once, so it stands before what is sent together.
        hung_on = {name for ask in self.sheet.asks for name in ask.only}
        first = max((place for place, ask in enumerate(asked, 1) if ask.name in hung_on), default=0)
        with st.container(key=f"sheet {self.sheet.key}"):
            _draw_fields(self, asked[:first], {})
            with st.form(f"{self.sheet.key} form", border=False):
                clashes = _clashes(self.sheet)
                for ask in asked[:first]:
                    _draw_clash(self, ask, clashes)
                _draw_fields(self, asked[first:], clashes)
                if self.below:
                    self.below()
                self.draw_foot()

    def draw_foot(self) -> None:
        """Draw the button, the mark of a draft with the way to be rid of it, and the outcome."""
        with st.container(horizontal=True, vertical_alignment="center", key=f"foot {self.sheet.key}"):
            st.form_submit_button(
                self.button, type="primary" if self.primary else "secondary", on_click=submit, args=(self,)
            )
            if self.also:
                st.form_submit_button(self.also[0], on_click=leave, args=(self,))
            self.sheet.mark()
            with st.container(key=f"discard {self.sheet.key}", width="content"):
                st.form_submit_button(
                    "Concept weggooien",
                    type="tertiary",
                    key=f"throw away {self.sheet.key}",
                    on_click=self.sheet.settle,
                )
            saving.outcome_of(self.sheet.key)


# --------------------------------------------------------------------- on the screen


def _draw_fields(form: Form, asks: Sequence[Ask], clashes: Clashes) -> None:
    """Draw fields of a form, each with its conflict; short ones stand beside each other."""
    line: list[Ask] = []
    for ask in asks:
        if ask.width is None:
            _draw_line(form, line, clashes)
            line = []
            _draw_field(form, ask, clashes)
        else:
            line.append(ask)
    _draw_line(form, line, clashes)


def _draw_line(form: Form, line: Sequence[Ask], clashes: Clashes) -> None:
    if len(line) == 1:
        _draw_field(form, line[0], clashes)
    elif line:
        with st.container(horizontal=True):
            for ask in line:
                with st.container(width=ask.width or "stretch"):
                    _draw_field(form, ask, clashes)


def _draw_field(form: Form, ask: Ask, clashes: Clashes) -> None:
    key = form.sheet.key_of(ask.name)
    ask.draw(key)
    if ask.widget != "day":
        show_refusal(key)
    _draw_clash(form, ask, clashes)


def _draw_clash(form: Form, ask: Ask, clashes: Clashes) -> None:
    """Draw both values of a field that two people changed, one of which is chosen."""
    clash = clashes.get(ask.name)
    if clash is None:
        return
    with st.container(border=True, key=f"clash {form.sheet.key_of(ask.name)}"):
        st.text(clash_words(clash))
        with st.container(horizontal=True):
            for label, choose in (
                (MINE, use_mine),
                (f"Waarde van {plain(clash['who'])} houden", keep_theirs),
            ):
                st.form_submit_button(
                    label,
                    key=f"{choose.__name__} {form.sheet.key_of(ask.name)}",
                    on_click=choose,
                    args=(form, ask),
                )


# ------------------------------------------------------------------------ when it is sent


@acts.unbroken()
def submit(form: Form) -> None:
    """Store what was typed; what cannot be stored stays typed, says why, and gets the keyboard."""
    sheet = form.sheet
    # What stands beside the fields, such as a file, is stored also when nothing was typed.
    changes = {sheet.version: sheet.typed()} if form.whole else sheet.changes() or {sheet.version: {}}
    if form.whole and (versions := sheet.changes()):
        changes = {min(versions): sheet.typed()}

    def act(db: Database) -> None:
        for version, values in changes.items():
            form.act(db, values, version)

    if _write(form, act):
        _finish(form)


def _finish(form: Form) -> None:
    form.sheet.settle()
    if form.then:
        form.then()


def leave(form: Form) -> None:
    """Keep what was typed as a draft, and do what the other button is for."""
    form.sheet.hold()
    if form.also:
        form.also[1]()


def _write(form: Form, act: Callable[[Database], Any]) -> bool:
    """Write in the visitor's name; what is wrong goes to its field, a conflict too."""
    sheet = form.sheet
    for ask in form.sheet.asks:
        refuse(sheet.key_of(ask.name), "")
    typed = sheet.typed()
    reason = str(typed.get(REASON) or typed.get(WITHDRAWN_BECAUSE) or "")
    said = form.said if isinstance(form.said, str) else form.said(typed)
    outcome = saving.attempt(act, reason, said, sheet.key)
    if isinstance(outcome, Conflict):
        _take_up(form, outcome, reason)
    elif outcome is not None:
        wrong = getattr(outcome, "field", "")
        wrong = WITHDRAWN_BECAUSE if wrong == REASON and REASON not in typed else wrong
        if wrong in typed:
            refuse(sheet.key_of(wrong), outcome.sentence)
            _point_at(sheet, wrong)
        else:
            saving.note_refusal(outcome.sentence, sheet.key)
    if outcome is not None:
        sheet.hold()
    return outcome is None


def _take_up(form: Form, conflict: Conflict, reason: str) -> None:
    """Let each field show both its values; of what the form does not ask, tell what it became."""
    sheet = form.sheet
    cards = {clash.field: saving.card_of(clash, conflict.version, reason) for clash in conflict.clashes}
    asked = {ask.name for ask in sheet.asked()}
    if asked >= cards.keys():
        st.session_state[f"{sheet.key} clashes"] = cards
        saving.note_clashes(cards.values(), sheet.key)
        _point_at(sheet, next(iter(cards)))
    else:
        saving.note_refusal(" ".join(map(clash_words, cards.values())), sheet.key)
        sheet.note_read(conflict.version)


def _point_at(sheet: Sheet, name: str) -> None:
    state.want_focus(f".{key_class(sheet.key_of(name))}")


def _clashes(sheet: Sheet) -> dict[str, dict[str, Any]]:
    return dict(st.session_state.get(f"{sheet.key} clashes", {}))


@acts.unbroken()
def use_mine(form: Form, ask: Ask) -> None:
    """Save one's own value over the one that was shown; somebody may have changed it yet again."""
    sheet, clash = form.sheet, _clashes(form.sheet)[ask.name]
    typed = sheet.typed()
    if ask.options:
        typed[ask.name] = clash["mine"]  # the list may offer something else by now
    together = RECORDS[form.table].together(ask.name)
    values = typed if form.whole else {name: typed[name] for name in together if name in typed}
    if not _write(form, lambda db: form.act(db, values, clash["version"])):
        return
    if form.whole:
        _finish(form)
    else:
        _settle_clash(sheet, ask, clash["version"] + 1, values[ask.name])


def keep_theirs(form: Form, ask: Ask) -> None:
    """Let a field have the value that somebody else gave it."""
    clash = _clashes(form.sheet)[ask.name]
    put(form.sheet.key_of(ask.name), ask.shown(clash["theirs"]))
    _settle_clash(form.sheet, ask, clash["version"], clash["theirs"])


def _settle_clash(sheet: Sheet, ask: Ask, version: int, value: Any) -> None:
    left = {name: clash for name, clash in _clashes(sheet).items() if name != ask.name}
    st.session_state[f"{sheet.key} clashes"] = left
    sheet.note_stored(ask.name, version, ask.stored(ask.shown(value)))
    sheet.hold()
