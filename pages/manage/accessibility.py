"""Toegankelijkheid: the statement in the order of the national register, with only what is so."""

from __future__ import annotations

import streamlit as st

from lib.ui.elements.heading import page_head
from lib.ui.elements.html import sentence, show, table
from lib.ui.upkeep import view

STATUS = "Nog niet onderzocht"
STATEMENT = {
    "Waarover gaat dit": "Werkagenda, deze app",
    "Norm": "EN 301 549, met WCAG 2.1 niveau A en AA. Ons eigen doel is ook WCAG 2.2 AA.",
    "Status": STATUS,
    "Onderzoek": "Er is nog geen onderzoek gedaan door een onafhankelijke partij. Daarom geven wij onszelf "
    "geen status A of B.",
    "Register": "Alleen de organisatie die de app aanbiedt, kan de app in het landelijke register zetten. "
    "Dat is nog niet gedaan.",
    "Vastgesteld door": "Nog door niemand.",
    "Een probleem melden": "De organisatie die de app aanbiedt, vult hier een adres in. Dat is nog niet "
    "gebeurd.",
}
_EVERYWHERE = "elke pagina en haar onderdelen, op het voorbeeld"
TESTED = (
    ("Wat een programma kan nakijken (axe)", f"{_EVERYWHERE}, licht en donker", "geen fout"),
    ("Op het smalste scherm, 320 breed", _EVERYWHERE, "niets schuift opzij"),
    ("Taal en kop van de pagina", _EVERYWHERE, "Nederlands, ook wat alleen wordt voorgelezen; één hoofdkop"),
    (
        "Zonder muis",
        "een actie zoeken en openen, een gebeurtenis vastleggen, een fase wijzigen",
        "lukt met het toetsenbord",
    ),
    (
        "Waar het toetsenbord blijft",
        "een venster of keuzeblad dat opent en sluit",
        "gaat erin mee en komt terug",
    ),
    ("Wat een keuze verandert", "weergave en filter van de werkagenda", "wordt voorgelezen"),
    ("Sneltoetsen", "een letter die meteen iets doet", "is uit te zetten, bij uw naam"),
)
NOT_TESTED = (
    "met een schermlezer, door iemand die dat elke dag doet",
    "met 200% vergroting en met meer ruimte tussen letters",
    "de Word- en PDF-bestanden, door een onafhankelijke partij",
    "met mensen met een beperking",
)
KNOWN = (
    (
        "De lijst van acties, in Bewerken",
        "Zij wordt getekend. Een schermlezer leest haar slecht.",
        "Onder de lijst staat een gewoon formulier.",
    ),
    (
        "De kaart van de campussen",
        "Zij wordt getekend.",
        "Naast de kaart staat een lijst met dezelfde campussen.",
    ),
)


def page() -> None:
    """The statement, what we tested ourselves, and what is known to fall short."""
    view.dress()
    with page_head("Toegankelijkheid") as lead, lead:
        sentence(f"Status: {STATUS.lower()}. Hieronder staat wat wij zelf toetsten, en wat nog niet.")
    left, right = st.columns(2, gap="medium")
    with left:
        view.card(
            "Verklaring",
            "In de volgorde van het landelijke register.",
            lambda: view.facts(STATEMENT),
            key="statement",
        )
    with right:
        st.header("Wat wij zelf toetsten", anchor=False)
        show(table(("Wat", "Waar", "Uitkomst"), TESTED, "Wat wij zelf toetsten"))
        st.header("Wat nog niet is getoetst", anchor=False)
        view.points(NOT_TESTED)
    st.header("Wat wij weten dat beter moet", anchor=False)
    show(table(("Onderdeel", "Gevolg", "Andere weg"), KNOWN, "Bekende afwijkingen"))


page()
