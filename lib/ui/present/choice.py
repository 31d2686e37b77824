"""What can be presented, before anything is: the open meetings and the agenda itself, a tile each.

Owns the tiles; what a slide shows is decided in `lib.ui.slides`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, sentence_case
from lib.model.meetings import Item, Meeting
from lib.rules.meetings.attention import time_sentence
from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import address_of, empty, plain, sentence, show
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING
from lib.ui.present import address

_TILE = Markup(
    '<li><a target="_self" href="{}"><span class="slide"><b>{}</b><small>{}</small></span>'
    '<span class="label">{}</span></a></li>'
)


def choose(here: Here, refusal: str) -> None:
    """Offer what can be presented, and say why what was asked for cannot."""
    st.html(Path(__file__).with_name("tiles.css"))
    with page_head("Presenteren") as lead, lead:
        sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    with reading(here.path, here.at) as db:
        offered = [meeting for meeting in reversed(meetings.meetings(db)) if meeting.open]
        tiles = [_of_meeting(meeting, meetings.items(db, meeting.id)) for meeting in offered]
    if not offered:
        empty("Er staat geen overleg open. Wie kan er een klaarzetten? Dat gaat op Technologietafels.")
    whole = _tile(address.AGENDA, "De werkagenda zelf", "Alle acties, een voor een", "Presenteer alle acties")
    show(Markup('<ul class="wa-decks">{}</ul>').format(Markup().join([*tiles, whole])))


def _of_meeting(meeting: Meeting, items: Sequence[Item]) -> Markup:
    """Draw a meeting as its first slide has it: when, where, and how much there is to speak of."""
    points = [item for item in items if not item.parked]
    where = f"{meeting.place}. " if meeting.place else ""
    much = sentence_case(count_text(len(points), "agendapunt", "agendapunten"))
    facts = f"{where}{much}. {time_sentence(items, meeting.minutes)}"
    return _tile(str(meeting.id), meeting.label, facts, "Presenteer dit overleg")


def _tile(asked: str, title: str, facts: str, label: str) -> Markup:
    return _TILE.format(address_of(address.PAGE, {**shared_params(), MEETING: asked}), title, facts, label)
