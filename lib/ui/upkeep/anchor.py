"""Anker: the proof of the history as it stands on paper, and a file held against such a print."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from lib.dutch import number_text
from lib.store.file.chain import GROUPS, LETTERS, Head, chained_later, head
from lib.store.file.connection import DATA, reading
from lib.store.file.problems import StoreProblem
from lib.store.upkeep import copies
from lib.store.upkeep.anchor import Outcome, examine
from lib.ui.elements.html import plain, sentence
from lib.ui.here.state import Here
from lib.ui.upkeep.view import card, facts

_SCRIPT = DATA / "voorbeelden" / "anker.py"
_RESULT, FILE, NUMBER, PRINT = "anchor result", "anchor file", "anchor number", "anchor print"
_ITSELF = "de agenda van nu"
_GROUPS = re.compile(rf"[0-9a-f]{{{GROUPS * LETTERS}}}")
_WHOLE_LINE = re.compile(r"(?:anker[^:]*:)?(.*)\(wijziging ([\d.]+)\)\.?", re.DOTALL)
"""The anchor as papers and files print it: the groups, and the number behind them."""


def draw(here: Here) -> None:
    """Draw the anchor of the moment shown, and the form to check a print."""
    with reading(here.path) as db:
        end, later = head(db, here.at), chained_later(db)
        folder = copies.folder_of(db, here.path)
    sentence(f"Anker: {end.text}.")
    left, right = st.columns([2, 3], gap="medium")
    with left:
        card(
            "Wat is dit?",
            "Elke wijziging draagt een schakel die volgt uit haarzelf en uit alles ervoor. De laatste "
            "schakel heet het anker. Het staat in brieven, verslagen en bestanden. Wie zo’n afdruk heeft, "
            "kan later zien of er iets is veranderd dat toen al was vastgelegd.",
            lambda: facts(_facts(end, later)),
            key="anchor",
        )
        st.download_button(
            "Controleprogramma (Python)", data=_SCRIPT.read_bytes, file_name=_SCRIPT.name,
            mime="text/x-python", icon=":material/download:", key="anchor script", on_click="ignore",
            help="Veertig regels die zonder deze app hetzelfde nagaan",
        )  # fmt: skip
    with right:
        card(
            "Afdruk controleren",
            "Neem het nummer en de acht groepen over van het papier, of plak de hele regel bij de groepen. "
            "Zonder afdruk gaat de app alleen na of de keten met zichzelf klopt.",
            lambda: _form(
                {
                    _ITSELF: here.path,
                    **{copy.path.name: copy.path for copy in copies.copies_of(here.path, folder)},
                }
            ),
            key="anchor-check",
        )


def _facts(end: Head, later: int) -> dict[str, object]:
    told: dict[str, object] = {"Acht groepen": end.groups, "Na wijziging": number_text(end.number)}
    if later:
        told["Achteraf gemaakt tot en met wijziging"] = number_text(later)
    return told


def _form(files: dict[str, Path]) -> None:
    with st.form("anchor form", border=False):
        st.selectbox("Welk bestand?", list(files), key=FILE)
        st.text_input("Na wijziging (verplicht)", key=NUMBER, placeholder="bijvoorbeeld 1.234")
        st.text_input("Acht groepen (verplicht)", key=PRINT, placeholder="1a2b 3c4d …")
        st.form_submit_button("Controleren", on_click=_check, args=(files,))
    outcome: Outcome | None = st.session_state.pop(_RESULT, None)
    if outcome:
        (st.success if outcome.whole else st.error)(plain(outcome.sentence))


def _check(files: dict[str, Path]) -> None:
    number, groups = st.session_state[NUMBER], st.session_state[PRINT].strip().casefold()
    if line := _WHOLE_LINE.fullmatch(groups):
        groups, number = line.groups()
    st.session_state[_RESULT] = _outcome(
        files[st.session_state[FILE]], re.sub(r"[.\s]", "", number), "".join(groups.split())
    )


def _outcome(path: Path, number: str, groups: str) -> Outcome:
    if bool(number) != bool(groups) or (number and not (number.isascii() and number.isdigit())):
        return Outcome(False, "Vul het nummer én de acht groepen in, zoals ze op het papier staan.")
    if groups and not _GROUPS.fullmatch(groups):
        return Outcome(
            False, "De acht groepen bestaan elk uit vier tekens: cijfers en de letters a tot en met f."
        )
    try:
        return examine(path, int(number or 0), groups)
    except StoreProblem as problem:
        return Outcome(False, problem.sentence)
