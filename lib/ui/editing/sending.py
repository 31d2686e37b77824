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
        draw_together(self.sheet.key, self)

    def changes(self) -> dict[int, dict[str, Any]]:
        """Return what to write, by the version that it answers to.

        What stands beside the fields, such as a file, is stored also when nothing was typed.
        """
        changed = self.sheet.changes()
        if self.whole:
            return {min(changed, default=self.sheet.version): self.sheet.typed()}
        return changed or {self.sheet.version: {}}

    def store(self, db: Database) -> None:
        for version, values in self.changes().items():
            self.act(db, values, version)

    def finish(self) -> None:
        """Begin afresh, now that all is stored."""
        self.sheet.settle()
        if self.then:
            self.then()


# --------------------------------------------------------------------- on the screen


def draw_together(key: str, *forms: Form) -> None:
    """Draw forms as one, with one button: what was typed in them is stored together or not at all."""
    for form in forms:
        form.sheet.follow()
    parts = [(form, *_parted(form.sheet)) for form in forms]
    with st.container(key=f"sheet {key}"):
        for form, first, _ in parts:
            _draw_fields(form, first, {})
        with st.form(f"{key} form", border=False):
            for form, first, rest in parts:
                clashes = _clashes(form.sheet)
                _draw_fields(form, rest, clashes)
                # Of what stands above, and of a field that somebody else's change took away.
                for ask in form.sheet.asks:
                    if ask not in rest:
                        _draw_clash(form, ask, clashes, asked=ask in first)
                if form.below:
                    form.below()
            _draw_foot(key, forms)


def _parted(sheet: Sheet) -> tuple[tuple[Ask, ...], tuple[Ask, ...]]:
    """Return the fields up to the last one that others hang on, and those after it.

    What others hang on counts at once, so it stands before what is sent together.
    """
    asked, hung_on = sheet.asked(), {name for ask in sheet.asks for name in ask.only}
    first = max((place for place, ask in enumerate(asked, 1) if ask.name in hung_on), default=0)
    return asked[:first], asked[first:]


def _draw_foot(key: str, forms: tuple[Form, ...]) -> None:
    """Draw the button, the mark of a draft with the way to be rid of it, and the outcome."""
    main = forms[0]
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot {key}"):
        st.form_submit_button(
            main.button, type="primary" if main.primary else "secondary", on_click=submit, args=forms
        )
        if main.also:
            st.form_submit_button(main.also[0], on_click=leave, args=(main,))
        for form in forms:
            form.sheet.mark()
        with st.container(key=f"discard {key}", width="content"):
            st.form_submit_button(
                "Concept weggooien", type="tertiary", key=f"throw away {key}", on_click=_discard, args=forms
            )  # fmt: skip
        for form in forms:
            saving.outcome_of(form.sheet.key)


def _discard(*forms: Form) -> None:
    for form in forms:
        form.sheet.settle()


def _draw_fields(form: Form, asks: Sequence[Ask], clashes: Clashes) -> None:
    """Draw fields of a form, with the conflicts below; short ones stand beside each other."""
    line: list[Ask] = []
    for ask in asks:
        if ask.width is None:
            _draw_line(form, line, clashes)
            _draw_line(form, [ask], clashes)
            line = []
        else:
            line.append(ask)
    _draw_line(form, line, clashes)


def _draw_line(form: Form, line: Sequence[Ask], clashes: Clashes) -> None:
    if len(line) == 1:
        _draw_field(form, line[0])
    elif line:
        with st.container(horizontal=True):
            for ask in line:
                with st.container(width=ask.width or "stretch"):
                    _draw_field(form, ask)
    for ask in line:
        _draw_clash(form, ask, clashes)


def _draw_field(form: Form, ask: Ask) -> None:
    key = form.sheet.key_of(ask.name)
    ask.draw(key)
    if ask.widget != "day":
        show_refusal(key)


def _draw_clash(form: Form, ask: Ask, clashes: Clashes, *, asked: bool = True) -> None:
    """Draw both values of a field that two people changed, one of which is chosen; theirs when not asked."""
    clash = clashes.get(ask.name)
    if clash is None:
        return
    with st.container(border=True, key=f"clash {form.sheet.key_of(ask.name)}"):
        st.text(clash_words(clash))
        with st.container(horizontal=True):
            keep = (f"Waarde van {plain(clash['who'])} houden", keep_theirs)
            for label, choose in ((MINE, use_mine), keep) if asked else (keep,):
                st.form_submit_button(
                    label,
                    key=f"{choose.__name__} {form.sheet.key_of(ask.name)}",
                    on_click=choose,
                    args=(form, ask),
                )


# ------------------------------------------------------------------------ when it is sent


@acts.unbroken()
def submit(*forms: Form) -> None:
    """Store what was typed, of forms with one button all or nothing; what cannot be stored stays typed.

    It says why, and gets the keyboard.
    """
    typed = [form for form in forms if form.sheet.changes()] or forms[:1]
    if _write(typed, Form.store):
        for form in typed:
            form.finish()


def leave(form: Form) -> None:
    """Keep what was typed as a draft, and do what the other button is for."""
    form.sheet.hold()
    if form.also:
        form.also[1]()


def _write(forms: Sequence[Form], act: Callable[[Form, Database], Any]) -> bool:
    """Write in the visitor's name, all or nothing; what is wrong goes to its field, a conflict too."""
    reached = [forms[0]]

    def write_each(db: Database) -> None:
        for form in forms:
            reached.append(form)
            act(form, db)

    for form in forms:
        for ask in form.sheet.asks:
            refuse(form.sheet.key_of(ask.name), "")
    typed = forms[0].sheet.typed()
    reason = str(typed.get(REASON) or typed.get(WITHDRAWN_BECAUSE) or "")
    said = forms[0].said if len(forms) == 1 else saving.SAVED
    said = said if isinstance(said, str) else said(typed)
    outcome = saving.attempt(write_each, reason, said, forms[0].sheet.key)
    if outcome is not None:
        _tell_problem(reached[-1], outcome, reason)
        for form in forms:
            form.sheet.hold()
    return outcome is None


def _tell_problem(form: Form, problem: saving.Problem, reason: str) -> None:
    """Say what stood in the way of a form: under its field, with both values, or beside its button."""
    sheet, asked = form.sheet, form.sheet.typed()
    if isinstance(problem, Conflict):
        _take_up(form, problem, reason)
        return
    wrong = getattr(problem, "field", "")
    wrong = WITHDRAWN_BECAUSE if wrong == REASON and REASON not in asked else wrong
    if wrong in asked:
        refuse(sheet.key_of(wrong), problem.sentence)
        _point_at(sheet, wrong)
    else:
        saving.note_refusal(problem.sentence, sheet.key)


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
    if not _write((form,), lambda form, db: form.act(db, values, clash["version"])):
        return
    if form.whole:
        form.finish()
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
