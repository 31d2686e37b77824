"""The address with a start key: where who sits at the machine comes in. `python -m lib.web.key [port]`.

Owns the fixed key too, that a program may give along which starts the app itself.
"""

from __future__ import annotations

import os
import sys

from lib.store.file.connection import REAL, database_path
from lib.store.people.file import PeopleUnreadable
from lib.store.people.sessions import hold, make_start_key

FIXED_KEY = "WERKAGENDA_SLEUTEL"
"""The environment variable with what the cookie of who starts the app holds: the tests do."""
SHORTEST = 32
TOO_SHORT = f"{FIXED_KEY} moet minstens {SHORTEST} tekens hebben; de app start zonder."


def first_address(origin: str, base: str = "") -> str:
    """Return where to come in, with a new key in it unless a fixed one was given."""
    fixed = os.environ.get(FIXED_KEY, "")
    try:
        if len(fixed) >= SHORTEST:
            hold(database_path(REAL), fixed)
            return f"{origin}{base}"
        key = make_start_key(database_path(REAL))
    except PeopleUnreadable as problem:
        return f"{origin}{base} ({problem.sentence})"
    return f"{origin}{base}/binnen?sleutel={key}" + (f" ({TOO_SHORT})" if fixed else "")


def main(port: str) -> None:
    """Print an address with a new key, for another browser or when the first one is spent."""
    print(first_address(f"http://127.0.0.1:{port}"))


if __name__ == "__main__":
    main(*sys.argv[1:] or ["8501"])
