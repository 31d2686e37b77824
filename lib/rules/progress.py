"""How the agenda goes between two moments: each action forward, still or backward, and by which sign.

The heaviest sign of an action decides; of two that weigh the same the one that goes backward. What merely
happened, such as a talk, is no sign. Ended and handed-over actions are named, not counted. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.agenda import Action, Step
from lib.model.change import Change
from lib.model.coalitions import LEVELS, Table
from lib.model.record import Parties, change_sentence, end_sentence
from lib.rules.bands import BACKWARD, FORWARD, band_of, day_of
from lib.rules.coalitions import chairs, gate
from lib.rules.coalitions.activation import ARTICLED, Standing, aged_on, helix_levels, standings

STILL = "stil"
DIRECTIONS: Mapping[str, str] = {FORWARD: "Vooruit", STILL: "Stil", BACKWARD: "Achteruit"}

STAGE, LEVEL, RESULT, ANSWER, MILESTONE, SEAT, DRIVER, PROMISE = (
    "fase", "trede", "resultaat", "draagvlak", "mijlpaal", "stoel", "aanjager", "toezegging",
)  # fmt: skip
WEIGHTS = (STAGE, LEVEL, RESULT, ANSWER, MILESTONE, SEAT, DRIVER, PROMISE)
"""What an action can go forward or backward by, the heaviest first."""

RULE = (
    "Vooruit: een nieuwe fase, een hogere trede van een partij, een vastgelegd resultaat, een ja van een "
    "partij, een gehaalde mijlpaal, een gevulde stoel, een aanjager of een nagekomen toezegging. Achteruit: "
    "het omgekeerde, bewijs dat te oud werd of een gemiste mijlpaal. Wat het eerst genoemd is, weegt het "
    "zwaarst en bepaalt; bij gelijk gewicht telt achteruit. Stil: niets van dit alles."
)


_KINDS: Mapping[str, str] = {
    "activation": LEVEL, "step": RESULT, "support": ANSWER, "milestone": MILESTONE, "chair": SEAT,
    "decision": PROMISE,
}  # fmt: skip


# ------------------------------------------------------------------------ signs


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing by which an action went forward or backward: its day, a sentence, and what shows it."""

    direction: str
    kind: str
    day: str
    sentence: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The two moments that are compared: the day of each, and the coalitions as they stood then."""

    begin: date
    end: date
    then: Mapping[str, Table]
    now: Mapping[str, Table]


def _sign(change: Change, table: Table | None, parties: Parties) -> Sign | None:
    direction = band_of(change)
    if direction not in (FORWARD, BACKWARD):
        return None
    kind = _KINDS.get(change.table) or (DRIVER if change.field == "driver_id" else STAGE)
    sentence = change_sentence(change, parties)
    if kind == LEVEL:
        return _level_sign(change, direction, table, parties)
    if kind == RESULT:
        return Sign(direction, kind, day_of(change), end_sentence(change.row["what"]), "gebeurtenis")
    return Sign(direction, kind, day_of(change), sentence or "", kind) if sentence else None


def _level_sign(change: Change, direction: str, table: Table | None, parties: Parties) -> Sign:
    party_id, level = change.row["party_id"], change.row["level"]
    was = change.old if change.field == "level" else 0
    name = parties.get(party_id, f"partij {party_id}")
    sentence = f"{name}: van trede {was} naar {level}, {LEVELS[level]}."
    claims = (claim for claim in table.activations if claim.party_id == party_id) if table else iter(())
    claim = next(claims, None)
    if claim is None or claim.evidence_on is None:
        return Sign(direction, LEVEL, day_of(change), sentence)
    evidence = f"{str(claim.evidence_what).rstrip('.')}, {day_text(claim.evidence_on)}"
    return Sign(direction, LEVEL, claim.evidence_on, sentence, evidence)


def _aged_signs(action_id: str, period: Period) -> list[Sign]:
    """List the sides that stand lower because evidence became too old in the period."""
    table, before = period.now[action_id], period.then.get(action_id)
    if before is None:
        return []
    then, now = helix_levels(before.activations, period.begin), helix_levels(table.activations, period.end)
    stale = [row for row in standings(table.activations, period.end) if row.stale and row.evidence_on]
    signs = []
    for helix in (helix for helix in now if now[helix] < then[helix]):
        carrier = next((row for row in stale if row.helix == helix), None)
        if carrier:
            signs.append(_aged_sign(carrier, then[helix], now[helix], table.ageing_days))
    return signs


def _aged_sign(carrier: Standing, was: int, level: int, days: int) -> Sign:
    evidence_on = str(carrier.evidence_on)
    proof = day_text(evidence_on)
    sentence = (
        f"{sentence_case(ARTICLED[carrier.helix])} zakt van trede {was} naar {level}: "
        f"het bewijs van {proof} is ouder dan {days} dagen."
    )
    evidence = f"{str(carrier.evidence_what).rstrip('.')}, {proof}"
    return Sign(BACKWARD, LEVEL, aged_on(evidence_on, days).isoformat(), sentence, evidence)


def _missed_signs(action_id: str, period: Period) -> list[Sign]:
    return [
        Sign(
            BACKWARD,
            MILESTONE,
            milestone.due,
            f"De mijlpaal van {day_text(milestone.due)} is gemist: {end_sentence(milestone.what)}",
            "mijlpaal",
        )
        for milestone in period.now[action_id].milestones
        if milestone.withdrawn_on is None
        and milestone.done_on is None
        and period.begin.isoformat() <= milestone.due < period.end.isoformat()
    ]


# ------------------------------------------------------------------------ the course of an action


@dataclass(frozen=True, slots=True)
class Course:
    """Where an action went, with the one sentence and the day why; `more` counts its other signs.

    `day` is the day of the sign, or of the last step of an action that stands still; empty when it has none.
    """

    action: Action
    direction: str
    sentence: str
    day: str = ""
    kind: str = ""
    evidence: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """All actions of the agenda, each once: those that run by where they went, and those that are done."""

    courses: tuple[Course, ...]
    done: tuple[Action, ...]

    def of(self, direction: str) -> list[Course]:
        """Return the actions that went one way: the newest sign first; the longest silent first."""
        own = [course for course in self.courses if course.direction == direction]
        if direction == STILL:
            return sorted(own, key=lambda course: course.day or "9999")
        return sorted(own, key=lambda course: course.day, reverse=True)


def outlook(
    actions: Iterable[Action],
    changes: Sequence[Change],
    period: Period,
    steps: Iterable[Step],
    parties: Parties,
) -> Outlook:
    """Judge every action by its changes between the two moments, and by what time alone did to it."""
    last = _last_steps(steps, period.end)
    courses, done = [], []
    for action in actions:
        own = [change for change in changes if change.about == action.id]
        signs = [
            *(sign for change in own if (sign := _sign(change, period.now.get(action.id), parties))),
            *_aged_signs(action.id, period),
            *_missed_signs(action.id, period),
        ]
        handed_over_before = action.stage == gate.HANDED_OVER and not _moved(signs)
        if action.ended or handed_over_before:
            done.append(action)
        else:
            courses.append(_course(action, signs, period, last.get(action.id)))
    return Outlook(tuple(courses), tuple(done))


def _moved(signs: Iterable[Sign]) -> bool:
    return any(sign.kind == STAGE for sign in signs)


def _course(action: Action, signs: Sequence[Sign], period: Period, last: Step | None) -> Course:
    if not signs:
        day = last.happened_on if last else ""
        return Course(action, STILL, _still_words(action, period, last), day)
    newest_first = sorted(signs, key=lambda sign: sign.day, reverse=True)
    first = min(newest_first, key=lambda sign: (WEIGHTS.index(sign.kind), sign.direction != BACKWARD))
    return Course(
        action, first.direction, first.sentence, first.day, first.kind, first.evidence, len(signs) - 1
    )


def _still_words(action: Action, period: Period, last: Step | None) -> str:
    if last is None:
        return "nog geen gebeurtenis vastgelegd."
    if last.happened_on >= period.begin.isoformat():
        first = f"wel een gebeurtenis: {last.what.rstrip('.')}"
    else:
        first = f"sinds {day_text(last.happened_on)}"
    empty = len(chairs.empty(period.now[action.id].chairs))
    if empty:
        return f"{first}; {count_text(empty, 'stoel is', 'stoelen zijn')} leeg."
    return f"{first}." if action.driver_id else f"{first}; er is geen aanjager."


def _last_steps(steps: Iterable[Step], today: date) -> dict[str, Step]:
    last: dict[str, Step] = {}
    for step in steps:
        counts = step.withdrawn_on is None and step.happened_on <= today.isoformat()
        if counts and (step.action_id not in last or step.happened_on > last[step.action_id].happened_on):
            last[step.action_id] = step
    return last


# ------------------------------------------------------------------------ in a sentence


def outlook_sentence(outlook: Outlook, since: str, waiting: int) -> str:
    """Tell how the agenda goes: how many actions went where, and what waits for a decision."""
    counts = {direction: len(outlook.of(direction)) for direction in DIRECTIONS}
    if not any(course.day for course in outlook.courses) and not outlook.done:
        return "Over de voortgang is nog niets vastgelegd: er is nog geen stand."
    parts = [
        f"{count_text(counts[direction], 'actie', 'acties')} {words}"
        for direction, words in ((FORWARD, "vooruit"), (BACKWARD, "achteruit"))
        if counts[direction]
    ]
    verb = "ging" if counts[FORWARD] + counts[BACKWARD] == 1 or counts[FORWARD] == 1 else "gingen"
    moved = f"{verb} {list_text(parts)}" if parts else "ging geen enkele actie vooruit of achteruit"
    still = f"{count_text(counts[STILL], 'actie staat', 'acties staan')} stil"
    ours = f"; {count_text(waiting, 'besluit wacht', 'besluiten wachten')} op ons" if waiting else ""
    return f"Sinds {since} {moved}; {still}{ours}."
