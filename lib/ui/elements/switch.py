"""A choice between a few ways to look, of which one is always on; the address follows it.

Owns the field; what each way shows is the page's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from lib.ui.here.address import follow_one


def switch(
    label: str,
    param: str,
    names: Mapping[str, str],
    usual: str = "",
    *,
    key: str,
    then: Callable[[], object] | None = None,
) -> str:
    """Draw the ways side by side and return the chosen one; without `usual` the first one is usual.

    Whoever chooses another one does `then` too.
    """
    followed = follow_one(key, param, names, usual or next(iter(names)))

    def choose() -> None:
        followed.write()
        if then:
            then()

    chosen = st.segmented_control(
        label,
        list(names),
        default=followed.start,
        format_func=names.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=choose,
    )
    return str(chosen)


def drop_down(
    label: str, param: str, names: Mapping[str, str], usual: str = "", *, key: str, width: int
) -> str:
    """Draw the ways as a list that opens, where there are too many to stand side by side."""
    followed = follow_one(key, param, names, usual or next(iter(names)))
    chosen = st.selectbox(
        label,
        list(names),
        list(names).index(followed.start) if followed.start else 0,
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed",
        width=width,
        on_change=followed.write,
    )
    return str(chosen)
