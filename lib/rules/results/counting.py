"""What follows from counts: which of two reports counts, what contradicts, and what the counts add up to.

Nobody is counted twice: what overlaps without being the same is refused. One to four is never told apart: no
total stands beside its parts, and no number may stand that would tell a small one by subtraction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lib.dutch import list_text
from lib.model.periods import period_of
from lib.model.results.amount import NOTHING_KNOWN, Amount, beside, total
from lib.model.results.schemes import SCHEMES, Scheme
from lib.model.results.tally import ANYWHERE, COHORT, TOGETHER, WHOLE, Tally
from lib.rules.results.cells import Cell as Cell, Place, Problem as Problem, cell_of, grouped
from lib.rules.results.secrecy import telling, telling_between, telling_over_time

# ------------------------------------------------------------------ what counts


def chosen(reports: Sequence[Tally]) -> Tally | None:
    """Return the report of a count that counts; None while several differ and none was chosen."""
    by_choice = [report for report in reports if report.chosen]
    same = len({report.amount for report in reports}) == 1
    return by_choice[0] if by_choice else reports[0] if same else None


def amounts(tallies: Iterable[Tally]) -> dict[Cell, Amount]:
    """Return how many each count is; unknown while two reports differ and none was chosen."""
    return {
        cell: report.many if (report := chosen(reports)) else NOTHING_KNOWN
        for cell, reports in grouped(tallies, cell_of).items()
    }


def unsettled(tallies: Iterable[Tally]) -> list[Cell]:
    """Return the counts of which two reports differ and none was chosen."""
    return [cell for cell, reports in grouped(tallies, cell_of).items() if chosen(reports) is None]


def of_one_division(scheme: Scheme, counts: Mapping[Cell, Amount]) -> dict[Cell, Amount]:
    """Return the counts that may be added up: of each the kinds of one division, the first that there is.

    Kinds of which one company can be in several add up to nothing.
    """
    names = [name for name in scheme.divisions if name not in scheme.several]
    rank = {part: place for place, name in enumerate(names) for part in scheme.divisions[name]}
    ranks = {cell: 0 if cell.part is None else rank.get(cell.part) for cell in counts}
    first: dict[Cell, int] = {}
    for cell, place in ranks.items():
        if place is not None:
            whole = cell._replace(part=None)
            first[whole] = min(place, first.get(whole, place))
    return {
        cell: amount
        for cell, amount in counts.items()
        if ranks[cell] is not None and ranks[cell] == first[cell._replace(part=None)]
    }


def over_periods(counts: Mapping[Cell, Amount]) -> dict[Cell, Amount]:
    """Return the counts of all periods together, by all else that is told apart."""
    by_place: dict[Cell, list[Amount]] = defaultdict(list)
    for cell, amount in counts.items():
        by_place[cell._replace(period="")].append(amount)
    return {cell: total(parts) for cell, parts in by_place.items()}


def added(counts: Mapping[Cell, Amount], step: str, **where: str | None) -> Amount | None:
    """Return the sum of a step over all cells that are so; None when nothing was counted."""
    parts = [
        amount
        for cell, amount in counts.items()
        if cell.step == step and all(getattr(cell, name) == value for name, value in where.items())
    ]
    return total(parts) if parts else None


# ------------------------------------------------------------------ what contradicts


def problems(action_id: str, tallies: Sequence[Tally], stood: Sequence[Tally] = ()) -> Iterator[Problem]:
    """Yield each count that cannot stand beside the others of its action, nor beside what `stood` there."""
    scheme = SCHEMES.get(action_id)
    for tally in tallies:
        if scheme is None or tally.step not in scheme.every_step:
            yield Problem(tally, "Deze stap hoort niet bij deze actie.")
        elif tally.part is not None and tally.part not in scheme.every_part:
            yield Problem(tally, f"Deze {scheme.part} hoort niet bij deze actie.")
        elif tally.campus_id is not None and tally.region is None:
            yield Problem(tally, "Kies bij een campus ook de regio.")
    if scheme is not None:
        yield from _twice(tallies)
        yield from _overlaps(tallies)
        before = grouped(stood, _of_one_report)
        for report, group in grouped(tallies, _of_one_report).items():
            if group[0].basis == COHORT:
                yield from _too_many(scheme, group)
                yield from telling(scheme, group, before.get(report, ()))
        for same in grouped(tallies, lambda one: cell_of(one)._replace(step="", part=None)).values():
            yield from telling_between(scheme, same)
        yield from telling_over_time(scheme, stood, tallies)


def beside_earlier(tally: Tally, earlier: Iterable[Tally]) -> str:
    """Return how many a count may say it is beside what the same party said before."""
    same = (cell_of(tally), tally.party_id)
    return beside(tally.amount, [one.amount for one in earlier if (cell_of(one), one.party_id) == same])


def _of_one_report(tally: Tally) -> tuple[object, ...]:
    """Name the people that one party follows through the steps, by its own report."""
    return (*cell_of(tally)[1:], tally.party_id, tally.source)


def _twice(tallies: Sequence[Tally]) -> Iterator[Problem]:
    for reports in grouped(tallies, lambda one: (cell_of(one), one.party_id, one.source)).values():
        for again in reports[1:]:
            yield Problem(again, "Dit aantal is al opgegeven door dezelfde partij. Verbeter dat aantal.")
    for reports in grouped(tallies, cell_of).values():
        for second in [report for report in reports if report.chosen][1:]:
            yield Problem(second, "Van dit aantal is al een andere opgave gekozen. Maak die eerst leeg.")


def _overlaps(tallies: Sequence[Tally]) -> Iterator[Problem]:
    """Yield counts that hold people who are in another count too."""
    for same in grouped(tallies, lambda tally: (tally.step, tally.basis)).values():
        by_period = grouped(same, lambda tally: tally.period)
        for place, (code, tallies_then) in enumerate(by_period.items()):
            yield from _mixed(tallies_then)
            for other in list(by_period)[:place]:
                if _share_days(code, other):
                    yield from _mixed_periods(tallies_then, by_period[other])


def _share_days(one: str, other: str) -> bool:
    first, second = period_of(one), period_of(other)
    return first.begins <= second.ends and second.begins <= first.ends


def _mixed(tallies: Sequence[Tally]) -> Iterator[Problem]:
    """Yield totals beside their parts: these would count twice, and tell a small part by subtraction."""
    places = {cell_of(tally).place for tally in tallies}
    for tally in tallies:
        place = cell_of(tally).place
        whole = (word for other in places if _share(place, other) for word in _wider(place, other))
        if word := next(whole, None):
            yield Problem(
                tally,
                f"Een aantal voor “{word}” kan niet naast de delen ervan staan: dat telt dubbel en verraadt "
                "kleine aantallen. Laat het totaal weg.",
            )


def _wider(place: Place, other: Place) -> list[str]:
    """Return in words what one place takes together and the other tells apart."""
    pairs = zip(_WHOLES, place, other, strict=True)
    return [word for word, own, told in pairs if own is None and told is not None]


_WHOLES = (WHOLE, ANYWHERE, "", TOGETHER)


def _share(one: Place, other: Place) -> bool:
    """Tell whether the same people can be in both places: also in kinds of two divisions."""
    where = all(a is None or b is None or a == b for a, b in zip(one[:-1], other[:-1], strict=True))
    part, second = one[-1], other[-1]
    return where and (part is None or second is None or part == second or not _apart(part, second))


def _apart(part: object, other: object) -> bool:
    """Tell whether two kinds are of one division, so that nobody is in both."""
    return any(
        part in kinds and other in kinds and name not in scheme.several
        for scheme in SCHEMES.values()
        for name, kinds in scheme.divisions.items()
    )


def _mixed_periods(tallies: Sequence[Tally], others: Sequence[Tally]) -> Iterator[Problem]:
    """Yield counts over a period in which the same people were counted over another one."""
    places = {cell_of(other).place: other for other in others}
    for tally in tallies:
        place = cell_of(tally).place
        other = next((places[there] for there in places if _share(place, there)), None)
        if other:
            yield Problem(
                tally,
                f"Deze periode overlapt met {period_of(other.period).text}, waarover al geteld is: dat telt "
                "dubbel. Tel in dezelfde perioden.",
            )


def _too_many(scheme: Scheme, group: Sequence[Tally]) -> Iterator[Problem]:
    """Yield steps that more people took than an earlier one, and exits that are more than who started."""
    by_step = {tally.step: tally for tally in group}
    before: Tally | None = None
    for step, name in scheme.steps.items():
        tally = by_step.get(step)
        if tally is None or tally.many.is_unknown:
            continue
        most = before.many.high if before else None
        if before and most is not None and tally.many.low > most:
            yield Problem(
                tally,
                f"{name} ({tally.many.text}) kan niet meer zijn dan {_inside(scheme, before.step)} "
                f"({before.many.text}) in dezelfde groep.",
            )
        before = tally
    exits = [by_step[step] for step in scheme.exits if step in by_step]
    start = by_step.get(scheme.first)
    if start and exits and start.many.high is not None:
        out = total(tally.many for tally in exits)
        if out.low > start.many.high:
            names = list_text(_inside(scheme, tally.step) for tally in exits)
            yield Problem(
                exits[-1],
                f"Samen zijn {names} meer dan {_inside(scheme, start.step)} ({start.many.text}).",
            )


def _inside(scheme: Scheme, step: str) -> str:
    name = scheme.every_step[step]
    return name[:1].lower() + name[1:]
