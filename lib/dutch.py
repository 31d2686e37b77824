"""Dutch dates, numbers and lists, without leaning on the server's locale.

Owns how a value reads on a screen or in a letter; knows no table and no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december").split()
_SMALL = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien".split()


def day_text(value: date | str) -> str:
    """A day as in "14 april 2023"; takes a date or YYYY-MM-DD."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def moment_text(stamp: str) -> str:
    """A stored moment (ISO, UTC) as in "14 april 2023, 16:05", in Dutch time."""
    found = local_time(stamp)
    return f"{day_text(found.date())}, {found:%H:%M}"


def local_time(stamp: str) -> datetime:
    """A stored moment as Dutch local time."""
    return datetime.fromisoformat(stamp).astimezone(HERE)


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, milliseconds, closing Z, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def end_of_day(value: date) -> str:
    """The stored moment of the last millisecond of a Dutch day."""
    return stamp(datetime.combine(value, time(23, 59, 59, 999_000), HERE))


def parse_day(text: str) -> date | None:
    """A day written as 2023-04-14, 14-4-2023, 14/04/2023 or "14 april 2023"; None if it is none."""
    cleaned = text.strip().lower()
    for parts in (cleaned.split("-"), cleaned.split("/"), cleaned.split()):
        if len(parts) == 3:
            return _day_from(parts)
    return None


def _day_from(parts: list[str]) -> date | None:
    first, middle, last = parts
    month = str(MONTHS.index(middle) + 1) if middle in MONTHS else middle
    year, day = (first, last) if len(first) == 4 else (last, first)
    if not all(part.isascii() and part.isdigit() for part in (year, month, day)) or len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def number_text(value: float, decimals: int = 0) -> str:
    """A number as in "1.504.000" or, with one decimal, "69,4"."""
    return f"{value:z,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def euros_text(value: float) -> str:
    """Whole euros as in "€ 1.500.000", with a space that does not break."""
    return f"€\u00a0{number_text(value)}"


def percent_text(value: float, decimals: int = 1) -> str:
    """A percentage as in "69,4%", without a space."""
    return f"{number_text(value, decimals)}%"


def count_text(count: int, one: str, many: str) -> str:
    """A counted noun as in "drie acties" or "21 acties"; small numbers in words."""
    return f"{amount_text(count)} {one if count == 1 else many}"


def amount_text(count: int) -> str:
    """A small number in words, a larger one in digits."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number_text(count)


def list_text(items: Iterable[str], last: str = "en") -> str:
    """A list as in "a, b en c"."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case; as Dutch writes it, so "Eén" and "IJmond"."""
    for small, capital in (("één", "Eén"), ("ij", "IJ")):
        if text.startswith(small):
            return f"{capital}{text[len(small) :]}"
    return text[:1].upper() + text[1:]


def searchable(text: str) -> str:
    """Text for comparing: lower case, without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


SOFT_HYPHEN = "\u00ad"
_STEMS = re.compile(
    "(techniek|management|informatie|investerings|talent|ecosysteem|afspraken|advies|technologie"
    "|ontwikkel|arbeids|inter|lectoraten|digitaal|inclusivi|coalitie|gecombi|onder|organi|formali|stake"
    "|branche|overge|draagvlak)(?=[a-z]{5})",
    re.IGNORECASE,
)


def with_soft_hyphens(text: str) -> str:
    """Long compounds with soft hyphens at their joints, for narrow cards; for display only."""
    return _STEMS.sub(rf"\1{SOFT_HYPHEN}", text)


def size_text(size: int) -> str:
    """How large a file is, in words: "0,4 MB"."""
    return f"{number_text(size / 1_000_000, 1)} MB"
