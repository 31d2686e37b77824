"""What layers of money say together: per certainty and never over certainties, and when each holds no more.

Nothing here adds an amount of one certainty to one of another. Reads no clock and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import amount_text, count_text, day_text, euros_text, list_text
from lib.model.regions import REGIONS
from lib.model.results.money import AT_LEAST, CERTAINTIES, PROVEN, RANGE, UNKNOWN, MoneyLayer

NO_AMOUNT = "bedrag onbekend"
HIDDEN = "bedrag alleen voor wie geld mag inzien"
NOTHING = "Nog geen geld vastgelegd."
RULE = (
    "Bedragen met een andere zekerheid tellen wij niet op. Een laag telt niet meer mee na de einddatum, en "
    "geld uit één besluit staat bij één fonds of actie."
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros between a lowest and a highest, None where no highest is known."""

    low: int
    high: int | None

    @property
    def text(self) -> str:
        if self.high is None:
            return f"{euros_text(self.low)} of meer"
        return (
            euros_text(self.low)
            if self.low == self.high
            else f"{euros_text(self.low)} tot {euros_text(self.high)}"
        )

    def plus(self, other: Amount) -> Amount:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Amount(self.low + other.low, high)


def amount(layer: MoneyLayer) -> Amount | None:
    """Return what is known of the amount of a layer; None when nothing is."""
    if layer.amount_kind == UNKNOWN or layer.amount_low is None:
        return None
    high = {AT_LEAST: None, RANGE: layer.amount_high}.get(layer.amount_kind, layer.amount_low)
    return Amount(layer.amount_low, high)


def amount_words(layer: MoneyLayer, *, visible: bool) -> str:
    """Tell the amount of a layer to who may see it."""
    known = amount(layer)
    if known is None:
        return NO_AMOUNT
    return known.text if visible else HIDDEN


def count_words(layers: Iterable[MoneyLayer]) -> str:
    """Tell how many layers are how certain."""
    certainties = [layer.certainty for layer in layers]
    return ", ".join(f"{certainties.count(key)} {key}" for key in CERTAINTIES if key in certainties)


def layer_about(layer: MoneyLayer) -> str:
    """Tell for where and for whom a layer is, on what condition, and what proves it."""
    more = [
        REGIONS[layer.region] if layer.region else "",
        f"oormerk: {layer.earmark}" if layer.earmark else "",
        layer.condition,
        layer.evidence,
    ]
    return "; ".join(part for part in more if part)


def has_ended(layer: MoneyLayer, today: date) -> bool:
    return layer.ends_on is not None and layer.ends_on < today.isoformat()


def counting(layers: Iterable[MoneyLayer], today: date) -> list[MoneyLayer]:
    """Return the layers that count on a day: not taken back, and not past their end."""
    return [layer for layer in layers if layer.withdrawn_on is None and not has_ended(layer, today)]


@dataclass(frozen=True, slots=True)
class Certain:
    """All layers of one certainty: the amount of those of which it is known, and how many are not."""

    certainty: str
    layers: int
    unknown: int
    amount: Amount | None

    def words(self, *, visible: bool) -> str:
        if self.amount is None:
            return NO_AMOUNT
        return self.amount.text if visible else HIDDEN


def per_certainty(layers: Iterable[MoneyLayer], today: date) -> list[Certain]:
    """Return what counts, by certainty, the most certain first; those without a layer are left out."""
    rows = counting(layers, today)
    found = []
    for certainty in reversed([*CERTAINTIES]):
        own = [layer for layer in rows if layer.certainty == certainty]
        if own:
            amounts = [known for layer in own if (known := amount(layer))]
            found.append(Certain(certainty, len(own), len(own) - len(amounts), _sum(amounts)))
    return found


def _sum(amounts: Sequence[Amount]) -> Amount | None:
    whole = Amount(0, 0)
    for one in amounts:
        whole = whole.plus(one)
    return whole if amounts else None


def next_end(layers: Iterable[MoneyLayer], today: date) -> MoneyLayer | None:
    """Return the layer that counts and holds no more first."""
    ending = [layer for layer in counting(layers, today) if layer.ends_on]
    return min(ending, key=lambda layer: (layer.ends_on or "", layer.id), default=None)


def in_order_of_end(layers: Iterable[MoneyLayer]) -> list[MoneyLayer]:
    """Return the layers by the day on which they end, those without one last."""
    return sorted(layers, key=lambda layer: (layer.ends_on is None, layer.ends_on or "", layer.id))


