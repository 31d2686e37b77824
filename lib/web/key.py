"""The address with a key: where somebody comes in. `python -m lib.web.key` prints one.

Owns the fixed key too, that a program may give along which starts the app itself.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser

from lib.access import OWN_ADDRESS, ROLES, Person
from lib.model.kinds import Invalid
from lib.store.file.connection import REAL, database_path
from lib.store.people import accounts
from lib.store.people.file import PeopleUnreadable
from lib.store.people.sessions import hold, make_start_key

FIXED_KEY = "WERKAGENDA_SLEUTEL"
"""The environment variable with what the cookie of who starts the app holds: the tests do."""
SHORTEST = 32
TOO_SHORT = f"{FIXED_KEY} moet minstens {SHORTEST} tekens hebben; de app start zonder."
AT_THE_MACHINE = Person("Beheer op de computer zelf")


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
    return entry_address(f"{origin}{base}", key) + (f" ({TOO_SHORT})" if fixed else "")


def entry_address(origin: str, key: str) -> str:
    return f"{origin.rstrip('/')}/binnen?sleutel={key}"


def invited(origin: str, name: str, role: str, actions: tuple[str, ...]) -> str:
    """Let a person sign in, also one who was added before; return where that person comes in, once."""
    path = database_path(REAL)
    earlier = [account.id for account in accounts.accounts(path) if account.name == name]
    account = earlier[0] if earlier else accounts.add(path, AT_THE_MACHINE, name, role, actions, None)
    return entry_address(origin, accounts.invite(path, AT_THE_MACHINE, account))


def main() -> None:
    """Print an address with a new start key, or with the key of a person who is named."""
    asked = ArgumentParser(prog="python -m lib.web.key", description=main.__doc__)
    asked.add_argument("name", nargs="?", help="who gets a personal link; without it: this machine")
    asked.add_argument("--role", choices=ROLES, default="lezer")
    asked.add_argument("--actions", default="", help="of an aanjager, for instance 3,5")
    asked.add_argument("--address", default=os.environ.get(OWN_ADDRESS) or "http://127.0.0.1:8501")
    given = asked.parse_args()
    try:
        own = tuple(filter(None, given.actions.split(",")))
        print(
            invited(given.address, given.name, given.role, own)
            if given.name
            else first_address(given.address)
        )
    except (Invalid, PeopleUnreadable) as problem:
        asked.exit(1, f"{problem.sentence}\n")


if __name__ == "__main__":
    main()
