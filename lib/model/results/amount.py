"""How many: a number, "minder dan 5", a class of five, or unknown; and what their sums can be.

Owns that one to four people or companies are never written down as such, and that unknown is not zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.dutch import number_text
from lib.model.kinds import Invalid, clean_text, missing, quoted

UNKNOWN, FEW = "onbekend", "minder dan 5"
LEAST = 5
"""The smallest number, but for zero, that is written down."""
MOST = 1_000_000
_UNKNOWN = {"onbekend", "nb", "n.b.", "?", "-", "niet opgegeven"}
_FEW = {"minder dan 5", "< 5", "<5", "1-4", "1 tot en met 4"}
_TO = " tot en met "
_WRITTEN = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)
_CLASS = re.compile(rf"({_WRITTEN.pattern})(?:{_TO}| ?[-–] ?)({_WRITTEN.pattern})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """From how many to how many it can be; without a `high` nobody knows the most."""

    low: int
    high: int | None

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_unknown(self) -> bool:
        return not self.low and self.high is None

    @property
    def text(self) -> str:
        """Return the amount in words; one to four is never told apart, wherever it came from."""
        if self.high is None:
            return f"minstens {number_text(self.low)}" if self.low else UNKNOWN
        if self.is_exact and (not self.low or self.low >= LEAST):
            return number_text(self.low)
        if self.high < LEAST:
            return FEW
        return f"{number_text(self.low)}{_TO}{number_text(self.high)}"

    @property
    def short(self) -> str:
        """Return the same for in a picture, where there is little room: "13–16"."""
        return self.text.replace(_TO, "–")

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.low + other.low, _sum(self.high, other.high))

    def less(self, other: Amount) -> Amount:
        """Return what is left without the other, which is a part of it."""
        low = max(0, self.low - other.high) if other.high is not None else 0
        return Amount(low, None if self.high is None else max(0, self.high - other.low))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


NOTHING_KNOWN, NOBODY = Amount(0, None), Amount(0, 0)


def amount_of(stored: str) -> Amount:
    """Return what a stored amount can be."""
    if stored == FEW:
        return Amount(1, LEAST - 1)
    low, _, high = stored.partition(_TO)
    return NOTHING_KNOWN if stored == UNKNOWN else Amount(int(low), int(high or low))


def class_of(number: int) -> Amount:
    """Return the class of five that a number is in; the first is one to four."""
    lowest = number - number % LEAST
    return Amount(lowest or 1, lowest + LEAST - 1)


def beside(amount: str, told: Iterable[str]) -> str:
    """Return an amount as it may be stored where these were told before: a small difference tells a few.

    A number that differs by less than five from another one becomes its class of five.
    """
    many, before = amount_of(amount), {amount_of(other) for other in told}
    close = (other.is_exact and abs(other.low - many.low) < LEAST for other in before)
    if not many.is_exact or many in before or not any(close):
        return amount
    around = class_of(many.low)
    return f"{around.low}{_TO}{around.high}"


def total(amounts: Iterable[Amount]) -> Amount:
    """Return the sum; of nothing at all it is unknown, not zero."""
    added = list(amounts)
    return sum(added[1:], added[0]) if added else NOTHING_KNOWN


def stored_amount(value: Any, _today: date) -> str:
    """Make a rule for an amount as people and spreadsheets write it; stored as digits or in words."""
    if missing(value) or value == "":
        raise Invalid("Het aantal", f"Het aantal is nog leeg. Schrijf een getal, of “{UNKNOWN}”.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = " ".join(clean_text(str(value)).lower().split()) if not isinstance(value, bool) else "ja"
    if written in _UNKNOWN:
        return UNKNOWN
    if written in _FEW:
        return FEW
    digits = written.replace(".", "")
    if not _WRITTEN.fullmatch(written) or len(digits) > 9 or int(digits) > MOST:
        raise Invalid(
            "Het aantal",
            f"Het aantal {quoted(value)} kan niet. Schrijf een heel getal tot en met {number_text(MOST)}, "
            f"“{FEW}” of “{UNKNOWN}”.",
        )
    number = int(digits)
    return FEW if 0 < number < LEAST else str(number)


def stored_count(value: Any, today: date) -> str:
    """Make a rule for an amount that may be a class of five too."""
    found = _CLASS.fullmatch(" ".join(clean_text(str(value)).lower().split()))
    if found:
        low, high = (int(number.replace(".", "")) for number in found.groups())
        if LEAST <= low <= MOST and class_of(low) == Amount(low, high):
            return f"{low}{_TO}{high}"
    return stored_amount(value, today)
