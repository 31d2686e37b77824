"""Which other devices reached this server at all: what can be known when a phone stays away.

Owns their numbers, in this process only, and tells nobody which they are. Behind a proxy every device looks
alike: none is noted then.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from lib import podium
from lib.store.file.connection import DATASETS

_MOST = 500
_reached: set[str] = set()


def note(number: str) -> None:
    """Remember that a device reached this server; who waits for one hears of it."""
    if number and number not in _reached and len(_reached) < _MOST:
        _reached.add(number)
        for dataset in DATASETS:
            podium.note_move(dataset)


def is_reached(but: str) -> bool:
    """Tell whether another device than this one reached the server."""
    return bool(_reached - {but})


def number_in_network() -> str:
    """Return the number of this machine in its network, empty without one; nothing is sent to find out."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address that exists nowhere: only the way to it is looked up
        return str(probe.getsockname()[0])
    return ""
