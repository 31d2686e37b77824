"""The gate holds on every route: no action is carried out past a closed one, whoever asks and however.

A machine seats parties, asks them, changes its mind and tries every way in. Whether the gate is open it
works out for itself, from the bare rows.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lib.dutch import stamp
from lib.model.agenda import ENDED, HELIXES, STAGES
from lib.model.kinds import Invalid
from lib.model.purpose import ANSWERS
from lib.store import agenda, coalitions, decisions, history, records, stages
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.records import Conflict
from lib.store.seed.example import replay
from tests.unit import desk
from tests.unit.desk import ANNA, BRAM, IN_MEMORY

CARRIED_OUT = "in uitvoering"
UP = ("coalitie in vorming", "purpose case", "poort")
START = datetime(2039, 3, 1, 9, tzinfo=UTC)
DAY = "2022-03-14"
AT_WORK = tuple(
    "action party chair support coalition purpose_text stage_move ruling meeting flag step step_party".split()
)
"""What these editors may change; at the end everything else is found as it was."""
Row = dict[str, Any]


def is_open(state: desk.State) -> bool:
    """Whether action 3 may be carried out: the annex once more, from bare rows."""
    chairs = [row for row in state["chair"].values() if row["needed"] and not row["withdrawn_on"]]
    answers = {row["party_id"]: row["answer"] for row in state["support"].values()}
    seated = {row["party_id"] for row in chairs if row["party_id"]}
    if any(answers.get(one) not in ("steunt", "onder voorwaarde") for one in seated):
        return False
    if any(row["party_id"] is None for row in chairs) and not state["coalition"]["3"]["complete_on"]:
        return False
    behind = {state["party"][str(one)]["helix"] for one in seated if answers[one] == "steunt"}
    return behind == set(HELIXES)


def ladder_allows(from_stage: str, to_stage: str) -> bool:
    """Moves by the ladder alone."""
    rungs = [*STAGES][:-1]
    if from_stage == ENDED:
        return to_stage == "purpose case"
    if to_stage == ENDED:
        return from_stage != "overgedragen"
    return abs(rungs.index(from_stage) - rungs.index(to_stage)) == 1


class Gate(RuleBasedStateMachine):
    """Editors at the table of action 3; what they may do follows from `is_open` and the ladder."""

    template: Path

    @initialize(supported=st.booleans())
    def open_agenda(self, supported: bool) -> None:
        """The action stands at the gate, with or without a coalition that supports it."""
        self.folder = tempfile.TemporaryDirectory(prefix="werkagenda-", dir=IN_MEMORY)
        self.path = Path(shutil.copy(self.template, self.folder.name))
        connection.keep_open(self.path)
        self.at = START
        self.parties = [desk.party(self.path, f"Partij {one} {n}", one) for one in HELIXES for n in (1, 2)]
        for stage in UP:
            desk.move(self.path, stage)
        if supported:
            for owner in self.parties[::2]:
                helix = desk.state(self.path)["party"][str(owner)]["helix"]
                desk.chair(self.path, owner, helix=helix)
                desk.support(self.path, owner)
        self.state = desk.state(self.path)
        self.moments: list[tuple[str, desk.State]] = []
        self.rewritten = False

    def teardown(self) -> None:
        """Every moment that was passed still reads as it was; then clear up."""
        if not hasattr(self, "folder"):
            return
        try:
            assert desk.state(self.path) == self.state == desk.replayed(self.path)
            assert desk.reads_as_then(self.path, self.moments)
        finally:
            connection.let_go(self.path)
            self.folder.cleanup()

    def write(self, act: Callable[[Any], Any], reason: str = "Besluit") -> bool:
        """One act at a moment of its own; whether it was accepted."""
        self.at += timedelta(seconds=1)
        accepted = False
        with suppress(Invalid, Conflict), writing(self.path, ANNA, reason, at=stamp(self.at)) as db:
            act(db)
            accepted = True
        self.before, self.state = self.state, self.state | desk.state(self.path, tables=AT_WORK)
        self.remember()
        return accepted

    def remember(self) -> None:
        """The agenda at the newest moment of its history; several acts may share one."""
        with reading(self.path) as db:
            at, _ = history.last_change(db) or ("", "")
        self.moments = [one for one in self.moments if one[0] != at] + [(at, self.state)]

    def a_row(self, data: st.DataObject, table: str) -> Row | None:
        rows = list(self.state[table].values())
        return data.draw(st.sampled_from(rows)) if rows else None

    # ------------------------------------------------------------------ at the table

    @rule(data=st.data(), helix=st.sampled_from([*HELIXES]), needed=st.booleans(), filled=st.booleans())
    def add_chair(self, data: st.DataObject, helix: str, needed: bool, filled: bool) -> None:
        owner = data.draw(st.sampled_from(self.parties)) if filled else None
        seat = {"action_id": "3", "helix": helix, "role": "stoel", "needed": needed, "party_id": owner}
        self.write(lambda db: coalitions.add_chair(db, seat))

    @rule(data=st.data(), field=st.sampled_from(["party_id", "needed"]))
    def change_chair(self, data: st.DataObject, field: str) -> None:
        if chair := self.a_row(data, "chair"):
            value = data.draw(st.sampled_from([None, *self.parties] if field == "party_id" else [0, 1]))
            self.write(lambda db: records.save(db, "chair", chair["id"], chair["version"], {field: value}))

    @rule(data=st.data())
    def withdraw_chair(self, data: st.DataObject) -> None:
        if chair := self.a_row(data, "chair"):
            self.write(lambda db: records.withdraw(db, "chair", chair["id"], chair["version"]))

    @rule(data=st.data(), answer=st.sampled_from(["steunt", "steunt", *ANSWERS]))
    def ask(self, data: st.DataObject, answer: str) -> None:
        owner = data.draw(st.sampled_from(self.parties))
        seen = next((r["version"] for r in self.state["support"].values() if r["party_id"] == owner), None)
        condition = "Als X." if answer == "onder voorwaarde" else ""
        self.write(lambda db: coalitions.answer_support(db, "3", owner, answer, condition, "", None, seen))

    @rule(on=st.sampled_from([None, DAY]))
    def declare(self, on: str | None) -> None:
        version = self.state["coalition"]["3"]["version"]
        self.write(lambda db: coalitions.declare_complete(db, "3", version, on, "Zo" if on else ""))

    @rule(data=st.data(), table=st.sampled_from(["chair", "support", "coalition"]))
    def put_back(self, data: st.DataObject, table: str) -> None:
        row = self.state["coalition"]["3"] if table == "coalition" else self.a_row(data, table)
        if row is None:
            return
        entry = data.draw(st.sampled_from(desk.entries(self.path, table, row["id"])))
        field = data.draw(st.sampled_from(sorted(row.keys() - {"id", "version", "action_id"})))
        self.write(lambda db: records.put_back(db, table, row["id"], field, entry["id"], row["version"]))

    @rule(text=st.sampled_from(["een", "twee"]))
    def rewrite(self, text: str) -> None:
        known = len(self.state["purpose_text"])
        self.write(lambda db: coalitions.write_purpose(db, "3", "commitment", text))
        self.rewritten = self.rewritten or len(self.state["purpose_text"]) > known

    # -------------------------------------------------------------------- the ways in

    @rule(
        data=st.data(),
        to_stage=st.sampled_from([CARRIED_OUT, CARRIED_OUT, *STAGES]),
        stale=st.booleans(),
        decided=st.booleans(),
    )
    def move(self, data: st.DataObject, to_stage: str, stale: bool, decided: bool) -> None:
        """By the verb that form, board and grid use; also by somebody who looks at an older agenda."""
        there = self.state["action"]["3"]
        version = data.draw(st.integers(1, there["version"])) if stale else there["version"]
        fresh = version == there["version"]

        def act(db: Any) -> None:
            if decided and ENDED in (to_stage, there["stage"]):
                desk.rule(db, "3", ("stage", to_stage))
            stages.move_stage(db, "3", version, to_stage, DAY, "Besluit", "Tafel 1")

        accepted = self.write(act)
        if ENDED in (to_stage, there["stage"]) and not decided:
            assert not accepted, "Gedeputeerde Staten did not decide it"
            return
        self.judge(to_stage, accepted, surely=fresh)

    @rule(to_stage=st.sampled_from([CARRIED_OUT, *STAGES]))
    def replay(self, to_stage: str) -> None:
        """By the file of the example set, at a moment that lies behind: moments never go back."""
        event = {
            "at": "2022-03-15T10:00:00", "who": "Bram", "action": "3", "type": "stage", "to": to_stage,
            "moved_on": DAY, "reason": "Besluit", "meeting": "Tafel 1",
        }  # fmt: skip
        accepted = self.write(lambda db: replay(db, {"party": [], "event": [event]}))
        if to_stage == ENDED:
            assert not accepted, "no meeting decided it"
            return
        self.judge(to_stage, accepted)

    @rule(data=st.data())
    def put_stage_back(self, data: st.DataObject) -> None:
        """By undoing a move."""
        entries = desk.entries(self.path, "action", "3")
        place = data.draw(st.integers(1, len(entries) - 1))
        there, entry = self.state["action"]["3"], entries[place]["id"]
        accepted = self.write(
            lambda db: records.put_back(db, "action", "3", "stage", entry, there["version"])
        )
        self.judge(entries[place - 1]["row"]["stage"], accepted)

    @rule(to_stage=st.sampled_from([*STAGES]), field=st.sampled_from(["stage", "ended_on", "version"]))
    def save(self, to_stage: str, field: str) -> None:
        """By saving the field as if it were any other: a crafted request."""
        version = self.state["action"]["3"]["version"]
        assert not self.write(lambda db: records.save(db, "action", "3", version, {field: to_stage}))

    def judge(self, to_stage: str, accepted: bool, surely: bool = True) -> None:
        """A move went through only if the ladder, the gate and the purpose case let it."""
        from_stage = self.before["action"]["3"]["stage"]
        possible = ladder_allows(from_stage, to_stage)
        if to_stage == CARRIED_OUT and from_stage != "overgedragen":
            possible = possible and is_open(self.before)
        if from_stage == ENDED:
            possible = possible and self.rewritten
        assert accepted == possible if surely else possible >= accepted
        assert self.state["action"]["3"]["stage"] == (to_stage if accepted else from_stage)
        if accepted and to_stage == ENDED:
            self.rewritten = False

    # --------------------------------------------------------------------- invariants

    @invariant()
    def the_history_is_the_agenda(self) -> None:
        if hasattr(self, "state"):
            known = {table: self.state[table] for table in AT_WORK}
            assert desk.replayed(self.path, AT_WORK) == known


def test_no_way_past_a_closed_gate(template: Path) -> None:
    Gate.template = template
    run_state_machine_as_test(Gate, settings=settings(settings(), max_examples=20, stateful_step_count=25))


# --------------------------------------------------------------------------- by example


def to_the_gate(path: Path) -> None:
    for stage in UP:
        desk.move(path, stage)


def test_a_closed_gate_says_what_is_missing(path: Path) -> None:
    to_the_gate(path)
    with pytest.raises(
        Invalid, match="Draagvlak nog niet rond: eerst moeten de stoelen benoemd zijn"
    ) as caught:
        desk.move(path, CARRIED_OUT)
    assert caught.value.field == "stage"
    parties = desk.open_gate(path)
    desk.support(path, parties["overheid"], "steunt niet")
    with pytest.raises(Invalid, match="overheid bij actie 3 steunt niet"):
        desk.move(path, CARRIED_OUT)
    assert desk.action(path)["stage"] == "poort"
    assert desk.count(path, "stage_move") == 3, "a refused move leaves nothing"


def test_an_open_gate_lets_through_and_is_not_asked_again_from_the_other_side(path: Path) -> None:
    to_the_gate(path)
    parties = desk.open_gate(path)
    desk.move(path, CARRIED_OUT)
    desk.move(path, "overgedragen")
    desk.support(path, parties["overheid"], "steunt niet")
    desk.move(path, CARRIED_OUT)
    desk.move(path, "poort")
    with pytest.raises(Invalid, match="steunt niet"):
        desk.move(path, CARRIED_OUT)


def test_a_move_remembers_the_meeting_that_decided_it(path: Path) -> None:
    desk.move(path, ENDED, reason="Onvoldoende draagvlak.")
    with reading(path) as db:
        (move,) = agenda.stage_moves(db, "3")
        (ruling,) = decisions.rulings(db)
    assert (move.meeting, move.ruling_id) == ("Technologietafel 14 maart 2022", ruling.id)
    assert (ruling.action_id, ruling.text) == ("3", "Onvoldoende draagvlak.")
    assert desk.action(path)["ended_reason"] == "Onvoldoende draagvlak."
    ground = desk.entries(path, "action", "3")[-1]["reason"]
    assert ground == f"Onvoldoende draagvlak ({desk.RULED})"
    with pytest.raises(Invalid, match="te lang"), writing(path, ANNA) as db:
        stages.move_stage(db, "4", 1, UP[0], DAY, "x", "x" * 201)


@pytest.mark.parametrize("meeting", ["", "  ", "Technologietafel 14 maart"])
def test_no_decision_of_gedeputeerde_staten_no_end(path: Path, meeting: str) -> None:
    """The name of a meeting in words is no decision."""
    with (
        pytest.raises(
            Invalid, match="Een actie beëindigen vraagt een besluit van Gedeputeerde Staten"
        ) as caught,
        writing(path, ANNA) as db,
    ):
        stages.move_stage(db, "3", 1, ENDED, DAY, "Te duur", meeting)
    assert caught.value.field == "ruling"
    assert desk.action(path)["stage"] == "idee"
    assert (desk.count(path, "stage_move"), desk.count(path, "flag")) == (0, 0)


def test_an_end_that_is_put_back_counts_by_its_own_meeting(path: Path) -> None:
    desk.move(path, ENDED)
    desk.purpose(path)
    desk.move(path, "purpose case")
    reopened = desk.entries(path, "action", "3")[-1]["id"]
    with writing(path, ANNA, "Teruggezet") as db:
        records.put_back(db, "action", "3", "stage", reopened, 3)
    assert desk.action(path)["stage"] == ENDED
    with reading(path) as db:
        ended, _, again = agenda.stage_moves(db, "3")
    assert (again.meeting, again.ruling_id) == (desk.MEETING, ended.ruling_id)


def test_reopening_asks_for_a_text_that_is_newer_than_the_end(path: Path) -> None:
    desk.purpose(path, "voor het einde")
    desk.move(path, ENDED)
    with pytest.raises(Invalid, match="nieuwe versie van de purpose case"):
        desk.move(path, "purpose case")
    desk.purpose(path, "voor het einde")
    with pytest.raises(Invalid, match="nieuwe versie"):
        desk.move(path, "purpose case")
    desk.purpose(path, "na het einde")
    with reading(path) as db:
        assert [one.text for one in coalitions.written_since_the_end(db, "3")] == ["na het einde"]
    desk.move(path, "purpose case")
    desk.move(path, ENDED)
    with pytest.raises(Invalid, match="nieuwe versie"):
        desk.move(path, "purpose case")


def test_reopening_by_a_clock_that_went_back(path: Path) -> None:
    """Moments in the history stand still then; the order of what was written does not."""
    for number, (at, stage) in enumerate([("2038-01-01T10:00", ENDED), ("2037-01-01T10:00", "purpose case")]):
        with writing(path, ANNA, at=f"{at}:00.000Z") as db:
            if number:
                coalitions.write_purpose(db, "3", "commitment", "nieuw")
            desk.rule(db, "3", ("stage", stage))
            stages.move_stage(db, "3", number + 1, stage, DAY, "Besluit", "Tafel 1")
    assert desk.action(path)["stage"] == "purpose case"


def test_a_no_and_a_start_at_the_same_time(path: Path) -> None:
    """Whoever comes first: the action never starts after a no."""
    to_the_gate(path)
    parties = desk.open_gate(path)
    for _ in range(12):
        version = desk.action(path)["version"]
        together = threading.Barrier(2)
        threads = [
            threading.Thread(target=act, args=(path, together, version, parties["onderwijs"]))
            for act in (_start, _refuse)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        started = desk.action(path)["stage"] == CARRIED_OUT
        if started:
            no = desk.entries(path, "support", 2)[-1]
            assert no["row"]["answer"] == "steunt niet"
            assert desk.entries(path, "action", "3")[-1]["id"] < no["id"]
            desk.move(path, "poort")
        desk.support(path, parties["onderwijs"])


def _start(path: Path, together: threading.Barrier, version: int, _party_id: int) -> None:
    together.wait()
    with suppress(Invalid), writing(path, ANNA) as db:
        stages.move_stage(db, "3", version, CARRIED_OUT, DAY, "Besluit")


def _refuse(path: Path, together: threading.Barrier, _version: int, party_id: int) -> None:
    together.wait()
    with writing(path, BRAM) as db:
        (seen,) = [one for one in coalitions.table(db, "3").supports if one.party_id == party_id]
        coalitions.answer_support(db, "3", party_id, "steunt niet", version=seen.version)
