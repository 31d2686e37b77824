"""A button that copies a text, also where the browser keeps its clipboard for https."""

from __future__ import annotations

from pathlib import Path

from lib.ui.elements.component import component

_button = component(
    Path(__file__).with_name("copy.js"), '<button type="button"></button><span role="status"></span>'
)


def copy_button(label: str, text: str, key: str) -> None:
    """Draw the button with this label; it says when the text was copied."""
    _button(key=key, data={"label": label, "text": text, "said": "Gekopieerd."})
