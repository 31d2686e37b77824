"""New figures: refresh a table from CBS or read a file, see what would change, and accept it or not.

Owns the way from a fetched table or an uploaded file to an accepted delivery. Nothing is stored before
somebody has seen the counts and pressed; a delivery can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text, number_text
from lib.feeds import cbs
from lib.feeds.comparison import Comparison, compare
from lib.feeds.feed import Feed, FeedProblem
from lib.model.figures import Indicator, Observation
from lib.model.regions import region_label
from lib.rules.figure_words import value_text
from lib.store import figures, records
from lib.store.figures import Delivery
from lib.store.file.connection import reading
from lib.ui.editing import editor, form
from lib.ui.elements.html import day, plain, show, table
from lib.ui.here.state import Here

_FETCHED, _FAILED = "fetched figures", "failed refresh"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A delivery that waits for a decision, beside the one that it would replace."""

    delivery: Delivery
    observations: Sequence[Observation]
    comparison: Comparison
    seen: int


def propose(
    here: Here, delivery: Delivery, observations: Sequence[Observation], *, keep: bool = False
) -> Proposal:
    """Set new figures beside the former delivery of their source; with `keep` what is not new stays."""
    with reading(here.path) as db:
        former = next(
            (figure for figure in figures.current_sets(db).values() if figure.source == delivery.source), None
        )
        then = figures.observations_of(db, former.id) if former else []
    if keep:
        observations = list({figure.key: figure for figure in [*then, *observations]}.values())
    return Proposal(delivery, observations, compare(then, observations), former.id if former else 0)


# --------------------------------------------------------------------------- from CBS


def refresh(here: Here, indicators: Sequence[Indicator]) -> None:
    """Read a table from CBS when asked, and show what it would change."""
    tables = {offered.id: offered for offered in cbs.tables()}
    st.caption(
        "Dit vraagt het CBS om de nieuwste cijfers. Er verandert pas iets als u daarna kiest voor overnemen."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Tabel",
            list(tables),
            format_func=lambda table_id: f"{table_id} {tables[table_id].title}",
            key="cbs table",
            on_change=_forget,
        )
        asked = st.button("Ophalen bij het CBS", key="fetch figures", icon=":material/cloud_download:")
    if asked:
        _fetch(here, tables[chosen])
    if failed := st.session_state.get(_FAILED):
        st.error(plain(failed), icon=":material/error:")
    if proposal := st.session_state.get(_FETCHED):
        preview(proposal, indicators, "cbs")


def _forget() -> None:
    for key in (_FETCHED, _FAILED):
        st.session_state.pop(key, None)


def _fetch(here: Here, chosen: cbs.Table) -> None:
    """Read the table now; what comes back waits for a decision, a failure is one sentence."""
    _forget()
    bar = st.progress(0.0, "Verbinding maken met het CBS")
    feed = Feed()
    try:
        fetched = cbs.fetch(chosen, feed, bar.progress)
    except FeedProblem as problem:
        st.session_state[_FAILED] = problem.sentence
    else:
        st.session_state[_FETCHED] = propose_table(here, fetched, feed)
    bar.empty()


def propose_table(here: Here, fetched: cbs.Fetched, feed: Feed) -> Proposal:
    """Set a table as it was read beside the former delivery of it."""
    delivery = Delivery(
        source=fetched.table.id,
        title=fetched.table.title,
        publisher="CBS",
        table_id=fetched.table.id,
        retrieved_from=f"{feed.base}/{fetched.table.id}",
        retrieved_on=records.today().isoformat(),
        modified=fetched.modified,
    )
    return propose(here, delivery, fetched.observations)


# --------------------------------------------------------------------------- a decision


