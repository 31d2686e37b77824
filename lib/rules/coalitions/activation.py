"""How far the parties of the triple helix are activated: one scale, from dated evidence.

The annex judges the ambassador on "de activering van de partijen in de triple helix". Reads no clock:
the day at which a coalition is looked at is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import day_text, list_text, sentence_case
from lib.model.agenda import HELIXES, STARTED_BY
from lib.model.coalitions import EVIDENCE_FROM, LEVELS, NO_SUCH_LEVEL, ON_ITS_OWN, Activation, Table
from lib.model.kinds import Invalid

OUTDATED = "bewijs verouderd"
GONE = "bewijs ingetrokken"
BY_AMBASSADOR = "op initiatief van de werkambassadeur"

ARTICLED: Mapping[str, str] = {
    "bedrijfsleven": "het bedrijfsleven",
    "onderwijs": "het onderwijs",
    "overheid": "de overheid",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a party stands at a given day: the level claimed, the level that counts, and the evidence.

    `why` says in words why fewer levels count than were claimed; empty when the claim counts in full.
    """

    action_id: str
    party_id: int
    party: str
    helix: str
    level: int
    effective: int
    stale: bool
    why: str
    step_id: int | None
    evidence_on: str | None
    evidence_what: str | None
    evidence_by: str | None
    evidence_started_by: str | None

    @property
    def words(self) -> str:
        """Return the level that counts, in the words of the scale."""
        return LEVELS[self.effective]


def standing(activation: Activation, today: date) -> Standing:
    """Weigh how far one party stands in one coalition at `today`."""
    effective, reasons = _effective(activation, today)
    return Standing(
        action_id=activation.action_id,
        party_id=activation.party_id,
        party=activation.party,
        helix=activation.helix,
        level=activation.level,
        effective=effective,
        stale=OUTDATED in reasons,
        why=list_text(reasons),
        step_id=activation.step_id,
        evidence_on=activation.evidence_on,
        evidence_what=activation.evidence_what,
        evidence_by=activation.evidence_by,
        evidence_started_by=activation.evidence_started_by,
    )


def standings(activations: Iterable[Activation], today: date) -> list[Standing]:
    """Return all parties of a coalition, furthest first, then by name."""
    rows = [standing(activation, today) for activation in activations]
    return sorted(
        rows, key=lambda standing: (-standing.effective, standing.party.casefold(), standing.party_id)
    )


def _effective(activation: Activation, today: date) -> tuple[int, list[str]]:
    """Return the level that counts, with the reasons why it is lower than the claim.

    Below "in de coalitie" no evidence is asked, so there nothing can age or be missing.
    """
    if activation.level < EVIDENCE_FROM:
        return activation.level, []
    if activation.evidence_on is None:
        return EVIDENCE_FROM - 1, [GONE]
    level, reasons = activation.level, []
    if level == ON_ITS_OWN and activation.evidence_started_by == "ambassadeur":
        level, reasons = level - 1, [BY_AMBASSADOR]
    if outdated(activation.evidence_on, today, activation.ageing_days):
        level, reasons = level - 1, [*reasons, OUTDATED]
    return level, reasons


def outdated(evidence_on: str, today: date, days: int) -> bool:
    """Tell whether evidence of that day is older than so many days; exactly so many is not."""
    return today - date.fromisoformat(evidence_on) > timedelta(days=days)


def aged_on(evidence_on: str, days: int) -> date:
    """Return the first day on which evidence counts one level lower."""
    return date.fromisoformat(evidence_on) + timedelta(days=days + 1)


def helix_levels(activations: Iterable[Activation], today: date) -> dict[str, int]:
    """Tell how far each helix stands: as far as its strongest party; without a party 0."""
    levels = dict.fromkeys(HELIXES, 0)
    for activation in activations:
        levels[activation.helix] = max(levels[activation.helix], _effective(activation, today)[0])
    return levels


def reached(activations: Iterable[Activation], today: date) -> dict[str, str]:
    """Return per helix how many of its parties stand as far as it does, as in "1 van 4 partijen zo ver"."""
    levels: dict[str, list[int]] = {helix: [] for helix in HELIXES}
    for activation in activations:
        levels[activation.helix].append(_effective(activation, today)[0])
    return {helix: _so_far(own.count(max(own)), len(own)) if own else "" for helix, own in levels.items()}


