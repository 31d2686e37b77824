"""Words that Streamlit has in its own scripts and that no setting changes: these, in Dutch.

Owns which words those are and in which of its scripts. What a newer Streamlit words otherwise stays as it is.
"""

from __future__ import annotations

WORDS = {
    "index": {
        '"aria-label":`Sidebar`': '"aria-label":`Menu en logo`',
        '"aria-label":`Collapse sidebar`': '"aria-label":`Menu inklappen`',
        '"aria-label":`Expand sidebar`': '"aria-label":`Menu uitklappen`',
        '"aria-label":`Navigate to home page`': '"aria-label":`Naar de werkagenda`',
        '"aria-label":`Shortcut ${': '"aria-label":`Sneltoets ${',
        '"aria-label":`Close`': '"aria-label":`Sluiten`',
        "`Skip to main content`": "`Naar de inhoud`",
        "`Page not found`": "`Deze pagina is er niet`",
        "`The page that you have requested does not seem to exist`": "`Het adres dat u vroeg bestaat niet`",
        "Running the app's main page.": "U ziet nu de werkagenda.",
        "`Connection error`": "`Geen verbinding`",
        "Streamlit server is not responding. Are you connected to the internet?": "De Werkagenda geeft geen "
        "antwoord. Wat u typte blijft staan. Draait de app nog, en hebt u netwerk? Zodra zij antwoordt, gaat "
        "dit venster dicht.",
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
        "terminal:": (
            "De Werkagenda geeft geen antwoord. Wat u typte blijft staan. Is de app gestopt, start haar dan "
            "opnieuw op deze computer:"
        ),
        "`streamlit run yourscript.py`": "`make run`",
        "`Connection failed with status ${": "`De Werkagenda antwoordt met ${",
    },
    "utils": {
        "`Choose an option`": "`Maak een keuze`",
        "`Choose options`": "`Kies`",
        "`Choose or add an option`": "`Kies of voeg toe`",
        "`Choose or add options`": "`Kies of voeg toe`",
        "`Add an option`": "`Voeg toe`",
        "`Add options`": "`Voeg toe`",
        "`No options to select`": "`Niets te kiezen`",
        "`File must be ${": "`Dit bestand is te groot. Het mag hoogstens ${",
        " or smaller.`": " zijn.`",
        "`${t.type} files are not allowed.`": "`Dit soort bestand kan hier niet.`",
        "children:[`Error: `": "children:[`Fout: `",
        "`Remove ${": "`Weghalen: ${",
        "`Cancel upload of ${": "`Afbreken: ${",
        '"aria-label":`file upload`': '"aria-label":`Bestand`',
    },
    "Toolbar": {
        "label:`Fullscreen`": "label:`Volledig scherm`",
        "label:`Close fullscreen`": "label:`Volledig scherm sluiten`",
    },
    "DataFrame": {
        "label:`Show/hide columns`": "label:`Kolommen kiezen`",
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
    "ArrowVegaLiteChart": {
        "label:`Show data`": "label:`Gegevens tonen`",
        "label:`Show chart`": "label:`Grafiek tonen`",
        "label:`Download as PNG`": "label:`Downloaden als PNG`",
        "`Copied!`": "`Gekopieerd`",
        "`Copy Vega-Lite spec`": "`Vega-Lite kopiëren`",
    },
    "useCopyToClipboard": {"`Copied`": "`Gekopieerd`", "`Copy to clipboard`": "`Kopiëren`"},
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
    "StreamlitMarkdown": {"`Help`:`Help for ${": "`Uitleg`:`Uitleg bij ${"},
    "FileUploader": {
        ":`Upload`": ":`Bestand kiezen`",
        '"aria-label":`Add files`': '"aria-label":`Ander bestand kiezen`',
        " per file`": " per bestand`",
        "`${e.type} files are not allowed.`": "`Dit soort bestand kan hier niet.`",
        "`Drag and drop a file here`": "`Laat het bestand hier los`",
        # What has a name and can be gone to is no mere presentation: a screen reader hears of a group.
        '({tabIndex:-1}),"data-testid":`stFileUploaderDropzone`': (
            '({tabIndex:-1,role:`group`}),"data-testid":`stFileUploaderDropzone`'
        ),
    },
}
"""By the script of a widget: what stands in it, and what takes its place."""


def in_dutch(file: str, script: bytes) -> bytes:
    """A script file of Streamlit with our words for its own."""
    for english, dutch in WORDS.get(file.split(".")[0], {}).items():
        script = script.replace(english.encode(), dutch.encode())
    return script
