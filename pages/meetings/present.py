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
from lib.ui.present import address, stage
from lib.ui.present.deck import deck


def choose(here: Here, refusal: str) -> None:
    """No meeting, or one that cannot be shown: say so, and offer what can be presented."""
    st.title("Presenteren", anchor=False)
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    with reading(here.path, here.at) as db:
        offered = [(one.label, str(one.id), "present_to_all") for one in meetings.meetings(db) if one.open]
    if not offered:
        empty("Er staat geen overleg open. Wie kan er een klaarzetten? Dat gaat op Technologietafels.")
    rows = Markup().join(
        Markup("<li>{}</li>").format(
            link(address.PAGE, label, {**shared_params(), address.MEETING: name}, icon=icon)
        )
        for label, name, icon in (
            *reversed(offered),
            ("De werkagenda zelf, alle acties", address.AGENDA, "grid_view"),
        )
    )
    show(Markup('<ul class="wa-choices">{}</ul>').format(rows))


def page() -> None:
    """The presentation that the address asks for, or a choice."""
    here = state.here()
    scene = address.scene(here)
    if isinstance(scene, str):
        choose(here, scene)
        return
    # Worked out once for everybody who looks, because reading a past moment takes a while.
    with reading(here.path) as db:
        slides = kept(
            f"slides {scene.name} {here.since}", scene.here, db, lambda: deck(scene.here, scene.meeting_id)
        )
    stage.present(scene, slides)


page()
