"""The counts of an action by how its people or companies are told apart: branches, sectors, themes, hubs.

What is told apart in two ways holds the same people twice: nothing here is added up over two divisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lib.dutch import list_text, sentence_case
from lib.model.results.amount import Amount
from lib.model.results.schemes import SERVICE_POINT, SME_ROUTE
from lib.model.results.tally import COHORT
from lib.rules.results.cells import Cell
from lib.rules.results.counting import added, amounts, of_one_division, over_periods
from lib.rules.results.drawing import Bar, Bars, Group
from lib.rules.results.result import Result, Table
from lib.rules.results.tellings import CONTRIBUTION, Counted

KEYS: Mapping[str, str] = {SERVICE_POINT: "branches", SME_ROUTE: "indelingen"}
TITLES: Mapping[str, str] = {SERVICE_POINT: "Van en naar welke branche", SME_ROUTE: "Sector, thema en hub"}
_NAMED = 2
Counts = Mapping[Cell, Amount]


def result_of(counted: Counted) -> Result | None:
    """Return what the divisions show that no other picture has; None while nothing is counted by them."""
    counts = {cell: amount for cell, amount in amounts(counted.tallies).items() if cell.basis == COHORT}
    by_division = dict(_divisions(counted, over_periods(counts)))
    if not by_division:
        return None
    groups = tuple(group for own in by_division.values() for group in own)
    rows = tuple((group.title, bar.label, bar.text) for group in groups for bar in group.bars)
    title = TITLES[counted.action_id]
    return Result(
        instrument=f"{KEYS[counted.action_id]} {counted.action_id}",
        title=title,
        sentence=" ".join(_sentence(name, own) for name, own in by_division.items()),
        tables=(Table(title, ("Groep", "Stap", "Aantal"), rows),),
        description=f"Per groep het aantal per stap. {_in_words(groups)}",
        source=f"Wie in twee indelingen staat, telt één keer: tel die niet bij elkaar op. {CONTRIBUTION}",
        drawing=Bars(groups),
    )


def _divisions(counted: Counted, counts: Counts) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Yield each division with a group for every kind that was counted."""
    for name, parts in counted.scheme.divisions.items():
        if name == counted.scheme.part and counted.action_id == SME_ROUTE:
            continue
        found = {label: [cell for cell in counts if cell.part == part] for part, label in parts.items()}
        if groups := _groups(counted, counts, found):
            yield name, groups
    if counted.scheme.by_hub:
        one = of_one_division(counted.scheme, counts)
        hubs = {cell.hub: None for cell in one}
        named = {counted.parties.get(hub or 0, "onbekende hub"): hub for hub in hubs}
        found = {label: [cell for cell in one if cell.hub == hub] for label, hub in sorted(named.items())}
        if groups := _groups(counted, one, found):
            yield "hub", groups


def _groups(counted: Counted, counts: Counts, found: Mapping[str, Sequence[Cell]]) -> tuple[Group, ...]:
    groups = []
    for label, cells in found.items():
        own = {cell: counts[cell] for cell in cells}
        said = {step: added(own, step) for step in counted.scheme.steps}
        first_and_last = [step for step, amount in said.items() if amount is not None]
        bars = tuple(
            Bar(name, said[step], minor=step not in (first_and_last[0], first_and_last[-1]))
            for step, name in counted.scheme.steps.items()
            if said[step] is not None
        )
        if bars:
            groups.append(Group(label, bars))
    return tuple(groups)


def _sentence(name: str, groups: Sequence[Group]) -> str:
    """Tell of the largest kinds of a division how many there are, at the first step that is counted."""
    by_size = sorted(groups, key=lambda group: -_low(group))
    said = [f"{group.title} {group.bars[0].text}" for group in by_size[:_NAMED]]
    rest = f" en {len(groups) - _NAMED} andere" if len(groups) > _NAMED else ""
    return f"{sentence_case(name)}, {groups[0].bars[0].label.lower()}: {list_text(said)}{rest}."


def _low(group: Group) -> int:
    amount = group.bars[0].amount
    return amount.low if amount else 0


def _in_words(groups: Sequence[Group]) -> str:
    said = (
        f"{group.title}: {', '.join(f'{bar.label.lower()} {bar.text}' for bar in group.bars)}"
        for group in groups
    )
    return f"{'; '.join(said)}."
