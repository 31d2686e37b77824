"""Fields that every form shares: the one field for a day, and what is said under a field that is wrong.

Owns how a day is typed and read back. A day is a line of text, so that nothing is ever stored that was not
typed: a calendar of the browser falls back on another day when it does not like the one it gets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import parse_day
from lib.model.kinds import quoted
from lib.ui.elements.html import show

DAY_EXAMPLE = "dd-mm-jjjj"
_DAY_WIDTH = 170
_DIGITS = re.compile(r"^(\d{2})(\d{2})(\d{4})$", re.ASCII)
"""A day typed without its dashes."""


def put(key: str, value: Any) -> None:
    """Let a field show a value: one on the screen at once, a new one from its first drawing on."""
    st.session_state[_start(key)] = value
    if key in st.session_state:
        st.session_state[key] = value
        st.session_state[_just_put(key)] = True


def start_of(key: str) -> Any:
    """Return what a field starts from, as its own default; None in the run in which its value was put.

    A browser that draws a field late, after a second run, misses a value that was put in the first, and sends
    an empty field back. A default is in every run.
    """
    return None if st.session_state.pop(_just_put(key), False) else st.session_state.get(_start(key))


def in_field(key: str) -> Any:
    """Return what stands in a field, also before it is drawn; None in one without a value."""
    return st.session_state.get(key, st.session_state.get(_start(key)))


def _start(key: str) -> str:
    return f"{key} start"


def _just_put(key: str) -> str:
    return f"{key} just put"


def day_field(
    label: str, key: str, value: date | str | None = None, *, width: int = _DAY_WIDTH, **settings: Any
) -> None:
    """Ask for a day, with `value` in it at first; `read_day` has what was typed."""
    if key not in st.session_state and (value or in_field(key) is None):
        put(key, day_as_typed(value))
    st.text_input(
        label,
        start_of(key) or "",
        key=key,
        placeholder=DAY_EXAMPLE,
        autocomplete="off",
        width=width,
        **settings,
    )
    show_refusal(key)


def followed_day(
    label: str,
    key: str,
    value: date | None,
    limits: tuple[date, date],
    follow: Callable[[date | None], None],
    *,
    width: int = _DAY_WIDTH,
) -> None:
    """Ask for a day that the page follows at once; one outside `limits` is refused in words instead."""
    day_field(label, key, value, width=width, on_change=_follow_day, args=(key, limits, follow))


def _follow_day(key: str, limits: tuple[date, date], follow: Callable[[date | None], None]) -> None:
    day, (first, last) = read_day(key), limits
    wrong = ""
    if isinstance(day, str):
        wrong = f"{quoted(day)} is geen datum. Schrijf bijvoorbeeld 14-04-2023."
    elif day and not first <= day <= last:
        wrong = f"Kies een dag van {day_as_typed(first)} tot en met {day_as_typed(last)}."
    refuse(key, wrong)
    if not isinstance(day, str) and not wrong:
        follow(day)


def day_as_typed(value: date | str | None) -> str:
    """Return a day as it stands in its field."""
    day = date.fromisoformat(value) if isinstance(value, str) and value else value
    return f"{day:%d-%m-%Y}" if day else ""


def read_day(key: str) -> date | str | None:
    """Return the day in a field; the text itself when it is none, for the rule of the record to refuse."""
    return day_from(str(in_field(key) or ""))


def day_from(typed: str) -> date | str | None:
    """Return the day in a text; the text itself when it is none."""
    spaced = _DIGITS.sub(r"\1-\2-\3", typed.strip())
    return (parse_day(spaced) or typed.strip()) if spaced else None


def refuse(key: str, sentence: str) -> None:
    """Say under a field what is wrong with it; an empty sentence takes that back."""
    st.session_state[_refusal(key)] = sentence


def show_refusal(key: str) -> None:
    """Draw what is wrong with a field, right under it; `links.js` ties it to the field for screen readers."""
    if sentence := st.session_state.get(_refusal(key)):
        show(
            Markup('<p class="wa-wrong" role="alert" data-field="{}">{}</p>').format(key_class(key), sentence)
        )


def key_class(key: str) -> str:
    """Return the class by which the browser knows the field with this key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def _refusal(key: str) -> str:
    return f"{key} refusal"
