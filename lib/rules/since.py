"""What is different between two states of the agenda, action by action: new, ended, changed or the same.

Owns what counts as a difference and how it is told. A value that was changed and changed back is no
difference. Reads no clock and no store: both states are given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lib.dutch import count_text, list_text
from lib.model.agenda import Action
from lib.model.coalitions import LEVELS
from lib.model.record import RECORDS

ENDED, NEW, CHANGED, AGED, SAME = "beeindigd", "nieuw", "gewijzigd", "verouderd", "gelijk"
KINDS: Mapping[str, str] = {
    ENDED: "beëindigd",
    NEW: "nieuw",
    CHANGED: "gewijzigd",
    AGED: "verouderd",
    SAME: "gelijk",
}
"""What an action can be since a moment, what matters most first, with the words shown on screen."""

NOTE = "note"
FIELDS: Mapping[str, str] = {
    "name": "naam",
    "priority": "prioriteit",
    "stage": "fase",
    "driver": "aanjager",
    NOTE: "stand van zaken",
}
"""The values of an action that are compared, with their names; only the note is too long for a sentence."""
_EMPTY: Mapping[str, str] = {"priority": "geen", "driver": "niemand", NOTE: "leeg"}


def parts(tables: Collection[str]) -> tuple[str, ...]:
    """Return the words for what was recorded about an action in these tables, its steps last."""
    records = sorted(RECORDS.values(), key=lambda record: record.table == "step")
    words = [record.part for record in records if record.table in tables and record.part]
    return tuple(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class Stand:
    """An action as it stood at a moment; `steps` are the ids of the steps that counted then."""

    name: str
    priority: str | None
    stage: str
    ended: bool
    driver_id: int | None
    driver: str | None
    note: str
    levels: Mapping[str, int]
    steps: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is another than it was, in words."""

    field: str
    was: str
    now: str

    @property
    def label(self) -> str:
        return FIELDS[self.field]


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different about one action.

    An action is aged when nobody recorded anything, but its evidence has become too old to count in full.
    `levels` holds per helix how far it was and is, where that differs; `new_steps` the steps that count now
    and did not then; `parts` names what else was recorded or corrected, and `news` tells it in sentences,
    the most telling first, where somebody asked for them.
    """

    kind: str
    differences: tuple[Difference, ...] = ()
    levels: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    new_steps: frozenset[int] = frozenset()
    parts: tuple[str, ...] = ()
    news: Sequence[str] = ()

    def was(self, name: str) -> str | None:
        """Tell how a value was, None when it still is the same."""
        return next((difference.was for difference in self.differences if difference.field == name), None)

    @property
    def rest(self) -> str:
        """Tell what was recorded beside the action itself, as in "drie nieuwe gebeurtenissen en coalitie"."""
        steps = (
            [count_text(len(self.new_steps), "nieuwe gebeurtenis", "nieuwe gebeurtenissen")]
            if self.new_steps
            else []
        )
        note = [FIELDS[NOTE]] if self.was(NOTE) is not None else []
        parts = [part for part in self.parts if part != RECORDS["step"].part or not self.new_steps]
        return list_text([*steps, *note, *parts])

    @property
    def told(self) -> str:
        """Tell the rest by its first sentence and how many more there are; without one it is named."""
        if not self.news:
            return self.rest
        more = len(self.news) - 1
        return self.news[0] + (f" En nog {count_text(more, 'wijziging', 'wijzigingen')}." if more else "")

    @property
    def spoken(self) -> str:
        """Return the kind and the differences in words alone: "gewijzigd: fase was Idee, nu Poort"."""
        parts = [f"{difference.label} was {difference.was}, nu {difference.now}" for difference in self.short]
        parts += [
            f"{helix} was {LEVELS[then]}, nu {LEVELS[now]}" for helix, (then, now) in self.levels.items()
        ]
        parts += [self.told] if self.rest else []
        return f"{KINDS[self.kind]}: {'; '.join(parts)}" if parts else KINDS[self.kind]

    @property
    def short(self) -> tuple[Difference, ...]:
        """Return the differences that fit in a few words."""
        return tuple(difference for difference in self.differences if difference.field != NOTE)

    def sentence(self, since: str) -> str:
        """Tell what is different since a moment, as in "Sinds 10 maart 2022: fase van Idee naar Poort."."""
        if self.kind == NEW:
            return f"Sinds {since}: nieuw op de agenda."
        parts = [
            f"{difference.label} van {difference.was} naar {difference.now}" for difference in self.short
        ]
        parts += [f"{helix} van {LEVELS[a]} naar {LEVELS[b]}" for helix, (a, b) in self.levels.items()]
        if parts:
            aged = "niets gewijzigd, maar bewijs is verouderd: " if self.kind == AGED else ""
            own = f"{aged}{', '.join(parts)}"
            if self.news:
                return f"Sinds {since}: {own}. {self.told}"
            return f"Sinds {since}: {own}{f'; ook {self.rest}' if self.rest else ''}."
        if self.news:
            return f"Sinds {since}: {self.told}"
        return f"Sinds {since}: {self.rest or 'niets gewijzigd'}."


Comparison = Mapping[str, Changed]
"""Per action what is different."""


def stands(
    actions: Collection[Action],
    levels: Mapping[str, Mapping[str, int]],
    steps: Mapping[str, frozenset[int]],
) -> dict[str, Stand]:
    return {
        action.id: Stand(
            name=action.name,
            priority=action.priority,
            stage=action.stage_text,
            ended=action.ended,
            driver_id=action.driver_id,
            driver=action.driver,
            note=action.note,
            levels=dict(levels.get(action.id, {})),
            steps=steps.get(action.id, frozenset()),
        )
        for action in actions
    }


def compare(
    then: Mapping[str, Stand], now: Mapping[str, Stand], touched: Mapping[str, Collection[str]]
) -> Comparison:
    """Compare action by action; `touched` names the tables in which something else differs."""
    return {
        action_id: _changed(then.get(action_id), stand, touched.get(action_id, ()))
        for action_id, stand in now.items()
    }


def _changed(then: Stand | None, now: Stand, touched: Collection[str]) -> Changed:
    if then is None:
        return Changed(NEW)
    changed = Changed(
        CHANGED,
        differences=tuple(_differences(then, now)),
        levels={
            helix: (then.levels.get(helix, 0), level)
            for helix, level in now.levels.items()
            if then.levels.get(helix, 0) != level
        },
        new_steps=now.steps - then.steps,
        parts=parts(touched),
    )
    if now.ended and not then.ended:
        return replace(changed, kind=ENDED)
    if changed.differences or changed.new_steps or changed.parts:
        return changed
    if not changed.levels:
        return Changed(SAME)
    aged = all(level < was for was, level in changed.levels.values())
    return Changed(AGED, levels=changed.levels) if aged else changed


def _differences(then: Stand, now: Stand) -> list[Difference]:
    """List the values that differ. A driver is the party: its name may be written otherwise later."""
    other = {name: getattr(then, name) != getattr(now, name) for name in FIELDS}
    other["driver"] = then.driver_id != now.driver_id
    return [
        Difference(name, getattr(then, name) or _EMPTY[name], getattr(now, name) or _EMPTY[name])
        for name in FIELDS
        if other[name]
    ]


def with_news(comparison: Comparison, news: Mapping[str, Sequence[str]]) -> Comparison:
    """Add what was recorded about each action, in sentences."""
    return {
        action_id: replace(changed, news=news.get(action_id, ())) if changed.rest else changed
        for action_id, changed in comparison.items()
    }


def counts(comparison: Comparison) -> dict[str, int]:
    """Tell how many actions are of each kind; together they are all actions."""
    numbers = dict.fromkeys(KINDS, 0)
    for changed in comparison.values():
        numbers[changed.kind] += 1
    return numbers


def count_moved(comparison: Comparison) -> dict[str, int]:
    """Return the actions about which anything is different, each counted once."""
    return {action_id: 1 for action_id, item in comparison.items() if item.kind not in (AGED, SAME)}
