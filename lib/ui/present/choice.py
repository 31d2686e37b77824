"""What can be presented, before anything is: the open meetings and the agenda itself, a tile each.

Owns the tiles; what a slide shows is decided in `lib.ui.slides`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.rules.lens import Lens
from lib.store import agenda, decisions, history, meetings
from lib.store.file.connection import Database, reading
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import address_of, empty, plain, sentence, show, wear
from lib.ui.frame.invitation import FIRST_MEETING, point_to
from lib.ui.here.address import shared_params
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING
from lib.ui.present import address
from lib.ui.slides import opening
from lib.ui.slides.opening import Opening

_TILE = Markup(
    '<li><a target="_self" href="{}"><span class="slide"><em>{}</em><b>{}</b>{}</span>'
    '<span class="label">{}</span></a></li>'
)


def choose(here: Here, refusal: str) -> None:
    """Offer what can be presented, and say why what was asked for cannot."""
    wear(Path(__file__).with_name("tiles.css"))
    with page_head("Presenteren") as lead, lead:
        sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    looked = lens(here)
    with reading(here.path, here.at) as db:
        tiles = [_tile(*one) for one in _offers(db, looked)]
        whole = _of_agenda(db, here)
    if not tiles and looked.active:
        empty(f"Er staat geen overleg open over wat {looked.whose} is.")
    elif not tiles:
        point_to("Er staat geen overleg open. Wie kan er een klaarzetten?", FIRST_MEETING)
    tiles.append(_tile(address.AGENDA, whole, "Presenteer de werkagenda zelf"))
    show(Markup('<ul class="wa-decks">{}</ul>').format(Markup().join(tiles)))


def _offers(db: Database, looked: Lens) -> Iterator[tuple[str, Opening, str]]:
    """Yield the open meetings, the last one first, each with the first slide that it has."""
    held, decided = meetings.meetings(db), decisions.decisions(db)
    decides = {one.meeting_id for one in looked.decided(decided)}
    for meeting in reversed(held):
        if meeting.open:
            items = meetings.items(db, meeting.id)
            if not looked.active or meeting.id in decides or looked.talks_about(items):
                opened = opening.of_meeting(meeting, held, decided, items)
                yield str(meeting.id), opened, "Presenteer dit overleg"


def _of_agenda(db: Database, here: Here) -> Opening:
    plus = history.counts_about(db, *history.between(db, here.since, here.at))
    return opening.of_agenda(agenda.term(db).years, agenda.actions(db), plus, here.since_label)


def _tile(asked: str, first: Opening, label: str) -> Markup:
    """Draw the first slide in small, as it will stand on the wall."""
    lines = Markup().join(Markup("<small>{}</small>").format(line) for line in first.lines)
    place = address_of(address.PAGE, {**shared_params(), MEETING: asked})
    return _TILE.format(place, first.over, first.title, lines, label)
