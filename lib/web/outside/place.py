"""Where somebody follows from outside: a meeting of a data set, and the address under which that stands."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from lib import podium
from lib.store.file.connection import DATASETS

FOLLOW, AGENDA = "volg", "agenda"
UNKNOWN = "Dit overleg bestaat niet, of is ingetrokken."


@dataclass(frozen=True, slots=True)
class Place:
    """A meeting of a data set, 0 for the agenda itself and None for no meeting.

    `address` is that of its page, `shared` what goes along with each address under it.
    """

    dataset: str
    meeting: int | None
    address: str
    shared: str = ""

    def under(self, name: str, more: str = "") -> str:
        """Return the address of a part of the page, with more in it."""
        return f"{self.address}/{name}?{'&'.join(filter(None, [self.shared, more]))}".removesuffix("?")


def place_of(request: Request, base: str, usual: str) -> Place:
    """Read where an address is; one that names no data set is of the usual one."""
    asked, name = request.query_params.get("set"), request.path_params["meeting"]
    meeting = podium.AGENDA if name == AGENDA else number_in(name)
    known = (asked or usual) in DATASETS
    shared = f"set={asked}" if asked and known else ""
    return Place(asked or usual, meeting if known else None, f"{base}/{FOLLOW}/{name}", shared)


def number_in(text: str) -> int | None:
    """Read a whole number; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
