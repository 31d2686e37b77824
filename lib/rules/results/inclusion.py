"""The case of inclusivity: effects in two columns and three domains, their ranges, who pays and who gains.

Owns that euros are only added over what is in euro, and told with of how many that is. Without `visible` no
amount is told at all: slides and readers see these too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lib.dutch import amount_text, count_text, day_text, euros_text, list_text, number_text, sentence_case
from lib.model.kinds import Invalid
from lib.model.results.inclusion import (
    ASSUMED,
    CERTAINTIES,
    DOMAINS,
    EURO,
    GROUPS,
    SHARE,
    SIDES,
    UNITS,
    WHO,
    WORDS,
    InclusionCase,
    InclusionEffect,
)
from lib.rules.results.drawing import Cell, Grid, Line
from lib.rules.results.result import Result, Table

KEY, TITLE = "inclusiviteit", "Case inclusiviteit"
LIMIT = (
    "Volgens de bijlage speelt inclusiviteit een belangrijke rol, maar is zij niet het uitgangspunt van dit "
    "beleid."
)
RULE = (
    "Euro’s tellen alleen op over effecten in euro; een effect zonder nulmeting is een verwachting. Een "
    "groep mensen wordt genoemd zoals een wet of regeling dat doet."
)
HIDDEN = "bedrag alleen voor wie geld mag inzien"

_EFFECT_LINES = 2


@dataclass(frozen=True, slots=True)
class Impact:
    """All effects that hold, the adoption of the case if there is one, and whether amounts are shown."""

    effects: Sequence[InclusionEffect]
    case: InclusionCase | None
    visible: bool = False

    def of(self, domain: str, side: str) -> list[InclusionEffect]:
        return [effect for effect in self.effects if (effect.domain, effect.side) == (domain, side)]

    @property
    def rows(self) -> int:
        return len(self.effects)

    def within(self, height: int) -> Impact:
        """Return what fits in a height, in lines of text: of each cell the first effects."""
        most = max(1, height // (len(DOMAINS) * _EFFECT_LINES))
        cells = [self.of(domain, side)[:most] for domain in DOMAINS for side in SIDES]
        return replace(self, effects=[effect for cell in cells for effect in cell])

    @property
    def gaps(self) -> list[str]:
        """Return the domains and columns without an effect, in words."""
        return [f"{domain} ({side})" for domain in DOMAINS for side in SIDES if not self.of(domain, side)]

    @property
    def in_euro(self) -> list[InclusionEffect]:
        return [effect for effect in self.effects if effect.in_euro and effect.has_range]

    def most(self, unit: str) -> float:
        """Return the end of the scale that ranges of a unit share."""
        ends = [_range(effect)[1] for effect in self.effects if effect.unit == unit and effect.has_range]
        return max(ends, default=0) or 1


def _range(effect: InclusionEffect) -> tuple[float, float]:
    low, high = (effect.low_euros, effect.high_euros) if effect.in_euro else (effect.low, effect.high)
    return low or 0, high or low or 0


def place_of(effect: InclusionEffect, held: Impact) -> tuple[float, float] | None:
    """Return where the range of an effect begins and how long it is, in per cent; None for one not shown."""
    if not effect.has_range or (effect.in_euro and not held.visible):
        return None
    low, high = _range(effect)
    whole = 100 if effect.unit == SHARE else held.most(effect.unit)
    return 100 * low / whole, 100 * (high - low) / whole


def range_text(effect: InclusionEffect, *, visible: bool) -> str:
    """Tell the range of an effect in its unit."""
    if effect.unit == WORDS:
        return "niet in een getal"
    if not effect.has_range:
        return "schatting niet bekend"
    if effect.in_euro and not visible:
        return f"in euro; {HIDDEN}"
    low, high = _range(effect)
    if effect.in_euro:
        return f"{_span(euros_text(low), euros_text(high))} per jaar"
    return f"{_span(_number(low), _number(high))} {UNITS[effect.unit]}"


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low} tot {high}"


def _number(value: float) -> str:
    return number_text(value, 0 if float(value).is_integer() else 1)


def baseline_text(effect: InclusionEffect, *, visible: bool) -> str:
    """Tell where an effect starts from; without that it is an expectation."""
    if not effect.has_baseline:
        return "verwachting: geen nulmeting"
    when = f" ({day_text(effect.measured_on)})" if effect.measured_on else ""
    if effect.in_euro:
        return f"{euros_text(effect.baseline_euros or 0) if visible else HIDDEN}{when}"
    return f"{_number(effect.baseline or 0)}{when}"


def start_text(effect: InclusionEffect, *, visible: bool) -> str:
    """Tell behind a range where it starts from; nothing if nobody measured, or if euros are hidden."""
    if not effect.has_baseline or (effect.in_euro and not visible):
        return ""
    return f"; nulmeting {baseline_text(effect, visible=visible)}"


def impact_sentence(held: Impact) -> str:
    """Tell how many effects there are, of which in euro, on whom they fall, and whether the case stands."""
    count, money = len(held.effects), held.in_euro
    told = sentence_case(count_text(count, "effect", "effecten"))
    first = f"{told} vastgelegd, waarvan {amount_text(len(money))} in euro"
    if money and held.visible:
        low, high = (sum(ends) for ends in zip(*map(_range, money), strict=True))
        total = _span(euros_text(low), euros_text(high))
        first += f": samen {total} per jaar ({len(money)} van {count} effecten in euro)"
    falls = f"; de baten vallen vooral bij {_mostly(held, 'gains')}, de kosten bij {_mostly(held, 'pays')}"
    return f"{first}{falls}. {_standing(held)}"


def _mostly(held: Impact, field: str) -> str:
    counts = Counter(getattr(effect, field) for effect in held.effects)
    most = max(counts.values())
    return list_text(name for key, name in WHO.items() if counts[key] == most)


def _standing(held: Impact) -> str:
    if held.gaps:
        lacking = f"Nog geen effect in {list_text(held.gaps)}"
        return f"{lacking}." if held.case is None else f"{lacking}: de vaststelling past niet meer."
    if held.case is None:
        return "Elk domein heeft een effect in beide kolommen; de case is nog niet vastgesteld."
    return f"De case is vastgesteld op {day_text(held.case.adopted_on)}."


def result_of(held: Impact) -> Result | None:
    """Return what the case shows; None while no effect is recorded."""
    if not held.effects:
        return None
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=impact_sentence(held),
        tables=(effect_table(held), who_pays(held).table("Wie betaalt, wie wint (aantal effecten)")),
        description="; ".join(_in_words(held)) + ".",
        source=f"{scale_text(held)} {RULE} {LIMIT}",
        drawing=held,
    )


def scale_text(held: Impact) -> str:
    """Tell what the bars are measured along: from nothing to the highest estimate in the same unit."""
    units = dict.fromkeys(effect.unit for effect in held.effects if place_of(effect, held))
    ends = [
        "100%" if unit == SHARE
        else euros_text(round(held.most(unit))) if unit == EURO
        else f"{_number(held.most(unit))} {UNITS[unit]}"
        for unit in units
    ]  # fmt: skip
    drawn = f"Een balk loopt langs een lijn van 0 tot {list_text(ends)}. " if ends else ""
    return f"{drawn}Gestippeld is een verwachting, gearceerd is zonder getal."


def _in_words(held: Impact) -> Iterator[str]:
    for domain in DOMAINS:
        for side in SIDES:
            told = [
                f"{effect.sentence.rstrip('.')} ({range_text(effect, visible=held.visible)})"
                for effect in held.of(domain, side)
            ]
            yield f"{domain}, {side}: {list_text(told) or 'nog geen effect'}"


def effect_table(held: Impact) -> Table:
    heads = (
        "Effect",
        "Domein",
        "Kolom",
        "Groep",
        "Schatting",
        "Nulmeting",
        "Zekerheid",
        "Wie betaalt",
        "Wie wint",
        "Bron",
    )
    rows = tuple(
        (
            effect.sentence,
            effect.domain,
            effect.side,
            GROUPS.get(effect.people or "", "geen bepaalde groep"),
            range_text(effect, visible=held.visible),
            baseline_text(effect, visible=held.visible),
            CERTAINTIES[effect.certainty],
            WHO[effect.pays],
            WHO[effect.gains],
            effect.source or "geen",
        )
        for effect in held.effects
    )
    return Table("Effecten van inclusiviteit", heads, rows)


def who_pays(held: Impact) -> Grid:
    """Return who pays by who gains: the number of effects in each."""
    counts = Counter((effect.pays, effect.gains) for effect in held.effects)
    lines = tuple(
        Line(
            sentence_case(name),
            tuple(
                Cell(str(count)) if (count := counts[payer, gainer]) else Cell("–", "apart") for gainer in WHO
            ),
        )
        for payer, name in WHO.items()
        if any(counts[payer, gainer] for gainer in WHO)
    )
    return Grid("Betaalt ↓ · wint →", tuple(WHO.values()), lines, narrow=True)


# ----------------------------------------------------------------------- what must hold


def check_effect(effect: InclusionEffect, others: Sequence[InclusionEffect]) -> None:
    """Raise Invalid for a range the wrong way round, a claim without source, or an effect counted twice."""
    _check_range(effect)
    if effect.certainty != ASSUMED and not effect.source:
        raise Invalid("source", "Waar blijkt dit uit? Noem de praktijk of het onderzoek, of kies aanname.")
    for other in others:
        same = other.sentence.casefold().rstrip(".") == effect.sentence.casefold().rstrip(".")
        if same and (other.domain, other.side) == (effect.domain, effect.side):
            raise Invalid(
                "sentence", f"Dit effect telt al bij {WHO[other.gains]}. Tel het één keer, of splits de zin."
            )


def _check_range(effect: InclusionEffect) -> None:
    suffix = "_euros" if effect.unit == EURO else ""
    low, high = getattr(effect, f"low{suffix}"), getattr(effect, f"high{suffix}")
    if (low is None) != (high is None):
        missing = f"high{suffix}" if high is None else f"low{suffix}"
        raise Invalid(
            missing, "Een schatting heeft een laagste en een hoogste. Zijn ze gelijk, schrijf die twee keer."
        )
    if low is not None and low > high:
        raise Invalid(f"high{suffix}", "De hoogste schatting is lager dan de laagste. Draai ze om.")
    if effect.unit == SHARE and high is not None and high > 100:
        raise Invalid("high", "Een percentage is hoogstens 100.")


def check_case(held: Impact) -> None:
    """Raise Invalid unless each domain has an effect in each column."""
    if held.gaps:
        lacking = f"Nog geen: {list_text(held.gaps)}."
        raise Invalid(
            "adopted_on", f"Vaststellen kan pas als elk domein een effect in beide kolommen heeft. {lacking}"
        )
