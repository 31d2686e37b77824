"""What would tell a small number: exits beside who started, two ways of telling apart, earlier numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.model.results.amount import LEAST, NOBODY, Amount
from lib.model.results.schemes import Scheme
from lib.model.results.tally import Tally
from lib.rules.results.cells import Problem, cell_of, grouped

_EARLIER = (
    f"Met een aantal dat hier eerder stond is uit te rekenen hoeveel er minder dan {LEAST} zijn. "
    "Laat dit aantal weg of onbekend."
)


def telling(scheme: Scheme, group: Sequence[Tally], stood: Sequence[Tally] = ()) -> Iterator[Problem]:
    """Yield the last exit where all together would tell how many a small one is.

    `stood` is what the same report said before: an exit that was taken back was seen all the same.
    """
    now = {tally.step: tally for tally in group}
    by_step = {tally.step: tally for tally in stood} | now
    steps = (scheme.first, *scheme.exits)
    told = [by_step[step] for step in steps if step in by_step and not by_step[step].many.is_unknown]
    if len(told) < len(steps) or not scheme.exits:
        return
    start, *exits = told
    own = [tally for tally in told if now.get(tally.step) is tally]
    if own and tells_between([start.many], [tally.many for tally in exits]):
        last = own[-1]
        left_out = (
            f"Zo is uit te rekenen hoeveel er minder dan {LEAST} zijn. "
            f"Laat “{scheme.every_step[last.step]}” weg of onbekend: de app rekent uit wat overblijft."
        )
        yield Problem(last, left_out if len(own) == len(told) else _EARLIER)


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
                        f"Naast de indeling naar {name} is zo uit te rekenen hoeveel er minder dan "
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
                    yield Problem(now[-1], _EARLIER)


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
    return not any(one.is_unknown for one in (whole.many, *amounts)) and tells_between([whole.many], amounts)


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
    """Tell whether two lists that add up to the same people leave one possibility only for what is hidden."""
    return any(
        _is_told(amount, [*side[:place], *side[place + 1 :]], others_side)
        for side, others_side in ((ones, others), (others, ones))
        for place, amount in enumerate(side)
        if not amount.is_exact
    )


def _is_told(amount: Amount, beside: Sequence[Amount], others: Sequence[Amount]) -> bool:
    """Tell whether an amount can be one number only, when with those beside it it is the others together."""
    left = sum(others, NOBODY).less(sum(beside, NOBODY))
    highs = [high for high in (amount.high, left.high) if high is not None]
    return max(amount.low, left.low) == min(highs, default=None)
