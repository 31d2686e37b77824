"""A component of our own: a script, with the style sheet and the markup that carry its name beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from lib.web.scripts import script

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def component(path: Path, html: str | None = None) -> ComponentRenderer:
    """Make a component of a script; `html` stands for markup that has no file of its own."""
    return st.components.v2.component(
        f"werkagenda_{path.stem}",
        html=html or _text(path.with_suffix(".html")),
        css=_text(path.with_suffix(".css")),
        js=script(path),
    )


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None
