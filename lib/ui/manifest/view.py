"""What the page Manifest knows: read once per state of the agenda, counted at the day that is asked for.

Owns that reading, the field for the day, the counts per helix and the two activities of the annex that this
page keeps alive. The ledger, its growth and the calendar have modules of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text, number_text, parse_day
from lib.model.agenda import HELIXES, Action
from lib.model.kinds import FIRST_DAY
from lib.model.manifest import ManifestEntry, Obligation, PublicCount
from lib.model.meetings import Meeting
from lib.rules.meetings import manifest as rules, obligations
from lib.rules.meetings.obligations import Year
from lib.store import agenda, history, manifest, meetings
from lib.store.file.connection import Database, reading
from lib.ui.agenda.action import action_link
from lib.ui.elements.fields import followed_day
from lib.ui.elements.html import helix_name, plain, quote, show, wear
from lib.ui.here.cache import kept, kept_here, kept_with
from lib.ui.here.state import Here

ON = "peildatum"
_CSS = Path(__file__).with_name("manifest.css")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page draws from; `newest` is its place in the history."""

    newest: int
    entries: Sequence[ManifestEntry]
    obligations: Sequence[Obligation]
    counts: Sequence[PublicCount]
    meetings: Sequence[Meeting]
    years: Sequence[Year]
    actions: dict[str, Action]


def dress() -> None:
    """Load the looks of the manifest and of the update round."""
    wear(_CSS)


def read_facts(here: Here) -> Facts:
    """Read what is recorded at the moment shown."""
    with reading(here.path, here.at) as db:
        return kept("manifest", here, db, lambda: _read(db, here.day))


def _read(db: Database, today: date) -> Facts:
    asked, held = manifest.obligations(db), meetings.meetings(db)
    return Facts(
        newest=history.newest(db),
        entries=manifest.ledger(db),
        obligations=asked,
        counts=manifest.public_counts(db),
        meetings=held,
        years=obligations.calendar(asked, held, today),
        actions={action.id: action for action in agenda.actions(db) if action.number is None},
    )


def card_lines(db: Database, day: date) -> dict[str, str]:
    """Tell what the cards of the two activities say instead of helix bars."""
    years = obligations.calendar(manifest.obligations(db), meetings.meetings(db), day)
    return {
        "m1": rules.card_line(manifest.ledger(db), day),
        "m2": obligations.card_line(years, day)[1],
    }


# ------------------------------------------------------------------------ the day of the counts


def day_field(here: Here) -> date:
    """Ask for the day to count at; in the address as `peildatum`, else the day that is shown."""
    day, note = _asked_day(here)
    limits = min(FIRST_DAY, day), max(here.day, day)
    key = f"manifest day {day} {here.day}"
    followed_day("Peildatum", key, day, limits, lambda chosen: _choose_day(chosen, here.day))
    if note:
        st.warning(plain(note), icon=":material/info:")
    return day


def _asked_day(here: Here) -> tuple[date, str]:
    """Return the day of the address, and what is wrong with it; what is wrong is not followed."""
    asked = st.query_params.get(ON)
    if not asked:
        return here.day, ""
    day = parse_day(asked)
    if day is None:
        return here.day, f"“{asked}” is geen datum; er is geteld op {day_text(here.day)}."
    if day > here.day:
        return here.day, f"{day_text(day)} is nog niet geweest; er is geteld op {day_text(here.day)}."
    return max(day, FIRST_DAY), ""


def _choose_day(chosen: date | None, usual: date) -> None:
    if chosen and chosen != usual:
        st.query_params[ON] = chosen.isoformat()
    else:
        st.query_params.pop(ON, None)


# ------------------------------------------------------------------------ on the screen


def activity(facts: Facts, action_id: str) -> None:
    """Draw one of the annex's two activities of the manifest: its text, and the way to its own page."""
    if action := facts.actions.get(action_id):
        show(kept_here(("activity", action_id), lambda: _activity(action), facts))


def _activity(action: Action) -> Markup:
    text = action.adopted.full_name if action.adopted else action.name
    source = "Bron: bijlage 1, doel “Het manifest levend houden”"
    way = action_link(action, "Naar deze actie", "arrow_forward")
    return Markup('{}<p class="wa-more">{}</p>').format(quote(text, source), way)


def counts(facts: Facts, on: date) -> None:
    """Show how many parties stand behind the manifest at the day asked for: in all, and per helix."""
    show(kept_with(("counts", on), lambda: _counts(facts, on), facts))


def _counts(facts: Facts, on: date) -> Markup:
    per_helix = rules.per_helix(facts.entries, on)
    total = sum(per_helix.values())
    gone = len(rules.list_signed(facts.entries, on)) - total
    tiles = Markup("").join(
        Markup("<li class='{}'><b>{}</b>{}</li>").format(
            helix, number_text(per_helix[helix]), helix_name(helix)
        )
        for helix in HELIXES
    )
    aside = Markup("<small>{} teruggetrokken</small>").format(number_text(gone)) if gone else ""
    return Markup(
        '<ul class="wa-tiles" aria-label="{}"><li><b>{}</b><span>in het register</span>{}</li>{}</ul>'
    ).format(f"Partijen op {day_text(on)}", number_text(total), aside, tiles)
