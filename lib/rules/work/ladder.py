"""How far the model of action 2 is: eight rungs, up with evidence and down when that falls away.

The model stands on a rung when that one and all below it hold. The rungs are our own measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.dutch import day_text
from lib.model.kinds import Invalid
from lib.model.results.work import (
    ADOPTED,
    OTHER_PARTY,
    OTHER_SECTOR,
    RUNGS,
    SECTORS,
    Match,
    ModelStep,
    Notice,
)

REACHED, WAITING, AHEAD = "bereikt", "wacht", "open"
RULE = (
    "Eigen uitwerking: elke trede heeft een dag en bewijs. Het model staat op een trede als die en alle "
    "tredes eronder gelden. Trede 7 en 8 vragen een ander bedrijf en een andere sector dan die van "
    "de eerste getekende koppeling."
)


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung as it stands: reached, recorded while a lower one is open, or still ahead."""

    number: int
    title: str
    state: str
    steps: tuple[ModelStep, ...]

    @property
    def last(self) -> ModelStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def words(self) -> str:
        """Tell since when, or what is missing."""
        if self.last is None:
            return "nog niet"
        when = day_text(self.last.reached_on)
        return when if self.state == REACHED else f"{when}; telt nog niet, een trede eronder staat open"


def standing(steps: Iterable[ModelStep]) -> int:
    """Return the rung that the model stands on; 0 for none."""
    held = {int(step.rung) for step in steps if step.withdrawn_on is None}
    rung = 0
    while rung + 1 in held:
        rung += 1
    return rung


def rungs(steps: Sequence[ModelStep]) -> list[Rung]:
    """Return the eight rungs, each with what was recorded and still holds."""
    at = standing(steps)
    made = []
    for number, title in ((int(key), title) for key, title in RUNGS.items()):
        own = [step for step in steps if int(step.rung) == number and step.withdrawn_on is None]
        own.sort(key=lambda step: (step.reached_on, step.id))
        state = REACHED if number <= at else WAITING if own else AHEAD
        made.append(Rung(number, title, state, tuple(own)))
    return made


def ladder_sentence(steps: Iterable[ModelStep]) -> str:
    at = standing(steps)
    return f"Het model staat op trede {at} van {len(RUNGS)}." if at else "Het model staat nog op geen trede."


def versions(steps: Iterable[ModelStep]) -> list[ModelStep]:
    """Return the versions of the model that were adopted, newest first."""
    found = [step for step in steps if step.rung == ADOPTED and step.withdrawn_on is None]
    return sorted(found, key=lambda step: (step.reached_on, step.id), reverse=True)


@dataclass(frozen=True, slots=True)
class Case:
    """Whom the first signed match is between, and in which sectors."""

    parties: frozenset[int]
    sectors: frozenset[str]


NO_CASE = Case(frozenset(), frozenset())


def first_case(matches: Iterable[Match], notices: dict[int, Notice]) -> Case:
    """Return the case that the model began with: the match that both sides signed first."""
    signed = [match for match in matches if match.withdrawn_on is None and signed_on(match)]
    first = min(signed, key=lambda match: (signed_on(match) or "", match.id), default=None)
    if first is None:
        return NO_CASE
    ends = (notices[first.surplus_id], notices[first.demand_id])
    return Case(frozenset(end.party_id for end in ends), frozenset(end.sector for end in ends))


def signed_on(match: Match) -> str | None:
    """Return the day from which both sides have signed; None while one has not."""
    days = (match.signed_surplus_on, match.signed_demand_on)
    return max(day for day in days if day) if all(days) else None


def check_step(step: ModelStep, others: Sequence[ModelStep], case: Case) -> None:
    """Raise Invalid for a rung without the one below it, before it in time, or not elsewhere as it says."""
    number = int(step.rung)
    if number > 1:
        _check_below(step, [other for other in others if int(other.rung) == number - 1])
    if step.rung == ADOPTED and not step.label:
        raise Invalid(
            "label", "Welke versie van het model is vastgesteld? Geef die een naam, zoals versie 1."
        )
    if step.rung in (OTHER_PARTY, OTHER_SECTOR):
        _check_elsewhere(step, case)


def _check_below(step: ModelStep, below: Sequence[ModelStep]) -> None:
    held = [other.reached_on for other in below if other.withdrawn_on is None]
    under = RUNGS[str(int(step.rung) - 1)]
    if not held:
        raise Invalid("rung", f"Leg eerst de trede eronder vast: “{under}”.")
    if step.reached_on < min(held):
        raise Invalid(
            "reached_on", f"Deze trede kan niet eerder zijn bereikt dan “{under}” ({day_text(min(held))})."
        )


def _check_elsewhere(step: ModelStep, case: Case) -> None:
    if step.party_id is None:
        raise Invalid("party_id", "Welk ander bedrijf paste het model toe? Kies de partij.")
    if step.party_id in case.parties:
        raise Invalid("party_id", "Dit bedrijf hoort bij de eerste praktijkcase. Kies een ander bedrijf.")
    if step.rung == OTHER_SECTOR:
        if step.sector is None:
            raise Invalid("sector", "In welke andere sector is het model toegepast? Kies de sector.")
        if step.sector in case.sectors:
            name = SECTORS[step.sector]
            raise Invalid(
                "sector", f"{name.capitalize()} hoort bij de eerste praktijkcase. Kies een andere sector."
            )
