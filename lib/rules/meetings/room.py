"""What the answers of a room come to: a count per side, and nobody alone.

Owns what is told of few people. A side that fewer than three answered for is told as that alone; of the
others an answer that one or two gave is told as “minder dan 3”, and no sum gives it away. Reads no clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import moment_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.meetings import Decision, decision_text
from lib.model.room.question import (
    ANSWERS,
    ESTABLISHED,
    FEWEST,
    HEARD,
    MARKED,
    PULSE,
    TOO_FEW,
    VERDICTS,
    WRONG,
    RoomQuestion,
)

FEW = f"minder dan {FEWEST}"
FEW_ANSWERS = f"{FEW} antwoorden"
STEP = 5
"""While people answer their number is told in fives: who looks along does not see who answered last."""
WAITS = "Wacht op de eerste telefoon."
OPENED = (
    "Een telefoon opende de pagina, maar houdt geen verbinding: zij sluimert of is weg, of haar browser "
    "staat geen scripts toe. Zonder scripts laadt de pagina zichzelf steeds opnieuw."
)
REACHED = (
    "Een ander apparaat bereikte deze computer al: haar firewall laat dat toe. Een telefoon die de pagina "
    "niet opent, zit dan misschien op een ander wifi of op mobiel internet."
)
NOTHING_CAME = (
    "Van een ander apparaat kwam op deze computer nog niets binnen. Scande iemand de code al, dan zit die "
    "telefoon op een ander wifi of op mobiel internet, of houdt de firewall van deze computer haar tegen."
)
_COUNT = re.compile(rf"(.+?) (\d+|{FEW})")

Tallies = Mapping[str, Mapping[str, int]]
"""How many gave each answer, per side."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side answered: per answer a number or “minder dan 3”; nothing when too few did."""

    helix: str
    counts: Mapping[str, str]


def sentence_of(decision: Decision) -> str:
    """Return the sentence of the minutes about a decision: what, who and when."""
    return decision_text(decision.kind, decision.text, decision.owner, decision.due)


def told(kind: str, tallies: Tallies) -> str:
    """Return what may be kept of the answers, as it reads: each side with its counts."""
    sides = []
    for helix, name in HELIXES.items():
        own = tallies.get(helix, {})
        counts = [f"{answer} {_hidden(own.get(answer, 0))}" for answer in ANSWERS[kind]]
        enough = sum(own.values()) >= FEWEST
        sides.append(f"{name.lower()}: {', '.join(counts) if enough else FEW_ANSWERS}")
    return "; ".join(sides)


def _hidden(count: int) -> str:
    return FEW if 0 < count < FEWEST else str(count)


def sides(counts: str) -> list[Side]:
    """Read what was kept of the answers, back into sides."""
    names = {name.lower(): helix for helix, name in HELIXES.items()}
    listed = []
    for part in filter(None, counts.split("; ")):
        name, _, answers = part.partition(": ")
        found = [_COUNT.fullmatch(answer) for answer in answers.split(", ")] if answers != FEW_ANSWERS else []
        listed.append(Side(names[name], {one[1]: one[2] for one in found if one}))
    return listed


def verdict(kind: str, tallies: Tallies) -> str:
    """Tell what the room said as a whole: one person who marks a sentence is enough to mend it."""
    if sum(sum(own.values()) for own in tallies.values()) < FEWEST:
        return TOO_FEW
    if kind == PULSE:
        return HEARD
    return MARKED if any(own.get(WRONG, 0) for own in tallies.values()) else ESTABLISHED


def progress(answered: int) -> str:
    """Tell while people answer how many did, in fives."""
    if not answered:
        return "Nog geen antwoorden."
    whole = answered // STEP * STEP
    return f"{whole} of meer antwoorden." if whole else "De eerste antwoorden zijn binnen."


def arrived(phones: int, *, opened: bool, reached: bool | None) -> str:
    """Tell how many phones follow; without any, what is known of why not, apart from what it may be.

    One may have `opened` the page, or another device `reached` this machine at all: None when that cannot
    be known, behind a proxy.
    """
    if phones:
        return "Telefoon verbonden." if phones == 1 else f"{phones} telefoons verbonden."
    if opened:
        return f"{WAITS} {OPENED}"
    return WAITS if reached is None else f"{WAITS} {REACHED if reached else NOTHING_CAME}"


def newest_about(questions: Sequence[RoomQuestion], decision: Decision) -> RoomQuestion | None:
    """Return the last question about a decision."""
    own = [question for question in questions if question.decision_id == decision.id]
    return own[-1] if own else None


def stands(question: RoomQuestion | None, decision: Decision) -> bool:
    """Tell whether a question was about the sentence as it reads now."""
    return question is not None and question.sentence == sentence_of(decision)


CHANGED = "Gewijzigd nadat de zaal antwoordde"


def room_words(decision: Decision, questions: Sequence[RoomQuestion]) -> str:
    """Tell in the minutes what the room said of a sentence, and when; nothing when it was not asked."""
    one = newest_about(questions, decision)
    if one is None or one.closed_at is None:
        return ""
    if not stands(one, decision):
        return f"{CHANGED}; toen stond er: “{one.sentence}”"
    said = sentence_case(VERDICTS[one.verdict])
    return f"{said}, {moment_text(one.closed_at)}: “{one.sentence}” ({one.counts})"
