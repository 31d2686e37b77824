"""How a widget follows one parameter of the address, and the address the widget.

Owns what the values of a parameter become: one of a few names, several of them, or words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st

Write = Callable[..., None]
"""Writes the widget's value into the address; for its on_change."""


def follow_one(key: str, param: str, names: Collection[str], usual: str | None = None) -> Write:
    """Let the widget hold one of `names`; an unknown value counts as the usual one."""
    return _follow(key, param, lambda values: values[0] if values and values[0] in names else usual)


def follow_several(key: str, param: str, names: Collection[str]) -> Write:
    """Let the widget hold any of `names`; unknown values are left out."""
    return _follow(key, param, lambda values: _existing(values, names))


def follow_words(key: str, param: str) -> Write:
    """Let the widget hold whatever was typed."""
    return _follow(key, param, lambda values: values[0] if values else "")


def asked_of(param: str, names: Collection[str]) -> tuple[str, ...]:
    """What the address asks for by this parameter, as far as it exists."""
    return tuple(_existing(st.query_params.get_all(param), names))


def _existing(values: list[str], names: Collection[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value in names]


def _follow(key: str, param: str, decode: Callable[[list[str]], Any]) -> Write:
    """Take the address over into the widget with key `key`; call this before the widget is made."""
    written = st.query_params.get_all(param)
    seen = f"{key} as written"
    if key not in st.session_state or st.session_state.get(seen) != written:
        st.session_state[key] = decode(written)
        st.session_state[seen] = written

    def write() -> None:
        value = st.session_state[key]
        values = [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []
        if values:
            st.query_params[param] = values
        else:
            st.query_params.pop(param, None)
        st.session_state[seen] = values

    return write
