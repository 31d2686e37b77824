"""What was acknowledged is there: after SIGKILL at any moment, and with eight processes at once."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from lib.store.file.connection import newest_change
from tests.unit import desk, meeting_desk
from tests.unit.programs import Program, killed

EDITS = 200

EDITOR = """
import sys
from pathlib import Path
from lib.store import agenda, records
from lib.store.file.connection import keep_open, writing
from tests.unit import desk
path, run = Path(sys.argv[1]), sys.argv[2]
keep_open(path)
for number in range(10_000):
    text = f"{run}-{number}"
    with writing(path, desk.ANNA, text) as db:
        version = records.get(db, "action", "3")["version"]
        records.save(db, "action", "3", version, {"note": text})
        if number % 3 == 0:
            agenda.add_step(db, {**desk.STEP, "what": text})
    print(text, flush=True)
"""
"""Edits until it is killed; a line is printed only after its edit was stored."""


def test_no_acknowledged_edit_is_lost_when_the_process_is_killed(path: Path) -> None:
    acknowledged: list[str] = []
    run = 0
    while len(acknowledged) < EDITS:
        run += 1
        acknowledged += edits_until_killed(path, run)
        assert desk.healthy(path), f"after run {run}"
    stored = [one["row"]["note"] for one in desk.entries(path, "action", "3")][1:]
    assert set(acknowledged) <= set(stored)
    assert len(stored) - len(acknowledged) <= run, "at most one edit a run was stored but not yet told"
    assert desk.action(path)["version"] == len(stored) + 1
    steps = {row["what"] for row in desk.state(path)["step"].values()}
    assert steps == {text for text in stored if int(text.split("-")[1]) % 3 == 0}, "an edit is whole"
    assert desk.state(path) == desk.replayed(path)
    assert run > 5, "it was killed often enough to prove something"
    desk.note(path, "verder")


def edits_until_killed(path: Path, run: int) -> list[str]:
    """Let an editor work, kill it at any moment, and return what it had acknowledged."""
    with Program(EDITOR, path, str(path), str(run)) as process:
        told = [process.stdout.readline() for _ in range(desk.CHANCE.randint(1, 30))]
        time.sleep(desk.CHANCE.random() * 0.01)
        process.kill()
        rest, errors = process.ended()
        told += rest.splitlines(keepends=True)
    assert errors == ""
    return [line.strip() for line in told if re.fullmatch(r"\d+-\d+\n", line)]


def test_what_a_killed_process_leaves_can_be_copied_and_put_back(path: Path, tmp_path: Path) -> None:
    """A log left behind by the dead is not laid over the copy that takes the file's place."""
    copy = Path(shutil.copy(path, tmp_path / "kopie.db"))
    then = desk.state(path)
    edits_until_killed(path, 1)
    desk.let_go_of_all()
    desk.note(path, "na de val")
    shutil.copy(copy, path)
    assert desk.healthy(path)
    assert desk.state(path) == then


WRITER = """
import sys
from pathlib import Path
from lib.access import Person
from lib.store import records
from lib.store.file.connection import keep_open, writing
path, who, times = Path(sys.argv[1]), Person(sys.argv[2]), int(sys.argv[3])
keep_open(path)
for number in range(times):
    with writing(path, who) as db:
        version = records.get(db, "action", "3")["version"]
        assert records.save(db, "action", "3", version, {"note": f"{who.name} {number}"}) == version + 1
"""


@pytest.mark.parametrize(("processes", "times"), [(8, 50)])
def test_eight_processes_times_fifty_writes_give_four_hundred(path: Path, processes: int, times: int) -> None:
    newest = newest_change(path)
    with ExitStack() as running:
        names = [f"schrijver {number}" for number in range(processes)]
        writers = [
            running.enter_context(Program(WRITER, path, str(path), name, str(times))) for name in names
        ]
        for writer in writers:
            writer.outcome()
    total = processes * times
    assert desk.action(path)["version"] == total + 1
    assert newest_change(path) == newest + total
    written = [(one["who"], one["row"]["note"]) for one in desk.entries(path, "action", "3")[1:]]
    assert len(set(written)) == total
    assert all(note.startswith(who) for who, note in written), "each under its own name"
    assert [one["row"]["version"] for one in desk.entries(path, "action", "3")] == list(range(1, total + 2))
    assert desk.state(path) == desk.replayed(path)
    assert desk.healthy(path)


CLOSING = """
from tests.unit import meeting_desk
def act(path):
    meeting_desk.close(path, 1)
"""
ACCEPTING = """
from lib.model.figures import Observation
from lib.model.periods import Period
from lib.store import figures
from lib.store.figures import Delivery
from lib.store.file.connection import writing
from tests.unit import desk
DELIVERY = Delivery("UWV", "WW per regio", "UWV", retrieved_from="ww.csv", retrieved_on="2023-02-16")
COUNTED = [Observation("ww", "AM37", Period(2000 + year, 1, "maand"), 5.0) for year in range(500)]
def act(path):
    with writing(path, desk.ANNA) as db:
        figures.add_set(db, DELIVERY, COUNTED, None)
"""


def closed_and_frozen(path: Path) -> tuple[int, ...]:
    """Whether the meeting is closed, and how many editions there are of it."""
    return int(not meeting_desk.held(path, 1).open), len(meeting_desk.frozen(path))


def delivered_and_counted(path: Path) -> tuple[int, ...]:
    """How many deliveries there are, and how many figures."""
    return desk.count(path, "figure_set"), desk.count(path, "observation")


@pytest.mark.parametrize(
    ("act", "seen"),
    [(CLOSING, closed_and_frozen), (ACCEPTING, delivered_and_counted)],
    ids=["closing a meeting", "accepting an import"],
)
def test_an_act_that_is_killed_lands_whole_or_not_at_all(
    path: Path, act: str, seen: Callable[[Path], tuple[int, ...]]
) -> None:
    assert meeting_desk.hold(path) == 1
    before = seen(path)
    whole, *others = killed(path, act, 12)
    after = seen(whole)
    assert all(new > old for old, new in zip(before, after, strict=True))
    assert {seen(left) for left in others} <= {before, after}
    assert seen(others[0]) == before, "the first was killed before it began"
    for left in others:
        assert desk.healthy(left)
        assert desk.state(left) == desk.replayed(left)
        desk.note(left, "verder")
