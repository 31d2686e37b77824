"""Filters of the campus map, kept in the address: words, region, sector, level, owner and more.

Owns the fields; what they leave is decided in `lib.rules.campuses`, for map, list and export alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.model.agenda import HELIXES, Action
from lib.model.campuses import LEVELS, RESEARCH, UNKNOWN, Campus
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import MONTHS, Facets
from lib.ui.agenda import since
from lib.ui.elements.filters import Labelled, filter_bar, name_unknown, several_filter, words_filter
from lib.ui.here.address import asked_of
from lib.ui.here.state import Here

Options = Mapping[str, Mapping[str, str]]
"""Per facet what can be chosen, with its name."""

TEXT = "zoek"
_LABELS = {
    "regio": ("Regio", "alle regio’s"),
    "sector": ("Sector", "alle sectoren"),
    "niveau": ("Niveau", "alle niveaus"),
    "eigenaar": ("Mede-eigenaar", "alle eigenaren"),
    "onderzoek": ("Lectoraat of practoraat", "alle lectoraten"),
    "zeker": ("Exploitatie gedekt tot", "elke termijn"),
    "bijactie": ("Actie", "alle acties"),
}
"""Per address parameter the name of its field, and what the field says when it filters nothing."""
PARAMS = (TEXT, *_LABELS)
_AT_HAND = ("regio", "sector", "niveau")
"""What most people filter by; the other fields are made once somebody asks for them."""


def options(campuses: Sequence[Campus], actions: Sequence[Action]) -> Options:
    """Return per facet what can be chosen, with its name; sectors and actions as far as a campus has them."""
    unknown = {UNKNOWN: UNKNOWN}
    sectors = sorted({sector for campus in campuses for sector in campus.sectors}, key=str.casefold)
    taken = {action for campus in campuses for action in campus.actions}
    return {
        "regio": LABOUR_REGIONS,
        "sector": {**{sector: sector for sector in sectors}, **unknown},
        "niveau": {**LEVELS, **unknown},
        "eigenaar": {**HELIXES, **unknown},
        "onderzoek": {**RESEARCH, **unknown},
        "zeker": MONTHS,
        "bijactie": {**{action.id: action.label for action in actions if action.id in taken}, **unknown},
    }


def ask_facets(here: Here, offered: Options) -> Facets:
    """Draw the filters and return what they ask for. A value that does not exist is named."""
    with filter_bar("campus-filters"):
        words_filter(TEXT, "naam of plaats", key=_key(TEXT))
        for param in _AT_HAND:
            _choice(param, offered[param], "collapsed")
        _more(offered)
        since.marks_switch(here)
    name_unknown(offered)
    return _asked(offered)


def _more(offered: Options) -> None:
    """Draw the other filters, and how many of them are in use."""
    others = [param for param in offered if param not in _AT_HAND]
    used = sum(bool(st.query_params.get_all(param)) for param in others)
    label = f"Meer filters ({used})" if used else "Meer filters"
    with st.popover(label, icon=":material/tune:", key="more filters", on_change="rerun") as box:
        if box.open:
            for param in others:
                _choice(param, offered[param], "visible")


def _asked(offered: Options) -> Facets:
    """Read the address: the fields write there, also those that are not on the page now."""
    picked = {param: asked_of(param, names) for param, names in offered.items()}
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


def _choice(param: str, names: Mapping[str, str], labelled: Labelled) -> None:
    label, everything = _LABELS[param]
    several_filter(label, param, names, everything, key=_key(param), labelled=labelled)
