"""What would tell a small number: exits beside who started, two ways of telling apart, earlier numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.model.results.amount import LEAST, Amount
from lib.model.results.schemes import Scheme
from lib.model.results.tally import Tally
from lib.rules.results.cells import Problem, cell_of, grouped


def telling(scheme: Scheme, group: Sequence[Tally]) -> Iterator[Problem]:
    """Yield the last exit where all together would tell how many a small one is."""
    by_step = {tally.step: tally for tally in group}
    start, exits = by_step.get(scheme.first), [by_step[step] for step in scheme.exits if step in by_step]
    if start is None or not start.many.is_exact or len(exits) < len(scheme.exits):
        return
    if any(tally.many.is_unknown for tally in exits):
        return
    if tells_small(start.many.low, [tally.many for tally in exits]):
        yield Problem(
            exits[-1],
            f"Zo is uit te rekenen hoeveel er minder dan {LEAST} zijn. "
            f"Laat “{scheme.exits[exits[-1].step]}” weg of onbekend: de app rekent uit wat overblijft.",
        )


def tells_small(whole: int, parts: Sequence[Amount]) -> bool:
    """Tell whether parts that may add up to a whole leave one possibility only for a small one."""
    small = [part for part in parts if not part.is_exact]
    left = whole - sum(part.low for part in parts if part.is_exact)
    least, most = len(small), len(small) * (LEAST - 1)
    return bool(small) and (left in (least, most) or (len(small) == 1 and least <= left <= most))


def telling_between(scheme: Scheme, tallies: Sequence[Tally]) -> Iterator[Problem]:
    """Yield the last kind where two ways of telling the same people apart would tell a small one."""
    told = [tally for tally in tallies if tally.part and not tally.many.is_unknown]
    by_division = grouped(told, lambda tally: scheme.division(tally.part))
    kinds = {name: own for name, own in by_division.items() if name not in scheme.several}
    for name, own in kinds.items():
        for other, others in kinds.items():
            if name == other:
                continue
            for ones, twos in _same_people(scheme, own, others):
                if tells_between([one.many for one in ones], [two.many for two in twos]):
                    yield Problem(
                        twos[-1],
                        f"Naast de indeling naar {name} is zo uit te rekenen hoeveel er minder dan {LEAST} "
                        f"{LEAST} zijn. Laat dit aantal weg of onbekend.",
                    )


def telling_over_time(scheme: Scheme, stood: Sequence[Tally], tallies: Sequence[Tally]) -> Iterator[Problem]:
    """Yield counts that tell a small one beside a total, or parts, that stood there at another moment."""
    there = {cell_of(tally) for tally in tallies}
    gone = [tally for tally in stood if cell_of(tally) not in there]
    if not gone:
        return
    groups = grouped([*gone, *tallies], lambda tally: (tally.step, tally.period, tally.basis))
    for group in groups.values():
        for whole in group:
            narrower = [tally for tally in group if _is_within(tally, whole)]
            for parts in grouped(narrower, lambda tally: _told_apart(scheme, tally)).values():
                now = [tally for tally in (whole, *parts) if tally not in gone]
                if now and len(now) <= len(parts) and _tells(whole, parts):
                    yield Problem(
                        now[-1],
                        "Met een aantal dat hier eerder stond is uit te rekenen hoeveel er minder dan "
                        f"{LEAST} zijn. Laat dit aantal weg of onbekend.",
                    )


def _is_within(part: Tally, whole: Tally) -> bool:
    """Tell whether a count is of a part of the people of another one."""
    pairs = list(zip(cell_of(part).place, cell_of(whole).place, strict=True))
    return pairs != [(own, own) for own, _ in pairs] and all(other in (None, own) for own, other in pairs)


def _told_apart(scheme: Scheme, tally: Tally) -> tuple[object, ...]:
    """Name the ways in which a count is told apart: what is told apart alike adds up."""
    region, campus, hub, part = cell_of(tally).place
    return region is None, campus is None, hub is None, scheme.division(part) if part else ""


def _tells(whole: Tally, parts: Sequence[Tally]) -> bool:
    amounts = [part.many for part in parts]
    known = whole.many.is_exact and not any(amount.is_unknown for amount in amounts)
    return known and tells_small(whole.many.low, amounts)


def _same_people(
    scheme: Scheme, own: Sequence[Tally], others: Sequence[Tally]
) -> Iterator[tuple[Sequence[Tally], Sequence[Tally]]]:
    """Yield counts of two divisions of the same people: of a step, and of who started and all exits."""
    ones, twos = (grouped(tallies, lambda tally: tally.step) for tallies in (own, others))
    for step in ones.keys() & twos.keys():
        yield ones[step], twos[step]
    exits = [tally for step in scheme.exits for tally in twos.get(step, ())]
    if scheme.first in ones and scheme.exits and all(step in twos for step in scheme.exits):
        yield ones[scheme.first], exits


def tells_between(ones: Sequence[Amount], others: Sequence[Amount]) -> bool:
    """Tell whether two lists that add up to the same people leave one possibility only for a small one."""
    sides = []
    for amounts in (ones, others):
        small = sum(not amount.is_exact for amount in amounts)
        exact = sum(amount.low for amount in amounts if amount.is_exact)
        sides.append((small, exact + small, exact + small * (LEAST - 1)))
    low, high = max(side[1] for side in sides), min(side[2] for side in sides)
    return low == high and any(small and (small == 1 or low in (least, most)) for small, least, most in sides)
