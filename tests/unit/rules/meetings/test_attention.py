"""What a meeting should look at: the right actions, for true reasons, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, HELIXES, PRIORITIES, STAGES, Action, Step
from lib.model.coalitions import SILENT_DAYS, Chair, Coalition, Table
from lib.model.meetings import AGREEMENT, PLEDGE, QUESTION, Decision, Item
from lib.model.purpose import ANSWERS, PURPOSE_PARTS, PurposeText, Support
from lib.rules.coalitions import gate
from lib.rules.coalitions.annex_chairs import AnnexChair
from lib.rules.meetings.attention import (
    CHANGED,
    EMPTY,
    GATE,
    OVERDUE,
    REASONS,
    SILENT,
    Proposal,
    count_settled,
    gate_waits,
    minutes_of,
    overdue,
    pledges_sentence,
    proposals,
    time_sentence,
)
from tests.unit.cases import for_each

TODAY = date(2023, 3, 28)


def day(ago: int) -> str:
    """A day so many days ago."""
    return (TODAY - timedelta(days=ago)).isoformat()


def action(action_id: str = "3", priority: str | None = "B", stage: str = "in uitvoering") -> Action:
    """An action of the agenda."""
    ended = day(10) if stage == ENDED else None
    return Action(
        id=action_id, number=None, name=f"Actie {action_id}", goal_id=1, position=1, priority=priority,
        stage=stage, driver_id=None, note="", ended_on=ended, ended_reason="Reden" if ended else None,
        version=1, driver=None, placed=True, adopted=None,
    )  # fmt: skip


def chair(number: int, party_id: int | None, *, needed: bool = True, gone: bool = False) -> Chair:
    """A chair, of the helix of its number."""
    helix = [*HELIXES][number % 3]
    return Chair(
        number, "3", helix, f"rol {number}", None, needed, party_id, day(1) if gone else None,
        "Reden" if gone else None, 1,
    )  # fmt: skip


def table(chairs: Iterable[Chair] = (), answers: Iterable[str] = (), parts: Iterable[str] = ()) -> Table:
    """A coalition of which party 0, 1 and 2 gave these answers; these parts of its case are written."""
    return Table(
        Coalition("3", None, "", "", None, None, 1),
        chairs=tuple(chairs),
        texts=tuple(PurposeText(1, "3", part, 1, "Tekst", "Anna", "") for part in parts),
        supports=tuple(
            Support(
                number, "3", number, answer, "", "", day(5), 1, f"Partij {number}", [*HELIXES][number % 3]
            )
            for number, answer in enumerate(answers)
        ),
    )


SEATS = tuple(chair(number, number) for number in range(3))
ALL_YES = ("steunt",) * 3


def step(ago: int, action_id: str = "3", *, withdrawn: bool = False) -> Step:
    """A step so many days ago."""
    return Step(
        id=1, action_id=action_id, happened_on=day(ago), what="Stap.", kind="gesprek", started_by="coalitie",
        link=None, author="Anna", withdrawn_on=day(1) if withdrawn else None,
        withdrawn_reason="Reden" if withdrawn else None, version=1, parties=(),
    )  # fmt: skip


def promise(
    due_ago: int | None = 1, *, settled: bool = False, kind: str = PLEDGE, action_id: str | None = "3"
) -> Decision:
    """What was promised or asked, due so many days ago."""
    due = None if due_ago is None else day(due_ago)
    return Decision(
        1, 1, None, action_id, kind, "Wij betalen.", 1, due, day(1) if settled else None, "", "Anna",
        None, None, 1, "Roc",
    )  # fmt: skip


def item(minutes: int | None, *, parked: bool = False) -> Item:
    """An item of so many minutes."""
    return Item(1, 1, 1, "3", "", minutes, "", "", parked, None, None, 1)


def proposed(
    one: Action,
    at: Table | None = None,
    *,
    steps: Iterable[Step] = (),
    pledges: Iterable[Decision] = (),
    changed: int = 0,
) -> Proposal | None:
    """What is proposed about one action."""
    found = proposals([one], {one.id: at or table(SEATS)}, steps, pledges, {one.id: changed}, TODAY)
    assert len(found) <= 1
    return found[0] if found else None


def kinds(found: Proposal | None) -> list[str]:
    """The reasons of a proposal."""
    return [kind for kind, _ in found.reasons] if found else []


def test_a_first_meeting_is_asked_what_lacks_first() -> None:
    annex = [AnnexChair("3", "onderwijs", f"opleider {number}", "") for number in range(5)]

    def question(at: Table, by: str | None = None) -> str:
        one = replace(action(priority="A"), driver=by)
        (found,) = proposals([one], {one.id: at}, (), (), {}, TODAY, annex)
        return found.question

    assert question(table()) == (
        "Wie kan een plek innemen die de bijlage noemt, zoals opleider 0, opleider 1 of opleider 2?"
    )
    annex.clear()
    assert question(table()) == "Wie hoort in deze coalitie?"
    assert question(table(SEATS)) == "Wie is aanjager van deze actie?"
    assert question(table(SEATS), "Campus") == "Wat is de volgende stap, en wie zet die?"


# ------------------------------------------------------------------------------ each reason


def test_a_quiet_action_is_not_proposed() -> None:
    assert proposed(action()) is None
    assert proposed(action(priority="A"), steps=[step(SILENT_DAYS)]) is None
    assert proposed(action(), pledges=[promise(0), promise(None), promise(5, settled=True)]) is None
    assert proposed(action(stage=ENDED), table([chair(1, None)])) is None
    assert proposed(action(stage=gate.HANDED_OVER, priority="A"), table([chair(1, None)])) is None


@for_each(
    [
        ("poort", (), (), True),
        ("purpose case", ALL_YES, PURPOSE_PARTS, True),
        ("purpose case", ("steunt", "steunt niet"), PURPOSE_PARTS, True),
        ("purpose case", ("steunt",), PURPOSE_PARTS, False),
        ("purpose case", ALL_YES, [*PURPOSE_PARTS][1:], False),
        ("coalitie in vorming", ALL_YES, PURPOSE_PARTS, False),
        ("in uitvoering", ALL_YES, PURPOSE_PARTS, False),
    ]
)
def test_the_gate_waits_for_a_decision(
    stage: str, answers: Iterable[str], parts: Iterable[str], waits: bool
) -> None:
    one, at = action(stage=stage), table(SEATS, answers, parts)
    assert gate_waits(one, at) is waits
    assert (GATE in kinds(proposed(one, at))) is waits


def test_the_question_at_the_gate_follows_the_answers() -> None:
    steady = proposed(action(stage="poort"), table(SEATS, ALL_YES))
    refused = proposed(action(stage="poort"), table(SEATS, ("steunt niet", "steunt", "steunt")))
    assert steady is not None
    assert refused is not None
    assert steady.question == "Is er genoeg draagvlak om deze actie uit te voeren?"
    assert refused.question == "Beëindigen we deze actie, of komt er een nieuwe purpose case?"
    assert steady.minutes == 20


def test_what_is_overdue_is_counted_since_its_first_day() -> None:
    one = proposed(action(), pledges=[promise(3)])
    more = proposed(action(), pledges=[promise(3), promise(40, kind=QUESTION), promise(2, action_id="4")])
    assert one is not None
    assert more is not None
    assert one.words == "één toezegging of vraag over tijd, sinds 25 maart 2023"
    assert more.words == "twee toezeggingen of vragen over tijd, sinds 16 februari 2023"
    assert more.question == "Wat is er nodig om de toezegging na te komen?"


def test_what_is_overdue_of_an_ended_action_is_still_asked_for() -> None:
    assert kinds(proposed(action(stage=ENDED), pledges=[promise(3)])) == [OVERDUE]


@pytest.mark.parametrize(("ago", "late"), [(-1, False), (0, False), (1, True)])
def test_a_promise_is_late_the_day_after(ago: int, late: bool) -> None:
    assert overdue(promise(ago), TODAY) is late
    assert not overdue(promise(ago, settled=True), TODAY)
    assert not overdue(promise(None), TODAY)


@pytest.mark.parametrize(("priority", "silent"), [("A", True), ("B", False), ("C", False), (None, False)])
def test_only_an_a_action_is_silent(priority: str | None, silent: bool) -> None:
    one = action(priority=priority)
    assert (SILENT in kinds(proposed(one, steps=[step(SILENT_DAYS + 1)]))) is silent
    assert (SILENT in kinds(proposed(one))) is silent, "never a step"


def test_a_withdrawn_step_breaks_no_silence() -> None:
    one = action(priority="A")
    found = proposed(one, steps=[step(1, withdrawn=True), step(100), step(120), step(1, "4")])
    assert found is not None
    assert day(100)[:4] in found.words
    assert "18 december 2022" in found.words, "the last one that counts"
    assert proposed(one, steps=[step(120), step(89), step(100)]) is None


def test_empty_chairs_are_named_and_only_needed_ones_count() -> None:
    seats = [
        chair(1, 1),
        chair(2, None),
        chair(4, None),
        chair(5, None, needed=False),
        chair(7, None, gone=True),
    ]
    found = proposed(action(), table(seats))
    assert found is not None
    assert found.words == "twee lege stoelen: rol 2 en rol 4"
    assert found.question == "Wie kan deze plek innemen: rol 2 of rol 4?"


def test_changes_are_counted() -> None:
    for count, words in ((1, "één wijziging"), (2, "twee wijzigingen"), (20, "20 wijzigingen")):
        found = proposed(action(stage=ENDED), changed=count)
        assert found is not None
        assert found.words == f"{words} sinds het vorige overleg"
        assert (found.minutes, found.question) == (5, "Zijn we het eens over de nieuwe stand?")


def test_all_reasons_stand_with_the_most_pressing_first() -> None:
    found = proposed(
        action(priority="A", stage="poort"), table([chair(1, None)]), pledges=[promise()], changed=3
    )
    assert found is not None
    assert kinds(found) == [GATE, OVERDUE, SILENT, EMPTY, CHANGED]
    assert found.minutes == 20
    assert found.words.count("; ") == 4


# -------------------------------------------------------------------------------- any agenda

CHAIRS = st.builds(
    chair, st.integers(0, 9), st.integers(0, 3) | st.none(), needed=st.booleans(), gone=st.booleans()
)
TABLES = st.builds(
    table,
    st.lists(CHAIRS, max_size=4),
    st.lists(st.sampled_from([*ANSWERS]), max_size=3),
    st.sampled_from([(), tuple(PURPOSE_PARTS)]),
)
IDS = ("1", "2", "3", "4", "m1")
ACTIONS = st.tuples(
    *(
        st.builds(action, st.just(one), st.sampled_from([*PRIORITIES, None]), st.sampled_from([*STAGES]))
        for one in IDS
    )
)
STEPS = st.lists(
    st.builds(step, st.integers(0, 200), st.sampled_from(IDS), withdrawn=st.booleans()), max_size=8
)
PLEDGES = st.lists(
    st.builds(
        promise,
        st.none() | st.integers(-100, 100),
        settled=st.booleans(),
        kind=st.sampled_from([PLEDGE, QUESTION]),
        action_id=st.sampled_from([*IDS, None]),
    ),
    max_size=6,
)
CHANGES = st.dictionaries(st.sampled_from(IDS), st.integers(0, 3))
AGENDAS = st.tuples(ACTIONS, st.fixed_dictionaries(dict.fromkeys(IDS, TABLES)), STEPS, PLEDGES, CHANGES)
Agenda = tuple[tuple[Action, ...], dict[str, Table], list[Step], list[Decision], dict[str, int]]


@given(AGENDAS)
def test_every_reason_that_is_shown_is_true_and_none_is_left_out(agenda: Agenda) -> None:
    actions, tables, steps, pledges, changed = agenda
    found = proposals(actions, tables, steps, pledges, changed, TODAY)
    by_action = {one.action.id: set(kinds(one)) for one in found}
    assert len(by_action) == len(found), "an action is proposed once"
    for one in actions:
        expected = true_reasons(one, tables[one.id], steps, pledges, changed)
        assert by_action.get(one.id, set()) == expected, one.id


def true_reasons(
    one: Action, at: Table, steps: list[Step], pledges: list[Decision], changed: dict[str, int]
) -> set[str]:
    """Worked out anew: what is true of an action."""
    running = one.stage not in (ENDED, "overgedragen")
    days = [s.happened_on for s in steps if s.action_id == one.id and not s.withdrawn_on]
    empty = [c for c in at.chairs if c.needed and c.party_id is None and not c.withdrawn_on]
    late = [p for p in pledges if p.action_id == one.id and not p.settled_on and p.due and p.due < day(0)]
    facts = {
        GATE: running and gate_waits(one, at),
        OVERDUE: bool(late),
        SILENT: running and one.priority == "A" and (not days or max(days) < day(SILENT_DAYS)),
        EMPTY: running and bool(empty),
        CHANGED: changed.get(one.id, 0) > 0,
    }
    return {kind for kind, true in facts.items() if true}


@given(AGENDAS)
def test_proposals_stand_in_order_and_read_well(agenda: Agenda) -> None:
    actions, tables, steps, pledges, changed = agenda
    found = proposals(actions, tables, steps, pledges, changed, TODAY)
    order = [*REASONS]
    places = [(order.index(kinds(one)[0]), IDS.index(one.action.id)) for one in found]
    assert places == sorted(places), "most pressing first, then as the agenda has them"
    for one in found:
        assert kinds(one) == sorted(kinds(one), key=order.index)
        assert 5 <= one.minutes <= 20
        assert one.question.endswith("?")
        assert "None" not in one.words + one.question
        assert all(text for _, text in one.reasons)


# ------------------------------------------------------------------------ time and follow-up


@for_each(
    [
        ([], 120, "0 van 120 minuten."),
        ([60, 60], 120, "120 van 120 minuten."),
        ([60, 61], 120, "Eén minuut te lang: 121 van 120 minuten."),
        ([60, 72], 120, "Twaalf minuten te lang: 132 van 120 minuten."),
        ([200], 120, "80 minuten te lang: 200 van 120 minuten."),
        ([30, None], 120, "30 van 120 minuten; van één punt is de tijd niet geschat."),
        (
            [121, None, None],
            120,
            "Eén minuut te lang: 121 van 120 minuten; van twee punten is de tijd niet geschat.",
        ),
    ]
)
def test_the_running_time_turns_to_words_when_it_is_over(
    minutes: list[int | None], planned: int, sentence: str
) -> None:
    assert time_sentence([item(one) for one in minutes], planned) == sentence


@given(st.lists(st.builds(item, st.none() | st.integers(1, 480), parked=st.booleans())), st.integers(1, 480))
def test_parked_items_take_no_time(items: list[Item], planned: int) -> None:
    standing = [one for one in items if not one.parked]
    assert minutes_of(items) == sum(one.minutes or 0 for one in standing)
    assert time_sentence(items, planned) == time_sentence(standing, planned)
    assert ("te lang" in time_sentence(items, planned)) == (minutes_of(items) > planned)


@pytest.mark.parametrize(
    ("kept", "total", "sentence"),
    [
        (0, 0, ""),
        (0, 1, "Sinds het vorige overleg: 0 van 1 toezegging nagekomen."),
        (4, 6, "Sinds het vorige overleg: 4 van 6 toezeggingen nagekomen."),
    ],
)
def test_the_next_table_opens_with_what_was_kept(kept: int, total: int, sentence: str) -> None:
    pledges = [promise(settled=number < kept) for number in range(total)]
    others = [promise(kind=AGREEMENT), replace(promise(kind=QUESTION), settled_on=day(1))]
    assert count_settled([*pledges, *others]) == (kept, total)
    assert pledges_sentence([*others, *pledges]) == sentence
