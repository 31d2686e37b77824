"""What an instrument declares once shows at the action, on a slide, on Stand, Deze week and in the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from lib.rules.results.result import Missing, Result, Table
from lib.store import agenda, records
from lib.store.file.connection import reading, writing
from lib.store.results import instruments
from lib.store.results.instrument import Instrument
from lib.store.results.outcomes import outcomes
from lib.ui.results import views
from lib.ui.results.view import View
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk
from tests.unit.desk import ANNA

SENTENCE = "Van acht bomen staan er vijf."
LATE = "De opgave over het 4e kwartaal 2022 ontbreekt van Zaanstreek/Waterland."
ASKED = "Hebt u de opgave over het vierde kwartaal?"


@pytest.fixture
def trees(nothing_worked_out: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of instrument that the app does not have, at the manifest activity m1."""
    table = Table("Bomen", ("Regio", "Bomen"), (("Gooi en Vechtstreek", "5"),))
    late = Missing(LATE, "Roc Voorbeeld", "2021-01-31", ASKED, party_id=1)
    shown = Result("trees", "Bomen", SENTENCE, (table,), "Een rij bomen.", "Bron: verzonnen.", (late,))
    made = Instrument("trees", "Bomen", ("m1",), "Nog geen boom.", lambda *_: shown, lambda *_: table)
    view = View(lambda _result: Markup("<p>|||||</p>"), lambda _here, _action: None)
    monkeypatch.setattr(instruments, "INSTRUMENTS", (*instruments.INSTRUMENTS, made))
    monkeypatch.setattr(views, "VIEWS", {**views.VIEWS, "trees": view})


def test_every_instrument_has_a_view() -> None:
    assert [instrument.key for instrument in instruments.INSTRUMENTS] == [*views.VIEWS]
    assert not [one.key for one in instruments.INSTRUMENTS if "Bewerken" in one.nothing]


def test_the_action_shows_sentence_picture_what_lacks_and_the_same_as_a_table(
    example: Path, screen: OpenScreen, trees: None
) -> None:
    here = screen().open("actie", actie="m1", tab="effect")
    assert SENTENCE in here.text
    assert f"{LATE} Te vragen: Roc Voorbeeld." in here.text
    assert 'role="img" aria-label="Een rij bomen."' in here.markup
    here.app.session_state["takeaway Actie"] = True
    assert "Bomen, alle regels" in {line.value for line in here.run().app.markdown}
    here = screen().open("actie", actie="m1", tab="effect", vorm="tabel")
    assert "Gooi en Vechtstreek" in here.text
    assert "|||||" not in here.markup


def test_it_stands_on_a_slide_on_stand_in_deze_week_and_in_the_letter(
    example: Path, screen: OpenScreen, trees: None
) -> None:
    slides = screen().open("presenteren", overleg="agenda")
    assert SENTENCE in slides.text
    assert "|||||" in slides.markup
    assert SENTENCE in screen().open("stand").text
    week = screen().open("deze-week")
    with reading(example) as db:
        name = agenda.party_names(db)[1]
    assert name in week.text
    assert "actie=m1&amp;tab=effect" in week.markup
    annex = screen().open("brief", deel="bijlage-1").text
    assert SENTENCE in annex, "the letter itself has it once a result is agreed"
    assert LATE in annex


def save_outcome(here: Screen, **typed: str) -> Screen:
    return here.fill({f"new outcome 7 {name}": value for name, value in typed.items()}).press("Toevoegen")


def test_what_is_finished_when_it_is_finished(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="7", tab="effect")
    assert "Voetnoot 1 van de bijlage vraagt een concreet resultaat." in here.text
    here.unfold("outcome 7")
    save_outcome(here, sentence="Elke campus heeft een lectoraat", agreed_on="20-05-2021")
    assert here.saved == ["Het concrete resultaat is vastgelegd."]
    line = "Elke campus heeft een lectoraat (afgesproken 20 mei 2021). Nog niet bereikt."
    assert "afgesproken 20 mei 2021" in here.text
    agreed = "Af als: Elke campus heeft een lectoraat (afgesproken 20 mei 2021)."
    assert f"Nog niet bereikt. {agreed}" in " ".join(screen().open("stand").text.split())
    assert line in screen().open("presenteren", overleg="agenda").text
    assert "Elke campus heeft een lectoraat (afgesproken 20 mei 2021)." in screen().open("brief").text


def test_an_action_has_one_concrete_result_at_a_time(real: Path) -> None:
    values = {"action_id": "7", "sentence": "Af", "agreed_on": "2021-05-20"}
    with writing(real, ANNA) as db:
        first = records.add(db, "outcome", values)
    with pytest.raises(Exception, match="heeft al een concreet resultaat"), writing(real, ANNA) as db:
        records.add(db, "outcome", {**values, "sentence": "Ook af"})
    with writing(real, ANNA, "Anders") as db:
        records.withdraw(db, "outcome", first, 1)
    with writing(real, ANNA) as db:
        records.add(db, "outcome", {**values, "sentence": "Ook af"})
    entry = desk.entries(real, "outcome", first)[-1]["id"]
    with pytest.raises(Exception, match="heeft al een concreet resultaat"), writing(real, ANNA) as db:
        records.put_back(db, "outcome", first, "withdrawn_on", entry, 2)
    with reading(real) as db:
        assert outcomes(db)["7"].sentence == "Ook af"
