"""A report with counts on its way in: who made it, which file, what it would change, what is wrong with it.

Owns the form. Reading is `lib.feeds.paste.report`; all of a report is taken over, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, list_text, sentence_case
from lib.feeds.importing import Mistake
from lib.feeds.paste import report as feed
from lib.feeds.paste.report import Line
from lib.feeds.paste.taking import desk_of
from lib.model.agenda import Action
from lib.model.kinds import NAME_LIMIT, Invalid, any_day, text
from lib.model.results.tally import COHORT, tally_words
from lib.store.campuses import campuses
from lib.store.file.connection import reading
from lib.store.results.delivering import Plan, deliver, plan
from lib.ui.editing import saving
from lib.ui.editing.upload import offer_upload
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.html import fill, plain, show, table
from lib.ui.figures.importing import MEGABYTES, sheet_of
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.results.count_grid import ask_who_counts

_MOST_SHOWN = 30
_COUNTS = Markup('<p role="status"><b>{}</b></p>')


def upload(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    """Ask who reports, read the file, and show what it would do before anything changes."""
    st.caption(
        f"Kolommen: {list_text(feed.TITLES.values())}. Alleen aantallen, nooit namen van mensen. Alles uit "
        "het bestand wordt overgenomen, of niets. Een nieuwe opgave vervangt alleen de eerdere opgave van "
        "dezelfde partij en bron over dezelfde periode. Wat minder dan 5 verschilt van een eerder aantal van "
        "die partij, wordt een klasse van vijf: het verschil zou een klein aantal verraden."
    )
    key = f"counts {action.id}"
    usual = _ask_about(key, parties)
    offer_upload()
    file = st.file_uploader(
        "Bestand met aantallen (CSV of XLSX, verplicht)", type=["csv", "xlsx"], max_upload_size=MEGABYTES,
        key=f"{key} file",
    )  # fmt: skip
    if file is None:
        return
    try:
        with reading(here.path) as db:
            known = desk_of(db, "tally", {"action_id": action.id}, {}).known
            places = {campus.id: campus.name for campus in campuses(db)}
            read = feed.read(sheet_of(file), action.id, known, _checked(usual), places)
            lines = [(line.number, line.values) for line in read.lines]
            planned = plan(db, action.id, lines)
    except Invalid as wrong:
        st.error(plain(wrong.sentence), icon=":material/error:")
        return
    refused = [Mistake(refusal.number, "de hele regel", refusal.sentence) for refusal in planned.refusals]
    if wrong_lines := [*read.mistakes, *refused]:
        _mistakes(wrong_lines)
    else:
        _preview(action, planned, read.lines, file.name, key)


def _ask_about(key: str, parties: Mapping[int, str]) -> dict[str, Any]:
    """Ask what holds for every line of which the file does not say otherwise."""
    with st.container(horizontal=True):
        party, source = ask_who_counts(key, parties, source_width=240)
        day_field("Datum van opgave", f"{key} day", state.today())
    reported = read_day(f"{key} day")
    return {"party_id": party, "source": source, "reported_on": str(reported) if reported else None}


def _checked(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said of the report as it may be stored; what was not said a column must say."""
    today = state.today()
    return {
        "basis": COHORT,
        "part": None,
        "campus_id": None,
        "note": "",
        "party_id": typed["party_id"],
        "source": text("De bron", NAME_LIMIT, required=False)(typed["source"], today),
        "reported_on": any_day("De datum van opgave", past_only=True)(typed["reported_on"], today),
    }


def _mistakes(mistakes: Sequence[Mistake]) -> None:
    """Name each line that is wrong by its number, with the reason; nothing was taken over."""
    count = sentence_case(count_text(len(mistakes), "regel klopt niet", "regels kloppen niet"))
    st.error(plain(f"{count}; er is niets overgenomen."), icon=":material/error:")
    rows = [(str(wrong.row), wrong.column, wrong.sentence) for wrong in mistakes[:_MOST_SHOWN]]
    show(table(("Regel", "Kolom", "Wat is er mis"), rows, "Regels die niet kloppen"))
    if len(mistakes) > _MOST_SHOWN:
        st.caption(f"De eerste {_MOST_SHOWN} regels. Verbeter die in het bestand en lees het opnieuw in.")


def _preview(action: Action, planned: Plan, lines: Sequence[Line], file: str, key: str) -> None:
    counts = {
        "nieuw": len(planned.new),
        "gewijzigd": len(planned.changed),
        "vervalt": len(planned.gone),
        "gelijk gebleven": planned.same,
    }
    show(fill(_COUNTS, f"{file}: {list_text(f'{count} {word}' for word, count in counts.items())}."))
    rows = [
        (tally_words(_row(after)), before.many.text, after.many.text) for before, after in planned.changed
    ]
    rows += [(tally_words(_row(tally)), tally.many.text, "vervalt") for tally in planned.gone]
    if rows:
        heads = ("Telling", "Staat er nu", "Wordt")
        show(table(heads, rows[:_MOST_SHOWN], "Wat er zou veranderen"))
    st.button(
        "Opgave overnemen",
        type="primary",
        key=f"{key} take",
        disabled=not planned.does_something,
        on_click=_take,
        args=(action, lines, file),
    )


def _row(tally: Any) -> dict[str, Any]:
    return {name: getattr(tally, name) for name in ("step", "part", "region", "campus_id", "period")}


def _take(action: Action, lines: Sequence[Line], file: str) -> None:
    """Store the report in one write, as it is judged at that moment."""
    given = [(line.number, line.values) for line in lines]
    saving.write(lambda db: deliver(db, action.id, given, file), said=f"Opgave overgenomen uit {file}.")
