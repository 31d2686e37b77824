"""Small parts that Stand and Deze week share: an action, a party, a day, a list under its heading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from markupsafe import Markup

from lib.dutch import count_text, day_text
from lib.model.agenda import Action
from lib.ui.elements.goals import goal_colours
from lib.ui.elements.html import fill, link, wear
from lib.ui.here.address import ACTION, shared_params

_CSS = Path(__file__).with_name("stand.css")
_NUMBER = Markup('<b class="number">{}</b> {}')
_SIDE = Markup('<b class="side {}">{}<span class="wa-vh"> ({})</span></b>')
_TIME = Markup('<time datetime="{}">{}</time>')
_SECTION = Markup('<section class="{}"><h2>{} <b>{}</b> <small>{}</small>{}</h2>{}</section>')
_LIST = Markup("<{0}>{1}</{0}>")
_ITEM = Markup('<li class="{}">{}</li>')
_NONE = Markup('<p class="none">{}</p>')


def dress() -> None:
    """Dress both pages, and colour the goals."""
    wear(_CSS, colours=goal_colours())


def number_of(action: Action) -> str:
    """Return what stands before the name of an action: its number, or that it is of the manifest."""
    return str(action.number) if action.number else "Manifest"


def action_link(action: Action, words: str = "", tab: str = "") -> Markup:
    """Link to an action, or one tab of it, by its number in the colour of its goal and these words."""
    params = shared_params() | {ACTION: action.id} | ({"tab": tab} if tab else {})
    return link("actie", fill(_NUMBER, number_of(action), words or action.name), params)


def proof_link(action: Action, words: str, tab: str) -> Markup:
    """Link to what shows something, on a tab of its action."""
    return link("actie", words, shared_params() | {ACTION: action.id, "tab": tab})


def side(party: Markup | str, helix: str) -> Markup:
    """Name a party with the shape of its side before it, and that side in words for who cannot see it."""
    return fill(_SIDE, helix, party, helix)


def short_day(value: str | date, today: date) -> Markup:
    """Write a day without its year when that is this year."""
    return fill(_TIME, value, day_text(value).removesuffix(f" {today.year}"))


def days_text(days: int) -> str:
    return count_text(days, "dag", "dagen") if days == 1 else f"{days} dagen"


def section(  # noqa: PLR0913 - what stands in its head, and what under it
    looks: str,
    title: str | Markup,
    count: int,
    items: Iterable[tuple[str, Markup]],
    nothing: str,
    *,
    note: str = "",
    more: Markup | str = "",
    tag: str = "ul",
) -> Markup:
    """Build a list under its heading with the count; `nothing` says that there is none.

    Each item comes with its looks.
    """
    rows = Markup("").join(fill(_ITEM, item_looks, body) for item_looks, body in items)
    below = _LIST.format(tag, rows) if rows else fill(_NONE, nothing)
    return _SECTION.format(looks, title, count, note, more, below)
