"""What stands on the one sheet that the page of a region prints on: of each part so much that it can be read.

The rest is counted there; on the screen and in the file of the region all of it stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from lib.rules.regions.region import Coalition

CAMPUSES, DESKS, LACKS = 3, 3, 4
"""How many of each fit; of the money stands what ends first."""
_COALITIONS = 18
"""How many lines the coalitions may take: what the figures and counts leave of a sheet."""
_NAME, _WHO = 34, 40
"""How many letters stand on a line of the first two columns of the coalitions."""
_LATER = Markup('<i class="later" hidden></i>')
_REST = Markup('<small class="rest">en nog {} in de app</small>')


def later(place: int, most: int) -> Markup:
    """Mark a row that is not on the sheet."""
    return _LATER if place >= most else Markup()


def rest(count: int, most: int) -> Markup:
    """Say on the sheet how many rows are not on it."""
    return _REST.format(count - most) if count > most else Markup()


def coalitions_on_sheet(own: Sequence[Coalition]) -> int:
    """Return how many coalitions fit, by the letters that each takes."""
    return sum(lines <= _COALITIONS for lines in accumulate(map(_lines, own)))


def _lines(one: Coalition) -> float:
    name = math.ceil((len(one.action.name) + 9) / _NAME) + 1
    return max(name, math.ceil(len(one.who) / _WHO) + len(one.empty)) + 0.3
