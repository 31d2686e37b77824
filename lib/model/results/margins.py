"""How small a difference between two figures is none: the published rule of each source.

Owns `data/margins.toml`. Of a source without a rule the margin is not known, and that is said.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib.dutch import number_text

MARGINS = Path(__file__).resolve().parents[3] / "data" / "margins.toml"
UNKNOWN = "marge onbekend"


@dataclass(frozen=True, slots=True)
class Margin:
    """The rule of a source for differences between its figures, in the unit of the figure."""

    least: float
    rounded: float
    text: str
    source: str

    def holds(self, difference: float) -> bool:
        """Tell whether a difference is surely none by the rule; both figures are rounded."""
        return abs(difference) - self.rounded < self.least

    def why_not(self, difference: float) -> str:
        size = number_text(abs(difference), 0 if difference == int(difference) else 1)
        return f"{size} valt binnen de marge. {self.text.rstrip('.')}"


@cache
def _rules() -> tuple[tuple[tuple[str, ...], tuple[str, ...], Margin], ...]:
    with MARGINS.open("rb") as file:
        written = tomllib.load(file)["rule"]
    return tuple(
        (
            tuple(rule["sources"]),
            tuple(rule["units"]),
            Margin(rule["least"], rule["rounded"], rule["text"], rule["source"]),
        )
        for rule in written
    )


def margin_of(source: str, unit: str) -> Margin | None:
    """Return the rule of a source for figures in a unit; None while none is known."""
    return next(
        (margin for sources, units, margin in _rules() if source in sources and unit in units),
        None,
    )
