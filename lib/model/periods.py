"""Periods of figures: years, quarters, months and school years, as CBS codes them and as Dutch reads.

Owns the way from written text to a `Period` and back. A period is stored by its CBS code
("2021JJ00", "2021KW01", "2021MM12", "2021SJ00"). Reads no clock and no file.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lib.dutch import MONTHS
from lib.model.kinds import Invalid, quoted

RHYTHMS = {"jaar": "JJ", "kwartaal": "KW", "maand": "MM", "schooljaar": "SJ"}
"""The rhythms in which figures appear, with the letters CBS gives them."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
_BY_LETTERS = {letters: rhythm for rhythm, letters in RHYTHMS.items()}
_PARTS = {"jaar": (0, 0), "kwartaal": (1, 4), "maand": (1, 12), "schooljaar": (0, 0)}
_ABBREVIATED = {month[:3]: place for place, month in enumerate(MONTHS, 1)} | {"mrt": 3}
_SCHOOL_YEAR_ENDS = (7, 31)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with a figure. `part` is the quarter or the month, 0 for a whole (school) year."""

    year: int
    part: int
    rhythm: str

    @property
    def code(self) -> str:
        """Return the code that CBS gives this period, by which it is stored."""
        return f"{self.year}{RHYTHMS[self.rhythm]}{self.part:02}"

    @property
    def ends(self) -> date:
        """Return the last day of the period; of a school year 31 July."""
        if self.rhythm == "schooljaar":
            return date(self.year + 1, *_SCHOOL_YEAR_ENDS)
        month = {"jaar": 12, "kwartaal": 3 * self.part, "maand": self.part}[self.rhythm]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def begins(self) -> date:
        """Return the first day of the period; of a school year 1 August."""
        if self.rhythm == "schooljaar":
            return date(self.year, _SCHOOL_YEAR_ENDS[0] + 1, 1)
        return date(self.year, {"kwartaal": 3 * self.part - 2, "maand": self.part}.get(self.rhythm, 1), 1)

    @property
    def text(self) -> str:
        """Return the period as it reads in a sentence: "2021", "1e kwartaal 2021", "schooljaar 2021/'22"."""
        if self.rhythm == "kwartaal":
            return f"{self.part}e kwartaal {self.year}"
        if self.rhythm == "maand":
            return f"{MONTHS[self.part - 1]} {self.year}"
        if self.rhythm == "schooljaar":
            return f"schooljaar {self.year}/'{(self.year + 1) % 100:02}"
        return str(self.year)

    @property
    def short(self) -> str:
        """Return the period for a narrow cell: "2021", "1e kw 2021", "dec 2021", "2021/'22"."""
        if self.rhythm == "kwartaal":
            return f"{self.part}e kw {self.year}"
        if self.rhythm == "maand":
            return f"{'mrt' if self.part == 3 else MONTHS[self.part - 1][:3]} {self.year}"
        return self.text.removeprefix("schooljaar ")

    @property
    def place(self) -> float:
        """Return the place on an axis of years: a year at its number, a part of it in its middle."""
        last = _PARTS[self.rhythm][1]
        return round(self.year + (self.part - 0.5) / last, 4) if last else float(self.year)

    def year_earlier(self) -> Period:
        return Period(self.year - 1, self.part, self.rhythm)

    def next(self) -> Period:
        last = _PARTS[self.rhythm][1]
        if self.part < last:
            return Period(self.year, self.part + 1, self.rhythm)
        return Period(self.year + 1, min(last, 1), self.rhythm)


def period_of(code: str) -> Period:
    """Return the period of a stored code; raises Invalid for anything else."""
    match = re.fullmatch(r"(\d{4})(JJ|KW|MM|SJ)(\d{2})", code, re.ASCII)
    if not match:
        raise _refused(code)
    return _made(code, int(match[1]), int(match[3]), _BY_LETTERS[match[2]])


def parse_period(text: object) -> Period:
    """Return a period as written by CBS, UWV or a person; raises Invalid with an example of what can be read.

    Reads 2021, "2021JJ00", "2021KW01", "1e kwartaal 2021", "2021 Q1", "2021-12", "12-2021", "dec 2021",
    "2021/'22", "2021/2022" and a first or last day of a month such as 31-12-2021 (as that month).
    """
    written = " ".join(str(text).split()).strip(" *")
    lowered = written.lower()
    for pattern, make in _FORMS:
        if match := re.fullmatch(pattern, lowered, re.ASCII):
            return make(written, match)
    raise _refused(written)


def _refused(written: str) -> Invalid:
    return Invalid(
        "period",
        f"De periode {quoted(written)} is niet te lezen. Schrijf bijvoorbeeld 2021, 1e kwartaal 2021, "
        "2021-12 of 2021/'22.",
    )


def _made(written: str, year: int, part: int, rhythm: str) -> Period:
    first, last = _PARTS[rhythm]
    if not (first <= part <= last and FIRST_YEAR <= year <= LAST_YEAR):
        raise _refused(written)
    return Period(year, part, rhythm)


Found = re.Match[str]


def _year_month(written: str, match: Found) -> Period:
    return _made(written, int(match["y"]), int(match["m"]), "maand")


def _named_month(written: str, match: Found) -> Period:
    name = match["m"].rstrip(".")
    month = MONTHS.index(name) + 1 if name in MONTHS else _ABBREVIATED.get(name, 0)
    return _made(written, int(match["y"]), month, "maand")


def _quarter(written: str, match: Found) -> Period:
    return _made(written, int(match["y"]), int(match["q"]), "kwartaal")


def _coded(written: str, match: Found) -> Period:
    return _made(written, int(match["y"]), int(match["p"]), _BY_LETTERS[match["r"].upper()])


def _school_year(written: str, match: Found) -> Period:
    year, second = int(match["y"]), int(match["s"])
    if second % 100 != (year + 1) % 100 or (second > 99 and second != year + 1):
        raise _refused(written)
    return _made(written, year, 0, "schooljaar")


def _whole_day(written: str, match: Found) -> Period:
    """Return the month of a day at its edge: files often name a month by its first or last day."""
    period = _made(written, int(match["y"]), int(match["m"]), "maand")
    if int(match["d"]) not in (1, period.ends.day):
        raise _refused(written)
    return period


_FORMS: tuple[tuple[str, Callable[[str, Found], Period]], ...] = (
    (r"(?P<y>\d{4})(?P<r>jj|kw|mm|sj)(?P<p>\d{2})", _coded),
    (r"(?P<y>\d{4})(?:\.0)?", lambda written, found: _made(written, int(found["y"]), 0, "jaar")),
    (r"(?P<q>[1-4])(?:e|ste|de)? ?(?:kwartaal|kw\.?) (?P<y>\d{4})", _quarter),
    (r"(?:kw|q)\.? ?(?P<q>[1-4])[ -](?P<y>\d{4})", _quarter),
    (r"(?P<y>\d{4})[ -]?(?:kw|q)\.? ?(?P<q>[1-4])", _quarter),
    (r"(?P<y>\d{4}) (?P<q>[1-4])(?:e|ste|de)? ?(?:kwartaal|kw\.?)", _quarter),
    (r"(?P<y>\d{4})-(?P<m>\d{1,2})", _year_month),
    (r"(?P<m>\d{1,2})[-/](?P<y>\d{4})", _year_month),
    (r"(?P<m>[a-z]+\.?)[ -](?P<y>\d{4})", _named_month),
    (r"(?P<y>\d{4}) (?P<m>[a-z]+\.?)", _named_month),
    (r"(?:schooljaar |studiejaar )?(?P<y>\d{4})/['’‘]?(?P<s>\d{2}|\d{4})", _school_year),
    (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?: 00:00:00)?", _whole_day),
    (r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})", _whole_day),
)
