"""The fields of a filter bar, kept in the address; nothing chosen means everything.

Owns the fields, what is said about values that do not exist, and the way back to everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.dutch import list_text
from lib.ui.elements.html import plain
from lib.ui.here.address import follow_one, follow_several, follow_words

Width = int | Literal["stretch"]
Labelled = Literal["visible", "collapsed"]
_EVERYTHING = ""
_WORDS_LIMIT, _NAMED_LIMIT = 200, 80


def filter_bar(key: str = "filters") -> DeltaGenerator:
    """Make the row that the fields stand in."""
    return st.container(key=key, horizontal=True, vertical_alignment="center", gap="small")


def words_filter(param: str, placeholder: str, *, key: str, width: Width = "stretch") -> str:
    """Ask for words to look for."""
    followed = follow_words(key, param)
    words = st.text_input(
        "Zoek",
        followed.start or "",
        label_visibility="collapsed",
        key=key,
        placeholder=placeholder,
        icon=":material/search:",
        width=width,
        on_change=followed.write,
    )
    return words[:_WORDS_LIMIT]


def choice_filter(
    label: str,
    param: str,
    names: Mapping[str, str],
    everything: str,
    *,
    key: str,
    width: Width = "stretch",
    labelled: Labelled = "collapsed",
) -> str | None:
    """Ask for one of `names` from a list that opens, or for everything."""
    offered = {_EVERYTHING: everything, **names}
    followed = follow_one(key, param, offered, _EVERYTHING)
    chosen = st.selectbox(
        label,
        list(offered),
        list(offered).index(followed.start or _EVERYTHING),
        format_func=offered.__getitem__,
        key=key,
        label_visibility=labelled,
        width=width,
        on_change=followed.write,
    )
    return chosen or None


def several_filter(
    label: str,
    param: str,
    names: Mapping[str, str],
    everything: str,
    *,
    key: str,
    width: Width = "stretch",
    labelled: Labelled = "collapsed",
) -> tuple[str, ...]:
    """Ask for any of `names` from a list that opens."""
    followed = follow_several(key, param, names)
    return tuple(
        st.multiselect(
            label,
            list(names),
            followed.start,
            format_func=names.__getitem__,
            key=key,
            placeholder=everything,
            select_all=False,
            label_visibility=labelled,
            width=width,
            on_change=followed.write,
        )
    )


def choice_pills(label: str, param: str, names: Mapping[str, str], *, key: str) -> str | None:
    """Ask for one of a few names that stand side by side."""
    followed = follow_one(key, param, names)
    return st.pills(
        label,
        list(names),
        default=followed.start,
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=followed.write,
    )


def several_pills(label: str, param: str, names: Mapping[str, str], *, key: str) -> tuple[str, ...]:
    """Ask for any of a few names that stand side by side."""
    followed = follow_several(key, param, names)
    return tuple(
        st.pills(
            label,
            list(names),
            default=followed.start,
            selection_mode="multi",
            format_func=names.__getitem__,
            key=key,
            label_visibility="collapsed",
            width="content",
            on_change=followed.write,
        )
    )


def unknown_values(offered: Mapping[str, Collection[str]]) -> list[str]:
    """Return what the address asks for and is not there, by the parameters and the values that they know."""
    return [
        value
        for param, names in offered.items()
        for value in st.query_params.get_all(param)
        if value not in names
    ]


def name_unknown(offered: Mapping[str, Collection[str]]) -> None:
    """Say which values in the address do not exist; the fields left them out."""
    if unknown := unknown_values(offered):
        values = list_text(f"“{value[:_NAMED_LIMIT]}”" for value in unknown)
        st.warning(plain(f"Dit filter bestaat niet: {values}. Het is overgeslagen."), icon=":material/info:")


def filter_result(text: str, params: Iterable[str], *, filtered: bool) -> None:
    """Say how much the filters leave, with the way back."""
    with st.container(key="filter-result", horizontal=True, vertical_alignment="center"):
        st.text(text)
        if filtered:
            st.button(
                "Filters wissen", key="clear filters", type="tertiary", on_click=clear, args=(tuple(params),)
            )


def clear(params: Iterable[str]) -> None:
    """Forget these filters; for callbacks."""
    for param in params:
        st.query_params.pop(param, None)
