"""Whether the work goes on without the ambassador, per action and over the whole agenda.

"Er dient geen afhankelijkheid van een blijvende inzet van de werkambassadeur te ontstaan." Five signals
per action, each with the fact it rests on; what was never recorded is unknown, not a no. The stop test
shows the agenda as if the ambassador left tomorrow. Neither writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import day_text, sentence_case
from lib.model.agenda import NO_DRIVER, Party, Step
from lib.model.coalitions import AMBASSADOR_KINDS, Coalition
from lib.model.rulings import Term

RECENT_DAYS = 90
"""How far back the share of steps of the coalition itself looks."""

SELF_STARTED = "coalitie"


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign that an action can do without the ambassador: yes, no, or None when nothing is recorded."""

    name: str
    ok: bool | None
    sentence: str

    @property
    def words(self) -> str:
        return "onbekend" if self.ok is None else "ja" if self.ok else "nee"


@dataclass(frozen=True, slots=True)
class Handover:
    """How far an action can be handed over: its five signals and how many of them are a yes."""

    signals: tuple[Signal, ...]
    carried: int

    @property
    def summary(self) -> str:
        """Return the signals counted, as in "3 van 5"."""
        return f"{self.carried} van {len(self.signals)}"


def handover(
    steps: Iterable[Step], driver: Party | None, coalition: Coalition, today: date, term: Term
) -> Handover:
    """Return the hand-over of one action, from its own steps, its driver and what its coalition agreed."""
    signals = (
        _own_steps(steps, today),
        _driver(driver),
        _rhythm(coalition),
        _money(coalition, term),
        _agreements(coalition, today),
    )
    return Handover(signals, sum(signal.ok is True for signal in signals))


def outside(party: Party | None) -> bool | None:
    """Tell whether a party makes the action independent of the ambassador; None when its kind is unknown.

    The ambassador and the province do not, and neither does a party that withdrew.
    """
    if party is None or party.withdrawn_on is not None:
        return False
    kind = party.kind.strip().casefold()
    return kind not in AMBASSADOR_KINDS if kind else None


def _own_steps(steps: Iterable[Step], today: date) -> Signal:
    """Return the steps of the last 90 days: more than half must have been started by the coalition itself."""
    first = (today - timedelta(days=RECENT_DAYS)).isoformat()
    recent = [
        step for step in steps if step.withdrawn_on is None and first <= step.happened_on <= today.isoformat()
    ]
    own = sum(step.started_by == SELF_STARTED for step in recent)
    name = "Eigen initiatief"
    if not recent:
        return Signal(name, None, f"In de laatste {RECENT_DAYS} dagen is geen gebeurtenis vastgelegd.")
    noun = "gebeurtenis" if len(recent) == 1 else "gebeurtenissen"
    sentence = (
        f"Op initiatief van de coalitie zelf: {own} van {len(recent)} {noun} in de laatste {RECENT_DAYS} "
        "dagen. Meer dan de helft is genoeg."
    )
    return Signal(name, 2 * own > len(recent), sentence)


def _driver(driver: Party | None) -> Signal:
    name = "Onafhankelijke aanjager"
    if driver is None:
        return Signal(name, None, f"{sentence_case(NO_DRIVER)}.")
    if driver.withdrawn_on is not None:
        return Signal(name, False, f"Aanjager {driver.name} neemt niet meer deel.")
    ok = outside(driver)
    if ok is None:
        return Signal(
            name, None, f"Van aanjager {driver.name} is niet vastgelegd wat voor organisatie het is."
        )
    if ok:
        return Signal(
            name, ok, f"Aanjager {driver.name} is onafhankelijk van de werkambassadeur en de provincie."
        )
    return Signal(name, ok, f"Aanjager {driver.name} is onderdeel van de werkambassadeur of de provincie.")


def _rhythm(coalition: Coalition) -> Signal:
    rhythm = coalition.rhythm.strip().rstrip(".")
    sentence = (
        f"De coalitie komt zelf bijeen: {rhythm}."
        if rhythm
        else "Hoe vaak de coalitie bijeenkomt, is niet vastgelegd."
    )
    return Signal("Komt zelf bijeen", True if rhythm else None, sentence)


def _money(coalition: Coalition, term: Term) -> Signal:
    """Tell whether there is money past the ambassador, or past the agenda as long as that day is unknown."""
    name = "Geld na de looptijd"
    if coalition.money_until is None:
        return Signal(name, None, "Tot wanneer er geld is, is niet vastgelegd.")
    end, what = term.ends_on, f"de looptijd van de werkagenda ({term.years})"
    until = "Tot wanneer de werkambassadeur er is, is niet vastgelegd."
    if term.ambassador_until:
        end, what = term.ambassador_until, "de inzet van de werkambassadeur"
        until = f"Die loopt tot en met {day_text(end)}."
    ok = coalition.money_until > end
    reach = "langer dan" if ok else "niet langer dan"
    sentence = f"Er is geld tot {day_text(coalition.money_until)}: {reach} {what}. {until}"
    return Signal(name, ok, sentence)


def _agreements(coalition: Coalition, today: date) -> Signal:
    name = "Afspraken getekend"
    if coalition.signed_on is None:
        return Signal(name, None, "Getekende afspraken zijn niet vastgelegd.")
    ok = coalition.signed_on <= today.isoformat()
    verb = "zijn" if ok else "worden pas"
    return Signal(name, ok, f"De afspraken {verb} getekend op {day_text(coalition.signed_on)}.")
