"""What the arrangements that an action leans on are called nationally by now, dated and with the source.

Owns `data/landelijk.toml` and how its notes read; none stands before the day since when it is so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from lib.model.agenda import Action
from lib.store.file.connection import DATA
from lib.ui.elements.html import day, fill, show
from lib.ui.here.state import Here

_NOTE = Markup(
    '<p class="wa-note"><b>Zo heet het nu landelijk</b> ({}): {} → <b>{}</b>. {} '
    "<small>Bron: {}. Genoteerd op {}.</small></p>"
)


@dataclass(frozen=True, slots=True)
class Name:
    """How something was called, what it is now and since when, in a few words with their source."""

    actions: tuple[str, ...]
    then: str
    now: str
    dated: str
    since: str
    text: str
    source: str
    noted: str


@cache
def names() -> tuple[Name, ...]:
    with (DATA / "landelijk.toml").open("rb") as file:
        content = tomllib.load(file)
    noted = content["noted"]
    return tuple(
        Name(**{**entry, "actions": tuple(entry["actions"]), "noted": noted}) for entry in content["name"]
    )


def about_action(here: Here, action: Action) -> None:
    """Show the notes that hold on the day shown."""
    shown: date = here.day
    own = [name for name in names() if action.id in name.actions and name.since <= shown.isoformat()]
    if own:
        show(Markup("").join(_note(name) for name in own))


def _note(name: Name) -> Markup:
    return fill(_NOTE, name.dated, name.then, name.now, name.text, name.source, day(name.noted))
