"""Filters of the campus map, kept in the address: words, region, sector, level, owner and more.

Owns the fields; what they leave is decided in `lib.rules.campuses`, for map, list and export alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from lib.dutch import list_text
from lib.model.agenda import HELIXES, Action
from lib.model.campuses import LEVELS, RESEARCH, UNKNOWN, Campus
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import MONTHS, Facets
from lib.ui.elements.html import plain
from lib.ui.here.state import follow_address

Options = Mapping[str, Mapping[str, str]]
"""Per facet what can be chosen, with its name."""

TEXT = "zoek"
_LABELS = {
    "regio": ("Regio", "alle regio’s"),
    "sector": ("Sector", "alle sectoren"),
    "niveau": ("Niveau", "alle niveaus"),
    "eigenaar": ("Mede-eigenaar", "alle eigenaren"),
    "onderzoek": ("Lectoraat of practoraat", "alle lectoraten"),
    "zeker": ("Beheer zeker", "alle termijnen"),
    "bijactie": ("Actie", "alle acties"),
}
"""Per address parameter the name of its field, and what the field says when it filters nothing."""
PARAMS = (TEXT, *_LABELS)
_AT_HAND = ("regio", "sector", "niveau")
"""What most people filter by; the other fields are made once somebody asks for them."""


def options(campuses: Sequence[Campus], actions: Sequence[Action]) -> Options:
    """Per facet what can be chosen, with its name; sectors and actions as far as a campus has them."""
    unknown = {UNKNOWN: UNKNOWN}
    sectors = sorted({sector for one in campuses for sector in one.sectors}, key=str.casefold)
    taken = {action for one in campuses for action in one.actions}
    return {
        "regio": LABOUR_REGIONS,
        "sector": {**{sector: sector for sector in sectors}, **unknown},
        "niveau": {**LEVELS, **unknown},
        "eigenaar": {**HELIXES, **unknown},
        "onderzoek": {**RESEARCH, **unknown},
        "zeker": MONTHS,
        "bijactie": {**{one.id: one.label for one in actions if one.id in taken}, **unknown},
    }


def ask_facets(offered: Options) -> Facets:
    """The fields of the filters; returns what they ask for. A value that does not exist is named."""
    with st.container(key="campus-filters", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Zoek",
            label_visibility="collapsed",
            key=_key(TEXT),
            placeholder="naam, plaats of partner",
            icon=":material/search:",
            on_change=follow_address(_key(TEXT), TEXT, lambda values: values[0] if values else ""),
        )
        for param in _AT_HAND:
            _choice(param, offered[param], "collapsed")
        _more(offered)
    _name_unknown(offered)
    return _asked(offered)


def _more(offered: Options) -> None:
    """The other filters, and how many of them are in use."""
    others = [param for param in offered if param not in _AT_HAND]
    used = sum(bool(st.query_params.get_all(param)) for param in others)
    label = f"Meer filters ({used})" if used else "Meer filters"
    with st.popover(label, icon=":material/tune:", key="more filters", on_change="rerun") as box:
        if box.open:
            for param in others:
                _choice(param, offered[param], "visible")


def _asked(offered: Options) -> Facets:
    """What the address asks for: the fields write it there, also those that are not on the page now."""
    picked = {
        param: tuple(one for one in dict.fromkeys(st.query_params.get_all(param)) if one in names)
        for param, names in offered.items()
    }
    return Facets(
        regions=picked["regio"],
        sectors=picked["sector"],
        levels=picked["niveau"],
        owners=picked["eigenaar"],
        research=picked["onderzoek"],
        months=picked["zeker"],
        actions=picked["bijactie"],
        text=st.query_params.get(TEXT, "")[:200],
    )


def _key(param: str) -> str:
    return f"campus {param}"


def _choice(param: str, names: Mapping[str, str], labelled: Literal["visible", "collapsed"]) -> None:
    label, everything = _LABELS[param]
    st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        key=_key(param),
        placeholder=everything,
        label_visibility=labelled,
        on_change=follow_address(_key(param), param, lambda values: [one for one in values if one in names]),
    )


def _name_unknown(offered: Options) -> None:
    asked = [(one, names) for param, names in offered.items() for one in st.query_params.get_all(param)]
    strange = [one for one, names in asked if one not in names]
    if strange:
        values = list_text(f"“{value}”" for value in strange)
        st.warning(plain(f"Dit filter bestaat niet: {values}. Het is overgeslagen."), icon=":material/info:")


def clear() -> None:
    """Forget all filters; for callbacks."""
    for param in PARAMS:
        st.query_params.pop(param, None)
