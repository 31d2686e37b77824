"""Support in euro and the instrument for campuses as results of their action; amounts of support stay out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.dutch import count_text, day_text, euros_text, list_text, number_text, sentence_case
from lib.model.kinds import Invalid
from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.means import ADOPTERS, AMOUNTS, TESTED, VARIANTS, Incentive, SupportEuros
from lib.rules.results.result import Result, Table

SUPPORT_KEY, SUPPORT_TITLE = "ondersteuning", "Ondersteuning in euro"
INSTRUMENT_KEY, INSTRUMENT_TITLE = "instrument", "Het instrument"
KNOWN, UNKNOWN = "bekend", "onbekend"
_WHERE = "De bedragen staan bij Geld, voor wie die mag zien."


def check_amounts(row: SupportEuros) -> None:
    """Raise Invalid where more is granted than was asked, or more paid than was granted."""
    before: tuple[str, int] | None = None
    for name, words in AMOUNTS.items():
        amount = getattr(row, name)
        if amount is None:
            continue
        if before and amount > before[1]:
            raise Invalid(
                name,
                f"{words.capitalize()} ({euros_text(amount)}) kan niet meer zijn dan {before[0]} "
                f"({euros_text(before[1])}). Kijk beide na.",
            )
        before = (words, amount)


def support_of(rows: Sequence[SupportEuros]) -> Result | None:
    """Return what is recorded of support, without an amount; None while nothing is."""
    if not rows:
        return None
    return Result(
        instrument=SUPPORT_KEY,
        title=SUPPORT_TITLE,
        sentence=_support_sentence(rows),
        tables=(known_table(rows),),
        description=f"Per regio en periode welk bedrag bekend is. {_known_words(rows)}",
        source=_WHERE,
        drawing=tuple(rows),
    )


def _support_sentence(rows: Sequence[SupportEuros]) -> str:
    regions = count_text(len({row.region for row in rows}), "regio", "regio’s")
    unpaid = sum(row.paid is None for row in rows)
    rest = (
        f"; van {count_text(unpaid, 'opgave', 'opgaven')} is nog niet bekend wat betaald is" if unpaid else ""
    )
    payers = list_text(sorted({row.payer for row in rows}))
    return f"Ondersteuning is vastgelegd voor {regions}, betaald door {payers}{rest}."


def known_row(row: SupportEuros) -> tuple[str, ...]:
    """Tell of which amounts something is known."""
    return tuple(UNKNOWN if getattr(row, name) is None else KNOWN for name in AMOUNTS)


def known_table(rows: Sequence[SupportEuros]) -> Table:
    heads = ("Regio", "Periode", "Betaler", *(words.capitalize() for words in AMOUNTS.values()))
    return Table(SUPPORT_TITLE, heads, tuple((*where(row), *known_row(row)) for row in rows))


def amount_table(rows: Sequence[SupportEuros]) -> Table:
    """Return the amounts, for who may see them."""
    heads = ("Regio", "Periode", "Betaler", *(words.capitalize() for words in AMOUNTS.values()))
    return Table(
        SUPPORT_TITLE,
        heads,
        tuple((*where(row), *(_euros(getattr(row, name)) for name in AMOUNTS)) for row in rows),
    )


def _euros(amount: int | None) -> str:
    return UNKNOWN if amount is None else euros_text(amount)


def where(row: SupportEuros) -> tuple[str, str, str]:
    return LABOUR_REGIONS[row.region], period_of(row.period).text, row.payer


def _known_words(rows: Sequence[SupportEuros]) -> str:
    said = (
        f"{LABOUR_REGIONS[row.region]}, {period_of(row.period).text}: "
        + ", ".join(f"{words} {state}" for words, state in zip(AMOUNTS.values(), known_row(row), strict=True))
        for row in rows
    )
    return f"{'; '.join(said)}."


# ------------------------------------------------------------------ the instrument for campuses


def instrument_of(rows: Sequence[Incentive], _today: date) -> Result | None:
    """Return which variants of the instrument were worked out; None while none was."""
    if not rows:
        return None
    return Result(
        instrument=INSTRUMENT_KEY,
        title=INSTRUMENT_TITLE,
        sentence=" ".join(_variant_sentence(row) for row in rows),
        tables=(variant_table(rows),),
        description=_variants_words(rows),
        source=f"Bron: {list_text(sorted({row.source for row in rows}))}. {_WHERE}",
        drawing=tuple(rows),
    )


def limits(row: Incentive, *, visible: bool = False) -> str:
    """Tell how much a variant pays at most; in euro only to who may see amounts."""
    share = f"hoogstens {number_text(row.most_percent)} procent van de kosten" if row.most_percent else ""
    euros = f"hoogstens {euros_text(row.most_euros)}" if row.most_euros and visible else ""
    return " en ".join(part for part in (share, euros) if part) or "hoeveel is nog niet bekend"


def standing(row: Incentive) -> str:
    """Tell whether state aid was tested, and whether the variant was adopted."""
    tested = "staatssteun nog niet getoetst"
    if row.aid == TESTED:
        tested = f"staatssteun getoetst{f' op {day_text(row.aid_on)}' if row.aid_on else ''}"
    who = ADOPTERS[row.adopted_by]
    adopted = (
        f"vastgesteld door {who} op {day_text(row.adopted_on)}"
        if row.adopted_on
        else f"nog niet vastgesteld door {who}"
    )
    return f"{tested}, {adopted}"


def _variant_sentence(row: Incentive) -> str:
    return f"{VARIANTS[row.variant]}: {limits(row)}; {standing(row)}."


def _variants_words(rows: Sequence[Incentive]) -> str:
    left = [name.lower() for key, name in VARIANTS.items() if key not in {row.variant for row in rows}]
    rest = f" Nog niet uitgewerkt: {list_text(left)}." if left else ""
    return sentence_case(" ".join(_variant_sentence(row) for row in rows)) + rest


def variant_table(rows: Sequence[Incentive], *, visible: bool = False) -> Table:
    heads = (
        "Variant",
        "Hoogste deel en bedrag" if visible else "Hoogste deel",
        "Voorwaarden",
        "Staatssteun en vaststelling",
        "Bron",
    )
    made = {row.variant: row for row in rows}
    return Table(
        INSTRUMENT_TITLE,
        heads,
        tuple(
            (name, limits(row, visible=visible), row.conditions or "geen", standing(row), row.source)
            if (row := made.get(key))
            else (name, "nog niet uitgewerkt", "", "", "")
            for key, name in VARIANTS.items()
        ),
    )