def preview(
    proposal: Proposal, indicators: Sequence[Indicator], key: str, columns: Mapping[str, str] | None = None
) -> None:
    """Show the counts of what would change, the first of it by name, and the choice."""
    comparison = proposal.comparison
    show(Markup('<p class="wa-lead">{}: {}.</p>').format(proposal.delivery.title, comparison.text))
    if proposal.delivery.modified:
        st.caption(f"Het CBS wijzigde deze tabel op {day_text(proposal.delivery.modified)}.")
    if not comparison.differs:
        st.caption("Er is niets nieuws: de cijfers die u heeft zijn dezelfde.")
        return
    names = {indicator.id: indicator for indicator in indicators}
    rows = [
        *(_row("gewijzigd", names, old, new) for old, new in comparison.changed[:_SHOWN]),
        *(_row("verdwenen", names, figure, None) for figure in comparison.gone[:_SHOWN]),
        *(_row("nieuw", names, None, figure) for figure in comparison.new[-_SHOWN:]),
    ]
    heads = ("Wat", "Cijfer", "Gebied", "Periode", "Was", "Wordt", "Status")
    show(table(heads, rows, "Voorbeeld van wat er verandert"))
    st.caption(f"De tabel toont van elke soort de eerste {_SHOWN}.")
    with st.container(horizontal=True):
        st.button("Overnemen", type="primary", key=f"accept {key}", on_click=accept, args=(proposal, columns))
        st.button("Niet overnemen", key=f"leave {key}", on_click=_forget)


def _row(
    what: str, names: Mapping[str, Indicator], old: Observation | None, new: Observation | None
) -> list[str]:
    figure = new or old
    if figure is None:
        raise ValueError("a row is about a figure")
    indicator = names[figure.indicator]
    was, now = (value_text(indicator, side) if side else "–" for side in (old, new))
    about = [what, indicator.short, region_label(figure.region), figure.period.text]
    return [*about, was, Markup("<b>{}</b>").format(now), figure.status or "niet vermeld"]


WAY_BACK = "Ongedaan maken kan onder Ingelezen cijfers."


def accept(proposal: Proposal, columns: Mapping[str, str] | None = None) -> None:
    """Store a delivery, and the column names it was read with; the former one stays in the history."""

    def act(db: Any) -> None:
        figures.add_set(db, proposal.delivery, proposal.observations, proposal.seen)
        if columns:
            figures.remember_mapping(db, proposal.delivery.source, columns)

    count = number_text(len(proposal.observations))
    said = f"Overgenomen: {proposal.delivery.title}, {count} cijfers. {WAY_BACK}"
    _forget()
    editor.write(act, said=said)


# --------------------------------------------------------------------------- deliveries


def deliveries(here: Here) -> None:
    """List every delivery with its source and day; the ones that count can be taken back."""
    with reading(here.path) as db:
        every, counting = figures.sets(db), figures.current_sets(db)
    rows = []
    for delivery in every:
        fate = "telt" if delivery.id in counting else "vervangen"
        if delivery.withdrawn_on:
            fate = Markup("ongedaan gemaakt op {}: {}").format(
                day(delivery.withdrawn_on), delivery.withdrawn_reason or ""
            )
        fetched = day(delivery.retrieved_on) if delivery.retrieved_on else "niet vermeld"
        rows.append(
            [delivery.title, delivery.publisher, fetched, number_text(delivery.size), delivery.author, fate]
        )
    show(
        table(("Ingelezen bestand", "Bron", "Opgehaald", "Cijfers", "Door", "Nu"), rows, "Ingelezen cijfers")
    )
    names = {number: f"{counting[number].title} ({counting[number].author})" for number in counting}
    if names:
        form.withdraw_one_of(
            "figure_set",
            counting.values(),
            dict(sorted(names.items(), reverse=True)),
            f"delivery to take back {max(names)}",
            button="Inlezen ongedaan maken",
            said="Het inlezen is ongedaan gemaakt; de vorige cijfers van dezelfde bron gelden weer.",
        )
        st.caption(
            "De vorige cijfers van dezelfde bron gelden dan weer. Niets verdwijnt uit de geschiedenis."
        )
