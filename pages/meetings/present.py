"""Presenteren: the agenda of a meeting on the wall, one slide at a time; followed on other screens."""

import streamlit as st
from markupsafe import Markup

from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.elements.html import empty, link, plain, sentence, show
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, present_link
from lib.ui.present import address, stage
from lib.ui.slides.deck import deck


def choose(here: Here, refusal: str) -> None:
    """Offer what can be presented, and say why what was asked for cannot."""
    st.title("Presenteren", anchor=False)
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    with reading(here.path, here.at) as db:
        offered = [meeting for meeting in reversed(meetings.meetings(db)) if meeting.open]
    if not offered:
        empty("Er staat geen overleg open. Wie kan er een klaarzetten? Dat gaat op Technologietafels.")
    params = {**shared_params(), MEETING: address.AGENDA}
    whole = link(address.PAGE, "De werkagenda zelf, alle acties", params, icon="grid_view")
    links = [*(present_link(meeting, meeting.label) for meeting in offered), whole]
    rows = Markup().join(Markup("<li>{}</li>").format(way) for way in links)
    show(Markup('<ul class="wa-choices">{}</ul>').format(rows))


def page() -> None:
    """Show the presentation that the address asks for, or a choice."""
    here = state.here()
    scene = address.scene(here)
    if isinstance(scene, str):
        choose(here, scene)
        return
    # Worked out once for everybody who looks, because reading a past moment takes a while.
    with reading(here.path) as db:
        what, subject = f"slides {scene.name} {here.since} {scene.past}", scene.subject
        slides = kept(what, scene.here, db, lambda: deck(subject))
    stage.present(scene, slides)


page()
