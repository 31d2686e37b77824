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
    "DataFrame": {
        "label:`Show/hide columns`": "label:`Kolommen kiezen`",
        "label:`Download as CSV`": "label:`Downloaden als CSV`",
        "label:`Search`": "label:`Zoeken`",
        "`Type to search`": "`Typ om te zoeken`",
        "`Select all`": "`Alles kiezen`",
        "`Sort ascending`": "`Oplopend sorteren`",
        "`Sort descending`": "`Aflopend sorteren`",
        "`Statistics`": "`Samenvatting`",
        "`Autosize`": "`Passende breedte`",
        "`Pin column`": "`Kolom vastzetten`",
        "`Unpin column`": "`Kolom losmaken`",
        "`Hide column`": "`Kolom verbergen`",
    },
    "Toolbar": {
        "label:`Fullscreen`": "label:`Volledig scherm`",
        "label:`Close fullscreen`": "label:`Volledig scherm sluiten`",
    },
    "ArrowVegaLiteChart": {
        "label:`Show data`": "label:`Toon de cijfers`",
        "label:`Show chart`": "label:`Toon de grafiek`",
    },
    "DeckGlJsonChart": {"label:`Clear selection`": "label:`Keuze wissen`"},
    "FileUploader": {":`Upload`": ":`Bestand kiezen`", " per file`": " per bestand`"},
}
"""By the script of a widget: what stands in it, and what takes its place."""


def in_dutch(file: str, script: bytes) -> bytes:
    """A script file of Streamlit with our words for its own."""
    for english, dutch in WORDS.get(file.split(".")[0], {}).items():
        script = script.replace(english.encode(), dutch.encode())
    return script
