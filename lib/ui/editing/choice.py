"""Choosing the record that a form is about, from a list of names.

Owns that the choice stays with its record: a browser sends the name that it shows, and a name that changed
meanwhile would silently become the first of the list. So ask outside the form, where a choice counts at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

Id = TypeVar("Id", int, str)


def choose_record(label: str, names: Mapping[Id, str], key: str) -> Id:
    """Draw a list of records by name, at least one; return the id of the chosen one."""
    labels = distinct(names)
    if key in st.session_state:
        chosen = st.session_state[key]
        st.session_state[key] = chosen if chosen in labels else next(iter(labels))
    return st.selectbox(label, list(labels), format_func=labels.__getitem__, key=key)


def distinct(names: Mapping[Id, str]) -> dict[Id, str]:
    """Return the names, numbered where two read the same: a list can only tell its choices apart by name."""
    labels: dict[Id, str] = {}
    seen: dict[str, int] = {}
    for record, name in names.items():
        seen[name] = seen.get(name, 0) + 1
        labels[record] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return labels
