"""Editing in the table: coalition, milestones, steps and parties; each cell lands in its own record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.store import agenda, coalitions, records
from lib.store.file.connection import reading, writing
from tests.app import coalition_desk as desk
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.kept import Kept
from tests.unit.desk import BRAM

MINE = "Mijn waarde gebruiken"
COMPANY, EMPTY, SCHOOL, TOWN, OPTIONAL, NEW = range(6)
"""The rows of the coalition of action 4."""


@pytest.fixture(scope="session")
def agendas(coalesced: list[Kept]) -> list[Kept]:
    """Both data sets, in the real one with coalitions."""
    return coalesced


@pytest.fixture
def coalition(real: Path, screen: OpenScreen) -> Screen:
    """Anna on the tab Coalitie of action 4, in Bewerken."""
    return screen("Anna").edit("actie", actie="4", tab="coalitie")


def claims(path: Path) -> dict[str, tuple[int, int | None]]:
    """How far each party is at action 4, and on which step that stands."""
    return {claim.party: (claim.level, claim.step_id) for claim in desk.table(path, "4").activations}


def answers(path: Path) -> dict[str, tuple[str, str, str]]:
    """What each party answered at action 4, with its condition and contribution."""
    supports = desk.table(path, "4").supports
    return {support.party: (support.answer, support.condition, support.contribution) for support in supports}


def seats(path: Path) -> list[str | None]:
    """Who sits on the chairs of action 4."""
    return [chair.party for chair in desk.table(path, "4").chairs]


def test_a_row_for_each_chair_says_who_where_and_what(coalition: Screen) -> None:
    rows = coalition.grid_called("coalition").value
    assert list(rows["Plek"])[EMPTY] == "O&O-fonds van de branche"
    assert list(rows["Kant"])[TOWN] == "▲ overheid, Noord-Holland Noord"
    assert list(rows["Partij op de stoel"]) == [
        desk.COMPANY,
        "niemand",
        desk.SCHOOL,
        desk.TOWN,
        *["niemand"] * 2,
    ]
    assert list(rows["Draagvlak"])[COMPANY] == "Steunt"
    assert list(rows["Activering"])[SCHOOL] == "4 – heeft inzet toegezegd"


def test_each_cell_lands_in_its_own_record(real: Path, coalition: Screen) -> None:
    coalition.type_cell(EMPTY, "Partij op de stoel", desk.FUND, "coalition")
    assert seats(real)[EMPTY] == desk.FUND
    coalition.type_cell(EMPTY, "Activering", "2 – in gesprek", "coalition")
    coalition.type_cell(SCHOOL, "Draagvlak", "Steunt", "coalition")
    coalition.type_cell(SCHOOL, "Bijdrage", "Een lokaal", "coalition")
    assert claims(real)[desk.FUND] == (2, None)
    assert answers(real)[desk.SCHOOL] == ("steunt", "", "Een lokaal")
    assert not coalition.errors


def test_a_party_of_another_side_is_refused(real: Path, coalition: Screen) -> None:
    coalition.type_cell(EMPTY, "Partij op de stoel", desk.SCHOOL, "coalition")
    assert coalition.errors
    assert seats(real)[EMPTY] is None
    assert coalition.grid_called("coalition").value["Partij op de stoel"].iloc[EMPTY] == "niemand"


def test_nobody_on_a_chair_has_no_level(real: Path, coalition: Screen) -> None:
    coalition.type_cell(EMPTY, "Activering", "2 – in gesprek", "coalition")
    assert coalition.errors == ["Op deze stoel zit nog niemand. Kies eerst de partij."]


def test_a_level_without_evidence_goes_on_in_the_form_where_the_step_is_recorded(
    real: Path, coalition: Screen
) -> None:
    town = party_id(real, desk.TOWN)
    coalition.type_cell(TOWN, "Activering", "3 – in de coalitie", "coalition")
    assert desk.TOWN not in claims(real)
    assert "Deze trede vraagt bewijs." in coalition.errors[0]
    form = f"activation 4 {town}"
    assert coalition.value(f"{form} level") == 3
    coalition.choose(f"{form} step_id", "new step")
    coalition.fill({f"{form} what": "De gemeente zegt een locatie toe", f"{form} started_by": "coalitie"})
    coalition.press("Opslaan", f"{form} form")
    level, step_id = claims(real)[desk.TOWN]
    with reading(real) as db:
        step = next(step for step in agenda.steps(db, "4") if step.id == step_id)
    assert (level, step.what, step.parties) == (3, "De gemeente zegt een locatie toe", (desk.TOWN,))


def test_a_step_that_is_not_whole_is_recorded_with_no_claim_either(real: Path, coalition: Screen) -> None:
    form = f"activation 4 {party_id(real, desk.TOWN)}"
    coalition.choose("coalition row 4", f"chair {desk.chair_of(real, '4', 'gemeente')['id']}")
    coalition.choose(f"{form} step_id", "new step")
    coalition.fill({f"{form} level": 3, f"{form} started_by": "coalitie"}).press("Opslaan", f"{form} form")
    assert coalition.errors == ["Wat er is gebeurd is nog leeg. Vul het in."]
    assert desk.TOWN not in claims(real)
    with reading(real) as db:
        assert len(agenda.steps(db, "4")) == 2


def test_a_condition_goes_on_in_the_form_of_the_answer(real: Path, coalition: Screen) -> None:
    school = party_id(real, desk.SCHOOL)
    coalition.type_cell(SCHOOL, "Draagvlak", "Steunt onder voorwaarde", "coalition")
    form = f"support 4 {school}"
    assert coalition.value(f"{form} answer") == "onder voorwaarde"
    coalition.fill({f"{form} condition": "Het Rijk betaalt mee"}).press("Opslaan", together(school))
    assert answers(real)[desk.SCHOOL] == ("onder voorwaarde", "Het Rijk betaalt mee", "")
    coalition.type_cell(SCHOOL, "Voorwaarde", "Het Rijk betaalt de helft", "coalition")
    assert answers(real)[desk.SCHOOL] == ("onder voorwaarde", "Het Rijk betaalt de helft", "")


def test_a_contribution_without_an_answer_stays_to_be_copied(real: Path, coalition: Screen) -> None:
    coalition.type_cell(SCHOOL, "Bijdrage", "Een lokaal", "coalition")
    assert coalition.errors == ["Een bijdrage hoort bij steun. Leg eerst het antwoord van deze partij vast."]
    assert "Een lokaal" in coalition.text
    assert desk.SCHOOL not in answers(real)


def test_what_somebody_else_said_meanwhile_is_not_overwritten(real: Path, coalition: Screen) -> None:
    company = party_id(real, desk.COMPANY)
    with writing(real, BRAM) as db:
        coalitions.answer_support(db, "4", company, "steunt niet", "Te duur", version=1)
    coalition.type_cell(COMPANY, "Draagvlak", "Nog niet gevraagd", "coalition")
    assert answers(real)[desk.COMPANY][0] == "steunt niet"
    assert "Bram" in coalition.text
    coalition.press("Waarde van Bram houden")
    assert answers(real)[desk.COMPANY] == ("steunt niet", "Te duur", "")


@pytest.mark.parametrize(
    ("column", "mine", "theirs"),
    [
        ("Plek", "metaalbedrijf", ("chair", {"role": "een ander bedrijf"})),
        ("Partij op de stoel", desk.FUND, ("chair", {"party_id": None})),
        ("Activering", "1 – bekend", ("activation", {"level": 2})),
        ("Draagvlak", "Nog niet gevraagd", ("support", {"answer": "steunt niet", "condition": "Te duur"})),
        ("Bewijs", "geen", ("activation", {"step_id": None, "level": 2})),
        ("Voorwaarde", "Als er geld is", ("support", {"answer": "onder voorwaarde", "condition": "Samen"})),
        ("Bijdrage", "Vijf plekken", ("support", {"contribution": "Elf leerplekken"})),
    ],
)
def test_two_people_in_one_row_of_the_coalition_lose_nothing(
    real: Path, coalition: Screen, column: str, mine: str, theirs: tuple[str, dict[str, Any]]
) -> None:
    record, values = theirs
    held = {"chair": "chairs", "activation": "activations", "support": "supports"}[record]

    def row() -> Any:
        own = getattr(desk.table(real, "4"), held)
        return next(one for one in own if record == "chair" or one.party == desk.COMPANY)

    with writing(real, BRAM) as db:
        records.save(db, record, row().id, row().version, values)
    coalition.type_cell(COMPANY, column, mine, "coalition")
    assert {name: getattr(row(), name) for name in values} == values, "what Bram stored stands"
    assert "Bram" in coalition.text, "and Anna sees both"


def test_a_new_place_goes_on_in_its_form_and_a_role_is_corrected_in_its_cell(
    real: Path, coalition: Screen
) -> None:
    coalition.type_cell(NEW, "Plek", "lectoraat", "coalition")
    assert coalition.value("new chair 4 role") == "lectoraat"
    coalition.fill({"new chair 4 helix": "onderwijs"}).press("Stoel toevoegen", "new chair 4 form")
    coalition.type_cell(SCHOOL, "Plek", "regionaal roc", "coalition")
    assert [chair.role for chair in desk.table(real, "4").chairs][SCHOOL] == "regionaal roc"
    assert desk.chair_of(real, "4", "lectoraat")["helix"] == "onderwijs"
    coalition.type_cell(SCHOOL, "Plek", "  ", "coalition")
    assert "rol van de stoel" in coalition.errors[0].lower()


def test_what_counts_now_is_drawn_with_why_and_what_is_not_stored(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="2", tab="coalitie")
    assert here.grid_called("coalition").value["Telt nu"].iloc[0] == "■■■▨□ 3, bewijs verouderd"
    here.type_cell(0, "Draagvlak", "Steunt onder voorwaarde", "coalition").run()
    assert here.grid_called("coalition").value["Telt nu"].iloc[0].endswith(" · concept")


def test_one_button_stores_level_and_answer_together_or_nothing(real: Path, coalition: Screen) -> None:
    town = party_id(real, desk.TOWN)
    coalition.choose("coalition row 4", f"chair {desk.chair_of(real, '4', 'gemeente')['id']}")
    coalition.choose(f"support 4 {town} answer", "onder voorwaarde")
    coalition.fill({f"activation 4 {town} level": 2}).press("Opslaan", together(town))
    assert coalition.errors
    assert desk.TOWN not in claims(real) | answers(real), "the level waits for the condition"
    assert coalition.value(f"activation 4 {town} level") == 2
    coalition.fill({f"support 4 {town} condition": "Het Rijk betaalt mee"}).press("Opslaan", together(town))
    assert claims(real)[desk.TOWN] == (2, None)
    assert answers(real)[desk.TOWN] == ("onder voorwaarde", "Het Rijk betaalt mee", "")
    assert [button for button in coalition.buttons if button == "Opslaan"] == ["Opslaan"]
    coalition.press("Ongedaan maken", together(town))
    assert answers(real)[desk.TOWN][0] == "niet gevraagd"
    assert claims(real)[desk.TOWN][0] == 0


def test_an_answer_that_somebody_else_changed_shows_what_hung_on_it_and_keeps_the_level(
    real: Path, coalition: Screen
) -> None:
    company = party_id(real, desk.COMPANY)
    coalition.choose("coalition row 4", f"chair {desk.table(real, '4').chairs[COMPANY].id}")
    with writing(real, BRAM) as db:
        coalitions.answer_support(db, "4", company, "steunt niet", "Te duur", version=1)
    contribution, level = f"support 4 {company} contribution", f"activation 4 {company} level"
    before = claims(real)
    coalition.fill({level: 2, contribution: "Elf plekken"}).press("Opslaan", together(company))
    assert "door Bram gewijzigd" in coalition.text, "though the field is gone: no contribution goes with a no"
    assert "Uw waarde: “Elf plekken”." in coalition.text
    assert claims(real) == before
    assert answers(real)[desk.COMPANY] == ("steunt niet", "Te duur", "")
    assert coalition.value(level) == 2
    assert MINE not in coalition.buttons
    coalition.choose(f"support 4 {company} answer", "steunt")
    assert coalition.value(contribution) == "Elf plekken"


def together(party_id: int) -> str:
    """The form of all that a row says of its party."""
    return f"activation 4 {party_id} form"


def party_id(path: Path, name: str) -> int:
    with reading(path) as db:
        return next(party.id for party in agenda.parties(db) if party.name == name)


@pytest.mark.parametrize(
    ("page", "address", "fold", "grid", "column", "value", "stored"),
    [
        ("actie", {"actie": "4", "tab": "coalitie"}, "milestone grid 4", "milestones",
         "Verantwoordelijke", desk.TOWN, lambda db: coalitions.table(db, "4").milestones[0].owner),
        ("actie", {"actie": "4"}, "step grid", "steps", "Wat er is gebeurd", "Kennis gemaakt",
         lambda db: agenda.steps(db, "4")[0].what),
        ("coalities", {"blik": "partijen"}, "register grid", "parties", "Soort organisatie", "kring",
         lambda db: agenda.parties(db)[0].kind),
    ],
)  # fmt: skip
def test_other_records_are_edited_in_a_table_too(
    real: Path, screen: OpenScreen, page: str, address: Any, fold: str, grid: str, column: str, value: str,
    stored: Any,
) -> None:  # fmt: skip
    here = screen("Anna").unfold(fold).edit(page, **address)
    here.type_cell(0, column, value, grid)
    assert not here.errors
    with reading(real) as db:
        assert stored(db) == value
