"""A clock that was wrong: nothing is stamped with a moment of the future, and what was is mended."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from lib.store import editions, history, meetings, records
from lib.store.file import clock, connection, problems, rows
from lib.store.file.connection import connect, newest_change, reading, writing
from tests.unit import desk
from tests.unit.meeting_desk import close, hold

AHEAD = "2035-06-01T09:00:00.000Z"
RIGHT = "2026-03-02T10:00:00.000Z"


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr(connection, "now", lambda: moment)


@pytest.fixture
def ahead(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An agenda with a note that was written while the clock stood in 2035; now it is right again."""
    set_clock(monkeypatch, AHEAD)
    desk.note(path, "In de toekomst")
    set_clock(monkeypatch, RIGHT)
    return path


def test_nothing_is_written_after_a_change_of_the_future(ahead: Path) -> None:
    before = newest_change(ahead)
    with pytest.raises(problems.ClockBehind) as refused:
        desk.note(ahead, "Nu")
    assert "1 juni 2035, 11:00" in refused.value.sentence
    assert "2 maart 2026, 11:00" in refused.value.sentence
    assert "lib.store.file.clock" in refused.value.sentence
    assert newest_change(ahead) == before


@pytest.mark.parametrize(
    ("clock_now", "fits"), [("2035-06-01T08:55:00.000Z", True), ("2035-06-01T08:54:59.999Z", False)]
)
def test_a_clock_that_is_set_back_a_little_is_no_fault(
    ahead: Path, monkeypatch: pytest.MonkeyPatch, clock_now: str, fits: bool
) -> None:
    set_clock(monkeypatch, clock_now)
    if fits:
        desk.note(ahead, "Nu")
    else:
        with pytest.raises(problems.ClockBehind):
            desk.note(ahead, "Nu")


def test_mending_lets_the_future_happen_now(ahead: Path) -> None:
    first, mended = desk.entries(ahead, "action", "3")[0]["at"], clock.mend(ahead)
    assert mended == 1
    assert [entry["at"] for entry in desk.entries(ahead, "action", "3")] == [first, RIGHT]
    assert desk.action(ahead)["note"] == "In de toekomst"
    desk.note(ahead, "Nu")
    assert desk.state(ahead) == desk.replayed(ahead)
    with reading(ahead) as db:
        key, what = db.execute("SELECT key, value FROM meta WHERE key LIKE 'klok %'").fetchone()
    assert key == f"klok hersteld {RIGHT}"
    assert json.loads(what) == {"wijzigingen": 1, "van": AHEAD, "tot": AHEAD}


def test_what_the_clock_dated_by_itself_is_mended_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions, closed meetings and days of withdrawal; what a person typed stays."""
    step = desk.step(path)
    set_clock(monkeypatch, AHEAD)
    meeting = hold(path)
    close(path, meeting)
    set_clock(monkeypatch, "2035-06-01T09:30:00.000Z")
    with writing(path, desk.ANNA, "Dubbel") as db:
        records.withdraw(db, "step", step, rows.get(db, "step", step)["version"])
    set_clock(monkeypatch, RIGHT)
    guards = triggers(path)
    assert clock.mend(path) > 3
    assert triggers(path) == guards
    assert clock.mend(path) == 0
    assert desk.state(path) == desk.replayed(path)
    with reading(path) as db:
        (edition,) = editions.editions(db)
        closed = meetings.meeting(db, meeting)
        assert closed is not None
        assert closed.closed_at == edition.at < RIGHT
        assert (closed.held_on, rows.get(db, "step", step)["withdrawn_on"]) == ("2022-03-14", "2026-03-02")
        stamps = [at for (at,) in db.execute("SELECT at FROM history ORDER BY id")]
        assert stamps == sorted(stamps)
        assert stamps[-1] == RIGHT
    with reading(path, edition.at) as db:
        assert rows.get(db, "step", step)["withdrawn_on"] is None


def triggers(path: Path) -> list[tuple[str, str]]:
    with closing(connect(path, "ro")) as bare:
        return bare.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
        ).fetchall()


def test_the_command_makes_a_copy_first(ahead: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert clock.main([]) == 0
    said = capsys.readouterr().out
    assert "1 wijzigingen" in said or "1 wijziging" in said
    (copy,) = ahead.parent.glob("kopie-*")
    with reading(copy) as db:
        assert history.newest(db) == newest_change(ahead)
        assert desk.entries(copy, "action", "3")[-1]["at"] == AHEAD


def test_the_command_says_what_stands_in_the_way(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.parent.mkdir()
    assert clock.main([]) == 1
    assert "is er niet" in capsys.readouterr().err
