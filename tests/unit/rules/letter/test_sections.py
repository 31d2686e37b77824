"""The sections of a letter: the answer first, what stands, the risks, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lib.model.agenda import StageMove, Step
from lib.model.coalitions import Chair, Coalition, Table
from lib.model.letter import ASKS, Request
from lib.model.meetings import PLEDGE, Decision, Item, Meeting
from lib.model.purpose import Milestone
from lib.rules.letter import changes, checklist, counts, layers, risks, sections
from lib.rules.letter.content import Heading, lines_of
from lib.rules.letter.material import Material, State
from tests.unit.rules.letter.letter_desk import DRAFT, TABLE, action, ended, gs, material

AGREED = Coalition("3", None, "", "", None, None, 1)
CHAIR = Chair(1, "3", "onderwijs", "roc", None, True, None, None, None, 1)
PLEDGED = Decision(
    1, 1, None, "3", PLEDGE, "Drie leerplekken.", 4, "2023-05-01", None, "", "Anna", None, None, 1
)
COMING = Meeting(
    8, "technologietafel", "", "2023-06-15", "", 120, None, "", None, None, None, 1
)  # fmt: skip
RESULT = Step(
    1, "3", "2023-03-06", "Er werken 27 mensen.", "resultaat", "coalitie", None, "Anna", None, None, 1
)  # fmt: skip

LATE = Milestone(1, "3", "Start", "2023-05-01", None, None, None, None, 1)


def letter(now: State, **values: Any) -> Material:
    return material(State((action(),)), now, **values)


def body(found: Material) -> str:
    return "\n".join(lines_of(list(sections.body(found, changes.entries(found)))))


def test_the_core_says_what_is_achieved_what_changes_and_what_is_asked() -> None:
    move = StageMove(1, "3", "idee", "coalitie in vorming", "2023-01-10", "Partijen", "Anna")
    now = State((action(stage="coalitie in vorming", placed=True),), moves={"3": (move,)})
    found = letter(now, letter=replace(DRAFT, asks="bespreken"))
    assert body(found).startswith(
        "1 Kern\nVan de één acties is er één een fase verder dan in de brief van 8 december 2022. "
        "De acties en hun prioriteiten zijn gelijk gebleven. " + ASKS["bespreken"]
    )


def test_the_core_counts_what_gs_decided_and_what_is_proposed() -> None:
    gone, move = ended()
    decided = State((gone,), moves={"3": (move,)}, rulings={("3", "stage"): gs("beeindigd")})
    then = State((action(stage="purpose case", placed=True),))
    assert "Eén actie is beëindigd." in body(material(then, decided))
    proposed = replace(decided, rulings={}, advice={("3", "stage"): TABLE})
    assert "gelijk gebleven; wij stellen één wijziging voor." in body(material(then, proposed))


def test_the_parts_come_in_the_fixed_order_with_what_is_not_there_yet() -> None:
    found = letter(State((action(),)))
    headings = [b.text for b in sections.body(found, []) if isinstance(b, Heading) and b.level == 2]
    assert [text[:1] for text in headings] == [*"12345678", "O"]
    assert headings[3] == "4 Wijzigingen sinds de brief van 8 december 2022"
    assert counts.NO_COUNTS in body(found)
    assert layers.NO_MONEY in body(found)


def test_the_state_of_an_action_names_its_last_result_and_what_is_proposed() -> None:
    now = State((action(priority="A", stage="poort", placed=True),), steps={"3": (RESULT,)})
    lines = body(letter(now)).split("\n")
    start = lines.index("Aanjager") + 1
    assert lines[start : start + 7] == [
        "3", "Actie 3 van de agenda", "B (middel)", "draagvlaktoets", "Voorstel: prioriteit A (hoog)",
        "Er werken 27 mensen (6 maart 2023).", "nog geen aanjager",
    ]  # fmt: skip


def test_the_state_of_an_action_names_one_sentence_and_not_an_abbreviation() -> None:
    told = {
        "Het derde punt draait. Er zijn 118 mensen geholpen.": "Het derde punt draait (6 maart 2023).",
        "Er werken ca. Veertig mensen": "Er werken ca. Veertig mensen (6 maart 2023).",
    }
    for what, shown in told.items():
        step = replace(RESULT, what=what)
        assert shown in body(letter(State((action(placed=True),), steps={"3": (step,)}))).split("\n")


# --------------------------------------------------------------------------- risks


def risky(**values: Any) -> Material:
    table = Table(replace(AGREED, money_until="2023-09-01"), (CHAIR,))
    return letter(State((action(placed=True),), tables={"3": table}), decisions=[PLEDGED], **values)


def test_risks_come_from_late_pledges_money_that_ends_and_empty_places() -> None:
    assert [risk.what for risk in risks.risks(risky())] == [
        "Eén toezegging is niet op tijd nagekomen (sinds 1 mei 2023).",
        "Het geld is geregeld tot 1 september 2023.",
        "Nog niet ingevuld in de coalitie: roc.",
    ]


def test_what_is_done_about_a_risk_is_only_told_when_it_is_planned() -> None:
    assert {risk.measure for risk in risks.risks(risky())} == {risks.UNPLANNED}
    item = Item(1, 8, 1, "3", "", None, "", "", False, None, None, 1)
    planned = risks.risks(risky(meetings=[COMING], items={8: [item]}))
    assert {risk.measure for risk in planned} == {"Staat op de agenda van Technologietafel 15 juni 2023."}
    parked = risks.risks(risky(meetings=[COMING], items={8: [replace(item, parked=True)]}))
    assert {risk.measure for risk in parked} == {risks.UNPLANNED}


def test_there_are_five_risks_at_most() -> None:
    actions = tuple(action(number) for number in range(1, 10))
    tables = {found.id: Table(replace(AGREED, id=found.id), (CHAIR,)) for found in actions}
    assert len(risks.risks(letter(State(actions, tables=tables)))) == risks.MOST


def test_an_action_that_is_handed_over_is_no_risk_of_ours() -> None:
    table = Table(AGREED, (CHAIR,))
    now = State((action(stage="overgedragen", placed=True),), tables={"3": table})
    assert risks.risks(letter(now)) == []


# --------------------------------------------------------------------------- is everything there


def checked(found: Material) -> dict[str, checklist.Check]:
    return {check.key: check for check in checklist.checks(found, changes.entries(found))}


def said(check: checklist.Check) -> str:
    return "; ".join(point.said for point in check.points)


def test_an_empty_head_is_missing_and_a_filled_one_is_ready() -> None:
    empty = letter(State((action(),)))
    assert said(checked(empty)["kop"]) == "kenmerk, portefeuillehouder en commissie ontbreken"
    filled = replace(DRAFT, reference="1", portfolio="Gedeputeerde", committee="EFB", next_letter="juni")
    found = checked(letter(State((action(),)), letter=filled))
    assert (found["kop"].state, found["vervolg"].state) == (checklist.READY, checklist.READY)
    assert checked(empty)["kop"].state == checklist.MISSING


@pytest.mark.parametrize(
    ("now", "words", "ways"),
    [
        (State((action(driver_id=4),)), "niets vastgelegd in deze periode:", [(("actie", "3"),)]),
        (
            State((action(driver_id=4),), steps={"3": (RESULT,)}),
            "van elke lopende actie is iets vastgelegd",
            [],
        ),
        (State((action(),), steps={"3": (RESULT,)}), "nog geen aanjager:", [(("actie", "3"),)]),
        (
            State(
                (action(driver_id=4),),
                tables={"3": Table(AGREED, milestones=(LATE,))},
                steps={"3": (RESULT,)},
            ),
            "een datum is voorbij:",
            [(("actie", "3"), ("tab", "coalitie"))],
        ),
        (
            State(tuple(action(number, driver_id=4) for number in range(1, 8))),
            "zeven acties: niets vastgelegd in deze periode",
            [(("weergave", "lijst"),)],
        ),
    ],
)
def test_what_an_action_lacks_is_named_with_the_way_there(
    now: State, words: str, ways: list[tuple[tuple[str, str], ...]]
) -> None:
    checks = {check.key: check for check in checklist.checks(letter(now), [])}
    [point] = checks["stand"].points
    assert point.said == words
    assert [link.params for link in point.links] == ways


def test_an_open_toezegging_waits_for_an_answer() -> None:
    asked = Request(
        1, "toezegging", "2352", "Cijfers.", "2023-01-01", "", "", "", "open", None, None, None, 1
    )
    now = State((action(),))
    assert said(checked(letter(now, requests=[asked]))["aanleiding"]) == (
        "toezegging 2352 heeft nog geen antwoord"
    )
    answered = replace(asked, answer="Zie bijlage 1.")
    in_none = checked(letter(now, requests=[answered]))["aanleiding"]
    assert (in_none.state, said(in_none)) == (
        checklist.MISSING,
        "toezegging 2352 heeft een antwoord dat nog in geen brief staat",
    )
    told = replace(answered, letter_id=9)
    assert checked(letter(now, requests=[told]))["aanleiding"].state == checklist.READY


def test_the_page_opens_with_how_far_the_letter_is() -> None:
    found = letter(State((action(),)))
    sentence = checklist.opening(checklist.checks(found, []), [])
    assert (
        sentence == "Vijf van de tien delen zijn klaar, bij drie ontbreekt iets; geen wijzigingen gaan mee."
    )
