"""The components of our own as HTML, each in a tree of its own with its style sheet, as Streamlit keeps it.

A script of a component only puts on the page what Python made, so that stands here as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from lib.ui.ahead.sheets import used
from lib.ui.elements.html import fill, trusted


class Unknown(Exception):
    """A page holds something that has no form here."""


_INVISIBLE = {"links", "live", "name", "drafts", "clipboard"}
"""The components of ours that show nothing by themselves, or only later."""


def component(sent: Any) -> Markup:
    name = sent.component_name.removeprefix("werkagenda_")
    if name in _INVISIBLE:
        return fill(_NOTHING, name)
    shown = _SHOWN.get(name)
    if shown is None:
        raise Unknown(sent.component_name)
    inside = shown(sent, json.loads(sent.json or "{}"))
    return fill(_SHADOW, name, trusted(used(sent.css_content, inside)), inside)


_SHADOW = Markup(
    '<div class="st-component" data-component="{}"><template shadowrootmode="closed"><style>{}</style>{}'
    "</template></div>"
)


_NOTHING = Markup('<div data-component="{}"></div>')


def _cards(_sent: Any, data: Mapping[str, Any]) -> Markup:
    return fill(_CARDS, trusted(_GOALS), trusted(data["picture"].replace("<button ", "<button disabled ")))


_GOALS = ".cards{--goal:var(--st-primary-color)}" + "".join(
    f'[data-colour="{place}"]{{--goal:var(--goal-{place})}}' for place in range(6)
)
_CARDS = Markup('<style>{}</style><div class="cards">{}</div>')


def _search(sent: Any, _data: Mapping[str, Any]) -> Markup:
    return trusted(sent.html_content.replace("<input ", "<input disabled "))


def _print(_sent: Any, data: Mapping[str, Any]) -> Markup:
    return fill(_PRINT, data["label"])


_PRINT = Markup('<button type="button" disabled>{}</button>')


def _map(sent: Any, _data: Mapping[str, Any]) -> Markup:
    picture = sent.bytes.decode().partition("\n")[2]
    return trusted(sent.html_content.replace("></div>", f">{picture}</div>"))


_SHOWN: Mapping[str, Callable[[Any, Mapping[str, Any]], Markup]] = {
    "cards": _cards,
    "flat_map": _map,
    "print": _print,
    "search": _search,
}
