"""The concrete result of an action, as footnote 1 of the annex asks: what is there when it is finished."""

from __future__ import annotations

from lib.dutch import day_text
from lib.model.field import Telling, day, line, of_action, text
from lib.model.kinds import NAME_LIMIT
from lib.model.record import end_sentence, record

PART = "resultaat"
"""How what an action brought about is called among the parts of an action."""


def _reached(telling: Telling) -> str:
    if telling.change.new:
        return f"Concreet resultaat bereikt op {telling.new}."
    return "Concreet resultaat is weer niet bereikt."


@record(
    "outcome",
    "Concreet resultaat",
    title=lambda _row, _: "Concreet resultaat",
    added=lambda row, _: (
        f"Concreet resultaat afgesproken op {day_text(row['agreed_on'])}: {end_sentence(row['sentence'])}"
    ),
    withdrawn="concreet resultaat ingetrokken",
    about="action_id",
    part=PART,
    stands_still=True,
)
class Outcome:
    """One sentence that says when an action is finished, with the day it was agreed and how far it is."""

    id: int
    action_id: str = of_action()
    sentence: str = text(
        "Het concrete resultaat", "afgesproken zin", prompt="Deze actie is af als … (in één zin)"
    )
    agreed_on: str = day("De dag van de afspraak", "dag van de afspraak", past=True, prompt="Afgesproken op")
    standing: str = line(
        "Hoe ver het is", "hoe ver het is", NAME_LIMIT, optional=True, prompt="Hoe ver is het nu?",
        empty="niet gezegd",
    )  # fmt: skip
    reached_on: str | None = day(
        "De dag waarop het is bereikt", "bereikt op", optional=True, past=True, prompt="Bereikt op",
        empty="nog niet bereikt", tell=_reached,
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def agreement(self) -> str:
        """Return the sentence with the day on which it was agreed."""
        return f"{self.sentence.rstrip('.')} (afgesproken {day_text(self.agreed_on)})."

    @property
    def state(self) -> str:
        """Tell whether it is reached, and else how far it is."""
        if self.reached_on:
            return f"Bereikt op {day_text(self.reached_on)}."
        return f"Nog niet bereikt{f': {self.standing}' if self.standing else ''}".rstrip(".") + "."
