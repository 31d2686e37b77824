"""What somebody typed and that is not stored yet: kept while its fields are off the page.

Streamlit forgets a field that it does not draw; nobody should have to type a refused text again.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

_HELD = "held fields"


def hold(keys: Iterable[str]) -> None:
    """Keep what these fields hold, also while the page cannot show them; for callbacks."""
    typed = {key: st.session_state[key] for key in keys if key in st.session_state}
    st.session_state[_HELD] = {**st.session_state.get(_HELD, {}), **typed}


def give_back(keys: Iterable[str]) -> None:
    """Put held values back into fields that lost them; before the fields are made."""
    held = st.session_state.get(_HELD, {})
    for key in keys:
        if key in held:
            st.session_state.setdefault(key, held.pop(key))


def forget(keys: Iterable[str]) -> None:
    """Keep nothing of these fields any longer: it was stored, or given up."""
    held = st.session_state.get(_HELD, {})
    for key in keys:
        held.pop(key, None)
