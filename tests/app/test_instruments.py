"""The instruments of actions 5, 7, 8, 9 and 10 on the page: empty, typed, and in pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lib.access import Session
from lib.store.file.connection import reading
from lib.store.results.desks import held_desks
from lib.store.results.instruments import INSTRUMENTS
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen
from tests.unit import desk

EMPTY = {
    "5": ("Nog geen loket vastgelegd.", "Leg het eerste loket vast"),
    "8": ("is zij niet het uitgangspunt van dit beleid", "Leg het eerste effect vast"),
    "9": ("Nog geen activiteit vastgelegd.", "Leg de eerste activiteit vast"),
    "10": ("Nog geen vraag vastgelegd.", "Leg de eerste vraag vast"),
    "7": ("Nog geen lectoraat of practoraat vastgelegd.", "Leg de eerste groep vast"),
}
"""What each action says while nothing is recorded, and its button."""


@pytest.mark.parametrize("action", EMPTY)
def test_an_empty_instrument_says_what_is_asked_and_leads_to_the_form(
    real: Path, screen: OpenScreen, action: str
) -> None:
    words, button = EMPTY[action]
    here = screen("Anna").open("actie", actie=action, tab="effect")
    assert words in here.text
    here.press(button)
    assert "Toevoegen" in here.buttons


def test_a_desk_is_typed_refused_mended_and_undone(real: Path, screen: OpenScreen) -> None:
    desk.party(real, "Roc Voorbeeld")
    here = screen("Anna").edit("actie", actie="5", tab="effect")
    assert "in de bijlage is 5A het loket en 5B het merk" in here.text
    here.unfold("add desk")
    here.fill({"new desk name": "Werkplein <b>Zuid</b>", "new desk region": "AM18"}).press("Toevoegen")
    assert any("Voor wie is dit loket?" in error for error in here.errors)
    assert here.value("new desk name") == "Werkplein <b>Zuid</b>"
    here.fill({"new desk serves": ["mens", "opleider"]}).press("Toevoegen")
    assert "In 0 van de 5 regio’s kan elke doelgroep bij een loket terecht" in here.text
    assert "<b>Zuid</b>" not in here.markup
    assert "Loket toegevoegd: Werkplein <b>Zuid</b> in Groot Amsterdam, voor mens en opleider." in (
        screen().open("actie", actie="5", tab="geschiedenis").text
    )
    here.press("Ongedaan maken")
    with reading(real) as db:
        assert not held_desks(db, date(2023, 1, 1)).desks


@pytest.mark.parametrize("action", EMPTY)
def test_the_example_shows_a_picture_the_same_as_a_table_and_files(
    example: Path, screen: OpenScreen, action: str
) -> None:
    here = screen().open("actie", actie=action, tab="effect")
    own = [instrument for instrument in INSTRUMENTS if action in instrument.actions]
    assert here.markup.count('class="wa-picture"') == len(own)
    here.app.session_state["takeaway Actie"] = True
    offered = {line.value for line in here.run().app.markdown}
    assert {f"{instrument.title}, alle regels" for instrument in own} <= offered
    here = screen().open("actie", actie=action, tab="effect", vorm="tabel")
    assert "wa-picture" not in here.markup
    assert here.markup.count("<table") >= len(own)


def test_amounts_of_the_case_are_for_who_may_see_money(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = "samen € 365.000 tot € 800.000 per jaar (4 van 8 effecten in euro)"
    here = screen("Anna").open("actie", actie="8", tab="effect")
    assert total in here.text.replace("\u00a0", " ")
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    for form in ("beeld", "tabel"):
        here = screen().open("actie", actie="8", tab="effect", vorm=form)
        assert "€" not in here.markup
        assert "bedrag alleen voor wie geld mag inzien" in here.text
    assert "waarvan vier in euro" in screen().open("presenteren", overleg="agenda").text


def test_promotion_is_filtered_by_region_and_school(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="9", tab="effect", regio="AM15", school="po")
    assert "(Noord-Holland Noord en basisschool)" in here.text
    assert "1 van de 2 activiteiten noemt geen type" in here.text
    here.open("actie", actie="9", tab="effect", regio="zz", school="po")
    assert "Dit filter bestaat niet: “zz”" in " ".join(here.warnings)


def test_pasted_names_of_types_and_worlds_are_exact(real: Path, screen: OpenScreen) -> None:
    desk.party(real, "Roc Voorbeeld")
    here = screen("Anna").edit("actie", actie="9", tab="effect")
    here.unfold("paste promotion")
    titles = ("Naam van de activiteit", "Wie organiseert het", "Typen", "Werelden van techniek", "Eerste dag")
    head = "\t".join(titles) + "\n"

    def paste(kinds: str, worlds: str) -> None:
        row = f"Open dag\tRoc Voorbeeld\t{kinds}\t{worlds}\t1-2-2022"
        here.fill({"paste promotion": head + row}).press("Bekijk wat er verandert")

    paste("Concrete bètatechnici", "Hi-tech & Science")
    assert "Dit type komt uit het model van 2011. Kies een van de vijf typen van 2019" in here.text
    paste("voor iedereen", "Hi-tech & Science")
    assert "“Voor iedereen” is geen type." in here.text
    paste("Doeners", "Energie, Water & Veiligheid; Hi-tech & Science")
    here.press("Eén rij overnemen")
    assert "“Mens & Gezondheid”" in here.text
    assert "Doeners" in here.text


def test_a_note_of_staff_stands_at_the_chart_with_how_far_the_source_is(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").edit("actie", actie="10", tab="effect")
    here.unfold("add dated_note")
    typed = {
        "happened_on": "01-09-2022",
        "label": "proef begint",
        "what": "De proef met vouchers begint",
        "source": "brief",
    }
    here.fill({f"new dated_note {name}": value for name, value in typed.items()}).press("Toevoegen")
    chart = screen().open("arbeidsmarkt", indicator="werkloosheid", regio="PV27")
    assert "1 september 2022: De proef met vouchers begint. Bron: brief." in chart.text
    assert "Nieuwste bij de bron, naar het ritme van de bron:" in chart.text
