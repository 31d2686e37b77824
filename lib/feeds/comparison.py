"""What a new delivery would change: the figures that are new, changed, gone or the same.

Owns the comparison that a preview shows; stores nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.dutch import list_text, number_text
from lib.model.figures import Observation


@dataclass(frozen=True, slots=True)
class Comparison:
    """A delivery beside the former one of its source; `changed` has pairs of then and now."""

    new: Sequence[Observation]
    changed: Sequence[tuple[Observation, Observation]]
    gone: Sequence[Observation]
    same: int

    @property
    def differs(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def text(self) -> str:
        counts = {
            "nieuw": len(self.new),
            "gewijzigd": len(self.changed),
            "verdwenen": len(self.gone),
            "gelijk gebleven": self.same,
        }
        return list_text(f"{number_text(count)} {word}" for word, count in counts.items())


def compare(former: Iterable[Observation], latter: Iterable[Observation]) -> Comparison:
    """Set two deliveries beside each other, figure by figure."""
    then, now = ({figure.key: figure for figure in side} for side in (former, latter))
    both = [(then[key], figure) for key, figure in now.items() if key in then]
    changed = [(old, new) for old, new in both if old.content != new.content]
    return Comparison(
        new=[figure for key, figure in now.items() if key not in then],
        changed=changed,
        gone=[figure for key, figure in then.items() if key not in now],
        same=len(both) - len(changed),
    )
