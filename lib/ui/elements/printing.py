"""A button that prints the page as its print style lays it out."""

from __future__ import annotations

from pathlib import Path

from lib.ui.elements.component import component

_button = component(Path(__file__).with_name("print.js"), '<button type="button" hidden></button>')


def print_button(label: str) -> None:
    """Draw the button with this label; the browser does the rest."""
    _button(key="print page", data={"label": label})