def reached_of(tables: Mapping[str, Table], today: date) -> dict[str, dict[str, str]]:
    """Return per action how many parties of each helix stand as far as it does."""
    return {action_id: reached(one.activations, today) for action_id, one in tables.items()}


def _so_far(reached: int, parties: int) -> str:
    return f"{reached} van {parties} {'partij' if parties == 1 else 'partijen'} zo ver"


def strongest(activations: Iterable[Activation], today: date) -> dict[str, Standing | None]:
    """Return the party that carries each helix, with its evidence; None where nobody is in view."""
    carriers: dict[str, Standing | None] = dict.fromkeys(HELIXES)
    for standing in standings(activations, today):
        if carriers[standing.helix] is None and standing.effective:
            carriers[standing.helix] = standing
    return carriers


def score(levels: Mapping[str, int]) -> int:
    """Return the activation of an action on 100: half the mean of the three helices, half the weakest.

    Each level counts as a fifth. In whole numbers, so that rounding half up is exact:
    100 * (sum / 3 + weakest) / 2 / 5 is 10 * (sum + 3 * weakest) / 3.
    """
    tenfold = 10 * (sum(levels.values()) + 3 * min(levels.values()))
    return (2 * tenfold + 3) // 6


def weakest(levels: Mapping[str, int]) -> list[str]:
    """Return the helices that stand least far, in the fixed order; all three when they stand equally far."""
    lowest = min(levels.values())
    return [helix for helix in HELIXES if levels[helix] == lowest]


def weakest_sentence(levels: Mapping[str, int]) -> str:
    helices = weakest(levels)
    lowest = levels[helices[0]]
    stand = f"{LEVELS[lowest]} ({lowest})"
    if len(helices) == len(HELIXES):
        return f"Bedrijfsleven, onderwijs en overheid zijn even ver: {stand}."
    names = sentence_case(list_text(ARTICLED[helix] for helix in helices))
    return f"{names} {'staan' if len(helices) > 1 else 'staat'} het zwakst: {stand}."


def evidence_sentence(standing: Standing) -> str:
    """Tell which evidence carries a standing, who recorded it and of which day it is."""
    stand = f"{standing.party}: {standing.words} ({standing.effective})"
    if standing.effective != standing.level:
        stand = f"{stand}, vastgelegd als {LEVELS[standing.level]} ({standing.level}); {standing.why}"
    if standing.evidence_on is None:
        return f"{stand}. Hiervoor is nog geen gebeurtenis vastgelegd."
    started = STARTED_BY[standing.evidence_started_by] if standing.evidence_started_by else "onbekend"
    return (
        f"{stand}. Bewijs van {day_text(standing.evidence_on)}: "
        f"{(standing.evidence_what or '').rstrip('.')}. "
        f"Op initiatief van {started}, vastgelegd door {standing.evidence_by or 'onbekend'}."
    )


def check_claim(level: int, evidence_started_by: str | None) -> None:
    """Raise Invalid unless the level exists and its evidence carries it; None means no step was chosen."""
    if level not in range(len(LEVELS)):
        raise Invalid("level", NO_SUCH_LEVEL)
    if level < EVIDENCE_FROM:
        return
    claimed = sentence_case(LEVELS[level])
    if evidence_started_by is None:
        raise Invalid(
            "step_id",
            f"“{claimed}” vraagt bewijs. Kies een gebeurtenis die dit laat zien, "
            f"of kies hoogstens “{sentence_case(LEVELS[EVIDENCE_FROM - 1])}”.",
        )
    if level == ON_ITS_OWN and evidence_started_by == "ambassadeur":
        raise Invalid(
            "step_id",
            f"“{claimed}” kan alleen met een gebeurtenis op initiatief van de coalitie zelf. Kies die, "
            f"of kies “{sentence_case(LEVELS[ON_ITS_OWN - 1])}”.",
        )


def activation_of(tables: Mapping[str, Table], today: date) -> dict[str, dict[str, int]]:
    return {action_id: dict(helix_levels(item.activations, today)) for action_id, item in tables.items()}
