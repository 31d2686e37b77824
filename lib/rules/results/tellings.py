"""What the counts of an action say: the Servicepunt, the vouchers and the route for the mkb.

Owns the sentence, the bars and the tables of each. The action contributes; it is never said to be the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import NOTHING_KNOWN, Amount, total
from lib.model.results.schemes import PROMOTION, SCHEMES, SME_ROUTE, VOUCHERS, Scheme
from lib.model.results.tally import COHORT, IN_PERIOD, Tally, Target
from lib.rules.results import drawing
from lib.rules.results.counting import Cell, added, amounts, of_one_division, over_periods, unsettled
from lib.rules.results.drawing import Bar, Bars, Group, table_of
from lib.rules.results.reports import missing_reports
from lib.rules.results.result import Result, Table

CONTRIBUTION = "De actie draagt bij; een oorzakelijk verband is niet aangetoond."
Counts = Mapping[Cell, Amount]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of an action: the counts, the targets, who reports, and what is available at first."""

    action_id: str
    tallies: Sequence[Tally]
    today: date
    parties: Mapping[int, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    targets: Sequence[Target] = ()
    available: Mapping[str, Amount] = field(default_factory=dict)

    @property
    def scheme(self) -> Scheme:
        return SCHEMES[self.action_id]


def result_of(counted: Counted) -> Result | None:
    """Return what the counts of an action show; None while there are none."""
    if not counted.tallies:
        return None
    counts = over_periods(of_one_division(counted.scheme, amounts(counted.tallies)))
    say, draw, title, description = _OF[counted.action_id]
    picture = Bars((*draw(counted, counts).groups, *_in_period(counted.scheme, counts)))
    by_region = _by_region(counted.scheme, counts)
    return Result(
        instrument=f"telling {counted.action_id}",
        title=title,
        sentence=say(counted, counts),
        tables=(_table(title, picture), table_of(f"{title} per regio", "Regio", by_region.groups)),
        description=f"{description} {_in_words(picture)}",
        source=_source(counted),
        missing=tuple(missing_reports(counted.tallies, counted.parties, counted.today, counted.functions)),
        drawing=picture,
    )


def _in_period(scheme: Scheme, counts: Counts) -> list[Group]:
    """Return what happened in the periods, apart: these are other people than those who started in them."""
    bars = [
        Bar(name, amount)
        for step, name in scheme.every_step.items()
        if (amount := added(counts, step, basis=IN_PERIOD)) is not None
    ]
    return [Group("Gebeurd in de periode, niet dezelfde groep", tuple(bars))] if bars else []


def _table(title: str, picture: Bars) -> Table:
    rows = tuple((group.title, bar.label, bar.text) for group in picture.groups for bar in group.bars)
    return Table(title, ("Groep", "Stap", "Aantal"), rows)


def _in_words(picture: Bars) -> str:
    groups = (
        f"{group.title}: {', '.join(f'{bar.label.lower()} {bar.text}' for bar in group.bars)}"
        for group in picture.groups
    )
    return f"{'; '.join(groups)}."


def _sum(counts: Counts, step: str, **where: str | None) -> Amount:
    amount = added(counts, step, basis=COHORT, **where)
    return NOTHING_KNOWN if amount is None else amount


def _source(counted: Counted) -> str:
    """Tell who counted, over which periods, what was agreed, and what two reports say differently."""
    parties = sorted({tally.party_id for tally in counted.tallies})
    names = [counted.parties.get(party_id, f"partij {party_id}") for party_id in parties]
    periods = sorted((period_of(tally.period) for tally in counted.tallies), key=lambda one: one.begins)
    newest = max(tally.reported_on for tally in counted.tallies)
    shown = names[:3] + ([f"{len(names) - 3} andere"] if len(names) > 3 else [])
    open_cells = len(unsettled(counted.tallies))
    differ = count_text(open_cells, "aantal verschillen", "aantallen verschillen")
    choose = f" Van {differ} twee opgaven: kies er een." if open_cells else ""
    return (
        f"Opgave van {list_text(shown)}, laatst op {day_text(newest)}. Wie begon van "
        f"{day_text(periods[0].begins)} tot en met {day_text(periods[-1].ends)}. {_targets(counted)} "
        f"{CONTRIBUTION}{choose}"
    )


def _targets(counted: Counted) -> str:
    if not counted.targets:
        return "Afgesproken doel: geen."
    steps = counted.scheme.every_step
    goals = (f"{target.aim} {steps[target.step].lower()} in {target.year}" for target in counted.targets)
    return f"Afgesproken doel: {list_text(goals)}."


# ------------------------------------------------------------------ by region


def _by_region(scheme: Scheme, counts: Counts) -> Bars:
    """Return the steps of those who started, for each region; a region without a report says so."""
    places: list[str | None] = [*LABOUR_REGIONS]
    places += [None] if any(cell.region is None for cell in counts) else []
    return Bars(
        tuple(
            Group(
                LABOUR_REGIONS[place] if place else "Hele provincie",
                tuple(
                    Bar(name, added(counts, step, basis=COHORT, region=place))
                    for step, name in {**scheme.steps, **scheme.exits}.items()
                ),
            )
            for place in places
        )
    )


# ------------------------------------------------------------------ the Servicepunt


def rest(start: Amount, inside: Amount, outside: Amount) -> Amount:
    """Return of how many it is not known yet where they ended up."""
    return start.less(inside + outside)


def _service_sentence(_counted: Counted, counts: Counts) -> str:
    start, inside = _sum(counts, "aangemeld"), _sum(counts, "binnen")
    outside = _sum(counts, "buiten")
    via = _sum(counts, "via 2")
    beside = "" if via.is_unknown else f" Daarnaast telt actie 2 er {via.text}, via werk naar werk."
    return (
        f"Van {start.text} aangemelde vakmensen kregen er {inside.text} werk in de techniek; {outside.text} "
        f"vertrokken naar een andere sector en van {rest(start, inside, outside).text} is het nog niet "
        f"bekend.{beside}"
    )


def _service_bars(_counted: Counted, counts: Counts) -> Bars:
    groups = []
    for group in _by_region(SCHEMES["1"], counts).groups:
        by_label = {bar.label: bar for bar in group.bars}
        names = SCHEMES["1"].exits
        inside, outside = (by_label[names[step]].amount for step in ("binnen", "buiten"))
        start = by_label[SCHEMES["1"].steps["aangemeld"]].amount
        left = rest(start, inside or NOTHING_KNOWN, outside or NOTHING_KNOWN) if start else None
        ends = (
            Bar("Binnen de techniek", inside),
            Bar("Verloren voor de techniek", outside, drawing.OUTLINED),
            Bar("Nog niet bekend", left, drawing.OPEN),
        )
        steps = tuple(
            replace(by_label[name], minor=step not in ("aangemeld", "geplaatst"))
            for step, name in SCHEMES["1"].steps.items()
        )
        groups.append(Group(group.title, (*steps, *ends)))
    return Bars(tuple(groups))


# ------------------------------------------------------------------ the vouchers


def _voucher_sentence(counted: Counted, counts: Counts) -> str:
    used, finished = _sum(counts, "gebruikt"), _sum(counts, "afgerond")
    there = total(counted.available.values()) if counted.available else NOTHING_KNOWN
    granted = _sum(counts, "toegekend")
    first = f"Van {granted.text} toegekende vouchers" if there.is_unknown else f"Van {there.text} vouchers"
    entered = _sum(counts, "ingestroomd")
    return (
        f"{first} zijn er {used.text} gebruikt en {finished.text} afgerond met bewijs; {entered.text} mensen "
        "stroomden daarna in de techniek in."
    )


def _voucher_bars(counted: Counted, counts: Counts) -> Bars:
    """Draw the kinds of voucher side by side on one scale, from what is available on."""
    groups = []
    for place, (kind, name) in enumerate(SCHEMES[VOUCHERS].parts.items()):
        there = counted.available.get(kind)
        steps = {step: added(counts, step, basis=COHORT, part=kind) for step in SCHEMES[VOUCHERS].every_step}
        if there is None and not any(steps.values()):
            continue
        look = (drawing.FILLED, drawing.STRIPED, drawing.OUTLINED)[place]
        names = SCHEMES[VOUCHERS].every_step
        bars = [Bar("Beschikbaar", there, look)]
        bars += [Bar(names[step], steps[step] or NOTHING_KNOWN, look) for step in SCHEMES[VOUCHERS].steps]
        out = (f"{names[step].lower()}: {_shown(steps[step])}" for step in SCHEMES[VOUCHERS].exits)
        groups.append(Group(name, tuple(bars), sentence_case("; ".join(out)) + "."))
    return Bars(tuple(groups))


def _shown(amount: Amount | None) -> str:
    return "niet opgegeven" if amount is None else amount.text


# ------------------------------------------------------------------ the route for the mkb


def _route_sentence(_counted: Counted, counts: Counts) -> str:
    reached, used = _sum(counts, "bereikt"), _sum(counts, "in gebruik")
    small_used = total([_sum(counts, "in gebruik", part=size) for size in ("1", "2-9")])
    small_reached = total([_sum(counts, "bereikt", part=size) for size in ("1", "2-9")])
    first = f"Van {reached.text} bereikte bedrijven hebben er {used.text} iets in gebruik genomen."
    if small_used.is_unknown and small_reached.is_unknown:
        return first
    return (
        f"{first} Van de {small_reached.text} bereikte bedrijven met minder dan tien mensen zijn dat er "
        f"{small_used.text}."
    )


def _route_stations(_counted: Counted, counts: Counts) -> Bars:
    """Return a group for each station of the line: all companies, and under it the sizes."""
    groups = []
    for step, name in SCHEMES[SME_ROUTE].steps.items():
        sizes = tuple(
            Bar(size, added(counts, step, basis=COHORT, part=key))
            for key, size in SCHEMES[SME_ROUTE].parts.items()
        )
        everyone = Bar("Alle bedrijven", added(counts, step, basis=COHORT))
        groups.append(Group(name, (everyone, *sizes)))
    return Bars(tuple(groups))


# ------------------------------------------------------------------ the promotion of technology


def _reach_sentence(_counted: Counted, counts: Counts) -> str:
    reached = _sum(counts, "bereikt")
    by_region = _by_region(SCHEMES[PROMOTION], counts).groups
    silent = [group.title for group in by_region if group.bars[0].amount is None]
    lacking = f"; van {list_text(silent)} is er geen opgave" if silent else ""
    return f"Bereikt met techniekpromotie: {reached.text} mensen{lacking}."


def _reach_bars(_counted: Counted, counts: Counts) -> Bars:
    """Return how many were reached, for each region and for each kind of school."""
    places = _by_region(SCHEMES[PROMOTION], counts).groups
    regions = tuple(Bar(group.title, group.bars[0].amount) for group in places)
    schools = tuple(
        Bar(name, added(counts, "bereikt", basis=COHORT, part=key), drawing.STRIPED)
        for key, name in SCHEMES[PROMOTION].parts.items()
    )
    return Bars((Group("Per regio", regions), Group("Per soort school", schools)))


Say = Callable[[Counted, Counts], str]
Draw = Callable[[Counted, Counts], Bars]
_OF: Mapping[str, tuple[Say, Draw, str, str]] = {
    "1": (
        _service_sentence,
        _service_bars,
        "Servicepunt Techniek",
        "Per regio een trechter van aangemeld tot geplaatst, en waar mensen terechtkwamen.",
    ),
    VOUCHERS: (
        _voucher_sentence,
        _voucher_bars,
        "Vouchers",
        "Per soort voucher een trechter van beschikbaar tot aan het werk.",
    ),
    SME_ROUTE: (
        _route_sentence,
        _route_stations,
        "Route voor het mkb",
        "Een metrolijn met zes stations: het aantal bedrijven, en daaronder hun grootte.",
    ),
    PROMOTION: (
        _reach_sentence,
        _reach_bars,
        "Bereik",
        "Hoeveel mensen er zijn bereikt, per regio en per soort school.",
    ),
}
