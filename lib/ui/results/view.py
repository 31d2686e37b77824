"""How a kind of instrument looks: its picture, and the desk at which it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from lib.model.agenda import Action
from lib.rules.results.result import Result
from lib.ui.here.state import Here

Picture = Callable[[Result], Markup]
Desk = Callable[[Here, Action], None]
Shown = Callable[[Here, Action, Result], Result]


@dataclass(frozen=True, slots=True)
class View:
    """What a kind of instrument adds to what every one has.

    `picture` is hidden from who cannot see it: the description and the tables say the same. `desk` draws the
    forms and the import, in Bewerken. `begin` is the button that stands where nothing is recorded, and the
    form that it opens; an action's own number takes the place of `{}` in its key. What is `wide` stands
    beside no other instrument. `shown` is what the page of the action makes of a result:
    through filters of its own, or with the amounts that this person may see.
    """

    picture: Picture
    desk: Desk
    begin: tuple[str, str] | None = None
    wide: bool = False
    shown: Shown | None = None
