"""What somebody did can be undone and done again, act by act, never over what somebody else did since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from lib.access import Person
from lib.feeds.paste import clipboard
from lib.feeds.paste.columns import layout_of
from lib.feeds.paste.taking import desk_of, take_over
from lib.model.coalitions import Chair
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, change_sentence
from lib.rules.rulings import CORRECTS
from lib.store import agenda, coalitions, history, records, stages
from lib.store.conflict import Conflict
from lib.store.evidence import files
from lib.store.file.connection import Database, reading, writing
from lib.store.upkeep import undoing
from lib.store.upkeep.undoing import Span
from tests.unit.desk import ANNA, BRAM, rule

Act = Callable[[Database], Any]
TABLES = (
    "party",
    "chair",
    "milestone",
    "step",
    "step_party",
    "step_file",
    "manifest_entry",
    "support",
    "activation",
    "coalition",
    "action",
)


def do(path: Path, act: Act, person: Person = ANNA, reason: str = "") -> Span:
    """Do one write; returns its place in the history."""
    with writing(path, person, reason) as db:
        before = history.newest(db)
        act(db)
        return before, history.newest(db)


def undo(path: Path, *spans: Span, person: Person = ANNA) -> Span:
    return do(path, lambda db: undoing.undo(db, spans), person, "Ongedaan gemaakt")


def what_counts(path: Path) -> dict[str, list[str]]:
    """What a reader sees of each kind: not the bookkeeping, what was withdrawn, or what says nothing."""
    seen = {}
    with reading(path) as db:
        for table in TABLES:
            rows = [
                row for row in db.query(f"SELECT * FROM {table} ORDER BY id") if undoing._counts(table, row)
            ]
            skipped = {"version", "author", "id"}
            seen[table] = sorted(
                repr([(name, value) for name, value in row.items() if name not in skipped]) for row in rows
            )
    return seen


def party(db: Database, name: str = "Roc Een", helix: str = "onderwijs") -> int:
    return agenda.add_party(db, {"name": name, "helix": helix})


def paste(table: str, text: str, **belongs: str) -> Act:
    def act(db: Database) -> None:
        rows = clipboard.read(text)
        desk = desk_of(db, table, belongs, {})
        take_over(db, desk, desk.plan(rows, layout_of(desk.fields, rows, {}, desk.known)))

    return act


def test_an_added_row_is_withdrawn_and_comes_back(path: Path) -> None:
    before = what_counts(path)
    added = do(path, party)
    after = what_counts(path)
    undone = undo(path, added)
    assert what_counts(path) == before
    undo(path, undone)
    assert what_counts(path) == after


def test_an_undone_row_is_not_told_as_one_that_withdrew(path: Path) -> None:
    seat = {"action_id": "3", "helix": "onderwijs", "role": "roc"}
    undo(path, do(path, lambda db: coalitions.add_chair(db, seat)))
    with reading(path) as db:
        changes = history.changes_of(db, "chair", "1", history.newest(db))
    assert "Stoel “roc”: dat dit erbij kwam, is ongedaan gemaakt." in [
        change_sentence(change, {}) for change in changes
    ]


def test_what_was_undone_can_be_added_again(path: Path) -> None:
    undo(path, do(path, party))
    do(path, lambda db: party(db, "roc een"))
    with reading(path) as db:
        assert [(one.name, one.withdrawn_on) for one in agenda.parties(db, withdrawn=True)] == [
            ("roc een", None)
        ]


def test_a_paste_of_three_hundred_is_undone_as_one(path: Path) -> None:
    before = what_counts(path)
    rows = "\n".join(f"Bedrijf {number}\t1-3-2021\tbedrijfsleven" for number in range(300))
    act = paste("manifest_entry", f"Organisatie\tSinds\tKant\n{rows}")
    pasted = do(path, act)
    undo(path, pasted)
    assert what_counts(path) == before
    with reading(path) as db:
        assert history.changes_between(db, pasted[0], history.newest(db)) == [], "nobody joined and left"
    do(path, act)
    assert len(what_counts(path)["manifest_entry"]) == 300


def test_what_somebody_else_changed_since_is_not_undone_but_told_with_both(path: Path) -> None:
    change = do(path, lambda db: records.save(db, "action", "3", 1, {"note": "Van Anna"}))
    do(path, lambda db: records.save(db, "action", "3", 2, {"note": "Van Bram"}), BRAM)
    with pytest.raises(Conflict) as caught:
        undo(path, change)
    assert (caught.value.clashes[0].mine, caught.value.clashes[0].theirs) == ("", "Van Bram")
    added = do(path, party)
    do(path, lambda db: records.save(db, "party", 1, 1, {"kind": "mbo"}), BRAM)
    with pytest.raises(Invalid, match="door Bram gewijzigd van “leeg” in “mbo”"):
        undo(path, added)


def test_a_row_that_somebody_leans_on_stays(path: Path) -> None:
    added = do(path, party)
    seat = {"action_id": "3", "helix": "onderwijs", "role": "roc", "party_id": 1}
    do(path, lambda db: coalitions.add_chair(db, seat), BRAM)
    with pytest.raises(Invalid, match="Roc Een wordt intussen gebruikt bij: Stoel"):
        undo(path, added)


def test_other_changes_of_the_same_row_stay(path: Path) -> None:
    change = do(path, lambda db: records.save(db, "action", "3", 1, {"note": "Van Anna"}))
    do(path, party)
    do(path, lambda db: records.save(db, "action", "3", 2, {"driver_id": 1}), BRAM)
    undo(path, change)
    with reading(path) as db:
        row = records.get(db, "action", "3")
    assert (row["note"], row["driver_id"]) == ("", 1)


def test_a_decision_is_not_undone_in_silence(path: Path) -> None:
    def decide(db: Database) -> None:
        rule(db, "3", ("priority", "B"), "besloten")
        stages.carry_out(db, "3", 1, ("priority", "B"), None, "besloten")

    decided = do(path, decide, reason="besloten")
    with pytest.raises(Invalid) as caught:
        undo(path, decided)
    assert CORRECTS in caught.value.sentence


def test_a_text_that_only_grows_says_so(path: Path) -> None:
    text = do(path, lambda db: coalitions.write_purpose(db, "3", "financiering", "Tekst", 0))
    with pytest.raises(Invalid, match="Purpose case blijft staan"):
        undo(path, text)


def everyday(name: str, number: int) -> Act:
    """One act of a working day; what it is about depends on what is there."""
    return lambda db: EVERYDAY[name](db, number)


def _step(db: Database, number: int) -> None:
    step = {"action_id": "3", "happened_on": "2022-01-01", "what": "x", "kind": "gesprek"}
    agenda.add_step(db, {**step, "started_by": "coalitie"}, [row.id for row in agenda.parties(db)][:number])


def _file(db: Database, number: int) -> None:
    for step in agenda.steps(db, "3")[:1]:
        files.attach(db, step.id, [files.Given(f"verslag {number}.pdf", b"%PDF-1.7 " + bytes([number]))])


def _withdraw_file(db: Database, number: int) -> None:
    for kept in [one for of in files.of_steps(db, range(9)).values() for one in of][number : number + 1]:
        records.withdraw(db, "step_file", kept.id, kept.version)


def _presence(db: Database, number: int) -> None:
    for step in agenda.steps(db, "3")[:1]:
        agenda.take_part(db, step.id, [row.id for row in agenda.parties(db)][number : number + 1])
        agenda.leave(db, step.id, [row.id for row in agenda.parties(db)][:number])


def _seat(db: Database, number: int) -> None:
    parties, chairs = agenda.parties(db), _chairs(db)
    if parties and chairs:
        chair, party_id = chairs[number % len(chairs)], parties[number % len(parties)].id
        records.save(db, "chair", chair.id, chair.version, {"party_id": party_id})


def _note(db: Database, number: int) -> None:
    row = records.get(db, "action", "3")
    records.save(db, "action", "3", row["version"], {"note": f"stand {number}"})


def _rename(db: Database, number: int) -> None:
    for row in agenda.parties(db)[:1]:
        records.save(db, "party", row.id, row.version, {"kind": f"soort {number}"})


def _withdraw(db: Database, number: int) -> None:
    for chair in _chairs(db)[number : number + 1]:
        records.withdraw(db, "chair", chair.id, chair.version)


def _chairs(db: Database) -> list[Chair]:
    return [row for row in coalitions.table(db, "3").chairs if not row.withdrawn_on]


def _paste(db: Database, number: int) -> None:
    rows = f"Partij {number}\tonderwijs\tplak {number}\nNieuw {number}\toverheid\t"
    paste("party", f"Naam\tKant\tSoort\n{rows}")(db)


def _answer(db: Database, number: int) -> None:
    for party_id in [row.id for row in agenda.parties(db)][number : number + 1]:
        there = [row for row in coalitions.table(db, "3").supports if row.party_id == party_id]
        coalitions.answer_support(db, "3", party_id, "steunt", version=there[0].version if there else None)


def _level(db: Database, number: int) -> None:
    for party_id in [row.id for row in agenda.parties(db)][number : number + 1]:
        there = [row for row in coalitions.table(db, "3").activations if row.party_id == party_id]
        version = there[0].version if there else None
        coalitions.set_activation(db, "3", party_id, number % 3, version=version)


EVERYDAY: Mapping[str, Callable[[Database, int], Any]] = {
    "party": lambda db, number: party(db, f"Partij {number}"),
    "chair": lambda db, number: coalitions.add_chair(
        db, {"action_id": "3", "helix": "onderwijs", "role": f"stoel {number}"}
    ),
    "milestone": lambda db, number: coalitions.add_milestone(
        db, {"action_id": "3", "what": f"mijlpaal {number}", "due": "2027-01-01"}
    ),
    "step": _step,
    "file": _file,
    "withdraw file": _withdraw_file,
    "presence": _presence,
    "seat": _seat,
    "note": _note,
    "rename": _rename,
    "withdraw": _withdraw,
    "answer": _answer,
    "level": _level,
    "paste": _paste,
}


DAYS = st.lists(
    st.tuples(st.sampled_from([*EVERYDAY, "undo", "undo", "undo", "redo", "redo"]), st.integers(0, 3)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS)
def test_any_day_of_edits_pastes_and_undos_equals_the_model(path: Path, day: list[tuple[str, int]]) -> None:
    """The model is two piles of what could be seen: before each act, and after each that was undone."""
    done: list[tuple[Span, Any]] = []
    undone: list[tuple[Span, Any]] = []
    for name, number in day:
        before = what_counts(path)
        if name in ("undo", "redo"):
            source, target = (done, undone) if name == "undo" else (undone, done)
            if source:
                span, expected = source.pop()
                target.append((undo(path, span), before))
                assert what_counts(path) == expected
            continue
        try:
            span = do(path, everyday(name, number), reason="dagelijks werk")
        except (Invalid, Conflict):
            assert what_counts(path) == before
            continue
        if span[0] != span[1]:
            done.append((span, before))
            undone.clear()
    while done:
        span, expected = done.pop()
        undo(path, span)
        assert what_counts(path) == expected


def test_the_kinds_that_are_looked_at_are_declared() -> None:
    assert set(TABLES) <= RECORDS.keys()
