"""What was adopted changes under a ruling alone; what a meeting proposes stays readable."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.model.agenda import ENDED
from lib.model.meetings import ADVICE, AGREEMENT
from lib.model.rulings import ADOPTED, REFUSED
from lib.rules import rulings as rules
from lib.rules.rulings import Proposal
from lib.store import agenda, decisions, records, stages
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import ANNA, BRAM
from tests.unit.meeting_desk import LABEL, close, decided, hold, put_back, record, refused, stored, withdraw

CHANGES = (("priority", "B"), ("stage", ENDED), ("name", "Andere naam"), ("goal_id", "3"))
WORDS = {"decided_on": "2022-03-22", "kenmerk": "77/2022", "text": "Akkoord."}
RULED = "besluit GS 22 maart 2022, kenmerk 77/2022"


def carry_out(path: Path, change: tuple[str, Any], *, under: tuple[str, Any] | None = None) -> None:
    """Action 3 changes, under a ruling about a change if given."""
    with writing(path, ANNA, "Reden") as db:
        if under:
            decisions.rule(db, "3", under, WORDS)
        version = records.get(db, "action", "3")["version"]
        stages.carry_out(db, "3", version, change, "2022-03-22", "Zo besloten.")


def propose(path: Path, change: tuple[str, Any], meeting_id: int | None = None) -> int:
    with writing(path, ANNA) as db:
        return decisions.propose(db, "3", change, "Wij raden dit aan.", meeting_id or desk.meeting(db))


def answer(path: Path, change: tuple[str, Any], outcome: str = ADOPTED, **values: Any) -> int:
    with writing(path, BRAM) as db:
        return decisions.rule(db, "3", change, {**WORDS, "outcome": outcome, **values})


def proposals(path: Path) -> list[Proposal]:
    with reading(path) as db:
        return decisions.proposals(db, "3")


def waiting(path: Path) -> list[str]:
    """What waits for Gedeputeerde Staten at action 3, in words."""
    with reading(path) as db:
        actions = {one.id: one for one in agenda.actions(db)}
        found = rules.open_of(decisions.proposals(db), actions.values()).get("3", [])
    return [rules.proposal_words(one, actions["3"], {3: "Doel drie"}, date(2022, 4, 1)) for one in found]


# ---------------------------------------------------------------------- only under a ruling


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_that_was_adopted_changes_without_a_ruling(path: Path, change: tuple[str, Any]) -> None:
    with refused(path, "vraagt een besluit van Gedeputeerde Staten.", "ruling"):
        carry_out(path, change)


@pytest.mark.parametrize("change", CHANGES)
def test_under_a_ruling_it_changes_and_the_words_are_the_reason(path: Path, change: tuple[str, Any]) -> None:
    carry_out(path, change, under=change)
    assert str(desk.action(path)[change[0]]) == change[1]
    reason = desk.entries(path, "action", "3")[-1]["reason"]
    assert reason == f"{'Zo besloten' if change[0] == 'stage' else 'Akkoord'} ({RULED})"


@pytest.mark.parametrize("change", CHANGES)
def test_a_ruling_about_something_else_does_not_count(path: Path, change: tuple[str, Any]) -> None:
    other = ("priority", "C") if change[0] != "priority" else ("name", "Nog een naam")
    with refused(path, "gaat over iets anders", "ruling"):
        carry_out(path, change, under=other)


def test_reopening_is_decided_by_gedeputeerde_staten_too(path: Path) -> None:
    desk.move(path, ENDED)
    desk.purpose(path)
    with refused(path, "Een actie heropenen vraagt een besluit van Gedeputeerde Staten", "ruling"):
        carry_out(path, ("stage", "purpose case"))
    carry_out(path, ("stage", "purpose case"), under=("stage", "purpose case"))
    assert desk.action(path)["stage"] == "purpose case"


def test_a_name_that_was_never_adopted_needs_no_ruling(path: Path) -> None:
    with writing(path, ANNA, "Nodig") as db:
        made = agenda.add_action(db, 1, {"name": "Nieuw", "priority": "C"})
        records.save(db, "action", made, 1, {"name": "Beter"})
    assert desk.action(path, made)["name"] == "Beter"


def test_the_state_in_words_and_the_driver_need_no_ruling(path: Path) -> None:
    desk.note(path, "Op koers")
    desk.save(path, {"driver_id": desk.party(path)})


@for_each([("priority", "A"), ("priority", "Z"), ("stage", "poort"), ("goal_id", "9"),
                                   ("name", "")], "path")  # fmt: skip
def test_what_is_so_already_or_impossible_is_not_decided(path: Path, wrong: tuple[str, Any]) -> None:
    with pytest.raises(Exception) as found:  # noqa: PT011 - which sentence is of the value's own rule
        answer(path, wrong)
    assert hasattr(found.value, "sentence")
    assert desk.count(path, "ruling") == 0


def test_a_ruling_has_a_day_that_was_and_may_be_without_a_kenmerk(path: Path) -> None:
    with refused(path, "Op welke dag is dit besloten?", "decided_on"):
        answer(path, ("priority", "B"), decided_on=None)
    with refused(path, "ligt in de toekomst", "decided_on"):
        answer(path, ("priority", "B"), decided_on="2039-01-01")
    made = answer(path, ("priority", "B"), kenmerk="")
    with reading(path) as db:
        (ruling,) = decisions.rulings(db)
    assert ruling.label == "besluit GS 22 maart 2022, nog zonder kenmerk"
    desk.save(path, {"kenmerk": "78/2022"}, row=("ruling", made))
    assert stored(path, "ruling", made)["kenmerk"] == "78/2022"


def test_one_write_decides_and_changes_or_does_neither(path: Path) -> None:
    with refused(path, "Prioriteit “Z” bestaat niet.", "priority"), writing(path, ANNA) as db:
        decisions.rule(db, "3", ("priority", "B"), WORDS)
        records.save(db, "action", "3", 1, {"priority": "Z"})
    assert desk.count(path, "ruling") == 0


def test_a_ruling_does_not_reach_into_the_next_write(path: Path) -> None:
    answer(path, ("priority", "B"))
    with refused(path, "vraagt een besluit van Gedeputeerde Staten.", "ruling"):
        carry_out(path, ("priority", "B"))


@pytest.mark.parametrize("change", [("priority", "B"), ("name", "Andere naam"), ("goal_id", "3")])
def test_putting_back_corrects_the_record_and_takes_its_ruling_back(
    path: Path, change: tuple[str, Any]
) -> None:
    before = desk.action(path)[change[0]]
    propose(path, change)
    carry_out(path, change, under=change)
    entry = desk.entries(path, "action", "3")[-1]["id"]
    put_back(path, "action", "3", change[0], entry, person=BRAM, reason="Vergissing")
    assert desk.action(path)[change[0]] == before
    with reading(path) as db:
        assert decisions.rulings(db) == []
    assert stored(path, "ruling", 1)["withdrawn_reason"] == "Vergissing"
    assert len(waiting(path)) == 1, "what the meeting proposed waits again"


def test_putting_back_the_second_of_two_rulings_leaves_the_first(path: Path) -> None:
    for letter in "BC":
        carry_out(path, ("priority", letter), under=("priority", letter))
    entry = desk.entries(path, "action", "3")[-1]["id"]
    put_back(path, "action", "3", "priority", entry, person=BRAM, reason="Vergissing")
    with reading(path) as db:
        assert [ruling.value for ruling in decisions.rulings(db)] == [desk.action(path)["priority"]] == ["B"]


def test_an_end_is_not_put_back_without_a_ruling_that_reopens(path: Path) -> None:
    desk.move(path, "coalitie in vorming")
    desk.move(path, "purpose case")
    carry_out(path, ("stage", ENDED), under=("stage", ENDED))
    desk.purpose(path)
    entry = desk.entries(path, "action", "3")[-1]["id"]
    with refused(path, "Een actie heropenen vraagt een besluit van Gedeputeerde Staten", "ruling"):
        put_back(path, "action", "3", "stage", entry, person=BRAM, reason="Toch niet")


def test_the_ruling_that_the_agenda_stands_on_is_not_taken_back(path: Path) -> None:
    carry_out(path, ("priority", "B"), under=("priority", "B"))
    with reading(path) as db:
        (ruling,) = decisions.rulings(db)
    with refused(path, "is gewijzigd met dit besluit", "withdrawn_on"):
        withdraw(path, "ruling", ruling.id)
    carry_out(path, ("priority", "C"), under=("priority", "C"))
    withdraw(path, "ruling", ruling.id)


# ------------------------------------------------------------------------------- proposals


@pytest.mark.parametrize(("change", "words"), [
    (("priority", "B"), "A naar B"),
    (("stage", ENDED), "beëindigen"),
    (("name", "Andere naam"), "naam wordt “Andere naam”"),
    (("goal_id", "3"), "doel wordt “Doel drie”"),
])  # fmt: skip
def test_a_proposal_changes_nothing_and_says_by_whom(path: Path, change: tuple[str, Any], words: str) -> None:
    before = desk.action(path)
    propose(path, change)
    assert desk.action(path) == before
    assert waiting(path) == [f"voorgesteld: {words} (technologietafel 14 maart)"]


def test_a_proposal_that_is_refused_leaves_the_adopted_state_and_stays_readable(path: Path) -> None:
    advice = propose(path, ("priority", "B"))
    answer(path, ("priority", "B"), REFUSED)
    assert desk.action(path)["priority"] == "A"
    assert waiting(path) == []
    (proposal,) = proposals(path)
    assert (proposal.is_refused, proposal.advice.id) == (True, advice)
    assert rules.refusal_words(proposal, {}, date(2022, 4, 1)) == (
        "niet overgenomen: prioriteit B (technologietafel 14 maart). "
        "Besluit GS 22 maart 2022, kenmerk 77/2022: Akkoord."
    )


def test_a_refusal_carries_no_change(path: Path) -> None:
    propose(path, ("priority", "B"))
    with (
        refused(path, "vraagt een besluit van Gedeputeerde Staten.", "ruling"),
        writing(path, ANNA, "x") as db,
    ):
        decisions.rule(db, "3", ("priority", "B"), {**WORDS, "outcome": REFUSED})
        records.save(db, "action", "3", 1, {"priority": "B"})


def test_a_ruling_answers_the_proposal_and_names_its_meeting(path: Path) -> None:
    advice = propose(path, ("priority", "B"), hold(path))
    carry_out(path, ("priority", "B"), under=("priority", "B"))
    (proposal,) = proposals(path)
    assert proposal.ruling
    assert (proposal.ruling.advice_id, proposal.ruling.outcome) == (advice, ADOPTED)
    assert desk.entries(path, "action", "3")[-1]["reason"] == f"Akkoord ({RULED}, op advies van {LABEL})"


def test_a_ruling_counts_also_when_the_meeting_is_closed(path: Path) -> None:
    meeting_id = hold(path)
    propose(path, ("priority", "B"), meeting_id)
    close(path, meeting_id)
    carry_out(path, ("priority", "B"), under=("priority", "B"))
    assert desk.action(path)["priority"] == "B"


def test_an_answered_advice_is_not_taken_back(path: Path) -> None:
    advice = propose(path, ("priority", "B"))
    ruling = answer(path, ("priority", "B"), REFUSED)
    with refused(path, "Op dit advies hebben Gedeputeerde Staten besloten", "withdrawn_on"):
        withdraw(path, "decision", advice)
    withdraw(path, "ruling", ruling)
    assert len(waiting(path)) == 1
    withdraw(path, "decision", advice)
    assert decided(path) == []


def test_only_an_advice_about_an_action_proposes_a_change(path: Path) -> None:
    meeting_id = hold(path)
    change = {"proposes": "priority", "proposed": "B"}
    with refused(path, "Kies Advies.", "kind"):
        record(path, meeting_id, AGREEMENT, action_id="3", **change)
    with refused(path, "gaat over een actie", "proposes"):
        record(path, meeting_id, ADVICE, **change)


# ------------------------------------------------------------------------------- the term


def test_the_term_is_that_of_the_title_and_changes_with_history(path: Path) -> None:
    with reading(path) as db:
        term = agenda.term(db)
    assert (term.years, term.ambassador_until) == ("2021–2023", None)
    desk.save(path, {"ends_on": "2025-12-31", "ambassador_until": "2024-06-30"}, row=("term", 1))
    with reading(path) as db:
        assert agenda.term(db).years == "2021–2025"
    assert [entry["row"]["ends_on"] for entry in desk.entries(path, "term", 1)] == [
        "2023-12-31",
        "2025-12-31",
    ]
