"""What a page read and worked out, kept until somebody changes something.

Owns what it is kept by: the file, its newest change, the moment shown and the day it is seen from. History
is only ever added to, so what followed from it once follows from it always. What is kept is shared by all
visitors: it is read and never changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from lib.store import history
from lib.store.file.connection import Database
from lib.ui.here.address import asked_in_all
from lib.ui.here.state import Here

T = TypeVar("T")
MOST = 400
"""How many results are kept; beyond that the oldest go."""


@dataclass(slots=True)
class _Kept:
    """A result; the lock lets one visitor make it while others wait for it."""

    lock: RLock = field(default_factory=RLock)
    made: bool = False
    result: Any = None


_KEPT: OrderedDict[Hashable, _Kept] = OrderedDict()
_LOCK = Lock()
_VERSIONS: WeakKeyDictionary[Database, Hashable] = WeakKeyDictionary()
"""The version that each snapshot shows."""


def kept(what: str, here: Here, db: Database, make: Callable[[], T]) -> T:
    """Return the result of `make` for the data as it is shown; make it anew only after a change.

    `what` names the result and all it depends on besides the data and the day, such as a filter. Two places
    in the code never share a result, whatever they name it.
    """
    if (version := _VERSIONS.get(db)) is None:
        version = _VERSIONS[db] = (str(here.path), history.newest(db), history.last_change(db), here.at)
    return _keep((what, _place(make), version, here.day), make)


def kept_past(what: str, here: Here, db: Database, moment: str, make: Callable[[], T]) -> T:
    """Return the result of `make` for the data as it was at a stored moment, whatever changes after it.

    `db` may show any moment: it is only asked for the change that the past ends with.
    """
    last, change = history.id_at(db, moment), history.last_change(db, moment)
    return _keep((what, _place(make), str(here.path), last, change, moment), make)


def kept_with(what: Hashable, make: Callable[[], T], *sources: object) -> T:
    """Return the result of `make`, which follows from `what` and from sources that are kept themselves."""
    # The sources stay with the result, so that nothing else gets their numbers.
    return _keep((what, _place(make), *map(id, sources)), lambda: (sources, make()))[1]


def kept_here(what: Hashable, make: Callable[[], T], *sources: object) -> T:
    """Return the same for what holds links, or goes by a filter: for all that this address asks for."""
    return kept_with((what, asked_in_all()), make, *sources)


def _place(make: Callable[[], object]) -> tuple[str, int]:
    """Tell where in the code a result is made: `stand 3` may be an action here and a meeting elsewhere."""
    code = make.__code__
    return code.co_filename, code.co_firstlineno


def _keep(key: Hashable, make: Callable[[], T]) -> T:
    with _LOCK:
        found = _KEPT.setdefault(key, _Kept())
        _KEPT.move_to_end(key)
        if len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    with found.lock:
        if not found.made:
            found.result, found.made = make(), True
        result: T = found.result
        return result
