"""What can be done from any page with a key or two: record a step, open an action by its number, undo.

Owns the list of keys, at the foot of the menu; `keys.js` acts on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from lib.ui.elements.fields import key_class
from lib.ui.frame import keys
from lib.ui.frame.identity import NAME_FIELD
from lib.ui.here import state
from lib.ui.here.address import ACTION, AT, EDITING, MODE, link_to

STEP, _NEW = "step anywhere", "nieuw"
"""The form for a step of any action, and what an address says that leads to it."""
_SINGLE = {
    "S": "Gebeurtenis vastleggen",
    "4 en Enter": "Naar actie 4",
    "m1 en Enter": "Naar het manifest",
    "?": "Deze lijst",
    "J, L, S": "Bijwerkronde: klopt nog, later, gebeurtenis",
    "B, Q, F": "Presenteren: besluit, QR-code, volledig scherm",
    "P, V, K": "Presenteren: scherm van de spreker, vraag de zaal, toezegging nagekomen",
    ".": "Presenteren: zwart scherm",
    "1 tot 9": "Presenteren, bij Lege stoelen: kies de stoel",
}
_ALWAYS = {
    "Ctrl+Z": "Ongedaan maken",
    "Ctrl+Shift+Z": "Opnieuw",
    "Ctrl+Enter": "Formulier opslaan",
    "Shift+← of →": "Bord: kaart naar de fase ernaast",
    "Escape": "Uit een vraag onderin terug naar de tabel; de vraag blijft staan",
}


def keys_there_are(shared: Mapping[str, str]) -> Markup:
    """Build the way to record a step, and the list of keys; single ones only when they are on."""
    on = keys.are_on()
    if st.query_params.pop(_NEW, None):
        state.want_focus(f".{key_class(f'{STEP} action_id')}", NAME_FIELD)
    present = {name: value for name, value in shared.items() if name != AT}
    step = link_to("actie", {**present, MODE: EDITING, _NEW: "gebeurtenis"})
    return _listed(on, step, link_to("actie", {**shared, ACTION: ""}))


@lru_cache(maxsize=256)
def _listed(on: bool, step: str, action: str) -> Markup:
    """Return the way to record a step, and the keys; `action` lacks the number of the action."""
    listed = {**(_SINGLE if on else {}), **_ALWAYS}
    pairs = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in listed.items())
    off = "" if on else Markup("<p>Losse letters doen niets: de sneltoetsen staan uit.</p>")
    return Markup(
        '<div class="wa-anywhere" data-keys="{}" data-action="{}">'
        '<a class="wa-link" href="{}"><span>Gebeurtenis vastleggen</span>{}</a>'
        "<details><summary>Alle toetsen{}</summary>{}<dl>{}</dl></details></div>"
    ).format("on" if on else "off", action, step, _hint("S", on), _hint("?", on), off, pairs)


def _hint(key: str, on: bool) -> Markup:
    return Markup(" <kbd>{}</kbd>").format(key) if on else Markup()
