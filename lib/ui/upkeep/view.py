"""What the page Beheer draws in every part: its looks, cards, and the history of what a part changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.ui.elements.html import show, wear

_CSS = Path(__file__).with_name("upkeep.css")


def dress() -> None:
    wear(_CSS)


def card(title: str, about: str, body: Callable[[], None], *, key: str) -> None:
    """Draw a block with its heading and what it is for."""
    with st.container(border=True, key=f"upkeep-{key}"):
        show(Markup('<h2 class="wa-h">{}</h2><p class="wa-source">{}</p>').format(title, about))
        body()


def points(lines: Iterable[str]) -> None:
    """Draw lines as a list with points."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    show(Markup('<ul class="wa-told">{}</ul>').format(items))


def facts(pairs: Mapping[str, object]) -> None:
    """Draw names with their values, one pair a line."""
    lines = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs.items()
    )
    show(Markup('<dl class="wa-details">{}</dl>').format(lines))
