"""Money on the screens: in amounts for who may see them, in words for all, never as a total."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.access import Session
from lib.store.file.connection import reading
from lib.store.results import money
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen

EURO = "€"


def test_the_money_of_the_fund_is_told_by_source_and_certainty(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("actie", actie="4", tab="geld")
    assert here.lead.startswith("Voor deze actie is € 200.000 ontvangen en € 200.000 verleend")
    assert "Geen totaal: bedragen met een andere zekerheid tellen wij niet op." in here.text
    assert "€ 600.000 of meer" in here.text
    assert "€ 1.230.000" not in here.text, "no sum over certainties"
    assert "Metropoolregio Amsterdam: nog niet opgericht" in here.text
    assert "oormerk: inwoners met bijstand" in here.text


def test_what_is_kept_for_who_sees_amounts_is_not_given_to_others(
    example: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert EURO in screen("Anna").open("brief").text
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    assert EURO not in screen().open("brief").text


def test_slides_and_results_tell_money_without_amounts(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("actie", actie="4", tab="effect", vorm="tabel")
    assert "Voor actie 4 is één laag ontvangen en twee lagen verleend" in here.text
    assert "Noord-Holland Noord: nog niet opgericht" in here.text
    assert EURO not in here.text


def test_one_page_tells_which_money_ends_when(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("geld")
    assert here.lead.startswith("Voor zeven acties zijn 18 geldlagen vastgelegd; het eerst houdt")
    assert "eindigde op 31 december 2022; telt niet meer mee" in here.text
    assert "einde van de looptijd" in here.text
    assert "Bij één campus beslissen alle drie de kanten mee." in here.text


def test_the_purpose_case_tells_the_money_at_its_part(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("actie", actie="3", tab="purpose-case")
    assert "Voor deze actie is € 60.000 verleend" in here.text


def test_a_real_agenda_says_that_nothing_is_recorded(real: Path, screen: OpenScreen) -> None:
    assert "Nog geen geld vastgelegd." in screen("Anna").open("actie", actie="4", tab="geld").text
    here = screen("Anna").open("geld")
    assert here.lead == "Bij geen enkele actie is geld vastgelegd dat nu meetelt."
    assert "exploitatie niet bekend" in here.text


def test_the_letter_tells_money_by_certainty(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("brief")
    assert "Ontvangen: € 200.000" in here.text
    assert "Geld per actie" in here.open("brief", deel="bijlage-1").text


def test_a_layer_goes_from_mentioned_to_promised_and_asks_for_its_proof(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").unfold("add money 4").edit("actie", actie="4", tab="geld")
    here.fill({"new money_layer 4 name": "Vouchers", "new money_layer 4 source": "provincie"})
    here.press("Geldlaag toevoegen")
    with reading(real) as db:
        (layer,) = money.layers(db, "4")
    assert (layer.certainty, layer.amount_low) == ("genoemd", None)
    here.unfold("change money 4").fill({f"money_layer {layer.id} certainty": "toegezegd"}).press("Opslaan")
    assert (
        any("hoort een besluit of brief" in error for error in here.errors)
        or "hoort een besluit" in here.text
    )
    here.fill({f"money_layer {layer.id} evidence": "besluit van 1 mei 2023"}).press("Opslaan")
    with reading(real) as db:
        assert money.layers(db, "4")[0].certainty == "toegezegd"
    assert "bedrag onbekend toegezegd: Vouchers" in here.text
    received = {"certainty": "ontvangen", "amount_kind": "bedrag", "amount_low": "250000"}
    here.fill({f"money_layer {layer.id} {name}": value for name, value in received.items()}).press("Opslaan")
    assert f"{EURO} 250.000 ontvangen: Vouchers" in here.text
