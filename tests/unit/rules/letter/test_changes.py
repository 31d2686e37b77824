"""What changed between two letters: was and is under fixed headings, decided by whoever decided it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, LADDER, Action, StageMove, Step
from lib.model.coalitions import Chair, Coalition, Table
from lib.rules.letter import changes
from lib.rules.letter.content import Heading, lines_of, text_of
from lib.rules.letter.material import NEW, State
from tests.unit.rules.letter.letter_desk import SENT, TABLE, action, change, ended, gs, material

AS_ADOPTED = State((action(),))


def told(then: State, now: State, **values: Any) -> list[tuple[str, str]]:
    """Every line with its heading."""
    found = changes.entries(material(then, now, **values))
    return [(entry.heading, text_of(entry.line)) for entry in found]


def section(then: State, now: State, **values: Any) -> str:
    letter = material(then, now, **values)
    return "\n".join(lines_of(list(changes.blocks(letter, changes.entries(letter)))))


def test_nothing_changed_says_so_and_keeps_the_first_three_headings() -> None:
    assert section(AS_ADOPTED, AS_ADOPTED).split("\n") == [
        "Er zijn geen wijzigingen sinds de brief van 8 december 2022.",
        "Beëindigde acties", "Geen.", "Nieuwe acties", "Geen.", "Gewijzigde prioriteit", "Geen.",
    ]  # fmt: skip


def test_a_priority_that_gs_decided_reads_was_is_since_why_and_by_whom() -> None:
    now = State((action(priority="A"),), rulings={("3", "priority"): gs("A")})
    reason = "De vouchers lopen af (Technologietafel 16 maart 2023)"
    assert told(AS_ADOPTED, now, changes=[change("priority", "B", "A", reason)]) == [
        (
            changes.PRIORITY,
            "3 Actie 3 van de agenda: prioriteit was B (middel), is A (hoog) sinds 3 mei 2023. "
            "Grond: De vouchers lopen af. Besluit van Gedeputeerde Staten van 3 mei 2023, kenmerk 2023/17, "
            "op advies van Technologietafel 16 maart 2023.",
        )
    ]


def test_a_priority_that_only_a_table_advised_is_proposed() -> None:
    now = State((action(priority="A"),), advice={("3", "priority"): TABLE})
    text = section(AS_ADOPTED, now, changes=[change("priority", "B", "A", "De vouchers lopen af")])
    assert "Geen.\nWij stellen voor de prioriteit van actie 3 Actie 3 van de agenda te wijzigen" in text
    assert "van B (middel) in A (hoog). Grond: De vouchers lopen af. Op advies van Technologietafel" in text
    assert " is A" not in text


def test_a_proposal_of_an_earlier_letter_is_told_once_and_decided_later() -> None:
    proposed = State((action(priority="A"),), advice={("3", "priority"): TABLE})
    decided = replace(proposed, rulings={("3", "priority"): gs("A")})
    assert told(proposed, proposed) == []
    assert [heading for heading, _ in told(proposed, decided)] == [changes.PRIORITY]


def test_an_end_without_a_decision_of_gs_is_proposed_and_the_stage_stays() -> None:
    running = State((action(stage="purpose case", placed=True),))
    gone, move = ended()
    now = State((gone,), moves={"3": (move,)}, advice={("3", "stage"): TABLE})
    lines = told(running, now)
    assert [heading for heading, _ in lines] == [changes.ENDINGS]
    assert lines[0][1].startswith("Wij stellen voor actie 3 Actie 3 van de agenda te beëindigen.")
    assert "is beëindigd" not in section(running, now)
    assert now.stage_words(gone) == "purpose case"
    assert now.proposals(gone) == ["beëindigen"]


def test_an_end_that_gs_decided_is_an_end() -> None:
    gone, move = ended()
    now = State((gone,), moves={"3": (move,)}, rulings={("3", "stage"): gs(ENDED)})
    text = section(State((action(stage="purpose case", placed=True),)), now)
    assert "Beëindigde acties\nActie 3 Actie 3 van de agenda is beëindigd. Grond: Te weinig" in text
    assert "Gewijzigde fase" not in text


def test_a_new_action_is_proposed_until_gs_adds_it() -> None:
    newcomer = action(12, adopted=None, id="12", name="Nieuw")
    proposed = State((action(), newcomer))
    decided = replace(proposed, rulings={("12", NEW): gs(None)})
    assert told(AS_ADOPTED, proposed)[0][1] == "Wij stellen voor actie 12 Nieuw toe te voegen."
    assert told(proposed, decided)[0][1].startswith("Actie 12 Nieuw is toegevoegd. Besluit van Gedeputeerde")


def test_a_stage_says_since_when_and_why() -> None:
    move = StageMove(1, "3", "idee", "coalitie in vorming", "2023-01-10", "De partijen zijn er", "Anna")
    then = State((action(placed=True),))
    now = State((action(stage="coalitie in vorming", placed=True),), moves={"3": (move,)})
    assert told(then, now)[0][1] == (
        "3 Actie 3 van de agenda: fase was idee, is coalitie in vorming sinds 10 januari 2023. "
        "Grond: De partijen zijn er."
    )


def test_the_first_letter_does_not_call_a_first_record_a_change() -> None:
    now = State((action(stage="purpose case", placed=True, driver_id=4),))
    assert told(AS_ADOPTED, now, previous=None) == []
    assert changes.FIRST in section(AS_ADOPTED, now, previous=None)


def test_a_party_goes_by_what_the_letter_may_call_it() -> None:
    now = State((action(driver_id=4),))
    lines = told(AS_ADOPTED, now, called={4: "een partij uit het onderwijs"})
    assert lines == [
        (
            changes.COALITION,
            "3 Actie 3 van de agenda: aanjager was nog geen aanjager, is een partij uit het onderwijs.",
        )
    ]


def chair(**values: Any) -> Chair:
    plain = Chair(1, "3", "onderwijs", "roc", None, True, 7, None, None, 1)
    return replace(plain, **values)


def test_a_place_that_was_withdrawn_is_not_as_if_it_never_was() -> None:
    agreed = Coalition("3", None, "", "", None, None, 1)
    then = State((action(),), tables={"3": Table(agreed, (chair(), chair(id=2)))})
    gone = chair(id=2, withdrawn_on="2023-02-01", withdrawn_reason="Dubbel opgenomen")
    now = State((action(),), tables={"3": Table(agreed, (chair(), gone))})
    lines = [text for heading, text in told(then, now) if heading == changes.COALITION]
    assert lines[1].endswith("Eerder gemeld, vervallen: de plek roc. Grond: Dubbel opgenomen.")


def step(**values: Any) -> Step:
    plain = Step(
        3, "3", "2022-10-01", "Veertig deelnemers", "resultaat", "coalitie", None, "Anna", None, None, 1
    )
    return replace(plain, **values)


def test_what_the_earlier_letter_said_is_corrected_apart() -> None:
    then = State((action(),), steps={"3": (step(),)})
    now = State((action(),), steps={"3": (step(what="Achtendertig deelnemers"),)})
    corrected = change("what", "Veertig deelnemers", "Achtendertig deelnemers", "Telfout", "step")
    heading, text = told(then, now, changes=[corrected])[0]
    assert heading == changes.CORRECTIONS
    assert text.endswith("omschrijving was Veertig deelnemers, is Achtendertig deelnemers. Grond: Telfout.")


def test_a_step_that_no_letter_told_of_needs_no_correction() -> None:
    now = State((action(),), steps={"3": (step(),)})
    assert told(AS_ADOPTED, now, changes=[change("what", "a", "b", "Telfout", "step")]) == []


@pytest.mark.parametrize(("count", "words"), [(1, "Eén tussentijdse wijziging is"), (3, "Drie tussentijdse")])
def test_what_was_changed_and_changed_back_is_counted(count: int, words: str) -> None:
    assert words in section(AS_ADOPTED, AS_ADOPTED, turned_back=count)


# --------------------------------------------------------------------------- for any two states


PRIORITIES, STAGES = st.sampled_from("ABC"), st.sampled_from([*LADDER, ENDED])


@st.composite
def states(draw: st.DrawFn) -> State:
    actions: list[Action] = []
    moves, rulings = {}, {}
    for number in (1, 2):
        stage = draw(STAGES)
        found = action(
            number,
            priority=draw(PRIORITIES),
            stage=stage,
            placed=True,
            driver_id=draw(st.sampled_from([None, 4])),
        )
        actions.append(found)
        if stage == ENDED:
            moves[found.id] = (StageMove(1, found.id, "poort", ENDED, "2023-03-16", "Reden", "Anna"),)
        if draw(st.booleans()):
            rulings[found.id, "priority"] = gs(draw(PRIORITIES))
        if draw(st.booleans()):
            rulings[found.id, "stage"] = gs(draw(st.sampled_from([None, ENDED])))
    return State(tuple(actions), moves=moves, rulings=rulings)


@given(states())
def test_a_state_does_not_differ_from_itself(state: State) -> None:
    assert told(state, state) == []


def ruled(then: State, now: State) -> State:
    """The state of now with what GS decided before, unless they decided again: a ruling never just goes."""
    return replace(now, rulings={**then.rulings, **now.rulings})


@given(states(), states())
def test_nothing_ends_or_changes_priority_without_gs(then: State, now: State) -> None:
    for found in changes.entries(material(then, ruled(then, now))):
        text = text_of(found.line)
        if found.heading in (changes.ENDINGS, changes.PRIORITY):
            assert found.proposed == text.startswith("Wij stellen voor")
            assert found.proposed != ("Besluit van Gedeputeerde Staten" in text)


@given(states(), states())
def test_every_difference_stands_under_one_heading_in_the_fixed_order(then: State, now: State) -> None:
    letter = material(then, ruled(then, now))
    found = changes.entries(letter)
    lines = [text_of(entry.line) for entry in found]
    assert len(set(lines)) == len(lines)
    headings = [block.text for block in changes.blocks(letter, found) if isinstance(block, Heading)]
    assert headings == [one for one in changes.HEADINGS if one in headings]
    assert set(changes.ALWAYS) <= set(headings)


def test_the_letter_before_is_named_by_its_day() -> None:
    assert material(AS_ADOPTED, AS_ADOPTED).since == "de brief van 8 december 2022"
    assert SENT.sent
