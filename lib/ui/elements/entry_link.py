"""A link with a key in it, as it is handed over: shown once, for one person or party."""

from __future__ import annotations

import streamlit as st

from lib.ui.elements.html import plain
from lib.ui.here.reach import qr_code, why_unreachable
from lib.ui.here.state import Here


def show_link(here: Here, address: str, sentence: str, caption: str) -> None:
    """Draw a link that is shown once, as words and as a QR code, and why it cannot be opened elsewhere."""
    st.markdown(plain(sentence))
    st.code(address, language=None, wrap_lines=True)
    st.image(qr_code(address), width=180, caption=caption)
    if warning := why_unreachable(here):
        st.warning(plain(warning))
