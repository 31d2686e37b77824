"""A figure under a decision keeps what was known then, and a revised delivery marks the decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.model.figures import Observation
from lib.model.periods import period_of
from lib.store import decisions, figures, meetings, records
from lib.store.file.connection import reading, writing
from lib.ui.meetings.close import read_minutes
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import hold, refused

KEY = {"indicator": "werkzaam", "region": "PV27", "period": "2022JJ00"}


def deliver(path: Path, now: float, before: float = 1545, year: int = 2022) -> None:
    """Accept a delivery of one source with the value of a year and that of the year before."""
    made = [
        Observation("werkzaam", "PV27", period_of(code), value, basis="EBB-methode vanaf 2021")
        for code, value in ((f"{year}JJ00", now), (f"{year - 1}JJ00", before))
    ]
    with writing(path, ANNA) as db:
        figures.add_set(db, figures.Delivery("proef", "Proef", "CBS"), made)


@pytest.fixture
def decision(path: Path) -> int:
    meeting = hold(path)
    with writing(path, ANNA) as db:
        about = {"meeting_id": meeting, "kind": "afspraak", "text": "Wij zoeken meer leerbanen."}
        return decisions.record_decision(db, about)


def known(path: Path) -> str:
    with reading(path) as db:
        return decisions.decisions(db)[0].figures


def test_a_revised_delivery_marks_each_decision_that_leaned_on_the_figure(path: Path, decision: int) -> None:
    deliver(path, 1614)
    with writing(path, ANNA) as db:
        number = decisions.add_leaning(db, {**KEY, "decision_id": decision})
    assert "1.614 x 1.000 personen" in known(path)
    assert known(path).endswith("nog hetzelfde.")
    deliver(path, 1620)
    assert known(path).endswith("nu 1.620 (bijgesteld).")
    with refused(path, "staat al onder dit besluit", "period"), writing(path, ANNA) as db:
        decisions.add_leaning(db, {**KEY, "decision_id": decision})
    with writing(path, ANNA, "Vergissing") as db:
        records.withdraw(db, "leaning", number, 1)
    assert not known(path)


def test_a_figure_that_nobody_knows_carries_no_decision(path: Path, decision: int) -> None:
    with refused(path, "geen cijfer bekend", "period"), writing(path, ANNA) as db:
        decisions.add_leaning(db, {**KEY, "period": "2039JJ00", "decision_id": decision})


@pytest.mark.parametrize("word", ["steeg", "daalde", "is gestegen", "nam toe"])
def test_a_decision_does_not_say_that_a_figure_moved_within_the_margin(
    path: Path, decision: int, word: str
) -> None:
    deliver(path, 1546)
    with writing(path, ANNA) as db:
        decisions.add_leaning(db, {**KEY, "decision_id": decision})
    with refused(path, "valt binnen de marge", "text"):
        desk.save(path, {"text": f"Het aantal werkenden {word}."}, row=("decision", decision))
    desk.save(path, {"text": "Er werken 1.546 duizend mensen."}, row=("decision", decision))
    deliver(path, 1560)
    desk.save(path, {"text": f"Het aantal werkenden {word}."}, row=("decision", decision))


@pytest.mark.parametrize(
    ("text", "refused_there"),
    [
        ("De werkzame beroepsbevolking steeg.", True),
        ("De werkzame beroepsbevolking is 1.546. De instroom nam toe.", False),
        ("De werkzame beroepsbevolking van Nederland steeg.", False),
        ("Het aantal vacatures steeg.", False),
    ],
)
def test_no_text_that_names_a_figure_says_it_moved_within_the_margin(
    path: Path, text: str, *, refused_there: bool
) -> None:
    deliver(path, 1546, year=2030)
    meeting = hold(path)
    with writing(path, ANNA) as db:
        item = meetings.add_item(db, {"meeting_id": meeting, "topic": "Cijfers"})
    for row, field in ((("agenda_item", item), "said"), (("action", "3"), "note")):
        if refused_there:
            with refused(path, "valt binnen de marge", field):
                desk.save(path, {field: text}, row=row)
        else:
            desk.save(path, {field: text}, row=row)


def test_minutes_slide_and_letter_tell_what_was_known_then_and_what_is_now(path: Path, decision: int) -> None:
    deliver(path, 1614)
    with writing(path, ANNA) as db:
        decisions.add_leaning(db, {**KEY, "decision_id": decision})
        held = meetings.meetings(db)[0]
        meetings.close_meeting(db, held.id, held.version)
    deliver(path, 1620)
    minutes, _ = read_minutes(path, held.id, None)
    assert minutes.agreements[0].figures.endswith("nu 1.620 (bijgesteld).")
    with reading(path) as db:
        assert decisions.sentences_by_figure(db)["werkzaam", "PV27"] == minutes.agreements[0].figures
