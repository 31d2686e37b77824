"""The instruments there are, and what they show of all actions at once.

A new kind of instrument is one more line of `INSTRUMENTS`, and a view in `lib.ui.results.views`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from lib.rules.results.result import Local, Result
from lib.store.results.desks import BRAND, DESKS
from lib.store.results.inclusion import INCLUSION
from lib.store.results.instrument import Instrument
from lib.store.results.means import INCENTIVE, SUPPORT
from lib.store.results.money import MONEY
from lib.store.results.promotion import PROMOTED
from lib.store.results.questions import QUESTIONS
from lib.store.results.research import RESEARCH
from lib.store.results.tallies import COUNTS
from lib.store.results.vouchers import METHOD
from lib.store.results.work import WORK

INSTRUMENTS: tuple[Instrument, ...] = (
    *(PROMOTED, *COUNTS, METHOD, WORK, INCENTIVE, SUPPORT, MONEY),
    *(DESKS, BRAND, RESEARCH, INCLUSION, QUESTIONS),
)
"""In the order in which an action shows them."""


def instruments_of(action_id: str) -> list[Instrument]:
    return [instrument for instrument in INSTRUMENTS if action_id in instrument.actions]


def results(db: Database, action_ids: Iterable[str], day: date) -> dict[str, tuple[Result, ...]]:
    """Return per action what its instruments show, as seen from a day; without those that show nothing."""
    by_action = {
        action_id: tuple(
            result
            for instrument in instruments_of(action_id)
            if (result := instrument.read(db, action_id, day)) is not None
        )
        for action_id in action_ids
    }
    return {action_id: own for action_id, own in by_action.items() if own}


def local(db: Database, region: str, day: date) -> list[Local]:
    """Return what each instrument shows of one region on a day; without those that show nothing."""
    return [
        shown
        for instrument in INSTRUMENTS
        for action_id in instrument.actions
        if (shown := instrument.local(db, action_id, region, day)) is not None
    ]
