"""Werk naar werk on the screens: the flow with its table, proposals that say why, the card and the ladder."""

from __future__ import annotations

from pathlib import Path

from lib.store.file.connection import reading, writing
from lib.store.results import work
from tests.app.conftest import OpenScreen
from tests.unit import desk

PAGE = "werk-naar-werk"


def test_the_page_tells_who_is_over_and_where_the_model_stands(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE)
    assert here.lead == (
        "Drie sectoren melden 85 tot en met 105 mensen over, vijf sectoren vragen er 70 tot en met 98; "
        "voor 20 tot en met 28 zijn afspraken getekend, 20 tot en met 28 stapten over zonder uitkering. "
        "Het model staat op trede 6 van 8."
    )
    assert "20–28 mensen, getekend" in here.text
    assert "Schiphol naar Maritiem is de eerste praktijkcase" in here.text
    assert "zelfde regio (Groot Amsterdam), zelfde beroepsgroep" in here.text


def test_the_table_says_what_the_picture_does(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE, blik="tabel", indeling="beroep")
    assert "laders, lossers en vakkenvullers over 35 tot en met 39 15 tot en met 19" in " ".join(
        here.text.split()
    )


def test_filters_narrow_the_flow(example: Path, screen: OpenScreen) -> None:
    lead = screen("Anna").open(PAGE, regio="AM37").lead
    assert lead.startswith("Metaal en maakindustrie meldt 5 tot en met 9 mensen over")


def test_one_case_stands_alone(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE, case="luchtvaart naar maritiem")
    assert here.lead.startswith(
        "Luchtvaart meldt 60 tot en met 72 mensen over, maritiem vraagt er 35 tot en met 47;"
    )
    assert "Horeca en reizen" not in here.markup.partition("Meldingen")[0]


def test_all_seven_lines_of_a_card_are_shown_open_ones_too(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE, koppeling="1")
    assert "Oriëntatie (actie 3)" in here.text
    assert "6 afgesproken, 1 open. Getekend op 20 januari 2022." in here.text
    assert "bestaat niet" in " ".join(screen("Anna").open(PAGE, koppeling="99").warnings)


def test_the_result_of_action_2_and_the_calls_tell_it_too(example: Path, screen: OpenScreen) -> None:
    assert "Het model staat op trede 6 van 8." in screen("Anna").open("actie", actie="2", tab="effect").text
    assert "Het model staat op trede 6 van 8." in screen("Anna").open("stand").text


def test_a_real_agenda_has_the_case_of_the_annex_and_no_number(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open(PAGE)
    assert here.lead == "Er is nog geen overschot en geen vraag gemeld. Het model staat nog op geen trede."
    assert "praktijkcase: Schiphol naar Maritiem" in here.text


def test_a_proposal_becomes_a_match_with_an_empty_card(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(PAGE)
    with reading(example) as db:
        before = len(work.recorded(db).matches)
    here.press(next(label for label in here.buttons if label.startswith("Koppeling maken *")))
    with reading(example) as db:
        matches = work.recorded(db).matches
    assert len(matches) == before + 1
    assert (matches[-1].people, matches[-1].wage) == (14, "open")


def test_an_old_melding_is_confirmed_with_one_press(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(PAGE)
    stale = [label for label in here.buttons if label.startswith("Klopt nog *")]
    here.press(stale[0])
    assert stale[0] not in here.buttons


def test_a_match_goes_from_proposal_to_signed_card(real: Path, screen: OpenScreen) -> None:
    over, asked = (desk.party(real, f"Bedrijf {name}", "bedrijfsleven") for name in "AB")
    notice = {"sector": "luchtvaart", "occupation": "laders", "people": 20, "region": "AM18"}
    notice |= {"starts_on": "2023-01-01"}
    with writing(real, desk.ANNA) as db:
        work.add_notice(db, {**notice, "party_id": over, "kind": "overschot"})
        work.add_notice(db, {**notice, "party_id": asked, "kind": "vraag", "sector": "maritiem"})
    here = screen("Anna").edit(PAGE)
    assert "Bedrijf A naar Bedrijf B: 20 tot en met 24 mensen." in here.text
    here.press(next(label for label in here.buttons if label.startswith("Koppeling maken")))
    assert "7 open. Nog niet getekend." in here.text
    here.unfold("card").fill({"job_match 1 wage": "afgesproken"}).press("Opslaan", "job_match 1 form")
    signed = {f"job_match 1 signed_{side}_on": "8 februari 2023" for side in ("surplus", "demand")}
    here.fill(signed).press("Opslaan", "job_match 1 form")
    assert here.saved == ["De afsprakenkaart is opgeslagen."]
    assert "1 afgesproken, 6 open. Getekend op 8 februari 2023." in here.text
    assert "20–24 mensen, getekend" in here.text
