"""The file under a step on the screen: asked for in the form of a step, and saved from its link.

Owns the field for a file. What may be kept is judged in the store, by what is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.dutch import number_text, size_text
from lib.model.agenda import Step
from lib.model.evidence.attached import FILE_KINDS, MOST_BYTES, StepFile
from lib.store.evidence import files
from lib.store.evidence.files import Given
from lib.store.file.connection import Database
from lib.ui.editing.form import withdraw_one_of
from lib.ui.editing.upload import offer_upload
from lib.ui.elements.fold import folded
from lib.ui.elements.html import address_of
from lib.ui.here import state

_LABEL = "Bestand erbij, bijvoorbeeld een verslag of een foto van de flap (mag leeg)"
_LINK = Markup(
    ' · <a class="wa-file" href="{}" download="{}">'
    '<span class="wa-icon" aria-hidden="true">attach_file</span>{}</a> '
    '<span class="wa-file-size">({}, {})</span>'
)


def ask_file(form: str) -> None:
    """Ask for a file in a form; it stays chosen until the form is stored."""
    offer_upload()
    endings = [ending for kind in FILE_KINDS.values() for ending in kind.endings]
    st.file_uploader(_LABEL, type=endings, max_upload_size=MOST_BYTES // 1_000_000, key=_key(form))


def keep_file(db: Database, step_id: int, form: str) -> None:
    """Store the file that was chosen in a form under a step."""
    chosen = chosen_in(form)
    if chosen is not None:
        files.attach(db, step_id, [Given(chosen.name, chosen.getvalue())])


def chosen_in(form: str) -> UploadedFile | None:
    """Return the file that stands in the field of a form."""
    chosen: UploadedFile | None = st.session_state.get(_key(form))
    return chosen


def empty_field(form: str) -> None:
    """Ask anew, since what was chosen is stored: a new field takes the place of the filled one."""
    st.session_state[_turn(form)] = st.session_state.get(_turn(form), 0) + 1


def _key(form: str) -> str:
    return f"{form} file {st.session_state.get(_turn(form), 0)}"


def _turn(form: str) -> str:
    return f"{form} files stored"


def links(kept: Sequence[StepFile]) -> Markup:
    """Draw the files of a step, each to be saved."""
    return Markup("").join(
        _LINK.format(
            address_of("bestand", {"nr": str(file.id), "set": state.here().dataset}),
            file.name,
            file.name,
            FILE_KINDS[file.kind].name,
            _size(file.size),
        )
        for file in kept
    )


def _size(size: int) -> str:
    return size_text(size) if size >= MOST_BYTES // 100 else f"{number_text(max(1, size / 1_000))} kB"


def withdraw_form(steps: Sequence[Step], by_step: Mapping[int, Sequence[StepFile]]) -> None:
    """Take a file back that does not belong under its step: only who may edit can open it after that."""
    kept = [file for of_step in by_step.values() for file in of_step]
    what = {step.id: step.what[:60] for step in steps}
    names = {file.id: f"{file.name}, bij {what[file.step_id]}" for file in kept}
    if names:
        folded(
            "Een bestand intrekken",
            lambda: withdraw_one_of(
                "step_file",
                kept,
                names,
                "withdraw file",
                button="Bestand intrekken",
                said="Het bestand is ingetrokken; alleen wie mag bewerken, kan het nog openen.",
            ),
            key="fold withdraw file",
        )
