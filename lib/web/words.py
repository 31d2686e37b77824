"""Words that Streamlit has in its own scripts and that no setting changes: these, in Dutch.

Owns which words those are and in which of its scripts. What a newer Streamlit words otherwise stays as it is.
"""

from __future__ import annotations

WORDS = {
    "Multiselect": {
        '"aria-label":`Clear all`': '"aria-label":`Alles leegmaken`',
        '"aria-label":`Selected values`': '"aria-label":`Gekozen`',
        "`Remove ${": "`Weghalen: ${",
        "`No results`": "`Niets gevonden`",
        '"aria-label":`Open`': '"aria-label":`Openen`',
    },
    "Selectbox": {
        '"aria-label":`Clear value`': '"aria-label":`Leegmaken`',
        "`No results`": "`Niets gevonden`",
        '"aria-label":`Open`': '"aria-label":`Openen`',
    },
    "FileUploader": {":`Upload`": ":`Bestand kiezen`", " per file`": " per bestand`"},
}
"""By the script of a widget: what stands in it, and what takes its place."""


def in_dutch(file: str, script: bytes) -> bytes:
    """A script file of Streamlit with our words for its own."""
    for english, dutch in WORDS.get(file.split(".")[0], {}).items():
        script = script.replace(english.encode(), dutch.encode())
    return script
