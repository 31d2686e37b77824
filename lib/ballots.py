"""What the phones in the room answered to the question that is open, until it closes.

Kept in this process only: who answered what is nobody's record. A device answers a question once and may
change its mind until then; when the question closes a count per side is all that is written. A device is a
random mark that says nothing of its owner, with the side or party that it answers for.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from lib import podium

MOST_DEVICES, MOST_SOURCES = 5_000, 1_000
MINUTE, MOST_A_MINUTE = 60.0, 240
"""How often one address may answer: behind one wifi a whole room has one."""


NO_PARTY = 0
"""Stands for the party of who speaks for one that is not in the list."""


@dataclass(frozen=True, slots=True)
class Voice:
    """For which side a device answers, and for which party if it was asked that."""

    helix: str
    party: int | None = None


@dataclass(slots=True)
class _Ballot:
    meeting: int
    answers: dict[str, tuple[Voice, str]] = field(default_factory=dict)


_lock = threading.RLock()
_ballots: dict[tuple[str, int], _Ballot] = {}
_voices: OrderedDict[str, Voice] = OrderedDict()
_tries: OrderedDict[str, list[float]] = OrderedDict()


def speak_for(device: str, voice: Voice | None) -> None:
    """Note for whom a device answers; None lets it choose again."""
    with _lock:
        _voices.pop(device, None)
        if voice:
            _voices[device] = voice
        while len(_voices) > MOST_DEVICES:
            _voices.popitem(last=False)


def voice_of(device: str) -> Voice | None:
    return _voices.get(device)


def answer(where: tuple[str, int], question: int, device: str, given: str) -> bool:
    """Count what a device answers, in the place of what it answered before; False when it cannot count.

    The question is one of a meeting of a data set.
    """
    dataset, meeting = where
    with _lock:
        voice, ballot = _voices.get(device), _ballots.setdefault((dataset, question), _Ballot(meeting))
        if voice is None or (device not in ballot.answers and len(ballot.answers) >= MOST_DEVICES):
            return False
        ballot.answers[device] = voice, given
    podium.note_move(dataset)
    return True


def answer_of(dataset: str, question: int, device: str) -> str:
    """Return what a device answered; empty when it did not."""
    ballot = _ballots.get((dataset, question))
    return ballot.answers.get(device, (None, ""))[1] if ballot else ""


def answered(dataset: str, question: int) -> int:
    """Return how many devices answered a question."""
    ballot = _ballots.get((dataset, question))
    return len(ballot.answers) if ballot else 0


def answered_now(dataset: str, meeting: int) -> int:
    """Return how many devices answered the last question of a meeting."""
    with _lock:
        own = [key[1] for key, ballot in _ballots.items() if (key[0], ballot.meeting) == (dataset, meeting)]
    return answered(dataset, max(own)) if own else 0


def tallies(dataset: str, question: int) -> Mapping[str, Mapping[str, int]]:
    """Return how many gave each answer, per side."""
    counts: dict[str, Counter[str]] = {}
    for voice, given in _given(dataset, question):
        counts.setdefault(voice.helix, Counter())[given] += 1
    return counts


def of_parties(dataset: str, question: int) -> Mapping[int, Counter[str]]:
    """Return what was answered for each party, by who said to speak for it."""
    counts: dict[int, Counter[str]] = {}
    for voice, given in _given(dataset, question):
        if voice.party:
            counts.setdefault(voice.party, Counter())[given] += 1
    return counts


def _given(dataset: str, question: int) -> list[tuple[Voice, str]]:
    with _lock:
        ballot = _ballots.get((dataset, question))
        return list(ballot.answers.values()) if ballot else []


def forget(dataset: str, question: int) -> None:
    """Let go of the answers to a question: it is closed."""
    with _lock:
        _ballots.pop((dataset, question), None)


def may_try(source: str) -> bool:
    """Count a try of an address; False when it tries too often."""
    now = time.monotonic()
    with _lock:
        recent = [at for at in _tries.pop(source, []) if now - at < MINUTE]
        allowed = len(recent) < MOST_A_MINUTE
        _tries[source] = [*recent, now] if allowed else recent
        while len(_tries) > MOST_SOURCES:
            _tries.popitem(last=False)
        return allowed
