"""Hand-over per action, and the stop test over the whole agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import STAGES, Action, Party, Step
from lib.model.coalitions import Activation, Chair, Coalition, Table
from lib.model.purpose import Milestone
from lib.model.rulings import Term
from lib.rules.coalitions.handover import handover, outside
from lib.rules.coalitions.stop_test import KINDS, MEETING_STAGES, stop_test, successors, summary
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
TERM = Term(1, "2021-01-01", "2023-12-31", None, "Titel", 1)


def party(number: int, name: str, kind: str, gone: str | None = None) -> Party:
    return Party(number, name, "onderwijs", None, kind, gone, "Gestopt" if gone else None, 1)


ROC = party(1, "Roc Voorbeeld", "roc")
FUND = party(2, "O&O-fonds Voorbeeld", "O&O-fonds")
PROVINCE = party(3, "Provincie Voorbeeld", " Provincie")
AMBASSADOR = party(4, "Werkambassadeur", "werkambassadeur")
UNKNOWN = party(5, "Stichting Voorbeeld", "")
GONE = party(6, "Bedrijf Voorbeeld", "bedrijf", gone="2023-01-01")
PARTIES = [ROC, FUND, PROVINCE, AMBASSADOR, UNKNOWN, GONE]
SILENT = Coalition("3", None, "", "", None, None, 1)
AGREED = Coalition("3", None, "", "elke eerste maandag.", "2024-06-30", "2023-02-01", 1)


def step(started_by: str, days_ago: int = 1, names: tuple[str, ...] = (), action_id: str = "3") -> Step:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return Step(1, action_id, day, "Gesprek", "gesprek", started_by, None, "Anna", None, None, 1, names)


def gone(one: Step) -> Step:
    return replace(one, withdrawn_on="2023-04-01", withdrawn_reason="Dubbel")


def action(number: int = 3, stage: str = "in uitvoering", driver: Party | None = FUND) -> Action:
    return Action(
        id=str(number),
        number=number,
        goal_id=1,
        position=1,
        name=f"Actie {number}",
        priority="A",
        stage=stage,
        driver_id=driver.id if driver else None,
        note="",
        ended_on="2023-01-01" if stage == "beeindigd" else None,
        ended_reason="Geen draagvlak" if stage == "beeindigd" else None,
        version=1,
    )


def milestone(owner: Party | None, done_on: str | None = None, withdrawn_on: str | None = None) -> Milestone:
    reason = "Vervallen" if withdrawn_on else None
    return Milestone(
        1, "3", "Convenant", "2023-06-01", done_on, owner.id if owner else None, withdrawn_on, reason, 1
    )


def seat(one: Party, *, number: int = 1) -> Chair:
    return Chair(number, "3", one.helix, "roc", None, True, one.id, None, None, 1, one.name)


def known(one: Party, level: int = 3) -> Activation:
    return Activation(one.id, "3", one.id, level, None, 1, one.name, one.helix)


# ------------------------------------------------------------------ hand-over of an action


def test_a_coalition_that_carries_itself() -> None:
    steps = [step("coalitie"), step("coalitie", 90), step("coalitie", 30), step("ambassadeur")]
    found = handover(steps, FUND, AGREED, TODAY, TERM)
    assert found.summary == "5 van 5"
    assert [signal.sentence for signal in found.signals] == [
        "Op initiatief van de coalitie zelf: 3 van 4 gebeurtenissen in de laatste 90 dagen. "
        "Meer dan de helft is genoeg.",
        "Aanjager O&O-fonds Voorbeeld is onafhankelijk van de werkambassadeur en de provincie.",
        "De coalitie komt zelf bijeen: elke eerste maandag.",
        "Er is geld tot 30 juni 2024: langer dan de looptijd van de werkagenda (2021–2023). "
        "Tot wanneer de werkambassadeur er is, is niet vastgelegd.",
        "De afspraken zijn getekend op 1 februari 2023.",
    ]


def test_what_was_never_recorded_is_unknown_and_not_a_no() -> None:
    found = handover([], None, SILENT, TODAY, TERM)
    assert found.summary == "0 van 5"
    assert [signal.ok for signal in found.signals] == [None] * 5


@pytest.mark.parametrize(
    ("steps", "ok"),
    [
        ([step("coalitie", 91)], None),
        ([gone(step("coalitie"))], None),
        ([step("coalitie", -1)], None),
        ([step("coalitie", 90), gone(step("ambassadeur"))], True),
        ([step("coalitie"), step("ambassadeur")], False),
        ([step("ambassadeur")], False),
    ],
)
def test_who_starts_the_steps(steps: list[Step], ok: bool | None) -> None:
    assert handover(steps, None, SILENT, TODAY, TERM).signals[0].ok is ok


@pytest.mark.parametrize(
    ("driver", "ok"),
    [(ROC, True), (PROVINCE, False), (AMBASSADOR, False), (GONE, False), (UNKNOWN, None), (None, None)],
)
def test_where_the_driver_comes_from(driver: Party | None, ok: bool | None) -> None:
    assert handover([], driver, SILENT, TODAY, TERM).signals[1].ok is ok
    assert bool(outside(driver)) == bool(ok)


@pytest.mark.parametrize(("until", "ok"), [(None, None), ("2023-12-31", False), ("2024-01-01", True)])
def test_money_past_the_term(until: str | None, ok: bool | None) -> None:
    coalition = replace(SILENT, money_until=until)
    assert handover([], None, coalition, TODAY, TERM).signals[3].ok is ok
    later = handover([], None, coalition, TODAY, replace(TERM, ends_on="2023-12-30")).signals[3].ok
    assert later is (None if until is None else True)


def test_once_known_the_last_day_of_the_ambassador_counts() -> None:
    term = replace(TERM, ambassador_until="2024-06-29")
    signal = handover([], None, AGREED, TODAY, term).signals[3]
    assert (signal.ok, signal.sentence) == (
        True,
        "Er is geld tot 30 juni 2024: langer dan de inzet van de werkambassadeur. "
        "Die loopt tot en met 29 juni 2024.",
    )
    assert (
        handover([], None, AGREED, TODAY, replace(term, ambassador_until="2024-06-30")).signals[3].ok is False
    )


def test_agreements_count_from_the_day_they_are_signed() -> None:
    coalition = replace(SILENT, signed_on=TODAY.isoformat())
    assert handover([], None, coalition, TODAY, TERM).signals[4].ok is True
    assert handover([], None, coalition, TODAY - timedelta(days=1), TERM).signals[4].ok is False


@given(
    st.lists(st.builds(step, st.sampled_from(["coalitie", "ambassadeur"]), st.integers(0, 200)), max_size=8),
    st.sampled_from([None, *PARTIES]),
    st.sampled_from([SILENT, AGREED]),
)
def test_five_signals_are_counted(steps: list[Step], driver: Party | None, coalition: Coalition) -> None:
    found = handover(steps, driver, coalition, TODAY, TERM)
    assert len(found.signals) == 5
    assert found.carried == [signal.ok for signal in found.signals].count(True)
    assert all(signal.sentence.endswith(".") and "%" not in signal.sentence for signal in found.signals)


# ------------------------------------------------------------------------------ stop test


@given(st.sampled_from(list(STAGES)), st.sampled_from([ROC, FUND]), st.integers(0, 400))
def test_nothing_falls_when_all_is_handed_over(stage: str, driver: Party, days: int) -> None:
    handed = Table(
        AGREED, (seat(ROC),), (known(FUND, 5),), milestones=(milestone(ROC), milestone(None, "2023-01-01"))
    )
    steps = [step("ambassadeur", days, (ROC.name, FUND.name)), step("coalitie", days, (ROC.name, FUND.name))]
    assert stop_test([action(stage=stage, driver=driver)], {"3": handed}, steps, PARTIES) == []


def test_an_ended_action_has_nothing_left_to_fall() -> None:
    falling = Table(SILENT, milestones=(milestone(None),))
    assert stop_test([action(stage="beeindigd", driver=None)], {"3": falling}, [], PARTIES) == []


@for_each(list(STAGES))
def test_meetings_fall_while_a_coalition_is_at_work(stage: str) -> None:
    found = stop_test([action(stage=stage)], {"3": Table(SILENT)}, [], PARTIES)
    assert [one.kind for one in found] == (["overleg"] if stage in MEETING_STAGES else [])
    assert set(MEETING_STAGES) == set(STAGES) - {"idee", "overgedragen", "beeindigd"}


@for_each(
    [
        (milestone(None), "Mijlpaal “Convenant” heeft geen eigenaar – draag over aan O&O-fonds Voorbeeld."),
        (
            milestone(PROVINCE),
            "Mijlpaal “Convenant” ligt bij Provincie Voorbeeld – draag over aan O&O-fonds Voorbeeld.",
        ),
        (
            milestone(GONE),
            "Mijlpaal “Convenant” ligt bij Bedrijf Voorbeeld, die niet meer deelneemt "
            "– draag over aan O&O-fonds Voorbeeld.",
        ),
        (milestone(ROC), None),
        (milestone(UNKNOWN), None),
        (milestone(None, done_on="2023-01-01"), None),
        (milestone(None, withdrawn_on="2023-01-01"), None),
    ]
)
def test_tasks_that_fall(one: Milestone, sentence: str | None) -> None:
    found = stop_test([action()], {"3": Table(AGREED, milestones=(one,))}, [], PARTIES)
    assert [fallen.sentence for fallen in found] == ([sentence] if sentence else [])


def test_parties_that_know_only_the_ambassador() -> None:
    seats = (seat(ROC), seat(PROVINCE, number=2), seat(GONE, number=3))
    one = Table(AGREED, seats, (known(UNKNOWN), known(FUND, 4)))
    names = tuple(each.name for each in PARTIES)
    steps = [step("ambassadeur", names=names), step("coalitie", names=(FUND.name,))]
    found = stop_test([action()], {"3": one}, steps, PARTIES)
    assert [fallen.what for fallen in found] == ["Stichting Voorbeeld", "Roc Voorbeeld"]
    assert found[1].sentence == (
        "Roc Voorbeeld kent deze coalitie alleen via de werkambassadeur – draag over aan O&O-fonds Voorbeeld."
    )
    elsewhere = [step("ambassadeur", names=names, action_id="4"), gone(step("ambassadeur", names=names))]
    assert stop_test([action()], {"3": one}, elsewhere, PARTIES) == []


@pytest.mark.parametrize(
    ("driver", "sentence"),
    [
        (None, "Er is geen aanjager"),
        (PROVINCE, "Aanjager Provincie Voorbeeld is onderdeel van de werkambassadeur of de provincie"),
        (GONE, "Aanjager Bedrijf Voorbeeld neemt niet meer deel"),
        (UNKNOWN, "Of aanjager Stichting Voorbeeld onafhankelijk is, is niet vastgelegd"),
    ],
)
def test_drivers_that_fall(driver: Party | None, sentence: str) -> None:
    alone = Table(AGREED)
    (found,) = stop_test([action(driver=driver)], {"3": alone}, [], PARTIES)
    assert found.sentence == f"{sentence} – draag over aan een partij die nog gezocht moet worden."
    assert (found.owner, found.heir) == (driver.name if driver else None, None)
    together = Table(AGREED, (seat(ROC), seat(PROVINCE)), (known(FUND, 4), known(AMBASSADOR, 5)))
    (found,) = stop_test([action(driver=driver)], {"3": together}, [], PARTIES)
    assert found.heir == FUND.name


def test_nobody_takes_over_from_itself() -> None:
    steps = [step("ambassadeur", names=(FUND.name,))]
    (found,) = stop_test([action()], {"3": Table(AGREED, (seat(FUND),))}, steps, PARTIES)
    assert (found.kind, found.what, found.heir) == ("partij", FUND.name, None)


def test_each_thing_that_falls_says_which_row_it_is_about() -> None:
    held = replace(milestone(PROVINCE), id=7)
    one = Table(SILENT, (seat(ROC),), milestones=(held,))
    steps = [step("ambassadeur", names=(ROC.name,))]
    found = stop_test([action(driver=None)], {"3": one}, steps, PARTIES)
    assert [(fallen.kind, fallen.subject_id) for fallen in found] == [
        ("taak", held.id),
        ("overleg", None),
        ("partij", ROC.id),
        ("aanjager", None),
    ]


def test_who_can_take_over_the_proposed_one_first() -> None:
    one = Table(SILENT, (seat(ROC),), (known(FUND, 4),), milestones=(milestone(None),))
    found = stop_test([action(driver=None)], {"3": one}, [step("ambassadeur", names=(FUND.name,))], PARTIES)
    able = {fallen.kind: [party.name for party in successors(fallen, one, PARTIES)] for fallen in found}
    assert able == {
        "taak": [FUND.name, ROC.name, UNKNOWN.name],
        "overleg": [FUND.name, ROC.name, UNKNOWN.name],
        "partij": [ROC.name, UNKNOWN.name],
        "aanjager": [FUND.name, ROC.name, UNKNOWN.name],
    }


@pytest.mark.parametrize("owner", [PROVINCE, AMBASSADOR, GONE, UNKNOWN])
def test_who_held_it_does_not_take_it_over(owner: Party) -> None:
    one = Table(AGREED, (seat(owner),))
    (found,) = stop_test([action(driver=owner)], {"3": one}, [], PARTIES)
    assert found.owner == owner.name
    able = successors(found, one, PARTIES)
    assert {party.name for party in able} == {ROC.name, FUND.name, UNKNOWN.name} - {owner.name}


def test_what_falls_is_told_by_kind() -> None:
    actions = [action(3, "poort", None), action(4, "poort", PROVINCE)]
    one = Table(SILENT, (seat(ROC),), milestones=(milestone(None),))
    found = stop_test(
        actions, {"3": one, "4": one}, [step("ambassadeur", names=(ROC.name,), action_id="4")], PARTIES
    )
    assert [(fallen.kind, fallen.action_id) for fallen in found] == [
        ("taak", "3"),
        ("taak", "4"),
        ("overleg", "3"),
        ("overleg", "4"),
        ("partij", "4"),
        ("aanjager", "3"),
        ("aanjager", "4"),
    ]
    assert {fallen.kind for fallen in found} == set(KINDS)


def test_the_stop_test_is_counted_in_a_sentence() -> None:
    assert summary([]) == "Als de werkambassadeur morgen vertrekt, komt niets stil te liggen."
    found = stop_test([action(driver=None)], {"3": Table(SILENT)}, [], PARTIES)
    assert [one.kind for one in found] == ["overleg", "aanjager"]
    twice = [*found, replace(found[1], action_id="4"), replace(found[1], kind="taak")]
    assert summary(twice) == (
        "Als de werkambassadeur morgen vertrekt, komt bij twee acties iets stil te liggen: één taak, "
        "één overleg en "
        "twee aanjagers."
    )
