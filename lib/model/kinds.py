"""What a single value must look like: text, choice, day, link, reference.

Each rule takes a value and the present day, and returns what may be stored or raises Invalid with a
Dutch sentence. Knows no table, reads no clock and imports nothing of ours.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2040, 12, 31)
NAME_LIMIT, LINE_LIMIT, TEXT_LIMIT = 200, 1_000, 4_000
_QUOTE_LIMIT = 40
_LARGEST_ID = 2**63 - 1
MOST_EUROS = 1_000_000_000

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control, bidi, zero-width and tag characters, the soft hyphen, and halves of a character."""


class Invalid(ValueError):
    """A value that may not be stored; `sentence` says in Dutch what to do, `field` where."""

    def __init__(self, field_name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field_name
        self.sentence = sentence


def still_empty(label: str) -> Invalid:
    """Return the refusal of what was not filled in, with the pronoun of its article."""
    pronoun = "die" if label.startswith("De ") else "het"
    return Invalid(label, f"{label} is nog leeg. Vul {pronoun} in.")


def clean_text(value: str) -> str:
    """Clean text as it is stored: NFC, "\\n" between lines, no invisible characters, no edge white space."""
    visible = _INVISIBLE.sub("", _LINE_END.sub("\n", value))
    return unicodedata.normalize("NFC", visible).strip()


def missing(value: Any) -> bool:
    """Tell whether nothing was filled in: None, or what pandas puts there instead (NaN, NaT, NA)."""
    not_a_number = isinstance(value, float) and value != value
    return value is None or not_a_number or type(value).__name__ in ("NaTType", "NAType")


def quoted(value: Any) -> str:
    """Return a refused value as it can stand in a sentence: in quotes, on one line and not too long."""
    shown = " ".join(clean_text(str(value)[: 2 * _QUOTE_LIMIT]).split())
    return f"“{shown}”" if len(shown) <= _QUOTE_LIMIT else f"“{shown[:_QUOTE_LIMIT]}…”"


def text(label: str, limit: int, *, required: bool = True, lines: bool = False) -> Callable[[Any, date], str]:
    """Make a rule for free text of at most `limit` characters; one line unless `lines`."""

    def rule(value: Any, _today: date) -> str:
        cleaned = clean_text(_written(label, value))
        if not lines:
            cleaned = " ".join(cleaned.split())
        if required and not cleaned:
            raise still_empty(label)
        if len(cleaned) > limit:
            raise Invalid(
                label,
                f"{label} is te lang: {_thousands(len(cleaned))} tekens. "
                f"Maak er hoogstens {_thousands(limit)} van.",
            )
        return cleaned

    return rule


def choice(
    label: str, values: Mapping[str, str], *, optional: bool = False
) -> Callable[[Any, date], str | None]:
    """Make a rule for one of the keys of `values`; empty becomes None when `optional`."""

    def rule(value: Any, _today: date) -> str | None:
        empty = missing(value) or value == ""
        if empty and optional:
            return None
        if empty or not isinstance(value, str) or value not in values:
            wrong = "is nog leeg" if empty else f"{quoted(value)} bestaat niet"
            raise Invalid(label, f"{label} {wrong}. Kies uit: {', '.join(values.values())}.")
        return str(value)

    return rule


def day(label: str, *, past_only: bool = False) -> Callable[[Any, date], str]:
    """Make a rule for a calendar day, stored as YYYY-MM-DD; `past_only` refuses days after today."""

    def rule(value: Any, today: date) -> str:
        if missing(value) or value == "":
            raise still_empty(label)
        try:
            given = _day_from(value)
        except ValueError:
            raise Invalid(
                label, f"{label} {quoted(value)} is geen datum. Schrijf bijvoorbeeld 14-04-2023."
            ) from None
        if past_only and given > today:
            raise Invalid(label, f"{label} ligt in de toekomst. Kies vandaag of een dag die voorbij is.")
        if not FIRST_DAY <= given <= LAST_DAY:
            raise Invalid(label, f"{label} moet tussen {FIRST_DAY.year} en {LAST_DAY.year} liggen.")
        return given.isoformat()

    return rule


def any_day(label: str, *, past_only: bool = False) -> Callable[[Any, date], str | None]:
    """Make a rule for a day that need not be known; `past_only` refuses days after today."""
    written = day(label, past_only=past_only)
    return lambda value, today: None if missing(value) or value == "" else written(value, today)


def count(label: str, most: int, *, optional: bool = False) -> Callable[[Any, date], int | None]:
    """Make a rule for a whole number from 1 to `most`; numbers of a grid count too."""

    def rule(value: Any, _today: date) -> int | None:
        if optional and (missing(value) or value == ""):
            return None
        whole = isinstance(value, float) and value.is_integer()
        try:
            number = 0 if isinstance(value, bool) else operator.index(int(value) if whole else value)
        except (TypeError, OverflowError):
            number = 0
        if not 1 <= number <= most:
            raise Invalid(label, f"{label} moet een heel getal van 1 tot en met {most} zijn.")
        return number

    return rule


def number(label: str, low: float, high: float, *, whole: bool = True) -> Callable[[Any, date], float | None]:
    """Make a rule for a number that need not be known, also as typed, with a comma or a point."""
    bounds = f"van {low} tot en met {high}"

    def rule(value: Any, _today: date) -> float | None:
        if missing(value) or value == "":
            return None
        number = _number_from(value)
        if not low <= number <= high or (whole and number != int(number)):
            raise Invalid(
                label, f"{label} {quoted(value)} kan niet. Schrijf een {'heel ' * whole}getal {bounds}."
            )
        return int(number) if whole else round(number, 6)

    return rule


def euros(label: str, least: int) -> Callable[[Any, date], float | None]:
    """Make a rule for whole euros that need not be known; words such as "ruim een ton" are no amount."""
    written = number(label, least, MOST_EUROS)

    def rule(value: Any, today: date) -> float | None:
        try:
            return written(value, today)
        except Invalid:
            raise Invalid(
                label,
                f"{label} is geen bedrag in hele euro’s. Schrijf alleen cijfers, zoals 150.000. Weet u het "
                "niet precies? Kies een bandbreedte, of dat het nog niet bekend is.",
            ) from None

    return rule


def degrees(label: str, low: float, high: float) -> Callable[[Any, date], float | None]:
    """Make a rule for a coordinate in degrees that need not be known."""
    written = number(label, low, high, whole=False)

    def rule(value: Any, today: date) -> float | None:
        try:
            return written(value, today)
        except Invalid:
            where = f"ligt niet in Nederland. Schrijf graden tussen {low:g} en {high:g}."
            raise Invalid(label, f"{label} {quoted(value)} {where}") from None

    return rule


def yes_or_no(*, usual: bool) -> Callable[[Any, date], int]:
    """Make a rule for yes or no, stored as 1 or 0; `usual` is what an empty field stands for."""
    return lambda value, _today: int(usual) if missing(value) else int(bool(value))


def link(value: Any, _today: date) -> str | None:
    """Make a rule for an optional web address; anything but http(s) is refused."""
    cleaned = clean_text(_written("De link", value))
    if not cleaned:
        return None
    try:
        parts = urlsplit(cleaned)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit or re.search(r"\s", cleaned):
        raise Invalid("De link", "De link is geen webadres. Begin met https:// of laat het veld leeg.")
    if len(cleaned) > LINE_LIMIT:
        raise Invalid(
            "De link", f"De link is te lang. Maak er hoogstens {_thousands(LINE_LIMIT)} tekens van."
        )
    return cleaned


def links(value: Any, today: date) -> str | None:
    """Make a rule for web addresses that need not be known, each once, with a space between them."""
    addresses = [link(address, today) for address in _written("De link", value).split()]
    together = " ".join(dict.fromkeys(address for address in addresses if address))
    if len(together) > LINE_LIMIT:
        raise Invalid(
            "De link", f"De links zijn te lang. Maak er samen hoogstens {_thousands(LINE_LIMIT)} tekens van."
        )
    return together or None


def reference(label: str, *, optional: bool = False) -> Callable[[Any, date], int | None]:
    """Make a rule for the id of another row; whether it exists is the store's to check."""

    def rule(value: Any, _today: date) -> int | None:
        if missing(value):
            if optional:
                return None
            raise Invalid(label, f"{label} is nog leeg. Kies uit de lijst.")
        try:
            number = 0 if isinstance(value, bool) else operator.index(value)
        except TypeError:
            number = 0
        if not 0 < number <= _LARGEST_ID:
            raise Invalid(label, f"{label} {quoted(value)} bestaat niet. Kies uit de lijst.")
        return number

    return rule


def action_reference(value: Any, _today: date) -> str:
    """Make a rule for the id of an action: a number as printed, or m1, m2."""
    if missing(value):
        raise Invalid("Actie", "Welke actie het is, is nog leeg. Kies een actie uit de lijst.")
    if not re.fullmatch(r"m?[1-9][0-9]{0,3}", str(value)):
        raise Invalid("Actie", f"Actie {quoted(value)} bestaat niet. Kies een actie uit de lijst.")
    return str(value)


def _written(label: str, value: Any) -> str:
    """Return what was typed. A number may come in as such; a list or bytes is a mistake, not a text."""
    if missing(value):
        return ""
    if not isinstance(value, (str, int, float)):
        raise Invalid(label, f"{label} is geen tekst. Typ dit opnieuw.")
    return str(value)


def _day_from(value: Any) -> date:
    """Return the day of a date or moment, or as written: 2023-04-14, 14-4-2023 or 14/04/2023."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = str(value).strip()
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", written, re.ASCII):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        raise ValueError(written)
    return date.fromisoformat(written)


def _number_from(value: Any) -> float:
    """Return the number that was given or typed; what is none equals nothing and lies between no bounds."""
    if isinstance(value, bool):
        return float("nan")
    try:
        return float(clean_text(value).replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
