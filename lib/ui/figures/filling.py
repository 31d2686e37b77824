"""Fill what is missing from CBS: read every table there is, show what each brings, and accept it all at once.

Owns the offer at a first start and the one press for all tables. Nothing is stored before somebody has seen
the counts and pressed; one table by itself goes through `lib.ui.figures.desk`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, number_text
from lib.feeds import cbs
from lib.feeds.feed import Feed, FeedProblem
from lib.store import figures
from lib.store.seed.renewal import OURS
from lib.ui.editing import editor
from lib.ui.elements.html import link, plain, show, table
from lib.ui.figures.desk import WAY_BACK, Proposal, propose_table
from lib.ui.here.address import EDITING, MODE, shared_params
from lib.ui.here.state import Here

_FILLED, _FAILED = "figures to fill in", "tables that failed"


def never_refreshed(counting: figures.Counting) -> bool:
    """Tell whether no table of CBS was fetched by anybody yet."""
    return not any(
        delivery.publisher == "CBS" and delivery.author not in OURS for delivery in counting.values()
    )


def offer(here: Here, counting: figures.Counting) -> None:
    """At a first start: where the missing figures are, and the way to them."""
    if not here.person.may_edit or here.at is not None or not never_refreshed(counting):
        return
    way = link("arbeidsmarkt", "Aanvullen uit CBS", {**shared_params(), MODE: EDITING}, icon="cloud_download")
    show(
        Markup(
            '<p class="wa-empty">Deze cijfers komen uit openbare kopieën. De meeste die nog ontbreken '
            "publiceert het CBS; ophalen vraagt internet. {}</p>"
        ).format(way)
    )


def fill(here: Here) -> None:
    """Draw the button for all tables, what they bring, and the choice."""
    st.caption(
        f"Haalt {count_text(len(cbs.tables()), 'tabel', 'tabellen')} op bij het CBS. Er verandert pas iets "
        "als u daarna kiest voor overnemen."
    )
    if st.button("Aanvullen uit CBS", key="fill from cbs", icon=":material/cloud_download:", type="primary"):
        _fetch_all(here)
    for sentence in st.session_state.get(_FAILED, ()):
        st.error(plain(sentence), icon=":material/error:")
    if proposals := st.session_state.get(_FILLED):
        _preview(proposals)


def _forget() -> None:
    for name in (_FILLED, _FAILED):
        st.session_state.pop(name, None)


def _fetch_all(here: Here) -> None:
    """Read the tables one by one; when the first cannot be had, the others are not asked."""
    _forget()
    bar, feed, tables = st.progress(0.0, "Verbinding maken met het CBS"), Feed(), cbs.tables()
    proposals: list[Proposal] = []
    failed: list[str] = []
    for number, chosen in enumerate(tables):
        bar.progress(number / len(tables), f"{chosen.id} {chosen.title}")
        try:
            proposals.append(propose_table(here, cbs.fetch(chosen, feed), feed))
        except FeedProblem as problem:
            failed.append(f"{chosen.id}: {problem.sentence}")
            if not proposals:
                break
    bar.empty()
    st.session_state[_FILLED], st.session_state[_FAILED] = proposals, failed


def _preview(proposals: Sequence[Proposal]) -> None:
    """Draw what each table would change, and the choice for all of them."""
    rows = [(proposal.delivery.title, proposal.comparison.text) for proposal in proposals]
    show(table(("Tabel", "Wat er verandert"), rows, "Wat het aanvullen verandert"))
    differing = [proposal for proposal in proposals if proposal.comparison.differs]
    if not differing:
        st.caption("Er is niets nieuws: de cijfers die u heeft zijn dezelfde.")
        return
    with st.container(horizontal=True):
        st.button("Alles overnemen", type="primary", key="accept all", on_click=_accept, args=(differing,))
        st.button("Niet overnemen", key="leave all", on_click=_forget)


def _accept(proposals: Sequence[Proposal]) -> None:

    def act(db: Any) -> None:
        for proposal in proposals:
            figures.add_set(db, proposal.delivery, proposal.observations, proposal.seen)

    size = number_text(sum(len(proposal.observations) for proposal in proposals))
    tables = count_text(len(proposals), "tabel", "tabellen")
    _forget()
    editor.write(act, said=f"Overgenomen: {size} cijfers uit {tables}. {WAY_BACK}")
