"""Chairs proposed from the annex: its own words, at the action they are about, and only until taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.agenda import HELIXES
from lib.model.coalitions import Chair
from lib.model.record import RECORDS
from lib.rules.coalitions.annex_chairs import AnnexChair, still_proposed
from lib.store import agenda
from lib.store.file.annex_chairs import annex_chairs
from lib.store.file.connection import reading
from lib.store.records import today
from tests.unit.cases import for_each

FUND = Chair(1, "4", "bedrijfsleven", "O&O-fonds", None, True, None, None, None, 1)


@for_each(annex_chairs(), "path")
def test_each_stands_in_the_annex_at_its_action(chair: AnnexChair, path: Path) -> None:
    with reading(path) as db:
        action = next(action for action in agenda.actions(db) if action.id == chair.action)
    assert action.adopted
    assert chair.words in action.adopted.explanation
    assert chair.helix in HELIXES
    values = {"action_id": chair.action, "helix": chair.helix, "role": chair.role}
    RECORDS["chair"].validate_new(values, today())


def test_no_two_are_the_same() -> None:
    named = [(chair.action, chair.helix, chair.role) for chair in annex_chairs()]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    "chair",
    [FUND, replace(FUND, role="o&o-FONDS"), replace(FUND, withdrawn_on="2022-01-03")],
    ids=["taken over", "in other letters", "taken over and withdrawn"],
)
def test_what_was_taken_over_is_proposed_no_more(chair: Chair) -> None:
    every = {proposed.role for proposed in still_proposed(annex_chairs(), "4", [])}
    left = {proposed.role for proposed in still_proposed(annex_chairs(), "4", [chair])}
    assert every - left == {"O&O-fonds"}


def test_an_action_of_which_the_annex_names_nobody_has_no_proposal() -> None:
    assert still_proposed(annex_chairs(), "8", []) == []
