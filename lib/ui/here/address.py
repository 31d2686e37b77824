"""The address: the names of its shared parameters, links that carry them along, and widgets that follow it.

Shared parameters (data set, moment, since, mode, lens) go along with every link; filters belong to one page.
A widget follows one parameter, which holds one of a few names, several of them, or words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import streamlit as st

SET, AT, SINCE, MODE, ACTION, LENS = "set", "op", "sinds", "modus", "actie", "voor"
SHARED = (SET, AT, SINCE, MODE, LENS)
NOT_FOLLOWED = {AT: None, MODE: None, SINCE: None}
"""What does not go along to who only looks, outside the app."""
EDITING = "bewerken"


@dataclass(frozen=True, slots=True)
class Followed:
    """What a widget starts from, and what writes its value into the address: for its on_change.

    The start is None in the run in which the address changed under the widget: its value is then set.
    """

    start: Any
    write: Callable[..., None]


def shared_params(**changed: str | None) -> dict[str, str]:
    """Take the shared parameters of this address along, some changed or (with None) left out."""
    asked = st.query_params.to_dict()
    shared: dict[str, str | None] = {name: asked.get(name) for name in SHARED}
    return {name: value for name, value in {**shared, **changed}.items() if value}


def asked_in_all() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return all that the address asks for: what is kept of links and filters goes by it."""
    return tuple((name, tuple(st.query_params.get_all(name))) for name in st.query_params)


def link_to(page: str, params: Mapping[str, str]) -> str:
    """Make a relative address that ends in an open parameter when a value is empty: "actie?op=…&actie="."""
    return f"{page}?" + "&".join(f"{name}={quote(value)}" for name, value in params.items())


def go_now(**changed: str | None) -> None:
    """Change shared parameters of this address; for callbacks."""
    for name, value in changed.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def remember_agenda() -> None:
    """Keep the agenda's address, so that the way back from an action leads to the same filters."""
    st.session_state["agenda address"] = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in SHARED
    }


def agenda_params() -> dict[str, list[str] | str]:
    """Return the parameters of the agenda as it was last left, with the shared ones of now."""
    return {**st.session_state.get("agenda address", {}), **shared_params()}


def follow_one(key: str, param: str, names: Collection[str], usual: str | None = None) -> Followed:
    """Let the widget hold one of `names`; an unknown value counts as the usual one."""
    return _follow(key, param, lambda values: values[0] if values and values[0] in names else usual)


def follow_several(key: str, param: str, names: Collection[str]) -> Followed:
    """Let the widget hold any of `names`; unknown values are left out."""
    return _follow(key, param, lambda values: _existing(values, names))


def follow_words(key: str, param: str) -> Followed:
    """Let the widget hold whatever was typed."""
    return _follow(key, param, lambda values: values[0] if values else "")


def asked_of(param: str, names: Collection[str]) -> tuple[str, ...]:
    """Return what the address asks for by this parameter, as far as it exists."""
    return tuple(_existing(st.query_params.get_all(param), names))


def _existing(values: list[str], names: Collection[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value in names]


def _follow(key: str, param: str, decode: Callable[[list[str]], Any]) -> Followed:
    """Take the address over into the widget with key `key`; call this before the widget is made.

    A new widget starts from the address by its own default, in each run: a browser that draws it late, after
    a second run, would miss a value that was set in the first, and send nothing chosen.
    """
    written = st.query_params.get_all(param)
    seen, value = f"{key} as written", decode(written)
    is_new, changed = key not in st.session_state, st.session_state.get(seen) != written
    if changed:
        st.session_state[seen] = written
    if changed and not is_new:
        st.session_state[key] = value

    def write() -> None:
        value = st.session_state[key]
        values = [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []
        if values:
            st.query_params[param] = values
        else:
            st.query_params.pop(param, None)
        st.session_state[seen] = values

    return Followed(value if is_new or not changed else None, write)
