"""Names that are pressed to look through them: a region, a side or a party sets the lens of this page."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from lib.model.regions import LABOUR_REGIONS, REGIONS
from lib.rules.lens import value_of
from lib.ui.elements.html import helix_name
from lib.ui.here.address import LENS

_LINK = Markup(
    '<a class="wa-through" href="?{}" target="_self" title="Toon alleen dit, op elke pagina">{}</a>'
)


class Through:
    """Makes the links; reads the address once for many of them."""

    def __init__(self) -> None:
        self._params = {name: st.query_params.get_all(name) for name in st.query_params if name != LENS}

    def link(self, value: str, name: str | Markup) -> Markup:
        """Show a name that sets the lens, as the address writes it, and leaves the page as it is."""
        return _LINK.format(urlencode({**self._params, LENS: value}, doseq=True), name)

    def side(self, helix: str) -> Markup:
        """Show a side of the triple helix as a word with its colour before it."""
        return self.link(helix, helix_name(helix))

    def region(self, code: str | None, nothing: str) -> Markup | str:
        """Show a labour-market region; the province is no lens, and `nothing` stands where there is none."""
        if code is None or code not in LABOUR_REGIONS:
            return REGIONS.get(code or "", nothing)
        return self.link(code, LABOUR_REGIONS[code])

    def party(self, party_id: int, name: str) -> Markup:
        return self.link(value_of(party_id), name)
