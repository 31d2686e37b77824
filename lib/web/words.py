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
    "index": {
        '"aria-label":`Sidebar`': '"aria-label":`Zijbalk`',
        '"aria-label":`Expand sidebar`': '"aria-label":`Menu tonen`',
        '"aria-label":`Collapse sidebar`': '"aria-label":`Menu verbergen`',
        '"aria-label":`Navigate to home page`': '"aria-label":`Naar het begin`',
        '"aria-label":`Close`': '"aria-label":`Sluiten`',
        "`Shortcut ${": "`Sneltoets ${",
        "`Skip to main content`": "`Naar de inhoud`",
        "`Page not found`": "`Deze pagina is er niet`",
        "`The page that you have requested does not seem to exist`": "`Het adres dat u vroeg bestaat niet`",
        "Running the app's main page.": "U ziet nu de werkagenda.",
    },
    "utils": {"`Choose options`": "`kies`", "`Choose an option`": "`kies`"},
    "ArrowVegaLiteChart": {
        "`Show data`": "`Toon de cijfers`",
        "`Show chart`": "`Toon de grafiek`",
        "`Download as PNG`": "`Downloaden als PNG`",
        "`Copy Vega-Lite spec`": "`Beschrijving van de grafiek kopiëren`",
        "`Copied!`": "`Gekopieerd`",
    },
    "Toolbar": {"label:`Fullscreen`": "label:`Vol scherm`", "`Close fullscreen`": "`Vol scherm sluiten`"},
    "DataFrame": {
        "`Show/hide columns`": "`Kolommen kiezen`",
        "label:`Download as CSV`": "label:`Downloaden als CSV`",
        "label:`Search`": "label:`Zoeken`",
        "`Close Search`": "`Zoeken sluiten`",
        "`Next Result`": "`Volgende`",
        "`Previous Result`": "`Vorige`",
        "`Dataframe column menu`": "`Kolom`",
        "`Copy column name`": "`Naam van de kolom kopiëren`",
        "Sort ascending": "Oplopend sorteren",
        "Sort descending": "Aflopend sorteren",
        "Hide column": "Kolom verbergen",
        "Unpin column": "Kolom losmaken",
        "Pin column": "Kolom vastzetten",
    },
    "FileUploader": {":`Upload`": ":`Bestand kiezen`", " per file`": " per bestand`"},
}
"""By the script of a widget: what stands in it, and what takes its place."""


def in_dutch(file: str, script: bytes) -> bytes:
    """A script file of Streamlit with our words for its own."""
    for english, dutch in WORDS.get(file.split(".")[0], {}).items():
        script = script.replace(english.encode(), dutch.encode())
    return script
