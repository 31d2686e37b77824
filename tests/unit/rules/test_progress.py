"""How the agenda goes: each action once, by its heaviest sign, and what time alone did to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, LADDER, STAGES, Action, Step
from lib.model.change import Change
from lib.model.coalitions import Activation, Coalition, Table
from lib.model.purpose import Milestone
from lib.rules import progress
from lib.rules.bands import BACKWARD, DECIDED, FORWARD, OTHER, band_of
from lib.rules.coalitions.expiry import expiring
from lib.rules.progress import STILL, Course, Period, outlook, outlook_sentence
from tests.unit.cases import for_each

BEGIN, END = date(2023, 1, 1), date(2023, 3, 28)
PARTIES = {1: "Roc Voorbeeld"}


def action(action_id: str = "3", stage: str = "purpose case", driver: int | None = 1) -> Action:
    return Action(
        id=action_id, number=None, name=f"Actie {action_id}", goal_id=1, position=1, priority="A",
        stage=stage, driver_id=driver, note="", ended_on="2023-01-01" if stage == ENDED else None,
        ended_reason="Reden" if stage == ENDED else None, version=1,
    )  # fmt: skip


def change(table: str, field: str = "", old: Any = None, new: Any = None, **row: Any) -> Change:
    """A change of a field, or without a field a new row."""
    about = row.pop("about", "3")
    empty = dict.fromkeys(("party_id", "done_on", "settled_on", "withdrawn_on"))
    values = {**empty, "name": "Actie 3", "kind": "gesprek", **row}
    if field:
        values[field] = new
    return Change(
        1, table, "1", "update" if field else "insert", field, old, new, about, "Anna", False, "",
        "2023-02-10T10:00:00.000Z", values,
    )  # fmt: skip


def table(*claims: Activation, milestones: tuple[Milestone, ...] = ()) -> Table:
    return Table(Coalition("3", None, "", "", None, None, 1), activations=claims, milestones=milestones)


def claim(level: int, evidence_on: str | None) -> Activation:
    return Activation(
        1, "3", 1, level, 7, 1, "Roc Voorbeeld", "onderwijs", evidence_on, "coalitie", "Balie open"
    )


def milestone(due: str, done_on: str | None = None) -> Milestone:
    return Milestone(1, "3", "Loket open.", due, done_on, None, None, None, 1)


def step(day: str, action_id: str = "3") -> Step:
    return Step(1, action_id, day, "Gesprek gevoerd.", "gesprek", "coalitie", None, "Anna", None, None, 1)


def course(*changes: Change, then: Table | None = None, now: Table | None = None, steps: Any = ()) -> Course:
    """Where action 3 went."""
    period = Period(BEGIN, END, {"3": then or table()}, {"3": now or table()})
    (found,) = outlook([action()], changes, period, steps, PARTIES).courses
    return found


@for_each(
    [
        (change("action", "stage", "idee", "purpose case"), FORWARD),
        (change("action", "stage", "purpose case", "idee"), BACKWARD),
        (change("action", "stage", "idee", ENDED), DECIDED),
        (change("action", "stage", ENDED, "purpose case"), DECIDED),
        (change("action", "driver_id", None, 1), FORWARD),
        (change("action", "driver_id", 1, None), BACKWARD),
        (change("action", "driver_id", 1, 2), OTHER),
        (change("action", "priority", "B", "A"), DECIDED),
        (change("action", "note", "", "Loopt"), OTHER),
        (change("activation", level=3), FORWARD),
        (change("activation", level=0), OTHER),
        (change("activation", "level", 4, 3), BACKWARD),
        (change("activation", "step_id", 1, 2), OTHER),
        (change("step", kind="resultaat"), FORWARD),
        (change("step", kind="gesprek"), OTHER),
        (change("support", answer="onder voorwaarde"), FORWARD),
        (change("support", "answer", "steunt", "steunt niet"), BACKWARD),
        (change("support", "condition", "", "Geld", answer="steunt"), OTHER),
        (change("milestone", "done_on", None, "2023-02-01"), FORWARD),
        (change("milestone", "due", "2023-02-01", "2023-03-01"), OTHER),
        (change("chair", "party_id", 1, None), BACKWARD),
        (change("decision"), DECIDED),
        (change("decision", "settled_on", None, "2023-02-01"), FORWARD),
        (change("ruling"), DECIDED),
        (change("effect"), OTHER),
    ]
)
def test_each_change_has_its_band(one: Change, band: str) -> None:
    assert band_of(one) == band


STAGE_MOVES = st.tuples(st.sampled_from(LADDER), st.sampled_from(LADDER)).filter(
    lambda pair: pair[0] != pair[1]
)


@given(STAGE_MOVES)
def test_a_stage_goes_forward_up_the_ladder_only(move: tuple[str, str]) -> None:
    up = LADDER.index(move[1]) > LADDER.index(move[0])
    assert band_of(change("action", "stage", *move)) == (FORWARD if up else BACKWARD)


CHANGES = st.sampled_from(
    [
        change("action", "stage", "idee", "purpose case"),
        change("action", "note", "", "Loopt"),
        change("activation", "level", 3, 2, party_id=1),
        change("step", kind="resultaat", what="Dertig mensen geplaatst", happened_on="2023-02-01"),
        change("milestone", "done_on", None, "2023-02-01", what="Loket", due="2023-02-01"),
    ]
)


@given(
    st.dictionaries(st.sampled_from("1234"), st.sampled_from(list(STAGES)), min_size=1),
    st.lists(st.tuples(st.sampled_from("1234"), CHANGES)),
)
def test_every_action_is_counted_once(stages: Mapping[str, str], made: list[tuple[str, Change]]) -> None:
    actions = [action(action_id, stage) for action_id, stage in stages.items()]
    changes = [change for _, change in made]
    tables = {one.id: table() for one in actions}
    found = outlook(actions, changes, Period(BEGIN, END, tables, tables), [], PARTIES)
    counted = [*(one.action.id for one in found.courses), *(one.id for one in found.done)]
    assert sorted(counted) == sorted(stages)
    assert sum(len(found.of(direction)) for direction in progress.DIRECTIONS) == len(found.courses)
    assert all(one.sentence for one in found.courses)
    assert {one.id for one in actions if one.ended} <= {one.id for one in found.done}


def test_the_heaviest_sign_decides_and_the_others_are_counted() -> None:
    moved = change("action", "stage", "idee", "purpose case")
    lower = change("activation", "level", 4, 3, party_id=1, level=3)
    found = course(lower, moved)
    assert (found.direction, found.kind, found.more) == (FORWARD, progress.STAGE, 1)
    assert found.sentence == "Fase van Idee naar Purpose case."
    higher = change("activation", "level", 2, 3, party_id=1, level=3)
    assert course(higher, lower).direction == BACKWARD, "of two that weigh the same backward counts"


def test_a_level_is_told_with_its_evidence_and_the_day_of_that() -> None:
    found = course(change("activation", party_id=1, level=3), now=table(claim(3, "2023-02-03")))
    assert found.sentence == "Roc Voorbeeld: van trede 0 naar 3, in de coalitie."
    assert (found.day, found.evidence) == ("2023-02-03", "Balie open, 3 februari 2023")


def test_evidence_that_grew_too_old_goes_backward_on_the_day_it_did() -> None:
    rows = table(claim(4, "2022-08-01"))
    found = course(then=rows, now=rows)
    assert (found.direction, found.day) == (BACKWARD, "2023-01-29")
    assert found.sentence == (
        "Het onderwijs zakt van trede 4 naar 3: het bewijs van 1 augustus 2022 is ouder dan 180 dagen."
    )
    earlier = table(claim(4, "2022-01-01"))
    assert course(then=earlier, now=earlier).direction == STILL, "it was old already"


@pytest.mark.parametrize(
    ("due", "done_on", "direction"),
    [
        ("2023-02-01", None, BACKWARD),
        ("2023-02-01", "2023-02-01", STILL),
        ("2022-12-31", None, STILL),
        (END.isoformat(), None, STILL),
    ],
)
def test_a_milestone_is_missed_once_its_day_is_over(due: str, done_on: str | None, direction: str) -> None:
    assert course(now=table(milestones=(milestone(due, done_on),))).direction == direction


def test_who_stands_still_says_since_when_and_what_lacks() -> None:
    assert course(steps=[step("2022-12-01")]).sentence == "sinds 1 december 2022."
    assert course(steps=[step("2023-02-01")]).sentence == "wel een gebeurtenis: Gesprek gevoerd."
    assert course().sentence == "nog geen gebeurtenis vastgelegd."
    assert course(steps=[step("2023-12-01")]).day == "", "what is still to come is no step yet"


def test_an_action_handed_over_in_the_period_goes_forward_and_is_done_after_it() -> None:
    moved = change("action", "stage", "in uitvoering", "overgedragen")
    period = Period(BEGIN, END, {"3": table()}, {"3": table()})
    handed = [action(stage="overgedragen")]
    assert [one.direction for one in outlook(handed, [moved], period, [], PARTIES).courses] == [FORWARD]
    assert outlook(handed, [], period, [], PARTIES).done == tuple(handed)


def test_the_sentence_counts_what_moved_and_what_waits() -> None:
    forward, back = (Course(action(), way, "Zin.", "2023-02-01") for way in (FORWARD, BACKWARD))
    still = Course(action(), STILL, "sinds 1 december 2022.", "2022-12-01")
    two = progress.Outlook((forward, back, still), ())
    assert outlook_sentence(two, "maart", 1) == (
        "Sinds maart ging één actie vooruit en één actie achteruit; één actie staat stil; "
        "één besluit wacht op ons."
    )
    quiet = progress.Outlook((still,), ())
    assert outlook_sentence(quiet, "maart", 0).startswith(
        "Sinds maart ging geen enkele actie vooruit of achter"
    )
    untouched = progress.Outlook((Course(action(), STILL, "nog geen gebeurtenis vastgelegd."),), ())
    assert outlook_sentence(untouched, "maart", 0).startswith("Over de voortgang is nog niets vastgelegd")


@given(st.integers(0, 400), st.integers(0, 90))
def test_evidence_expires_within_the_days_asked_and_not_before_today(age: int, within: int) -> None:
    evidence_on = (END - timedelta(days=age)).isoformat()
    found = expiring([action()], {"3": table(claim(3, evidence_on))}, END, within)
    assert bool(found) == (age <= 180 <= age + within - 1)
