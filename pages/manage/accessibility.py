"""Toegankelijkheid: the statement in the order of the national register, with only what is so."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text
from lib.store.file.connection import reading
from lib.store.file.criteria import STATUSES, Criterion, criteria
from lib.store.file.settings import settings
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import sentence, show, table
from lib.ui.here import state
from lib.ui.here.cache import kept_with
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
}
REPORT, NOBODY_YET = (
    "Een probleem melden",
    "De organisatie die de app aanbiedt, vult hier een adres in, bij Beheer. Dat is nog niet gebeurd.",
)
NOT_TESTED = (
    "met een schermlezer, door iemand die dat elke dag doet",
    "met 200% grotere letters en met meer ruimte tussen letters",
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
HEADS = ("Eis", "Niveau", "Uitkomst", "Hoe en wanneer", "Wat wijkt af, en waarom")


def lead() -> str:
    """Tell how many of the criteria have which status."""
    counts = Counter(criterion.status for criterion in criteria())
    meets, partly, unseen, not_applicable = (counts[status] for status in STATUSES)
    return (
        f"Status: {STATUS.lower()}. Zelf keken wij naar de {len(criteria())} eisen van WCAG 2.2, "
        f"niveau A en AA: aan {meets} voldoet de app, aan {partly} deels, {unseen} zijn nog niet "
        f"onderzocht en {not_applicable} niet van toepassing."
    )


def row(criterion: Criterion) -> tuple[str, ...]:
    """Tell of a criterion what we found, how and when, and what deviates."""
    when = f" ({day_text(criterion.looked_on)})" if criterion.looked_on else ""
    name = Markup("{}<br>{}").format(criterion.number, criterion.name)
    deviation = f"{criterion.deviation} {criterion.why}".strip()
    return name, criterion.level, criterion.status, f"{criterion.how}{when}" or "–", deviation or "–"


def each_criterion() -> Markup:
    return table(HEADS, map(row, criteria()), "WCAG 2.2, niveau A en AA, eis voor eis")


def page() -> None:
    """Draw the statement, what was not tested, what falls short, and each criterion."""
    here = state.here()
    with reading(here.path, here.at) as db:
        report_to = settings(db).report_to
    view.dress()
    with page_head("Toegankelijkheid") as place, place:
        sentence(lead())
    left, right = st.columns(2, gap="medium")
    with left:
        view.card(
            "Verklaring",
            "In de volgorde van het landelijke register.",
            lambda: view.facts({**STATEMENT, REPORT: report_to or NOBODY_YET}),
            key="statement",
        )
    with right:
        st.header("Wat nog niet is getoetst", anchor=False)
        view.points(NOT_TESTED)
        st.header("Wat wij weten dat beter moet", anchor=False)
        show(table(("Onderdeel", "Gevolg", "Andere weg"), KNOWN, "Bekende afwijkingen"))
    st.header("Eis voor eis", anchor=False)
    show(kept_with("criteria", each_criterion, criteria()))


page()