def end_words(layer: MoneyLayer, today: date) -> str:
    """Tell when a layer holds no more."""
    if layer.ends_on is None:
        return "einde onbekend" if layer.starts_on else "begin en einde onbekend"
    if has_ended(layer, today):
        return f"eindigde op {day_text(layer.ends_on)}; telt niet meer mee"
    days = (date.fromisoformat(layer.ends_on) - today).days
    when = f"eindigt op {day_text(layer.ends_on)}"
    return f"{when}: over {count_text(days, 'dag', 'dagen')}" if days <= SOON_DAYS else when


SOON_DAYS = 270
"""Within so many days an end is near enough to count the days."""


def span(layers: Iterable[MoneyLayer], today: date, term: date) -> tuple[date, date]:
    """Return from the first of which year to the first of which year layers run, today and the term in it."""
    days = [day for layer in layers for day in (layer.starts_on, layer.ends_on) if day]
    years = [date.fromisoformat(day).year for day in days] + [today.year, term.year]
    return date(min(years), 1, 1), date(max(years) + 1, 1, 1)


def money_sentence(layers: Sequence[MoneyLayer], today: date, *, visible: bool, what: str) -> str:
    """Tell how certain the money for something is, what is not known, and when the first layer ends."""
    rows = per_certainty(layers, today)
    if not rows:
        return (
            f"Voor {what} telt geen geld meer mee." if layers else f"Voor {what} is nog geen geld vastgelegd."
        )
    known = [row for row in rows if row.amount is not None][:2]
    parts = [f"{row.words(visible=True)} {row.certainty}" for row in known]
    if not visible:
        parts = [f"{count_text(row.layers, 'laag', 'lagen')} {row.certainty}" for row in rows[:2]]
    first = f"is {list_text(parts)}" if parts else "is nog van geen laag een bedrag bekend"
    return f"Voor {what} {first}{_unknown(rows) if parts else ''}{_ending(layers, today)}."


def _unknown(rows: Sequence[Certain]) -> str:
    unknown = sum(row.unknown for row in rows)
    return f"; van {count_text(unknown, 'laag', 'lagen')} is geen bedrag bekend" if unknown else ""


def _ending(layers: Sequence[MoneyLayer], today: date) -> str:
    first = next_end(layers, today)
    return f"; “{first.name}” eindigt op {day_text(first.ends_on)}" if first and first.ends_on else ""


def decision_of(evidence: str) -> str:
    """Return the decision or letter that a layer names, so that two ways of writing it are one."""
    return "".join(sign for sign in evidence.casefold() if sign.isalnum())


def place_of(layer: MoneyLayer) -> tuple[str, int | None]:
    """Return where the money of a layer goes: a fund, else the action itself."""
    return ("", layer.fund_id) if layer.fund_id else (layer.action_id, None)


def entered_before(layer: MoneyLayer, others: Iterable[MoneyLayer]) -> MoneyLayer | None:
    """Return a layer of another fund or action with money of the same decision: no euro stands twice."""
    decision = decision_of(layer.evidence)
    if not decision or layer.certainty not in PROVEN:
        return None
    return next(
        (
            other
            for other in others
            if other.id != layer.id
            and other.withdrawn_on is None
            and other.certainty in PROVEN
            and decision_of(other.evidence) == decision
            and place_of(other) != place_of(layer)
        ),
        None,
    )


def overview_sentence(by_action: dict[str, list[MoneyLayer]], today: date) -> str:
    """Tell over all actions how many have money that counts, and what ends first; never an amount."""
    with_money = [own for own in by_action.values() if counting(own, today)]
    if not with_money:
        return "Bij geen enkele actie is geld vastgelegd dat nu meetelt."
    every = [layer for own in by_action.values() for layer in own]
    number = sum(len(counting(own, today)) for own in with_money)
    first = next_end(every, today)
    end = (
        f"; het eerst houdt “{first.name}” van actie {first.action_id} op, op {day_text(first.ends_on)}"
        if first and first.ends_on
        else "; van geen enkele laag is de einddatum bekend"
    )
    ended = sum(layer.withdrawn_on is None and has_ended(layer, today) for layer in every)
    past = (
        f" {amount_text(ended).capitalize()} {'laag telt' if ended == 1 else 'lagen tellen'} niet meer mee."
        if ended
        else ""
    )
    actions = count_text(len(with_money), "actie", "acties")
    verb = "is" if number == 1 else "zijn"
    return f"Voor {actions} {verb} {count_text(number, 'geldlaag', 'geldlagen')} vastgelegd{end}.{past}"
