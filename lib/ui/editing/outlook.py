"""What taking something over would do, by state: how many of each, and the mark of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from markupsafe import Markup

from lib.ui.elements.html import show, wear

_CSS = Path(__file__).with_name("paste.css")
_SIGNS: Mapping[str, str] = {"nieuw": "+", "gewijzigd": "≠", "dubbel": "=", "botst": "⇄", "fout": "✕"}


def dress() -> None:
    wear(_CSS)


def show_counts(states: Collection[str], told: Collection[str]) -> None:
    """Draw how often each of the states in `told` comes."""
    counts = {name: sum(state == name for state in states) for name in _SIGNS if name in told}
    items = Markup("").join(
        Markup('<li class="{}"><span aria-hidden="true">{} </span><b>{}</b> {}</li>').format(
            name if count else "none", _SIGNS[name], count, name
        )
        for name, count in counts.items()
    )
    show(Markup('<ul class="wa-counts" role="status">{}</ul>').format(items))


def becomes(state: str) -> Markup:
    """Draw a state as a sign with its word."""
    mark = Markup('<span class="wa-becomes {}"><span aria-hidden="true">{} </span>{}</span>')
    return mark.format(state, _SIGNS[state], state)
