"""Who to call: one row per party, the longest waiting first, and nobody who was just spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, Party
from lib.model.coalitions import Chair, Table
from lib.model.meetings import PLEDGE, QUESTION, Decision
from lib.model.purpose import PurposeText, Support
from lib.rules.calls import AGED, ANSWER, MILESTONE, REFUSAL, SEAT, Facts, calls, calls_sentence, split_quiet
from lib.rules.waiting import lacking, waiting
from tests.unit.rules.test_progress import action, claim, milestone, table

TODAY = date(2023, 3, 28)


def party(number: int) -> Party:
    return Party(number, f"Partij {number}", "onderwijs", None, "", None, None, 1)


def promise(owner: int | None = 1, due: str | None = "2023-02-01", kind: str = PLEDGE) -> Decision:
    return Decision(
        1, 5, None, "3", kind, "Het roc vraagt de scholen.", owner, due, None, "", "Anna", None, None, 1
    )  # fmt: skip


def chair(party_id: int | None) -> Chair:
    return Chair(9, "3", "onderwijs", "praktijkschool", None, True, party_id, None, None, 1, "Partij")


def facts(rows: Table | None = None, *decisions: Decision, **more: Any) -> Facts:
    usual = {"actions": {"3": action(stage="poort")}, "emptied": {}, "spoken": {}}
    return Facts(
        tables={"3": rows or table()}, decisions=decisions,
        parties={number: party(number) for number in (1, 2)}, today=TODAY, **{**usual, **more},
    )  # fmt: skip


def kinds(known: Facts) -> list[str]:
    return [reason.kind for call in calls(known) for reason in call.reasons]


def test_a_promise_is_called_about_once_its_day_is_over() -> None:
    (call,) = calls(facts(None, promise()))
    assert (call.party.id, call.since, call.days(TODAY)) == (1, "2023-02-01", 55)
    assert call.opening == (
        "U zegde toe: het roc vraagt de scholen (uiterlijk 1 februari 2023). Hoe staat het daarmee?"
    )
    assert not calls(facts(None, promise(due="2023-03-28"), promise(due=None), promise(owner=None)))


def test_each_reason_has_its_sentence() -> None:
    texts = (PurposeText(1, "3", "financiering", 1, "Tekst", "Anna", "2023-01-05T10:00:00.000Z"),)
    silent = replace(table(chair_rows := claim(4, "2022-01-01")), chairs=(chair(1),), texts=texts)
    assert kinds(facts(silent)) == [AGED, ANSWER]
    assert kinds(facts(silent, spoken={1: "2023-02-01"})) == [ANSWER], "it was seen elsewhere"
    refused = Support(1, "3", 1, "steunt niet", "", "", "2023-02-01", 1, "Partij 1", "onderwijs")
    assert kinds(facts(replace(table(), chairs=(chair(1),), supports=(refused,)))) == [REFUSAL]
    late = replace(milestone("2023-01-01"), owner_id=2)
    assert kinds(facts(table(milestones=(late,)))) == [MILESTONE]
    (empty,) = calls(facts(replace(table(), chairs=(chair(None),)), emptied={9: "2022-10-14"}))
    assert (empty.reasons[0].kind, empty.party.id, empty.since) == (SEAT, 1, "2022-10-14")
    assert empty.opening == "Wie kunnen wij vragen voor de plek praktijkschool?"
    assert chair_rows.level == 4


def test_a_call_opens_with_what_was_asked_before_with_silence() -> None:
    rows = table(claim(4, "2022-01-01"))
    (call,) = calls(facts(rows, promise(kind=QUESTION)))
    assert call.reasons[0].kind == AGED
    assert call.opening.startswith("Wij vroegen u: het roc vraagt de scholen?")


def test_an_ended_action_asks_nobody_anything_but_what_was_promised() -> None:
    ended = {"3": action(stage=ENDED)}
    rows = replace(table(claim(4, "2022-01-01")), chairs=(chair(None),))
    assert kinds(facts(rows, promise(), actions=ended)) == [PLEDGE]


DAYS = st.dates(date(2022, 1, 1), date(2023, 3, 27)).map(date.isoformat)


@given(st.lists(st.builds(promise, st.integers(1, 2), DAYS)), st.dictionaries(st.integers(1, 2), DAYS))
def test_each_party_has_one_row_and_the_rows_go_by_age(
    promises: list[Decision], spoken: Mapping[int, str]
) -> None:
    known = facts(None, *promises, spoken=spoken)
    found = calls(known)
    assert len({call.party.id for call in found}) == len(found)
    assert [call.since for call in found] == sorted(call.since for call in found)
    assert sum(len(call.reasons) for call in found) == len(promises)
    left, quiet = split_quiet(found, known)
    assert sorted(call.party.id for call in (*left, *quiet)) == sorted(call.party.id for call in found)
    assert all(spoken.get(call.party.id, "") > "2023-03-21" for call in quiet)


def test_the_sentence_names_the_oldest_and_the_next_meeting() -> None:
    assert calls_sentence(calls(facts(None, promise())), "er is geen overleg gepland") == (
        "Eén partij om te bellen; de langste wacht sinds 1 februari 2023; er is geen overleg gepland."
    )
    assert calls_sentence([], "er is geen overleg gepland").startswith("Niemand hoeft gebeld te worden")


def test_a_gate_waits_for_us_until_the_action_is_handed_over() -> None:
    (question,) = waiting([action(stage="poort")], {"3": table()}, [], {}, TODAY)
    assert (question.question, question.tab) == ("Is er genoeg draagvlak?", "purpose-case")
    assert not waiting([action(stage="overgedragen")], {"3": table()}, [], {}, TODAY)


def test_a_card_says_what_is_missing_while_the_action_is_under_way() -> None:
    rows = replace(table(), chairs=(chair(1), chair(None)))
    assert lacking(action(stage="poort"), rows) == (1, 1)
    assert lacking(action(stage="idee"), rows) == (1, 0), "before the gate nobody has to answer yet"
    assert lacking(action(stage="overgedragen"), rows) == (0, 0)
