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
        """The level that counts, in the words of the scale."""
        return LEVELS[self.effective]


def standing(one: Activation, today: date) -> Standing:
    """Where one party stands in one coalition at `today`."""
    effective, reasons = _effective(one, today)
    return Standing(
        action_id=one.action_id,
        party_id=one.party_id,
        party=one.party,
        helix=one.helix,
        level=one.level,
        effective=effective,
        stale=OUTDATED in reasons,
        why=list_text(reasons),
        step_id=one.step_id,
        evidence_on=one.evidence_on,
        evidence_what=one.evidence_what,
        evidence_by=one.evidence_by,
        evidence_started_by=one.evidence_started_by,
    )


def standings(activations: Iterable[Activation], today: date) -> list[Standing]:
    """All parties of a coalition, furthest first, then by name."""
    found = [standing(one, today) for one in activations]
    return sorted(found, key=lambda one: (-one.effective, one.party.casefold(), one.party_id))


def _effective(one: Activation, today: date) -> tuple[int, list[str]]:
    """The level that counts, with the reasons why it is lower than the claim.

    Below "aan tafel" no evidence is asked, so there nothing can age or be missing.
    """
    if one.level < EVIDENCE_FROM:
        return one.level, []
    if one.evidence_on is None:
        return EVIDENCE_FROM - 1, [GONE]
    level, reasons = one.level, []
    if level == ON_ITS_OWN and one.evidence_started_by == "ambassadeur":
        level, reasons = level - 1, [BY_AMBASSADOR]
    if outdated(one.evidence_on, today, one.ageing_days):
        level, reasons = level - 1, [*reasons, OUTDATED]
    return level, reasons


def outdated(evidence_on: str, today: date, days: int) -> bool:
    """Whether evidence of that day is older than so many days; exactly so many is not."""
    return today - date.fromisoformat(evidence_on) > timedelta(days=days)


def helix_levels(activations: Iterable[Activation], today: date) -> dict[str, int]:
    """How far each helix stands: as far as its strongest party; without a party 0."""
    levels = dict.fromkeys(HELIXES, 0)
    for one in activations:
        levels[one.helix] = max(levels[one.helix], _effective(one, today)[0])
    return levels


def reached(activations: Iterable[Activation], today: date) -> dict[str, str]:
    """Per helix how many of its parties stand as far as it does, as in "1 van 4 partijen zo ver"."""
    found: dict[str, list[int]] = {helix: [] for helix in HELIXES}
    for one in activations:
        found[one.helix].append(_effective(one, today)[0])
    return {helix: _so_far(own.count(max(own)), len(own)) if own else "" for helix, own in found.items()}


def _so_far(reached: int, parties: int) -> str:
    return f"{reached} van {parties} {'partij' if parties == 1 else 'partijen'} zo ver"


def strongest(activations: Iterable[Activation], today: date) -> dict[str, Standing | None]:
    """The party that carries each helix, with its evidence; None where nobody is in view."""
    found: dict[str, Standing | None] = dict.fromkeys(HELIXES)
    for one in standings(activations, today):
        if found[one.helix] is None and one.effective:
            found[one.helix] = one
    return found


def score(levels: Mapping[str, int]) -> int:
    """The activation of an action on 100: half the mean of the three helices, half the weakest.

    Each level counts as a fifth. In whole numbers, so that rounding half up is exact:
    100 * (sum / 3 + weakest) / 2 / 5 is 10 * (sum + 3 * weakest) / 3.
    """
    tenfold = 10 * (sum(levels.values()) + 3 * min(levels.values()))
    return (2 * tenfold + 3) // 6


def weakest(levels: Mapping[str, int]) -> list[str]:
    """The helices that stand least far, in the fixed order; all three when they stand equally far."""
    lowest = min(levels.values())
    return [helix for helix in HELIXES if levels[helix] == lowest]


def weakest_sentence(levels: Mapping[str, int]) -> str:
    """Which helix stays behind, in words."""
    helices = weakest(levels)
    lowest = levels[helices[0]]
    stand = f"{LEVELS[lowest]} ({lowest})"
    if len(helices) == len(HELIXES):
        return f"Bedrijfsleven, onderwijs en overheid zijn even ver: {stand}."
    names = sentence_case(list_text(ARTICLED[helix] for helix in helices))
    return f"{names} {'staan' if len(helices) > 1 else 'staat'} het zwakst: {stand}."


def evidence_sentence(one: Standing) -> str:
    """Which evidence carries a standing, who recorded it and of which day it is."""
    stand = f"{one.party}: {one.words} ({one.effective})"
    if one.effective != one.level:
        stand = f"{stand}, vastgelegd als {LEVELS[one.level]} ({one.level}); {one.why}"
    if one.evidence_on is None:
        return f"{stand}. Hiervoor is nog geen gebeurtenis vastgelegd."
    started = STARTED_BY[one.evidence_started_by] if one.evidence_started_by else "onbekend"
    return (
        f"{stand}. Bewijs van {day_text(one.evidence_on)}: {(one.evidence_what or '').rstrip('.')}. "
        f"Op initiatief van {started}, vastgelegd door {one.evidence_by or 'onbekend'}."
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
    """Per action how far each helix is activated."""
    return {action_id: dict(helix_levels(one.activations, today)) for action_id, one in tables.items()}
