"""Actions and letters for the tests of the letter: two actions, in whatever states a test asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lib.model.agenda import ENDED, Action, Adopted as AdoptedText, StageMove
from lib.model.change import Change
from lib.model.letter import Letter
from lib.rules.letter.material import Adopted, Material, Ruling, State
from lib.store.letters.drafts import NO_LETTER

DAY = date(2023, 6, 12)
SENT = replace(NO_LETTER, id=1, reference="K/1", sent_on="2022-12-08", edition_id=11, version=2)
DRAFT = replace(NO_LETTER, id=2)
TABLE = "Technologietafel 16 maart 2023"


def gs(value: str | None) -> Ruling:
    """A decision of GS for this value."""
    return Ruling(value, "2023-05-03", "2023/17", TABLE)


def adopted(number: int, priority: str = "B") -> AdoptedText:
    name = f"Actie {number} van de agenda"
    return AdoptedText(str(number), 1, name, name, priority, "Uitleg.", f"{name} ({number}) {priority}")


def action(number: int = 3, **values: Any) -> Action:
    """An action as it was adopted, with these values instead."""
    text = adopted(number)
    plain = Action(
        id=str(number), number=number, goal_id=1, position=number, name=text.matrix_name, priority="B",
        stage="idee", driver_id=None, note="", ended_on=None, ended_reason=None, version=1, adopted=text,
        placed=False,
    )  # fmt: skip
    return replace(plain, **values)


def ended(stage: str = "purpose case") -> tuple[Action, StageMove]:
    """An action that was ended, and the move that did it."""
    move = StageMove(1, "3", stage, ENDED, "2023-03-16", "Te weinig draagvlak", "Anna", TABLE)
    return action(stage=ENDED, placed=True, ended_on="2023-03-16"), move


def change(field: str, old: Any, new: Any, reason: str = "", table: str = "action", **row: Any) -> Change:
    """One net change of action 3."""
    return Change(
        history_id=9, table=table, row_id="3", operation="update", field=field, old=old, new=new, about="3",
        who="Anna", verified=False, reason=reason, at="2023-03-16T10:00:00.000Z", row=row,
    )  # fmt: skip


def material(then: State, now: State, letter: Letter = DRAFT, **values: Any) -> Material:
    """A letter between two states, with one sent before it."""
    plain = Material(
        letter=letter, day=DAY, adopted=Adopted((), {}), now=now, then=then, previous=SENT,
    )  # fmt: skip
    return replace(plain, **values)
