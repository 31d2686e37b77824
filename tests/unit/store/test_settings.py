"""The settings: rules follow them, each moment its own, and every change can be told and put back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lib.model.kinds import Invalid
from lib.model.record import change_sentence
from lib.model.upkeep.settings import Settings
from lib.rules.coalitions import activation, gate
from lib.rules.meetings import rounds
from lib.rules.own_measures import activation_rule, support_rule
from lib.store import agenda, coalitions, history, records
from lib.store.file import settings
from lib.store.file.connection import reading, writing
from lib.store.file.rows import today
from tests.unit import desk
from tests.unit.cases import for_each

SETTINGS = ("setting", 1)
LONG_AGO = 200


def set_to(path: Path, **values: Any) -> None:
    desk.save(path, values, row=SETTINGS)


def read(path: Path, at: str | None = None) -> Settings:
    with reading(path, at) as db:
        return settings.settings(db)


def stale(path: Path, at: str | None = None) -> bool:
    """Whether the evidence of action 3 counts as old."""
    with reading(path, at) as db:
        (found,) = activation.standings(coalitions.table(db, "3").activations, today())
    return found.stale


@pytest.fixture
def old_evidence(path: Path) -> Path:
    """An agenda in which a party of action 3 stands on evidence of two hundred days ago."""
    party = desk.party(path)
    with writing(path, desk.ANNA) as db:
        day = today() - timedelta(days=LONG_AGO)
        step = {"action_id": "3", "happened_on": day, "what": "Gesprek", "kind": "gesprek",
                "started_by": "coalitie", "link": None}  # fmt: skip
        step_id = agenda.add_step(db, step, [party])
        coalitions.set_activation(db, "3", party, 4, step_id)
    return path


def test_an_agenda_starts_with_the_measures_that_the_app_had(path: Path) -> None:
    assert read(path) == Settings(1)


def test_the_age_of_evidence_is_that_of_the_settings_and_the_past_keeps_its_own(old_evidence: Path) -> None:
    assert stale(old_evidence)
    before = desk.moment_gone_by()
    set_to(old_evidence, ageing_days=365)
    assert not stale(old_evidence)
    assert stale(old_evidence, before)
    assert (read(old_evidence, before).ageing_days, read(old_evidence).ageing_days) == (180, 365)
    assert "365 dagen" in activation_rule(read(old_evidence).ageing_days)


def test_the_gate_asks_as_many_sides_as_were_set(path: Path) -> None:
    party = desk.party(path)
    with writing(path, desk.ANNA) as db:
        coalitions.add_chair(db, {"action_id": "3", "helix": "onderwijs", "role": "roc", "party_id": party})
        coalitions.answer_support(db, "3", party, "steunt", answered_on="2022-03-14")
    with reading(path) as db:
        closed = gate.gate(coalitions.table(db, "3"))
    assert not closed.open
    set_to(path, sides_needed="1")
    with reading(path) as db:
        table = coalitions.table(db, "3")
    assert gate.gate(table).open
    assert "uit minstens één kant" in gate.gate(table).sentence
    assert "minstens één kant" in support_rule(table.sides_needed)
    set_to(path, sides_needed="2")
    with reading(path) as db:
        sentence = gate.gate(coalitions.table(db, "3")).sentence
    assert sentence.endswith("nog geen ja zonder voorwaarde (twee kanten zijn genoeg).")


def test_a_round_and_silence_follow_the_rhythms(path: Path) -> None:
    set_to(path, round_days=7, silent_days=14)
    with reading(path) as db:
        assert coalitions.table(db, "3").silent_days == 14
        every, actions = settings.settings(db).round_days, agenda.actions(db)
    touched = {"3": ((today() - timedelta(days=8)).isoformat(), "Anna")}
    cards = {card.action.id: card for card in rounds.cards(actions, touched, today(), every)}
    assert cards["3"].due
    assert "in de laatste 7 dagen" in rounds.round_sentence(cards.values())


def test_a_change_of_a_setting_is_told_and_put_back(path: Path) -> None:
    set_to(path, ageing_days=365, own_address="https://werkagenda.voorbeeld.nl")
    with reading(path) as db:
        changes = [one for one in history.changes_of(db, "setting", "1", history.newest(db)) if one.field]
    assert {change_sentence(change, {}) for change in changes} == {
        "Bewijs is verouderd na: van 180 dagen naar 365 dagen.",
        "Eigen adres: van niet ingesteld naar https://werkagenda.voorbeeld.nl.",
    }
    aged = next(change for change in changes if change.field == "ageing_days")
    with writing(path, desk.BRAM) as db:
        records.put_back(db, "setting", 1, "ageing_days", aged.history_id, read(path).version)
    assert read(path).ageing_days == 180
    assert settings.stored_address(path) == "https://werkagenda.voorbeeld.nl"


@for_each(
    [
        {"ageing_days": 1},
        {"ageing_days": None},
        {"round_days": 10_000},
        {"sides_needed": "4"},
        {"own_address": "zomaar"},
        {"copies_kept": 0},
        {"copy_folder": "kopieen"},
    ],
    "path",
)
def test_what_cannot_be_is_refused(path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        set_to(path, **wrong)
    assert read(path) == Settings(1)


def test_there_is_no_address_where_there_is_no_file(tmp_path: Path) -> None:
    assert settings.stored_address(tmp_path / "niets.db") == ""
