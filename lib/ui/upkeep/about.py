"""About the app: its version, how large things are, and the licences of all that it is made of."""

from __future__ import annotations

import platform

import streamlit as st

from lib import VERSION
from lib.documents import licences
from lib.dutch import number_text, size_text
from lib.store.upkeep.sizes import Sizes, sizes
from lib.ui.elements.html import sentence, show, table
from lib.ui.here.state import Here
from lib.ui.upkeep.view import card, facts


def draw(here: Here) -> None:
    """Draw the version, the sizes and the licences."""
    measured = sizes(here.path)
    sentence(
        f"Werkagenda {VERSION}. Het gegevensbestand is {size_text(measured.file)} groot en bewaart "
        f"{number_text(measured.history)} wijzigingen."
    )
    left, right = st.columns(2, gap="medium")
    with left:
        card("Versie", "Waaruit deze app bestaat.", lambda: facts(_versions(measured)), key="version")
        card("Grootte", "Wat er op schijf staat.", lambda: _sizes(here, measured), key="size")
    with right:
        rows = [(kind, number_text(count)) for kind, count in measured.rows.items() if count]
        show(table(("Soort", "Aantal"), rows, "Hoeveel er van elke soort is vastgelegd"))
    st.header("Licenties", anchor=False)
    rows_of_parts = [(part.name, part.version, part.licence, part.kind) for part in licences.parts()]
    show(table(("Onderdeel", "Versie", "Licentie", "Wat"), rows_of_parts, "Licenties van alle onderdelen"))


def _versions(measured: Sizes) -> dict[str, object]:
    return {
        "Werkagenda": VERSION,
        "Vorm van het gegevensbestand": measured.schema,
        "Python": platform.python_version(),
        "Streamlit": st.__version__,
        "SQLite": measured.sqlite,
    }


def _sizes(here: Here, measured: Sizes) -> None:
    facts(_files(here, measured))
    if measured.attached:
        st.caption(
            f"Bestanden bij gebeurtenissen zijn {size_text(measured.attached)} van het gegevensbestand, en "
            "van elke kopie die vanaf nu wordt gemaakt."
        )


def _files(here: Here, measured: Sizes) -> dict[str, object]:
    return {
        "Gegevensbestand": here.path.name,
        "Grootte": size_text(measured.file),
        "Logboek ernaast": size_text(measured.log),
        "Wijzigingen in de geschiedenis": number_text(measured.history),
    }
